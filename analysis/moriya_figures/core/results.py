"""Result files of moriya as xarray datasets, of every layout that was ever released."""

from pathlib import Path

import numpy as np
import xarray as xr

Result = xr.Dataset | str | Path

# An element of an array below this part of its largest is rounding noise, unless the file bounds its error better.
ROUNDING = 1e-12


class FigureError(Exception):
    """A result file does not hold what a figure shows."""


def open_result(result: Result) -> xr.Dataset:
    """Load a merged result file; a dataset passes through.

    All of it is read at once, so that the file is closed and a new merge can replace it.
    """
    if isinstance(result, xr.Dataset):
        return result
    with xr.open_dataset(result, engine="h5netcdf") as data:
        return data.load()


def model_of(data: xr.Dataset) -> str:
    """Return the name of the model that computed a result."""
    return str(data.attrs.get("model"))


def axes_of(data: xr.Dataset) -> tuple[str, ...]:
    """Return the axes of the grid, in the order of the job."""
    if "status" not in data:
        raise FigureError("there is no array named status: this is no result of moriya")
    return tuple(map(str, data["status"].dims))


def observables_of(data: xr.Dataset) -> list[str]:
    """Return the names of what the model computed: real arrays over the grid, besides what is known of the computation."""
    grid, known = set(axes_of(data)), {"status", "seconds", "error_estimate"}
    return [
        str(name)
        for name, values in data.data_vars.items()
        if grid <= set(values.dims)
        and values.dtype.kind == "f"
        and name not in known
        and not (str(name).endswith("_error") and str(name).removesuffix("_error") in data)
    ]


def component(data: xr.Dataset, observable: str, axis: str) -> xr.DataArray:
    """One component (x, y or z) of a vector such as ``D``."""
    return data[observable].sel(component=axis, drop=True)


def noise(data: xr.Dataset, observable: str) -> float:
    """Return the magnitude up to which an element of an observable is rounding noise.

    It is the bound on the error in the file, or 1e-12 of the largest element, whichever is larger.
    """
    values = np.abs(data[observable].values)
    largest = float(np.max(values[np.isfinite(values)], initial=0))
    bound = data.get(f"{observable}_error", data.get("error_estimate"))
    errors = np.zeros(1) if bound is None else bound.values
    return max(ROUNDING * largest, float(np.max(errors[np.isfinite(errors)], initial=0)))


def largest(values: xr.DataArray) -> float:
    """Return the largest magnitude; NaN if anything is missing, so that no gap passes for a zero."""
    return float(np.max(np.abs(values.values)))
