"""A figure of Lu, Tokatly and Bergeret, Phys. Rev. B 108, L180506: the supercurrent."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LogNorm

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import ORANGE


@figure(job="fig2c", axes="")
def fig2c(result: Result, axes: Axes | None = None) -> Axes:
    """Lines of the current and its size; no current is shown within the core, where the theory says nothing."""
    data, axes = open_result(result), axes or plt.gca()
    current = data.current.transpose("component", "y", "x")
    x, y = current.sel(component="x").values, current.sel(component="y").values
    size = np.hypot(x, y)
    outside = size > 0
    masked = np.ma.array(size, mask=~outside)
    norm = LogNorm(float(np.percentile(size[outside], 2)), float(np.percentile(size[outside], 99.5)))
    mesh = axes.pcolormesh(data.x, data.y, masked, norm=norm, cmap="viridis", shading="nearest", rasterized=True)
    axes.streamplot(data.x.values, data.y.values, x, y, color="white", linewidth=0.5, density=1.1, arrowsize=0.5)
    half = _half_distance(data.x.values, data.y.values, size)
    for centre in (-half, half):
        axes.annotate(
            "",
            (centre + 0.11, 0),
            (centre - 0.11, 0),
            arrowprops={"arrowstyle": "-|>", "color": ORANGE, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0},
        )
    axes.set(xlabel="position $x/r_0$", ylabel="position $y/r_0$", aspect="equal")
    axes.spines[:].set_visible(True)
    axes.figure.colorbar(mesh, ax=axes, label=r"current $|j|$  ($\Gamma/2\pi r_0^2$)")
    return axes


def _half_distance(x: np.ndarray, y: np.ndarray, size: np.ndarray) -> float:
    """Return where the right core is: the middle of what has no current, or of the largest current."""
    rows, columns = np.nonzero(size == 0)
    if not rows.size:
        rows, columns = np.nonzero(size == size.max())
    positions = np.abs(x[columns])
    return float(positions.mean()) if positions.size else 0.0
