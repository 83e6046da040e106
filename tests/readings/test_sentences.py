"""Every sentence is read as a careful person reads it, but for those named in `known_failures.txt`."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from tests.readings.cases import HERE, Case, faults_of, known_failures, load_cases
from tests.readings.compare import LABELS
from tests.readings.report import counts_table
from tests.readings.whole_documents import load_documents

CASES = load_cases()
KNOWN_FAILURES = known_failures()
FORMULAS = {
    "fixed": {"amount"},
    "per_item": {"item", "amount"},
    "share": {"base", "rate"},
    "match": {"base", "rate"},
    "staged": {"stages"},
    "upto": set(),
    "unquantified": set(),
}
FIELDS = {
    "target": {"indicator", "op", "value", "unit", "period"},
    "duty": {"title", "lead", "support", "leader"},
    "reward": {"beneficiary", "trigger", "formula"},
    "stacking": {"rule"},
    "register": {"name"},
    "procedure": {"name"},
    "deadline": {"what", "period"},
}
FURTHER_FIELDS = {
    "target": {"measure", "op_implied", "period_implied", "value_implied"},
    "reward": {"cap", "cap_per", "once", "years"},
    "register": {"holds", "purpose"},
    "procedure": {"steps", "who"},
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_sentence_is_read_as_expected_unless_known_to_fail(case: Case) -> None:
    faults = faults_of(case)
    if case.id in KNOWN_FAILURES:
        assert faults, f"{case.id} is read right now: take it out of known_failures.txt"
    else:
        assert faults == [], case.text


def test_case_ids_are_unique() -> None:
    assert [name for name, count in Counter(case.id for case in CASES).items() if count > 1] == []


def test_readme_counts_the_cases_as_they_are() -> None:
    assert counts_table() in (HERE / "README.md").read_text("utf-8")


def test_known_failures_name_existing_cases() -> None:
    documents = {f"clauses of {document.id}" for side in (False, True) for document in load_documents(side)}
    assert KNOWN_FAILURES - {case.id for case in CASES} - documents == set()


def test_a_third_of_the_cases_is_held_out() -> None:
    assert 0.3 <= sum(case.held_out for case in CASES) / len(CASES) <= 0.37


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case_states_what_its_kind_needs(case: Case) -> None:
    for record in (*case.expect, *(record for reading in case.or_expect for record in reading)):
        kind = record["kind"]
        assert FIELDS[kind] <= record.keys() - {"kind", "optional"} <= FIELDS[kind] | FURTHER_FIELDS.get(kind, set())
        if kind == "reward":
            assert set(record["formula"]) == {"type"} | FORMULAS[record["formula"]["type"]]
        if kind == "target":
            assert record["op"] in {">=", ">", "=", "<=", "<", "range"}
            assert (record["op"] == "range") == isinstance(record["value"], list)
            assert Decimal(str(record["value"][0] if isinstance(record["value"], list) else record["value"])).is_finite()
    assert set(case.expect_none) <= LABELS.keys()
    assert case.expect if case.good else case.expect_none
