"""A simulation for programs: whole fen, nothing that JSON cannot hold, and the same figures as everywhere."""

import json

import pytest

from luoshi.simulation.to_records import simulation_record
from tests.made.simulations import QUEUE, empty, full, made_simulation


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    simulated = full(tmp_path_factory.mktemp("县"))
    return json.loads(json.dumps(simulation_record(simulated.simulation), ensure_ascii=False))


def floats(node, path="") -> list[str]:
    if isinstance(node, float):
        return [path]
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [found for key, inner in children for found in floats(inner, f"{path}/{key}")]


def test_record_survives_json_without_a_float(record):
    assert record["format"] == "luoshi-simulation/1"
    assert floats(record) == []


def test_figures_are_whole_fen(record):
    assert record["cost"]["total"] == {
        "applicants": 4,
        "lines": 5,
        "owed_fen": 70_000_001,
        "undecided": 1,
        "awaiting": 1,
        "in_kind": 1,
        "nothing": 0,
    }
    assert sum(one["owed_fen"] for one in record["cost"]["clauses"]) == 70_000_001


def test_every_clause_names_its_reward(record):
    assert record["cost"]["clauses"][1]["clause"] == "二/(二)/3"
    assert [one["old"] and one["old"]["reward"] for one in record["comparison"]["clauses"]] == [
        "首次",
        "贴息",
        "专利",
        "平台",
        "培训",
        "没有",
    ]


def test_comparison_adds_up(record):
    total = record["comparison"]["total"]

    assert total["new_fen"] - total["old_fen"] == total["gain_fen"] - total["loss_fen"] == total["change_fen"] == 2_500_000


def test_ration_tells_its_factor_exactly(record):
    assert (record["ration"]["factor"], record["ration"]["total"]["paid_fen"]) == ("40000000/70000001", 40_000_000)
    assert len(record["ration"]["waiting"]) == record["ration"]["waiting_count"] == 5


def test_what_was_left_out_is_told_with_row_and_column(record):
    (table,) = [one for one in record["about"]["tables"] if one["left_out"]]
    faults = [(one["row"], one["column"], one["value"]) for one in table["faults"] if one["severity"] == "error"]

    assert (table["table"], table["rows"], table["kept"], faults) == ("matter", 9, 8, [(10, "日期", "2025-99-01")])


def test_what_was_not_asked_for_is_null(tmp_path):
    found = simulation_record(made_simulation(tmp_path).simulation)

    assert (found["comparison"], found["ration"]) == (None, None)


def test_queue_tells_how_it_was_kept(tmp_path):
    found = simulation_record(made_simulation(tmp_path, budget=QUEUE).simulation)["ration"]

    assert (found["method"], found["by_amount"], found["whole"], found["total"]["full"], found["total"]["part"]) == (
        "queue",
        False,
        False,
        3,
        1,
    )


def test_nothing_is_zero_and_no_division(tmp_path):
    found = simulation_record(empty(tmp_path).simulation)

    assert (found["cost"]["total"]["owed_fen"], found["ration"]["factor"], found["cost"]["recipients"]) == (0, "1/1", [])
