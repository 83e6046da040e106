"""What pydantic finds wrong with the shape of a programme, as one Chinese sentence each, at the path that the file has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import Tag
from pydantic_core import ErrorDetails

from luoshi.programme.nodes import Programme
from luoshi.programme.rows import Row, key_of
from luoshi.programme.words import KEY_WORDS, key_words, value_words
from luoshi.programme.yaml_tree import Path

CHINESE = re.compile(r"[一-鿿]")
LONGEST_VALUE = 40
# What to write where a value is of the wrong type; the last key of the path decides.
RIGHT = {
    "rate": "写成 0.5、50% 或 1/3，原文没有写明的写 by_decision",
    "value": "写阿拉伯数字，区间写 [下限, 上限]",
    "is": "写 true、false 或者一个词",
    "count": "写整数，如 3",
    "version": "写整数，从 1 起",
    "confidence": "写 0 到 1 之间的数",
    "ratio": "写两个量，如 [rd_spend, sales]",
    "excess": "写两个量，如 [rd_spend, fiscal_support]",
}


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """One thing wrong, at a path of the file's own keys."""

    path: Path
    message: str


def shape_faults(errors: Sequence[ErrorDetails]) -> list[ShapeFault]:
    """Return one fault for each place, in the order of the file; a value that fits none of several types is one fault."""
    by_place: dict[Path, list[tuple[ErrorDetails, type[Row] | None]]] = {}
    for error in errors:
        path, model = _place_of(error["loc"])
        by_place.setdefault(path, []).append((error, model))
    return [ShapeFault(path, _sentence(path, found)) for path, found in by_place.items()]


# --- where ------------------------------------------------------------------------------------------------------------------------


def _place_of(loc: Sequence[str | int]) -> tuple[Path, type[Row] | None]:
    """Leave out of pydantic's location the names of the union members, and say in which model its last key stands."""
    annotation: Any = Programme
    model: type[Row] | None = None
    path: list[str | int] = []
    for step in loc:
        annotation = _bare(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Row):
            path.append(step)
            model, annotation = annotation, _field_annotation(annotation, str(step))
        elif get_origin(annotation) in (list, tuple):
            path.append(step)
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = _member(annotation, str(step))
    return tuple(path), model


