/// A shard that gives no results.
public enum ShardProblem: Sendable, Equatable, CustomStringConvertible {
    /// Cut short, altered or unreadable; its points count as missing.
    case damaged(path: String, cause: String)
    /// Of another job: it does not belong here.
    case foreign(path: String, planHash: String, expected: String)

    public var description: String {
        switch self {
        case .damaged(let path, let cause):
            "\(path) \(cause)"
        case .foreign(let path, let planHash, let expected):
            "\(path) belongs to another job (its plan is \(abbreviated(planHash)), this folder's is "
                + "\(abbreviated(expected))): move it to where it came from"
        }
    }

    public var isForeign: Bool { if case .foreign = self { true } else { false } }
}
