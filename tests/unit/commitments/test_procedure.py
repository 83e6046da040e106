"""Procedures: which are read, under what name, with which steps and actors, and what is none."""

import pytest

from luoshi.commitments.nodes import Procedure
from luoshi.commitments.procedure import read_procedures
from luoshi.commitments.procedure.steps import actors_in, deeds_in, members_of, rungs_of, step_of
from tests.unit.commitments.plans import plan


def procedures(text: str) -> list[Procedure]:
    return list(read_procedures(plan(text)))


def names(text: str) -> list[str]:
    return [procedure.name for procedure in procedures(text)]


GOOD = [
    ("健全重大决策社会稳定风险评估机制。", ["重大决策社会稳定风险评估机制"]),
    ("推行“首席数据官”制度。", ["“首席数据官”制度"]),
    ("建立由分管副市长任召集人的联席会议制度，办公室设在市科技局。", ["联席会议制度"]),
    ("实行重大项目“周调度、月通报、季考核”工作机制。", ["重大项目“周调度、月通报、季考核”工作机制"]),
    ("落实首问负责制、限时办结制、责任追究制。", ["首问负责制", "限时办结制", "责任追究制"]),
    ("建立健全容错纠错机制，对符合“三个区分开来”的予以免责。", ["容错纠错机制"]),
    ("将科技创新工作纳入各县区年度综合目标考核。", ["科技创新纳入各县区年度综合目标考核"]),
    ("市科技局每季度对各单位任务推进情况进行调度通报。", ["各单位任务推进情况调度通报"]),
    ("推行“拿地即开工”审批模式。", ["“拿地即开工”审批模式"]),
    ("探索实行科研经费“包干制”。", ["科研经费“包干制”"]),
    ("实施方案须于本办法印发之日起30日内报省发展改革委备案。", ["实施方案备案"]),
    ("成立全市优化营商环境工作专班，定期研究解决突出问题。", ["优化营商环境工作专班"]),
    ("开辟人才服务“绿色通道”，对高层次人才实行“一人一策”。", ["人才服务“绿色通道”"]),
    ("全面推行证明事项和涉企经营许可事项告知承诺制。", ["证明事项和涉企经营许可事项告知承诺制"]),
    ("建立以绩效为导向的财政资金竞争性分配机制。", ["财政资金竞争性分配机制"]),
    ("制定出台《全市科技计划项目管理办法》。", ["全市科技计划项目管理办法"]),
    ("严格执行重大事项请示报告制度。", ["重大事项请示报告制度"]),
    ("实行名额动态调整机制，连续两年考核不合格的予以退出。", ["名额动态调整机制"]),
    ("推行惠企政策“免申即享”，通过数据比对自动识别符合条件的企业。", ["惠企政策“免申即享”"]),
    ("构建以合作社为主体，产供销相衔接，上下游一体化的果业发展机制。", ["果业发展机制"]),
    ("建立信息发布制度和成果推介制度。", ["信息发布制度", "成果推介制度"]),
    ("对全县企业人才需求进行深度摸排。", ["全县企业人才需求深度摸排"]),
    ("对科研单位实行综合评价与年度抽查相结合的评价机制。", ["科研单位评价机制"]),
    ("推行“河长制”“湖长制”，保护河湖健康。", ["“河长制”", "“湖长制”"]),
    ("开展高层次人才认定，认定程序为：个人申请、单位推荐、部门审核、社会公示、颁发证书。", ["高层次人才认定"]),
    ("市科技局会同市财政局组织项目申报、形式审查、专家评审、结果公示，经市政府批准后下达计划。", ["项目申报"]),
    ("推广“承诺制+标准地+全代办”模式。", ["“承诺制+标准地+全代办”模式"]),
]
BAD = [
    "充分发挥市场在资源配置中的决定性作用，推动有效市场和有为政府更好结合。",
    "我国社会主义制度具有集中力量办大事的显著优势。",
    "深化财税体制机制改革，破除制度障碍。",
    "引导企业建立现代企业制度。",
    "会议强调，要建立健全长效工作机制，推动各项任务落实落地。",
    "去年以来，全市建立了重大项目联席会议制度，累计协调解决问题126个。",
    "对管理制度健全、财务制度规范的企业优先支持。",
    "研发新一代控制系统和制动机制。",
    "该机制自2019年建立以来运行良好。",
    "提升产品定制、型材轧制和药品研制能力。",
    "申报单位应当具有独立法人资格，内部管理制度健全。",
    "审批、评审等专家费用从部门预算中列支。",
    "发展平台经济新模式新业态，坚持制度自信、文化自信。",
    "药品采购实行“两票制”政策之后，企业负担有所增加。",
    "实施“揭榜挂帅”项目不少于10项。",
    "企业上市分阶段奖励：辅导备案的奖励100万元，获正式受理的奖励200万元，经核准上市的奖励300万元。",
    "参照国家高新技术企业认定管理办法执行。",
]
PLAIN = [
    "近日，全省科技创新大会召开。会上强调，要建立健全协同机制，完善考核制度，建设专家库。下一步将推行“揭榜挂帅”制度，建立重点项目库。",
    "同志们，科技兴则民族兴。我们要建立人才库，形成责任清单，健全协同工作机制，一项一项抓落实。谢谢大家！",
    "临江县位于江南中部，全县有高新技术企业32家。近年来，县委、县政府坚持创新驱动，先后建立了企业培育库，出台了项目管理办法。",
    "公司成立于2008年，建有完善的质量管理体系，产品进入国家基本药物目录，已建立现代企业制度和研发管理制度。",
    "春风化雨，润物无声。在这片热土上，创新的种子正在生根发芽。",
]


