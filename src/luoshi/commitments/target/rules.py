"""The rules on quantities: what a number in a sentence states of which indicator.

Each quantity is tried against the rules by what stands between the quantity before it (or the start of the segment) and itself, and by what
follows. The first rule that fits states it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luoshi.commitments.lexicon import ACTION_VERBS, AT_MOST, FALL, GROW, INCREASE_VERBS, LESS_THAN, LEVEL_VERBS, MORE_THAN, REACH, either
from luoshi.commitments.segments import Segment
from luoshi.commitments.target.indicator import Verb, clean_indicator, is_name, names_of, split_indicators, trailing_verb
from luoshi.commitments.target.statement import Statement, View
from luoshi.commitments.target.wordy import read_wordy
from luoshi.values.quantities import Quantity, find_quantities, share_units

NO_UNIT_SCALES = ("", "万", "亿")
# What follows a quantity that ends its statement: nothing, or the next member of a list.
ENDS = re.compile(r"\s*(?:[、和及与，。；（()）]|以及|落户|落地|入驻|$)")
AFTER = re.compile(
    r"\s*(?:[（(]含[^）)]*[）)]|□+)?(?P<op>及?以上|左右|上下|以内|以下|之内|以前|之前)?(?:[（(]含[^）)]*[）)])?(?P<rest>的(?!增速|速度|增幅|目标|水平|年均))?"
)
# 产值超50亿元的, 百亿级, 10亿元以上(民营企业): the number is part of a name.
THRESHOLD = re.compile(r"\s*(?:及?以上|以下|以内)?(?:的|级|规模|[\u4e00-\u9fff])")
LEVEL_NOUN = re.compile(r"(?:比重|比例|占比|占[^，。]{1,30}|率|强度|每万|万人|人均|每百|每千|户均|亩均|地均|单位)")
BASE = r"(?:[^，。；\d]{0,10}?(?:20\d\d年(?:底|末)?)?[^，。；\d]{0,10}?的)?"
ENDS_IN_REACH = re.compile(rf"(?P<verb>{either(REACH)})(?:了|约|近|约为)?(?P<base>{BASE})\s*$")
ENDS_IN_GROWTH = re.compile(rf"(?P<verb>{either(GROW)}|{either(FALL)})(?:均|都)?(?P<op>{either(REACH)}|约|近)?\s*$")
RESPECTIVELY = re.compile(rf"分别(?:要|应|力争)?(?P<verb>{either(REACH)}|{either(GROW)}|{either(FALL)}|建成|建设|新增)?(?:了|到)?\s*$")
# 2023年、2024年分别新增高新技术企业30家、35家: the verb and its noun stand behind 分别.
YEARS_THEN = re.compile(rf"分别(?P<verb>{either(ACTION_VERBS)})(?P<noun>[\u4e00-\u9fff“”]{{2,20}})$")
GLUE = re.compile(r"^(?:[、和及与以并，,\s（(]|其中)+|[、和及与以并，,\s（(）)]+$")
AMOUNT_NAME = re.compile(r"(?:额|数|量|值|收入|支出|投入|面积|产量)$")
# 技术交易额、技术合同数年均增长15%，到2026年分别达到…: the names stand before the growth.
NAMES_END = re.compile(rf"年均|分别|{either(REACH)}|{either(GROW)}|{either(FALL)}")
AGAIN = re.compile(rf"(?:到20\d\d年)?(?P<verb>{either(REACH)})$")
EVENLY = re.compile(r"(?:(?<!年)均|(?<=\d年)均|都|各)(?:要|力争|实现|稳定|保持)?$")
INNER = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:新增|净增|完成|累计实现|实现)[^，。；\d]{2,16}$")
YEARS = re.compile(r"(?:到|至)?(?P<years>20\d\d年?(?:底|末)?(?:[、和,，]20\d\d年?(?:底|末)?)+)")
# A short name that only says how much of what came before: 入库项目数 of 建立…储备库.
PARTIAL = re.compile(r"^(?:入库|在库|数量|总数|总量|规模)[^，]{0,6}$")
# 产值年均增长18%、总量突破200亿元: the total of what has just been spoken of.
TOTALS = ("总量", "总数", "总额", "总规模")
CONTAINER = re.compile(r"(?:建立|建设|设立|健全|完善|组建|搭建|打造)(?P<thing>[^，。；、]{2,24}?(?:库|平台|园区|基地|名单|清单|名录))")
# 平均受教育年限达到11.3年, 办结时限压缩至3个工作日: here a time is the result.
LASTS = re.compile(rf"(?:年限|寿命|时限|时间|时长|天数|周期)[^，。；\d]{{0,6}}{either(REACH)}$")
# A word farther from a number than this does not name it; the bounds keep endless sentences linear.
REACH_BACK = 160
MOST_LISTED = 40
LEVEL = re.compile(r"(?:国家|国家级|省级|省|市级|自治区级|自治区|区级|县级|旗县级|世界级|国际|省部级)")
LEAST = ("不少于", "不低于")
BRINGING = ("引进", "引育", "引入", "招引")
NEW = re.compile(r"新增|新认定|净增|新引进|新培育|新建|新获批")


# 主要目标：, 预期指标为：: what is listed behind is a goal, though no verb says so.
ELSEWHERE = re.compile(
    r"全球|我国|(?:全国|世界)(?=.*(?:总量|产量|规模|市场|平均|占比|份额|销量|增速|需求|总数))"
)  # the world's numbers are nobody's target here
PER = re.compile(r"[/／](?:亩|万人|人|平方公里|户|年|月|家|件|项|天|吨|个|千瓦|平方米)")
GOALS = re.compile(r"(?:目标|指标)[^，。；：:]{0,8}[：:]")


def read_segment(
    text: str, masked: str, segment: Segment, previous: Statement | None, passed: str = "", *, in_goals: bool = False
) -> Iterator[Statement]:
    """Read the statements of one segment, from left to right.

    Args:
        text: The sentence.
        masked: The same, quotes and brackets set aside.
        segment: Which part of it.
        previous: The statement before, in the same sentence.
        passed: The words of the segment before.
        in_goals: The segment stands behind 主要目标：.
    """
    yield from read_wordy(text, masked, segment, previous)
    words = masked[segment.start : segment.end]
    quantities = [_shift(_with_per(q, words), segment.start) for q in share_units(words, find_quantities(words))]
    at, position = segment.start, 0
    while position < len(quantities):
        group = respectively(text, masked, segment, quantities, position, at, passed)
        if group:
            yield from group
            previous = group[-1]
            at, position = group[-1].end, position + len({(s.start, s.value) for s in group})
            continue
        view = _view(text, masked, segment, quantities, position, at, previous)
        view = replace(view, passed=passed, in_goals=in_goals) if view else None
        for statement in _state(view) if view else ():
            yield statement
            previous, at = statement, max(view.end if view else at, statement.end)
        position += 1


def _with_per(quantity: Quantity, words: str) -> Quantity:
    """Take the per-unit tail into the unit: 22万元/亩, 75人年/万人."""
    per = PER.match(words, quantity.end) if quantity.unit else None
    return replace(quantity, end=per.end(), unit=quantity.unit + per[0]) if per else quantity


def _shift(quantity: Quantity, by: int) -> Quantity:
    """Move a quantity by the offset of its segment, and give a sum without 元 its unit (1千万 is 1000万元)."""
    if quantity.unit in ("千万", "百万"):
        times = {"千万": 1000, "百万": 100}[quantity.unit]
        quantity = replace(quantity, low=quantity.low * times, high=quantity.high and quantity.high * times, unit="万元")
    if quantity.unit == "成":
        quantity = replace(quantity, low=quantity.low * 10, high=quantity.high and quantity.high * 10, unit="%")  # 六成 is 60 %
    return replace(quantity, start=quantity.start + by, end=quantity.end + by)


def _view(
    text: str, masked: str, segment: Segment, quantities: list[Quantity], position: int, at: int, previous: Statement | None
) -> View | None:
    """Set one quantity into its surroundings, or return None where it cannot be a result."""
    quantity = quantities[position]
    at = max(at, quantity.start - REACH_BACK)
    if quantity.start < at or _is_no_result(masked, quantity) or _is_embedded(masked, quantity, segment):
        return None
    after = AFTER.match(masked, quantity.end, segment.end)
    assert after is not None  # the pattern matches the empty string
    if after["rest"] and quantity.unit == "%" and not clean_indicator(text[at : quantity.start]):
        pass  # 四分之一以上的企业建成…: share_of
    elif after["rest"] and not re.search(r"(?:提供|新增|完成|实现|形成|吸引|带动|撬动|引进)$", text[at : quantity.start]):
        return None  # …以上的: a threshold
    right_end = _right_end(masked, segment, quantities, position)
    return View(
        left=text[at : quantity.start],
        left_at=at,
        quantity=quantity,
        end=after.end(),
        right=text[after.end() : right_end],
        right_end=right_end,
        op_after=after["op"] or "",
        previous=previous,
        tail=after[0],
    )


def _right_end(masked: str, segment: Segment, quantities: list[Quantity], position: int) -> int:
    """Find where the words behind a quantity end: at the next one that can be a result, or with the segment."""
    limit = min(segment.end, quantities[position].end + REACH_BACK)
    for number in range(position + 1, len(quantities)):
        quantity = quantities[number]
        if quantity.start >= limit:
            break
        if not _is_no_result(masked, quantity) and not _is_embedded(masked, quantity, segment):
            return quantity.start
    return limit


def _is_embedded(masked: str, quantity: Quantity, segment: Segment) -> bool:
    """Say whether a quantity only narrows a noun: 产值超50亿元的链主企业."""
    before = re.search(r"(?:超过?|达到?|高于|突破|不低于|以上)$", masked[max(segment.start, quantity.start - 4) : quantity.start])
    if before is None:
        return False
    behind = r"(?:及?以上)?的|级|(?!以上|以下|左右|以内|及以上|和|与|及)[\u4e00-\u9fff]" if quantity.is_money else r"(?:及?以上)?的|级"
    return re.match(behind, masked[quantity.end : segment.end]) is not None


def _is_no_result(masked: str, quantity: Quantity) -> bool:
    """A stretch of time, an ordinal, a bare number, part of a name: none of them is a result."""
    before, behind = masked[max(0, quantity.start - 2) : quantity.start], masked[quantity.end : quantity.end + 1]
    if quantity.is_time and not LASTS.search(masked[max(0, quantity.start - 24) : quantity.start]):
        return True
    if before.endswith(("第", "前", "+", "“", "每")) or behind == "+" or re.search(r"[A-Za-z]$", before):
        return True
    if quantity.counter == "次" and behind == "性":
        return True
    if quantity.is_chinese and quantity.unit != "%" and quantity.low == 1:
        return behind in "批系" or not re.search(r"不少于|至少|不低于|以上", masked[max(0, quantity.start - 4) : quantity.end + 2])
    return quantity.unit in NO_UNIT_SCALES


def _state(view: View) -> list[Statement]:
    """Try the rules in order; the first that fits states the quantity, of each name it is said of (A、B均…)."""
    for rule in (share_of, reach, makes_up, plain_rate, growth, do_some, some_new, noun_verb, carried, inner, listed_goal):
        statement = rule(view)
        if statement is not None and is_name(statement.indicator) and not ELSEWHERE.match(statement.indicator):
            return _each(statement, view) if rule in (reach, growth, do_some) else [statement]
    return []


def _each(statement: Statement, view: View) -> list[Statement]:
    """A、B均下降16% states two, and so does A额、B额增长16%."""
    words = re.sub(rf"(?:{either(REACH)}|{either(GROW)}|{either(FALL)}|(?<=增长)均)+(?:{BASE})\s*$", "", view.left)
    names = names_of(EVENLY.sub("", words))
    alike = statement.measure == "growth" and "、" in words and all(AMOUNT_NAME.search(name) for name in names)
    if not alike and not EVENLY.search(words):
        return [statement]
    return [replace(statement, indicator=name) for name in names]


def reach(view: View) -> Statement | None:
    """NP 达到 Q. Example: 全旗高新技术企业达到24家。"""
    found = ENDS_IN_REACH.search(view.left)
    if found is None or ENDS_IN_GROWTH.search(view.left) or "元" in (found["base"] or ""):
        return None
    verb = found["verb"]
    if verb in ("实现", "拥有", "保有", "突破") and not ENDS.match(view.right) and not view.quantity.is_money:
        return None
    before = view.left[: found.start()]
    name = clean_indicator(before)
    governs = trailing_verb(before)
    if view.right.strip("、和及与，。；") and (not name or (governs is not None and not governs.rest)):
        name = clean_indicator(GLUE.sub("", view.right))  # 每年安排不少于3亿元专项资金
    elif not name:
        name = view.previous.indicator if view.previous is not None else clean_indicator(view.passed)
    elif (name[0] in "占较" or name in TOTALS) and view.previous is not None:
        name = view.previous.indicator + name  # 研发经费增长15%，占GDP比重达到2%
    op, implied = _op(verb, view)
    statement = _statement(
        view, name, _measure(name, view.quantity, "increase" if _brings(verb, before) else "level"), op, "reach", implied
    )
    year = re.search(r"20\d\d(?=年)", found["base"] or "")
    return replace(statement, by=int(year[0])) if year and view.quantity.unit != "倍" and verb != "达到" else statement  # 增至2025年的36家


def _brings(verb: str, before: str) -> bool:
    """Say whether what is reached is new: 新增企业达到5家, 引进企业不少于5家; 培育企业达到5家 is a stock."""
    if NEW.search(before) or verb not in LEAST:
        return NEW.search(before) is not None
    governs = trailing_verb(before)
    return governs is not None and governs.word.startswith(BRINGING)


def makes_up(view: View) -> Statement | None:
    """NP 占 NP 的 Q%. Example: 发明专利授权量占专利授权总量的25%。"""
    if view.quantity.unit != "%" or not re.search(r"占[^，。；]{2,30}(?:的|比重|比例)$", view.left) or not ENDS.match(view.right):
        return None
    op, implied = _op("", view)
    return _statement(view, clean_indicator(view.left), "ratio", op, "makes_up", implied)


def plain_rate(view: View) -> Statement | None:
    """NP率 Q behind another rate. Example: 到2025年，案件结案率达到95%以上，科技报告呈交率100%。"""
    if view.quantity.unit != "%" or view.previous is None or view.previous.unit != "%" or not ENDS.match(view.right):
        return None
    name = clean_indicator(view.left)
    if not name.endswith(("率", "比重", "占比", "比例")):
        return None
    op, implied = _op("", view)
    return _statement(view, name, _measure(name, view.quantity, "ratio"), op, "plain_rate", implied)


def share_of(view: View) -> Statement | None:
    """Q 以上的 NP 做了什么. Example: 80%以上的规模以上工业企业建成数字化车间。"""
    if view.quantity.unit != "%" or clean_indicator(view.left) or len(view.right) < 4 or not view.tail.endswith("的"):
        return None
    op, implied = _op("", view)
    statement = _statement(view, clean_indicator(view.right), "ratio", op, "share_of", implied)
    return replace(statement, end=view.right_end)


def noun_verb(view: View) -> Statement | None:
    """NP V Q. Example: 自治区级重点实验室获批建设2个。"""
    found = re.search(rf"(?P<verb>{either(INCREASE_VERBS)}(?:{either(LEVEL_VERBS)})?)$", view.left)
    if found is None or not ENDS.match(view.right) or view.quantity.is_share:
        return None
    name = clean_indicator(view.left[: found.start()])
    if len(name) < 4:
        return None
    op, implied = _op("", view)
    return _statement(view, name, "increase", op, "noun_verb", implied)


def growth(view: View) -> Statement | None:
    """NP 增长 Q%. Example: 全社会研发经费投入每年增长10%以上。"""
    found = ENDS_IN_GROWTH.search(view.left)
    if found is None:
        return None
    verb, share = found["verb"], view.quantity.is_share
    name = clean_indicator(view.left[: found.start()])
    if not share and not ENDS.match(view.right):
        return None  # 新增 Q NP: some_new
    if not name:
        name = view.previous.indicator if view.previous is not None else clean_indicator(view.passed)
    op, implied = _op(found["op"] or "", view)
    if verb in ("增速", "增幅", "增长率"):
        name += verb
    if verb in FALL:
        return _negated(_statement(view, name, "growth", "<=", "growth", implied))
    return _statement(view, name, "growth" if share else "increase", op, "growth", implied)


def _negated(statement: Statement) -> Statement:
    value = statement.value
    return replace(statement, value=(-value[1], -value[0]) if isinstance(value, tuple) else -value)


def do_some(view: View) -> Statement | None:
    """V NP Q. Example: 引进高层次科技人才5人。"""
    verb = trailing_verb(view.left)
    if verb is None or not ENDS.match(view.right) or view.quantity.unit == "%":
        return per_head(view)
    name = clean_indicator(verb.rest)
    if not name:
        return None
    op, implied = _op("", view)
    measure = "increase" if verb.is_increase and not view.quantity.is_money else "level"
    return _statement(view, name, _measure(name, view.quantity, measure), op, "do_some", implied)


def per_head(view: View) -> Statement | None:
    """每…拥有 NP Q. Example: 每万人拥有高价值发明专利3.2件。"""
    if not re.search(r"(?:每[万百千]|人均|万人)[^，]*$", view.left) or not ENDS.match(view.right):
        return None
    op, implied = _op("", view)
    return _statement(view, clean_indicator(view.left), "ratio", op, "per_head", implied)


def some_new(view: View) -> Statement | None:
    """V Q NP. Example: 新增10个左右地理标志证明商标。"""
    verb = trailing_verb(view.left)
    if verb is None and re.search(r"(?:有|形成)$", view.left):
        verb = Verb("有", "", is_increase=False)  # 力争有3项成果获国家奖
    with_whom = re.match(r"(?P<who>[^，。；]{2,20}?)(?:建立|开展|签订|达成)", view.right) if view.left.endswith(("与", "同")) else None
    if with_whom:  # 与10所以上高校建立合作关系
        op, implied = _op("", view)
        return _statement(view, clean_indicator(with_whom["who"]), "increase", op, "some_new", implied)
    if verb is None or verb.rest.strip() or not view.right or view.quantity.is_share:
        return None
    name = clean_indicator(GLUE.sub("", view.right))
    if not name:
        return None
    op, implied = _op("", view)
    statement = _statement(view, name, "increase" if verb.is_increase else "level", op, "some_new", implied)
    return replace(statement, end=view.right_end - (len(view.right) - len(GLUE.sub("", view.right))))


def carried(view: View) -> Statement | None:
    """、NP Q behind another. Example: 建设国家级中试基地2家、省级中试基地15家。"""
    previous = view.previous
    if previous is None or previous.rule not in ("do_some", "some_new", "reach", "carried", "respectively", "inner"):
        return None
    name = _whole_name(clean_indicator(GLUE.sub("", view.left)), previous.indicator)
    op, implied = _op("", view)
    if not ENDS.match(view.right):
        if name or previous.rule not in ("some_new", "carried"):
            return None
        right = clean_indicator(GLUE.sub("", view.right))
        return replace(_statement(view, right, previous.measure, op, "carried", implied), end=view.right_end)
    if not name and re.match(r"[、，,]?(?:到|至)?20\d\d年", view.left) and ENDS.match(view.right):
        return _statement(view, previous.indicator, previous.measure, op, "carried", implied)  # 2024年达到8家、2025年10家
    joined = re.match(r"\s*[、和及与以，,（(]", view.left) is not None or view.left_at > previous.end
    if not joined or not name or view.quantity.is_share:
        return None
    return _statement(view, name, previous.measure, op, "carried", implied)


def _whole_name(name: str, previous: str) -> str:
    """Complete a bare level by the noun before: 省级平台100个，其中国家级10个."""
    if not LEVEL.fullmatch(name):
        return name
    return name + re.sub(rf"^{LEVEL.pattern}(?:及)?(?:以上)?", "", previous)


def inner(view: View) -> Statement | None:
    """NP with the verb inside it. Example: 2026年，城镇新增就业2.8万人。"""
    if not INNER.search(clean_indicator(view.left)) or not ENDS.match(view.right):
        return None
    op, implied = _op("", view)
    return _statement(view, clean_indicator(view.left), "increase", op, "inner", implied)


def listed_goal(view: View) -> Statement | None:
    """NP Q in a list of goals behind a colon. Example: 到2025年主要目标：高新技术企业200家以上，科技进步贡献率65%以上。"""
    name = clean_indicator(view.left)
    if not view.in_goals or not name or not ENDS.match(view.right):
        return None
    op, implied = _op("", view)
    return _statement(view, name, _measure(name, view.quantity, "level"), op, "listed_goal", implied)


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
    glue = re.match(r"[、和及与以并，,\s]*", view.left)
    start = min(view.left_at + (glue.end() if glue else 0), quantity.start)
    return Statement(name, measure, op, value, quantity.unit, start, view.end, rule, implied)


def respectively(
    text: str, masked: str, segment: Segment, quantities: list[Quantity], position: int, at: int, passed: str
) -> list[Statement]:
    """A、B 分别达到 Q1 和 Q2: the names in order take the numbers in order; so do years.

    Example: 瞪羚企业、专精特新企业分别达到12家和30家。
    """
    first = quantities[position]
    at = max(at, first.start - REACH_BACK)
    found = RESPECTIVELY.search(masked, at, first.start) or YEARS_THEN.search(masked, at, first.start)
    found = found or (AGAIN.fullmatch(masked, segment.start, first.start) if "分别" in passed else None)
    if found is None or found.end() != first.start:
        return []
    run = _run(masked, quantities[position : position + MOST_LISTED])
    words = text[at : found.start()]
    if not clean_indicator(words):
        words = NAMES_END.split(passed)[0]
    names, years = split_indicators(words, len(run)), _years(text[max(0, at - REACH_BACK) : found.start()], len(run))
    if len(run) < 2 or (len(names) != len(run) and not years):
        return []
    if len(names) != len(run):
        noun = found.groupdict().get("noun")
        names = [clean_indicator(noun or YEARS.sub("", words))] * len(run)
    after = AFTER.match(masked, run[-1].end, segment.end)
    shared, end = ((after["op"] or ""), after.end()) if after else ("", run[-1].end)
    verb = found["verb"] or ""
    return [
        replace(_of_list(name, quantity, verb, shared, at, end, masked), by=year)
        for name, quantity, year in zip(names, run, years or [None] * len(run), strict=True)
        if is_name(name)
    ]


def _run(masked: str, quantities: list[Quantity]) -> list[Quantity]:
    """Take the quantities that stand in one list."""
    run = quantities[:1]
    for quantity in quantities[1:]:
        if not re.fullmatch(r"(?:以上|左右)?\s*[、,，和及与以]{1,2}\s*", masked[run[-1].end : quantity.start]):
            break
        run.append(quantity)
    return run


def _years(before: str, count: int) -> list[int | None]:
    """Find as many years in a row as there are numbers: 2023年、2024年、2025年…分别达到."""
    for found in YEARS.finditer(before):
        years: list[int | None] = [int(y) for y in re.findall(r"20\d\d", found["years"])]
        if len(years) == count:
            return years
    return []


def _of_list(name: str, quantity: Quantity, verb: str, shared: str, at: int, end: int, masked: str) -> Statement:
    own = AFTER.match(masked, quantity.end)
    view = View("", at, quantity, end, "", end, (own["op"] or "" if own else "") or shared, None)
    op, implied = _op(verb, view)
    share = quantity.is_share
    if verb in FALL:
        return _negated(_statement(view, name, "growth" if share else "increase", "<=", "respectively", implied))
    grows = verb in GROW and share
    measure = "growth" if grows else _measure(name, quantity, "increase" if verb in INCREASE_VERBS else "level")
    return _statement(view, name, measure, op, "respectively", implied)


def with_object(statement: Statement, before: str) -> Statement:
    """Complete a partial name (入库项目数) by the register or place that the words before have ordered.

    建立科技贷款项目储备库，到2023年入库项目数达到3个 is about 科技贷款项目储备库入库项目数.
    """
    if not PARTIAL.match(statement.indicator):
        return statement
    ordered = list(CONTAINER.finditer(before))
    return replace(statement, indicator=f"{ordered[-1]['thing']}{statement.indicator}") if ordered else statement
