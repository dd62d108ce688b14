"""How figures look: legible at the width of a column, in colours that colour-blind readers can tell apart."""

from contextlib import AbstractContextManager

import matplotlib as mpl

COLUMN = 3.4  # inches: the width of a column in Physical Review

# Okabe and Ito's colours, which colour-blind readers can tell apart; markers and dashes differ as well.
COLOURS = BLUE, ORANGE, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
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
            "legend.frameon": False,
            "legend.handlelength": 1.8,
            "lines.linewidth": 1.2,
            "lines.markersize": 4,
            "savefig.dpi": 300,
            "svg.hashsalt": "moriya",  # equal data give equal files
        }
    )
