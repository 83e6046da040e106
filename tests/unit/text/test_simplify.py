"""A traditional document is read in simplified characters; a simplified one is not touched, whatever it quotes."""

import pytest

from luoshi.text.simplify import is_written_traditionally, simplify

TRADITIONAL = "為貫徹國務院決定，加快發展產業，規範資質認定，現將實施辦法印發，請認真執行。"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("著力提升", "着力提升"),
        ("沿著這條路", "沿着这条路"),
        ("成效顯著", "成效显著"),
        ("著名專家的著作", "著名专家的著作"),
        ("耐鹽堿水稻", "耐盐碱水稻"),
        ("歷史後來", "历史后来"),
        ("干部於此瞭解情況", "干部于此了解情况"),
        ("祇有", "只有"),
    ],
)
def test_traditional_words_become_the_simplified_ones(words: str, expected: str) -> None:
    assert simplify(TRADITIONAL + words).removeprefix(simplify(TRADITIONAL)) == expected


def test_every_character_keeps_its_place() -> None:
    chars = (TRADITIONAL + "\n著名") * 3

    assert len(simplify(chars)) == len(chars)


@pytest.mark.parametrize(
    "chars",
    [
        "支持企业建设研发机构，著名品牌給予奖励。",
        "各单位要认真学习《國語》《東觀漢記》《會典》等典籍，发展文化产业，规范经营，实现业务创新。" * 3,
        "Research and development",
        "",
    ],
)
def test_simplified_documents_are_not_touched(chars: str) -> None:
    assert not is_written_traditionally(chars)
    assert simplify(chars) is chars
