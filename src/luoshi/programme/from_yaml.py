"""A programme file into a Programme, or into faults that say what is wrong, in which row, at which line, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from luoshi.programme.nodes import FORMAT, Programme
from luoshi.programme.shape_faults import shape_faults
from luoshi.programme.yaml_tree import FileFault, Path, Tree, read_tree, text_of

__all__ = ["FileFault", "ProgrammeFile", "ProgrammeRefused", "programme_file", "programme_from_yaml"]

SHAPE = "programme.shape"
# A file that is wrong throughout is not explained better by more sentences.
MOST_FAULTS = 1000
EMPTY = f"文件里没有方案内容，应以 format: {FORMAT} 开头"


class ProgrammeRefused(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """No programme can be had from the file; `faults` says all that is wrong with it, in the order of the file."""

    def __init__(self, faults: Sequence[FileFault]) -> None:
        super().__init__("；".join(fault.message for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """A programme with the lines of its file; `line_of` takes a path of the file's own keys: `("rewards", 3, "if")`."""

    programme: Programme
    tree: Tree = field(repr=False)

    def line_of(self, path: Path) -> int | None:
        """Return the line where a path stands, or the nearest key above it; from 1."""
        return self.tree.line_of(path)


def programme_from_yaml(text: str | bytes) -> Programme:
    """Return the programme that `text` holds.

    Raises:
        ProgrammeRefused: It is no YAML, or has keys or values that a programme cannot have; every fault with its line.
    """
    return programme_file(text).programme


def programme_file(text: str | bytes) -> ProgrammeFile:
    """Return the programme that `text` holds, with its lines; bytes have to be UTF-8.

    Raises:
        ProgrammeRefused: As for `programme_from_yaml`.
    """
    decoded = text_of(text) if isinstance(text, bytes) else text
    if isinstance(decoded, FileFault):
        raise ProgrammeRefused([decoded])
    tree = read_tree(decoded)
    if not tree.faults and not isinstance(tree.data, dict):
        tree.faults.append(FileFault(EMPTY, line=1))
    if tree.faults:
        raise ProgrammeRefused(tree.faults)
    return ProgrammeFile(_validated(tree), tree)


def _validated(tree: Tree) -> Programme:
    if tree.data.get("format") != FORMAT:
        raise ProgrammeRefused([_wrong_format(tree)])
    try:
        return Programme.model_validate(tree.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        faults = [
            FileFault(found.message, "/".join(map(str, found.path)), row_of(tree.data, found.path), tree.line_of(found.path), SHAPE)
            for found in shape_faults(errors[:MOST_FAULTS])
        ]
        faults.sort(key=lambda fault: fault.line or 0)
        if len(errors) > MOST_FAULTS:
            faults.append(FileFault(f"另有{len(errors) - MOST_FAULTS}处，改好这些再查", code=SHAPE))
        raise ProgrammeRefused(faults) from None


def _wrong_format(tree: Tree) -> FileFault:
    written = tree.data.get("format")
    if written is None:
        return FileFault(f"不是方案文件：开头没有 format: {FORMAT}", "format", line=1, code=SHAPE)
    return FileFault(f"格式“{str(written)[:40]}”不认识，应为 {FORMAT}", "format", line=tree.line_of(("format",)), code=SHAPE)


def row_of(data: Any, path: Path) -> str:
    """Return the `id` (of a unit or a fact the name) of the row of a section in which a path lies, or nothing."""
    if len(path) < 2 or not isinstance(path[1], int):
        return ""
    rows = data.get(path[0])
    row = rows[path[1]] if isinstance(rows, list) and path[1] < len(rows) else None
    name = row.get("id", row.get("name", "")) if isinstance(row, dict) else ""
    return str(name) if isinstance(name, str | int) else ""
