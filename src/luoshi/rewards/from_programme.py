"""Programmes into a RuleBook: yuan to fen, dates to whole numbers, decisions and overrides into the formulas, scopes to positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from luoshi.programme import support
from luoshi.programme.check.identity import ALL
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.rows import Validity
from luoshi.rewards import nodes
from luoshi.rewards.book import (
    FIRST_DAY,
    LAST_DAY,
    BetterProgramme,
    Bounds,
    Cap,
    Elsewhere,
    Highest,
    Note,
    Quota,
    Reading,
    Rule,
    RuleBook,
    Scope,
    Times,
    Years,
)
from luoshi.rewards.lowering import FEN, Lowering, number_of_day, region_prefix
from luoshi.rewards.nodes import Number

LINE_SCOPES = {"item", "matter"}


@dataclass(frozen=True, slots=True)
class _Book:
    """What has been lowered so far, with the positions that each reward of each programme has."""

    rules: tuple[Rule, ...]

    def positions(self, programme: Programme, words: Iterable[str]) -> frozenset[int]:
        """Return the positions of these rewards in this version; `all` are all its rewards."""
        wanted = set(words)
        return frozenset(
            rule.position
            for rule in self.rules
            if (rule.programme, rule.version) == (programme.programme, programme.version) and (ALL in wanted or rule.reward in wanted)
        )

    def codes(self, positions: Iterable[int]) -> frozenset[tuple[str, str]]:
        """Return what payments under these rules name."""
        return frozenset(self.rules[position].code for position in positions)

    def earlier_versions(self, positions: frozenset[int]) -> frozenset[int]:
        """Return the rules of the same rewards in earlier versions."""
        of = {self.rules[position].code: self.rules[position].version for position in positions}
        return frozenset(rule.position for rule in self.rules if rule.code in of and rule.version < of[rule.code])


def book_of(programmes: Sequence[Programme]) -> RuleBook:
    """Return what these programmes and versions settle by; the order given is the order of the rules.

    Raises:
        UnknownFact: A rule looks at a fact that neither the vocabulary nor its programme has.
    """
    rules: list[Rule] = []
    for programme in programmes:
        for row in programme.rewards:
            rules.append(_rule(programme, row, position=len(rules)))
    book = _Book(tuple(rules))
    own_caps = [cap for programme in programmes for cap in _own_caps(programme, book)]
    shared = [_shared_cap(programme, cap, book) for programme in programmes for cap in programme.caps]
    caps = own_caps + shared
    return RuleBook(
        rules=book.rules,
        highest=tuple(found for programme in programmes for found in _highest(programme, book)),
        better=_each_once([found for programme in programmes for found in _better(programme, programmes)]),
        elsewhere=tuple(found for programme in programmes for found in _elsewhere(programme, book)),
        caps=tuple(cap for cap in caps if cap.per is not Scope.PROGRAMME),
        quotas=tuple(_quota(programme, quota, book) for programme in programmes for quota in programme.quotas),
        programme_caps=tuple(cap for cap in caps if cap.per is Scope.PROGRAMME),
        notes=tuple(found for programme in programmes for found in _notes(programme)),
        names={programme.programme: programme.policy.title for programme in programmes},
        fact_labels={fact.name: fact.label for programme in programmes for fact in programme.facts},
        interpreters={programme.programme: programme.interpreter for programme in programmes if programme.interpreter},
    )


def _rule(programme: Programme, row: RewardRow, *, position: int) -> Rule:
    lower = Lowering(programme, row.id)
    first, last = _days(programme.in_force, row.in_force)
    formula = lower.formula(row.formula, "formula")
    notes = []
    overrides = (override for override in programme.overrides if {row.id, ALL} & set(override.rewards))
    for override in sorted(overrides, key=lambda override: override.from_):
        if override.formula is None:
            last = min(last, number_of_day(override.from_ - timedelta(days=1)))
            notes.append(f"自{override.from_.isoformat()}起按{override.document}停止执行")
        else:
            formula = lower.from_day(override.from_, lower.formula(override.formula, f"override/{override.id}"), formula, override.id)
            notes.append(f"自{override.from_.isoformat()}起按{override.document}执行")
    times = row.times or (support.Times(count=1) if row.once else None)
    return Rule(
        programme=programme.programme,
        reward=row.id,
        version=programme.version,
        position=position,
        clause=row.clause,
        label=row.label or row.trigger or row.id,
        beneficiary=row.beneficiary,
        trigger=row.trigger,
        formula=formula,
        pattern=lower.pattern(row.when) if row.when else None,
        condition=lower.condition(row.if_, "if") if row.if_ else None,
        first_day=first,
        last_day=last,
        region=region_prefix(programme.region or ""),
        bounds=_bounds(row, lower),
        times=Times(Number(f"{lower.name}/times", times.count), Scope(times.per), times.within == "year") if times else None,
        years=Years(Number(f"{lower.name}/years", row.years.count), row.years.counted == "calendar") if row.years else None,
        readings=tuple(Reading(r.question, r.taken, tuple(r.alternatives), r.confirmed_on is not None) for r in row.readings),
        is_confirmed=row.status == "confirmed",
        notes=tuple(notes),
    )


def _bounds(row: RewardRow, lower: Lowering) -> Bounds:
    caps = list(enumerate(row.caps))
    return Bounds(
        instalments=lower.number(row.instalments, "instalments"),
        round_down=lower.number(row.round_down_to_yuan and row.round_down_to_yuan * FEN, "round_down"),
        floor=lower.money_or_none(row.floor_yuan, "floor"),
        ignore_below=lower.money_or_none(row.ignore_below_yuan, "ignore_below"),
        item_caps=tuple(lower.money(cap.amount_yuan, f"cap/{index}") for index, cap in caps if cap.per == "item"),
        matter_caps=tuple(lower.money(cap.amount_yuan, f"cap/{index}") for index, cap in caps if cap.per == "matter"),
    )


def _name(programme: Programme, row: str) -> str:
    """Name a row so that no other programme or version has the same name."""
    return Lowering(programme, row).name


def _days(*validities: Validity | None) -> tuple[int, int]:
    given = [validity for validity in validities if validity]
    firsts = [number_of_day(validity.from_) for validity in given if validity.from_]
    lasts = [number_of_day(validity.to) for validity in given if validity.to]
    return max(firsts, default=FIRST_DAY), min(lasts, default=LAST_DAY)


def _own_caps(programme: Programme, book: _Book) -> Iterable[Cap]:
    """The caps of each reward over several lines, and the whole sum of a cumulative staged one."""
    for row in programme.rewards:
        lower = Lowering(programme, row.id)
        for index, cap in enumerate(row.caps):
            if cap.per not in LINE_SCOPES:
                amount = lower.money(cap.amount_yuan, f"cap/{index}")
                words = row.label or row.trigger
                yield _cap(f"{lower.name}#{index + 1}", row.clause, words, amount, cap, book.positions(programme, [row.id]), book)
        limits = book.positions(programme, [row.id])
        whole = nodes.whole_fen(book.rules[min(limits)].formula)
        if whole is not None:
            per_applicant = support.Cap(amount_yuan=Decimal(0), per="applicant")
            yield _cap(f"{lower.name}#0", row.clause, "各阶段合计", Number(f"{lower.name}/whole", whole), per_applicant, limits, book)


def _cap(
    id: str, clause: str, words: str, amount: Number, shape: support.Cap | support.SharedCap, limits: frozenset[int], book: _Book
) -> Cap:
    return Cap(
        id=id,
        clause=clause,
        words=words,
        amount=amount,
        per=Scope(shape.per),
        yearly=shape.within == "year",
        limits=limits,
        counts=book.earlier_versions(limits),
        codes=book.codes(limits),
    )


def _shared_cap(programme: Programme, row: support.SharedCap, book: _Book) -> Cap:
    amount = Lowering(programme, row.id).money(row.amount_yuan, "cap")
    return _cap(_name(programme, row.id), row.clause, row.label, amount, row, book.positions(programme, row.rewards), book)


def _highest(programme: Programme, book: _Book) -> Iterable[Highest]:
    for row in programme.stacking:
        if isinstance(row.run, support.Highest):
            rules = book.positions(programme, row.run.rewards)
            per = tuple(Scope(scope) for scope in row.run.per)
            yield Highest(_name(programme, row.id), row.clause, row.rule, rules, book.codes(rules), per, row.run.paid == "top_up")


def _better(programme: Programme, programmes: Sequence[Programme]) -> Iterable[BetterProgramme]:
    """Programmes that are not in this settlement do not contend; one alone has nothing to be better than."""
    issued = {other.programme: other.policy.issued_on or other.in_force.from_ or date.min for other in programmes}
    newest_first = sorted(issued, key=lambda name: (issued[name], name), reverse=True)
    for row in programme.stacking:
        if isinstance(row.run, support.BetterProgramme):
            named = {programme.programme, *row.run.programmes} if row.run.programmes else set(issued)
            yield BetterProgramme(_name(programme, row.id), row.clause, row.rule, tuple(name for name in newest_first if name in named))


def _each_once(found: Sequence[BetterProgramme]) -> tuple[BetterProgramme, ...]:
    """Leave out what another already says: policies name each other, and their payments count once."""
    return tuple(
        one
        for at, one in enumerate(found)
        if not any(set(one.order) < set(other.order) for other in found)
        and not any(set(one.order) == set(other.order) for other in found[:at])
    )


def _elsewhere(programme: Programme, book: _Book) -> Iterable[Elsewhere]:
    for row in programme.stacking:
        if isinstance(row.run, support.Elsewhere):
            rules = book.positions(programme, row.run.rewards)
            top_up = row.run.paid == "top_up"
            yield Elsewhere(_name(programme, row.id), row.clause, row.rule, programme.programme, rules, tuple(row.run.payers), top_up)


def _quota(programme: Programme, row: support.Quota, book: _Book) -> Quota:
    rules = book.positions(programme, row.rewards)
    count = Number(f"{Lowering(programme, row.id).name}/count", row.count)
    return Quota(
        _name(programme, row.id), row.clause, row.label, count, row.order == "amount", row.within == "year", rules, book.codes(rules)
    )


def _notes(programme: Programme) -> Iterable[Note]:
    for row in programme.stacking:
        if row.run is None or isinstance(row.run, support.Declared):
            yield Note(programme.programme, row.clause, row.rule)
