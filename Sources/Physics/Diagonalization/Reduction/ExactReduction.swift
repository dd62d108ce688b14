/// Ways to make a spectrum cheaper without approximation. Each is used only where the code has found that the symmetry
/// behind it holds for the Hamiltonian at hand.
public enum ExactReduction: String, CaseIterable, Sendable {
    /// Even and odd states of a mirror, combined with a half turn of the spins where needed. States that cannot reach
    /// the impurities are common to all configurations.
    case mirror
    /// States of definite spin along an axis.
    case spin
    /// An antiunitary symmetry A with A² = 1: with particle-hole symmetry, the positive energies are the singular
    /// values of one real matrix of half the size.
    case chiral
    /// In the Majorana basis Ĥ is i times a real antisymmetric matrix, which takes a quarter of the operations.
    case particleHole = "particle-hole"
    /// Configurations that a symmetry maps onto each other have one free energy.
    case configurations
}
