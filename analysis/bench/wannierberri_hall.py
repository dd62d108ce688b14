"""Print the anomalous Hall conductivity of a `_tb.dat` by WannierBerri on a plain grid, and the time it took, as JSON.

The Fermi sea at T = 0: the sum of the Berry curvatures of the occupied states, with the positions of the file, on the Γ-centred
grid of N × N (× N) points. In S/cm for the planes yz, zx, xy; of a slab, whose third lattice vector is c, in e²/h as well.
"""

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

ELEMENTARY_CHARGE, PLANCK = 1.602176634e-19, 6.62607015e-34


def hoppings(path: str) -> dict[tuple[int, ...], np.ndarray]:
    """Return H(R) of a `_tb.dat` without degeneracies: WannierBerri refuses a file that lacks R = 0."""
    lines = Path(path).read_text().split("\n")
    functions, cells = int(lines[4]), int(lines[5])
    found, start = {}, 6 + (cells + 14) // 15
    for index in range(cells):
        # A blank line, R, and the elements.
        begin = start + index * (functions**2 + 2)
        matrix = np.zeros((functions, functions), dtype=complex)
        for line in lines[begin + 2 : begin + 2 + functions**2]:
            row, column, real, imaginary = line.split()
            matrix[int(row) - 1, int(column) - 1] = complex(float(real), float(imaginary))
        found[tuple(int(number) for number in lines[begin + 1].split())] = matrix
    return found


def main() -> None:
    """Read the file, sum, and print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", help="a _tb.dat")
    parser.add_argument("--soi", help="another, whose Hamiltonian is added")
    parser.add_argument("--grid", type=int, required=True, help="N")
    parser.add_argument("--mu", type=float, required=True, help="chemical potential in eV")
    parser.add_argument("--slab", action="store_true", help="one point along the third reciprocal lattice vector")
    options = parser.parse_args()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import wannierberri as wb

        system = wb.system.System_R.from_tb_dat(options.file, berry=True)
        if options.soi:
            hamiltonian = system.get_R_mat("Ham").copy()
            places = {tuple(cell): index for index, cell in enumerate(system.rvec.iRvec)}
            for cell, matrix in hoppings(options.soi).items():
                hamiltonian[places[cell]] += matrix
            system.set_R_mat("Ham", hamiltonian, reset=True)
        size = (options.grid, options.grid, 1 if options.slab else options.grid)
        grid = wb.Grid(system, NK=size)
        calculators = {"ahc": wb.calculators.static.AHC(Efermi=np.array([options.mu]), tetra=False)}
        # Files of intermediate results go where they are thrown away.
        with tempfile.TemporaryDirectory() as folder:
            where = os.getcwd()
            os.chdir(folder)
            begin = time.process_time()
            result = wb.run(
                system, grid=grid, calculators=calculators, adpt_num_iter=0, parallel=False, symmetrize=False, use_irred_kpt=False
            )
            seconds = time.process_time() - begin
            os.chdir(where)
    # WannierBerri's are in S/m.
    conductivity = np.asarray(result.results["ahc"].data)[0] / 100
    lattice = np.asarray(system.real_lattice)
    height = abs(np.linalg.det(lattice)) / np.linalg.norm(np.cross(lattice[0], lattice[1])) * 1e-8
    print(
        json.dumps(
            {
                "points": float(np.prod(size)),
                "seconds": seconds,
                "siemens_per_cm": conductivity.tolist(),
                "slab": -float(conductivity[2]) * height * PLANCK / ELEMENTARY_CHARGE**2,
            }
        )
    )


if __name__ == "__main__":
    sys.exit(main())
