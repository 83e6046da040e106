"""What-if numbers: `首次认定高企（规上）/金额=25万元` as words into the parameters of a book, or a sentence about what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, MAX_COUNT
from luoshi.rewards import nodes
from luoshi.rewards.book import RuleBook
from luoshi.rewards.lowering import number_of_day
from luoshi.simulation.nodes import Change
from luoshi.simulation.parameters import Kind, Parameter, parameters_of, words_of
from luoshi.simulation.versions import without_version
from luoshi.values.money import fen_of

FEWEST_LETTERS = 2
MOST_NAMED = 6
MOST_RATE = 100
LEAST_PART = 100  # an amount below this part of what it replaces may be meant in 万元
MONEY = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>元|万元?|亿元?)?")
EXAMPLES = {Kind.MONEY: "20万元", Kind.RATE: "50%", Kind.COUNT: "3", Kind.DAY: "2026-01-01"}
WIDE = str.maketrans("（）：，％／＝", "():,%/=")


class SettingRefused(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """A what-if that cannot be run; `message` is one Chinese sentence that says what to write instead."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def what_if(book: RuleBook, settings: Sequence[str]) -> tuple[RuleBook, tuple[Change, ...]]:
    """Return the book with other numbers, and what was changed.

    The sum of all stages, which the text does not print, follows the stages.

    Raises:
        SettingRefused: No such parameter, several of that name, or a value that it cannot have.
    """
    parameters = parameters_of(book)
    chosen: dict[str, tuple[Parameter, int | Fraction]] = {}
    for setting in settings:
        name, sign, words = setting.partition("=") if "=" in setting else setting.partition("＝")
        if not sign:
            raise SettingRefused(f"“{setting}”应写成“参数=值”，如“首次认定/金额=20万元”。参数名用 --parameters 查看。")
        parameter = _named(name.strip(), parameters)
        if parameter.name in chosen:
            raise SettingRefused(f"“{_called(parameter)}”设了两次。")
        chosen[parameter.name] = parameter, _value(parameter, words.strip())
    values = {name: value for name, (_, value) in chosen.items()}
    changed = book.with_parameters(values)
    changed = changed.with_parameters({**_sums_of_stages(changed), **values})
    _refuse_bands_out_of_order(changed)
    return changed, tuple(_change(parameter, value) for parameter, value in chosen.values())


def short_name(parameter: Parameter) -> str:
    """Return what a person writes for it: the reward's label and what the number is."""
    return f"{parameter.whose}/{parameter.label}"


def names_told_apart(parameters: Sequence[Parameter]) -> list[str]:
    """Return the short name of each, and the whole one where several versions have the same."""
    counts = Counter(map(short_name, parameters))
    return [short_name(one) if counts[short_name(one)] == 1 else one.name for one in parameters]


def _change(parameter: Parameter, value: int | Fraction) -> Change:
    is_doubtful = parameter.kind is Kind.MONEY and 0 < value * LEAST_PART < parameter.value
    return Change(parameter.name, parameter.rule, _called(parameter), parameter.words, words_of(parameter.kind, value), is_doubtful)


def _called(parameter: Parameter) -> str:
    return f"{parameter.whose}：{parameter.label}"


def _named(words: str, parameters: Sequence[Parameter]) -> Parameter:
    """Return the one that is meant: by its whole name, by the end of it, by label, else by any part of them."""
    wanted = _folded(words)
    ways = (
        [p for p in parameters if wanted in (_folded(p.name), _folded(short_name(p)), _folded(p.whose + p.label))],
        [p for p in parameters if p.rule and wanted == _folded(f"{without_version(p.rule).label}/{p.label}")],
        [p for p in parameters if _folded(p.name).endswith(f"/{wanted}")],
        [p for p in parameters if len(wanted) >= FEWEST_LETTERS and (wanted in _folded(short_name(p)) or wanted in _folded(p.name))],
    )
    found = next((way for way in ways if way), [])
    if len(found) == 1:
        return found[0]
    if not found:
        raise SettingRefused(f"没有“{words}”这个参数。参数名用 --parameters 查看。")
    named = "、".join(f"“{name}”" for name in names_told_apart(found)[:MOST_NAMED])
    raise SettingRefused(f"“{words}”可指{len(found)}个参数：{named}{'等' if len(found) > MOST_NAMED else ''}。请写全。")


def _folded(words: str) -> str:
    return words.translate(WIDE).replace(" ", "").lower()


def _value(parameter: Parameter, words: str) -> int | Fraction:
    read = {Kind.MONEY: _money, Kind.RATE: _rate, Kind.COUNT: _count, Kind.DAY: _day}[parameter.kind]
    value = read(_plain(words))
    if value is None:
        raise SettingRefused(f"“{_called(parameter)}”的值“{words}”读不懂，应写成“{EXAMPLES[parameter.kind]}”这样的。")
    if value < parameter.least:
        raise SettingRefused(f"“{_called(parameter)}”应大于零。")
    return value


def _money(words: str) -> int | None:
    return money_of(words)


def money_of(words: str, *, most: int = MAX_AMOUNT_FEN) -> int | None:
    """Return the fen of an amount as a person writes it (500万元, 5,000,000); None where it is none or beyond `most`."""
    found = MONEY.fullmatch(_plain(words))
    try:
        fen = fen_of(Decimal(found["number"]), found["unit"] or "元") if found else None
    except (ValueError, InvalidOperation):
        return None
    return fen if fen is not None and fen <= most else None


def _plain(words: str) -> str:
    return words.translate(WIDE).replace(",", "").replace(" ", "")


def _rate(words: str) -> Fraction | None:
    try:
        rate = Fraction(words.removesuffix("%")) / (100 if words.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        return None
    return rate if 0 <= rate <= MOST_RATE and rate.denominator <= MAX_COUNT else None


def _count(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 12 and 0 <= int(words) <= MAX_COUNT else None


def _day(words: str) -> int | None:
    try:
        return number_of_day(date.fromisoformat(words))
    except ValueError:
        return None


def _sums_of_stages(book: RuleBook) -> dict[str, int]:
    """The cap of a staged reward that pays by the sum reached is the sum of its stages."""
    caps = [(cap.amount.name, nodes.whole_fen(book.rules[min(cap.limits)].formula)) for cap in book.caps]
    return {name: whole for name, whole in caps if name.endswith("/whole") and whole is not None}


def _refuse_bands_out_of_order(book: RuleBook) -> None:
    for rule in book.rules:
        for starts in _bands(rule.formula):
            if sorted(set(starts)) != list(starts):
                raise SettingRefused(f"“{rule.label}”各档的起点应一档比一档高。")


def _bands(formula: nodes.Formula | None) -> Iterable[tuple[int, ...]]:
    match formula:
        case nodes.Tiers():
            yield tuple(tier.start.value for tier in formula.tiers)
        case nodes.ByYear():
            yield tuple(until.value for until, _ in formula.bands)
            for _, inner in formula.bands:
                yield from _bands(inner)
        case nodes.LeastOf():
            for inner in formula.formulas:
                yield from _bands(inner)
        case nodes.Choose():
            for _, inner in formula.cases:
                yield from _bands(inner)
            yield from _bands(formula.otherwise)
