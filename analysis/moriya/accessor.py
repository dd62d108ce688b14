"""``data.moriya``: what a theorist asks of a result first."""

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.figure import Figure

from moriya_figures.core.doubt import doubtful
from moriya_figures.core.overview import overview
from moriya_figures.core.results import FigureError, axes_of, model_of, observables_of
from moriya_figures.core.style import style

from .chain import tensor_of_q
from .errors import MoriyaError
from .pair import ground_state_angle
from .quantities import error_bound, leading, strength

EPSILON = float(np.finfo(float).eps)
# ε_abc, by which D enters the tensor: D·(S1 × S2) = Σ ε_abc D_c S1_a S2_b.
LEVI_CIVITA = np.zeros((3, 3, 3))
for _a, _b, _c in [(0, 1, 2), (1, 2, 0), (2, 0, 1)]:
    LEVI_CIVITA[_a, _b, _c], LEVI_CIVITA[_b, _a, _c] = 1, -1


@xr.register_dataset_accessor("moriya")
class MoriyaAccessor:
    """Couplings, ratios, angles and pictures of a result opened by ``moriya.open``."""

    def __init__(self, data: xr.Dataset) -> None:
        self._data = data

    @property
    def model(self) -> str:
        """The name of the model that computed the result."""
        return model_of(self._data)

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes of the grid, in the order of the job."""
        try:
            return axes_of(self._data)
        except FigureError as error:
            raise MoriyaError(str(error)) from error

    @property
    def couplings(self) -> xr.Dataset:
        """The leading observables, the full tensor if there is one, and bounds on their errors, in the units of the file.

        The coordinate ``doubtful`` is true at points whose numbers exist but mean little, by the judgement of the model.
        """
        names = [*leading(self._data), *(name for name in ["exchange_tensor"] if name in self._data)]
        names += [f"{name}_error" for name in names if f"{name}_error" in self._data]
        return self._data[names].assign_coords(doubtful=doubtful(self._data))

    def ratio(self, numerator: str, denominator: str) -> xr.DataArray:
        """Return a ratio of two observables or elements, such as ``ratio("D", "J")`` or ``ratio("D_z", "J_x")``: a pure number.

        Elements keep their signs. A vector counts by its length, ``|D|``; ``J``, whose components multiply S1_a S2_a, by the root
        mean square of its components, which is ``|J|`` where it is isotropic.

        A number no larger than the bound on its own error is zero: zero over anything else is 0, anything else over zero ±inf,
        zero over zero NaN. The coordinate ``error`` bounds the error of the ratio; it is inf where the denominator may be zero.

        Raises:
            MoriyaError: there is no such observable or element, or the two have different units.
        """
        (above, above_error), (below, below_error) = (strength(self._data, name) for name in (numerator, denominator))
        units = [one.attrs.get("units", "1") for one in (above, below)]
        if units[0] != units[1]:
            raise MoriyaError(f"{numerator} is in {units[0]}, {denominator} in {units[1]}: their ratio is no pure number")
        zero_above, zero_below = np.abs(above) <= above_error, np.abs(below) <= below_error
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = xr.where(zero_above, 0.0, above) / xr.where(zero_below, 0.0, below)
            margin = np.abs(below) - below_error
            error = xr.where(margin > 0, (above_error + np.abs(above / below) * below_error) / margin, np.inf)
            # And what rounding adds, to the ratio and to its bound.
            error = error * (1 + 8 * EPSILON) + 8 * EPSILON * np.abs(ratio)
        ratio = ratio.where(np.isfinite(above) & np.isfinite(below)).rename(f"{above.name}/{below.name}")
        ratio.attrs = {"units": "1", "long_name": f"{above.name} / {below.name}"}
        error.attrs = {"units": "1", "long_name": f"bound on the error of {above.name} / {below.name}"}
        return ratio.assign_coords(error=error.where(~np.isnan(ratio)))

    @property
    def tensor(self) -> xr.DataArray:
        """The tensor T of the energy S1·T·S2, over ``component1`` and ``component2``, in the unit of the file.

        It is ``exchange_tensor`` where the file has it, else what follows from J and D: J_a on the diagonal, ε_abc D_c.

        Raises:
            MoriyaError: the result has neither.
        """
        data = self._data
        if "exchange_tensor" in data:
            return data["exchange_tensor"]
        if not all(name in data and data[name].dims[-1:] == ("component",) for name in ("J", "D")):
            raise MoriyaError(f"results of {self.model} have no exchange tensor, nor J and D of two spins")
        labels = list("xyz")
        j, d = data["J"].values, data["D"].values
        values = j[..., :, None] * np.eye(3) + np.einsum("abc,...c->...ab", LEVI_CIVITA, d)
        grid = {name: data[name] for name in data["J"].dims[:-1] if name in data.coords}
        return xr.DataArray(
            values,
            dims=[*data["J"].dims[:-1], "component1", "component2"],
            coords={**grid, "component1": labels, "component2": labels},
            name="exchange_tensor",
            attrs={"units": data["J"].attrs.get("units", "1"), "long_name": "exchange tensor of J and D, energy S1_a T_ab S2_b"},
        )

    def canting_angle(self, *, from_collinear: bool = True, degrees: bool = True) -> xr.DataArray:
        """Return how far two classical spins that minimise S1·T·S2 are from collinear: 0° to 90°.

        The full tensor counts, anisotropies included; with isotropic J it is arctan(|D| / |J|). Terms of either spin alone
        (moments) are left out.

        Args:
            from_collinear: else the angle between the spins, from 0° (parallel) to 180°.
            degrees: else radians.

        Returns:
            An angle for each point; NaN where there is no result, where the tensor is no larger than its error, and where
            ground states of one energy have different angles.
        """
        tensor = self.tensor.transpose(..., "component1", "component2")
        source = "exchange_tensor" if "exchange_tensor" in self._data else "J"
        bound = error_bound(self._data, source).transpose(*tensor.dims[:-2])
        angle = ground_state_angle(tensor.values, bound.values)
        if from_collinear:
            angle = np.minimum(angle, np.pi - angle)
        result = xr.zeros_like(tensor.isel(component1=0, component2=0, drop=True))
        name, words = ("canting_angle", "angle of two spins with the collinear state")
        if not from_collinear:
            name, words = ("spin_angle", "angle between two spins")
        result = result.copy(data=np.degrees(angle) if degrees else angle).rename(name)
        result.attrs = {"units": "degree" if degrees else "radian", "long_name": f"{words}, of least energy S1.T.S2"}
        return result

    def J_of_q(self, q: np.ndarray | None = None) -> xr.Dataset:  # noqa: N802 (as physicists write it)
        """Return the interaction of a chain of equal impurities, one on each site, at wave numbers q.

        T(q) = Σ_R T(R) exp(-i q·R) over all displacements of the result's axis ``delta`` (a chain along x) or ``displacement``,
        or of its axes ``displacement_x`` and ``displacement_y``, and their opposites, T(-R) being the transpose of T(R). The
        chain's pairs interact as two impurities alone do: what three do together is not in it, nor what lies beyond the largest
        displacement.

        Args:
            q: wave numbers in inverse lattice constants: of shape (q,) along x, or (q, 2). By default 201 from -π to π, along x.

        Returns:
            ``J`` (the isotropic part, a third of the trace of T(q)), ``D`` (over ``component``; the vector of its antisymmetric
            part, times i, which is real and odd in q), ``least`` (the lowest eigenvalue: half of its minimum
            over q bounds the energy a site of any order of the spins from below), all in the unit of the file, over ``q``.

        Raises:
            MoriyaError: the result has no axis of displacements, or leaves out distances between 1 and its largest.
        """
        whole = self.tensor
        if {"displacement_x", "displacement_y"} <= set(whole.dims):
            whole = whole.stack(displacement=["displacement_x", "displacement_y"])
        axis, displacements = self._displacements(whole)
        momenta = np.linspace(-np.pi, np.pi, 201) if q is None else np.asarray(q, float)
        vectors = momenta[:, None] if momenta.ndim == 1 else momenta
        vectors = np.hstack([vectors, np.zeros((len(vectors), 2 - vectors.shape[1]))])
        tensor = whole.transpose(..., axis, "component1", "component2")
        of_q = tensor_of_q(tensor.values, displacements, vectors)
        dims = [*tensor.dims[:-3], "q"]
        antisymmetric = np.einsum("abc,...qab->...qc", LEVI_CIVITA, of_q) / 2
        arrays = {
            "J": (dims, np.trace(of_q, axis1=-2, axis2=-1).real / 3, "isotropic exchange J(q)"),
            "D": ([*dims, "component"], (1j * antisymmetric).real, "Dzyaloshinskii-Moriya vector D(q)"),
            "least": (dims, np.linalg.eigvalsh(np.nan_to_num(of_q))[..., 0], "lowest eigenvalue of the tensor T(q)"),
        }
        missing = np.isnan(of_q).any((-2, -1))
        arrays["least"] = (dims, np.where(missing, np.nan, arrays["least"][1]), arrays["least"][2])
        unit = tensor.attrs.get("units", "1")
        coords: dict[str, Any] = {str(name): tensor[name] for name in tensor.dims[:-3] if name in tensor.coords}
        coords["component"] = list("xyz")
        if momenta.ndim == 1:
            coords["q"] = xr.Variable("q", momenta, {"units": "1/a", "long_name": "wave number along x"})
        else:
            for index, name in enumerate("xy"):
                words = {"units": "1/a", "long_name": f"wave number along {name}"}
                coords[f"q_{name}"] = xr.Variable("q", vectors[:, index], words)
        variables = {name: (dims, values, {"units": unit, "long_name": text}) for name, (dims, values, text) in arrays.items()}
        return xr.Dataset(variables, coords)

    def _displacements(self, tensor: xr.DataArray) -> tuple[str, np.ndarray]:
        data = self._data
        if "delta" in self.axes:
            distances = data["delta"].values
            largest = int(np.abs(distances).max())
            absent = sorted(set(range(1, largest + 1)) - set(np.abs(distances).tolist()))
            if absent:
                raise MoriyaError(
                    f"the axis delta leaves out {', '.join(map(str, absent[:5]))}: the sum needs all up to {largest}"
                )
            return "delta", np.stack([distances, np.zeros(len(distances))], axis=-1).astype(float)
        if "displacement" in tensor.dims:
            known = tensor if "displacement_x" in tensor.coords else data
            return "displacement", np.stack([known[f"displacement_{name}"].values for name in "xy"], -1).astype(float)
        raise MoriyaError("J(q) needs an axis over the distance: delta, or displacement")

    def plot(self, observable: str | None = None) -> Figure:
        """Draw an observable with whatever fits: a line over one axis, a family of curves over two, a map over two long ones.

        Args:
            observable: the leading one by default, such as ``J``. What else there is, such as a ratio, xarray draws:
                ``data.moriya.ratio("D", "J").plot()``.

        Raises:
            MoriyaError: there is no such observable, or it has no number at any point.
        """
        name = observable or leading(self._data)[0]
        if name not in observables_of(self._data):
            raise MoriyaError(f'there is no observable "{name}"; there are {", ".join(observables_of(self._data))}')
        try:
            with style():
                return overview(self._data, name)
        except FigureError as error:
            raise MoriyaError(str(error)) from error
