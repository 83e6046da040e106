"""Line breaks of a printed page must not cut words and unit names; those between paragraphs must stay."""

import re

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.lines import width

PARAGRAPHS = [
    "青河旗人民政府办公室关于印发《青河旗科技创新促进办法》的通知",
    "各苏木镇人民政府，旗直各部门，驻旗各单位：",
    "现将《青河旗科技创新促进办法》印发给你们，请结合实际认真组织实施，重要情况及时报告旗人民政府办公室。",
    "青河旗人民政府办公室",
    "2025年3月18日",
    "附件",
    "青河旗科技创新促进办法",
    "第一章 总则",
    "第一条 为深入实施创新驱动发展战略，激发各类主体创新活力，根据国家和自治区有关规定，结合我旗实际，制定本办法。",
    "第二条 旗科技和工信局负责本办法的组织实施，旗财政局负责资金保障，旗审计局、旗市场监督管理局按照职责分工做好监督检查工作。",
    "第二章 支持措施",
    "（一）培育科技企业",
    "1.建立梯次培育体系。建立国家高新技术企业培育库，征集一批符合条件的科技型企业入库，对首次认定的国家高新技术企业一次性给予20万元奖励。"
    "到2027年，全旗国家高新技术企业达到30家，科技型中小企业达到40家以上，研发投入强度达到1.8%。",
    "牵头单位：旗科技和工信局",
    "责任单位：旗税务局、旗财政局、旗统计局、旗市场监督管理局、旗人力资源和社会保障局、各苏木镇人民政府",
    "2.支持研发机构建设。对新认定的自治区级重点实验室、技术创新中心，分别给予50万元、30万元奖励；对考核优秀的，再给予10万元奖励。",
    "（二）引进科技人才",
    "对带成果、带项目来旗创业的高层次人才团队，按照“一事一议”方式给予支持，最高不超过500万元（旗委组织部牵头，旗人力资源和社会保障局、旗财政局配合）。",
    "坚持需求导向。围绕绿色农畜产品加工、清洁能源、新型化工等主导产业，每年征集企业技术需求不少于50项，组织高校院所精准对接。",
    "坚持开放合作。支持企业与区外高校院所共建联合实验室，柔性引进专家人才，推动更多科技成果在我旗转化落地，形成现实生产力。",
    "本办法自发布之日起施行，有效期三年。",
]
# A mark that may not begin a line takes the character before it along, or hangs over the margin.
NEVER_FIRST = "，。、；：）》”%"


def printed(paragraphs: list[str], columns: int, indent: int) -> list[str]:
    """Print paragraphs in lines of so many columns, the first set in."""
    lines = []
    for paragraph in paragraphs:
        is_set_in = paragraph[-1] in "。；" or re.match(r"[（0-9第]|牵头|责任", paragraph)
        line, filled = "", indent if is_set_in else 0
        for char in paragraph:
            if filled + width(char) > columns and char not in NEVER_FIRST:
                lines.append(line)
                line, filled = "", 0
            line += char
            filled += width(char)
        lines.append(line)
    return lines


def in_pieces(lines: list[str]) -> list[str]:
    """Cut every second comma of the printed lines off, as some PDF readers do."""
    pieces = []
    for number, line in enumerate(lines):
        parts = [part for part in re.split(r"(?<=[，、])", line) if part]
        pieces += [parts[0], "".join(parts[1:])] if number % 2 and len(parts) > 1 else [line]
    return pieces


def paragraphs_of(raw: str, wrapped: bool | None) -> list[str]:
    return clean(Draft(raw, wrapped=wrapped), Source("办法.txt", b"")).chars.split("\n")


@pytest.mark.parametrize("columns", [56, 64, 80])
@pytest.mark.parametrize("indent", [4, 0])
@pytest.mark.parametrize("wrapped", [True, None])
def test_printed_lines_become_the_paragraphs_they_were(columns: int, indent: int, wrapped: bool | None) -> None:
    assert paragraphs_of("\n".join(printed(PARAGRAPHS, columns, indent)), wrapped) == PARAGRAPHS


@pytest.mark.parametrize("columns", [56, 64, 80])
@pytest.mark.parametrize("wrapped", [True, None])
def test_printed_lines_in_pieces_become_the_paragraphs_they_were(columns: int, wrapped: bool | None) -> None:
    assert paragraphs_of("\n".join(in_pieces(printed(PARAGRAPHS, columns, 4))), wrapped) == PARAGRAPHS


@pytest.mark.parametrize("wrapped", [False, None])
def test_lines_that_are_paragraphs_stay(wrapped: bool | None) -> None:
    assert paragraphs_of("\n".join(PARAGRAPHS), wrapped) == PARAGRAPHS


def test_blank_lines_of_a_laid_out_source_are_its_paragraphs() -> None:
    raw = "坚持需求导向。\n\n坚持开放合作。支持企\n业引进人才。\n\n坚持依法行政。"

    assert paragraphs_of(raw, True) == ["坚持需求导向。", "坚持开放合作。支持企业引进人才。", "坚持依法行政。"]


def test_printed_lines_pasted_into_a_document_of_paragraphs_become_whole() -> None:
    assert paragraphs_of("\n".join(printed(PARAGRAPHS, 64, 4)), False) == PARAGRAPHS


def test_list_of_names_of_one_width_stays_a_list() -> None:
    names = [
        f"青河旗{name}科技有限责任公司{number}"
        for number, name in enumerate(["北山新材料", "绿源新农业", "恒远新机械", "天和新药材", "诚信新建筑"] * 3)
    ]

    assert paragraphs_of("\n".join(["入库企业名单", *names]), None) == ["入库企业名单", *names]


def test_latin_words_at_the_margin_stay_apart() -> None:
    raw = "推动建设 Open\nSource 社区，\n完善制度。"

    assert paragraphs_of(raw, True) == ["推动建设Open Source社区，完善制度。"]
