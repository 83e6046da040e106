"""A programme as YAML that an officer can read and correct: Chinese as it is, a stable order, one fact a line, only what is said."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import yaml

from luoshi.programme.nodes import Programme
from luoshi.programme.rows import Confirmed, PeriodRow, Row, key_of
from luoshi.programme.rules import FactQuantity, Pattern
from luoshi.programme.yaml_tree import UNPRINTABLE

DRAFT_HEADER = """\
# {title}
# 机器所读的草稿，待人确认。逐条与原文核对，改正后把该条的 status: draft 改为 status: confirmed，写上 confirmed_by 和 confirmed_on。
# 金额单位为元（…_yuan），比率为小数（0.5 即50%）；confidence 低于 1 的，疑点写在 doubts；implied 里的栏目是推断，原文没有直接写。
# 改好后用 luoshi programme check 检查；怎样改，见 docs/programme-guide.zh-CN.md。
"""
CONFIRMED_HEADER = "# {title}\n"
BREAKS = re.compile("[\r\t\x85\u2028\u2029\ufeff]")
WIDE = 10_000  # no folding: a folded Chinese line gains a blank where it is joined again
# Said even where it is what a file means without it.
ALWAYS = {"version", "status"}
ALWAYS_IN_A_DRAFT = {"confidence", "doubts"}


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key, as people write them, and never writes the same list as a reference to another row."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the signature is PyYAML's
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


class _Number(str):
    """The digits of a number as they are to stand."""

    __slots__ = ()


def _digits(dumper: yaml.SafeDumper, words: _Number) -> yaml.Node:
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in words else 'int'}", words)


def _words(dumper: yaml.SafeDumper, words: str) -> yaml.Node:
    """Escape what a reader would take for the end of a line."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style='"' if BREAKS.search(words) else None)


_Dumper.add_representer(_Number, _digits)
_Dumper.add_representer(str, _words)


def to_yaml(programme: Programme, header: str | None = None) -> str:
    """Return the programme as a YAML document; the same programme gives the same text, and loading it gives the same programme.

    Args:
        programme: Any programme.
        header: Comment lines to stand on top, such as `header_of` found in an earlier file; by default what a person needs to know.
    """
    if header is None:
        words = programme.policy.title or (programme.policy.source.name if programme.policy.source else "")
        header = (DRAFT_HEADER if programme.status == "draft" else CONFIRMED_HEADER).format(
            title=" ".join(UNPRINTABLE.sub("", words).split())
        )
    return header + yaml.dump(plain(programme), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDE, default_flow_style=False)


def header_of(text: str) -> str:
    """Return the comment lines with which a file begins, its line for the editor among them; they are kept when it is written anew."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    end = next((at for at, line in enumerate(lines) if not line.startswith("#") and line.strip()), len(lines))
    kept = "".join(lines[:end])
    return kept if kept.endswith("\n") or not kept else f"{kept}\n"


def plain(value: Any) -> Any:
    """Return a shape as plain data with the keys of the file, leaving out what a file means without saying it."""
    if isinstance(value, FactQuantity) and value.at == "matter":
        return value.fact
    if isinstance(value, Pattern):
        return {key: words[0] if len(words) == 1 else words for key, words in _said(value)}
    if isinstance(value, Row):
        return {key: plain(inner) for key, inner in _said(value)}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return _scalar(value)


def _said(row: Row) -> list[tuple[str, Any]]:
    """Return what a row says that is not understood, by the keys of the file; the note comes last."""
    fields = type(row).model_fields
    is_draft = isinstance(row, Confirmed) and row.status == "draft"
    kept = []
    for name, field in fields.items():
        value = getattr(row, name)
        is_asked = name in ALWAYS or field.is_required() or (is_draft and name in ALWAYS_IN_A_DRAFT)
        if is_asked or value != field.get_default(call_default_factory=True):
            kept.append((key_of(name, field), _moment(value) if isinstance(row, PeriodRow) else value))
    return sorted(kept, key=lambda item: item[0] == "note")


def _moment(words: str) -> Any:
    """Years, months and days of a period stand without quotation marks."""
    return _Number(words) if words.isdecimal() else words


def _scalar(value: Any) -> Any:
    match value:
        case bool() | _Number():
            return value
        case StrEnum():
            return value.value
        case Decimal():
            return _decimal(value)
        case Fraction():
            return _rate(value)
        case date():
            return value
    return value


def _decimal(number: Decimal) -> Any:
    words = f"{number:f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return _Number(words if words not in ("-0", "") else "0")


def _rate(rate: Fraction) -> Any:
    """Say 0.5 where decimals tell it exactly, else 1/3; the whole is 1.0, since 1 would look like a yuan."""
    below = rate.denominator
    for prime in (2, 5):
        while below % prime == 0:
            below //= prime
    if below != 1:
        return f"{rate.numerator}/{rate.denominator}"
    digits = 1
    while (rate * 10**digits).denominator != 1:
        digits += 1
    scaled = int(rate * 10**digits)
    return _Number(f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}d}")
