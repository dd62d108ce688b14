import Numerics

/// A matrix for each lattice vector R, such as ⟨m0|H|nR⟩: a Hermitian operator of a crystal in Wannier functions,
///
///     H_mn(k) = Σ_R e^{ik·R} ⟨m0|H|nR⟩
///
/// with the position operator r(R) in the same form. H(R) = H(-R)† holds exactly, and the same for r.
public struct TightBinding: Sendable {
    /// The lattice vectors in Å.
    public let lattice: [SIMD3<Double>]
    /// The number of Wannier functions, n.
    public let functions: Int
    /// The lattice vectors R in units of the lattice, in ascending order; with R there is always -R.
    public let cells: [SIMD3<Int>]
    /// ⟨m0|H|nR⟩ in eV at (cell · n + m) · n + n'.
    public private(set) var hoppings: [Complex<Double>]
    /// ⟨m|r|m⟩ in Å.
    public let centres: [SIMD3<Double>]
    /// ⟨m0|r|nR⟩ in Å without the centres, for x, y and z, laid out as the hoppings; nil where it is zero.
    public let offDiagonalPositions: [[Complex<Double>]]?

    /// One hopping of a Hamiltonian written by hand.
    public struct Hopping: Sendable {
        public let cell: SIMD3<Int>
        /// Counted from 0.
        public let row: Int
        public let column: Int
        /// ⟨row 0|H|column R⟩ in eV.
        public let value: Complex<Double>

        public init(_ cell: SIMD3<Int>, _ row: Int, _ column: Int, _ value: Complex<Double>) {
            (self.cell, self.row, self.column, self.value) = (cell, row, column, value)
        }
    }

    /// The largest |H(R) - H(-R)†| in eV that is taken for rounding.
    public static let hermiticityTolerance = 1e-5

    /// The Hamiltonian of a file: divided by the degeneracies, shifted to the nearest images, made Hermitian.
    ///
    /// - Parameters:
    ///   - shifts: of the same run; nil where the run used none.
    ///   - lattice: in Å, for files that do not say it.
    ///   - centres: in Å, for files that do not say them; they replace the position operator of one that does.
    /// - Throws: `WannierFileError` if shifts or partners are missing or H is not Hermitian.
    public init(
        _ file: WannierFile, shifts: WignerSeitzShifts? = nil, lattice: [SIMD3<Double>]? = nil,
        centres: [SIMD3<Double>]? = nil
    ) throws(WannierFileError) {
        let n = file.functions
        guard let lattice = file.lattice ?? lattice else {
            throw WannierFileError(file: file.name, reason: .foreign(what: "it does not say the lattice, and none was given"))
        }
        guard abs(cellVolume(lattice)) > 1e-9 else { throw WannierFileError(file: file.name, reason: .flatLattice) }
        if let centres, centres.count != n {
            throw WannierFileError(
                file: file.name, reason: .foreign(what: "\(centres.count) centres were given for its \(n) Wannier functions"))
        }
        try shifts?.require(belongingTo: file)
        let known = Set(file.cells)
        for cell in file.cells where !known.contains(SIMD3(0, 0, 0) &- cell) {
            throw WannierFileError(file: file.name, reason: .missingPartner(cell: [cell.x, cell.y, cell.z]))
        }

        var merged = CellMatrices(functions: n, components: file.positions == nil || centres != nil ? 1 : 4)
        for (index, cell) in file.cells.enumerated() {
            let weight = 1 / Double(file.degeneracies[index])
            for row in 0..<n {
                for column in 0..<n {
                    let place = (index * n + row) * n + column
                    let images = shifts?.shifts[.init(cell: cell, row: Int32(row), column: Int32(column))] ?? [SIMD3(0, 0, 0)]
                    let share = weight / Double(images.count)
                    for image in images {
                        merged.add(file.hoppings[place] * Complex(share), 0, cell &+ image, row, column)
                        guard merged.components > 1, let positions = file.positions else { continue }
                        for axis in 0..<3 {
                            merged.add(positions[axis][place] * Complex(share), 1 + axis, cell &+ image, row, column)
                        }
                    }
                }
            }
        }
        let (cells, matrices, fault) = merged.hermitian()
        if let fault, fault.difference > Self.hermiticityTolerance {
            throw WannierFileError(
                file: file.name,
                reason: .notHermitian(
                    cell: [fault.cell.x, fault.cell.y, fault.cell.z], row: fault.row + 1, column: fault.column + 1,
                    difference: fault.difference))
        }
        self.init(
            lattice: lattice, functions: n, cells: cells, hoppings: matrices[0],
            positions: matrices.count > 1 ? Array(matrices[1...]) : nil, centres: centres)
    }

    /// A Hamiltonian from its elements; ⟨m0|H|nR⟩ and its partner ⟨n0|H|m-R⟩ must both be among them. Elements given
    /// twice are added.
    ///
    /// - Throws: `WannierFileError`, in the name of `name`, if H is not Hermitian or an index is out of range.
    public init(
        lattice: [SIMD3<Double>], centres: [SIMD3<Double>], hoppings: [Hopping], name: String = "hoppings"
    ) throws(WannierFileError) {
        guard lattice.count == 3, abs(cellVolume(lattice)) > 1e-9 else {
            throw WannierFileError(file: name, reason: .flatLattice)
        }
        var merged = CellMatrices(functions: centres.count, components: 1)
        for hopping in hoppings {
            for index in [hopping.row, hopping.column] where !centres.indices.contains(index) {
                throw WannierFileError(file: name, reason: .indexOutOfRange(found: index + 1, count: centres.count))
            }
            guard hopping.value.isFinite else {
                throw WannierFileError(file: name, reason: .notFinite(found: "\(hopping.value)"))
            }
            merged.add(hopping.value, 0, hopping.cell, hopping.row, hopping.column)
        }
        let (cells, matrices, fault) = merged.hermitian()
        if let fault, fault.difference > Self.hermiticityTolerance {
            throw WannierFileError(
                file: name,
                reason: .notHermitian(
                    cell: [fault.cell.x, fault.cell.y, fault.cell.z], row: fault.row + 1, column: fault.column + 1,
                    difference: fault.difference))
        }
        self.init(
            lattice: lattice, functions: centres.count, cells: cells, hoppings: matrices[0], positions: nil, centres: centres)
    }

