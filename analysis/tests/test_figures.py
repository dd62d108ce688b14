"""Every figure draws what it is given and says what it shows."""

import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.text import Text

from moriya_figures import FIGURES, FigureError, draw, overview, style

from .conftest import MORIYA


@pytest.mark.parametrize("name", FIGURES)
def test_labels(name: str, data: dict[str, xr.Dataset]) -> None:
    """Both axes carry a symbol; energies and lengths carry their unit."""
    axes = _drawn(name, data[name])
    assert "$" in axes.get_xlabel()
    assert "$" in axes.get_ylabel() or name == "rashba-dmi"
    texts = " ".join(text.get_text() for text in _shown_texts(axes))
    assert {"fig3a": "(%)", "rashba-dmi": "meV/Å"}.get(name, "t$") in texts


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_overlaps(name: str, data: dict[str, xr.Dataset]) -> None:
    """At column width no two labels touch, and none leaves the picture."""
    axes = _drawn(name, data[name])
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in _shown_texts(axes)]
    assert len(boxes) > 5
    whole = axes.figure.bbox.padded(2)
    for index, box in enumerate(boxes):
        assert whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1
        assert not any(box.overlaps(other) for other in boxes[index + 1 :])


def test_values(data: dict[str, xr.Dataset]) -> None:
    """The curves are the numbers of the file."""
    lines = _drawn("fig2", data["fig2"]).get_lines()
    assert [line.get_label() for line in lines] == [r"$|J_x| = |J_y|$", r"$|J_z|$", r"$|D_z|$"]
    assert np.array_equal(lines[2].get_ydata(), np.abs(data["fig2"].D.sel(component="z")))
    mesh = _drawn("fig1b", data["fig1b"]).collections[0].get_array()
    assert mesh.shape == (2, 3)
    assert mesh[1, 2] == 1e3 * data["fig1b"].D.sel(gap_p=0.1, gap_s=0.2, component="z")
    winding = _drawn("fig3a", data["fig3a"]).get_lines()[1]
    d_z = data["fig3a"].D.sel(component="z", delta=2)
    assert winding.get_label() == r"$\nu = +1$"
    assert winding.get_ydata()[1] == pytest.approx(float(100 * (d_z.sel(nu=1) / d_z.sel(nu=0) - 1)))


def test_holes(data: dict[str, xr.Dataset]) -> None:
    """A partial merge draws, with gaps."""
    for name in FIGURES:
        holes = data[name].copy(deep=True)
        for observable in {"J", "D", "Q"} & set(holes):
            holes[observable][1] = np.nan
        _drawn(name, holes)


def test_files(results: Path, tmp_path: Path) -> None:
    """One file for each figure and format; the same bytes each time."""
    first = draw(results / "fig1c" / "result.h5", tmp_path / "a")
    assert [path.name for path in first] == ["fig1c.png", "fig1c.svg", "fig2.png", "fig2.svg"]
    second = draw(results / "fig1c" / "result.h5", tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_refusals(data: dict[str, xr.Dataset], tmp_path: Path) -> None:
    """What does not fit is refused with what would."""
    with pytest.raises(FigureError, match="fig1b needs model bdg-rkky over gap_p × gap_s"):
        draw(data["fig1c"], tmp_path, ["fig1b"])
    nothing = data["fig1c"].copy(deep=True)
    nothing["status"][:] = 0
    with pytest.raises(FigureError, match="no point with a result"):
        draw(nothing, tmp_path)
    with pytest.raises(FigureError, match="relative to ν = 0"):
        draw(data["fig3a"].sel(nu=[1]), tmp_path)


def test_overview_of_any_file(data: dict[str, xr.Dataset], tmp_path: Path) -> None:
    """A file that no figure is for is drawn by its metadata: curves without noise, families of curves, maps."""
    with style():
        curves = overview(data["fig1c"].isel(delta=slice(1, None)))
        j, d = curves.axes
        assert j.get_ylabel() == "J  (t)" and j.get_legend_handles_labels()[1] == ["x", "y", "z"]
        # D_x and D_y are rounding noise beside D_z.
        assert d.get_legend_handles_labels()[1] == ["z"] and d.get_xlabel() == "delta  (a)"
        assert list(d.lines[0].get_ydata()) == list(data["fig1c"].D.sel(component="z").values[1:])
        family = overview(data["fig3b"].rename(mu="doping"))
        assert "z delta = 2" in family.axes[1].get_legend_handles_labels()[1]
        # A third axis is fixed, and named.
        assert overview(data["fig1c"].expand_dims(gap=[0.5, 0.7], a=[1], axis=[1, 2])).axes[0].get_title() == "a = 1"
        long = data["fig1c"].isel(delta=0).expand_dims(x=np.arange(8.0), y=np.arange(9.0))
        assert len(overview(long).axes[0].collections) == 1
        assert overview(data["rashba-dmi"].isel(alpha=[0])).axes[0].get_xticks().tolist() == [0.1]
    plt.close("all")
    drawn = draw(data["fig1c"].expand_dims(gap=[0.5, 0.7], axis=1), tmp_path)
    assert [path.name for path in drawn] == ["overview.png", "overview.svg"]


def test_plot_command(results: Path, tmp_path: Path) -> None:
    """`moriya plot` draws with this Python, and says so where it cannot."""

    def plot(*arguments: str | Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        command = [MORIYA, "plot", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, env={"MORIYA_PYTHON": python, "PATH": "/usr/bin"}
        )

    file = results / "fig1c" / "result.h5"
    done = plot(file, "-o", tmp_path, "--figure", "fig2")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path}/fig2.png\n{tmp_path}/fig2.svg\n"), done.stderr
    assert plot(file, "--figure", "fig9").returncode == 64
    unfit = plot(file, "--figure", "fig1b")
    assert unfit.returncode == 65 and "fig1b needs" in unfit.stderr
    job = plot(results / "fig1c.yaml")
    assert job.returncode in (65, 74) and "fig1c.yaml" in job.stderr
    missing = plot(file, python="/nonexistent/python")
    assert missing.returncode == 74 and "MORIYA_PYTHON=/nonexistent/python has no Python package" in missing.stderr


def _shown_texts(axes: Axes) -> list[Text]:
    """Labels of axes, insets, colour bars and legends, without those of ticks that are out of view."""
    texts = []
    for panel in [*axes.figure.axes, *axes.child_axes]:
        texts += panel.get_legend().get_texts() if panel.get_legend() else []
        for axis in (panel.xaxis, panel.yaxis):
            low, high = sorted(axis.get_view_interval())
            texts += [axis.label, *(tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high)]
            texts += [tick.label2 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [text for text in texts if text.get_visible() and text.get_text()]


def _drawn(name: str, data: xr.Dataset) -> Axes:
    plt.close("all")
    with style():
        axes = plt.subplots()[1]
        return FIGURES[name].draw(data, axes)
