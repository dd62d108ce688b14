"""The page: its numbers, its size, and what a browser makes of it."""

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import xarray as xr

import moriya
from moriya.report.content import content
from moriya.report.slabs import cut

from .browser import NARROW, WIDE, Tab, chromium, opened
from .conftest import FIXTURES, MORIYA

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Of each shape one.
GRIDS = ["bdg-rkky/fig1b", "rashba-dmi/fig2", "point", "line", "words", "map", "three", "crossing"]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Start one browser for all tests here."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(results: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a page for each job."""
    folder = tmp_path_factory.mktemp("pages")
    for name in GRIDS:
        moriya.report(results / name, folder / f"{name}.html")
    return folder


def _decoded(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f8")


def test_numbers_are_those_of_the_file(data: dict[str, xr.Dataset]) -> None:
    """Each curve is an element of its observable, bit for bit, in the order of its axes; bounds on errors likewise."""
    result = data["three"]
    found = content(result, "here")
    curve = next(one for one in found["curves"] if one["label"] == "D_z")
    np.testing.assert_array_equal(_decoded(curve["values"]), result.D.sel(component="z").values.ravel())
    assert curve["axes"] == ["delta", "gap_p", "mu_nu"]
    np.testing.assert_array_equal(_decoded(found["errors"]["D"]), result.D_error.values.ravel())
    assert found["axes"]["mu_nu"]["columns"] == [["mu", [-3, -2]], ["nu", [0, 1]]]
    assert found["counts"] == {"missing": 0, "done": 12, "failed": 0, "rejected": 0}
    json.dumps(found, allow_nan=False)


def _large(rows: int, columns: int) -> xr.Dataset:
    x, y = np.linspace(0, 1, rows), np.linspace(-1, 1, columns)
    values = np.sin(7 * x)[:, None, None] * np.cos(5 * y)[None, :, None] * np.array([1.0, 2.0, 3.0])
    dims = ("gap_p", "mu", "component")
    arrays = {
        "J": (dims, values, {"units": "t"}),
        "D": (dims, values[::-1] ** 2, {"units": "t"}),
        "J_error": (dims[:2], np.full((rows, columns), 1e-13)),
        "D_error": (dims[:2], np.full((rows, columns), 1e-13)),
        "moment1": (dims, values + 1, {"units": "t"}),
        "status": (dims[:2], np.ones((rows, columns), np.int8)),
    }
    return xr.Dataset(arrays, {"gap_p": x, "mu": y, "component": list("xyz")}, {"model": "bdg-rkky", "title": "large"})


def test_a_million_points_fit(tmp_path: Path, browser: "Browser") -> None:
    """The page has at most 20 MB, opens, keeps both ends of each axis, and says what it leaves out."""
    data = _large(1000, 1000)
    page = moriya.report(data, tmp_path / "large.html")
    assert 10e6 < page.stat().st_size <= 20e6
    slab = cut(data)
    for axis in ("gap_p", "mu"):
        assert slab.data[axis].values[[0, -1]].tolist() == data[axis].values[[0, -1]].tolist()
        assert np.ptp(np.diff(slab.kept[axis])) <= 1
    np.testing.assert_array_equal(slab.curves[0].values, data.J.sel(component="x").isel(slab.kept))
    assert re.fullmatch(r"gap_p: \d+ of 1000 values are here, evenly spaced, .*", slab.left_out[0])
    assert "not here for their size: moment1" in slab.left_out
    with opened(browser, page) as tab:
        tab.choose("view", "map")
        shape = {len(tab.curves()), len(tab.curves()[0])}
        assert shape == set(slab.data.status.shape)
        assert "of 1000 values are here" in tab.page.inner_text("#left-out")


def test_what_fits_is_whole() -> None:
    """Nothing is left out of a grid that fits."""
    slab = cut(_large(30, 20))
    assert slab.left_out == []
    assert {one.observable for one in slab.curves} == {"J", "D", "moment1"}


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("name", GRIDS)
def test_every_grid_opens(name: str, width: int, pages: Path, browser: "Browser") -> None:
    """Whatever the grid: a plot, a table, no complaint, nothing wider than the window, letters of a readable size."""
    with opened(browser, pages / f"{name}.html", width) as tab:
        assert tab.curves()
        assert tab.page.locator("#table tr").count() >= 2
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
        sizes = tab.page.eval_on_selector_all(
            "p, td, th, dd, label, select, button, .xtick text, .ytick text, .legendtext",
            "(all) => all.filter((one) => one.textContent.trim()).map((one) => parseFloat(getComputedStyle(one).fontSize))",
        )
        assert min(sizes) >= 12
        if name == "point":
            assert not tab.page.is_visible("#plot-section")
            return
        box = tab.page.locator("#plot .nsewdrag").first.bounding_box()
        assert box is not None
        assert box["width"] > 0.5 * min(width, 1200) - 20
        _every_view(tab)


def _every_view(tab: Tab) -> None:
    """Choose each quantity in each view that is offered."""
    for quantity in tab.page.eval_on_selector_all("#quantity option", "(all) => all.map((one) => one.value)"):
        tab.choose("quantity", quantity)
        if not tab.page.eval_on_selector("#view option[value=map]", "(one) => one.disabled"):
            tab.choose("view", "map")
            assert tab.curves()
            tab.choose("view", "line")
        assert tab.curves()


def test_sliders_move_curves(pages: Path, browser: "Browser", data: dict[str, xr.Dataset]) -> None:
    """Each slider goes through the members of its axis; the curves are the numbers there."""
    result = data["three"]
    with opened(browser, pages / "three.html") as tab:
        tab.choose("quantity", "D")
        assert tab.names() == ["D_z"]
        d_z = result.D.sel(component="z")
        np.testing.assert_array_equal(tab.curves()[0], d_z.isel(gap_p=0, mu_nu=0))
        tab.press("gap_p")
        np.testing.assert_array_equal(tab.curves()[0], d_z.isel(gap_p=1, mu_nu=0))
        tab.press("mu_nu")
        np.testing.assert_array_equal(tab.curves()[0], d_z.isel(gap_p=1, mu_nu=1))
        assert tab.page.inner_text("#sliders").count("ν = 1") == 1
        tab.choose("along", "gap_p")
        np.testing.assert_array_equal(tab.curves()[0], d_z.isel(delta=0, mu_nu=1))
        tab.choose("by", "delta")
        assert tab.names() == ["δ = 1", "δ = 2", "δ = 3"]
        np.testing.assert_array_equal(tab.curves(), d_z.isel(mu_nu=1))


def test_map(pages: Path, browser: "Browser", data: dict[str, xr.Dataset]) -> None:
    """A map has one axis along x and the other upwards."""
    with opened(browser, pages / "map.html") as tab:
        tab.choose("quantity", "D")
        tab.choose("view", "map")
        np.testing.assert_array_equal(tab.curves(), data["map"].D.sel(component="z").transpose("gap_p", "mu"))


def test_numbers_can_be_saved(pages: Path, browser: "Browser", data: dict[str, xr.Dataset], tmp_path: Path) -> None:
    """What is plotted and the whole table, with all digits, names and units."""
    result = data["line"]
    with opened(browser, pages / "line.html") as tab:
        tab.choose("quantity", "J")
        plotted = tab.save("download", tmp_path)
        assert plotted[0][:3] == ["temperature (t)", "J_x = J_y (t)", "bound on the error of J_x = J_y"]
        assert [float(row[0]) for row in plotted[1:]] == result.temperature.values.tolist()
        assert [float(row[3]) for row in plotted[1:]] == result.J.sel(component="z").values.tolist()
        assert [float(row[4]) for row in plotted[1:]] == result.J_error.values.tolist()
        table = tab.save("download-table", tmp_path)
        column = table[0].index("D_z (t)")
        assert [float(row[column]) for row in table[1:]] == result.D.sel(component="z").values.tolist()
        assert [row[-2:] for row in table[1:]] == [["done", "low-rank"]] * 4


def test_a_failed_campaign(browser: "Browser", tmp_path: Path) -> None:
    """Failed points are named with their reasons, and lead to their rows; what is missing is counted."""
    if not MORIYA.exists():
        pytest.skip("moriya is not built: make build")
    job = tmp_path / "job.yaml"
    job.write_text(
        "model: rashba-dmi\nsystem: { splitting: 1.0, mu: 0.0 }\n"
        "grid: { temperature: [100, 300], alpha: [0.1, 0.2, 1.0e+300, 1.0e+301] }\n"
    )
    folder, page = tmp_path / "results", tmp_path / "page.html"
    run = subprocess.run([MORIYA, "run", job, "-o", folder, "--task", "2/2", "--no-merge"], capture_output=True, check=False)
    assert run.returncode == 70
    # The program merges what there is, and leaves the folder as it was.
    before = sorted(path.name for path in folder.iterdir())
    subprocess.run([MORIYA, "report", folder, "-o", page], check=True, capture_output=True)
    assert sorted(path.name for path in folder.iterdir()) == before
    with opened(browser, page) as tab:
        assert re.search(r"2 of 8 points done, 4 missing, 2 failed", tab.page.inner_text("#status"))
        assert "2 failed, 4 not computed yet" in tab.page.inner_text("#failed-count")
        assert re.search(r"α = 1e\+301: .*overflow", tab.page.inner_text("#failed"))
        assert re.search(r"2 of 4 points have no result|points have no result", tab.page.inner_text("#notes"))
        tab.page.click("#failed a >> nth=1")
        chosen = tab.page.inner_text("tr.chosen")
        assert "1e+301" in chosen
        assert "failed" in chosen


def test_nothing_computed_yet(tmp_path: Path, browser: "Browser", data: dict[str, xr.Dataset]) -> None:
    """A page without any number says so."""
    empty = data["line"]
    for name, values in empty.data_vars.items():
        if values.dtype.kind == "f":
            values[...] = np.nan
        if name == "status":
            values[...] = 0
    with opened(browser, moriya.report(empty, tmp_path / "empty.html")) as tab:
        assert "No point has a number yet" in tab.page.inner_text("#plot-section")
        assert "4 missing" in tab.page.inner_text("#status")


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("layout-*/*/result.h5")), ids=lambda path: "/".join(path.parts[-3:-1]))
def test_released_layouts(file: Path, tmp_path: Path, browser: "Browser") -> None:
    """Every layout that was released can be shown."""
    with opened(browser, moriya.report(file, tmp_path / "page.html")) as tab:
        assert tab.curves()


