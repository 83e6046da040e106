"""Steps 1 to 4 as parts of a query: what the rules see, whether conditions hold, what the formulas give, and the bounds of a line.

The last part is the relation of lines that all further steps work on: the columns of `LINE`, then `gross` (fen, or below zero why there
is no amount), `amount` (what is left of it, never below zero) and what the further steps need of the matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlglot import exp

from luoshi.facts.vocabulary import Entity
from luoshi.rewards import nodes
from luoshi.rewards.book import Rule, RuleBook
from luoshi.rewards.nodes import REGION, Fact, Has, Increase
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.candidates import as_of, candidates, earlier_best, other_matters
from luoshi.rewards.plan.chain import Chain, Columns, Sources, left_join, named, of, select
from luoshi.rewards.plan.conditions import condition
from luoshi.rewards.plan.dialects import column, fact_column
from luoshi.rewards.plan.formulas import UNDECIDED, brings_all_stages, formula
from luoshi.rewards.plan.line_bounds import bounded, counts_items, has_bounds, items_of
from luoshi.rewards.plan.names import Names
from luoshi.rewards.plan.needs import facts_of, found, has_of, increases_of
from luoshi.rewards.plan.sight import STATES, Sight, join_states, name_of, state_columns
from luoshi.rewards.plan.terms import Terms

LINE = ("applicant", "matter", "rule", "day")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What is known of a book before its query is written.

    Attributes:
        scopes: Facts of a matter that limits and stacking count by.
        told_apart: Facts of the applicant that totals are told apart by.
    """

    book: RuleBook
    names: Names
    sources: Sources
    scopes: tuple[Fact, ...] = ()
    told_apart: tuple[Fact, ...] = ()

    @property
    def kept(self) -> tuple[Fact, ...]:
        """The facts that lines carry through all steps."""
        return self.scopes + self.told_apart

    @property
    def kept_names(self) -> list[str]:
        """The columns that lines carry besides their own."""
        return [name_of(fact) for fact in self.kept]

    def words(self, rule: Rule) -> str:
        """Say in a comment which rule it is."""
        return f"{rule.clause} {rule.label}".strip()


def add_lines(chain: Chain, plan: Compiled) -> str:
    """Add steps 1 to 4 and return the part with the lines."""
    rules = plan.book.rules
    looked_at = [*(fact for rule in rules for fact in facts_of(rule)), *plan.kept]
    looked_at += [REGION] if any(rule.region for rule in rules) else []
    sight = Sight(tuple(dict.fromkeys(looked_at)))
    judged = candidates(rules, plan.sources, sight.of(Entity.MATTER))
    chain.add("candidates", "第1、2步：每个事项由哪些奖补判断（日期、类别）", judged)
    others = _add_other_matters(chain, plan)
    earlier = _add_earlier(chain, plan)
    chain.add("sighted", "各奖补看到的情况", _sighted(plan, sight, others, earlier))
    terms = Terms(plan.names, sight.column_of, column("day"), others)
    terms_of = _terms_of_rules(terms, rules, earlier)
    chain.add("conditions", "第3步：条件是否符合（空值为情况不明）", _conditions(plan, terms_of))
    chain.add("formulas", "第4步：按计算办法得出的金额（-1待核定，-2非资金，-3待补材料）", _formulas(plan, terms_of))
    last = _add_stages(chain, plan, "formulas")
    return chain.add("lines", "第4步：分期、取整、起付和单项限额", _bounds(plan, terms, last), is_kept=True)


def _add_other_matters(chain: Chain, plan: Compiled) -> dict[Has, exp.Expr]:
    """Each set of other matters that a rule looks for, once; whether there is one is a column of its name."""
    users: dict[Has, list[Rule]] = {}
    for rule in plan.book.rules:
        for has in has_of(rule):
            users.setdefault(has, []).append(rule)
    if plan.sources.matters is None:
        return {has: exp.false() for has in users}
    columns: dict[Has, exp.Expr] = {}
    for number, (has, rules) in enumerate(users.items()):
        chain.add(
            f"has_{number}", "有没有其他事项：" + "；".join(plan.words(rule) for rule in rules), other_matters(has, rules, plan.sources)
        )
        columns[has] = column(f"has_{number}")
    return columns


def _add_earlier(chain: Chain, plan: Compiled) -> dict[tuple[int, Increase], str]:
    names: dict[tuple[int, Increase], str] = {}
    if plan.sources.matters is None:
        return names
    for rule in plan.book.rules:
        for increase in increases_of(rule):
            name = f"best_{len(names)}"
            facts = list(found(Fact, increase.of))
            chain.add(name, f"以前的最高值：{plan.words(rule)}", earlier_best(increase, rule, plan.names, plan.sources, facts))
            names[rule.position, increase] = name
    return names


def _sighted(plan: Compiled, sight: Sight, others: dict[Has, exp.Expr], earlier: dict[tuple[int, Increase], str]) -> exp.Select:
    day = column("day", "c")
    own = sight.of(Entity.APPLICANT)
    columns = of("c", [*LINE, *map(name_of, sight.of(Entity.MATTER))]) + state_columns(own, day)
    query = select(columns).from_("candidates AS c", copy=False)
    join_states(query, own, plan.sources.applicants, "c", day)
    for flag in [value.name for value in others.values() if isinstance(value, exp.Column)]:
        left_join(query, flag, _same_matter(flag))
        query.select(named(sql.is_known(column("matter", flag)), flag), copy=False)
    for (position, _), best in earlier.items():
        left_join(query, best, sql.all_of([column("rule", "c").eq(sql.whole(position)), _same_matter(best)]))
        query.select(column("best", best).as_(best, copy=False), copy=False)
    return query.where(_of_place(), copy=False) if REGION in own else query


