"""The rules of fair-competition review, loaded from data: what each flags, what acquits, on which ground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from luoshi.lint.nodes import Ground
from luoshi.source import Severity

RULES = ("packs", "rules", "fair-competition.yaml")


class Scope(StrEnum):
    """Which sentences a rule looks at."""

    GRANTING = "granting"  # those that give money or preference
    REWARDING = "rewarding"  # all of a document that grants rewards
    ANY = "any"


@dataclass(frozen=True, slots=True)
class CompetitionRule:
    """One rule.

    Attributes:
        id: Stable, such as `relocation`.
        matter: What it flags, in Chinese.
        severity: That of a document in whose time a ground binds.
        scope: Which sentences it looks at.
        flags: What is flagged, in one sentence.
        acquits: What takes a flag back where it meets the flagged words, or None.
        grounds: In order of weight; the first binds earliest.
        hint: What to do, with a right example.
        bad: Sentences that are flagged.
        good: Sentences that look alike and are not.
    """

    id: str
    matter: str
    severity: Severity
    scope: Scope
    flags: re.Pattern[str]
    acquits: re.Pattern[str] | None
    grounds: tuple[Ground, ...]
    hint: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


@cache
def competition_rules() -> tuple[CompetitionRule, ...]:
    """Load the rules in the order of the file; a mistake in it is a mistake of the program."""
    words = files("luoshi").joinpath(*RULES).read_text("utf-8")
    data = yaml.load(words, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple(_rule(entry, data["acts"]) for entry in data["rules"])


def _rule(entry: Mapping[str, Any], acts: Mapping[str, Mapping[str, Any]]) -> CompetitionRule:
    return CompetitionRule(
        id=entry["id"],
        matter=entry["matter"],
        severity=Severity(entry["severity"]),
        scope=Scope(entry["scope"]),
        flags=_any_of(entry["flags"]),
        acquits=_any_of(entry["acquits"]) if entry["acquits"] else None,
        grounds=tuple(_ground(ground, acts) for ground in entry["grounds"]),
        hint=entry["hint"],
        bad=tuple(entry["bad"]),
        good=tuple(entry["good"]),
    )


def _ground(entry: Mapping[str, Any], acts: Mapping[str, Mapping[str, Any]]) -> Ground:
    act = acts[entry["act"]]
    in_force_on = act["in_force_on"]
    assert isinstance(in_force_on, date)
    return Ground(act["name"], act["issued_as"], entry["article"], in_force_on)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
