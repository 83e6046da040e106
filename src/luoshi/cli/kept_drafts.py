"""What people have done in a draft programme is not written over by a new reading."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.programme.nodes import Programme

ANOTHER_NAME = "请换一个文件名，或者先把它移走"


# Unlike its namesake of Path it answers False, and raises nothing, where a folder above may not be entered.
_is_file = os.path.isfile


def sentence_of_work_in(path: Path, draft: Programme) -> str:
    """Say why a draft may not take the place of what is there: confirmed or corrected rows; empty where nothing is lost."""
    from luoshi.programme.check.nodes import rows_of
    from luoshi.programme.from_yaml import ProgrammeRefused
    from luoshi.usecases.programmes import ProgrammeNotFound, read_programme

    if not _is_file(path):
        return ""  # a device or a pipe would be waited for
    try:
        programme = read_programme(path).programme
    except ProgrammeNotFound:
        return ""  # nothing there, or nothing that can be read: writing says why it may not be written
    except ProgrammeRefused:
        return _of_broken(path)
    confirmed = sum(1 for _, row in rows_of(programme) if row.status == "confirmed" or row.confirmed_by)
    if confirmed:
        return f"“{path}”里已有{confirmed}条经人确认，不能覆盖。{ANOTHER_NAME}。"
    if _is_worked_on(programme):
        return f"“{path}”里有人工写的内容，不能覆盖。{ANOTHER_NAME}。"
    if differing := _differing(programme, draft):
        return f"“{path}”里有{differing}条与这次读出的不同，可能是人工改过的，不能覆盖。{ANOTHER_NAME}。"
    return ""


def _differing(programme: Programme, draft: Programme) -> int:
    """Count the rows that say something else than a new draft of the very same file: people may have corrected them."""
    from luoshi.programme.check.nodes import rows_of

    sources = (programme.policy.source, draft.policy.source)
    if sources[0] is None or sources[1] is None or sources[0].sha256 != sources[1].sha256:
        return 0
    proposed = {row.id: row for _, row in rows_of(draft)}
    return sum(1 for _, row in rows_of(programme) if row.id in proposed and row != proposed[row.id])


def _is_worked_on(programme: Programme) -> bool:
    """Say whether it has what no draft has: a version, titles, readings of its own, rules over several rewards, facts of its own."""
    from luoshi.programme.propose.limits import is_proposed_cap
    from luoshi.programme.propose.tiers import is_proposed

    own_caps = [cap for cap in programme.caps if not is_proposed_cap(cap)]
    over_rewards = (programme.facts, own_caps, programme.quotas, programme.overrides, programme.decisions)
    if programme.status == "confirmed" or programme.version > 1 or any(over_rewards):
        return True
    return any(row.label or row.times or not all(map(is_proposed, row.readings)) for row in programme.rewards)


def _of_broken(path: Path) -> str:
    """A programme with a slip of the pen is still somebody's work; what is no programme is written over as the user says."""
    try:
        words = path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
    confirmed = sum("status: confirmed" in line for line in words.splitlines() if not line.lstrip().startswith("#"))
    return f"“{path}”里已有{confirmed}处写着已确认，不能覆盖。{ANOTHER_NAME}。" if confirmed else ""
