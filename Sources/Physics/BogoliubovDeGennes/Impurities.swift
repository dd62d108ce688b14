import Numerics

/// Two classical spins coupled to the electrons of their sites by -(𝒥/2) S·σ.
public struct ImpurityPair: Hashable, Sendable {
    public let first: Lattice.Site
    public let second: Lattice.Site
    /// 𝒥.
    public let exchange: Double

    public init(first: Lattice.Site, second: Lattice.Site, exchange: Double) {
        precondition(first != second)
        self.first = first
        self.second = second
        self.exchange = exchange
    }

    /// The block that a spin S adds to the Hamiltonian on its site.
    public func potential(of spin: [Double]) -> NambuMatrix {
        let normal = Complex(-exchange / 2) * SpinMatrix.pauli(spin.map { Complex($0) })
        return NambuMatrix(normal: normal, pairing: .zero, reversePairing: .zero)
    }
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
