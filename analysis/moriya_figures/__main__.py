"""The command line behind ``moriya plot`` and ``make paper``; its exit codes are moriya's own."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import matplotlib as mpl

from . import FIGURES, FigureError, UnknownFigureError, draw, findings, jobs, table

WRONG_USAGE, BAD_INPUT, CHECK_FAILED, INPUT_OUTPUT = 64, 65, 70, 74


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.format_usage()}{self.prog}: {message}\n")


def main() -> int:
    """Run one command and return the exit code."""
    parser = _Parser(prog="moriya_figures", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    plot = commands.add_parser("plot", help="draw the figures that a result file is for")
    plot.add_argument("file", type=Path, help="a merged result file")
    plot.add_argument("-o", "--output", type=Path, help="the folder for the pictures; default: that of the file")
    plot.add_argument(
        "--figure",
        action="append",
        help="this figure, or this observable; default: the figures that are for the file, else the leading observables",
    )
    plot.set_defaults(run=_plot)
    check = commands.add_parser("statements", help="print the table of the papers' statements")
    check.add_argument("folder", type=Path, help="where MODEL/NAME/result.h5 of the jobs are")
    check.set_defaults(run=_statements)
    paper = commands.add_parser("paper", help="draw every figure of the papers and print the table")
    paper.add_argument("folder", type=Path, help="where MODEL/NAME/result.h5 of the jobs are")
    paper.add_argument("-o", "--output", type=Path, required=True, help="the folder for the pictures")
    paper.set_defaults(run=_paper)
    needed = commands.add_parser("jobs", help="list the jobs that figures and statements need, as MODEL/NAME")
    needed.set_defaults(run=_jobs)
    for command in (paper, needed):
        command.add_argument("--without", action="append", default=[], metavar="MODEL", help="leave this model out")
        command.add_argument(
            "--jobs-in", action="append", default=[], metavar="FOLDER", help="only what is drawn from jobs in this folder"
        )
    options = parser.parse_args()
    try:
        return options.run(options)
    except FigureError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return WRONG_USAGE if isinstance(error, UnknownFigureError) else BAD_INPUT
    except OSError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return INPUT_OUTPUT


def _plot(options: argparse.Namespace) -> int:
    for path in draw(options.file, options.output or options.file.parent, options.figure):
        print(path)
    return 0


def _paper(options: argparse.Namespace) -> int:
    for figure in FIGURES.values():
        if figure.model in options.without or not _is_in(figure.job, options.jobs_in):
            continue
        folder = options.output / figure.model
        for path in draw(options.folder / figure.job / "result.h5", folder, [figure.name]):
            print(path)
    print()
    return _statements(options, options.without, options.jobs_in)


def _is_in(job: str, folders: Sequence[str]) -> bool:
    return not folders or job.partition("/")[0] in folders


def _statements(options: argparse.Namespace, without: Sequence[str] = (), folders: Sequence[str] = ()) -> int:
    found = [
        (statement, finding)
        for statement, finding in findings(options.folder)
        if statement.model not in without and all(_is_in(job, folders) for job in statement.jobs)
    ]
    if not found:
        return 0
    print(table(found))
    return 0 if all(finding.confirmed for _, finding in found) else CHECK_FAILED


def _jobs(options: argparse.Namespace) -> int:
    print("\n".join(job for job in jobs(options.without) if _is_in(job, options.jobs_in)))
    return 0


if __name__ == "__main__":
    mpl.use("Agg")  # compute nodes have no display
    sys.exit(main())
