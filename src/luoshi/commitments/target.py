"""Grammar of targets: measurable commitments, with a time or a rhythm.

A sentence is read segment by segment, and in a segment quantity by quantity. Each quantity is tried against the rules below, by what
stands between the quantity before it (or the start of the segment) and itself, and by what follows. What is told of the past, what
conditions a reward and what is only a name is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.indicator import clean_indicator, split_indicators, trailing_verb
from luoshi.commitments.lexicon import ASPIRES, AT_MOST, BINDS, FALL, GROW, INCREASE_VERBS, LESS_THAN, MORE_THAN, REACH, either
from luoshi.commitments.nodes import Target
from luoshi.commitments.segments import Segment, cut, mask
from luoshi.commitments.timeframe import Frame, advance, calendar_of, is_background
from luoshi.policy.nodes import Clause
from luoshi.source import Span
from luoshi.values.dates import Calendar
from luoshi.values.periods import Period
from luoshi.values.quantities import Quantity, find_quantities

NO_UNIT_SCALES = ("", "万", "亿")
# What follows a quantity that ends its statement: nothing, or the next member of a list.
ENDS = re.compile(r"\s*(?:[、和及与，。；]|以及|$)")
# Nothing in a sentence without one of these can be a target.
HINT = re.compile(r"\d|[一二两三四五六七八九十][家个项件人名户]|全覆盖|逐年|翻.?番|倍增|零的?突破|分之|清零|全部")
# From such a segment on, a sentence speaks of support and its conditions, not of targets.
SUPPORT = re.compile(
    r"给予|予以|给企业|(?:奖励|奖补|补助|补贴|资助|贴息)(?:最高|企业|每|\d|不超过|支持)|^对(?!接|标|外|口)|^凡|的[，,]?$|可申请|可享受|享受|罚款|扣分|信用分|注册资本|实缴|最高|封顶"
)
GRANTS = re.compile(r"给予|予以|给企业|(?:奖励|奖补|补助|补贴|资助)(?:最高|企业|每|\d|不超过|支持)")
AFTER = re.compile(r"\s*(?:[（(]含[^）)]*[）)])?(?P<op>及?以上|左右|上下|以内|以下|之内|以前|之前)?(?:[（(]含[^）)]*[）)])?(?P<rest>的)?")
LEVEL_NOUN = re.compile(r"(?:比重|比例|占比|占[^，。]{1,30}|率|强度|每万|万人|人均|每百|每千|户均|亩均|地均|单位)")
FULL = re.compile(r"(?:基本)?(?:实现|达到|达)?(?:全面|基本)?全覆盖(?!的?服务|式|监管|检查|培训)|覆盖率(?:达到|达|实现)?100[%％]|(?:基本|全部|全面)?(?:实现)?(?:动态)?(?<![□三两双四])清零(?!行动|工程)")
ALL_DO = re.compile(r"(?P<who>[^，。；]{2,40}?)全部(?:实现|达到|完成|建立|建成|纳入|落实)(?P<what>[^，。；]{2,40})")
YEARLY = re.compile(rf"(?:逐年|每年|稳步)(?:有所|稳步|持续)?(?P<way>{either(GROW)}|加大|递减|{either(FALL)})(?!到|至|\d|不低于|达)")
DOUBLED = re.compile(r"(?:实现|力争)?(?P<what>翻(?P<times>[一两二三四]?)番|倍增(?!计划|行动|工程|任务|培育|”)|成倍增长|增长一倍)")
FIRST_EVER = re.compile(r"(?:实现)?(?:零的?突破|“零”的?突破|破零|“破零”)")
RANK = re.compile(r"(?:位居|排名|位列|进入|跻身|保持|稳居|排位|名列|列)[^，。；]{0,12}?(?:前|第)(?P<rank>\d{1,3}|[一二三四五六七八九十]{1,2})(?P<unit>位|名|强)")
ENDS_IN_REACH = re.compile(rf"(?P<verb>{either(REACH)})(?:了|约|近|约为)?\s*$")
ENDS_IN_GROWTH = re.compile(rf"(?P<verb>{either(GROW)}|{either(FALL)})(?P<op>{either(REACH)}|约|近)?\s*$")
RESPECTIVELY = re.compile(rf"分别(?:要|应|力争)?(?P<verb>{either(REACH)}|{either(GROW)}|为|建成|建设|新增)?(?:了|到)?\s*$")
GLUE = re.compile(r"^[、和及与以并，,\s]+|[、和及与以并，,\s]+$")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one quantity states, before time is laid over it; `start` and `end` inside the sentence."""

    indicator: str
    measure: str
    op: str
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    start: int
    end: int
    rule: str
    implied: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    rhythm: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """One quantity in its segment: the words before it, itself, the words behind it.

    Attributes:
        left: From the end of the quantity before (or the start of the segment) to this one; `left_at` its offset in the sentence.
        right: From behind the quantity and its 以上 to the next quantity or the end of the segment.
        op_after: 以上, 左右 …, or empty.
        previous: The statement before, in the same sentence.
    """

    left: str
    left_at: int
    quantity: Quantity
    end: int
    right: str
    right_end: int
    op_after: str
    previous: Statement | None


