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

/// The values of a model's parameters at one point of a grid (or of the settings of a solver).
///
/// The job reader has checked every value against its `Parameter` and has filled in defaults, so the typed accessors
/// treat a parameter that is absent or of another kind as an error of the program.
public struct ParameterSet: Hashable, Sendable {
    public private(set) var values: [String: ParameterValue]

    public init(_ values: [String: ParameterValue] = [:]) { self.values = values }

    public subscript(key: String) -> ParameterValue? {
        get { values[key] }
        set { values[key] = newValue }
    }

    public func real(_ key: String) -> Double {
        switch values[key] {
        case .real(let value): value
        case .integer(let value): Double(value)
        case let other: preconditionFailure("parameter \(key) is not a number but \(String(describing: other))")
        }
    }

    public func integer(_ key: String) -> Int {
        guard case .integer(let value) = values[key] else { preconditionFailure("parameter \(key) is not an integer") }
        return value
    }

    public func text(_ key: String) -> String {
        guard case .text(let value) = values[key] else { preconditionFailure("parameter \(key) is not a text") }
        return value
    }

    public func integers(_ key: String) -> [Int] {
        guard case .integers(let value) = values[key] else { preconditionFailure("parameter \(key) is not a list") }
        return value
    }

    public func texts(_ key: String) -> [String] {
        guard case .texts(let value) = values[key] else { preconditionFailure("parameter \(key) is not a list") }
        return value
    }
}

/// A value that a model cannot take. The sweep adds file and line and prints one sentence.
public struct ParameterError: Error, Equatable {
    /// The key of the parameter at fault, or `solver`.
    public let key: String
    /// What is wrong with what was found: "impurity 2 lies at (70, 50), outside the 101 × 101 lattice".
    public let problem: String
    /// What would be accepted: "a delta from -50 to 50".
    public let allowed: String

    public init(key: String, problem: String, allowed: String) {
        self.key = key
        self.problem = problem
        self.allowed = allowed
    }
}
