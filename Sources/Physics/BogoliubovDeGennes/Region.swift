/// A rectangle of sites whose chemical potential and gaps are its own: one side of a junction, a normal strip, a step.
public struct Region: Hashable, Sendable {
    /// What a region can have of its own.
    public static let energies: [Superconductor.Energy] = [
        .chemicalPotential, .singletGap, .tripletGap, .dWaveGap, .extendedSingletGap,
    ]

    /// Inclusive bounds, in units of the lattice vectors.
    public let x: ClosedRange<Int>
    public let y: ClosedRange<Int>
    /// What replaces the energies of the superconductor; those that are not there stay.
    public let energies: [Superconductor.Energy: Double]

    public init(x: ClosedRange<Int>, y: ClosedRange<Int>, energies: [Superconductor.Energy: Double]) {
        precondition(energies.keys.allSatisfy(Self.energies.contains))
        self.x = x
        self.y = y
        self.energies = energies
    }

    public func contains(_ site: Lattice.Site) -> Bool { x.contains(site.x) && y.contains(site.y) }

    func with(energies energy: (Superconductor.Energy, Double) -> Double) -> Region {
        Region(x: x, y: y, energies: Dictionary(uniqueKeysWithValues: energies.map { ($0, energy($0, $1)) }))
    }
}

extension Superconductor {
    /// The value on a site: that of the last region which holds the site and has one.
    public func value(_ energy: Energy, at site: Lattice.Site) -> Double {
        regions.last { $0.contains(site) && $0.energies[energy] != nil }?.energies[energy] ?? self[energy]
    }

    /// The value on a bond: the mean of its ends.
    public func value(_ energy: Energy, along bond: Lattice.Bond) -> Double {
        guard !regions.isEmpty else { return self[energy] }
        return (value(energy, at: bond.from) + value(energy, at: bond.to)) / 2
    }

    /// The largest magnitude anywhere.
    public func largest(_ energy: Energy) -> Double {
        regions.reduce(abs(self[energy])) { max($0, abs($1.energies[energy] ?? 0)) }
    }
}
