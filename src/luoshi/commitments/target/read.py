"""Targets of a policy: sentence by sentence and table by table, with the time laid over what they state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.lexicon import ACTION_VERBS, ASPIRES, BINDS, either
from luoshi.commitments.nodes import Target
from luoshi.commitments.segments import Segment, cut, mask
from luoshi.commitments.target.indicator import DATE, EACH_OF, clean_indicator
from luoshi.commitments.target.rules import GOALS, read_segment, with_object
from luoshi.commitments.target.statement import Statement
from luoshi.commitments.target.tables import Columns, columns_of, goal_words, read_row
from luoshi.commitments.target.wordy import created
from luoshi.commitments.timeframe import UNDATED, Frame, advance, calendar_of, first_year, is_report
from luoshi.text.draft import CELL_BREAK as CELL
from luoshi.values.dates import Calendar
from luoshi.values.periods import PartialDate, Period
from luoshi.values.quantities import TIME_UNITS

# Nothing in a sentence without one of these can be a target.
HINT = re.compile(r"\d|[一二两三四五六七八九十][家个项件人名户次场]|全覆盖|逐年|翻.?番|倍增|零的?突破|分之|清零|全部|创建|争创|创成")
GRANTS = re.compile(r"给予|予以|给企业|(?:奖励|奖补|补助|补贴|资助|贴息)(?:最高|企业|每|\d|不超过|支持)")
# What a statement is completed with stands no farther than this; the bound keeps endless sentences linear.
NEAR = 200
LOOKS_AHEAD = re.compile(r"力争|确保|争取|(?:[一二三四五]年|每年|到?20\d\d年)(?:内|累计|共|再)?(?:新增|引进|培育|建成|达到|培养)")
EACH_DOES = re.compile(rf"{DATE}?[，,]?(?:全[市区县旗省州盟])?(?P<each>{EACH_OF})(?={either(ACTION_VERBS)})")
# ——高新技术企业300家: an item of a list of goals.
LISTED = re.compile(r"\s*(?:—{1,2}|[•·●◆▪*])")
# In rules, only what the government itself does each year is a target; a yearly number is else a condition.
BY_GOVERNMENT = re.compile(
    r"[^，。；]{0,8}(?:[市县区旗省州盟]级|财政|政府|管委会|全[市区县省旗盟州]|本[市区县旗省]|局每|委每|部门每|办公室每)|每年安排"
)
# 每年举办对接会2场 with nobody before it is for the government to do; 众创空间…，每年举办 is a condition of the space.
OPENS_YEARLY = re.compile(r"每(?:年|季度|月)(?:至少)?(?:举办|组织|开展|召开|评选|遴选|发布|安排)")
# A cell with nothing but a date says when its row is due.
# 每年举办训练营3期，培训创业者150人次: what follows with a verb goes on in the same rhythm.
GOES_ON = re.compile(rf"其中|{either(ACTION_VERBS)}")
DATE_CELL = re.compile(r"(?:到|至)?20\d\d年?(?:\d{1,2}月)?(?:底|末|前|年底前)*")
TASK_GOAL = re.compile(r"\d[\u4e00-\u9fff%]")
TASK_NAME = re.compile(r"[\u4e00-\u9fff]{4}")
# 争取上级资金2亿元 means to obtain, and does not hedge.
OBTAINS = re.compile(r"争取(?=[^，。；]{0,8}(?:资金|项目|专项|支持|铺底|经费))")
ORDERED = ("do_some", "some_new", "carried")
# Such a segment speaks of support and its conditions, of definitions or of rules of payment.
SUPPORT = re.compile(
    rf"{GRANTS.pattern}|^对(?!接|标|外|口)|^凡|的[，,]?$|可申请|可享受|享受|罚款|扣分|信用分|注册资本|实缴|最高|封顶|(?:单个|单户|单项|每家|每户|每个|每人)[^，。；]{{0,12}}不超过|是指|所称|指的是|名以上专|联合体由"
)


def read_targets(context: Context) -> Iterator[Target]:
    """Yield the targets of a policy in document order."""
    known = calendar_of(context)
    frames: dict[str, Frame] = {}
    columns: dict[str, Columns] = {}
    stated: set[tuple[object, ...]] = set()
    for sentence in context.sentences:
        path = sentence.clause.path
        frame = frames.get(path) or _inherited(path, frames)
        frames[path] = frame
        if CELL in sentence.text:
            for target in _read_table_row(sentence, columns, frame, known, context):
                if columns.get(path) is not None or _gist(target) not in stated:
                    yield target  # a table of tasks often repeats what the text has stated
            continue
        if not context.commits(sentence.clause):
            continue
        found, after = _read_sentence(sentence, replace(frame, rhythm=None), known, context)
        if sentence.is_heading:
            found = [target for target in found if "period" not in target.implied]  # 实施5个专项 is a name, 到2026年达到30家 is a goal
        else:
            frames[path] = after
        stated.update(map(_gist, found))
        yield from found


def _gist(target: Target) -> tuple[object, ...]:
    """What makes two printings of a goal the same: name, number and unit."""
    return target.indicator, target.value, target.unit


def _inherited(path: str, frames: dict[str, Frame]) -> Frame:
    """A clause begins with the date that its parent's own words have set."""
    parent = path.rpartition("/")[0]
    return frames.get(parent, Frame()) if parent else Frame()


