"""The magnetic Rashba gas: a figure and statements of arXiv:1610.06541."""

from . import figures, presentation, statements

__all__ = ["figures", "presentation", "statements"]
