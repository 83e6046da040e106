"""UTF-8 that was read in the wrong encoding is read again; what was lost on the way is marked."""

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.edits import Mapped
from luoshi.text.repair_mojibake import repair_mojibake

PAGE = "一、总体要求，达到30家。\n支持企业、高校和《规划》落实，引进人才、技术。\n本办法自发布之日起施行，有效期三年。"


def as_latin(words: str) -> str:
    """Read UTF-8 bytes the way a Western Windows does."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in words.encode())


def as_gbk(words: str) -> str:
    """Read UTF-8 bytes the way a Chinese Windows does, line by line."""
    return "\n".join(line.encode().decode("gb18030", "replace") for line in words.split("\n"))


def repaired(raw: str) -> str:
    return Mapped.identity(raw).edited(repair_mojibake(raw).edits).chars


def test_utf8_read_as_latin_is_read_again() -> None:
    assert repaired(as_latin(PAGE)) == PAGE


def test_utf8_read_as_gbk_is_read_again_or_marked() -> None:
    raw = as_gbk(PAGE)
    text = clean(Draft(raw), Source("办法.txt", b""))
    marks = text.chars.count("\ufffd")

    assert "有效期三年" in text.chars
    assert marks < 0.2 * len(text.chars)
    assert [(d.code, len(d.spans)) for d in text.diagnostics] == [("text.damage-repaired", 0), ("text.damage-unrepaired", marks)]


def test_characters_lead_back_to_the_wrong_ones() -> None:
    raw = as_latin("，、。总体要求")
    text = clean(Draft(raw), Source("办法.txt", b""))

    assert [raw[start:end] for start, end in zip(text.starts, text.ends, strict=True)] == [as_latin(char) for char in text.chars]


@pytest.mark.parametrize("raw", [PAGE, "锛是一种工具，锛銆锛。", "Café à la carte, déjà vu: résumé", "", "ã ï ä"])
def test_sound_text_is_left_alone(raw: str) -> None:
    assert repair_mojibake(raw).edits == []


def test_lost_and_private_characters_are_marked() -> None:
    text = clean(Draft("支持\ufffd\ufffd企业。\n\ue000要点"), Source("办法.txt", b""))

    assert [(d.code, [text.quote(span) for span in d.spans]) for d in text.diagnostics] == [
        ("text.damage-unrepaired", ["\ufffd\ufffd"]),
        ("text.private-character", ["\ue000"]),
    ]
