"""Figures of Cahaya, Leon and Fauzi: the magnetisation around a nucleus."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import SymLogNorm

from ..core.registry import figure
from ..core.results import Result, open_result

EVERY = 5


def _map(result: Result, axes: Axes | None) -> Axes:
    """Draw M_z in colours and the components in the plane as arrows, whose lengths go with the square root of their size."""
    data, axes = open_result(result), axes or plt.gca()
    m = data.magnetisation.transpose("component", "y", "x")
    z = m.sel(component="z").values
    limit = float(np.abs(z).max())
    norm = SymLogNorm(linthresh=max(limit * 1e-3, 1e-12), vmin=-limit, vmax=limit)
    mesh = axes.pcolormesh(data.x, data.y, z, norm=norm, cmap="PuOr_r", shading="nearest", rasterized=True)
    part = slice(EVERY // 2, None, EVERY)
    u, v = (m.sel(component=one).values[part, part] for one in "xy")
    size = np.hypot(u, v)
    scale = np.where(size > 0, 1 / np.sqrt(np.maximum(size, 1e-300)), 0)
    axes.quiver(data.x[part], data.y[part], u * scale, v * scale, pivot="mid", width=0.006)
    axes.set(xlabel="position $k_F x$", ylabel="position $k_F y$", aspect="equal")
    axes.spines[:].set_visible(True)
    bar = axes.figure.colorbar(mesh, ax=axes, label=r"$M_z$  ($e\hbar k_F^3/m_e$)")
    if limit > 0:
        decades = 10.0 ** (np.floor(np.log10(limit)) - np.arange(2))
        bar.set_ticks([*-decades, 0, *decades[::-1]], labels=[_power(one) for one in [*-decades, 0, *decades[::-1]]])
    return axes


def _power(value: float) -> str:
    return "0" if value == 0 else f"${'-' if value < 0 else ''}10^{{{round(np.log10(abs(value)))}}}$"


@figure(job="fig2", axes="", name="fig2-corrected")
def fig2(result: Result, axes: Axes | None = None) -> Axes:
    """A local field along z, an accumulation along y."""
    return _map(result, axes)


@figure(job="fig2-printed", axes="", name="fig2-printed")
def fig2_printed(result: Result, axes: Axes | None = None) -> Axes:
    """As before by the printed formulas: twice the uniform part, and the part along x reversed."""
    return _map(result, axes)


@figure(job="fig3b", axes="")
def fig3b(result: Result, axes: Axes | None = None) -> Axes:
    """The dipole field of a moment along x, an accumulation along y."""
    return _map(result, axes)
