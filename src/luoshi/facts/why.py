"""Why a cell is wrong, in words. The conversions decide that it is; this only explains, for the few cells that a person looks at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from luoshi.facts.conversions import MAX_ID, USCC_ALPHABET, USCC_WEIGHTS, count_bounds, year_bounds
from luoshi.facts.heads import FEN
from luoshi.facts.staged import Column
from luoshi.facts.vocabulary import MAX_AMOUNT_FEN, MAX_TEXT, FactField, FactType
from luoshi.facts.words import BLANKS, FULL_WIDTH, HALF_WIDTH, MONEY_UNITS, NOTHING, YUAN

_HALF = str.maketrans(FULL_WIDTH, HALF_WIDTH)


@dataclass(frozen=True, slots=True)
class Why:
    """What is wrong with a cell and what to do."""

    code: str
    message: str
    hint: str = ""


def half_width(cell: str) -> str:
    """Return a cell as the conversions see it."""
    return cell.translate(_HALF).strip(BLANKS)


def why_missing(column: Column, _cell: str) -> Why:
    """Explain a cell that has to be filled in and is not."""
    return Why("facts.missing-value", f"没有填“{column.field.label}”。", "这一列每行必填。")


def why_uscc(_column: Column, cell: str) -> Why:
    """Explain a code whose last character does not fit the others."""
    code = half_width(cell).replace(" ", "").upper()
    outside = sorted({char for char in code if char not in USCC_ALPHABET})
    if outside:
        return Why("facts.wrong-code", f"统一社会信用代码里不会有“{'、'.join(outside)}”。", "常见的是把0写成O、1写成I、2写成Z，请核对。")
    return Why("facts.wrong-code", "统一社会信用代码的校验位不对，多半有一位抄错了。", "请对照营业执照核对。")


def is_wrong_code(code: str) -> bool:
    """Say whether 18 characters of a firm's register end on another character than belongs to them."""
    is_firm = len(code) == 18 and code[:2] in ("91", "92", "93")
    return is_firm and (not set(code) <= set(USCC_ALPHABET) or check_character(code) != code[17])


