"""Identifiers: other files point at clauses by them, so they must not move when words do, and never name two."""

from tests.policy_texts import read


def ids(*lines: str) -> list[str]:
    return [clause.id for clause in read(*lines).walk()]


def test_identifiers_follow_numbers() -> None:
    lines = ("青河市办法", "第二章 支持", "第三节 平台", "第七条 按下列标准支持：", "（一）国家级；", "（二）自治区级。")

    assert ids(*lines) == [
        "preamble",
        "chp_2",
        "chp_2__sec_3",
        "chp_2__sec_3__art_7",
        "chp_2__sec_3__art_7__subpara_1",
        "chp_2__sec_3__art_7__subpara_2",
    ]


def test_other_words_leave_identifiers_alone() -> None:
    assert ids("青河市方案", "一、任务", "1.建平台。", "2.育企业。") == ids("白河县计划", "一、工作", "1.引人才。", "2.促转化。")


def test_doubled_numbers_have_identifiers_of_their_own() -> None:
    assert ids("一、甲", "二、乙", "二、丙", "（一）丁") == ["para_1", "para_2", "para_2-2", "para_2-2__subpara_1"]


def test_misprinted_number_has_the_identifier_of_the_right_one() -> None:
    assert ids("一、甲", "（一）乙。", "（2）丙。", "（三）丁。") == [
        "para_1",
        "para_1__subpara_1",
        "para_1__subpara_2",
        "para_1__subpara_3",
    ]


def test_annexes_in_chinese_numerals_have_ascii_identifiers() -> None:
    assert ids("一、甲", "乙。", "附件一", "丙表", "一、丁") == ["para_1", "att_1", "att_1__para_1"]
