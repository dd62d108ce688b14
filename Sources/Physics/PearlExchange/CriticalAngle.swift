import Foundation

/// Where the ferromagnet and the layered antiferromagnet have the same energy.
public enum CriticalAngle {
    public struct Found: Sendable, Equatable {
        /// In degrees.
        public let angle: Double
        public let error: Double
    }

    /// The root of E_ferromagnet - E_layered between 60° and 90°, by Illinois' regula falsi.
    ///
    /// - Parameter difference: of the energies at an angle in degrees, with a bound on its error.
    /// - Returns: nil if both ends have the same sign: one phase at every angle.
    public static func find(_ difference: (Double) -> (value: Double, error: Double)) -> Found? {
        var (low, high) = (60.0, 90.0)
        let (start, end) = (difference(low), difference(high))
        var (atLow, atHigh) = (start.value, end.value)
        guard atLow != 0, atHigh != 0, (atLow < 0) != (atHigh < 0) else { return nil }
        var side = 0
        var last = (angle: low, value: atLow, error: start.error)
        for _ in 0..<100 {
            let angle = (low * atHigh - high * atLow) / (atHigh - atLow)
            let (value, error) = difference(angle)
            let slope = abs((value - last.value) / (angle - last.angle))
            let step = abs(angle - last.angle)
            last = (angle, value, error)
            if abs(value) <= error || step <= 1e-13 * angle {
                let known = slope.isFinite && slope > 0 ? slope : abs((atHigh - atLow) / (high - low))
                return Found(angle: angle, error: (abs(value) + error) / known + 1e-14 * angle)
            }
            if (value < 0) == (atLow < 0) {
                (low, atLow) = (angle, value)
                if side == -1 { atHigh /= 2 }
                side = -1
            } else {
                (high, atHigh) = (angle, value)
                if side == 1 { atLow /= 2 }
                side = 1
            }
        }
        return nil
    }
}

extension CriticalAngle {
    /// Of infinite lattices.
    public static func find(pearlLength: Double) -> Found? {
        find { degrees in
            let sum = EwaldSum(ImpurityLattice(angle: degrees * .pi / 180, pearlLength: pearlLength))
            let (ferromagnet, layered) = (sum.matrix(.ferromagnet), sum.matrix(.layered))
            return (ferromagnet.energy - layered.energy, ferromagnet.energyError + layered.energyError)
        }
    }

    /// Of lattices whose couplings end at R_c, in units of d. Impurities that cross R_c as the angle changes make the energies
    /// jump: the root is known no better than that.
    public static func find(pearlLength: Double, cutoff: Double, table: CouplingTable) -> Found? {
        let edge = PairCoupling(cutoff / pearlLength, .exact)
        let jump = 4 * (edge.parallel + edge.perpendicular) / (pearlLength * pearlLength)
        return find { degrees in
            let lattice = ImpurityLattice(angle: degrees * .pi / 180, pearlLength: pearlLength)
            let matrices = TruncatedSum(lattice, cutoff: cutoff, table: table).matrices()
            guard let ferromagnet = matrices[.ferromagnet], let layered = matrices[.layered] else { return (.nan, 0) }
            return (ferromagnet.energy - layered.energy, ferromagnet.energyError + layered.energyError + jump)
        }
    }
}
