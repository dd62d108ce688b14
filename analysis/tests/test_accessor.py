"""Ratios, angles and sums over pairs, against what is known of them."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr

import moriya
from moriya.accessor import LEVI_CIVITA
from moriya.pair import ground_state_angle

from .looks import assert_legible

DELTA = np.arange(1, 41)


def _result(j: np.ndarray, d: np.ndarray, error: float = 1e-14, axis: str = "delta", values: object = None) -> xr.Dataset:
    """Return a result of two spins along one axis: J and D over it and ``component``."""
    count = len(j)
    coords = {axis: np.arange(1, count + 1) if values is None else values, "component": list("xyz")}
    arrays = {name: ((axis, "component"), one, {"units": "t"}) for name, one in (("J", j), ("D", d))}
    bounds = {f"{name}_error": ((axis,), np.full(count, error), {"units": "t"}) for name in arrays}
    status = {"status": ((axis,), np.ones(count, np.int8))}
    return xr.Dataset(arrays | bounds | status, coords, {"model": "bdg-rkky"})


def _isotropic(j: object, d_z: object) -> xr.Dataset:
    j, d_z = np.atleast_1d(np.asarray(j, float)), np.atleast_1d(np.asarray(d_z, float))
    d = np.zeros((len(j), 3))
    d[:, 2] = d_z
    return _result(np.repeat(j[:, None], 3, axis=1), d)


def test_ratio_of_lengths_and_elements() -> None:
    """|D| / |J| of an isotropic J is D_z / J but for the sign, whatever the number of components."""
    data = _isotropic([2.0, -2.0], [1.0, -1.0])
    np.testing.assert_allclose(data.moriya.ratio("D", "J"), [0.5, 0.5], rtol=1e-15)
    np.testing.assert_allclose(data.moriya.ratio("D_z", "J_x"), [0.5, 0.5], rtol=1e-15)
    np.testing.assert_allclose(data.moriya.ratio("J_z", "D_z"), [2, 2], rtol=1e-15)
    assert data.moriya.ratio("D", "J").attrs["units"] == "1"


def test_ratio_handles_zeros() -> None:
    """Numbers within their own error are zero: 0/x is 0, x/0 is infinite, 0/0 and missing numbers are NaN."""
    data = _isotropic([1.0, 1e-15, -1e-15, 1e-15, np.nan], [1e-15, 1.0, 1.0, 1e-15, 1.0])
    ratio = data.moriya.ratio("D_z", "J_z")
    assert ratio.values[0] == 0
    assert np.isinf(ratio.values[1:3]).all()
    assert np.isnan(ratio.values[3:]).all()
    assert np.isinf(ratio.error.values[1])


def test_error_of_a_ratio_bounds_it() -> None:
    """No numbers within their bounds give a ratio further off than its own bound."""
    data = _result(np.full((1, 3), 3.0), np.array([[0.0, 0.0, 2.0]]), error=0.1)
    ratio = data.moriya.ratio("D_z", "J_z")
    worst = max(abs((2 + a) / (3 + b) - 2 / 3) for a in (-0.1, 0.1) for b in (-0.1, 0.1))
    assert worst <= ratio.error.item() <= 1.1 * worst


def test_ratio_of_different_units_is_refused() -> None:
    """What is no pure number is none."""
    data = _isotropic([1.0], [1.0])
    data.D.attrs["units"] = "eV"
    with pytest.raises(moriya.MoriyaError, match="D is in eV, J in t"):
        data.moriya.ratio("D", "J")
    with pytest.raises(moriya.MoriyaError, match='no "D_w" in this result; there are J, D'):
        data.moriya.ratio("D_w", "J")


@pytest.mark.parametrize(("j", "d"), [(-2.0, 1.0), (2.0, 1.0), (-1.0, 0.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 1e-4)])
def test_canting_angle_of_isotropic_exchange(j: float, d: float) -> None:
    """With isotropic J the spins are arctan(|D| / |J|) from collinear, and arctan2(|D|, -J) from one another."""
    data = _isotropic([j], [d])
    assert data.moriya.canting_angle().item() == pytest.approx(np.degrees(np.arctan2(abs(d), abs(j))), abs=1e-9)
    between = data.moriya.canting_angle(from_collinear=False, degrees=False)
    assert between.item() == pytest.approx(np.arctan2(abs(d), -j), abs=1e-11)
    assert between.attrs["units"] == "radian"


def test_canting_angle_of_any_tensor_is_that_of_least_energy() -> None:
    """Against a search over both spins, for tensors without symmetry."""
    random = np.random.default_rng(5)
    for _ in range(20):
        tensor = random.normal(size=(3, 3))
        spins = random.normal(size=(20000, 3))
        spins /= np.linalg.norm(spins, axis=1)[:, None]
        # To a given S1 the best S2 is against its field.
        fields = spins @ tensor
        best = int(np.argmax(np.linalg.norm(fields, axis=1)))
        second = -fields[best] / np.linalg.norm(fields[best])
        found = np.arccos(spins[best] @ second)
        assert ground_state_angle(tensor).item() == pytest.approx(found, abs=0.1)


def test_canting_angle_where_there_is_none() -> None:
    """NaN for missing points, for tensors within their error, and where equal energies have different angles."""
    data = _isotropic([np.nan, 1e-15, 1.0], [0, 0, 0])
    assert np.isnan(data.moriya.canting_angle().values[:2]).all()
    assert data.moriya.canting_angle().values[2] == 0
    assert np.isnan(ground_state_angle(np.diag([1.0, -1.0, 0.0])))


def test_the_file_tensor_counts(data: dict[str, xr.Dataset]) -> None:
    """The tensor in the file and that of J and D have one antisymmetric part, and the diagonal of J."""
    result = data["bdg-rkky/fig1c"]
    tensor = result.moriya.tensor.values
    d = np.einsum("abc,...ab->...c", LEVI_CIVITA, tensor) / 2
    np.testing.assert_allclose(d, result.D.values, atol=1e-13)
    np.testing.assert_allclose(np.diagonal(tensor, axis1=-2, axis2=-1), result.J.values, atol=1e-13)
    made = result.drop_vars("exchange_tensor").moriya.tensor
    np.testing.assert_allclose(made.values - np.swapaxes(made.values, -1, -2), tensor - np.swapaxes(tensor, -1, -2), atol=1e-13)


def test_j_of_q_of_a_geometric_series() -> None:
    """J(R) = r^R sums to 2 (r cos q - r²) / (1 - 2 r cos q + r²), D(R) = r^R to 2 r sin q / (1 - 2 r cos q + r²)."""
    r = 0.4
    data = _isotropic(r**DELTA, r**DELTA)
    found = data.moriya.J_of_q()
    q = found.q.values
    below = 1 - 2 * r * np.cos(q) + r * r
    np.testing.assert_allclose(found.J, 2 * (r * np.cos(q) - r * r) / below, atol=1e-14)
    np.testing.assert_allclose(found.D.sel(component="z"), 2 * r * np.sin(q) / below, atol=1e-14)
    np.testing.assert_allclose(found.least, np.minimum(found.J, found.J - np.abs(found.D.sel(component="z"))), atol=1e-14)
    assert found.J.attrs["units"] == "t"


def test_least_is_the_energy_of_a_spiral() -> None:
    """A spiral about D, of any pitch, on a closed chain has half of J(q) ± D(q) a site, summed pair by pair."""
    count, reach = 48, 3
    j, d = np.array([-1.0, 0.7, 0.2]), np.array([0.5, -0.3, 0.1])
    pitch = 2 * np.pi * 5 / count
    phases = pitch * np.arange(count)
    spins = np.stack([np.cos(phases), np.sin(phases), np.zeros(count)], axis=-1)
    energy = 0.0
    for distance in range(1, reach + 1):
        other = np.roll(spins, -distance, axis=0)
        energy += np.sum(j[distance - 1] * np.sum(spins * other, -1) + d[distance - 1] * np.cross(spins, other)[:, 2])
    found = _isotropic(j, d).moriya.J_of_q(np.array([pitch]))
    # S1 × S2 along z is sin(pitch) > 0 here.
    expected = (found.J + found.D.sel(component="z")).item() / 2
    assert energy / count == pytest.approx(expected, abs=1e-12)
    assert found.least.item() / 2 <= energy / count + 1e-12


def test_j_of_q_over_a_plane_counts_opposites_once() -> None:
    """Neighbours on a square lattice give 2 J (cos q_x + cos q_y), also if both R and -R are there."""
    for displacements in ([[1, 0], [0, 1]], [[1, 0], [0, 1], [-1, 0]]):
        count = len(displacements)
        data = _result(np.full((count, 3), 0.3), np.zeros((count, 3)), axis="displacement", values=np.arange(count))
        x, y = np.array(displacements).T
        data = data.assign_coords(displacement_x=("displacement", x), displacement_y=("displacement", y))
        q = np.array([[0.0, 0.0], [0.3, 1.2], [np.pi, np.pi]])
        np.testing.assert_allclose(data.moriya.J_of_q(q).J, 0.6 * np.cos(q).sum(-1), atol=1e-14)


def test_j_of_q_over_a_plane_of_two_axes() -> None:
    """A grid over both coordinates: as many terms 2 J cos(q·R) as it has displacements."""
    steps = [(x, y) for x in (1, 2) for y in (-1, 0, 3)]
    j = np.arange(1.0, 7.0)
    data = _result(np.repeat(j[:, None], 3, axis=1), np.zeros((6, 3)), axis="displacement", values=np.arange(6))
    x, y = np.array(steps).T
    data = data.assign_coords(displacement_x=("displacement", x), displacement_y=("displacement", y))
    data = data.set_index(displacement=["displacement_x", "displacement_y"]).unstack("displacement")
    data = data.transpose(..., "component")
    q = np.array([[0.3, 1.2], [2.0, -0.7]])
    expected = [sum(2 * one * np.cos(a * x + b * y) for one, (x, y) in zip(j, steps, strict=True)) for a, b in q]
    np.testing.assert_allclose(data.moriya.J_of_q(q).J, expected, atol=1e-13)


def test_j_of_q_needs_all_distances() -> None:
    """A gap in the distances is named, and so is a grid without distances."""
    with pytest.raises(moriya.MoriyaError, match="leaves out 2: the sum needs all up to 3"):
        _isotropic([1, 1, 1], [0, 0, 0]).isel(delta=[0, 2]).moriya.J_of_q()
    with pytest.raises(moriya.MoriyaError, match="needs an axis over the distance"):
        _isotropic([1, 1], [0, 0]).rename(delta="mu").moriya.J_of_q()


def test_couplings_say_what_means_little(data: dict[str, xr.Dataset]) -> None:
    """They hold J, D, their tensor and errors; near the crossing of an in-gap state they are doubtful."""
    found = data["crossing"].moriya.couplings
    assert list(found.data_vars) == ["J", "D", "exchange_tensor", "J_error", "D_error", "exchange_tensor_error"]
    assert found.doubtful.values.any()
    assert not data["line"].moriya.couplings.doubtful.values.any()
    assert set(data["rashba-dmi/fig2"].moriya.couplings.data_vars) == {"D", "Q", "D_error", "Q_error"}


@pytest.mark.parametrize("name", ["line", "words", "map", "rashba-dmi/fig2"])
def test_plot(name: str, data: dict[str, xr.Dataset]) -> None:
    """A picture for each kind of grid; the leading observable without a name."""
    plt.close("all")
    assert_legible(data[name].moriya.plot())
    assert_legible(data[name].moriya.plot("D"))
    with pytest.raises(moriya.MoriyaError, match='no observable "nothing"'):
        data[name].moriya.plot("nothing")
