"""UppASD's files of couplings, positions and moments."""

from .couplings import Couplings

MEV_PER_MRY = 13.605693122990


def uppasd(found: Couplings, lattice_constant: float) -> dict[str, str]:
    """Return ``jfile``, ``posfile``, ``momfile``, and ``inpsd.dat`` to start from.

    The full tensor is written (``do_jtensor``), not J and D apart: the sign of a ``dmfile`` depends on UppASD's version.
    """
    boundary = "P P 0" if found.is_lattice else "0 0 0"
    cells = "20 20 1" if found.is_lattice else "1 1 1"
    inputs = [
        f"# {found.source}",
        "# E = -sum_(i != j) S_i.J_ij.S_j over both directions of each bond, |S| = 1, J in mRy:",
        "# J_ij = -T_ij/2, J_ji = -(T_ij)^T/2, T being the tensor of moriya, whose energy S_i.T_ij.S_j counts each bond",
        "# once. J > 0 favours parallel spins; D is in the antisymmetric part. Terms of single spins are left out.",
        "# jfile: i, j, vector from i to j, J_xx J_xy J_xz J_yx J_yy J_yz J_zx J_zy J_zz",
        "simid moriya",
        f"ncell {cells}",
        f"BC {boundary}",
        "cell " + "\n     ".join(" ".join(f"{value:.15g}" for value in row) for row in found.cell),
        "Sym 0",
        "posfile ./posfile",
        "posfiletype C",
        "momfile ./momfile",
        "exchange ./jfile",
        "do_jtensor 1",
        "maptype 1",
        f"alat {lattice_constant * 1e-10:.10g}",
    ]
    lines = []
    for bond in found.bonds:
        vector = found.vector(bond)
        for i, j, sign, tensor in ((bond.first, bond.second, 1, bond.tensor), (bond.second, bond.first, -1, bond.tensor.T)):
            place = " ".join(f"{sign * x + 0.0:.15g}" for x in vector)
            values = " ".join(f"{-value / 2 / MEV_PER_MRY:.15e}" for value in tensor.ravel())
            lines.append(f"{i + 1} {j + 1} {place} {values}")
    numbers = range(1, len(found.positions) + 1)
    places = found.positions @ found.cell
    return {
        "inpsd.dat": "\n".join(inputs) + "\n",
        "jfile": "\n".join(lines) + "\n",
        # A type for each spin, as their couplings differ.
        "posfile": "".join(f"{n} {n} {' '.join(f'{x:.15g}' for x in row)}\n" for n, row in zip(numbers, places, strict=True)),
        "momfile": "".join(f"{n} 1 1.0 0.0 0.0 1.0\n" for n in numbers),
    }