def check_character(code: str) -> str:
    """Return the 18th character that belongs to the first 17 (GB 32100-2015); they have to be of the alphabet."""
    total = sum(USCC_ALPHABET.index(char) * weight for char, weight in zip(code[:17], USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def why_wrong(column: Column, cell: str) -> Why:
    """Explain a cell that holds something that is no value."""
    if "\ufffd" in cell:
        return Why("facts.garbled", "这一格有无法辨认的字。", "请用 Excel 或 WPS 另存为“CSV UTF-8”或 .xlsx 后再试。")
    return _BY_TYPE.get(column.field.type, _why_text)(column, half_width(cell))


def _why_money(column: Column, text: str) -> Why:
    unit = _unit_of(column)
    number = text.replace(",", "").lstrip("¥").strip()
    if re.match(r"[-(]\s*[\d.]", number):
        return Why("facts.negative", "金额是负数。", "金额不能小于0；冲减、退回的请改原来那一行。")
    if _is_scientific(number):
        return Why("facts.scientific", "金额是科学记数，后几位可能已丢失。", "请把这一列设为数值格式，写出全部数字。")
    found = re.fullmatch(r"(\d+)(?:\.(\d+))?\s*([^\d.,\s]*)", number)
    if not found:
        return Why("facts.not-a-number", "不是金额。", f"请写数字，例如 1200000 或 1,200,000.00（{unit}）。")
    whole, decimals, written = found.group(1), (found.group(2) or "").rstrip("0"), found.group(3)
    if written and (written not in MONEY_UNITS or (column.scale is not None and MONEY_UNITS[written] != column.scale)):
        return Why("facts.wrong-unit", f"这一格写的单位是“{written}”，这一列的单位是{unit}。", "请统一单位。")
    scale = MONEY_UNITS.get(written, YUAN if column.scale is None else column.scale)
    if len(decimals) > scale:
        return Why("facts.below-fen", f"金额最多精确到分，这里有{len(decimals)}位小数。", "请四舍五入到分，或核对单位。")
    if "," in text and not re.match(r"¥?\s*\d{1,3}(,\d{3})+(\D|$)", text):
        return Why("facts.not-a-number", "逗号的位置不对，不是千位分隔。", f"请写数字，例如 1200000 或 1,200,000.00（{unit}）。")
    if Decimal(f"{whole}.{decimals}0").scaleb(scale) <= MAX_AMOUNT_FEN:
        return Why("facts.below-fen", "这个浮点数不是恰好整分。", "请把这一列写成整数（分）或 DECIMAL。")
    digits = len(whole.lstrip("0"))
    return Why("facts.too-large", f"金额超过1万亿元（{digits}位整数，单位{unit}）。", "请核对数字和单位。")


def _unit_of(column: Column) -> str:
    scale = YUAN if column.scale is None else column.scale
    return "分" if scale == FEN else next(unit for unit, power in MONEY_UNITS.items() if power == scale)


def _why_count(column: Column, text: str) -> Why:
    least, most = count_bounds(column.field)
    number = text.replace(",", "")
    if re.match(r"-\s*\d", number):
        return Why("facts.negative", "数量是负数。", "数量不能小于0。")
    if _is_scientific(number):
        return Why("facts.scientific", "数量是科学记数，后几位可能已丢失。", "请把这一列设为数值格式，写出全部数字。")
    if least and re.fullmatch(r"\d+年?", number):
        return Why("facts.year-out-of-range", f"年度应在{least}年到{most}年之间。", "请写四位年份，例如 2025。")
    if re.fullmatch(r"\d+", number):
        return Why("facts.too-large", f"数量超过{plain_count(most)}。", "请核对数字和单位。")
    if re.fullmatch(r"\d+\.\d+", number):
        return Why("facts.not-whole", "数量应为整数。", "请核对数字和单位。")
    return Why("facts.not-a-number", "不是数量。", "请写整数，例如 30。")


def plain_count(number: int) -> str:
    """Say a bound: 10亿, 1200."""
    return f"{number // 10**8}亿" if number % 10**8 == 0 else str(number)


def _why_date(column: Column, text: str) -> Why:
    first, last = year_bounds(column.field)
    found = re.match(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(?:[日号]|$|[T\s])", text) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", text
    )
    if found and not first <= int(found.group(1)) <= last:
        return Why("facts.year-out-of-range", f"年份应在{first}年到{last}年之间。", "请核对年份。")
    if found and not _is_day(*map(int, found.groups())):
        return Why("facts.no-such-day", "没有这一天。", "请核对月和日。")
    if found:
        return Why("facts.not-a-date", "日期后面多了别的字。", "请只写日期，例如 2025-06-20。")
    if re.fullmatch(r"\d{4}年?", text):
        return Why("facts.not-a-date", "只有年份，没有月和日。", "请写到日，例如 2025-06-20。")
    if re.fullmatch(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?", text):
        return Why("facts.not-a-date", "只有年月，没有日。", "请写到日，例如 2025-06-20。")
    if re.match(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", text):
        return Why("facts.not-a-date", "分不清年、月、日的先后。", "请按年、月、日写，例如 2025-06-20。")
    return Why("facts.not-a-date", "不是日期。", "请写成 2025-06-20 或 2025年6月20日。")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _why_flag(_column: Column, _text: str) -> Why:
    return Why("facts.not-yes-or-no", "看不出是还是否。", "请写“是”或“否”，不清楚的留空。")


def _why_choice(column: Column, text: str) -> Why:
    words = {word: choice.label for choice in column.field.choices for word in (choice.label, *choice.aliases)}
    near = [word for word in words if word in text] or get_close_matches(text, words, n=1, cutoff=0.5)
    meant = f"是不是“{words[near[0]]}”？" if near else ""
    return Why(
        "facts.unknown-word",
        f"“{column.field.label}”没有这个说法。",
        f"{meant}可以写：{'、'.join(c.label for c in column.field.choices)}。",
    )


def _why_region(_column: Column, text: str) -> Why:
    digits = re.fullmatch(r"\d+", text)
    message = f"行政区划代码有{len(text)}位，应为6位、9位或12位。" if digits else "不是行政区划代码。"
    return Why("facts.wrong-region", message, "请写数字代码，例如 150621，不写地名。")


def _why_id(column: Column, text: str) -> Why:
    if _is_scientific(text):
        return Why("facts.spoiled-number", "编号被表格软件当成数字改写了，后几位已丢失。", "请把这一列设为文本格式，重新填写完整编号。")
    if len(text) > MAX_ID:
        return Why("facts.too-long", f"编号超过{MAX_ID}个字。", "请核对是否填错了列。")
    return Why("facts.not-an-id", f"这不是{column.field.label}。", "请核对是否填错了列。")


def _why_text(_column: Column, text: str) -> Why:
    if len(text) > MAX_TEXT:
        return Why("facts.too-long", f"有{len(text)}个字，最多{MAX_TEXT}个字。", "请核对是否填错了列，或有引号没有成对。")
    return Why("facts.not-a-text", "这一格没有可读的字。", "请重新填写。")


def _is_scientific(text: str) -> bool:
    return bool(re.fullmatch(r"\d(\.\d+)?[Ee]\+?\d+", text))


def is_nothing(cell: str) -> bool:
    """Say whether a cell says that there is nothing to say, as the conversions see it."""
    return cell.strip(BLANKS) in NOTHING


def allowed_words(field: FactField) -> str:
    """Return what may stand in a column of choices."""
    return "、".join(choice.label for choice in field.choices)


_BY_TYPE: dict[FactType, Callable[[Column, str], Why]] = {
    FactType.MONEY: _why_money,
    FactType.COUNT: _why_count,
    FactType.DATE: _why_date,
    FactType.FLAG: _why_flag,
    FactType.CHOICE: _why_choice,
    FactType.REGION: _why_region,
    FactType.ID: _why_id,
}
