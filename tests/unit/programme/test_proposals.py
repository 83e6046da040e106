"""What a draft proposes for rules to look at: plain words give a pattern, a condition, a quantity; words that are not plain give none."""

from __future__ import annotations

import pytest

from luoshi.commitments.nodes import Formula, FormulaType
from luoshi.programme.propose import condition_of, pattern_of, quantity_of
from luoshi.programme.to_yaml import plain


@pytest.mark.parametrize(
    ("trigger", "pattern"),
    [
        ("首次认定的国家高新技术企业", {"kind": "recognition", "subject": "国家高新技术企业", "occurrence": "first"}),
        ("首次评价入库的科技型中小企业", {"kind": "recognition", "subject": "科技型中小企业", "occurrence": "first"}),
        (
            "新获批的省级重点实验室、技术创新中心",
            {"kind": "recognition", "subject": ["重点实验室", "技术创新中心"], "level": "province", "occurrence": "first"},
        ),
        (
            "新认定的市级以上众创空间",
            {"kind": "recognition", "subject": "众创空间", "level": ["nation", "province", "prefecture"], "occurrence": "first"},
        ),
        (
            "新认定的国家级、省级企业技术中心",
            {"kind": "recognition", "subject": "企业技术中心", "level": ["nation", "province"], "occurrence": "first"},
        ),
        ("新认定（备案）的国家级加速器", {"kind": "recognition", "subject": "加速器", "level": "nation", "occurrence": "first"}),
        ("连续通过复审的国家高新技术企业", {"kind": "recognition", "subject": "国家高新技术企业", "occurrence": "renewal"}),
        ("从旗外整体迁入的瞪羚企业", {"kind": "relocation", "subject": "瞪羚企业"}),
        ("在全县创新创业大赛中获得二等奖的团队", {"kind": "award", "subject": "全县创新创业大赛", "grade": "二等奖"}),
        ("获得省级科学技术进步一等奖", {"kind": "award", "subject": "科学技术进步", "level": "province", "grade": "一等奖"}),
        ("绩效评价优秀的新型研发机构", {"kind": "appraisal", "subject": "新型研发机构", "grade": "优秀"}),
        ("在科创板、创业板上市的企业", {"kind": "listing", "subject": ["科创板上市", "创业板上市"]}),
        ("主板上市申请获得受理的企业", {"kind": "listing", "subject": "主板上市", "stage": "上市申请获得受理"}),
        ("首次升规纳统的工业企业", {"kind": "statistics", "subject": "纳入统计", "occurrence": "first"}),
        ("授权发明专利", {"kind": "patent", "subject": "发明专利"}),
        ("获得科技信贷的科技型企业", {"kind": "financing", "subject": "科技信贷"}),
        ("企业牵头承担省级科技计划项目", {"kind": "project", "subject": "科技计划项目", "level": "province"}),
        ("企业全职引进的博士", {"kind": "introduction", "subject": "博士"}),
        ("依托院士团队组建的联合实验室", {"kind": "construction", "subject": "联合实验室"}),
        ("通过知识产权合规管理体系认证的企业", {"kind": "recognition", "subject": "知识产权合规管理体系认证"}),
    ],
)
def test_plain_words_give_a_pattern(trigger, pattern):
    assert plain(pattern_of(trigger, "企业")) == pattern


@pytest.mark.parametrize(
    "trigger",
    [
        "规模以上工业企业",
        "首次入库的企业",
        "揭榜成功的项目",
        "形成产业化",
        "建设一批科技创新平台",
        "对成绩突出的",
        "",
    ],
)
def test_words_that_name_nothing_give_none(trigger):
    assert pattern_of(trigger, "企业") is None


def test_a_renewal_without_a_name_is_of_what_the_beneficiary_is():
    assert plain(pattern_of("期满后重新认定", "高新技术企业")) == {
        "kind": "recognition",
        "subject": "高新技术企业",
        "occurrence": "renewal",
    }


