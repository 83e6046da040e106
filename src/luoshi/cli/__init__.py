"""The command line: arguments to a use case, its result to the terminal or a file, its outcome to an exit code."""

from luoshi.cli.entry import main

__all__ = ["main"]
