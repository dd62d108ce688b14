"""What experiments see: levels in the gap, local densities of states, canted ground states."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import SymLogNorm

from ..core.registry import figure
from ..core.results import FigureError, Result, open_result
from ..core.style import COLOURS, GREY, MARKERS, tick


@figure(job="/experiment/levels", axes="exchange", shows="in_gap_energy parity")
def levels(result: Result, axes: Axes | None = None) -> Axes:
    """Levels in the gap and their mirror images against the exchange; filled where the parity is that of the host."""
    data, axes = open_result(result), axes or plt.gca()
    axes.axhline(0, color=GREY, linewidth=0.6)
    for index, texture in enumerate(data.texture.values):
        found = data.in_gap_energy.sel(texture=texture)
        even = (data.parity.sel(texture=texture) > 0).values
        look = {
            "color": COLOURS[index % len(COLOURS)],
            "marker": MARKERS[index % len(MARKERS)],
            "linestyle": "none",
            "markersize": 2.5,
        }
        for level in range(data.sizes["level"]):
            energy = found.isel(level=level).values
            for sign in (1, -1):
                name = str(texture) if level == 0 and sign == 1 else None
                axes.plot(data.exchange.values[even], sign * energy[even], label=name, **look)
                axes.plot(data.exchange.values[~even], sign * energy[~even], markerfacecolor="white", **look)
    tick(axes.xaxis, data.exchange.values)
    axes.set(xlabel=r"exchange $\mathcal{J}\,/\,t$", ylabel=r"energy $E\,/\,t$")
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1))
    return axes


@figure(job="/experiment/spectrum", axes="delta", shows="ldos site")
def spectrum(result: Result, axes: Axes | None = None) -> Axes:
    """The density of states at the first site of the list, over the distance of the impurities and the energy."""
    data, axes = open_result(result), axes or plt.gca()
    density = data.ldos.isel(texture=0, site=0).sum("spin", skipna=False).transpose("energy", "delta")
    mesh = axes.pcolormesh(data.delta, data.energy, density, cmap="viridis", vmin=0, shading="nearest", rasterized=True)
    axes.spines[:].set_visible(True)
    tick(axes.xaxis, data.delta.values)
    tick(axes.yaxis, data.energy.values, 5)
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"energy $E\,/\,t$")
    axes.figure.colorbar(mesh, ax=axes, label=r"density of states $\rho$  ($1/t$)")
    return axes


@figure(job="/experiment/map", axes="delta| ", shows="ldos x y")
def ldos_map(result: Result, axes: Axes | None = None) -> Axes:
    """What the impurities change of the density of states in the plane, at the energy where that is most."""
    return _plane(open_result(result), axes or plt.gca(), lambda density: density.sum("spin"), r"change $\delta\rho$")


@figure(job="/experiment/map", axes="delta| ", shows="ldos x y")
def spin_map(result: Result, axes: Axes | None = None) -> Axes:
    """The same of spin up minus spin down along the axis of the tip."""
    return _plane(
        open_result(result),
        axes or plt.gca(),
        lambda density: density.sel(spin="up") - density.sel(spin="down"),
        r"$\rho_\uparrow - \rho_\downarrow$",
    )


@figure(job="/experiment/canting", axes="mu delta", shows="canting_angle")
def canting(result: Result, axes: Axes | None = None) -> Axes:
    """The angle between two spins in their ground state against the distance, one curve for each chemical potential."""
    data, axes = open_result(result), axes or plt.gca()
    for height in (0, 90, 180):
        axes.axhline(height, color=GREY, linewidth=0.6)
    for index, mu in enumerate(data.mu.values):
        axes.plot(
            data.delta,
            data.canting_angle.sel(mu=mu),
            color=COLOURS[index % len(COLOURS)],
            marker=MARKERS[index % len(MARKERS)],
            linestyle=":",
            label=rf"$\mu = {mu:g}\,t$",
        )
    tick(axes.xaxis, data.delta.values)
    axes.set(xlabel=r"distance $\delta\,/\,a$", ylabel=r"angle $\theta$  (degrees)", yticks=[0, 45, 90, 135, 180])
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1), columnspacing=1.2)
    return axes


def _plane(data: xr.Dataset, axes: Axes, of: Callable[[xr.DataArray], xr.DataArray], label: str) -> Axes:
    """A map of the first texture at the first point, at the energy where the density changes most."""
    first = {name: 0 for name in data.ldos.dims if name not in ("energy", "x", "y", "spin")}
    density = data.ldos.isel(first)
    strongest = np.abs(density.sum("spin", skipna=False)).max(["x", "y"])
    if not np.isfinite(strongest).any():
        raise FigureError("there is no density at the first point")
    energy = data.energy.values[int(np.nanargmax(strongest.values))]
    values = of(density.sel(energy=energy)).transpose("y", "x").values
    limit = float(np.abs(values).max())
    # Linear to a thirtieth of the largest, so that the states are seen beyond the impurities' own sites.
    norm = SymLogNorm(limit / 30, vmin=-limit, vmax=limit)
    mesh = axes.pcolormesh(data.x, data.y, values, cmap="PuOr", norm=norm, shading="nearest", rasterized=True)
    axes.spines[:].set_visible(True)
    tick(axes.xaxis, data.x.values, 5)
    tick(axes.yaxis, data.y.values, 5)
    axes.set(xlabel=r"$x\,/\,a$", ylabel=r"$y\,/\,a$", box_aspect=len(data.y) / len(data.x))
    axes.set_title(rf"$E = {energy:.3g}\,t$")
    bar = axes.figure.colorbar(mesh, ax=axes, label=rf"{label}  ($1/t$)")
    decade = float(10 ** np.floor(np.log10(limit)))
    bar.set_ticks([-decade, 0.0, decade])
    bar.minorticks_off()
    return axes