def read_targets(context: Context) -> Iterator[Target]:
    """Yield the targets of a policy in document order."""
    known = calendar_of(context)
    frames: dict[str, Frame] = {}
    sentences = context.sentences
    for sentence in sentences:
        path = sentence.clause.path
        frame = frames.get(path)
        if frame is None:
            frame = _inherited(path, frames)
        if sentence.is_heading:
            frames[path] = frame
            continue
        if _is_past_clause(context, sentence.clause):
            continue
        found, frames[path] = _read_sentence(sentence, replace(frame, rhythm=None), known, context)
        yield from found


def _inherited(path: str, frames: dict[str, Frame]) -> Frame:
    """A clause begins with the date that its parent's own words have set."""
    parent = path.rpartition("/")[0]
    return frames.get(parent, Frame()) if parent else Frame()


def _is_past_clause(context: Context, clause: Clause) -> bool:
    return is_background(clause) or clause.path == "0" or any(is_background(c) for c in context.policy.clauses if c.span.covers(clause.span))


def _read_sentence(sentence: Sentence, frame: Frame, known: Calendar, context: Context) -> tuple[list[Target], Frame]:
    """Read one sentence; return its targets and the frame behind it."""
    text = sentence.text
    if not HINT.search(text):
        return [], frame
    masked = mask(text)
    targets: list[Target] = []
    previous: Statement | None = None
    before = frame
    grants = GRANTS.search(masked) is not None
    for segment in cut(masked):
        words = masked[segment.start : segment.end]
        frame = advance(frame, text[segment.start : segment.end], known)
        if SUPPORT.search(words) or frame.is_past or (grants and frame.due == before.due):
            continue
        if not context.is_plan and not frame.is_explicit:
            continue  # a rule sets conditions; it commits to a number only where it names a time
        for statement in read_segment(text, masked, segment, previous):
            targets.append(_dated(statement, frame, sentence, context))
            previous = statement
    return targets, frame


def _dated(statement: Statement, frame: Frame, sentence: Sentence, context: Context) -> Target:
    """Lay the time over a statement; where the text prints none, the plan's own term is our reading."""
    period, implied, doubts = frame.period, list(statement.implied), list(statement.doubts)
    if statement.rhythm:
        period = Period(every=statement.rhythm)
    if not frame.is_explicit and not statement.rhythm:
        term = context.policy.period
        from luoshi.values.periods import PartialDate

        period = Period(by=PartialDate(term[1])) if term else Period()
        implied.append("period")
        doubts.append("未写完成时限" + ("，按文件实施期理解" if term else ""))
    elif frame.is_implied:
        implied.append("period")
    span = sentence.part(statement.start, statement.end)
    before = sentence.text[: statement.start + 4]
    return Target(
        clause=sentence.clause.path,
        span=span,
        quote=span.of(context.policy.text.chars),
        confidence=0.95 - 0.25 * bool(doubts) - 0.05 * len(implied),
        doubts=tuple(doubts),
        implied=tuple(implied),
        rule=statement.rule,
        indicator=statement.indicator,
        measure=statement.measure,
        op=statement.op,
        value=statement.value,
        unit=statement.unit,
        period=period,
        aspiration=_aspiration(before),
    )


def _aspiration(before: str) -> bool | None:
    found = re.findall(f"{either(ASPIRES)}|{either(BINDS)}", before)
    return None if not found else found[-1] in ASPIRES


def read_segment(text: str, masked: str, segment: Segment, previous: Statement | None) -> Iterator[Statement]:
    """Read the statements of one segment, from left to right."""
    yield from _wordy(text, masked, segment, previous)
    quantities = [_shift(q, segment.start) for q in find_quantities(masked[segment.start : segment.end])]
    at = segment.start
    position = 0
    while position < len(quantities):
        group = _respectively(text, masked, segment, quantities, position, at, previous)
        if group:
            yield from group
            previous = group[-1]
            position += len(group)
            at = quantities[position - 1].end
            continue
        view = _view(text, masked, segment, quantities, position, at, previous)
        statement = _state(view) if view else None
        if statement is not None and view is not None:
            yield statement
            previous, at = statement, max(view.end, statement.end)
        position += 1


