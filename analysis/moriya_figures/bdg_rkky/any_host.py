"""Hosts beyond the paper's: spin-orbit coupling beside pairing, the transition, maps of displacements, disorder, trimers."""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import FigureError, Result, open_result
from ..core.style import BLUE, COLOURS, GREY, LINES, MARKERS, ORANGE, tick


@figure(job="/any/rashba", axes="gap_s_gap_p rashba", shows="D")
def spin_orbit(result: Result, axes: Axes | None = None) -> Axes:
    """The length of D against the Rashba coupling, one curve for each pair of gaps."""
    data, axes = open_result(result), axes or plt.gca()
    length = np.sqrt((data.D**2).sum("component", skipna=False))
    for index in range(data.sizes["gap_s_gap_p"]):
        gap_s, gap_p = (float(data[name].values[index]) for name in ("gap_s", "gap_p"))
        axes.plot(
            data.rashba,
            1e3 * length.isel(gap_s_gap_p=index),
            color=COLOURS[index % len(COLOURS)],
            marker=MARKERS[index % len(MARKERS)],
            linestyle=LINES[index % len(LINES)],
            label=rf"$\Delta_s = {gap_s:g}\,t$, $\Delta_p = {gap_p:g}\,t$",
        )
    tick(axes.xaxis, data.rashba.values)
    axes.set(xlabel=r"Rashba coupling $\lambda\,/\,t$", ylabel=r"$|D|$  ($10^{-3}\,t$)", ylim=(0, None))
    axes.legend()
    return axes


@figure(job="/any/temperature", axes="temperature", shows="D J")
def transition(result: Result, axes: Axes | None = None) -> Axes:
    """D through the transition of the host into its normal state."""
    data, axes = open_result(result), axes or plt.gca()
    axes.axhline(0, color=GREY, linewidth=0.6)
    for name, part, look in (
        ("$D_z$", data.D.sel(component="z"), {"color": ORANGE, "marker": "o", "linestyle": "-"}),
        ("$J_x$", data.J.sel(component="x"), {"color": BLUE, "marker": "s", "linestyle": "--"}),
    ):
        axes.plot(data.temperature, 1e3 * part, label=name, **look)
    critical = _fixed(data, "gap_temperature_tc")
    if critical is not None:
        axes.axvline(critical, color=GREY, linewidth=0.6, linestyle=":")
        axes.annotate(
            r"$T_c$",
            (critical, 0),
            xycoords=("data", "axes fraction"),
            ha="left",
            va="bottom",
            xytext=(2, 2),
            textcoords="offset points",
        )
    tick(axes.xaxis, data.temperature.values)
    axes.set(xlabel=r"temperature $k_B T\,/\,t$", ylabel=r"energy  ($10^{-3}\,t$)")
    axes.legend()
    return axes


@figure(job="/any/map", axes="displacement_x displacement_y", shows="D")
def displacements(result: Result, axes: Axes | None = None) -> Axes:
    """The length of D in colour over the displacement of the impurities, and its direction in the plane as arrows."""
    data, axes = open_result(result), axes or plt.gca()
    d = data.D.transpose("displacement_y", "displacement_x", "component")
    distance = np.hypot(data.displacement_y, data.displacement_x)
    # Weaker with the distance, whose power is taken out so that all of the plane shows.
    length = np.sqrt((d**2).sum("component", skipna=False)) * distance.transpose("displacement_y", "displacement_x") ** 2
    mesh = axes.pcolormesh(
        data.displacement_x, data.displacement_y, 1e3 * length, cmap="viridis", vmin=0, shading="nearest", rasterized=True
    )
    x, y = np.meshgrid(data.displacement_x, data.displacement_y)
    inside = np.hypot(*(d.sel(component=name).values for name in "xy"))
    with np.errstate(invalid="ignore", divide="ignore"):
        u, v = (np.where(inside > 0, d.sel(component=name).values / inside, np.nan) for name in "xy")
    step = (slice(None, None, 3), slice(None, None, 3))
    axes.quiver(x[step], y[step], u[step], v[step], color="white", pivot="mid", scale=18, width=0.006)
    axes.spines[:].set_visible(True)
    tick(axes.xaxis, data.displacement_x.values, 5)
    tick(axes.yaxis, data.displacement_y.values, 5)
    axes.set(xlabel=r"$\delta_x\,/\,a$", ylabel=r"$\delta_y\,/\,a$", aspect="equal")
    axes.figure.colorbar(mesh, ax=axes, label=r"$|D|\,\delta^2 / a^2$  ($10^{-3}\,t$)")
    return axes


