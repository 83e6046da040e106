"""What a column takes, in words: for the page docs/facts.md, the notes in a template, and whoever asks."""

from __future__ import annotations

from luoshi.facts.conversions import count_bounds, year_bounds
from luoshi.facts.heads import FEN_SUFFIX
from luoshi.facts.to_excel import allowed_words
from luoshi.facts.vocabulary import MAX_TEXT, FactField, FactType

TYPE_LABELS = {
    FactType.ID: "编号",
    FactType.TEXT: "文字",
    FactType.CHOICE: "选项",
    FactType.FLAG: "是否",
    FactType.DATE: "日期",
    FactType.COUNT: "整数",
    FactType.MONEY: "金额（元）",
    FactType.REGION: "区划代码",
}
PARQUET_TYPES = {
    FactType.FLAG: "BOOLEAN",
    FactType.DATE: "DATE",
    FactType.COUNT: "BIGINT",
}


def how_to_write(field: FactField) -> str:
    """Return what may stand in a column, with an example."""
    if words := allowed_words(field):
        return "、".join(words)
    match field.type:
        case FactType.DATE:
            first, last = year_bounds(field)
            return f"2025-06-20，{first}年到{last}年"
        case FactType.COUNT:
            least, most = count_bounds(field)
            return f"{least}到{most}的整数" if least or field.most else "整数"
        case FactType.MONEY:
            return "1200000.50，最多两位小数"
        case FactType.REGION:
            return "150621，6位、9位或12位"
        case FactType.ID:
            return "原样抄写，单元格设为文本" if field.name == "applicant" else "本地编号"
        case _:
            return f"不超过{MAX_TEXT}字"


def parquet_column(field: FactField) -> str:
    """Return the name and type of a column in Parquet."""
    if field.type is FactType.MONEY:
        return f"{field.name}{FEN_SUFFIX} BIGINT"
    return f"{field.name} {PARQUET_TYPES.get(field.type, 'VARCHAR')}"
