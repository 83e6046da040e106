"""What was taken out and what was put in, in units that a reader sees: whole numbers, whole stretches."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.comparison.edits import edits_between
from luoshi.comparison.likeness import plain
from tests.growth import grows_no_faster_than_its_size

WORDS = st.text(alphabet="对新认定的企业给予奖励，。；、1234.5万元\n", max_size=60)


def changed(old: str, new: str) -> list[tuple[str, str]]:
    return [(edit.old, edit.new) for edit in edits_between(old, new) if edit.is_change]


def test_number_changes_as_a_whole() -> None:
    assert changed("高新技术企业达到24家。", "高新技术企业达到34家。") == [("24", "34")]
    assert changed("研发投入强度达到1.20%。", "研发投入强度达到1.25%。") == [("1.20", "1.25")]
    assert changed("给予2万元奖励。", "给予20万元奖励。") == [("2", "20")]


def test_unit_changes_as_a_whole() -> None:
    assert changed("牵头单位：旗农牧局", "牵头单位：旗科协") == [("农牧局", "科协")]


def test_new_sentence_between_old_ones_is_one_edit() -> None:
    assert changed("建设平台。引育人才。", "建设平台。每年开展评估。引育人才。") == [("", "每年开展评估。")]


def test_each_of_two_changed_sentences_is_compared_with_its_own() -> None:
    old, new = "到2027年达到30家。每家奖励10万元。", "到2028年达到36家。每家奖励15万元。"

    assert changed(old, new) == [("2027", "2028"), ("30", "36"), ("10", "15")]


def test_lone_character_between_changes_melts_into_them() -> None:
    assert changed("市科技局和财政局", "县教育局及民政局") == [("市科技局和财", "县教育局及民")]


def test_width_of_marks_is_no_change() -> None:
    assert changed("对企业,给予奖励;对个人(团队)给予补助", "对企业，给予奖励；对个人（团队）给予补助") == []


@given(WORDS, WORDS)
def test_edits_joined_are_the_texts(old: str, new: str) -> None:
    edits = edits_between(old, new)

    assert "".join(edit.old for edit in edits) == old
    assert "".join(edit.new for edit in edits) == new
    assert all(plain(edit.old) == plain(edit.new) for edit in edits if not edit.is_change)


@given(WORDS)
def test_text_compared_with_itself_has_no_change(words: str) -> None:
    assert changed(words, words) == []


def test_cost_grows_with_the_clause_and_no_faster() -> None:
    def versions(count: int) -> tuple[str, str]:
        old = "".join(f"第{number}家企业获得奖励{number}万元，用于研发。" for number in range(count))
        return old, old.replace("7万元", "8万元").replace("研发。", "研究开发。")

    assert grows_no_faster_than_its_size(lambda pair: edits_between(*pair), versions, 500)
