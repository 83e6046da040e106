"""Luoshi (落实): a policy document read into commitments that can be run."""

__version__ = "0.1.0"
