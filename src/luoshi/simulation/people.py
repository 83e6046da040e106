"""Applicants as a report may show them: firms by name and code, people masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import duckdb

from luoshi.simulation.groups import UNKNOWN, Group, Labels
from luoshi.simulation.nodes import Person

IDENTITY_NUMBER = re.compile(r"\d{6}(?P<born>\d{8})\d{3}[\dXx]")
SHOWN_AT_END = 4
SHORT_SCALES = {"true": "规上", "false": "规下"}
OLDEST = 1900


def people(connection: duckdb.DuckDBPyConnection, codes: Iterable[str], *, day: int, labels: Labels) -> dict[str, Person]:
    """Return the applicants of these codes as they are on a day (yyyymmdd); one that is not in the table by its code alone."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    keys = ", ".join(group.value for group in (Group.REGION, Group.SIZE, Group.SCALE))
    query = f"""
        SELECT applicant, coalesce(name, ''), coalesce(applicant_kind, ''), {keys} FROM applicants
        WHERE applicant IN (SELECT unnest($codes)) AND valid_from <= $day AND $day < valid_to"""
    found = {row[0]: row for row in connection.execute(query, {"codes": wanted, "day": day}).fetchall()}
    return {code: _person(found.get(code, (code, "", "", "", "", "")), labels) for code in wanted}


def _person(row: tuple[str, str, str, str, str, str], labels: Labels) -> Person:
    code, name, kind, region, size, scale = row
    return Person(
        code=shown_code(code, kind),
        name=shown_name(name, kind),
        region=labels.of(Group.REGION, region),
        size=labels.of(Group.SIZE, size),
        above_scale=SHORT_SCALES.get(scale, UNKNOWN),
    )


def shown_name(name: str, kind: str) -> str:
    """Return a name; of a person the family name's first character alone."""
    if not name:
        return UNKNOWN
    return f"{name[0]}**" if kind == "person" else name


def shown_code(code: str, kind: str) -> str:
    """Return a code; of a person, and of whatever looks like an identity number, the last four characters alone."""
    is_personal = kind == "person" or _is_identity_number(code)
    return f"****{code[-SHOWN_AT_END:]}" if is_personal and len(code) > SHOWN_AT_END else code


def _is_identity_number(code: str) -> bool:
    found = IDENTITY_NUMBER.fullmatch(code)
    try:
        return found is not None and date.fromisoformat(found["born"]).year >= OLDEST
    except ValueError:
        return False
