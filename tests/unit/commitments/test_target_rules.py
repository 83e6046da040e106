"""What a number in a sentence states: the wrong rule makes a goal of a size, a growth of a stock, a floor of a ceiling."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luoshi.commitments.segments import cut, mask
from luoshi.commitments.target.rules import read_segment, with_object
from luoshi.commitments.target.statement import Statement


def statements(text: str, *, in_goals: bool = False) -> list[Statement]:
    masked, found, passed = mask(text), list[Statement](), ""
    for segment in cut(masked):
        found += read_segment(text, masked, segment, found[-1] if found else None, passed, in_goals=in_goals)
        passed = text[segment.start : segment.end]
    return found


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Return indicator, measure, comparison with the number, and unit."""
    return [(s.indicator, s.measure, f"{s.op}{number(s)}", s.unit) for s in statements(text)]


def number(statement: Statement) -> str:
    values = statement.value if isinstance(statement.value, tuple) else (statement.value,)
    return "—".join(f"{value:f}" for value in values)


@pytest.mark.parametrize(
    ("words", "rule", "expected"),
    [
        ("全旗高新技术企业达到24家", "reach", ("全旗高新技术企业", "level", ">=24", "家")),
        ("技术合同成交额突破10亿元", "reach", ("技术合同成交额", "level", ">=10", "亿元")),
        ("研发投入强度超过2.5%", "reach", ("研发投入强度", "ratio", ">2.5", "%")),
        ("研发投入强度超过2.5%以上", "reach", ("研发投入强度", "ratio", ">=2.5", "%")),
        ("城镇调查失业率控制在5.5%以内", "reach", ("城镇调查失业率", "ratio", "<=5.5", "%")),
        ("审批时限压缩至3个工作日", "reach", ("审批时限", "level", "<=3", "个工作日")),
        ("创新平台由8家增加到20家", "reach", ("创新平台", "level", ">=20", "家")),
        ("低空经济产业规模达到2024年的3倍", "reach", ("低空经济产业规模", "level", ">=3", "倍")),
        ("全社会研发经费投入每年增长10%以上", "growth", ("全社会研发经费投入", "growth", ">=10", "%")),
        ("单位地区生产总值能耗下降13.5%", "growth", ("单位地区生产总值能耗", "growth", "<=-13.5", "%")),
        ("地区生产总值年均增长6%—6.5%", "growth", ("地区生产总值", "growth", "range6—6.5", "%")),
        ("引进高层次科技人才5人", "do_some", ("高层次科技人才", "increase", ">=5", "人")),
        ("建成绿色工厂3家", "do_some", ("绿色工厂", "level", ">=3", "家")),
        ("每年争取上级资金4000万元", "do_some", ("上级资金", "level", ">=4000", "万元")),
        ("新增10个左右地理标志证明商标", "some_new", ("地理标志证明商标", "increase", ">=10", "个")),
        ("培育三家以上链主企业", "some_new", ("链主企业", "increase", ">=3", "家")),
        ("自治区级重点实验室获批建设2个", "noun_verb", ("自治区级重点实验室", "increase", ">=2", "个")),
        ("每万人拥有高价值发明专利3.2件", "per_head", ("每万人拥有高价值发明专利", "ratio", ">=3.2", "件")),
        ("发明专利授权量占专利授权总量的25%", "makes_up", ("发明专利授权量占专利授权总量", "ratio", ">=25", "%")),
        ("80%以上的规模以上工业企业建成数字化车间", "share_of", ("规模以上工业企业建成数字化车间", "ratio", ">=80", "%")),
        ("城镇新增就业2.8万人", "inner", ("城镇新增就业", "increase", ">=2.8", "万人")),
        ("规模以上工业企业服务工作全覆盖", "covered", ("规模以上工业企业服务工作", "coverage", "=100", "%")),
        ("规模以上工业企业全部实现数字化改造", "all_do", ("规模以上工业企业数字化改造", "coverage", "=100", "%")),
        ("县本级财政科技支出逐年递增", "grows_yearly", ("县本级财政科技支出", "growth", ">0", "%")),
        ("高新技术企业数量较2020年翻一番", "doubled", ("高新技术企业数量", "growth", ">=2", "倍")),
        ("国家级企业技术中心实现零的突破", "first_ever", ("国家级企业技术中心", "increase", ">=1", "个")),
        ("综合科技创新水平指数进入全省前10位", "ranked", ("综合科技创新水平指数", "level", "<=10", "位")),
    ],
)
def test_words_state_one_number_of_one_indicator(words, rule, expected):
    assert [s.rule for s in statements(words)] == [rule]
    assert told(words) == [expected]


