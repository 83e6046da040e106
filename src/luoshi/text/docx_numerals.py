"""Print an automatic number in the styles of Word (ECMA-376, ST_NumberFormat) that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "零一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"))
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
CIRCLED_CHINESE = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def numeral(value: int, style: str) -> str:
    """Print a number, such as 12 in `chineseCounting` as 十二.

    Args:
        value: 0 or more; letters and marks that do not go so far fall back to Arabic digits.
        style: The name in the file; unknown ones print Arabic digits, `none` and `bullet` nothing.
    """
    if style in ("none", "bullet"):
        return ""
    printer = PRINTERS.get(style)
    return printer(value) if printer and 0 < value < 10_000 else str(value)


def counting(value: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """Print 1 to 9999 as people say it: 十二, 二十, 一百零五."""
    words, is_gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            words += digits[0] * (is_gap and bool(words)) + digits[digit] + (units[power - 1] if power else "")
        is_gap = not digit
    return words[1:] if 10 <= value < 20 and digits is DIGITS else words


def marks(row: str, otherwise: str = "{}") -> Callable[[int], str]:
    """Return a printer for a row of ready-made marks; past its end the number is set into `otherwise`."""
    return lambda value: row[value - 1] if value <= len(row) else otherwise.format(value)


def letters(value: int) -> str:
    """Print a, b … z, aa, bb as Word does."""
    turns, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (turns + 1)


def roman(value: int) -> str:
    """Print lower-case Roman numerals."""
    words = ""
    for amount, sign in (*ROMAN, (4, "IV"), (1, "I")):
        words += sign * (value // amount)
        value %= amount
    return words.lower()


def digit_by_digit(value: int) -> str:
    """Print each digit alone, 12 as 一二, zero as 〇."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))


PRINTERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": counting,
    "chineseCountingThousand": counting,
    "taiwaneseCounting": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "koreanCounting": counting,
    "chineseLegalSimplified": lambda value: counting(value, LEGAL_DIGITS, "拾佰仟"),
    "ideographLegalTraditional": lambda value: counting(value, LEGAL_DIGITS, "拾佰仟"),
    "ideographDigital": digit_by_digit,
    "japaneseDigitalTenThousand": digit_by_digit,
    "taiwaneseDigital": digit_by_digit,
    "ideographTraditional": marks(STEMS),
    "ideographZodiac": marks(BRANCHES),
    "ideographEnclosedCircle": marks(CIRCLED_CHINESE, "（{}）"),
    "decimalEnclosedCircle": marks(CIRCLED, "({})"),
    "decimalEnclosedCircleChinese": marks(CIRCLED, "({})"),
    "decimalEnclosedParen": marks(BRACKETED, "({})"),
    "decimalEnclosedFullstop": marks(STOPPED, "{}."),
    "decimalFullWidth": lambda value: str(value).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(FULL_WIDTH),
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "ordinal": lambda value: f"{value}.",
}
