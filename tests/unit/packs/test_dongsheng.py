"""The pack of 东胜区: every commitment of the hand-made reading, figure by figure; a wrong one here pays somebody the wrong money."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme, RewardRow
from luoshi.programme.rules import Fixed, InKind, LeastOf, PerItem, Share, Staged, Unquantified, UpTo
from luoshi.rewards.from_programme import book_of
from tools.corpus import ROOT

PACK = ROOT / "src" / "luoshi" / "packs" / "programmes" / "dongsheng.yaml"
SECTIONS = {
    "target": "targets",
    "duty": "duties",
    "reward": "rewards",
    "stacking": "stacking",
    "register": "registers",
    "procedure": "procedures",
    "deadline": "deadlines",
}


@pytest.fixture(scope="module")
def pack() -> Programme:
    return programme_from_yaml(PACK.read_text("utf-8"))


@pytest.fixture(scope="module")
def gold(corpus: Path) -> list[dict]:
    """The hand-made reading, in the order of the document."""
    return [json.loads(line) for line in (corpus / "gold" / "dongsheng-2025.jsonl").read_text("utf-8").splitlines()]


def rows(pack: Programme, kind: str) -> list:
    return getattr(pack, SECTIONS[kind])


def of_kind(gold: list[dict], kind: str) -> list[dict]:
    return [row for row in gold if row["kind"] == kind]


def whole(formula):
    """Of a share that is held below an amount, the share."""
    return formula.formulas[0] if isinstance(formula, LeastOf) else formula


def caps_of(pack: Programme, reward: RewardRow) -> set[Decimal]:
    """What bounds a reward, alone or with others."""
    return {cap.amount_yuan for cap in reward.caps} | {cap.amount_yuan for cap in pack.caps if reward.id in cap.rewards}


def kind_of(reward: RewardRow) -> str:
    formula = whole(reward.formula)
    return "unquantified" if isinstance(formula, InKind) else formula.type


def figures_of(reward: RewardRow):
    """The amount, the rate or the stages that the clause prints."""
    match whole(reward.formula):
        case Fixed() | PerItem() as formula:
            return formula.amount_yuan
        case Share() as formula:
            return None if formula.rate == "by_decision" else formula.rate
        case Staged() as formula:
            return [stage.amount_yuan for stage in formula.stages]
        case _:
            return None


def printed_figures(formula: dict):
    match formula["type"]:
        case "fixed" | "per_item":
            return formula["amount"]
        case "match" | "share":
            return None if formula["rate"] is None else Fraction(str(formula["rate"]))
        case "staged":
            return [stage["amount"] for stage in formula["stages"]]
        case _:
            return None


# --- with the hand-made reading --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_clause_has_as_many_rows_as_the_reading_in_its_order(pack, gold, kind):
    assert [row.clause for row in rows(pack, kind)] == [row["clause"] for row in of_kind(gold, kind)]


def test_targets_have_the_figures_of_the_reading(pack, gold):
    written = [(t.measure, t.op, t.value, t.unit, int(t.period.by)) for t in pack.targets]
    assert written == [(t["measure"], t["op"], Decimal(str(t["value"])), t["unit"], t["period"]["by"]) for t in of_kind(gold, "target")]


def test_deadlines_have_the_years_of_the_reading(pack, gold):
    assert [d.period.on for d in pack.deadlines] == [d["period"]["on"] for d in of_kind(gold, "deadline")]


def test_duties_have_the_units_of_the_reading(pack, gold):
    name_of = {name: unit.name for unit in pack.units for name in (unit.name, *unit.aliases)}
    written = [(d.lead, d.support) for d in pack.duties]
    assert written == [([name_of[u] for u in d["lead"]], [name_of[u] for u in d["support"]]) for d in of_kind(gold, "duty")]


def test_procedures_have_as_many_actors_as_the_reading(pack, gold):
    assert [(p.id, len(p.who)) for p in pack.procedures] == [
        (p.id, len(read["who"])) for p, read in zip(pack.procedures, of_kind(gold, "procedure"), strict=True)
    ]


def test_rewards_have_the_formulas_and_figures_of_the_reading(pack, gold):
    written = [(r.id, kind_of(r), figures_of(r)) for r in pack.rewards]
    read = [(r["formula"]["type"], printed_figures(r["formula"])) for r in of_kind(gold, "reward")]
    assert written == [(reward.id, *figures) for reward, figures in zip(pack.rewards, read, strict=True)]


def test_rewards_have_the_caps_of_the_reading(pack, gold):
    expected = [{Decimal(r["cap"])} if r["cap"] is not None else set() for r in of_kind(gold, "reward")]
    assert [(r.id, caps_of(pack, r)) for r in pack.rewards] == [(r.id, caps) for r, caps in zip(pack.rewards, expected, strict=True)]


def test_rewards_count_their_caps_by_what_the_reading_says(pack, gold):
    words = {"platform": "平台", "applicant": "企业", "team": "团队", "project": "项目"}
    written = [words[cap.per] + ("/年" if cap.within == "year" else "") for r in pack.rewards for cap in r.caps]
    read = [r["cap_per"] for r in of_kind(gold, "reward") if r["cap"] is not None and r["formula"]["type"] != "per_item"]
    # An institution is the applicant itself; the yearly appraisal is our reading of a cap that names no time.
    assert written == [{"机构": "企业"}.get(per, per) if index != 6 else "企业/年" for index, per in enumerate(read)]
    assert [cap.per for cap in pack.caps] == ["applicant"]


def test_rewards_are_once_and_for_years_where_the_reading_says_so(pack, gold):
    written = [(r.id, bool(r.once), r.years.count if r.years else r.instalments) for r in pack.rewards]
    read = [(bool(r["once"]), r["years"]) for r in of_kind(gold, "reward")]
    assert written == [(reward.id, *marks) for reward, marks in zip(pack.rewards, read, strict=True)]


def test_no_leader_is_named(pack, gold):
    leaders = {name for row in of_kind(gold, "duty") for name in row["leader"]}
    text = PACK.read_text("utf-8")
    assert {name for name in leaders if name in text} == set()
    assert [d.id for d in pack.duties if d.leader] == []


# --- by itself -------------------------------------------------------------------------------------------------------------------


def test_ids_number_the_rows_of_a_clause(pack):
    for kind in SECTIONS:
        seen: Counter[str] = Counter()
        for row in rows(pack, kind):
            seen[row.clause] += 1
            assert row.id == f"{kind}:{row.clause}:{seen[row.clause]}"


def test_every_row_is_a_draft_in_our_own_words(pack):
    everything = [row for kind in SECTIONS for row in rows(pack, kind)] + list(pack.caps)
    assert [row.id for row in everything if row.status != "draft" or row.quote is not None] == []
    assert pack.status == "draft"


def test_every_unit_that_is_named_exists(pack):
    names = {unit.name for unit in pack.units}
    named = {name for duty in pack.duties for name in (*duty.lead, *duty.support)} | {u.parent for u in pack.units if u.parent}
    assert named - names == set()
    assert pack.interpreter in names


def test_every_reward_can_run(pack):
    assert [rule.reward for rule in book_of([pack]).rules] == [reward.id for reward in pack.rewards]


def test_every_quantified_reward_says_for_what_and_of_what(pack):
    assert [r.id for r in pack.rewards if r.when is None] == []
    assert [r.id for r in pack.rewards if isinstance(f := whole(r.formula), Share | PerItem) and f.of is None] == []


def test_what_prints_no_figure_waits_for_a_decision(pack):
    open_rates = [r.id for r in pack.rewards if isinstance(f := whole(r.formula), Share) and f.rate == "by_decision"]
    assert open_rates == ["reward:二/(二)/5:3"]
    assert [r.id for r in pack.rewards if isinstance(r.formula, UpTo) and not r.caps] == []
    assert [r.id for r in pack.rewards if isinstance(r.formula, Unquantified) and not r.doubts] == []


def test_every_reading_has_another_way_and_is_not_confirmed(pack):
    readings = [(r.id, reading) for r in pack.rewards for reading in r.readings]
    assert [id for id, reading in readings if reading.taken in reading.alternatives or reading.confirmed_on] == []
    assert all(reading.question and reading.taken for _, reading in readings)


def test_a_clause_that_gives_on_top_of_another_grant_asks_for_it(pack):
    book = {rule.reward: rule for rule in book_of([pack]).rules}
    on_top = ["9:2", "9:3", "12:2", "12:3", "14:1", "21:2", "25:1"]
    asking = [id.rsplit("/", 1)[1] for id, rule in book.items() if "more_than" in repr(rule.condition)]
    assert asking == on_top
