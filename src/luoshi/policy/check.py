"""What is wrong with a document as a document: numbers skipped or doubled, tables and annexes that are announced and not there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.policy.captions import is_caption, is_missing_table
from luoshi.policy.ladder import Fault, Rung
from luoshi.policy.nodes import Clause, ClauseKind, Policy
from luoshi.policy.numbering import number_value, print_number
from luoshi.source import Diagnostic, Severity, Span

# 附件2, 详见附件3: a reference by number, not the line where the annex itself begins.
ANNEX_NAMED = re.compile(r"附\s*件\s*(\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d.．、:：])")
ANNEX_LISTED = re.compile(r"(?:^|附\s*件\s*[:：]?)\s*(\d{1,2})\s*[.．、:：﹒]\s*(\S[^\n]{1,80})")
ANNEX_SINGLE = re.compile(r"附\s*件?\s*[:：]\s*(\S[^\n]{1,80})")
# A box of a plan; its text may be a numbering of its own.
BOX = re.compile(r"专栏\s*[\d一二三四五六七八九十]")
FIRST = re.compile(r"[（(]?(?:1|一)[.、．）)]|①|⑴|⒈")
FILE_END = re.compile(r"\s*\.\s*(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar|ofd|jpe?g|png)\s*(?:[（(].*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """A number that does not follow on, and the path of its clause."""

    rung: Rung
    path: str


def check_policy(policy: Policy, misnumbered: Sequence[Misnumbered]) -> list[Diagnostic]:
    """Return the faults of the document, in the order of the words that they concern; those of the whole document first."""
    numbers = [_of_number(one) for one in misnumbered if not _begins_box(one, policy.text.chars)]
    found = [*_of_whole(policy), *numbers, *_missing_tables(policy), *_missing_annexes(policy)]
    return sorted(found, key=lambda diagnostic: diagnostic.spans[:1])


def _of_whole(policy: Policy) -> Iterator[Diagnostic]:
    if not policy.title:
        yield Diagnostic("policy.no-title", Severity.NOTE, "没有找到文件标题。", hint="请在原文开头补上标题，或确认上传的是完整文件。")
    if not any(len(clause.number_span) for clause in policy.walk()):
        yield Diagnostic("policy.no-heading", Severity.WARNING, "全文没有编号的条款，只能按段落读取。", hint="请确认文件是否完整。")


def _of_number(found: Misnumbered) -> Diagnostic:
    """Say what is wrong with one printed number and what should have stood there."""
    mark, before = found.rung.mark, found.rung.before
    printed = print_number(mark.style, mark.value)
    expected = print_number(mark.style, before + 1)
    code, severity, message, hint = {
        Fault.GAP: (
            "policy.numbering-gap",
            Severity.WARNING,
            f"编号不连续：{f'“{print_number(mark.style, before)}”之后' if before else '开头'}直接是“{printed}”，缺“{expected}”。",
            "请核对是否漏了条款，或改正编号。",
        ),
        Fault.DUPLICATE: ("policy.numbering-duplicate", Severity.WARNING, f"编号重复：“{printed}”出现了不止一次。", "请改正编号。"),
        Fault.ORDER: (
            "policy.numbering-order",
            Severity.WARNING,
            f"编号次序有误：“{print_number(mark.style, before)}”之后是“{printed}”。",
            "请核对条款次序，或改正编号。",
        ),
        Fault.STYLE: ("policy.numbering-style", Severity.NOTE, f"编号式样有误：此处应为“{printed}”。", "已按应有的层级读取，请改正编号。"),
    }[found.rung.fault or Fault.STYLE]
    return Diagnostic(code, severity, message, (mark.span,), found.path, hint)


def _begins_box(found: Misnumbered, chars: str) -> bool:
    """Say whether a numbering begins anew because a box does: 专栏2 stands on the line above."""
    start = found.rung.mark.span.start
    above = chars[max(0, start - 80) : start].rstrip().rpartition("\n")[2]
    return found.rung.mark.value == 1 and BOX.match(above.strip()) is not None


def _missing_tables(policy: Policy) -> Iterator[Diagnostic]:
    """Find titles of tables behind which the table is missing: the last paragraph before the next clause, or the end."""
    chars = policy.text.chars
    for clause, behind in pairwise([*policy.walk(), None]):
        if clause is None or clause.kind in (ClauseKind.SIGNATURE, ClauseKind.TRAILER, ClauseKind.FRONT, ClauseKind.TABLE):
            continue
        for span in _titles_left_alone(clause, chars):
            if BOX.match(span.of(chars)) and behind is not None and FIRST.match(behind.number):
                continue
            yield Diagnostic(
                "policy.table-missing",
                Severity.WARNING,
                f"{_quoted(span.of(chars))}只有标题，没有内容。",
                (span,),
                clause.path,
                "表格可能以图片形式发布，请对照原文件补录。",
            )


def _titles_left_alone(clause: Clause, chars: str) -> Iterator[Span]:
    """Yield the titles of missing tables in one clause; `表1` and the name below it are one title."""
    starts = [child.span.start for child in clause.children]
    for at, span in enumerate(clause.body):
        if not is_missing_table(span.of(chars).strip()):
            continue
        behind = clause.body[at + 1] if at + 1 < len(clause.body) else None
        child = bisect_left(starts, span.end)
        if behind is not None and not (child < len(starts) and starts[child] < behind.start):
            continue
        first = clause.body[at - 1] if at else None
        joined = first is not None and not chars[first.end : span.start].strip() and is_caption(first.of(chars).strip(), alone=True)
        yield Span(first.start, span.end) if joined and first is not None else span


def _missing_annexes(policy: Policy) -> Iterator[Diagnostic]:
    """Find annexes that the text announces or refers to and that do not follow it."""
    present = {_figures(clause.path.split("/")[-1].removeprefix("附件")) for clause in policy.walk() if clause.kind is ClauseKind.ANNEX}
    headings = {_plain(clause.heading) for clause in policy.walk() if clause.kind in (ClauseKind.ANNEX, ClauseKind.PREAMBLE)} - {""}
    told: set[str] = set()
    for number, name, span, path in _announced(policy):
        number = _figures(number)
        is_there = number in present or (name and any(_plain(name) in known or known in _plain(name) for known in headings))
        sole = number in ("", "1") and present & {"", "1"} and not FILE_END.search(name)
        if is_there or sole or (number or name) in told:
            continue
        told.add(number or name)
        words = f"附件{number}" + (_quoted(FILE_END.sub("", name)) if name else "")
        yield Diagnostic("policy.annex-missing", Severity.WARNING, f"{words}不在文中。", (span,), path, "请把附件一并上传。")


def _quoted(words: str) -> str:
    """Put words in quotation marks, those inside them in single ones."""
    return f"“{' '.join(words.split())[:40].translate(str.maketrans('“”', '‘’'))}”"


def _figures(number: str) -> str:
    return str(number_value(number)) if number else ""


def _plain(words: str) -> str:
    return re.sub(r"[\s《》（()）—–\-~～至年]|\.\w{2,4}$", "", words)


def _announced(policy: Policy) -> Iterator[tuple[str, str, Span, str]]:
    """Yield number, name, place and clause of every annex that the document speaks of; lists of annexes go first."""
    chars = policy.text.chars
    for clause in policy.walk():
        if clause.kind in (ClauseKind.FRONT, ClauseKind.SIGNATURE):
            for span in clause.body:
                words = span.of(chars).strip()
                listed, single = ANNEX_LISTED.match(words), ANNEX_SINGLE.match(words)
                if listed:
                    yield listed[1], listed[2].strip(), span, clause.path
                elif single:
                    yield "", single[1].strip(), span, clause.path
    for clause in policy.walk():
        if clause.kind in (ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.ANNEX, ClauseKind.TRAILER):
            continue
        for span in clause.body:
            for found in ANNEX_NAMED.finditer(chars, span.start, span.end):
                yield found[1], "", Span(*found.span()), clause.path
