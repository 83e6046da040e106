"""Codes of synthetic applicants: right by form, so that they load; outside of what is given out, so that nobody is hit."""

from __future__ import annotations

import duckdb
import pytest

from luoshi.facts.conversions import is_valid_uscc
from luoshi.synth.codes import LARGEST_NUMBER, local_code, padded, uscc


def value(sql: str) -> object:
    row = duckdb.execute(f"SELECT {sql}").fetchone()
    assert row is not None
    return row[0]


def test_every_code_has_a_right_check_character_and_there_are_no_two_alike() -> None:
    code = uscc("9U", "region", "number")
    people = "SELECT region, range AS number FROM range(20000), (VALUES ('150602'), ('110105'), ('659004')) AS t(region)"

    assert duckdb.execute(
        f"SELECT count(*), count(DISTINCT c), bool_and({is_valid_uscc('c')}) FROM (SELECT {code} AS c FROM ({people}))"
    ).fetchone() == (
        60_000,
        60_000,
        True,
    )


@pytest.mark.parametrize(
    ("number", "code"),
    [
        # Organisation code 00000001: 1 × 2 = 2, 11 − 2 = 9.
        (1, "9U150602000000019F"),
        # 00000006: 12 mod 11 = 1, 11 − 1 = 10, which is X.
        (6, "9U15060200000006XJ"),
        (LARGEST_NUMBER, "9U15060299999999"),
    ],
)
def test_organisation_check_stands_before_the_last_character(number: int, code: str) -> None:
    made = str(value(uscc("9U", "'150602'", str(number))))

    assert made.startswith(code[:17])
    assert len(made) == 18


def test_kind_of_the_registering_body_is_one_that_the_standard_does_not_know() -> None:
    """GB 32100-2015 has 1, 2, 3 and 9 behind each registering body that it knows."""
    assert [str(value(uscc(prefix, "'150602'", "1")))[1] for prefix in ("9U", "1U", "5U")] == ["U"] * 3


@pytest.mark.parametrize(("number", "code"), [(7, "MNGR000007"), (999_999, "MNGR999999"), (1_000_000, "MNGR1000000")])
def test_local_codes_keep_all_digits(number: int, code: str) -> None:
    assert value(local_code("MNGR", f"{number}::BIGINT")) == code


def test_padding_never_cuts_a_number() -> None:
    assert (value(padded("12::BIGINT")), value(padded("12345678::BIGINT"))) == ("000012", "12345678")
