"""A document that stands twice in its file promises everything once."""

from luoshi.source import Severity, Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Text

BODY = [
    "一、总体要求",
    "到2027年，全旗国家高新技术企业达到30家，科技型中小企业达到40家，研发投入强度达到1.8%。",
    "创新体系更加完善，每年引进科技人才10—15名，转化科技成果20项以上，技术合同成交额明显增长。",
    "二、重点任务",
    "1.培育科技企业。对首次认定的国家高新技术企业一次性给予20万元奖励，由旗科技和工信局会同有关部门落实。",
    "2.建设创新平台。对新认定的自治区级重点实验室、技术创新中心，分别给予50万元、30万元奖励。",
    "3.引进科技人才。对带成果来旗创业的团队，按照“一事一议”方式给予支持，最高不超过500万元。",
    "三、组织保障",
    "各部门要加强组织领导，强化协同配合，确保各项任务落到实处，取得实效，重要情况及时报告。",
]


def cleaned(lines: list[str]) -> Text:
    return clean(Draft("\n".join(lines)), Source("方案.txt", b""))


def test_second_copy_is_left_out_with_a_note() -> None:
    text = cleaned([*BODY, *BODY])
    (note,) = text.diagnostics

    assert text.chars.split("\n") == BODY
    assert (note.code, note.severity) == ("text.second-copy", Severity.NOTE)
    assert note.message == "正文印了两遍，第二遍（从“一、总体要求”起，9段）已略去，两遍文字相同。"


def test_further_copies_are_left_out_too() -> None:
    text = cleaned(BODY * 3)

    assert text.chars.split("\n") == BODY
    assert [d.code for d in text.diagnostics] == ["text.second-copy"] * 2


def test_copies_in_other_dress_are_copies() -> None:
    again = [line.replace("，", ",").replace("、", "、 ") for line in BODY]

    assert cleaned([*BODY, *again]).chars.split("\n") == BODY


def test_copies_that_differ_are_a_warning_with_the_place() -> None:
    again = [line.replace("30家", "35家") for line in BODY]
    text = cleaned([*BODY, *again])
    (warning,) = text.diagnostics

    assert text.chars.split("\n") == BODY
    assert (warning.code, warning.severity) == ("text.second-copy", Severity.WARNING)
    assert [text.quote(span) for span in warning.spans] == [BODY[1]]
    assert "第二遍有而另一遍没有的1段，例如“到2027年，全旗国家高新技术企业达到35家" in warning.message


def test_difference_in_a_decimal_point_is_a_difference() -> None:
    again = [line.replace("1.8%", "18%") for line in BODY]

    assert cleaned([*BODY, *again]).diagnostics[0].severity is Severity.WARNING


def test_what_stands_behind_the_second_copy_stays() -> None:
    assert cleaned([*BODY, *BODY, "附件1", "青河旗重点项目清单"]).chars.split("\n") == [*BODY, "附件1", "青河旗重点项目清单"]


def test_head_before_the_body_stays_once() -> None:
    head = ["青河旗人民政府关于印发《创新方案》的通知", "各苏木镇人民政府：", "现将方案印发给你们，请认真贯彻落实。"]

    assert cleaned([*head, *BODY, *BODY]).chars.split("\n") == [*head, *BODY]


def test_table_of_contents_and_repeated_forms_are_no_copies() -> None:
    contents = [line for line in BODY if len(line) < 8]
    forms = ["企业名称统一社会信用代码法定代表人联系电话填表日期", "申报单位意见（盖章）年月日负责人签字经办人签字联系方式"]

    assert cleaned([*contents, *BODY, *forms, *forms]).chars.split("\n") == [*contents, *BODY, *forms, *forms]
