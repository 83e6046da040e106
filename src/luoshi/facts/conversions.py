"""How a cell becomes a value: one definition for each type of fact, in the engine's SQL, so that ten rows and ten million mean the same.

`why.py` says in words what is wrong with a cell; it explains and never decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from luoshi.facts.vocabulary import FIELDS, MAX_AMOUNT_FEN, MAX_COUNT, MAX_TEXT, Entity, FactField, FactType
from luoshi.facts.words import BLANKS, COUNT_UNITS, FULL_WIDTH, HALF_WIDTH, MONEY_UNITS, NO, NOTHING, REMARK, TOTAL, YES, YUAN

FIRST_YEAR, LAST_YEAR = 1990, 2100
# A firm may be older than any policy.
FIRST_YEAR_OF_AN_APPLICANT = 1900
MAX_ID = 100
FIRST_SERIAL, EPOCH_OF_SERIALS = 18264, "1899-12-30"  # Excel's day numbers, from 1950 on; a smaller number is no date
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))

# A head that stands once more on every page of a printed table is no code.
_IDS = [field for fields in FIELDS.values() for field in fields if field.type is FactType.ID and field.required]
HEADS_OF_IDS = tuple(dict.fromkeys(word for field in _IDS for word in (field.label, *field.aliases)))

# Where a text begins with one of these, some spreadsheet runs it.
ESCAPED_MARKS = "=+@＝＋－＠-"

SQL_TYPES = {
    FactType.ID: "VARCHAR",
    FactType.TEXT: "VARCHAR",
    FactType.CHOICE: "VARCHAR",
    FactType.REGION: "VARCHAR",
    FactType.FLAG: "BOOLEAN",
    FactType.COUNT: "BIGINT",
    FactType.MONEY: "BIGINT",
    FactType.DATE: "INTEGER",
}


def quoted(text: str) -> str:
    """Return a text as a literal of the engine."""
    return "'" + text.replace("'", "''") + "'"


def name_of(name: str) -> str:
    """Return a column's name as the engine takes it, keywords included."""
    return '"' + name.replace('"', '""') + '"'


def is_one_of(text: str, words: Iterable[str]) -> str:
    """Return the SQL of IN, never NULL.

    As a map, because the engine makes a join of every IN, carried out for all rows even inside a CASE; and not as an enumeration, because
    a cast that fails costs a message each time.
    """
    return f"coalesce({looked_up(text, dict.fromkeys(words, 'true'))}, false)"


def looked_up(text: str, values: Mapping[str, str]) -> str:
    """Return the SQL that gives for a text the SQL value that stands for it, NULL for any other text."""
    return f"(MAP {{{', '.join(f'{quoted(word)}: {value}' for word, value in values.items())}}})[{text}]"


def trimmed(cell: str) -> str:
    """Return the cell without blanks at its ends."""
    return f"trim({cell}, {quoted(BLANKS)})"


