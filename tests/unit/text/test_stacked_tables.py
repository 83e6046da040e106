"""A table copied a cell a line is a table again, and only where nothing is in doubt."""

from __future__ import annotations

import pytest

from luoshi.source import Source
from luoshi.text.clean import clean
from luoshi.text.draft import Draft
from luoshi.text.nodes import Text
from tests.growth import grows_no_faster_than_its_size

HEAD = ("指标", "单位", "2023年", "2026年")
ROWS = (("高新技术企业", "家", "42", "80"), ("技术合同成交额", "亿元", "2.6", "≥6"))
TASK_HEAD = ("序号", "任务", "牵头单位")
TASKS = (("1", "建设创新平台，培育创新主体。", "县科技局"), ("2", "落实奖补政策。", "县财政局、县税务局"))


def cleaned(*lines: str, wrapped: bool | None = None, gap: str = "\n") -> Text:
    return clean(Draft(gap.join(lines), wrapped=wrapped), Source("规划.txt", b""))


def tables(text: Text) -> list[tuple[tuple[str, ...], ...]]:
    return [table.rows for table in text.tables]


def codes(text: Text) -> list[str]:
    return [item.code for item in text.diagnostics]


@pytest.mark.parametrize("gap", ["\n", "\n\n", " \n \n"])
@pytest.mark.parametrize("behind", [(), ("二、保障措施",), ("各部门抓好落实。",), ("注：2023年为实际值。",)])
def test_cells_on_lines_of_their_own_are_rows_again(gap: str, behind: tuple[str, ...]) -> None:
    text = cleaned("按期完成主要指标。", "附表", "主要指标", *HEAD, *ROWS[0], *ROWS[1], *behind, gap=gap)

    assert tables(text) == [(HEAD, *ROWS)]
    rows = "\n".join(" | ".join(row) for row in (HEAD, *ROWS))
    assert text.chars == "\n".join(["按期完成主要指标。", "附表", "主要指标", rows, *behind])
    assert (text.quote(text.tables[0].span), codes(text)) == (rows, [])


@pytest.mark.parametrize("behind", [(), ("三、保障措施",), ("县人民政府办公室", "2025年1月3日")])
def test_tasks_that_count_on_are_rows(behind: tuple[str, ...]) -> None:
    assert tables(cleaned("任务分工", *TASK_HEAD, *TASKS[0], *TASKS[1], *behind)) == [(TASK_HEAD, *TASKS)]


def test_head_that_nobody_knows_is_a_column_among_known_ones() -> None:
    head = ("序号", "指标名称", "创新维度", "单位", "2026年")
    rows = (("1", "高新技术企业", "主体", "家", "80"), ("2", "研发投入强度", "投入", "%", "1.8"))
    assert tables(cleaned(*head, *rows[0], *rows[1])) == [(head, *rows)]


def test_table_with_a_missing_cell_is_left_as_lines_and_told() -> None:
    lines = ("主要指标", *HEAD, *ROWS[0], "新增平台", "个", "3", "载体面积", "万平方米", "1.5", "2")
    text = cleaned("指标如下。", *lines)

    assert (tables(text), codes(text)) == ([], ["text.table-unread"])
    assert text.diagnostics[0].message == (
        "有一处像是表格，但各行单元格数目对不上，未能按表格读入：“主要指标、指标、单位、2023年、2026年”。"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("重点任务", "责任单位", "完成时限", "县科技局", "县财政局", "长期坚持"),
        ("序号", "任务", "牵头单位", "建设平台", "县科技局", "培育企业"),
        ("工作目标", "重点任务", "保障措施", "一、工作目标", "到2026年，高新技术企业达到80家。", "二、重点任务", "建设平台。"),
        ("指标", "单位", "到2026年，高新技术企业达到80家。"),
    ],
)
def test_lines_without_numbers_that_fit_are_no_table(lines: tuple[str, ...]) -> None:
    text = cleaned("总体要求如下。", *lines)

    assert (tables(text), text.chars) == ([], "\n".join(("总体要求如下。", *lines)))


def test_lines_of_a_page_are_not_put_together() -> None:
    assert tables(cleaned(*HEAD, *ROWS[0], *ROWS[1], wrapped=True)) == []


def test_long_stacks_take_linear_time() -> None:
    def stacks(count: int) -> list[str]:
        return [
            line for _ in range(count) for line in (*HEAD, *(cell for at in range(500) for cell in ("企业数", "家", str(at), "8")), "完")
        ]

    assert len(cleaned(*stacks(3)).tables) == 3
    assert grows_no_faster_than_its_size(lambda lines: cleaned(*lines), stacks, 3)
