"""From the raw characters of whole documents to clean ones."""

import json
from pathlib import Path

import pytest

from luoshi.source import Source, Span
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Table, Text
from tests.growth import grows_no_faster_than_its_size

DOCUMENTS = {
    "arun-2021-2023": 58,
    "dalad-2022-2024": 51,
    "dongsheng-2025": 155,
    "horinger-2025-2027": 35,
    "inner-mongolia-2021-2025": 266,
    "liuhe-zhongdian-chanye-old": 28,
    "nansha-kechuang-2017": 59,
    "tongliao-zhishichanquan-145": 49,
    "yanan-minying-2023": 65,
}


def cleaned(raw: str, **layout: object) -> Text:
    return clean(Draft(raw, **layout), Source("方案.txt", b""))


def policy(corpus: Path, name: str) -> Text:
    return cleaned((corpus / f"policies/{name}.txt").read_text("utf-8"))


def test_text_without_words_is_empty() -> None:
    text = cleaned(" \n\u3000\n\n")

    assert (text.chars, list(text.starts), text.diagnostics) == ("", [], ())


def test_table_keeps_its_cells_apart_and_its_rows_whole() -> None:
    raw = "指标表\n序号 | 指 标 | 2025 年\n１ | 高新技术企业、 | ３０ 家\n |  | \n2 |  | 合计\n落实责任。"
    span = Span(raw.index("序号"), raw.index("\n落实"))
    text = cleaned(
        raw, tables=((span, (("序号", "指 标", "2025 年"), ("１", "高新技术企业、", "３０ 家"), ("", "", ""), ("2", "", "合计"))),)
    )

    assert text.chars == "指标表\n序号 | 指标 | 2025年\n1 | 高新技术企业、 | 30家\n2 |  | 合计\n落实责任。"
    assert text.tables == (
        Table(Span(4, text.chars.index("\n落实")), (("序号", "指标", "2025年"), ("1", "高新技术企业、", "30家"), ("2", "", "合计"))),
    )


def test_table_that_is_an_index_table_is_no_table_of_the_document() -> None:
    raw = "索引号 | 111 | 主题分类 | 科技\n成文日期 | 2025-01-14 | 文号 | \n正文。"
    rows = (("索引号", "111", "主题分类", "科技"), ("成文日期", "2025-01-14", "文号", ""))
    text = cleaned(raw, tables=((Span(0, raw.index("\n正文")), rows),))

    assert (text.chars, text.tables) == ("正文。", ())
    assert text.metadata == {"索引号": "111", "主题分类": "科技", "成文日期": "2025-01-14"}


def test_first_column_of_a_table_may_be_empty() -> None:
    raw = " | 2024年 | 2025年\n企业 | 10 | 20"
    text = cleaned(raw, tables=((Span(0, len(raw)), (("", "2024年", "2025年"), ("企业", "10", "20"))),))

    assert text.chars == raw
    assert text.tables == (Table(Span(0, len(raw)), (("", "2024年", "2025年"), ("企业", "10", "20"))),)


@pytest.mark.parametrize(("name", "paragraphs"), DOCUMENTS.items())
def test_real_document_has_its_paragraphs(corpus: Path, name: str, paragraphs: int) -> None:
    assert policy(corpus, name).chars.count("\n") + 1 == paragraphs


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_gold_quote_stands_in_the_clean_text(corpus: Path, name: str) -> None:
    words = "".join(policy(corpus, name).chars.split())
    quotes = [json.loads(line)["quote"] for line in (corpus / f"gold/{name}.jsonl").read_text("utf-8").splitlines()]

    assert [quote for quote in quotes if "".join(quote.split()) not in words] == []


@pytest.mark.parametrize("name", ["yanan-minying-2023", "tongliao-zhishichanquan-145"])
def test_printed_document_has_only_whole_paragraphs(corpus: Path, name: str) -> None:
    lines = policy(corpus, name).chars.split("\n")
    torn = [line for line in lines if line[-1] in "，、" or line[0] in "，、。；”》）" or (len(line) > 60 and line[-1] not in "。）：")]

    assert torn == []


def test_document_pasted_twice_stands_once(corpus: Path) -> None:
    text = policy(corpus, "horinger-2025-2027")

    assert [d.code for d in text.diagnostics] == ["text.index-table", "text.page-frame", "text.second-copy"]
    assert sorted(text.metadata) == ["主题分类", "发布机构", "成文日期", "索引号"]
    assert len(text.chars) < 0.5 * len(text.raw)


HOSTILE = (
    "国, ,\n,（,《,1 ,|, | ,第,?,\ufffd,業(yè),索引号：,索引号\n,.,……1\n,首页 ,走进甲,— 1 —\n,1/2\n,关于印发\n,（\n,中共某旗委\n"
    ",锛銆,ã€,国 家 ,2024 年 ,支持企业引进人才、\n,?/p>,國"
)


@pytest.mark.parametrize("piece", HOSTILE.split(","))
@pytest.mark.parametrize("wrapped", [True, None])
def test_cost_grows_with_the_length_and_no_faster(piece: str, wrapped: bool | None) -> None:
    def repeated(length: int) -> str:
        return piece * (length // len(piece))

    assert grows_no_faster_than_its_size(lambda raw: cleaned(raw, wrapped=wrapped), repeated, 7_500)
