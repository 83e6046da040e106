"""What an explanation says: gaps to a threshold, near misses, ratios that are not rounded up, shared caps, several programmes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from luoshi.facts.nodes import Applicant, Matter, Payment, State
from luoshi.programme.nodes import Programme
from luoshi.rewards.explain import Explainer
from luoshi.rewards.explain.show import explanation_lines
from luoshi.rewards.from_programme import book_of

AS_OF = date(2025, 12, 31)


def lines_for(rewards: list[dict[str, Any]], applicant: Applicant, *, untouched: tuple[str, ...] = (), **more: Any) -> list[str]:
    head = {"format": "luoshi-programme/1", "programme": "banner", "policy": {"title": "办法"}}
    book = book_of([Programme.model_validate({**head, "rewards": rewards, **more})])
    return list(explanation_lines(Explainer(book).explain(applicant, AS_OF), book, untouched=untouched))


def reward(**more: Any) -> dict[str, Any]:
    return {
        "id": "甲",
        "clause": "三",
        "label": "迁入奖补",
        "when": {"kind": "迁入"},
        "formula": {"type": "fixed", "amount_yuan": 10},
        **more,
    }


def firm(*matters: Matter, **facts: Any) -> Applicant:
    return Applicant("A", (State(facts),), matters)


def moved(**facts: Any) -> Matter:
    return Matter("M", "A", date(2025, 3, 1), {"kind": "relocation", "subject": "企业", **facts})


@pytest.mark.parametrize(
    ("test", "fen", "line"),
    [
        ({"at_least": 1_000_000}, 99_990_000, "条件：营业收入不低于100.00万元（99.99万元）　不符合，还差0.01万元"),
        ({"at_least": 1_000_000}, 99_999_999, "条件：营业收入不低于100.00万元（999,999.99元）　不符合，还差0.01元"),
        ({"more_than": 1_000_000}, 100_000_000, "条件：营业收入超过100.00万元（100.00万元）　不符合，要超过才算，相等不算"),
        ({"at_most": 1_000_000}, 150_000_000, "条件：营业收入不超过100.00万元（150.00万元）　不符合，多出50.00万元"),
        ({"less_than": 1_000_000}, 100_000_000, "条件：营业收入低于100.00万元（100.00万元）　不符合，要低于才算，相等不算"),
    ],
)
def test_a_failed_threshold_says_what_is_missing_to_it(test, fen, line) -> None:
    said = lines_for([reward(**{"if": {"fact": "sales", **test}})], firm(moved(), sales=fen))

    assert f"    {line}" in said


def test_a_ratio_just_below_is_never_shown_as_reached() -> None:
    ratio = {"ratio": ["rd_spend", "sales"], "at_least": "5%"}
    said = lines_for([reward(**{"if": ratio})], firm(moved(), rd_spend=4_999_999, sales=100_000_000))

    assert "    条件：研发经费占营业收入的比例不低于5%（49,999.99元÷100.00万元＝4.9999%）　不符合" in said


def test_a_matter_whose_level_is_not_given_is_unclear_and_not_refused() -> None:
    row = reward(when={"kind": "认定", "subject": "重点实验室", "level": "自治区", "occurrence": "首次"})
    matter = Matter("M", "A", AS_OF, {"kind": "recognition", "subject": "重点实验室", "occurrence": "first"})

    said = lines_for([row], firm(matter))

    assert said[2:] == [
        "\n情况不明，填上再算",
        "  三　迁入奖补",
        "    事项M：认定，重点实验室，首次，2025年12月31日",
        "    条件：级别为自治区（未填）　待补",
        "    条件：情形为首次（首次）　符合",
    ]


def test_a_matter_of_another_level_is_told_to_come_near() -> None:
    row = reward(when={"kind": "认定", "subject": "重点实验室", "level": "自治区"})
    matter = Matter("M", "A", AS_OF, {"kind": "recognition", "subject": "重点实验室", "level": "prefecture"})

    said = lines_for([row], firm(matter))

    assert said[2:] == [
        "\n不符合条件",
        "  三　迁入奖补",
        "    事项M：认定，重点实验室，市，2025年12月31日",
        "    条件：级别为自治区（市）　不符合",
    ]


def test_a_matter_out_of_time_is_told_with_the_period() -> None:
    row = reward(when={"kind": "迁入", "subject": "企业"}, in_force={"from": "2025-04-01"})

    assert "    条件：事项日期在2025年4月1日起的政策有效期内（2025年3月1日）　不符合" in lines_for([row], firm(moved()))


def test_rewards_that_nothing_comes_near_are_listed_where_asked() -> None:
    row = reward(when={"kind": "认定", "subject": "重点实验室", "level": "自治区"})

    assert lines_for([row], firm(moved()))[2:] == []
    assert lines_for([row], firm(moved()), untouched=("甲",))[2:] == [
        "\n没有相应事项",
        "  三　迁入奖补：需要有认定“重点实验室”（自治区）的事项",
    ]


def test_alternatives_are_set_below_their_heading() -> None:
    test = {"any": [{"fact": "above_scale", "is": True}, {"fact": "technology_firm", "is": True}]}
    said = lines_for([reward(**{"if": test})], firm(moved(), above_scale=False, technology_firm=False))

    assert said[-3:] == [
        "    条件：下列情形之一　不符合",
        "    条件：　规模以上（否）　不符合",
        "    条件：　科技型企业（否）　不符合",
    ]


def test_a_shared_cap_says_of_what_it_is() -> None:
    cap = {"id": "合计", "clause": "五", "label": "迁入和落户合计", "amount_yuan": 15, "per": "applicant", "rewards": ["甲", "乙"]}
    said = lines_for([reward(), reward(id="乙", label="落户奖补")], firm(moved()), caps=[cap])

    assert "    限额：每个主体最高15元（迁入和落户合计），已兑付和前面各笔用去10元，超出的不计（五），剩5元" in said


def test_what_was_paid_is_named_with_its_sum() -> None:
    applicant = Applicant("A", (), (moved(),), (Payment("A", AS_OF, 400, 2025, "甲", "M"),))

    assert "    已兑付：本条对本事项已兑付，扣减4元，剩6元" in lines_for([reward()], applicant)


def test_rules_that_do_not_run_are_shown_with_every_settlement() -> None:
    stacking = [{"id": "s", "clause": "六", "rule": "上级另有规定的从其规定", "run": {"type": "declared"}}]

    assert lines_for([reward()], firm(), stacking=stacking)[-1] == "\n说明：六　上级另有规定的从其规定"


def test_a_confirmed_reading_is_no_longer_mentioned() -> None:
    reading = {"question": "何时", "taken": "当天", "alternatives": ["年底"]}
    open_one = lines_for([reward(readings=[reading])], firm(moved()), interpreter="旗科技局")
    confirmed = lines_for([reward(readings=[{**reading, "confirmed_on": "2025-01-01"}])], firm(moved()))

    assert "    理解：何时，按“当天”；另有“年底”，待旗科技局确认" in open_one
    assert [line for line in confirmed if "理解" in line] == []


def test_no_line_of_an_explanation_is_empty() -> None:
    said = lines_for([reward()], firm(moved(), name="甲公司"))

    assert said == [
        "甲公司（A）",
        "截至2025年12月31日，应兑付合计10元",
        "\n应兑付",
        "  三　迁入奖补：10元",
        "    事项M：迁入，企业，2025年3月1日",
        "    计算：定额10元",
    ]


def test_the_higher_one_is_called_as_its_own_programme_calls_it() -> None:
    head = {"format": "luoshi-programme/1", "policy": {"title": "办法"}}
    group = {"id": "高", "clause": "四", "rule": "就高", "run": {"type": "highest", "rewards": ["甲", "乙"], "per": ["applicant"]}}
    less = reward(id="乙", label="落户奖补", formula={"type": "fixed", "amount_yuan": 5})
    ours = {**head, "programme": "banner", "rewards": [reward(), less], "stacking": [group]}
    theirs = {**head, "programme": "other", "rewards": [reward(label="市级迁入奖补", when={"kind": "专利"})]}
    book = book_of([Programme.model_validate(ours), Programme.model_validate(theirs)])

    said = list(explanation_lines(Explainer(book).explain(firm(moved()), AS_OF), book))

    assert "    就高：已按“迁入奖补”（事项M）就高计算，依据“就高”（四），剩0.00万元" in said


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"in_force": {"from": "2025-06-01"}}, "事项日期在2025年6月1日起的政策有效期内（2025年3月1日）　不符合"),
        ({"region": "150602"}, "行政区划代码属于本政策适用的地区（150100）　不符合"),
    ],
)
def test_a_matter_that_only_the_day_or_the_place_excludes_is_not_passed_over(more: dict[str, Any], told: str) -> None:
    said = lines_for([reward()], firm(moved(), region="150100"), untouched=("甲",), **more)

    assert said[2:] == ["\n不符合条件", "  三　迁入奖补", "    事项M：迁入，企业，2025年3月1日", f"    条件：{told}"]
