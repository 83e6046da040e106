"""The words of a table of results: what each rule says of itself, and how single lines were reckoned, as tables beside the lines.

The amounts and reasons of a line come from the plan, at any size. How it was reckoned only the interpreter can say, one applicant at a
time: it is asked for so many applicants, those first with whom something is open or was taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from luoshi.commitments.show import clause_words
from luoshi.rewards import nodes
from luoshi.rewards.book import BetterProgramme, Elsewhere, Highest, Rule, RuleBook
from luoshi.rewards.explain import Explanation
from luoshi.rewards.explain.missing import open_words
from luoshi.rewards.explain.show import line_words, refusal_words
from luoshi.rewards.explain.takes import cap_words, quota_words, times_words, years_words
from luoshi.rewards.interpreter import Line, Status, Take, TakeKind
from luoshi.rewards.plan.needs import found
from luoshi.rewards.settlement import Settlement

EXPLAINED = 10_000
AT_ONCE = 1_000
REFUSALS_SHOWN = 3
OPEN = (Status.UNDECIDED, Status.AWAITING_DECISION)
RULE_WORDS = ("policy", "clause", "label", "reward", "times", "stacking", "caps", "quotas", "in_kind")


@dataclass(frozen=True, slots=True)
class Worded:
    """Of how many applicants the words were asked for, of how many that are in the results."""

    explained: int
    applicants: int

    @property
    def is_complete(self) -> bool:
        """Whether every line has its words."""
        return self.explained >= self.applicants


def put_words(settlement: Settlement, limit: int = EXPLAINED, *, with_matters: bool = False) -> Worded:
    """Put `rule_words`, `line_words` and `matter_words` beside the lines; `with_matters`: also of matters that have no line."""
    connection = settlement.connection
    connection.execute(f"CREATE OR REPLACE TABLE rule_words (rule INTEGER, {', '.join(f'{name} TEXT' for name in RULE_WORDS)})")
    _insert(settlement, "rule_words", _rule_words(settlement.book))
    connection.execute(
        "CREATE OR REPLACE TABLE line_words (applicant TEXT, matter TEXT, rule INTEGER, missing TEXT, reckoning TEXT, taken TEXT)"
    )
    connection.execute("CREATE OR REPLACE TABLE matter_words (applicant TEXT, matter TEXT, why TEXT)")
    ids, count = _applicants(settlement, limit, with_matters=with_matters)
    explanations = settlement.explanations(ids)
    while some := list(islice(explanations, AT_ONCE)):
        _insert(settlement, "line_words", (row for one in some for row in _line_words(one, settlement.book)))
        _insert(settlement, "matter_words", (row for one in some for row in _matter_words(one, settlement.book)) if with_matters else ())
    return Worded(len(ids), count)


WITHOUT_LINE = "NOT EXISTS (FROM lines l WHERE l.applicant = m.applicant AND l.matter = m.matter)"


def _applicants(settlement: Settlement, limit: int, *, with_matters: bool) -> tuple[list[str], int]:
    matters = f"UNION ALL SELECT applicant, 1 FROM matters m WHERE {WITHOUT_LINE}" if with_matters else ""
    query = f"""
        SELECT applicant, count(*) OVER () FROM (
            SELECT applicant, CASE WHEN status = 'undecided' THEN 0 WHEN owed_fen < gross_fen THEN 1 ELSE 2 END AS need FROM lines {matters}
        ) GROUP BY applicant ORDER BY min(need), applicant LIMIT {int(limit)}"""
    rows = settlement.connection.execute(query).fetchall()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _insert(settlement: Settlement, table: str, rows: Iterable[Sequence[object]]) -> None:
    columns = list(zip(*rows, strict=True))
    if columns:
        places = ", ".join("unnest(?)" for _ in columns)
        settlement.connection.execute(f"INSERT INTO {table} SELECT {places}", [list(column) for column in columns])


def _rule_words(book: RuleBook) -> Iterator[tuple[object, ...]]:
    stacking = [(row.rules, row.words) for row in book.highest] + [(row.rules, row.words) for row in book.elsewhere]
    caps = [(cap.limits, cap_words(cap)) for cap in book.caps]
    of_all = [(quota.rules, quota_words(quota)) for quota in book.quotas] + [(cap.limits, cap_words(cap)) for cap in book.programme_caps]
    for rule in book.rules:
        rules = [words for positions, words in stacking if rule.position in positions]
        rules += [row.words for row in book.better if rule.programme in row.order]
        yield (
            rule.position,
            book.names.get(rule.programme, rule.programme),
            clause_words(rule.clause),
            book.label_of(rule),
            rule.reward,
            _either([times_words(rule), years_words(rule)]),
            _either(rules),
            _either(words for limits, words in caps if rule.position in limits),
            _either(words for limits, words in of_all if rule.position in limits),
            _either(_in_kind(rule)),
        )


def _in_kind(rule: Rule) -> Iterator[str]:
    return (node.what for node in found(nodes.InKind, rule.formula))


def _either(words: Iterable[str]) -> str:
    """The plan says what a step took, and not by which of several limits; the reckoning of the line does."""
    return "，或者".join(dict.fromkeys(word for word in words if word))


def _line_words(explanation: Explanation, book: RuleBook) -> Iterator[tuple[object, ...]]:
    rules: tuple[Highest | BetterProgramme | Elsewhere, ...] = (*book.highest, *book.better, *book.elsewhere)
    words = {**{row.id: row.words for row in rules}, **{cap.id: cap_words(cap) for cap in book.caps}}
    for item in explanation.lines:
        line = item.line
        missing = open_words(line, book.fact_labels) if line.status in OPEN else None
        taken = "；".join(dict.fromkeys(word for take in line.takes if (word := _taken_words(take, line, words))))
        yield line.applicant, line.matter_id, line.rule.position, missing, line_words(item), taken


def _taken_words(take: Take, line: Line, words: Mapping[str, str]) -> str:
    """Say in a few words which rule took something; the steps before times and years are part of the amount."""
    match take.kind:
        case TakeKind.TIMES:
            return f"次数年限：{times_words(line.rule)}"
        case TakeKind.YEARS:
            return f"次数年限：{years_words(line.rule)}"
        case TakeKind.HIGHEST | TakeKind.PAID_IN_GROUP | TakeKind.BETTER_PROGRAMME | TakeKind.ELSEWHERE:
            return f"叠加规则：{words[take.by]}"
        case TakeKind.PAID:
            return "本条对本事项已兑付" if line.matter_id else "本条已兑付"
        case TakeKind.CAP:
            return f"限额：{words[take.by]}"
    return ""


def _matter_words(explanation: Explanation, book: RuleBook) -> Iterator[tuple[object, ...]]:
    lined = {item.line.matter_id for item in explanation.lines}
    for matter in explanation.applicant.matters:
        if matter.id not in lined and matter.on <= explanation.as_of:
            refused = [refusal_words(refusal, book) for refusal in explanation.refusals if refusal.matter is matter]
            more = [f"另有{len(refused) - REFUSALS_SHOWN}条也不符合"] if len(refused) > REFUSALS_SHOWN else []
            yield explanation.applicant.id, matter.id, "；".join([*refused[:REFUSALS_SHOWN], *more]) or "方案里没有奖补看这样的事项"
