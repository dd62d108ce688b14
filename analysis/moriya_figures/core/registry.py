"""Where the packages of the models enter their figures and statements.

A function belongs to the model that its package is named after, ``bdg_rkky`` to ``bdg-rkky``. Whoever adds a figure writes
the function and its decorator, nothing else: the list of jobs of ``make paper`` follows from what is registered.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

import xarray as xr
from matplotlib.axes import Axes

from .results import axes_of, model_of


@dataclass(frozen=True)
class Figure:
    """A figure and the results it is for."""

    name: str
    model: str
    job: str
    axes: tuple[frozenset[str], ...]
    draw: Callable[..., Axes]
    # Variables and dimensions that it shows.
    shows: frozenset[str] = frozenset()
    # Whether it is drawn of a result of its kind only if somebody asks for it by name.
    on_request: bool = False

    def fits(self, data: xr.Dataset) -> bool:
        """Whether a result has what the figure shows, over the axes that it needs and no others."""
        known = {str(name) for name in [*data.variables, *data.dims]}
        return model_of(data) == self.model and frozenset(axes_of(data)) in self.axes and self.shows <= known

    @property
    def needs(self) -> str:
        """What results it is for, in words."""
        what = f" with {', '.join(sorted(self.shows))}" if self.shows else ""
        over = " or ".join(" × ".join(sorted(axes)) or "a single point" for axes in self.axes)
        return f"model {self.model} over {over}{what}"


@dataclass(frozen=True)
class Finding:
    """What the results say about a statement."""

    found: str
    wanted: str
    confirmed: bool


@dataclass(frozen=True)
class Statement:
    """A sentence of a paper and the function that puts it to the test."""

    model: str
    where: str
    text: str
    jobs: tuple[str, ...]
    test: Callable[..., Finding]
    # What the criterion shows of the statement where it is met.
    verdict: str = "confirmed"


@dataclass
class Presentation:
    """How results of a model are shown where no figure of its own is asked for."""

    leading: tuple[str, ...] = ()
    symbols: dict[str, str] = field(default_factory=dict)
    # Where the long name of a parameter is too long for an axis.
    words: dict[str, str] = field(default_factory=dict)
    doubt: Callable[[xr.Dataset], xr.DataArray] | None = None
    doubt_text: str = ""


FIGURES: dict[tuple[str, str], Figure] = {}
STATEMENTS: list[Statement] = []
_PRESENTATIONS: dict[str, Presentation] = {}


def figure(
    *, job: str, axes: str, shows: str = "", name: str | None = None, on_request: bool = False
) -> Callable[[Callable[..., Axes]], Callable[..., Axes]]:
    """Enter a function ``(dataset, axes) -> axes`` as a figure.

    ``job`` is the job in ``jobs/MODEL/``, or with a slash before it in ``jobs/``, that it is drawn from for ``make paper``;
    ``axes`` are the axes of the results that it can draw, as in ``"delta nu"``, with ``|`` between alternatives; ``shows`` are
    the variables and dimensions that these must have. A figure ``on_request`` is drawn of other results only by its name: many
    have its axes that are about something else.
    """

    def register(draw: Callable[..., Axes]) -> Callable[..., Axes]:
        model, title = _model(draw), name or draw.__name__
        alternatives = tuple(frozenset(words.split()) for words in axes.split("|"))
        path = job.removeprefix("/") if job.startswith("/") else f"{model}/{job}"
        FIGURES[model, title] = Figure(title, model, path, alternatives, draw, frozenset(shows.split()), on_request)
        return draw

    return register


VERDICTS = ("confirmed", "refuted", "depends")


def statement(
    where: str, text: str, *, job: str, verdict: str = "confirmed"
) -> Callable[[Callable[..., Finding]], Callable[..., Finding]]:
    """Enter a function of results as the test of a statement.

    ``job`` names the jobs in ``jobs/MODEL/``, with spaces between, whose results it takes, in this order. ``verdict`` is what
    results that meet the test's criterion say of the statement: it is confirmed, it is refuted, or it depends on what the
    paper's text omits.
    """
    if verdict not in VERDICTS:
        raise ValueError(f"a verdict is one of {', '.join(VERDICTS)}, not {verdict}")

    def register(test: Callable[..., Finding]) -> Callable[..., Finding]:
        model = _model(test)
        STATEMENTS.append(Statement(model, where, text, tuple(f"{model}/{one}" for one in job.split()), test, verdict))
        return test

    return register


def present(model: str, presentation: Presentation) -> None:
    """Enter how results of a model are shown."""
    _PRESENTATIONS[model] = presentation


def presentation_of(data: xr.Dataset) -> Presentation:
    """Return how results like this one are shown; for a model without a package, as the file has them."""
    return _PRESENTATIONS.get(model_of(data), Presentation())


def jobs(without: Collection[str] = ()) -> list[str]:
    """Return the jobs that figures and statements need, as in ``jobs/MODEL/NAME.yaml``, each once; some models left out."""
    needed = [one.job for one in FIGURES.values() if one.model not in without]
    needed += [job for one in STATEMENTS if one.model not in without for job in one.jobs]
    return sorted(set(needed))


def load_models() -> None:
    """Import every package of a model."""
    package = importlib.import_module(__package__.rpartition(".")[0])
    for module in pkgutil.iter_modules(package.__path__):
        if module.ispkg and module.name != "core":
            importlib.import_module(f"{package.__name__}.{module.name}")


def _model(function: Callable[..., object]) -> str:
    return function.__module__.split(".")[-2].replace("_", "-")
