"""The figures of Veneri, Perkins and Ferreira."""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import BLUE, GREEN, GREY, ORANGE, PURPLE, tick

LOOKS = {("x", "x"): (BLUE, "-"), ("x", "y"): (ORANGE, "-"), ("z", "y"): (GREEN, "-")}


def conversion(data: xr.Dataset, kind: str) -> xr.DataArray:
    """Return θ_ab = 2ħvK with K_J, or with K/σ_xx in its place."""
    # 2ħv from the file, where it is K_J that makes θ.
    factor = float((data.conversion / data.K_J).isel(energy=0).sel(spin="x", current="y"))
    return factor * data[kind]


@figure(job="fig2", axes="energy", name="fig2-rings")
def rings(result: Result, axes: Axes | None = None) -> Axes:
    """The Fermi rings at 10 meV, shifted along p_y in opposite directions; thin lines at other energies."""
    data, axes = open_result(result), axes or plt.gca()
    chosen = float(data.energy[np.abs(data.energy.values - 10).argmin()])
    for energy in data.energy.values:
        strong = energy == chosen
        for ring, colour in (("outer", BLUE), ("inner", ORANGE)):
            x, y = (data.k_F.sel(energy=energy, ring=ring, component=one).dropna("ring_point").values for one in "xy")
            if x.size:
                look = {"color": colour if strong else GREY, "linewidth": 1.4 if strong else 0.35, "zorder": 2 + strong}
                axes.plot(np.append(x, x[0]), np.append(y, y[0]), label=f"{ring}, {chosen:g} meV" if strong else None, **look)
                if strong:
                    axes.plot(np.mean([x.min(), x.max()]), np.mean([y.min(), y.max()]), "+", color=colour)
    axes.set(xlabel="momentum $p_x$  (1/nm)", ylabel="momentum $p_y$  (1/nm)", aspect="equal")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, columnspacing=1)
    return axes


@figure(job="fig2", axes="energy", name="fig2-bands")
def bands(result: Result, axes: Axes | None = None) -> Axes:
    """Where the rings cross the axis p_x = 0 at each energy: the bands, dot by dot, and the Fermi energy."""
    data, axes = open_result(result), axes or plt.gca()
    for ring, colour, marker in (("outer", BLUE, "o"), ("inner", ORANGE, "s")):
        points = []
        for energy in data.energy.values:
            x, y = (data.k_F.sel(energy=energy, ring=ring, component=one).dropna("ring_point").values for one in "xy")
            points += [(y[index], energy) for index in np.flatnonzero(np.abs(x) < 1e-9)]
        axes.plot(*np.array(points).T, marker, color=colour, markersize=2.5, label=f"{ring} ring")
    axes.axhline(10, color=GREEN, linewidth=0.8, label="Fermi energy")
    axes.set(xlabel="momentum $p_y$ at $p_x = 0$  (1/nm)", ylabel=r"energy $\varepsilon$  (meV)")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return axes


def _efficiency(data: xr.Dataset, axes: Axes, kind: str, elements: list[tuple[str, str]]) -> Axes:
    theta = conversion(data, kind)
    largest = max(float(np.abs(theta.sel(spin=a, current=b)).max()) for a, b in elements)
    for a, b in elements:
        values = theta.sel(spin=a, current=b)
        # Small ones enlarged, so that they share an axis with the large one.
        factor = 10 ** max(0, int(np.floor(np.log10(largest / max(float(np.abs(values).max()), 1e-30)))))
        factor = min(factor, 100)
        colour, dashes = LOOKS[a, b]
        label = rf"$\theta_{{{a}{b}}}$" + ("" if factor == 1 else rf" $\times {factor}$")
        edge = np.searchsorted(data.energy.values, float(data.gap_edge[0]))
        for part in (slice(None, edge), slice(edge, None)):
            axes.plot(data.energy[part], factor * values[part], dashes, color=colour, label=label)
            label = None
    axes.axvline(float(data.gap_edge[0]), color=GREY, linewidth=0.6)
    axes.axhline(0, color=GREY, linewidth=0.6)
    normalisation = r"K_J" if kind == "K_J" else r"K/\sigma_{xx}"
    axes.set(xlabel=r"Fermi energy $\varepsilon$  (meV)", ylabel=rf"$\theta_{{ab}} = -2ev\,{normalisation}$")
    tick(axes.xaxis, data.energy.values)
    axes.legend()
    return axes


