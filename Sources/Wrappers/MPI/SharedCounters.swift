import CMPI
import Foundation

/// Counters that belong to rank 0 and that every rank changes: numbers 0, 1, 2, … of which each is given out once over all
/// ranks, and sums.
///
/// They hand out work without a rank that only coordinates. Ranks of rank 0's node change them in shared memory; the others
/// send messages, which a thread of rank 0 answers while rank 0 computes. Where the library does not allow such a thread
/// (`MPIRuntime.grantedThreads`), rank 0 answers whenever it calls a method of this: others may wait for a piece of work
/// that it is computing.
public final class SharedCounters {
    /// Who answers the ranks of other nodes.
    public enum Service: Sendable {
        /// There are none.
        case notNeeded
        case thread
        /// Rank 0 itself, between its pieces of work.
        case betweenCalls
    }

    /// Of this run, on every rank alike.
    public let service: Service
    /// Whether this rank changes the counters by itself.
    public var isDirect: Bool { memory != nil }

    /// Nil on ranks that send messages.
    private let memory: CounterMemory?
    private let messages: CounterMessages
    private let communicator: Communicator
    private let thread: CounterThread?
    private let name: String

    /// Collective; every counter stands at 0.
    ///
    /// - Parameters:
    ///   - count: how many counters there are.
    ///   - sharesMemory: false to treat every rank as if it were on a node of its own.
    public init(_ count: Int, on world: borrowing Communicator, sharesMemory: Bool = true) throws(MPIError) {
        let communicator = try world.duplicate()
        let messages = CounterMessages(communicator: communicator.fortranHandle)
        let memory = try Self.memory(for: count, on: world, sharesMemory: sharesMemory)
        let distant = try world.allReduce(memory == nil ? 1 : 0, .sum)
        let mayHaveThread = try world.broadcast(MPIRuntime.grantedThreads == .multiple ? 1 : 0) == 1
        service = distant == 0 ? .notNeeded : mayHaveThread ? .thread : .betweenCalls
        let isServed = world.rank == 0 && service == .thread
        thread = isServed ? memory.map { CounterThread(answering: messages, from: $0) } : nil
        name = "counters of \(world.description)"
        self.memory = memory
        self.messages = messages
        self.communicator = communicator
    }

    deinit { thread?.end() }

    /// The memory of rank 0's counters, nil on the ranks that cannot reach it; collective.
    private static func memory(
        for count: Int, on world: borrowing Communicator, sharesMemory: Bool
    ) throws(MPIError) -> CounterMemory? {
        let node = try world.splitSharedMemory()
        // Rank 0 is the first of its node. A name that nobody has: two jobs of a node must not meet.
        let name = "/moriya-\(try node.broadcast(Int.random(in: 0...Int.max)))"
        let isNear = try node.allReduce(world.rank, .minimum) == 0 && sharesMemory
        var memory: CounterMemory?
        if world.rank == 0 { memory = (isNear ? CounterMemory(count, .making(name)) : nil) ?? CounterMemory(count, .own) }
        try node.barrier()
        if world.rank != 0 && isNear { memory = CounterMemory(count, .opening(name)) }
        try node.barrier()
        if world.rank == 0 { CounterMemory.forget(name) }
        // Without any memory nothing works: said on all ranks alike.
        guard try world.broadcast(memory == nil ? 0 : 1) == 1 else {
            throw MPIError(call: "mmap", object: "counters of \(world.description)", message: "rank 0 has no memory for them")
        }
        return memory
    }

    /// Takes the next numbers of a counter that counts to `limit`. Not collective.
    ///
    /// - Parameters:
    ///   - wanted: how many numbers at most, at least 1. What is given is also at most a quarter of one sharer's part of
    ///     the numbers that are left, so that pieces become smaller towards the end.
    ///   - sharers: how many ranks take numbers.
    /// - Returns: an empty range if none is left.
    public func take(upTo wanted: Int = 1, of counter: Int, below limit: Int, sharers: Int) throws(MPIError) -> Range<Int> {
        precondition(wanted >= 1 && sharers >= 1)
        let share = CounterShare(counter: counter, wanted: wanted, limit: limit, sharers: sharers)
        try answerIfDue()
        if let memory { return memory.take(share) }
        return try messages.take(share)
    }

    /// Adds to a counter. Not collective, and nobody waits for it.
    public func add(_ amount: Int, to counter: Int) throws(MPIError) {
        try answerIfDue()
        if let memory { return memory.add(amount, to: counter) }
        try messages.add(amount, to: counter)
    }

    /// What rank 0 has been told so far; nil on the ranks that send messages.
    public func value(of counter: Int) -> Int? { memory?.value(of: counter) }

    /// Collective: returns once every rank has called it. Until then rank 0 answers, and what was added before is in the
    /// counters after it.
    public func synchronize() throws(MPIError) {
        // The messages of a rank arrive in order: with this answer, those before it have been dealt with.
        if memory == nil { _ = try messages.take(CounterShare(counter: 0, wanted: 1, limit: 0, sharers: 1)) }
        var request = moriya_request()
        try check(moriya_ibarrier(communicator.handle, &request), "MPI_Ibarrier", on: name)
        var isDone: Int32 = 0
        while isDone == 0 {
            try answerIfDue()
            try check(moriya_test(&request, &isDone), "MPI_Test", on: name)
            // Whoever waits leaves the core to those that compute.
            if isDone == 0 { usleep(200) }
        }
    }

    /// Rank 0, if it has no thread for it, answers whoever has asked.
    private func answerIfDue() throws(MPIError) {
        guard service == .betweenCalls, communicator.rank == 0, let memory else { return }
        while try messages.answer(from: memory) {}
    }
}
