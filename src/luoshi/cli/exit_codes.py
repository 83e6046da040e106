"""The exit codes of every command; docs/exit-codes.md and `luoshi --help` say the same."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended, for scripts; `label` is what `--help` prints."""

    FINE = 0
    FINDINGS = 1
    WRONG_USAGE = 2
    NOT_READ = 3
    NOT_WRITTEN = 4
    INTERNAL = 70
    INTERRUPTED = 130

    @property
    def label(self) -> str:
        """What it means, in a few words."""
        return LABELS[self]


LABELS = {
    ExitCode.FINE: "正常",
    ExitCode.FINDINGS: "检查发现问题",
    ExitCode.WRONG_USAGE: "命令写法不对",
    ExitCode.NOT_READ: "有文件没有读成",
    ExitCode.NOT_WRITTEN: "结果没有写成",
    ExitCode.INTERNAL: "程序内部出错",
    ExitCode.INTERRUPTED: "被中断",
}
