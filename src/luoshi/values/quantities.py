"""Quantities of Chinese prose: a number or range with its unit, as printed (4000万元, 1—3名, 2.5%, 三分之一, 20000件)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from luoshi.values.numerals import ARABIC, CHINESE, FRACTION, parse_fraction, parse_number


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


# Measure words a policy counts in. Longest first in the pattern; one character alone only where it is a measure word beyond doubt.
COUNTERS = _words(
    "架次 列次 趟次 人年 人·年 人月 人次 场次 户次 家次 批次 项次 车次 班次 门次 件次 人天 课时 学时 学分 标准箱 标箱 标准台 床位 车位 "
    "机位 泊位 席 "
    "家 个 项 件 人 名 位 户 户数 次 场 期 台 套 台套 台（套） 台(套) 辆 座 处 所 种 类 条 支 只 篇 部 册 门 例 宗 笔 间 列 栋 幢 头 "
    "匹 羽 尾 株 棵 盏 "
    "张 份 款 颗 艘 架 组 对 根 片 团 队 届 轮 班 卷 枚 把 口 眼 站 点 村 镇 校 "
    "机架 标准机架 节点 兆 核 卡时 条线 个/年"
)
MEASURES = _words(
    "亩 公顷 平方公里 平方千米 平方米 立方米 ㎡ m² km² 公里 千米 米 毫米 厘米 吨 公斤 千克 克 吨标准煤 吨标煤 标准煤 标煤 千瓦时 千瓦 "
    "兆瓦 吉瓦 "
    "瓦 度 升 毫升 斤 kW kWh MW MWh GW GWh TWh KW P PFLOPS EFLOPS Gbps Mbps TB PB GB TEU 摄氏度 微克/立方米 克/千瓦时"
)
SHARES = ("个百分点", "百分点", "%", "‰", "倍", "成")
MONEY_UNITS = ("元", "美元", "人民币")
# What the unit of a time is: kept apart, since a stretch of time is never counted as a result.
TIME_UNITS = (
    "个工作日",
    "工作日",
    "个自然日",
    "自然日",
    "个交易日",
    "小时",
    "分钟",
    "秒",
    "个月",
    "个季度",
    "周岁",
    "年",
    "月",
    "日",
    "天",
    "周",
    "岁",
    "时",
)


def _alternatives(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


SCALE = r"[十百千]?[万亿]|[百千](?=[万亿元家个项件人名户亩吨台套])"
# （套） of 台（套） belongs to the unit.
BRACKETED = r"(?:（[套间次个户人台项件处座]）|\([套间次个户人台项件处座]\))?"
UNIT = rf"(?:(?:{_alternatives([*COUNTERS, *MEASURES, *SHARES, *MONEY_UNITS, *TIME_UNITS])}){BRACKETED})"
# 75分 of an index; 4分之3, 分3年, 5分钟 and 2分公司 are something else.
POINTS = r"分(?=[以，,。；;、（(的）)]|左右|$)"
DASH = r"[—–―－\-~～至到]{1,2}"
QUANTITY = re.compile(
    rf"(?P<fraction>{FRACTION})"
    rf"|(?P<low>{ARABIC})(?P<lowunit>{SCALE})?(?:(?P<lowname>{UNIT})?(?P<dash>{DASH})(?P<high>{ARABIC})(?P<scale>{SCALE})?|)"
    rf"(?P<more>余|多)?(?P<unit>{UNIT}|{POINTS})?"
    rf"|(?P<chinese>{CHINESE})(?:至(?P<chinese_high>{CHINESE}))?(?P<chinese_scale>[万亿])?(?P<chinese_unit>{UNIT})"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, found at `start`..`end` of a string.

    Attributes:
        low: The number, or the lower end of a range, in `unit`.
        high: The upper end, or None.
        unit: As printed, scale included: `万元`, `亿元`, `家`, `%`; empty where the text prints none.
        is_chinese: Written in Chinese numerals (三家), which also serve in idioms.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    unit: str
    is_chinese: bool = False

    @property
    def counter(self) -> str:
        """The unit without its scale: `元` of `万元`."""
        return self.unit.lstrip("十百千万亿")

    @property
    def is_money(self) -> bool:
        """Say whether it is an amount of money; `10万` before 奖补 is judged by the grammar, not here."""
        return self.counter in MONEY_UNITS

    @property
    def is_time(self) -> bool:
        """Say whether it is a date or a stretch of time."""
        return self.unit in TIME_UNITS

    @property
    def is_share(self) -> bool:
        """Say whether it is a percentage, a fraction or a multiple."""
        return self.unit in SHARES


def percent_of(fraction: Fraction) -> Decimal:
    """Return a fraction as a percentage with two decimals, half up: 1/3 is 33.33."""
    return Decimal((fraction * 10000 + Fraction(1, 2)).__floor__()) / 100


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a sentence from left to right; they never overlap."""
    for found in QUANTITY.finditer(text):
        quantity = _of_match(found, text)
        if quantity is not None:
            yield quantity


def _of_match(found: re.Match[str], text: str) -> Quantity | None:
    start, end = found.span()
    if found["fraction"]:
        return _of_fraction(found, start, end)
    if found["chinese"]:
        return _of_chinese(found, start, end)
    if start and (text[start - 1].isascii() and text[start - 1].isalpha()) and not found["unit"]:
        return None  # a name such as R2 or P3
    unit = (found["scale"] or found["lowunit"] or "") + (found["unit"] or (found["lowname"] if not found["high"] else "") or "")
    low, high = parse_number(found["low"]), parse_number(found["high"]) if found["high"] else None
    if high is not None and found["lowunit"] and not found["scale"] and not found["unit"]:
        unit = found["lowunit"] + (found["lowname"] or "")
    if high is not None and found["lowunit"] and found["lowunit"] != found["scale"]:
        low = parse_number(found["low"] + found["lowunit"]) / (parse_number("1" + found["scale"]) if found["scale"] else 1)
    return Quantity(start, end, low, high, unit)


def _of_fraction(found: re.Match[str], start: int, end: int) -> Quantity:
    return Quantity(start, end, percent_of(parse_fraction(found["fraction"])), None, "%", is_chinese=True)


def _of_chinese(found: re.Match[str], start: int, end: int) -> Quantity | None:
    try:
        low = parse_number(found["chinese"])
        high = parse_number(found["chinese_high"]) if found["chinese_high"] else None
    except ValueError:
        return None
    return Quantity(start, end, low, high, (found["chinese_scale"] or "") + found["chinese_unit"], is_chinese=True)


def share_units(text: str, quantities: Iterable[Quantity]) -> Iterator[Quantity]:
    """Give the unit of the last number of a list to the bare ones before it: 5、10、20万元; 分别达到1、5、20家."""
    pending: list[Quantity] = []
    for quantity in quantities:
        if pending and not re.fullmatch(r"[、，,和及与/／]", text[pending[-1].end : quantity.start]):
            yield from pending
            pending = []
        if not quantity.unit:
            pending.append(quantity)
            continue
        unit = "" if quantity.is_time else quantity.unit
        yield from (replace(q, unit=unit) for q in pending)
        pending = []
        yield quantity
    yield from pending
