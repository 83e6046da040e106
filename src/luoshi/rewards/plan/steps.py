"""What the steps after the formulas share: lines with their group and scope, and payments with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from luoshi.rewards.book import Rule
from luoshi.rewards.plan import dialects as sql
from luoshi.rewards.plan.candidates import as_of
from luoshi.rewards.plan.chain import Chain, Columns, all_columns, left_join, named, of, relation, rows, same, select
from luoshi.rewards.plan.dialects import column, fact_column
from luoshi.rewards.plan.lines import LINE, Compiled
from luoshi.rewards.plan.scopes import Group, Keys, code_rows, with_blank

PAID = "paid"


@dataclass(slots=True)
class Steps:
    """The query so far, and the part that holds the lines as the last step has left them."""

    chain: Chain
    plan: Compiled
    last: str
    marks: list[str] = field(default_factory=list)
    _names: dict[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """The columns of a relation of lines."""
        return [*LINE, *self.plan.kept_names, *self.marks, "gross", "amount"]

    def mark(self, name: str) -> None:
        """Carry what is left of each line here to the end, as a column of that name."""
        marked = select([*self.columns[:-2], named(column("amount"), name), "gross", "amount"])
        self.last = self.chain.add(name, "审计：到这一步剩下的金额", marked.from_(self.last, copy=False))
        self.marks.append(name)

    @property
    def looks_at_payments(self) -> bool:
        """Whether there are payments at all."""
        return self.plan.sources.payments is not None

    def rule(self, position: int) -> Rule:
        """Return the rule at a position."""
        return self.plan.book.rules[position]

    def name(self, stem: str) -> str:
        """Return a name for the parts of the next step of a kind: `caps`, then `caps_2`."""
        self._names[stem] = self._names.get(stem, 0) + 1
        return stem if self._names[stem] == 1 else f"{stem}_{self._names[stem]}"

    def chosen(self, name: str, words: str, members: exp.Values, extra: Sequence[str], keys: Keys) -> str:
        """Add the lines that a step works on: of the rules of its groups, with something left; with their group and scope.

        Args:
            members: A small table `g` of rule, grp and the extra columns.
        """
        year = named(sql.year_of(column("day", "l")), "year")
        inner = select([*of("l", self.columns), year, *of("g", ["grp", *extra])]).from_(f"{self.last} AS l", copy=False)
        inner.join(members, on=column("rule", "g").eq(column("rule", "l")), copy=False)
        inner.where(column("amount", "l") > sql.whole(0), copy=False)
        if not keys.columns:
            return self.chain.add(name, words, inner)
        return self.chain.add(name, words, select([exp.Star(), *keys.selected()]).from_(inner.subquery("l"), copy=False))

    def close(self, name: str, words: str, *, rules: Iterable[int], source: str, amount: exp.Expr) -> None:
        """Add the lines as a step leaves them: those that it has not looked at, and those of `source` with another amount."""
        others = exp.not_(exp.In(this=column("rule"), expressions=[sql.whole(position) for position in sorted(set(rules))]))
        untouched = select(self.columns).from_(self.last, copy=False)
        untouched.where(sql.any_of([column("amount").eq(sql.whole(0)), others]), copy=False)
        columns: Columns = [*self.columns[:-1], named(amount, "amount")]
        worked = select(columns).from_(source, copy=False)
        self.last = self.chain.add(name, words, exp.union(untouched, worked, distinct=False, copy=False), is_kept=True)

    def payments_of(self, name: str, words: str, groups: Iterable[Group], keys: Keys) -> str:
        """Add the payments under the rewards of each group, with their scope."""
        codes = code_rows(groups, "g")
        inner = select([column("grp", "g"), all_columns("p")]).from_(f"{self.paid()} AS p", copy=False)
        inner.join(codes, on=same("p", "g", ["programme", "reward"]), copy=False)
        return self.chain.add(name, words, select([exp.Star(), *keys.selected()]).from_(inner.subquery("p"), copy=False))

    def rewards(self, alias: str, positions: frozenset[int]) -> exp.Expr:
        """Return a small table of what payments name for each rule."""
        codes = sorted((position, *name) for position in positions for name in with_blank([self.rule(position).code]))
        values = ([sql.whole(position), sql.text(programme), sql.text(reward)] for position, programme, reward in codes)
        return rows(alias, ["rule", "programme", "reward"], values)

    def paid(self) -> str:
        """Add the payments up to the settlement, once; scope facts that they leave out are those of their matter."""
        if not any(part.alias == PAID for part in self.chain.parts):
            self.chain.add(PAID, "截至结算日的兑付", self._payments(), is_kept=True)
        return PAID

    def _payments(self) -> exp.Select:
        sources = self.plan.sources
        assert sources.payments is not None
        texts = [named(sql.known_or(fact_column(name, "p"), sql.text("")), name) for name in ("matter", "payer", "programme", "reward")]
        year = named(sql.as_bigint(fact_column("year", "p")), "year")
        scopes = [named(self._scope_of_payment(name), f"m_{name}") for name in self.scope_names]
        query = select([column("applicant", "p"), *texts, year, column("amount", "p"), *scopes]).from_(
            relation(sources.payments, "p"), copy=False
        )
        if sources.matters is not None:
            left_join(
                query, relation(sources.matters, "m"), exp.and_(*[column(key, "m").eq(column(key, "p")) for key in ("applicant", "matter")])
            )
        return query.where(fact_column("on", "p") <= as_of(), copy=False)

    @property
    def scope_names(self) -> list[str]:
        """The facts of matters that scopes go by."""
        return [fact.name for fact in self.plan.scopes]

    def _scope_of_payment(self, name: str) -> exp.Expr:
        own = fact_column(name, "p")
        return own if self.plan.sources.matters is None else sql.known_or(own, fact_column(name, "m"))


def members(alias_columns: Sequence[str], values: Iterable[Sequence[exp.Expr]]) -> exp.Values:
    """Return the small table `g` of the rules of a pass."""
    table = rows("g", ["rule", "grp", *alias_columns], values)
    assert isinstance(table, exp.Values)
    return table
