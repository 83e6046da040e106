"""A stacking rule missed pays twice; one invented refuses what an enterprise is owed."""

from __future__ import annotations

import pytest

from luoshi.commitments.nodes import Stacking
from luoshi.commitments.stacking import read_stackings
from tests.unit.commitments.plans import plan

RULES = "临江市促进科技创新若干政策措施\n一、附则\n（一）{}\n"


def stackings(text: str) -> list[Stacking]:
    return list(read_stackings(plan(text, frame=RULES)))


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("本措施与已出台政策重复、交叉的，按照从新、从优、从高的原则执行。", "stacking_best_one"),
        ("同一事项符合多项规定的，按就高不重复原则办理。", "stacking_best_one"),
        ("同一项目按“从高、不重复”原则予以支持。", "stacking_best_one"),
        ("同一项目同时获得多个级别奖项的，仅对最高级别给予奖励。", "stacking_highest_only"),
        ("同一成果获得多项奖励的，只奖励最高一项。", "stacking_highest_only"),
        ("同一企业符合多项条件的，按最高标准给予奖励。", "stacking_highest_only"),
        ("已奖励企业晋升更高级别的，补足差额。", "stacking_difference"),
        ("同一平台获得更高级别认定的，仅奖励差额部分。", "stacking_difference"),
        ("同一事项不重复享受扶持政策。", "stacking_no_repeat"),
        ("已获得市级同类奖励的，区级不再重复奖励。", "stacking_no_repeat"),
        ("本奖励与市级奖励不叠加。", "stacking_no_repeat"),
        ("企业不享受两个园区重复奖补。", "stacking_no_repeat"),
        ("不同级别研发平台可同时享受。", "stacking_together"),
        ("上述政策可叠加享受。", "stacking_together"),
        ("已享受过本政策奖励的企业，再次认定不予奖励。", "stacking_not_again"),
        ("同一企业同一年度内不得再申报同类项目。", "stacking_not_again"),
        ("同一级别不同类型只享受一次。", "stacking_once"),
        ("符合多个奖项条件的，由企业自主选择其中一项申报。", "stacking_once"),
        ("国家和省对相关政策另有规定的，从其规定。", "stacking_superior"),
        ("国家、自治区和市级政策重大调整的，按上级政策意见执行。", "stacking_superior"),
        ("本措施与我市其他政策不一致的，以本措施为准。", "stacking_conflict"),
        ("项目获得各级财政资助总额不超过承担单位自筹资金总额。", "stacking_ceiling"),
        ("同一企业年度奖补资金总额原则上不超过其当年地方贡献。", "stacking_ceiling"),
    ],
)
def test_statement_is_read_under_its_rule(sentence, rule):
    assert [(s.rule, s.rule_words) for s in stackings(sentence)] == [(rule, sentence.rstrip("。"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "造就高层次人才队伍，从高校引进一批人才。",
        "从优秀企业中遴选，从新能源产业入手。",
        "获取高额回报的项目不在此列。",
        "单个企业年度累计奖励不超过500万元。",
        "每家企业每年可申请一项。",
        "不仅支持最高端项目，也支持中小企业。",
        "按最高标准建设实验室。",
        "给予一次性20万元奖励。",
        "避免重复布局、重复建设。",
        "防止政策效应叠加共振。",
        "与法律法规相抵触的，从其规定。",
        "如遇法律、法规或国家政策变化的，从其规定。",
        "骗取资金的，三年内不得申报同类项目。",
        "根据市场变化调整的，按照合同规定执行。",
        "在享受市级政策的基础上，每家给予20万元奖励。",
        "已建成的项目不予支持用地。",
    ],
)
def test_other_words_are_no_stacking(sentence):
    assert stackings(sentence) == []


def test_sentence_is_cut_into_its_statements_but_not_before_a_limit():
    found = stackings("同一事项按就高原则执行，且不享受市级重复奖补；不同级别平台可同时享受，但同一级别只享受一次。")
    assert [s.rule_words for s in found] == ["同一事项按就高原则执行", "不享受市级重复奖补", "不同级别平台可同时享受，但同一级别只享受一次"]


def test_long_statement_keeps_only_what_tells_the_rule():
    platforms = "重点实验室、工程中心、工业设计中心、文献中心、企业研究院、博士后工作站、院士专家工作站、中试基地"
    sentence = f"对有关部门认定的{platforms}等各类创新平台，按就高不重复的原则，分别给予300万元、200万元资金配套。"
    assert [s.rule_words for s in stackings(sentence)] == ["按就高不重复的原则"]


def test_stacking_quotes_its_place():
    context = plan("同一事项不重复享受。", frame=RULES)
    [stacking] = read_stackings(context)
    assert (stacking.clause, stacking.quote, stacking.span.of(context.policy.text.chars)) == (
        "一/(一)",
        "同一事项不重复享受",
        "同一事项不重复享受",
    )
