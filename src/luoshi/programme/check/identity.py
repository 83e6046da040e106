"""Every row has a name of its own, and every name that is used belongs to a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.facts.vocabulary import FIELDS
from luoshi.programme.check.nodes import Found, error, is_open, nearest, rows_of, warning
from luoshi.programme.nodes import Programme
from luoshi.programme.show.rules import day_words
from luoshi.programme.support import Elsewhere, Highest
from luoshi.programme.yaml_tree import Path

# In lists of rewards: all of them.
ALL = "all"
# Columns that the tables of facts have besides the facts.
RESERVED = {"row", "state", "valid_from", "valid_to"}


def check_identity(programme: Programme) -> Found:
    """Look for names given twice, and for names of nothing."""
    yield from _codes(programme)
    yield from _ids_given_twice(programme)
    yield from _names_given_twice("units", [unit.name for unit in programme.units], "单位")
    yield from _names_given_twice("facts", [fact.name.lower() for fact in programme.facts], "自定事实")
    yield from _facts_of_the_vocabulary(programme)
    yield from _unknown_rewards(programme)
    yield from _clauses(programme)


def _codes(programme: Programme) -> Found:
    if not programme.programme:
        yield warning(
            "programme.no-code",
            (),
            "没有写 programme（政策代码），兑付记录对不上是按哪个政策付的",
            "写一个简短的代码，如 programme: qinghe",
        )


def _ids_given_twice(programme: Programme) -> Found:
    seen: set[str] = set()
    for path, row in rows_of(programme):
        if row.id in seen:
            yield error("programme.duplicate-id", (*path, "id"), f"编号“{row.id}”用了两次", "给其中一条换一个编号；各版本沿用同一编号")
        seen.add(row.id)


def _names_given_twice(section: str, names: Sequence[str], what: str) -> Found:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield error("programme.duplicate-name", (section, index, "name"), f"{what}“{name}”写了两次", "删去一个，别称写在 aliases")
        seen.add(name)


def _facts_of_the_vocabulary(programme: Programme) -> Found:
    """Names become columns, which engines do not tell apart by capitals."""
    known = {field.name: field.label for fields in FIELDS.values() for field in fields}
    for index, fact in enumerate(programme.facts):
        name, path = fact.name.strip().lower(), ("facts", index, "name")
        if name in known:
            message = f"自定事实“{fact.name}”与通用事实“{known[name]}”同名"
            yield error("programme.fact-taken", path, message, "就用通用事实的，删去这一条；意思不同的换一个名")
        elif not name or name in RESERVED:
            message = f"自定事实“{fact.name}”是程序留用的名" if name else "自定事实没有名"
            yield error("programme.fact-taken", path, message, "换一个名，如 green_factory")


def _unknown_rewards(programme: Programme) -> Found:
    known = {row.id for row in programme.rewards}
    for path, name in rewards_named(programme):
        if name not in known:
            where = "奖补里没有“" + name + "”这个编号"
            hint = "；".join(
                filter(None, ("这条奖补已删去的，从这里也删去", nearest(name, known) or "写 rewards 里已有的编号，全部奖补写 all"))
            )
            yield error("programme.unknown-reward", path, where, hint)
    decided: set[tuple[str, object]] = set()
    for index, decision in enumerate(programme.decisions):
        yield from _decision(programme, index, (decision.reward, decision.from_) in decided)
        decided.add((decision.reward, decision.from_))


def rewards_named(programme: Programme) -> Iterator[tuple[Path, str]]:
    """Yield the ids by which other rows name rewards, with their paths; `all` aside."""
    lists: list[tuple[Path, Sequence[str]]] = []
    for section in ("caps", "quotas", "overrides"):
        lists += [((section, index, "rewards"), row.rewards) for index, row in enumerate(getattr(programme, section))]
    for index, row in enumerate(programme.stacking):
        if isinstance(row.run, Highest | Elsewhere):
            lists.append((("stacking", index, "run", "rewards"), row.run.rewards))
    for path, names in lists:
        yield from (((*path, at), name) for at, name in enumerate(names) if name != ALL)
    yield from ((("decisions", index, "reward"), decision.reward) for index, decision in enumerate(programme.decisions))


def _decision(programme: Programme, index: int, is_repeated: bool) -> Found:
    decision = programme.decisions[index]
    if is_repeated:
        message = f"“{decision.reward}”在{day_words(decision.from_)}定了两次比例"
        yield error("programme.decision-twice", ("decisions", index), message, "只留现行的一条")
    row = next((row for row in programme.rewards if row.id == decision.reward), None)
    overriding = [one.formula for one in programme.overrides if {decision.reward, ALL} & set(one.rewards)]
    if row is not None and not any(map(is_open, [row.formula, *overriding])):
        message = f"“{decision.reward}”的比例原文已有，不待决定"
        yield warning("programme.decision-unneeded", ("decisions", index), message, "该奖补的 rate 写 by_decision，或者删去这条决定")


def _clauses(programme: Programme) -> Found:
    for path, row in rows_of(programme):
        if not row.clause.strip():
            yield warning("programme.no-clause", path, f"“{row.id}”没有写条款，查不到出处", "写印发件上的条款号，如 二/(三)/8")
