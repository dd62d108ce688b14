"""The figures of arXiv:2407.07144: each takes a result (a dataset or a path) and, if you like, the axes to draw on."""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..core.doubt import cross, doubtful, shade
from ..core.elements import Element, elements
from ..core.registry import figure
from ..core.results import FigureError, Result, component, open_result
from ..core.style import BLUE, COLOURS, GREEN, GREY, ORANGE, PURPLE, SKY, tick

# What an element is drawn with, by the name it is known by: shape, dashes and colour differ.
LOOKS = {
    "$J_{x}$": {"color": GREEN, "marker": "s", "linestyle": ":"},
    "$J_{y}$": {"color": PURPLE, "marker": "v", "linestyle": ":"},
    "$J_{z}$": {"color": BLUE, "marker": "^", "linestyle": "--"},
    "$D_{x}$": {"color": "black", "marker": "<", "linestyle": "-."},
    "$D_{y}$": {"color": SKY, "marker": ">", "linestyle": "-."},
    "$D_{z}$": {"color": ORANGE, "marker": "o", "linestyle": "-"},
}


def relative_change(data: xr.Dataset) -> xr.DataArray:
    """D_z(ν) / D_z(0) - 1 for every ν but 0: what a phase winding does to D_z."""
    d_z = component(data, "D", "z")
    return (d_z / d_z.sel(nu=0, drop=True) - 1).sel(nu=data.nu.values[data.nu.values != 0])


@figure(job="fig1b", axes="gap_s gap_p", shows="D")
def fig1b(result: Result, axes: Axes | None = None) -> Axes:
    """D over the singlet and the triplet gap."""
    data, axes = open_result(result), axes or plt.gca()
    d = _largest(data, ["gap_p", "gap_s"])
    values = 1e3 * d.values.transpose("gap_p", "gap_s")
    limit = float(np.abs(values).max())
    one_sign = float(values.min()) > -1e-6 * limit
    mesh = axes.pcolormesh(
        data.gap_s,
        data.gap_p,
        values,
        cmap="viridis" if one_sign else "PuOr",
        vmin=0 if one_sign else -limit,
        vmax=limit,
        shading="nearest",
        rasterized=True,
    )
    cross(axes, data.gap_s.values, data.gap_p.values, doubtful(data).transpose("gap_p", "gap_s").values)
    axes.set(xlabel=r"singlet gap $\Delta_s\,/\,t$", ylabel=r"triplet gap $\Delta_p\,/\,t$", box_aspect=1)
    axes.spines[:].set_visible(True)
    tick(axes.xaxis, data.gap_s.values, 5)
    tick(axes.yaxis, data.gap_p.values, 5)
    bar = axes.figure.colorbar(mesh, ax=axes, label=rf"{d.label}  ($10^{{-3}}\,t$)")
    tick(bar.ax.yaxis, np.array([mesh.norm.vmin, limit / 2, limit]), 5)
    return axes


@figure(job="fig1c", axes="delta", shows="D")
def fig1c(result: Result, axes: Axes | None = None) -> Axes:
    """D against the distance; the inset shows the tail."""
    data, axes = open_result(result), axes or plt.gca()
    found = elements(data, "D", ["delta"]) or [Element(("$D_{z}$",), component(data, "D", "z"))]
    panels = [(axes, data.delta >= data.delta.min())]
    if np.count_nonzero(data.delta >= 3) > 1:
        panels.append((axes.inset_axes((0.4, 0.4, 0.6, 0.58)), data.delta >= 3))
    for panel, part in panels:
        panel.axhline(0, color=GREY, linewidth=0.6)
        for element in found:
            look = LOOKS[element.names[0]] if len(found) > 1 else {"color": BLUE, "marker": "o"}
            values = 1e3 * element.values.sel(delta=part)
            panel.plot(values.delta, values, markersize=3, label=element.label, **look)
        shade(panel, data.delta.sel(delta=part).values, doubtful(data).sel(delta=part).values)
        tick(panel.xaxis, data.delta.sel(delta=part).values, 5)
    panels[-1][0].tick_params(labelsize="small")
    label = found[0].label if len(found) == 1 else r"$D$"
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=rf"{label}  ($10^{{-3}}\,t$)")
    if len(found) > 1:
        axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1), columnspacing=1.5)
    return axes


