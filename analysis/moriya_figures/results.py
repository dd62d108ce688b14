"""Result files of moriya as xarray datasets."""

from pathlib import Path

import numpy as np
import xarray as xr


def open_result(result: xr.Dataset | str | Path) -> xr.Dataset:
    """Load a merged result file; a dataset passes through.

    All of it is read at once, so that the file is closed and a new merge can replace it.
    """
    if isinstance(result, xr.Dataset):
        return result
    with xr.open_dataset(result, engine="h5netcdf") as data:
        return data.load()


def component(data: xr.Dataset, observable: str, axis: str) -> xr.DataArray:
    """One component (x, y or z) of a vector such as ``D``."""
    return data[observable].sel(component=axis, drop=True)


def relative_change(data: xr.Dataset) -> xr.DataArray:
    """D_z(ν) / D_z(0) - 1 for every ν but 0: what a phase winding does to D_z."""
    d_z = component(data, "D", "z")
    return (d_z / d_z.sel(nu=0, drop=True) - 1).sel(nu=data.nu.values[data.nu.values != 0])


def largest(values: xr.DataArray) -> float:
    """Return the largest magnitude; NaN if anything is missing, so that no gap passes for a zero."""
    return float(np.max(np.abs(values.values)))
