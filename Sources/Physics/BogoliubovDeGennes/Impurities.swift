import Numerics

/// A classical spin on a site, coupled to the electrons there by U - (𝒥/2) S·σ.
public struct Impurity: Hashable, Sendable {
    public let site: Lattice.Site
    /// 𝒥.
    public let exchange: Double
    /// U: what scatters both spins alike.
    public let potential: Double

    public init(site: Lattice.Site, exchange: Double, potential: Double = 0) {
        self.site = site
        self.exchange = exchange
        self.potential = potential
    }

    /// The block that the impurity with a spin S adds to the Hamiltonian on its site.
    public func potential(of spin: [Double]) -> NambuMatrix {
        let normal = Complex(potential) * .identity + Complex(-exchange / 2) * SpinMatrix.pauli(spin.map { Complex($0) })
        return NambuMatrix(normal: normal, pairing: .zero, reversePairing: .zero)
    }

    /// The largest magnitude of an eigenvalue of that block.
    public var strength: Double { abs(potential) + abs(exchange) / 2 }

    /// Whether both couple alike, wherever they are.
    public func isLike(_ other: Impurity) -> Bool { exchange == other.exchange && potential == other.potential }
}

/// Two impurities whose exchange interaction is wanted.
public struct ImpurityPair: Hashable, Sendable {
    public let first: Impurity
    public let second: Impurity

    public init(_ first: Impurity, _ second: Impurity) {
        precondition(first.site != second.site)
        self.first = first
        self.second = second
    }

    /// Two alike.
    public init(first: Lattice.Site, second: Lattice.Site, exchange: Double, potential: Double = 0) {
        self.init(
            Impurity(site: first, exchange: exchange, potential: potential),
            Impurity(site: second, exchange: exchange, potential: potential))
    }

    /// Each with its spin.
    public func with(spins: (first: [Double], second: [Double])) -> [(impurity: Impurity, spin: [Double])] {
        [(first, spins.first), (second, spins.second)]
    }

    /// The largest magnitude of an eigenvalue of what either adds to the Hamiltonian.
    public var strength: Double { max(first.strength, second.strength) }
}

/// The six directions that the impurity spins take, in the order of every array over spins.
public enum SpinDirection: Int, CaseIterable, Sendable {
    case plusX, plusY, plusZ, minusX, minusY, minusZ

    /// A unit vector.
    public var vector: [Double] {
        var vector = [0.0, 0.0, 0.0]
        vector[rawValue % 3] = rawValue < 3 ? 1 : -1
        return vector
    }

    /// `+x` … `-z`.
    public var label: String { (rawValue < 3 ? "+" : "-") + ["x", "y", "z"][rawValue % 3] }
}

/// The 36 configurations (S1, S2), S2 running fastest.
public let spinConfigurations: [(first: SpinDirection, second: SpinDirection)] =
    SpinDirection.allCases.flatMap { first in SpinDirection.allCases.map { (first, $0) } }
