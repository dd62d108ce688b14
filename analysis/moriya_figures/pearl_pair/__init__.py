"""Two impurities coupled by supercurrents: figures and statements of Lu, Tokatly and Bergeret."""

from . import figures, presentation, statements

__all__ = ["figures", "presentation", "statements"]
