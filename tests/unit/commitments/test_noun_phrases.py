"""The verb that governs a head and the name before it: what is cut off, what stays."""

import pytest

from luoshi.commitments.noun_phrases import Veiled, governing_verb, name_of, tidy, veil


def verb_before(text: str, head: str) -> str | None:
    veiled = Veiled.of(text)
    at = text.index(head)
    verb = governing_verb(veiled, veiled.segment_at(at).start, at)
    return verb.word if verb is not None else None


def name_behind(text: str, verb: str) -> str:
    return name_of(Veiled.of(text), text.index(verb) + len(verb), len(text))[1]


def test_veil_covers_what_is_quoted_and_keeps_the_length() -> None:
    text = "实行“清单，制度”（含试点（市、区）），落实《办法》"

    assert veil(text) == "实行“●●●●●”（●●●●●●●●），落实《●●》"


def test_veil_leaves_what_never_closes() -> None:
    assert veil("“甲乙丙") == "“甲乙丙"


@pytest.mark.parametrize(
    ("text", "head", "verb"),
    [
        ("建立高新技术企业培育库", "库", "建立"),
        ("进一步健全完善科技融资备选企业库", "库", "健全完善"),
        ("推动建立全省农机共享服务平台", "平台", "建立"),
        ("由市科技局牵头编制技术目录", "目录", "编制"),
        ("各县区要及时更新项目清单", "清单", "更新"),
        ("加快建设全市民营企业数据库", "库", "建设"),
        ("整合建设市级科技大数据平台", "平台", "建设"),
        ("支持第三方机构建设运营公共服务平台", "平台", "支持"),
        ("推动创新服务平台建设", "平台", "推动"),
        ("健全以需求为导向的项目形成机制", "机制", "健全"),
        ("建立完善的风险评估机制", "机制", "建立"),
        ("实施联合惩戒制度", "制度", "实施"),
        ("引导创新主体优化内部机制", "机制", "引导"),
    ],
)
def test_governing_verb_is_found(text: str, head: str, verb: str) -> None:
    assert verb_before(text, head) == verb


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("企业信用信息平台", "平台"),
        ("市场监管局建立的市场主体登记库", "库"),
        ("已建立企业培育库", "库"),
        ("先后建成专家库", "库"),
        ("拟列入名单", "名单"),
        ("“建立清单”原则", "原则"),
    ],
)
def test_no_verb_governs_what_is_only_mentioned(text: str, head: str) -> None:
    assert verb_before(text, head) is None


def test_a_verb_in_another_segment_does_not_govern() -> None:
    assert verb_before("建立专班，市级人才库", "库") is None


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("建立我市科技人才信息库", "建立", "科技人才信息库"),
        ("建设全省统一的公共信用信息平台", "建设", "公共信用信息平台"),
        ("建立本土科技人才数据库", "建立", "本土科技人才数据库"),
        ("建成技术先进、覆盖全县的检验检测公共服务平台", "建成", "检验检测公共服务平台"),
        ("建立上下联动、协同推进的工作机制", "建立", "上下联动、协同推进的工作机制"),
        ("建立“研发在外、转化在内”的引才模式", "建立", "“研发在外、转化在内”的引才模式"),
        ("加快种质创新基地、质量基础设施、地方种质资源库", "加快", "地方种质资源库"),
        ("构建“小微企业—高新企业—领军企业”梯次培育机制", "构建", "梯次培育机制"),
        ("建立科学数据中心", "建立", "科学数据中心"),
        ("建立人才、企业、项目库", "建立", "人才、企业、项目库"),
        ("编制《招商指南》和产业链招商图谱", "编制", "产业链招商图谱"),
    ],
)
def test_name_is_cut_out(text: str, verb: str, name: str) -> None:
    assert name_behind(text, verb) == name


def test_tidy_keeps_a_quote_that_closes() -> None:
    assert tidy("、“链长制”") == "“链长制”"
    assert tidy("白名单”，") == "白名单"


def test_segment_at_finds_the_last_one_behind_the_end() -> None:
    veiled = Veiled.of("甲，乙")

    assert [veiled.words_of(veiled.segment_at(at)) for at in (0, 1, 2, 3)] == ["甲", "乙", "乙", "乙"]
