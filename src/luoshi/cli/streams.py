"""What the commands write to: terminal and pipes in UTF-8, files all at once or not at all."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click


class NotWritten(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """A result that could not be written; `message` is one Chinese sentence that names the file."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.message = f"没有写成“{path}”：{reason_of(error)}。"
        super().__init__(self.message)


REASONS = {
    "FileNotFoundError": "没有这个文件或文件夹",
    "PermissionError": "没有权限",
    "IsADirectoryError": "那是一个文件夹",
    "NotADirectoryError": "路径中有一段不是文件夹",
    "FileExistsError": "路径中有一段不是文件夹",
}


def reason_of(error: OSError) -> str:
    """Say in Chinese why the system refused."""
    known = REASONS.get(type(error).__name__)
    return known or {28: "磁盘已满", 30: "磁盘只读", 36: "文件名太长"}.get(error.errno or 0, error.strerror or "系统拒绝")


def speak_utf8() -> None:
    """Let standard output and standard error take Chinese whatever the locale says.

    A terminal that has an encoding of its own (GBK) keeps it; pipes, files and the C locale get UTF-8. What cannot be shown becomes `?`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() and stream.encoding.lower() not in ("ascii", "us-ascii", "ansi_x3.4-1968")
            stream.reconfigure(encoding=stream.encoding if own else "utf-8", errors="replace")


def say(line: str = "") -> None:
    """Write one line for the reader of the result."""
    sys.stdout.write(line + "\n")


def tell(line: str = "") -> None:
    """Write one line about the work to standard error."""
    sys.stdout.flush()
    sys.stderr.write(line + "\n")


def write_stdout(content: str) -> None:
    """Write a result to standard output, byte for byte in UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content.encode("utf-8", errors="replace"))
    sys.stdout.buffer.flush()


def write_file(path: Path, content: str) -> None:
    """Write a file in UTF-8 so that a reader finds the old one or the new one, never half of it; folders above are made.

    Raises:
        NotWritten: The system refused.
    """
    data = content.encode("utf-8", errors="replace")
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced, only written to; a folder refuses
            target.write_bytes(data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise NotWritten(path, error) from error


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(target.stat().st_mode if target.exists() else _mode_of_new_files())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode_of_new_files() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def targets(out: Path, stems: Iterable[str], suffix: str, *, option: str) -> list[Path]:
    """Say where the result of each input goes: into `out` as `<stem><suffix>` where that is a folder, or to `out` itself.

    Raises:
        click.UsageError: Several results for one file.
    """
    stems = list(stems)
    is_folder = out.is_dir() or str(out).endswith(("/", os.sep))
    if len(stems) == 1 and not is_folder:
        return [out]
    if not is_folder and (out.is_file() or out.suffix == suffix):
        raise click.UsageError(f"有{len(stems)}个文件要读，{option} 后面请写一个文件夹，不能写“{out.name}”。")
    return [out / f"{stem}{suffix}" for stem in _told_apart(stems)]


def _told_apart(stems: list[str]) -> list[str]:
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


def refuse_overwriting(outputs: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Stop before a result takes the place of a document that is to be read.

    Raises:
        click.UsageError: Names the file.
    """
    originals = {path.resolve() for path in inputs}
    for output in outputs:
        if output.resolve() in originals:
            raise click.UsageError(f"“{output}”是要读的原件，不能把结果写在它上面。请换一个文件名。")
