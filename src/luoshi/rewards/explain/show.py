"""An explanation as plain lines: sentences an applicant understands, and the rows an auditor recomputes from."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from luoshi.commitments.show import clause_words
from luoshi.facts.nodes import Matter
from luoshi.rewards.book import Reading, Rule, RuleBook
from luoshi.rewards.explain.explain import Explanation, LineExplanation, Refusal, asks_for
from luoshi.rewards.explain.nodes import Check
from luoshi.rewards.explain.words import choice_words, day_words
from luoshi.rewards.interpreter import Line, Status
from luoshi.values.wording import plain_money

MARKS = {True: "符合", False: "不符合", None: "待补"}
HEADINGS = {
    Status.OWED: "应兑付",
    Status.AWAITING_DECISION: "待核定",
    Status.UNDECIDED: "待补材料",
    Status.IN_KIND: "非资金支持",
    Status.NOTHING: "本次不兑付",
}


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row of the table that an auditor recomputes from: a condition with what the facts say, or a step with its amounts in fen.

    `found` and `verdict` (符合, 不符合, 待补) are those of a condition, the amounts those of a step.
    """

    clause: str
    reward: str
    version: int
    matter: str
    step: str
    words: str
    found: str = ""
    verdict: str = ""
    change_fen: int | None = None
    amount_fen: int | None = None


def explanation_lines(
    explanation: Explanation, book: RuleBook, *, untouched: Container[str] = (), with_remarks: bool = True
) -> Iterator[str]:
    """Yield the explanation: every sum with its clause, refusals with what failed.

    `untouched` names the rewards to be listed where no matter comes near them. Remarks are the readings that nobody has confirmed, and
    rules of the text that do not run by themselves.
    """
    yield from _head(explanation)
    for status, heading in HEADINGS.items():
        items = [item for item in explanation.lines if item.line.status is status]
        if items:
            yield f"\n{heading}"
        for item in items:
            yield from _line(item, book)
            yield from _remarks(item.line.rule, book) if with_remarks else ()
    yield from _refusals("情况不明，填上再算", [refusal for refusal in explanation.refusals if refusal.is_unclear], book)
    yield from _refusals("不符合条件", [refusal for refusal in explanation.refusals if not refusal.is_unclear], book)
    rules = [rule for rule in explanation.untouched if rule.reward in untouched]
    if rules:
        yield "\n没有相应事项"
    yield from (f"  {clause_words(rule.clause)}　{rule.label}：需要有{asks_for(rule)}" for rule in rules)
    if with_remarks:
        yield from (f"\n说明：{clause_words(note.clause)}　{note.words}" for note in book.notes)


def _head(explanation: Explanation) -> Iterator[str]:
    applicant = explanation.applicant
    name = next((str(state.facts["name"]) for state in reversed(applicant.states) if state.facts.get("name")), "")
    yield f"{name}（{applicant.id}）" if name else applicant.id
    as_of = explanation.as_of
    yield f"截至{as_of.year}年{as_of.month}月{as_of.day}日，应兑付合计{plain_money(explanation.owed_fen)}"


def _line(item: LineExplanation, book: RuleBook) -> Iterator[str]:
    line = item.line
    yield f"  {clause_words(line.rule.clause)}　{book.label_of(line.rule)}{_result(line)}"
    yield from _matter(line.matter, line.day)
    yield from (f"    {words}" for words in _checks(item.checks))
    if item.missing:
        yield f"    缺少：{'、'.join(item.missing)}，补齐后再算"
    yield from (f"    {words}" for words in _steps(item))


def _steps(item: LineExplanation) -> Iterator[str]:
    for step in item.steps:
        clause = f"（{clause_words(step.clause)}）" if step.clause != item.line.rule.clause else ""
        rest = "" if step is item.steps[0] else f"，{'计' if step.change_fen > 0 else '剩'}{plain_money(step.amount_fen)}"
        yield f"{step.name}：{step.words}{clause}{rest}"


def line_words(item: LineExplanation) -> str:
    """Say in one cell how a line was reckoned, and of one that cannot be judged which conditions are open."""
    unmet = tuple(check for check in item.checks if check.is_met is None)
    return "；".join(_steps(item) if item.steps else _checks(unmet))


