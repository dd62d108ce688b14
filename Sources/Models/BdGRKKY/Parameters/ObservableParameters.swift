import Sweep

/// What a job asks for: the list `observables`, and the word `pairs`.
enum ObservableParameters {
    static let selection = Parameter(
        "observables",
        .selection([
            Parameter.Selectable("exchange"), Parameter.Selectable("texture_energy"),
            Parameter.Selectable("in_gap", InGapParameters.all), Parameter.Selectable("ldos", DensityParameters.all),
            Parameter.Selectable("ground_state"),
        ]), .optional, unit: "1",
        "what is computed; if not given, exchange, and texture_energy where there are textures", shapesResults: true,
        standsInJob: true)

    static let pairs = Parameter(
        "pairs", .choice(["isolated", "embedded"]), .defaultsTo(.text("isolated")), unit: "1",
        "each pair by itself, or among all others, averaged over the six directions of each of those", shapesResults: true,
        isOmittedAtDefault: true, standsInJob: true)

    /// So many impurities at most can be in all directions together: 6^n configurations.
    static let largestEmbedding = 6

    /// The settings of what is asked for; nil where it is not.
    static func settings(_ word: String, in fixed: ParameterSet) -> ParameterSet? {
        fixed.has(selection) ? fixed.records(selection).first { $0.name == word } : nil
    }

    static func asksFor(_ word: String, in fixed: ParameterSet) -> Bool {
        guard fixed.has(selection) else {
            return word == "exchange" || word == "texture_energy" && !TextureParameters.names(in: fixed).isEmpty
        }
        return fixed.records(selection).contains { $0.name == word }
    }
}
