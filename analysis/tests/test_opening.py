"""Results as datasets that know their fixed parameters."""

from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

import moriya

from .conftest import FIXTURES


def test_fixed_parameters_are_coordinates(results: Path) -> None:
    """Numbers and words stand beside the axes, with units, and follow a selection."""
    data = moriya.open(results / "map")
    assert data.gap_s.item() == 0.1
    assert data.gap_s.attrs["units"] == "t"
    assert data.gap_s.attrs["long_name"] == "singlet (s-wave) gap"
    assert data.d_vector.item() == "e_z * p_x"
    assert data.lattice_size.values.tolist() == [13, 5]
    assert data.D.sel(component="z").isel(mu=0).gap_s.item() == 0.1
    # What an axis sets is no fixed parameter.
    assert data.gap_p.dims == ("gap_p",)
    assert "parameter_gap_p" not in data.variables


def test_a_folder_and_its_file_are_the_same(results: Path) -> None:
    """Both ways give every array and every coordinate alike."""
    xr.testing.assert_identical(moriya.open(results / "three"), moriya.open(results / "three" / "result.h5"))
    xr.testing.assert_equal(
        moriya.open(results / "three").reset_coords(drop=True),
        xr.open_dataset(results / "three" / "result.h5", engine="h5netcdf").reset_coords(drop=True),
    )


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("layout-*/*/result.h5")), ids=lambda path: "/".join(path.parts[-3:-1]))
def test_released_layouts(file: Path) -> None:
    """Every layout that was released opens, with its parameters, couplings and a page."""
    data = moriya.open(file)
    assert len([name for name, one in data.coords.items() if one.dims == () and "units" in one.attrs]) >= 2
    assert set(data.moriya.couplings.data_vars) & {"J", "D", "Q"}


def test_what_is_no_result_is_refused(tmp_path: Path, results: Path) -> None:
    """Each in one sentence that names it."""
    with pytest.raises(moriya.MoriyaError, match="there is no such file"):
        moriya.open(tmp_path / "no.h5")
    with pytest.raises(moriya.MoriyaError, match="has no result.h5: `moriya merge"):
        moriya.open(tmp_path)
    (tmp_path / "text.h5").write_text("text")
    with pytest.raises(moriya.MoriyaError, match="is no result of moriya"):
        moriya.open(tmp_path / "text.h5")
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["numbers"] = np.zeros(3)
    with pytest.raises(moriya.MoriyaError, match="is no result of moriya"):
        moriya.open(tmp_path / "other.h5")
