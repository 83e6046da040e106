"""The short way: rules that look at the applicant alone, settled row by row in one pass over the applicants.

One column a rule (`r3` for the rule at position 3) instead of one row a line; no join, no window, nothing kept. It gives what the long
way gives: all such lines of an applicant have one day and no matter, so that times and years only ask whether one is allowed, every
scope is the applicant, and a group's highest or a cap is found by comparing columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlglot import exp

from luoshi.facts.vocabulary import Entity
from luoshi.rewards.book import FIRST_DAY, LAST_DAY, Cap, Highest, Rule, RuleBook, Scope
from luoshi.rewards.nodes import At, Fact
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.candidates import as_of
from luoshi.rewards.plan.chain import Chain, Columns, named, relation, select
from luoshi.rewards.plan.conditions import condition, is_certain
from luoshi.rewards.plan.dialects import column, fact_column
from luoshi.rewards.plan.formulas import UNDECIDED, formula, may_answer
from luoshi.rewards.plan.line_bounds import bounded, counts_items, items_of
from luoshi.rewards.plan.lines import Compiled
from luoshi.rewards.plan.needs import facts_of, has_of
from luoshi.rewards.plan.scopes import waves
from luoshi.rewards.plan.sight import is_day, name_of, state_value, type_of
from luoshi.rewards.plan.terms import Terms

ALONE = (Scope.APPLICANT, Scope.YEAR, Scope.MATTER, Scope.ITEM, Scope.PROGRAMME)


def is_row_local(plan: Compiled) -> bool:
    """Return whether the short way gives what the long way gives."""
    book, sources = plan.book, plan.sources
    rules = rules_with_lines(plan)
    looks_at_rows = all(fact.at is At.MATTER for rule in rules for fact in facts_of(rule) if fact.entity is Entity.APPLICANT)
    looks_at_others = sources.matters is not None and any(has_of(rule) for rule in rules)
    has_versions = len({rule.code for rule in rules}) < len(rules)
    return (
        sources.payments is None
        and all(rule.pattern is None for rule in rules)
        and looks_at_rows
        and not looks_at_others
        and not has_versions
        and not book.quotas
        and not book.programme_caps
    )


def rules_with_lines(plan: Compiled) -> list[Rule]:
    """Return the rules that can have lines: without matters, those that look at the applicant alone."""
    return [rule for rule in plan.book.rules if rule.pattern is None or plan.sources.matters is not None]


def add_row_local(chain: Chain, plan: Compiled, *, needs_status: bool) -> str:
    """Add the steps row by row and return the part with what each rule gives: fen, below zero why not, NULL for no line.

    Args:
        needs_status: Whether lines without an amount are looked at too; else undecided lines are NULL, and nothing is below zero.
    """
    last = chain.add("given", "第1至4步：每行一个主体，每列一项奖补的金额", _given(plan, needs_status=needs_status))
    last = _bounds(chain, plan, last)
    for wave in waves(_contending(plan.book), lambda one: one.rules):
        last = _change(chain, plan, last, "highest", "第7步：" + "；".join(one.words for one in wave), _of_highest(plan, wave))
    for caps in waves((cap for cap in plan.book.caps if cap.limits), lambda cap: cap.limits | cap.counts):
        last = _change(chain, plan, last, "caps", "第10步：" + "、".join(dict.fromkeys(cap.words for cap in caps)), _of_caps(plan, caps))
    return last


def amount(position: int) -> exp.Expr:
    """Return the column of a rule."""
    return column(f"r{position}")


def _given(plan: Compiled, *, needs_status: bool) -> exp.Select:
    rules = rules_with_lines(plan)
    has = {one: exp.false() for rule in rules for one in has_of(rule)}
    terms = Terms(plan.names, _fact, as_of(), has)
    columns = [named(state_value(fact, as_of()), name_of(fact)) for fact in plan.told_apart]
    for rule in rules:
        value = named(_of_rule(rule, terms, needs_status=needs_status), f"r{rule.position}")
        value.add_comments([plan.words(rule)])
        columns.append(value)
        columns += [named(items_of(rule, terms), f"items_{rule.position}")] if counts_items(rule) else []
    here = [column("valid_from") <= as_of(), as_of() < column("valid_to")]
    return select(columns).from_(relation(plan.sources.applicants, "s"), copy=False).where(*here, copy=False)


def _fact(fact: Fact) -> exp.Expr:
    if is_day(fact):
        return as_of()
    if fact.entity is Entity.MATTER:
        return exp.cast(exp.null(), type_of(fact))
    return state_value(fact, as_of())


def _of_rule(rule: Rule, terms: Terms, *, needs_status: bool) -> exp.Expr:
    """What the formula gives where the rule is in force here, the condition holds, and the times and years allow one."""
    tests = _in_force(rule)
    given = formula(rule.formula, terms)
    if not needs_status:
        given = sql.above_zero(given) if may_answer(rule.formula) else given
        tests += [condition(rule.condition, terms)] if rule.condition else []
        return sql.when([(sql.all_of(tests), given)]) if tests else given
    given = sql.known_or(given, sql.whole(UNDECIDED))
    if rule.condition is None:
        return sql.when([(sql.all_of(tests), given)]) if tests else given
    holds = sql.all_of([*tests, condition(rule.condition, terms)])
    if is_certain(rule.condition):
        return sql.when([(holds, given)])
    # Most rows fail: they are asked once, and only the few others a second time.
    return sql.when([(exp.not_(holds), exp.null()), (holds, given)], sql.whole(UNDECIDED))


def _in_force(rule: Rule) -> list[exp.Expr]:
    tests: list[exp.Expr] = []
    if (rule.first_day, rule.last_day) != (FIRST_DAY, LAST_DAY):
        tests.append(exp.Between(this=as_of(), low=sql.whole(rule.first_day), high=sql.whole(rule.last_day)))
    if rule.region:
        region = fact_column("region")
        tests.append(exp.paren(sql.any_of([sql.is_unknown(region), sql.begins_with(region, rule.region)])))
    return tests


def _bounds(chain: Chain, plan: Compiled, last: str) -> str:
    """Bounds of the single line, and times and years, which allow one line or none."""
    terms = Terms(plan.names, _fact, as_of())
    changed: dict[int, exp.Expr] = {}
    for rule in rules_with_lines(plan):
        counted = column(f"items_{rule.position}") if counts_items(rule) else None
        value = bounded(amount(rule.position), rule.bounds, counted, as_of(), terms)
        allowed = [plan.names.number(limit.count) >= sql.whole(1) for limit in (rule.times, rule.years) if limit]
        if allowed:
            value = sql.when([(sql.all_of(allowed), value)], sql.whole(0))
        if value != amount(rule.position):
            changed[rule.position] = sql.when([(amount(rule.position) > sql.whole(0), value)], amount(rule.position))
    return _change(chain, plan, last, "bounds", "第4至6步：单项限额、次数、年数", changed) if changed else last


def _change(chain: Chain, plan: Compiled, last: str, name: str, words: str, changed: dict[int, exp.Expr]) -> str:
    """Add a part in which some rules have another amount."""
    positions = [rule.position for rule in rules_with_lines(plan)]
    columns: Columns = [name_of(fact) for fact in plan.told_apart]
    columns += [named(changed[position], f"r{position}") if position in changed else f"r{position}" for position in positions]
    number = sum(part.alias.startswith(name) for part in chain.parts)
    return chain.add(f"{name}_{number + 1}" if number else name, words, select(columns).from_(last, copy=False))


def _contending(book: RuleBook) -> Iterator[Highest]:
    """Groups in a scope that a line without a matter has; with any other its scope fact is empty and it does not contend."""
    return (one for one in book.highest if one.rules and all(scope in ALONE for scope in one.per))


def _of_highest(plan: Compiled, wave: Sequence[Highest]) -> dict[int, exp.Expr]:
    """A rule is nothing where an earlier one gives as much or a later one more; an unknown or negative one takes no part."""
    with_lines = {rule.position for rule in rules_with_lines(plan)}
    changed = {}
    for one in wave:
        for position in sorted(one.rules & with_lines):
            mine, others = amount(position), sorted((one.rules & with_lines) - {position})
            beaten = [amount(other) >= mine if other < position else amount(other) > mine for other in others]
            if beaten:
                is_out = sql.all_of([mine > sql.whole(0), exp.paren(sql.any_of(beaten))])
                changed[position] = sql.when([(is_out, sql.whole(0))], mine)
    return changed


def _of_caps(plan: Compiled, caps: Sequence[Cap]) -> dict[int, exp.Expr]:
    """Each rule takes what earlier versions and the rules before it leave of the cap."""
    with_lines = {rule.position for rule in rules_with_lines(plan)}
    changed = {}
    for cap in caps:
        used = [_not_below_zero(position) for position in sorted(cap.counts & with_lines)]
        for position in sorted(cap.limits & with_lines):
            room = plan.names.number(cap.amount)
            for value in used:
                room = exp.Sub(this=room, expression=value.copy())
            left = sql.above_zero(room) if used else room
            changed[position] = sql.when([(amount(position) > left, left.copy())], amount(position))
            used.append(_not_below_zero(position))
    return changed


def _not_below_zero(position: int) -> exp.Expr:
    return sql.when([(amount(position) > sql.whole(0), amount(position))], sql.whole(0))
