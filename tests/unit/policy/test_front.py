"""What a document says of itself: a wrong title, number or year here stands on every page and in every programme made from it."""

import pytest

from luoshi.policy.front import split_recipients
from luoshi.policy.nodes import ClauseKind
from luoshi.policy.titles import unwrap
from luoshi.policy.years import read_period
from tests.policy_texts import bodies, clause_at, read

NOTICE = (
    "青河旗人民政府办公室关于印发《青河旗创新实施方案》的通知",
    "青政办发〔2025〕018号",
    "各苏木镇人民政府，旗直各部门（单位、中心）：",
    "《青河旗创新实施方案》已经旗人民政府同意，现印发给你们，请认真贯彻执行。",
    "附件：青河旗创新实施方案",
    "青河旗人民政府办公室",
    "2025年6月20日",
    "（此件公开发布）",
    "附件",
    "青河旗创新实施方案",
    "（2025—2027年）",
    "为加快创新，制定本方案。",
    "一、总体要求",
    "到2027年，全旗高新技术企业达到24家。",
)


def test_notice_and_the_plan_that_it_prints_are_told_apart() -> None:
    policy = read(*NOTICE)

    assert policy.title == "青河旗创新实施方案（2025—2027年）"
    assert policy.document_number == "青政办发〔2025〕18号"
    assert policy.issuer == "青河旗人民政府办公室"
    assert policy.issued_on == "2025-06-20"
    assert policy.period == (2025, 2027)
    assert policy.recipients == ("各苏木镇人民政府", "旗直各部门（单位、中心）")


def test_only_text_is_the_body_of_the_preamble() -> None:
    policy = read(*NOTICE)
    preamble = policy.clauses[0]

    assert [span.of(policy.text.chars) for span in preamble.body] == [NOTICE[3], NOTICE[11]]
    assert [child.kind for child in preamble.children] == [ClauseKind.FRONT, ClauseKind.FRONT, ClauseKind.SIGNATURE, ClauseKind.FRONT]


def test_title_broken_over_lines_is_one() -> None:
    policy = read(
        "青河市人民政府关于印发《青河市", "科技创新三年行动方案（2022—", "2024年）》的通知", "各区人民政府：", "现印发给你们。", "一、要求"
    )

    assert policy.title == "青河市科技创新三年行动方案（2022—2024年）"


def test_title_of_two_lines_without_a_notice_is_one() -> None:
    assert (
        read("青河市青山区助力青河市建设", "一流创新生态实施方案", "为加快创新，制定本方案。", "一、要求").title
        == "青河市青山区助力青河市建设一流创新生态实施方案"
    )


def test_title_over_two_lines_behind_a_notice_is_whole_though_the_first_names_a_kind_of_document() -> None:
    title = ("云溪县科技创新三年行动", "实施方案（2023—2025年）")
    policy = read(*NOTICE[:9], *title, *NOTICE[11:])

    assert (policy.title, policy.period) == ("云溪县科技创新三年行动实施方案（2023—2025年）", (2023, 2025))
    assert policy.clauses[0].heading == "云溪县科技创新三年行动实施方案（2023—2025年）"


def test_dated_bracket_behind_a_title_is_its_date() -> None:
    policy = read("青河市人民政府关于印发青河市“十四五”发展规划的通知（2023年8月9日）", "青政发〔2023〕26号", "各区人民政府：", "一、背景")

    assert (policy.title, policy.issued_on, policy.issuer) == ("青河市“十四五”发展规划", "2023-08-09", "青河市人民政府")


def test_trial_is_part_of_the_title() -> None:
    assert read("青河市科技奖励办法", "（试行）", "第一条 为奖励创新，制定本办法。").title == "青河市科技奖励办法（试行）"


def test_letterhead_is_no_title() -> None:
    assert (
        read("青河市人民政府文件", "青政发〔2025〕3号", "青河市人民政府关于促进科技创新的若干意见", "一、要求").title
        == "青河市人民政府关于促进科技创新的若干意见"
    )


def test_title_is_taken_from_the_index_of_the_site_where_the_text_has_none() -> None:
    policy = read(
        "一、要求",
        "加快创新。",
        metadata={"标题": "青河县关于印发《青河县创新方案》的通知", "发文字号": "青政发[2024]3号", "成文日期": "2024-01-14"},
    )

    assert (policy.title, policy.document_number, policy.issued_on) == ("青河县创新方案", "青政发〔2024〕3号", "2024-01-14")


