"""Printed numbers at the head of a paragraph: 第七条, 一、, （一）, 1., (1), ①, 一是, 1.1; which open a clause is told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from luoshi.policy.nodes import ClauseKind
from luoshi.source import Span
from luoshi.values.numerals import parse_chinese

CHINESE = "一二三四五六七八九十百零〇两"
CIRCLED = (
    {chr(0x2460 + i): i + 1 for i in range(20)} | {chr(0x3251 + i): i + 21 for i in range(15)} | {chr(0x2776 + i): i + 1 for i in range(10)}
)
# Signs that hold a whole number; each is read as its longer form.
SINGLE = (
    {chr(0x2474 + i): ("subpoint", i + 1, f"({i + 1})") for i in range(20)}
    | {chr(0x2488 + i): ("point", i + 1, str(i + 1)) for i in range(20)}
    | {chr(0x3220 + i): ("subitem", i + 1, f"({'一二三四五六七八九十'[i]})") for i in range(10)}
)
HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
# What follows a figure in a quantity, never in a heading: `1.5亿元`, `3.5%`.
MEASURE = "0-9.％%‰亿万千百个倍元家人户亩公吨名项件米平克度岁年月日天级层类至~—～-"


class Style(StrEnum):
    """How a number is printed."""

    PART = "part"  # 第一编, 第一部分
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    ITEM = "item"  # 一、
    SUBITEM = "subitem"  # （一）
    POINT = "point"  # 1.
    SUBPOINT = "subpoint"  # (1)
    HALF = "half"  # 1)
    MARK = "mark"  # ①
    STEP = "step"  # 一是
    DECIMAL1 = "decimal1"  # 1 总则
    DECIMAL2 = "decimal2"  # 1.1
    DECIMAL3 = "decimal3"
    DECIMAL4 = "decimal4"


KINDS = {
    Style.PART: ClauseKind.PART,
    Style.CHAPTER: ClauseKind.CHAPTER,
    Style.SECTION: ClauseKind.SECTION,
    Style.ARTICLE: ClauseKind.ARTICLE,
    Style.ITEM: ClauseKind.ITEM,
    Style.SUBITEM: ClauseKind.SUBITEM,
    Style.POINT: ClauseKind.POINT,
    Style.SUBPOINT: ClauseKind.SUBPOINT,
    Style.HALF: ClauseKind.SUBPOINT,
    Style.MARK: ClauseKind.MARK,
    Style.STEP: ClauseKind.STEP,
    Style.DECIMAL1: ClauseKind.ITEM,
    Style.DECIMAL2: ClauseKind.SUBITEM,
    Style.DECIMAL3: ClauseKind.POINT,
    Style.DECIMAL4: ClauseKind.SUBPOINT,
}
DECIMALS = (Style.DECIMAL1, Style.DECIMAL2, Style.DECIMAL3, Style.DECIMAL4)
UNITS = {"编": Style.PART, "篇": Style.PART, "部分": Style.PART, "章": Style.CHAPTER, "节": Style.SECTION, "条": Style.ARTICLE}


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number at the head of a paragraph.

    Attributes:
        style: How it is printed.
        value: What it counts, from 1 on; of `1.2.3` the last figure.
        label: Its element in a path: `二`, `(一)`, `第七条`.
        span: The number with the sign behind it, `一、` or `（一）`.
        after: Where the words behind it begin.
        above: Of a decimal number the figures before the last, of `1.2.3` (1, 2).
        misprint: True where the ladder read the number in another style than printed.
    """

    style: Style
    value: int
    label: str
    span: Span
    after: int
    above: tuple[int, ...] = ()
    misprint: bool = False

    def read_as(self, style: Style) -> Mark:
        """Return the mark as a misprint of another style; the label stays as printed."""
        return replace(self, style=style, misprint=True)


NUMERAL = rf"(?:[{CHINESE}]{{1,6}}|\d{{1,3}})"
PATTERN = re.compile(
    rf"""\s*(?:
      第\s*(?P<ordinal>{NUMERAL})\s*(?P<unit>编|篇|部分|章|节|条)(?P<extra>之[一二三四五六七八九十])?[、.．:：]?
    | (?P<item>[{CHINESE}]{{1,4}})\s*[、.．﹒]
    | [（(﹙]\s*(?P<subitem>[{CHINESE}]{{1,4}})\s*[）)﹚][、.．]?
    | [（(﹙]\s*(?P<subpoint>\d{{1,3}})\s*[）)﹚][、.．]?
    | (?P<single>[{"".join(SINGLE)}])
    | (?P<circled>[{"".join(CIRCLED)}])
    | (?P<bare>[{CHINESE}]{{1,3}})\s*[）)]
    | (?P<half>\d{{1,2}})\s*[）)]
    | (?P<pointed>\d{{1,3}})\s*[.．﹒、](?=(?:19|20)\d\d\s*年|[3456][GD]|\d\+\d|[1-9]\d?大|\d{{3,}}[^\d亿])
    | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?![{MEASURE}])[、.．]?(?=\s*[^\s\d])
    | (?P<point>\d{{1,3}})\s*[.．﹒、·。](?!\d|[,，])
    | (?P<plain>\d{{1,2}})(?=\s*[\u4e00-\u9fff])
    | (?P<step>[{CHINESE}]{{1,3}})[是要](?!否|的)
    )\s*""",
    re.VERBOSE,
)
# A number of this style is no heading when these words follow it: 第三条规定的, 一、二类, （一）项.
REFERENCE = re.compile(
    rf"\s*(?:[、至和及与或到]\s*第|第\s*{NUMERAL}\s*[款项条]|(?:中|所|的)?(?:规定|所列|所称|所指)的|[、至和及与]\s*[（(]|款(?!项)|项(?!目)|生产线)"
)
LISTING = re.compile(rf"[{CHINESE}\d]{{1,3}}(?:[、，]\s*[{CHINESE}\d]|[类级线等]|产业)")


