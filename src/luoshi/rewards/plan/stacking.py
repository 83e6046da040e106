"""Steps 7 to 9: what several rewards, programmes and payers give for the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp

from luoshi.rewards.book import BetterProgramme, Elsewhere, Highest
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.chain import all_columns, left_join, named, of, same, select
from luoshi.rewards.plan.dialects import column
from luoshi.rewards.plan.scopes import Group, Keys, contending_keys, is_group, rules_of, waves
from luoshi.rewards.plan.steps import Steps, members


def keep_highest(steps: Steps) -> None:
    """Step 7: only the highest line in each scope, less what the others have been paid."""
    for wave in waves((one for one in steps.plan.book.highest if one.rules), lambda one: one.rules):
        _keep_highest(steps, wave)


def _keep_highest(steps: Steps, wave: Sequence[Highest]) -> None:
    groups = tuple(Group(n, one.rules, one.codes, one.per, "year" in one.per) for n, one in enumerate(wave))
    keys, name, words = contending_keys(groups), steps.name("highest"), "第7步：" + "；".join(one.words for one in wave)
    lines = steps.chosen(f"{name}_scopes", words, _members(groups), [], keys)
    contends = sql.all_of([sql.is_known(column(key)) for key in keys.names if key not in ("grp", "of_year")])
    partition = [*map(column, keys.names), column("applicant")]
    order = [sql.descending("amount"), *(sql.ascending(key) for key in ("rule", "day", "matter"))]
    places = [exp.Star(), named(contends, "contends"), named(sql.over(exp.RowNumber(), partition, order), "place")]
    lines = steps.chain.add(f"{name}_places", words, select(places).from_(lines, copy=False))
    left: exp.Expr = column("amount")
    if steps.looks_at_payments:
        lines = steps.chain.add(f"{name}_paid", words + "：同组已兑付", _with_paid_in_group(steps, name, words, groups, keys, lines))
        left = _left_in_group(wave)
    cases = [(exp.not_(column("contends")), column("amount")), (column("place") > sql.whole(1), sql.whole(0))]
    steps.close(f"after_{name}", words, rules=rules_of(groups), source=lines, amount=sql.when(cases, left))


def _members(groups: Sequence[Group]) -> exp.Values:
    return members([], ([sql.whole(position), sql.whole(group.id)] for group in groups for position in sorted(group.rules)))


def _with_paid_in_group(steps: Steps, name: str, words: str, groups: Sequence[Group], keys: Keys, lines: str) -> exp.Select:
    """What has been paid in the scope, and how much of that for the line itself (same reward, same matter)."""
    paid = steps.payments_of(f"{name}_payments", words + "：兑付", groups, keys)
    shared = ["applicant", *keys.names]
    in_scope = steps.chain.add(f"{name}_in_scope", words + "：范围内已兑付", _sums(paid, shared, "scope"))
    codes = steps.rewards("r", rules_of(groups))
    own_lines = select([all_columns("p"), column("rule", "r")]).from_(f"{paid} AS p", copy=False)
    own_lines.join(codes, on=same("p", "r", ["programme", "reward"]), copy=False)
    own = steps.chain.add(f"{name}_own", words + "：本项已兑付", _sums(own_lines.subquery("p"), [*shared, "matter", "rule"], "own"))
    totals = [
        named(sql.known_or(column(f"{of}_{what}", of[0]), sql.whole(0)), f"{of}_{what}")
        for of in ("scope", "own")
        for what in ("sum", "count")
    ]
    query = select([all_columns("l"), *totals]).from_(f"{lines} AS l", copy=False)
    left_join(query, f"{in_scope} AS s", same("s", "l", shared))
    return left_join(query, f"{own} AS o", same("o", "l", [*shared, "matter", "rule"]))


def _sums(source: exp.Expr | str, by: Sequence[str], name: str) -> exp.Select:
    sums = [named(sql.sum_of(column("amount")), f"{name}_sum"), named(exp.Count(this=exp.Star()), f"{name}_count")]
    return select([*by, *sums]).from_(source, copy=False).group_by(*map(column, by), copy=False)


def _left_in_group(wave: Sequence[Highest]) -> exp.Expr:
    others = column("scope_sum") - column("own_sum")
    top_up = [number for number, one in enumerate(wave) if one.top_up]
    cases: list[tuple[exp.Expr, exp.Expr]] = [(column("scope_count").eq(column("own_count")), column("amount"))]
    if top_up:
        cases.append((is_group(top_up), sql.above_zero(column("amount") - exp.paren(others))))
    return sql.when(cases, sql.whole(0))


def keep_better(steps: Steps) -> None:
    """Step 7: of the programmes that cover one matter, the one that gives more; the newer policy on a tie."""
    for better in steps.plan.book.better:
        if len(better.order) > 1:
            _keep_better(steps, better)


def _keep_better(steps: Steps, better: BetterProgramme) -> None:
    name, words = steps.name("better"), f"第7步：{better.words}"
    age = {programme: number for number, programme in enumerate(better.order)}
    rules = [rule for rule in steps.plan.book.rules if rule.programme in age and rule.pattern is not None]
    table = members([], ([sql.whole(rule.position), sql.whole(age[rule.programme])] for rule in rules))
    lines = steps.chosen(f"{name}_scopes", words + "：各政策", table, [], Keys())
    matter = [column("applicant"), column("matter")]
    given = sql.as_bigint(sql.over(exp.Sum(this=column("amount")), [*matter, column("grp")]))
    lines = steps.chain.add(f"{name}_sums", words + "：各政策合计", select([exp.Star(), named(given, "given")]).from_(lines, copy=False))
    place = sql.over(exp.Anonymous(this="DENSE_RANK"), matter, [sql.descending("given"), sql.ascending("grp")])
    so_far = sql.as_bigint(sql.over(exp.Sum(this=column("amount")), [*matter, column("grp")], [sql.ascending("rule")], "before"))
    places = [exp.Star(), named(place, "place"), named(sql.known_or(so_far, sql.whole(0)), "before")]
    lines = steps.chain.add(f"{name}_places", words + "：择优", select(places).from_(lines, copy=False))
    left: exp.Expr = column("amount")
    if steps.looks_at_payments:
        lines = steps.chain.add(f"{name}_paid", words + "：其他政策已兑付", _with_paid_by_others(steps, name, words, better, lines))
        left = sql.above_zero(column("amount") - sql.above_zero(column("paid_by_others") - column("before")))
    amount = sql.when([(column("place") > sql.whole(1), sql.whole(0))], left)
    steps.close(f"after_{name}", words, rules=(rule.position for rule in rules), source=lines, amount=amount)


def _with_paid_by_others(steps: Steps, name: str, words: str, better: BetterProgramme, lines: str) -> exp.Select:
    """All that these programmes have paid for the matter, less what the line's own has."""
    age = exp.Case(
        this=column("programme"), ifs=[exp.If(this=sql.text(programme), true=sql.whole(n)) for n, programme in enumerate(better.order)]
    )
    paid = select(["applicant", "matter", named(age, "grp"), "amount"]).from_(steps.paid(), copy=False)
    paid.where(sql.one_of(column("programme"), better.order), copy=False)
    each = steps.chain.add(
        f"{name}_by_programme", words + "：各政策已兑付", _sums(paid.subquery("p"), ["applicant", "matter", "grp"], "own")
    )
    total = select(["applicant", "matter", named(sql.sum_of(column("own_sum")), "all_sum")]).from_(each, copy=False)
    everything = steps.chain.add(
        f"{name}_by_all", words + "：已兑付合计", total.group_by(column("applicant"), column("matter"), copy=False)
    )
    zero = sql.whole(0)
    others = sql.known_or(column("all_sum", "a"), zero) - sql.known_or(column("own_sum", "o"), zero.copy())
    query = select([all_columns("l"), named(others, "paid_by_others")]).from_(f"{lines} AS l", copy=False)
    left_join(query, f"{everything} AS a", same("a", "l", ["applicant", "matter"]))
    return left_join(query, f"{each} AS o", same("o", "l", ["applicant", "matter", "grp"]))


