"""The page of every real policy holds the document word for word, and every commitment in both columns."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import html

from luoshi.papers.reading_page import reading_page
from luoshi.usecases.read_document import read_document

OURS = ".//a[contains(@class, 'm-tag') or @class='flag'] | .//span[@class='no-copy'] | .//h2"
DOCUMENTS = (
    "arun-2021-2023",
    "dalad-2022-2024",
    "dongsheng-2025",
    "horinger-2025-2027",
    "inner-mongolia-2021-2025",
    "liuhe-zhongdian-chanye-old",
    "nansha-kechuang-2017",
    "tongliao-zhishichanquan-145",
    "yanan-minying-2023",
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_page_holds_the_document_word_for_word_and_every_commitment_twice(name, corpus):
    reading = read_document(path=corpus / "policies" / f"{name}.txt")
    tree = html.document_fromstring(reading_page(reading))
    ids = Counter(tree.xpath("//@id"))
    assert [i for i, times in ids.items() if times > 1] == []
    assert [h for h in tree.xpath("//@href") if h.removeprefix("#") not in ids] == []
    numbers = range(1, len(reading.commitments) + 1)
    assert [n for n in numbers if not {f"m{n}", f"r{n}", f"t{n}"} <= ids.keys()] == []
    (article,) = tree.xpath("//article")
    for extra in article.xpath(OURS):
        extra.drop_tree()
    lines = [
        " | ".join(cell.text_content() for cell in block) if block.tag == "tr" else block.text_content() for block in blocks_of(article)
    ]
    assert lines == reading.policy.text.chars.split("\n")


def blocks_of(article):
    return article.xpath(".//*[starts-with(@id, 'b') and contains(concat(' ', @class, ' '), ' bl ')]")
