"""The difference of two versions of a programme, row by row by their ids, every key that differs in words before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from luoshi.programme.known_facts import facts_of
from luoshi.programme.nodes import Programme
from luoshi.programme.rows import Row, key_of
from luoshi.programme.show import row_title, value_words
from luoshi.programme.show.formulas import NO_NAMES
from luoshi.programme.show.rows import row_contents
from luoshi.programme.show.rules import Facts
from luoshi.programme.to_yaml import plain
from luoshi.programme.words import key_words
from luoshi.programme.yaml_tree import Path

# How far people are with a row, not what it commits to.
BOOKKEEPING = frozenset({"status", "confirmed_by", "confirmed_on", "confidence", "doubts", "implied", "note", "also", "quote"})
# Not of the head: the sections of rows, and what a machine found doubtful when it read the document.
NOT_OF_THE_HEAD = frozenset({"to_check", "format"})
NOT_WRITTEN = "没有写"
SAID_TOGETHER = {"op", "unit"}  # in the words of `value`


class RowChangeKind(StrEnum):
    """What became of a row; `label` is the word on screen."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"added": "新增", "dropped": "删去", "changed": "改动"}[self.value]


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key that differs: its name in the file, its Chinese word, and what it said before and says now, in words."""

    key: str
    name: str
    old: str
    new: str

    @property
    def is_bookkeeping(self) -> bool:
        """Say whether it only tells how far people are with the row."""
        return self.key.split(".")[0] in BOOKKEEPING


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that came, went or changed; `keys` only where it changed, else `contents`: what it amounts to, by name and in words."""

    kind: RowChangeKind
    section: str
    row: str
    old: Row | None
    new: Row | None
    keys: tuple[KeyChange, ...] = ()
    contents: tuple[tuple[str, str], ...] = ()

    @property
    def either(self) -> Row:
        """The row as it is now, or as it was where it is gone."""
        row = self.new if self.new is not None else self.old
        assert row is not None
        return row

    @property
    def clause(self) -> str:
        """Its clause; empty for units and facts."""
        return str(getattr(self.either, "clause", ""))

    @property
    def title(self) -> str:
        """What it is about, in a few words."""
        return row_title(self.either)

    @property
    def is_bookkeeping(self) -> bool:
        """Say whether nothing changed but how far people are with it."""
        return self.kind is RowChangeKind.CHANGED and all(key.is_bookkeeping for key in self.keys)


@dataclass(frozen=True, slots=True)
class ProgrammeDifference:
    """What differs between two versions: the head key by key, the rows in the order of the new version, in a section dropped ones last."""

    old: Programme
    new: Programme
    head: tuple[KeyChange, ...]
    rows: tuple[RowChange, ...]

    @property
    def is_same(self) -> bool:
        """Say whether nothing differs."""
        return not self.head and not self.rows


def diff_programmes(old: Programme, new: Programme) -> ProgrammeDifference:
    """Compare two versions; rows are the same where their section and id (of units and facts the name) are."""
    rows = [change for section in sections_of(new) for change in _section(old, new, section)]
    return ProgrammeDifference(old, new, tuple(_head(old, new)), tuple(rows))


def sections_of(programme: Programme) -> list[str]:
    """Return the sections that hold rows, in the order of a file."""
    return [name for name in type(programme).model_fields if isinstance(getattr(programme, name), list) and name not in NOT_OF_THE_HEAD]


def _head(old: Programme, new: Programme) -> Iterator[KeyChange]:
    rows = set(sections_of(new)) | NOT_OF_THE_HEAD
    for name in type(new).model_fields:
        if name == "policy":
            yield from _keys(old.policy, new.policy, {}, prefix="policy.")
        elif name not in rows and getattr(old, name) != getattr(new, name):
            words = (value_words(name, getattr(programme, name), {}) for programme in (old, new))
            yield KeyChange(name, key_words(name), *words)


def _section(old: Programme, new: Programme, section: str) -> Iterator[RowChange]:
    before, now = rows_by_name(old, section), rows_by_name(new, section)
    facts, names = facts_of(old) | facts_of(new), _reward_names(old) | _reward_names(new)
    for name, row in now.items():
        if name not in before:
            yield RowChange(RowChangeKind.ADDED, section, name, None, row, contents=tuple(row_contents(row, facts, names)))
        elif keys := tuple(_keys(before[name], row, facts, names=names)):
            yield RowChange(RowChangeKind.CHANGED, section, name, before[name], row, keys)
    for name, row in before.items():
        if name not in now:
            yield RowChange(RowChangeKind.DROPPED, section, name, row, None, contents=tuple(row_contents(row, facts, names)))


def _reward_names(programme: Programme) -> dict[str, str]:
    """Name rewards by their titles, as rows that list their ids have to be read by people: 首次认定（R1）."""
    return {row.id: f"{title}（{row.id}）" for row in programme.rewards if (title := row_title(row)) != row.id}


def rows_by_name(programme: Programme, section: str) -> dict[str, Row]:
    """Return the rows of a section by id, units and facts by name, decisions by reward and day; the first of two of one name."""
    rows: dict[str, Row] = {}
    for row in getattr(programme, section):
        rows.setdefault(_name(row), row)
    return rows


def _name(row: Row) -> str:
    name = getattr(row, "id", None) or getattr(row, "name", None)
    return str(name) if name is not None else f"{getattr(row, 'reward', '')}@{getattr(row, 'from_', '')}"


def _keys(old: Row, new: Row, facts: Facts, *, names: Mapping[str, str] = NO_NAMES, prefix: str = "") -> Iterator[KeyChange]:
    if type(old) is not type(new):
        return
    fields = type(new).model_fields
    differing = [name for name in fields if getattr(old, name) != getattr(new, name)]
    if SAID_TOGETHER & set(differing) and "value" in fields:
        differing = ["value", *(name for name in differing if name not in SAID_TOGETHER | {"value"})]
    for name in differing:
        key = key_of(name, fields[name])
        before, now = (value_words(key, getattr(row, name), facts, row, names=names) for row in (old, new))
        said = key_words(key)
        if before == now:
            finer, before, now = _finer(getattr(old, name), getattr(new, name), facts)
            said += f"（{finer}）" if finer else ""
        yield KeyChange(f"{prefix}{key}", said, before, now)


def _finer(old: Any, new: Any, facts: Facts) -> tuple[str, str, str]:
    """Say two values that read alike by the keys in which they differ; a single one stands in front: 按何计算, 自治区补助, 市补助."""
    before, now = dict(_leaves(plain(old))), dict(_leaves(plain(new)))
    differing = [path for path in {**before, **now} if before.get(path) != now.get(path)]
    names = list(dict.fromkeys(map(_leaf_name, differing)))
    one = names[0] if len(names) == 1 else ""
    said = [
        [f"{'' if one else f'{_leaf_name(path)}：'}{_leaf_value(side[path], facts)}" for path in differing if path in side]
        for side in (before, now)
    ]
    return one, "，".join(said[0]) or NOT_WRITTEN, "，".join(said[1]) or NOT_WRITTEN


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*path, key))
    else:
        yield path, str(value)


def _leaf_value(words: str, facts: Facts) -> str:
    return facts[words].label if words in facts else words


def _leaf_name(path: Path) -> str:
    """Say the last key of a path; a leaf of a shape that is written in one word (`of: sales`) has the key before its number."""
    return next((key_words(step) for step in reversed(path) if isinstance(step, str)), "")
