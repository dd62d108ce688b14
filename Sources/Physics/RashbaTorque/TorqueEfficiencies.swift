import Foundation

/// The spin density per current, and the torque efficiencies of Eq. 4, in two normalisations.
public struct ConversionMatrices: Sendable {
    /// K/σ_xx and K_J = Kσ⁻¹ in 1/(|e| meV nm): spin x, y, z times current x, y.
    public let perConductivity, perCurrent: [Double]
    /// Bounds on the errors of any component.
    public let perConductivityError, perCurrentError: Double

    public init(_ found: SpinOrbitTorque.Found) {
        let (k, s) = (found.response.spinDensity, found.response.conductivity)
        let determinant = s[0] * s[3] - s[1] * s[2]
        let inverse = [s[3] / determinant, -s[1] / determinant, -s[2] / determinant, s[0] / determinant]
        var ratio: [Double] = []
        var matrix: [Double] = []
        for spin in 0..<3 {
            for direction in 0..<2 {
                ratio.append(k[2 * spin + direction] / s[0])
                matrix.append(k[2 * spin] * inverse[direction] + k[2 * spin + 1] * inverse[2 + direction])
            }
        }
        func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }
        let size = 2 * largest(inverse)
        perConductivity = ratio
        perCurrent = matrix
        let rounding = 16 * Double.ulpOfOne
        perConductivityError =
            (found.spinDensityError + largest(ratio) * found.conductivityError) / abs(s[0]) + rounding * largest(ratio)
        perCurrentError =
            size * (found.spinDensityError + 2 * largest(matrix) * found.conductivityError) + rounding * size * largest(k)
    }
}

/// τ1e, τ2e, τ1o, τ2o of Eq. 4, in the unit of the matrix they come from.
public struct TorqueEfficiencies: Sendable {
    public let values: [Double]
    public let error: Double

    var largest: Double { values.reduce(0) { max($0, abs($1)) } }

    /// - Parameters:
    ///   - k: spin x, y, z times current x, y.
    ///   - m: m_x and m_z, neither zero.
    init(_ k: [Double], error: Double, m: (x: Double, z: Double)) {
        let (xx, xy, yx, yy, zx, zy) = (k[0], k[1], k[2], k[3], k[4], k[5])
        values = [
            yy / m.z,
            (xx - yy) / (m.x * m.x * m.z) - xx / m.z - zx / m.x,
            xy - m.x / m.z * zy,
            ((xy + yx) / m.x - zy / m.z) / m.x,
        ]
        let (x, z) = (abs(m.x), abs(m.z))
        let largest = k.reduce(0) { max($0, abs($1)) }
        self.error = (error + 4 * .ulpOfOne * largest) * max(3 / (x * x * z) + 1 / x, 1 + x / z, 2 / (x * x) + 1 / (x * z))
    }

    fileprivate init(values: [Double], error: Double) {
        self.values = values
        self.error = error
    }
}

extension SpinOrbitTorque {
    /// A gas whose exchange field has the length Δ_xc and the angle θ to the film's normal.
    public struct Setting: Sendable {
        public let mass, alpha, exchange, theta, energy: Double
        public let scattering: Scattering

        public init(mass: Double, alpha: Double, exchange: Double, theta: Double, energy: Double, scattering: Scattering) {
            (self.mass, self.alpha, self.exchange, self.theta, self.energy) = (mass, alpha, exchange, theta, energy)
            self.scattering = scattering
        }

        /// m_x and m_z; exactly zero where θ is a multiple of π/2 as doubles have it.
        public var direction: (x: Double, z: Double) {
            let (x, z) = (sin(theta), cos(theta))
            return (abs(x) < 2e-16 ? 0 : x, abs(z) < 2e-16 ? 0 : z)
        }

        public var torque: SpinOrbitTorque { torque(direction) }

        /// With another direction, and the energy shifted.
        func torque(_ m: (x: Double, z: Double), shift: Double = 0) -> SpinOrbitTorque {
            SpinOrbitTorque(
                FerromagneticRashbaGas(mass: mass, alpha: alpha, exchange: (exchange * m.x, exchange * m.z)),
                energy: energy + shift, scattering: scattering)
        }
    }
}