@pytest.mark.parametrize(("text", "expected"), GOOD)
def test_procedures_ordered_are_read(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", BAD + PLAIN)
def test_what_orders_no_procedure_gives_none(text: str) -> None:
    assert names(text) == []


def test_a_chain_in_a_sentence_gives_its_steps_in_order_and_who_acts() -> None:
    (chain,) = procedures("企业提出申请，经县科技局初审、专家评审后向社会公示，由县财政局会同县科技局报县政府审定后兑现。")

    assert chain.rule == "told_in_a_sentence"
    assert chain.steps == (
        "企业提出申请",
        "县科技局初审",
        "专家评审后向社会公示",
        "由县财政局会同县科技局报县政府审定后兑现",
    )
    assert chain.who == ("县科技局", "专家", "县财政局", "县政府")
    assert chain.implied == ()


def test_a_chain_over_two_sentences_is_called_after_the_first() -> None:
    (chain,) = procedures("县科技局牵头组织政策兑现工作，相关单位进行审查。兑现名单向社会公示，后报县政府审定后兑现。")

    assert chain.name == "政策兑现"
    assert chain.steps == ("县科技局牵头组织政策兑现工作", "相关单位进行审查", "兑现名单向社会公示", "报县政府审定后兑现")


def test_steps_listed_before_the_word_procedure_are_read() -> None:
    (chain,) = procedures("奖补资金按照企业申报、部门审核、集中公示、县政府审定、资金拨付的程序办理。")

    assert (chain.name, chain.steps) == ("奖补资金办理", ("企业申报", "部门审核", "集中公示", "县政府审定", "资金拨付"))


def test_steps_printed_as_items_are_one_procedure() -> None:
    items = "（二）兑现程序\n1.企业申报。企业提交材料。\n2.部门初审。科技局初审。\n3.社会公示。公示5个工作日。\n4.资金拨付。财政局拨付。"
    found = [procedure for procedure in procedures(f"支持企业创新。\n{items}") if procedure.rule == "printed_as_items"]

    steps = ("企业申报", "部门初审", "社会公示（5个工作日）", "资金拨付")
    assert [(procedure.name, procedure.steps) for procedure in found] == [("兑现程序", steps)]


def test_steps_printed_below_a_sentence_name_who_acts() -> None:
    items = (
        "（二）资金管理\n1.扶持资金按照下列程序办理：\n（1）企业申报；\n（2）经济发展局会同财政局初审；\n（3）网上公示；\n（4）财政局拨付。"
    )
    found = [procedure for procedure in procedures(f"支持企业创新。\n{items}") if procedure.rule == "printed_as_items"]

    assert [procedure.name for procedure in found] == ["扶持资金办理程序"]
    assert found[0].steps == ("企业申报", "经济发展局会同财政局初审", "网上公示", "财政局拨付")
    assert found[0].who == ("经济发展局", "财政局")


def test_a_step_that_sets_up_another_procedure_is_left_to_it() -> None:
    found = procedures("推行信用承诺制度，定期归集承诺信息，建立信用修复机制。")

    assert [(procedure.name, procedure.steps) for procedure in found] == [("信用承诺制度", ("定期归集承诺信息",)), ("信用修复机制", ())]


def test_the_rungs_of_a_ladder_are_its_steps() -> None:
    (ladder,) = procedures("构建“种子企业—瞪羚企业—链主企业”梯次培育机制，加大扶持。")

    assert (ladder.name, ladder.steps) == ("梯次培育机制", ("种子企业", "瞪羚企业", "链主企业"))


def test_what_follows_a_mechanism_are_its_steps_without_aims() -> None:
    (mechanism,) = procedures("通过摸底调研、基层推荐等形式，健全本土人才培养机制，分类建立档案，并定期走访，确保人才留得住。")

    assert mechanism.steps == ("通过摸底调研、基层推荐等形式", "分类建立档案", "定期走访")


def test_the_lead_unit_acts_where_the_sentence_names_nobody() -> None:
    (procedure,) = procedures("建立科技成果信息汇交机制。\n牵头单位：县科技局\n责任单位：县财政局、县统计局")

    assert (procedure.who, procedure.implied) == (("县科技局",), ("who",))


def test_an_appraisal_is_called_after_its_heading() -> None:
    text = "支持企业创新。\n（二）强化督查考核。将行动列入年度考核内容，定期对各部门进行督查考核，对落实不到位的单位通报批评。"
    (appraisal,) = procedures(text)

    assert (appraisal.name, appraisal.rule) == ("督查考核", "appraisal_of_heading")
    assert appraisal.steps == ("将行动列入年度考核内容", "定期对各部门进行督查考核", "对落实不到位的单位通报批评")


def test_a_step_of_a_procedure_is_not_read_again() -> None:
    assert names("建立科技成果对接机制。对科技成果和技术需求进行“双调查”，定期发布对接情况报告。") == ["科技成果对接机制"]


def test_a_heading_counts_only_where_its_body_holds_no_procedure() -> None:
    alone = "支持企业创新。\n（二）建立投融资服务机制。开展银企对接活动。"
    detailed = "支持企业创新。\n（二）建立健全尽职免责机制。建立财政、审计定期沟通制度。"

    assert [(procedure.name, procedure.doubts) for procedure in procedures(alone)] == [("投融资服务机制", ("由标题读出，正文未单独写明",))]
    assert names(detailed) == ["财政、审计定期沟通制度"]


def test_words_and_place_are_kept() -> None:
    context = plan("积极推行重点产业“链长制”，由市领导担任链长。")
    (procedure,) = read_procedures(context)

    assert procedure.clause == "一/(一)"
    assert procedure.quote == "推行重点产业“链长制”"
    assert procedure.span.of(context.policy.text.chars) == procedure.quote


def test_doubtful_finds_say_why() -> None:
    (rhythm,) = procedures("定期发布场景供需清单。")

    assert (rhythm.name, rhythm.confidence, rhythm.doubts) == ("场景供需清单定期发布", 0.6, ("只写明时间间隔",))


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("并定期走访企业", "定期走访企业"),
        ("经专家评议", "专家评议"),
        ("后报县政府审定", "报县政府审定"),
        ("确保各项任务落地", ""),
        ("（县科技局牵头，各县（市、区）落实）", ""),
        ("后三名的予以通报批评", "后三名的予以通报批评"),
    ],
)
def test_a_segment_becomes_a_step(said: str, step: str) -> None:
    assert step_of(said) == step


def test_rungs_members_and_deeds_are_parted() -> None:
    assert rungs_of("“甲企业—乙企业—丙企业”梯次") == ("甲企业", "乙企业", "丙企业")
    assert rungs_of("“中国—蒙古国”合作") == ()
    assert members_of("“首席科学家+专家+企业”") == ("首席科学家", "专家", "企业")
    assert members_of("“2+6+N”") == ()
    assert deeds_in("定期研判和应急处理") == ("定期研判", "应急处理")
    assert deeds_in("企业家参与决策") == ()


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        ("由市科技局牵头，市财政局、市人社局配合", ("市科技局", "市财政局", "市人社局")),
        ("经初审后报市工信局", ("市工信局",)),
        ("明确责任单位、工作进度", ()),
        ("支持高新技术企业发展", ()),
        ("经专家评议认为符合实际", ("专家",)),
    ],
)
def test_actors_are_found(said: str, bodies: tuple[str, ...]) -> None:
    assert actors_in(said) == bodies
