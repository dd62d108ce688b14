"""What experiments see, from the job file to the arrays, against an independent program (dense diagonalisation in SciPy)."""

import numpy as np
import pytest
import xarray as xr

LEVELS = [0.1090464732, 0.1898126120, 0.1898126120, 0.1931326228, 0.2879917527]
# At (0, 0), (2, 0) and (-3, -3) from impurity 1, for E = -0.1, 0 and 0.1, both spins together, η = 0.01.
DENSITIES = [
    [0.05506255, 0.05835713, 0.02022872],
    [0.06030631, 0.01964687, 0.00804500],
    [3.59110243, 0.44575823, 0.19331638],
]


def test_levels(data: dict[str, xr.Dataset]) -> None:
    """Energies ascend, are padded with NaN, and are as many as were counted."""
    found = data["experiment"].sel(texture="tilted")
    energies = found.in_gap_energy.values
    assert energies[:5] == pytest.approx(LEVELS, abs=1e-10)
    assert np.isnan(energies[5:]).all()
    assert found.in_gap_count == 5
    assert found.parity == 1
    assert data["experiment"].in_gap_energy_error < 1e-12
    # Two levels of the host have a node where the impurities are.
    assert np.nansum(found.in_gap_weight.values[1:3]) < 1e-20


def test_densities(data: dict[str, xr.Dataset]) -> None:
    """Energies are selected by value; densities of both spins add up to those known."""
    density = data["experiment"].ldos.sel(texture="tilted").sum("spin")
    assert density.values == pytest.approx(np.array(DENSITIES), abs=6e-9)
    assert density.sel(energy=0.08, method="nearest").energy == 0.1
    assert data["experiment"].ldos_position.values.tolist() == [[0, 0], [2, 0], [-3, -3]]


def test_windows_have_positions(data: dict[str, xr.Dataset]) -> None:
    """Windows have axes of numbers."""
    density = data["bdg-rkky/ldos_map"].ldos
    assert density.sel(x=1.2, y=-1.8, energy=0.01, method="nearest").dims == ("texture", "spin")


def test_ground_state(data: dict[str, xr.Dataset]) -> None:
    """The energy is below that of every texture; the spins are unit vectors."""
    found = data["experiment"]
    assert (found.ground_state_energy < found.texture_energy).all()
    assert np.linalg.norm(found.ground_state_spin, axis=1) == pytest.approx(1)
    assert found.canting_angle == pytest.approx(180, abs=1e-3)
    assert found.ground_state_bilinear_distance < 1e-3
