import BogoliubovDeGennes
import Numerics

extension GroupFreeEnergies {
    /// Where there is no energy but the temperature all levels are zero, with impurities and without: -T ln 2 for each of the
    /// 2N pairs of levels.
    public static func withoutEnergies(
        _ group: ImpurityGroup, in superconductor: Superconductor, temperature: Double
    ) -> GroupFreeEnergies {
        let host = -2 * Double(superconductor.lattice.siteCount) * temperature * .log(2)
        return GroupFreeEnergies(
            host: host, relative: group.configurations.map { _ in 0 }, errorEstimate: 0,
            hostErrorEstimate: 4 * .ulpOfOne * abs(host))
    }
}
