import Sweep

/// What the model `pearl-pair` is told.
enum PearlPairParameters {
    static let distance = Parameter("distance", .real, .required, unit: "r0(0)", "distance of the impurities")

    static let all = [
        distance, PearlParameters.temperature, PearlParameters.superfluid, PearlParameters.anomalous, PearlParameters.coupling,
    ]
}
