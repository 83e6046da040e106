"""Types of arguments that answer in Chinese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

# Written out so that reading the options needs no import of the grammar; a test holds them to `luoshi.commitments.nodes.Kind`.
KINDS = {
    "target": "目标",
    "duty": "责任",
    "reward": "奖补",
    "stacking": "叠加",
    "register": "名录",
    "procedure": "程序",
    "deadline": "期限",
}


class KindNames(click.ParamType[tuple[str, ...]]):
    """One kind or several with commas between, by its Chinese or English name: `目标`, `target,reward`."""

    name = "类别"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the English names, in the order asked for."""
        if isinstance(value, tuple):
            return value
        known = {chinese: english for english, chinese in KINDS.items()} | {english: english for english in KINDS}
        asked = [word.strip() for word in str(value).replace("，", ",").replace("、", ",").split(",") if word.strip()]
        for word in asked or [str(value)]:
            if word.lower() not in known:
                self.fail(f"没有“{word}”这一类。可写：{'、'.join(KINDS.values())}。", param, ctx)
        return tuple(known[word.lower()] for word in asked)


class Choice(click.ParamType[str]):
    """One word of a few."""

    name = "格式"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word."""
        if value not in self.words:
            self.fail(f"没有“{value}”这种格式。可写：{'、'.join(self.words)}。", param, ctx)
        return str(value)


class AtLeastOne(click.ParamType[int]):
    """A whole number from 1 on."""

    name = "数"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        words = str(value)
        if not words.isdecimal() or int(words) < 1:
            self.fail(f"“{value}”不是正整数。", param, ctx)
        return int(words)


class DayName(click.ParamType[date]):
    """A day as 2026-01-01, 20260101 or 2026年1月1日; years in which no programme can be are slips."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        words = str(value).strip()
        written = re.fullmatch(r"(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)", words)
        try:
            day = date(*(int(part) for part in written.groups() if part)) if written else None
        except ValueError:
            self.fail(f"没有“{words}”这一天。", param, ctx)
        if day is None or not 1900 <= day.year <= 2200:
            self.fail(f"“{value}”不是日期。请写成 2026-01-01。", param, ctx)
        return day
