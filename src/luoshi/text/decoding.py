"""Bytes to characters: which encoding a text is in, and what to do with bytes that fit none.

Nothing here raises for bad bytes: what cannot be decoded becomes U+FFFD and a diagnostic. Only bytes that are no text at all are refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from luoshi.source import Diagnostic, Severity, SourceRefused

REPLACEMENT = "\ufffd"
SAMPLE = 200_000
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What Chinese and Western prose consists of; bytes read in a wrong encoding fall outside.
PLAUSIBLE = re.compile("[\t\n\r\x20-\x7e\u00b7\u2010-\u203b\u2460-\u249b\u3000-\u301f\u4e00-\u9fa5\uff01-\uff5e]")
# The everyday characters of GB 2312, rows 16 to 55, sorted by sound; other Chinese encodings read as GB 18030 rarely give them.
EVERYDAY = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|[\xa1-\xa3][\xa1-\xfe]")
# Without these, in either script, hardly a line of an official document is written; bytes read in the wrong encoding give few of them.
COMMON = re.compile(
    "[，。、；：的一和有中大人工作年展新市政策府科技行目金本及以上下等位任方第十二三各列部分地化生加建及高發業為與實會項單發产业发为与实会项单]"
)
COMMON_SHARE = 0.1
COMMON_LEAD = 4
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NAMES = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8", "cp936": "gb18030"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and what was lost; `chars` has no BOM and only `\\n` as line break."""

    chars: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """Decode the bytes of a text.

    A byte order mark decides; then whatever fits without a fault: UTF-16 without a mark, UTF-8, the declared encoding, Big5, GB 18030. A
    page that declares one encoding and is saved in another is common, so the declaration comes after UTF-8. Else the text is damaged, and
    the nearest encoding wins.

    Args:
        data: The bytes.
        declared: What the text says of itself (`<meta charset>`), or empty.

    Raises:
        SourceRefused: `source.binary`, these bytes are no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return decoded(data[len(mark) :], encoding)
    return faultless(data, declared) or decoded(*nearest(data, declared))


def faultless(data: bytes, declared: str) -> Decoded | None:
    """Return the text in the first encoding that fits every byte, or None."""
    wide = unmarked_utf16(data)
    for encoding in (wide, "utf-8", python_name(declared), "cp950", "gb18030"):
        if not encoding or not looks_like(encoding, data):
            continue
        try:
            data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return decoded(data, encoding)
    return None


def looks_like(encoding: str, data: bytes) -> bool:
    """Say whether an encoding of China that takes almost any bytes is the right one; others show by their faults."""
    return looks_big5(data) if encoding == "cp950" else looks_chinese(data) and not looks_big5(data) if encoding == "gb18030" else True


def nearest(data: bytes, declared: str) -> tuple[bytes, str, bool]:
    """Return the bytes with the encoding that loses the fewest of them; True where it is a guess."""
    sample = data[:SAMPLE]
    if looks_big5(data):
        return data, "cp950", False
    losses = {name: sample.decode(name, "replace").count(REPLACEMENT) for name in ("utf-8", "gb18030")}
    best = min(losses, key=losses.__getitem__)
    if losses[best] * 50 <= len(sample) and (best == "utf-8" or looks_chinese(data)):
        return data, best, False
    return data, guessed(sample) or python_name(declared) or best, True


def guessed(sample: bytes) -> str:
    """Ask charset-normalizer, which knows the other encodings of the world; empty where it has no idea."""
    from charset_normalizer import from_bytes  # slow to import, and hardly ever needed

    found = from_bytes(sample, steps=5, chunk_size=512).best()
    return found.encoding if found else ""


def decoded(data: bytes, encoding: str, is_guess: bool = False) -> Decoded:
    """Decode in a known encoding, tell what was lost, refuse what is no text."""
    chars = data.decode(encoding, "replace")
    refuse_binary(chars)
    notes = []
    if "\x00" in chars:
        chars = chars.replace("\x00", REPLACEMENT)
    if lost := chars.count(REPLACEMENT):
        message = f"有 {lost} 处字符无法辨认，已用“{REPLACEMENT}”标出。"
        notes.append(Diagnostic("text.undecodable", Severity.WARNING, message, hint="请核对原文，或换一份没有损坏的文件。"))
    if is_guess:
        message = f"文件没有标明文字编码，按 {encoding} 读取，可能有误。"
        notes.append(Diagnostic("text.encoding-guessed", Severity.WARNING, message, hint="如有乱码，请将文件另存为 UTF-8 编码。"))
    return Decoded(with_plain_breaks(chars), encoding, tuple(notes))


def refuse_binary(chars: str) -> None:
    """Refuse what is full of control characters: a picture or a program, not a text."""
    sample = chars[:SAMPLE]
    if len(CONTROLS.findall(sample)) + sample.count(REPLACEMENT) // 2 > max(2, len(sample) // 20):
        raise SourceRefused("source.binary", "文件不是文本，无法读取。", "请提供 Word、PDF、OFD、网页或纯文本格式的政策文件。")


def with_plain_breaks(chars: str) -> str:
    """Make every line break `\\n`."""
    if "\r" in chars:
        chars = chars.replace("\r\n", "\n").replace("\r", "\n")
    return chars.replace("\f", "\n").replace("\x0b", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")


def unmarked_utf16(data: bytes) -> str:
    """Name the byte order of UTF-16 text without a mark, or return an empty string where the bytes are not UTF-16."""
    if len(data) < 4 or len(data) % 2:
        return ""
    sample = data[:4000]
    shares = {name: plausible_share(sample.decode(name, "replace")) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= 0.9 and "\x00" not in sample.decode(best, "replace") and not is_utf8(data) else ""


def is_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 text, which UTF-16 with a plain letter in it never is: it holds zero bytes."""
    try:
        return "\x00" not in data.decode("utf-8")
    except UnicodeError:
        return False


def plausible_share(chars: str) -> float:
    """Return the share of characters, 0 to 1, that one meets in Chinese or Western prose."""
    return len(PLAUSIBLE.findall(chars)) / max(1, len(chars))


def looks_chinese(data: bytes) -> bool:
    """Say whether most of the bytes above ASCII are everyday characters and punctuation of GB 2312."""
    high = data[:SAMPLE].translate(None, delete=bytes(range(0x80)))
    return 2 * len(EVERYDAY.findall(high)) >= 0.6 * len(high)


def looks_big5(data: bytes) -> bool:
    """Say whether bytes are Big5: read so they give the characters of every text, read as GB 18030 hardly any of them."""
    sample = data[:SAMPLE]
    share = common_share(sample.decode("cp950", "replace"))
    return share >= COMMON_SHARE and share >= COMMON_LEAD * common_share(sample.decode("gb18030", "replace"))


def common_share(chars: str) -> float:
    """Return the share, 0 to 1, of the commonest characters among all that are not ASCII."""
    return len(COMMON.findall(chars)) / max(1, sum(not char.isascii() for char in chars))


def python_name(declared: str) -> str:
    """Return Python's name of a declared encoding, GB 2312 and GBK widened to GB 18030; empty where Python knows none."""
    name = declared.strip().strip("\"'").lower()
    name = NAMES.get(name, name)
    try:
        return codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
