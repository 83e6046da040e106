"""Who confirmed what: nothing is silently true."""

from __future__ import annotations

from luoshi.programme.check.nodes import Found, error, listed, note, rows_of, warning
from luoshi.programme.nodes import Programme
from luoshi.programme.words import key_words

CONFIRMED = "confirmed"


def check_confirmation(programme: Programme) -> Found:
    """Look for rows that are confirmed by nobody, drafts in a confirmed programme, and readings that nobody has confirmed."""
    for path, row in rows_of(programme):
        if row.status == CONFIRMED and not (row.confirmed_by and row.confirmed_on):
            message = f"“{row.id}”写着已确认，没有写谁在哪天确认"
            yield error("programme.unsigned", path, message, "补上 confirmed_by 和 confirmed_on，或者改回 draft")
        if row.status == CONFIRMED and row.doubts:
            message = f"“{row.id}”已确认，还留着{len(row.doubts)}处疑点"
            yield note("programme.doubts-left", (*path, "doubts"), message, "已经弄清的，删去 doubts")
    if programme.status == CONFIRMED:
        yield from _drafts(programme)
    yield from _readings(programme)


def _drafts(programme: Programme) -> Found:
    drafts: dict[str, list[str]] = {}
    for path, row in rows_of(programme):
        if row.status != CONFIRMED:
            drafts.setdefault(str(path[0]), []).append(row.id)
    for section, ids in drafts.items():
        message = f"整个方案写着已确认，{key_words(section)}里还有{len(ids)}条草稿：{listed(ids, 3)}"
        yield error("programme.drafts-left", (section,), message, "逐条核对确认，或者把整个方案改回 draft")
    if programme.to_check:
        message = f"整个方案写着已确认，还有{len(programme.to_check)}处需核对"
        yield warning("programme.to-check-left", ("to_check",), message, "核对后从 to_check 删去")


def _readings(programme: Programme) -> Found:
    open_count = 0
    for index, row in enumerate(programme.rewards):
        for at, reading in enumerate(row.readings):
            path = ("rewards", index, "readings", at)
            if reading.taken in reading.alternatives:
                yield warning("programme.reading-repeated", path, f"“{row.id}”其他理解里写了采用的理解", "其他理解只写没有采用的")
        pending = [reading for reading in row.readings if reading.confirmed_on is None]
        open_count += len(pending)
        if pending:
            message = f"“{row.id}”有{len(pending)}处不同理解，解释机关还没有确认：{listed((r.question for r in pending), 2)}"
            yield note("programme.reading-open", ("rewards", index, "readings"), message, "请解释机关确认后写上 confirmed_on")
    if open_count and not programme.interpreter:
        message = f"有{open_count}处不同理解，没有写 interpreter（解释机关）"
        yield warning("programme.no-interpreter", (), message, "写上负责解释的机关；原文没有写的，写制定机关")
