"""Berry-phase Dzyaloshinskii-Moriya interaction: figures and statements of arXiv:1610.06541, in shape."""

from . import figures, presentation, statements

__all__ = ["figures", "presentation", "statements"]
