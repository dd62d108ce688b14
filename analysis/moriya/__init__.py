"""Run moriya, and look at what it computed, from Python.

In a notebook::

    import moriya

    data = moriya.run({"lattice": {"size": [41, 41]}}, {"delta": range(1, 9), "mu": [-3, -2]})
    data.moriya.ratio("D", "J")          # |D| / |J|, over delta and mu
    data.moriya.canting_angle()          # degrees
    data.moriya.plot("D")

    data = moriya.open("results/fig1c")  # what the command line has computed

``data`` is an ``xarray.Dataset`` with named axes, units, and the fixed parameters as coordinates.
"""

from importlib.metadata import PackageNotFoundError, version

from .accessor import MoriyaAccessor
from .errors import MoriyaError, ProgramError, ProgramMissingError
from .export import export
from .jobs import Job, job
from .opening import open  # noqa: A004 (as in xarray.open_dataset: it stands behind the name of the package)
from .program import find_program
from .report import report
from .running import run

try:
    __version__ = version("moriya")
except PackageNotFoundError:
    __version__ = "unknown"

__all__ = [
    "Job",
    "MoriyaAccessor",
    "MoriyaError",
    "ProgramError",
    "ProgramMissingError",
    "export",
    "find_program",
    "job",
    "open",
    "report",
    "run",
]
