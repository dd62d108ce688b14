"""A picture of any result file, by its metadata alone."""

import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .style import COLOURS, COLUMN

# More curves than this are a map.
MOST_CURVES = 6


def overview(data: xr.Dataset) -> Figure:
    """Draw the leading observables over the grid: curves over one axis, families over two, maps over two long ones.

    Further axes are fixed at their first value, and named. What is rounding noise beside the rest is left out.
    """
    grid = [str(dim) for dim in data["status"].dims]
    names = _leading(data, grid)
    figure, panels = plt.subplots(len(names), 1, figsize=(COLUMN, 2.2 * len(names)), squeeze=False, sharex=True)
    shown = sorted(grid, key=lambda dim: -data.sizes[dim])[:2]
    fixed = {dim: 0 for dim in grid if dim not in shown}
    for panel, name in zip(panels[:, 0], names, strict=True):
        values = data[name].isel(fixed)
        if len(shown) == 2 and data.sizes[shown[1]] > MOST_CURVES:
            _map(panel, values, shown)
        else:
            _curves(panel, values, shown)
    if fixed:
        panels[0, 0].set_title(", ".join(f"{dim} = {_value(data, dim, 0)}" for dim in fixed))
    return figure


def _leading(data: xr.Dataset, grid: list[str]) -> list[str]:
    """Return the names of the first two arrays of reals over the grid that hold numbers."""
    skipped = {"seconds", "error_estimate"}
    found = [
        str(name)
        for name, values in data.data_vars.items()
        if [str(dim) for dim in values.dims[: len(grid)]] == grid
        and values.dtype.kind == "f"
        and name not in skipped
        and not str(name).endswith("_error")
        and bool(np.isfinite(values).any())
    ]
    return found[:2]


def _elements(values: xr.DataArray, shown: list[str]) -> list[tuple[str, xr.DataArray]]:
    """Return the elements that are more than noise beside the largest, at most as many as there are colours."""
    own = [dim for dim in values.dims if dim not in shown]
    flat = values.stack(element=own) if own else values.expand_dims(element=[()])
    scale = float(np.abs(flat).max())
    elements = []
    for index in range(flat.sizes["element"]):
        element = flat.isel(element=index)
        if float(np.abs(element).max()) > 1e-12 * scale or flat.sizes["element"] == 1:
            label = ", ".join(str(part) for part in np.atleast_1d(np.asarray(element.element.item(), dtype=object)))
            elements.append((label, element.drop_vars(["element", *own], errors="ignore")))
    return elements[: len(COLOURS)]


def _curves(axes: Axes, values: xr.DataArray, shown: list[str]) -> None:
    """Draw curves over the longest axis: one for each element, and for each value of a short second axis."""
    along = shown[0] if shown else None
    families = range(values.sizes[shown[1]]) if len(shown) == 2 else [None]
    for number, (label, element) in enumerate(_elements(values, shown)):
        for position in families:
            curve = element if position is None else element.isel({shown[1]: position})
            name = label if position is None else f"{label} {shown[1]} = {_value(values, shown[1], position)}".strip()
            places = np.arange(curve.size) if along is None or not _is_numeric(values, along) else values[along].values
            axes.plot(
                places,
                np.atleast_1d(curve.values),
                marker="os^Dvx"[(position or 0) % 6],
                color=COLOURS[number % len(COLOURS)],
                alpha=1 - 0.7 * (position or 0) / max(1, len(families)),
                label=name,
            )
    if along is not None:
        if not _is_numeric(values, along):
            axes.set_xticks(np.arange(values.sizes[along]), [str(value) for value in values[along].values])
        elif values.sizes[along] == 1:
            axes.set_xticks(values[along].values)
        axes.set_xlabel(_axis_label(values, along))
    axes.set_ylabel(_label(values))
    if any(text for text in axes.get_legend_handles_labels()[1]):
        axes.legend()


def _map(axes: Axes, values: xr.DataArray, shown: list[str]) -> None:
    """Draw a map of the element that is largest somewhere."""
    label, element = max(_elements(values, shown), key=lambda pair: float(np.abs(pair[1]).max()))
    picture = element.transpose(shown[1], shown[0])
    limit = float(np.abs(picture).max())
    one_sign = float(picture.min()) >= 0
    mesh = axes.pcolormesh(
        _places(values, shown[0]),
        _places(values, shown[1]),
        picture,
        cmap="viridis" if one_sign else "PuOr",
        vmin=0 if one_sign else -limit,
        vmax=limit,
        shading="nearest",
    )
    axes.set(xlabel=_axis_label(values, shown[0]), ylabel=_axis_label(values, shown[1]))
    axes.figure.colorbar(mesh, ax=axes, label=f"{_label(values)} {label}".strip())


def _places(values: xr.DataArray, dim: str) -> np.ndarray:
    return values[dim].values if _is_numeric(values, dim) else np.arange(values.sizes[dim])


def _is_numeric(values: xr.DataArray, dim: str) -> bool:
    return values[dim].dtype.kind in "fiu"


def _value(values: xr.DataArray | xr.Dataset, dim: str, index: int) -> str:
    value = values[dim].values[index]
    return f"{value:g}" if values[dim].dtype.kind in "fiu" else str(value)


def _label(values: xr.DataArray) -> str:
    unit = values.attrs.get("units", "1")
    return str(values.name) if unit == "1" else f"{values.name}  ({unit})"


def _axis_label(values: xr.DataArray, dim: str) -> str:
    unit = values[dim].attrs.get("units", "1")
    return dim if unit == "1" else f"{dim}  ({unit})"
