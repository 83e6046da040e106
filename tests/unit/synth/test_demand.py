"""What a programme asks about: the population can only exercise what is read out of its rules here."""

from __future__ import annotations

import pytest

from luoshi.facts.vocabulary import FactType
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.from_programme import book_of
from luoshi.synth.demand import Demand, Story, demand_of

HEAD = """
format: luoshi-programme/1
programme: t
policy: {title: 试}
region: "150602"
facts:
  - {name: in_pool, label: 在库, entity: applicant, type: flag}
  - {name: own_brand, label: 自主品牌, entity: matter, type: flag}
rewards:
"""


def demand(*rewards: str, more: str = "") -> Demand:
    rows = "".join(f"  - {{id: r{number}, clause: 一, {reward}}}\n" for number, reward in enumerate(rewards))
    return demand_of(book_of([programme_from_yaml(HEAD + rows + more)]))


def only(demand: Demand) -> Story:
    (story,) = demand.stories.values()
    return story


FIXED = "formula: {type: fixed, amount_yuan: 10}"


def test_pattern_becomes_a_story_with_all_that_it_lists() -> None:
    found = only(demand(f"when: {{kind: recognition, subject: 重点实验室, level: [nation, 自治区], occurrence: first}}, {FIXED}"))

    (ask,) = found.asks
    assert (ask.kind, ask.subject, ask.levels, ask.occurrences) == ("recognition", "重点实验室", ("nation", "province"), ("first",))
    assert ask.region == "150602"


@pytest.mark.parametrize(
    ("names", "stories"),
    [
        ("[国家高新技术企业, 高新技术企业]", 1),
        ("[专精特新中小企业, “专精特新”中小企业]", 1),
        ("[企业技术研究开发中心, 企业研究开发中心]", 1),
        ("[重点实验室, 技术创新中心]", 2),
        ("[新材料, 新技术]", 2),
    ],
)
def test_names_of_which_one_is_contained_in_the_other_are_one_thing(names: str, stories: int) -> None:
    found = demand(f"when: {{kind: recognition, subject: {names}}}, {FIXED}")

    assert len(found.stories) == stories
    assert sum(len(story.names) for story in found.stories.values()) == 2


def test_same_name_in_two_rewards_is_one_story_with_two_asks() -> None:
    found = only(
        demand(
            f"when: {{kind: recognition, subject: [国家高新技术企业, 高新技术企业], occurrence: first}}, {FIXED}",
            f"when: {{kind: recognition, subject: 高新技术企业, occurrence: renewal}}, {FIXED}",
        )
    )

    assert list(found.names) == ["国家高新技术企业", "高新技术企业"]
    assert [(ask.subject, ask.occurrences) for ask in found.asks] == [("国家高新技术企业", ("first",)), ("国家高新技术企业", ("renewal",))]


def test_pattern_without_a_name_takes_the_word_of_its_kind() -> None:
    assert list(only(demand(f"when: {{kind: patent}}, {FIXED}")).names) == ["专利"]


def test_figures_that_formulas_and_conditions_read_are_asked_for_with_their_edges() -> None:
    formula = "formula: {type: tiers, of: contract, mode: whole, tiers: [{from: 100, rate: 1%}, {above: 5000, rate: 2%}]}"
    found = demand(f"when: {{kind: transfer, subject: 技术合同}}, if: {{fact: area, at_least: 30}}, {formula}")

    assert found.figures == {"area": FactType.COUNT, "contract": FactType.MONEY}
    hints = only(found).hints
    assert (hints["area"].edges, hints["contract"].edges) == ({30}, {10_000, 500_000})


def test_amount_that_an_office_decides_is_asked_for() -> None:
    assert demand("when: {kind: project, subject: 甲}, formula: {type: upto}").figures == {"decided": FactType.MONEY}


def test_flags_are_wished_for_as_the_condition_wants_them() -> None:
    condition = "if: {all: [{fact: reviewed, is: true}, {not: {fact: own_brand, is: true}}, {fact: in_pool, is: true}]}"
    found = demand(f"when: {{kind: project, subject: 甲}}, {condition}, {FIXED}")

    assert {name: hint.wished for name, hint in only(found).hints.items()} == {"reviewed": True, "own_brand": False}
    assert found.own["in_pool"].wished is True


def test_another_matter_that_a_condition_looks_for_has_a_story_too() -> None:
    condition = "if: {has: {kind: recognition, subject: 科技特派员}}"
    found = demand(f"when: {{kind: financing, subject: 创业贷款}}, {condition}, {FIXED}")

    assert {key: [ask.is_support for ask in story.asks] for key, story in found.stories.items()} == {
        ("financing", "创业贷款"): [False],
        ("recognition", "科技特派员"): [True],
    }


def test_stages_come_in_the_order_of_the_formula() -> None:
    stages = "stages: [{stage: 股改, amount_yuan: 1}, {stage: 受理, amount_yuan: 2}, {stage: 上市, amount_yuan: 3}]"
    found = only(demand(f"when: {{kind: listing, subject: 上市}}, formula: {{type: staged, {stages}}}"))

    assert (list(found.stages), found.is_staged) == (["股改", "受理", "上市"], True)


def test_years_of_a_rate_that_changes_by_year_say_how_far_back_it_begins() -> None:
    bands = "bands: [{through: 2, formula: {type: fixed, amount_yuan: 1}}, {through: 5, formula: {type: fixed, amount_yuan: 2}}]"
    found = only(demand(f"when: {{kind: purchase, subject: 租用}}, formula: {{type: by_year, {bands}}}"))

    assert found.hints["since"].years == 6


def test_limits_by_project_platform_and_team_ask_for_their_numbers() -> None:
    caps = "caps: [{amount_yuan: 5, per: project}]"
    shared = "caps:\n  - {id: c, clause: 一, amount_yuan: 9, per: team, rewards: [r0]}\n"
    found = only(demand(f"when: {{kind: project, subject: 甲}}, {FIXED}, {caps}, times: {{count: 1, per: platform}}", more=shared))

    assert found.scopes & {"project", "platform", "team"} == {"project", "platform", "team"}


def test_figures_of_the_applicant_that_make_an_amount_larger_are_told_from_those_taken_off() -> None:
    formula = "formula: {type: share, rate: 20%, of: {excess: [rd_spend, fiscal_support]}}"
    (ask,) = only(demand(f"when: {{kind: cooperation, subject: 入股}}, {formula}")).asks

    assert [fact.name for fact in ask.figures] == ["rd_spend"]


def test_reward_that_looks_at_the_applicant_alone_asks_for_no_matter() -> None:
    found = demand(f"if: {{fact: in_pool, is: true}}, {FIXED}")

    assert (found.stories, list(found.own)) == ({}, ["in_pool"])
