"""Whatever the lines of a document are, the tree holds every word once, in order, and well nested."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from luoshi.policy import Clause, Policy, read_policy
from luoshi.policy.to_akn import to_akn
from luoshi.policy.to_text import pieces, to_text
from luoshi.source import Span
from luoshi.text import Text, load_source, read_text
from tests.policy_texts import text_of
from tools.fuzz import documents
from tools.mangle import LINE_MANGLES, Lines

# Parted by ｜.
NUMBERS = (
    "第一章 ｜第二节｜第三条　｜第一编｜一、｜二、｜三.｜（一）｜（二）｜(2)｜（三)｜1.｜2、｜3．｜12.｜(1)｜（263）｜1）｜"
    "①｜⑵｜⒊｜㈣｜一是｜二是｜三要｜1.1｜1.2 ｜2.1.1｜3 ｜附件｜附件2｜附件3：｜附件：1.｜表1｜专栏 1 ｜目录｜"
)
WORDS = (
    "总体要求｜建设平台。｜对企业给予10万元奖励；｜指导思想坚持创新驱动、人才强县。｜1.5亿元｜"
    "2023年4月5日｜某某县人民政府｜关于印发《甲方案》的通知｜（2022—2024年）｜各乡镇人民政府：｜某政发〔2023〕3号｜"
    "牵头单位：县科技局｜本方案自印发之日起施行，有效期两年。｜。（二）甲。（三）乙｜包括：（一）甲；（二）乙；（三）丙。｜甲 | 乙 | 丙｜"
    "申报表.docx｜扫一扫｜ ｜，｜《（“"
)
LINE = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(NUMBERS.split("｜")),
    st.lists(st.sampled_from(WORDS.split("｜")), max_size=3).map("".join),
)


def badly_nested(clause: Clause, holder: Span) -> list[str]:
    """Name what is wrong with the spans of a clause and of those below it."""
    parts = [clause.number_span, clause.heading_span, *clause.body, *(child.span for child in clause.children)]
    wrong = [] if holder.covers(clause.span) else [f"{clause.path} leaves its parent"]
    wrong += [f"{clause.path} does not hold {part}" for part in parts if len(part) and not clause.span.covers(part)]
    wrong += [f"{clause.path}: children overlap" for a, b in pairwise(clause.children) if a.span.end > b.span.start]
    return wrong + [fault for child in clause.children for fault in badly_nested(child, clause.span)]


def faults(policy: Policy) -> list[str]:
    """Name every guarantee of the tree that does not hold."""
    chars = policy.text.chars
    spans = sorted(span for clause in policy.clauses for span in pieces(clause))
    names = [clause.id for clause in policy.walk()]
    return [
        *(fault for clause in policy.clauses for fault in badly_nested(clause, Span(0, len(chars)))),
        *(f"twice: {a} {b}" for a, b in pairwise(spans) if a.end > b.start),
        *(["words lost or moved"] if to_text(policy) != chars else []),
        *(f"no ASCII: {name}" for name in names if not name.isascii()),
        *(["an identifier stands for two"] if len(names) != len(set(names)) else []),
        *(d.code for d in policy.diagnostics if any(span.end > len(chars) for span in d.spans)),
    ]


def text_with_rows(lines: list[str], rows: range) -> Text:
    """Return a text whose lines of the range are a table."""
    plain = text_of("\n".join(lines))
    table = "\n".join(lines[rows.start : rows.stop])
    return text_of(plain.chars, tables=(table,)) if table.strip() else plain


@given(st.lists(LINE, max_size=25))
def test_tree_of_any_lines_keeps_every_word(lines: list[str]) -> None:
    assert faults(read_policy(text_of("\n".join(lines)))) == []


@given(st.lists(LINE, min_size=3, max_size=15), st.integers(0, 10), st.integers(1, 4))
def test_tree_with_a_table_anywhere_keeps_every_word(lines: list[str], start: int, count: int) -> None:
    assert faults(read_policy(text_with_rows(lines, range(start, start + count)))) == []


@given(st.text(alphabet="第一二三章节条、（）()1.2①目录附件表：:。；\n 年月日〔〕号甲乙是要《》“”", max_size=120))
def test_tree_of_any_signs_keeps_every_word(chars: str) -> None:
    assert faults(read_policy(text_of(chars))) == []


@given(st.lists(LINE, max_size=20))
def test_any_tree_can_be_written_as_xml(lines: list[str]) -> None:
    assert to_akn(read_policy(text_of("\n".join(lines)))).startswith("<?xml")


@given(st.randoms(use_true_random=False), st.sampled_from(LINE_MANGLES))
def test_mangled_real_documents_keep_every_word(draw: Random, spoil: Callable[[Lines, Random], Lines]) -> None:
    lines = [line.strip() for line in draw.choice(documents()) if line.strip()]
    start = draw.randrange(len(lines))

    assert faults(read_policy(text_of("\n".join(spoil(lines[start : start + 40], draw))))) == []


def test_whole_real_documents_keep_every_word(corpus: Path) -> None:
    paths = sorted((corpus / "policies").glob("*.txt"))
    assert paths != []
    for path in paths:
        assert faults(read_policy(read_text(load_source(path)))) == [], path.name
