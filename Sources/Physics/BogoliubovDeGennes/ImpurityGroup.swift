/// Impurities that are in the host together, and the spin configurations whose energies are wanted.
public struct ImpurityGroup: Hashable, Sendable {
    public let impurities: [Impurity]
    /// For each configuration, a unit vector for each impurity.
    public let configurations: [[[Double]]]

    /// - Precondition: no two impurities share a site.
    public init(_ impurities: [Impurity], configurations: [[[Double]]]) {
        precondition(Set(impurities.map(\.site)).count == impurities.count)
        precondition(configurations.allSatisfy { $0.count == impurities.count })
        self.impurities = impurities
        self.configurations = configurations
    }

    /// A pair in the 36 `spinConfigurations`.
    public init(_ pair: ImpurityPair) {
        self.init(
            [pair.first, pair.second], configurations: spinConfigurations.map { [$0.first.vector, $0.second.vector] })
    }

    /// The largest magnitude of an eigenvalue of what an impurity adds to the Hamiltonian.
    public var strength: Double { impurities.reduce(0) { max($0, $1.strength) } }
}
