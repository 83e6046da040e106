"""Heads: the single grants of a sentence, each with its trigger, beneficiary, formula and, in the end, its cap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from luoshi.commitments.lexicon import either
from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.commitments.reward.lists import LEVEL, STEM_END, own_level, split_members
from luoshi.commitments.reward.marks import Mark
from luoshi.commitments.reward.parties import PARTY, beneficiary_of, trim_trigger
from luoshi.commitments.reward.provisions import Provision, operator_start
from luoshi.commitments.reward.vocabulary import GIVE, SUPPORTS
from luoshi.values.money import fen_of
from luoshi.values.numerals import parse_number

# What a cost, an income or an effort of the applicant is called: a rate on it is a share.
COST = re.compile(
    r"费用|费$|利息|贷款|投资|投入|租金|房租|收入|产值|销售|成交|交易|合同|贡献|税收|税额|纳税|保费|保险费|成本|装修|设备|购置|采购|价格|金额$|研发经费|研发支出|支出|增量|增加|部分|利润|收益|融资|筹资|募集|出资|电费|气费|运费|负担|工资|薪酬|个税|个人所得"
)
# What another government or programme has paid: a rate on it is a match.
GRANTED = re.compile(
    r"(?:国家|中央|上级|省|市|自治区|盟|县|区|级|财政|所获|获得|所得|到位|立项|专项|原)[^，。；]{0,30}?(?:补助|奖补|奖励|支持|资助|扶持|配套|补贴|拨款|拨付|资金|经费|奖金)(?:总?额度?|金额|总额|资金|经费|总?资金|标准|款|数额|部分|实际|到账|额)*$"
)
GRANT_NOUN = re.compile(
    r"(?:补助|奖补|奖励|支持|资助|扶持|配套|补贴|拨款|奖金|立项资金|立项经费|项目资金|项目经费)(?:总?额度?|金额|总额|资金|经费|标准|款|数额)*$"
)
BASE_LEAD = re.compile(
    r"^.*(?:按照|按其|按|依照|依据|以其|以|给予其|给予|对其|补贴其|补助其|资助其|(?:补贴|奖励)(?!额|金|资金|经费|总|标准|的|款|部分)|的标准，)(?=\S)",
    re.S,
)
BASE_TAIL = re.compile(r"(?:的|给予|最高|不超过|不低于|为标准|总额的|再|，|,|一次性|、|和|部分的|\s)+$")
LOCAL_NOISE = re.compile(
    rf"{either(GIVE)}|{either(SUPPORTS)}|一次性|分别|再|另|额外|按照?|标准|每年|每月|最高|不超过|给|的|资金|人民币|可|将|各|均|为|连续|\d+年|[一二三四五六七八九十]年|元|万|奖$|^奖"
)


GIVING_WORDS = re.compile(rf"{either(GIVE)}|一次性|分别|最高|不超过")
LEVEL_END = re.compile(rf"[，,]?{LEVEL.pattern}$")
BRACKETED = re.compile(r"[（(](?P<number>\d+(?:\.\d+)?)(?P<unit>[十百千]?[万亿]?元)[）)]")
STEP = re.compile(r"每(?:增加|增长|新增|超过|超出|增|上)[^，。；]{1,12}")
YEAR_OF = re.compile(r"(?:第[一二三四五\d]年|[前后][一二三四五\d]年|次年|首年)(?:内)?")
YEAR_TAIL = re.compile(rf"[，,]?(?:自[^，。；]{{2,16}}起)?[，,]?{YEAR_OF.pattern}$")
# 每引进1名博士, 每招用1人: the sum is for each of them.
COUNTED = re.compile(r"每[\u4e00-\u9fff]{1,8}[1一](?P<item>[名家人个项件户位套台][\u4e00-\u9fff]{0,8})")
PEOPLE = re.compile(r"人才|个人|人员|毕业生|大学生|学生|博士|硕士|专家|院士|者$|特派员|员工|职工|技师|工匠|人$|教师|农户|获奖人")
SUPPORTED = re.compile(r"给予|奖励|奖补|补助|补贴|资助|支持|扶持|配套|经费|贴息|奖金|补偿|资金|享受|运行费|投入")
OVER_ALL = re.compile(
    r"(?:获得|享受|申报|申请)[^，。；]{0,16}(?:本|各类|各项|全部|所有|[市县区旗]级)[^，。；]{0,16}(?:资金|奖励|补助|奖补)[^，。；]{0,6}(?:总额|累计|合计|不超过)"
)
UNRATED = re.compile(r"按照?(?P<base>[^，。；]{2,40}?)的?(?:一定|相应|适当)?比例(?=[，,给予予以分进享奖补资]|$)")


@dataclass(slots=True)
class Head:
    """One grant; `start` and `end` inside the sentence that says it."""

    start: int
    end: int
    trigger: str
    beneficiary: str
    formula: Formula
    fen: int | None = None
    cap_fen: int | None = None
    cap_mark: Mark | None = None
    cap_words: str = ""
    words: str = ""
    rule: str = ""
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Carried:
    """What the words before have said: for what and for whom, where a provision itself is silent."""

    trigger: str = ""
    beneficiary: str = ""
    base: str = ""


def heads_of(text: str, masked: str, provision: Provision, carried: Carried) -> Iterator[Head]:
    """Yield the grants of one provision; a provision with a cap alone grants up to it."""
    marks = sorted((*provision.grants, *provision.caps), key=lambda m: m.start)
    first = marks[0]
    giving_at = operator_start(masked, provision.start, first)
    trigger = trim_trigger(text[provision.start : giving_at])
    trigger = _with_intro(trigger, text[provision.start : giving_at], carried)
    fallback = carried.beneficiary
    if not provision.grants:
        unrated = _unrated(text, provision, first, trigger, fallback)
        yield from [unrated] if unrated else _upto_heads(text, masked, provision, giving_at, trigger, fallback)
        return
    base = carried.base
    for run in _runs(masked, provision.grants):
        for head in _run_heads(text, masked, provision, run, giving_at, trigger, fallback, base):
            base = head.formula.base or base
            yield head


def _with_intro(trigger: str, before: str, carried: Carried) -> str:
    """Complete a trigger that only names a level by what was said before; take over all of it where there is none.

    Example: 对区内机构获得的国家、省级科技计划项目，采用后补助方式配套，对国家级的给予100%配套.
    """
    if len(trigger) < 2:
        return carried.trigger
    if not LEVEL.fullmatch(trigger):
        return trigger
    intros = [trim_trigger(part) for part in re.split(r"[，,：:]", before) if len(part) > 8]
    for intro in (*reversed(intros), carried.trigger):
        if (whole := own_level(intro, trigger)) is not None:
            return whole
    if LEVEL.search(carried.trigger):
        return LEVEL.sub(trigger, carried.trigger, count=1)
    return f"{carried.trigger}{trigger}"


def _runs(masked: str, grants: list[Mark]) -> Iterator[list[Mark]]:
    """Group the grants that stand in one list (100万元、50万元和20万元)."""
    run: list[Mark] = []
    for mark in grants:
        between = masked[run[-1].end : mark.start] if run else ""
        if run and not (
            re.fullmatch(r"(?:[/／]\w{1,4}|元|/年)?[、，,和及与或]{1,2}", between) and (run[-1].rate is None) == (mark.rate is None)
        ):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _run_heads(
    text: str, masked: str, provision: Provision, run: list[Mark], giving_at: int, trigger: str, fallback: str, base: str
) -> Iterator[Head]:
    """Give each grant of one list its trigger; `base` is that of the rate before, for one that names none (后三年按50%)."""
    previous_end = max((m.end for m in (*provision.grants, *provision.caps) if m.end <= run[0].start), default=0)
    if previous_end:
        giving_at, trigger = _further(text, masked, previous_end, run[0], trigger)
    if not trigger:
        trigger = trim_trigger(GIVING_WORDS.sub("", text[giving_at : run[0].start]))
    triggers = [trigger] * len(run)
    doubtful = False
    if len(run) > 1:
        members = split_members(_list_words(text, giving_at, run[0], trigger), len(run))
        doubtful = not members
        triggers = members or triggers
    item = run[0].item
    for mark, own in zip(run, triggers, strict=True):
        if item and not mark.item:
            mark = replace(mark, item=item)  # 每项分别奖励100万元、50万元
        giving = text[giving_at : run[0].start]
        start = previous_end or provision.start
        following = min((m.start for m in provision.grants if m.start > run[-1].start), default=provision.end)
        beneficiary = beneficiary_of(own, giving, fallback)
        head = Head(
            start=_skip(text, start),
            end=_end_of_giving(text, mark, provision.end),
            trigger=own,
            beneficiary=beneficiary,
            formula=_formula(text, mark, giving, own, base, beneficiary),
            words=text[start:following],
            rule="respectively" if len(run) > 1 else "grant",
        )
        if doubtful:
            head.doubts.append("并列的数额与并列的对象个数不一致")
        if mark.is_short:
            head.doubts.append("数额后缺“元”字")
        if mark.high_fen is not None:
            head.cap_fen = mark.high_fen
            head.notes.append(f"下限{_plain(mark.low_fen)}元")
        if mark.floor:
            head.notes.append("数额为下限")
        if mark.low_rate is not None:
            head.notes.append(f"比例下限{float(mark.low_rate * 100):g}%")
        yield head


def _plain(fen: int | None) -> str:
    return f"{(fen or 0) // 100:d}"


def _skip(text: str, start: int) -> int:
    while start < len(text) and text[start] in "，,、；;。：: \n　的":
        start += 1
    return start


def _end_of_giving(text: str, mark: Mark, limit: int) -> int:
    """Take the noun of support behind a sum into the quote: 20万元[奖补]."""
    behind = re.match(rf"[^，。；、,;\d]{{0,16}}?{either(SUPPORTS)}", text[mark.end : limit])
    return mark.end + (behind.end() if behind else 0)


def _further(text: str, masked: str, previous_end: int, mark: Mark, trigger: str) -> tuple[int, str]:
    """Find the trigger of a later grant of the same provision, between the grant before and this one.

    Example: …每项专利5万元奖补，形成产业化的，每项专利再给予5万元奖补.
    """
    at = previous_end
    between = masked[previous_end : mark.start]
    separator = re.search(r"[，,、；;和及]", between)
    if separator is None:
        return previous_end, trigger
    at = previous_end + separator.end()
    giving_at = operator_start(masked, at, mark)
    own = trim_trigger(text[at:giving_at])
    if YEAR_OF.fullmatch(own):
        return giving_at, f"{YEAR_TAIL.sub('', trigger)}，{own}"
    local = LOCAL_NOISE.sub("", own)
    if len(re.sub(r"\W", "", local)) < 2:
        return giving_at, trigger
    if separator[0] in "、和及" or LEVEL.fullmatch(own):
        return giving_at, own_level(trigger, own) or f"{_stem_for(LEVEL_END.sub('', trigger))}{own}"
    return giving_at, own


def _stem_for(trigger: str) -> str:
    """What a further member of a list (、规模以下企业10万元) stands under."""
    return f"{trigger}，" if trigger else ""


def _list_words(text: str, giving_at: int, first: Mark, trigger: str) -> str:
    """Return the words in which the members of a 分别-list stand: behind the giving (给予A、B分别…) or before it."""
    behind = re.sub(r"[^、和及与]*?(?:给予|予以|奖励|补助|资助|补贴)", "", text[giving_at : first.start], count=1)
    behind = re.sub(rf"(?:分别|{either(GIVE)}|一次性|每年|最高).*$", "", behind)
    return behind if re.search(r"[、和及与]", behind) and len(behind) >= 5 else trigger


def _upto_heads(text: str, masked: str, provision: Provision, giving_at: int, trigger: str, fallback: str) -> Iterator[Head]:
    """最高…: what is given is decided, up to the cap; a list of caps (最高100万元、50万元) belongs to a list of triggers.

    A cap that no support stands with (单个项目投资不超过5000万元), or that limits all supports together, grants nothing.
    """
    words = text[provision.start : provision.end]
    if not SUPPORTED.search(words) or OVER_ALL.search(words):
        return
    run = next(_runs(masked, provision.caps))
    members = split_members(trigger, len(run)) if len(run) > 1 else []
    for mark, own in zip(run, members or [trigger] * len(run), strict=True):
        end = _end_of_giving(text, mark, provision.end)
        own = own or text[mark.end : end]
        yield Head(
            start=_skip(text, provision.start),
            end=end,
            trigger=own,
            beneficiary=beneficiary_of(own, text[giving_at : run[0].start], fallback),
            formula=Formula(FormulaType.UPTO),
            cap_fen=mark.high_fen or mark.low_fen,
            cap_mark=mark,
            words=text[provision.start : provision.end],
            rule="upto",
        )


def _unrated(text: str, provision: Provision, cap: Mark, trigger: str, fallback: str) -> Head | None:
    """按…的比例给予补贴: a share whose rate the text does not print.

    Example: 按实际装修改造费用的一定比例，分三年给予补贴，单个平台不超过30万元。
    """
    found = UNRATED.search(text, provision.start, cap.start)
    if found is None:
        return None
    trigger = trim_trigger(text[provision.start : found.start()]) or trigger
    return Head(
        start=_skip(text, provision.start),
        end=cap.end,
        trigger=trigger,
        beneficiary=beneficiary_of(trigger, text[found.end() : cap.start], fallback),
        formula=Formula(FormulaType.SHARE, base=found["base"]),
        cap_fen=cap.high_fen or cap.low_fen,
        cap_mark=cap,
        words=text[provision.start : provision.end],
        rule="unrated",
        doubts=["比例未写明"],
    )


def bracketed(text: str, carried: Carried) -> list[Head]:
    """Read sums that stand in brackets behind what they are given for, where the giving itself names none.

    Example: 对首次获评国家级单项冠军（100万元）、省级专精特新企业（10万元）的企业，给予相应奖励。
    """
    found = list(BRACKETED.finditer(text))
    giving = re.search(r"给予[^，。；\d]{0,8}(?:奖励|补助|资助|奖补|补贴)|予以奖励", text)
    if not found or giving is None:
        return []
    heads, at, stem = [], 0, ""
    for number, match in enumerate(found):
        own = trim_trigger(text[at : match.start()])
        if not number:
            stem = STEM_END.match(own)[0] if STEM_END.match(own) else ""  # type: ignore[index]
        trigger = own if not number else f"{stem}{own}"
        formula = Formula(FormulaType.FIXED, amount_fen=fen_of(parse_number(match["number"]), match["unit"]))
        beneficiary = beneficiary_of(trigger, "", carried.beneficiary)
        heads.append(Head(_skip(text, at), match.end(), trigger, beneficiary, formula, words=text, rule="bracketed"))
        at = match.end() + (text[match.end() : match.end() + 1] in "、和及")
    return heads


# -- formula ---------------------------------------------------------------------------------------------------------------------------


def _formula(text: str, mark: Mark, giving: str, trigger: str, base: str, beneficiary: str) -> Formula:
    if mark.rate is not None:
        return _rate_formula(text, mark, mark.rate, giving, trigger, base)
    if mark.high_fen is not None:
        return Formula(FormulaType.UPTO)
    counted = COUNTED.search(f"{trigger}{giving}")
    item = mark.item or (counted["item"] if counted else "")
    step = STEP.search(giving) or STEP.search(trigger[-24:])
    if step:
        return Formula(FormulaType.PER_ITEM, amount_fen=mark.low_fen, item=step[0])
    if item and item != "次" and (counted or not _is_party(item, beneficiary)):
        return Formula(FormulaType.PER_ITEM, amount_fen=mark.low_fen, item=item)
    return Formula(FormulaType.FIXED, amount_fen=mark.low_fen)


def _is_party(item: str, beneficiary: str) -> bool:
    """每家企业 is who is given, 每件专利 what is counted; 每人 is who is given where people are."""
    if item[:1] in "人名位":
        return PEOPLE.search(beneficiary) is not None
    return item[:1] in "家户" or re.match(r"个?(?:企业|单位|机构|团队|项目|平台|公司)", item) is not None


def _rate_formula(text: str, mark: Mark, rate: Fraction, giving: str, trigger: str, previous: str) -> Formula:
    """按…的N%: a match where another government's grant is the base, else a share."""
    base = BASE_TAIL.sub("", BASE_LEAD.sub("", giving)).lstrip("其该").removeprefix("不超过").removeprefix("最高")
    behind = text[mark.end : mark.end + 24]
    if (
        len(base) < 2
        or PARTY.fullmatch(base)
        or re.fullmatch(rf"(?:{either(GIVE)}|标准|比例|提高|至|到|一次性|每年|分别|[\w]{{0,3}}年)+", base)
    ):
        base = previous or _base_before(text, mark, trigger)
    matched = re.match(r"[^，。；]{0,4}[，,]?[^，。；]{0,10}配套", behind) is not None
    is_match = (matched and not re.search(r"投资|费用|收入|利息|贷款|自筹", base)) or _is_granted(base)
    return Formula(FormulaType.MATCH if is_match else FormulaType.SHARE, base=base, rate=rate)


def _is_granted(base: str) -> bool:
    if re.search(
        r"研发(?:经费|费用|投入)(?!.*(?:补助|后补助|奖补))|贷款|利息|投资|租金|保费|合同|交易|成交|收入|贡献", base
    ) and not re.search(r"(?:补助|奖补|补贴|资助|配套|奖励)(?:额度|金额|总额|资金|标准|总资金)*$", base):
        return False
    return GRANTED.search(base) is not None or GRANT_NOUN.search(base) is not None


def _base_before(text: str, mark: Mark, trigger: str) -> str:
    """Where the giving names no base (给予100%的资金配套), the thing that triggers it is the base."""
    behind = re.match(r"的?(?P<noun>[^，。；、\d]{2,16}?)(?:给予|予以|[，。；]|$)", text[mark.end : mark.end + 24])
    noun = behind["noun"] if behind and not re.search(rf"{either(GIVE)}|标准|比例", behind["noun"].removesuffix("配套")) else ""
    last = re.split(r"[，,]", trigger)[-1]
    if noun.endswith("配套") or not noun:
        return f"{last}资金" if not re.search(r"(?:资金|额|费|金|入|用|息)$", last) else last
    return noun
