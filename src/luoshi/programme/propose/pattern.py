"""Which matters a reward is for, by the general words of such documents: 首次认定的…, 整体迁入的…, 获得…一等奖.

Only what is plain is proposed; where the subject is no title that an office gives, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from luoshi.facts.vocabulary import LEVELS, choice_of
from luoshi.programme.rules import Pattern

_NEW = r"(?:首次|初次|当年新?|新)"
LONGEST_SUBJECT = 24
MOST_SUBJECTS = 6
LEVEL_WORD = r"(?:国家|全国|自治区|省|盟市|市|盟|旗县|旗|县|区)"
LEVEL = re.compile(rf"{LEVEL_WORD}级(?:以上)?(?:[、和及或]{LEVEL_WORD}级?)*(?:以上)?|{LEVEL_WORD}(?:级?[、和及或]{LEVEL_WORD}级?)+")
ONE_LEVEL = re.compile(LEVEL_WORD)
SUBJECT = r"(?P<subject>[^，。；：]{2,60})"
# What an office names, recognises or keeps a list of ends like this.
TITLE = re.compile(
    r"(?:企业|中心|实验室|孵化器|加速器|空间|平台|机构|基地|工作室|工作站|站|联合体|联盟|示范区|园区|人才|团队|博士|硕士|项目|计划|专项"
    r"|装备|产品|材料|软件|工厂|车间|单位|品牌|商标|标准|认证|体系|库|院|所|社|服务商)(?:（[^）]*）)?$"
)
SIZES_AND_SORTS = re.compile(
    r"^(?:中小微?|小微|大型)|规模以[上下]|规[上下]|工业|民营|本地|我[市县区旗省]|辖区|区内|上述|优秀|优质|重点|符合条件的|的|类"
)
# Words for kinds of applicants and things, which nobody recognises as such.
GENERIC = frozenset("企业 单位 机构 项目 平台 团队 个人 人才 中心 基地 产品 专利 园区 载体 计划 联盟 科技型企业 科技企业".split())  # noqa: SIM905 - a list of words reads better
LEAD = re.compile(rf"^(?:{_NEW}(?:通过|认定|获批|备案|入选|评定)|首次|初次|通过)的?")
NO_TITLE = re.compile(r"^(?:一批|各类|若干|其他|有关|相关)|[等、]")
TAIL = re.compile(r"(?:称号|资格|资质|认定|名单|建设|的(?:企业|单位|机构|项目|团队|个人|平台))+$")
JOINT = re.compile(r"、|以及|和|及|或")

FIRST, RENEWAL = ["first"], ["renewal"]


def pattern_of(trigger: str, beneficiary: str) -> Pattern | None:
    """Return the pattern of matters that the words plainly mean, or None."""
    return next((pattern for rule in RULES for pattern in rule(trigger, beneficiary)), None)


# --- subjects and levels ----------------------------------------------------------------------------------------------------------


def levels_in(words: str) -> list[str]:
    """Return the levels that words like 国家级、自治区级 or 市级以上 name, the highest first."""
    found = {
        choice.name
        for word in ONE_LEVEL.findall(words)
        if (choice := choice_of(LEVELS, word)) or (choice := choice_of(LEVELS, f"{word}级"))
    }
    order = [level.name for level in LEVELS]
    if "以上" in words and len(found) == 1:
        return order[: order.index(found.pop()) + 1]
    return [name for name in order if name in found]


def _titled(kind: str, words: str, occurrence: list[str] | None = None, grade: str | None = None) -> Iterator[Pattern]:
    """Yield a pattern whose subjects stand in the words, with the level before them; nothing where they are no titles."""
    # What describes the thing stands before 的: 连续两年入库的….
    words = TAIL.sub("", LEAD.sub("", words.strip())).rsplit("的", 1)[-1]
    level = LEVEL.match(words)
    levels = level.group() if level else ""
    parts = [part for part in JOINT.split(words[len(levels) :]) if part]
    if not 1 <= len(parts) <= MOST_SUBJECTS or not all(is_title(_bare(part)) for part in parts):
        parts = [words[len(levels) :]]
    if is_title(_bare(parts[0])):
        named = levels_in("、".join([levels, *(found.group() for part in parts if (found := LEVEL.match(part)))]))
        subjects = list(dict.fromkeys(map(_bare, parts)))
        yield Pattern(kind=[kind], subject=subjects, level=named or None, occurrence=occurrence, grade=[grade] if grade else None)


def _bare(words: str) -> str:
    """Leave out the level."""
    found = LEVEL.match(words)
    return words[found.end() :] if found else words


def is_title(words: str) -> bool:
    """Say whether words name something that an office recognises, and not just 企业 or 规模以上工业企业."""
    if not 2 <= len(words) <= LONGEST_SUBJECT or NO_TITLE.search(words) or not TITLE.search(words):
        return False
    return SIZES_AND_SORTS.sub("", words) not in GENERIC | {""}


# --- rules ------------------------------------------------------------------------------------------------------------------------

_RELOCATED = re.compile(rf"(?:整体)?(?:迁入|搬迁至?|迁至|落户)[^，。；的]{{0,12}}(?:且在有效期内)?的{SUBJECT}")
_RENEWED = re.compile(rf"(?:通过|后)?(?:复审|复核|重新认定)(?:合格|通过)?的{SUBJECT}")
_RENEWED_ALONE = re.compile(r"(?:复审|复核|重新认定)(?:合格|通过)?$")
_ACT = r"(?:被)?(?:通过)?(?:认定|获批|获评|备案|评价入库|入库|入选|批准建设|批复备案|评定)(?:（[^）]{1,6}）)?(?:建设)?"
_RECOGNISED = re.compile(rf"{_NEW}{_ACT}(?:为|的)?{SUBJECT}")
_CERTIFIED = re.compile(r"(?P<new>首次|新)?(?:通过|获得|取得)(?P<subject>[^，。；的]{2,30}?(?:认定|认证))(?:的|$)")
_AWARDED = re.compile(
    r"(?:在(?P<contest>[^，。；]{2,30}?)中)?(?:获得?|荣获)(?P<name>[^，。；、]{0,20}?)(?P<grade>[特一二三]等奖|金奖|银奖|铜奖|优秀奖|优胜奖)"
)
_APPRAISED = re.compile(r"(?:绩效评价|绩效考核|考核评价|绩效考评|考核|考评|评估)(?:结果)?(?:为)?(?P<grade>优秀|良好|合格)的" + SUBJECT)
_BOARD = re.compile(r"主板|科创板|创业板|中小板|北交所|新三板|股权交易(?:市场|中心)|股份转让系统")
_STEP_OF_LISTING = re.compile(
    r"(?:上市|挂牌|首发)?(?:申请|申报|辅导|材料)[^，。；、的]{0,10}?(?:获得?受理|受理|备案|验收|通过审核|审核通过|过会|获批|核准|注册)|股份制改造|股改"
)
_STATISTICS = re.compile(
    r"(?:首次|新增?)(?:并)?(?:纳入|升规|入统|进入)[^，。；]{0,12}?(?:统计|入统|纳统|规模以上)|首次升规|新入统|升规纳统|升规入统"
)
_PATENT = re.compile(r"(?P<subject>PCT(?:国际)?专利|(?:高价值)?发明专利|实用新型专利|外观设计专利)")
_LOAN = re.compile(r"(?:获得|取得)[^，。；]{0,12}?(?P<subject>(?:科技|知识产权质押|专利权?质押|信用)?(?:信贷|贷款|融资))")
_VENTURE = re.compile(r"获得?[^，。；]{0,8}(?P<subject>风险投资|创业投资|创投基金投资|股权投资)")
_PROJECT = re.compile(r"(?:牵头)?(?:承担|实施|获得|申报)(?:的)?(?P<subject>[^，。；的]{2,30}?(?:计划项目|专项项目|项目|计划|专项))")
_INTRODUCED = re.compile(rf"引进的{SUBJECT}")
_BUILT = re.compile(r"(?:建设|建立|组建|设立|新建)(?:的)?(?P<subject>[^，。；的]{2,24})$")


def _relocation(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    if found := _RELOCATED.search(trigger):
        yield from _titled("relocation", found["subject"])


def _renewal(trigger: str, beneficiary: str) -> Iterator[Pattern]:
    if found := _RENEWED.search(trigger):
        yield from _titled("recognition", found["subject"], RENEWAL)
    elif _RENEWED_ALONE.search(trigger):
        yield from _titled("recognition", beneficiary, RENEWAL)


def _recognition(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    if found := _RECOGNISED.search(trigger):
        yield from _titled("recognition", found["subject"], FIRST)


def _certification(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    if found := _CERTIFIED.search(trigger):
        yield from _titled("recognition", found["subject"], FIRST if found["new"] else None)


def _award(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    """A prize is named by its contest or by itself; without either it could be any."""
    found = _AWARDED.search(trigger)
    name = (found["contest"] or found["name"]).removesuffix("的") if found else ""
    if found and len(name) >= 2:
        level = LEVEL.match(name)
        subject = name[level.end() :] if level else name
        levels = levels_in(level.group()) if level else None
        yield Pattern(kind=["award"], subject=[subject or name], level=levels or None, grade=[found["grade"]])


def _appraisal(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    if found := _APPRAISED.search(trigger):
        yield from _titled("appraisal", found["subject"], grade=found["grade"])


def _listing(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    """A step on the way (主板上市申请获得受理) is a stage, in the words of the text: it is not yet the listing."""
    boards = list(dict.fromkeys(_BOARD.findall(trigger)))
    if boards and ("上市" in trigger or "挂牌" in trigger):
        word = "上市" if "上市" in trigger else "挂牌"
        step = _STEP_OF_LISTING.search(trigger)
        yield Pattern(kind=["listing"], subject=[f"{board}{word}" for board in boards], stage=[step.group()] if step else None)


def _statistics(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    if _STATISTICS.search(trigger):
        yield Pattern(kind=["statistics"], subject=["纳入统计"], occurrence=FIRST)


def _patent(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
    found = _PATENT.search(trigger)
    if found and not re.search(r"奖|质押|贷款|代理|产业化|转化|融资", trigger):
        yield Pattern(kind=["patent"], subject=[found["subject"]])


def _by_subject(kind: str, words: re.Pattern[str]) -> Callable[[str, str], Iterator[Pattern]]:
    def rule(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
        if found := words.search(trigger):
            yield Pattern(kind=[kind], subject=[found["subject"]])

    return rule


def _by_title(kind: str, words: re.Pattern[str]) -> Callable[[str, str], Iterator[Pattern]]:
    def rule(trigger: str, _beneficiary: str) -> Iterator[Pattern]:
        if found := words.search(trigger):
            yield from _titled(kind, found["subject"])

    return rule


# The first that says something; the more particular come first.
RULES: tuple[Callable[[str, str], Iterator[Pattern]], ...] = (
    _relocation,
    _award,
    _statistics,
    _listing,
    _appraisal,
    _renewal,
    _recognition,
    _certification,
    _by_subject("financing", _LOAN),
    _by_subject("investment", _VENTURE),
    _patent,
    _by_title("project", _PROJECT),
    _by_title("introduction", _INTRODUCED),
    _by_title("construction", _BUILT),
)
