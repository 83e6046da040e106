"""Spoil a document the way scanners, editors, mailers and hands do: lines lost, doubled and shuffled, bytes cut and flipped."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tools.forms import FORMS, Lines

# Marks that steer the reading: a grammar that leans on one of them should not fall over when it stands where it does not belong.
STRAY = (
    "（一）",
    "一、",
    "第一条",
    "牵头单位：",
    "责任单位：",
    "分别",
    "%",
    "万元",
    "2025年",
    "、、、",
    "。。",
    "（",
    "”",
    "\t",
    "\u3000",
    "\ue37a",
    "?jié)",
    "|",
)


def drop_lines(lines: Lines, draw: Random) -> Lines:
    """Lose about one line in five."""
    return [line for line in lines if draw.random() > 0.2]


def double_lines(lines: Lines, draw: Random) -> Lines:
    """Print a stretch of lines twice."""
    start, end = sorted((draw.randrange(len(lines) + 1), draw.randrange(len(lines) + 1)))
    return lines[:end] + lines[start:]


def shuffle_lines(lines: Lines, draw: Random) -> Lines:
    """Put all lines in another order."""
    return draw.sample(lines, len(lines))


def break_lines(lines: Lines, draw: Random) -> Lines:
    """Break lines in the middle of a word, as a PDF does."""
    width = draw.randrange(2, 50)
    return [line[at : at + width] for line in lines for at in range(0, max(len(line), 1), width)]


def join_lines(lines: Lines, draw: Random) -> Lines:
    """Run lines together, a few or all of them."""
    step = draw.choice((2, 3, len(lines) + 1))
    return ["".join(lines[at : at + step]) for at in range(0, len(lines), step)]


def cut_characters(lines: Lines, draw: Random) -> Lines:
    """Cut pieces out of lines."""
    return [line[:at] + line[at + draw.randrange(1, 6) :] for line in lines for at in (draw.randrange(len(line) + 1),)]


def stray_marks(lines: Lines, draw: Random) -> Lines:
    """Put marks that steer the reading where they do not belong."""
    return [line[:at] + draw.choice(STRAY) + line[at:] for line in lines for at in (draw.randrange(len(line) + 1),)]


def repeat_character(lines: Lines, draw: Random) -> Lines:
    """Let one key stick: a thousand of one mark in the middle of a line."""
    at = draw.randrange(len(lines))
    half = len(lines[at]) // 2
    return [*lines[:at], lines[at][:half] + draw.choice(STRAY) * 1000 + lines[at][half:], *lines[at + 1 :]]


LINE_MANGLES: tuple[Callable[[Lines, Random], Lines], ...] = (
    drop_lines,
    double_lines,
    shuffle_lines,
    break_lines,
    join_lines,
    cut_characters,
    stray_marks,
    repeat_character,
)


def cut_bytes(data: bytes, draw: Random) -> bytes:
    """Cut a piece out of the bytes; characters break with it."""
    at = draw.randrange(len(data) + 1)
    return data[:at] + data[at + draw.randrange(1, 200) :]


def truncate(data: bytes, draw: Random) -> bytes:
    """End the file too early."""
    return data[: draw.randrange(len(data) + 1)]


def flip_bytes(data: bytes, draw: Random) -> bytes:
    """Change a few bytes."""
    spoilt = bytearray(data)
    for _ in range(min(len(spoilt), draw.randrange(1, 12))):
        spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
    return bytes(spoilt)


def double_bytes(data: bytes, draw: Random) -> bytes:
    """Write a piece of the bytes twice."""
    start, end = sorted((draw.randrange(len(data) + 1), draw.randrange(len(data) + 1)))
    return data[:end] + data[start:]


BYTE_MANGLES: tuple[Callable[[bytes, Random], bytes], ...] = (cut_bytes, truncate, flip_bytes, double_bytes)


def mangle(lines: Lines, name: str, draw: Random) -> bytes:
    """Spoil lines with one to four mangles, print them in the form that `name` stands for, and in half of the cases spoil the bytes too."""
    for spoil in draw.choices(LINE_MANGLES, k=draw.randrange(1, 5)):
        lines = spoil(lines, draw) or [""]
    data = FORMS[name](lines)
    if draw.random() < 0.5:
        data = draw.choice(BYTE_MANGLES)(data, draw)
    return data
