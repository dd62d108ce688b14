"""Figures as files."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.figure import Figure as Canvas

from .doubt import doubtful, remark
from .overview import overview
from .registry import FIGURES, Figure, presentation_of
from .results import FigureError, Result, axes_of, model_of, observables_of, open_result
from .style import style

# An observable with more numbers at a point is drawn only when asked for.
ELEMENTS = 12


class UnknownFigureError(FigureError):
    """There is neither a figure nor an observable of a name."""


def draw(result: Result, folder: str | Path, names: list[str] | None = None) -> list[Path]:
    """Write figures of a result as PNG and SVG; return the files.

    A name is that of a figure, or of an observable, which is drawn over the axes of the result whatever they are. Without
    names these are the figures that the result is for, or, where there is none, the model's leading observables.
    """
    data = open_result(result)
    source = "the dataset" if isinstance(result, xr.Dataset) else str(result)
    chosen = names or [one.name for one in fitting(data)] or leading(data)
    if not chosen:
        raise FigureError(f"{source} has no number at any point")
    for name in chosen:
        _require(name, data, source)
    Path(folder).mkdir(parents=True, exist_ok=True)
    written = []
    for name in chosen:
        with style():
            canvas = _canvas(name, data)
            for suffix, metadata in [("png", None), ("svg", {"Date": None})]:
                written.append(Path(folder) / f"{name}.{suffix}")
                canvas.savefig(written[-1], metadata=metadata)
            plt.close(canvas)
    return written


def fitting(data: xr.Dataset) -> list[Figure]:
    """Return the figures that a result is for, whatever it is about."""
    return [one for one in FIGURES.values() if one.fits(data) and not one.on_request]


def leading(data: xr.Dataset) -> list[str]:
    """Return the observables that say most of a result: those that the model's package names, else all that are short."""
    grid, known = set(axes_of(data)), observables_of(data)
    chosen = [name for name in presentation_of(data).leading if name in known]
    if not chosen:
        chosen = [name for name in known if _labelled(data, name, grid) <= ELEMENTS]
    return [name for name in chosen if np.isfinite(data[name].values).any()]


def _labelled(data: xr.Dataset, name: str, grid: set[str]) -> int:
    """How many elements an observable has at a point, not counting axes of numbers."""
    own = [str(one) for one in data[name].dims if one not in grid]
    return int(np.prod([data.sizes[one] for one in own if one not in data.coords or data[one].dtype.kind not in "iuf"]))


def _require(name: str, data: xr.Dataset, source: str) -> None:
    figure = FIGURES.get((model_of(data), name))
    if figure is not None and not figure.fits(data):
        raise FigureError(f"{name} needs {figure.needs}, but {source} has {_has(data)}")
    if figure is None and name not in observables_of(data):
        figures = [one.name for one in FIGURES.values() if one.model == model_of(data)]
        known = [*dict.fromkeys(figures), *observables_of(data)]
        elsewhere = [one.needs for one in FIGURES.values() if one.name == name]
        if elsewhere:
            raise FigureError(f"{name} needs {elsewhere[0]}, but {source} has {_has(data)}")
        raise UnknownFigureError(f'no figure or observable of {source} is named "{name}"; there are {", ".join(known)}')


def _canvas(name: str, data: xr.Dataset) -> Canvas:
    figure = FIGURES.get((model_of(data), name))
    if figure is None:
        return overview(data, name)
    canvas, axes = plt.subplots()
    figure.draw(data, axes)
    remark(canvas, data, doubtful(data))
    return canvas


def _has(data: xr.Dataset) -> str:
    return f"model {model_of(data)} over {' × '.join(axes_of(data)) or 'a single point'}"
