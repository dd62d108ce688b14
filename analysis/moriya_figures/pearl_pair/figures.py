"""Figures of Lu, Tokatly and Bergeret, Phys. Rev. B 108, L180506, on two impurities."""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import BLUE, ORANGE, tick

LOOKS = (("J_parallel", r"$J_\parallel$", ORANGE, "o"), ("J_perpendicular", r"$J_\perp$", BLUE, "s"))


@figure(job="fig2a", axes="coupling distance")
def fig2a(result: Result, axes: Axes | None = None) -> Axes:
    """Couplings against the Pearl length at a fixed distance: exact, and by Eq. 10."""
    data, axes = open_result(result), axes or plt.gca()
    length = 1 / data.distance
    for name, label, colour, marker in LOOKS:
        # In Γ²/(2πe²Dr²), the unit that does not change with r₀.
        values = data[name] * data.distance**2
        look = {"color": colour, "markersize": 3.5, "markevery": 5, "markerfacecolor": "none"}
        axes.plot(length, values.sel(coupling="exact"), marker, label=f"{label}, exact", **look)
        axes.plot(length, values.sel(coupling="approximate"), color=colour, label=f"{label}, Eq. (10)", linewidth=1)
    axes.set(
        xscale="log",
        xlabel="Pearl length over distance $r_0/r$",
        ylabel=r"coupling  ($\Gamma^2/2\pi e^2 D r^2$)",
    )
    axes.legend()
    return axes


def energy(data: xr.Dataset, points: int = 181) -> tuple[np.ndarray, np.ndarray]:
    """Return angles of a moment from the line, and F over those of both (rows: the second), from the file's couplings."""
    angles = np.linspace(-np.pi, np.pi, points)
    sines, cosines = np.outer(np.sin(angles), np.sin(angles)), np.outer(np.cos(angles), np.cos(angles))
    return angles, float(data.J_perpendicular) * sines - float(data.J_parallel) * cosines


def _energy_map(data: xr.Dataset, axes: Axes) -> Axes:
    angles, values = energy(data)
    limit = float(np.abs(values).max())
    mesh = axes.pcolormesh(angles, angles, values, cmap="PuOr", vmin=-limit, vmax=limit, shading="nearest", rasterized=True)
    lowest = np.argwhere(values < values.min() + 1e-9 * limit)
    inner = [(row, column) for row, column in lowest if 0 < row < angles.size - 1 and 0 < column < angles.size - 1]
    axes.plot(
        angles[[column for _, column in inner]], angles[[row for row, _ in inner]], "k.", markersize=5, label="ground states"
    )
    ticks = [-np.pi, -np.pi / 2, 0, np.pi / 2, np.pi]
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_ticks(ticks, ["-π", "-π/2", "0", "π/2", "π"])
    axes.set(xlabel=r"first moment $\theta_1$", ylabel=r"second moment $\theta_2$", box_aspect=1)
    axes.spines[:].set_visible(True)
    axes.figure.colorbar(mesh, ax=axes, label=r"energy $F$  ($\Gamma^2/2\pi e^2 D r_0^2$)")
    return axes


@figure(job="fig2b", axes="coupling", name="fig2b-with-field")
def fig2b_with(result: Result, axes: Axes | None = None) -> Axes:
    """Energy over the directions of the moments from the line between them: parallel, along the line."""
    return _energy_map(open_result(result).sel(coupling="exact"), axes or plt.gca())


@figure(job="fig2b", axes="coupling", name="fig2b-without-field")
def fig2b_without(result: Result, axes: Axes | None = None) -> Axes:
    """As before without the magnetic field: every θ_1 = -θ_2 is a ground state."""
    return _energy_map(open_result(result).sel(coupling="unscreened"), axes or plt.gca())


@figure(job="fig3c", axes="temperature")
def fig3c(result: Result, axes: Axes | None = None) -> Axes:
    """Couplings against temperature, in units of J_⊥ at T = 0."""
    data, axes = open_result(result), axes or plt.gca()
    unit = float(data.J_perpendicular.sel(temperature=0))
    for name, label, colour, _ in LOOKS:
        axes.plot(data.temperature, data[name] / unit, color=colour, label=label)
    tick(axes.xaxis, data.temperature.values)
    axes.set(xlabel="temperature $T/T_c$", ylabel=r"coupling  ($J_\perp$ at $T = 0$)", ylim=(0, None))
    axes.legend()
    return axes
