"""Titles of tables: 表1, “十四五”时期…指标, 专栏2 …"""

from __future__ import annotations

import re

NUMBERED = re.compile(r"(?:附?[表图]|专栏)\s*(?:\d{1,2}(?:[-—.]\d{1,2})?|[一二三四五六七八九十]{1,2})\s*[:：.．、]?\s*[^。；，：]{0,40}")
NAMED = re.compile(r"[^。；，：]{2,40}(?:表|指标(?:体系)?|一览|台账)(?:[（(][^）)]{1,16}[）)])?")
LOOSE = re.compile(r"[^。；，：]{2,40}(?:清单|目录|情况|图)(?:[（(][^）)]{1,16}[）)])?")
UNIT_NOTE = re.compile(r"[（(]?(?:计量)?单位\s*[:：]\s*[^，。]{1,16}[）)]?")
TABLE_NUMBER = re.compile(r"附?表\s*(\d{1,2})")
# Ends on 表 or 指标 and is no title: 代表, 发表, 完成…指标.
NO_TITLE = re.compile(r"(?:代|发|外|仪|电|水|图|手|填|报)表$|^(?:完成|达到|实现|落实|分解|下达|制定|填写|见|详见)")


def is_caption(words: str, *, alone: bool = False) -> bool:
    """Say whether a line right above a table is its caption, or, with `alone`, whether it is nothing but a printed number such as 表1."""
    if alone:
        return re.fullmatch(r"(?:附?[表图]|专栏)\s*\d{1,2}(?:[-—.]\d{1,2})?", words) is not None
    return any(pattern.fullmatch(words) for pattern in (NUMBERED, NAMED, LOOSE, UNIT_NOTE))


def is_missing_table(words: str) -> bool:
    """Say whether a line that ends its clause is the title of a table which is not there."""
    return NO_TITLE.search(words) is None and any(pattern.fullmatch(words) for pattern in (NUMBERED, NAMED))


def table_number(words: str) -> str:
    """Return the printed number of a table, such as `3` of 表3, or nothing."""
    found = TABLE_NUMBER.match(words)
    return found[1] if found else ""