@pytest.mark.parametrize(
    ("beneficiary", "trigger", "condition"),
    [
        ("规模以上企业", "首次认定的高新技术企业", {"fact": "above_scale", "is": True}),
        ("规下企业", "首次认定的高新技术企业", {"fact": "above_scale", "is": False}),
        ("规模以上工业企业", "获得贷款", {"all": [{"fact": "above_scale", "is": True}, {"fact": "industrial_firm", "is": True}]}),
        ("工业企业", "首次纳入规模以上统计的企业", {"fact": "industrial_firm", "is": True}),
        ("企业", "对首次升规的工业企业", {"fact": "industrial_firm", "is": True}),
        ("科技型企业", "获得贷款", {"fact": "technology_firm", "is": True}),
        ("企业", "获得投资的种子期、初创期企业", {"fact": "growth_stage", "one_of": ["seed", "startup"]}),
        ("小微企业", "租用场地", {"fact": "size", "one_of": ["small", "micro"]}),
        ("团队", "获得一等奖", {"fact": "applicant_kind", "is": "team"}),
        ("企业", "当年营业收入达到300万元（含）以上", {"fact": "sales", "at": "year_end", "at_least": "3000000"}),
        ("企业", "上年度研发投入超过1亿元", {"fact": "rd_spend", "at": "year_before", "more_than": "100000000"}),
        ("企业", "年销售收入2000万元以下", {"fact": "sales", "at_most": "20000000"}),
        ("企业", "年营业收入500万元以上、不足2000万元", {"fact": "sales", "at_least": "5000000", "less_than": "20000000"}),
        ("企业", "营业收入2000万元（不含）—1亿元（含）", {"fact": "sales", "more_than": "20000000", "at_most": "100000000"}),
        (
            "企业",
            "研发投入占营业收入比重3%以上、不足5%",
            {"ratio": ["rd_spend", "sales"], "at_least": "0.03", "less_than": "0.05"},
        ),
        ("企业", "研发费用占营业收入比重达到8%以上", {"ratio": ["rd_spend", "sales"], "at_least": "0.08"}),
        (
            "规上企业",
            "营业收入1亿元以上的科技型企业",
            {
                "all": [
                    {"fact": "above_scale", "is": True},
                    {"fact": "technology_firm", "is": True},
                    {"fact": "sales", "at_least": "100000000"},
                ]
            },
        ),
    ],
)
def test_plain_words_give_a_condition(beneficiary, trigger, condition):
    assert plain(condition_of(trigger, beneficiary)) == condition


@pytest.mark.parametrize(
    ("beneficiary", "trigger"),
    [
        ("企业", "首次认定的高新技术企业"),
        ("服务业企业", "首次纳入规模以上统计的企业"),
        ("企业", "获得贷款的工业企业、服务业企业"),
        ("企业", "获得贷款的服务业和工业企业"),
        ("机构", "为工业企业服务的机构"),
        ("规模以上企业", "规模以上企业和规模以下企业"),
        ("企业", "研发费用200万元以下的部分"),
        ("企业", "营业收入"),
    ],
)
def test_words_that_set_no_condition_give_none(beneficiary, trigger):
    assert condition_of(trigger, beneficiary) is None


@pytest.mark.parametrize(
    ("type", "base", "quantity"),
    [
        (FormulaType.MATCH, "市级补助额度", "grant_prefecture"),
        (FormulaType.MATCH, "自治区奖补资金", "grant_province"),
        (FormulaType.MATCH, "国家实际到位经费", "grant_nation"),
        (FormulaType.MATCH, "青山市补助额度", "grant_prefecture"),
        (FormulaType.MATCH, "上级补助资金", None),
        (FormulaType.MATCH, "国家、省实际拨付经费", None),
        (FormulaType.MATCH, "市场价格", None),
        (FormulaType.SHARE, "实际贷款利息及担保费用", {"sum": ["interest", "guarantee_fee"]}),
        (FormulaType.SHARE, "实际装修改造费用", "fit_out_cost"),
        (FormulaType.SHARE, "上年度研发费用", {"fact": "rd_spend", "at": "year_before"}),
        (
            FormulaType.SHARE,
            "上年度扣除财政支持后的研发经费",
            {"excess": [{"fact": "rd_spend", "at": "year_before"}, {"fact": "fiscal_support", "at": "year_before"}]},
        ),
        (FormulaType.SHARE, "研发投入增量", {"increase": "rd_spend"}),
        (FormulaType.SHARE, "项目研发投入", None),
        (FormulaType.SHARE, "研发费用占营业收入8%以上的企业资金", None),
        (FormulaType.SHARE, "销售价格", None),
    ],
)
def test_a_base_gives_the_quantity_that_it_plainly_names(type, base, quantity):
    assert plain(quantity_of(Formula(type, base=base))) == quantity


def test_square_metres_are_multiplied_by_months_where_they_are_paid_by_the_month():
    formula = Formula(FormulaType.PER_ITEM, amount_fen=1000, item="平方米")
    assert plain(quantity_of(formula)) == "area"
    assert plain(quantity_of(formula, "month")) == {"product": ["area", "months"]}
    assert quantity_of(Formula(FormulaType.PER_ITEM, amount_fen=1000, item="件")) is None
