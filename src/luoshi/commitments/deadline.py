"""Deadlines: the dates and stretches that the programme or one of its phases must keep.

A deadline is a date someone has to act by: the term of the programme, its phases, its validity, the year its goals are due, a day for a
report. Dates of documents cited, of past achievements and of the conditions inside rewards are none; a quantity by a date is a target.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from luoshi.commitments.charges import clause_at, first_clause, read_charges
from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Deadline
from luoshi.commitments.validity import find_validity
from luoshi.policy.nodes import Clause, ClauseKind
from luoshi.source import Span
from luoshi.values.dates import Calendar, Found, find_dates
from luoshi.values.periods import PartialDate, Period

_TITLE_TERM = re.compile(
    r"[（(]\s?(?:19|20)\d\d[^（()）]{0,24}[)）]|(?:19|20)\d\d\s?年?\s?(?:[-—–－─~～]{1,2}|至)\s?(?:(?:19|20)\d\d|\d\d)\s?年"
)
_PLAN_TERM = re.compile(
    r"[“\"]?二?十[一二三四五六七八九]?五[”\"]?(?:时期|规划期|期间)\s?[（(][^（()）]{4,20}[)）]|规划期(?:限)?(?:为|：|:)[^，。；]{4,24}"
)
_BEFORE_BRACKET = re.compile(r"[一-鿿、]{2,14}(?=[（(])")
_PHASE = re.compile(r"(?:第[一二三四五六]|[一-鿿、]{2,14})阶段")
_GOALS = re.compile(r"目标|总体要求|总体思路|愿景")
_GOAL_OPENING = re.compile(
    r"\s?(?:(?:力争)?(?:通过|经过|用)[^，,。]{1,10}[，,])?(?:力争|争取|确保|努力)?(?:到|至)(?=\s?(?:19|20)\d\d|[“\"]?十)"
)
_ACT = re.compile(
    r"(?:须|要|应|将|需|全面|基本|全部|正式|完整|及时|负责|分别|各自)*(?:完成|建成|出台|制定|印发|报送|上报|报|提交|备案|公布|发布|启动|投入|投产|开工|建立|组建|成立|召开|形成"
    r"|修订|编制|兑现|拨付|落实|申报|申请|开展|启用|上线|开通|总结|评估|验收|整改|实现|搭建|设立|部署)"
)
_NO_ACT = re.compile(r"已|成立的|注册的|认定的|建成的|投产的|完成的|获得|以来|\d\s?(?:家|个|项|万|亿|%|名|人|件|户|亩|公里)")
_BY_WHAT = re.compile(r"[一-鿿、]{0,14}(?:要|应)?(?:认真)?(?:按照|根据|依据|围绕|针对|对照|为了|以)")
_WINDOW = re.compile(
    r"(?P<what>[一-鿿]{0,6}(?:申报|受理|报名|提交|征集|填报|推荐|申请|公示|兑现|评审|审核))(?:的)?(?:起止|截止)?(?:时间|期限|日期)(?:为|是|从|自)?\s?[:：]?\s?"
)
_PART_END = re.compile(r"[，,。；;）)]")
_IN_FORCE = re.compile(r"施行|实施|执行|生效|试行|有效期|政策期")
_MAY_BE_DUE = re.compile(r"[年月日号度][^，。]{0,6}[前底末]|[于在]\s?(?:\d|[一二三四五六七八九十明本今])|年底|年内")
_NEAR = 120
_HEAD_OF_DOCUMENT = 6000  # characters in which a title and the years of a plan are looked for
_CITED = re.compile(r"《[^》]{0,120}》|[〔\[]\d{4}[〕\]]")


def read_deadlines(context: Context) -> Iterator[Deadline]:
    """Yield the deadlines of a document in the order of the text."""
    known = Calendar.of(context.policy.issued_on, context.policy.period)
    found = [
        *(list(_of_title(context, known)) or _of_plan(context, known)),
        *_of_phases(context, known),
        *_of_goals(context, known),
        *_of_validity(context, known),
        *_of_lines(context, known),
        *_of_windows(context, known),
        *_of_acts(context, known),
    ]
    yield from _without_overlap(found)


def _without_overlap(found: list[Deadline]) -> list[Deadline]:
    """Keep one deadline for each place; the rules come in the order of what they know about a date, so the first one stays."""
    starts: list[int] = []
    kept: list[Deadline] = []
    for deadline in found:
        at = bisect_left(starts, deadline.span.start)
        clear = (not at or kept[at - 1].span.end <= deadline.span.start) and (at == len(kept) or deadline.span.end <= starts[at])
        if clear:
            starts.insert(at, deadline.span.start)
            kept.insert(at, deadline)
    return kept


def _sentences(context: Context) -> list[Sentence]:
    """Return the sentences of the document proper; the lines that frame it (成文日期) are dates of the paper."""
    return [sentence for sentence in context.sentences if sentence.clause.kind is not ClauseKind.FRONT]


def _deadline(context: Context, clause: Clause, span: Span, *, what: str, period: Period, rule: str, implied: bool = False) -> Deadline:
    return Deadline(
        clause=clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=0.8 if implied else 1.0,
        doubts=("年份按文件自身的时间推定",) if implied else (),
        implied=("period",) if implied else (),
        rule=rule,
        what=what.strip(" 　，,：:。；;、") or "未写明的事项",
        period=period,
    )


def _of_title(context: Context, known: Calendar) -> Iterator[Deadline]:
    """The term printed with the title: 云岭市三年行动实施方案（2021—2023年）; it counts once."""
    chars, title = context.policy.text.chars, context.policy.title
    for found in _TITLE_TERM.finditer(chars, 0, _HEAD_OF_DOCUMENT):
        if _stands_with_title(chars, found, title) and (dates := find_dates(found[0], known)):
            what = f"{re.sub(r'[（(].*', '', title)}的实施期"
            yield _term(context, found, what=what, period=dates[0].period, rule="deadline_of_title")
            return


def _of_plan(context: Context, known: Calendar) -> Iterator[Deadline]:
    """The years of a five-year plan, where the text prints them: “十四五”时期（2021—2025年），是…; 规划期为2021—2025年."""
    if context.policy.clauses:
        for found in _PLAN_TERM.finditer(context.policy.text.chars, 0, _HEAD_OF_DOCUMENT):
            if dates := [date for date in find_dates(found[0], known) if date.period.until]:
                what = f"{context.policy.title or '本规划'}的规划期"
                yield _term(context, found, what=what, period=dates[-1].period, rule="deadline_of_plan")
                return


def _term(context: Context, found: re.Match[str], *, what: str, period: Period, rule: str) -> Deadline:
    clause = clause_at(context.policy.clauses, found.start()) or context.policy.clauses[0]
    return _deadline(context, clause, Span(*found.span()), what=what, period=period, rule=rule)


def _stands_with_title(chars: str, found: re.Match[str], title: str) -> bool:
    """Say whether a term stands in the title, or alone on the line below it."""
    start = chars.rfind("\n", 0, found.start()) + 1
    end = chars.find("\n", found.end())
    line = chars[start : end if end >= 0 else len(chars)].strip()
    return bool(title) and (found[0] in title or (line == found[0] and chars[max(0, start - 60) : start].strip()[-4:] == title[-4:]))


def _of_phases(context: Context, known: Calendar) -> Iterator[Deadline]:
    """A phase with its dates: （一）全面启动阶段（2021年9月—10月）; 第一阶段：2022年5月至6月，……"""
    sentences = _sentences(context)
    for at, sentence in enumerate(sentences):
        found = _PHASE.search(sentence.text[:40]) or _phase_heading(sentence, known)
        if found is None:
            continue
        dates = [date for date in find_dates(sentence.text[:80], known) if date.period.every is None and date.start - found.end() < 30]
        if not dates:
            continue
        after = sentence.text[max(dates[0].end, found.end()) :].lstrip("）)：:。，, ")
        follower = sentences[at + 1] if at + 1 < len(sentences) else None
        if len(after) < 4 and follower is not None and follower.clause is sentence.clause:
            after = follower.text
        begin = min(found.start(), dates[0].start)
        begin = 0 if begin < 12 else begin
        end = max(dates[0].end, found.end())
        end += sentence.text[end : end + 1] in ("）", ")")
        what = f"{found[0]}：{_act_of(after)}" if _PHASE.search(found[0]) else found[0]
        yield _deadline(
            context,
            sentence.clause,
            sentence.part(begin, end),
            what=what,
            period=dates[0].period,
            rule="deadline_of_phase",
            implied=dates[0].implied,
        )


def _phase_heading(sentence: Sentence, known: Calendar) -> re.Match[str] | None:
    """Find a heading that is a phase by its stretch of months in brackets alone: 动员部署（2023年3月—4月）."""
    found = _BEFORE_BRACKET.match(sentence.text) if sentence.is_heading else None
    dates = find_dates(sentence.text[found.end() :], known) if found else []
    since = dates[0].period.since if dates and dates[0].start <= 1 and dates[0].period.until else None
    return found if since is not None and since.month is not None and sentence.clause.path != "0" else None


def _act_of(text: str) -> str:
    """Return the first part of a sentence that orders something, or its first clause."""
    parts = re.split(r"[，,；;]", text[:200].split("。")[0])
    return next((part.strip() for part in parts if len(part) > 4 and _ACT.search(part) and not _BY_WHAT.match(part)), first_clause(text)[0])


def _of_goals(context: Context, known: Calendar) -> Iterator[Deadline]:
    """A paragraph of goals that opens with a year sets the year they are due: 到2025年，全区创新能力全面提升。"""
    seen: set[tuple[str, PartialDate]] = set()
    for sentence in _sentences(context):
        opening = _GOAL_OPENING.match(sentence.text)
        if opening is None or not _GOALS.search(sentence.clause.heading):
            continue
        date = next(
            (date for date in find_dates(sentence.text[:40], known) if date.period.by is not None and date.start <= opening.end()), None
        )
        if date is None or date.period.by is None or (sentence.clause.id, date.period.by) in seen:
            continue
        first = not any(identifier == sentence.clause.id for identifier, _ in seen)
        seen.add((sentence.clause.id, date.period.by))
        goals = sentence.text[date.end :].strip("，,。 ")
        what = f"{date.period.by.year}年{_goal_name(sentence.clause.heading)}的完成时限" if first else goals
        yield _deadline(
            context,
            sentence.clause,
            sentence.part(0, date.end),
            what=what,
            period=Period(on=date.period.by),
            rule="deadline_of_goals",
            implied=date.implied,
        )


def _goal_name(heading: str) -> str:
    found = re.search(r"[一-鿿]{0,4}目标(?:任务)?|愿景", heading)
    return found[0] if found else "总体目标"


def _of_validity(context: Context, known: Calendar) -> Iterator[Deadline]:
    """From when to when the document holds: 本办法自2019年3月1日起施行，有效期5年。"""
    for sentence in _sentences(context):
        if (_IN_FORCE.search(sentence.text)) and (validity := find_validity(sentence.text, known)) is not None:
            yield _deadline(
                context,
                sentence.clause,
                sentence.part(validity.start, validity.end),
                what=f"{validity.subject}的有效期",
                period=validity.period,
                rule="deadline_of_validity",
                implied=validity.implied,
            )


def _of_acts(context: Context, known: Calendar) -> Iterator[Deadline]:
    """Something to be done by a day, month or year: 于10月30日前报教科体局备案; 2025年6月底前出台实施细则."""
    for sentence in _sentences(context):
        if not _MAY_BE_DUE.search(sentence.text):
            continue
        masked = _CITED.sub(lambda cited: "《" * len(cited[0]), sentence.text)
        for date in find_dates(masked, _calendar_of(sentence, known)):
            due = _due(date, masked)
            end = _act_end(masked, date.end) if due is not None and not _is_past(due, known) else None
            if due is None or end is None:
                continue
            near = max(0, date.start - _NEAR)
            begin = max((masked.rfind(mark, near, date.start) for mark in "，,。；;（("), default=-1) + 1 or near
            what = _day_of_year(date) + sentence.text[date.end : end].lstrip("，, ")
            span = sentence.part(begin, end)
            yield _deadline(context, sentence.clause, span, what=what, period=due, rule="deadline_of_act", implied=date.implied)


def _day_of_year(date: Found) -> str:
    """Return the day that a yearly rhythm prints and a period cannot hold: 4月30日前 of 每年4月30日前."""
    return date.words.removeprefix("每年") if date.period.every == "year" and re.search(r"\d月", date.words) else ""


def _act_end(text: str, start: int) -> int | None:
    """Return where the words end that say what is to be done, or None where they order nothing or name a quantity."""
    stop = _PART_END.search(text, start + 2, start + _NEAR)
    end = stop.start() if stop else min(len(text), start + _NEAR)
    act = _ACT.search(text, start, min(end, start + 30))
    return end if act is not None and act.start() - start <= 24 and not _NO_ACT.search(text, start, end) else None


def _calendar_of(sentence: Sentence, known: Calendar) -> Calendar:
    """A day without a year inside a dated phase lies in the year the phase begins."""
    begins = next(
        (date.period.on or date.period.since for date in find_dates(sentence.clause.heading[:80]) if date.period.every is None), None
    )
    return Calendar(begins, known.term) if begins is not None else known


def _of_windows(context: Context, known: Calendar) -> Iterator[Deadline]:
    """The days on which something is taken in: 网上申报时间为2024年4月1日至4月30日，逾期不予受理。"""
    for sentence in _sentences(context):
        for found in _WINDOW.finditer(sentence.text):
            date = next(iter(find_dates(sentence.text[found.start() : found.end() + 60], known)), None)
            if date is None or date.start > found.end() - found.start() + 2:
                continue
            period = Period(on=date.period.by) if date.period.by is not None else date.period
            span = sentence.part(found.start(), found.start() + date.end)
            yield _deadline(
                context, sentence.clause, span, what=found["what"], period=period, rule="deadline_of_window", implied=date.implied
            )


def _due(date: Found, text: str) -> Period | None:
    """Return when to act: by a date with 前 or 底, on a day behind 于 or 在, or in a rhythm with such a date (每年12月底前)."""
    if date.period.every is not None:
        return date.period if date.words[-1] in "前底末" else None
    by, on = date.period.by, date.period.on
    if by is not None:
        closed = date.words[-1] in "前底末" or by.day is not None
        return Period(on=by) if closed and not date.words.startswith("截") else None
    on_a_day = on is not None and on.month is not None and text[max(0, date.start - 1) : date.start] in ("于", "在")
    return date.period if on_a_day else None


def _is_past(due: Period, known: Calendar) -> bool:
    """Say whether a date lies in a year before the document was issued, as far as that is known."""
    return due.on is not None and known.year is not None and due.on.year < known.year


def _of_lines(context: Context, known: Calendar) -> Iterator[Deadline]:
    """The time printed with the units that answer: （责任单位：市科技局；完成时限：2025年12月底前）."""
    for charge in read_charges(context):
        if charge.due is None:
            continue
        words = charge.due.of(context.policy.text.chars)
        dates = [date for date in find_dates(words, known) if date.period.every is None] or find_dates(words, known)
        if dates:
            date = dates[0]
            period = Period(on=date.period.by) if date.period.by is not None else date.period
            yield _deadline(
                context, charge.clause, charge.due, what=charge.title, period=period, rule="deadline_in_unit_line", implied=date.implied
            )
