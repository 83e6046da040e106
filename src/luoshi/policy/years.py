"""The years for which a document plans or holds, read from its title and from what it says of its own validity."""

from __future__ import annotations

import re
from datetime import date, timedelta

from luoshi.policy.signing import DATE, read_date
from luoshi.values.numerals import parse_number

YEAR = r"(?:19|20)\d\d"
RANGE = re.compile(rf"({YEAR})\s*年?\s*(?:[—–－\-~～至到]|——|--)\s*({YEAR})\s*年?")
FIVE_YEAR = re.compile(r"[“\"‘「](十[一二三四五六七八九])五[”\"’」]|(十[一二三四五六七八九])五(?=时期|期间|末|[\u4e00-\u9fff]{0,20}规划)")
FOR_YEARS = re.compile(r"(?<!\d)([一二两三四五六七八九十]|\d)\s*年(?:行动|攻坚|提升|计划|倍增|实施|滚动|工作)")
ONE_YEAR = re.compile(rf"({YEAR})\s*年")
FROM_DAY = re.compile(rf"自\s*(?P<when>{DATE.pattern}|(?:印发|发布|公布|颁布|下发)之日)\s*起\s*(?:施行|执行|实施|生效)?")
VALID_YEARS = re.compile(r"(?:有效期|实施期限?|执行期限?|试行期限?)\s*(?:限)?(?:为|至|暂定)?\s*([一二两三四五六七八九十\d]{1,2})\s*年")
VALID_UNTIL = re.compile(rf"(?:有效期(?:限)?(?:到|至|截至)|(?:施行|执行|实施|止)(?:到|至))\s*(?P<when>{DATE.pattern})")
TARGET_YEAR = re.compile(rf"到\s*({YEAR})\s*年")


def read_period(title: str, chars: str, issued_on: str) -> tuple[int, int] | None:
    """Return first and last year, or None where the document tells neither.

    The title goes first (（2022—2024年）, “十四五”, 三年行动 from the year of issue, 2025年), then the sentence on validity
    (自2019年3月1日起施行，有效期5年), then the first year of a target (到2025年) with the year of issue.
    """
    issued = int(issued_on[:4]) if issued_on else None
    return _of_title(title, issued) or _of_validity(chars, issued_on) or _of_targets(chars, issued)


def _of_title(title: str, issued: int | None) -> tuple[int, int] | None:
    printed = RANGE.search(title)
    if printed and int(printed[1]) <= int(printed[2]):
        return int(printed[1]), int(printed[2])
    plan = FIVE_YEAR.search(title)
    if plan:
        first = 1951 + 5 * int(parse_number(plan[1] or plan[2]))
        return first, first + 4
    years = FOR_YEARS.search(title)
    one = ONE_YEAR.search(title)
    start = int(one[1]) if one else issued
    if years and start:
        return start, start + int(parse_number(years[1])) - 1
    return (start, start) if one and start else None


def _of_validity(chars: str, issued_on: str) -> tuple[int, int] | None:
    """Read 自2019年3月1日起施行，有效期5年 near each other; a validity that begins on the day of issue needs that day."""
    for begin in FROM_DAY.finditer(chars):
        behind = chars[begin.end() : begin.end() + 60]
        first = read_date(begin["when"]) or issued_on
        until, years = VALID_UNTIL.search(behind), VALID_YEARS.search(behind)
        if first and until and read_date(until["when"]) >= first:
            return int(first[:4]), int(read_date(until["when"])[:4])
        if first and years:
            return int(first[:4]), _last_year(date.fromisoformat(first), int(parse_number(years[1])))
    return None


def _last_year(first: date, years: int) -> int:
    """Return the year of the last day of so many years from a day on: from 1 January 2017 five years end in 2021."""
    day_before = first - timedelta(days=1)
    return day_before.year + years


def _of_targets(chars: str, issued: int | None) -> tuple[int, int] | None:
    target = TARGET_YEAR.search(chars)
    return (issued, int(target[1])) if issued and target and int(target[1]) >= issued else None
