import Sweep

/// What the model `pearl-map` is told.
enum PearlMapParameters {
    static let distance = Parameter(
        "distance", .real, .required, unit: "r0(0)", "distance of the impurities, which lie at ∓ half of it on the x axis")
    static let firstAngle = Parameter(
        "angle_1", .real, .defaultsTo(.real(0)), unit: "degree", "direction of the left moment from the x axis")
    static let secondAngle = Parameter(
        "angle_2", .real, .defaultsTo(.real(0)), unit: "degree", "direction of the right moment from the x axis")
    static let extent = Parameter(
        "extent", .real, .defaultsTo(.real(1)), unit: "r0(0)", "half the side of the map", shapesResults: true)
    static let points = Parameter(
        "points", .integer, .defaultsTo(.integer(40)), unit: "1", "points along each side of the map", shapesResults: true)
    static let core = Parameter(
        "core", .real, .defaultsTo(.real(0.01)), unit: "r0(0)", "distance from an impurity within which the theory says nothing")

    static let all = [
        distance, firstAngle, secondAngle, extent, points, core, PearlParameters.temperature, PearlParameters.superfluid,
        PearlParameters.anomalous, PearlParameters.coupling,
    ]
}
