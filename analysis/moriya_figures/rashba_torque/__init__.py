"""Spin-orbit torques of the magnetic Rashba gas: figures and statements of Veneri, Perkins and Ferreira."""

from . import figures, presentation, statements

__all__ = ["figures", "presentation", "statements"]
