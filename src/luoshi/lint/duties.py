"""Duties: tasks without a unit, unit lines without a lead or with several, units that nobody can hold to it, leaders without a post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.nodes import Duty
from luoshi.lint.document import TASK_KINDS, Document
from luoshi.lint.nodes import Finding
from luoshi.policy.nodes import Clause
from luoshi.source import Severity, Span

VAGUE = re.compile(
    r"(?:(?:各|有关|相关|各有关|各相关|市直|县直|区直|旗直|其他|其它)*(?:有关|相关|各|其他|其它|职能|成员|责任)+(?:职能|成员|责任|主管)*(?:部门|单位|委办局|科局|机构))"
)
POST = re.compile(r"[长委记任席理师官员]$|书记|主任|主席|副?[省市县区旗盟州镇乡]长|部长|局长|秘书长|分管|常务|负责")
PERSON = re.compile(r"[一-鿿·]{2,4}")
# Clauses that hold no task even where all around them do.
NO_TASK = re.compile(r"总体|要求|思想|原则|目标|附则|保障|背景|步骤|依据|范围|基础|形势|说明|解释")
LEAST_WORDS = 30
MANY_TASKS = 3


def lint_duties(document: Document) -> Iterator[Finding]:
    """Look through the duties of a document that names units, or say that it names none."""
    if not document.names_units:
        yield from none_at_all(document)
        return
    yield from without_unit(document)
    yield from without_lead(document)
    yield from several_leads(document)
    yield from vague_units(document)
    yield from leaders_without_post(document)


def none_at_all(document: Document) -> Iterator[Finding]:
    """A plan with tasks and not one unit may have its division of labour elsewhere."""
    without = sum(1 for duty in document.duties if not duty.lead and not duty.support)
    if document.is_plan and without >= MANY_TASKS:
        message = f"{without}项任务没有写责任单位。"
        yield document.finding("lint.duty-no-unit", Severity.NOTE, message, hint="另附责任分工表，或在每项任务后写明牵头单位和责任单位。")


def without_unit(document: Document) -> Iterator[Finding]:
    """Where most tasks of a section have units, the one that has none was forgotten."""
    forgotten = [clause for parent in document.clauses for clause in _forgotten(parent, document.charged)]
    spans = [clause.heading_span or clause.number_span for clause in forgotten]
    if spans:
        message = f"{len(spans)}项任务没有写责任单位，同一部分的其他任务都写了。"
        yield document.finding(
            "lint.duty-no-unit", Severity.WARNING, message, spans, hint="补上一行，如“牵头单位：县科技局　责任单位：县财政局”。"
        )


def _forgotten(parent: Clause, charged: frozenset[str]) -> list[Clause]:
    """Return the children without units where at least three in four, and two at least, have some."""
    tasks = [child for child in parent.children if child.kind in TASK_KINDS]
    without = [child for child in tasks if child.id not in charged and _is_task(child)]
    with_units = sum(1 for child in tasks if child.id in charged)
    return without if with_units >= 2 and with_units >= 3 * len(without) else []


def _is_task(clause: Clause) -> bool:
    return NO_TASK.search(clause.heading) is None and len(clause.span) >= LEAST_WORDS


def without_lead(document: Document) -> Iterator[Finding]:
    """Several units on one line and none that leads: each waits for the other."""
    spans = [_line(duty) for duty in document.duties if "lead" in duty.implied and duty.support]
    if not spans:
        return
    usual = any(duty.lead and "lead" not in duty.implied for duty in document.duties)
    where = "" if usual else "，全文都没有写"
    message = f"{len(spans)}项任务列了几个单位，没有写由谁牵头{where}。"
    severity = Severity.WARNING if usual else Severity.NOTE
    yield document.finding("lint.duty-no-lead", severity, message, spans, hint="写成“牵头单位：县科技局　责任单位：县财政局、县税务局”。")


def several_leads(document: Document) -> Iterator[Finding]:
    """Two leads are none: one unit leads, the others are named behind it."""
    spans = [_line(duty) for duty in document.duties if len(duty.lead) > 1 and "lead" not in duty.implied]
    if spans:
        message = f"{len(spans)}项任务有两个以上牵头单位。"
        yield document.finding(
            "lint.duty-several-leads",
            Severity.NOTE,
            message,
            spans,
            hint="只留一个牵头，其余列为责任单位；确需共同牵头的，排在首位的负总责。",
        )


def vague_units(document: Document) -> Iterator[Finding]:
    """有关部门 alone answers for nothing."""
    spans = [_line(duty) for duty in document.duties if (duty.lead or duty.support) and all(map(_is_vague, (*duty.lead, *duty.support)))]
    if spans:
        message = f"{len(spans)}项任务只写了“有关部门”一类，没有写具体单位。"
        yield document.finding("lint.duty-vague-unit", Severity.WARNING, message, spans, hint="写出具体单位，如“县科技局、县财政局”。")


def _is_vague(name: str) -> bool:
    return VAGUE.fullmatch(name) is not None


def leaders_without_post(document: Document) -> Iterator[Finding]:
    """A person's name alone is out of date with the next appointment: 责任领导 is a post."""
    spans = [_line(duty) for duty in document.duties if any(map(_is_bare_name, duty.leader))]
    if spans:
        message = f"{len(spans)}项任务的责任领导只写了姓名，没有写职务。"
        yield document.finding(
            "lint.duty-leader-no-post", Severity.NOTE, message, spans, hint="写职务，如“责任领导：分管副县长”；人事变动后仍然适用。"
        )


def _is_bare_name(leader: str) -> bool:
    return PERSON.fullmatch(leader) is not None and POST.search(leader) is None


def _line(duty: Duty) -> Span:
    return duty.units_span or duty.span
