"""A figure of Cahaya, Leon and Fauzi."""

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from ..core.registry import figure
from ..core.results import Result, open_result
from ..core.style import BLUE, GREEN, GREY, ORANGE, PURPLE, tick

CURVES = (
    ("f_con1", r"$f_\mathrm{con}^{(1)}$", BLUE, "-"),
    ("f_con2", r"$f_\mathrm{con}^{(2)}$", ORANGE, "-"),
    ("f_dip1", r"$f_\mathrm{dip}^{(1)}$", GREEN, "--"),
    ("f_dip2", r"$f_\mathrm{dip}^{(2)}$", PURPLE, "-."),
)


def _functions(result: Result, axes: Axes | None, what: str) -> Axes:
    data, axes = open_result(result), axes or plt.gca()
    for name, label, colour, dashes in CURVES:
        axes.plot(data.distance, data[name], dashes, color=colour, label=label)
    axes.axhline(0, color=GREY, linewidth=0.6)
    tick(axes.xaxis, data.distance.values)
    axes.set(xlabel="distance $k_F r$", ylabel=f"radial function $f$, {what}", ylim=(-0.3, 1.1))
    axes.legend(ncols=2)
    return axes


@figure(job="fig4", axes="distance")
def fig4(result: Result, axes: Axes | None = None) -> Axes:
    """The radial functions, Eq. 12 with the 3x that it lacks."""
    return _functions(result, axes, "corrected")


@figure(job="fig4-printed", axes="distance", name="fig4-printed")
def fig4_printed(result: Result, axes: Axes | None = None) -> Axes:
    """The radial functions as printed: the dipole's first one falls to -∞ at the nucleus."""
    return _functions(result, axes, "as printed")
