"""Numbers of a result by the names that people give them: ``D``, ``J_x``, ``D_yx``."""

import numpy as np
import xarray as xr

from moriya_figures.core.registry import presentation_of
from moriya_figures.core.results import axes_of, observables_of

from .errors import MoriyaError

# Observables whose components multiply S1_a S2_a each, so that their common size is no length of a vector.
DIAGONAL = {"J"}


def element(data: xr.Dataset, name: str) -> xr.DataArray:
    """Return an observable, or one element of it: ``D``, ``D_z``, ``exchange_tensor_xy``, ``D_yx``.

    Raises:
        MoriyaError: there is none of this name; the text lists what there is.
    """
    known = observables_of(data)
    if name in known:
        return data[name]
    observable, _, labels = name.rpartition("_")
    if observable in known:
        own = [str(one) for one in data[observable].dims if one not in axes_of(data)]
        if len(own) == len(labels):
            places = dict(zip(own, labels, strict=True))
            if all(dim in data.coords and label in data[dim].values for dim, label in places.items()):
                return data[observable].sel(places, drop=True).rename(name)
    raise MoriyaError(f'there is no "{name}" in this result; there are {", ".join(known)}, and their elements, such as D_z')


def error_bound(data: xr.Dataset, name: str) -> xr.DataArray:
    """Return the bound on the error of an observable or an element, in its unit; 0 where the file has none."""
    observable = name if name in data else name.rpartition("_")[0]
    bound = data.get(f"{observable}_error", data.get("error_estimate"))
    return xr.zeros_like(data["status"], dtype=float) if bound is None else bound.fillna(0.0)


def strength(data: xr.Dataset, name: str) -> tuple[xr.DataArray, xr.DataArray]:
    """Return one number for each point, and the bound on its error.

    An element keeps its sign. An observable with components counts by its length, as ``|D|``; ``J``, by the root mean square of
    its components, which is ``|J|`` where it is isotropic.
    """
    values = element(data, name)
    own = [one for one in values.dims if one not in axes_of(data)]
    bound = error_bound(data, name)
    if not own:
        return values, bound
    count = int(np.prod([values.sizes[one] for one in own]))
    # An error of e in each component is one of √n e in the length.
    root = float(np.sqrt(count))
    size = (values**2).sum(own, skipna=False) ** 0.5
    if name in DIAGONAL:
        size, root = size / root, 1.0
    size.attrs = {"units": values.attrs.get("units", "1"), "long_name": f"|{name}|"}
    return size.rename(f"|{name}|"), bound * root


def leading(data: xr.Dataset) -> list[str]:
    """Return the observables that say most of a result: those its model's figures begin with, else all."""
    known = observables_of(data)
    return [name for name in presentation_of(data).leading if name in known] or known
