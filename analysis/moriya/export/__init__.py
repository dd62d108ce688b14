"""Couplings in the words of programs that simulate classical spins."""

from .files import FORMATS, export

__all__ = ["FORMATS", "export"]
