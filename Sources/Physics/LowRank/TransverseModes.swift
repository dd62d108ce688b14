import BogoliubovDeGennes
import Numerics

/// A mode of the lattice across the impurities' row: the superconductor is uniform along y, so each mode is a chain in x
/// of its own, with the same 4 × 4 hopping block.
struct TransverseMode {
    /// -2t cos q: the kinetic energy along y.
    let kineticEnergy: Double
    /// q, which enters pairing along y as 2i sin q.
    let momentum: Double
    /// How many modes this one stands for (q and -q).
    let multiplicity: Double
    /// φ(y)φ*(y') for the rows y and y' asked for.
    let weight: (_ row: Int, _ other: Int) -> Complex<Double>

    /// How many modes there are, or nil where y does not separate; without making them.
    static func count(of superconductor: Superconductor) -> Int? {
        let length = superconductor.lattice.height
        let pairsAlongY = superconductor.hasTripletPairing(along: .y)
        switch superconductor.lattice.boundaryY {
        case .open: return pairsAlongY ? nil : length
        case .periodic: return pairsAlongY ? length : length / 2 + 1
        }
    }

    /// The modes of a lattice, or nil where y does not separate: pairing along y in an open box.
    ///
    /// Open: sine waves φ_k(y) = √(2/(L+1)) sin(πk(y+1)/(L+1)), k = 1 … L. Periodic: plane waves; q and -q are one where
    /// nothing tells them apart.
    static func modes(of superconductor: Superconductor) -> [TransverseMode]? {
        let length = superconductor.lattice.height
        let pairsAlongY = superconductor.hasTripletPairing(along: .y)
        switch superconductor.lattice.boundaryY {
        case .open:
            guard !pairsAlongY else { return nil }
            let norm = 2 / Double(length + 1)
            /// sin(πk(y+1)/(L+1)), exactly zero at the nodes.
            @Sendable func wave(_ k: Int, _ y: Int) -> Double {
                let steps = (k * (y + 1)) % (2 * (length + 1))
                return steps % (length + 1) == 0 ? 0 : .sin(.pi * Double(steps) / Double(length + 1))
            }
            return (1...length).map { k in
                let momentum = .pi * Double(k) / Double(length + 1)
                return TransverseMode(
                    kineticEnergy: -2 * superconductor.hopping * .cos(momentum), momentum: momentum, multiplicity: 1,
                    weight: { Complex(norm * wave(k, $0) * wave(k, $1)) })
            }
        case .periodic:
            return (0...(pairsAlongY ? length - 1 : length / 2)).map { m in
                let momentum = 2 * .pi * Double(m) / Double(length)
                let isOwnPartner = m == 0 || 2 * m == length
                let multiplicity = pairsAlongY || isOwnPartner ? 1.0 : 2.0
                return TransverseMode(
                    kineticEnergy: -2 * superconductor.hopping * .cos(momentum), momentum: momentum,
                    multiplicity: multiplicity,
                    weight: { row, other in
                        let phase = momentum * Double(row - other)
                        return pairsAlongY
                            ? Complex(length: 1 / Double(length), phase: phase)
                            : Complex(multiplicity / Double(length) * .cos(phase))
                    })
            }
        }
    }
}
