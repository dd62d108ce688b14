/// The part of a job that one of several independent tasks does: batches k−1, k−1+n, k−1+2n, …, so that neighbours, which
/// tend to cost the same, are spread over the tasks.
public struct TaskSlice: Sendable, Hashable, CustomStringConvertible {
    /// From 1 to `count`, as in `k/n`.
    public let number: Int
    public let count: Int

    /// All batches.
    public static let whole = TaskSlice(number: 1, count: 1)

    private init(number: Int, count: Int) {
        self.number = number
        self.count = count
    }

    /// - Precondition: `1 <= number <= count`.
    public init(_ number: Int, of count: Int) {
        precondition(number >= 1 && number <= count)
        self.init(number: number, count: count)
    }

    /// Reads `k/n`, such as `3/10`.
    public init(parsing text: String) throws(TaskSliceError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Self.positive(parts[0]), let count = Self.positive(parts[1]) else {
            throw TaskSliceError("task \(quoted(text)) is not of the form k/n; allowed: such as 3/10")
        }
        guard number <= count else {
            throw TaskSliceError(
                "task \(quoted(text)) counts beyond its last; allowed: 1/\(count) to \(count)/\(count)")
        }
        self.init(number: number, count: count)
    }

    private static func positive(_ text: Substring) -> Int? {
        // `Int` alone would take "+3".
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
        return Int(text).flatMap { $0 >= 1 ? $0 : nil }
    }

    public var description: String { "\(number)/\(count)" }

    /// Which of so many batches belong to this task.
    public func indices(ofBatches total: Int) -> StrideTo<Int> { stride(from: number - 1, to: total, by: count) }
}

/// A slice that makes no sense, in one sentence.
public struct TaskSliceError: Error, Equatable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
