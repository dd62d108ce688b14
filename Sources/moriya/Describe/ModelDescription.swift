import Sweep

/// All that a model says of itself, as a reference for people and programs: nothing here knows any model.
struct ModelDescription: Encodable {
    struct Key: Encodable {
        let key: String
        let unit: String
        let meaning: String
        /// The kind in one word, such as `real`.
        let kind: String
        /// What a job may say, in words.
        let allowed: String
        let presence: String
        let defaultValue: JSONValue?
        /// As a job would write it.
        let defaultText: String?
        /// Whether a grid axis can run over it.
        let canBeAxis: Bool
        let excludes: [String]
        /// Of the entries of a list of records.
        let fields: [Key]?
    }

    struct Solver: Encodable {
        let name: String
        let aliases: [String]
        let summary: String
        let settings: [Key]
    }

    struct Observable: Encodable {
        struct Axis: Encodable {
            let name: String
            let meaning: String
            let unit: String
            let count: Int
            /// The words at its indices, where they are words.
            let labels: [String]?
            /// Whether the length differs from point to point, up to `count`.
            let isList: Bool
        }

        let name: String
        let unit: String
        let meaning: String
        /// Besides those of the grid.
        let axes: [Axis]
    }

    struct Convention: Encodable {
        let name: String
        let text: String
    }

    let model: String
    let title: String
    let parameters: [Key]
    /// What stands beside the system.
    let asked: [Key]
    let solvers: [Solver]
    /// Nil where they depend on an input file, so that only a job tells them.
    let observables: [Observable]?
    /// The columns of `moriya show`.
    let table: [String]?
    let conventions: [Convention]

    /// - Parameter job: whose observables are meant; those of the defaults unless given.
    init(of type: any Model.Type, job: Job? = nil) {
        model = type.name
        title = type.title
        parameters = type.parameters.filter { !$0.standsInJob }.map { Key($0, isOfSystem: true) }
        asked = type.parameters.filter(\.standsInJob).map { Key($0) }
        solvers = type.solvers.map {
            Solver(name: $0.name, aliases: $0.aliases, summary: $0.summary, settings: $0.settings.map { Key($0) })
        }
        let instance = job?.model ?? Self.instance(of: type)
        observables = instance?.observables.map(Observable.init)
        table = instance?.table.map(\.heading)
        conventions = type.conventions.map { Convention(name: $0.name, text: $0.text) }
    }

    /// The model with defaults, and with something of the right kind where there is none.
    private static func instance(of type: any Model.Type) -> (any Model)? {
        // Contents of a file cannot be made up.
        guard !type.parameters.contains(where: { $0.presence == .required && $0.example == nil }) else { return nil }
        var fixed = ParameterSet()
        for parameter in type.parameters {
            switch parameter.presence {
            case .defaultsTo(let value): fixed[parameter.key] = value
            case .required: fixed[parameter.key] = parameter.example
            case .optional: break
            }
        }
        return try? type.init(JobHeader(fixed: fixed, axisKeys: [], solver: .auto))
    }
}

extension ModelDescription.Key {
    /// - Parameters:
    ///   - isOfSystem: else a setting of a solver, or a field of a record, over which no axis runs.
    ///   - word: what the parameter is a setting of, if of one among several.
    init(_ parameter: Parameter, isOfSystem: Bool = false, below word: String? = nil) {
        key = (word.map { $0 + "." } ?? "") + parameter.key
        unit = parameter.unit
        meaning = parameter.longName
        kind = parameter.kind.name
        allowed = parameter.kind.jobText
        switch parameter.presence {
        case .required: (presence, defaultValue, defaultText) = ("required", nil, nil)
        case .optional: (presence, defaultValue, defaultText) = ("optional", nil, nil)
        case .defaultsTo(let value):
            (presence, defaultValue, defaultText) = ("default", JSONValue(value), value.jobText)
        }
        canBeAxis = isOfSystem && parameter.kind.canBeAxis && !parameter.shapesResults
        excludes = parameter.excludes
        switch parameter.kind {
        case .records(let schema), .named(let schema): fields = schema.map { Self($0) }
        case .selection(let choices):
            fields = choices.flatMap { choice in choice.settings.map { Self($0, below: choice.word) } }
        default: fields = nil
        }
    }
}

extension ModelDescription.Observable {
    init(_ observable: Observable) {
        name = observable.name
        unit = observable.unit
        meaning = observable.longName
        axes = observable.dimensions.map { dimension in
            let labels: [String]? = if case .labels(let labels) = dimension.index { labels } else { nil }
            return Axis(
                name: dimension.name, meaning: dimension.longName, unit: dimension.unit, count: dimension.count, labels: labels,
                isList: dimension.isList)
        }
    }
}

extension Parameter {
    /// A value that a job could have where the parameter has no default; nil where none can be made up.
    var example: ParameterValue? {
        switch kind {
        case .real: .real(1)
        case .integer: .integer(1)
        case .text: .text("text")
        case .choice(let words): words.first.map { .text($0) }
        case .integers(let count): .integers([Int](repeating: 1, count: count))
        case .choices(let count, let words): words.first.map { .texts([String](repeating: $0, count: count)) }
        case .words(let words): .texts(Array(words.prefix(1)))
        case .names: .texts(["name"])
        case .reals(let count): .reals([Double](repeating: 0, count: count))
        case .range: .reals([0, 0.25, 0.5, 0.75, 1])
        case .vectors(let length): .vectors([[Double](repeating: 0, count: length)])
        case .directions: .vectors([[0, 0, 1], [1, 0, 0]])
        case .records, .named, .selection, .file: nil
        }
    }
}
