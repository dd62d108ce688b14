"""An axis of a result as a plot shows it."""

import textwrap
from dataclasses import dataclass

import numpy as np
import xarray as xr
from matplotlib.axis import Axis

from .registry import presentation_of
from .style import tick

# More labels than these do not fit side by side.
LABELS = 8


@dataclass(frozen=True)
class GridAxis:
    """An axis of the grid, or one that an observable has of its own."""

    name: str
    label: str
    # Where its members stand: their values, or 0, 1, … for words and for parameters that advance together.
    positions: np.ndarray
    # Each member in words, as in ``δ = 3``.
    texts: tuple[str, ...]
    # What stands at the ticks where positions are no values.
    labels: tuple[str, ...] | None

    @classmethod
    def of(cls, data: xr.Dataset, name: str) -> "GridAxis":
        """Describe a dimension of a result."""
        members = [str(key) for key, values in data.coords.items() if values.dims == (name,)]
        if len(members) > 1:
            members = [member for member in members if member != name]
        columns = [[value_text(value) for value in data[member].values] for member in members]
        symbols = [symbol(data, member) for member in members]
        rows = list(zip(*columns, strict=True)) if members else [(str(i),) for i in range(data.sizes[name])]
        texts = tuple(", ".join(f"{one} = {value}" for one, value in zip(symbols or [name], row, strict=True)) for row in rows)
        label = ", ".join(axis_label(data, member) for member in members) or name
        if len(members) == 1 and data[members[0]].dtype.kind in "iuf":
            return cls(name, label, np.asarray(data[members[0]].values, float), texts, None)
        labels = tuple(", ".join(row) for row in rows)
        return cls(name, label, np.arange(len(rows), dtype=float), texts, labels)

    @property
    def size(self) -> int:
        """How many members it has."""
        return self.positions.size

    @property
    def is_logarithmic(self) -> bool:
        """Whether its members are spread evenly over decades."""
        if self.labels is not None or self.size < 3 or not np.all(self.positions > 0):
            return False
        steps = np.diff(np.log(self.positions))
        return bool(np.allclose(steps, steps[0], rtol=0.05) and np.ptp(np.log10(self.positions)) >= 1)

    def apply(self, axis: Axis) -> None:
        """Label and scale one axis of a plot."""
        axis.set_label_text(self.label)
        if self.is_logarithmic:
            (axis.axes.set_xscale if axis.axis_name == "x" else axis.axes.set_yscale)("log")
        elif self.labels is None:
            tick(axis, self.positions)
        else:
            shown = range(0, self.size, 1 + (self.size - 1) // LABELS)
            axis.set_ticks([self.positions[i] for i in shown], [self.labels[i] for i in shown])


def value_text(value: object) -> str:
    """Return a member of an axis as people write it."""
    return f"{value:g}" if isinstance(value, float | np.floating) else str(value)


def symbol(data: xr.Dataset, name: str) -> str:
    """Return the symbol of a parameter or an observable; its name where the model's package gives none."""
    known = presentation_of(data).symbols.get(name)
    if known:
        return f"${known}$"
    return f"${name}$" if len(name) == 1 else name


def unit_text(values: xr.DataArray) -> str:
    """Return the unit of an array, in brackets; nothing for pure numbers."""
    unit = str(values.attrs.get("units", "1"))
    if unit == "1":
        return ""
    return f" (${unit}$)" if len(unit) == 1 and unit.islower() else f" ({unit})"


def axis_label(data: xr.Dataset, name: str) -> str:
    """Return what stands at the axis of a parameter: in words, as a symbol, with its unit."""
    long_name = str(data[name].attrs.get("long_name", "")).split(",")[0].split(":")[0]
    words = presentation_of(data).words.get(name, long_name)
    # The symbol and its unit stay on one line.
    tail = (symbol(data, name) + unit_text(data[name])).replace(" ", "\u00a0")
    text = tail if words.endswith(symbol(data, name)) and words != name else f"{words} {tail}".strip()
    lines = textwrap.wrap(text, 36, break_long_words=False)
    return "\n".join(lines)
