"""Two versions in the terminal: counts, the clauses that differ with the words marked, the commitments that differ in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.cli.paint import Ink, Paint
from luoshi.cli.table import Column, table_lines
from luoshi.cli.width import wrap
from luoshi.commitments.nodes import Kind
from luoshi.commitments.passages import passage_of
from luoshi.commitments.show import clause_words, figure, gist, headline
from luoshi.comparison.nodes import Change, ClauseChange, CommitmentChange, Comparison, Edit
from luoshi.papers.particulars import title_of
from luoshi.policy.nodes import Clause, ClauseKind
from luoshi.text import Text

INDENT = 6
AROUND = 14
LONGEST = 90
INKS = {
    Change.ADDED: Ink.GOOD,
    Change.DROPPED: Ink.ERROR,
    Change.MOVED: Ink.NOTE,
    Change.RENUMBERED: Ink.FAINT,
    Change.REWORDED: Ink.WARNING,
    Change.CHANGED: Ink.WARNING,
}
CLAUSE_ORDER = (Change.REWORDED, Change.ADDED, Change.DROPPED, Change.MOVED, Change.RENUMBERED)
COMMITMENT_ORDER = (Change.CHANGED, Change.ADDED, Change.DROPPED)
LEGEND = "标记：[-删去的-]{+新增的+}"
FRAMES = {ClauseKind.FRONT: "文头", ClauseKind.SIGNATURE: "落款", ClauseKind.PREAMBLE: "文首"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words in one colour."""

    words: str
    ink: Ink | None = None


def comparison_lines(comparison: Comparison, *, columns_wide: int, paint: Paint, full: bool = False) -> Iterator[str]:
    """Yield the whole comparison; long changes are cut to a few words unless `full`."""
    yield from _head(comparison, columns_wide, paint)
    if comparison.is_same:
        yield "两个版本没有不同。"
        return
    yield from wrap(_clause_counts(comparison), columns_wide)
    if any(change.edits for change in comparison.clauses):
        yield paint(LEGEND, Ink.FAINT)
    for change in comparison.clauses:
        if set(change.changes) - {Change.RENUMBERED}:
            yield ""
            yield from _clause_lines(comparison, change, columns_wide, paint, full)
    yield from _renumbered(comparison, columns_wide, paint)
    yield ""
    yield from _commitment_lines(comparison.commitments, columns_wide, paint)


def _head(comparison: Comparison, columns_wide: int, paint: Paint) -> Iterator[str]:
    yield from (paint(line, Ink.STRONG) for line in wrap(title_of(comparison.new.policy), columns_wide))
    for label, reading in (("旧版", comparison.old), ("新版", comparison.new)):
        yield f"  {paint(label, Ink.FAINT)}  {reading.policy.text.source.name}"
    yield ""


def _clause_counts(comparison: Comparison) -> str:
    counts = Counter(kind for change in comparison.clauses for kind in change.changes)
    same = sum(1 for change in comparison.clauses if not change.changes)
    parts = [f"{kind.label}{counts[kind]}条" for kind in CLAUSE_ORDER if counts[kind]]
    return f"条款：{'，'.join(parts) or '没有不同'}；{same}条未变。"


def _clause_lines(comparison: Comparison, change: ClauseChange, columns_wide: int, paint: Paint, full: bool) -> Iterator[str]:
    shown = [kind for kind in CLAUSE_ORDER if kind in change.changes and kind is not Change.RENUMBERED]
    label = paint("、".join(kind.label for kind in shown), INKS[shown[0]])
    first, *rest = wrap(_where(change), columns_wide - INDENT)
    yield f"{label}  {first}"
    yield from (" " * INDENT + line for line in rest)
    for line in painted_lines(_words(comparison, change, full), columns_wide - INDENT, paint):
        yield " " * INDENT + line


def _where(change: ClauseChange) -> str:
    """Name a clause: 二（三）8 扶优做强, 二（二）5 → 三（一）1 …."""
    there = [clause for clause in (change.old, change.new) if clause is not None]
    return f"{' → '.join(dict.fromkeys(map(_name, there)))}　{there[-1].heading[:LONGEST]}".rstrip("　")


def _name(clause: Clause) -> str:
    return FRAMES.get(clause.kind) or clause_words(clause.path)


