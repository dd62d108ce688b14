"""Jobs and runs from Python, by the built program."""

import os
import re
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr
import yaml

import moriya
from moriya.jobs import job_text

from .conftest import MORIYA, ROOT


@pytest.fixture(autouse=True)
def program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the program that was built here."""
    if not MORIYA.exists():
        pytest.skip("moriya is not built: make build")
    monkeypatch.setenv("MORIYA", str(MORIYA))


SYSTEM = {"lattice": {"size": [9, 7]}, "gap_p": 0.2}


def test_job_text_is_plain_yaml() -> None:
    """Arrays, ranges and tuples become lists, dots become mappings, and words that look like something else are quoted."""
    text = job_text(
        {"lattice.size": (9, 7), "lattice.boundary": ["open", "periodic"], "mu": np.float64(-2.5), "p_phase": "1"},
        {"delta": range(1, 4), "gap_p": np.linspace(0, 0.2, 3)},
        solver={"name": "low-rank", "accuracy": 1e-10},
        model=None,
    )
    assert yaml.safe_load(text) == {
        "system": {"lattice": {"size": [9, 7], "boundary": ["open", "periodic"]}, "mu": -2.5, "p_phase": "1"},
        "grid": {"delta": [1, 2, 3], "gap_p": [0, 0.1, 0.2]},
        "solver": {"name": "low-rank", "accuracy": 1e-10},
    }


def test_job_is_checked(tmp_path: Path) -> None:
    """A job that the program takes comes back with its plan; one that it does not take, with its sentence."""
    job = moriya.job(SYSTEM, {"delta": [1, 2], "mu": [-3, -2, -1]}, path=tmp_path / "jobs" / "mine.yaml")
    assert (job.plan["points"], job.plan["batches"], job.plan["model"]) == (6, 3, "bdg-rkky")
    assert job.plan["axes"][1]["members"][0]["values"] == [-3, -2, -1]
    assert job.path is not None
    assert job.path.read_text() == str(job)
    with pytest.raises(moriya.ProgramError, match='unknown key "gap_q" in the system; did you mean') as error:
        moriya.job({"gap_q": 1})
    assert error.value.code == 65


def test_run_is_the_programs_result(tmp_path: Path) -> None:
    """The dataset is that of the command line, and is read from the folder that was asked for."""
    data = moriya.run(SYSTEM, {"delta": [1, 2, 3]}, output=tmp_path / "kept", progress=False)
    assert data.sizes["delta"] == 3
    assert data.gap_p.item() == 0.2
    xr.testing.assert_identical(data, moriya.open(tmp_path / "kept"))
    again = moriya.run(SYSTEM, {"delta": [1, 2, 3]}, ranks=2, progress=False)
    np.testing.assert_array_equal(data.D, again.D)
    dense = moriya.run(SYSTEM, {"delta": [1, 2, 3]}, solver="diagonalization", progress=False)
    assert set(dense.solver.values) == {"diagonalization"}
    np.testing.assert_allclose(dense.D, data.D, atol=1e-12)
    assert np.abs(data.D).max() > 1e-4


def test_run_of_a_job_file(tmp_path: Path) -> None:
    """A job that was written, or its path, is run as it is, and goes on where it was."""
    job = moriya.job(SYSTEM, {"delta": [1, 2]}, path=tmp_path / "job.yaml")
    first = moriya.run(job, output=tmp_path / "results", progress=False)
    second = moriya.run(tmp_path / "job.yaml", output=tmp_path / "results", progress=False)
    np.testing.assert_array_equal(first.seconds, second.seconds)
    with pytest.raises(moriya.MoriyaError, match="has its grid"):
        moriya.run(job, {"mu": [1]})


def test_failed_points_are_a_warning() -> None:
    """Their numbers are missing, the others' are there."""
    with pytest.warns(UserWarning, match="2 of 4 points failed, the first: .*overflow"):
        data = moriya.run({"splitting": 1.0, "mu": 0.0}, {"alpha": [0.1, 1e300, 0.2, 1e301]}, model="rashba-dmi", progress=False)
    assert np.isfinite(data.D.sel(spin="y", direction="x")).values.tolist() == [True, False, True, False]


def test_refusals_are_errors() -> None:
    """The program's own sentence, without its name; and no program at all."""
    with pytest.raises(moriya.ProgramError, match="outside the 9 × 7 lattice") as error:
        moriya.run(SYSTEM, {"delta": [1, 20]}, progress=False)
    assert error.value.code == 65
    os.environ["MORIYA"] = "/nowhere/moriya"
    with pytest.raises(moriya.ProgramMissingError, match="MORIYA=/nowhere/moriya is no program"):
        moriya.run(SYSTEM)


def test_the_bar_ends_at_all_points(capfd: pytest.CaptureFixture[str]) -> None:
    """It knows how many points there are, and gets there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        moriya.run(SYSTEM, {"delta": [1, 2, 3], "mu": [-3, -2]})
    assert "6/6" in capfd.readouterr().err


def test_documented_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of docs/reading.md do what their comments say, on the job that it names."""
    text = (ROOT / "docs" / "reading.md").read_text()
    lines = re.search(r"## Python: moriya\n\n```python\n(.*?)```", text, re.DOTALL)
    assert lines is not None
    moriya.run(SYSTEM, {"gap_p": [0, 0.1], "delta": [1, 2]}, output=tmp_path, progress=False)
    monkeypatch.chdir(tmp_path)
    found: dict[str, Any] = {}
    exec(lines[1], found)
    assert found["data"].D.dims == ("gap_p", "delta", "component")
    assert (tmp_path / "report.html").exists()