def deduct_elsewhere(steps: Steps) -> None:
    """Step 8: the same matter paid by another payer, found by its number or its document."""
    if not steps.looks_at_payments:
        return
    for wave in waves((one for one in steps.plan.book.elsewhere if one.rules), lambda one: one.rules):
        _deduct_elsewhere(steps, wave)


def _deduct_elsewhere(steps: Steps, wave: Sequence[Elsewhere]) -> None:
    name, words = steps.name("elsewhere"), "第8步：" + "；".join(one.words for one in wave)
    groups = [Group(n, one.rules, frozenset()) for n, one in enumerate(wave)]
    of_group = {position: group.id for group in groups for position in sorted(group.rules) if steps.rule(position).pattern is not None}
    if not of_group:
        return
    table = members([], ([sql.whole(position), sql.whole(number)] for position, number in of_group.items()))
    lines = steps.chosen(f"{name}_scopes", words, table, [], Keys())
    others = steps.chain.add(f"{name}_payments", words + "：其他来源的兑付", _of_others(steps, wave))
    lines = steps.chain.add(f"{name}_paid", words + "：同一事项已由其他来源兑付", _with_paid_elsewhere(steps, name, words, others, lines))
    top_up = [number for number, one in enumerate(wave) if one.top_up]
    cases: list[tuple[exp.Expr, exp.Expr]] = [(column("paid_count").eq(sql.whole(0)), column("amount"))]
    if top_up:
        cases.append((is_group(top_up), sql.above_zero(column("amount") - column("paid_sum"))))
    steps.close(f"after_{name}", words, rules=of_group, source=lines, amount=sql.when(cases, sql.whole(0)))


