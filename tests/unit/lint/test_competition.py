"""The rules of fair-competition review: each flags its own bad sentences and no good one, and knows on which ground and since when."""

import re
from datetime import date

import pytest

from luoshi.lint import Finding, lint_reading
from luoshi.lint.competition_rules import competition_rules
from luoshi.source import Severity, Source
from luoshi.usecases.read_document import read_document

# A document that grants rewards, so that every scope is open.
FRAME = "临江县科技创新若干政策\n{number}一、支持企业创新\n对新认定的孵化器，给予10万元奖励。\n{sentence}\n{signature}"
RULES = {rule.id: rule for rule in competition_rules()}
BAD = [(rule.id, sentence) for rule in RULES.values() for sentence in rule.bad]
GOOD = [(rule.id, sentence) for rule in RULES.values() for sentence in rule.good]
# Ordinary sentences of such documents, near the flagged words, that harm no competition.
HARMLESS = """支持国内外知名企业来我县落户。
引进的博士在我市落户的，发放安家补贴5万元。
对新迁入新址的幼儿园给予设备补助。
对符合条件的高校毕业生，给予租房补贴，并优先办理落户。
农民专业合作社注册商标的，每件补助2000元。
在我县注册的市场主体达到2万户。
落实研发费用加计扣除、高新技术企业所得税优惠等政策，对研发投入大的企业给予补助。
综合运用税收优惠、财政补助等方式支持企业创新。
市县根据地方财力状况给予适当补助。
对作出突出贡献的科技人员给予奖励。
对为区域经济发展作出突出贡献的专家给予表彰奖励。
对纳税信用等级为A级的企业，给予贷款贴息。
加强与外地企业合作需求对接，给予展位补助。
鼓励区外企业在我区设立分支机构。
优先使用本地劳动力的项目，给予社保补贴。
引导企业采购国产设备，按设备投资额的10%给予补助。
必须由具备资质的公司承担检测。
指定银行账户接收奖补资金。
对企业上市分阶段给予奖励，完成股份制改造设立股份有限公司的，给予50万元。
从土地出让收益中安排资金用于人才公寓补助。
对被列入失信名单的企业，三年内不得享受奖补。
对列入国家级绿色工厂名单的企业给予30万元奖励。
对规模以上工业企业研发投入给予补助，最高50万元。
首次升规入统的工业企业，一次性给予5万元奖励。
获奖企业五年内不得重复申报。
对骗取奖补资金的，追回资金。
项目用地优先保障。
鼓励企业在县内转化科技成果，按技术合同额的10%给予补助。
电商企业在县外设立仓库的，给予租金补贴。
外地企业与本地企业同等享受。
对在全市创新创业大赛中获奖并在我市实施产业化的项目，给予20万元支持。
迁入地公安机关办理户口迁移手续。
对从市外引进的人才团队，给予500万元支持。
企业所得税汇算清缴后提交申报材料，审核通过的给予补助。
按照国家规定享受增值税即征即退的软件企业，给予研发补助。
申报企业应当具有独立法人资格，近三年未发生安全事故。""".splitlines()


def findings(sentence: str, *, issued: str = "") -> list[Finding]:
    number = "临政办发〔2024〕8号\n" if issued else ""
    text = FRAME.format(number=number, sentence=sentence, signature=f"临江县人民政府办公室\n{issued}\n" if issued else "")
    reading = read_document(source=Source("政策.txt", text.encode()))
    return [finding for finding in lint_reading(reading) if finding.code == "lint.fair-competition"]


def flagging(sentence: str) -> list[str]:
    return [finding.rule for finding in findings(sentence)]


@pytest.mark.parametrize(("rule", "sentence"), BAD, ids=lambda value: value)
def test_bad_sentence_is_flagged_by_its_rule_alone(rule: str, sentence: str) -> None:
    assert flagging(sentence) == [rule]


@pytest.mark.parametrize(("rule", "sentence"), GOOD, ids=lambda value: value)
def test_good_sentence_is_not_flagged(rule: str, sentence: str) -> None:
    assert flagging(sentence) == []


@pytest.mark.parametrize("sentence", HARMLESS)
def test_harmless_sentence_is_not_flagged(sentence: str) -> None:
    assert flagging(sentence) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_says_what_why_and_how(rule) -> None:
    assert rule.bad and rule.good and rule.grounds
    assert "“" in rule.hint or "；" in rule.hint
    for ground in rule.grounds:
        assert ground.article is None or re.fullmatch(
            r"(?:第[一二三四五六七八九十]+条(?:第[一二三四五六七八九十]+项)?、?|第[一二三四五六七八九十]+项、?)+", ground.article
        )
        assert date(2024, 8, 1) <= ground.in_force_on <= date(2025, 12, 31)


def test_rules_have_names_of_their_own() -> None:
    assert len(RULES) == len(competition_rules())


def test_the_regulation_binds_from_the_first_of_august_2024() -> None:
    ground = RULES["relocation"].grounds[0]

    assert str(ground) == "《公平竞争审查条例》第十条第二项（国务院令第783号，2024年8月1日起施行）"


@pytest.mark.parametrize(
    ("issued", "severity"),
    [("2024年7月31日", Severity.NOTE), ("2024年8月1日", Severity.WARNING), ("", Severity.WARNING)],
)
def test_document_issued_before_the_regulation_gets_a_note(issued: str, severity: Severity) -> None:
    (finding,) = findings("对整体迁入我县的企业，给予20万元奖励。", issued=issued)

    assert finding.severity is severity
    assert ("施行之前" in finding.message) == (severity is Severity.NOTE)


def test_places_of_one_rule_are_one_finding() -> None:
    (finding,) = findings("对整体迁入我县的企业，给予20万元奖励。对整体迁入我县的研发总部，给予50万元奖励。")

    assert len(finding.spans) == 2
    assert finding.message.startswith("奖补以企业迁入、落户为条件（2处）")


def test_acquittal_of_one_place_leaves_the_other_flagged() -> None:
    (finding,) = findings("引进的博士落户的，给予安家补贴5万元；企业整体迁入的，给予20万元奖励。")

    assert len(finding.spans) == 1
