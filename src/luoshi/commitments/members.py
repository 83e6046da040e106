"""分别-lists: A、B、C 分别给予 X、Y、Z, matched in order."""

from __future__ import annotations

import re

from luoshi.commitments.lexicon import either, words
from luoshi.values.numerals import parse_number

LEVELS = (
    "国家级|国家|部级|省部级|自治区级|自治区|省级|省|盟市级|市级|地市级|市|旗县级|县级|县区级|区级|县|区|旗|国际级|国际|世界级|院士级"
    "|[A-Ga-g]类|[A-Ga-g]级|[ABCD]档|[一二三四五六七八九]类|[一二三四五六]级|[一二三四五]档|[一二三四五]星级|特等|[一二三]等奖?|第[一二三四五]名|优秀|良好|合格|优良|金奖|银奖|铜奖|优秀奖"
    "|第[一二三四五]年|第[一二三四五]层次|第[一二三四五]梯队|博士(?!后)|硕士|本科|正高级?|副高级?|高级|中级|初级"
)
LEVEL = re.compile(rf"(?:{LEVELS})")
LEVEL_HEAD = re.compile(rf"^(?P<level>{LEVELS})(?P<rest>.*)$", re.S)
LEVEL_TAIL = re.compile(rf"^(?P<stem>.*?)(?P<level>{LEVELS})$", re.S)
# Where the words that all members share end, before the first member.
STEM_WORDS = words(
    "的 为 获得 获批 通过 入选 评为 认定 认定为 评定为 备案 列入 新增 引进 获 成为 升级为 达到 取得 制定 主导 主持 参与 承办 举办",
    "设立 建成 对 入 被评为 纳入 荣获 建设 牵头 承担 超过 突破 满 高于 不低于 不少于 首次达到",
)
STEM_END = re.compile(rf"^.*{either(STEM_WORDS)}(?=[^的])", re.S)
RANKS = re.compile(r"(?P<ranks>[特一二三四五A-F](?:[、和及][一二三四五A-F])+)(?P<word>等奖|等|类|级|档|星级|星)")
JOINED = re.compile(r"[、和及与或]|以及")


def split_members(text: str, count: int) -> list[str]:
    """Split the words before 分别 into `count` triggers, each made whole with what all share.

    Example: 初次认定为国家、省级企业技术中心 in two gives 初次认定为国家企业技术中心 and 初次认定为省级企业技术中心.
    Returns an empty list where the words do not hold that many members.
    """
    if (ranks := _ranks(text, count)) is not None:
        return ranks
    text = expand_ranks(text)
    for pattern in (r"、", r"、|以及|和|及", JOINED.pattern):
        parts = re.split(pattern, text)
        if len(parts) >= count:
            return _whole(parts, count)
    return []


def expand_ranks(text: str) -> str:
    """Give each rank its own word: 一、二、三等奖 is 一等奖、二等奖、三等奖, A、B、C类 is A类、B类、C类."""

    def each(found: re.Match[str]) -> str:
        return "、".join(f"{rank}{found['word']}" for rank in re.split(r"[、和及]", found["ranks"]))

    return RANKS.sub(each, text)


def _ranks(text: str, count: int) -> list[str] | None:
    """前三名 in three is 第一名, 第二名, 第三名."""
    found = re.search(r"前(?P<count>[二两三四五六七八九十]|\d)(?P<unit>名|位)(?:的)?", text)
    if found is None or parse_number(found["count"]) != count:
        return None
    return [f"{text[: found.start()]}第{'一二三四五六七八九十'[n]}{found['unit']}{text[found.end() :]}" for n in range(count)]


def own_level(intro: str, level: str) -> str | None:
    """Put one level in the place of a list of levels: 国家、省、市级科技计划项目 with 省级 is 省级科技计划项目; else None."""
    found = re.search(rf"(?:{LEVELS})(?:[、和及或](?:{LEVELS}))+", intro)
    return f"{intro[: found.start()]}{level}{intro[found.end() :]}" if found else None


def _whole(parts: list[str], count: int) -> list[str]:
    """Choose the last `count` of the parts, or the run of levels among them, and complete each."""
    at = _level_run(parts, count)
    if at is None:
        at = len(parts) - count
    before, members, behind = "、".join(parts[:at]), parts[at : at + count], parts[at + count :]
    first, last = members[0], members[-1]
    stem, head = _stem_of(first, members)
    tail = _tail_of(last) + ("、" + "、".join(behind) if behind else "")
    lead = f"{before}、" if before else ""
    whole = []
    for number, member in enumerate(members):
        own = head if number == 0 else member
        closing = tail if number < count - 1 and tail and not own.endswith(tail) and LEVEL.fullmatch(own) else ""
        closing = closing or ("、" + "、".join(behind) if behind and number == count - 1 else "")
        whole.append(f"{lead}{stem}{own}{closing}")
    return whole


def _level_run(parts: list[str], count: int) -> int | None:
    """Find where `count` neighbouring parts each name a level: …国家级、省级、市级…."""
    flags = [bool(LEVEL_TAIL.match(part) or LEVEL_HEAD.match(part)) for part in parts]
    for at in range(len(parts) - count, -1, -1):
        if all(flags[at : at + count]):
            return at
    return None


def stem_of(member: str) -> str:
    """Return the words at the head of a first member that all members share: 首次获评 of 首次获评国家级单项冠军; may be empty."""
    found = STEM_END.match(member)
    return found[0] if found else ""


def _stem_of(first: str, members: list[str]) -> tuple[str, str]:
    """Cut the first member into what all share and its own words."""
    tail = LEVEL_TAIL.match(first)
    if tail and all(LEVEL_HEAD.match(m) for m in members[1:]):
        return tail["stem"], tail["level"]
    stem = stem_of(first)
    return stem, first[len(stem) :]


def _tail_of(last: str) -> str:
    """What follows the level in the last member belongs to all: 省级[企业技术中心的企业]."""
    found = LEVEL_HEAD.match(last)
    return found["rest"] if found else ""