@pytest.mark.parametrize(
    ("words", "implied"),
    [("引进科技人才5人", ("op",)), ("引进科技人才5人以上", ()), ("高新技术企业达到24家", ()), ("高新技术企业达到24家左右", ("op",))],
)
def test_comparison_that_is_not_printed_is_implied(words, implied):
    assert [s.implied for s in statements(words)] == [implied]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("瞪羚企业、专精特新企业分别达到12家和30家", [("瞪羚企业", "12"), ("专精特新企业", "30")]),
        ("国家级、省级重点实验室分别达到1、5家", [("国家级重点实验室", "1"), ("省级重点实验室", "5")]),
        ("A类、B类人才分别不少于5名、20名", [("A类人才", "5"), ("B类人才", "20")]),
        ("化学需氧量、氨氮排放总量分别减少8%、10%", [("化学需氧量", "-8"), ("氨氮排放总量", "-10")]),
        ("万元产值用水量、万元产值能耗均下降16%", [("万元产值用水量", "-16"), ("万元产值能耗", "-16")]),
        ("建设国家级中试基地2家、省级中试基地15家", [("国家级中试基地", "2"), ("省级中试基地", "15")]),
        ("培育10家以上领军企业、50家以上瞪羚企业", [("领军企业", "10"), ("瞪羚企业", "50")]),
        ("省级平台达到100家，其中国家级10家", [("省级平台", "100"), ("国家级平台", "10")]),
        ("研发经费支出达到25亿元，占生产总值的比重达到2%", [("研发经费支出", "25"), ("研发经费支出占生产总值的比重", "2")]),
        ("新建众创空间2家，总数达到8家", [("众创空间", "2"), ("众创空间", "8")]),
    ],
)
def test_each_number_of_a_list_has_its_own_name(words, expected):
    assert [(s.indicator, number(s)) for s in statements(words)] == expected


def test_years_in_order_take_numbers_in_order():
    found = statements("2024年、2025年技术合同成交额分别达到20亿元、25亿元")

    assert [(s.indicator, s.value, s.by) for s in found] == [("技术合同成交额", Decimal(20), 2024), ("技术合同成交额", Decimal(25), 2025)]


@pytest.mark.parametrize(
    "words",
    [
        "产值超50亿元的链主企业做大做强",
        "服务年营业收入2000万元以上的企业",
        "第3批名单公布",
        "构建“1+4+N”政策体系",
        "为期3年",
        "打造百亿级产业集群",
        "按一次性方式发放",
        "2025年启动实施",
        "推进R2项目",
        "以5个重点产业为主导",
    ],
)
def test_sizes_names_and_dates_state_nothing(words):
    assert told(words) == []


def test_list_behind_a_goal_heading_needs_no_verb():
    words = "高新技术企业200家以上，科技进步贡献率65%以上"

    assert [(s.indicator, s.rule) for s in statements(words, in_goals=True)] == [
        ("高新技术企业", "listed_goal"),
        ("科技进步贡献率", "listed_goal"),
    ]
    assert statements(words) == []


def test_partial_name_is_completed_by_what_was_ordered():
    [statement] = statements("入库项目数达到3个")

    assert with_object(statement, "建立科技贷款项目储备库，到2025年").indicator == "科技贷款项目储备库入库项目数"
    assert with_object(statement, "完善机制，").indicator == "入库项目数"


def test_statement_reaches_from_its_name_to_its_number():
    text = "到2025年，高新技术企业达到24家以上，平台8个。"
    [found] = statements(text)[:1]

    assert text[found.start : found.end] == "高新技术企业达到24家以上"


def test_long_list_is_read_in_linear_time_and_in_full():
    words = "建成" + "、".join(f"第{n}号平台{n}个" for n in range(2, 300))

    assert len(statements(words)) == 298
