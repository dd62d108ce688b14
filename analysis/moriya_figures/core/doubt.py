"""Points whose numbers exist but mean little, as the model's package tells them apart."""

import textwrap

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .registry import presentation_of


def doubtful(data: xr.Dataset) -> xr.DataArray:
    """Return, for each point of the grid, whether its numbers mean little."""
    tell = presentation_of(data).doubt
    return xr.zeros_like(data["status"], dtype=bool) if tell is None else tell(data)


def shade(axes: Axes, positions: np.ndarray, where: np.ndarray) -> None:
    """Grey the doubtful positions along x."""
    for left, right in zip(*_borders(positions), strict=True) if where.any() else ():
        if where[np.argmin(np.abs(positions - (left + right) / 2))]:
            axes.axvspan(left, right, color="0.88", linewidth=0, zorder=0)


def cross(axes: Axes, x: np.ndarray, y: np.ndarray, where: np.ndarray) -> None:
    """Cross out doubtful points: cells of a map, where ``where`` is over y, x, or points of a curve."""
    if where.ndim == 2:
        rows, columns = np.nonzero(where)
        x, y = x[columns], y[rows]
    else:
        x, y = x[where], y[where]
    if x.size:
        axes.plot(x, y, "x", color="black", markersize=4, markeredgewidth=0.8, zorder=5, label="_doubtful")


def remark(figure: Figure, data: xr.Dataset, where: xr.DataArray) -> None:
    """Say below the figure how many of the points it shows are doubtful, and why."""
    count = int(where.sum())
    if count:
        text = f"Grey or crossed, {count} of {where.size} points: {presentation_of(data).doubt_text}"
        figure.supxlabel("\n".join(textwrap.wrap(text, int(21 * figure.get_figwidth()))), fontsize="x-small")


def _borders(positions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Halfway to the neighbours."""
    ordered = np.sort(positions)
    if ordered.size == 1:
        return ordered - 0.25, ordered + 0.25
    middles = (ordered[1:] + ordered[:-1]) / 2
    first, last = 2 * ordered[0] - middles[0], 2 * ordered[-1] - middles[-1]
    return np.concatenate([[first], middles]), np.concatenate([middles, [last]])
