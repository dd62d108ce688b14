"""The looks that all figures share."""

from contextlib import AbstractContextManager

import matplotlib as mpl
import numpy as np
from matplotlib.axis import Axis
from matplotlib.ticker import FixedLocator, MaxNLocator

COLUMN = 3.4  # inches: the width of a column in Physical Review

# Okabe and Ito's colours, which colour-blind readers can tell apart; markers and dashes differ as well.
COLOURS = BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW, BLACK = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#E69F00",
    "#000000",
)
MARKERS = "os^Dv<>"
LINES = ["-", "--", ":", "-."]
GREY = "#999999"


def style() -> AbstractContextManager[None]:
    """Return the context in which figures are legible at column width."""
    return mpl.rc_context(
        {
            "figure.figsize": (COLUMN, 2.5),
            "figure.constrained_layout.use": True,
            "font.size": 8,
            "axes.linewidth": 0.6,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.titlesize": "medium",
            "legend.frameon": False,
            "legend.handlelength": 1.8,
            "lines.linewidth": 1.2,
            "lines.markersize": 4,
            "savefig.dpi": 300,
            "svg.hashsalt": "moriya",  # equal data give equal files
        }
    )


def tick(axis: Axis, values: np.ndarray, count: int = 6) -> None:
    """Put ticks at round numbers within the values, and at each of them where they are few."""
    distinct = np.unique(values)
    if distinct.size <= 2:
        axis.set_major_locator(FixedLocator(distinct))
    else:
        whole = np.array_equal(distinct, np.round(distinct))
        axis.set_major_locator(MaxNLocator(count, steps=[1, 2, 5, 10], integer=whole))
    if distinct.size == 1:
        (value,) = distinct
        margin = 0.5 * abs(value) or 0.5
        (axis.axes.set_xlim if axis.axis_name == "x" else axis.axes.set_ylim)(value - margin, value + margin)
