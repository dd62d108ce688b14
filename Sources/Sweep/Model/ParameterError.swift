/// A value that a model cannot take. The sweep adds file and line and prints one sentence.
public struct ParameterError: Error, Equatable {
    /// What is at fault.
    enum Subject: Equatable {
        /// A parameter of the system, by its key.
        case parameter(String)
        /// A setting of the solver, by its key.
        case setting(String)
        /// The choice of the solver itself.
        case solver
    }

    let subject: Subject
    /// What is wrong with what was found: "impurity 2 lies at (70, 50), outside the 101 × 101 lattice".
    public let problem: String
    /// What would be accepted: "a delta from -50 to 50".
    public let allowed: String

    /// A parameter of the system is at fault.
    public init(_ parameter: Parameter, problem: String, allowed: String) {
        (subject, self.problem, self.allowed) = (.parameter(parameter.key), problem, allowed)
    }

    /// A setting of the solver is at fault.
    public init(setting: Parameter, problem: String, allowed: String) {
        (subject, self.problem, self.allowed) = (.setting(setting.key), problem, allowed)
    }

    /// The chosen solver does not do what the job asks for.
    public init(solverProblem problem: String, allowed: String) {
        (subject, self.problem, self.allowed) = (.solver, problem, allowed)
    }
}
