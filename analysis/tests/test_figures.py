"""Every figure draws what it is given and says what it shows."""

import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr
from matplotlib.axes import Axes

import moriya  # noqa: F401 (the accessor)
from moriya_figures import FIGURES, FigureError, UnknownFigureError, draw, style
from moriya_figures.core.results import axes_of, observables_of

from .conftest import JOBS, MORIYA
from .looks import assert_legible, shown_texts

NAMES = ["/".join(key) for key in FIGURES]
# A small job by the figure's name where there is one, else the figure's own.
JOB = {name: name if name in JOBS else one.job for name, one in zip(NAMES, FIGURES.values(), strict=True)}
# Pictures of tables have no axes.
TABLES = [name for name in NAMES if name.startswith("nuclear-torque/")]
CHARTS = [name for name in NAMES if name not in TABLES]
# What stands at an axis of each figure that is not of bdg-rkky.
UNITS = {
    "bdg-rkky/fig3a": "(%)",
    "bdg-rkky/canting": "degrees",
    "rashba-dmi/fig2": "meV/Å",
    "berry-dmi": "meV/Å",
    "rashba-torque/fig2-rings": "(1/nm)",
    "rashba-torque/fig2-bands": "(meV)",
    "rashba-torque/fig3": "(meV)",
    "rashba-torque/fig4": "$|e|$ meV nm",
    "berry-dmi/": "meV/Å",
    "pearl-pair/fig2a": "e^2 D r^2",
    "pearl-pair/fig2b": "e^2 D r_0^2",
    "pearl-pair/fig3c": "T/T_c",
    "pearl-lattice/fig3d": "(degrees)",
    "pearl-map/fig2c": r"\Gamma/2\pi r_0^2",
    "nuclear-radial": "k_F r",
    "nuclear-map": r"e\hbar k_F^3/m_e",
}


@pytest.mark.parametrize("name", CHARTS)
def test_labels(name: str, data: dict[str, xr.Dataset]) -> None:
    """Both axes carry a symbol; energies and lengths carry their unit."""
    axes = _drawn(name, data[JOB[name]])
    assert "$" in axes.get_xlabel()
    assert "$" in axes.get_ylabel() or name.split("/")[0] in ("rashba-dmi", "berry-dmi")
    texts = " ".join(text.get_text() for text in shown_texts(axes.figure))
    assert next((unit for start, unit in UNITS.items() if name.startswith(start)), "t$") in texts


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_overlaps(name: str, data: dict[str, xr.Dataset]) -> None:
    """At column width no two labels touch, and none leaves the picture."""
    assert_legible(_drawn(name, data[JOB[name]]).figure)


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str, data: dict[str, xr.Dataset]) -> None:
    """A table holds the numbers of the file."""
    cells = [cell.get_text().get_text() for cell in _drawn(name, data[JOB[name]]).tables[0].get_celld().values()]
    assert f"{1e-15 * float(data[JOB[name]].g_field):.4f}" in cells
    assert f"{1e6 * float(data[JOB[name]].critical_accumulation):.4f}" in cells


def test_values(data: dict[str, xr.Dataset]) -> None:
    """The curves are the numbers of the file."""
    fig2, fig1b, fig3a = (data[f"bdg-rkky/{name}"] for name in ("fig2", "fig1b", "fig3a"))
    lines = _drawn("bdg-rkky/fig2", fig2).get_lines()
    assert [line.get_label() for line in lines] == [r"$|J_{x}|$ = $|J_{y}|$", r"$|J_{z}|$", r"$|D_{z}|$"]
    assert np.array_equal(lines[2].get_ydata(), np.abs(fig2.D.sel(component="z")))
    mesh = _drawn("bdg-rkky/fig1b", fig1b).collections[0].get_array()
    assert mesh.shape == (2, 3)
    assert mesh[1, 2] == 1e3 * fig1b.D.sel(gap_p=0.1, gap_s=0.2, component="z")
    winding = _drawn("bdg-rkky/fig3a", fig3a).get_lines()[1]
    d_z = fig3a.D.sel(component="z", delta=2)
    assert winding.get_label() == r"$\nu = +1$"
    assert winding.get_ydata()[1] == pytest.approx(float(100 * (d_z.sel(nu=1) / d_z.sel(nu=0) - 1)))


def test_components_of_the_file(data: dict[str, xr.Dataset]) -> None:
    """What is drawn and what it is called follows from the numbers: here D lies along x and J_x differs from J_y."""
    helical = data["helical"]
    lines = _drawn("bdg-rkky/fig2", helical).get_lines()
    assert [line.get_label() for line in lines] == [r"$|J_{x}|$", r"$|J_{y}|$ = $|J_{z}|$", r"$|D_{x}|$"]
    assert np.array_equal(lines[2].get_ydata(), np.abs(helical.D.sel(component="x")))
    tail = _drawn("bdg-rkky/fig1c", helical)
    assert tail.get_ylabel().startswith("$D_{x}$")
    assert np.array_equal(tail.get_lines()[1].get_ydata(), 1e3 * helical.D.sel(component="x"))
    two = helical.copy(deep=True)
    two.D.loc[{"component": "z"}] = 0.5 * two.D.sel(component="x") ** 2
    assert [line.get_label() for line in _drawn("bdg-rkky/fig1c", two).get_lines()][1:] == ["$D_{x}$", "$D_{z}$"]


