"""Figures and statements from result files of moriya: a package for each model, and what they share in ``core``.

In a notebook::

    import matplotlib.pyplot as plt
    from moriya_figures import open_result, overview, style
    from moriya_figures.bdg_rkky.figures import fig1c

    data = open_result("results/fig1c/result.h5")
    with style():
        fig1c(data)
        overview(data, "J")
        plt.show()
"""

from .core.draw import UnknownFigureError, draw
from .core.findings import findings, table
from .core.overview import overview
from .core.registry import FIGURES, STATEMENTS, Finding, figure, jobs, load_models, statement
from .core.results import FigureError, open_result
from .core.style import style

load_models()

__all__ = [
    "FIGURES",
    "STATEMENTS",
    "FigureError",
    "Finding",
    "UnknownFigureError",
    "draw",
    "figure",
    "findings",
    "jobs",
    "open_result",
    "overview",
    "statement",
    "style",
    "table",
]
