"""Who signs and when: names of bodies that issue documents, dates as they stand under a document."""

from __future__ import annotations

import re
from datetime import date

from luoshi.values.numerals import parse_number

NUMERALS = "〇零○OＯ一二三四五六七八九十"
DATE = re.compile(
    rf"(?P<year>(?:19|20)\d\d|[二一][{NUMERALS}]{{3}})\s*年\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月"
    rf"\s*(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日"
)
DASHED = re.compile(r"(?P<year>(?:19|20)\d\d)\s*[-/.．]\s*(?P<month>\d{1,2})\s*[-/.．]\s*(?P<day>\d{1,2})(?!\d)")
DATE_LINE = re.compile(rf"[（(]?\s*{DATE.pattern}\s*(?:印发|公布|发布)?\s*[）)]?")
# The word on which the name of a body that issues documents ends; the name before it is not looked at.
ISSUER = re.compile(
    r"[^，。；：、！？《》“”（）(),;:\d]{2,36}?(?:政府|办公室|办公厅|委员会|管委会|委|局|厅|部|院|署|中心|领导小组|指挥部|联席会议|党组|工委|人大|政协"
    r"|总工会|联合会|协会|银行|分行|支行|公司|集团|大学|学院|管理处|办事处)(?:[（(][^）)]{1,12}[）)])?"
)
AFTER_DATE = re.compile(
    r"[（(](?:此件|本件|联系|信息公开|主动公开|公开|依申请)[^）)]*[）)]|此件.{0,6}公开|抄\s*送|主题词|[^。]{0,40}\d\s*日\s*印发|(?:共印|印)\s*\d+\s*份"
)


def is_issuer(words: str) -> bool:
    """Say whether a line is nothing but the name of a body that can issue a document."""
    return ISSUER.fullmatch(words) is not None


def read_date(words: str) -> str:
    """Return the first date in the words as `2023-04-29`, empty where there is none or no such day."""
    found = DATE.search(words) or DASHED.search(words)
    if found is None:
        return ""
    try:
        year, month, day = (int(parse_number(re.sub("[零○OＯ]", "〇", found[part]))) for part in ("year", "month", "day"))
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
