"""Every line with what it is paid of the budget, as CSV or Parquet: the list that a payment is prepared from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoshi.commitments.show import clause_words
from luoshi.rewards.book import RuleBook

BOM = "\ufeff"
TEXTS = {
    "主体代码": "r.applicant",
    "名称": "a.name",
    "政策": "w.policy",
    "条款": "w.clause",
    "奖补": "w.label",
    "事项编号": "r.matter",
}
NUMBERS = {
    "日期": "make_date(r.day // 10000, r.day // 100 % 100, r.day % 100)",
    "应兑付（元）": "(r.owed::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
    "本次兑付（元）": "(r.paid::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
    "未兑付（元）": "((r.owed - r.paid)::DECIMAL(20, 0) * 0.01)::DECIMAL(20, 2)",
}


def write_allocation(connection: duckdb.DuckDBPyConnection, book: RuleBook, path: Path) -> None:
    """Write the relation `rationed` in the order of a queue: day, matter, applicant, rule; Parquet by that ending, else CSV.

    Texts that a spreadsheet would run get an apostrophe in CSV, as in all tables that we write.
    """
    _name_rules(connection, book)
    if path.suffix.lower() == ".parquet":
        _relation(connection, [f'{sql} AS "{head}"' for head, sql in {**TEXTS, **NUMBERS}.items()]).write_parquet(str(path))
        return
    texts = [f"regexp_replace({sql}, '^([=+@\\t\\r-])', '''\\1') AS \"{head}\"" for head, sql in TEXTS.items()]
    columns = [*texts, *(f'{sql} AS "{head}"' for head, sql in NUMBERS.items())]
    first = next(iter(TEXTS))
    columns[0] = columns[0].replace(f'"{first}"', f'"{BOM}{first}"')
    _relation(connection, columns).write_csv(str(path))


def _name_rules(connection: duckdb.DuckDBPyConnection, book: RuleBook) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE rule_names (rule INTEGER, policy VARCHAR, clause VARCHAR, label VARCHAR)")
    for rule in book.rules:
        words = (rule.position, book.names.get(rule.programme, rule.programme), clause_words(rule.clause), rule.label)
        connection.execute("INSERT INTO rule_names VALUES (?, ?, ?, ?)", list(words))


def _relation(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> duckdb.DuckDBPyRelation:
    return connection.sql(
        f"""SELECT {", ".join(columns)} FROM rationed r JOIN rule_names w ON w.rule = r.rule
        LEFT JOIN (SELECT applicant, arg_max(name, valid_from) AS name FROM applicants GROUP BY applicant) a ON a.applicant = r.applicant
        ORDER BY r.day, r.matter, r.applicant, r.rule"""
    )
