"""Which numbers of a result a page holds: as many as its size allows, and a word on each that it leaves out."""

from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from moriya_figures.core.elements import elements
from moriya_figures.core.results import axes_of, observables_of

from ..quantities import leading

# Of eight bytes each, which base64 makes ten and two thirds: with the plotting library some 17 MB.
NUMBERS = 1_100_000
# An observable with more elements at a point is left out unless it is a leading one.
ELEMENTS = 12


@dataclass(frozen=True)
class Curve:
    """One element of an observable over all of its axes of numbers."""

    observable: str
    label: str
    axes: tuple[str, ...]
    values: xr.DataArray


@dataclass
class Slab:
    """What a page holds of a result."""

    data: xr.Dataset
    """The kept members of the axes."""
    curves: list[Curve]
    kept: dict[str, np.ndarray]
    """For each axis of which not all is kept, the positions that are."""
    left_out: list[str] = field(default_factory=list)
    """Sentences."""


def plot_axes(data: xr.Dataset, observable: str) -> list[str]:
    """Return the axes of an observable along which one can plot: those of the grid, and its own that are numbers."""
    grid = axes_of(data)
    own = [str(name) for name in data[observable].dims if name not in grid]
    return [*grid, *(name for name in own if name in data.coords and data[name].dtype.kind in "iuf")]


def cut(data: xr.Dataset, budget: int = NUMBERS) -> Slab:
    """Choose what fits: the leading observables first, on a coarser grid if they have to be; then whatever else fits."""
    present = [name for name in observables_of(data) if np.isfinite(data[name].values).any()]
    first = [name for name in leading(data) if name in present]
    others = [name for name in present if name not in first]
    found = {name: _curves(data, name) for name in present}
    if not any(found[name] for name in first):
        first, others = [name for name in present if 0 < len(found[name]) <= ELEMENTS][:1], others
        others = [name for name in present if name not in first]
    kept = _coarser(data, [curve for name in first for curve in found[name]], budget)
    slab = data.isel(kept)
    chosen, spent, refused = [], 0, []
    for name in [*first, *others]:
        curves = [Curve(one.observable, one.label, one.axes, _isel(one.values, kept)) for one in found[name]]
        cost = sum(one.values.size for one in curves) + _points(slab)
        if name not in first and (len(curves) > ELEMENTS or spent + cost > budget):
            refused.append(name)
            continue
        chosen += curves
        spent += cost
    left_out = [
        f"{name}: {len(index)} of {data.sizes[name]} values are here, evenly spaced, the first and the last among them"
        for name, index in kept.items()
    ]
    if refused:
        left_out.append(f"not here for their size: {', '.join(refused)}")
    zero = [name for name in present if not found[name]]
    if zero:
        left_out.append(f"zero within rounding at all points: {', '.join(zero)}")
    empty = [name for name in observables_of(data) if name not in present]
    if empty:
        left_out.append(f"without a number at any point: {', '.join(empty)}")
    return Slab(slab, chosen, kept, left_out)


def _curves(data: xr.Dataset, name: str) -> list[Curve]:
    axes = plot_axes(data, name)
    found = elements(data, name, axes)
    return [Curve(name, _plain(one.label), tuple(axes), one.values.transpose(*axes)) for one in found]


def _plain(label: str) -> str:
    """Turn a label of a picture into one of a page: ``$J_{x}$ = $J_{y}$`` into ``J_x = J_y``."""
    for mark in ["$", "{", "}", "\\mathrm", "\\mathcal", "\\"]:
        label = label.replace(mark, "")
    return label


def _coarser(data: xr.Dataset, curves: list[Curve], budget: int) -> dict[str, np.ndarray]:
    """Return the positions to keep of each axis that has to be thinned; numbers before words, the longest axis first."""
    axes = list(dict.fromkeys([*axes_of(data), *(name for curve in curves for name in curve.axes)]))
    sizes = {name: data.sizes[name] for name in axes}
    numeric = [name for name in axes if name not in data.coords or data[name].dtype.kind in "iuf"]

    def cost() -> int:
        own = sum(int(np.prod([sizes[name] for name in curve.axes])) for curve in curves)
        # The bounds on errors, and what is known of each point, beside the curves.
        return own + 2 * int(np.prod([sizes[name] for name in axes_of(data)]))

    while cost() > budget:
        candidates = [name for name in numeric if sizes[name] > 2] or [name for name in axes if sizes[name] > 1]
        if not candidates:
            break
        longest = max(candidates, key=lambda name: sizes[name])
        sizes[longest] = max(2, int(0.95 * sizes[longest])) if sizes[longest] > 2 else 1
    return {
        name: np.unique(np.linspace(0, data.sizes[name] - 1, size).round().astype(int))
        for name, size in sizes.items()
        if size < data.sizes[name]
    }


def _isel(values: xr.DataArray, kept: dict[str, np.ndarray]) -> xr.DataArray:
    return values.isel({name: index for name, index in kept.items() if name in values.dims})


def _points(data: xr.Dataset) -> int:
    return int(data["status"].size)
