"""Write docs/facts.md: every fact with its head, the other heads that are understood, its type, what may stand in it, and what it means.

`python -m tools.facts_page [--update]`; tests/consistency holds the page to what this prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from luoshi.facts.conversions import FIRST_YEAR, FIRST_YEAR_OF_AN_APPLICANT, LAST_YEAR
from luoshi.facts.describing import TYPE_LABELS, how_to_write, parquet_column
from luoshi.facts.faults import TABLE_LABELS
from luoshi.facts.staged import OPTIONS
from luoshi.facts.vocabulary import FIELDS, MAX_AMOUNT_FEN, MAX_COUNT, Choice, Entity, FactField
from luoshi.facts.words import COUNT_UNITS, MONEY_UNITS, NO, NOTHING, YES

PAGE = Path(__file__).parents[1] / "docs" / "facts.md"
NOTHING_SHOWN = "、".join(f"`{word}`" for word in NOTHING if word in ("—", "/", "无", "暂无", "未填", "不详", "N/A"))
ABOUT = {
    Entity.APPLICANT: "一行是一个主体从某天起的情况，到下一行的起始日期为止；没有起始日期的一行一直有效。",
    Entity.MATTER: "一行是一件有日期的事：认定、获奖、立项、贷款……奖补由事项引起。",
    Entity.PAYMENT: "一行是一笔已经兑付的钱，本政策的和别的机关的都写。",
}
HEAD = f"""\
# 事实表：列名、类型、写法

由 `python -m tools.facts_page --update` 从程序生成，不要手改。查出的问题见 [facts-checks.md](facts-checks.md)；
规则怎样看这些事实，见 [reward-rules.md](reward-rules.md)。

三张表：**主体**、**事项**、**兑付**，可以是 Excel（.xlsx、.xls）、CSV 或 Parquet，凭内容而不凭后缀辨认。
`luoshi facts template` 生成空表，`luoshi facts check` 检查填好的表，`luoshi facts convert` 互转格式。
没有填的就是不知道，不是零，也不是否。有问题的行不读，逐行逐列报出来；没有问题的行照样用。方案可以用 `facts:` 声明自己的列。

## 表的样子

- 表头在前30行里找，上面可以有标题行。表头可以是两行（上一行分组，下一行分列），下面可以再有一行单位、一行栏次（甲、乙、1、2）。
  一个 Excel 文件可以装几张表，按工作表的名字（主体、事项、兑付）和表头选。
- 列名写中文、写英文名、写别名都行，全角半角、空格、星号、大小写不论，列的次序不论。
  两列是同一个意思的，整张表不读；不认识的列不读，报出来。
- 合计行（合计、总计、小计、共计等）略去。表下的“注：”“填表人：”等和重复的表头略去，报出来。空行略去。合并的单元格不拆：被并掉的那一行不读。
  隐藏、筛选掉的行照读，并报出来。公式取文件里存的结果。
- CSV：UTF-8（有没有标记都行）、GB 18030、UTF-16；逗号、分号、制表符、竖线。少几格的行按没有填读，多几格的行不读。
  行号与 Excel 里看到的一致，表头也算一行。
- Excel 一张工作表最多1048576行；再多请用 CSV 或 Parquet。

## 怎么写

- **不知道**：留空，或写 {NOTHING_SHOWN} 等。
- **金额**：元，最多两位小数，可以带千位逗号；格里可以写单位（`120万元`）。认这些单位：{"、".join(MONEY_UNITS)}。
  按单位换算是精确的，不足一分的不读；不收负数，不超过{MAX_AMOUNT_FEN // 10**14}万亿元。
- **金额的单位**：列名里的算数，`营业收入（万元）`、`营业收入万元`；列名下面单独一行的单位、分组列名里的单位（`补助（万元）`）也算。
  列名里没有的，看表格上方的“单位：万元”或标题末尾的“（万元）”，按它读，并报出来。写明万美元等外币的，不读。
  别处写的（表下的说明、文件名、工作表名、别的列）说不准，金额按元读，报出来请人看；没有单位而金额小得不像元的，也报出来。
- **整数**：不收负数和小数，不超过{MAX_COUNT // 10**8}亿；可以带 {"、".join(COUNT_UNITS[:8])} 等量词。
- **日期**：`2025-06-20`、`2025/6/20`、`2025.6.20`、`2025年6月20日`、`20250620`，Excel 的日期格。
  {FIRST_YEAR}年到{LAST_YEAR}年；主体的成立、迁入日期可以早到{FIRST_YEAR_OF_AN_APPLICANT}年。只有年月的不收。
- **是否**：{"、".join(YES[:6])}……为是，{"、".join(NO[:5])}……为否。
- **选项**：写下表所列的词、别名或英文名。
- **编号**：照抄。18位统一社会信用代码（91、92、93开头的，和类别为企业的）查校验位，不对的行不读；
  不是18位的按本地编号收，企业的报出来；“合计”“注：……”和列名不是编号。被表格软件改写成 9.115E+17 的不收。
- **重复**：事项编号相同，或者主体和起始日期都相同：内容全同的只算一行，不同的都不读，因为分不清哪行对。
  同样的兑付写了两行，两行都算，报出来。
- 主体表里没有的主体，它的事项不读；它的兑付照样计入已付。

## Parquet

列名用下表的英文名，类型照下表；金额写成 `<英文名>_fen` 的整数（分），也可以用原名写元（整数、DECIMAL；DOUBLE 只收恰好是整分的）。
文字类型的列按 CSV 的写法读。类型都对、行都对的文件不复制，直接就地读，一千万行也一样；行号从1数起。

"""


def page() -> str:
    """Return the page; the same vocabulary gives the same text."""
    return HEAD + "\n".join(line for entity in Entity for line in _table(entity)) + "\n"


def _table(entity: Entity) -> Iterator[str]:
    yield f"## {TABLE_LABELS[entity]}（`{OPTIONS[entity]}`）\n"
    yield f"{ABOUT[entity]}\n"
    yield "| 列名 | 英文名 | 类型 | 必填 | 怎么写 | 含义 | 也认的列名 | Parquet |"
    yield "|---|---|---|---|---|---|---|---|"
    yield from (_row(field) for field in FIELDS[entity])
    yield ""
    for field in FIELDS[entity]:
        if any(choice.aliases for choice in field.choices):
            yield from _words(field)


def _row(field: FactField) -> str:
    meaning = f"{field.meaning}；按年度填，只算起始日期那一年，没有起始日期的每年都算" if field.yearly else field.meaning
    cells = (
        field.label,
        f"`{field.name}`",
        TYPE_LABELS[field.type],
        "是" if field.required else "",
        how_to_write(field),
        meaning,
        _listed(field.aliases),
        f"`{parquet_column(field)}`",
    )
    return f"| {' | '.join(cells)} |"


def _words(field: FactField) -> Iterator[str]:
    yield f"“{field.label}”的写法：\n"
    yield "| 词 | 英文名 | 也可以写 |"
    yield "|---|---|---|"
    yield from (_choice(choice) for choice in field.choices)
    yield ""


def _choice(choice: Choice) -> str:
    return f"| {choice.label} | `{choice.name}` | {_listed(choice.aliases)} |"


def _listed(words: Iterable[str]) -> str:
    return "、".join(words)


if __name__ == "__main__":
    if "--update" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
        sys.exit(f"{PAGE.name} is not what the vocabulary says; python -m tools.facts_page --update")
