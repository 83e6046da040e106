"""What was found in a programme, in the terminal: where, what, and what to do; notes only by their number unless asked for."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.cli.marked_words import INDENT, INKS
from luoshi.cli.paint import Ink, Paint
from luoshi.cli.programme_words import programme_words
from luoshi.cli.width import wrap
from luoshi.commitments.show import clause_words
from luoshi.programme.check import ProgrammeFinding
from luoshi.programme.words import SECTION_WORDS, key_words
from luoshi.source import Severity
from luoshi.usecases.check_programme import CheckedProgramme

HINT = "怎么办："
HINT_WIDE = 8
COUNTED = ("units", "targets", "duties", "rewards", "stacking", "registers", "procedures", "deadlines")


def checked_lines(name: str, checked: CheckedProgramme, *, columns_wide: int, paint: Paint, full: bool = False) -> Iterator[str]:
    """Yield all that was found in one programme, errors first."""
    yield paint(name, Ink.STRONG)
    if checked.programme is not None:
        yield from wrap(programme_words(checked.programme), columns_wide)
        yield from (paint(line, Ink.FAINT) for line in wrap(_counts(checked), columns_wide))
    for severity in Severity:
        found = [finding for finding in checked.findings if finding.severity is severity]
        if severity is not Severity.NOTE or full:
            for finding in found:
                yield from _finding(finding, columns_wide, paint)
    yield from wrap(_summary(checked, full), columns_wide)


def _counts(checked: CheckedProgramme) -> str:
    parts = [(key_words(section), len(getattr(checked.programme, section))) for section in COUNTED]
    return "，".join(f"{SECTION_WORDS.get(words, words)}{count}" for words, count in parts if count) or "没有内容"


def _finding(finding: ProgrammeFinding, columns_wide: int, paint: Paint) -> Iterator[str]:
    where = "　".join(part for part in (f"第{finding.line}行" if finding.line else "", _clause(finding)) if part)
    first, *rest = wrap(f"{where}　{finding.message}" if where else finding.message, columns_wide - INDENT)
    yield f"{paint(finding.severity.label, INKS[finding.severity])}  {first}"
    yield from (" " * INDENT + line for line in rest)
    hint = wrap(finding.hint, columns_wide - INDENT - HINT_WIDE) if finding.hint else []
    for number, line in enumerate(hint):
        yield " " * INDENT + (" " * HINT_WIDE if number else paint(HINT, Ink.FAINT)) + line


def _clause(finding: ProgrammeFinding) -> str:
    return clause_words(finding.clause) if finding.clause else finding.row


def _summary(checked: CheckedProgramme, full: bool) -> str:
    counted = ((Severity.ERROR, "项错误"), (Severity.WARNING, "项注意"), (Severity.NOTE, "项提示"))
    parts = [f"{count}{words}" for severity, words in counted if (count := checked.count(severity))]
    if not parts:
        return "没有发现问题。"
    hidden = "；加 --full 列出提示" if checked.count(Severity.NOTE) and not full else ""
    return f"{'，'.join(parts)}{hidden}。"
