"""The paper's system, built with its authors' own package: what Moriya is measured against."""

from bodge import CubicLattice, Hamiltonian, jσ2, pwave, σ0, σ3


def paper_system(size: int) -> Hamiltonian:
    """Both spins along z, one at the centre of SIZE × SIZE sites, one next to it along x."""
    lattice = CubicLattice((size, size, 1))
    system = Hamiltonian(lattice)
    triplet = pwave("e_z * p_x")
    center = size // 2
    impurities = {(center, center, 0), (center + 1, center, 0)}
    with system as (H, Δ):
        for i in lattice.sites():
            H[i, i] = 3.0 * σ0 - (1.5 * σ3 if i in impurities else 0)
            Δ[i, i] = -0.1 * jσ2
        for i, j in lattice.bonds():
            H[i, j] = -1.0 * σ0
            Δ[i, j] = -0.1j * triplet(i, j)
    return system
