import BogoliubovDeGennes
import LAPACK
import MUMPS
import Numerics
import SparseSolver

/// G0(z) = (z - Ĥ0)⁻¹ of any host at complex energies, by one sparse factorisation for each. Row 4i + s belongs to site i and
/// component s of (c↑, c↓, c†↑, c†↓).
struct HostResolvent: ~Copyable {
    /// 4 × sites.
    let order: Int
    /// Ĥ0 is at most this.
    let bound: Double
    private let positions: [(row: Int32, column: Int32)]
    /// -Ĥ0, in the order of `positions`; the diagonal comes first.
    private let elements: [Complex<Double>]
    private var shifted: [Complex<Double>]
    private var factorization: SparseFactorization
    private var broadening = 1.0

    /// - Parameter unit: of the energies here.
    init(_ superconductor: Superconductor, unit: Double) throws(MUMPSError) {
        let hamiltonian = BogoliubovHamiltonian(host: superconductor)
        var positions = (0..<Int32(hamiltonian.dimension)).map { (row: $0, column: $0) }
        var elements = [Complex<Double>](repeating: .zero, count: hamiltonian.dimension)
        hamiltonian.forEachEntry { row, column, value in
            positions.append((Int32(row), Int32(column)))
            elements.append(-value / Complex(unit))
        }
        order = hamiltonian.dimension
        bound = superconductor.spectralBound / unit
        self.positions = positions
        self.elements = elements
        shifted = elements
        factorization = try SparseFactorization(
            .complex, order: hamiltonian.dimension, positions: positions,
            elimination: superconductor.lattice.nestedDissection.flatMap { site in (4 * site)..<(4 * site + 4) })
    }

    /// Factorises E + iη - Ĥ0.
    mutating func factorize(energy: Double, broadening: Double) throws(MUMPSError) {
        self.broadening = broadening
        shifted = elements
        for row in 0..<order { shifted[row] += Complex(energy, broadening) }
        try factorization.factorize(shifted.flatMap { [$0.real, $0.imaginary] })
    }

    /// Columns of G0, or its rows, and a bound on their error as a matrix in the Frobenius norm: the residual over η, since
    /// |G0| ≤ 1/η.
    ///
    /// - Parameter isTransposed: whether rows are wanted; each is returned as a column.
    mutating func columns(
        _ indices: [Int], transposed isTransposed: Bool = false
    ) throws(MUMPSError) -> (values: ComplexColumns, error: Double) {
        var right = ComplexColumns(length: order, count: indices.count)
        for (column, row) in indices.enumerated() { right[row, column] = (1, 0) }
        var solution = right.storage
        try factorization.solve(&solution, transposed: isTransposed)
        var residual = right.storage
        subtractProduct(with: solution, transposed: isTransposed, from: &residual)
        func norm(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        // The residual is rounded itself.
        let rest = norm(residual) + 4 * .ulpOfOne * (bound + broadening) * norm(solution)
        return (ComplexColumns(length: order, storage: solution), rest / broadening)
    }

    private func subtractProduct(with x: [Double], transposed isTransposed: Bool, from b: inout [Double]) {
        let width = 2 * order
        x.withUnsafeBufferPointer { x in
            b.withUnsafeMutableBufferPointer { b in
                for start in stride(from: 0, to: x.count, by: width) {
                    for (index, position) in positions.enumerated() {
                        let (row, column) = isTransposed ? (position.column, position.row) : (position.row, position.column)
                        let (target, source) = (start + 2 * Int(row), start + 2 * Int(column))
                        let element = shifted[index]
                        b[target] -= element.real * x[source] - element.imaginary * x[source + 1]
                        b[target + 1] -= element.real * x[source + 1] + element.imaginary * x[source]
                    }
                }
            }
        }
    }
}
