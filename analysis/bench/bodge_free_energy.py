"""Time the free energy of the paper's system with its authors' own package.

Usage: bodge_free_energy.py SIZE. Prints the seconds spent in `free_energy` and its value, for both spins along z at
distance 1 on SIZE × SIZE sites. Only ever run by `make bench`.
"""

import sys
import time

from bodge import CubicLattice, Hamiltonian, jσ2, pwave, σ0, σ3

size = int(sys.argv[1])
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

start = time.perf_counter()
value = system.free_energy(0.001)
print(time.perf_counter() - start, repr(float(value)))
