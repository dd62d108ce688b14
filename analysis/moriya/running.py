"""Runs of the program from Python, with a bar that tells how far they are."""

import json
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import xarray as xr
from tqdm.auto import tqdm

from .errors import MoriyaError, ProgramError
from .jobs import Job, Values, job_text
from .opening import open as open_result
from .program import call, environment, find_program, sentence

CHECK_FAILED, WORK_REMAINS = 70, 75


def run(
    system: Values | str | Path | Job,
    grid: Values | None = None,
    *,
    solver: str | Values | None = None,
    model: str | None = None,
    ranks: int = 1,
    ranks_per_point: int = 1,
    output: str | Path | None = None,
    progress: bool = True,
) -> xr.Dataset:
    """Compute a job and return its result as ``moriya.open`` does.

    Args:
        system: the fixed parameters, or the path of a YAML file with them (see ``moriya.job``); or a whole job: what
            ``moriya.job`` returned, or the path of a job file, with ``grid`` left out.
        grid: the axes; see ``moriya.job``.
        solver: a name, or ``{"name": …, settings}``; the program's choice by default.
        model: ``bdg-rkky`` unless given.
        ranks: MPI processes, which share the points among them.
        ranks_per_point: how many of them work on one point together (for ``diagonalization``).
        output: the folder that keeps the results. A run that was interrupted goes on when called again with it. Without
            one, the results live in the returned dataset only.
        progress: whether a bar shows how far the run is.

    Raises:
        ProgramError: the program refused the job, or could not do it. That some points failed is a warning, their numbers
            are NaN, and ``message`` says why.
        KeyboardInterrupt: as one interrupts a notebook; what is finished stays in ``output``.
    """
    with tempfile.TemporaryDirectory() as temporary:
        job_file = _job_file(system, grid, solver, model, Path(temporary))
        folder = Path(output) if output is not None else Path(temporary) / "results"
        code = _compute(job_file, folder, ranks, ranks_per_point, progress)
        call(["merge", folder, "--partial"])
        data = open_result(folder)
    if code == WORK_REMAINS:
        raise ProgramError("the run was stopped before its end; call it again to continue", code)
    if code == CHECK_FAILED:
        failed = data["status"] == 2
        first = [str(one) for one in data["message"].values[failed.values][:1]]
        warnings.warn(f"{int(failed.sum())} of {failed.size} points failed, the first: {''.join(first)}", stacklevel=2)
    return data


def _job_file(
    system: Values | str | Path | Job, grid: Values | None, solver: str | Values | None, model: str | None, folder: Path
) -> Path:
    file = folder / "job.yaml"
    if isinstance(system, str | Path) and grid is None and solver is None and model is None:
        return Path(system)
    if isinstance(system, Job):
        if grid is not None or solver is not None or model is not None:
            raise MoriyaError("a whole job has its grid, solver and model already")
        if system.path is not None:
            return system.path
        file.write_text(system.text)
    else:
        file.write_text(job_text(system, grid, solver=solver, model=model))
    return file


def _compute(job: Path, folder: Path, ranks: int, ranks_per_point: int, progress: bool) -> int:
    """Run the job; return the exit code of one that has computed what there was to compute."""
    command: list[str | Path] = [find_program(), "run", job, "-o", folder, "--no-merge"]
    command += ["--log", "json", "--log-interval", "0.5", "--ranks-per-point", str(ranks_per_point)]
    if ranks != 1:
        launcher = shutil.which("mpirun")
        if launcher is None:
            raise MoriyaError(f"ranks={ranks} needs mpirun in PATH")
        command = [launcher, "-n", str(ranks), *command]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment(), bufsize=1
    )
    assert process.stderr is not None
    complaints: list[str] = []
    with _stopping(process), tqdm(disable=not progress, unit="point") as bar:
        for entry in _entries(process.stderr, complaints):
            if "points" in entry and "done" in entry:
                bar.total = int(entry["points"])
                bar.update(int(entry["done"]) - bar.n)
        code = process.wait()
        if code == 0 and bar.total is not None:
            bar.update(bar.total - bar.n)
    # Nothing was begun where there is no plan, whatever the code.
    if code not in (0, CHECK_FAILED, WORK_REMAINS) or not (folder / "plan.yaml").exists():
        raise ProgramError(sentence("\n".join(complaints)), code)
    return code


@contextmanager
def _stopping(process: "subprocess.Popen[str]") -> Iterator[None]:
    """Stop the program softly when the user interrupts: what it has finished is kept."""
    try:
        yield
    except BaseException:
        process.send_signal(signal.SIGTERM)
        process.wait()
        raise


def _entries(stream: IO[str], complaints: list[str]) -> Iterator[dict[str, Any]]:
    for line in stream:
        if not line.startswith("{"):
            complaints.append(line)
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(entry, dict):
            yield entry
