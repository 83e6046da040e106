"""The cases written by hand, on the interpreter: every amount, every reason, every status that a case names."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from luoshi.rewards.explain import Explainer
from luoshi.rewards.interpreter import Interpreter, Line
from luoshi.rewards.interpreter.candidates import candidates
from luoshi.rewards.lowering import number_of_day
from tests.spec.case_files import SHOWS, Case, all_cases

CASES = all_cases()
by_name = pytest.mark.parametrize("case", CASES, ids=[f"{case.file}:{case.name}" for case in CASES])


def lines_of(case: Case) -> list[Line]:
    return Interpreter(case.book).settle_all(case.applicants, case.as_of)


def owed_by_reward(lines: list[Line]) -> dict[tuple[str, str], int]:
    owed: Counter[tuple[str, str]] = Counter()
    for line in lines:
        owed[line.rule.code] += line.owed_fen
    return {code: amount for code, amount in owed.items() if amount}


@by_name
def test_case_owes_what_is_written(case: Case) -> None:
    expected = {case.code(reward): amount for reward, amount in case.owed.items() if amount}
    assert owed_by_reward(lines_of(case)) == expected


@by_name
def test_case_ends_for_the_reasons_that_are_written(case: Case) -> None:
    lines = {(line.rule.code, line.matter_id): line for line in lines_of(case)}
    for row in case.because:
        key = case.code(row["reward"]), row.get("matter", "")
        expected = {name: value for name, value in row.items() if name not in ("reward", "matter")}
        assert shown(lines.get(key), expected, case, key) == expected


def shown(line: Line | None, expected: dict[str, Any], case: Case, key: tuple[tuple[str, str], str]) -> dict[str, Any]:
    """Return of a line what the case asks for; without a line whether the matter was refused or does not fit."""
    if line is None:
        return {"status": "refused" if key in fitting(case) else "unfit"}
    known: dict[str, Any] = {
        "status": str(line.status),
        "owed": Decimal(line.owed_fen) / 100,
        "gross": Decimal(line.gross_fen) / 100,
        "taken": [str(take.kind) for take in line.takes],
        "missing": list(line.missing),
    }
    return {name: known[name] for name in expected}


def fitting(case: Case) -> set[tuple[tuple[str, str], str]]:
    day = number_of_day(case.as_of)
    return {
        (rule.code, sight.matter.id if sight.matter else "")
        for applicant in case.applicants
        for rule, sight in candidates(case.book.rules, applicant, [matter for matter in applicant.matters if matter.on <= case.as_of], day)
    }


def test_case_names_are_told_apart_and_say_what_they_show() -> None:
    names = Counter((case.file.split("/")[0], case.name) for case in CASES)
    assert [name for name, count in names.items() if count > 1] == []
    assert {case.shows for case in CASES} <= set(SHOWS)


def test_every_quantified_reward_of_dongsheng_is_shown_from_all_sides() -> None:
    """Somebody gets it, one is at the cap where there is one, one just outside, and one excluded."""
    ours = [case for case in CASES if case.file.startswith("dongsheng/")]
    programme = next(case.programmes[0] for case in ours)
    capped = {reward for cap in programme.caps for reward in cap.rewards}
    shown_of = {row.id: {case.shows for case in ours if case.reward == row.id} for row in programme.rewards}
    lacking = {}
    for row in programme.rewards:
        if row.formula.type in ("unquantified", "in_kind"):
            continue
        wanted = {"gets", "outside", "excluded"} | ({"at_cap"} if row.caps or row.id in capped else set())
        if wanted - shown_of[row.id]:
            lacking[row.id] = sorted(wanted - shown_of[row.id])
    assert lacking == {}


@by_name
def test_case_can_be_explained(case: Case) -> None:
    explainer = Explainer(case.book)
    for applicant in case.applicants:
        for item in explainer.explain(applicant, case.as_of).lines:
            assert not item.steps or item.steps[-1].amount_fen == item.line.owed_fen
