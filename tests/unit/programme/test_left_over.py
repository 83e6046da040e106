"""What a draft would lose in silence: limits beside the amount, figures of conditions, exclusions; nothing of them goes untold."""

from __future__ import annotations

import pytest

from luoshi.programme.check import check_programme
from luoshi.programme.from_reading import draft_programme
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.programme.to_yaml import plain, to_yaml
from luoshi.source import Severity, Source
from luoshi.usecases.read_document import read_document

HEAD = "青河旗促进科技创新若干措施\n\n"
PATENT = "第一条 对获得授权的发明专利，每件奖励5000元"
DOCTOR = "第一条 对引进的博士，每人给予3万元补贴"
CENTRE = "第二条 对新认定的企业技术中心，给予30万元奖励"


def drafted(*clauses: str) -> Programme:
    words = HEAD + "\n".join(clauses) + "\n"
    return draft_programme(read_document(source=Source("甲.txt", words.encode())))


def told(draft: Programme, code: str) -> list[str]:
    """Return the words of what is to be checked under a code of the draft."""
    return [check["words"][0] for check in draft.to_check if check["code"] == f"programme.{code}"]


@pytest.mark.parametrize(
    ("clause", "words", "hint"),
    [
        (
            PATENT + "，单个企业每年不超过20件。",
            "单个企业每年不超过20件",
            "caps: [{amount_yuan: 100000, per: applicant, within: year}]（20件×5000元）",
        ),
        (DOCTOR + "，单个企业累计不超过5人。", "单个企业累计不超过5人", "times: {count: 5, per: applicant}"),
        ("第一条 对引进的博士，45周岁以下的，给予3万元补贴。", "45周岁以下的", "是条件的写 if"),
        ("第一条 对获得科技信贷的企业，按贷款利息的50%给予补贴，单笔贷款不超过500万元。", "单笔贷款不超过500万元", "是限额的写在 caps"),
    ],
)
def test_a_figure_that_the_rule_does_not_use_is_told_with_what_to_do_and_lowers_the_confidence(clause, words, hint):
    draft = drafted(clause)
    (row,) = draft.rewards
    (check,) = [check for check in draft.to_check if check["code"] == "programme.unused-words"]

    assert (check["words"], check["clause"], row.id in check["message"], hint in check["hint"]) == ([words], "第一条", True, True)
    assert (row.doubts, row.confidence < 1) == ([f"“{words}”里的数没有写进规则"], True)


@pytest.mark.parametrize(
    "clause",
    [
        PATENT + "。",
        CENTRE + "，一次性拨付，单个企业每年最高50万元。",
        "第一条 对年营业收入2000万元以上、不足1亿元的企业，奖励10万元；1亿元以上的，奖励20万元。",
        "第一条 对在新三板挂牌的企业给予100万元奖补，分两期兑现，受理申请时给予30万元，挂牌成功后给予70万元。",
        "第一条 依据2024年印发的第3条细则，" + CENTRE.removeprefix("第二条 ") + "，公示5个工作日。",
    ],
)
def test_words_whose_figures_all_stand_in_the_rule_leave_nothing_to_check(clause):
    draft = drafted(clause)
    assert told(draft, "unused-words") == []
    assert [row.doubts for row in draft.rewards if row.confidence == 1] == [[] for _ in draft.rewards]


def test_a_step_that_the_pattern_does_not_ask_for_is_told():
    """A project would be paid for on the day it is set up, not when it has been accepted."""
    draft = drafted("第一条 对通过验收的自治区级科技计划项目，按自治区补助的50%给予配套。")
    assert told(draft, "unused-words") == ["通过验收"]
    assert draft.rewards[0].doubts == ["“通过验收”没有写进规则"]


def test_an_appraisal_whose_grade_the_pattern_holds_is_no_step_left_over():
    assert told(drafted("第一条 对绩效考核优秀的新型研发机构，给予30万元奖励。"), "unused-words") == []


