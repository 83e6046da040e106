"""Random programmes, and random applicants with matters and payments that their rules look at: small numbers, so that limits are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from luoshi.facts.nodes import Applicant, Matter, Payment, State
from luoshi.programme.nodes import Programme, StackingRow
from luoshi.programme.rows import Validity

Shape = dict[str, Any]

KINDS = ("recognition", "project")
SUBJECTS = ("甲", "乙", "丙")
LEVELS = ("nation", "province", "county")
OCCURRENCES = ("first", "renewal")
STAGES = ("受理", "上市")
DOCUMENTS = ("文1", "文2")
PROJECTS = ("P1", "P2")
MONEY_OF_MATTER = ("interest", "cost", "own_funds")
YEARS = (2022, 2023, 2024, 2025)
AS_OF = date(2025, 12, 31)
PAYERS = ("", "园区")
REWARDS = ("r0", "r1", "r2", "r3", "r4")
# A name that would break a query, and what the column of another fact might be called.
OWN_FLAG, OWN_FIGURE = "绿色 '工厂'%s", "e_above_scale"
OWN_FACTS = [
    {"name": OWN_FLAG, "label": "绿色工厂", "entity": "applicant", "type": "flag"},
    {"name": OWN_FIGURE, "label": "评分", "entity": "matter", "type": "count"},
    {"name": "above_scale_e", "label": "产值", "entity": "applicant", "type": "money", "yearly": True},
]

yuan = st.integers(0, 5000).map(lambda fen: Decimal(fen) / 100)
rates = st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(1), Fraction(7, 10), Fraction(1, 20), Fraction(3, 1000), Fraction(0)])
small = st.integers(0, 6)
days = st.builds(date, st.sampled_from(YEARS), st.sampled_from((1, 2, 12)), st.sampled_from((1, 28)))
some_words = {
    "kind": st.sampled_from(KINDS),
    "subject": st.sampled_from(SUBJECTS),
    "level": st.sampled_from(LEVELS),
    "occurrence": st.sampled_from(OCCURRENCES),
    "stage": st.sampled_from(STAGES),
}


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def without_none(shape: Shape) -> Shape:
    return {key: value for key, value in shape.items() if value is not None}


facts_of_money = st.one_of(
    st.sampled_from(MONEY_OF_MATTER).map(lambda name: {"fact": name}),
    st.sampled_from(("matter", "year_end", "year_before")).map(lambda at: {"fact": "sales", "at": at}),
    st.just({"fact": "above_scale_e", "at": "year_end"}),
)
counts = st.sampled_from([{"fact": "count"}, {"fact": "staff"}, {"product": ["count", "months"]}])
money = st.recursive(
    facts_of_money,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"sum": parts}),
        st.tuples(inner, inner).map(lambda parts: {"excess": list(parts)}),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"greatest": parts}),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: {"least": parts}),
    ),
    max_leaves=3,
)
quantities = money | facts_of_money.map(lambda fact: {"increase": fact})

patterns = st.builds(
    lambda kind, subject, level, occurrence: without_none({"kind": kind, "subject": subject, "level": level, "occurrence": occurrence}),
    st.lists(some_words["kind"], min_size=1, max_size=2, unique=True),
    maybe(st.lists(some_words["subject"], min_size=1, max_size=2, unique=True)),
    maybe(some_words["level"].map(lambda word: [word])),
    maybe(some_words["occurrence"].map(lambda word: [word])),
)
thresholds = st.sampled_from(("at_least", "more_than", "at_most", "less_than"))
tests_of_facts = st.one_of(
    st.builds(lambda at, value: {"fact": "above_scale", "at": at, "is": value}, st.sampled_from(("matter", "year_end")), st.booleans()),
    st.builds(lambda key, value: {"fact": "sales", "at": "year_end", key: value}, thresholds, yuan),
    st.builds(lambda key, value: {"fact": "count", key: Decimal(value)}, thresholds, small),
    st.builds(lambda key, day: {"fact": "on", key: day}, thresholds, days),
    st.sampled_from(({"fact": "region", "is": "1506"}, {"fact": "region", "one_of": ["150100", "150621"], "at": "year_before"})),
    st.sampled_from(({"fact": OWN_FLAG, "is": True}, {"fact": OWN_FLAG, "at": "year_end", "is": False})),
    st.just({"fact": OWN_FIGURE, "at_least": Decimal(3)}),
    st.lists(some_words["level"], min_size=1, max_size=2).map(lambda words: {"fact": "level", "one_of": words}),
    st.builds(lambda of, key, value: {"of": of, key: value}, money, thresholds, yuan),
    st.builds(lambda of, whole, key, rate: {"ratio": [of, whole], key: rate}, facts_of_money, facts_of_money, thresholds, rates),
    st.builds(lambda pattern, years: without_none({"has": pattern, "within_years": years}), patterns, maybe(st.integers(0, 3))),
)
conditions = st.recursive(
    tests_of_facts,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=4,
)

_ascending = st.lists(st.integers(0, 5000), min_size=1, max_size=3, unique=True).map(sorted)


def _tiers(starts: Sequence[int], mode: str, rate: Fraction, amount: Decimal, rate_of: Shape | None, of: Shape, above: bool) -> Shape:
    gives = [{"rate": rate * (index + 1)} if mode == "slab" or index % 2 == 0 else {"amount_yuan": amount} for index in range(len(starts))]
    key = "above" if above else "from"
    tiers = [{key: Decimal(start) / 100, **give} for start, give in zip(starts, gives, strict=True)]
    return without_none({"type": "tiers", "of": of, "mode": mode, "tiers": tiers, "rate_of": rate_of if mode == "whole" else None})


plain_formulas = st.one_of(
    yuan.map(lambda amount: {"type": "fixed", "amount_yuan": amount}),
    st.builds(lambda rate, of: {"type": "share", "rate": rate, "of": of}, rates, quantities),
    st.builds(
        lambda amount, of, most: without_none({"type": "per_item", "amount_yuan": amount, "of": of, "at_most": most}),
        yuan,
        counts,
        maybe(small),
    ),
    st.builds(
        lambda first, amount, each, more: {
            "type": "steps",
            "of": "count",
            "first": first,
            "first_amount_yuan": amount,
            "each_further": each,
            "each_amount_yuan": more,
        },
        small,
        yuan,
        st.integers(1, 3),
        yuan,
    ),
    st.builds(_tiers, _ascending, st.sampled_from(("whole", "slab")), rates, yuan, maybe(facts_of_money), money, st.booleans()),
    st.just({"type": "upto"}),
    st.builds(lambda of: {"type": "share", "rate": "by_decision", "of": of}, money),
)
staged_formulas = st.builds(
    lambda cumulative, amounts: {
        "type": "staged",
        "cumulative": cumulative,
        "stages": [{"stage": word, "amount_yuan": amount} for word, amount in zip(STAGES, amounts, strict=True)],
    },
    st.booleans(),
    st.tuples(yuan, yuan),
)
inner_formulas = plain_formulas | staged_formulas
composed_formulas = st.one_of(
    st.lists(inner_formulas, min_size=2, max_size=3).map(lambda parts: {"type": "least", "formulas": parts}),
    st.builds(
        lambda condition, formula, otherwise: without_none(
            {"type": "choose", "cases": [{"if": condition, "formula": formula}], "otherwise": otherwise}
        ),
        conditions,
        inner_formulas,
        maybe(inner_formulas),
    ),
    st.builds(
        lambda ends, formula: {"type": "by_year", "bands": [{"through": end, "formula": formula} for end in ends]},
        st.lists(st.integers(1, 4), min_size=1, max_size=2, unique=True).map(sorted),
        inner_formulas,
    ),
    staged_formulas,
    st.just({"type": "in_kind", "what": "培训"}),
)
formulas = plain_formulas | composed_formulas

caps = st.builds(
    lambda amount, per, within: {"amount_yuan": amount, "per": per, "within": within},
    yuan,
    st.sampled_from(("item", "matter", "document", "project", "subject", "level", "applicant")),
    st.sampled_from(("life", "year")),
)
times = st.builds(
    lambda count, per, within: {"count": count, "per": per, "within": within},
    st.integers(1, 2),
    st.sampled_from(("applicant", "project", "subject")),
    st.sampled_from(("life", "year")),
)
overrides = st.builds(
    lambda rewards, changes, days, last: [
        {"id": f"o{index}", "clause": "上级", "rewards": rewards, "from": day, "document": "文", **without_none({"formula": formula})}
        for index, (day, formula) in enumerate(zip(sorted(days), (*changes, last), strict=False))
    ],
    st.sampled_from((["r0"], ["r1", "r2"], ["all"])),
    st.lists(formulas, max_size=1),
    st.lists(days, max_size=2, unique=True),
    maybe(formulas),
)


@st.composite
def rewards(draw: st.DrawFn, name: str) -> Shape:
    return without_none(
        {
            "id": name,
            "clause": "一/(一)",
            "label": f"奖补{name}",
            "when": draw(patterns) if draw(st.integers(0, 7)) else None,
            "if": draw(maybe(conditions)),
            "formula": draw(formulas),
            "caps": draw(st.lists(caps, max_size=2)),
            "times": draw(maybe(times)),
            "years": draw(
                maybe(st.builds(lambda n, how: {"count": n, "counted": how}, st.integers(1, 2), st.sampled_from(("due", "calendar"))))
            ),
            "instalments": draw(maybe(st.integers(2, 3))),
            "floor_yuan": draw(maybe(yuan)),
            "ignore_below_yuan": draw(maybe(yuan)),
            "round_down_to_yuan": draw(maybe(st.integers(1, 3))),
        }
    )


def _row(kind: str, number: int, **run: Any) -> Shape:
    return {"id": f"{kind}{number}", "clause": "四", **run}


_groups = st.lists(st.sampled_from(REWARDS[:4]), min_size=2, max_size=3, unique=True)
highest = st.builds(
    lambda rewards, per, paid: {"type": "highest", "rewards": rewards, "per": per, "paid": paid},
    _groups,
    st.lists(st.sampled_from(("applicant", "level", "year", "subject", "matter")), min_size=1, max_size=2, unique=True),
    st.sampled_from(("top_up", "shut_out")),
)
elsewhere = st.builds(
    lambda payers, paid: {"type": "elsewhere", "rewards": ["all"], "payers": payers, "paid": paid},
    st.sampled_from(([], ["园区"])),
    st.sampled_from(("top_up", "shut_out")),
)


@st.composite
def programmes(draw: st.DrawFn, *, with_population_limits: bool = False, name: str = "青河") -> Programme:
    """A programme of three to five rewards with caps, stacking and, where asked, quotas and programme caps."""
    count = draw(st.integers(3, 5))
    stacking = [{**_row("s", 1, rule="就高"), "run": draw(highest)}] if draw(st.booleans()) else []
    stacking += [{**_row("s", 2, rule="不重复"), "run": draw(elsewhere)}] if draw(st.booleans()) else []
    shared = draw(st.lists(st.builds(lambda cap, group: {**cap, "rewards": group}, caps, _groups), max_size=1))
    shared = [{**_row("c", index), **cap} for index, cap in enumerate(shared) if cap["per"] not in ("item", "matter")]
    quotas = []
    if with_population_limits:
        shared.append({**_row("c", 9), "amount_yuan": draw(yuan), "per": "programme", "within": "year", "rewards": draw(_groups)})
        quota = {
            "count": draw(small),
            "order": draw(st.sampled_from(("amount", "date"))),
            "within": draw(st.sampled_from(("life", "year"))),
        }
        quotas.append({**_row("q", 1), **quota, "rewards": draw(_groups)})
    return Programme.model_validate(
        {
            "format": "luoshi-programme/1",
            "programme": name,
            "policy": {"title": "办法"},
            "region": draw(st.sampled_from((None, None, "150600"))),
            "facts": OWN_FACTS,
            "overrides": draw(overrides) if draw(st.booleans()) else [],
            "rewards": [draw(rewards(f"r{index}")) for index in range(count)],
            "stacking": stacking,
            "caps": shared,
            "quotas": quotas,
        }
    )


@st.composite
def pairs(draw: st.DrawFn) -> list[Programme]:
    """Two programmes over the same matters, the better of which counts; or two versions of one, split by a day."""
    first, second = draw(programmes()), draw(programmes(name=draw(st.sampled_from(("青河", "外县")))))
    if second.programme == first.programme:
        last = draw(days)
        old = first.model_copy(update={"in_force": Validity(to=last)})
        return [old, second.model_copy(update={"version": 2, "in_force": Validity(from_=last + timedelta(days=1))})]
    better = StackingRow.model_validate({**_row("s", 9, rule="从优"), "run": {"type": "better_programme"}})
    both = [programme.model_copy(update={"stacking": [*programme.stacking, better]}) for programme in (first, second)]
    return both if draw(st.booleans()) else [both[0], second]


_money = st.integers(0, 9000)
_amounts = {name: maybe(_money) for name in (*MONEY_OF_MATTER, "decided")}
_matter_facts = st.fixed_dictionaries(
    {"kind": some_words["kind"], "subject": some_words["subject"]},
    optional={
        "level": some_words["level"],
        "occurrence": some_words["occurrence"],
        "stage": some_words["stage"],
        "document": st.sampled_from(DOCUMENTS),
        "project": st.sampled_from(PROJECTS),
        "count": small,
        "months": small,
        "since": days,
        OWN_FIGURE: small,
        **dict.fromkeys(_amounts, _money),
    },
)
_state_facts = st.fixed_dictionaries(
    {},
    optional={
        "above_scale": st.booleans(),
        OWN_FLAG: st.booleans(),
        "sales": _money,
        "above_scale_e": _money,
        "staff": small,
        "region": st.sampled_from(("150602", "150100", "150621")),
    },
)


@st.composite
def states(draw: st.DrawFn) -> tuple[State, ...]:
    since = draw(st.lists(st.sampled_from([None, *(date(year, 1, 1) for year in YEARS), date(2023, 7, 1)]), max_size=3, unique=True))
    ordered = sorted(since, key=lambda day: day or date.min)
    return tuple(State(draw(_state_facts), day) for day in ordered)


_payment_facts = {
    "subject": some_words["subject"],
    "level": some_words["level"],
    "document": st.sampled_from(DOCUMENTS),
    "project": st.sampled_from(PROJECTS),
}


@st.composite
def payments(draw: st.DrawFn, applicant: str, matters: Sequence[str]) -> Payment:
    on = draw(days)
    return Payment(
        applicant=applicant,
        on=on,
        amount_fen=draw(_money),
        year=draw(st.sampled_from((on.year, 2022, 2023))),
        reward=draw(st.sampled_from(("", *REWARDS))),
        matter=draw(st.sampled_from(("", "旧", *matters))),
        payer=draw(st.sampled_from(PAYERS)),
        programme=draw(st.sampled_from(("", "", "青河", "外县"))),
        facts=draw(st.fixed_dictionaries({}, optional=_payment_facts)),
    )


@st.composite
def applicants(draw: st.DrawFn, name: str) -> Applicant:
    count = draw(st.integers(0, 5))
    matters = tuple(Matter(f"{name}-{index}", name, draw(days), draw(_matter_facts)) for index in range(count))
    paid = draw(st.lists(payments(name, [matter.id for matter in matters]), max_size=3))
    return Applicant(name, draw(states()), matters, tuple(paid))


def populations(size: int) -> st.SearchStrategy[list[Applicant]]:
    return st.tuples(*(applicants(f"A{index}") for index in range(size))).map(list)


def with_payment(applicant: Applicant, payment: Payment) -> Applicant:
    return replace(applicant, payments=(*applicant.payments, payment))
