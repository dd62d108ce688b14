import PearlExchange
import Sweep

extension Observable.Name {
    fileprivate static let ferromagnet = Self("energy_ferromagnet")
    fileprivate static let layered = Self("energy_antiferromagnet")
    fileprivate static let diagonal = Self("energy_antiferromagnet_diagonal")
    fileprivate static let momentAngle = Self("moment_angle")
    fileprivate static let phase = Self("phase")
    fileprivate static let criticalAngle = Self("theta_c")
    fileprivate static let matrix = Self("K")
    fileprivate static let zoneEnergy = Self("zone_minimum")
    fileprivate static let zoneMomentum = Self("zone_minimum_k")
}

/// What the model `pearl-lattice` computes at a point.
enum PearlLatticeObservables {
    static let all = [
        Observable(.ferromagnet, unit: unit, "energy per impurity of the ferromagnet"),
        Observable(.layered, unit: unit, "energy per impurity of the layered antiferromagnet"),
        Observable(.diagonal, unit: unit, "energy per impurity of the antiferromagnet with wave vector (b1+b2)/2"),
        Observable(.momentAngle, [order], unit: "degree", "direction of the moments from the rows, from 0 to 180"),
        Observable(.phase, unit: "1", "order of the lowest energy: 0 ferromagnet, 1 layered, 2 diagonal, 3 another wave vector"),
        Observable(
            .criticalAngle, unit: "degree", "lattice angle at which ferromagnet and layered antiferromagnet have one energy"),
        Observable(
            .matrix, [order, Observable.Dimension("element", labels: ["xx", "xy", "yy"], "element of a symmetric matrix")],
            unit: unit,
            "coupling matrix K(k)"),
        Observable(.zoneEnergy, unit: unit, "lowest energy of all wave vectors"),
        Observable(
            .zoneMomentum, [Observable.Dimension("direction", labels: ["x", "y"], "component of a wave vector")], unit: "1/d",
            "wave vector of the lowest energy"),
    ]

    static let table = [
        TableColumn("E ferromagnet", .ferromagnet), TableColumn("E layered", .layered), TableColumn("phase", .phase),
        TableColumn("θ_c (°)", .criticalAngle),
    ]

    /// - Parameter relative: the relative error of the Pearl length, on which couplings depend less than linearly.
    static func values(
        _ exact: [CouplingMatrix], criticalAngle: CriticalAngle.Found?, zone: ZoneScan?, relative: Double
    ) -> PointValues {
        let matrices = exact.map { matrix in
            var wider = matrix
            wider.error += relative * (abs(matrix.xx) + abs(matrix.xy) + abs(matrix.yy))
            return wider
        }
        var values = PointValues(solver: "sums")
        for (name, matrix) in zip([Observable.Name.ferromagnet, .layered, .diagonal], matrices) {
            values[name] = Estimate(matrix.energy, error: matrix.energyError)
        }
        // Where both directions cost the same, any is as good: 90° is the most that an axis can be off.
        values[.momentAngle] = Estimate(
            matrices.map(\.momentAngle), error: matrices.map { min(90, $0.momentAngleError) }.reduce(0, max))
        values[.matrix] = Estimate(matrices.flatMap { [$0.xx, $0.xy, $0.yy] }, error: matrices.map(\.error).reduce(0, max))
        if let criticalAngle { values[.criticalAngle] = Estimate(criticalAngle.angle, error: criticalAngle.error + relative) }
        var best = 0
        for index in matrices.indices where matrices[index].energy < matrices[best].energy { best = index }
        if let zone {
            values[.zoneEnergy] = Estimate(zone.energy, error: zone.energyError)
            values[.zoneMomentum] = Estimate([zone.momentum.x + 0, zone.momentum.y + 0])
            // A shallow minimum found at a candidate's own wave vector is that candidate.
            if zone.energy < matrices[best].energy - zone.energyError - matrices[best].energyError { best = 3 }
        }
        let rivals = matrices.enumerated().filter { $0.offset != best }.map(\.element)
        if best < 3, rivals.contains(where: { $0.energy - matrices[best].energy <= $0.energyError + matrices[best].energyError })
        {
            values.remark = "two orders have the same energy within its error: the phase is either"
        }
        values[.phase] = Estimate(Double(best))
        return values
    }

    static let conventions =
        PearlParameters.conventions + [
            (
                name: "lattice_convention",
                text:
                    "a1 = d(1, 0), a2 = d(cos θ, sin θ); K_ab(k) = Σ_{R≠0} (-∂_a∂_bV)(R) cos k·R, energy per impurity half its lowest"
                    + " eigenvalue; ferromagnet k = 0, layered b2/2 (b1/2 has the same energy), diagonal (b1+b2)/2"
            ),
            (name: "units_convention", text: "C_d = Γ²/(2πe²Dd²) at the point's own temperature; per area: times 1/(d² sin θ)"),
            (
                name: "cutoff_convention",
                text:
                    "without a cutoff the sums are complete (Ewald); with one they are plain sums of R ≤ R_c, which take a fraction"
                    + " r0/(r0+R_c) off the ferromagnet and tilt the phase boundary"
            ),
        ]

    private static let unit = "Gamma2/(2 pi e2 D d2)"
    private static let order = Observable.Dimension(
        "order", labels: ["ferromagnet", "antiferromagnet", "antiferromagnet_diagonal"], "order of the moments")
}
