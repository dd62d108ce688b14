"""Jobs from Python values: written as YAML, and checked by the program before anything is computed."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from .program import call

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Job:
    """A job that the program accepts."""

    text: str
    """The YAML."""
    path: Path | None
    """Where it was written; None where it was only checked."""
    plan: dict[str, Any]
    """What ``moriya plan --json`` says of it: model, axes, points, batches, solvers, operations, bytes_per_rank, …"""

    def __str__(self) -> str:
        """Return the YAML."""
        return self.text


def job(
    system: Values | str | Path,
    grid: Values | None = None,
    *,
    solver: str | Values | None = None,
    model: str | None = None,
    path: str | Path | None = None,
) -> Job:
    """Write a job and have it checked, every point of its grid included.

    Args:
        system: the parameters that are the same at all points, or the path of a YAML file with them. Dots descend:
            ``{"lattice.size": [41, 41]}`` is ``{"lattice": {"size": [41, 41]}}``.
        grid: the axes: parameter → its values (a list, a range, an array), or what a job file has there, such as
            ``{"from": 0, "to": 1, "count": 11}``. Each is in the unit of its parameter (``moriya describe MODEL``).
        solver: a name, or ``{"name": …, settings}``; the program's choice by default.
        model: ``bdg-rkky`` unless given.
        path: where to write it; nowhere unless given. Files that the job names are relative to this file.

    Raises:
        ProgramError: the program refuses the job; the text names the key, what was found and what is allowed.
        ProgramMissingError: there is no program to check it.
    """
    text = job_text(system, grid, solver=solver, model=model)
    if path is not None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)
        return Job(text, Path(path), _plan(Path(path)))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "job.yaml"
        file.write_text(text)
        return Job(text, None, _plan(file))


def job_text(system: Values | str | Path, grid: Values | None, *, solver: str | Values | None, model: str | None) -> str:
    """Return the YAML of a job, unchecked."""
    content: dict[str, Any] = {}
    if model is not None:
        content["model"] = model
    # A file named here is relative to the folder one works in, wherever the job is written.
    content["system"] = str(Path(system).resolve()) if isinstance(system, str | Path) else _nested(_plain(system))
    if grid is not None:
        content["grid"] = _plain(grid)
    if solver is not None:
        content["solver"] = _plain(solver)
    return yaml.safe_dump(content, sort_keys=False, default_flow_style=None, width=120, allow_unicode=True)


def _plan(file: Path) -> dict[str, Any]:
    plan = json.loads(call(["plan", file, "--json"]))
    assert isinstance(plan, dict)
    return plan


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever somebody writes into a job)
    """Turn arrays, ranges, tuples and paths into what YAML has."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    if isinstance(value, list | tuple | range):
        return [_plain(one) for one in value]
    if isinstance(value, Path):
        return str(value)
    return value


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in values.items():
        place, *rest = key.split(".")
        if rest:
            inner = result.setdefault(place, {})
            inner |= _nested({".".join(rest): value}) if isinstance(inner, dict) else {}
        else:
            result[place] = _nested(value) if isinstance(value, dict) else value
    return result
