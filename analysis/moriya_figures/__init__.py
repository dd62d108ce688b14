"""Figures and statements from result files of moriya.

In a notebook::

    import matplotlib.pyplot as plt
    from moriya_figures import open_result, style
    from moriya_figures.bdg_rkky.figures import fig1c

    with style():
        fig1c(open_result("results/fig1c/result.h5"))
        plt.show()

Each model has a package of its own with modules ``figures`` and ``statements``, which are found here.
"""

import importlib
import pkgutil

from .figures import FIGURES, FigureError, draw, figure
from .overview import overview
from .results import open_result
from .statements import STATEMENTS, Finding, findings, states, table
from .style import style

for _package in pkgutil.iter_modules(__path__):
    if _package.ispkg:
        for _module in pkgutil.iter_modules(importlib.import_module(f"{__name__}.{_package.name}").__path__):
            importlib.import_module(f"{__name__}.{_package.name}.{_module.name}")

__all__ = [
    "FIGURES",
    "STATEMENTS",
    "FigureError",
    "Finding",
    "draw",
    "figure",
    "findings",
    "open_result",
    "overview",
    "states",
    "style",
    "table",
]
