"""Two magnetic impurities on a superconductor: the figures and statements of arXiv:2407.07144, and what experiments see."""

from . import experiment, figures, presentation, statements

__all__ = ["experiment", "figures", "presentation", "statements"]
