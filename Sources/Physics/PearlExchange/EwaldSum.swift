import Foundation
import SpecialFunctions

/// K(k) of an infinite lattice, by Ewald's division of V(r) = ∫dt/t erfcx(1/2ρt) e^(-t²r²) at t = η: what is above is
/// summed in real space, what is below over reciprocal vectors,
///
///     V_L(q) = 2π[e^(-q²w²) erfcx(w/ρ) - erfc(qw)/(ρq)]/(q² - 1/ρ²),  w = 1/2η,
///
/// without the term of R = 0, 2δ_ab∫₀^η t erfcx(1/2ρt)dt. Both sums converge like Gaussians.
public struct EwaldSum: Sendable {
    private let lattice: ImpurityLattice
    private let parts: [Part]

    public init(_ lattice: ImpurityLattice) {
        self.lattice = lattice
        let middle = (Double.pi / lattice.area).squareRoot()
        parts = [Part(lattice, middle), Part(lattice, 1.2 * middle)]
    }

    /// K at a wave vector in units of 1/d; the difference of two η bounds its error.
    public func matrix(_ k: SIMD2<Double>) -> CouplingMatrix {
        let (a, b) = (parts[0].matrix(k), parts[1].matrix(k))
        let difference = max(abs(a.xx - b.xx), abs(a.xy - b.xy), abs(a.yy - b.yy))
        return CouplingMatrix(xx: a.xx, xy: a.xy, yy: a.yy, error: difference + a.error)
    }

    public func matrix(_ order: ImpurityLattice.Order) -> CouplingMatrix { matrix(lattice.momentum(order)) }

    /// Everything that does not depend on k, for one η.
    private struct Part: Sendable {
        /// Half of the vectors R ≠ 0, with the matrix of each (xx, xy, yy), counted for R and -R.
        let sites: [(position: SIMD2<Double>, coupling: SIMD3<Double>)]
        let own: Double
        let width: Double
        let screening: Double
        /// erfcx(w/ρ).
        let scaled: Double
        let first, second: SIMD2<Double>
        let area: Double
        let reach: Double

        init(_ lattice: ImpurityLattice, _ eta: Double) {
            screening = 1 / lattice.pearlLength
            width = 1 / (2 * eta)
            scaled = scaledErrorFunction(width * screening)
            (first, second) = lattice.reciprocal
            area = lattice.area
            // e^(-38) is a rounding error.
            reach = 38.0.squareRoot() / width
            own = Self.ownTerm(eta, screening)
            let radius = 38.0.squareRoot() / eta
            let rows = Int(radius / area) + 1
            let nodes = Self.nodes(eta, screening)
            var sites: [(position: SIMD2<Double>, coupling: SIMD3<Double>)] = []
            for row in 0...rows {
                let offset = Double(row) * lattice.second.x
                let left = Int((-offset - radius).rounded(.down))
                for column in (row == 0 ? 1 : left)...max(1, Int((radius - offset).rounded(.up))) {
                    let r = SIMD2(Double(column) + offset, Double(row) * lattice.second.y)
                    let square = (r * r).sum()
                    guard square <= radius * radius else { continue }
                    var (isotropic, directed) = (0.0, 0.0)
                    let gauss = exp(-eta * eta * square)
                    for node in nodes {
                        let weight = node.weight * exp(-node.v * square)
                        isotropic += weight
                        directed += weight * (eta * eta + node.v)
                    }
                    isotropic *= gauss
                    directed *= 2 * gauss
                    sites.append(
                        (r, 2 * SIMD3(isotropic - directed * r.x * r.x, -directed * r.x * r.y, isotropic - directed * r.y * r.y)))
                }
            }
            self.sites = sites
        }

        /// ∫_η^∞ 2t dt F(t²) as Σ weight F(η² + v): t² = η² + v, ln v by the trapezoidal rule with v = e^(s - e^(-s)).
        private static func nodes(_ eta: Double, _ screening: Double) -> [(v: Double, weight: Double)] {
            let step = 0.125
            return (-26...36).map { index in
                let s = step * Double(index)
                let v = exp(s - exp(-s))
                let scaled = scaledErrorFunction(screening / (2 * (eta * eta + v).squareRoot()))
                return (v, step * v * (1 + exp(-s)) * scaled)
            }
        }

        /// 2∫₀^η t erfcx(1/2ρt)dt.
        private static func ownTerm(_ eta: Double, _ screening: Double) -> Double {
            guard screening > 0 else { return eta * eta }
            // t = η e^(-x), x by v as above: the integrand falls like e^(-2x) at least, and bends where x = ln 2ρη, about
            // which it is analytic in a strip that narrows with x: a smaller step.
            let step = 0.0625
            var sum = 0.0
            for index in -52...80 {
                let s = step * Double(index)
                let x = exp(s - exp(-s))
                let t = eta * exp(-x)
                guard t > 0 else { break }
                sum += step * x * (1 + exp(-s)) * t * t * scaledErrorFunction(screening / (2 * t))
            }
            return 2 * sum
        }

        func matrix(_ k: SIMD2<Double>) -> CouplingMatrix {
            var sum = SIMD3<Double>.zero
            var sizes = abs(own)
            for site in sites {
                let term = cos((k * site.position).sum()) * site.coupling
                sum += term
                sizes += abs(term.x) + abs(term.z)
            }
            sum -= SIMD3(own, 0, own)
            // All G with |k + G| < reach, row by row along b₁: only b₁ has a component along x.
            let rows = Int((reach + abs(k.x)) / first.x) + 1
            for row in -rows...rows {
                let base = k + Double(row) * first
                guard abs(base.x) <= reach else { continue }
                let half = (reach * reach - base.x * base.x).squareRoot()
                let (low, high) = (
                    Int(((-half - base.y) / second.y).rounded(.up)), Int(((half - base.y) / second.y).rounded(.down))
                )
                guard low <= high else { continue }
                for column in low...high {
                    let q = base + Double(column) * second
                    let square = (q * q).sum()
                    guard square > 0 else { continue }
                    let value = potential(square.squareRoot()) / area
                    sum += value * SIMD3(q.x * q.x, q.x * q.y, q.y * q.y)
                    sizes += abs(value) * square
                }
            }
            return CouplingMatrix(xx: sum.x, xy: sum.y, yy: sum.z, error: 16 * .ulpOfOne * sizes)
        }

        /// V_L(q) = 2π e^(-q²w²)[q erfcx(κw) - κ erfcx(qw)]/(q(q - κ)(q + κ)), κ = 1/ρ, finite at q = κ.
        private func potential(_ q: Double) -> Double {
            let gauss = 2 * .pi * exp(-q * q * width * width)
            let kappa = screening
            guard kappa > 0 else { return gauss / (q * q) }
            let distance = (q - kappa) * width
            guard abs(distance) < 0.1 && kappa * width < 2 else {
                return gauss * (q * scaled - kappa * scaledErrorFunction(q * width)) / (q * (q - kappa) * (q + kappa))
            }
            // erfcx(qw) around κw: q E(κw) - κ E(qw) = (q - κ)[E - κw Σ_{n≥1} E⁽ⁿ⁾ δⁿ⁻¹/n!].
            let derivatives = scaledErrorFunctionDerivatives(kappa * width, count: 18)
            var (sum, power) = (0.0, 1.0)
            for n in 1..<18 {
                sum += derivatives[n] * power
                power *= distance / Double(n + 1)
            }
            return gauss * (derivatives[0] - kappa * width * sum) / (q * (q + kappa))
        }
    }
}
