"""A result as one page that a browser opens without a network."""

from .page import report

__all__ = ["report"]
