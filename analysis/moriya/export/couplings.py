"""The pair couplings of one point of a result: what every format is written from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import xarray as xr

from ..errors import MoriyaError

LATTICE_VECTORS = {"square": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "triangular": [[1, 0, 0], [0.5, np.sqrt(3) / 2, 0], [0, 0, 1]]}

# Axes along which two impurities move apart.
DISPLACEMENTS = ("displacement", "displacement_x", "displacement_y", "delta")


@dataclass(frozen=True)
class Bond:
    """Two spins of unit length whose energy is S1·T·S2; the bond counts once."""

    first: int
    second: int
    cell: tuple[int, int, int]
    """From the cell of the first to that of the second."""
    tensor: np.ndarray
    """T, of shape (3, 3), in meV."""


@dataclass(frozen=True)
class Couplings:
    """Spins in a cell, and the bonds between them."""

    cell: np.ndarray
    """Cell vectors as rows, in lattice constants."""
    positions: np.ndarray
    """Of the spins, in units of the cell vectors, of shape (spin, 3)."""
    bonds: list[Bond]
    is_lattice: bool
    """Whether the cell is repeated; otherwise it holds all there is, and is as large as to keep its copies apart."""
    source: str
    """What the couplings are of, in one line."""

    def vector(self, bond: Bond) -> np.ndarray:
        """From the first spin to the second, in lattice constants."""
        return (self.positions[bond.second] + bond.cell - self.positions[bond.first]) @ self.cell


def couplings(data: xr.Dataset, at: Mapping[str, str], hopping_mev: float) -> Couplings:
    """Return the couplings of one point.

    A list of ``impurities`` is a cluster, and so is one pair; an axis over ``displacement`` or ``delta`` is a lattice of equal
    impurities, one on each site, whose pairs interact as two impurities alone do.

    Args:
        data: a result opened by ``moriya.open``.
        at: values of the other axes, as texts; axes of one value need none.
        hopping_mev: the hopping t, the unit of energy of the result, in meV.

    Raises:
        MoriyaError: there are no couplings in the file, or none at this point, or the point is not told.
    """
    if not (np.isfinite(hopping_mev) and hopping_mev > 0):
        raise MoriyaError(f"the hopping is {hopping_mev} meV: it must be above 0")
    tensor = data.moriya.tensor
    lattice = [] if "pair" in tensor.dims else [name for name in DISPLACEMENTS if name in tensor.dims]
    point = _point(data, at, keep=lattice)
    values = tensor.isel(point)
    vectors = np.array(LATTICE_VECTORS[str(data["lattice_type"].values)] if "lattice_type" in data else LATTICE_VECTORS["square"])
    told = ", ".join(f"{name} = {data[name].values[index]}" for name, index in point.items() if name in data.coords)
    source = "result of moriya" + (f" at {told}" if told else "")
    if lattice:
        positions, cell, bonds = np.zeros((1, 3)), vectors, _of_lattice(data.isel(point), values, lattice)
    else:
        positions, cell, bonds = _of_cluster(data.isel(point), values, vectors)
    if not all(np.isfinite(bond.tensor).all() for bond in bonds):
        raise MoriyaError(f"there are no couplings at this point{f' ({told})' if told else ''}: it is absent or failed")
    scaled = [Bond(one.first, one.second, one.cell, hopping_mev * one.tensor) for one in bonds]
    return Couplings(cell, positions, scaled, bool(lattice), source)


def _point(data: xr.Dataset, at: Mapping[str, str], keep: list[str]) -> dict[str, int]:
    """Return the positions along all axes of the grid but those to keep."""
    axes = [name for name in data.moriya.axes if name not in keep]
    point: dict[str, int] = {}
    for name, text in at.items():
        dims = data[name].dims if name in data.coords else ()
        if len(dims) != 1 or dims[0] not in axes:
            raise MoriyaError(f'there is no axis "{name}" to choose from; there are {", ".join(axes) or "none"}')
        values = data[name].values
        matches = [index for index, value in enumerate(values) if _is_same(value, text)]
        if not matches:
            raise MoriyaError(f"{name} is never {text}; it is {', '.join(map(str, values[:20]))}")
        if point.setdefault(str(dims[0]), matches[0]) not in matches:
            raise MoriyaError(f"no point has all of {', '.join(f'{key} = {value}' for key, value in at.items())}")
    for name in axes:
        if name not in point and data.sizes[name] > 1:
            values = data[name].values if name in data.coords else np.arange(data.sizes[name])
            raise MoriyaError(f"the result has {data.sizes[name]} values of {name}: choose one, such as --at {name}={values[0]}")
        point.setdefault(name, 0)
    return point


def _is_same(value: object, text: str) -> bool:
    if isinstance(value, str):
        return value == text
    try:
        return bool(np.isclose(float(value), float(text), rtol=1e-12, atol=0))  # type: ignore[arg-type]
    except ValueError:
        return False


def _of_lattice(data: xr.Dataset, tensors: xr.DataArray, axes: list[str]) -> list[Bond]:
    stacked = tensors.stack(bond=axes).transpose("bond", "component1", "component2")
    if "delta" in axes:
        steps = [(int(value), 0) for value in data["delta"].values]
    else:
        both = (stacked[f"displacement_{name}"].values for name in "xy")
        steps = [(int(x), int(y)) for x, y in zip(*both, strict=True)]
    bonds, seen = [], set()
    for step, tensor in zip(steps, stacked.values, strict=True):
        # The opposite displacement is the same bond seen from its other end.
        if step in seen or (-step[0], -step[1]) in seen:
            continue
        seen.add(step)
        bonds.append(Bond(0, 0, (*step, 0), tensor))
    return bonds


def _of_cluster(data: xr.Dataset, tensors: xr.DataArray, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[Bond]]:
    if "pair" in tensors.dims:
        labels = [tuple(int(number) - 1 for number in str(label).split("-")) for label in data["pair"].values]
        steps = data["pair_displacement"].transpose("pair", "axis").values
        tensors = tensors.transpose("pair", ...)
        found = [
            (first, second, step, tensor) for (first, second), step, tensor in zip(labels, steps, tensors.values, strict=True)
        ]
    else:
        step = data["displacement"].values if "displacement" in data else [float(data["delta"]), 0.0]
        found = [(0, 1, np.asarray(step, float), tensors.values)]
    count = 1 + max(second for _, second, _, _ in found)
    sites = np.zeros((count, 3))
    for first, second, step, _ in found:
        if first == 0:
            sites[second, :2] = step
    sites -= sites.min(0)
    extent = 2 * (sites.max(0) + 1)
    extent[2] = 1
    bonds = [Bond(first, second, (0, 0, 0), tensor) for first, second, _, tensor in found]
    return sites / extent, vectors * extent[:, None], bonds
