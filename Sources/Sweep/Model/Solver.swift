/// A solver as job files name it.
public struct SolverDescription: Sendable {
    public let name: String
    /// Other accepted spellings, such as that of an earlier version; files and logs say `name`.
    public let aliases: [String]
    public let settings: [Parameter]
    public let summary: String

    public init(_ name: String, aliases: [String] = [], settings: [Parameter], _ summary: String) {
        self.name = name
        self.aliases = aliases
        self.settings = settings
        self.summary = summary
    }

    /// The settings where a job says nothing.
    public var defaults: ParameterSet {
        var defaults = ParameterSet()
        for setting in settings {
            if case .defaultsTo(let value) = setting.presence { defaults[setting.key] = value }
        }
        return defaults
    }
}

/// `solver:` of a job: `auto`, or a solver with settings (defaults filled in).
public struct SolverChoice: Sendable, Equatable {
    /// Nil means auto: the model picks for each point.
    public let name: String?
    public let settings: ParameterSet

    public init(name: String?, settings: ParameterSet) {
        self.name = name
        self.settings = settings
    }

    /// The job leaves the choice to the model.
    public static let auto = SolverChoice(name: nil, settings: ParameterSet())

    /// The settings given for a solver: its defaults where another one, or none, was chosen.
    public func settings(for solver: SolverDescription) -> ParameterSet {
        name == solver.name ? settings : solver.defaults
    }
}