@figure(job="/any/disorder", axes="disorder_seed", shows="D J")
def samples(result: Result, axes: Axes | None = None) -> Axes:
    """How J_z and D_z are distributed over samples of the disorder."""
    data, axes = open_result(result), axes or plt.gca()
    for name, part, colour in (("$J_z$", data.J, BLUE), ("$D_z$", data.D, ORANGE)):
        values = 1e3 * part.sel(component="z").values
        values = values[np.isfinite(values)]
        if values.size == 0:
            raise FigureError("there are no samples")
        mean, error = values.mean(), values.std(ddof=1) / np.sqrt(values.size) if values.size > 1 else 0.0
        axes.hist(values, bins=25, color=colour, alpha=0.6, label=rf"{name}, mean ${mean:.2f} \pm {error:.2f}$")
        axes.axvline(mean, color=colour, linewidth=1)
    axes.set(xlabel=r"energy  ($10^{-3}\,t$)", ylabel="number of samples $n$")
    axes.legend(ncols=1, loc="lower center", bbox_to_anchor=(0.5, 1))
    return axes


@figure(job="/any/chain", axes="gap_p delta", shows="D J", on_request=True)
def chain(result: Result, axes: Axes | None = None) -> Axes:
    """J(q) and D_z(q) of a chain of impurities on every site, from its pairs; dashed, of half as many distances."""
    # The package for users builds on this one.
    from moriya.accessor import MoriyaAccessor

    data, axes = open_result(result), axes or plt.gca()
    axes.axhline(0, color=GREY, linewidth=0.6)
    largest = int(np.abs(data.delta).max())
    for part, style in ((data, "-"), (data.sel(delta=np.abs(data.delta) <= largest // 2), "--")):
        of_q = MoriyaAccessor(part).J_of_q()
        for index, gap in enumerate(data.gap_p.values):
            one = of_q.sel(gap_p=gap)
            for values, name, colour in ((one.J, "J", BLUE), (one.D.sel(component="z"), "D_z", ORANGE)):
                axes.plot(
                    one.q / np.pi,
                    1e3 * values,
                    color=colour,
                    linestyle=style,
                    linewidth=1.6 if index else 0.8,
                    alpha=1 if index else 0.6,
                    label=rf"${name}$, $\Delta_p = {gap:g}\,t$" if style == "-" else None,
                )
    tick(axes.xaxis, np.array([-1, -0.5, 0, 0.5, 1]))
    axes.set(xlabel=r"wave number $q\,a\,/\,\pi$", ylabel=r"energy  ($10^{-3}\,t$)")
    title = rf"pairs up to ${largest}\,a$; dashed: ${largest // 2}\,a$"
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1), title=title)
    return axes


@figure(job="/any/three-impurities", axes="mu", shows="texture_energy")
def textures(result: Result, axes: Axes | None = None) -> Axes:
    """Energies of spin configurations against the chemical potential, relative to their mean."""
    data, axes = open_result(result), axes or plt.gca()
    relative = 1e3 * (data.texture_energy - data.texture_energy.mean("texture"))
    for index, texture in enumerate(data.texture.values):
        axes.plot(
            data.mu,
            relative.sel(texture=texture),
            color=COLOURS[index % len(COLOURS)],
            marker=MARKERS[index % len(MARKERS)],
            label=str(texture),
        )
    tick(axes.xaxis, data.mu.values)
    axes.set(xlabel=r"chemical potential $\mu\,/\,t$", ylabel=r"$F - \langle F \rangle$  ($10^{-3}\,t$)")
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1))
    return axes


def _fixed(data: xr.Dataset, name: str) -> float | None:
    """The value of a fixed parameter, if the job has it."""
    for line in str(data.attrs.get("fixed_parameters", "")).splitlines():
        key, _, value = line.partition(" = ")
        if key.replace(".", "_") == name:
            return float(value.split()[0])
    return None
