"""A text in any encoding reads the same; what cannot be decoded is marked, what is no text refused."""

from __future__ import annotations

import codecs

import pytest

from luoshi.source import SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.from_source import draft_of, load_source, read_text

PROSE = "青河旗科技创新三年行动方案（2025—2027年）\n一、总体要求\n到2027年，高新技术企业达到24家，研发投入强度达到1.5%。\n"


def read(data: bytes, name: str = "方案.txt") -> Draft:
    return draft_of(load_source(None, data, name=name))


def codes(draft: Draft) -> list[str]:
    return [item.code for item in draft.diagnostics]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_chinese_text_reads_the_same_in_every_encoding(encoding: str):
    mark = codecs.BOM_UTF32_BE if encoding == "utf-32-be" else b""
    draft = read(mark + PROSE.encode(encoding))
    assert (draft.raw, draft.diagnostics) == (PROSE, ())


TRADITIONAL = "青河旗科技創新三年行動方案（2025至2027年）\n一、總體要求\n到2027年，高新技術企業達到24家，研發投入強度達到1.5%。\n"


def test_big5_is_read_and_made_simplified():
    source = load_source(None, TRADITIONAL.encode("big5") * 5, name="方案.txt")
    text = read_text(source)
    assert "到2027年，高新技术企业达到24家，研发投入强度达到1.5%。" in text.chars.split("\n")
    assert text.diagnostics == ()


def test_damaged_big5_loses_only_the_damaged_place():
    draft = read(TRADITIONAL.encode("big5") * 5 + b"\xff\n")
    assert (draft.raw, codes(draft)) == (TRADITIONAL * 5 + "\ufffd\n", ["text.undecodable"])


@pytest.mark.parametrize("words", [PROSE, TRADITIONAL, "加快建设", "某某市", "一、二、", "旗工信局 旗科技局"])
def test_gb_text_is_never_taken_for_big5(words: str):
    assert read(words.encode("gb18030")).raw == words


def test_utf16_without_mark_and_without_any_letter_is_told_from_gbk():
    assert read("加快建设创新平台".encode("utf-16-be")).raw == "加快建设创新平台"
    assert read("加快建设创新平台".encode("gbk")).raw == "加快建设创新平台"


def test_rare_characters_of_gb18030_survive():
    assert (
        read("对䶮、㛃、𠮷三类企业给予支持，支持标准另行制定。".encode("gb18030")).raw == "对䶮、㛃、𠮷三类企业给予支持，支持标准另行制定。"
    )


def test_line_breaks_of_every_system_become_one():
    assert read("一\r\n二\r三\n四\x0b五\u2028六".encode()).raw == "一\n二\n三\n四\n五\n六"


def test_places_are_lines():
    anchors = read("第一\n第二".encode()).anchors
    assert [(anchor.offset, anchor.label) for anchor in anchors] == [(0, "第1行"), (3, "第2行")]


def test_places_of_a_very_long_text_stand_for_several_lines():
    anchors = read("一行\n".encode() * 50_000).anchors
    assert (len(anchors), anchors[1].label, anchors[1].offset) == (16_667, "第4—6行", 9)
    assert anchors[-1].label == "第49999—50001行"


def test_cut_utf8_is_marked_and_told():
    draft = read((PROSE * 20).encode()[:-2])
    assert draft.raw.startswith(PROSE)
    assert draft.raw.count("\ufffd") == 1
    assert codes(draft) == ["text.undecodable"]


def test_damaged_gbk_is_marked_and_the_rest_read():
    data = bytearray((PROSE * 20).encode("gb18030"))
    data[200] = 0xFF
    draft = read(bytes(data))
    assert draft.raw.endswith(PROSE * 10)
    assert codes(draft) == ["text.undecodable"]


def test_foreign_encoding_is_guessed_and_told():
    draft = read(("Постановление о поддержке научных исследований и разработок. " * 20).encode("cp1251"))
    assert draft.raw.startswith("Постановление о поддержке")
    assert codes(draft) == ["text.encoding-guessed", "text.not-chinese"]


def test_other_language_is_read_with_a_diagnostic():
    draft = read(b"The county shall have 24 high-tech enterprises by the end of 2025." * 5)
    assert draft.raw.startswith("The county shall")
    assert codes(draft) == ["text.not-chinese"]


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 50, b"\x7fELF\x02\x01\x01" + b"\x00" * 500 + b"abc", b"\x00\x01\x02\x03" * 300 + b"x"]
)
def test_binary_is_refused(data: bytes):
    with pytest.raises(SourceRefused) as refused:
        read(data)
    assert refused.value.code == "source.binary"


def test_single_stray_zero_is_marked():
    draft = read(PROSE.replace("家", "\x00", 1).encode() * 3)
    assert draft.raw.count("\ufffd") == 3
    assert codes(draft) == ["text.undecodable"]


def test_fifty_megabytes_are_refused_in_one_sentence():
    data = PROSE.encode() * (50 * 1024 * 1024 // len(PROSE.encode()))
    with pytest.raises(SourceRefused) as refused:
        read(data)
    assert refused.value.code == "source.too-large"
