"""The elements of an observable that are worth a curve: no noise, and equal ones together."""

from dataclasses import dataclass

import numpy as np
import xarray as xr

from .grid_axis import symbol
from .registry import presentation_of
from .results import noise


@dataclass(frozen=True)
class Element:
    """Numbers over the axes of a plot, and every name they go by, as in ``$J_x$ = $J_y$``."""

    names: tuple[str, ...]
    values: xr.DataArray

    @property
    def label(self) -> str:
        """All names, or the first where they are many."""
        if len(self.names) <= 3:
            return " = ".join(self.names)
        return f"{self.names[0]} and {len(self.names) - 1} equal"


def noise_level(data: xr.Dataset, observable: str) -> float:
    """Return the magnitude up to which an element is noise, beside the model's leading observables in the same unit."""
    unit = data[observable].attrs.get("units")
    kin = [name for name in presentation_of(data).leading if name in data and data[name].attrs.get("units") == unit]
    scale = max((_largest(data[name].values) for name in [*kin, observable]), default=0.0)
    return max(noise(data, observable), 1e-12 * scale)


def elements(data: xr.Dataset, observable: str, over: list[str]) -> list[Element]:
    """Return the elements of an observable that are not noise; those equal within noise, or but for the sign, as one."""
    level = noise_level(data, observable)
    found: list[Element] = []
    for name, values in named_elements(data, observable, over):
        if _largest(values.values) <= level:
            continue
        for index, known in enumerate(found):
            if _equal(known.values, values, 2 * level):
                found[index] = Element((*known.names, name), known.values)
            elif _equal(known.values, -values, 2 * level):
                found[index] = Element((*known.names, f"-{name}"), known.values)
            else:
                continue
            break
        else:
            found.append(Element((name,), values))
    return found


def named_elements(data: xr.Dataset, observable: str, over: list[str]) -> list[tuple[str, xr.DataArray]]:
    """Return every element of an observable over the given axes, with its name."""
    array = data[observable]
    own = [str(name) for name in array.dims if name not in over]
    sizes = [array.sizes[name] for name in own]
    found = []
    for index in np.ndindex(*sizes):
        place = dict(zip(own, index, strict=True))
        labels = [str(data[name].values[i]) if name in data.coords else str(i) for name, i in place.items()]
        found.append((_name(symbol(data, observable), labels), array.isel(place, drop=True)))
    return found


def _name(sign: str, labels: list[str]) -> str:
    if not labels:
        return sign
    if sign.startswith("$") and all(len(label) == 1 for label in labels):
        return f"${sign.strip('$')}_{{{''.join(labels)}}}$"
    return f"{sign}({', '.join(labels)})"


def _equal(one: xr.DataArray, other: xr.DataArray, within: float) -> bool:
    same = np.abs(one.values - other.values) <= within
    return bool(np.all(same | (np.isnan(one.values) & np.isnan(other.values)))) and bool(np.any(same))


def _largest(values: np.ndarray) -> float:
    return float(np.max(np.abs(values[np.isfinite(values)]), initial=0))
