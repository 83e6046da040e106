"""Tables in the terminal: aligned, within the window, nothing cut off."""

from __future__ import annotations

from luoshi.cli.paint import Ink, Paint
from luoshi.cli.table import Column, table_lines

COLUMNS = (Column("条款", 6), Column("指标", 8), Column("目标值", 6, right=True))


def lines(rows, *, wide=80, columns=COLUMNS, **more):
    return list(table_lines(columns, rows, columns_wide=wide, paint=Paint(), **more))


def test_table_aligns_columns_by_their_width_on_screen():
    assert lines([("一（一）", "高新技术企业", "≥30家"), ("二", "R&D", "≥1.8%")]) == [
        "  条款      指标          目标值",
        "  一（一）  高新技术企业   ≥30家",
        "  二        R&D            ≥1.8%",
    ]


def test_table_leaves_out_a_column_in_which_nothing_stands():
    assert lines([("一", "", "≥30家"), ("二", "—", "≥2家")]) == ["  条款  目标值", "  一     ≥30家", "  二      ≥2家"]


def test_table_wraps_long_cells_within_the_terminal_and_cuts_nothing():
    rows = [("一（一）", "规上工业研究与试验发展（R&D）经费年增长", "≥2.5%")]
    assert lines(rows, wide=40) == [
        "  条款      指标                  目标值",
        "  一（一）  规上工业研究与试验发   ≥2.5%",
        "            展（R&D）经费年增长",
    ]


def test_table_puts_a_note_under_its_row():
    rows = [("一", "企业", "≥3家"), ("二", "平台", "≥1个")]
    assert lines(rows, notes=("", "! 疑点：没有写时限")) == [
        "  条款  指标  目标值",
        "  一    企业    ≥3家",
        "  二    平台    ≥1个",
        "        ! 疑点：没有写时限",
    ]


def test_table_colours_cells_only_where_colour_is_on():
    column = (Column("疑点", 4, ink=Ink.WARNING),)
    assert list(table_lines(column, [("有",)], columns_wide=20, paint=Paint(enabled=True)))[1] == "  \x1b[33m有\x1b[0m"
    assert lines([("有",)], columns=column)[1] == "  有"
