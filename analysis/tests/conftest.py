"""Results of tiny jobs, made by the built program."""

import os
import subprocess
from pathlib import Path

import matplotlib as mpl
import pytest
import xarray as xr

from moriya_figures import open_result

mpl.use("Agg")

ROOT = Path(__file__).resolve().parents[2]
MORIYA = ROOT / ".build" / "release" / "moriya"

SMALL = "lattice: { size: [13, 5], boundary: [%s, open] }"
JOBS = {
    "fig1b": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ gap_s: [0, 0.1, 0.2], gap_p: [0, 0.1] }}\n",
    "fig1c": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ delta: {{ from: 1, to: 6 }} }}\n",
    "fig3a": f"system: {{ {SMALL % 'periodic'} }}\ngrid: {{ nu: [-1, 0, 1], delta: [1, 2, 3] }}\n",
    "fig3b": f"system: {{ {SMALL % 'open'} }}\ngrid: {{ mu: [-5, -3, 0, 3, 5], delta: [1, 2] }}\n",
    "rashba-dmi": "model: rashba-dmi\nsystem: { splitting: 1, mu: 0 }\ngrid: { alpha: [0.1, 0.5, 1] }\n",
}


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with NAME/result.h5 of each job."""
    if not MORIYA.exists():
        pytest.skip("moriya is not built: make build")
    folder = tmp_path_factory.mktemp("results")
    environment = os.environ | {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    for name, text in JOBS.items():
        job = folder / f"{name}.yaml"
        job.write_text(text)
        for command in (["run", job, "-o", folder / name], ["merge", folder / name]):
            subprocess.run([MORIYA, *command], check=True, capture_output=True, env=environment)
    (folder / "fig2").symlink_to("fig1c")
    return folder


@pytest.fixture
def data(results: Path) -> dict[str, xr.Dataset]:
    """Return the results as datasets, for each test to change as it likes."""
    return {name: open_result(results / name / "result.h5") for name in [*JOBS, "fig2"]}
