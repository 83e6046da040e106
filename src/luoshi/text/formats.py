"""Tell the format of a file from its bytes, and only where they say nothing from its name; refuse by name what holds no policy text."""

from __future__ import annotations

import re
from pathlib import PurePath

from luoshi.source import Diagnostic, Severity, SourceRefused
from luoshi.text.archive import Archive, encrypted

LABELS = {
    "txt": "纯文本",
    "html": "网页",
    "docx": "Word（.docx）",
    "pdf": "PDF",
    "ofd": "OFD",
    "doc": "Word（.doc）",
    "wps": "WPS 文字",
    "rtf": "RTF",
    "odt": "ODT",
}
# Endings by which people name a format; an ending not listed says nothing.
ENDINGS = {
    ".txt": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".doc": "doc",
    ".dot": "doc",
    ".wps": "wps",
    ".rtf": "rtf",
    ".odt": "odt",
}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A comment may hold anything but its own end: a lazy `.*?` could end at any later one and try them all.
HTML_START = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|article)[\s>]", re.I | re.S
)
HTML_INSIDE = re.compile(rb"<(?:html|head|body|!doctype html)[\s>]", re.I)
MHTML_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|content-type):", re.I)
HEAD = 4096
# What GM/T 0099-2020 puts beside the encrypted parts.
ENCRYPTED_OFD = frozenset({"encryptions.xml", "encryptinfo.dat", "decryptseed.dat"})


def format_of(data: bytes, name: str = "") -> str:
    """Tell the format of a file.

    Args:
        data: All its bytes.
        name: What it is called; its ending counts only where the bytes say nothing.

    Returns:
        A key of `LABELS`.

    Raises:
        SourceRefused: `source.empty`, `source.unsupported`, `source.encrypted`, `source.broken`, `source.bomb`.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceRefused("source.empty", "文件是空的，没有可读的内容。", "请检查文件是否下载或上传完整。")
    head = data[:HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return format_of_zip(data)
    if head.startswith(OLE):
        return format_of_ole(data, name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    refuse_unsupported(head)
    return format_of_text(head, ending_of(name))


def format_of_zip(data: bytes) -> str:
    """Tell the format of a zip container by what is in it."""
    archive = Archive(data, "压缩包格式的")
    names = set(archive.names())
    if any(name.rpartition("/")[2] in ENCRYPTED_OFD for name in names):
        raise encrypted("OFD")
    if "ofd.xml" in names:
        return "ofd"
    if any(name.startswith("word/") for name in names) or ("[content_types].xml" in names and is_word(archive)):
        return "docx"
    if "content.xml" in names and "mimetype" in names and b"opendocument.text" in archive.read("mimetype"):
        return "odt"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise unsupported("电子表格或演示文稿")
    raise unsupported("压缩包")


def is_word(archive: Archive) -> bool:
    """Say whether the list of parts names a Word document, wherever it keeps it."""
    return b"wordprocessingml.document.main" in archive.read("[content_types].xml")


def format_of_ole(data: bytes, name: str) -> str:
    """Tell the format of a file of Office 97 to 2003 or WPS, or of an encrypted one of today."""
    if has_stream(data, "EncryptedPackage"):
        raise encrypted("Word")
    if has_stream(data, "WordDocument"):
        if is_encrypted_doc(data):
            raise encrypted("Word")
        return "wps" if ending_of(name) == "wps" else "doc"
    if has_stream(data, "Workbook") or has_stream(data, "Book") or has_stream(data, "PowerPoint Document"):
        raise unsupported("电子表格或演示文稿")
    if ending_of(name) in ("doc", "wps"):
        return ending_of(name)
    raise unsupported("未知的复合文档")


def has_stream(data: bytes, name: str) -> bool:
    """Say whether a directory entry of the compound file carries this name."""
    return stream_entry(data, name) >= 0


def stream_entry(data: bytes, name: str) -> int:
    """Return the offset of a directory entry of the compound file, or -1; entries are 128 bytes, their names UTF-16 and zero-filled."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = data.find(wanted)
    while at >= 0 and at % 128:
        at = data.find(wanted, at + 1)
    return at


def is_encrypted_doc(data: bytes) -> bool:
    """Say whether the first block of the WordDocument stream has its fEncrypted bit set ([MS-DOC] 2.5.1)."""
    entry = stream_entry(data, "WordDocument")
    sector_bytes = 1 << min(16, int.from_bytes(data[30:32], "little"))
    first = int.from_bytes(data[entry + 116 : entry + 120], "little")
    flags = (first + 1) * sector_bytes + 10
    return bool(int.from_bytes(data[flags : flags + 2], "little") & 0x0100)


def format_of_text(head: bytes, ending: str) -> str:
    """Tell web pages and the XML of old Word programs from plain text."""
    start = plain_start(head)
    if b"schemas.microsoft.com/office/word/2003/wordml" in start or b"schemas.microsoft.com/office/2006/xmlPackage" in start:
        return "doc"
    if HTML_START.match(start) or HTML_INSIDE.search(start) or (ending == "html" and b"<" in start):
        return "html"
    if MHTML_START.match(start) and b"multipart/related" in start.lower():
        return "html"
    return "txt"


def plain_start(head: bytes) -> bytes:
    """Return the first bytes without byte order mark and blanks, UTF-16 squeezed to one byte a character."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def refuse_unsupported(head: bytes) -> None:
    """Refuse pictures and packed archives, saying what they are."""
    if head.startswith(PICTURES):
        raise SourceRefused("source.scanned", "这是一张图片，里面没有文字可读。", "请先做文字识别，或提供 Word、PDF、OFD 原件。")
    if head.startswith(ARCHIVES):
        raise unsupported("压缩包")


def unsupported(what: str) -> SourceRefused:
    """Return the refusal of a kind of file that is not read."""
    return SourceRefused("source.unsupported", f"这是{what}，不是政策文件。", "请提供 Word、PDF、OFD、网页或纯文本格式的文件。")


def ending_of(name: str) -> str:
    """Return the format that a file's name promises, or an empty string."""
    return ENDINGS.get(PurePath(name).suffix.lower(), "")


def ending_note(format: str, name: str) -> tuple[Diagnostic, ...]:
    """Tell the user where a name promises another format than the bytes have."""
    promised = ending_of(name)
    if not promised or promised == format or {promised, format} == {"doc", "wps"}:
        return ()
    message = f"文件名像是{LABELS[promised]}，内容其实是{LABELS[format]}，已按后者读取。"
    return (Diagnostic("source.ending", Severity.NOTE, message),)
