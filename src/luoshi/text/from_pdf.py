"""PDF to a Draft: a process of its own reads it, so that a hostile or broken file can neither crash nor hang this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import luoshi
from luoshi.source import Source, SourceRefused
from luoshi.text.archive import broken
from luoshi.text.draft import Draft
from luoshi.text.limits import MAX_READING_SECONDS
from luoshi.text.pdf_process import unpacked

PACKAGES = str(Path(luoshi.__file__).parents[1])


def draft_pdf(source: Source) -> Draft:
    """Read a PDF with a text layer.

    Raises:
        SourceRefused: `source.broken`, `source.encrypted`, `source.scanned`, `source.garbled`, `source.too-slow`.
    """
    answer = answer_of(source.data)
    if "refused" in answer:
        code, message, hint = answer["refused"]
        raise SourceRefused(code, message, hint)
    return unpacked(answer["draft"])


def answer_of(data: bytes) -> dict[str, Any]:
    """Let another process read the bytes and return what it says; refuse in its place where it died."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "luoshi.text.pdf_process"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MAX_READING_SECONDS,
            check=True,
            env=environment(),
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired as fault:
        raise SourceRefused("source.too-slow", "文件过于复杂，读取超时。", "请拆分文件，或另存一份再试。") from fault
    except (OSError, ValueError, subprocess.CalledProcessError) as fault:  # killed for its memory, crashed, or printed half an answer
        raise broken("PDF") from fault
    return answer


def environment() -> dict[str, str]:
    """Return the environment with this very package first on the path."""
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{PACKAGES}{os.pathsep}{path}" if path else PACKAGES, "PYTHONWARNINGS": "ignore"}
