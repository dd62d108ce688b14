import Sweep

/// The setting `accuracy` of solvers that sum over Matsubara frequencies.
struct AccuracySetting {
    /// The wanted bound on the error of free energies, in units of the hopping.
    let value: Double
    /// Whether the job names the solver, and so can expect the accuracy. Where the choice was left to the model, a result with a
    /// larger bound is better than none.
    private let isExpected: Bool

    static func parameter(default value: Double) -> Parameter {
        Parameter(
            "accuracy", .real, .defaultsTo(.real(value)), unit: "t",
            "wanted bound on the error of free energies, in units of the hopping")
    }

    /// - Throws: `ParameterError` unless it is between 0 and 1.
    init(_ parameter: Parameter, in settings: ParameterSet, isNamed: Bool) throws(ParameterError) {
        value = settings.real(parameter)
        guard value > 0 && value < 1 else {
            throw ParameterError(setting: parameter, problem: "accuracy is \(value)", allowed: "above 0 and below 1")
        }
        isExpected = isNamed
    }

    /// Why energies cannot be taken, in a sentence; nil where they can.
    func complaint(about error: Double, meetsAccuracy: Bool, solver: String) -> String? {
        guard isExpected && !meetsAccuracy else { return nil }
        return
            "the bound on the error of the free energies is \(error) t, above the accuracy of \(value) that solver \(solver) was "
            + "asked for; give it a larger accuracy, or use diagonalization"
    }
}
