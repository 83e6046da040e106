"""Findings in the terminal: what to mend, each place with its words marked, the legal ground, and how to word it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.cli.marked_words import INDENT, INKS, SPANS_SHOWN, marked_lines, sentence_lines
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.width import wrap
from luoshi.commitments.nodes import Reading
from luoshi.commitments.show import clause_words
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding
from luoshi.papers.particulars import title_of
from luoshi.source import Severity

LABEL_WIDE = 8
EXCEPTION = (
    "公平竞争审查：《公平竞争审查条例》第十二条所列情形（维护国家安全、促进科技进步、保护社会公共利益等），没有影响更小的替代方案、"
    "并定有合理期限或终止条件的，可以出台，须在审查结论中说明。"
)


def finding_lines(reading: Reading, findings: Sequence[Finding], *, columns_wide: int, paint: Paint, full: bool = False) -> Iterator[str]:
    """Yield all that was found in one document; of many places only the first few unless `full`."""
    document = Document(reading)
    yield from (paint(line, Ink.STRONG) for line in wrap(title_of(reading.policy), columns_wide))
    for finding in findings:
        yield from _one(document, finding, columns_wide, paint, full)
    if any(finding.rule for finding in findings):
        yield ""
        yield from (paint(line, Ink.FAINT) for line in wrap(EXCEPTION, columns_wide))
    yield ""
    yield from wrap(summary_line(findings), columns_wide)


def summary_line(findings: Sequence[Finding]) -> str:
    """Say how many there are and of what weight."""
    if not findings:
        return "没有发现应补正的地方。机器所查，仍须人工审核。"
    notes = sum(1 for finding in findings if finding.severity is Severity.NOTE)
    parts = [f"{count}项{words}" for count, words in ((len(findings) - notes, "应当补正"), (notes, "供参考")) if count]
    return f"{'，'.join(parts)}。机器所查，仍须人工审核。"


def _one(document: Document, finding: Finding, columns_wide: int, paint: Paint, full: bool) -> Iterator[str]:
    ink = INKS[finding.severity]
    yield ""
    yield from sentence_lines(finding, finding.code, columns_wide=columns_wide, paint=paint)
    shown = finding.spans if full else finding.spans[:SPANS_SHOWN]
    above = finding.clause
    for span in shown:
        clause = document.clause_at(span.start)
        if clause is not None and clause.path != above:
            above = clause.path
            yield " " * INDENT + paint(clause_words(above), Ink.FAINT)
        yield from marked_lines(document.reading.policy.text, span, columns_wide=columns_wide, paint=paint, ink=ink)
    if len(finding.spans) > len(shown):
        yield " " * INDENT + paint(f"另有{len(finding.spans) - len(shown)}处，加 --full 全部列出", Ink.FAINT)
    yield from _labelled("怎么办：", [finding.hint] if finding.hint else [], columns_wide, paint)
    yield from _labelled("依据：", [str(ground) for ground in finding.grounds], columns_wide, paint)


def _labelled(label: str, items: Sequence[str], columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield items below each other, the label before the first."""
    lines = [line for item in items for line in wrap(item, columns_wide - INDENT - LABEL_WIDE)]
    for number, line in enumerate(lines):
        wide = label if len(label) == LABEL_WIDE // 2 else label + "　" * (LABEL_WIDE // 2 - len(label))
        yield " " * INDENT + (" " * LABEL_WIDE if number else paint(wide, Ink.FAINT)) + line
