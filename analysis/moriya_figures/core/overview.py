"""A plot of any observable of any job of any model: lines over one axis, families over two, maps over two long ones."""

import textwrap

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import Normalize, SymLogNorm
from matplotlib.figure import Figure

from .doubt import cross, doubtful, remark, shade
from .elements import Element, elements, noise_level
from .grid_axis import GridAxis, symbol, unit_text, value_text
from .results import FigureError, axes_of
from .style import COLOURS, COLUMN, GREY, LINES, MARKERS

# More curves than these cannot be told apart, nor more panels be read.
CURVES, PANELS = 7, 6


def overview(data: xr.Dataset, observable: str) -> Figure:
    """Draw an observable over at most two axes; the others stay at one member each, which the title names."""
    if not np.isfinite(data[observable].values).any():
        raise FigureError(f"{observable} has no number at any point")
    available = [GridAxis.of(data, name) for name in _axes(data, observable)]
    long = [axis for axis in available if axis.size > 1]
    shown = sorted(sorted(long, key=lambda axis: -axis.size)[:2], key=long.index)
    if not shown and available:
        shown = available[-1:]
    data, fixed = _fix(data, observable, [axis for axis in available if axis not in shown])
    found = elements(data, observable, [axis.name for axis in shown])
    if len(shown) == 2:
        figure = _family(data, observable, found, shown) if _short(shown) else _map(data, observable, found, shown)
    else:
        figure = _lines(data, observable, found, shown)
    if fixed:
        title = "\n".join(textwrap.wrap(f"at {', '.join(fixed)}", int(15 * figure.get_figwidth())))
        if figure.legends:
            # A title of the figure would lie over its legend.
            figure.legends[0].set_title(title)
        else:
            figure.suptitle(title, fontsize="medium")
    remark(figure, data, doubtful(data))
    return figure


def _axes(data: xr.Dataset, observable: str) -> list[str]:
    """The axes of the grid, and those of the observable's own that are numbers."""
    grid = axes_of(data)
    own = [str(name) for name in data[observable].dims if name not in grid]
    return [*grid, *(name for name in own if name in data.coords and data[name].dtype.kind in "iuf")]


def _fix(data: xr.Dataset, observable: str, others: list[GridAxis]) -> tuple[xr.Dataset, list[str]]:
    """Keep one member of each of the other axes: the first with a number."""
    fixed = []
    for axis in others:
        present = np.isfinite(data[observable]).any([name for name in data[observable].dims if name != axis.name])
        index = int(np.argmax(present.values))
        data = data.isel({axis.name: index}, drop=True)
        fixed.append(axis.texts[index])
    return data, fixed


def _short(shown: list[GridAxis]) -> bool:
    return min(axis.size for axis in shown) <= CURVES


def _lines(data: xr.Dataset, observable: str, found: list[Element], shown: list[GridAxis]) -> Figure:
    figure, axes = plt.subplots()
    axes.axhline(0, color=GREY, linewidth=0.6)
    if shown:
        (axis,) = shown
        order = np.argsort(axis.positions)
        kept = _largest_first(found)[:CURVES]
        for index, element in enumerate(one for one in found if any(one is other for other in kept)):
            line = "" if axis.size == 1 else LINES[index % len(LINES)]
            axes.plot(
                axis.positions[order],
                element.values.values[order],
                marker=MARKERS[index % len(MARKERS)] if axis.size <= 40 else None,
                linestyle=line,
                color=COLOURS[index % len(COLOURS)],
                label=element.label,
            )
        shade(axes, axis.positions, doubtful(data).values)
        axis.apply(axes.xaxis)
        names = f"{len(kept)} largest of {len(found)}" if len(kept) < len(found) else None
        if found and (len(found) > 1 or found[0].label != symbol(data, observable)):
            axes.legend(
                ncols=3 if max(len(one.label) for one in kept) < 12 else 2,
                loc="lower center",
                bbox_to_anchor=(0.5, 1),
                columnspacing=1.2,
                title=names,
            )
    else:
        # A single point: an element beside the other.
        kept = found[:CURVES]
        axes.plot(range(len(kept)), [float(one.values) for one in kept], "o", color=COLOURS[0])
        axes.set_xticks(range(len(kept)), [one.label for one in kept], rotation=20)
        axes.margins(x=0.2)
    _finish(axes, data, observable, found)
    return figure


