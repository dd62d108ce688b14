"""The command line behind ``moriya plot`` and ``make paper``; its exit codes are moriya's own."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

import matplotlib as mpl

from . import FIGURES, STATEMENTS, FigureError, draw, findings, table
from .figures import OVERVIEW

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
        "--figure", action="append", choices=[*FIGURES, OVERVIEW], help="this one; default: all that fit the file"
    )
    plot.set_defaults(run=_plot)
    jobs = commands.add_parser("jobs", help="print the names of the jobs whose results the figures and statements need")
    jobs.set_defaults(run=_jobs)
    check = commands.add_parser("statements", help="print the table of the paper's statements")
    check.add_argument("folder", type=Path, help="where NAME/result.h5 of the jobs are")
    check.set_defaults(run=_statements)
    paper = commands.add_parser("paper", help="draw every figure of the paper and print the table")
    paper.add_argument("folder", type=Path, help="where NAME/result.h5 of the jobs are")
    paper.add_argument("-o", "--output", type=Path, required=True, help="the folder for the pictures")
    paper.set_defaults(run=_paper)
    options = parser.parse_args()
    try:
        return options.run(options)
    except FigureError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return INPUT_OUTPUT


def _plot(options: argparse.Namespace) -> int:
    for path in draw(options.file, options.output or options.file.parent, options.figure):
        print(path)
    return 0


def _jobs(_: argparse.Namespace) -> int:
    needed = [*FIGURES, *(job for statement in STATEMENTS for job in statement.jobs)]
    print("\n".join(dict.fromkeys(needed)))
    return 0


def _paper(options: argparse.Namespace) -> int:
    for name in FIGURES:
        for path in draw(options.folder / name / "result.h5", options.output, [name]):
            print(path)
    print()
    return _statements(options)


def _statements(options: argparse.Namespace) -> int:
    found = findings(options.folder)
    print(table(found))
    return 0 if all(finding.confirmed for _, finding in found) else CHECK_FAILED


if __name__ == "__main__":
    mpl.use("Agg")  # compute nodes have no display
    sys.exit(main())
