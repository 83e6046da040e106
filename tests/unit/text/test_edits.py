"""The map must lead every clean character to its own raw ones, or a highlighted quote stands in the wrong place."""

from array import array

import pytest

from luoshi.source import Span
from luoshi.text.edits import Mapped, lines_of


def homes(mapped: Mapped) -> list[tuple[str, int, int]]:
    return list(zip(mapped.chars, mapped.starts, mapped.ends, strict=True))


def test_replacement_of_equal_length_is_mapped_one_for_one() -> None:
    assert homes(Mapped.identity("甲１２乙").edited([(1, 3, "12")])) == [("甲", 0, 1), ("1", 1, 2), ("2", 2, 3), ("乙", 3, 4)]


def test_replacement_of_other_length_stands_for_all_it_replaces() -> None:
    assert homes(Mapped.identity("甲　 　乙").edited([(1, 4, " ")])) == [("甲", 0, 1), (" ", 1, 4), ("乙", 4, 5)]


def test_insertion_has_an_empty_home() -> None:
    assert homes(Mapped.identity("甲乙").edited([(1, 1, "、")])) == [("甲", 0, 1), ("、", 1, 1), ("乙", 1, 2)]


def test_deletion_at_both_ends_leaves_the_rest_where_it_was() -> None:
    assert homes(Mapped.identity(" 甲 ").edited([(0, 1, ""), (2, 3, "")])) == [("甲", 1, 2)]


def test_no_edits_change_nothing() -> None:
    mapped = Mapped.identity("甲乙")

    assert mapped.edited([]) is mapped


def test_edits_of_two_passes_compose() -> None:
    once = Mapped.identity("a(x)bc").edited([(1, 4, "")])

    assert homes(once.edited([(1, 2, "")])) == [("a", 0, 1), ("c", 5, 6)]


def test_map_is_held_in_four_bytes_a_character() -> None:
    mapped = Mapped.identity("甲乙")

    assert (mapped.starts.typecode, mapped.starts.itemsize, mapped.starts) == ("I", 4, array("I", [0, 1]))


def test_raw_words_that_were_left_out_are_found_nowhere() -> None:
    mapped = Mapped.identity("甲乙丙丁").edited([(1, 3, "")])

    assert mapped.find(Span(1, 3)) == Span(1, 1)
    assert mapped.find(Span(0, 4)) == Span(0, 2)


def test_exchange_of_all_characters_must_keep_their_number() -> None:
    with pytest.raises(ValueError, match="one character for one"):
        Mapped.identity("甲").replaced("甲乙")


def test_lines_are_told_with_their_places() -> None:
    assert list(lines_of("甲\n\n乙丙")) == [Span(0, 1), Span(2, 2), Span(3, 5)]