def half_width(cell: str) -> str:
    """Return the cell trimmed, its digits, letters and marks of full width in the usual form."""
    return f"trim(translate({cell}, {quoted(FULL_WIDTH)}, {quoted(HALF_WIDTH)}), {quoted(BLANKS)})"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A text cell into a value, in levels that the engine computes one after the other, so that none is computed twice.

    Nearly all cells of a large table are written plainly; only what is not goes through `a`, `p` and `d`. Each is SQL that calls the
    cell `{x}` and the levels before it `{a}`, `{t}`, `{p}`, `{d}`.

    Attributes:
        a: NULL for a cell without a value or written plainly; else the cell tidied up.
        careful: The value, from `{t}` (NULL where the cell says that there is nothing to say), `{p}` and `{d}`.
        plain: The value of a plain cell `{x}`; None where `careful` gives it too.
        p: The part that matters of a cell that is not plain; None where it is not taken apart.
        d: The part as a number or a date; None where it is not needed.
    """

    a: str
    careful: str
    plain: str | None = None
    p: str | None = None
    d: str | None = None

    @property
    def steps(self) -> dict[str, str | None]:
        """The SQL of each level, in the order in which they are computed; `t` is NULL where nothing is said, `v` where it is no value."""
        text = f"CASE WHEN {{a}} IS NULL THEN {{x}} WHEN {is_one_of('{a}', NOTHING)} THEN NULL ELSE {{a}} END"
        value = f"CASE WHEN {{a}} IS NULL THEN {self.plain} ELSE {self.careful} END" if self.plain else self.careful
        return {"a": self.a, "t": text, "p": self.p, "d": self.d, "v": value}


def conversion_of(field: FactField, scale: int | None = None, *, is_escaped: bool = False) -> Conversion:
    """Return how the text cells of a column become values.

    Args:
        field: What the column holds.
        scale: For money, the power of ten from the unit in the column's head to fen; None where the head names no unit.
        is_escaped: An apostrophe before `=`, `+`, `-` or `@` keeps spreadsheets from running the text, and is no part of it.
    """
    match field.type:
        case FactType.MONEY:
            return _money(scale)
        case FactType.COUNT:
            return _count(field)
        case FactType.DATE:
            return _day(field)
        case FactType.FLAG:
            return _flag()
        case FactType.REGION:
            return _region()
        case FactType.CHOICE if field.choices:
            return _choice(field)
        case FactType.ID:
            return _id()
        case _:
            return _text(is_escaped)


def levels(cells: Sequence[tuple[str, Mapping[str, str | None]]], scan: str) -> str:
    """Return the SQL that gives each cell `xN` of the scan its text `tN` (NULL: nothing) and its value `vN` (NULL and text: wrong)."""
    query = scan
    for level in ("a", "t", "p", "d", "v"):
        steps = [f"{_named(sql, number)} AS {level}{number}" for number, found in cells if (sql := found.get(level)) is not None]
        query = f"(SELECT *, {', '.join(steps)} FROM {query})" if steps else query
    return query


def _named(sql: str, number: str) -> str:
    """Put the number of the column behind the names of the levels."""
    return re.sub(r"\{([xatpd])\}", rf"\g<1>{number}", sql)


def year_bounds(field: FactField) -> tuple[int, int]:
    """Return the first and the last year that a date of this fact may lie in."""
    is_attribute = field.entity is Entity.APPLICANT and field.name != "from"
    return (FIRST_YEAR_OF_AN_APPLICANT if is_attribute else FIRST_YEAR), LAST_YEAR


def is_valid_uscc(code: str) -> str:
    """Return the SQL that checks the last of 18 characters (GB 32100-2015); NULL or false where one is not of the alphabet."""
    places = [f"strpos({quoted(USCC_ALPHABET)}, substr({code}, {at + 1}, 1))" for at in range(17)]
    total = " + ".join(f"{place} * {weight}" for place, weight in zip(places, USCC_WEIGHTS, strict=True))
    # strpos counts from 1, so the sum is too large by the sum of the weights.
    check = f"substr({quoted(USCC_ALPHABET)}, ((31 - ({total} - {sum(USCC_WEIGHTS)}) % 31) % 31) + 1, 1)"
    return f"(regexp_full_match({code}, '[0-9A-HJ-NP-RTUWXY]{{18}}') AND {check} = substr({code}, 18, 1))"


def day_number(date: str) -> str:
    """Return the SQL of a date as yyyymmdd."""
    return f"(year({date}) * 10000 + month({date}) * 100 + day({date}))::INTEGER"


# --- money and counts ---------------------------------------------------------------------------------------------------------------

_MONEY = r"'^(?:¥|人民币|RMB)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*([^\d.,\s]*)$'"
_DECIMALS = 10


def _unless(pattern: str, tidied: str) -> str:
    """Tidy up what is not plain: rewriting characters costs more than all the rest."""
    return f"CASE WHEN NOT regexp_full_match({{x}}, {quoted(pattern)}) THEN {tidied} END"


def _money(scale: int | None) -> Conversion:
    """Yuan (or the unit of the head) into fen, exactly; NULL unless it is a whole number of fen within the bounds."""
    power = YUAN if scale is None else scale
    decimals = min(power, 6)
    # What is cast and then multiplied has to stay within eighteen digits, on both sides of the point.
    digits = min(14 - power, 18 - 2 * decimals)
    grouped = rf"\d{{1,3}}(,\d{{3}}){{1,{min(2, (digits - 3) // 3)}}}|" if digits >= 6 else ""
    plain_pattern = rf"({grouped}\d{{1,{digits}}})" + (rf"(\.\d{{1,{decimals}}})?" if decimals else "")
    units = {unit: times for unit, times in MONEY_UNITS.items() if scale is None or times == scale}
    factor = (
        f"CASE {{p}}.u WHEN '' THEN {10**power} {' '.join(f'WHEN {quoted(word)} THEN {10**times}' for word, times in units.items())} END"
    )
    number = "replace({p}.n, ',', '')"
    is_exact = rf"regexp_full_match({number}, '\d{{1,14}}(\.\d{{1,{_DECIMALS}}}0*)?')"
    return Conversion(
        a=_unless(plain_pattern, half_width("{x}")),
        plain=_plain_fen(power, decimals),
        p=f"CASE WHEN {{a}} IS NOT NULL THEN regexp_extract({{t}}, {_MONEY}, ['n', 'u']) END",
        d=f"CASE WHEN {is_exact} THEN CAST({number} AS DECIMAL(28, {_DECIMALS})) * CAST({factor} AS DECIMAL(11, 0)) END",
        careful=f"CASE WHEN {{d}} <= {MAX_AMOUNT_FEN} AND {{d}} % 1 = 0 THEN {{d}}::BIGINT END",
    )


def _plain_fen(power: int, decimals: int) -> str:
    """Cast and multiply in a DECIMAL of 64 bits, the quick kind: fourteen digits of fen, `decimals` behind the point of the unit."""
    number = f"CAST(replace({{x}}, ',', '') AS DECIMAL({14 - power + decimals}, {decimals}))"
    return f"({number} * {10**decimals})::BIGINT * {10 ** (power - decimals)}"


def _count(field: FactField) -> Conversion:
    least, most = count_bounds(field)
    bare = rf"regexp_replace({{t}}, '\s*({'|'.join(COUNT_UNITS)})$', '')"
    is_whole = r"regexp_full_match({p}, '(\d{1,3}(,\d{3}){1,4}|\d{1,18})(\.0+)?')"
    return Conversion(
        a=_unless(r"\d{1,9}", half_width("{x}")),
        plain=_between("CAST({x} AS BIGINT)", least, most),
        p=f"CASE WHEN {{a}} IS NOT NULL THEN {bare} END",
        d=rf"CASE WHEN {is_whole} THEN CAST(regexp_replace(replace({{p}}, ',', ''), '\.0+$', '') AS BIGINT) END",
        careful=_between("{d}", least, most),
    )


def _between(number: str, least: int, most: int) -> str:
    return f"CASE WHEN {number} BETWEEN {least} AND {most} THEN {number} END"


def count_bounds(field: FactField) -> tuple[int, int]:
    """Return the least and the greatest value of a whole number; a payment's year is one."""
    return (FIRST_YEAR, LAST_YEAR) if (field.entity, field.name) == (Entity.PAYMENT, "year") else (0, field.most or MAX_COUNT)


