"""The page of facts is what the vocabulary says, and no two facts of a table answer to one head."""

import pytest

from luoshi.facts.heads import Vocabulary, plain
from luoshi.facts.to_excel import LONGEST_LIST, allowed_words
from luoshi.facts.vocabulary import FIELDS, Entity, FactField
from luoshi.facts.words import NO, NOTHING, YES
from tools.facts_page import PAGE, page

ALL_FIELDS = [field for entity in Entity for field in FIELDS[entity]]


def test_the_page_of_facts_is_current() -> None:
    assert PAGE.read_text("utf-8") == page()


@pytest.mark.parametrize("entity", Entity)
def test_no_head_means_two_facts_of_one_table(entity: Entity) -> None:
    meant: dict[str, set[str]] = {}
    for field in FIELDS[entity]:
        for word in (field.name, field.label, *field.aliases):
            meant.setdefault(plain(word), set()).add(field.name)

    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("entity", Entity)
def test_every_head_of_the_vocabulary_finds_its_fact(entity: Entity) -> None:
    vocabulary = Vocabulary(entity)
    lost = [
        word
        for field in FIELDS[entity]
        for word in (field.name, field.label, *field.aliases)
        if (head := vocabulary.head_of(word, 0)) is None or head.field is not field
    ]

    assert lost == []


@pytest.mark.parametrize("field", [field for field in ALL_FIELDS if field.choices], ids=lambda field: f"{field.entity}-{field.name}")
def test_no_word_means_two_choices_or_nothing(field: FactField) -> None:
    words = [word for choice in field.choices for word in {choice.name, choice.label, *choice.aliases}]

    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert [word for word in words if word in NOTHING] == []


def test_no_word_is_yes_and_no_or_nothing() -> None:
    assert set(YES) & set(NO) == set()
    assert (set(YES) | set(NO)) & set(NOTHING) == set()


def test_every_list_of_choices_fits_into_a_drop_down() -> None:
    assert [field.name for field in ALL_FIELDS if len(",".join(allowed_words(field))) > LONGEST_LIST] == []
