"""Look into a zip container (docx, ofd) without trusting it.

Nothing is written to disk; nothing is unpacked that was not asked for or is too large.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO

from luoshi.source import SourceRefused
from luoshi.text.limits import MAX_ARCHIVE_BYTES, MAX_MEMBER_BYTES, MAX_MEMBERS, MAX_RATIO, RATIO_FREE_BYTES

CHUNK = 1 << 16


def broken(name: str) -> SourceRefused:
    """Return the refusal of a file that is cut off or damaged; `name` is the format as people call it."""
    return SourceRefused("source.broken", f"{name} 文件已损坏或不完整，无法打开。", "请重新下载，或用办公软件打开后另存一份再试。")


def bomb() -> SourceRefused:
    """Return the refusal of a file that unpacks to something out of all proportion."""
    return SourceRefused("source.bomb", "文件解压后异常庞大，为安全起见未读取。", "请确认文件来源可靠，或另存为纯文本后再试。")


def encrypted(name: str) -> SourceRefused:
    """Return the refusal of a file that needs a password."""
    return SourceRefused("source.encrypted", f"{name} 文件已加密，无法读取。", "请用密码打开后另存一份不加密的文件再试。")


class Archive:
    """The members of one zip container, by name; names are looked up only, so `../` in them leads nowhere.

    Args:
        data: The bytes of the container.
        label: The format as people call it, for messages: `Word`, `OFD`.

    Raises:
        SourceRefused: `source.broken`, or `source.bomb` for too many members.
    """

    def __init__(self, data: bytes, label: str) -> None:
        self.label = label
        self.unpacked_bytes = 0
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except Exception as fault:  # zipfile raises a dozen types on broken containers (struct.error, OverflowError, …)
            raise broken(label) from fault
        infos = self.zip.infolist()
        if len(infos) > MAX_MEMBERS:
            raise bomb()
        self.members = {tidy(info.filename): info for info in infos}

    def __contains__(self, name: str) -> bool:
        return tidy(name) in self.members

    def names(self) -> Iterator[str]:
        """Yield the names in lower case with `/` between folders."""
        yield from self.members

    def read(self, name: str) -> bytes:
        """Unpack one member.

        Raises:
            SourceRefused: `source.broken` (also where the member is absent), `source.encrypted` or `source.bomb`.
        """
        info = self.members.get(tidy(name))
        if info is None:
            raise broken(self.label)
        if info.flag_bits & 1:
            raise encrypted(self.label)
        try:
            with self.zip.open(info) as stream:
                return self._limited(stream, max(1, info.compress_size))
        except SourceRefused:
            raise
        except Exception as fault:  # zlib.error, BadZipFile, EOFError, NotImplementedError, RuntimeError … all mean the same to the user
            raise broken(self.label) from fault

    def _limited(self, stream: IO[bytes], packed_bytes: int) -> bytes:
        """Read in pieces and stop as soon as a limit is passed; the sizes that the container declares may be lies."""
        parts, size = [], 0
        while part := stream.read(CHUNK):
            parts.append(part)
            size += len(part)
            self.unpacked_bytes += len(part)
            is_puffed = size > RATIO_FREE_BYTES and size > MAX_RATIO * packed_bytes
            if is_puffed or size > MAX_MEMBER_BYTES or self.unpacked_bytes > MAX_ARCHIVE_BYTES:
                raise bomb()
        return b"".join(parts)


def tidy(name: str) -> str:
    """Return a member's name in the one form in which it is looked up: lower case, `/`, no leading slash, `.` and `..` resolved."""
    parts: list[str] = []
    for part in name.replace("\\", "/").lower().split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
