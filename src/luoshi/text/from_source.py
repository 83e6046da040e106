"""From a file to its characters: load the bytes, tell the format, let the format's module decode them, clean them."""

from __future__ import annotations

from pathlib import Path

from luoshi.source import Source, SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.limits import MAX_FILE_BYTES, MIB
from luoshi.text.nodes import Text


def load_source(path: Path | None, data: bytes | None = None, *, name: str = "") -> Source:
    """Read the bytes of a document."""
    assert path is not None or data is not None
    if data is None:
        assert path is not None
        data = path.read_bytes()
    if len(data) > MAX_FILE_BYTES:
        raise SourceRefused("source.too-large", f"文件超过 {MAX_FILE_BYTES // MIB} MB，未读取。")
    return Source(name or (path.name if path else "未命名"), data)


def read_text(source: Source) -> Text:
    """Decode and clean a document."""
    from luoshi.text.clean import clean

    return clean(draft_of(source), source)


def draft_of(source: Source) -> Draft:
    """Decode a document without cleaning it."""
    from luoshi.text.from_txt import draft_txt

    return draft_txt(source)