def find_mark(chars: str, start: int, end: int) -> Mark | None:
    """Read the number at the head of the paragraph `chars[start:end]`, or return None where there is none."""
    found = PATTERN.match(chars, start, end)
    if found is None:
        return None
    name = found.lastgroup
    if name == "extra":
        name = "unit"
    mark = MAKERS[name or ""](found)
    return None if mark is None or _is_reference(mark, chars, end) else mark


def _is_reference(mark: Mark, chars: str, end: int) -> bool:
    """Say whether the number names another clause or counts things: 第三条规定的…, 一、二、三类…"""
    if mark.style in (Style.ITEM, Style.POINT) and chars[mark.span.end - 1] == "、" and LISTING.match(chars, mark.after, end):
        return True
    if mark.style is Style.PART and chars[mark.after : mark.after + 1] in ("是", "为", "，", ","):
        return True
    return mark.style in (Style.ARTICLE, Style.CHAPTER, Style.SECTION, Style.SUBITEM, Style.SUBPOINT, Style.PART) and bool(
        REFERENCE.match(chars, mark.after, end)
    )


@lru_cache(maxsize=4096)
def number_value(numeral: str) -> int:
    """Read `十二` or `12`; 0 where the characters make no number, such as `百零`."""
    if numeral.isdigit():
        return int(numeral)
    try:
        return int(parse_chinese(numeral))
    except ValueError:
        return 0


def print_number(style: Style, value: int) -> str:
    """Print a number as its style has it: `（二）`, `2.`, `第二条`."""
    chinese = _print_chinese(value)
    ordinals = {named: unit for unit, named in UNITS.items() if unit not in ("篇", "部分")}
    if style in ordinals:
        return f"第{chinese}{ordinals[style]}"
    circled = next((sign for sign, number in CIRCLED.items() if number == value), str(value))
    forms = {Style.ITEM: f"{chinese}、", Style.SUBITEM: f"（{chinese}）", Style.POINT: f"{value}.", Style.SUBPOINT: f"（{value}）"}
    return (forms | {Style.HALF: f"{value}）", Style.MARK: circled, Style.STEP: f"{chinese}是"}).get(style, str(value))


def _print_chinese(value: int) -> str:
    """Print a number up to 999 as headings do: 十二, 二十, 一百零五."""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100 % 10, value // 10 % 10, value % 10
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


def _made(found: re.Match[str], style: Style, numeral: str, label: str) -> Mark | None:
    value, label = number_value(numeral), label.translate(HALF_WIDTH)
    blank = len(found[0]) - len(found[0].lstrip())
    span = Span(found.start() + blank, found.start() + len(found[0].rstrip()))
    return Mark(style, value, label, span, found.end()) if value else None


def _ordinal(found: re.Match[str]) -> Mark | None:
    numeral, unit, extra = found["ordinal"], found["unit"], found["extra"] or ""
    return _made(found, UNITS[unit], numeral, f"第{numeral}{unit}{extra}")


def _single(found: re.Match[str]) -> Mark | None:
    style, value, label = SINGLE[found["single"]]
    return _made(found, Style(style), str(value), label)


def _decimal(found: re.Match[str]) -> Mark | None:
    figures = [int(figure) for figure in re.split("[.．]", found["decimal"])]
    mark = _made(found, DECIMALS[len(figures) - 1], str(figures[-1]), ".".join(map(str, figures)))
    return replace(mark, above=tuple(figures[:-1])) if mark else None


MAKERS: dict[str, Callable[[re.Match[str]], Mark | None]] = {
    "unit": _ordinal,
    "item": lambda found: _made(found, Style.ITEM, found["item"], found["item"]),
    "subitem": lambda found: _made(found, Style.SUBITEM, found["subitem"], f"({found['subitem']})"),
    "subpoint": lambda found: _made(found, Style.SUBPOINT, found["subpoint"], f"({found['subpoint']})"),
    "single": _single,
    "circled": lambda found: _made(found, Style.MARK, str(CIRCLED[found["circled"]]), found["circled"]),
    "bare": lambda found: _made(found, Style.SUBITEM, found["bare"], f"({found['bare']})"),
    "half": lambda found: _made(found, Style.HALF, found["half"], f"{found['half']})"),
    "decimal": _decimal,
    "point": lambda found: _made(found, Style.POINT, found["point"], found["point"]),
    "pointed": lambda found: _made(found, Style.POINT, found["pointed"], found["pointed"]),
    "plain": lambda found: _made(found, Style.DECIMAL1, found["plain"], found["plain"]),
    "step": lambda found: _made(found, Style.STEP, found["step"], found["step"]),
}
