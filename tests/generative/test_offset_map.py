"""However a document is spoilt, cleaning loses no word in silence, and every clean character leads back to the raw ones it came from."""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.source import Source, Span
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.edits import Mapped, lines_of
from luoshi.text.fold import fold
from luoshi.text.nodes import Text
from luoshi.text.simplify import is_written_traditionally
from luoshi.text.spaces import space_edits
from tools.fuzz import documents
from tools.mangle import LINE_MANGLES

# Whole lines may be left out, and each such code says which; nothing else may.
LINES_LEFT_OUT = {"text.index-table", "text.page-frame", "text.page-numbers", "text.running-heads", "text.second-copy"}
# Of a repaired document no character is what the raw one was.
REPAIRED = "text.damage-repaired"

PIECES = st.sampled_from(
    [
        "一、总体要求",
        "（一）培育科技企业。",
        "1.支持企业",
        "牵头单位：区科技局",
        "到2027年达到 3 0 家",
        "，力争",
        "（试行",
        "）",
        "《",
        "》",
        " ",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\ufffd",
        "\ue37a",
        "⼀",
        "１２％",
        "|",
        " | ",
        "---|---",
        "\n",
        "\n\n",
        "— 3 —",
        "12",
        "\f",
        "索引号",
        "发文字号：某政发〔2024〕1号",
        "版权所有：某某网",
        "首页",
        "业(yè)",
        "?jié)",
        "附件",
        "2024年3月5日",
        "research and",
        "R & D",
        "国務院發展業務",
        "第 1 0 条",
    ]
)
RAW = st.lists(PIECES, max_size=60).map("".join)
WRAPPED = st.sampled_from([True, False, None])


def cleaned(raw: str, wrapped: bool | None = None) -> Text:
    return clean(Draft(raw, wrapped=wrapped), Source("方案.txt", b""))


def faults(text: Text) -> Iterator[str]:
    """Name what is wrong with a clean text."""
    chars, raw = text.chars, text.raw
    if not len(chars) == len(text.starts) == len(text.ends):
        yield "the map is not as long as the text"
    if sorted(text.starts) != list(text.starts) or sorted(text.ends) != list(text.ends):
        yield "the map goes back"
    if any(not start <= end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True)):
        yield "the map leads out of the raw text"
    rows = {line.start for table in text.tables for line in lines_of(chars, table.span)}
    lines = [line for line in lines_of(chars) if line.start not in rows] if chars else []
    if any(not line.of(chars) or line.of(chars).strip(" ") != line.of(chars) for line in lines):
        yield "a blank line, or white space around a line"
    if any([" | ".join(row) for row in table.rows] != text.quote(table.span).split("\n") for table in text.tables):
        yield "a table that is not what stands in the text"
    if any(not span.end <= len(chars) for diagnostic in text.diagnostics for span in diagnostic.spans):
        yield "a diagnostic points out of the text"


def losses(text: Text) -> Iterator[str]:
    """Name the words of the raw text that are not in the clean one and that no diagnostic accounts for."""
    codes = {diagnostic.code for diagnostic in text.diagnostics}
    kept, at = [], 0
    for start, end in [*zip(text.starts, text.ends, strict=True), (len(text.raw), len(text.raw))]:
        gap = text.raw[at:start] if start > at else ""
        if words(gap).strip("-:+=") and not (codes & LINES_LEFT_OUT and is_whole_lines(text.raw, at, start)):
            yield f"left out in silence: {gap!r}"
        kept.append(text.raw[max(at, start) : end])
        at = max(at, end)
    before, after = words("".join(kept)), words(text.chars)
    if len(before) != len(after) or (before != after and not is_written_traditionally(text.raw)):
        yield f"words changed or moved: {before!r} {after!r}"


def is_whole_lines(raw: str, start: int, end: int) -> bool:
    """Say whether a stretch, white space and the bars of a table aside, is made of whole lines."""
    before, lines, behind = (plain(part).replace("|", " ") for part in (raw[:start], raw[start:end], raw[end:]))
    before += lines[: len(lines) - len(lines.lstrip())]
    behind = lines[len(lines.rstrip()) :] + behind
    return not before.rpartition("\n")[2].strip() and not behind.partition("\n")[0].strip()


def words(raw: str) -> str:
    """Return characters in their one form, without white space and without the bars between cells."""
    return "".join(plain(raw).replace("|", "").split())


def plain(raw: str) -> str:
    """Return characters in their one form."""
    return fold(Mapped.identity(raw)).chars


@given(raw=RAW, wrapped=WRAPPED)
def test_any_pieces_of_a_document_come_out_clean_and_mapped(raw: str, wrapped: bool | None) -> None:
    text = cleaned(raw, wrapped)

    assert list(faults(text)) == []
    assert REPAIRED in {d.code for d in text.diagnostics} or list(losses(text)) == []


@given(raw=st.text(max_size=200), wrapped=WRAPPED)
def test_any_characters_at_all_come_out_clean_and_mapped(raw: str, wrapped: bool | None) -> None:
    text = cleaned(raw.replace("\r", ""), wrapped)

    assert list(faults(text)) == []
    assert list(losses(text)) == []


@pytest.mark.parametrize("spoil", LINE_MANGLES, ids=lambda spoil: spoil.__name__)
def test_whole_documents_with_spoilt_lines_lose_nothing(spoil) -> None:
    for lines in documents():
        raw = "\n".join(spoil(list(lines), Random(spoil.__name__)))
        text = cleaned(raw)

        assert list(faults(text)) == []
        assert REPAIRED in {d.code for d in text.diagnostics} or list(losses(text)) == []


@given(draw=st.randoms(use_true_random=False), wrapped=WRAPPED)
def test_windows_of_documents_with_spoilt_lines_lose_nothing(draw: Random, wrapped: bool | None) -> None:
    lines = draw.choice(documents())
    start = draw.randrange(len(lines))
    window = list(lines[start : start + 40])
    for spoil in draw.choices(LINE_MANGLES, k=3):
        window = spoil(window, draw) or [""]
    text = cleaned("\n".join(window), wrapped)

    assert list(faults(text)) == []
    assert REPAIRED in {d.code for d in text.diagnostics} or list(losses(text)) == []


@given(raw=RAW)
def test_cleaning_what_is_clean_changes_nothing(raw: str) -> None:
    once = cleaned(raw, wrapped=False)
    again = cleaned(once.chars, wrapped=False)

    assert again.chars == once.chars


@given(chars=st.text(alphabet="国a1 \n|。", max_size=40), data=st.data())
def test_edits_compose_to_a_map_that_leads_every_character_home(chars: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(chars)), max_size=8)))
    edits = [(start, end, data.draw(st.sampled_from(["", "x", "xy"]))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    mapped = Mapped.identity(chars).edited(edits)

    untouched = [(c, s) for c, s, e in zip(mapped.chars, mapped.starts, mapped.ends, strict=True) if c not in "xy" and e == s + 1]
    assert all(chars[start] == char for char, start in untouched)
    assert "".join(c for c in mapped.chars if c not in "xy") == "".join(
        chars[at] for at in range(len(chars)) if not any(start <= at < end for start, end, _ in edits)
    )
    assert sorted(mapped.starts) == list(mapped.starts)


def test_find_is_the_way_back_of_origin() -> None:
    mapped = Mapped.identity("甲 乙　丙").edited(space_edits("甲 乙　丙"))

    assert [mapped.find(mapped.origin(at, at + 1)) for at in range(len(mapped.chars))] == [
        Span(at, at + 1) for at in range(len(mapped.chars))
    ]