def refusal_words(refusal: Refusal, book: RuleBook) -> str:
    """Say in one cell why a matter gets nothing from a reward: 第三条　首次认定高企：规模以上（否）　不符合."""
    failed = "，".join(words.removeprefix("条件：").lstrip("　") for words in _checks(refusal.failed))
    return f"{clause_words(refusal.rule.clause)}　{book.label_of(refusal.rule)}：{failed}"


def _result(line: Line) -> str:
    if line.status in (Status.OWED, Status.NOTHING):
        return f"：{plain_money(line.owed_fen)}"
    return f"：{line.status.label}"


def _matter(matter: Matter | None, day: int) -> Iterator[str]:
    if matter is None:
        return
    facts = matter.facts
    parts = [
        choice_words("kind", (str(facts.get("kind", "")),)),
        str(facts.get("subject", "")),
        *(choice_words(name, (str(facts[name]),)) for name in ("level", "occurrence", "grade", "stage") if facts.get(name)),
        day_words(day),
        str(facts.get("document", "")),
    ]
    yield f"    事项{matter.id}：{'，'.join(part for part in parts if part)}"


def _checks(checks: tuple[Check, ...]) -> Iterator[str]:
    for check in checks:
        found = f"（{check.found}）" if check.found else ""
        gap = f"，{check.gap}" if check.gap else ""
        yield f"条件：{'　' * check.depth}{check.words}{found}　{MARKS[check.is_met]}{gap}"


def _refusals(heading: str, refusals: Sequence[Refusal], book: RuleBook) -> Iterator[str]:
    if refusals:
        yield f"\n{heading}"
    for refusal in refusals:
        yield f"  {clause_words(refusal.rule.clause)}　{book.label_of(refusal.rule)}"
        yield from _matter(refusal.matter, refusal.day)
        yield from (f"    {words}" for words in _checks(refusal.checks))


def _remarks(rule: Rule, book: RuleBook) -> Iterator[str]:
    yield from (f"    理解：{words}" for words in open_reading_words(rule, book))
    yield from (f"    备注：{note}" for note in rule.notes)


def open_reading_words(rule: Rule, book: RuleBook) -> Iterator[str]:
    """Yield each reading that nobody has confirmed, with what else the clause could mean and who is to say."""
    office = book.interpreters.get(rule.programme, "解释机关")
    return (f"{_reading(reading)}，待{office}确认" for reading in rule.readings if not reading.is_confirmed)


def _reading(reading: Reading) -> str:
    return f"{reading.question}，按“{reading.taken}”；另有“{'”“'.join(reading.alternatives)}”"


def audit_rows(explanation: Explanation) -> Iterator[AuditRow]:
    """Yield what an auditor goes through, line by line: conditions, steps in their order, and how it ended; then the refusals."""
    for item in explanation.lines:
        about = _about(item.line.rule, item.line.matter_id)
        yield from _audit_checks(about, item.checks)
        for step in item.steps:
            clause = clause_words(step.clause)
            yield AuditRow(clause, *about[1:], step.name, step.words, change_fen=step.change_fen, amount_fen=step.amount_fen)
        missing = f"，缺少{'、'.join(item.missing)}" if item.missing else ""
        yield AuditRow(*about, "结果", item.line.status.label + missing, amount_fen=item.line.owed_fen)
    for refusal in explanation.refusals:
        about = _about(refusal.rule, refusal.matter.id if refusal.matter else "")
        yield from _audit_checks(about, refusal.checks)
        yield AuditRow(*about, "结果", "情况不明" if refusal.is_unclear else "不符合条件", amount_fen=0)


def _about(rule: Rule, matter: str) -> tuple[str, str, int, str]:
    return clause_words(rule.clause), rule.label, rule.version, matter


def _audit_checks(about: tuple[str, str, int, str], checks: tuple[Check, ...]) -> Iterator[AuditRow]:
    for check in checks:
        verdict = MARKS[check.is_met] + (f"，{check.gap}" if check.gap else "")
        yield AuditRow(*about, "条件", f"{'　' * check.depth}{check.words}", check.found, verdict)
