"""What the commands write to: terminal and pipes in UTF-8, files all at once or not at all."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class NotWritten(Exception):  # noqa: N818 - named as one would say it (style.md 8)
    """A result that could not be written; `message` is one Chinese sentence that names the file."""

    def __init__(self, path: Path | str, error: OSError) -> None:
        self.message = f"没有写成“{path}”：{reason_of(error)}。{remedy_of(error)}"
        super().__init__(self.message)


REASONS = {
    "FileNotFoundError": "没有这个文件或文件夹",
    "PermissionError": "没有写入权限",
    "IsADirectoryError": "那是一个文件夹",
    "NotADirectoryError": "路径中有一段不是文件夹",
    "FileExistsError": "路径中有一段不是文件夹",
}


REMEDIES = {
    errno.EACCES: "请换一个可以写的文件夹，或请管理员放开权限。",
    errno.EPERM: "请换一个可以写的文件夹，或请管理员放开权限。",
    errno.EROFS: "请换一个可以写的文件夹。",
    errno.ENOSPC: "请腾出空间，或写到别的磁盘。",
    errno.EDQUOT: "请腾出空间，或写到别的磁盘。",
    errno.EFBIG: "请写到别的磁盘，或请管理员放开限制。",
    errno.EIO: "请写到别的磁盘，并请管理员检查。",
    errno.ENAMETOOLONG: "请换一个短的文件名。",
}
CODES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘只读",
    errno.EFBIG: "超过这里允许的文件大小",
    errno.EIO: "磁盘出错",
    errno.ENAMETOOLONG: "文件名太长",
}


def reason_of(error: OSError) -> str:
    """Say in Chinese why the system refused."""
    known = REASONS.get(type(error).__name__)
    return known or CODES.get(error.errno or 0) or f"系统拒绝（{error.strerror or error.errno}）"


def remedy_of(error: OSError) -> str:
    """Say what to do about it, where there is anything to say."""
    return REMEDIES.get(error.errno or 0, "")


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
    with _standard_output():
        sys.stdout.write(line + "\n")


def tell(line: str = "") -> None:
    """Write one line about the work to standard error, behind what standard output has got so far."""
    finish_stdout()
    with suppress(OSError):  # there is no third place to complain in
        sys.stderr.write(line + "\n")


def write_stdout(content: str) -> None:
    """Write a result to standard output, byte for byte in UTF-8."""
    with _standard_output():
        sys.stdout.flush()
        sys.stdout.buffer.write(content.encode("utf-8", errors="replace"))
        sys.stdout.buffer.flush()


def finish_stdout() -> None:
    """Hand over what is still held back for standard output."""
    with _standard_output():
        sys.stdout.flush()


def silence_stdout() -> None:
    """Send the rest of standard output nowhere; Python would complain once more when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _standard_output() -> Iterator[None]:
    """Tell a full disk behind standard output as for any file; a reader that has left is no fault and passes through."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise NotWritten("标准输出", error) from error


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


@contextmanager
def file_in_place(path: Path) -> Iterator[Path]:
    """Give a draft beside `path` to write to, with the same ending; moved into place when all is written, and gone when anything fails.

    Raises:
        NotWritten: The system refused.
    """
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with _draft_beside(target) as draft:
            yield draft
    except OSError as error:
        raise NotWritten(path, error) from error
    except Exception as error:
        if (refusal := _refused_to_writer(error)) is None:
            raise
        raise NotWritten(path, refusal) from error


def _refused_to_writer(error: Exception) -> OSError | None:
    """Return what the system refused to the writer of tables or of workbooks, None where it was something else.

    These have exceptions of their own. That of a workbook's sheets, which go to the system's temporary folder first, does not say why;
    nearly always the disk is full.
    """
    engine, sheets = sys.modules.get("duckdb"), sys.modules.get("lxml.etree")
    if engine is not None and isinstance(error, engine.IOException):
        from luoshi.facts.engine import refusal_behind

        return refusal_behind(error)
    is_of_sheet = sheets is not None and isinstance(error, sheets.SerialisationError)
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if is_of_sheet else None


def _replace(target: Path, data: bytes) -> None:
    with _draft_beside(target) as draft:
        draft.write_bytes(data)


@contextmanager
def _draft_beside(target: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:60]}.", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(target.stat().st_mode if target.exists() else _mode_of_new_files())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _mode_of_new_files() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
