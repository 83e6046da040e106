"""Codes and names that nobody has: valid in form, with right check characters, and outside of what any office gives out.

The second character of a 统一社会信用代码 is the kind within its registering body; `U` is none of those that GB 32100-2015 knows, so that
`9U…`, `1U…` and `5U…` belong to no firm, institution or society. Characters 3–8 are the region, 9–16 the number, 17 the check of the
organisation code (GB 11714), 18 the check of the whole.
"""

from __future__ import annotations

from luoshi.facts.conversions import USCC_ALPHABET, USCC_WEIGHTS

FIRM = "9U"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
REGION_AT, NUMBER_AT, ORGANISATION_CHECK_AT = 2, 8, 16
LARGEST_NUMBER = 99_999_999


def uscc(prefix: str, region: str, number: str) -> str:
    """Return the SQL of an 18-character code.

    Args:
        prefix: Two characters.
        region: SQL of six digits, VARCHAR.
        number: SQL of a whole number up to `LARGEST_NUMBER`.
    """
    organisation = _organisation_check(number)
    fixed = sum(USCC_ALPHABET.index(char) * USCC_WEIGHTS[at] for at, char in enumerate(prefix))
    weights = USCC_WEIGHTS[REGION_AT:NUMBER_AT]
    total = f"{fixed} + {_weighted(f'{region}::BIGINT', weights)} + {_weighted(number, USCC_WEIGHTS[NUMBER_AT:ORGANISATION_CHECK_AT])}"
    total += f" + {organisation} * {USCC_WEIGHTS[ORGANISATION_CHECK_AT]}"
    check = f"(31 - ({total}) % 31) % 31"
    return f"'{prefix}' || {region} || lpad(({number})::VARCHAR, 8, '0') || {_character(organisation)} || {_character(check)}"


def local_code(prefix: str, number: str) -> str:
    """Return the SQL of the code of an applicant that has no 统一社会信用代码: prefix and six digits or more."""
    return f"'{prefix}' || {padded(number)}"


def padded(number: str, width: int = 6) -> str:
    """Return the SQL of a number with zeros before it up to a width; a longer one stays whole."""
    return f"(CASE WHEN {number} < {10**width} THEN lpad(({number})::VARCHAR, {width}, '0') ELSE ({number})::VARCHAR END)"


def _organisation_check(number: str) -> str:
    """The value of the check character: X (10) stands for ten, 0 for eleven; as its place in the alphabet."""
    rest = f"(11 - ({_weighted(number, ORGANISATION_WEIGHTS)}) % 11)"
    return f"(CASE {rest} WHEN 10 THEN {USCC_ALPHABET.index('X')} WHEN 11 THEN 0 ELSE {rest} END)"


def _weighted(number: str, weights: tuple[int, ...]) -> str:
    """The digits of a number, as many as weights, each times its weight."""
    powers = (10 ** (len(weights) - 1 - at) for at in range(len(weights)))
    return "(" + " + ".join(f"(({number}) // {power} % 10) * {weight}" for power, weight in zip(powers, weights, strict=True)) + ")"


def _character(place: str) -> str:
    return f"substr('{USCC_ALPHABET}', ({place} + 1)::INTEGER, 1)"