# --- days ---------------------------------------------------------------------------------------------------------------------------

_WRITTEN_DAY = r"'^(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})\s*[日号]?(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$'"


def _day(field: FactField) -> Conversion:
    """2025-06-20, 2025年6月20日, 2025/6/20, 2025.6.20, 20250620, a day number of Excel; a time of day behind it is dropped."""
    first, last = year_bounds(field)
    # A cast that fails costs a message: only what is not plain already is rewritten, and not tried before.
    plain = r"TRY_CAST(CASE WHEN strlen({x}) = 10 AND {x} LIKE '____-__-__' THEN {x} ELSE translate({x}, '/.年月日号', '----') END AS DATE)"
    dashed = r"regexp_replace({p}, '\s*[/.年月]\s*', '-', 'g')"
    packed = r"regexp_replace({t}, '^(\d{4})(\d{2})(\d{2})$', '\1-\2-\3')"
    careful = (
        f"WHEN {{p}} <> '' THEN TRY_CAST({dashed} AS DATE)"
        rf" WHEN regexp_full_match({{t}}, '\d{{8}}') THEN TRY_CAST({packed} AS DATE)"
        rf" WHEN regexp_full_match({{t}}, '\d{{5}}') AND {{t}} >= '{FIRST_SERIAL}' THEN DATE '{EPOCH_OF_SERIALS}' + CAST({{t}} AS INTEGER)"
    )
    return Conversion(
        a=_unless(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?", half_width("{x}")),
        p=f"CASE WHEN {{a}} IS NOT NULL THEN regexp_extract({{t}}, {_WRITTEN_DAY}, 1) END",
        d=f"CASE WHEN {{a}} IS NULL THEN {plain} {careful} END",
        careful=f"CASE WHEN year({{d}}) BETWEEN {first} AND {last} THEN {day_number('{d}')} END",
    )


# --- words --------------------------------------------------------------------------------------------------------------------------

_PLAIN_FLAGS = {"是": "true", "true": "true", "1": "true", "否": "false", "false": "false", "0": "false"}


def _flag() -> Conversion:
    return Conversion(
        a=f"CASE WHEN {{x}} IS NULL OR {is_one_of('{x}', _PLAIN_FLAGS)} THEN NULL ELSE lower({half_width('{x}')}) END",
        plain=looked_up("{x}", _PLAIN_FLAGS),
        careful=looked_up("{t}", {**dict.fromkeys(YES, "true"), **dict.fromkeys(NO, "false")}),
    )


def _choice(field: FactField) -> Conversion:
    plain = {word: quoted(choice.name) for choice in field.choices for word in (choice.label, choice.name)}
    words = {_tidy(word): quoted(choice.name) for choice in field.choices for word in (*choice.aliases, choice.label, choice.name)}
    return Conversion(
        a=f"CASE WHEN {{x}} IS NULL OR {is_one_of('{x}', plain)} THEN NULL ELSE lower({half_width('{x}')}) END",
        plain=looked_up("{x}", plain),
        careful=looked_up("{t}", words),
    )


def _tidy(word: str) -> str:
    return word.translate(str.maketrans(FULL_WIDTH, HALF_WIDTH)).lower()


def _region() -> Conversion:
    pattern = r"\d{6}|\d{9}|\d{12}"
    is_code = f"regexp_full_match({{t}}, {quoted(pattern)})"
    return Conversion(a=_unless(pattern, half_width("{x}")), plain="{x}", careful=f"CASE WHEN {is_code} THEN {{t}} END")


APOSTROPHE = quoted("'")


def _id() -> Conversion:
    """Blanks inside go, 18 characters of a code become capitals; a number that a spreadsheet has rounded is no id."""
    close = rf"regexp_replace(ltrim({half_width('{x}')}, {APOSTROPHE}), '[\s{_class(BLANKS)}]+', '', 'g')"
    is_spoiled = r"regexp_full_match({t}, '\d\.\d+[Ee]\+?\d+|\d+[Ee]\+\d+')"
    is_no_id = f"regexp_full_match({{t}}, {quoted(f'{TOTAL}|{REMARK}')}) OR {is_one_of('{t}', HEADS_OF_IDS)}"
    is_barred = f"{is_spoiled} OR length({{t}}) > {MAX_ID} OR {_is_garbled('{t}')} OR {is_no_id}"
    capital = "CASE WHEN regexp_full_match({t}, '[0-9A-Za-z]{18}') THEN upper({t}) ELSE {t} END"
    return Conversion(a=_unless("[A-DF-Z0-9]{1,100}", close), plain="{x}", careful=f"CASE WHEN {is_barred} THEN NULL ELSE {capital} END")


def _text(is_escaped: bool) -> Conversion:
    """Blanks at the ends go, line breaks inside become one blank."""
    is_plain = (
        rf"regexp_full_match({{x}}, '[\p{{Han}}A-Za-z0-9（）()·]+') AND strlen({{x}}) <= {MAX_TEXT} AND NOT {is_one_of('{x}', NOTHING)}"
    )
    own = rf"regexp_replace({{x}}, '^''(''*[{ESCAPED_MARKS}])', '\1')" if is_escaped else "{x}"
    one_line = trimmed(rf"regexp_replace({own}, '[\x00-\x1f\x85\x{{2028}}\x{{2029}}]+', ' ', 'g')")
    is_text = f"length({{t}}) <= {MAX_TEXT} AND NOT {_is_garbled('{t}')}"
    return Conversion(a=f"CASE WHEN NOT ({is_plain}) THEN {one_line} END", plain="{x}", careful=f"CASE WHEN {is_text} THEN {{t}} END")


def _is_garbled(text: str) -> str:
    return f"contains({text}, '\ufffd')"


def _class(characters: str) -> str:
    """Return characters as they stand between the brackets of a pattern; four digits each, for `{a}` and `{d}` are names of levels."""
    return "".join(f"\\x{{{ord(char):04x}}}" for char in characters)