def test_a_sum_for_life_is_a_cap_of_the_applicant_and_not_of_the_matter():
    """Understood as a cap of each matter, 20 doctors would cost six times what the text allows."""
    draft = drafted(DOCTOR + "，累计不超过100万元。")
    assert plain(draft.rewards[0].caps) == [{"amount_yuan": "1000000", "per": "applicant"}]
    assert told(draft, "cap-proposed") == ["累计不超过100万元"]


def test_a_sum_for_life_stands_beside_that_of_a_year():
    draft = drafted("第一条 对获得科技信贷的企业，按贷款利息的50%给予补贴，单个企业每年最高30万元，累计最高100万元。")
    assert plain(draft.rewards[0].caps) == [
        {"amount_yuan": "300000", "per": "applicant", "within": "year"},
        {"amount_yuan": "1000000", "per": "applicant"},
    ]


def test_a_sum_of_several_years_or_of_something_else_is_told_and_not_guessed():
    for words in ("三年内累计不超过100万元", "单个项目累计不超过100万元"):
        draft = drafted(f"{CENTRE}，每年最高40万元，{words}。")
        assert [cap.within for cap in draft.rewards[0].caps] == ["year"]
        assert (told(draft, "cap-proposed"), told(draft, "unused-words")) == ([], [words])


def test_the_whole_of_a_year_is_a_cap_that_all_rewards_share():
    sentence = "单个企业同一年度获得本措施奖补总额不超过200万元"
    draft = drafted(PATENT + "。", CENTRE + "。", f"第三条 {sentence}。")
    (cap,) = draft.caps

    assert (cap.id, cap.quote, cap.rewards, cap.status) == ("cap:第三条:1", sentence, ["all"], "draft")
    assert (cap.amount_yuan, cap.per, cap.within) == (2_000_000, "applicant", "year")
    assert told(draft, "cap-proposed") == [sentence]
    assert [check["code"] for check in draft.to_check] == ["programme.cap-proposed"]


def test_a_budget_or_a_whole_that_nobody_is_named_for_is_no_cap_of_an_applicant():
    assert drafted(CENTRE + "。", "第三条 本措施每年安排资金总额不超过2000万元。").caps == []


@pytest.mark.parametrize(
    "sentence",
    [
        "近三年发生重大安全事故的企业，不予支持",
        "对弄虚作假骗取资金的，追回已拨付资金",
        "被列入失信名单的，取消三年申报资格",
        "申报材料不全的企业不得享受本措施",
    ],
)
def test_who_gets_nothing_or_pays_back_is_told_once_and_plainly(sentence):
    draft = drafted(PATENT + "。", CENTRE + "。", f"第三条 {sentence}。")
    assert told(draft, "exclusion") == [sentence]
    assert [check["code"] for check in draft.to_check] == ["programme.exclusion"]


def test_an_exclusion_inside_the_sentence_of_a_reward_is_told_too():
    words = "对新认定的企业技术中心，给予30万元奖励，发生安全事故的不得享受"
    assert told(drafted(f"第二条 {words}。"), "exclusion") == [words]


def test_an_exclusion_that_a_row_of_stacking_holds_is_not_told_again():
    draft = drafted(CENTRE + "。", "第三条 同一事项按照从高不重复原则执行，不得重复享受。")
    assert len(draft.stacking) == 1
    assert told(draft, "exclusion") == []


def test_what_is_to_be_checked_stands_in_the_order_of_the_document():
    draft = drafted(
        PATENT + "，单个企业每年不超过20件。", "第二条 弄虚作假的，不予支持。", "第三条 对引进的博士，给予3万元补贴，累计不超过30万元。"
    )
    assert [check["clause"] for check in draft.to_check] == ["第一条", "第二条", "第三条"]


def test_a_draft_with_proposed_limits_loads_again_and_holds_no_error():
    draft = drafted(
        PATENT + "，累计最多30件。",
        DOCTOR.replace("一", "二", 1) + "，累计不超过100万元。",
        "第三条 单个企业每年享受本措施总额不超过200万元。",
    )
    assert programme_from_yaml(to_yaml(draft)) == draft
    assert [finding.message for finding in check_programme(draft) if finding.severity is Severity.ERROR] == []
