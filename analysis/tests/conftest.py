"""Results of tiny jobs, made by the built program."""

import os
import subprocess
from pathlib import Path

import matplotlib as mpl
import pytest
import xarray as xr

from moriya_figures import jobs, open_result

mpl.use("Agg")

ROOT = Path(__file__).resolve().parents[2]
MORIYA = ROOT / ".build" / "release" / "moriya"

FIXTURES = ROOT / "Tests" / "Fixtures"

SMALL = "lattice: { size: [13, 5], boundary: [%s, open] }"
TORUS = "lattice: { size: [9, 9], boundary: [periodic, periodic] }"
# The figures' own grids, on lattices that take no time, and grids that no figure is for.
JOBS = {
    "bdg-rkky/fig1b": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ gap_s: [0, 0.1, 0.2], gap_p: [0, 0.1] }}\n",
    "bdg-rkky/fig1c": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ delta: {{ from: 1, to: 6 }} }}\n",
    "bdg-rkky/fig2": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ delta: {{ from: 1, to: 6 }} }}\n",
    "bdg-rkky/fig3a": f"system: {{ {SMALL % 'periodic'} }}\ngrid: {{ nu: [-1, 0, 1], delta: [1, 2, 3] }}\n",
    "bdg-rkky/fig3b": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ mu: [-5, -3, 0, 3, 5], delta: [1, 2] }}\n",
    "bdg-rkky/levels": f"system: {{ {SMALL % 'open'}, gap_s: 0.3 }}\ngrid: {{ exchange: [1, 2, 4] }}\n"
    "textures: { parallel: [+z, +z], antiparallel: [+z, -z] }\nobservables: [in_gap: { window: 0.3, levels: 4 }]\n",
    "bdg-rkky/spectrum": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ delta: [1, 2, 3, 4] }}\n"
    "textures: { parallel: [+z, +z] }\n"
    "observables: [ldos: { energies: { from: -0.4, to: 0.4, count: 21 }, broadening: 0.05 }]\n",
    "bdg-rkky/ldos_map": f"system: {{ {SMALL % 'open'} }}\ntextures: {{ parallel: [+z, +z] }}\n"
    "observables: [ldos: { energies: [0, 0.1], broadening: 0.05, sites: window, window: [-2, 3, -2, 2] }]\n",
    "bdg-rkky/spin_map": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ delta: [1, 2] }}\ntextures: {{ parallel: [+z, +z] }}\n"
    "observables: [ldos: { energies: [0, 0.1], broadening: 0.05, sites: window, window: [-2, 3, -2, 2] }]\n",
    "bdg-rkky/canting": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ mu: [-3, -2], delta: [1, 2, 3] }}\n"
    "observables: [ground_state]\n",
    "bdg-rkky/spin_orbit": f"system: {{ {SMALL % 'open'}, temperature: 0.02 }}\n"
    "grid: { zip: { gap_s: [0.0, 0.1, 0.1], gap_p: [0.0, 0.0, 0.1] }, rashba: [0, 0.2, 0.4] }\n",
    "bdg-rkky/transition": f"system: {{ {SMALL % 'open'}, gap_temperature: {{ tc: 0.05 }}, delta: 2 }}\n"
    "grid: { temperature: [0.01, 0.03, 0.06] }\n",
    "bdg-rkky/displacements": f"system: {{ {TORUS}, d_vector: 'e_x * p_y - e_y * p_x' }}\n"
    "grid: { displacement: { x: [1, 2, 3], y: [-1, 0, 1, 2] } }\n",
    "bdg-rkky/samples": f"system: {{ {SMALL % 'open'}, disorder: 1, temperature: 0.05 }}\n"
    "grid: { disorder_seed: { from: 1, to: 12 } }\n",
    "bdg-rkky/textures": f"system: {{ {SMALL % 'open'}, impurities: [{{ at: [0, 0] }}, {{ at: [2, 0] }}, {{ at: [1, 1] }}] }}\n"
    "grid: { mu: [-3, -2] }\ntextures: { up: [+z, +z, +z], down: [+z, +z, -z] }\nobservables: [texture_energy]\n",
    "rashba-dmi/fig2": "model: rashba-dmi\nsystem: { splitting: 1, mu: 0 }\n"
    "grid: { temperature: [0, 300], alpha: [0.1, 0.5, 1] }\n",
    "experiment": "system: { lattice: { size: [7, 7] }, delta: 2 }\n"
    "textures: { tilted: [[0.6, 0, 0.8], [0, -0.28, 0.96]], parallel: [+z, +z] }\n"
    "observables:\n  - texture_energy\n  - in_gap: { window: 0.288 }\n  - ground_state\n"
    "  - ldos: { energies: [-0.1, 0, 0.1], broadening: 0.01, sites: points, points: [[0, 0], [2, 0], [-3, -3]] }\n",
    "point": f"system: {{ {SMALL % 'open'} }}\n",
    "line": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ temperature: [0.0001, 0.001, 0.01, 0.1] }}\n",
    "words": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ p_phase: [i, '1'], delta: [1, 2, 3] }}\n",
    "map": f"system: {{ {SMALL % 'open'} }}\n"
    "grid: { gap_p: { from: 0, to: 0.4, count: 9 }, mu: { from: -4, to: 4, count: 11 } }\n",
    # As README's first job: three axes, one of them of two parameters.
    "three": f"system: {{ {SMALL % 'open'} }}\n"
    "grid: { delta: [1, 2, 3], gap_p: [0.1, 0.2], zip: { mu: [-3, -2], nu: [0, 1] } }\n",
    "helical": f"system: {{ {TORUS}, d_vector: 'e_x * p_x + e_y * p_y' }}\ngrid: {{ delta: [1, 2, 3, 4] }}\n",
    # For other programs: nothing of the tensors is zero.
    "cluster": "system: { lattice: { size: [9, 7] }, rashba: 0.2, disorder: 0.3,"
    " impurities: [{ at: [0, 0] }, { at: [2, 0] }, { at: [1, 2] }] }\ngrid: { mu: [-3, -2.6] }\n",
    "plane": "system: { lattice: { size: [9, 9], boundary: [periodic, periodic], type: triangular }, rashba: 0.2 }\n"
    "grid: { mu: [-3, -2.6], displacement: { x: [1, 2], y: [-1, 0, 1] } }\n",
    "crossing": "system: { lattice: { size: [41, 41] }, gap_p: 0, delta: 1 }\ngrid: { exchange: [3, 4.6, 4.8] }\n",
}
# The figures of berry-dmi on fewer points, and its statements.
STACK = (
    "model: berry-dmi\nsystem: {{ hbar: {crystals}/stack{layers}_hbar_tb.dat, soi: {crystals}/stack{layers}_soi_tb.dat,"
    " layers: [{{ name: interface, orbitals: [1, 2] }}], temperature: 580.226 {more} }}\n"
    "solver: {{ name: k-grid, accuracy: 1.0e-4 }}\ngrid: {{ {grid} }}\n"
)
CRYSTALS = ROOT / "jobs" / "berry-dmi" / "crystals"
for _name, _layers, _more, _grid in (
    ("fig3", 4, ", mu: -0.6", "exchange_direction: [[0, 0, 1], [1, 0, 0]], soi_scale: [0, 0.1, 0.2, 1]"),
    ("fig4", 4, "", "mu: { from: -1.6, to: 0.4, count: 41 }"),
    ("fig5", 4, "", "soi_scope: [all, interface], mu: { from: -1.6, to: 0.4, count: 41 }"),
    ("statements-stack2", 2, "", "exchange_direction: [[0, 0, 1]], mu: { from: -1.6, to: 2, step: 0.1 }"),
):
    JOBS[f"berry-dmi/{_name}"] = STACK.format(crystals=CRYSTALS, layers=_layers, more=_more, grid=_grid)
