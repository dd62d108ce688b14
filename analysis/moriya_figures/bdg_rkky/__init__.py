"""Two magnetic impurities on a superconductor: the figures and statements of arXiv:2407.07144."""

from . import figures, presentation, statements

__all__ = ["figures", "presentation", "statements"]
