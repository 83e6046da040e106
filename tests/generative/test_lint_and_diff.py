"""Whatever a document looks like, lint points only at words that are there, and a comparison loses no clause of either version."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.commitments.nodes import Reading
from luoshi.comparison import compare_readings
from luoshi.lint import lint_reading
from luoshi.lint.to_records import to_records
from luoshi.policy.nodes import ClauseKind
from tools.fuzz import documents
from tools.judge import read_bytes
from tools.mangle import LINE_MANGLES

WORDS = st.text(
    alphabet="一二三（）()、.123第章条节年月，。；：分别每万元%家 \n对给予奖励最高达到牵头单位责任企业迁入落户注册领导小组“”办法",
    max_size=300,
)


def reading_of(lines: list[str]) -> Reading | None:
    read = read_bytes("\n".join(lines).encode(), "方案.txt")
    return read if isinstance(read, Reading) else None


def windows(draw: Random) -> list[str]:
    lines = list(draw.choice(documents()))
    start = draw.randrange(len(lines))
    return lines[start : start + 20]


def check_lint(reading: Reading) -> None:
    end = len(reading.policy.text.chars)
    paths = {clause.path for clause in reading.policy.walk()}
    findings = lint_reading(reading)
    for finding in findings:
        assert all(0 <= span.start <= span.end <= end for span in finding.spans)
        assert finding.clause is None or finding.clause in paths
    assert len(to_records(reading, findings)) == len(findings)


def check_comparison(old: Reading, new: Reading) -> None:
    comparison = compare_readings(old, new)
    for reading, side in ((old, [c.old for c in comparison.clauses]), (new, [c.new for c in comparison.clauses])):
        clauses = [clause for clause in reading.policy.walk() if clause.kind is not ClauseKind.TRAILER]
        assert sorted(clause.id for clause in side if clause) == sorted(clause.id for clause in clauses)
    for commitments, found in (
        (old.commitments, [c.old for c in comparison.commitments]),
        (new.commitments, [c.new for c in comparison.commitments]),
    ):
        there = [id(commitment) for commitment in found if commitment]
        assert len(there) == len(set(there))
        assert set(there) <= set(map(id, commitments))


@settings(max_examples=24)  # each reads three documents
@given(draw=st.randoms(use_true_random=False), spoil=st.sampled_from(LINE_MANGLES))
def test_spoilt_windows_of_documents_are_linted_and_compared(draw: Random, spoil) -> None:
    lines = windows(draw)
    old, new = reading_of(lines), reading_of(spoil(lines, draw))
    for reading in filter(None, (old, new)):
        check_lint(reading)
        assert compare_readings(reading, reading).is_same
    if old and new:
        check_comparison(old, new)


@given(words=WORDS)
def test_any_words_of_a_policy_are_linted(words: str) -> None:
    reading = reading_of([words])
    if reading:
        check_lint(reading)


@given(one=WORDS, other=WORDS)
def test_any_two_texts_are_compared(one: str, other: str) -> None:
    old, new = reading_of([one]), reading_of([other])
    if old and new:
        check_comparison(old, new)
