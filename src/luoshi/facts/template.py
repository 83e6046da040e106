"""Empty tables to fill in: one workbook with a sheet a table and a sheet that explains every column, and the same as CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from luoshi.facts.describing import TYPE_LABELS, how_to_write
from luoshi.facts.to_csv import MARK
from luoshi.facts.to_excel import HEAD_FILL, HEAD_FONT, NOTES_SHEET, ROWS_READY, SHEETS, add_sheet, new_workbook
from luoshi.facts.vocabulary import Entity, FactField

Tables = Mapping[Entity, Sequence[FactField]]
NOTE_HEADS = ("表", "列名", "类型", "必填", "怎么写", "含义", "也认这些列名")
NOTE_WIDTHS = (8, 20, 12, 6, 46, 46, 40)
REWARDS_SHEET, WORDS_SHEET = "奖补对照", "选项"
REWARD_HEADS = ("奖补的编号", "条款", "奖补", "要看的事项")
REWARD_WIDTHS = (26, 14, 40, 60)
NOTHING: Mapping[str, Sequence[str]] = {}
REMARKS = (
    "列可以增减，次序不限；不知道的留空，不要填0。",
    "金额按元填；按万元填的，把列名写成“营业收入（万元）”。",
    "代码列已设为文本格式，请整列粘贴为文本，免得后几位被改写。",
    "合计行可以保留，读入时略去；请不要合并单元格。",
)
CHECK = "填好后可先检查：luoshi facts check --enterprises 本文件 --matters 本文件 --paid 本文件"
OF_A_PROGRAMME = " --programme 方案的名字或文件"


def write_workbook(
    tables: Tables, path: Path, *, offered: Mapping[str, Sequence[str]] = NOTHING, rewards: Sequence[tuple[str, ...]] = ()
) -> None:
    """Write the empty tables as one workbook.

    Args:
        offered: Words to choose from by fact, where a programme has its own; others may be written all the same.
        rewards: Id, clause, label and what it asks for of each reward, as a sheet to look up.
    """
    book = new_workbook()
    for entity, fields in tables.items():
        places = {name: _place(at, words) for at, (name, words) in enumerate(offered.items(), 1)}
        add_sheet(book, SHEETS[entity], fields, [field.label for field in fields], (), rows_ready=ROWS_READY, offered=places)
    _add_notes(book.create_sheet(NOTES_SHEET), tables, CHECK + (OF_A_PROGRAMME if rewards else ""))
    if rewards:
        _add_rewards(book.create_sheet(REWARDS_SHEET), rewards)
    if offered:
        _add_words(book.create_sheet(WORDS_SHEET), list(offered.values()))
    book.save(path)


def _place(at: int, words: Sequence[str]) -> str:
    """Where the words of a drop-down stand: a list in the validation itself takes 255 characters and no commas."""
    letter = get_column_letter(at)
    return f"{WORDS_SHEET}!${letter}$1:${letter}${len(words)}"


def _add_words(sheet: Any, columns: Sequence[Sequence[str]]) -> None:
    sheet.sheet_state = "hidden"
    for row in zip_longest(*columns):
        sheet.append([_noted(sheet, word) if word else None for word in row])


def _add_rewards(sheet: Any, rewards: Sequence[tuple[str, ...]]) -> None:
    sheet.freeze_panes = "A2"
    for at, width in enumerate(REWARD_WIDTHS):
        sheet.column_dimensions["ABCD"[at]].width = width
    sheet.append([_noted(sheet, word, is_head=True) for word in REWARD_HEADS])
    for row in rewards:
        sheet.append([_noted(sheet, word) for word in row])


def _add_notes(sheet: Any, tables: Tables, check: str) -> None:
    sheet.freeze_panes = "A2"
    for at, width in enumerate(NOTE_WIDTHS):
        sheet.column_dimensions["ABCDEFG"[at]].width = width
    sheet.append([_noted(sheet, word, is_head=True) for word in NOTE_HEADS])
    for entity, fields in tables.items():
        for field in fields:
            sheet.append([_noted(sheet, word) for word in _notes_on(entity, field)])
    sheet.append([])
    for remark in (*REMARKS, check):
        sheet.append([None, _noted(sheet, remark)])


def _notes_on(entity: Entity, field: FactField) -> tuple[str, ...]:
    required = "必填" if field.required else ""
    yearly = "；按年度填，只算起始日期那一年" if field.yearly else ""
    return (
        SHEETS[entity],
        field.label,
        TYPE_LABELS[field.type],
        required,
        how_to_write(field),
        field.meaning + yearly,
        "、".join(field.aliases),
    )


def _noted(sheet: Any, words: str, *, is_head: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=not words.startswith("填好") and len(words) > 8, vertical="top")
    if is_head:
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
    return cell


def csv_text(fields: Sequence[FactField]) -> str:
    """Return an empty table as CSV: its head."""
    return MARK + ",".join(field.label for field in fields) + "\n"