extension SpinOrbitTorque.Setting {
    /// The efficiencies from K_J and from K/σ_xx. Where m_x or m_z is small, differences of nearly equal numbers are divided
    /// by it: there, they are continued from larger ones as polynomials in m_x² or m_z², on which they depend analytically. Where
    /// the edge of the gap, which moves with them, would cross the Fermi energy, that moves along.
    ///
    /// - Returns: nil where less than six digits are left.
    public func efficiencies(
        _ matrices: ConversionMatrices, rings: Int, accuracy: Double
    ) -> (perCurrent: TorqueEfficiencies, perConductivity: TorqueEfficiencies)? {
        let m = direction
        let small = min(abs(m.x), abs(m.z))
        var best: (perCurrent: TorqueEfficiencies, perConductivity: TorqueEfficiencies)?
        if small > 0 {
            best = (
                TorqueEfficiencies(matrices.perCurrent, error: matrices.perCurrentError, m: m),
                TorqueEfficiencies(matrices.perConductivity, error: matrices.perConductivityError, m: m)
            )
        }
        func relative(_ found: (perCurrent: TorqueEfficiencies, perConductivity: TorqueEfficiencies)) -> Double {
            max(found.perCurrent.error / found.perCurrent.largest, found.perConductivity.error / found.perConductivity.largest)
        }
        let isAxial = abs(m.x) < abs(m.z)
        search: for followsEdge in [false, true] {
            for widest in [0.08, 0.02, 0.005, 1e-3] where small * small < widest / 4 {
                if let best, relative(best) <= 1e-9 { break search }
                guard
                    let found = continued(
                        to: small * small, widest: widest, isAxial: isAxial, followsEdge: followsEdge, rings: rings,
                        accuracy: accuracy)
                else { continue }
                if let known = best, relative(found) > relative(known) {
                    // Below this width, rounding has the say.
                    if widest < 0.08 { break }
                } else {
                    best = found
                }
            }
        }
        // Less than six digits of the largest are no result.
        guard let best, relative(best) <= 1e-6 || best.perCurrent.largest == 0 else { return nil }
        return best
    }

    /// By polynomials through 8 and 10 nodes of Chebyshev in m_x² or m_z² below `widest`.
    private func continued(
        to square: Double, widest: Double, isAxial: Bool, followsEdge: Bool, rings: Int, accuracy: Double
    ) -> (perCurrent: TorqueEfficiencies, perConductivity: TorqueEfficiencies)? {
        var results: [[TorqueEfficiencies]] = []
        let signs: (x: Double, z: Double) = (direction.x < 0 ? -1 : 1, direction.z < 0 ? -1 : 1)
        for count in [8, 10] {
            var weights: [Double] = []
            var (current, ratio) = ([TorqueEfficiencies](), [TorqueEfficiencies]())
            let nodes = (0..<count).map { widest * (0.51 - 0.49 * cos(.pi * (Double($0) + 0.5) / Double(count))) }
            for (index, node) in nodes.enumerated() {
                let (low, high) = (node.squareRoot(), (1 - node).squareRoot())
                let m = isAxial ? (x: signs.x * low, z: signs.z * high) : (x: signs.x * high, z: signs.z * low)
                let shift = followsEdge ? torque(m).gas.gapEdge - torque.gas.gapEdge : 0
                guard let found = try? torque(m, shift: shift).response(accuracy: accuracy), found.response.rings == rings
                else { return nil }
                let matrices = ConversionMatrices(found)
                current.append(TorqueEfficiencies(matrices.perCurrent, error: matrices.perCurrentError, m: m))
                ratio.append(TorqueEfficiencies(matrices.perConductivity, error: matrices.perConductivityError, m: m))
                var weight = 1.0
                for (other, value) in nodes.enumerated() where other != index { weight *= (square - value) / (node - value) }
                weights.append(weight)
            }
            results.append(
                [current, ratio].map { list in
                    let values = (0..<4).map { index in zip(weights, list).reduce(0) { $0 + $1.0 * $1.1.values[index] } }
                    return TorqueEfficiencies(values: values, error: zip(weights, list).reduce(0) { $0 + abs($1.0) * $1.1.error })
                })
        }
        let found = (0..<2).map { kind in
            let (coarse, fine) = (results[0][kind], results[1][kind])
            let change = zip(coarse.values, fine.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
            return TorqueEfficiencies(values: fine.values, error: fine.error + change)
        }
        return (found[0], found[1])
    }
}
