import BogoliubovDeGennes
import Numerics

/// A mode of the lattice across the impurities' row: the superconductor is uniform along y, so each mode is a chain in x
/// of its own.
struct TransverseMode {
    /// How a superconductor that is uniform along y separates.
    enum Separation {
        /// All that acts along y is the same in both directions: sine waves, or in a periodic lattice q and -q as one.
        case standing
        /// Something tells q from -q: plane waves.
        case travelling
    }

    /// -2t cos q: the kinetic energy along y.
    let kineticEnergy: Double
    let momentum: Double
    let separation: Separation
    /// How many modes this one stands for (q and -q).
    let multiplicity: Double
    /// φ(y)φ*(y') for the rows y and y' asked for.
    let weight: (_ row: Int, _ other: Int) -> Complex<Double>

    /// What a bond that leads so many rows further counts with: e^{iqy}, or half of both directions together.
    func wave(_ rows: Int) -> Complex<Double> {
        let phase = momentum * Double(rows)
        return separation == .travelling ? Complex(length: 1, phase: phase) : Complex(.cos(phase))
    }

    /// nil where y does not separate: nothing uniform, or something that differs along +y and -y in an open box.
    static func separation(of superconductor: Superconductor) -> Separation? {
        guard superconductor.isUniform else { return nil }
        let lattice = superconductor.lattice
        let isOdd =
            lattice.height > 1
            && (superconductor.hasTripletPairing(along: Lattice.Step(0, 1)) || superconductor[.spinOrbit] != 0
                || lattice.kind == .triangular)
        guard isOdd else { return .standing }
        return lattice.boundaryY == .periodic ? .travelling : nil
    }

    /// How many modes there are, or nil where y does not separate; without making them.
    static func count(of superconductor: Superconductor) -> Int? {
        let length = superconductor.lattice.height
        return separation(of: superconductor).map { separation in
            separation == .travelling || superconductor.lattice.boundaryY == .open ? length : length / 2 + 1
        }
    }

    /// The modes of a lattice, or nil where y does not separate.
    ///
    /// Open: sine waves φ_k(y) = √(2/(L+1)) sin(πk(y+1)/(L+1)), k = 1 … L. Periodic: plane waves; q and -q are one where
    /// nothing tells them apart.
    static func modes(of superconductor: Superconductor) -> [TransverseMode]? {
        guard let separation = separation(of: superconductor) else { return nil }
        let length = superconductor.lattice.height
        let isTravelling = separation == .travelling
        // Neighbours along the second vector of a triangular lattice, too.
        func kineticEnergy(_ momentum: Double) -> Double { -2 * superconductor.hopping * .cos(momentum) }
        switch superconductor.lattice.boundaryY {
        case .open:
            let norm = 2 / Double(length + 1)
            /// sin(πk(y+1)/(L+1)), exactly zero at the nodes.
            @Sendable func wave(_ k: Int, _ y: Int) -> Double {
                let steps = (k * (y + 1)) % (2 * (length + 1))
                return steps % (length + 1) == 0 ? 0 : .sin(.pi * Double(steps) / Double(length + 1))
            }
            return (1...length).map { k in
                let momentum = .pi * Double(k) / Double(length + 1)
                return TransverseMode(
                    kineticEnergy: kineticEnergy(momentum), momentum: momentum, separation: separation, multiplicity: 1,
                    weight: { Complex(norm * wave(k, $0) * wave(k, $1)) })
            }
        case .periodic:
            return (0...(isTravelling ? length - 1 : length / 2)).map { m in
                let momentum = 2 * .pi * Double(m) / Double(length)
                let isOwnPartner = m == 0 || 2 * m == length
                let multiplicity = isTravelling || isOwnPartner ? 1.0 : 2.0
                return TransverseMode(
                    kineticEnergy: kineticEnergy(momentum), momentum: momentum, separation: separation,
                    multiplicity: multiplicity,
                    weight: { row, other in
                        let phase = momentum * Double(row - other)
                        return isTravelling
                            ? Complex(length: 1 / Double(length), phase: phase)
                            : Complex(multiplicity / Double(length) * .cos(phase))
                    })
            }
        }
    }
}
