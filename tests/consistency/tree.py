"""The tree as the consistency tests see it: what is committed or about to be, and the modules of the package."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tools.corpus import ROOT

PACKAGE = ROOT / "src" / "luoshi"


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the project: what git tracks or would add; in an export without git, all that is no product of a build."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not {".venv", ".venv-bench", "build", "dist", "__pycache__"} & set(path.parts)]
    return tuple(sorted(path for path in found if path.is_file()))


def text_files() -> Iterator[tuple[Path, str]]:
    """Yield the files that are text, with it."""
    for path in tracked_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            yield path, data.decode("utf-8", "replace")


@cache
def modules() -> tuple[Path, ...]:
    """The Python modules of the package, the tools and the tests."""
    return tuple(path for path in tracked_files() if path.suffix == ".py")


@cache
def package_modules() -> tuple[Path, ...]:
    """The Python modules of the package alone."""
    return tuple(path for path in modules() if PACKAGE in path.parents)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    """The path as one would say it."""
    return str(path.relative_to(ROOT))


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions of a module, methods among them."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
