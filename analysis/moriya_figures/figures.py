"""The figures that result files can be drawn as: each model's own, and an overview of any other file.

A model's package has a module ``figures`` whose functions are registered by ``@figure``; each takes a result (a
dataset or a path) and, if you like, the axes to draw on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import matplotlib.pyplot as plt
import xarray as xr
from matplotlib.axes import Axes

from .overview import overview
from .results import open_result
from .style import style

Result = xr.Dataset | str | Path

OVERVIEW = "overview"


class FigureError(Exception):
    """A result file does not hold what a figure shows."""


@dataclass(frozen=True)
class Figure:
    """A figure and the results it is for; its name is that of its job."""

    draw: Callable[..., Axes]
    model: str
    axes: frozenset[str]

    def fits(self, data: xr.Dataset) -> bool:
        """Whether a result has the axes that the figure needs, and no others."""
        return data.attrs.get("model") == self.model and frozenset(data["status"].dims) == self.axes


FIGURES: dict[str, Figure] = {}


def figure(name: str, model: str, over: set[str]) -> Callable[[Callable[..., Axes]], Callable[..., Axes]]:
    """Register a function as the figure of this name, for results of this model over just these axes."""

    def register(function: Callable[..., Axes]) -> Callable[..., Axes]:
        FIGURES[name] = Figure(function, model, frozenset(over))
        return function

    return register


def draw(result: Result, folder: str | Path, names: list[str] | None = None) -> list[Path]:
    """Write the figures of these names, or all that fit the result, as PNG and SVG; return the files."""
    data = open_result(result)
    source = "the dataset" if isinstance(result, xr.Dataset) else result
    fitting = [name for name, figure in FIGURES.items() if figure.fits(data)]
    for name in names or []:
        if name != OVERVIEW and name not in fitting:
            raise FigureError(f"{name} needs {_needs(name)}, but {source} has {_has(data)}")
    if not data["status"].size or not bool((data["status"] == 1).any()):
        raise FigureError(f"{source} has no point with a result")
    Path(folder).mkdir(parents=True, exist_ok=True)
    written = []
    # What no figure was made for is still worth a look.
    for name in names or fitting or [OVERVIEW]:
        with style():
            if name == OVERVIEW:
                figure = overview(data)
            else:
                figure, axes = plt.subplots()
                FIGURES[name].draw(data, axes)
            for suffix, metadata in [("png", None), ("svg", {"Date": None})]:
                written.append(Path(folder) / f"{name}.{suffix}")
                figure.savefig(written[-1], metadata=metadata)
            plt.close(figure)
    return written


def _needs(name: str) -> str:
    return f"model {FIGURES[name].model} over {' × '.join(sorted(FIGURES[name].axes))}"


def _has(data: xr.Dataset) -> str:
    return f"model {data.attrs.get('model')} over {' × '.join(map(str, data['status'].dims)) or 'a single point'}"
