import BogoliubovDeGennes
import LAPACK
import MUMPS
import SparseSolver

/// Ĥ - E of a host with impurities, for sparse factorisations in real arithmetic.
///
/// In the Majorana basis Ĥ = iA with A real and antisymmetric. A complex vector x + iy is kept as the real one that has the
/// real and the imaginary part of each component side by side; on it Ĥ - E acts as the real symmetric matrix
///
///     [ -E   -A ]
///     [  A   -E ]     (rows and columns: x, y)
///
/// of which every eigenvalue is one of Ĥ - E, twice. By Sylvester's law its factors tell how many are negative.
struct ShiftedHamiltonian: ~Copyable {
    /// 4 × sites.
    let order: Int
    /// A bound on the norm of Ĥ, impurities included.
    let bound: Double
    private let host: MajoranaMatrix
    private let sites: [Int]
    /// A where the impurities are; zero at first.
    private var impurities: [Double]
    private var factorization: SparseFactorization
    private var shift = 0.0

    /// - Parameters:
    ///   - sites: where impurities can be.
    ///   - strength: the largest magnitude of an eigenvalue of what one adds to Ĥ.
    ///   - unit: of the energies here.
    init(_ superconductor: Superconductor, sites: [Lattice.Site], strength: Double, unit: Double) throws(MUMPSError) {
        let matrix = MajoranaMatrix(superconductor, unit: unit)
        let indices = sites.map { superconductor.lattice.index(of: $0) }
        // The diagonal, twice; then A once, as the block below the diagonal.
        var positions = (0..<Int32(2 * matrix.order)).map { (row: $0, column: $0) }
        for position in matrix.positions.dropFirst(matrix.order) { positions.append((2 * position.row + 1, 2 * position.column)) }
        for site in indices {
            for row in 0..<4 {
                for column in 0..<4 { positions.append((Int32(2 * (4 * site + row) + 1), Int32(2 * (4 * site + column)))) }
            }
        }
        order = matrix.order
        bound = matrix.bound + strength / unit
        host = matrix
        self.sites = indices
        impurities = [Double](repeating: 0, count: 16 * sites.count)
        factorization = try SparseFactorization(
            .realSymmetric, order: 2 * matrix.order, positions: positions,
            elimination: superconductor.lattice.nestedDissection.flatMap { site in (8 * site)..<(8 * site + 8) })
    }

    /// What the factors take, in bytes.
    var bytes: Int { factorization.bytes }

    /// Puts other impurities in place.
    ///
    /// - Parameter blocks: what each adds to A, in the order of the sites.
    mutating func place(_ blocks: [MajoranaBlock]) {
        precondition(blocks.count == sites.count)
        impurities = blocks.flatMap { block in (0..<16).map { block[$0 / 4, $0 % 4] } }
    }

    /// Factorises Ĥ - E.
    ///
    /// - Returns: how many levels of Ĥ lie below E.
    mutating func factorize(at energy: Double) throws(MUMPSError) -> Int {
        shift = energy
        let diagonal = [Double](repeating: -energy, count: 2 * order)
        try factorization.factorize(diagonal + host.elements.dropFirst(order) + impurities)
        return factorization.negativeEigenvalues / 2
    }

    /// (Ĥ - E)⁻¹ of some vectors, with the E of the last factorisation.
    mutating func solve(_ vectors: ComplexColumns) throws(MUMPSError) -> ComplexColumns {
        var columns = vectors.storage
        try factorization.solve(&columns)
        return ComplexColumns(length: order, storage: columns)
    }

    /// Ĥ of some vectors.
    func apply(to vectors: ComplexColumns) -> ComplexColumns {
        let source = vectors.storage
        var result = [Double](repeating: 0, count: source.count)
        let width = 2 * order
        source.withUnsafeBufferPointer { x in
            result.withUnsafeMutableBufferPointer { y in
                for start in stride(from: 0, to: x.count, by: width) {
                    func add(_ row: Int, _ column: Int, _ element: Double) {
                        y[start + 2 * row] -= element * x[start + 2 * column + 1]
                        y[start + 2 * row + 1] += element * x[start + 2 * column]
                    }
                    for index in order..<host.positions.count {
                        let position = host.positions[index]
                        add(Int(position.row), Int(position.column), host.elements[index])
                    }
                    for (index, site) in sites.enumerated() {
                        for entry in 0..<16 { add(4 * site + entry / 4, 4 * site + entry % 4, impurities[16 * index + entry]) }
                    }
                }
            }
        }
        return ComplexColumns(length: order, storage: result)
    }

    /// The weight of vectors on the impurities' sites: the matrix Σ ⟨u|i⟩⟨i|v⟩.
    func weightOnImpurities(_ vectors: ComplexColumns) -> ComplexColumns {
        var part = ComplexColumns(length: 4 * sites.count, count: vectors.count)
        for column in 0..<vectors.count {
            for (index, site) in sites.enumerated() {
                for row in 0..<4 { part[4 * index + row, column] = vectors[4 * site + row, column] }
            }
        }
        return .adjointProduct(part, part)
    }
}
