/// The value of one parameter of a model, as read from a job file.
public enum ParameterValue: Hashable, Sendable {
    case real(Double)
    case integer(Int)
    case text(String)
    case integers([Int])
    case texts([String])
}

/// A parameter that a model takes: how it is written in a job file, and what it means.
public struct Parameter: Sendable {
    public enum Kind: Sendable, Equatable {
        /// A finite number; integers are accepted.
        case real
        case integer
        /// Any text.
        case text
        /// One of a few words.
        case choice([String])
        /// A list of so many integers, such as `[101, 101]`.
        case integers(count: Int)
        /// A list of so many words, each one of a few, such as `[open, periodic]`.
        case choices(count: Int, [String])
        /// One word of a few, or a list of some of them.
        case words([String])

        /// Whether a grid axis can run over it: one number or one word, not a list.
        public var isScalar: Bool {
            switch self {
            case .real, .integer, .text, .choice: true
            case .integers, .choices, .words: false
            }
        }
    }

    public enum Presence: Sendable, Equatable {
        case required
        case optional
        case defaultsTo(ParameterValue)
    }

    /// The key in the job file; a dot descends into a mapping: `lattice.size`.
    public let key: String
    public let kind: Kind
    public let presence: Presence
    /// As HDF5 readers expect it: `t` for the hopping, `1` for pure numbers.
    public let unit: String
    /// What it is, in a few words; becomes the `long_name` of an axis.
    public let longName: String
    /// Keys of parameters that say the same in another way. A job that gives this parameter may not give them too, and
    /// need not: their defaults are then left out.
    public let excludes: [String]

    public init(
        _ key: String, _ kind: Kind, _ presence: Presence, unit: String, _ longName: String, excludes: [String] = []
    ) {
        self.key = key
        self.kind = kind
        self.presence = presence
        self.unit = unit
        self.longName = longName
        self.excludes = excludes
    }
}
