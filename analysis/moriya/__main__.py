"""The command line behind ``moriya report``; its exit codes are moriya's own."""

import argparse
import sys
from pathlib import Path

from .errors import MoriyaError
from .report import report

WRONG_USAGE, BAD_INPUT, INPUT_OUTPUT = 64, 65, 74


def main() -> int:
    """Run one command and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m moriya", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    page = commands.add_parser("report", help="write a page that shows a result")
    page.add_argument("file", type=Path, help="a merged result file, or its folder")
    page.add_argument("-o", "--output", type=Path, required=True, help="the page to write")
    page.add_argument("--source", help="what the page calls its source; default: the file")
    options = parser.parse_args()
    try:
        print(report(options.file, options.output, source=options.source))
    except MoriyaError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return BAD_INPUT
    except OSError as error:
        print(f"moriya: {error}", file=sys.stderr)
        return INPUT_OUTPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