@figure(job="fig3a", axes="energy", name="fig3a-K_over_sigma_xx")
def fig3a_ratio(result: Result, axes: Axes | None = None) -> Axes:
    """Conversion along the field, large in the gap, and across it; K/σ_xx, which is what the paper must mean."""
    return _efficiency(open_result(result), axes or plt.gca(), "K_over_sigma_xx", [("x", "x"), ("x", "y")])


@figure(job="fig3a", axes="energy", name="fig3a-K_J")
def fig3a_current(result: Result, axes: Axes | None = None) -> Axes:
    """As before with K_J, as Eq. 2 has it: in the gap there is nothing along the current."""
    return _efficiency(open_result(result), axes or plt.gca(), "K_J", [("x", "x"), ("x", "y")])


@figure(job="fig3b", axes="energy", name="fig3b-K_over_sigma_xx")
def fig3b_ratio(result: Result, axes: Axes | None = None) -> Axes:
    """Spins along the normal, with the magnetisation at π/4; K/σ_xx."""
    return _efficiency(open_result(result), axes or plt.gca(), "K_over_sigma_xx", [("z", "y"), ("x", "y")])


@figure(job="fig3b", axes="energy", name="fig3b-K_J")
def fig3b_current(result: Result, axes: Axes | None = None) -> Axes:
    """As before with K_J."""
    return _efficiency(open_result(result), axes or plt.gca(), "K_J", [("z", "y"), ("x", "y")])


def _torques(data: xr.Dataset, axes: Axes, kind: str) -> Axes:
    tau = 1e3 * data.tau.sel(normalisation=kind)
    enlarged = 20
    rings = data.rings.values
    breaks = [0, *(np.flatnonzero(np.diff(rings)) + 1), rings.size]
    for name, colour, dashes in (("1o", ORANGE, "-"), ("1e", BLUE, "-"), ("2e", PURPLE, "--")):
        factor = 1 if name == "1o" else enlarged
        label = rf"$\tau_{{{name[0]}}}^{{\mathrm{{{name[1]}}}}}$" + ("" if factor == 1 else rf" $\times {factor}$")
        for first, last in zip(breaks, breaks[1:], strict=False):
            values = factor * tau.sel(kind=name)[first:last]
            axes.plot(data.theta[first:last], values, dashes, color=colour, label=label if first == 0 else None)
    for position in breaks[1:-1]:
        axes.axvline(float(data.theta[position - 1 : position + 1].mean()), color=GREY, linewidth=0.6)
    axes.axhline(0, color=GREY, linewidth=0.6)
    normalisation = "from $K_J$" if kind == "K_J" else r"from $K/\sigma_{xx}$"
    axes.set(xlabel=r"angle of the magnetisation $\theta$", ylabel=f"$\\tau$ {normalisation}\n($10^{{-3}}$ / $|e|$ meV nm)")
    axes.set_xticks([0, np.pi / 4, np.pi / 2, 3 * np.pi / 4, np.pi], ["0", "π/4", "π/2", "3π/4", "π"])
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
    return axes


@figure(job="fig4a", axes="theta", name="fig4a-K_over_sigma_xx")
def fig4a_ratio(result: Result, axes: Axes | None = None) -> Axes:
    """Torque efficiencies over the angle; the Fermi energy lies in the gap at θ = 0."""
    return _torques(open_result(result), axes or plt.gca(), "K_over_sigma_xx")


@figure(job="fig4a", axes="theta", name="fig4a-K_J")
def fig4a_current(result: Result, axes: Axes | None = None) -> Axes:
    """As before, from K_J."""
    return _torques(open_result(result), axes or plt.gca(), "K_J")


@figure(job="fig4b", axes="theta", name="fig4b-K_over_sigma_xx")
def fig4b_ratio(result: Result, axes: Axes | None = None) -> Axes:
    """Torque efficiencies over the angle; the Fermi energy lies above the gap."""
    return _torques(open_result(result), axes or plt.gca(), "K_over_sigma_xx")


@figure(job="fig4b", axes="theta", name="fig4b-K_J")
def fig4b_current(result: Result, axes: Axes | None = None) -> Axes:
    """As before, from K_J."""
    return _torques(open_result(result), axes or plt.gca(), "K_J")
