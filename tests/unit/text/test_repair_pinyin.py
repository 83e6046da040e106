"""A reader of a damaged page gets the very words that were printed, and is told where that was not possible."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.source import Severity, Source, Span
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.edits import Mapped
from luoshi.text.repair_pinyin import learn_readings, repair_pinyin

READINGS = {
    "業": "yè", "發": "fā", "產": "chǎn", "區": "qū", "節": "jié", "內": "nèi", "規": "guī", "數": "shù", "驅": "qū", "創": "chuàng",
    "術": "shù", "關": "guān", "優": "yōu", "質": "zhì", "構": "gòu", "協": "xié", "統": "tǒng", "態": "tài", "現": "xiàn", "權": "quán",
    "農": "nóng", "聯": "lián", "經": "jīng", "環": "huán", "監": "jiān", "醫": "yī", "養": "yǎng", "戰": "zhàn", "調": "diào",
    "網": "wǎng",
}  # fmt: skip
SENTENCES = [
    "各旗縣區要把產業創新放在發展全局的核心位置，加快構建現代產業體系。",
    "支持企業發揮規模優勢，對新認定的高新技術企業給予二十萬元獎勵。",
    "優化農業經濟結構，強化質量監管，推動關鍵技術聯合攻關。",
    "加強知識產權保護，健全協同機制，統籌各類創新資源。",
    "完善數據開放規則，建設網絡環境監測體系，守住生態底線。",
    "鼓勵醫療機構與科研院所聯合開展養老服務試點，形成良好態勢。",
    "實施創新驅動發展戰略，深化經濟體制改革，調動各方面積極性。",
]


def damaged(page: str, readings: dict[str, str], *, eats_bracket: bool = True) -> str:
    """Damage every line of a page."""
    return "\n".join(damaged_line(line, readings, eats_bracket=eats_bracket) for line in page.split("\n"))


def damaged_line(chars: str, readings: dict[str, str], *, eats_bracket: bool) -> str:
    """Damage a line as a careless converter does: put the pinyin behind the two bytes of a character wherever they come, then read GBK."""
    pairs = {char.encode("gbk"): f"({reading})".encode("gbk") for char, reading in readings.items()}
    data = chars.encode("gbk")
    spoilt = bytearray()
    at = 0
    while at < len(data):
        pair = data[at : at + 2]
        spoilt += pair + pairs[pair] if pair in pairs else pair[:1]
        at += 2 if pair in pairs else 1
    return decoded(bytes(spoilt), eats_bracket=eats_bracket)


def decoded(data: bytes, *, eats_bracket: bool) -> str:
    """Read GBK as the page's decoder did: a pair that is no character becomes one mark."""
    chars = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            chars.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        try:
            chars.append(pair.decode("gb18030") if len(pair) == 2 and pair[1] >= 0x40 else "")
        except UnicodeDecodeError:
            chars.append("")
        if not chars[-1]:
            chars[-1] = "?" if eats_bracket else "\ufffd"
        at += 2 if chars[-1] != "\ufffd" else 1
    return "".join(chars)


def repaired(raw: str) -> str:
    return Mapped.identity(raw).edited(repair_pinyin(raw).edits).chars


def codes(raw: str) -> list[str]:
    return [finding.code for finding in repair_pinyin(raw).findings]


PAGE = "\n".join(SENTENCES * 2)
ASTRIDE = ["向專業化發展", "當地產業發展", "專家庫，", "超純熔煉、深加工與", "季節性發展潛力、成果突出"]


def test_pinyin_behind_characters_is_taken_out() -> None:
    raw = damaged(PAGE, READINGS)

    assert raw.count("(yè)") == PAGE.count("業")
    assert repaired(raw) == PAGE
    assert codes(raw) == ["text.damage-repaired"]


@pytest.mark.parametrize("eats_bracket", [True, False])
@pytest.mark.parametrize("broken", ASTRIDE)
def test_characters_that_lost_step_are_put_back(broken: str, eats_bracket: bool) -> None:
    page = f"{PAGE}\n國內規範專業產業{broken}，驅動統籌。"
    raw = damaged(page, READINGS, eats_bracket=eats_bracket)

    assert "?" in raw or "\ufffd" in raw
    assert repaired(raw) == page
    assert codes(raw) == ["text.damage-repaired"]