def _read_sentence(sentence: Sentence, frame: Frame, known: Calendar, context: Context) -> tuple[list[Target], Frame]:
    """Read one sentence; return its targets and the frame behind it."""
    text = sentence.text
    if not HINT.search(text):
        return [], frame
    masked = mask(text)
    targets: list[Target] = []
    previous: Statement | None = None
    before, passed, granted, ahead = frame, "", False, False
    grants, goals = GRANTS.search(masked) is not None, GOALS.search(text)
    for segment in cut(masked):
        words = masked[segment.start : segment.end]
        goes_on = frame.rhythm is not None and GOES_ON.match(words) is not None
        start_frame = frame if goes_on else replace(frame, rhythm=None)
        frame = advance(start_frame, text[segment.start : segment.end], known)
        dated = frame.due != before.due
        supports = SUPPORT.search(words) is not None
        granted = granted or supports
        ahead = not supports and (ahead or LOOKS_AHEAD.match(words) is not None)
        if _reports(masked, segment):
            continue
        asks = grants and not dated and frame.rhythm is None and not ahead
        if not (
            supports
            or frame.is_past
            or (asks and granted)
            or (not context.is_plan and not _binds_government(frame, words, opens=not segment.start))
        ):
            in_goals = (goals is not None and goals.end() <= segment.start) or (frame.is_explicit and LISTED.match(text) is not None)
            for statement in _statements(text, masked, segment, previous, passed, in_goals, dated=dated or frame.is_explicit):
                own = _at(frame, start_frame, text[max(segment.start, statement.end - NEAR) : statement.end], known)
                if asks and statement.rule not in (*ORDERED, *(("reach",) if previous else ())):
                    continue  # a number before a grant is a condition of it, unless something new is ordered
                if not context.is_plan and statement.unit in TIME_UNITS:
                    continue  # a term of service in a rule is a condition
                targets.append(
                    _dated(with_object(statement, text[max(0, statement.start - NEAR) : statement.start]), own, sentence, context)
                )
                previous = statement
        passed = text[segment.start : segment.end]
    return targets, frame


def _binds_government(frame: Frame, words: str, *, opens: bool) -> bool:
    """Say whether a number in a body of rules is a target: it has a date, or a rhythm of the government's own."""
    if frame.due != UNDATED:
        return True
    ordered = BY_GOVERNMENT.match(words) or (OPENS_YEARLY.match(words) if opens else None)
    return frame.rhythm is not None and ordered is not None


def _at(frame: Frame, before: Frame, words: str, known: Calendar) -> Frame:
    """Return the time that holds for a statement at the end of `words`, the part of its segment up to there.

    A rhythm holds for what stands behind it (…余额突破600亿元、年均增速不低于15%), and so does a date where a segment has several
    (2024年达到8家、2025年10家).
    """
    here = advance(before, words, known)
    if frame.rhythm and not here.rhythm:
        frame = replace(frame, rhythm=None)
    return replace(frame, due=here.due, is_implied=here.is_implied) if here.due not in (before.due, frame.due) else frame


def _reports(masked: str, segment: Segment) -> bool:
    """Say whether a segment stands between semicolons that report: 2023年达256家，增速居全省第二；…."""
    back, ahead = max(0, segment.start - NEAR), segment.end + NEAR
    start, end = masked.rfind("；", back, segment.start) + 1, masked.find("；", segment.end, ahead)
    return is_report(masked[max(start, back) : end if end >= 0 else ahead])