    /// Takes matrices that are Hermitian partners already.
    init(
        lattice: [SIMD3<Double>], functions n: Int, cells: [SIMD3<Int>], hoppings: [Complex<Double>],
        positions: [[Complex<Double>]]?, centres: [SIMD3<Double>]?
    ) {
        (self.lattice, functions, self.cells, self.hoppings) = (lattice, n, cells, hoppings)
        guard var positions, let home = cells.firstIndex(of: SIMD3(0, 0, 0)) else {
            self.centres = centres ?? [SIMD3<Double>](repeating: .zero, count: n)
            offDiagonalPositions = nil
            return
        }
        var diagonal = [SIMD3<Double>](repeating: .zero, count: n)
        for index in 0..<n {
            for axis in 0..<3 {
                let place = (home * n + index) * n + index
                diagonal[index][axis] = positions[axis][place].real
                positions[axis][place] = .zero
            }
        }
        self.centres = diagonal
        offDiagonalPositions = positions.contains { $0.contains { $0 != .zero } } ? positions : nil
    }

    /// The same crystal and functions with other matrices in the same cells, Hermitian like the old ones.
    func replacingHoppings(_ matrices: [Complex<Double>]) -> TightBinding {
        var copy = self
        copy.hoppings = matrices
        return copy
    }

    /// The same Hamiltonian with the functions in another order: new function i is old function `order[i]`.
    public func reordered(_ order: [Int]) -> TightBinding {
        let n = functions
        func permute(_ matrices: [Complex<Double>]) -> [Complex<Double>] {
            var result = matrices
            for cell in cells.indices {
                for row in 0..<n {
                    for column in 0..<n {
                        result[(cell * n + row) * n + column] = matrices[(cell * n + order[row]) * n + order[column]]
                    }
                }
            }
            return result
        }
        return TightBinding(
            copying: self, cells: cells, hoppings: permute(hoppings), centres: order.map { centres[$0] },
            offDiagonalPositions: offDiagonalPositions?.map(permute))
    }

    /// The same with matrices for more cells, zero where there were none.
    func extended(to cells: [SIMD3<Int>]) -> TightBinding {
        let (place, size) = (Dictionary(uniqueKeysWithValues: self.cells.enumerated().map { ($1, $0) }), functions * functions)
        func extend(_ matrices: [Complex<Double>]) -> [Complex<Double>] {
            cells.flatMap { cell in
                place[cell].map { Array(matrices[$0 * size..<($0 + 1) * size]) }
                    ?? [Complex<Double>](repeating: .zero, count: size)
            }
        }
        return TightBinding(
            copying: self, cells: cells, hoppings: extend(hoppings), centres: centres,
            offDiagonalPositions: offDiagonalPositions?.map(extend))
    }

    private init(
        copying other: TightBinding, cells: [SIMD3<Int>], hoppings: [Complex<Double>], centres: [SIMD3<Double>],
        offDiagonalPositions: [[Complex<Double>]]?
    ) {
        (lattice, functions) = (other.lattice, other.functions)
        (self.cells, self.hoppings, self.centres) = (cells, hoppings, centres)
        self.offDiagonalPositions = offDiagonalPositions
    }

    /// ⟨row 0|H|column R⟩ in eV, for the R of this index in `cells`.
    public func element(_ cell: Int, _ row: Int, _ column: Int) -> Complex<Double> {
        hoppings[(cell * functions + row) * functions + column]
    }

    /// H(k), row by row.
    ///
    /// - Parameter k: in units of the reciprocal lattice vectors, so that k·R = 2π Σ k_i R_i.
    public func matrix(atReduced k: SIMD3<Double>) -> [Complex<Double>] {
        let size = functions * functions
        var result = [Complex<Double>](repeating: .zero, count: size)
        for (index, cell) in cells.enumerated() {
            let angle = 2 * Double.pi * (k * SIMD3<Double>(cell)).sum()
            let phase = Complex<Double>(.cos(angle), .sin(angle))
            for element in 0..<size { result[element] += phase * hoppings[index * size + element] }
        }
        return result
    }

    /// Of a unit cell, in Å³, with the sign of the lattice's handedness.
    public var volume: Double { cellVolume(lattice) }

    /// Whether two lattices agree within the digits that files print.
    func hasSameLattice(as other: TightBinding) -> Bool {
        zip(lattice, other.lattice).allSatisfy { pair in (0..<3).allSatisfy { abs(pair.0[$0] - pair.1[$0]) < 1e-5 } }
    }
}

/// a · (b × c) of three vectors.
func cellVolume(_ lattice: [SIMD3<Double>]) -> Double {
    let (a, b, c) = (lattice[0], lattice[1], lattice[2])
    return a.x * (b.y * c.z - b.z * c.y) + a.y * (b.z * c.x - b.x * c.z) + a.z * (b.x * c.y - b.y * c.x)
}
