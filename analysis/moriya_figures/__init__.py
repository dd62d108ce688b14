"""Figures and statements of arXiv:2407.07144 from result files of moriya.

In a notebook::

    import matplotlib.pyplot as plt
    from moriya_figures import fig1c, open_result, style

    with style():
        fig1c(open_result("results/fig1c/result.h5"))
        plt.show()
"""

from .figures import FIGURES, FigureError, draw, fig1b, fig1c, fig2, fig3a, fig3b, rashba, style
from .results import open_result
from .statements import STATEMENTS, Finding, findings, table

__all__ = [
    "FIGURES",
    "STATEMENTS",
    "FigureError",
    "Finding",
    "draw",
    "fig1b",
    "fig1c",
    "fig2",
    "fig3a",
    "fig3b",
    "findings",
    "open_result",
    "rashba",
    "style",
    "table",
]
