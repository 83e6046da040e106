"""What is wrong with right rows together: keys that come twice, matters and payments of nobody that is known; what should be looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from luoshi.facts.conversions import name_of
from luoshi.facts.faults import ROWS_REPORTED, RowFault, shortened
from luoshi.facts.load import RIGHT, TABLES, Load
from luoshi.facts.small_amounts import has_small_amounts, tell_small_amounts
from luoshi.facts.vocabulary import Entity, FactType
from luoshi.facts.why import Why, is_wrong_code, why_uscc
from luoshi.source import Severity


@dataclass(frozen=True, slots=True)
class Out:
    """What a check did: how many rows it left out as wrong, how many it dropped as said already, and what is to be told."""

    left_out: int = 0
    repeated: int = 0
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be wrong: `is_needed` looks, quickly; `carry_out` takes rows out and tells, once rows have their numbers."""

    is_needed: Callable[[Load], bool]
    carry_out: Callable[[Load], Out]


def checks_of(entity: Entity, known: frozenset[Entity]) -> list[Check]:
    """Return the checks of a table, given which tables come from files; what is compared with a table that is not there is left alone."""
    return [*_checks_of_rows(entity, known), Check(has_small_amounts, lambda load: Out(faults=tell_small_amounts(load)))]


def _checks_of_rows(entity: Entity, known: frozenset[Entity]) -> list[Check]:
    if entity is Entity.APPLICANT:
        return [_same_key(("applicant", "from"), "主体和起始日期"), Check(_has(_LOCAL), _tell_local_numbers)]
    if entity is Entity.MATTER:
        strangers = [Check(_has(_STRANGER), _leave_out_strangers)] if Entity.APPLICANT in known else []
        return [_same_key(("matter",), "事项编号"), Check(_has_twin_matters, _tell_twin_matters), *strangers]
    checks = [Check(_has_repeated_payments, _tell_repeated_payments)]
    if Entity.APPLICANT in known:
        checks.append(Check(_has(_STRANGER), _tell_paid_strangers))
    return [*checks, Check(_has(_NO_MATTER), _tell_unknown_matters)] if Entity.MATTER in known else checks


# --- keys that come twice -----------------------------------------------------------------------------------------------------------


def _same_key(keys: tuple[str, ...], label: str) -> Check:
    return Check(lambda load: _comes_twice(load, keys), lambda load: _take_out_duplicates(load, keys, label))


def _comes_twice(load: Load, keys: tuple[str, ...]) -> bool:
    """Say whether any key comes twice; a collision of hashes may say so too."""
    if ascends(load, keys[0]):
        return False
    distinct = f"hash({', '.join(map(name_of, keys))})"
    return not _truth(load, f"SELECT count(*) = count(DISTINCT {distinct}) FROM {load.read_name} WHERE state = {RIGHT}")


def ascends(load: Load, name: str) -> bool:
    """Say whether typed rows lie in the order of a fact, each once: that takes no memory, where counting takes fifty bytes a row."""
    if not load.is_lazy:
        return False
    if name not in load.ascending:
        key = name_of(name)
        follows = f"SELECT {key} > lag({key}) OVER () AS follows FROM {load.read_name}"
        load.ascending[name] = _truth(load, f"SELECT NOT EXISTS (FROM ({follows}) WHERE NOT follows)")
    return load.ascending[name]


def _take_out_duplicates(load: Load, keys: tuple[str, ...], label: str) -> Out:
    """Keep one of rows that are the same in everything; leave out all rows of a key that contradict each other.

    Which of two contradicting rows is right nobody can tell, and the order of rows must not decide.
    """
    _find_doubled(load, keys, [field.name for field in load.vocabulary.fields])
    out = _report_doubled(load, keys[0], label)
    load.connection.execute(
        f"DELETE FROM {load.read_name} WHERE row IN (SELECT row FROM luoshi_doubled WHERE NOT identical OR row > first)"
    )
    load.connection.execute("DROP TABLE luoshi_doubled")
    return out


