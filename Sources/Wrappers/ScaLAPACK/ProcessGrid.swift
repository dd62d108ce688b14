import CScaLAPACK
import MPI

/// The ranks of a communicator, in rows and columns, as ScaLAPACK works on them.
public struct ProcessGrid: ~Copyable {
    public let shape: GridShape
    /// Where this rank stands; the ranks fill the grid row by row.
    public let position: GridPosition
    package let context: Int32
    /// ScaLAPACK ignores return codes of MPI, so its traffic has a communicator whose errors end the job.
    package let communicator: Communicator

    /// Collective over `communicator`, which need not outlive the grid.
    ///
    /// - Parameter shape: nearly square unless given.
    /// - Throws: `ScaLAPACKError.invalidLayout` on every rank if the shape does not use all ranks, `communication`.
    public init(on parent: borrowing Communicator, shape: GridShape? = nil) throws(ScaLAPACKError) {
        let shape = shape ?? .nearlySquare(ranks: parent.size)
        guard shape.rows > 0, shape.columns > 0, shape.ranks == parent.size else {
            throw .invalidLayout("a grid of \(shape.rows) × \(shape.columns) does not use \(parent.size) ranks")
        }
        let communicator: Communicator
        do { communicator = try parent.duplicateWithFatalErrors() } catch { throw .communication(error) }

        let context = moriya_blacs_grid(communicator.fortranHandle, Int32(shape.rows), Int32(shape.columns))
        var (rows, columns, row, column): (Int32, Int32, Int32, Int32) = (0, 0, -1, -1)
        Cblacs_gridinfo(context, &rows, &columns, &row, &column)
        guard row >= 0, column >= 0 else {
            throw .invalidLayout("BLACS did not place rank \(parent.rank) in \(shape.rows) × \(shape.columns)")
        }
        self.shape = shape
        self.position = GridPosition(row: Int(row), column: Int(column))
        self.context = context
        self.communicator = communicator
    }

    deinit {
        guard MPIRuntime.isRunning else { return }
        Cblacs_gridexit(context)
    }

    /// Whether `condition` holds on every rank, so that all go on or all throw.
    package borrowing func allAgree(_ condition: Bool) throws(ScaLAPACKError) -> Bool {
        do { return try communicator.allReduce(condition ? 1 : 0, .minimum) == 1 } catch { throw .communication(error) }
    }

    /// Checks a return code. ScaLAPACK documents it as the same on all ranks; making sure costs one small message, and
    /// spares the others an endless wait.
    borrowing func check(_ info: Int32, _ routine: DistributedRoutine) throws(ScaLAPACKError) {
        try routine.check(Int(worst(of: info)))
    }

    /// The return code of the rank that failed most: the smallest where one is negative, the largest otherwise.
    package borrowing func worst(of code: Int32) throws(ScaLAPACKError) -> Int32 {
        let extremes: [Int32]
        do { extremes = try communicator.allReduce([code, -code], .minimum) } catch { throw .communication(error) }
        return extremes[0] < 0 ? extremes[0] : -extremes[1]
    }
}
