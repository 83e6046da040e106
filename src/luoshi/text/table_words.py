"""The words over the columns of official tables, and what kinds of cells stand below them."""

from __future__ import annotations

import re
from enum import Enum

VALUE = "(?:目标|实际|完成|计划|预计|预期|基期|现状|规划|基础)"
NUMBERS = re.compile(
    rf"20\d\d ?年?(?:[（(]?{VALUE}(?:值|数)?[)）]?)|20\d\d ?年末?|{VALUE}(?:值|数)|目标|(?:年均|累计)?(?:增长|增速)(?:率|（%）)?|累计值?"
)
SERIAL = re.compile("序号|编号")
UNIT = re.compile("(?:计量)?单位")
WORDS = re.compile(
    "(?:主要|具体|考核|评价|[一二三]级)?指标(?:名称|类别|类型|属性|内容)?|(?:项目|任务|事项|政策|平台|企业)?名称|类别|类型|领域|属性|性质"
    "|(?:重点|主要|工作|具体)?(?:任务|事项|内容|措施|举措)|(?:工作|任务|建设|主要)(?:目标|内容)|项目|成果形式|进度安排"
    "|(?:牵头|责任|配合|参与|主管|协助|落实|实施|承担|主办|协办)(?:单位|部门|领导|人|主体)(?:（部门）)?|(?:分管|责任|包联)领导"
    "|(?:完成|办理|推进)?(?:时限|时间|期限)(?:要求|节点)?|时间节点|备注|说明"
)
NUMBER = re.compile(
    r"[\[［（(【]?(?:[≥≤＞＜><=±+\-—]|大于|小于|不低于|不少于|超过|约)?=? ?\d[\d.,，]* ?[\]］）)】]?"
    r"(?:[%％‰+]|万|亿)?(?:左右|以上|以下)?(?:[（(][^（()）]{1,8}[）)])?"
)
NONE = re.compile(r"[-—–－/*]{1,3}|无")
HEAD_ANYWHERE = re.compile("|".join(shape.pattern for shape in (NUMBERS, SERIAL, WORDS, UNIT)))
COUNT = re.compile(r"\d{1,3}")
LONGEST_UNIT = 8
LONGEST_CELL = 200


class Kind(Enum):
    """What cells stand in a column."""

    SERIAL = "serial"
    NUMBER = "number"
    UNIT = "unit"
    WORDS = "words"


def kind_of_head(words: str) -> Kind | None:
    """Say what stands below a head; None where it is not a word that one knows as a head."""
    words = words.replace(" ", "")
    kinds = ((SERIAL, Kind.SERIAL), (NUMBERS, Kind.NUMBER), (UNIT, Kind.UNIT), (WORDS, Kind.WORDS))
    return next((kind for shape, kind in kinds if shape.fullmatch(words)), None)


def is_number(words: str) -> bool:
    """Say whether a cell holds a number and nothing else; a year does not count, it may be a head."""
    return NUMBER.fullmatch(words) is not None


def fits(words: str, kind: Kind) -> bool:
    """Say whether a cell may stand in a column of this kind."""
    if kind is Kind.SERIAL:
        return COUNT.fullmatch(words) is not None
    if kind is Kind.NUMBER:
        return is_number(words) or NONE.fullmatch(words) is not None
    longest = LONGEST_UNIT if kind is Kind.UNIT else LONGEST_CELL
    return len(words) <= longest and not COUNT.fullmatch(words) and not is_number(words) and kind_of_head(words) is None
