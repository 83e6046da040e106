"""What programmes ask of the words in a table: names of matters, stages and rewards as they write them, and the rows that write otherwise.

Words are compared letter by letter when rewards are settled, so a name that is nearly right gets nothing and nobody is told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches

from luoshi.facts.checks import Check, Out
from luoshi.facts.conversions import is_one_of, name_of, quoted
from luoshi.facts.faults import ROWS_REPORTED, RowFault, shortened
from luoshi.facts.load import RIGHT, Load
from luoshi.facts.vocabulary import FIELDS, Entity
from luoshi.source import Severity

NEAR = 0.75
SHORTEST, LONGEST = 3, 60  # characters of a name within another, and of those that are compared
COMPARED = 2_000  # different words of a column that are held against what is asked for
SHOWN = 5
MARKS = "“”\"'‘’《》()（）·-—、"
_SHORTENED = ("programme", "payer")  # what people write short: titles and offices
_LABELS = {f.name: f.label for entity in Entity for f in FIELDS[entity]}
_CHOICES = {f.name: {choice.name: choice.label for choice in f.choices} for entity in Entity for f in FIELDS[entity]}


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that programmes ask for.

    Attributes:
        subjects: Names of matters.
        open_kinds: Kinds of matters that count by whatever name.
        besides: For each name the facts that all its rewards look at (level, stage …), with the words that one of them asks for.
        rewards: What a payment may name: ids, labels and clauses of rewards.
        several: Of these, the names that several rewards share, with the ids of those: such a name stands for none of them.
        programmes: Names and titles by which a payment is of these programmes.
        payers: Whose payments for the same matter a stacking rule takes off, as it writes them.
    """

    subjects: tuple[str, ...] = ()
    open_kinds: tuple[str, ...] = ()
    besides: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rewards: tuple[str, ...] = ()
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    programmes: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()

    def checks(self) -> dict[Entity, list[Check]]:
        """Return what to look for in matters and payments."""
        other_kind = f"NOT {is_one_of('kind', self.open_kinds)}" if self.open_kinds else "true"
        matters = [_names("subject", self.subjects, other_kind)] if self.subjects else []
        matters += [check for name in self._facts() for check in (_empty(name, self._rows(name)), _words(name, self._rows(name)))]
        return {Entity.MATTER: matters, Entity.PAYMENT: list(self._of_payments()) if self.rewards else []}

    def _of_payments(self) -> Iterator[Check]:
        named = is_one_of("programme", self.programmes)
        ours, others = f"({named} OR programme IS NULL AND payer IS NULL)", "programme IS NULL AND payer IS NOT NULL"
        yield _names("reward", self.rewards, ours)
        yield _names("reward", self.rewards, others, only_near=True)
        yield _empty_reward(f"reward IS NULL AND {ours}")
        if self.several:
            yield _shared_names(self.several, f"{is_one_of('reward', self.several)} AND ({ours} OR {others})")
        yield _names("programme", self.programmes, "true")
        if self.payers:
            is_own = f"({named} OR programme IS NULL AND {is_one_of('reward', self.rewards)})"
            yield _names("payer", self.payers, f"NOT {is_own}", only_near=True)

    def _facts(self) -> list[str]:
        return list(dict.fromkeys(name for facts in self.besides.values() for name in facts))

    def _rows(self, name: str) -> dict[str, tuple[str, ...]]:
        return {subject: facts[name] for subject, facts in self.besides.items() if name in facts}


def nearest(word: str, asked: Iterable[str]) -> list[str]:
    """Return which of the words asked for are nearly this one: the same but for marks and blanks, one within the other, or alike."""
    forms = {_plain(one): one for one in asked}
    plain = _plain(word)
    if plain in forms:
        return [forms[plain]]
    inside = [form for form in forms if min(len(form), len(plain)) * 2 >= max(len(form), len(plain)) and (form in plain or plain in form)]
    return [forms[form] for form in (inside or get_close_matches(plain, forms, n=2, cutoff=NEAR))[:2]]


def nearly_named(word: str, known: Iterable[str]) -> list[str]:
    """Return which titles or offices a word may be short for or a slip of: one within the other, or most of the shorter in one piece."""
    plain = _plain(word)[:LONGEST]
    shared = [(_shared(plain, _plain(name)), name) for name in known]
    return [name for length, name in sorted(shared, key=lambda one: -one[0]) if length][:2]


