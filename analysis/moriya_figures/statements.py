"""The statements of papers, each with the number found and whether it is confirmed.

A model's package has a module ``statements`` whose functions are registered by ``@states``. A statement is a function
of the results it needs, named as its parameters are: ``fig1b`` is what ``jobs/bdg-rkky/fig1b.yaml`` gives. Missing
values are NaN, and every comparison is written so that NaN does not confirm.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import xarray as xr

from .results import open_result


@dataclass(frozen=True)
class Finding:
    """What the results say about a statement."""

    found: str
    wanted: str
    confirmed: bool


@dataclass(frozen=True)
class Statement:
    """A sentence of the paper and the function that puts it to the test."""

    where: str
    text: str
    test: Callable[..., Finding]

    @property
    def jobs(self) -> list[str]:
        """The jobs whose results it needs, as in ``jobs/MODEL/NAME.yaml``."""
        return [name.replace("_", "-") for name in inspect.signature(self.test).parameters]


STATEMENTS: list[Statement] = []


def states(where: str, text: str) -> Callable[[Callable[..., Finding]], Callable[..., Finding]]:
    """Register a function as the test of a sentence, which stands somewhere in a paper."""

    def register(test: Callable[..., Finding]) -> Callable[..., Finding]:
        STATEMENTS.append(Statement(where, text, test))
        return test

    return register


def findings(results: str | Path | Mapping[str, xr.Dataset]) -> list[tuple[Statement, Finding]]:
    """Put every statement to the test.

    Takes datasets by the names of their jobs, or the folder in which ``NAME/result.h5`` are.
    """
    if not isinstance(results, Mapping):
        jobs = {job for statement in STATEMENTS for job in statement.jobs}
        paths = {job: Path(results) / job / "result.h5" for job in jobs}
        results = {job: open_result(path) for job, path in paths.items() if path.exists()}
    return [(statement, _finding(statement, results)) for statement in STATEMENTS]


def _finding(statement: Statement, results: Mapping[str, xr.Dataset]) -> Finding:
    missing = [job for job in statement.jobs if job not in results]
    if missing:
        return Finding(f"no result of {', '.join(missing)}", "a result", False)
    try:
        return statement.test(*(results[job] for job in statement.jobs))
    except (AttributeError, IndexError, KeyError, ValueError) as error:
        # Results of another model or grid lack what the statement is about.
        return Finding(f"the results lack what is needed: {error}", "the paper's own job", False)


def table(found: list[tuple[Statement, Finding]]) -> str:
    """All findings as a table: verdict, place in the paper, statement; below, the numbers and what would confirm it."""
    places = max(len(statement.where) for statement, _ in found)
    lines = []
    for statement, finding in found:
        verdict = "confirmed" if finding.confirmed else "NOT CONFIRMED"
        lines.append(f"{verdict:13}  {statement.where:{places}}  {statement.text}")
        lines.append(f"{'':13}  {'':{places}}    found: {finding.found}")
        lines.append(f"{'':13}  {'':{places}}    wanted: {finding.wanted}")
    confirmed = sum(finding.confirmed for _, finding in found)
    return "\n".join([*lines, f"\n{confirmed} of {len(found)} statements confirmed"])