def _family(data: xr.Dataset, observable: str, found: list[Element], shown: list[GridAxis]) -> Figure:
    # Words make curves rather than an axis; of two axes of numbers the longer is the one along x.
    across, along = sorted(shown, key=lambda axis: (axis.labels is None, axis.size))
    if across.size > CURVES:
        across, along = along, across
    figure, panels = _panels(found, square=False)
    order = np.argsort(along.positions)
    doubt = doubtful(data)
    colours = plt.get_cmap("viridis")(np.linspace(0, 0.88, across.size)) if across.labels is None else COLOURS
    for panel, element in zip(panels, found or [None], strict=False):
        panel.axhline(0, color=GREY, linewidth=0.6)
        values = element.values.transpose(across.name, along.name).values if element else ()
        for index, curve in enumerate(values):
            panel.plot(
                along.positions[order],
                curve[order],
                marker=MARKERS[index % len(MARKERS)] if along.size <= 40 else None,
                markersize=3,
                linestyle=LINES[index % len(LINES)],
                color=colours[index],
                label=across.texts[index],
            )
            if {across.name, along.name} <= set(doubt.dims):
                where = doubt.isel({across.name: index}).transpose(along.name).values
                cross(panel, along.positions, curve, where)
        along.apply(panel.xaxis)
        _finish(panel, data, observable, found, element)
    handles, labels = panels[0].get_legend_handles_labels()
    if handles:
        columns = max(1, int(figure.get_figwidth() * 12 / (max(map(len, labels)) + 4)))
        figure.legend(handles, labels, loc="outside upper center", ncols=min(columns, across.size))
    return figure


def _map(data: xr.Dataset, observable: str, found: list[Element], shown: list[GridAxis]) -> Figure:
    down, across = shown
    figure, panels = _panels(found, square=True)
    x, y = np.argsort(across.positions), np.argsort(down.positions)
    doubt = doubtful(data)
    for panel, element in zip(panels, found or [None], strict=False):
        if element:
            values = element.values.transpose(down.name, across.name).values[np.ix_(y, x)]
            norm = _norm(values)
            mesh = panel.pcolormesh(
                across.positions[x],
                down.positions[y],
                values,
                # Where both signs occur, white is zero.
                cmap="PuOr" if norm.vmin < 0 else "viridis",
                norm=norm,
                shading="nearest",
                rasterized=True,
            )
            bar = figure.colorbar(mesh, ax=panel, label=f"{element.label}{unit_text(data[observable])}")
            if isinstance(norm, SymLogNorm):
                bar.set_ticks(_decades(norm))
                bar.minorticks_off()
            else:
                bar.formatter.set_powerlimits((-2, 3))
                bar.formatter.set_useMathText(True)
            if {across.name, down.name} <= set(doubt.dims):
                where = doubt.transpose(down.name, across.name).values[np.ix_(y, x)]
                cross(panel, across.positions[x], down.positions[y], where)
        else:
            _say_noise(panel, data, observable)
            panel.set_xlim(across.positions[x[0]], across.positions[x[-1]])
            panel.set_ylim(down.positions[y[0]], down.positions[y[-1]])
        panel.spines[:].set_visible(True)
        across.apply(panel.xaxis)
        down.apply(panel.yaxis)
    return figure


def _norm(values: np.ndarray) -> Normalize:
    """Colours for a map: logarithmic three decades down where most of it would else be one colour."""
    finite = np.abs(values[np.isfinite(values)])
    limit, least = float(finite.max()), float(np.nanmin(values))
    if limit > 30 * float(np.median(finite)):
        return SymLogNorm(limit / 1000, vmin=-limit if least < 0 else 0, vmax=limit)
    return Normalize(-limit if least < 0 else 0, limit)


def _decades(norm: SymLogNorm) -> list[float]:
    """Zero and the two highest decades either way: more would not fit."""
    top = np.floor(np.log10(norm.vmax))
    above = [float(10 ** (top - 1)), float(10**top)]
    return [*([-one for one in reversed(above)] if norm.vmin < 0 else []), 0.0, *above]


def _panels(found: list[Element], *, square: bool) -> tuple[Figure, list[Axes]]:
    count = min(max(1, len(found)), PANELS)
    columns = 1 if count == 1 else 2 if count <= 4 else 3
    rows = -(-count // columns)
    figure, grid = plt.subplots(rows, columns, squeeze=False, figsize=(COLUMN * columns, (2.7 if square else 2.5) * rows))
    panels = list(grid.flat)
    for panel in panels[count:]:
        panel.remove()
    return figure, panels[:count]


def _finish(axes: Axes, data: xr.Dataset, observable: str, found: list[Element], element: Element | None = None) -> None:
    label = element.label if element else symbol(data, observable)
    axes.set_ylabel(label + unit_text(data[observable]))
    axes.ticklabel_format(axis="y", style="sci", scilimits=(-2, 3), useMathText=True)
    if not found:
        _say_noise(axes, data, observable)


def _say_noise(axes: Axes, data: xr.Dataset, observable: str) -> None:
    level = noise_level(data, observable)
    text = f"zero within rounding\n(below {value_text(float(f'{level:.0e}'))})" if level else "zero"
    axes.text(0.5, 0.6, text, ha="center", transform=axes.transAxes)


def _largest_first(found: list[Element]) -> list[Element]:
    return sorted(found, key=lambda one: -float(np.nanmax(np.abs(one.values.values))))
