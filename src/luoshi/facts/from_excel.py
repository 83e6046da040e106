"""A sheet of a workbook before the engine: the sheet that fits, its head row, and where its rows lie."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import luoshi
from luoshi.facts.conversions import quoted
from luoshi.facts.faults import TABLE_LABELS, FactsRefused, RowFault
from luoshi.facts.head_rows import HeadRows, find_head
from luoshi.facts.heads import Heads, Vocabulary
from luoshi.facts.spool import clean_csv
from luoshi.facts.vocabulary import Entity
from luoshi.facts.workbook_guard import SheetSurvey, WorkbookSurvey, broken, encrypted, survey_workbook
from luoshi.facts.workbook_process import MAX_SECONDS
from luoshi.source import Severity

SHEET_WORDS = {
    Entity.APPLICANT: ("主体", "企业", "单位名单", "applicants", "enterprises"),
    Entity.MATTER: ("事项", "matters"),
    Entity.PAYMENT: ("兑付", "拨付", "已付", "payments", "paid"),
}
PACKAGES = str(Path(luoshi.__file__).parents[1])


@dataclass(frozen=True)
class SheetTable:
    """One sheet as a table: the file of its numbered rows, the rows of its head, which rows above are merged into one, formats of cells."""

    name: str
    rows: Path
    columns: int
    head: HeadRows
    merged: tuple[tuple[int, int], ...] = ()
    formats: tuple[str, ...] = ()

    @property
    def heads(self) -> Heads:
        """What the head says; a column without a head is no unknown one."""
        heads = self.head.heads
        return Heads(heads.known, tuple(pair for pair in heads.unknown if pair[1].strip()), heads.doubled)

    def scan(self) -> str:
        """Return what stands behind FROM: the rows below the head, those aside that have a known cell merged with the one above."""
        return f"({self._below_the_head()} AND NOT {self._is_hanging()})"

    def hanging(self) -> str:
        """Return the query of the rows that are left aside, with the columns (0-based, blanks between) that are merged."""
        return f"SELECT row, merged {self._below_the_head()} AND {self._is_hanging()}"

    def _below_the_head(self) -> str:
        columns = ["'row': 'BIGINT'", "'merged': 'VARCHAR'", *(f"'c{at}': 'VARCHAR'" for at in range(self.columns))]
        return f"FROM {clean_csv(self.rows, columns)} WHERE row > {self._last_head_row()}"

    def _is_hanging(self) -> str:
        known = ", ".join(quoted(str(head.at)) for head in self.heads.known)
        return f"(merged IS NOT NULL AND list_has_any(string_split(merged, ' '), [{known}]))"

    def _last_head_row(self) -> int:
        """A head may be merged over several rows."""
        return max([self.head.last, *(last for first, last in self.merged if first <= self.head.last <= last)])

    def head_at(self, columns: str) -> str:
        """Return the head of the first known column among those listed."""
        heads = {str(head.at): head.text.strip() for head in self.heads.known}
        return next((heads[at] for at in columns.split() if at in heads), "")


def open_sheet(path: Path, vocabulary: Vocabulary, folder: Path) -> tuple[SheetTable, list[RowFault]]:
    """Return the sheet that is the table asked for, and what has to be said of it; `folder` takes the rows of all sheets.

    Raises:
        FactsRefused: No sheet has such a head, or the workbook cannot be read.
    """
    survey = survey_workbook(path)
    answer = _answer(path, folder / sha256(str(path.resolve()).encode()).hexdigest())
    tables = list(_tables(answer, vocabulary))
    if not tables:
        hidden = "".join(f"“{name}”" for name in answer["hidden"][:3])
        hint = f"隐藏的工作表{hidden}没有读，要读的请取消隐藏。" if hidden else "请用 luoshi facts template 给出的表头。"
        raise FactsRefused("facts.no-head", "没有找到表头：各工作表的前30行里没有认识的列名。", hint)
    best = max(tables, key=lambda table: _fit(table, vocabulary))
    return replace(best, formats=survey.formats), _notes(best, tables, vocabulary, survey, path.name)


def _tables(answer: dict[str, Any], vocabulary: Vocabulary) -> Iterator[SheetTable]:
    """Yield every sheet that has a head."""
    for sheet in answer["sheets"]:
        if head := find_head(vocabulary, [(number, row) for number, row in sheet["head_rows"]]):
            merged = tuple((first, last) for first, last in sheet["merged"])
            yield SheetTable(sheet["name"], Path(answer["folder"]) / sheet["file"], sheet["width"], head, merged)


def _answer(path: Path, folder: Path) -> dict[str, Any]:
    """Let another process take the workbook apart, once for all tables that are in it; refuse in its place where it died.

    Raises:
        FactsRefused: `facts.encrypted`, `facts.broken`.
    """
    told = folder / "sheets.json"
    if not told.exists():
        folder.mkdir()
        told.write_bytes(_answer_of(path, folder))
    answer: dict[str, Any] = json.loads(told.read_text("utf-8"))
    if "refused" in answer:
        raise encrypted() if answer["refused"] == "encrypted" else broken()
    return {**answer, "folder": str(folder)}


def _answer_of(path: Path, folder: Path) -> bytes:
    command = [sys.executable, "-m", "luoshi.facts.workbook_process", str(path.resolve()), str(folder)]
    before = os.environ.get("PYTHONPATH")
    packages = f"{PACKAGES}{os.pathsep}{before}" if before else PACKAGES
    environment = {**os.environ, "PYTHONPATH": packages, "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=MAX_SECONDS, check=True, env=environment)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as fault:  # killed for its memory or time, or crashed
        raise broken() from fault
    return done.stdout


def _fit(table: SheetTable, vocabulary: Vocabulary) -> tuple[bool, bool, int, int]:
    """Prefer a sheet with all that is required, then one named so, then one whose head fits no other table better."""
    own_name = any(word in table.name.lower() for word in SHEET_WORDS[vocabulary.entity])
    texts = [head.text for head in table.heads.known] + [text for _, text in table.heads.unknown]
    others = max(len(Vocabulary(entity).read(texts).known) for entity in Entity if entity is not vocabulary.entity)
    known = len(table.heads.known)
    return not vocabulary.missing(table.heads), own_name, known - others, known


def _notes(best: SheetTable, tables: Sequence[SheetTable], vocabulary: Vocabulary, survey: WorkbookSurvey, file: str) -> list[RowFault]:
    notes = []
    rivals = [table.name for table in tables if table is not best and _fit(table, vocabulary)[:2] == _fit(best, vocabulary)[:2]]
    label = TABLE_LABELS[vocabulary.entity]
    if rivals and not vocabulary.missing(best.heads):
        listed = "、".join(f"“{name}”" for name in rivals)
        message = f"{label}读的是工作表“{best.name}”，没有读{listed}。"
        notes.append(("facts.other-sheets", message, "数据分在几张表里的，请并为一张。"))
    seen = survey.sheets.get(best.name, SheetSurvey())
    if seen.hidden_rows:
        notes.append(("facts.hidden-rows", f"有{seen.hidden_rows}行是隐藏或筛选掉的，也读了。", "不要的行请删去。"))
    if seen.errors:
        notes.append(("facts.error-cells", f"有{seen.errors}格是错误值（如 #N/A），按没有填读。", "请改正公式。"))
    if seen.uncomputed:
        notes.append(("facts.uncomputed", f"有{seen.uncomputed}个公式没有算出结果，按没有填读。", "请用 Excel 或 WPS 打开并保存一次。"))
    place = f"{file}·{best.name}"
    return [RowFault(code, Severity.WARNING, vocabulary.entity, place, 0, "", "", message, hint) for code, message, hint in notes]
