"""A mistake of ours, told in one sentence, with the file that holds what a developer needs to mend it."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from pathlib import Path

from luoshi import __version__
from luoshi.cli.streams import tell


def sentence_of_internal_error(error: Exception) -> str:
    """Write the report and return the sentence that names it; LUOSHI_DEBUG=1 shows the report at once."""
    report = (
        f"luoshi {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n{''.join(traceback.format_exception(error))}"
    )
    if os.environ.get("LUOSHI_DEBUG") == "1":
        tell(report)
    where = _kept(report)
    kept = f"经过记在 {where}，请交给维护人员。" if where else "设 LUOSHI_DEBUG=1 再运行一次，可看到经过。"
    return f"程序内部出错（{type(error).__name__}），不是您的操作问题。{kept}"


def _kept(report: str) -> Path | None:
    try:
        handle, name = tempfile.mkstemp(prefix="luoshi-error-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(report)
    except OSError:
        return None
    return Path(name)