def _bare(annotation: Any) -> Any:
    """Unwrap `Annotated` and `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        if get_origin(annotation) in (Union, UnionType):
            rest = [member for member in get_args(annotation) if member is not NoneType]
            if len(rest) == 1:
                annotation = rest[0]
                continue
        return annotation


def _field_annotation(model: type[Row], key: str) -> Any:
    fields = model.model_fields.items()
    return next((field.annotation for name, field in fields if key in (name, key_of(name, field))), None)


def _member(union: Any, step: str) -> Any:
    return next((member for member in get_args(union) if step in _tags_of(member)), None)


def _tags_of(member: Any) -> Iterator[str]:
    """Yield the names under which pydantic tells a member of a tagged union."""
    if get_origin(member) is Annotated:
        yield from (note.tag for note in get_args(member)[1:] if isinstance(note, Tag))
        member = get_args(member)[0]
    if isinstance(member, type) and issubclass(member, Row) and "type" in member.model_fields:
        kind = member.model_fields["type"].annotation
        yield from get_args(kind) if get_origin(kind) is Literal else ()


@cache
def keys_of(model: type[Row]) -> tuple[str, ...]:
    """Return the keys that a row of this shape may have, as they stand in a file."""
    return tuple(key_of(name, field) for name, field in model.model_fields.items())


# --- what -------------------------------------------------------------------------------------------------------------------------


def _sentence(path: Path, found: Sequence[tuple[ErrorDetails, type[Row] | None]]) -> str:
    ours = [words for error, _ in found if (words := _own_words(error))]
    if ours:
        return f"{_named(path)}：{ours[0]}" if path else ours[0]
    error, model = found[0]
    say = SENTENCES.get(error["type"])
    if len(found) == 1 and say is not None:
        return say(path, error, model)
    return _wrong(path, error, model)


def _own_words(error: ErrorDetails) -> str:
    """Return what a check of ours said, which is Chinese; what Python said about the value is not."""
    words = str(error.get("ctx", {}).get("error", "")) if error["type"] == "value_error" else ""
    return words if CHINESE.search(words) else ""


def _named(path: Path) -> str:
    """Say the key with its Chinese word: `amount_yuan（金额（元））`; for an item of a list which one of which."""
    words = [str(step) for step in path if isinstance(step, str)]
    key = words[-1] if words else ""
    ordinal = f"第{path[-1] + 1}项" if path and isinstance(path[-1], int) else ""
    known = key_words(key)
    return f"“{key}”{f'（{known}）' if known != key else ''}{ordinal}"


def _missing(path: Path, _error: ErrorDetails, _model: type[Row] | None) -> str:
    return f"没有写{_named(path)}"


def _unknown(path: Path, _error: ErrorDetails, model: type[Row] | None) -> str:
    key, known = str(path[-1]), list(keys_of(model)) if model else []
    near = get_close_matches(key, known, n=1, cutoff=0.5) or [name for name in known if KEY_WORDS.get(name) == key]
    if near:
        return f"不认识的栏目“{_short(key)}”，是不是{_named((near[0],))}？"
    return f"不认识的栏目“{_short(key)}”；这里可以写：{'、'.join(known)}"


def _not_one_of(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
    known = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    return f"{_named(path)}不能写“{_short(error['input'])}”{_choices(error['input'], known, str(path[-1]) if path else '')}"


def _choices(value: Any, known: Sequence[str], key: str) -> str:
    near = get_close_matches(str(value), known, n=1, cutoff=0.6)
    return f"，是不是“{near[0]}”？" if near else f"，可以写：{'、'.join(value_words(name, key) for name in known)}"


def _unknown_type(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
    known = re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected_tags", "")))
    value = error.get("ctx", {}).get("tag", "")
    return f"{_named(path)}的 type 不能写“{_short(value)}”{_choices(value, known, 'type')}"


def _no_type(path: Path, _error: ErrorDetails, _model: type[Row] | None) -> str:
    return f"{_named(path)}没有写 type（类型）"


def _bound(words: str, key: str) -> Callable[[Path, ErrorDetails, type[Row] | None], str]:
    def say(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
        return f"{_named(path)}{words.format(error.get('ctx', {}).get(key, ''))}，现在是{_short(error['input'])}"

    return say


def _length(words: str, key: str) -> Callable[[Path, ErrorDetails, type[Row] | None], str]:
    def say(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
        return f"{_named(path)}{words.format(error.get('ctx', {}).get(key, ''))}"

    return say


def _text_expected(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
    hint = "；请加引号" if isinstance(error["input"], int | Decimal) else ""
    return f"{_named(path)}应为文字{_not_but(error['input'])}{hint}"


def _expected(words: str) -> Callable[[Path, ErrorDetails, type[Row] | None], str]:
    def say(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
        hint = _right(path)
        return f"{_named(path)}应为{words}{_not_but(error['input'])}{f'；{hint}' if hint else ''}"

    return say


def _row_expected(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
    return f"{_named(path)}应为一组栏目（栏目名、冒号、值）{_not_but(error['input'])}"


def _wrong(path: Path, error: ErrorDetails, _model: type[Row] | None) -> str:
    hint = _right(path)
    return f"{_named(path)}写得不对{_not_but(error['input'])}{f'；{hint}' if hint else ''}"


def _right(path: Path) -> str:
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if key in RIGHT:
        return RIGHT[key]
    return "写阿拉伯数字，单位为元，如 200000" if key.endswith("_yuan") else ""


def _not_but(value: Any) -> str:
    """Say what stands there instead."""
    if isinstance(value, Mapping):
        return "，现在是一组栏目"
    if isinstance(value, list | tuple):
        return "，现在是一个列表"
    return "，现在是空的" if value is None else f"，现在是“{_short(value)}”"


def _short(value: Any) -> str:
    words = {True: "true", False: "false"}[value] if isinstance(value, bool) else " ".join(str(value).split())
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1]}…"


_NUMBER, _WHOLE, _LIST, _DAY = "数", "整数", "列表（每项一行，以“- ”开头）", "日期，如 2025-06-20"
SENTENCES: dict[str, Callable[[Path, ErrorDetails, type[Row] | None], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_one_of,
    "enum": _not_one_of,
    "union_tag_invalid": _unknown_type,
    "union_tag_not_found": _no_type,
    "model_type": _row_expected,
    "model_attributes_type": _row_expected,
    "dict_type": _row_expected,
    "string_type": _text_expected,
    "bool_type": _expected("true 或 false"),
    "bool_parsing": _expected("true 或 false"),
    "int_type": _expected(_WHOLE),
    "int_parsing": _expected(_WHOLE),
    "int_parsing_size": _expected(_WHOLE),
    "int_from_float": _expected(_WHOLE),
    "decimal_type": _expected(_NUMBER),
    "decimal_parsing": _expected(_NUMBER),
    "finite_number": _expected(_NUMBER),
    "list_type": _expected(_LIST),
    "tuple_type": _expected(_LIST),
    "date_type": _expected(_DAY),
    "greater_than_equal": _bound("不能小于{}", "ge"),
    "less_than_equal": _bound("不能大于{}", "le"),
    "greater_than": _bound("应大于{}", "gt"),
    "less_than": _bound("应小于{}", "lt"),
    "too_short": _length("至少写{}项", "min_length"),
    "too_long": _length("最多写{}项", "max_length"),
    "string_too_short": _length("不能是空的", "min_length"),
    "string_too_long": _length("最多写{}个字", "max_length"),
}
