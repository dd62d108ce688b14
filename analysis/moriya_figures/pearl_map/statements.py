"""What Lu, Tokatly and Bergeret state about the supercurrent of impurities, put to the test."""

import numpy as np
import xarray as xr

from ..core.registry import Finding, statement


def _integral(values: np.ndarray, positions: np.ndarray) -> float:
    return float(np.sum((values[1:] + values[:-1]) / 2 * np.diff(positions)))


@statement(
    "Fig. 1", "a moment along +x makes a current along -y beside it on the x axis, and along +y on the y axis", job="fig2c"
)
def directions(fig2c: xr.Dataset) -> Finding:
    j_y = fig2c.current.sel(component="y")
    beside = j_y.sel(x=[-0.8, 0.8]).isel(y=[j_y.sizes["y"] // 2 - 1, j_y.sizes["y"] // 2])
    above = j_y.sel(y=[-0.8, 0.8]).isel(x=[j_y.sizes["x"] // 2 - 1, j_y.sizes["x"] // 2])
    return Finding(
        f"j_y = {float(beside.max()):.2f} and {float(above.min()):.2f} Γ/2πr0² at 0.8 r0 from the middle",
        "negative and positive",
        bool(np.all(beside < 0) and np.all(above > 0)),
    )


@statement("Fig. 2(c)", "the current closes in loops: nothing flows out", job="fig2c")
def closed(fig2c: xr.Dataset) -> Finding:
    current = fig2c.current.transpose("component", "x", "y")
    x, y = fig2c.x.values, fig2c.y.values
    sides = [
        _integral(current.sel(component="x").values[-1], y),
        -_integral(current.sel(component="x").values[0], y),
        _integral(current.sel(component="y").values[:, -1], x),
        -_integral(current.sel(component="y").values[:, 0], x),
    ]
    through = _integral(np.abs(current.sel(component="y").values[:, -1]), x)
    share = abs(sum(sides)) / through
    return Finding(f"net outflow {share:.0e} of what crosses one side of the map", "below 1e-3", bool(share < 1e-3))
