"""Registers: which are read, under what name, with what they hold and are for, and what only looks like one."""

import pytest

from luoshi.commitments.nodes import Register
from luoshi.commitments.register import read_registers
from luoshi.commitments.register.read import holds_of
from tests.unit.commitments.plans import plan


def registers(text: str) -> list[Register]:
    return list(read_registers(plan(text)))


def names(text: str) -> list[str]:
    return [register.name for register in registers(text)]


GOOD = [
    ("建立省级专精特新企业培育库，实行动态管理、有进有出。", ["省级专精特新企业培育库"]),
    ("市科技局要会同市财政局建立科技型中小企业“白名单”，推送至合作银行。", ["科技型中小企业“白名单”"]),
    ("编制发布全市重点产业链图谱和招商引资目录。", ["重点产业链图谱", "招商引资目录"]),
    ("梳理惠企政策清单，在政务服务网开设免申即享专区。", ["惠企政策清单", "免申即享专区"]),
    ("依托省政务大数据平台，建设全省统一的公共信用信息平台。", ["公共信用信息平台"]),
    ("建立问题台账、责任清单和整改清单，实行销号管理。", ["问题台账", "责任清单", "整改清单"]),
    ("为每户规模以上企业建立“一企一档”，动态掌握生产经营情况。", ["“一企一档”"]),
    ("建立健全农村集体资产管理信息系统。", ["农村集体资产管理信息系统"]),
    ("完善中小企业公共服务平台网络。", ["中小企业公共服务平台"]),
    ("各区（县）要于每年3月底前将拟新建项目纳入省重大项目储备库。", ["省重大项目储备库"]),
    ("动态调整权责清单，公布行政许可事项清单。", ["权责清单", "行政许可事项清单"]),
    ("推动建立涵盖人才、项目、平台的科技创新资源数据库。", ["科技创新资源数据库"]),
    ("绘制人才地图，形成急需紧缺人才目录并向社会发布。", ["人才地图", "急需紧缺人才目录"]),
    ("建设省级中药材质量追溯体系。", ["省级中药材质量追溯体系"]),
    ("健全防止返贫动态监测帮扶信息系统，将易致贫人口全部纳入监测。", ["防止返贫动态监测帮扶信息系统"]),
    ("由市地方金融监管局牵头编制重点企业融资需求清单，定期向金融机构推送。", ["重点企业融资需求清单"]),
    ("建立营商环境监测评价指标体系。", ["营商环境监测评价指标体系"]),
    ("开发“惠企通”小程序，实现政策精准推送。", ["“惠企通”小程序"]),
    ("加快“数字乡村”综合服务平台建设。", ["“数字乡村”综合服务平台"]),
    ("大力推进企业技术需求库、高校科技成果库、技术经理人库建设。", ["企业技术需求库", "高校科技成果库", "技术经理人库"]),
    ("每季度梳理全市“卡脖子”技术攻关榜单，面向全国张榜。", ["“卡脖子”技术攻关榜单"]),
    ("引导金融机构接入“信易贷”平台。", ["“信易贷”平台"]),
    ("搭建产学研供需对接平台，发布企业需求。", ["产学研供需对接平台"]),
    ("建立全区重点项目“一张图”。", ["重点项目“一张图”"]),
    ("推行行政执法公示，建立执法人员名录库和检查对象名录库。", ["执法人员名录库", "检查对象名录库"]),
    ("健全知识产权失信主体联合惩戒名单制度。", ["知识产权失信主体联合惩戒名单"]),
    ("建设智慧农业云平台、畜牧业综合信息平台和农机调度系统。", ["智慧农业云平台", "畜牧业综合信息平台", "农机调度系统"]),
    ("推动重大科研仪器纳入省级网络管理平台开放共享。", ["省级网络管理平台"]),
    ("推动公共数据资源目录编制和数据共享交换平台建设。", ["公共数据资源目录", "数据共享交换平台"]),
    ("整合建设市级科技大数据平台。", ["市级科技大数据平台"]),
    ("加快重大项目推进，厘清底数状态清单、兑现政策支持清单、精准环境保障清单。", ["底数状态清单", "政策支持清单", "精准环境保障清单"]),
    ("审核汇总的拟兑现名单向社会公示。", ["拟兑现名单"]),
]
BAD = [
    "对列入省级重点新产品目录的产品，给予一次性奖励10万元。",
    "依托国家企业信用信息公示系统，加强事中事后监管。",
    "近年来，我县先后建立了高新技术企业培育库，入库企业达到32家。",
    "对符合《产业结构调整指导目录》的项目优先供地。",
    "完成病险水库除险加固36座，新建冷库2万立方米。",
    "支持企业建设重点实验室、技术创新中心等研发平台，给予最高50万元补助。",
    "建设一批科技企业孵化器和中试基地等创新平台。",
    "不得通过设置备选库、名录库、资格库等方式限制企业参与竞争。",
    "突破高性能数据库管理系统、工业软件等一批关键技术。",
    "修复草原生态系统，提升生态系统碳汇能力。",
    "入库企业应当按季度报送统计数据。",
    "经公示无异议的，按照清单内容拨付资金。",
    "截至2022年底，全市建成大数据中心3个、工业互联网平台5个。",
    "进入国家医保目录的药品品种，给予企业100万元奖励。",
    "发展平台经济、数字档案和智能系统产业。",
    "建设国家级高能级科技创新平台20个。",
    "打造对外开放大平台，搭建人才干事创业的舞台和平台。",
    "支持企业牵头建设工业互联网平台、行业云平台，最高给予500万元。",
    "对进入省级上市后备企业库的企业，给予30万元奖励。",
    "严格落实市场准入负面清单。",
    "加强档案管理，提升服务效能。",
]


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_registers_ordered_are_read(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", BAD)
def test_what_only_looks_like_a_register_is_not_read(text: str) -> None:
    assert names(text) == []


def test_a_register_keeps_its_words_and_its_clause() -> None:
    context = plan("积极推进科技监督信息系统建设，将监督工作纳入全过程。")
    (register,) = read_registers(context)

    assert register.clause == "一/(一)"
    assert register.quote == "推进科技监督信息系统建设"
    assert register.span.of(context.policy.text.chars) == register.quote
    assert (register.rule, register.confidence, register.doubts) == ("built", 1.0, ())


def test_a_register_named_again_is_read_once() -> None:
    assert names("建立科技专家库。\n每年更新科技专家库。加强专家库建设。") == ["科技专家库"]


def test_a_nameless_list_is_called_after_its_subject() -> None:
    text = "科技、人才项目经费采用“包干制+负面清单”，平台建设经费采取“预算制+负面清单”管理。"

    assert names(text) == ["负面清单（科技、人才项目经费）", "负面清单（平台建设经费）"]


def test_a_platform_that_enterprises_build_is_doubted() -> None:
    (register,) = registers("引导企业建立产品质量追溯平台。")

    assert (register.confidence, register.doubts) == (0.6, ("可能由企业或机构自建",))


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("高新技术企业培育库", "企业"),
        ("科技企业融资需求储备库", "融资需求"),
        ("科技专家库", "专家"),
        ("人才需求清单", "人才需求"),
        ("负面清单（平台建设经费）", "禁止事项"),
        ("反复侵权行为人“黑名单”", "行为人"),
        ("科技创新监测评价指标体系", "指标"),
        ("技术交易信用体系", "信用"),
        ("农产品质量安全追溯平台", "农产品"),
        ("科技安全预警监测体系", "风险"),
        ("大数据中心", "数据"),
        ("重点任务清单", "任务"),
        ("创新链图谱", "创新链"),
        ("“蒙企通”平台", ""),
    ],
)
def test_what_a_register_holds_is_told_by_its_name(name: str, held: str) -> None:
    assert holds_of(name) == held


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("建立企业培育库，对入库企业进行免费培训，建立健全服务机制。", "对入库企业进行免费培训"),
        ("围绕重点产业领域，以青年人才、技能人才两个类别建立人才需求清单。", "以青年人才、技能人才两个类别"),
        ("制定关键核心技术清单。围绕重点产业领域，广泛调研征集。", "围绕重点产业领域，广泛调研征集"),
        ("建立专家库。", ""),
    ],
)
def test_purpose_is_taken_from_the_words_around(text: str, purpose: str) -> None:
    assert [register.purpose for register in registers(text)] == [purpose]
