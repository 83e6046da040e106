"""From a file to its characters: load the bytes, tell the format, let the format's own module decode them, clean what comes out.

Each format module is imported only when a file needs it: together they take longer to load than `luoshi --help` may take.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from luoshi.source import Diagnostic, Severity, Source, SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.formats import ending_note, format_of
from luoshi.text.limits import MAX_FILE_BYTES, MAX_TEXT_CHARS, MIB
from luoshi.text.nodes import Text

READERS = {
    "txt": ("luoshi.text.from_txt", "draft_txt"),
    "html": ("luoshi.text.from_html", "draft_html"),
    "docx": ("luoshi.text.from_docx", "draft_docx"),
    "pdf": ("luoshi.text.from_pdf", "draft_pdf"),
    "ofd": ("luoshi.text.from_ofd", "draft_ofd"),
    "doc": ("luoshi.text.from_office", "draft_office"),
    "wps": ("luoshi.text.from_office", "draft_office"),
    "rtf": ("luoshi.text.from_office", "draft_office"),
    "odt": ("luoshi.text.from_office", "draft_office"),
}
CHINESE = re.compile("[\u3400-\u9fff]")
LANGUAGE_SAMPLE = 200_000


def load_source(path: Path | None, data: bytes | None = None, *, name: str = "", max_bytes: int = MAX_FILE_BYTES) -> Source:
    """Take in the bytes of a document and tell its format.

    Args:
        path: The file; may be None where `data` is given.
        data: Its bytes, where they are at hand already (an upload, standard input).
        name: What the user calls it; by default the file's name.
        max_bytes: Larger files are refused before they are read.

    Raises:
        SourceRefused: `source.not-found`, `source.not-a-file`, `source.unreadable`, `source.too-large`, and what `format_of` refuses.
    """
    if data is None:
        if path is None:
            raise ValueError("neither a path nor data")
        data = read_file(path, max_bytes)
    refuse_large(len(data), max_bytes)
    name = name or (path.name if path is not None else "")
    return Source(name, data, format_of(data, name))


def read_file(path: Path, max_bytes: int) -> bytes:
    """Read a regular file of bounded size; devices and pipes have no size and are no documents."""
    try:
        if not path.exists():
            raise SourceRefused("source.not-found", f"找不到文件“{path}”。", "请检查路径和文件名。")
        if not path.is_file():
            raise SourceRefused("source.not-a-file", f"“{path}”不是文件。", "请指定一个文件，而不是文件夹或设备。")
        refuse_large(path.stat().st_size, max_bytes)
        with path.open("rb") as stream:
            return stream.read(max_bytes + 1)  # it may have grown since
    except (OSError, ValueError) as fault:  # ValueError: a zero character in the path
        raise SourceRefused("source.unreadable", f"无法打开文件“{path}”。", "请检查文件是否可读、是否被其他程序占用。") from fault


def refuse_large(size: int, max_bytes: int) -> None:
    """Refuse more bytes than the limit."""
    if size > max_bytes:
        message = f"文件有 {size / MIB:.0f} MB，超过 {max_bytes / MIB:.0f} MB 的上限，未读取。"
        raise SourceRefused("source.too-large", message, "请拆分文件，或去掉其中的图片后再试。")


def read_text(source: Source) -> Text:
    """Decode and clean a document.

    Raises:
        SourceRefused: No text can be had from it.
    """
    from luoshi.text.clean import clean  # loads the character tables

    return clean(draft_of(source), source)


def draft_of(source: Source) -> Draft:
    """Decode a document by its format, without cleaning.

    Raises:
        SourceRefused: `source.no-text` and what the format's module refuses.
    """
    module, function = READERS[source.format]
    reader = cast("Callable[[Source], Draft]", getattr(import_module(module), function))
    draft = reader(source)
    if not draft.raw.strip():
        raise SourceRefused("source.no-text", "文件里没有文字。", "请检查文件内容；若正文是图片，请先做文字识别。")
    if len(draft.raw) > MAX_TEXT_CHARS:
        message = f"文件有 {len(draft.raw) // 10_000} 万字，超过 {MAX_TEXT_CHARS // 10_000} 万字的上限，未读取。"
        raise SourceRefused("source.too-large", message, "请拆成单个文件的正文后再读。")
    return replace(draft, diagnostics=(*ending_note(source.format, source.name), *draft.diagnostics, *language_note(draft.raw)))


def language_note(raw: str) -> tuple[Diagnostic, ...]:
    """Tell the user where a text is hardly Chinese: it is read, but little will be found in it."""
    letters = sum(map(str.isalpha, sample := raw[:LANGUAGE_SAMPLE]))
    if letters < 20 or len(CHINESE.findall(sample)) >= 0.2 * letters:
        return ()
    return (Diagnostic("text.not-chinese", Severity.WARNING, "文件几乎没有中文，可能读不出承诺事项。", hint="请提供中文原文。"),)
