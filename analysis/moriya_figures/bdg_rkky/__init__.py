"""Two magnetic impurities on a superconductor: the figures and statements of arXiv:2407.07144, other hosts, experiments."""

from . import any_host, experiment, figures, presentation, statements

__all__ = ["any_host", "experiment", "figures", "presentation", "statements"]