def _of_others(steps: Steps, wave: Sequence[Elsewhere]) -> exp.Query:
    """The payments that are not the programme's, by one of the payers where some are named; step 7 has told of some for their matter."""
    found: list[exp.Query] = []
    for number, one in enumerate(wave):
        own_rewards = sorted({rule.reward for rule in steps.plan.book.rules if rule.programme == one.programme})
        programme, payer = column("programme"), column("payer")
        of_none: list[exp.Expr] = [programme.eq(sql.text("")), payer.neq(sql.text(""))]
        if own_rewards:
            of_none.append(exp.not_(sql.one_of(column("reward"), own_rewards)))
        of_another = sql.all_of([programme.neq(sql.text("")), programme.neq(sql.text(one.programme))])
        compared = sorted(steps.plan.book.compared_with(one.programme))
        told = named(sql.one_of(programme.copy(), compared) if compared else exp.false(), "is_told")
        query = select([named(sql.whole(number), "grp"), "applicant", "matter", "m_document", "amount", told]).from_(
            steps.paid(), copy=False
        )
        query.where(sql.any_of([of_another, sql.all_of(of_none)]), copy=False)
        if one.payers:
            query.where(sql.one_of(payer, one.payers), copy=False)
        found.append(query)
    return exp.union(*found, distinct=False, copy=False) if len(found) > 1 else found[0]


def _with_paid_elsewhere(steps: Steps, name: str, words: str, others: str, lines: str) -> exp.Select:
    """Payments of the same number, and those of the same document that name another number or none."""
    by_matter = ["grp", "applicant", "matter"]
    by_document = ["grp", "applicant", "m_document"]
    known = select([exp.Star()]).from_(others, copy=False).where(sql.is_known(column("m_document")), copy=False)
    untold = select([exp.Star()]).from_(others, copy=False).where(exp.not_(column("is_told")), copy=False)
    named_so = steps.chain.add(f"{name}_same_matter", words + "：编号相同", _sums(untold.subquery("p"), by_matter, "matter"))
    same_document = steps.chain.add(f"{name}_same_document", words + "：证书文号相同", _sums(known.subquery("p"), by_document, "document"))
    both = steps.chain.add(f"{name}_same_both", words + "：两者都相同", _sums(known.copy().subquery("p"), [*by_document, "matter"], "both"))
    query = select([all_columns("l"), *(_counted_once(what) for what in ("sum", "count"))]).from_(f"{lines} AS l", copy=False)
    left_join(query, f"{named_so} AS n", same("n", "l", by_matter))
    left_join(query, f"{same_document} AS d", same("d", "l", by_document))
    return left_join(query, f"{both} AS b", same("b", "l", [*by_document, "matter"]))


def _counted_once(what: str) -> exp.Expr:
    zero = sql.whole(0)
    by_matter, by_document, by_both = (
        sql.known_or(column(f"{name}_{what}", name[0] if name != "matter" else "n"), zero.copy()) for name in ("matter", "document", "both")
    )
    return named(by_matter + by_document - by_both, f"paid_{what}")


def deduct_paid(steps: Steps) -> None:
    """Step 9: less what this reward has paid for this matter."""
    if not steps.looks_at_payments or not steps.plan.book.rules:
        return
    rules, words, shared = steps.plan.book.rules, "第9步：本项已兑付", ["applicant", "matter", "rule"]
    codes = steps.rewards("r", frozenset(rule.position for rule in rules))
    own = select(["applicant", "matter", column("rule", "r"), "amount"]).from_(f"{steps.paid()} AS p", copy=False)
    own.join(codes, on=same("p", "r", ["programme", "reward"]), copy=False)
    on = [same("p", "l", shared)]
    if each_year := [sql.whole(rule.position) for rule in rules if rule.is_paid_each_year]:
        own.select(_year_where(column("year", "p"), column("rule", "r"), each_year), copy=False)
        on.append(column("of_year", "p").eq(_year_where(sql.year_of(column("day", "l")), column("rule", "l"), each_year).this))
        shared = [*shared, "of_year"]
    paid = steps.chain.add("paid_before", words, _sums(own.subquery("p"), shared, "paid"))
    left = sql.above_zero(column("amount", "l") - sql.known_or(column("paid_sum", "p"), sql.whole(0)))
    query = select([*of("l", steps.columns[:-1]), named(left, "amount")]).from_(f"{steps.last} AS l", copy=False)
    steps.last = steps.chain.add("after_paid", words, left_join(query, f"{paid} AS p", sql.all_of(on)), is_kept=True)


def _year_where(year: exp.Expr, rule: exp.Expr, each_year: Sequence[exp.Expr]) -> exp.Expr:
    """Return the year for rules that pay each year anew, else none that tells apart."""
    return named(sql.when([(exp.In(this=rule, expressions=[number.copy() for number in each_year]), year)], sql.whole(0)), "of_year")
