import Foundation
import MPI

/// The ranks that evaluate a batch together, or do anything else together. One process without MPI is a team, too.
///
/// All methods are collective: every rank of the team calls them, in the same order.
public struct Team: ~Copyable {
    /// Nil where there is no MPI.
    private let communicator: Communicator?
    /// From 0 to `size` − 1.
    public let rank: Int
    public let size: Int

    /// One process, which needs no MPI.
    public static var alone: Team { Team() }

    private init() {
        communicator = nil
        (rank, size) = (0, 1)
    }

    public init(_ communicator: consuming Communicator) {
        (rank, size) = (communicator.rank, communicator.size)
        self.communicator = consume communicator
    }

    /// The communicator of all ranks, lent by `MPIRuntime.withWorld` for as long as its body runs.
    public init(world: borrowing Communicator) { self.init(world.unowned()) }

    /// Whether this process has started MPI.
    var hasMPI: Bool {
        switch communicator {
        case .some: true
        case .none: false
        }
    }

    /// The door for libraries that take a communicator, such as ScaLAPACK.
    ///
    /// - Throws: `MachineFailure` if this process has not started MPI; what `body` throws.
    public borrowing func withCommunicator<Result: ~Copyable>(_ body: (borrowing Communicator) throws -> Result) throws -> Result
    {
        switch communicator {
        case .some(let communicator): return try body(communicator)
        case .none: throw MachineFailure("this process runs without MPI, which this solver needs")
        }
    }

    /// The sum of the contributions of all indices of a range, with the same bits whatever the size of the team: the range
    /// is cut into chunks of a fixed length, each is added up from its first index to its last by one rank, and the chunks'
    /// sums are added in pairs, neighbours first, by rank 0.
    ///
    /// - Parameters:
    ///   - chunk: how many indices make a chunk, at least 1.
    ///   - width: how many numbers are summed side by side.
    ///   - add: adds the contributions of some indices to a sum that is zero at first. What one rank throws is thrown on
    ///     all of them.
    /// - Returns: the sum, on all ranks.
    public borrowing func sum(
        over range: Range<Int>, chunk: Int, width: Int, _ add: (Range<Int>, inout [Double]) throws -> Void
    ) throws -> [Double] {
        precondition(chunk >= 1 && width >= 1)
        let count = (range.count + chunk - 1) / chunk
        var sums = [Double](repeating: 0, count: count * width)
        try alike {
            for index in stride(from: rank, to: count, by: size) {
                let first = range.lowerBound + index * chunk
                var sum = [Double](repeating: 0, count: width)
                try add(first..<min(first + chunk, range.upperBound), &sum)
                sums.replaceSubrange(index * width..<(index + 1) * width, with: sum)
            }
        }
        // Each number has one rank that is not zero, so that adding up changes no bit.
        if size > 1 && count > 0 { sums = try withCommunicator { try $0.allReduce(sums, .sum) } }
        return pairwiseSum(of: sums, width: width)
    }

    /// Runs what may fail on some ranks alone, such as for want of memory, and succeeds on all ranks or on none: a rank that went
    /// on by itself would wait for the others for ever.
    ///
    /// - Throws: what `body` throws; on ranks where it throws nothing, a `MachineFailure` with the sentence of the first that it
    ///   fails on.
    public borrowing func alike<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
        let outcome: Result<Value, any Error>
        do { outcome = .success(try body()) } catch { outcome = .failure(error) }
        switch consume outcome {
        case .success(let value):
            if let sentence = try firstText(nil) { throw MachineFailure(sentence) }
            return value
        case .failure(let error):
            _ = try firstText("\(error)")
            throw error
        }
    }

    /// Rows of a table, each made by one rank, with the same bits whatever the size of the team.
    ///
    /// - Parameters:
    ///   - width: how many numbers a row has.
    ///   - row: makes one. What one rank throws is thrown on all of them.
    /// - Returns: the rows, one after another, on all ranks.
    public borrowing func rows(_ count: Int, width: Int, _ row: (Int) throws -> [Double]) throws -> [Double] {
        var table = [Double](repeating: 0, count: count * width)
        try alike {
            for index in stride(from: rank, to: count, by: size) {
                let made = try row(index)
                precondition(made.count == width)
                table.replaceSubrange(index * width..<(index + 1) * width, with: made)
            }
        }
        // Each number has one rank that is not zero, so that adding up changes no bit.
        if size > 1 && !table.isEmpty { table = try withCommunicator { try $0.allReduce(table, .sum) } }
        return table
    }

    /// Gives every rank the root's value.
    public borrowing func broadcast(_ value: Int, root: Int = 0) throws -> Int {
        switch communicator {
        case .some(let communicator): try communicator.broadcast(value, root: root)
        case .none: value
        }
    }

    /// Gives every rank the root's bytes; what the others pass is ignored.
    public borrowing func broadcast(bytes: [UInt8], root: Int = 0) throws -> [UInt8] {
        switch communicator {
        case .some(let communicator): try communicator.broadcast(bytes: bytes, root: root)
        case .none: bytes
        }
    }

    /// Gives every rank the root's text.
    public borrowing func broadcast(text: String, root: Int = 0) throws -> String {
        String(decoding: try broadcast(bytes: Array(text.utf8), root: root), as: UTF8.self)
    }

    /// Combines the ranks' values and gives every rank the outcome.
    public borrowing func allReduce(_ value: Int, _ reduction: Reduction) throws -> Int {
        switch communicator {
        case .some(let communicator): try communicator.allReduce(value, reduction)
        case .none: value
        }
    }

    /// As above, for reals.
    public borrowing func allReduce(_ value: Double, _ reduction: Reduction) throws -> Double {
        switch communicator {
        case .some(let communicator): try communicator.allReduce(value, reduction)
        case .none: value
        }
    }

    /// The text of the first rank that has one, on all ranks.
    public borrowing func firstText(_ text: String?) throws -> String? {
        let first = try allReduce(text == nil ? Int.max : rank, .minimum)
        return first < Int.max ? try broadcast(text: text ?? "", root: first) : nil
    }

    /// How many ranks of the team share this rank's node.
    public borrowing func ranksOnThisNode() throws -> Int {
        switch communicator {
        case .some(let communicator): try communicator.splitSharedMemory().size
        case .none: 1
        }
    }

    /// The numbers of the processes of this rank's node.
    borrowing func processesOnThisNode() throws -> [Int] {
        let own = Int(ProcessInfo.processInfo.processIdentifier)
        switch communicator {
        case .some(let communicator): return try communicator.splitSharedMemory().allGather([own]).flatMap { $0 }
        case .none: return [own]
        }
    }

    /// The ranks that pass the same colour (≥ 0) become one team, ordered by rank here.
    public borrowing func split(color: Int) throws -> Team {
        switch communicator {
        case .some(let communicator): Team(try communicator.split(color: color))
        case .none: .alone
        }
    }
}

/// Adds up groups of `width` numbers in a tree: neighbours first.
private func pairwiseSum(of sums: [Double], width: Int) -> [Double] {
    var sums = sums
    var count = sums.count / width
    guard count > 0 else { return [Double](repeating: 0, count: width) }
    while count > 1 {
        for pair in 0..<count / 2 {
            for index in 0..<width {
                sums[pair * width + index] = sums[2 * pair * width + index] + sums[(2 * pair + 1) * width + index]
            }
        }
        if count % 2 == 1 {
            for index in 0..<width { sums[count / 2 * width + index] = sums[(count - 1) * width + index] }
        }
        count = (count + 1) / 2
    }
    return Array(sums[..<width])
}
