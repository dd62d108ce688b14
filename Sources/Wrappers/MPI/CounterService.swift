import CMPI
import Dispatch
import Foundation
import Synchronization

/// What the ranks of other nodes say to rank 0, and what it answers: messages of a communicator of their own.
struct CounterMessages: Sendable {
    /// An integer, as Fortran has it, so that a thread can be given it. Valid as long as the communicator lives.
    let communicator: Int32

    private static let requestTag: Int32 = 1
    private static let replyTag: Int32 = 2
    /// Of a request: the counter, then either the amount and three zeros or 0 and what `CounterShare` says.
    private static let requestLength = 5

    private var handle: moriya_comm { moriya_comm_from_fortran(communicator) }
    private var object: String { "counters of rank 0" }

    // MARK: What another rank does

    /// Returns once the message is on its way.
    func add(_ amount: Int, to counter: Int) throws(MPIError) {
        try send([Int64(counter), Int64(amount), 0, 0, 0], to: 0, Self.requestTag)
    }

    /// Returns when rank 0 has answered.
    func take(_ share: CounterShare) throws(MPIError) -> Range<Int> {
        try send(
            [Int64(share.counter), 0, Int64(share.wanted), Int64(share.limit), Int64(share.sharers)], to: 0, Self.requestTag)
        var reply: [Int64] = [0, 0]
        try check(moriya_receive(&reply, 2, 0, Self.replyTag, handle), "MPI_Recv", on: object)
        return Int(reply[0])..<Int(reply[1])
    }

    private func send(_ values: [Int64], to rank: Int32, _ tag: Int32) throws(MPIError) {
        try check(moriya_send(values, Int32(values.count), rank, tag, handle), "MPI_Send", on: object)
    }

    // MARK: What rank 0 does

    /// Answers one request.
    ///
    /// - Returns: false if nobody has asked.
    func answer(from memory: CounterMemory) throws(MPIError) -> Bool {
        var (found, rank): (Int32, Int32) = (0, 0)
        var message = moriya_message()
        // Matched: a plain probe would leave the message to any other thread that receives.
        try check(moriya_match(Self.requestTag, handle, &found, &message, &rank), "MPI_Improbe", on: object)
        guard found != 0 else { return false }
        var request = [Int64](repeating: 0, count: Self.requestLength)
        try check(moriya_receive_matched(&message, &request, Int32(request.count)), "MPI_Mrecv", on: object)
        let counter = Int(request[0])
        guard request[2] > 0 else {
            memory.add(Int(request[1]), to: counter)
            return true
        }
        let range = memory.take(
            CounterShare(counter: counter, wanted: Int(request[2]), limit: Int(request[3]), sharers: Int(request[4])))
        try send([Int64(range.lowerBound), Int64(range.upperBound)], to: rank, Self.replyTag)
        return true
    }
}

/// A thread of rank 0 that answers while rank 0 computes, until it is told to end.
final class CounterThread: Sendable {
    private let isToEnd = Atomic<Bool>(false)
    private let hasEnded = DispatchSemaphore(value: 0)

    /// Needs `MPIThreads.multiple`. An error of MPI ends the job, since whoever waits for an answer would wait for ever.
    init(answering messages: CounterMessages, from memory: CounterMemory) {
        let thread = Thread { [self] in
            serve(messages, from: memory)
            hasEnded.signal()
        }
        thread.name = "counters"
        thread.stackSize = 256 << 10
        thread.start()
    }

    /// Returns when the thread calls MPI no more. To be called once, by rank 0's own thread.
    func end() {
        isToEnd.store(true, ordering: .releasing)
        hasEnded.wait()
    }

    private func serve(_ messages: CounterMessages, from memory: CounterMemory) {
        // Whoever asks often is answered fast; whoever does not costs nothing that can be measured.
        let (shortest, longest): (UInt32, UInt32) = (50, 1000)
        var pause = shortest
        while !isToEnd.load(ordering: .acquiring) {
            do throws(MPIError) {
                if try messages.answer(from: memory) {
                    pause = shortest
                    continue
                }
            } catch {
                try? FileHandle.standardError.write(contentsOf: Data("rank 0: \(error)\n".utf8))
                moriya_abort(moriya_comm_world(), MPIRuntime.exitCodeOfFailedMPI)
                _exit(MPIRuntime.exitCodeOfFailedMPI)
            }
            usleep(pause)
            pause = min(longest, 2 * pause)
        }
    }
}
