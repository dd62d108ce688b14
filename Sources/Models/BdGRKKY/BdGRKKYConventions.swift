/// What a result file says of the signs and factors of the model `bdg-rkky`.
enum BdGRKKYConventions {
    static let texts: [(name: String, text: String)] = [
        ("references", "arXiv:2407.07144; method: J. A. Ouassou, T. Yokoyama, J. Linder, Phys. Rev. B 109, 174506 (2024)"),
        ("energy_formula", "F = F0 + m.(S1 + S2) + J.(S1 o S2) + D.(S1 x S2)"),
        (
            "exchange_convention",
            "the pair counts once; spins have unit length; J < 0 favours parallel spins; coefficients are the least-squares fit to 36 configurations S1, S2 in +-x, +-y, +-z"
        ),
        (
            "hamiltonian_convention",
            "per site (c_up, c_down, c+_up, c+_down); H_ii = -mu - (exchange/2) S.sigma, H_ij = -hopping, Delta_ii = -gap_s exp(i phi) i sigma_2, Delta_ij = -p_phase gap_p exp(i phi) P_ij, P_ij = (1/2) sum_p (d_p.sigma) i sigma_2 (r_j - r_i)_p, phi = 2 pi nu (x_i + x_j)/(2 L_x)"
        ),
        (
            "pairing_convention",
            "for d = e_z p_x and p_phase i: Delta(k) = -(gap_s - gap_p sin(k_x) sigma_3) i sigma_2, which time reversal keeps and inversion breaks; for 1: Delta(k) = -(gap_s + i gap_p sin(k_x) sigma_3) i sigma_2, which only inversion times time reversal keeps, so that D = 0"
        ),
        (
            "free_energy_convention",
            "F = -(1/2) sum_{e>0} e - T sum_{e>0} ln(1 + exp(-e/T)); free_energy holds F minus free_energy_host, which is F of the lattice without impurities; F0 includes it"
        ),
    ]
}
