import Sweep

/// What the model `nuclear-map` is told; the defaults are those of the paper's Fig. 2.
enum NuclearMapParameters {
    static let field = Parameter(
        "field", .choice(["contact", "dipole", "both"]), .defaultsTo(.text("contact")), unit: "1",
        "field of the nucleus that acts")
    static let moment = Parameter(
        "moment", .choice(["x", "y", "z"]), .defaultsTo(.text("z")), unit: "1", "direction of the nuclear moment")
    static let strength = Parameter(
        "strength", .real, .defaultsTo(.real(20)), unit: "hbar/(e k_F)", "strength B of the contact field B δ(r)")
    static let accumulation = Parameter(
        "accumulation", .real, .defaultsTo(.real(0.25)), unit: "hbar2 k_F2/m_e", "spin accumulation μ, along y")
    static let height = Parameter("height", .real, .defaultsTo(.real(0)), unit: "1/k_F", "height of the plane above the nucleus")
    static let extent = Parameter(
        "extent", .real, .defaultsTo(.real(5)), unit: "1/k_F", "half the side of the map", shapesResults: true)
    static let points = Parameter(
        "points", .integer, .defaultsTo(.integer(40)), unit: "1", "points along each side of the map", shapesResults: true)

    static let all = [field, moment, strength, accumulation, height, extent, points]
}
