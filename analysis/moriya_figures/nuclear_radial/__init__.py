"""Radial functions of the magnetisation around a nucleus: figures and statements of Cahaya, Leon and Fauzi."""

from . import figures, presentation, statements

__all__ = ["figures", "presentation", "statements"]