def _find_doubled(load: Load, keys: tuple[str, ...], compared: list[str]) -> None:
    """Put the rows whose key comes twice into `luoshi_doubled`, with the first and last row of their key."""
    key = ", ".join(map(name_of, keys))
    doubled = f"SELECT {key} FROM {load.read_name} GROUP BY {key} HAVING count(*) > 1"
    match = " AND ".join(f"a.{name_of(k)} IS NOT DISTINCT FROM b.{name_of(k)}" for k in keys)
    same = f"hash({', '.join(f'a.{name_of(name)}' for name in compared)})"
    rows = (
        f"SELECT a.row, {same} AS same, {', '.join(f'a.{name_of(k)}' for k in keys)} FROM {load.read_name} a JOIN ({doubled}) b ON {match}"
    )
    window = f"PARTITION BY {key}"
    query = f"SELECT row, {name_of(keys[0])} AS key, min(row) OVER ({window}) AS first, max(row) OVER ({window}) AS last, "
    query += f"min(same) OVER ({window}) = max(same) OVER ({window}) AS identical FROM ({rows})"
    load.connection.execute(f"CREATE OR REPLACE TEMP TABLE luoshi_doubled AS {query}")


# The rows of `luoshi_doubled` that are not kept.
_GOES = "(NOT identical OR row > first)"


def _report_doubled(load: Load, key_name: str, label: str) -> Out:
    counts = load.connection.execute(
        "SELECT count(*) FILTER (NOT identical), count(*) FILTER (identical AND row > first) FROM luoshi_doubled"
    ).fetchone()
    assert counts is not None
    shown = (
        f"SELECT row, key, first, last, identical FROM luoshi_doubled WHERE NOT identical OR row > first ORDER BY row LIMIT {ROWS_REPORTED}"
    )
    faults = []
    for row, key, first, last, identical in load.connection.execute(shown).fetchall():
        other = first if row > first else last
        if identical:
            fault = _fault(load, "facts.repeated-row", Severity.NOTE, row, key_name, key, f"与第{other}行完全相同，只算一行。")
        else:
            message = f"{label}与第{other}行相同，内容不同，都没有读入。"
            fault = replace(
                _fault(load, "facts.same-key", Severity.ERROR, row, key_name, key, message),
                hint="是一件事的，请只留对的一行；是两件事的，请各编一号。" if key_name == "matter" else "请只留对的一行。",
            )
        faults.append(fault)
    return Out(counts[0], counts[1], tuple(faults))


# --- nobody that is known -----------------------------------------------------------------------------------------------------------

_STRANGER = f"applicant NOT IN (SELECT applicant FROM {TABLES[Entity.APPLICANT]})"
_NO_MATTER = f"matter IS NOT NULL AND matter NOT IN (SELECT matter FROM {TABLES[Entity.MATTER]})"
_LOCAL = "applicant_kind = 'enterprise' AND strlen(applicant) <> 18"


def _has(condition: str) -> Callable[[Load], bool]:
    return lambda load: _truth(load, f"SELECT EXISTS (FROM {load.read_name} WHERE state = {RIGHT} AND {condition})")


def _leave_out_strangers(load: Load) -> Out:
    """Of an applicant that the table of applicants does not have nothing is known, so nothing can be judged."""
    shown = f"SELECT row, applicant FROM {load.read_name} WHERE {_STRANGER} ORDER BY row LIMIT {ROWS_REPORTED}"
    faults = tuple(_stranger(load, row, applicant) for row, applicant in load.connection.execute(shown).fetchall())
    count = load.connection.execute(f"DELETE FROM {load.read_name} WHERE {_STRANGER}").fetchone()
    return Out(count[0] if count else 0, 0, faults)


def _stranger(load: Load, row: int, applicant: str) -> RowFault:
    """Tell a slip in a code from an applicant that is missing."""
    if is_wrong_code(applicant):
        why = why_uscc(load.by_name["applicant"], applicant)
    else:
        why = Why("facts.unknown-applicant", "主体表里没有这个主体，这一事项没有读入。", "请核对代码，或在主体表补上。")
    return replace(_fault(load, why.code, Severity.ERROR, row, "applicant", applicant, why.message), hint=why.hint)


def _tell_local_numbers(load: Load) -> Out:
    """An enterprise may be known by a local number, but most often its code was cut off."""
    return _tell(
        load, _LOCAL, "facts.local-number", "applicant", "个企业的代码不是18位，按本地编号读。", "应为统一社会信用代码的，请补全。"
    )


