"""Tests of the figures and the statements."""