def _shared(word: str, name: str) -> int:
    """Return how many characters the shorter shares with the longer, in their order; 0 where that does not make them nearly one."""
    shorter, longer = sorted((word, name), key=len)
    if shorter in longer:
        return len(shorter) if len(shorter) >= SHORTEST else 0
    lengths = [block.size for block in SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()]
    return sum(lengths) if sum(lengths) >= NEAR * len(shorter) and max(lengths) * 2 > len(shorter) else 0


def _plain(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", word) if not char.isspace() and char not in MARKS)


# --- names ------------------------------------------------------------------------------------------------------------------------


def _names(name: str, asked: Sequence[str], where: str, *, only_near: bool = False) -> Check:
    condition = f"{name_of(name)} IS NOT NULL AND NOT {is_one_of(name_of(name), asked)} AND {where}"
    return Check(lambda load: _is_there(load, condition), lambda load: _tell_names(load, name, asked, condition, only_near))


def _tell_names(load: Load, name: str, asked: Sequence[str], condition: str, only_near: bool) -> Out:
    """Tell of each word that is nearly one of those asked for, at its first row, and once of all others, unless only the near are meant."""
    query = f"SELECT {name_of(name)}, count(*), min(row) FROM {load.read_name} WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 1"
    found = load.connection.execute(query).fetchall()
    compare = nearly_named if name in _SHORTENED else nearest
    near = {word: compare(word, asked) for word, _, _ in found[:COMPARED]}
    slips = [_slip(load, name, row, word, count, near[word]) for word, count, row in found if near.get(word)]
    others = [] if only_near else [(word, count, row) for word, count, row in found if not near.get(word)]
    return Out(faults=(*slips[:ROWS_REPORTED], *_tell_others(load, name, others)))


def _slip(load: Load, name: str, row: int, word: str, count: int, near: Sequence[str]) -> RowFault:
    rows = f"从这一行起共{count:,}行写“{shortened(word)}”，" if count > 1 else ""
    return _fault(
        load, "facts.near-name", Severity.WARNING, row, name, word, f"{rows}方案里没有这个写法。", f"是不是“{'”或“'.join(near)}”？"
    )


def _tell_others(load: Load, name: str, others: Sequence[tuple[str, int, int]]) -> list[RowFault]:
    if not others:
        return []
    first = min(others, key=lambda one: one[2])
    shown = "、".join(f"“{shortened(word)}”{count:,}行" for word, count, _ in others[:SHOWN])
    more = f"等{len(others):,}种" if len(others) > SHOWN else ""
    message = f"从这一行起，共{sum(count for _, count, _ in others):,}行的“{_LABELS[name]}”是所给方案里没有的：{shown}{more}。"
    return [_fault(load, "facts.unasked-name", Severity.NOTE, first[2], name, first[0], message, "属于本方案的请核对写法；其余不必处理。")]


def _empty_reward(condition: str) -> Check:
    return Check(lambda load: _is_there(load, condition), lambda load: _tell_empty_reward(load, condition))


def _tell_empty_reward(load: Load, condition: str) -> Out:
    query = f"SELECT count(*), min(row) FROM {load.read_name} WHERE {condition}"
    ((count, row),) = load.connection.execute(query).fetchall()
    message = f"从这一行起，共{count:,}行没有填“奖补编号”，不会从任何一条里扣减。"
    hint = "请写方案里的编号，或者写奖补名称、条款，要能对上一条。"
    return Out(faults=(_fault(load, "facts.empty-fact", Severity.WARNING, row, "reward", "", message, hint),))


def _shared_names(several: Mapping[str, Sequence[str]], condition: str) -> Check:
    return Check(lambda load: _is_there(load, condition), lambda load: _tell_shared_names(load, several, condition))


def _tell_shared_names(load: Load, several: Mapping[str, Sequence[str]], condition: str) -> Out:
    """Tell of each name that stands for several rewards: nothing is taken off by it."""
    query = f"SELECT reward, count(*), min(row) FROM {load.read_name} WHERE {condition} GROUP BY 1 ORDER BY 3 LIMIT {ROWS_REPORTED}"
    faults = []
    for word, count, row in load.connection.execute(query).fetchall():
        rows = f"从这一行起共{count:,}行写的" if count > 1 else ""
        message = f"{rows}“{shortened(word)}”在方案里对上不止一条：{ids_words(several[word])}，没有从任何一条里扣减。"
        faults.append(_fault(load, "facts.shared-name", Severity.WARNING, row, "reward", word, message, "请写其中一条的编号。"))
    return Out(faults=tuple(faults))


def ids_words(ids: Sequence[str]) -> str:
    """List what a name may stand for: “甲”“乙” and how many more."""
    return "、".join(f"“{one}”" for one in ids[:SHOWN]) + (f"等{len(ids):,}条" if len(ids) > SHOWN else "")


# --- what is asked beside the name ------------------------------------------------------------------------------------------------


def _empty(name: str, asked: Mapping[str, tuple[str, ...]]) -> Check:
    condition = f"{name_of(name)} IS NULL AND {is_one_of('subject', asked)}"
    return Check(lambda load: _is_there(load, condition), lambda load: _tell_empty(load, name, asked, condition))


def _tell_empty(load: Load, name: str, asked: Mapping[str, tuple[str, ...]], condition: str) -> Out:
    """Tell row by row of empty cells that keep a matter from its rewards; once, where the table has no such column."""
    limit = ROWS_REPORTED if name in load.by_name else 1
    query = f"SELECT row, subject, count(*) OVER () FROM {load.read_name} WHERE {condition} ORDER BY row LIMIT {limit}"
    faults = []
    for row, subject, count in load.connection.execute(query).fetchall():
        message = f"没有填“{_LABELS[name]}”，“{subject}”的奖补要看它。"
        if name not in load.by_name:
            message = f"表里没有“{_LABELS[name]}”一列，从这一行起共{count:,}行的奖补要看它。"
        hint = f"请填写，方案里有：{'、'.join(_said(name, asked[subject]))}。"
        faults.append(_fault(load, "facts.empty-fact", Severity.WARNING, row, name, "", message, hint))
    return Out(faults=tuple(faults))


def _words(name: str, asked: Mapping[str, tuple[str, ...]]) -> Check:
    pairs = " OR ".join(f"(subject = {quoted(subject)} AND NOT {is_one_of(name_of(name), words)})" for subject, words in asked.items())
    condition = f"{name_of(name)} IS NOT NULL AND ({pairs})"
    return Check(lambda load: _is_there(load, condition), lambda load: _tell_words(load, name, asked, condition))


def _tell_words(load: Load, name: str, asked: Mapping[str, tuple[str, ...]], condition: str) -> Out:
    """Tell of each word that is nearly right, and once of all others: many matters simply get nothing at their level."""
    query = f"SELECT subject, {name_of(name)}, count(*), min(row) FROM {load.read_name} WHERE {condition} GROUP BY 1, 2 ORDER BY 3 DESC, 4"
    faults: list[RowFault] = []
    others: list[tuple[str, str, int, int]] = []
    for subject, word, count, row in load.connection.execute(query).fetchall():
        near = [] if _CHOICES[name] or len(faults) >= ROWS_REPORTED else nearest(word, asked[subject])
        if near:
            faults.append(_slip(load, name, row, word, count, near))
        else:
            others.append((subject, word, count, row))
    return Out(faults=(*faults, *_tell_without_reward(load, name, others)))


def _tell_without_reward(load: Load, name: str, others: Sequence[tuple[str, str, int, int]]) -> list[RowFault]:
    if not others:
        return []
    first = min(others, key=lambda one: one[3])
    shown = "、".join(f"“{subject}”写“{_said(name, [word])[0]}”{count:,}行" for subject, word, count, _ in others[:SHOWN])
    more = f"等{len(others):,}种" if len(others) > SHOWN else ""
    message = f"从这一行起，共{sum(one[2] for one in others):,}行的“{_LABELS[name]}”没有相应的奖补：{shown}{more}。"
    value = _said(name, [first[1]])[0]
    return [_fault(load, "facts.unasked-word", Severity.NOTE, first[3], name, value, message, "写错的请改正；其余不必处理。")]


def _said(name: str, words: Iterable[str]) -> list[str]:
    return [_CHOICES[name].get(word, word) for word in words]


def _is_there(load: Load, condition: str) -> bool:
    row = load.connection.execute(f"SELECT EXISTS (FROM {load.read_name} WHERE state = {RIGHT} AND {condition})").fetchone()
    return row is not None and bool(row[0])


def _fault(load: Load, code: str, severity: Severity, row: int, name: str, value: str, message: str, hint: str) -> RowFault:
    head = load.by_name[name].head if name in load.by_name else ""
    return RowFault(code, severity, load.staged.entity, load.staged.file, row, head, shortened(value), message, hint)