def _shift(quantity: Quantity, by: int) -> Quantity:
    """Move a quantity by the offset of its segment, and give a sum without 元 its unit (1千万 is 1000万元)."""
    if quantity.unit in ("千万", "百万"):
        times = {"千万": 1000, "百万": 100}[quantity.unit]
        quantity = replace(quantity, low=quantity.low * times, high=quantity.high and quantity.high * times, unit="万元")
    return replace(quantity, start=quantity.start + by, end=quantity.end + by)


def _view(
    text: str, masked: str, segment: Segment, quantities: list[Quantity], position: int, at: int, previous: Statement | None
) -> View | None:
    """Set one quantity into its surroundings, or return None where it cannot be a result."""
    quantity = quantities[position]
    if quantity.start < at or _is_no_result(masked, quantity):
        return None
    after = AFTER.match(masked, quantity.end, segment.end)
    assert after is not None  # the pattern matches the empty string
    if after["rest"] and not re.search(r"(?:提供|新增|完成|实现|形成|吸引|带动|撬动|引进)$", text[at : quantity.start]):
        return None  # …以上的: a threshold
    following = [q for q in quantities[position + 1 :] if not _is_no_result(masked, q)]
    right_end = following[0].start if following else segment.end
    return View(
        left=text[at : quantity.start],
        left_at=at,
        quantity=quantity,
        end=after.end(),
        right=text[after.end() : right_end],
        right_end=right_end,
        op_after=after["op"] or "",
        previous=previous,
    )


def _is_no_result(masked: str, quantity: Quantity) -> bool:
    """A stretch of time, an ordinal, a bare number, part of a name: none of them is a result."""
    before, behind = masked[max(0, quantity.start - 2) : quantity.start], masked[quantity.end : quantity.end + 1]
    if quantity.is_time or before.endswith(("第", "前", "+", "R", "“", "5G", "每")) or behind in ("+",):
        return True
    if quantity.unit in ("次", "性") and behind == "性":
        return True
    if quantity.is_chinese and quantity.unit != "%":
        return quantity.low == 1 and (behind in "一批系列" or not re.search(r"(?:每年|每季度|每半年|每月|不少于|至少)", masked))
    return quantity.unit in NO_UNIT_SCALES


# -- rules on one quantity -------------------------------------------------------------------------------------------------------------


def _state(view: View) -> Statement | None:
    """Try the rules in order; the first that fits states the quantity."""
    for rule in (reach, growth, do_some, some_new, carried):
        statement = rule(view)
        if statement is not None and len(re.sub(r"[^\w]", "", statement.indicator)) >= 2:
            return statement
    return None


def reach(view: View) -> Statement | None:
    """NP 达到 Q. Example: 全旗高新技术企业达到24家。"""
    found = ENDS_IN_REACH.search(view.left)
    if found is None or ENDS_IN_GROWTH.search(view.left):
        return None
    verb = found["verb"]
    if verb in ("实现", "拥有", "保有") and not ENDS.match(view.right):
        return None
    name = clean_indicator(view.left[: found.start()])
    if not name and view.previous is not None:
        name = view.previous.indicator
    if not name and view.right:
        name = clean_indicator(view.right)
    op, implied = _op(verb, view)
    return _statement(view, name, _measure(name, view.quantity, "level"), op, "reach", implied)


def growth(view: View) -> Statement | None:
    """NP 增长 Q%. Example: 全社会研发经费投入每年增长10%以上。"""
    found = ENDS_IN_GROWTH.search(view.left)
    if found is None:
        return None
    name = clean_indicator(view.left[: found.start()])
    verb = found["verb"]
    share = view.quantity.is_share
    if not name and not share and view.right:
        return None  # 新增 Q NP: some_new
    if not name and view.previous is not None:
        name = view.previous.indicator
    op, implied = _op(found["op"] or "", view)
    if verb in ("增速", "增幅", "增长率"):
        name += verb
    if verb in FALL:
        low = -view.quantity.low
        return replace(_statement(view, name, "growth", "<=", "growth", implied), value=low)
    return _statement(view, name, "growth" if share else "increase", op, "growth", implied)


def do_some(view: View) -> Statement | None:
    """V NP Q. Example: 引进高层次科技人才5人。"""
    verb = trailing_verb(view.left)
    if verb is None or not ENDS.match(view.right) or view.quantity.unit == "%":
        return _per_head(view)
    name = clean_indicator(verb.rest)
    if not name:
        return None
    op, implied = _op("", view)
    measure = "increase" if verb.is_increase else "level"
    if verb.is_increase and view.quantity.is_money:
        measure = "level"
    return _statement(view, name, _measure(name, view.quantity, measure), op, "do_some", implied)


