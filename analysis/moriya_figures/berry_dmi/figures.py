"""Figures 3 to 5 of arXiv:1610.06541 in shape: the paper's own data, of density-functional theory, are not public."""

import re

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import BLUE, GREEN, LINES, ORANGE, PURPLE, tick


def yx(data: xr.Dataset, name: str) -> xr.DataArray:
    """Return the element (spin y, direction x) of a tensor."""
    return data[name].sel(spin="y", direction="x", drop=True)


def crystal(data: xr.Dataset) -> str:
    """Return what the input files are called, without their endings."""
    found = re.search(r"\b(?:hbar|file|up) = (\S+)", str(data.attrs.get("fixed_parameters", "")))
    return re.sub(r"(_hbar|_up)?(_tb|_hr)?\.dat$", "", found[1]) if found else "a crystal"


def _caption(axes: Axes, data: xr.Dataset) -> None:
    axes.set_title(f"{crystal(data)}; the paper's DFT data are not public", fontsize="small")


def _logarithmic(axes: Axes, threshold: float, largest: float) -> None:
    """Make the vertical axis logarithmic beyond a threshold of both signs, with ticks at powers of ten there and at zero."""
    if not np.isfinite([threshold, largest]).all():
        return
    axes.set_yscale("symlog", linthresh=threshold)
    powers = 10.0 ** np.arange(np.ceil(np.log10(threshold)), np.floor(np.log10(max(largest, threshold))) + 1)
    axes.set_yticks([*-powers[::-1], 0, *powers])
    axes.yaxis.minorticks_off()


def _unit(data: xr.Dataset) -> str:
    return "meV/" + str(data["D"].attrs.get("units", "eV/Å")).removeprefix("eV/").replace("^2", "²")


@figure(job="fig3", axes="soi_scale | exchange_direction soi_scale")
def fig3(result: Result, axes: Axes | None = None) -> Axes:
    """D_yx and -Q_yx against ξ; each direction of the magnetisation has its dashes."""
    data, axes = open_result(result), axes or plt.gca()
    if "exchange_direction" not in data.dims:
        data = data.expand_dims("exchange_direction")
    single = data.sizes["exchange_direction"] == 1
    for index in range(data.sizes["exchange_direction"]):
        at = data.isel(exchange_direction=index)
        where = "" if single else rf", $\hat n$ = ({_direction(at)})"
        for name, sign, marker, colour in (("D", 1, "s", BLUE), ("Q", -1, "o", ORANGE)):
            label = rf"${'-' if sign < 0 else ''}{name}_{{yx}}${where}"
            look = {"color": colour, "linestyle": LINES[index % 4], "marker": marker, "markersize": 3}
            axes.plot(at.soi_scale, 1e3 * sign * yx(at, name), markerfacecolor="none" if index else colour, label=label, **look)
    tick(axes.xaxis, data.soi_scale.values)
    axes.set(xlabel=r"scale of the spin-orbit interaction $\xi$", ylabel=f"$D$ and $-Q$  ({_unit(data)})")
    _caption(axes, data)
    axes.legend()
    return axes


def _direction(data: xr.Dataset) -> str:
    return ", ".join(f"{float(data[f'exchange_direction_{axis}']):g}" for axis in "xyz")


@figure(job="fig4", axes="mu")
def fig4(result: Result, axes: Axes | None = None) -> Axes:
    """Q_yx, its part linear in the spin-orbit interaction, and the two parts of that, against the chemical potential."""
    data, axes = open_result(result), axes or plt.gca()
    curves = (
        ("Q", 1, r"$Q_{yx}$", BLUE),
        ("a", -1, r"$Q^{(1)}_{yx}$", ORANGE),
        ("aI", -1, r"$-a^{I}_{yx}$", GREEN),
        ("aII", -1, r"$-a^{II}_{yx}$", PURPLE),
    )
    for index, (name, sign, label, colour) in enumerate(curves):
        axes.plot(data.mu, 1e3 * sign * yx(data, name), color=colour, linestyle=LINES[index], label=label)
    axes.axhline(0, color="black", linewidth=0.5)
    tick(axes.xaxis, data.mu.values)
    axes.set(xlabel=r"chemical potential $\mu$  (eV)", ylabel=f"$Q$ and its parts  ({_unit(data)})")
    _caption(axes, data)
    both, part = (float(2e3 * np.nanmax(np.abs(yx(data, name)))) for name in ("Q", "aI"))
    if part > 10 * both:
        # The parts nearly cancel: they and their sum can be seen where the axis is logarithmic away from zero.
        _logarithmic(axes, both, part)
        axes.legend(ncols=2, loc="upper center", bbox_to_anchor=(0.5, 0.86))
    else:
        axes.legend(ncols=2)
    return axes


@figure(job="fig5", axes="mu soi_scope")
def fig5(result: Result, axes: Axes | None = None) -> Axes:
    """D_yx with all spin-orbit interaction, and D_yx and a^I_yx with that of some layers, against the chemical potential."""
    data, axes = open_result(result), axes or plt.gca()
    whole = data.isel(soi_scope=0)
    axes.plot(data.mu, 1e3 * yx(whole, "D"), color=BLUE, label=rf"$D_{{yx}}$, {whole.soi_scope.item()}")
    for index in range(1, data.sizes["soi_scope"]):
        part = data.isel(soi_scope=index)
        name = part.soi_scope.item()
        axes.plot(data.mu, 1e3 * yx(part, "D"), color=ORANGE, linestyle=LINES[index % 4], label=rf"$D_{{yx}}$, {name}")
        axes.plot(data.mu, 1e3 * yx(part, "aI"), color=GREEN, linestyle=LINES[(index + 1) % 4], label=rf"$a^I_{{yx}}$, {name}")
    axes.axhline(0, color="black", linewidth=0.5)
    tick(axes.xaxis, data.mu.values)
    # a^I may be a hundred times larger: then both can be seen where the axis is logarithmic away from zero.
    largest = float(1e3 * np.nanmax(np.abs(yx(data.isel(soi_scope=-1), "aI"))))
    threshold = float(2e3 * np.nanmax(np.abs(yx(whole, "D"))))
    if largest > 5 * threshold:
        _logarithmic(axes, threshold, largest)
    axes.set(xlabel=r"chemical potential $\mu$  (eV)", ylabel=f"$D$ and $a^I$  ({_unit(data)})")
    _caption(axes, data)
    axes.legend()
    return axes
