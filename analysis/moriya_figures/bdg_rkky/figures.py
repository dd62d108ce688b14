"""The figures of arXiv:2407.07144."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, MultipleLocator

from ..figures import FigureError, Result, figure
from ..results import component, open_result, relative_change
from ..style import BLUE, COLOURS, GREEN, GREY, ORANGE


@figure("fig1b", "bdg-rkky", {"gap_s", "gap_p"})
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


@figure("fig1c", "bdg-rkky", {"delta"})
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


@figure("fig2", "bdg-rkky", {"delta"})
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


@figure("fig3a", "bdg-rkky", {"nu", "delta"})
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


@figure("fig3b", "bdg-rkky", {"mu", "delta"})
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