def _tell_paid_strangers(load: Load) -> Out:
    """Payments to others count all the same: for quotas and for what a programme may spend in all."""
    return _tell(load, _STRANGER, "facts.paid-stranger", "applicant", "笔兑付的主体不在主体表里，照样计入已付。", "代码写错的请改正。")


def _tell_unknown_matters(load: Load) -> Out:
    return _tell(load, _NO_MATTER, "facts.unknown-matter", "matter", "笔兑付的事项不在事项表里，照样计入已付。", "编号写错的请改正。")


def _tell(load: Load, condition: str, code: str, name: str, words: str, hint: str) -> Out:
    """Tell once for all such rows, at the first of them."""
    query = f"SELECT count(*), min(row), arg_min({name_of(name)}, row) FROM {load.read_name} WHERE {condition}"
    found = load.connection.execute(query).fetchone()
    if found is None or not found[0]:
        return Out()
    first = "" if found[0] == 1 else "从这一行起，共"
    return Out(faults=(replace(_fault(load, code, Severity.NOTE, found[1], name, found[2], f"{first}{found[0]}{words}"), hint=hint),))


# --- matters that look like one -----------------------------------------------------------------------------------------------------


def _fingerprints(load: Load) -> str:
    """Return the SQL of what all but the number of a matter comes to.

    Only of those with a document or an amount: two patents of one day may well be alike in all that a table says of them.
    """
    telling = [field.name for field in load.vocabulary.fields if field.name == "document" or field.type is FactType.MONEY]
    is_telling = " OR ".join(f"{name_of(name)} IS NOT NULL" for name in telling)
    alike = ", ".join(name_of(field.name) for field in load.vocabulary.fields if field.name != "matter")
    return f"SELECT *, hash({alike}) AS fingerprint FROM {load.read_name} WHERE state = {RIGHT} AND ({is_telling})"


def _has_twin_matters(load: Load) -> bool:
    return not _truth(load, f"SELECT count(*) = count(DISTINCT fingerprint) FROM ({_fingerprints(load)})")


def _tell_twin_matters(load: Load) -> Out:
    """What was entered twice is paid twice."""
    firsts = f"SELECT row, matter, min(row) OVER (PARTITION BY fingerprint) AS first FROM ({_fingerprints(load)})"
    shown = f"SELECT row, matter, first FROM ({firsts}) WHERE row > first ORDER BY row LIMIT {ROWS_REPORTED}"
    faults = []
    for row, matter, first in load.connection.execute(shown).fetchall():
        message = f"除编号外与第{first}行的事项全都相同，两行都算。"
        fault = _fault(load, "facts.same-matter", Severity.WARNING, row, "matter", matter, message)
        faults.append(replace(fault, hint="重复登记的请删去一行。"))
    return Out(faults=tuple(faults))


# --- payments that look like one ----------------------------------------------------------------------------------------------------

_PAYMENT = ("applicant", "payer", "programme", "reward", "matter", "document", "on", "amount")


def _has_repeated_payments(load: Load) -> bool:
    return _comes_twice(load, _PAYMENT)


def _tell_repeated_payments(load: Load) -> Out:
    """Two instalments may be alike; what was entered twice lowers what is owed."""
    _find_doubled(load, _PAYMENT, [field.name for field in load.vocabulary.fields])
    shown = f"SELECT row, key, first FROM luoshi_doubled WHERE row > first ORDER BY row LIMIT {ROWS_REPORTED}"
    hint = "重复登记的请删去一行。"
    faults = tuple(
        replace(
            _fault(load, "facts.same-payment", Severity.WARNING, row, "applicant", key, f"与第{first}行是同样的兑付，两行都算。"), hint=hint
        )
        for row, key, first in load.connection.execute(shown).fetchall()
    )
    load.connection.execute("DROP TABLE luoshi_doubled")
    return Out(faults=faults)


def _fault(load: Load, code: str, severity: Severity, row: int, name: str, value: object, message: str) -> RowFault:
    head = load.by_name[name].head if name in load.by_name else ""
    return RowFault(code, severity, load.staged.entity, load.staged.file, row, head, shortened(value), message)


def _truth(load: Load, query: str) -> bool:
    row = load.connection.execute(query).fetchone()
    return row is not None and bool(row[0])
