"""Sentences put together from parts whose meaning is known are read as just that: a fen too much is paid, a goal too few is forgotten.

What is not read yet stands in `grants_not_read_yet.py` and `goals_not_read_yet.py` of `tests/made`, and is not put together here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luoshi.commitments.nodes import Kind, Reading, Reward
from tests.made.goals_not_read_yet import GOALS_NOT_READ_YET
from tests.made.grants_not_read_yet import GRANTS_NOT_READ_YET
from tests.made.reward_sentences import faults_of_grants, provision, several, widely_capped
from tests.made.sentences import Made, NotReadYet, Speaker
from tests.made.silent_sentences import no_goal, no_grant
from tests.made.target_sentences import by_years, dated_inside, faults_of_goals, goal
from tests.made.target_sentences import several as several_goals
from tools.judge import judge, read_bytes

# A sentence is read in a millisecond or two, so that many more can be drawn than documents.
MANY = settings(max_examples=5 * settings().max_examples)
MANY_MORE = settings(max_examples=8 * settings().max_examples)
NOT_READ_YET = (*GRANTS_NOT_READ_YET, *GOALS_NOT_READ_YET)
FAULTS = {"reward": faults_of_grants, "target": faults_of_goals}
ARTICLES = "临江市促进科技创新若干政策措施\n一、支持措施\n{}\n"
ORDINALS = "一二三四五六"


@st.composite
def sentences(draw: st.DrawFn, make: Callable[[Speaker], Made]) -> Made:
    """Draw a sentence that holds nothing of what is not read yet."""
    made = make(Speaker(lambda options: draw(st.sampled_from(options))))
    assume(not any(entry.keeps_out(made) for entry in NOT_READ_YET))
    return made


@MANY_MORE
@given(made=sentences(provision))
def test_grant_is_read_to_the_fen(made: Made) -> None:
    assert faults_of_grants(made.words, made.states) == [], made.words


@MANY
@given(made=sentences(widely_capped))
def test_limit_in_a_clause_of_its_own_is_laid_over_the_grant_before(made: Made) -> None:
    assert faults_of_grants(made.words, made.states) == [], made.words


@MANY
@given(made=sentences(several))
def test_grants_of_one_article_do_not_touch_each_other(made: Made) -> None:
    assert faults_of_grants(made.words, made.states) == [], made.words


@MANY_MORE
@given(made=sentences(goal))
def test_goal_is_read_with_its_number_and_its_date(made: Made) -> None:
    assert faults_of_goals(made.words, made.states) == [], made.words


@MANY
@given(made=sentences(several_goals))
def test_goals_of_one_sentence_share_its_date(made: Made) -> None:
    assert faults_of_goals(made.words, made.states) == [], made.words


@given(made=sentences(dated_inside))
def test_goal_takes_the_date_behind_its_name(made: Made) -> None:
    assert faults_of_goals(made.words, made.states) == [], made.words


@given(made=sentences(by_years))
def test_each_year_has_its_own_number(made: Made) -> None:
    assert faults_of_goals(made.words, made.states) == [], made.words


@st.composite
def beside(draw: st.DrawFn, make: Callable[[Speaker], Made], make_silent: Callable[[Speaker], Made]) -> tuple[Made, Made]:
    """Draw a sentence that promises nothing, and that sentence before or behind one that does."""
    silent, made = draw(sentences(make_silent)), draw(sentences(make))
    words = silent.words + made.words if draw(st.booleans()) else made.words + silent.words
    both = Made(words, made.states, silent.parts | made.parts)
    assume(not any(entry.keeps_out(both) for entry in NOT_READ_YET))
    return silent, both


@MANY
@given(drawn=beside(provision, no_grant))
def test_conditions_fines_and_past_payments_grant_nothing_and_change_no_grant(drawn: tuple[Made, Made]) -> None:
    for made in drawn:
        assert faults_of_grants(made.words, made.states) == [], made.words


@MANY
@given(drawn=beside(goal, no_goal))
def test_past_figures_thresholds_and_names_set_no_goal_and_change_none(drawn: tuple[Made, Made]) -> None:
    for made in drawn:
        assert faults_of_goals(made.words, made.states) == [], made.words


@given(made=st.lists(sentences(several), min_size=1, max_size=3))
def test_reading_of_a_document_quotes_it_truly_and_reads_no_sum_twice(made: list[Made]) -> None:
    articles = [f"（{number}）奖励政策\n{one.words}" for number, one in zip(ORDINALS, made, strict=False)]
    reading = read_bytes(ARTICLES.format("\n".join(articles)).encode(), "政策.txt")
    assert isinstance(reading, Reading)
    assert judge(reading) == []
    assert outside_their_clauses(reading) == []
    assert [c.quote for c in reading.commitments if (c.confidence < 1) != bool(c.doubts)] == []
    assert [end for end, count in Counter(r.span.end for r in reading.of(Kind.REWARD)).items() if count > 1] == []
    assert read_twice(reading) == []


def outside_their_clauses(reading: Reading) -> list[str]:
    """Return the quotes that do not lie in the clause that they are said to stand in."""
    spans = {clause.path: clause.span for clause in reading.policy.walk()}
    return [c.quote for c in reading.commitments if not spans[c.clause].covers(c.span)]


def read_twice(reading: Reading) -> list[str]:
    """Return the quotes of rewards that overlap another one with the same trigger and amount."""
    rewards = [c for c in reading.commitments if isinstance(c, Reward)]
    return [
        one.quote
        for at, one in enumerate(rewards)
        for other in rewards[at + 1 :]
        if one.span.end > other.span.start and (one.trigger, one.formula, one.cap_fen) == (other.trigger, other.formula, other.cap_fen)
    ]


@pytest.mark.parametrize("entry", NOT_READ_YET, ids=lambda entry: entry.id)
def test_sentence_is_not_read_yet(entry: NotReadYet) -> None:
    assert FAULTS[entry.kind](entry.words, entry.states), f"{entry.id}: it is read now, take it out of NOT_READ_YET"
