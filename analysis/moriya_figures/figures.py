"""One function per figure: each takes a result (a dataset or a path) and, if you like, the axes to draw on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, MultipleLocator

from .results import component, open_result, relative_change

Result = xr.Dataset | str | Path

COLUMN = 3.4  # inches: the width of a column in Physical Review

# Okabe and Ito's colours, which colour-blind readers can tell apart; markers and dashes differ as well.
COLOURS = BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
GREY = "#999999"


class FigureError(Exception):
    """A result file does not hold what a figure shows."""


def style() -> AbstractContextManager[None]:
    """Return the context in which figures are legible at column width."""
    return mpl.rc_context(
        {
            "figure.figsize": (COLUMN, 2.5),
            "figure.constrained_layout.use": True,
            "font.size": 8,
            "axes.linewidth": 0.6,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "legend.frameon": False,
            "legend.handlelength": 1.8,
            "lines.linewidth": 1.2,
            "lines.markersize": 4,
            "savefig.dpi": 300,
            "svg.hashsalt": "moriya",  # equal data give equal files
        }
    )


def fig1b(result: Result, axes: Axes | None = None) -> Axes:
    """D_z over the singlet and the triplet gap."""
    data, axes = open_result(result), axes or plt.gca()
    d_z = 1e3 * component(data, "D", "z").transpose("gap_p", "gap_s")
    limit = float(np.abs(d_z).max())
    one_sign = float(d_z.min()) > -1e-6 * limit
    mesh = axes.pcolormesh(
        data.gap_s,
        data.gap_p,
        d_z,
        cmap="viridis" if one_sign else "PuOr",
        vmin=0 if one_sign else -limit,
        vmax=limit,
        rasterized=True,
    )
    axes.set(xlabel=r"singlet gap $\Delta_s\,/\,t$", ylabel=r"triplet gap $\Delta_p\,/\,t$", box_aspect=1)
    axes.spines[:].set_visible(True)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    axes.figure.colorbar(mesh, ax=axes, label=r"$D_z$  ($10^{-3}\,t$)", ticks=MaxNLocator(5, integer=True))
    return axes


def fig1c(result: Result, axes: Axes | None = None) -> Axes:
    """D_z against the distance; the inset shows the tail."""
    data, axes = open_result(result), axes or plt.gca()
    d_z = 1e3 * component(data, "D", "z")
    tail = d_z.sel(delta=d_z.delta >= 3)
    panels = [(axes, d_z)]
    if tail.size > 1:
        panels.append((axes.inset_axes((0.4, 0.4, 0.6, 0.58)), tail))
    for panel, values in panels:
        panel.axhline(0, color=GREY, linewidth=0.6)
        panel.plot(values.delta, values, "o-", color=BLUE, markersize=3)
        panel.xaxis.set_major_locator(MultipleLocator(5))
    panels[-1][0].tick_params(labelsize="small")
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"$D_z$  ($10^{-3}\,t$)")
    return axes


def fig2(result: Result, axes: Axes | None = None) -> Axes:
    """Magnitudes of J and D against the distance. J_y = J_x and D_x = D_y = 0 in this system."""
    data, axes = open_result(result), axes or plt.gca()
    for observable, axis, label, line in [
        ("J", "x", r"$|J_x| = |J_y|$", {"color": GREEN, "marker": "s", "linestyle": ":"}),
        ("J", "z", r"$|J_z|$", {"color": BLUE, "marker": "^", "linestyle": "--"}),
        ("D", "z", r"$|D_z|$", {"color": ORANGE, "marker": "o", "linestyle": "-"}),
    ]:
        axes.semilogy(data.delta, np.abs(component(data, observable, axis)), label=label, **line)
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"magnitude  ($t$)")
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1), columnspacing=1.5)
    return axes


def fig3a(result: Result, axes: Axes | None = None) -> Axes:
    """Relative change of D_z by a phase winding, against the distance."""
    data, axes = open_result(result), axes or plt.gca()
    if 0 not in data.nu.values:
        raise FigureError("the change of D_z is relative to ν = 0, which is not among the values of nu")
    change = 100 * relative_change(data)
    axes.axhline(0, color=GREY, linewidth=0.6)
    # ν and -ν coincide: crosses in rings show both.
    ring = {"marker": "o", "markersize": 6, "markerfacecolor": "none"}
    cross = {"marker": "x", "linestyle": "none"}
    for index, nu in enumerate(sorted(change.nu.values, reverse=True)):
        line = (ring if nu > 0 else cross) | {"color": COLOURS[index % len(COLOURS)]}
        axes.plot(change.delta, change.sel(nu=nu), label=rf"$\nu = {nu:+g}$", **line)
    axes.xaxis.set_major_locator(MultipleLocator(1))
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"$D_z(\nu)\,/\,D_z(0) - 1$  (%)")
    axes.legend()
    return axes


def fig3b(result: Result, axes: Axes | None = None) -> Axes:
    """D_z against the chemical potential, one curve for each distance."""
    data, axes = open_result(result), axes or plt.gca()
    d_z = 1e3 * component(data, "D", "z")
    axes.axhline(0, color=GREY, linewidth=0.6)
    # Distances have an order, so the colours do too, dark to bright; the brightest yellow would be lost on white.
    colours = plt.get_cmap("viridis")(np.linspace(0, 0.88, data.delta.size))
    labels = [rf"$\delta\,/\,a = {data.delta.values[0]}$", *map(str, data.delta.values[1:])]
    for colour, delta, label in zip(colours, data.delta.values, labels, strict=True):
        axes.plot(data.mu, d_z.sel(delta=delta), color=colour, linewidth=1, label=label)
    axes.set(xlabel=r"chemical potential $\mu\,/\,t$", ylabel=r"$D_z$  ($10^{-3}\,t$)")
    axes.legend(ncols=5, loc="lower center", bbox_to_anchor=(0.45, 1), columnspacing=1.2, handlelength=1.4)
    return axes


def rashba(result: Result, axes: Axes | None = None) -> Axes:
    """D_yx and -Q_yx of the magnetic Rashba gas: equal at small α (Freimuth, Blügel, Mokrousov, Fig. 2)."""
    data, axes = open_result(result), axes or plt.gca()
    d_yx, q_yx = (1e3 * data[name].sel(spin="y", direction="x") for name in ("D", "Q"))
    axes.plot(data.alpha, d_yx, "s-", color=BLUE, label=r"$D_{yx}$", markevery=2)
    axes.plot(data.alpha, -q_yx, "o--", color=ORANGE, label=r"$-Q_{yx}$", markevery=2)
    axes.set(xlabel=r"Rashba parameter $\alpha$  (eV Å)", ylabel=r"coefficient  (meV/Å)")
    axes.legend()
    return axes


@dataclass(frozen=True)
class Figure:
    """A figure and the results it is for."""

    draw: Callable[..., Axes]
    model: str
    axes: frozenset[str]

    def fits(self, data: xr.Dataset) -> bool:
        """Whether a result has the axes that the figure needs, and no others."""
        return data.attrs.get("model") == self.model and frozenset(data["status"].dims) == self.axes


FIGURES = {
    "fig1b": Figure(fig1b, "bdg-rkky", frozenset({"gap_s", "gap_p"})),
    "fig1c": Figure(fig1c, "bdg-rkky", frozenset({"delta"})),
    "fig2": Figure(fig2, "bdg-rkky", frozenset({"delta"})),
    "fig3a": Figure(fig3a, "bdg-rkky", frozenset({"nu", "delta"})),
    "fig3b": Figure(fig3b, "bdg-rkky", frozenset({"mu", "delta"})),
    "rashba-dmi": Figure(rashba, "rashba-dmi", frozenset({"alpha"})),
}


def draw(result: Result, folder: str | Path, names: list[str] | None = None) -> list[Path]:
    """Write the figures of these names, or all that fit the result, as PNG and SVG; return the files."""
    data = open_result(result)
    source = "the dataset" if isinstance(result, xr.Dataset) else result
    fitting = [name for name, figure in FIGURES.items() if figure.fits(data)]
    for name in names or fitting:
        if name not in fitting:
            raise FigureError(f"{name} needs {_needs(name)}, but {source} has {_has(data)}")
    if not fitting:
        known = "; ".join(f"{name}: {_needs(name)}" for name in FIGURES)
        raise FigureError(f"no figure is for {source} with {_has(data)}. There are {known}")
    Path(folder).mkdir(parents=True, exist_ok=True)
    written = []
    for name in names or fitting:
        with style():
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
