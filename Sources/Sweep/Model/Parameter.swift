/// The value of one parameter of a model, as read from a job file.
public enum ParameterValue: Hashable, Sendable {
    case real(Double)
    case integer(Int)
    case text(String)
    case integers([Int])
    case texts([String])
    case reals([Double])
    /// Vectors of equal length.
    case vectors([[Double]])
    /// Each complete by the schema of its parameter, defaults filled in.
    case records([ParameterSet])
    case file(InputFile)
}

/// A parameter that a model takes: how it is written in a job file, and what it means.
public struct Parameter: Sendable, Equatable {
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
        /// A word of any kind, or a list of different ones; along an axis, one word at each point.
        case names
        /// A list of so many finite numbers, such as `[0, 0, 1]`.
        case reals(count: Int)
        /// Numbers as one value, written as a list, `{ from, to, step }` or `{ from, to, count }`.
        case range
        /// A list of vectors of so many finite numbers each, such as `[[0, 0], [0.5, 0]]`.
        case vectors(length: Int)
        /// A list of mappings, each with parameters of its own.
        case records([Parameter])
        /// A list of directions in space, each a vector of three numbers or one of the words `+x` … `-z`; kept as vectors.
        case directions
        /// A mapping from names that the job chooses to mappings of these parameters, or, in short, to the value of the first of
        /// them. Kept as records with the name under `name`.
        case named([Parameter])
        /// A list of some of these words, each alone or as `word: { … }` with its settings. Kept as records with the word under
        /// `name`.
        case selection([Selectable])
        /// The path of a file, absolute or relative to the file that names it. The text says what kind of file, behind the
        /// words "the path of": `a Wannier90 _tb.dat file`.
        case file(String)

        /// Whether a grid axis can run over it: one number, one word, or a short vector, whose components are the
        /// coordinates of the axis or of an axis each.
        public var canBeAxis: Bool {
            switch self {
            case .real, .integer, .text, .choice, .names: true
            case .integers(let count), .reals(let count): 1...3 ~= count
            case .choices, .words, .range, .vectors, .records, .directions, .named, .selection, .file: false
            }
        }
    }

    /// One of the things that a list can select.
    public struct Selectable: Sendable, Equatable {
        public let word: String
        /// What goes with it.
        public let settings: [Parameter]

        public init(_ word: String, _ settings: [Parameter] = []) {
            self.word = word
            self.settings = settings
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
    /// Whether the axes of an observable depend on it: results of one grid have one shape, so no grid axis can run over it.
    public let shapesResults: Bool
    /// Whether plans do not mention it where it has its default: so is a parameter that a model gains later, lest the plans of
    /// all earlier jobs change.
    public let isOmittedAtDefault: Bool
    /// Whether it stands beside `system`, `grid` and `solver` in a job: what is asked for, not what there is.
    public let standsInJob: Bool

    public init(
        _ key: String, _ kind: Kind, _ presence: Presence, unit: String, _ longName: String, excludes: [String] = [],
        shapesResults: Bool = false, isOmittedAtDefault: Bool = false, standsInJob: Bool = false
    ) {
        self.key = key
        self.kind = kind
        self.presence = presence
        self.unit = unit
        self.longName = longName
        self.excludes = excludes
        self.shapesResults = shapesResults
        self.isOmittedAtDefault = isOmittedAtDefault
        self.standsInJob = standsInJob
    }
}
