/// How the rows, or the columns, of a matrix are dealt out: in blocks of `blockSize`, to processes 0, 1, … and around.
///
/// A *global* index counts in the whole matrix, a *local* one among those that one process owns; both start at 0.
public struct BlockCyclicAxis: Sendable, Equatable {
    public let extent: Int
    public let blockSize: Int
    public let processes: Int

    /// - Precondition: `extent` ≥ 0; `blockSize` and `processes` are positive.
    public init(extent: Int, blockSize: Int, processes: Int) {
        precondition(extent >= 0 && blockSize > 0 && processes > 0, "no such axis")
        self.extent = extent
        self.blockSize = blockSize
        self.processes = processes
    }

    /// The process that owns a global index.
    public func owner(of global: Int) -> Int { global / blockSize % processes }

    /// The local index of a global one, on its owner.
    public func local(of global: Int) -> Int {
        global / (blockSize * processes) * blockSize + global % blockSize
    }

    /// The global index of a local one.
    public func global(of local: Int, on process: Int) -> Int {
        (local / blockSize * processes + process) * blockSize + local % blockSize
    }

    /// How many indices a process owns (what ScaLAPACK calls `numroc`); process 0 owns most.
    public func count(on process: Int) -> Int {
        let (fullBlocks, rest) = extent.quotientAndRemainder(dividingBy: blockSize)
        let (rounds, processOfRest) = fullBlocks.quotientAndRemainder(dividingBy: processes)
        let full = (rounds + (process < processOfRest ? 1 : 0)) * blockSize
        return full + (process == processOfRest ? rest : 0)
    }

    /// How many of the indices below `end` a process owns.
    package func count(below end: Int, on process: Int) -> Int {
        BlockCyclicAxis(extent: end, blockSize: blockSize, processes: processes).count(on: process)
    }
}
