"""The engine that tables are read and settled with: in this process, in memory, without a network, spilling where the system spills."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path
from uuid import uuid4

import duckdb


def embedded(*, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """Return a new connection to an empty database in memory.

    Left to itself the engine spills into the folder in which the user happens to be, and fetches extensions from their maker.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(Path(tempfile.gettempdir()) / f"luoshi-{uuid4().hex}"),  # made when it is needed, gone with the connection
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if threads is not None:
        config["threads"] = threads
    return duckdb.connect(":memory:", config=config)


def refusal_behind(error: duckdb.IOException) -> OSError:
    """Return what the system refused to the engine, which wraps the number of it into words of its own."""
    found = re.search(r'"errno":"(\d+)"', str(error))
    number = int(found.group(1)) if found else errno.EIO
    return OSError(number, os.strerror(number))
