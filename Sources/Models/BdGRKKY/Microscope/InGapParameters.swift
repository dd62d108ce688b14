import Sweep

/// The settings of the observable `in_gap`.
enum InGapParameters {
    static let window = Parameter("window", .real, .required, unit: "t", "levels at 0 <= E < window are wanted")
    static let levels = Parameter(
        "levels", .integer, .defaultsTo(.integer(16)), unit: "1", "so many at most, the lowest ones")
    static let all = [window, levels]

    static func settings(_ given: ParameterSet) throws(ParameterError) -> MicroscopeRequest.InGap {
        let (window, levels) = (given.real(window), given.integer(levels))
        guard window > 0 else {
            throw ParameterError(
                ObservableParameters.selection, problem: "the window of in_gap is \(window)",
                allowed: "an energy above 0, in units of t")
        }
        guard 1...256 ~= levels else {
            throw ParameterError(
                ObservableParameters.selection, problem: "the levels of in_gap are \(levels)", allowed: "1 to 256")
        }
        return MicroscopeRequest.InGap(window: window, levels: levels)
    }
}
