"""Any result can be plotted: any grid, any model, any layout that was released."""

from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr
from matplotlib.figure import Figure

from moriya_figures import FigureError, draw, overview, style
from moriya_figures.core.results import observables_of

from .conftest import FIXTURES, JOBS
from .looks import assert_legible, shown_texts

OTHERS = [name for name in JOBS if "/" not in name]


def _drawn(data: xr.Dataset, observable: str) -> Figure:
    plt.close("all")
    with style():
        return overview(data, observable)


def _all_texts(figure: Figure) -> str:
    return " ".join(text.get_text() for text in shown_texts(figure))


@pytest.mark.parametrize("observable", ["J", "D", "residual"])
@pytest.mark.parametrize("name", JOBS)
def test_every_grid(name: str, observable: str, data: dict[str, xr.Dataset]) -> None:
    """A picture in which everything can be read, whatever the grid."""
    known = observables_of(data[name])
    if observable not in known:
        observable = known[0]
    assert_legible(_drawn(data[name], observable))


def test_line(data: dict[str, xr.Dataset]) -> None:
    """Over one axis each component is a curve; equal ones are one; decades make the axis logarithmic."""
    (axes,) = _drawn(data["line"], "J").axes
    curves = axes.get_lines()[1:]
    assert [curve.get_label() for curve in curves] == ["$J_{x}$ = $J_{y}$", "$J_{z}$"]
    assert np.array_equal(curves[1].get_ydata(), data["line"].J.sel(component="z"))
    assert axes.get_xscale() == "log"
    assert axes.get_xlabel() == "temperature $T$\u00a0($t$)"


def test_family(data: dict[str, xr.Dataset]) -> None:
    """Over two axes there is a curve for each member of the shorter, named after it; words are never along x."""
    (axes,) = _drawn(data["words"], "D").axes
    curves = axes.get_lines()[1:]
    assert [curve.get_label() for curve in curves if not curve.get_label().startswith("_")] == ["p_phase = i", "p_phase = 1"]
    assert np.array_equal(curves[0].get_xdata(), [1, 2, 3])
    assert np.array_equal(curves[0].get_ydata(), data["words"].D.sel(p_phase="i", component="z"))
    two = data["words"].isel(delta=[0, 1])
    three = xr.concat([two, two.isel(p_phase=[0]).assign_coords(p_phase=["other"])], "p_phase", data_vars="minimal")
    three.attrs = data["words"].attrs
    curves = _drawn(three, "D").axes[0].get_lines()[1:]
    assert sum(not curve.get_label().startswith("_") for curve in curves) == 3


def test_map(data: dict[str, xr.Dataset]) -> None:
    """Over two long axes it is a map."""
    figure = _drawn(data["map"], "D")
    panel, bar = figure.axes
    assert panel.get_ylabel() == "triplet gap $\\Delta_p$\u00a0($t$)"
    assert panel.get_xlabel() == "chemical potential $\\mu$\u00a0($t$)"
    assert bar.get_ylabel() == "$D_{z}$ ($t$)"
    values = panel.collections[0].get_array()
    assert np.array_equal(values, data["map"].D.sel(component="z"))


def test_unordered_values(data: dict[str, xr.Dataset]) -> None:
    """The order of the job does not matter: values stand where they belong."""
    shuffled = data["map"].isel(mu=[3, 0, 7, 1, 2, 10, 4, 9, 6, 5, 8])
    expected = _drawn(data["map"], "D").axes[0].collections[0].get_array()
    assert np.array_equal(_drawn(shuffled, "D").axes[0].collections[0].get_array(), expected)


def test_other_axes_are_fixed_and_named(data: dict[str, xr.Dataset]) -> None:
    """Of three axes two are shown, and the title says where the third stands: at its first member with a number."""
    three = data["three"]
    assert "at $\\mu$ = -3, $\\nu$ = 0" in _all_texts(_drawn(three, "D"))
    three.D[:, :, 0] = np.nan
    figure = _drawn(three, "D")
    assert "at $\\mu$ = -2, $\\nu$ = 1" in _all_texts(figure)
    assert np.array_equal(figure.axes[0].get_lines()[1].get_ydata(), three.D.isel(gap_p=0, mu_nu=1).sel(component="z"))


