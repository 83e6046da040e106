"""The packs of three counties and the region: nothing of the hand-made readings is lost, and every reward runs as far as its text goes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from luoshi.facts.nodes import Applicant, Matter, State
from luoshi.facts.vocabulary import FactType
from luoshi.programme import rules
from luoshi.programme.check import check_programme
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.support import RateDecision
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter, Line, Status
from luoshi.source import Severity
from tools.corpus import ROOT

FOLDER = ROOT / "src" / "luoshi" / "packs" / "programmes"
DOCUMENTS = {
    "dalad": "dalad-2022-2024",
    "horinger": "horinger-2025-2027",
    "arun": "arun-2021-2023",
    "inner-mongolia": "inner-mongolia-2021-2025",
}
SECTIONS = {
    "target": "targets",
    "duty": "duties",
    "reward": "rewards",
    "stacking": "stacking",
    "register": "registers",
    "procedure": "procedures",
    "deadline": "deadlines",
}
MONEY_FEN = 1_000_000


def load(name: str) -> Programme:
    return programme_from_yaml((FOLDER / f"{name}.yaml").read_text("utf-8"))


@dataclass(frozen=True)
class Pair:
    """One pack and the hand-made reading of its document."""

    pack: Programme
    gold: list[dict]

    def of(self, kind: str) -> list[dict]:
        return [row for row in self.gold if row["kind"] == kind]

    def places(self, kind: str) -> Iterator[tuple[str, object]]:
        """Every place of every row: a promise that is printed twice is one row with two."""
        for row in getattr(self.pack, SECTIONS[kind]):
            yield from ((clause, row) for clause in (row.clause, *(place.clause for place in row.also)))

    def names(self, words: list[str]) -> tuple[str, ...]:
        """The units that the reading names, by the names they have in the pack; 档案史志馆及各相关部门 are two."""
        name_of = {name: unit.name for unit in self.pack.units for name in (unit.name, *unit.aliases)}
        parts = [part for word in words for part in ([word] if word in name_of else word.split("及"))]
        return tuple(dict.fromkeys(name_of[part] for part in parts))


@pytest.fixture(scope="module", params=DOCUMENTS)
def pair(request: pytest.FixtureRequest, corpus: Path) -> Pair:
    lines = (corpus / "gold" / f"{DOCUMENTS[request.param]}.jsonl").read_text("utf-8").splitlines()
    return Pair(load(request.param), [json.loads(line, parse_float=Decimal) for line in lines])


@pytest.fixture(params=DOCUMENTS)
def pack(request: pytest.FixtureRequest) -> Programme:
    return load(request.param)


# --- with the hand-made reading --------------------------------------------------------------------------------------------------


def when(period: dict) -> tuple:
    return tuple(sorted((key, str(value)) for key, value in period.items()))


def when_written(row) -> tuple:
    return when(row.period.model_dump(by_alias=True, exclude_none=True))


def values(value: object) -> tuple[Decimal, ...]:
    return tuple(Decimal(one) for one in (value if isinstance(value, list | tuple) else (value,)))


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_clause_has_as_many_places_as_the_reading(pair, kind):
    assert Counter(clause for clause, _ in pair.places(kind)) == Counter(row["clause"] for row in pair.of(kind))


@pytest.mark.parametrize("kind", SECTIONS)
def test_rows_stand_in_the_order_of_the_document(pair, kind):
    order = list(dict.fromkeys(row["clause"] for row in pair.of(kind)))
    at = [order.index(row.clause) for row in getattr(pair.pack, SECTIONS[kind])]
    assert at == sorted(at)


def test_targets_have_the_figures_of_the_reading_in_every_place(pair):
    written = Counter((clause, t.measure, t.op, values(t.value), t.unit, when_written(t)) for clause, t in pair.places("target"))
    read = Counter((t["clause"], t["measure"], t["op"], values(t["value"]), t["unit"], when(t["period"])) for t in pair.of("target"))
    assert written == read


def test_targets_say_what_is_our_reading_and_not_printed(pair):
    def implied(row: dict) -> set[str]:
        return {key.removesuffix("_implied") for key in row if key.endswith("_implied")}

    read = Counter((t["clause"], tuple(sorted(implied(t)))) for t in pair.of("target"))
    assert Counter((clause, tuple(sorted(t.implied))) for clause, t in pair.places("target")) == read


def test_duties_have_the_units_of_the_reading(pair):
    written = [(d.clause, tuple(d.lead), tuple(d.support)) for d in pair.pack.duties]
    assert written == [(d["clause"], pair.names(d["lead"]), pair.names(d["support"])) for d in pair.of("duty")]


def test_deadlines_have_the_times_of_the_reading(pair):
    assert [(d.clause, when_written(d)) for d in pair.pack.deadlines] == [(d["clause"], when(d["period"])) for d in pair.of("deadline")]


def test_procedures_have_the_actors_of_the_reading(pair):
    written = Counter((p.clause, tuple(p.who)) for p in pair.pack.procedures if not p.also)
    read = Counter((p["clause"], pair.names(p["who"])) for p in pair.of("procedure"))
    assert written - read == Counter()
    merged = [p for p in pair.pack.procedures if p.also]
    assert (read - written).total() == sum(1 + len(p.also) for p in merged)
    assert {name for (_, who) in read - written for name in who} <= {name for p in merged for name in p.who}


def figures_printed(reward: dict) -> tuple:
    return reward["clause"], reward["formula"].get("amount"), reward["formula"].get("rate"), reward["cap"], bool(reward["once"])


def figures_written(clause: str, reward: RewardRow) -> tuple:
    formula = reward.formula
    rate = formula.rate if isinstance(formula, rules.Share) and formula.rate != "by_decision" else None
    amount = formula.amount_yuan if isinstance(formula, rules.Fixed) else None
    return clause, amount, rate, next((cap.amount_yuan for cap in reward.caps), None), bool(reward.once)


def test_rewards_have_the_figures_of_the_reading(pair):
    written = Counter(figures_written(clause, reward) for clause, reward in pair.places("reward"))
    assert written == Counter(map(figures_printed, pair.of("reward")))


def test_free_offices_are_promised_for_as_many_years_as_the_reading_says(pair):
    for reward in (row for row in pair.of("reward") if row["years"]):
        kinds = [r.formula.what for r in pair.pack.rewards if r.clause == reward["clause"] and isinstance(r.formula, rules.InKind)]
        assert [re.findall(r"\d+", what) for what in kinds] == [[str(reward["years"])]]


def test_no_sentence_and_no_leader_is_taken_over(pair):
    text = (FOLDER / f"{pair.pack.programme}.yaml").read_text("utf-8")
    leaders = {name for duty in pair.of("duty") for name in duty["leader"]}
    assert {name for name in leaders if name in text} == set()
    assert "quote:" not in text


# --- by themselves ---------------------------------------------------------------------------------------------------------------


def all_rows(pack: Programme) -> list:
    return [row for section in SECTIONS.values() for row in getattr(pack, section)]


def test_a_pack_has_no_errors_and_no_warnings(pack):
    assert [found for found in check_programme(pack) if found.severity in (Severity.ERROR, Severity.WARNING)] == []


def test_every_row_is_a_draft_that_names_nobody(pack):
    assert [row.id for row in all_rows(pack) if row.status != "draft" or row.quote or row.confirmed_by] == []
    assert [duty.id for duty in pack.duties if duty.leader] == []
    assert pack.status == "draft"


def test_ids_number_the_rows_of_a_clause(pack):
    for kind, section in SECTIONS.items():
        seen: Counter[str] = Counter()
        for row in getattr(pack, section):
            seen[row.clause] += 1
            assert row.id == f"{kind}:{row.clause}:{seen[row.clause]}"


def test_every_unit_that_is_named_exists(pack):
    names = {unit.name for unit in pack.units}
    named = {name for duty in pack.duties for name in (*duty.lead, *duty.support)} | {name for p in pack.procedures for name in p.who}
    named |= {unit.parent for unit in pack.units if unit.parent} | {name for unit in pack.units for name in unit.members}
    assert named - names == set()
    assert pack.interpreter in names


def test_no_reading_is_confirmed_and_each_has_another_way(pack):
    readings = [(r.id, reading) for r in pack.rewards for reading in r.readings]
    assert [id for id, reading in readings if reading.confirmed_on or reading.taken in reading.alternatives] == []


def test_every_step_of_a_procedure_is_a_few_words(pack):
    assert [p.id for p in pack.procedures if not p.steps or max(map(len, p.steps)) > 12] == []


def test_a_pack_says_what_its_text_leaves_open(pack):
    assert all(found["clause"] and found["message"] and found["hint"] for found in pack.to_check)
    assert len(pack.to_check) >= 3


# --- what the rewards give -------------------------------------------------------------------------------------------------------


@dataclass
class Case:
    """An applicant whom a reward is made for: its facts, its matter, and what has to have happened before."""

    facts: dict
    earlier: list[dict]


def meet(condition, case: Case) -> None:
    """Make a case in which the condition holds; the packs use no more than these."""
    match condition:
        case None:
            return
        case rules.AllCondition():
            for part in condition.all:
                meet(part, case)
        case rules.HasCondition():
            case.earlier.append(facts_of(condition.has))
        case rules.FactCondition(is_=bool() as flag):
            case.facts[condition.fact] = flag
        case rules.FactCondition(at_least=Decimal() as least):
            case.facts[condition.fact] = int(least)
        case _:
            pytest.fail(f"no case is made for {condition}")


def facts_of(pattern: rules.Pattern) -> dict:
    return {key: words[0] for key, words in pattern.model_dump(exclude_none=True).items()}


def settle(pack: Programme, reward: RewardRow, **more: object) -> Line:
    """Settle the reward for the applicant it is made for, on the last day that the programme judges."""
    day = pack.in_force.to
    assert day is not None
    case = Case(facts_of(reward.when), [])
    meet(reward.if_, case)
    facts = case.facts | more
    before = day - timedelta(days=30)
    matters = tuple(Matter(f"E{at}", "甲", before, found) for at, found in enumerate(case.earlier))
    applicant = Applicant("甲", (State(facts),), (*matters, Matter("M", "甲", day, facts)))
    lines = Interpreter(book_of([pack])).settle(applicant, day)
    return next(line for line in lines if line.rule.reward == reward.id and line.matter_id == "M")


def test_every_reward_finds_the_applicant_it_is_made_for(pack):
    expected = {
        rules.Fixed: Status.OWED,
        rules.Share: Status.AWAITING_DECISION,
        rules.Unquantified: Status.AWAITING_DECISION,
        rules.InKind: Status.IN_KIND,
    }
    assert [(r.id, settle(pack, r).status) for r in pack.rewards] == [(r.id, expected[type(r.formula)]) for r in pack.rewards]


def test_what_an_office_decides_is_owed_to_the_fen(pack):
    open_ones = [r for r in pack.rewards if isinstance(r.formula, rules.Unquantified)]
    assert [(r.id, settle(pack, r, decided=1_234_567).owed_fen) for r in open_ones] == [(r.id, 1_234_567) for r in open_ones]


def test_a_rate_that_is_not_printed_runs_once_it_is_decided(pack):
    shares = [r for r in pack.rewards if isinstance(r.formula, rules.Share)]
    third = [RateDecision(**{"reward": r.id, "rate": Fraction(1, 3), "from": date(2000, 1, 1), "document": "会议纪要"}) for r in shares]
    decided = pack.model_copy(update={"decisions": third})
    money = {r.id: {r.formula.of.fact: MONEY_FEN} for r in shares}
    assert [settle(decided, r, **money[r.id]).owed_fen for r in shares] == [333_333] * len(shares)


@pytest.mark.parametrize(
    ("name", "waiting"),
    [
        ("dalad", []),
        ("horinger", []),
        ("arun", ["reward:三/(二)/6:2", "reward:三/(二)/7/(17):1"]),
        ("inner-mongolia", ["reward:第八章/第二节:1", "reward:第九章/第二节:2"]),
    ],
)
def test_interest_and_proceeds_wait_for_a_rate_and_not_for_an_amount(name, waiting):
    assert [r.id for r in load(name).rewards if isinstance(r.formula, rules.Share)] == waiting


def test_every_fact_of_a_programme_is_looked_at_by_a_reward(pack):
    text = json.dumps([reward.model_dump(mode="json", by_alias=True) for reward in pack.rewards], ensure_ascii=False)
    assert [fact.name for fact in pack.facts if f'"{fact.name}"' not in text] == []
    assert {fact.type for fact in pack.facts} <= {FactType.FLAG, FactType.MONEY, FactType.COUNT}


def test_a_first_entry_into_statistics_gives_fifty_thousand_yuan_once():
    pack = load("horinger")
    reward = next(r for r in pack.rewards if r.id == "reward:四/10:2")
    assert settle(pack, reward).owed_fen == 5_000_000

    entry = {"kind": "statistics", "subject": "规模以上工业企业", "occurrence": "first"}
    days = (date(2025, 3, 1), date(2026, 3, 1))
    twice = Applicant("甲", (), tuple(Matter(f"M{day.year}", "甲", day, entry) for day in days))
    lines = Interpreter(book_of([pack])).settle(twice, date(2026, 12, 31))
    assert [(line.matter_id, line.owed_fen) for line in lines] == [("M2025", 5_000_000), ("M2026", 0)]


def test_the_interest_of_one_loan_is_printed_twice_and_paid_once():
    pack = load("arun")
    assert [(r.clause, [place.clause for place in r.also]) for r in pack.rewards if r.also] == [
        ("三/(二)/6", ["三/(二)/6/(14)", "三/(二)/6/(15)"]),
        ("三/(二)/6", ["三/(二)/6/(15)"]),
    ]
