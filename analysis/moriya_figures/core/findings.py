"""Statements held against results, and the table of what was found."""

from collections.abc import Mapping
from pathlib import Path

import xarray as xr

from .registry import STATEMENTS, VERDICTS, Finding, Statement
from .results import open_result


def findings(results: str | Path | Mapping[str, xr.Dataset]) -> list[tuple[Statement, Finding]]:
    """Put every statement to the test.

    Takes datasets by the names of their jobs, ``MODEL/NAME``, or the folder in which ``MODEL/NAME/result.h5`` are.
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
    """All findings as a table: verdict, place in the paper, statement; below, the numbers and the criterion of the verdict."""
    lines = []
    for model in dict.fromkeys(statement.model for statement, _ in found):
        lines += [model, ""]
        of_model = [(statement, finding) for statement, finding in found if statement.model == model]
        places = max(len(statement.where) for statement, _ in of_model)
        for statement, finding in of_model:
            verdict = statement.verdict if finding.confirmed else "NOT CONFIRMED"
            lines.append(f"{verdict:13}  {statement.where:{places}}  {statement.text}")
            lines.append(f"{'':13}  {'':{places}}    found: {finding.found}")
            lines.append(f"{'':13}  {'':{places}}    wanted: {finding.wanted}")
        lines.append("")
    if any(statement.verdict == "depends" for statement, _ in found):
        lines += ["depends: on what the paper's text omits; what was assumed stands with the number found", ""]
    counts = {one: sum(finding.confirmed and statement.verdict == one for statement, finding in found) for one in VERDICTS}
    others = "".join(f", {count} {one}" for one, count in counts.items() if count and one != "confirmed")
    return "\n".join([*lines, f"{counts['confirmed']} of {len(found)} statements confirmed{others}"])