FIGURE_JOBS = [name for name in JOBS if "/" in name]
# The jobs of the other papers themselves: they take no time.
NEIGHBOURS = jobs(without=("bdg-rkky", "rashba-dmi"))


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with NAME/result.h5 of each job."""
    if not MORIYA.exists():
        pytest.skip("moriya is not built: make build")
    folder = tmp_path_factory.mktemp("results")
    environment = os.environ | {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    paths = {name: ROOT / "jobs" / f"{name}.yaml" for name in NEIGHBOURS}
    for name, text in JOBS.items():
        paths[name] = folder / f"{name}.yaml"
        paths[name].parent.mkdir(exist_ok=True)
        paths[name].write_text(text)
    for name, job in paths.items():
        for command in (["run", job, "-o", folder / name],):
            subprocess.run([MORIYA, *command], check=True, capture_output=True, env=environment)
    return folder


@pytest.fixture(scope="session")
def loaded(results: Path) -> dict[str, xr.Dataset]:
    """Return the results as datasets that nobody may change."""
    return {name: open_result(results / name / "result.h5") for name in [*JOBS, *NEIGHBOURS]}


@pytest.fixture
def data(loaded: dict[str, xr.Dataset]) -> dict[str, xr.Dataset]:
    """Return the results as datasets, for each test to change as it likes."""
    return {name: one.copy(deep=True) for name, one in loaded.items()}
