"""The engine that tables are read and settled with: in this process, in memory, without a network, spilling where the system spills."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path
from uuid import uuid4

import duckdb

from luoshi.facts.faults import FactsRefused


def embedded(*, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """Return a new connection to an empty database in memory.

    Left to itself the engine spills into the folder in which the user happens to be, and fetches extensions from their maker.

    Raises:
        FactsRefused: `facts.no-room`: there is no temporary folder with room in it.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(_temporary_folder() / f"luoshi-{uuid4().hex}"),  # made when it is needed, gone with the connection
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if threads is not None:
        config["threads"] = threads
    return duckdb.connect(":memory:", config=config)


def _temporary_folder() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:  # what Python makes of a full disk, too
        raise FactsRefused("facts.no-room", "临时文件夹写不了，多半是磁盘已满。", "请腾出空间，或用 TMPDIR 指定别的文件夹。") from error


def refusal_behind(error: duckdb.IOException) -> OSError:
    """Return what the system refused to the engine, which wraps the number of it into words of its own."""
    found = re.search(r'"errno":"(\d+)"', str(error))
    number = int(found.group(1)) if found else errno.EIO
    return OSError(number, os.strerror(number))
