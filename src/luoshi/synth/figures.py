"""The figures of matters: which log-normal each follows, and how a cell is drawn, with its share of blanks, zeros and values at an edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, MAX_COUNT, FactType
from luoshi.synth.demand import Hint
from luoshi.synth.draws import below
from luoshi.synth.enterprises import FEN
from luoshi.synth.literals import literal
from luoshi.synth.normal import lognormal, lognormal_table, normal
from luoshi.synth.profile import CountRule, Matters, MoneyRule, Profile

TABLE = "figures"
HIGHEST_FEN = MAX_AMOUNT_FEN // 100
OTHER_WORD = "其他"
DEFAULT_YEARS = 3
DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Spec:
    """How the cells of one fact are drawn: where its values begin in the table, edges, words, permilles; None where that has no meaning.

    `share`: no more than so many thousandths of a firm's sales; `is_nth`: the how manieth time in a row it is.
    """

    start: int | None = None
    edges: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    true_permille: int | None = None
    blank_permille: int = 0
    days: int | None = None
    share: int | None = None
    is_nth: bool = False


@dataclass
class Figures:
    """All specs of a population; what they look into is one table of values, `TABLE`, in `values`.

    `labels` are those of the facts that a programme has of its own.
    """

    profile: Profile
    labels: Mapping[str, str] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    starts: dict[tuple[int, Decimal, int], int] = field(default_factory=dict)

    def tables(self) -> dict[str, Sequence[int]]:
        """Return the table of values for `set_tables`; complete when all specs have been asked for."""
        return {TABLE: self.values or [0, 0]}

    @property
    def matters(self) -> Matters:
        """The shares of odd cells."""
        return self.profile.matters

    def spec(self, name: str, type: FactType, subject: str, hint: Hint | None) -> Spec:
        """Return how a fact is drawn for matters of a name, of which `hint` says how rules look at it."""
        matters = self.matters
        if type is FactType.FLAG:
            wished = 1000 - matters.wished_permille if hint and hint.wished is False else matters.wished_permille
            return Spec(true_permille=wished, blank_permille=matters.unknown_permille)
        if type is FactType.DATE:
            return Spec(days=(hint.years if hint and hint.years else DEFAULT_YEARS) * DAYS_A_YEAR, blank_permille=matters.unknown_permille)
        if type in (FactType.MONEY, FactType.COUNT):
            rule, most = self._rule(type, name, subject), _most(hint, type)
            edges = tuple(sorted(edge for edge in hint.edges if edge < most)) if hint else ()
            blank = matters.unknown_permille if rule.unknown_permille is None else rule.unknown_permille
            share = rule.of_sales_permille if isinstance(rule, MoneyRule) else None
            is_nth = isinstance(rule, CountRule) and rule.is_nth
            return Spec(self._start(rule, edges, most), edges, blank_permille=blank, share=share, is_nth=is_nth)
        return Spec(words=tuple(hint.words) if hint else (), blank_permille=matters.unknown_permille)

    def _rule(self, type: FactType, name: str, subject: str) -> MoneyRule | CountRule:
        rules: Sequence[MoneyRule | CountRule] = self.profile.facts.money if type is FactType.MONEY else self.profile.facts.counts
        return next(rule for rule in rules if rule.fact in (None, name) and self._is_about(rule, name, subject))

    def _is_about(self, rule: MoneyRule | CountRule, name: str, subject: str) -> bool:
        labels = rule.labels if isinstance(rule, CountRule) else []
        is_labelled = not labels or any(word in self.labels.get(name, "") for word in labels)
        return is_labelled and (not rule.words or any(word in subject for word in rule.words))

    def _start(self, rule: MoneyRule | CountRule, edges: tuple[int, ...], most: int) -> int:
        """Where the values begin; those of a fact that the population file does not name are of the size of its thresholds."""
        if isinstance(rule, MoneyRule):
            median, highest = rule.median_yuan * FEN, HIGHEST_FEN
        else:
            median, highest = rule.median, rule.highest
        if rule.fact is None and edges:
            median = edges[len(edges) // 2] * 3 // 2
        key = (median, rule.sigma, min(most, max(highest, 2 * median)))
        if key not in self.starts:
            self.starts[key] = len(self.values)
            self.values += lognormal_table(*key)
        return self.starts[key]

    def value(self, type: FactType, spec: Spec, value: str, mode: str, day: str = "NULL") -> str:
        """Return the SQL of a cell whose spec is known when the query is written."""
        cell = Cell(*map(literal, (spec.start, list(spec.edges), list(spec.words), spec.true_permille, spec.blank_permille, spec.days)))
        # Drawn once for all years, without a matter: no share of one year's sales, and no how manieth time.
        return self.cell(type, cell, value, mode, normal(value), day)

    def cell(self, type: FactType, cell: Cell, value: str, mode: str, deviation: str, day: str) -> str:
        """Return the SQL of a cell.

        Args:
            type: Of the fact.
            cell: SQL of the parts of its spec.
            value: 32 random bits for the value.
            mode: 32 random bits for what kind of value it is.
            deviation: `normal(value)`, a column where many rows are drawn.
            day: SQL of the day of the matter.
        """
        at = below(mode, 1000)
        blank = f"{at} < {cell.blank}"
        match type:
            case FactType.MONEY | FactType.COUNT:
                return self._number(type, cell, value, deviation, at)
            case FactType.FLAG:
                return f"CASE WHEN {cell.true} IS NOT NULL AND NOT {blank} THEN {below(value, 1000)} < {cell.true} END"
            case FactType.DATE:
                back = below(value, f"coalesce({cell.days}, 0)")
                return f"CASE WHEN {cell.days} IS NOT NULL AND NOT {blank} THEN {day} - {back}::INTEGER END"
            case FactType.REGION:
                return self._word(cell, value, at, blank, other="region")
            case _:
                return self._word(cell, value, at, blank, other=f"'{OTHER_WORD}'")

    def _number(self, type: FactType, cell: Cell, value: str, deviation: str, at: str) -> str:
        """Blank, zero, at an edge (the one below it, it, the one above it), or log-normal; a count is one at least."""
        zero, edge = (
            f"{cell.blank} + {self.matters.zero_permille}",
            f"{cell.blank} + {self.matters.zero_permille + self.matters.edge_permille}",
        )
        edges = f"(({cell.edges})::BIGINT[])"
        at_edge = f"greatest(0, {edges}[({value} % len({edges})::UBIGINT)::BIGINT + 1] + ({value} >> 20)::BIGINT % 3 - 1)"
        drawn = lognormal(TABLE, deviation, f"coalesce({cell.start}, 0)")
        least = f"greatest(1, {drawn})" if type is FactType.COUNT else f"least({drawn}, coalesce({cell.most}, {drawn}))"
        nth = f"WHEN {cell.nth} THEN {cell.turn} " if type is FactType.COUNT else ""
        return (
            f"CASE WHEN {cell.start} IS NULL OR {at} < {cell.blank} THEN NULL {nth}WHEN {at} < {zero} THEN 0 "
            f"WHEN len({edges}) > 0 AND {at} < {edge} THEN {at_edge} ELSE {least} END::BIGINT"
        )

    def _word(self, cell: Cell, value: str, at: str, blank: str, *, other: str) -> str:
        words = f"(({cell.words})::VARCHAR[])"
        is_known = f"len({words}) > 0 AND {at} < {1000 - self.matters.stray_permille}"
        word = f"{words}[({value} % greatest(1, len({words}))::UBIGINT)::BIGINT + 1]"
        return f"CASE WHEN {blank} OR {cell.words} IS NULL THEN NULL WHEN {is_known} THEN {word} ELSE {other} END"


def _most(hint: Hint | None, type: FactType) -> int:
    """The greatest number that a cell can hold; a number that something changes at counts where there is room for the one above."""
    return (hint.fact.most if hint else None) or (MAX_AMOUNT_FEN if type is FactType.MONEY else MAX_COUNT)


@dataclass(frozen=True, slots=True)
class Cell:
    """The parts of a spec in SQL: literals, or columns of a table of specs.

    `most`: the greatest amount for this firm; `turn`: the how manieth time it is.
    """

    start: str
    edges: str
    words: str
    true: str
    blank: str
    days: str
    most: str = "NULL"
    nth: str = "false"
    turn: str = "1"