def test_a_chain_says_its_truncation(data: dict[str, xr.Dataset]) -> None:
    """Solid lines are of all distances, dashed ones of half of them, and the title says how many."""
    one = data["bdg-rkky/chain"]
    axes = _drawn("bdg-rkky/chain", one)
    lines = [line for line in axes.get_lines() if len(line.get_xdata()) > 2]
    for start, part in ((0, one), (4, one.sel(delta=[1, 2, 3]))):
        of_q = part.moriya.J_of_q().sel(gap_p=0.1)
        assert np.allclose(lines[start + 2].get_ydata(), 1e3 * of_q.J, atol=1e-12)
        assert np.allclose(lines[start + 3].get_ydata(), 1e3 * of_q.D.sel(component="z"), atol=1e-12)
    assert "$6\\,a$" in axes.get_legend().get_title().get_text()
    assert "$3\\,a$" in axes.get_legend().get_title().get_text()


def test_one_distance(data: dict[str, xr.Dataset]) -> None:
    """A single value on an axis has its tick, and only that."""
    for name in ("fig1c", "fig2"):
        axes = _drawn(f"bdg-rkky/{name}", data["bdg-rkky/fig1c"].isel(delta=[1]))
        low, high = axes.get_xlim()
        assert [tick for tick in axes.get_xticks() if low <= tick <= high] == [2]


@pytest.mark.parametrize("name", NAMES)
def test_holes(name: str, data: dict[str, xr.Dataset]) -> None:
    """A partial merge draws, with gaps."""
    holes = data[JOB[name]]
    for observable in observables_of(holes) if axes_of(holes) else ():
        holes[observable][1] = np.nan
    _drawn(name, holes)


def test_files(results: Path, tmp_path: Path) -> None:
    """One file for each figure and format; the same bytes each time."""
    first = draw(results / "bdg-rkky/fig1c/result.h5", tmp_path / "a")
    assert [path.name for path in first] == ["fig1c.png", "fig1c.svg", "fig2.png", "fig2.svg"]
    second = draw(results / "bdg-rkky/fig1c/result.h5", tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_refusals(data: dict[str, xr.Dataset], tmp_path: Path) -> None:
    """What does not fit is refused with what would."""
    with pytest.raises(FigureError, match="fig1b needs model bdg-rkky over gap_p × gap_s"):
        draw(data["bdg-rkky/fig1c"], tmp_path, ["fig1b"])
    with pytest.raises(UnknownFigureError, match='no figure or observable of the dataset is named "fig9"; there are .*fig1b'):
        draw(data["bdg-rkky/fig1c"], tmp_path, ["fig9"])
    with pytest.raises(FigureError, match="relative to ν = 0"):
        draw(data["bdg-rkky/fig3a"].sel(nu=[1]), tmp_path)
    still = data["bdg-rkky/fig3a"].copy(deep=True)
    still["D"] *= 0
    with pytest.raises(FigureError, match="D_z is zero within rounding"):
        draw(still, tmp_path)
    with pytest.raises(FigureError, match="no array named status"):
        draw(xr.Dataset({"J": ("delta", [1.0])}), tmp_path)


def test_plot_command(results: Path, tmp_path: Path) -> None:
    """`moriya plot` draws with this Python, and says so where it cannot."""

    def plot(*arguments: str | Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        command = [MORIYA, "plot", *arguments]
        return subprocess.run(command, capture_output=True, text=True, env={"MORIYA_PYTHON": python, "PATH": "/usr/bin"})

    file = results / "bdg-rkky" / "fig1c" / "result.h5"
    done = plot(file, "-o", tmp_path, "--figure", "fig2")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path}/fig2.png\n{tmp_path}/fig2.svg\n"), done.stderr
    assert plot(file, "--figure", "fig9").returncode == 64
    unfit = plot(file, "--figure", "fig1b")
    assert unfit.returncode == 65 and "fig1b needs" in unfit.stderr
    job = plot(results / "bdg-rkky" / "fig1c.yaml")
    assert job.returncode in (65, 74) and "fig1c.yaml" in job.stderr
    missing = plot(file, python="/nonexistent/python")
    assert missing.returncode == 74 and "MORIYA_PYTHON=/nonexistent/python has no Python package" in missing.stderr


def _drawn(name: str, data: xr.Dataset) -> Axes:
    plt.close("all")
    with style():
        axes = plt.subplots()[1]
        return FIGURES[tuple(name.split("/"))].draw(data, axes)
