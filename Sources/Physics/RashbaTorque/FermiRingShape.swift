import Foundation

extension FerromagneticRashbaGas {
    /// The momenta at which rays from the minimum of E_+ cross the Fermi rings, in 1/nm, at angles 2πi/count from the p_x axis.
    ///
    /// - Returns: for the outer and the inner ring the components p_x and p_y; where fewer rings cross a ray, these are shorter.
    public func fermiRings(energy: Double, count: Int) -> [[(x: Double, y: Double)]] {
        var rings: [[(x: Double, y: Double)]] = [[], []]
        var roots = QuarticRoots()
        for index in 0..<count {
            let angle = 2 * .pi * Double(index) / Double(count)
            let ray = Ray(self, upperCentre, energy: energy, cosine: cos(angle), sine: sin(angle))
            roots.follow(ray.quartic)
            let crossings = roots.values.filter { $0.real > 0 && abs($0.imaginary) <= 1e-6 * $0.real }
                .compactMap { RingCrossing(self, upperCentre, ray, near: $0.real)?.momentum }.sorted(by: >)
            for (ring, k) in crossings.prefix(2).enumerated() {
                rings[ring].append((k * cos(angle), upperCentre.momentum + k * sin(angle)))
            }
        }
        return rings
    }
}