def test_text_without_a_title_has_none() -> None:
    policy = read("一、要求", "加快创新。")

    assert (policy.title, policy.issuer, policy.issued_on, policy.period) == ("", "", "", None)


def test_number_of_another_document_in_a_sentence_is_not_its_own() -> None:
    assert read("青河市创新办法", "根据《某某意见》（国发〔2017〕5号），制定本办法。", "第一条 支持企业。").document_number == ""


def test_two_issuers_sign_together() -> None:
    policy = read("青河市创新方案", "一、要求", "加快创新。", "中共青河市委", "青河市人民政府", "2023年4月29日")

    assert policy.issuer == "中共青河市委、青河市人民政府"
    assert bodies(policy, "落款") == ["中共青河市委", "青河市人民政府", "2023年4月29日"]
    assert bodies(policy, "一") == ["加快创新。"]


def test_date_in_chinese_numerals_is_read() -> None:
    assert read("青河市创新方案", "一、要求", "加快创新。", "青河市人民政府", "二〇二三年十一月二十九日").issued_on == "2023-11-29"


def test_date_that_does_not_exist_is_not_taken_over() -> None:
    assert read("青河市创新方案", "一、要求", "加快创新。", "青河市人民政府", "2023年2月30日").issued_on == ""


def test_printing_note_belongs_to_the_signature() -> None:
    policy = read(
        "一、要求", "加快创新。", "青河市人民政府", "2023年4月29日", "抄送：市委办公室。", "青河市人民政府办公室2023年4月30日印发"
    )

    assert clause_at(policy, "落款").span.end == len(policy.text.chars)


def test_footer_of_a_site_is_a_trailer() -> None:
    policy = read("一、要求", "加快创新。", "扫一扫在手机打开当前页", "主办单位：青河市人民政府办公室 网站标识码：1501230002")

    assert [clause.kind for clause in policy.clauses] == [ClauseKind.ITEM, ClauseKind.TRAILER]


@pytest.mark.parametrize(
    ("title", "inner"),
    [
        ("关于印发《甲》的通知", "甲"),
        ("市政府办公室关于印发甲（2022—2024年）的通知", "甲（2022—2024年）"),
        ("关于印发《甲》（试行）的通知", "甲（试行）"),
        ("关于转发市科技局《甲》的通知", "甲"),
        ("关于贯彻《甲》的实施意见", "关于贯彻《甲》的实施意见"),
        ("关于开展申报工作的通知", "关于开展申报工作的通知"),
    ],
)
def test_title_is_taken_out_of_its_notice(title: str, inner: str) -> None:
    assert unwrap(title) == inner


@pytest.mark.parametrize(
    ("title", "chars", "issued", "period"),
    [
        ("创新方案（2022-2024年）", "", "", (2022, 2024)),
        ("创新方案（2022年—2024年）", "", "", (2022, 2024)),
        ("“十四五”创新规划", "", "", (2021, 2025)),
        ("“十三五”创新规划", "", "", (2016, 2020)),
        ("“十五五”创新规划", "", "", (2026, 2030)),
        ("创新三年行动方案", "", "2023-04-29", (2023, 2025)),
        ("创新三年行动方案", "", "", None),
        ("2025年工作要点", "", "2024-12-20", (2025, 2025)),
        ("创新办法", "本办法自2019年1月1日起施行，有效期5年。", "", (2019, 2023)),
        ("创新办法", "本办法自2021年4月1日起施行，有效期至2023年12月31日。", "", (2021, 2023)),
        ("创新办法", "本办法自印发之日起施行，有效期三年。", "2023-04-29", (2023, 2026)),
        ("创新办法", "本办法自印发之日起施行，有效期三年。", "", None),
        ("创新方案", "到2025年，企业达到24家。到2030年，达到50家。", "2023-04-29", (2023, 2025)),
        ("创新二十五条", "", "2023-04-29", None),
    ],
)
def test_period(title: str, chars: str, issued: str, period: tuple[int, int] | None) -> None:
    assert read_period(title, chars, issued) == period


def test_recipients_in_brackets_are_not_split() -> None:
    assert split_recipients("各县（市、区）人民政府，市直各部门、各单位") == ("各县（市、区）人民政府", "市直各部门", "各单位")