def _per_head(view: View) -> Statement | None:
    """每…拥有 NP Q. Example: 每万人拥有高价值发明专利0.6件。"""
    if not re.search(r"(?:每[万百千]|人均|万人)[^，]*$", view.left) or not ENDS.match(view.right):
        return None
    op, implied = _op("", view)
    return _statement(view, clean_indicator(view.left), "ratio", op, "per_head", implied)


def some_new(view: View) -> Statement | None:
    """V Q NP. Example: 新增10个左右地理标志证明商标。"""
    verb = trailing_verb(view.left)
    if verb is None or verb.rest.strip() or not view.right or view.quantity.is_share:
        return None
    name = clean_indicator(GLUE.sub("", view.right))
    if not name:
        return None
    op, implied = _op("", view)
    statement = _statement(view, name, "increase" if verb.is_increase else "level", op, "some_new", implied)
    return replace(statement, end=view.right_end)


def carried(view: View) -> Statement | None:
    """、NP Q behind another. Example: 建设国家重点实验室4家、自治区重点实验室165家。"""
    previous = view.previous
    if previous is None or previous.rule not in ("do_some", "some_new", "reach", "carried", "respectively"):
        return None
    joined = re.match(r"\s*[、和及与以，,]", view.left) is not None or view.left_at > previous.end
    name = clean_indicator(GLUE.sub("", view.left))
    if not ENDS.match(view.right):
        if name or previous.rule not in ("some_new", "carried"):
            return None
        right = clean_indicator(GLUE.sub("", view.right))
        return replace(_statement(view, right, previous.measure, *_op("", view)[:1], "carried", _op("", view)[1]), end=view.right_end)
    if not joined or not name or view.quantity.is_share:
        return None
    op, implied = _op("", view)
    return _statement(view, name, previous.measure, op, "carried", implied)


def _op(verb: str, view: View) -> tuple[str, tuple[str, ...]]:
    """Turn the words before and behind a quantity into a comparison, and say whether it is printed."""
    if view.quantity.high is not None:
        return "range", ()
    if view.op_after in ("左右", "上下"):
        return ">=", ("op",)
    if view.op_after in ("以内", "以下", "之内") or verb in AT_MOST:
        return "<=", ()
    if verb in MORE_THAN:
        return (">=", ()) if view.op_after else (">", ())
    if verb in LESS_THAN:
        return "<", ()
    return ">=", () if (verb in REACH or view.op_after) else ("op",)


def _measure(name: str, quantity: Quantity, otherwise: str) -> str:
    if LEVEL_NOUN.search(name) or (quantity.is_share and quantity.unit != "倍"):
        return "ratio" if "覆盖率" not in name else "coverage"
    return otherwise


def _statement(view: View, name: str, measure: str, op: str, rule: str, implied: tuple[str, ...]) -> Statement:
    quantity = view.quantity
    value = quantity.low if quantity.high is None else (quantity.low, quantity.high)
    lead = len(view.left) - len(GLUE.sub("", view.left) if view.left else "")
    start = min(view.left_at + max(0, lead if view.left[:1] in "、和及与以，, " else 0), quantity.start)
    return Statement(name, measure, op, value, quantity.unit, start, view.end, rule, implied)


# -- rules on lists and on words -------------------------------------------------------------------------------------------------------


def _respectively(
    text: str, masked: str, segment: Segment, quantities: list[Quantity], position: int, at: int, previous: Statement | None
) -> list[Statement]:
    """A、B 分别达到 Q1 和 Q2: the names in order take the numbers in order.

    Example: 高新技术企业、科技型中小企业分别达到24家和8家。
    """
    first = quantities[position]
    found = RESPECTIVELY.search(masked, at, first.start)
    if found is None or found.end() != first.start:
        return []
    run = [first]
    for quantity in quantities[position + 1 :]:
        if not re.fullmatch(r"(?:以上|左右)?\s*[、,，和及与以]{1,2}\s*", masked[run[-1].end : quantity.start]):
            break
        run.append(quantity)
    names = split_indicators(text[at : found.start()], len(run))
    if len(names) != len(run) or len(run) < 2:
        return []
    after = AFTER.match(masked, run[-1].end, segment.end)
    shared = (after["op"] or "") if after else ""
    end = after.end() if after else run[-1].end
    verb = found["verb"] or ""
    return [_of_list(name, quantity, verb, shared, at, end, masked) for name, quantity in zip(names, run, strict=True)]


