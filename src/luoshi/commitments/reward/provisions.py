"""A sentence cut into provisions: what is given to whom for what, each with its sums, rates and caps."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.commitments.lexicon import either
from luoshi.commitments.reward.marks import Mark, Role
from luoshi.commitments.reward.vocabulary import GIVE

# A new matter begins here once the one before has been given something.
# A colon between digits is part of a rate (1:1).
BREAK = re.compile(r"[；;。\n]|(?<!\d)[：:]|[：:](?!\d)")
NEW_MATTER = re.compile(
    r"[，,](?=(?:其中|同时|另|此外|并)?(?:对(?!接|口|外|标|其(?!他|余|它)|该|上述|此)|凡|给予对)|并(?:自|从|按|连续|每年|于))"
)
# …，技术吸纳方按1%给予…: another party gets its own.
NEW_PARTY = re.compile(
    r"[，,](?=(?!对|该|其|此|最高|单个|单项|单户|每|累计|再|并|总额|期限|额外|给予|一次性|分|按|同一|其余|最多|不超过|但|原则|连续|补贴|奖励|补助|资助|年度|标准|且|第|前|后)"
    r"[\u4e00-\u9fffA-Z、“”]{2,24}?(?:分别)?(?:按照?[^，。；、]{0,24}?\d|给予|予以|(?:奖励|补助|补贴|资助)\d)"
    # …，年研发支出超过5000万元的企业奖励100万元: the party stands behind its own condition.
    r"|(?!对|其|单|每|累计|最高|总额|同一)[^，。；、]{4,24}的[^，。；、\d的]{0,8}(?:企业|机构|单位|团队|个人|人才|院所|高校|平台|中心)(?:按照?|给予|予以|奖励|补助|补贴|资助))"
)
# The giving begins with one of these; all before is the trigger.
OPERATOR = re.compile(
    r"(?:可?(?:再|另|另外|额外|均|也|则|将|由[^，。；]{2,12})?(?:一次性|分别|连续[^，。；]{1,6}年|每年|按年度?|分[^，。；]{1,4}年|按照?(?!规定|要求|期|时|程序|国家规定)|依照|参照|给予|予以|单个[^，。；\d]{0,8}(?:最高|不超过)|每[家个户名位人项件亩][^，。；\d]{0,8}(?:给予|奖励|补助|补贴|资助|最高|不超过)|最高|不超过|给(?!予)))"
)
# No giving begins farther before its sum than this; the bound keeps endless sentences linear.
FAR = 400
# 上市申请获得受理奖励150万元, 建成投入使用奖励50万元, 研发投入100万元以上的: what is reached, not yet what is given.
REACHED = r"获得(?:受理|批准|核准|批复|注册|通过|审核)|投入(?:使用|运营|运行|生产|市场)|(?<=研发)投入"
WEAK_OPERATOR = re.compile(rf"(?!{REACHED})(?:{either(GIVE)})(?=[^，。；]{{0,20}}$)")
CAP_STATEMENT = re.compile(
    r"(?:单个|单项|单笔|单次|每个|每家|每户|每人|每项|每件|每名|每位|同一|一家|一个|同个|全年|每年|年度|累计|合计|总额|总计|两项|上述|以上|单位|企业|项目|机构|平台|团队|个人|最高|补贴|补助|奖励|资助|配套|支持|奖补|金额|额度|资金|经费|面积|原则上|不超过)"
)
SHARED_CAP = re.compile(r"累计|合计|总计|总额|两项|多项|上述|以上各|同一(?:企业|单位|主体)|各项|原则上")


@dataclass(slots=True)
class Provision:
    """One stretch of a sentence with what it gives.

    Attributes:
        start: Offset in the sentence.
        end: Offset behind it.
        grants: Sums and rates given, in order.
        caps: Limits.
        thresholds: Sums and rates that are conditions.
    """

    start: int
    end: int
    grants: list[Mark] = field(default_factory=list)
    caps: list[Mark] = field(default_factory=list)
    thresholds: list[Mark] = field(default_factory=list)


def cut_provisions(masked: str, marks: list[Mark], *, every_matter: bool = False) -> Iterator[Provision]:
    """Cut a sentence at semicolons and colons, and before 对… or another party where something has been given already.

    Args:
        masked: The sentence, quotes and brackets set aside.
        marks: Its sums and rates.
        every_matter: Cut before each 对…, whether or not something has been given.
    """
    given = [mark.start for mark in marks if mark.role is not Role.THRESHOLD]
    turns = {found.end() for found in (*NEW_MATTER.finditer(masked), *NEW_PARTY.finditer(masked))}
    opened = 0
    for end in sorted({found.end() for found in BREAK.finditer(masked)} | turns | {len(masked)}):
        if end in turns and not every_matter and bisect_left(given, opened) == bisect_left(given, end):
            continue  # nothing given yet: the words go on
        if masked[opened:end].strip("；;。：:，, \n"):
            yield _provision(opened, end, marks)
        opened = end


def _provision(start: int, end: int, marks: list[Mark]) -> Provision:
    provision = Provision(start, end)
    first, last = (bisect_left(marks, at, key=lambda mark: mark.start) for at in (start, end))
    kept = {Role.GRANT: provision.grants, Role.CAP: provision.caps, Role.THRESHOLD: provision.thresholds}
    for mark in marks[first:last]:
        kept[mark.role].append(mark)
    return provision


def operator_start(masked: str, start: int, mark: Mark) -> int:
    """Find where the giving of a sum begins, looking from `start`: the trigger ends there."""
    start = max(start, mark.start - FAR)
    words = masked[start : mark.start]
    comma = max(words.rfind("，"), words.rfind(","), words.rfind("、") if re.search(r"\d[^、]*、[^、]*$", words) else -1)
    segment_at = comma + 1
    found = OPERATOR.search(words, segment_at)
    if found is None:
        found = OPERATOR.search(words) if not words[segment_at:].strip() else None
    if found is not None:
        return start + found.start()
    weak = WEAK_OPERATOR.search(words[segment_at:])
    if weak is not None:
        return start + segment_at + weak.start()
    return start + (segment_at if segment_at and len(words) - segment_at <= 6 else len(words))