@figure(job="fig2", axes="delta", shows="J D")
def fig2(result: Result, axes: Axes | None = None) -> Axes:
    """Magnitudes of J and D against the distance: of those components that are no rounding noise."""
    data, axes = open_result(result), axes or plt.gca()
    found = elements(data, "J", ["delta"]) + elements(data, "D", ["delta"])
    if not found:
        raise FigureError("J and D are zero within rounding at every distance")
    for element in found:
        label = " = ".join(f"$|{name.strip('-$')}|$" for name in element.names)
        axes.semilogy(data.delta, np.abs(element.values), label=label, **LOOKS[element.names[0]])
    shade(axes, data.delta.values, doubtful(data).values)
    tick(axes.xaxis, data.delta.values, 5)
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"magnitude  ($t$)")
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1), columnspacing=1.5)
    return axes


@figure(job="fig3a", axes="nu delta", shows="D")
def fig3a(result: Result, axes: Axes | None = None) -> Axes:
    """Relative change of D_z by a phase winding, against the distance."""
    data, axes = open_result(result), axes or plt.gca()
    if 0 not in data.nu.values:
        raise FigureError("the change of D_z is relative to ν = 0, which is not among the values of nu")
    if not any("$D_{z}$" in one.names for one in elements(data, "D", ["nu", "delta"])):
        raise FigureError("D_z is zero within rounding: it has no relative change")
    change = 100 * relative_change(data)
    if change.nu.size == 0:
        raise FigureError("the change of D_z is that from ν = 0 to others, of which there is none")
    axes.axhline(0, color=GREY, linewidth=0.6)
    # ν and -ν coincide: crosses in rings show both.
    ring = {"marker": "o", "markersize": 6, "markerfacecolor": "none"}
    cross = {"marker": "x", "linestyle": "none"}
    for index, nu in enumerate(sorted(change.nu.values, reverse=True)):
        line = (ring if nu > 0 else cross) | {"color": COLOURS[index % len(COLOURS)]}
        axes.plot(change.delta, change.sel(nu=nu), label=rf"$\nu = {nu:+g}$", **line)
    shade(axes, data.delta.values, doubtful(data).any("nu").values)
    tick(axes.xaxis, data.delta.values, 10)
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"$D_z(\nu)\,/\,D_z(0) - 1$  (%)")
    axes.legend()
    return axes


@figure(job="fig3b", axes="mu delta", shows="D")
def fig3b(result: Result, axes: Axes | None = None) -> Axes:
    """D against the chemical potential, one curve for each distance."""
    data, axes = open_result(result), axes or plt.gca()
    d = _largest(data, ["mu", "delta"])
    axes.axhline(0, color=GREY, linewidth=0.6)
    # Distances have an order, so the colours do too, dark to bright; the brightest yellow would be lost on white.
    colours = plt.get_cmap("viridis")(np.linspace(0, 0.88, data.delta.size))
    labels = [rf"$\delta\,/\,a = {data.delta.values[0]}$", *map(str, data.delta.values[1:])]
    for colour, delta, label in zip(colours, data.delta.values, labels, strict=True):
        curve = 1e3 * d.values.sel(delta=delta)
        axes.plot(data.mu, curve, color=colour, linewidth=1, label=label)
        cross(axes, data.mu.values, curve.values, doubtful(data).sel(delta=delta).values)
    tick(axes.xaxis, data.mu.values)
    axes.set(xlabel=r"chemical potential $\mu\,/\,t$", ylabel=rf"{d.label}  ($10^{{-3}}\,t$)")
    axes.legend(ncols=5, loc="lower center", bbox_to_anchor=(0.45, 1), columnspacing=1.2, handlelength=1.4)
    return axes


def _largest(data: xr.Dataset, over: list[str]) -> Element:
    """The component of D that reaches furthest; D_z where all are noise."""
    found = elements(data, "D", over)
    if not found:
        return Element(("$D_{z}$ (rounding)",), component(data, "D", "z"))
    return max(found, key=lambda element: float(np.abs(element.values).max()))