def _statements(
    text: str, masked: str, segment: Segment, previous: Statement | None, passed: str, in_goals: bool, *, dated: bool
) -> list[Statement]:
    found = list(read_segment(text, masked, segment, previous, passed, in_goals=in_goals))
    if (each := EACH_DOES.match(masked, segment.start, segment.end)) is not None:
        found = [replace(statement, indicator=each["each"] + statement.indicator) for statement in found]
    return found or (list(created(text, segment)) if dated else [])


def _read_table_row(sentence: Sentence, columns: dict[str, Columns], frame: Frame, known: Calendar, context: Context) -> Iterator[Target]:
    """Read a row by the head that its clause has printed; a row that is itself a head sets the columns."""
    cells = sentence.text.rstrip("。\n").split(CELL.strip()) if CELL not in sentence.text else sentence.text.split(CELL)
    head = columns_of(cells, first_year(known))
    if head is not None and not re.search(r"\d", "".join(cells[i] for i, year in head.goals if year is None)):
        columns[sentence.clause.path] = head
        return
    if (known_columns := columns.get(sentence.clause.path)) is None:
        yield from _read_tasks(sentence, cells, frame, known, context)
        return
    for statement in read_row(cells, known_columns, 0):
        yield _dated(statement, frame, sentence, context)
    yield from _read_goal_cells(sentence, cells, known_columns, frame, known, context)


def _read_tasks(sentence: Sentence, cells: list[str], frame: Frame, known: Calendar, context: Context) -> Iterator[Target]:
    """Read the goals of a table of tasks (高新技术企业达到50家 | 旗科技局 | 2026年底): a cell each, due when the row says."""
    if not context.is_plan or GRANTS.search(sentence.text):
        return
    row = advance(frame, "，".join(cell for cell in cells if DATE_CELL.fullmatch(cell.strip())), known)
    at = 0
    for cell in cells:
        if TASK_GOAL.search(cell) and TASK_NAME.match(cell.strip()) and not SUPPORT.search(cell):
            masked = mask(cell)
            for segment in cut(masked):
                own = advance(replace(row, rhythm=None), cell[segment.start : segment.end], known)
                found = [s for s in read_segment(cell, masked, segment, None) if not own.is_past]
                yield from (_dated(replace(s, start=at + s.start, end=at + s.end), own, sentence, context) for s in found)
        at += len(cell) + len(CELL)


def _read_goal_cells(
    sentence: Sentence, cells: list[str], columns: Columns, frame: Frame, known: Calendar, context: Context
) -> Iterator[Target]:
    """Read goals that a table prints in words (2024年新增20家，2025年新增25家); the row names what they are about."""
    for at, words in goal_words(cells, columns):
        row = clean_indicator(cells[columns.name])
        masked, previous = mask(words), None
        for segment in cut(masked):
            frame = advance(replace(frame, rhythm=None), words[segment.start : segment.end], known)
            for statement in read_segment(words, masked, segment, previous, row):
                yield _dated(replace(statement, start=at + statement.start, end=at + statement.end), frame, sentence, context)


def _dated(statement: Statement, frame: Frame, sentence: Sentence, context: Context) -> Target:
    """Lay the time over a statement; where the text prints none, the plan's own term is our reading."""
    period, implied, doubts = frame.period, list(statement.implied), []
    if statement.by is not None:
        period = Period(by=PartialDate(statement.by))
    elif statement.rhythm:
        period = Period(every=statement.rhythm)
    elif not frame.is_explicit:
        term = context.policy.period
        period = Period(by=PartialDate(term[1])) if term else Period()
        implied.append("period")
        doubts.append("未写完成时限" + ("，按文件实施期理解" if term else ""))
    elif frame.is_implied:
        implied.append("period")
    span = sentence.part(statement.start, max(statement.end, statement.start + 1))
    return Target(
        clause=sentence.clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=round(1 - 0.25 * bool(doubts) - 0.05 * len(implied) * bool(doubts), 2),
        doubts=tuple(doubts),
        implied=tuple(implied),
        rule=statement.rule,
        indicator=statement.indicator,
        measure=statement.measure,
        op=statement.op,
        value=statement.value,
        unit=statement.unit,
        period=period,
        aspiration=_aspiration(sentence.text[max(0, statement.start - NEAR) : statement.start + 4]),
    )


def _aspiration(before: str) -> bool | None:
    found = re.findall(f"{either(ASPIRES)}|{either(BINDS)}", OBTAINS.sub("", before))
    return None if not found else found[-1] in ASPIRES
