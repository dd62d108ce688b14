/// Impurities in one superconductor whose free energies are wanted.
public struct ImpurityProblem: Sendable {
    public let superconductor: Superconductor
    /// All of them are solved, each by itself: pairs do not see each other.
    public let pairs: [ImpurityPair]
    /// Impurities that are there together, each group by itself.
    public let groups: [ImpurityGroup]
    /// k_B T ≥ 0; zero is the limit of vanishing temperature.
    public let temperature: Double

    public init(
        superconductor: Superconductor, pairs: [ImpurityPair], groups: [ImpurityGroup] = [], temperature: Double
    ) {
        precondition(temperature >= 0)
        self.superconductor = superconductor
        self.pairs = pairs
        self.groups = groups
        self.temperature = temperature
    }
}

/// The free energies of one pair of impurities.
public struct ImpurityFreeEnergies: Sendable {
    /// F[Ĥ0] of the lattice without impurities; nil where the solver was not asked for it.
    public let host: Double?
    /// F(S1, S2) - F[Ĥ0] for the 36 `spinConfigurations`, in their order.
    public let relative: [Double]
    /// A bound on the error of each number in `relative`.
    public let errorEstimate: Double
    /// A bound on the error of `host`; nil where there is none. The error of a whole free energy is at most the sum of
    /// both.
    public let hostErrorEstimate: Double?
    /// Whether `errorEstimate` is within what the solver was asked for.
    public let meetsAccuracy: Bool

    /// - Parameter meetsAccuracy: true for a solver that can be asked for no accuracy.
    public init(
        host: Double?, relative: [Double], errorEstimate: Double, hostErrorEstimate: Double? = nil,
        meetsAccuracy: Bool = true
    ) {
        precondition(relative.count == spinConfigurations.count)
        self.host = host
        self.relative = relative
        self.errorEstimate = errorEstimate
        self.hostErrorEstimate = hostErrorEstimate
        self.meetsAccuracy = meetsAccuracy
    }
}

/// The free energies of one group of impurities.
public struct GroupFreeEnergies: Sendable {
    /// F[Ĥ0] of the lattice without impurities; nil where the solver was not asked for it.
    public let host: Double?
    /// F - F[Ĥ0] for the configurations of the group, in their order.
    public let relative: [Double]
    /// A bound on the error of each number in `relative`.
    public let errorEstimate: Double
    /// A bound on the error of `host`; nil where there is none.
    public let hostErrorEstimate: Double?
    /// Whether `errorEstimate` is within what the solver was asked for.
    public let meetsAccuracy: Bool

    public init(
        host: Double?, relative: [Double], errorEstimate: Double, hostErrorEstimate: Double?, meetsAccuracy: Bool = true
    ) {
        self.host = host
        self.relative = relative
        self.errorEstimate = errorEstimate
        self.hostErrorEstimate = hostErrorEstimate
        self.meetsAccuracy = meetsAccuracy
    }
}

extension ImpurityFreeEnergies {
    /// Of a group that is a pair in its 36 configurations.
    public init(_ group: GroupFreeEnergies) {
        self.init(
            host: group.host, relative: group.relative, errorEstimate: group.errorEstimate,
            hostErrorEstimate: group.hostErrorEstimate, meetsAccuracy: group.meetsAccuracy)
    }
}

/// Computes free energies as `freeEnergy(eigenvalues:temperature:)` defines them, by whatever route. Two solvers given the
/// same problem agree within their error estimates.
public protocol FreeEnergySolver: ~Copyable {
    /// Stored with each result.
    static var name: String { get }

    /// One result for each pair of the problem, in order; its groups are not looked at. The result of a pair does not depend on the other pairs.
    borrowing func freeEnergies(of problem: ImpurityProblem) throws -> [ImpurityFreeEnergies]
}
