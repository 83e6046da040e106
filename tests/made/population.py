"""A drawn population under a small programme, settled by the interpreter into the relation that simulations are computed from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import duckdb

from luoshi.facts.nodes import Applicant, Matter, State
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.rewards.book import RuleBook
from luoshi.rewards.from_programme import book_of
from luoshi.rewards.interpreter import Interpreter
from luoshi.rewards.lowering import number_of_day

AS_OF = date(2026, 3, 31)
DAY = number_of_day(AS_OF)
CONFIRMED = "status: confirmed, confirmed_by: 县科技局, confirmed_on: 2025-01-10"
PROGRAMME = f"""
format: luoshi-programme/1
programme: example
version: 1
status: confirmed
policy: {{title: 临江县科技创新若干政策, document_number: 临政发〔2025〕1号}}
interpreter: 县科技局
in_force: {{from: 2025-01-01, to: 2027-12-31}}
rewards:
  - id: 首次
    clause: 二/(一)/1
    label: 首次认定
    beneficiary: 企业
    trigger: 首次认定为高新技术企业
    quote: 首次认定的给予奖励
    {CONFIRMED.replace(", ", f"{chr(10)}    ")}
    when: {{kind: recognition, subject: [高企]}}
    formula: {{type: fixed, amount_yuan: 100000}}
    readings: [{{question: 迁入的算不算首次, taken: 算, alternatives: [不算]}}]
  - id: 贴息
    clause: 二/(二)/3
    label: 贷款贴息
    trigger: 获得科技贷款
    {CONFIRMED.replace(", ", f"{chr(10)}    ")}
    when: {{kind: financing}}
    formula: {{type: share, of: interest, rate: 0.5}}
    caps: [{{amount_yuan: 300000, per: applicant, within: year}}]
  - {{id: 平台, clause: 三/5, label: 平台支持, trigger: 建设平台, when: {{kind: construction}},
     formula: {{type: unquantified}}, {CONFIRMED}}}
  - {{id: 培训, clause: 三/6, label: 免费培训, trigger: 参加培训, when: {{kind: activity}},
     formula: {{type: in_kind, what: 培训}}, {CONFIRMED}}}
  - {{id: 没有, clause: 三/7, label: 无人申请的, trigger: 上市, when: {{kind: listing}},
     formula: {{type: fixed, amount_yuan: 1000000}}, {CONFIRMED}}}
stacking:
  - {{id: 上级, clause: 四, rule: 上级另有规定的从其规定, {CONFIRMED}}}
"""


def programme(text: str = PROGRAMME) -> Programme:
    return programme_from_yaml(text)


def book(text: str = PROGRAMME) -> RuleBook:
    return book_of([programme(text)])


def firm(code: str, *matters: tuple[str, str, dict], states: Sequence[State] = (), **facts) -> Applicant:
    """A firm with matters as (day, kind, facts); numbered after it in their order."""
    own = states or (State({"name": f"{code}公司", "applicant_kind": "enterprise", **facts}),)
    made = tuple(
        Matter(f"{code}-{at}", code, date.fromisoformat(day), {"kind": kind, "subject": "高企", **more})
        for at, (day, kind, more) in enumerate(matters, 1)
    )
    return Applicant(code, tuple(own), made)


def people_of_the_county() -> list[Applicant]:
    """Three firms that get money, one that waits for a decision, one that lacks a fact, one with nothing, one person."""
    return [
        firm(
            "A",
            ("2025-05-01", "recognition", {}),
            ("2026-02-01", "financing", {"interest": 20_000_001}),
            region="150602",
            size="small",
            above_scale=True,
        ),
        firm("B", ("2025-06-01", "recognition", {}), region="150602003", size="micro", above_scale=False),
        firm("C", ("2026-01-15", "financing", {"interest": 100_000_000}), region="150121"),
        firm("D", ("2025-07-01", "construction", {}), ("2025-07-02", "activity", {}), region="150602", size="small", above_scale=False),
        firm("E", ("2025-08-01", "financing", {}), region="150602", size="small"),
        firm("F", region="150602", size="large", above_scale=True),
        firm("150602199001011234", ("2025-09-01", "recognition", {}), name="王小明", applicant_kind="person"),
    ]


def settled(connection: duckdb.DuckDBPyConnection, of: RuleBook, applicants: Iterable[Applicant], *, relation: str = "lines") -> None:
    """Fill `applicants` and the relation of lines."""
    applicants = list(applicants)
    connection.execute(
        "CREATE OR REPLACE TABLE applicants (applicant VARCHAR, name VARCHAR, applicant_kind VARCHAR, region VARCHAR, size VARCHAR,"
        " above_scale BOOLEAN, valid_from INTEGER, valid_to INTEGER)"
    )
    insert(connection, "applicants", [row for one in applicants for row in _states(one)])
    connection.execute(
        f"CREATE OR REPLACE TABLE {relation} (applicant VARCHAR, matter VARCHAR, rule INTEGER, day INTEGER, status VARCHAR,"
        " gross_fen BIGINT, owed_fen BIGINT)"
    )
    lines = Interpreter(of).settle_all(applicants, AS_OF)
    rows = [(one.applicant, one.matter_id, one.rule.position, one.day, one.status.value, one.gross_fen, one.owed_fen) for one in lines]
    insert(connection, relation, rows)


def insert(connection: duckdb.DuckDBPyConnection, relation: str, rows: list[tuple]) -> None:
    if rows:
        connection.executemany(f"INSERT INTO {relation} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _states(one: Applicant) -> list[tuple]:
    firsts = [number_of_day(state.since) if state.since else 0 for state in one.states]
    ends = [*firsts[1:], 99_999_999][: len(firsts)]
    facts = ("name", "applicant_kind", "region", "size", "above_scale")
    return [
        (one.id, *(state.facts.get(fact) for fact in facts), first, end) for state, first, end in zip(one.states, firsts, ends, strict=True)
    ]
