"""The units: those that duties name are listed, and who belongs to whom makes a tree."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.programme.check.nodes import Found, error, listed, nearest, warning
from luoshi.programme.nodes import Programme


def check_units(programme: Programme) -> Found:
    """Look for units that duties name and nobody lists, and for parents that are not there or their own descendants."""
    yield from _parents(programme)
    yield from _aliases(programme)
    yield from _named_and_not_listed(programme)


def names_of_units(programme: Programme) -> dict[str, str]:
    """Return the name of the unit for every name and alias by which it is called."""
    names = {alias: unit.name for unit in programme.units for alias in unit.aliases}
    return names | {unit.name: unit.name for unit in programme.units}


def _parents(programme: Programme) -> Found:
    parents = {unit.name: unit.parent for unit in programme.units}
    circular = _circular(parents)
    for index, unit in enumerate(programme.units):
        if unit.parent is not None and unit.parent not in parents:
            message = f"“{unit.name}”的上级单位“{unit.parent}”不在 units 里"
            yield error("programme.unknown-parent", ("units", index, "parent"), message, nearest(unit.parent, parents) or "先列出这个单位")
        if unit.name in circular:
            message = f"“{unit.name}”的上级单位一层层数上去又是它自己"
            yield error("programme.unit-cycle", ("units", index, "parent"), message, "改正其中一个 parent")
        for at, member in enumerate(unit.members):
            if member not in parents:
                message = f"“{unit.name}”的成员“{member}”不在 units 里"
                yield warning("programme.unknown-unit", ("units", index, "members", at), message, nearest(member, parents))


def _circular(parents: dict[str, str | None]) -> set[str]:
    """Return the units that are above themselves."""
    circular: set[str] = set()
    done: set[str] = set()
    for name in parents:
        way: list[str] = []
        at: str | None = name
        while at is not None and at not in done:
            done.add(at)
            way.append(at)
            at = parents.get(at)
        if at in way:
            circular.update(way[way.index(at) :])
    return circular


def _aliases(programme: Programme) -> Found:
    owners: dict[str, str] = {unit.name: unit.name for unit in programme.units}
    for index, unit in enumerate(programme.units):
        for at, alias in enumerate(unit.aliases):
            if owners.setdefault(alias, unit.name) != unit.name:
                message = f"“{alias}”既是“{unit.name}”的别称，又是“{owners[alias]}”的名称或别称"
                yield error("programme.alias-taken", ("units", index, "aliases", at), message, "一个称呼只归一个单位")


def _named_and_not_listed(programme: Programme) -> Found:
    known = names_of_units(programme)
    missing: dict[str, tuple[tuple[str | int, ...], list[str]]] = {}
    for path, name, duty in _named(programme):
        if name not in known:
            missing.setdefault(name, (path, []))[1].append(duty)
    for name, (path, duties) in missing.items():
        message = f"责任里的单位“{name}”不在 units 里（{listed(duties, 2)}）"
        yield warning("programme.unknown-unit", path, message, nearest(name, known) or "在 units 里列出，或者写作某个单位的别称")


def _named(programme: Programme) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    for index, duty in enumerate(programme.duties):
        for key in ("lead", "support"):
            for at, name in enumerate(getattr(duty, key)):
                yield ("duties", index, key, at), name, duty.id