def test_end_of_a_paragraph_lost_with_its_tag_is_put_back() -> None:
    spoilt = damaged("建設科技專家庫。</p>", READINGS)
    assert spoilt.endswith("?/p>")

    raw = f"{damaged(PAGE, READINGS)}\n國(guó)內(nèi)規(guī)範(fàn)\n{spoilt}\n下一段。"

    assert repaired(raw).splitlines()[-2] == "建設科技專家庫。"


@given(
    picked=st.lists(st.sampled_from([*SENTENCES, *ASTRIDE]), min_size=5, max_size=20),
    chars=st.sets(st.sampled_from(sorted(READINGS)), min_size=8),
    eats_bracket=st.booleans(),
)
def test_repair_restores_the_page_or_marks_what_it_cannot(picked: list[str], chars: set[str], eats_bracket: bool) -> None:
    page = "\n".join([*SENTENCES, *picked])
    raw = damaged(page, {char: READINGS[char] for char in chars}, eats_bracket=eats_bracket)
    result = repaired(raw)

    assert len(result) == len(page)
    assert {after for before, after in zip(page, result, strict=True) if before != after} <= {"\ufffd"}
    assert ("text.damage-unrepaired" in codes(raw)) == ("\ufffd" in result)


def test_words_lost_under_a_mark_are_marked_with_their_place() -> None:
    # 節 is nowhere else in this page, so nobody knows what stood under the mark in 展|潛.
    raw = damaged(f"{PAGE}\n發展潛力、成果突出。", READINGS)
    text = clean(Draft(raw), Source("规划.txt", b""))
    (diagnostic,) = [d for d in text.diagnostics if d.code == "text.damage-unrepaired"]

    assert text.chars.endswith("发展\ufffd力、成果突出。")
    assert diagnostic.severity is Severity.WARNING
    assert [text.quote(span) for span in diagnostic.spans] == ["\ufffd"]


def test_digits_swallowed_by_a_broken_pair_are_marked() -> None:
    raw = damaged(f"{PAGE}\n當地5家", READINGS)

    assert "text.damage-unrepaired" in codes(raw)
    assert repaired(raw).splitlines()[:-1] == PAGE.splitlines()


@pytest.mark.parametrize(
    "raw",
    [
        "研究与试验发展（R&D）经费支出与地区生产总值（GDP）的比值为2%。(ABC)(yi)" * 5,
        "彧（yù）、翀（chōng）、犇(bēn)、翯(hè)、鬶(guī)、埶(yì)、旸(yáng)、玠(jiè)。",
        "“蒙古马(měng gǔ mǎ)精神”是什么?如何弘扬?",
        "",
    ],
)
def test_documents_that_only_look_like_it_are_left_alone(raw: str) -> None:
    assert repair_pinyin(raw).edits == []
    assert repair_pinyin(raw).findings == []


def test_readings_are_learnt_from_the_document_itself() -> None:
    few = {"業": "yè", "發": "fā", "產": "chǎn", "構": "gòu"}

    assert learn_readings(damaged(PAGE, few)) == few


def test_repaired_characters_lead_back_to_the_damaged_ones() -> None:
    raw = damaged(PAGE, READINGS)
    text = clean(Draft(raw), Source("规划.txt", b""))
    at = text.chars.index("创新放在")

    assert text.raw_span(Span(at, at + 4)).of(raw) == "創(chuàng)新放在"


def test_regional_plan_equals_its_hand_made_repair(corpus: Path) -> None:
    raw = (corpus / "policies/inner-mongolia-2021-2025.txt").read_text("utf-8")
    expected = (corpus / "policies/inner-mongolia-2021-2025.clean.txt").read_text("utf-8")
    text = clean(Draft(raw), Source("规划.txt", b""))

    assert "".join(text.chars.split()) == "".join(expected.split())
    assert [d.code for d in text.diagnostics] == ["text.damage-repaired"]
