"""A Reading as plain objects in the reading format (docs/reading-format.md): what `--jsonl` writes and programs compare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from luoshi.commitments.nodes import (
    Commitment,
    Deadline,
    Duty,
    Formula,
    FormulaType,
    Procedure,
    Reading,
    Register,
    Reward,
    Stacking,
    Stage,
    Target,
)
from luoshi.values.money import yuan_of

Record = dict[str, Any]

# The format knows a mark `…_implied` for these fields only; other doubts go into the programme and onto the page.
MARKED_AS_IMPLIED = ("op", "period", "value", "cap_per", "who")


def to_records(reading: Reading) -> Iterator[Record]:
    """Yield one object a commitment, in document order."""
    return map(to_record, reading.commitments)


def to_record(commitment: Commitment) -> Record:
    """Return one commitment as the reading format has it: money in yuan, rates as fractions, whole numbers as int."""
    record: Record = {"kind": commitment.kind.value, "clause": commitment.clause, "quote": commitment.quote}
    record |= _facts(commitment)
    record |= {f"{name}_implied": True for name in MARKED_AS_IMPLIED if name in commitment.implied}
    note = _note(commitment)
    return record | ({"note": note} if note else {})


def _note(commitment: Commitment) -> str:
    """Tell what the fields of the format cannot: an amount that is paid anew each month or year."""
    every = {"month": "每月", "year": "每年"}.get(commitment.every or "") if isinstance(commitment, Reward) else None
    return "；".join(filter(None, (every, commitment.note)))


def plain_number(number: Decimal | Fraction) -> int | float:
    """Return an int where the number is whole, else the nearest float."""
    whole = int(number)
    return whole if whole == number else float(number)


def _facts(commitment: Commitment) -> Record:
    match commitment:
        case Target():
            return _target(commitment)
        case Duty(title=title, lead=lead, support=support, leader=leader):
            return {"title": title, "lead": list(lead), "support": list(support), "leader": list(leader)}
        case Reward():
            return _reward(commitment)
        case Stacking(rule_words=rule):
            return {"rule": rule}
        case Register(name=name, holds=holds, purpose=purpose):
            return {"name": name, "holds": holds, "purpose": purpose}
        case Procedure(name=name, steps=steps, who=who):
            return {"name": name, "steps": list(steps), "who": list(who)}
        case Deadline(what=what, period=period):
            return {"what": what, "period": period.to_json()}
    raise TypeError(f"no such commitment: {type(commitment).__name__}")


def _target(target: Target) -> Record:
    value = target.value
    return {
        "indicator": target.indicator,
        "measure": target.measure,
        "op": target.op,
        "value": [plain_number(end) for end in value] if isinstance(value, tuple) else plain_number(value),
        "unit": target.unit,
        "period": target.period.to_json(),
    }


def _reward(reward: Reward) -> Record:
    return {
        "beneficiary": reward.beneficiary,
        "trigger": reward.trigger,
        "formula": _formula(reward.formula),
        "cap": None if reward.cap_fen is None else yuan_of(reward.cap_fen),
        "cap_per": reward.cap_per or None,
        "once": reward.once,
        "years": reward.years,
    }


def _formula(formula: Formula) -> Record:
    record: Record = {"type": formula.type.value}
    match formula.type:
        case FormulaType.FIXED:
            record["amount"] = _yuan(formula.amount_fen)
        case FormulaType.PER_ITEM:
            record |= {"item": formula.item, "amount": _yuan(formula.amount_fen)}
        case FormulaType.MATCH | FormulaType.SHARE:
            record |= {"base": formula.base, "rate": None if formula.rate is None else _rate(formula.rate)}
        case FormulaType.STAGED:
            record["stages"] = [_stage(stage) for stage in formula.stages]
        case FormulaType.UPTO | FormulaType.UNQUANTIFIED:
            pass
    return record


def _stage(stage: Stage) -> Record:
    if stage.amount_fen is None and stage.rate is not None:
        return {"when": stage.when, "rate": _rate(stage.rate)}
    return {"when": stage.when, "amount": _yuan(stage.amount_fen)}


def _yuan(fen: int | None) -> int | float | None:
    return None if fen is None else yuan_of(fen)


def _rate(rate: Fraction) -> float:
    """A rate stays a float even where it is whole: 1.0 is the whole of the base, 1 would look like a yuan."""
    return float(rate)