def _words(comparison: Comparison, change: ClauseChange, full: bool) -> list[Piece]:
    """Return what to show of a change: the edits with the words around them, or all that was added or dropped."""
    if change.old is not None and change.new is not None:
        return list(_edit_pieces(change.edits, full))
    clause, reading = (change.old, comparison.old) if change.new is None else (change.new, comparison.new)
    assert clause is not None
    ink = Ink.ERROR if change.new is None else Ink.GOOD
    return [Piece(_kept(_own_words(reading.policy.text, clause), full), ink)]


def _own_words(text: Text, clause: Clause) -> str:
    passage = passage_of(text.chars, clause)
    behind = passage.text[passage.heading_end :].lstrip("。 \n")
    return behind.replace("\n", " ")


def _edit_pieces(edits: Sequence[Edit], full: bool) -> Iterator[Piece]:
    for at, edit in enumerate(edits):
        if edit.is_change:
            if edit.old:
                yield Piece(f"[-{_kept(edit.old, full)}-]", Ink.ERROR)
            if edit.new:
                yield Piece(f"{{+{_kept(edit.new, full)}+}}", Ink.GOOD)
        else:
            yield Piece(_context(edit.new, is_first=at == 0, is_last=at == len(edits) - 1, full=full))


def _context(words: str, *, is_first: bool, is_last: bool, full: bool) -> str:
    """Cut unchanged words to those next to a change."""
    words = words.replace("\n", " ")
    if full or len(words) <= 2 * AROUND:
        return words
    if is_first:
        return "…" + words[-AROUND:]
    return words[:AROUND] + "…" + ("" if is_last else words[-AROUND:])


def _kept(words: str, full: bool) -> str:
    words = words.replace("\n", " ").strip()
    return words if full or len(words) <= LONGEST else words[:LONGEST] + "…"


def painted_lines(pieces: Sequence[Piece], columns: int, paint: Paint) -> Iterator[str]:
    """Wrap coloured words; blanks that wrapping drops are the only characters that differ."""
    inks = [piece.ink for piece in pieces for _ in piece.words]
    words = "".join(piece.words for piece in pieces)
    at = 0
    for line in wrap(words, columns) if words else ():
        runs: list[Piece] = []
        for char in line:
            while words[at] != char:
                at += 1
            if runs and runs[-1].ink is inks[at]:
                runs[-1] = Piece(runs[-1].words + char, inks[at])
            else:
                runs.append(Piece(char, inks[at]))
            at += 1
        yield "".join(paint(run.words, run.ink) for run in runs)


def _renumbered(comparison: Comparison, columns_wide: int, paint: Paint) -> Iterator[str]:
    """Yield one paragraph for all that has only another number: 二（二）5→二（二）6."""
    pairs = [(c.old, c.new) for c in comparison.clauses if Change.RENUMBERED in c.changes]
    words = "，".join(f"{_name(old)}→{_name(new)}" for old, new in pairs if old is not None and new is not None)
    if words:
        yield ""
        for number, line in enumerate(wrap(words, columns_wide - INDENT)):
            yield ("      " if number else paint(Change.RENUMBERED.label, Ink.NOTE) + "  ") + line


def _commitment_lines(changes: Sequence[CommitmentChange], columns_wide: int, paint: Paint) -> Iterator[str]:
    counts = Counter(change.change for change in changes)
    parts = [f"{kind.label}{counts[kind]}条" for kind in COMMITMENT_ORDER if counts[kind]]
    yield f"承诺：{'，'.join(parts) or '没有不同'}。"
    for kind in Kind:
        found = [change for change in changes if change.either.kind is kind]
        if found:
            yield ""
            yield f"{paint(kind.label, Ink.STRONG)} {len(found)}条"
            columns = (Column("变化", 4), Column("条款", 10, ink=Ink.FAINT), Column("事项", 16), Column("内容", 24))
            yield from table_lines(columns, [_row(change) for change in found], columns_wide=columns_wide, paint=paint)


def _row(change: CommitmentChange) -> tuple[str, str, str, str]:
    paths = dict.fromkeys(clause_words(c.clause) for c in (change.old, change.new) if c is not None)
    if change.fields:
        what = "；".join(f"{field.name}：{field.old} → {field.new}" for field in change.fields)
    else:
        what = "　".join(part for part in (figure(change.either), gist(change.either)) if part)
    return change.change.label, " → ".join(paths), headline(change.either), what or "—"
