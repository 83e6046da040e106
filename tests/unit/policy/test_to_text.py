"""Text again out of the tree: a word that the tree loses would be a promise that nobody is held to."""

from dataclasses import replace

from luoshi.policy.to_text import to_text
from luoshi.source import Span
from tests.policy_texts import read

LINES = ("青河市创新方案", "一、任务", "（一）平台。建设实验室。", "牵头单位：市科技局", "（二）企业。培育企业。", "二、保障", "加强领导。")


def test_text_comes_back_as_it_was() -> None:
    assert to_text(read(*LINES)) == "\n".join(LINES)


def test_a_clause_that_is_lost_is_missed() -> None:
    policy = read(*LINES)

    assert to_text(replace(policy, clauses=policy.clauses[:1] + policy.clauses[2:])) != policy.text.chars


def test_a_paragraph_that_is_lost_is_missed() -> None:
    policy = read(*LINES)
    last = policy.clauses[-1]

    assert to_text(replace(policy, clauses=(*policy.clauses[:-1], replace(last, body=())))) != policy.text.chars


def test_a_word_in_two_clauses_comes_twice() -> None:
    policy = read(*LINES)
    last = policy.clauses[-1]
    doubled = replace(last, body=(*last.body, last.body[0]))

    assert to_text(replace(policy, clauses=(*policy.clauses[:-1], doubled))) != policy.text.chars


def test_a_heading_cut_short_is_missed() -> None:
    policy = read(*LINES)
    last = policy.clauses[-1]
    short = replace(last, heading_span=Span(last.heading_span.start, last.heading_span.end - 1))

    assert to_text(replace(policy, clauses=(*policy.clauses[:-1], short))) != policy.text.chars
