"""The command line behind ``moriya report`` and ``moriya export``; its exit codes are moriya's own."""

import argparse
import sys
from pathlib import Path

from .errors import MoriyaError
from .export import FORMATS, export
from .report import report

WRONG_USAGE, BAD_INPUT, INPUT_OUTPUT = 64, 65, 74


def main() -> int:
    """Run one command and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m moriya", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    page = commands.add_parser("report", help="write a page that shows a result")
    page.add_argument("file", type=Path, help="a merged result file, or its folder")
    page.add_argument("-o", "--output", type=Path, required=True, help="the page to write")
    page.add_argument("--source", help="what the page calls its source; default: the file")
    files = commands.add_parser("export", help="write couplings for a program that simulates classical spins")
    files.add_argument("file", type=Path, help="a merged result file, or its folder")
    files.add_argument("--to", required=True, choices=FORMATS, help="the program")
    files.add_argument("--hopping-meV", dest="hopping", type=float, required=True, metavar="T", help="the hopping t in meV")
    files.add_argument("--lattice-constant", type=float, default=1.0, metavar="A", help="a in ångström; default: 1")
    files.add_argument("--at", action="append", default=[], metavar="AXIS=VALUE", help="a value of an axis of the grid")
    files.add_argument("-o", "--output", type=Path, required=True, help="the folder for the files")
    options = parser.parse_args()
    try:
        if options.command == "report":
            print(report(options.file, options.output, source=options.source))
        else:
            _export(options)
    except MoriyaError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return INPUT_OUTPUT
    return 0


def _export(options: argparse.Namespace) -> None:
    at = {}
    for text in options.at:
        name, sign, value = text.partition("=")
        if not sign:
            raise MoriyaError(f'--at "{text}" is no AXIS=VALUE, such as mu=-3')
        at[name] = value
    lengths = {"hopping_mev": options.hopping, "lattice_constant": options.lattice_constant}
    for file in export(options.file, options.to, options.output, at=at, **lengths):
        print(file)


if __name__ == "__main__":
    sys.exit(main())
