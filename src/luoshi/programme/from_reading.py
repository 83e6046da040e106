"""A Reading into a draft programme: every row with its clause, its words, its doubts, and the status that a person has to change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.commitments.nodes import Commitment, Deadline, Duty, Kind, Procedure, Reading, Register, Reward, Stacking, Target
from luoshi.commitments.show import without_repeated_doubts
from luoshi.policy.nodes import Policy
from luoshi.programme.nodes import (
    DeadlineRow,
    DutyRow,
    PolicyHead,
    ProcedureRow,
    Programme,
    RegisterRow,
    RewardRow,
    StackingRow,
    TargetRow,
    Unit,
)
from luoshi.programme.propose import TieredRewards, pattern_of, patterns_of, tiers_of
from luoshi.programme.propose.left_over import exclusions, unused_figures, unused_steps, with_doubts
from luoshi.programme.propose.limits import shortened, with_limits
from luoshi.programme.propose.sentences import PART
from luoshi.programme.reward_rows import reward_row
from luoshi.programme.rows import DAY, EARLIEST, LARGEST_FIGURE, LATEST, Confirmed, PeriodRow, Place, Validity
from luoshi.programme.rules import Pattern
from luoshi.source import Diagnostic, Span
from luoshi.values.periods import Period

IN_FORCE = re.compile(r"有效期|施行|执行期")
INTERPRETER = re.compile(r"由(?P<office>[一-鿿、]{2,30}?)(?:会同[一-鿿、]{2,20})?负责(?:具体)?解释")
UNREAD = "commitment.unread-"
CODE = re.compile(r"[a-z][a-z0-9-]{1,40}")


def draft_programme(reading: Reading) -> Programme:
    """Return the draft that a reading proposes.

    Guarantees: the same reading gives the same draft, and its file loads again as the same programme. A target printed in several places
    is one row, the other places stand in its `also`; rewards for bands of one quantity are one row of tiers. Every row has its words, its
    doubts and the status `draft`; what is proposed beyond the words of a row is named in its `implied`, what could not be put into keys
    stands in its `note`.
    """
    reading = without_repeated_doubts(reading)
    rows = _rows(reading)
    policy = reading.policy
    draft = Programme(
        format="luoshi-programme/1",
        programme=_code(policy),
        policy=_policy(policy),
        in_force=_in_force(reading),
        interpreter=_interpreter(policy),
        units=_units(reading),
        targets=rows[Kind.TARGET],
        duties=rows[Kind.DUTY],
        rewards=rows[Kind.REWARD],
        stacking=rows[Kind.STACKING],
        registers=rows[Kind.REGISTER],
        procedures=rows[Kind.PROCEDURE],
        deadlines=rows[Kind.DEADLINE],
    )
    return _with_what_is_left(draft, reading)


def _with_what_is_left(draft: Programme, reading: Reading) -> Programme:
    """Add the limits that are certain, and all that a person should look at, in the order of the document."""
    draft, proposed = with_limits(reading, draft)
    excluded, unused = list(exclusions(reading)), [*unused_figures(reading, draft), *unused_steps(reading, draft)]
    told = [*proposed, *excluded]
    spans: dict[object, list[Span]] = {}
    for check in told:
        spans.setdefault(check.row["clause"], []).append(check.span)
    unread = [one for one in reading.diagnostics if not (one.code.startswith(UNREAD) and _is_told(one, spans.get(one.clause, []), reading))]
    checks = [(one.spans[0].start if one.spans else -1, _diagnostic(one, reading)) for one in unread]
    checks += [(one.span.start, one.row) for one in (*told, *(figure.check for figure in unused))]
    in_order = [row for _, row in sorted(checks, key=lambda check: check[0])]
    return with_doubts(draft, unused).model_copy(update={"to_check": in_order})


def _is_told(diagnostic: Diagnostic, told: Sequence[Span], reading: Reading) -> bool:
    """Say whether every part of words that were not read is told more plainly by others."""
    chars = reading.policy.text.chars
    parts = [Span(*found.span()) for span in diagnostic.spans for found in PART.finditer(chars, span.start, span.end)]
    return bool(parts) and all(any(part.meets(span) for span in told) for part in parts if len(part) > 1)


def fewer_rows(reading: Reading, draft: Programme) -> Counter[Kind]:
    """Count by kind the commitments that stand in the row of another in the draft of a reading."""
    counts = Counter(commitment.kind for commitment in reading.commitments)
    rows = {Kind.TARGET: len(draft.targets), Kind.REWARD: len(draft.rewards)}
    return Counter({kind: counts[kind] - count for kind, count in rows.items() if counts[kind] > count})


# --- the head ---------------------------------------------------------------------------------------------------------------------


def _policy(policy: Policy) -> PolicyHead:
    source = policy.text.source
    return PolicyHead.model_validate(
        {
            "title": policy.title,
            "document_number": policy.document_number or None,
            "issuer": policy.issuer or None,
            "issued_on": _day(policy.issued_on),
            "period": _stretch(policy.period),
            "source": {"name": source.name, "format": source.format, "sha256": source.sha256},
        }
    )


def _code(policy: Policy) -> str:
    """Take the name of the file for the code where it could be one; else a person names it."""
    stem = policy.text.source.name.rsplit(".", 1)[0].lower()
    return stem if CODE.fullmatch(stem) else ""


def _stretch(period: tuple[int, int] | None) -> dict[str, str] | None:
    years = [year for year in period or () if EARLIEST <= year <= LATEST]
    return {"from": str(years[0]), "to": str(years[1])} if len(years) == 2 else None


def _day(words: object) -> date | None:
    if not DAY.fullmatch(str(words or "")):
        return None
    try:
        day = date.fromisoformat(str(words))
    except ValueError:
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _in_force(reading: Reading) -> Validity:
    """From which day to which, where the text says so to the day; the deadline it was read from is a row of its own to confirm."""
    for commitment in reading.of(Kind.DEADLINE):
        if isinstance(commitment, Deadline) and IN_FORCE.search(commitment.what):
            first, last = _day(commitment.period.since), _day(commitment.period.until)
            if (first or last) and not (first and last and first > last):
                return Validity.model_validate({"from": first, "to": last})
    return Validity()


def _interpreter(policy: Policy) -> str | None:
    found = INTERPRETER.search(policy.text.chars)
    return found["office"] if found else None


def _units(reading: Reading) -> list[Unit]:
    """Every body that a duty names, once, in the order of the document; who belongs to whom is for a person to say."""
    names = [name for duty in reading.of(Kind.DUTY) if isinstance(duty, Duty) for name in (*duty.lead, *duty.support)]
    return [Unit(name=name) for name in dict.fromkeys(names)]


def _diagnostic(diagnostic: Diagnostic, reading: Reading) -> dict[str, Any]:
    row: dict[str, Any] = {"code": diagnostic.code, "severity": diagnostic.severity.value}
    if diagnostic.clause is not None:
        row["clause"] = diagnostic.clause
    row["message"] = diagnostic.message
    if diagnostic.spans:
        row["words"] = [shortened(reading.policy.text.quote(span)) for span in diagnostic.spans]
    return row | ({"hint": diagnostic.hint} if diagnostic.hint else {})


# --- the rows ---------------------------------------------------------------------------------------------------------------------


def _rows(reading: Reading) -> dict[Kind, list[Any]]:
    repeated = {index: group for group in reading.same for index in group}
    numbers: Counter[tuple[Kind, str]] = Counter()
    rows: dict[Kind, list[Any]] = {kind: [] for kind in Kind}
    patterns = patterns_of(reading.commitments, reading.policy.text.chars)
    tiers = tiers_of(reading.commitments, reading.policy.text.chars)
    further = {index for tiered in tiers.values() for index in tiered.rewards[1:]}
    for index, commitment in enumerate(reading.commitments):
        group = repeated.get(index, (index,))
        if index != group[0]:
            continue
        # What stands in the row of another keeps its number free, so that ids do not depend on how rewards are put together.
        numbers[commitment.kind, commitment.clause] += 1
        row_id = f"{commitment.kind.value}:{commitment.clause}:{numbers[commitment.kind, commitment.clause]}"
        if index in tiers:
            rows[Kind.REWARD].append(_tiered(row_id, reading, tiers[index], patterns.get(index)))
        elif index not in further:
            also = [reading.commitments[other] for other in group[1:]]
            rows[commitment.kind] += _row(row_id, commitment, also, patterns.get(index))
    return rows


def _row(row_id: str, commitment: Commitment, also: list[Commitment], when: Pattern | None) -> Iterator[Confirmed]:
    shared = _shared(row_id, commitment, also)
    match commitment:
        case Reward():
            yield reward_row(shared, commitment, when)
        case Target():
            yield from _target(shared, commitment)
        case Duty(title=title, lead=lead, support=support, leader=leader):
            yield DutyRow(**shared, title=title, lead=list(lead), support=list(support), leader=list(leader))
        case Stacking(rule_words=words):
            yield StackingRow(**shared, rule=words)
        case Register(name=name, holds=holds, purpose=purpose):
            yield RegisterRow(**shared, name=name, holds=holds, purpose=purpose)
        case Procedure(name=name, steps=steps, who=who):
            yield ProcedureRow(**shared, name=name, steps=list(steps), who=list(who))
        case Deadline(what=what, period=period):
            yield DeadlineRow(**shared, what=what, period=_period(period))


def _shared(row_id: str, commitment: Commitment, also: Sequence[Commitment]) -> dict[str, Any]:
    return {
        "id": row_id,
        "clause": commitment.clause,
        "quote": commitment.quote,
        "also": [Place(clause=other.clause, quote=other.quote) for other in also],
        "confidence": Decimal(str(round(commitment.confidence, 2))),
        "doubts": list(commitment.doubts),
        "implied": list(commitment.implied),
        "note": commitment.note or None,
    }


def _tiered(row_id: str, reading: Reading, tiered: TieredRewards, when: Pattern | None) -> RewardRow:
    """One row of the rewards that are its tiers: the words of all of them, those of other clauses in `also`."""
    rewards = [reward for index in tiered.rewards if isinstance(reward := reading.commitments[index], Reward)]
    first = rewards[0]
    here = [reward for reward in rewards if reward.clause == first.clause]
    whole = replace(
        first,
        quote=Span(first.span.start, max(reward.span.end for reward in here)).of(reading.policy.text.chars),
        confidence=min(reward.confidence for reward in rewards),
        doubts=_all_of(doubt for reward in rewards for doubt in reward.doubts),
        implied=_all_of(name for reward in rewards for name in reward.implied),
        note="；".join(_all_of(reward.note for reward in rewards if reward.note)),
        trigger=tiered.trigger,
        once=next((reward.once for reward in rewards if reward.once is not None), None),
        cap_per=next((reward.cap_per for reward in rewards if reward.cap_per), ""),
    )
    when = when or pattern_of(tiered.case, first.beneficiary)
    elsewhere = [reward for reward in rewards if reward.clause != first.clause]
    return reward_row(_shared(row_id, whole, elsewhere), whole, when, tiered)


def _all_of(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _target(shared: dict[str, Any], target: Target) -> Iterator[TargetRow]:
    """A number that no place can have meant is left out; its words are still in the document."""
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    if all(abs(value) <= LARGEST_FIGURE for value in values):
        facts = {"indicator": target.indicator, "measure": target.measure, "op": target.op, "value": target.value, "unit": target.unit}
        yield TargetRow.model_validate({**shared, **facts, "period": _period(target.period), "aspiration": target.aspiration})


def _period(period: Period) -> PeriodRow:
    """Return the period in the words of the file; a year that no programme can have is left out."""
    said = {key: str(value) for key, value in period.to_json().items()}
    return PeriodRow.model_validate({key: value for key, value in said.items() if key == "every" or EARLIEST <= int(value[:4]) <= LATEST})