def _of_place() -> exp.Expr:
    """An applicant whose region is not given is taken to be of the place."""
    region = fact_column("region", STATES[REGION.at])
    return sql.any_of([sql.is_unknown(region), exp.StartsWith(this=region, expression=column("place", "c"))])


def _same_matter(table: str) -> exp.Expr:
    return exp.and_(*[column(key, table).eq(column(key, "c")) for key in ("applicant", "matter")])


def _terms_of_rules(terms: Terms, rules: Sequence[Rule], earlier: dict[tuple[int, Increase], str]) -> Callable[[Rule], Terms]:
    best: dict[int, dict[Increase, exp.Expr]] = {rule.position: {} for rule in rules}
    for (position, increase), name in earlier.items():
        best[position][increase] = column(name)
    return lambda rule: terms.with_best(best[rule.position])


def _conditions(plan: Compiled, terms_of: Callable[[Rule], Terms]) -> exp.Select:
    cases = [
        (rule.position, plan.words(rule), condition(rule.condition, terms_of(rule)))
        for rule in plan.book.rules
        if rule.condition is not None
    ]
    return select([exp.Star(), named(sql.by_rule(cases, exp.true()), "holds")]).from_("sighted", copy=False)


def _formulas(plan: Compiled, terms_of: Callable[[Rule], Terms]) -> exp.Select:
    """Lines whose condition is false end here; unknown conditions and quantities are undecided."""
    cases = [(rule.position, plan.words(rule), formula(rule.formula, terms_of(rule))) for rule in plan.book.rules]
    given = sql.when([(column("holds"), sql.by_rule(cases))])
    columns: Columns = [*LINE, *plan.kept_names, named(sql.known_or(given, sql.whole(UNDECIDED)), "given")]
    columns += [named(value, name) for name, value in _besides(plan, terms_of).items()]
    return select(columns).from_("conditions", copy=False).where(sql.known_or(column("holds"), exp.true()), copy=False)


def _besides(plan: Compiled, terms_of: Callable[[Rule], Terms]) -> dict[str, exp.Expr]:
    """What lines carry besides their amount, where a rule needs it: what item caps count by, and whether it is a sum of stages."""
    rules = plan.book.rules
    counted = [(rule.position, plan.words(rule), items_of(rule, terms_of(rule))) for rule in rules if counts_items(rule)]
    staged = [(r.position, plan.words(r), brings_all_stages(r.formula, terms_of(r))) for r in rules if nodes.is_cumulative(r.formula)]
    values = {"items": sql.by_rule(counted), "brings_all": sql.by_rule(staged, exp.false())}
    return {name: value for name, value in values.items() if (counted if name == "items" else staged)}


def _add_stages(chain: Chain, plan: Compiled, last: str) -> str:
    """A cumulative stage brings what goes beyond the highest sum of an earlier line of the same reward."""
    staged = [rule for rule in plan.book.rules if nodes.is_cumulative(rule.formula)]
    if not staged:
        return last
    first_of: dict[tuple[str, str], int] = {}
    for rule in staged:
        first_of.setdefault(rule.code, rule.position)
    reward = sql.by_rule([(rule.position, plan.words(rule), sql.whole(first_of[rule.code])) for rule in staged])
    inner = select([exp.Star(), named(reward, "reward")]).from_(last, copy=False)
    brings = sql.all_of([column("brings_all"), column("given") >= sql.whole(0)])
    known = sql.when([(brings, column("given"))])
    order = [sql.ascending(name) for name in ("day", "matter", "rule")]
    before = sql.over(exp.Max(this=known), [column("reward"), column("applicant")], order, "before")
    columns: Columns = [*LINE, *plan.kept_names]
    columns += ["items"] if any(counts_items(rule) for rule in plan.book.rules) else []
    further = sql.above_zero(column("given") - sql.known_or(column("before"), sql.whole(0)))
    chain.add(
        "stages_before",
        "第4步：分阶段奖补以前已到的阶段",
        select([exp.Star(), named(before, "before")]).from_(inner.subquery("f"), copy=False),
    )
    columns.append(named(sql.when([(brings.copy(), further)], column("given")), "given"))
    return chain.add("stages", "第4步：本阶段新增的金额", select(columns).from_("stages_before", copy=False))


def _bounds(plan: Compiled, terms: Terms, last: str) -> exp.Select:
    cases = []
    for rule in plan.book.rules:
        if has_bounds(rule.bounds):
            counted = column("items") if counts_items(rule) else None
            value = bounded(column("given"), rule.bounds, counted, as_of(), terms)
            cases.append((rule.position, plan.words(rule), value))
    gross = sql.when([(column("given") > sql.whole(0), sql.by_rule(cases, column("given")))], column("given")) if cases else column("given")
    inner = select([*LINE, *plan.kept_names, named(gross, "gross")]).from_(last, copy=False)
    columns: Columns = [*LINE, *plan.kept_names, "gross", named(sql.above_zero(column("gross")), "amount")]
    return select(columns).from_(inner.subquery("bounded"), copy=False)
