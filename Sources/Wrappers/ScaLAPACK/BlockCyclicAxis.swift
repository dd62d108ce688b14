/// How the rows, or the columns, of a matrix are dealt out: in blocks of `blockSize`, to processes 0, 1, … and around.
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

    /// The process that owns an index.
    public func owner(of global: GlobalIndex) -> Int { global.value / blockSize % processes }

    /// What an index is on its owner.
    public func local(of global: GlobalIndex) -> LocalIndex {
        LocalIndex(global.value / (blockSize * processes) * blockSize + global.value % blockSize)
    }

    /// What an index of one process is in the whole matrix.
    public func global(of local: LocalIndex, on process: Int) -> GlobalIndex {
        GlobalIndex((local.value / blockSize * processes + process) * blockSize + local.value % blockSize)
    }

    /// The indices that a process owns, ascending.
    public func locals(on process: Int) -> some Sequence<LocalIndex> { (0..<count(on: process)).lazy.map { LocalIndex($0) } }

    /// How many indices a process owns (what ScaLAPACK calls `numroc`); process 0 owns most.
    public func count(on process: Int) -> Int {
        let (fullBlocks, rest) = extent.quotientAndRemainder(dividingBy: blockSize)
        let (rounds, processOfRest) = fullBlocks.quotientAndRemainder(dividingBy: processes)
        let full = (rounds + (process < processOfRest ? 1 : 0)) * blockSize
        return full + (process == processOfRest ? rest : 0)
    }

    /// How many of the indices below `end` a process owns.
    package func count(below end: GlobalIndex, on process: Int) -> Int {
        BlockCyclicAxis(extent: end.value, blockSize: blockSize, processes: processes).count(on: process)
    }
}