def test_no_text_of_a_file_becomes_a_script(tmp_path: Path, browser: "Browser", data: dict[str, xr.Dataset]) -> None:
    """Words in a file stay words."""
    hostile = data["words"].assign_attrs(
        title="</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
    )
    with opened(browser, moriya.report(hostile, tmp_path / "page.html", source="<b>bold</b>")) as tab:
        assert tab.page.evaluate("window.hacked") is None
        assert tab.page.inner_text("#title").startswith("</script>")
        assert tab.page.inner_text("#source") == "<b>bold</b>"


def _around_a_peak(peak: float) -> xr.Dataset:
    """A point whose quantity has two positions of its own, and a peak at the middle."""
    x, y = np.arange(-6.0, 7.0), np.arange(-5.0, 6.0)
    values = 0.1 * np.cos(x)[:, None] * np.cos(y)[None, :]
    values[6, 5] = peak
    arrays = {"current": (("x", "y"), values, {"units": "1"}), "status": ((), np.int8(1))}
    return xr.Dataset(arrays, {"x": x, "y": y}, {"model": "pearl-map", "title": "a map"})


def test_positions_make_a_map(browser: "Browser", tmp_path: Path) -> None:
    """What has two positions of its own begins as a map, whose colours a single peak does not take for itself."""
    for peak in (0.12, 50.0):
        data = _around_a_peak(peak)
        with opened(browser, moriya.report(data, tmp_path / "page.html")) as tab:
            np.testing.assert_array_equal(tab.curves(), data.current.transpose("y", "x"))
            limit = tab.page.evaluate("document.getElementById('plot').data[0].zmax")
            note = tab.page.inner_text("#notes")
        if peak > 1:
            assert 0.1 < limit < 0.2
            assert note == "The colours end before the largest numbers: 1 of 143 are beyond, up to 50.0."
        else:
            assert limit == peak
            assert note == ""


def test_a_single_number_has_no_plot(browser: "Browser", tmp_path: Path) -> None:
    """A point of single numbers is read in the table."""
    arrays = {"g_field": ((), 2.5e15, {"units": "m-2"}), "status": ((), np.int8(1))}
    data = xr.Dataset(arrays, attrs={"model": "nuclear-torque", "title": "a torque"})
    with opened(browser, moriya.report(data, tmp_path / "page.html")) as tab:
        assert not tab.page.is_visible("#plot-section")
        assert "2.500000e+15" in tab.page.inner_text("#table")
