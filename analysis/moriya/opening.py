"""Result files as datasets that know their fixed parameters."""

from pathlib import Path

import h5py
import numpy as np
import xarray as xr

from moriya_figures.core.results import open_result

from .errors import MoriyaError


def open(path: str | Path) -> xr.Dataset:
    """Load a merged result file, or that of a folder of results.

    Takes ``results/fig1c`` and ``results/fig1c/result.h5`` alike, of every layout that was released. Observables are arrays
    over the axes of the grid, then their own (``component``, ``spin1``, …), with ``units`` and ``long_name``; ``<name>_error``
    bounds the error of each. Parameters that no axis sets become coordinates: numbers and words without an axis, lists
    along one of their own. Points without a result are NaN, and ``status`` says why (0 absent, 1 done, 2 failed, 3 rejected).

    All of it is read at once, so that the file is closed and a new merge can replace it.

    Raises:
        MoriyaError: there is no such file, or it is no result of moriya.
    """
    file = Path(path)
    if file.is_dir():
        file = file / "result.h5"
        if not file.exists():
            raise MoriyaError(f"{path} has no result.h5: `moriya merge {path}` makes it")
    try:
        with h5py.File(file) as content:
            if "status" not in content or "model" not in content.attrs:
                raise MoriyaError(f"{file} is no result of moriya")
        data = open_result(file)
        with xr.open_dataset(file, engine="h5netcdf", group="parameters") as group:
            parameters = group.load()
    except FileNotFoundError as error:
        raise MoriyaError(f"{file}: there is no such file") from error
    except OSError as error:
        raise MoriyaError(f"{file} is no result of moriya, or cannot be read: {error}") from error
    return data.assign_coords(_coordinates(parameters, data))


def _coordinates(parameters: xr.Dataset, data: xr.Dataset) -> dict[str, xr.Variable]:
    """Return the fixed parameters by their names; where the data has such a name already, behind ``parameter_``."""
    found: dict[str, xr.Variable] = {}
    for key, values in parameters.data_vars.items():
        name = str(key)
        content = values.values
        if content.dtype.kind == "O":
            content = np.array([str(one) for one in content.ravel()]).reshape(content.shape)
        variable = xr.Variable(values.dims, content, {str(k): v for k, v in values.attrs.items() if k in ("units", "long_name")})
        found[name if name not in data.variables else f"parameter_{name}"] = variable
    return found
