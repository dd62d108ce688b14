import DistributedBandReduction
import ELPA
import MPI
import RandomNumbers
import ScaLAPACK

/// A kind of dense problem and a way to solve it: what `moriya tune` compares.
enum TuningKind: CaseIterable {
    case complexByReduction, complexByPzheev, complexByELPA, realByBand, antisymmetricByBand, antisymmetricByELPA

    /// Those that this program was built for.
    static var available: [TuningKind] { allCases.filter { ELPA.isAvailable || !$0.usesELPA } }

    private var usesELPA: Bool { self == .complexByELPA || self == .antisymmetricByELPA }

    var label: String {
        switch self {
        case .complexByReduction: "complex: pzhetrd + dsterf"
        case .complexByPzheev: "complex: pzheev"
        case .complexByELPA: "complex: ELPA, two stages"
        case .realByBand: "real: band + dlasq1"
        case .antisymmetricByBand: "real antisymmetric: band + dlasq1"
        case .antisymmetricByELPA: "real antisymmetric: ELPA"
        }
    }

    var scalar: MatrixScalar {
        switch self {
        case .complexByReduction, .complexByPzheev, .complexByELPA: .complex
        case .realByBand, .antisymmetricByBand, .antisymmetricByELPA: .real
        }
    }

    /// What a job writes to be solved in this way, before block size and process grid; nil where no solver takes it.
    var jobSettings: String? {
        switch self {
        case .complexByReduction, .realByBand, .antisymmetricByBand: "name: diagonalization"
        case .complexByELPA, .antisymmetricByELPA: "name: diagonalization, backend: elpa"
        case .complexByPzheev: nil
        }
    }

    /// Those of the tridiagonal form of a complex matrix, 16/3 n³, or an antisymmetric one, 4/3 n³, or of the bidiagonal
    /// form of any real one, 8/3 n³, whatever the way: so that rates compare as times do.
    func operations(order: Int) -> Double {
        let factor: Double =
            switch self {
            case .complexByReduction, .complexByPzheev, .complexByELPA: 16
            case .realByBand: 8
            case .antisymmetricByBand, .antisymmetricByELPA: 4
            }
        return factor / 3 * Double(order) * Double(order) * Double(order)
    }

    /// What the rank with most of the matrix needs.
    func bytesPerRank(order: Int, blockSize: Int, shape: GridShape) throws(ScaLAPACKError) -> Int {
        let layout = try BlockCyclicLayout(order: order, blockSize: blockSize, shape: shape, scalar: scalar)
        return usesELPA
            ? ELPA.predictedBytes(for: layout)
            : layout.predictedBytes(
                method: self == .complexByPzheev ? .pzheev : .tridiagonalReduction,
                isAntisymmetric: self == .antisymmetricByBand)
    }

    /// Solves one random matrix. Collective.
    ///
    /// - Returns: seconds from the moment at which all ranks hold their parts until the last one has the values; the
    ///   same on every rank.
    /// - Throws: `ScaLAPACKError`, `MPIError`.
    func seconds(order: Int, blockSize: Int, shape: GridShape, on world: borrowing Communicator) throws -> Double {
        let grid = try ProcessGrid(on: world, shape: shape)
        let start: ContinuousClock.Instant
        switch scalar {
        case .complex:
            var matrix = try BlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
            // Both triangles, as ELPA wants it.
            for column in 0..<order {
                for row in 0..<order {
                    let index = 2 * (max(row, column) + min(row, column) * order)
                    let imaginary = row == column ? 0 : randomElement(index + 1)
                    matrix.set(
                        row: row, column: column, re: randomElement(index), im: row > column ? imaginary : -imaginary)
                }
            }
            start = try startTogether(world)
            _ =
                try usesELPA
                ? ELPA.eigenvalues(of: matrix, on: grid)
                : grid.eigenvalues(of: matrix, method: self == .complexByPzheev ? .pzheev : .tridiagonalReduction)
        case .real:
            var matrix = try RealBlockCyclicMatrix(order: order, blockSize: blockSize, on: grid)
            for column in 0..<order {
                for row in 0..<order where row != column {
                    let value = randomElement(max(row, column) + min(row, column) * order)
                    matrix.set(row: row, column: column, row > column ? value : -value)
                }
            }
            start = try startTogether(world)
            switch self {
            case .antisymmetricByELPA: _ = try ELPA.skewEigenvalues(of: matrix, on: grid)
            case .antisymmetricByBand: _ = try grid.antisymmetricMagnitudes(of: matrix)
            default: _ = try grid.singularValues(of: matrix)
            }
        }
        return try world.allReduce((ContinuousClock.now - start) / .seconds(1), .maximum)
    }

    private func startTogether(_ world: borrowing Communicator) throws -> ContinuousClock.Instant {
        try world.barrier()
        return .now
    }
}

/// Number `index` of a stream from -1 to 1: the matrix is the same on every grid.
private func randomElement(_ index: Int) -> Double {
    Double(Int64(truncatingIfNeeded: SplitMix64(seed: 0).output(UInt64(truncatingIfNeeded: index)))) * 0x1p-63
}
