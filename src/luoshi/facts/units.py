"""Words for the unit of money as they stand in heads, above a table and below it: 万元, 单位：人民币万元, （万元、人）, 万美元."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from luoshi.facts.words import COUNT_UNITS, MONEY_UNITS, REMARKS

BRACKETS = re.compile(r"[(\[【{〔<]([^()\[\]【】{}〔〕<>]*)[)\]】}〕>]$")
_CURRENCY = r"(?:人民币|rmb|cny)?"
_MONEY = re.compile(rf"(?:金额(?:单位)?:?)?{_CURRENCY}({'|'.join(sorted(MONEY_UNITS, key=len, reverse=True))}){_CURRENCY}")
_FOREIGN = re.compile(r"(?:百|千|万|百万|千万|亿)?(?:美元|美金|港元|港币|欧元|日元|英镑|卢布|澳元|加元|韩元|usd|eur|hkd|jpy|gbp)")
_SEPARATORS = re.compile(r"[\s,、;和及]+")
_SPLIT_UNIT = re.compile(r"单\s+位")


@dataclass(frozen=True, slots=True)
class UnitNote:
    """A unit of money that is written somewhere else than in a column's own head.

    `scale` is the power of ten to fen, None for money that is not ours; `row` as the user counts, 0 where it stands in none: then `text`
    says where it does.
    """

    row: int
    text: str
    word: str
    scale: int | None


def unit_name(scale: int) -> str:
    """Return the word for a power of ten to fen: 6 is 万元."""
    return next(word for word, power in MONEY_UNITS.items() if power == scale)


def tokens(words: str) -> list[str]:
    """Cut what stands in brackets behind a head into single words; `words` in half width and lower case."""
    bare = words.removeprefix("单位").lstrip(":")
    return [bare] if bare in REMARKS else [token for token in _SEPARATORS.split(bare) if token]


def money_scale(token: str) -> int | None:
    """Return the power of ten to fen of a unit of money, or None."""
    found = _MONEY.fullmatch(token)
    return MONEY_UNITS[found.group(1)] if found else None


def is_foreign(token: str) -> bool:
    """Say whether a word is the unit of another money than ours."""
    return _FOREIGN.fullmatch(token) is not None


def is_remark(token: str) -> bool:
    """Say whether a word changes nothing about what a column means: a unit of counting, 必填."""
    return token in COUNT_UNITS or token in REMARKS


def names_foreign_money(text: str) -> bool:
    """Say whether a head names another money than ours."""
    return _FOREIGN.search(_normal(text)) is not None


def notes_in(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[UnitNote, ...]:
    """Return the units of money that rows above a head name for the whole table, each once.

    单位：万元 anywhere; a title that ends on （万元）; a cell that is 万元.
    """
    found: dict[str, UnitNote] = {}
    for row, cells in rows:
        texts = [cell for cell in map(_normal, cells) if cell]
        for text, word in (*_after_unit(" ".join(texts)), *_alone(texts)):
            if (scale := money_scale(word)) or is_foreign(word):  # 分 above a table is a score, and nobody keeps accounts in it
                name = word if scale is None else unit_name(scale)
                found.setdefault(name, UnitNote(row, text, name, scale))
    return tuple(found.values())


def notes_in_name(what: str, name: str) -> tuple[UnitNote, ...]:
    """Return the unit of money in the name of a file or a sheet, or in a format, but for thresholds (2000万元以上)."""
    found = re.search(r"(?<![\d.])(?:百|千|万|百万|千万|亿)元", _normal(name))
    return (UnitNote(0, f"{what}“{name}”", found.group(), MONEY_UNITS[found.group()]),) if found else ()


def _after_unit(line: str) -> Iterator[tuple[str, str]]:
    """Yield the words behind each 单位 of a line; of 填报单位：元宝山区某局 none is a unit."""
    for piece in _SPLIT_UNIT.sub("单位", line).split("单位")[1:]:
        words = re.split(r"[()。]", piece.lstrip(" :("))[0]
        yield from ((f"单位：{words.strip()}", token) for token in tokens(words))


def _alone(cells: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the words in brackets at the end of a cell, and those of a cell that holds nothing but units."""
    for cell in cells:
        found = BRACKETS.search(cell)
        words = tokens(found.group(1) if found else cell)
        if found or all(money_scale(word) is not None or is_foreign(word) or is_remark(word) for word in words):
            yield from ((cell, word) for word in words)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())
