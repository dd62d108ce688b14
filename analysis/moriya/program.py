"""Where the program ``moriya`` is, and how it is called."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .errors import ProgramError, ProgramMissingError


def find_program() -> Path:
    """Return the program ``moriya``: that in the variable MORIYA, else that in PATH, else that built where this package lies.

    Raises:
        ProgramMissingError: there is none.
    """
    chosen = os.environ.get("MORIYA")
    if chosen:
        path = shutil.which(chosen)
        if path:
            return Path(path)
        raise ProgramMissingError(f"MORIYA={chosen} is no program")
    path = shutil.which("moriya")
    if path:
        return Path(path)
    built = Path(__file__).resolve().parents[2] / ".build" / "release" / "moriya"
    if built.exists():
        return built
    raise ProgramMissingError("the program moriya is not in PATH: build it (`make build`), and name it in the variable MORIYA")


def environment() -> dict[str, str]:
    """Return the environment for the program: as it is, but for what Open MPI wants where one is root, as in a container."""
    variables = dict(os.environ)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        variables |= {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    return variables


def call(arguments: Sequence[str | Path]) -> str:
    """Run the program to its end and return what it printed.

    Raises:
        ProgramError: it refused; the text is its own sentence.
    """
    done = subprocess.run([find_program(), *arguments], capture_output=True, text=True, env=environment(), check=False)
    if done.returncode:
        raise ProgramError(sentence(done.stderr), done.returncode)
    return done.stdout


def sentence(errors: str) -> str:
    """Return what the program complained of, without its name before it."""
    lines = [line.strip() for line in errors.strip().splitlines() if line.strip() and not line.startswith("{")]
    return "\n".join(line.removeprefix("moriya: ").removeprefix("Error: ") for line in lines) or "moriya failed without a word"
