"""Tables of facts: look through them before anything is settled, turn them into another format, hand out empty ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from luoshi.commitments.show import clause_words
from luoshi.facts.engine import embedded, refusal_behind
from luoshi.facts.faults import FactsRefused
from luoshi.facts.showing import columns_to_write, format_of
from luoshi.facts.tables import LoadedTables, load_tables
from luoshi.facts.template import csv_text, write_workbook
from luoshi.facts.to_csv import write_csv
from luoshi.facts.to_excel import add_rows, new_workbook
from luoshi.facts.to_parquet import write_parquet
from luoshi.facts.vocabulary import Entity, FactField
from luoshi.programme.nodes import Programme
from luoshi.rewards.explain.explain import asks_for
from luoshi.rewards.from_programme import book_of
from luoshi.usecases.facts_looked_at import asked_of, stages_of, tables_of
from luoshi.usecases.settle import facts_of


def check_facts(
    *, applicants: Path | None = None, matters: Path | None = None, payments: Path | None = None, programmes: Sequence[Programme] = ()
) -> LoadedTables:
    """Read the tables that are given, and say all that is wrong with them.

    Args:
        applicants, matters, payments: CSV, workbook or Parquet (docs/facts.md).
        programmes: Whose own facts are columns too, and whose names of matters, stages and rewards the words are held against.

    Raises:
        FactsRefused: A file cannot be read as that table.
    """
    own_facts, checks = facts_of(programmes), asked_of(programmes).checks()
    return load_tables(embedded(), applicants=applicants, matters=matters, payments=payments, own_facts=own_facts, checks=checks)


def write_facts(*, tables: LoadedTables, targets: Mapping[Path, Sequence[Entity]], by_name: bool = False) -> None:
    """Write loaded tables.

    Args:
        tables: What `check_facts` has read.
        targets: For each file (.xlsx, .csv, .parquet) the tables that go into it; only a workbook holds more than one.
        by_name: Heads as in programmes (`sales`) instead of in Chinese; Parquet has names in any case.

    Raises:
        FactsRefused: `facts.unknown-format`, `facts.too-many-rows`.
        OSError: The system refused.
    """
    for path, entities in targets.items():
        if format_of(path) == "xlsx":
            _write_workbook(tables, path, entities, by_name)
            continue
        (entity,) = entities
        try:
            _write_one(tables, path, entity, by_name)
        except duckdb.IOException as error:
            raise refusal_behind(error) from error


def _write_workbook(tables: LoadedTables, path: Path, entities: Sequence[Entity], by_name: bool) -> None:
    book = new_workbook()
    for entity in entities:
        fields = columns_to_write(tables.connection, entity, tables.fields[entity])
        add_rows(book, tables.connection, entity, fields, _heads(fields, by_name))
    book.save(path)


def _write_one(tables: LoadedTables, path: Path, entity: Entity, by_name: bool) -> None:
    fields = columns_to_write(tables.connection, entity, tables.fields[entity])
    if format_of(path) == "parquet":
        write_parquet(tables.connection, entity, fields, path)
    else:
        write_csv(tables.connection, entity, fields, _heads(fields, by_name), path)


def _heads(fields: Sequence[FactField], by_name: bool) -> list[str]:
    return [field.name if by_name else field.label for field in fields]


def write_template(*, path: Path, programmes: Sequence[Programme] = ()) -> None:
    """Write the empty tables as a workbook; with programmes, only the columns that these look at, and their words to choose from.

    Raises:
        FactsRefused: `facts.unknown-format`: a template is a workbook.
    """
    if format_of(path) != "xlsx":
        raise FactsRefused("facts.unknown-format", "空表写成一个 Excel 文件，或者写到文件夹里。", "请写 .xlsx，或者文件夹的名字加“/”。")
    write_workbook(tables_of(programmes), path, offered=_offered(programmes), rewards=_reward_rows(programmes))


def _offered(programmes: Sequence[Programme]) -> dict[str, tuple[str, ...]]:
    """Return the words to choose from, by fact."""
    rewards = tuple(dict.fromkeys(row.id for programme in programmes for row in programme.rewards))
    words = {"subject": asked_of(programmes).subjects, "stage": stages_of(programmes), "reward": rewards}
    return {name: offered for name, offered in words.items() if offered}


def _reward_rows(programmes: Sequence[Programme]) -> list[tuple[str, ...]]:
    """Return for each reward its id, its clause, its label and which matters it looks at."""
    return [
        (rule.reward, clause_words(rule.clause), rule.label, asks_for(rule)) for rule in (book_of(programmes).rules if programmes else ())
    ]


def csv_templates(*, programmes: Sequence[Programme] = ()) -> dict[Entity, str]:
    """Return the empty tables as CSV."""
    return {entity: csv_text(fields) for entity, fields in tables_of(programmes).items()}
