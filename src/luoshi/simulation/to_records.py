"""A simulation for programs: plain values, amounts as whole fen, shares left to the reader; docs/simulation.md describes it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from luoshi.facts.faults import RowFault
from luoshi.facts.tables import TableRead
from luoshi.rewards.book import Rule
from luoshi.simulation.nodes import (
    Assumptions,
    ClauseShift,
    Comparison,
    Cost,
    GroupCost,
    GroupShift,
    Mover,
    ProgrammeHead,
    Ration,
    Shift,
    Simulation,
    Split,
)

FORMAT = "luoshi-simulation/1"


def simulation_record(simulation: Simulation) -> dict[str, Any]:
    """Return everything as JSON has it; `comparison` and `ration` are null where they were not asked for."""
    rules = {clause.rule.position: clause.rule for clause in simulation.cost.clauses}
    return {
        "format": FORMAT,
        "about": _about(simulation.about),
        "cost": _cost(simulation.cost),
        "comparison": _comparison(simulation.comparison) if simulation.comparison else None,
        "ration": _ration(simulation.ration, rules) if simulation.ration else None,
        "limits": [asdict(one) for one in simulation.limits],
        "old_limits": [asdict(one) for one in simulation.old_limits],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "programme": rule.programme,
        "version": rule.version,
        "reward": rule.reward,
        "clause": rule.clause,
        "label": rule.label,
    }


def _head(head: ProgrammeHead) -> dict[str, Any]:
    return {
        "programme": head.programme,
        "version": head.version,
        "title": head.title,
        "document_number": head.document_number,
        "is_confirmed": head.is_confirmed,
        "unconfirmed_rows": head.unconfirmed_rows,
        "from": head.first_day.isoformat() if head.first_day else None,
        "to": head.last_day.isoformat() if head.last_day else None,
        "interpreter": head.interpreter,
    }


def _about(about: Assumptions) -> dict[str, Any]:
    return {
        "as_of": about.as_of.isoformat(),
        "is_synthetic": about.is_synthetic,
        "population": about.population,
        "programmes": [_head(head) for head in about.programmes],
        "readings": [
            {
                **_rule(one.rule),
                "question": one.reading.question,
                "taken": one.reading.taken,
                "alternatives": list(one.reading.alternatives),
                "to_be_confirmed_by": one.office,
                "owed_fen": one.owed_fen,
            }
            for one in about.readings
        ],
        "not_computed": [{"clause": clause, "words": words} for clause, words in about.notes],
        "checks": [asdict(check) for check in about.checks],
        "tables": [_table(file) for file in about.files],
    }


def _table(file: TableRead) -> dict[str, Any]:
    counts = file.counts
    return {
        "table": file.entity.value,
        "file": file.file,
        "rows": counts.rows,
        "kept": counts.kept,
        "left_out": counts.left_out,
        "faults": [_fault(fault) for fault in file.faults],
    }


def _fault(fault: RowFault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "row": fault.row,
        "column": fault.head,
        "value": fault.value,
        "message": fault.message,
        "hint": fault.hint,
    }


def _group(group: GroupCost) -> dict[str, Any]:
    return {"key": group.key, "label": group.label, **asdict(group.tally)}


def _cost(cost: Cost) -> dict[str, Any]:
    rules = {clause.rule.position: clause.rule for clause in cost.clauses}
    return {
        "total": asdict(cost.total),
        "clauses": [{**_rule(clause.rule), **asdict(clause.tally)} for clause in cost.clauses],
        "programmes": [_group(group) for group in cost.programmes],
        "years": [_group(group) for group in cost.years],
        "regions": [_group(group) for group in cost.regions],
        "sizes": [_group(group) for group in cost.sizes],
        "scales": [_group(group) for group in cost.scales],
        "concentration": asdict(cost.concentration),
        "recipients": [
            {
                **asdict(one.person),
                "lines": one.lines,
                "owed_fen": one.owed_fen,
                "largest": {**_rule(rules[one.rule]), "owed_fen": one.rule_fen},
            }
            for one in cost.recipients
        ],
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {**asdict(shift), "change_fen": shift.change_fen}


def _clause_shift(clause: ClauseShift) -> dict[str, Any]:
    return {
        "old": _rule(clause.old) if clause.old else None,
        "new": _rule(clause.new) if clause.new else None,
        "has_other_figures": clause.has_other_figures,
        **_shift(clause.shift),
    }


def _group_shift(group: GroupShift) -> dict[str, Any]:
    return {"key": group.key, "label": group.label, **_shift(group.shift)}


def _mover(mover: Mover) -> dict[str, Any]:
    return {
        **asdict(mover.person),
        "old_fen": mover.old_fen,
        "new_fen": mover.new_fen,
        "clause": _rule(mover.clause.either) if mover.clause else None,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "baseline": [_head(head) for head in comparison.baseline],
        "is_what_if": comparison.is_what_if,
        "is_same_period": comparison.is_same_period,
        "years": comparison.years,
        "changes": [{"name": one.name, "label": one.label, "old": one.old, "new": one.new} for one in comparison.changes],
        "total": _shift(comparison.total),
        "old": asdict(comparison.old),
        "new": asdict(comparison.new),
        "clauses": [_clause_shift(clause) for clause in comparison.clauses],
        "sizes": [_group_shift(group) for group in comparison.sizes],
        "scales": [_group_shift(group) for group in comparison.scales],
        "regions": [_group_shift(group) for group in comparison.regions],
        "gains": [_mover(mover) for mover in comparison.gains],
        "losses": [_mover(mover) for mover in comparison.losses],
    }


def _split(split: Split) -> dict[str, Any]:
    return {**asdict(split), "rest_fen": split.rest_fen}


def _ration(ration: Ration, rules: dict[int, Rule]) -> dict[str, Any]:
    budget = ration.budget
    return {
        "budget_fen": budget.budget_fen,
        "method": budget.method.value,
        "unit_fen": budget.unit_fen,
        "by_amount": budget.by_amount,
        "whole": budget.whole,
        "factor": f"{ration.factor.numerator}/{ration.factor.denominator}",
        "left_fen": ration.left_fen,
        "total": _split(ration.total),
        "clauses": [{**_rule(rule), **_split(split)} for rule, split in ration.clauses],
        "sizes": [{"label": label, **_split(split)} for label, split in ration.sizes],
        "waiting_count": ration.waiting_count,
        "waiting": [
            {
                **asdict(one.person),
                **_rule(rules[one.rule]),
                "matter": one.matter,
                "day": one.day,
                "owed_fen": one.owed_fen,
                "paid_fen": one.paid_fen,
            }
            for one in ration.waiting
        ],
    }
