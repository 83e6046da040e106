"""Earlier payments: what was owed at the end of the year before the last, settled by the programmes themselves, and then paid in part.

A payment is never more than its line was owed, and lines of one settlement keep all caps and limits together, so that the history
contradicts no rule. Some lines are paid in full, some in part, some by another payer, the rest not yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb

from luoshi.facts.conversions import day_number, name_of
from luoshi.facts.vocabulary import APPLICANT_FIELDS, MATTER_FIELDS, PAYMENT_FIELDS, Entity, FactField, FactType
from luoshi.rewards.book import RuleBook
from luoshi.rewards.settlement import LINES, settle_into
from luoshi.synth.applicants import Crowd, states
from luoshi.synth.draws import below, chance, with_draws
from luoshi.synth.literals import columns, literal, rows
from luoshi.synth.nodes import Window

PAST = "past"
FOREVER = 99_999_999
# Of the payments of others, so many of a thousand name the document rather than the matter.
BY_DOCUMENT = 400


def write_payments(
    connection: duckdb.DuckDBPyConnection, crowd: Crowd, book: RuleBook, own: Sequence[FactField], *, is_general: bool
) -> None:
    """Make the table `payments`, in the order of days."""
    connection.execute(f"CREATE TABLE payments AS SELECT {columns(PAYMENT_FIELDS, {})} LIMIT 0")
    _settle_past(connection, crowd, book, own)
    connection.execute("CREATE TEMP TABLE rules (rule BIGINT, programme VARCHAR, reward VARCHAR, payers VARCHAR[])")
    if book.rules:
        connection.execute(f"INSERT INTO rules VALUES {rows(_rules(book, crowd.profile.payments.payers))}")
    connection.execute(f"INSERT INTO payments BY NAME {_payments(crowd, is_general=is_general)}")
    connection.execute(f"DROP TABLE rules; DETACH {PAST}")


def settled_on(window: Window) -> date:
    """Return the day of the settlement that has been paid: the end of the year before the last, or the middle of the only year."""
    return date(window.last_year, 6, 30) if window.first_year == window.last_year else date(window.last_year - 1, 12, 31)


def _settle_past(connection: duckdb.DuckDBPyConnection, crowd: Crowd, book: RuleBook, own: Sequence[FactField]) -> None:
    """Settle some of the applicants, in a database beside, whose tables have the shape that settlements take."""
    day = settled_on(crowd.window)
    current = connection.execute("SELECT current_database()").fetchone()
    assert current is not None
    home = name_of(current[0])
    fields = {
        Entity.APPLICANT: (*APPLICANT_FIELDS, *(field for field in own if field.entity is Entity.APPLICANT)),
        Entity.MATTER: (*MATTER_FIELDS, *(field for field in own if field.entity is Entity.MATTER)),
        Entity.PAYMENT: PAYMENT_FIELDS,
    }
    connection.execute(f"ATTACH ':memory:' AS {PAST}")
    connection.execute(f"CREATE TABLE {PAST}.chosen AS {_chosen(crowd, day)}")
    matters = f'SELECT * FROM matters WHERE a IN (SELECT a FROM {PAST}.chosen) AND "on" <= {literal(day)}'
    connection.execute(f"CREATE TABLE {PAST}.matters AS SELECT {in_contract(fields[Entity.MATTER])} FROM ({matters})")
    among = f"(SELECT * FROM base WHERE a IN (SELECT a FROM {PAST}.chosen))"
    query = f"SELECT {in_contract(fields[Entity.APPLICANT])} FROM ({states(crowd, among)})"
    connection.execute(f"CREATE TABLE {PAST}.applicants AS {with_validity(query)}")
    connection.execute(f"CREATE TABLE {PAST}.payments AS SELECT {in_contract(PAYMENT_FIELDS)} FROM payments")
    connection.execute(f"USE {PAST}")
    try:
        settle_into(connection, book, day, fields)
    finally:
        connection.execute(f"USE {home}")


def in_contract(fields: Iterable[FactField]) -> str:
    """Return the columns as settlements take them: days as whole numbers, all else as it is."""
    return ", ".join(
        f"{day_number(name_of(field.name))} AS {name_of(field.name)}" if field.type is FactType.DATE else name_of(field.name)
        for field in fields
    )


def with_validity(states_in_contract: str) -> str:
    """Return states with the days from which and before which each holds."""
    first = 'coalesce("from", 0)::INTEGER'
    following = f"coalesce(lead({first}) OVER (PARTITION BY applicant ORDER BY {first}), {FOREVER})::INTEGER"
    return f"SELECT *, {first} AS valid_from, {following} AS valid_to FROM ({states_in_contract})"


def _chosen(crowd: Crowd, day: date) -> str:
    """Applicants with a matter by then: a share of them, by lot."""
    payments = crowd.profile.payments
    everybody = f'(SELECT DISTINCT a FROM matters WHERE "on" <= {literal(day)})'
    drawn = with_draws(everybody, "a", ["u_chosen"], crowd.wanted.seed)
    likely = chance("u_chosen", payments.applicants_permille)
    return f"SELECT a FROM {drawn} WHERE {likely} ORDER BY u_chosen, a LIMIT {payments.most_applicants}"


def _rules(book: RuleBook, general: Sequence[str]) -> Iterable[tuple[object, ...]]:
    """Each rule with its code, and the others that may have paid for its matters: those that the programme names, else the general ones."""
    for rule in book.rules:
        named = [payer for elsewhere in book.elsewhere if rule.position in elsewhere.rules for payer in elsewhere.payers[:1]]
        yield rule.position, rule.programme, rule.reward, list(dict.fromkeys([*named, *general]))


def _payments(crowd: Crowd, *, is_general: bool) -> str:
    """Of the lines that were owed something, those that have been paid, with how much, when and by whom."""
    payments = crowd.profile.payments
    owed = f"SELECT *, row_number() OVER (ORDER BY applicant, day, matter, rule) AS line FROM {PAST}.{LINES} WHERE owed_fen > 0"
    known = (
        f"SELECT l.*, r.* EXCLUDE (rule), m.document FROM ({owed}) l JOIN rules r USING (rule) LEFT JOIN matters m ON m.matter = l.matter"
    )
    drawn = with_draws(f"({known})", "line", ["u_status", "u_part", "u_days", "u_payer", "u_document"], crowd.wanted.seed)
    low, high = payments.part_percent
    in_full = payments.full_permille
    by_us = in_full + payments.part_permille
    is_other = "true" if is_general else f"status_at >= {by_us}"
    part = f"owed_fen * ({low} + {below('u_part', high - low + 1)}) // 100"
    judged = f"SELECT *, {below('u_status', 1000)} AS status_at, {part} AS part_fen FROM {drawn}"
    judged = (
        f"SELECT *, {is_other} AS is_other, document IS NOT NULL AND {chance('u_document', BY_DOCUMENT)} AS has_document FROM ({judged})"
    )
    selected = columns(PAYMENT_FIELDS, _payment_values(crowd, in_full))
    is_paid = f"status_at < {by_us + payments.other_permille} AND part_fen > 0"
    return f'SELECT {selected} FROM ({judged}) WHERE {is_paid} ORDER BY "on", line'


def _payment_values(crowd: Crowd, in_full: int) -> dict[str, str]:
    """Those of others name no reward; some of them the document instead of the matter."""
    first, longest = crowd.profile.payments.days
    paid = f"make_date(day // 10000, day // 100 % 100, day % 100) + ({first} + {below('u_days', longest - first + 1)})::INTEGER"
    return {
        "applicant": "applicant",
        "payer": f"CASE WHEN is_other THEN payers[({below('u_payer', 'len(payers)')}) + 1] END",
        "programme": "CASE WHEN NOT is_other THEN programme END",
        "reward": "CASE WHEN NOT is_other THEN reward END",
        "matter": "CASE WHEN NOT (is_other AND has_document) THEN nullif(matter, '') END",
        "document": "CASE WHEN is_other AND has_document THEN document END",
        "on": f"least({paid}, {literal(crowd.window.last_day)})",
        "year": "(day // 10000)::BIGINT",
        "amount": f"(CASE WHEN status_at < {in_full} AND NOT is_other THEN owed_fen ELSE part_fen END)::BIGINT",
    }
