"""The exchange.out of TB2J."""

import numpy as np

from .couplings import Couplings

LINE = "=" * 90


def tb2j(found: Couplings, lattice_constant: float) -> dict[str, str]:
    """Return ``exchange.out``: every bond from both of its ends; J_iso, D and the symmetric traceless rest in meV."""
    cell = found.cell * lattice_constant
    names = [f"X{number}" for number in range(1, len(found.positions) + 1)]
    lines = [
        LINE,
        "Information:",
        found.source,
        "E = -sum_(i != j) [J_iso S_i.S_j + S_i.J_ani.S_j + D.(S_i x S_j)] over both directions of each bond, |S| = 1, in meV:",
        "J_iso = -Tr T/6, J_ani + J_iso = -(T + T^T)/4, D_z = -(T_xy - T_yx)/4 and so on, T being the tensor of moriya, whose",
        "energy S_i.T_ij.S_j counts each bond once. J_iso > 0 favours parallel spins. Terms of single spins are left out.",
        "",
        LINE,
        "Cell (Angstrom):",
        *("  ".join(f"{value:10.8f}" for value in row) for row in cell),
        "",
        LINE,
        "Atoms:",
        "(Note: charge and magmoms only count the wannier functions.)",
        f"{'Atom_number':^12s} {'x':^13s} {'y':^13s} {'z':^13s} {'w_charge':^9s} {'M(x)':^9s} {'M(y)':^9s} {'M(z)':^9s}",
        *(
            f"{name:<12s} {' '.join(f'{x:13.8f}' for x in row)} {0:9.4f} {0:9.4f} {0:9.4f} {1:9.4f}"
            for name, row in zip(names, found.positions @ cell, strict=True)
        ),
        f"{'Total':<12s} {'':13s} {'':13s} {'':13s} {0:9.4f} {0:9.4f} {0:9.4f} {len(names):9.4f}",
        "",
        LINE,
        "Exchange:",
        "    i     j          R         J_iso(meV)          vector          distance(A)",
    ]
    for bond in found.bonds:
        vector = found.vector(bond) * lattice_constant
        for i, j, sign, tensor in ((bond.first, bond.second, 1, bond.tensor), (bond.second, bond.first, -1, bond.tensor.T)):
            value = -tensor / 2
            isotropic = np.trace(value) / 3
            rest = (value + value.T) / 2 - isotropic * np.eye(3)
            antisymmetric = [(value[a, b] - value[b, a]) / 2 for a, b in ((1, 2), (2, 0), (0, 1))]
            place = ", ".join(f"{sign * step:3d}" for step in bond.cell)
            direction = ", ".join(f"{sign * x:6.3f}" for x in vector)
            matrix = "\n ".join("[" + " ".join(f"{x:.12e}" for x in row) + "]" for row in rest)
            lines += [
                "-" * 88,
                f"   {names[i]:5s} {names[j]:5s} ({place}) {isotropic:.12e}   ({direction}) {np.linalg.norm(vector):6.3f}",
                f"J_iso: {isotropic:.12e}",
                f"[Testing!] DMI: ({' '.join(f'{x:.12e}' for x in antisymmetric)})",
                f"[Testing!]J_ani:\n[{matrix}]",
            ]
    return {"exchange.out": "\n".join(lines) + "\n"}
