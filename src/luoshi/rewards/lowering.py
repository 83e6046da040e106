"""The expressions of one reward lowered: facts found in the vocabulary, thresholds in their unit, every number with its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from luoshi.facts.vocabulary import FIELDS, Entity, FactType, choice_of
from luoshi.programme import rules as shapes
from luoshi.programme.nodes import Programme
from luoshi.rewards import nodes
from luoshi.rewards.nodes import At, Fact, Number, Op, Rate

FEN = 100
THRESHOLDS = (("at_least", Op.AT_LEAST), ("more_than", Op.MORE_THAN), ("at_most", Op.AT_MOST), ("less_than", Op.LESS_THAN))
CHOICE_FACTS = {field.name: field.choices for entity in (Entity.APPLICANT, Entity.MATTER) for field in FIELDS[entity] if field.choices}


class UnknownFact(Exception):  # noqa: N818 - errors are named as one would say them (style of the house)
    """A rule looks at a fact that nobody has declared; `check` says so before any settlement."""

    def __init__(self, fact: str, reward: str) -> None:
        super().__init__(f"奖补“{reward}”用到的“{fact}”不在事实清单里，也没有在方案的 facts 里声明")
        self.fact, self.reward = fact, reward


class Lowering:
    """Lowers the expressions of one reward; parameters are named after it and where they stand."""

    def __init__(self, programme: Programme, reward: str) -> None:
        self.programme, self.reward = programme, reward
        self.name = f"{programme.programme}/{programme.version}/{reward}"

    def money(self, yuan: Decimal, place: str) -> Number:
        """Return yuan as a parameter in fen."""
        return Number(f"{self.name}/{place}", int(yuan * FEN))

    def money_or_none(self, yuan: Decimal | None, place: str) -> Number | None:
        """Return yuan as a parameter in fen, or None."""
        return None if yuan is None else self.money(yuan, place)

    def number(self, value: int | None, place: str) -> Number | None:
        """Return a whole number as a parameter, or None."""
        return None if value is None else Number(f"{self.name}/{place}", value)

    def rate(self, value: Fraction, place: str) -> Rate:
        """Return a rate as a parameter."""
        return Rate(f"{self.name}/{place}", value)

    def fact(self, name: str, at: str = "matter") -> Fact:
        """Return the fact of that name; matters come before applicants where both have it.

        Raises:
            UnknownFact: Neither the vocabulary nor the programme has it.
        """
        if name == "on":
            return Fact("on", Entity.MATTER, FactType.DATE)
        for own in self.programme.facts:
            if own.name == name:
                return Fact(name, Entity(own.entity), own.type, _at(own.entity, at), own.yearly)
        for entity in (Entity.MATTER, Entity.APPLICANT):
            for field in FIELDS[entity]:
                if field.name == name:
                    return Fact(name, entity, field.type, _at(entity, at), field.yearly, field.most)
        raise UnknownFact(name, self.reward)

    def quantity(self, shape: shapes.Quantity) -> nodes.Quantity:
        """Return a quantity."""
        match shape:
            case shapes.FactQuantity():
                return self.fact(shape.fact, shape.at)
            case shapes.SumQuantity():
                return nodes.Sum(self._quantities(shape.sum))
            case shapes.ExcessQuantity():
                return nodes.Excess(*self._quantities(shape.excess))
            case shapes.GreatestQuantity():
                return nodes.Greatest(self._quantities(shape.greatest))
            case shapes.LeastQuantity():
                return nodes.Least(self._quantities(shape.least))
            case shapes.ProductQuantity():
                return nodes.Product(self._quantities(shape.product))
            case shapes.IncreaseQuantity():
                return nodes.Increase(self.quantity(shape.increase))

    def _quantities(self, shapes_: Iterable[shapes.Quantity]) -> tuple[nodes.Quantity, ...]:
        return tuple(self.quantity(shape) for shape in shapes_)

    def pattern(self, shape: shapes.Pattern) -> nodes.Pattern:
        """Return a pattern, its choices by their names in the vocabulary."""
        given = shape.model_dump(exclude_none=True)
        return nodes.Pattern(tuple((fact, tuple(_named(fact, word) for word in words)) for fact, words in given.items()))

    def condition(self, shape: shapes.Condition, place: str) -> nodes.Condition:
        """Return a condition; its parameters are named after `place`."""
        match shape:
            case shapes.FactCondition():
                return _together(list(self._tests_of_fact(shape, place)))
            case shapes.QuantityCondition():
                return _together(list(self._thresholds(self.quantity(shape.of), shape, place)))
            case shapes.RatioCondition():
                return _together(list(self._ratios(shape, place)))
            case shapes.HasCondition():
                return nodes.Has(self.pattern(shape.has), shape.within_years)
            case shapes.AllCondition():
                return nodes.AllOf(self._conditions(shape.all, place))
            case shapes.AnyCondition():
                return nodes.AnyOf(self._conditions(shape.any, place))
            case shapes.NotCondition():
                return nodes.Not(self.condition(shape.not_, place))

    def _conditions(self, shapes_: Iterable[shapes.Condition], place: str) -> tuple[nodes.Condition, ...]:
        return tuple(self.condition(shape, f"{place}/{index}") for index, shape in enumerate(shapes_))

    def _tests_of_fact(self, shape: shapes.FactCondition, place: str) -> Iterator[nodes.Condition]:
        fact = self.fact(shape.fact, shape.at)
        if isinstance(shape.is_, bool):
            yield nodes.IsTrue(fact) if shape.is_ else nodes.Not(nodes.IsTrue(fact))
        elif shape.is_ is not None:
            yield nodes.OneOf(fact, (_named(fact.name, shape.is_),))
        if shape.one_of is not None:
            yield nodes.OneOf(fact, tuple(_named(fact.name, word) for word in shape.one_of))
        yield from self._thresholds(fact, shape, place)

    def _thresholds(
        self, of: nodes.Quantity, shape: shapes.FactCondition | shapes.QuantityCondition, place: str
    ) -> Iterator[nodes.Condition]:
        scale = FEN if unit_of(of) is FactType.MONEY else 1
        for key, op in THRESHOLDS:
            value = getattr(shape, key)
            if value is not None:
                number = number_of_day(value) if isinstance(value, date) else int(value * scale)
                yield nodes.Compare(of, op, Number(f"{self.name}/{place}/{key}", number))

    def _ratios(self, shape: shapes.RatioCondition, place: str) -> Iterator[nodes.Condition]:
        of, whole = self._quantities(shape.ratio)
        for key, op in THRESHOLDS:
            value = getattr(shape, key)
            if value is not None:
                yield nodes.CompareRatio(of, whole, op, self.rate(value, f"{place}/{key}"))

    def formula(self, shape: shapes.Formula, place: str) -> nodes.Formula:
        """Return a formula; rates that the text leaves open become those that have been decided, each from its day on."""
        match shape:
            case shapes.Fixed():
                return nodes.Fixed(self.money(shape.amount_yuan, f"{place}/amount"))
            case shapes.Share():
                return self._share(shape, place)
            case shapes.PerItem():
                of = self.quantity(shape.of) if shape.of is not None else self.fact("count")
                amount = self.money(shape.amount_yuan, f"{place}/amount")
                return nodes.PerItem(amount, of, self.number(shape.at_most, f"{place}/at_most"), shape.item)
            case shapes.Steps():
                return self._steps(shape, place)
            case shapes.Tiers():
                return self._tiers(shape, place)
            case shapes.Staged():
                stages = enumerate(shape.stages)
                amounts = tuple((stage.stage, self.money(stage.amount_yuan, f"{place}/stage/{index}")) for index, stage in stages)
                return nodes.Staged(amounts, shape.cumulative)
            case shapes.UpTo() | shapes.Unquantified():
                return nodes.Decided()
            case shapes.InKind():
                return nodes.InKind(shape.what)
            case shapes.ByYear() | shapes.LeastOf() | shapes.Choose():
                return self._composed(shape, place)

    def _composed(self, shape: shapes.ByYear | shapes.LeastOf | shapes.Choose, place: str) -> nodes.Formula:
        match shape:
            case shapes.ByYear():
                bands = tuple(
                    (Number(f"{self.name}/{place}/{index}/through", band.through), self.formula(band.formula, f"{place}/{index}"))
                    for index, band in enumerate(shape.bands)
                )
                return nodes.ByYear(self.fact(shape.since), bands)
            case shapes.LeastOf():
                return nodes.LeastOf(tuple(self.formula(part, f"{place}/{index}") for index, part in enumerate(shape.formulas)))
            case shapes.Choose():
                cases = tuple(
                    (self.condition(case.if_, f"{place}/{index}/if"), self.formula(case.formula, f"{place}/{index}"))
                    for index, case in enumerate(shape.cases)
                )
                return nodes.Choose(cases, self.formula(shape.otherwise, f"{place}/otherwise") if shape.otherwise else None)

    def _share(self, shape: shapes.Share, place: str) -> nodes.Formula:
        if shape.of is None:
            return nodes.Awaiting()
        of = self.quantity(shape.of)
        if isinstance(shape.rate, Fraction):
            return nodes.Share(self.rate(shape.rate, f"{place}/rate"), of, shape.base)
        formula: nodes.Formula = nodes.Awaiting()
        decisions = sorted((d for d in self.programme.decisions if d.reward == self.reward), key=lambda decision: decision.from_)
        for index, decision in enumerate(decisions):
            decided = nodes.Share(self.rate(decision.rate, f"decision/{index}/rate"), of, shape.base)
            formula = self.from_day(decision.from_, decided, formula, f"decision/{index}")
        return formula

    def from_day(self, day: date, then: nodes.Formula, before: nodes.Formula, place: str) -> nodes.Formula:
        """Return what is `then` for matters from a day on, and `before` for earlier ones."""
        start = Number(f"{self.name}/{place}/from", number_of_day(day))
        return nodes.Choose(((nodes.Compare(self.fact("on"), Op.AT_LEAST, start), then),), before)

    def _steps(self, shape: shapes.Steps, place: str) -> nodes.Formula:
        return nodes.Steps(
            self.quantity(shape.of),
            Number(f"{self.name}/{place}/first", shape.first),
            self.money(shape.first_amount_yuan, f"{place}/first_amount"),
            Number(f"{self.name}/{place}/each", shape.each_further),
            self.money(shape.each_amount_yuan, f"{place}/each_amount"),
            shape.item,
        )

    def _tiers(self, shape: shapes.Tiers, place: str) -> nodes.Formula:
        of = self.quantity(shape.of)
        scale = FEN if unit_of(of) is FactType.MONEY else 1
        tiers = tuple(self._tier(tier, scale, f"{place}/{index}") for index, tier in enumerate(shape.tiers))
        return nodes.Tiers(of, shape.mode == "slab", tiers, self.quantity(shape.rate_of) if shape.rate_of is not None else None)

    def _tier(self, shape: shapes.Tier, scale: int, place: str) -> nodes.Tier:
        start = shape.from_ if shape.from_ is not None else shape.above
        assert start is not None
        return nodes.Tier(
            start=Number(f"{self.name}/{place}/start", int(start * scale)),
            inclusive=shape.from_ is not None,
            amount=self.money(shape.amount_yuan, f"{place}/amount") if shape.amount_yuan is not None else None,
            rate=self.rate(shape.rate, f"{place}/rate") if shape.rate is not None else None,
        )


def unit_of(quantity: nodes.Quantity) -> FactType:
    """Return whether a quantity is money, a count or a day; one that mixes them is refused by the checks."""
    match quantity:
        case Fact():
            return quantity.type
        case nodes.Sum() | nodes.Greatest() | nodes.Least():
            return unit_of(quantity.parts[0])
        case nodes.Excess() | nodes.Increase():
            return unit_of(quantity.of)
        case nodes.Product():
            return FactType.MONEY if any(unit_of(part) is FactType.MONEY for part in quantity.parts) else FactType.COUNT


def region_prefix(code: str) -> str:
    """Return how the codes of all places within one begin: 15 of 150000, 1506 of 150600, 150602 of itself."""
    return code if len(code) != 6 else code.removesuffix("0000") if code.endswith("0000") else code.removesuffix("00")


def number_of_day(day: date) -> int:
    """Return a day as yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def _at(entity: Entity | str, at: str) -> At:
    return At(at) if entity == Entity.APPLICANT else At.MATTER


def _named(fact: str, word: str) -> str:
    choice = choice_of(CHOICE_FACTS.get(fact, ()), word)
    return choice.name if choice else word


def _together(tests: list[nodes.Condition]) -> nodes.Condition:
    return tests[0] if len(tests) == 1 else nodes.AllOf(tuple(tests))
