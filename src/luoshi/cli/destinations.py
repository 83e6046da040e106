"""Where results go: a file, standard output, or a folder in which each result is named after its original."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from luoshi.cli.inputs import DASH

if TYPE_CHECKING:
    from luoshi.policy import Policy


@dataclass(frozen=True, slots=True)
class Destination:
    """What the user wrote behind an option; a name that ends with a slash means a folder, whether it is there or not."""

    path: Path
    is_folder: bool = False

    @property
    def is_stdout(self) -> bool:
        """Say whether it is the dash."""
        return str(self.path) == DASH


# Enough to tell documents apart; comparing all of them would take the square of a long document's length.
QUOTATIONS_COMPARED = 100
# Unlike their namesakes of Path these answer False, and raise nothing, where a folder above may not be entered.
_is_folder, _is_file, _is_there = os.path.isdir, os.path.isfile, os.path.exists


class DestinationName(click.ParamType[Destination]):
    """A path to write to; unlike click's own it keeps the slash at the end and leaves rights to the moment of writing."""

    name = "路径"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Destination:
        """Return the destination; refuse a name that no file can have."""
        if isinstance(value, Destination):
            return value
        if not value:
            self.fail("路径是空的。", param, ctx)
        if not _leads_somewhere(value):
            self.fail(f"“{value}”是绕回自己的链接，写不进去。请换一个文件名。", param, ctx)
        return Destination(Path(value), _is_folder(value) or value.endswith(("/", os.sep)))


def _leads_somewhere(name: str) -> bool:
    """Say whether a path is no link that leads to itself, of which Python makes a RuntimeError; all else is told when it is written."""
    try:
        Path(name).resolve()
    except RuntimeError:
        return False
    except (OSError, ValueError):
        return True
    return True


def targets(out: Destination, stems: Sequence[str], suffix: str, *, option: str) -> list[Path]:
    """Say where the result of each input goes: into the folder as `<stem><suffix>`, or to the one file.

    Raises:
        click.UsageError: Several results for one file.
    """
    if len(stems) == 1 and not out.is_folder:
        return [out.path]
    if not out.is_folder and (_is_file(out.path) or out.path.suffix == suffix):
        raise click.UsageError(f"有{len(stems)}个文件要读，{option} 后面请写一个文件夹，不能写“{out.path.name}”。")
    return [out.path / f"{stem}{suffix}" for stem in _told_apart(stems)]


def one_file(out: Destination, *, option: str) -> Path:
    """Return the file that takes a result which is one for all inputs.

    Raises:
        click.UsageError: A folder was named.
    """
    if out.is_folder:
        raise click.UsageError(f"{option} 后面请写一个文件名，不能写文件夹“{out.path}”。")
    return out.path


def _told_apart(stems: Iterable[str]) -> list[str]:
    """Number the second and later inputs of one name: 方案.docx and 方案.pdf give 方案 and 方案-2."""
    used: set[str] = set()
    apart = []
    for stem in stems:
        name, number = stem, 1
        while name in used:
            number += 1
            name = f"{stem}-{number}"
        used.add(name)
        apart.append(name)
    return apart


def free_path(path: Path, policy: Policy, taken: Container[Path]) -> Path:
    """Return the path, or with a number where another document's result has it; a second run on the same document keeps its name.

    `taken` are the originals and what this run wrote, links resolved. For names that we choose: what the user writes out is overwritten.
    """
    numbered = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
    while path.resolve() in taken or (_is_there(path) and not _was_made_from(path, policy)):
        path = next(numbered)
    return path


def _was_made_from(path: Path, policy: Policy) -> bool:
    """Tell by title and file name, or in JSON lines by quotations, whether an earlier result is of the same document."""
    from luoshi.papers.particulars import title_of

    try:
        content = path.read_text("utf-8", errors="replace")
        if path.suffix == ".jsonl":
            lines = content.splitlines()
            sample = lines[:: len(lines) // QUOTATIONS_COMPARED + 1]
            return all(json.loads(line)["quote"] in policy.text.chars for line in sample)
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return all(_is_named(words, content) for words in (title_of(policy), policy.text.source.name))


def _is_named(words: str, content: str) -> bool:
    """Look for words as they are, as HTML writes them, and as YAML does."""
    return any(form in content for form in (words, html.escape(words), html.escape(words, quote=False), words.replace("'", "''")))


def refuse_overwriting(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Stop before a result takes the place of a document that is to be read.

    Raises:
        click.UsageError: Names the file.
    """
    originals = {os.path.realpath(path) for path in inputs}  # which raises nothing on a link that leads to itself
    for output in outputs:
        if os.path.realpath(output) in originals:
            raise click.UsageError(f"“{output}”是要读的原件，不能把结果写在它上面。请换一个文件名。")