def _of_list(name: str, quantity: Quantity, verb: str, shared: str, at: int, end: int, masked: str) -> Statement:
    own = AFTER.match(masked, quantity.end)
    view = View("", at, quantity, end, "", end, (own["op"] or "" if own else "") or shared, None)
    op, implied = _op(verb, view)
    grows = verb in GROW or verb in FALL
    measure = "growth" if grows and quantity.is_share else _measure(name, quantity, "increase" if verb in INCREASE_VERBS else "level")
    statement = _statement(view, name, measure, op, "respectively", implied)
    return replace(statement, value=-quantity.low, op="<=") if verb in FALL else statement


def _wordy(text: str, masked: str, segment: Segment, previous: Statement | None) -> Iterator[Statement]:
    """Read what is stated without a number: 全覆盖, 逐年增长, 翻番, 零的突破, and rankings; a nameless one goes on about the one before."""
    words, real = masked[segment.start : segment.end], text[segment.start : segment.end]
    for rule in (covered, all_do, grows_yearly, doubled, first_ever, ranked):
        for statement in rule(words, real):
            if not statement.indicator:
                if previous is None:
                    continue
                statement = replace(statement, indicator=previous.indicator)
            yield replace(statement, start=statement.start + segment.start, end=statement.end + segment.start)


def covered(words: str, real: str) -> Iterator[Statement]:
    """NP 全覆盖. Example: 规模以上工业企业服务工作全覆盖。"""
    found = FULL.search(words) or re.search(r"全覆盖”", real)
    if found is None:
        return
    name = clean_indicator(real[: found.start()])
    if found[0].endswith("”"):
        name = clean_indicator(real[: found.start()] + "”")
    if len(name) >= 2 and "在" != name[:1]:
        yield Statement(name, "coverage", "=", Decimal(100), "%", 0, found.end(), "covered")


def all_do(words: str, real: str) -> Iterator[Statement]:
    """NP 全部实现 X. Example: 规模以上工业企业全部实现研发机构有覆盖。"""
    found = ALL_DO.search(words)
    if found is not None and not FULL.search(words):
        name = clean_indicator(real[found.start("who") : found.end("who")]) + real[found.start("what") : found.end("what")]
        yield Statement(name, "coverage", "=", Decimal(100), "%", found.start(), found.end(), "all_do")


def grows_yearly(words: str, real: str) -> Iterator[Statement]:
    """NP 逐年增长. Example: 县本级财政科技支出逐年递增。"""
    found = YEARLY.search(words)
    if found is None or found[0].startswith("稳步"):
        return
    falls = found["way"] in FALL or found["way"] == "递减"
    for name in _parts(real[: found.start()]):
        op = "<" if falls else ">"
        yield Statement(name, "growth", op, Decimal(0), "%", 0, found.end(), "grows_yearly", rhythm="year")


def _parts(words: str) -> list[str]:
    """Split A和B of 逐年递增: each of them grows."""
    cleaned = clean_indicator(words)
    parts = [p for p in re.split(r"、|和|以及", cleaned) if p]
    return parts if parts and all(len(p) >= 4 for p in parts) else [cleaned]


def doubled(words: str, real: str) -> Iterator[Statement]:
    """NP 翻番. Example: 高新技术企业数量较2020年翻一番。"""
    found = DOUBLED.search(words)
    name = clean_indicator(real[: found.start()]) if found else ""
    if found is None or len(name) < 2 or "“" in words[found.start() - 1 : found.start()]:
        return
    times = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[found["times"] or ""]
    yield Statement(name, "growth", ">=", Decimal(2**times), "倍", 0, found.end(), "doubled", ("op",))


def first_ever(words: str, real: str) -> Iterator[Statement]:
    """NP 零的突破. Example: 国家级专精特新“小巨人”企业实现零的突破。"""
    found = FIRST_EVER.search(real)
    name = clean_indicator(real[: found.start()]) if found else ""
    if found is not None and len(name) >= 2 and words:
        unit = "户" if name.endswith(("户",)) else "家" if name.endswith(("企业", "机构", "公司")) else "个"
        yield Statement(name, "increase", ">=", Decimal(1), unit, 0, found.end(), "first_ever", ("value",))


def ranked(words: str, real: str) -> Iterator[Statement]:
    """NP 排名前 N 位. Example: 综合科技创新水平指数进入全省前10位。"""
    found = RANK.search(words)
    name = clean_indicator(real[: found.start()]) if found else ""
    if found is not None and len(name) >= 3:
        from luoshi.values.numerals import parse_number

        yield Statement(name, "level", "<=", parse_number(found["rank"]), found["unit"], 0, found.end(), "ranked")