def test_noise_is_no_curve(data: dict[str, xr.Dataset]) -> None:
    """Rounding is not drawn, and if there is nothing else the picture says so."""
    line = data["line"]
    assert [curve.get_label() for curve in _drawn(line, "D").axes[0].get_lines()[1:]] == ["$D_{z}$"]
    line["D"] *= 1e-14
    (axes,) = _drawn(line, "D").axes
    assert len(axes.get_lines()) == 1
    assert "zero within rounding" in axes.texts[0].get_text()


def test_the_bound_on_the_error_is_noise(data: dict[str, xr.Dataset]) -> None:
    """What lies below the bound that the file gives is no curve either."""
    line = data["line"]
    line["D_error"] = xr.full_like(line.J_error, 1.0)
    assert len(_drawn(line, "D").axes[0].get_lines()) == 1


def test_doubtful_points(data: dict[str, xr.Dataset]) -> None:
    """Where the energies are not bilinear in the spins, the picture greys the points and says how many and why."""
    figure = _drawn(data["crossing"], "J")
    assert "Grey or crossed, 2 of 3 points: the energies are not" in figure.get_supxlabel()
    assert len(figure.axes[0].patches) == 2
    assert "Grey" not in _drawn(data["crossing"].sel(exchange=[3.0]), "J").get_supxlabel()


def test_anisotropy_is_no_doubt(data: dict[str, xr.Dataset]) -> None:
    """Energies of each spin alone change neither J nor D, however large they are beside these."""
    line = data["line"]
    alone = xr.DataArray(np.array([0.0, 0, 9, 0, 0, 9]), dims="spin1", coords={"spin1": line.spin1})
    line["free_energy"] = line.free_energy + alone
    assert "Grey" not in _drawn(line, "J").get_supxlabel()
    together = alone * xr.DataArray(np.array([0.0, 0, 1, 0, 0, 1]), dims="spin2", coords={"spin2": line.spin2})
    line["free_energy"] = line.free_energy + together
    assert "4 of 4 points" in _drawn(line, "J").get_supxlabel()


def test_unknown_model() -> None:
    """A model without a package is plotted under the names of the file, with coordinates of its own as an axis."""
    energies = np.linspace(-1, 1, 30)
    data = xr.Dataset(
        {
            "status": ("field", np.ones(2, np.int8)),
            "density": (("field", "energy"), np.outer([1, 2], energies**2), {"units": "1/eV", "long_name": "density of states"}),
        },
        {"field": ("field", [0.0, 0.5], {"units": "T", "long_name": "field B"}), "energy": ("energy", energies, {"units": "eV"})},
        {"model": "of-tomorrow"},
    )
    (axes,) = _drawn(data, "density").axes
    assert [curve.get_label() for curve in axes.get_lines()[1:]] == ["field = 0", "field = 0.5"]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("energy\u00a0(eV)", "density (1/eV)")


def test_default(data: dict[str, xr.Dataset], tmp_path: Path) -> None:
    """Where no figure is for a result, its leading observables are drawn; any other by its name."""
    assert [path.name for path in draw(data["three"], tmp_path)] == ["J.png", "J.svg", "D.png", "D.svg"]
    assert [path.name for path in draw(data["three"], tmp_path, ["free_energy"])] == ["free_energy.png", "free_energy.svg"]
    empty = data["three"].copy(deep=True)
    for values in empty.data_vars.values():
        if values.dtype.kind == "f":
            values[...] = np.nan
    with pytest.raises(FigureError, match="no number at any point"):
        draw(empty, tmp_path)


@pytest.mark.parametrize("folder", sorted(FIXTURES.glob("layout-*/*/result.h5")), ids=lambda path: "/".join(path.parts[-3:-1]))
def test_released_layouts(folder: Path, tmp_path: Path) -> None:
    """Result files of every released layout are drawn, partial ones included."""
    written = draw(folder, tmp_path)
    assert len(written) == 4
    assert all(path.stat().st_size > 5000 for path in written)


def test_released_layouts_are_there() -> None:
    """The parameters of the test above are not empty."""
    assert len(list(FIXTURES.glob("layout-1/*/result.h5"))) == 3
