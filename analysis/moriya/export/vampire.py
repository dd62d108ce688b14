"""VAMPIRE's unit cell file."""

import numpy as np

from .couplings import Couplings

JOULE_PER_MEV = 1.602176634e-22


def vampire(found: Couplings, lattice_constant: float) -> dict[str, str]:
    """Return ``vampire.UCF``: every bond from both of its ends, J in joules per link."""
    sizes = np.linalg.norm(found.cell, axis=1)
    lines = [
        f"# {found.source}",
        "# E = -1/2 sum_i sum_j S_i.J_ij.S_j over both directions of each bond, |S| = 1, J in joules:",
        "# J_ij = -T_ij, J_ji = -(T_ij)^T, T being the tensor of moriya, whose energy S_i.T_ij.S_j counts each bond",
        "# once. J > 0 favours parallel spins; D of E = D.(S_i x S_j), each bond once, is minus the",
        "# antisymmetric part: D_z = (J_yx - J_xy)/2, and so on.",
        "# Terms of single spins are left out.",
        "# Unit cell size (Angstrom):",
        " ".join(f"{size * lattice_constant:.10g}" for size in sizes),
        "# Unit cell lattice vectors, in these units:",
        *(" ".join(f"{value:.15g}" for value in row) for row in found.cell / sizes[:, None]),
        "# Atoms: number, position in the cell, material",
        f"{len(found.positions)} {len(found.positions)}",
        *(f"{index} {' '.join(f'{x:.15g}' for x in row)} {index}" for index, row in enumerate(found.positions)),
        "# Interactions: number, i, j, cell of j, J_xx J_xy J_xz J_yx J_yy J_yz J_zx J_zy J_zz",
        f"{2 * len(found.bonds)} tensorial",
    ]
    number = 0
    for bond in found.bonds:
        for i, j, sign, tensor in ((bond.first, bond.second, 1, bond.tensor), (bond.second, bond.first, -1, bond.tensor.T)):
            cell = " ".join(str(sign * step) for step in bond.cell)
            values = " ".join(f"{-value * JOULE_PER_MEV:.15e}" for value in tensor.ravel())
            lines.append(f"{number} {i} {j} {cell} {values}")
            number += 1
    return {"vampire.UCF": "\n".join(lines) + "\n"}
