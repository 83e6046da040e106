"""Traditional characters to simplified ones, one for one, and only in a document that is written in them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Characters that a text of either script can hardly do without: traditional form, simplified form. They decide without the converter, whose
# import is slow.
TELLING = tuple(
    zip(
        "國會發業產關這為個對經進動學實現區務創應設計總規專開機構給認項級術資質與於來時們說過後書長東車門問間見員電話",
        "国会发业产关这为个对经进动学实现区务创应设计总规专开机构给认项级术资质与于来时们说过后书长东车门问间见员电话",
        strict=True,
    )
)
FEWEST_TELLING = 5
TELLING_SHARE = 0.3

# What the converter leaves as it is: variants that the standard forms of both scripts do not know.
LEFT_OVER = str.maketrans(
    "堿衞緖砲祇衹槪尙靑淸曁吿敍隷値徧毎増寗戸鄕鬪黙曽聼闗囘歩鑛鐡雑繋粧覇韮牠妳",
    "碱卫绪炮只只概尚青清暨告叙隶值遍每增宁户乡斗默曾听关回步矿铁杂系妆霸韭它你",
)
# 著 is 着 (着力, 着眼, 沿着) unless it means a book or what is plain to see.
PARTICLE = re.compile(r"(?<![显名巨专论原编译合拙遗昭卓土新旧])著(?![名作述称者录书])")
LITTLE_WORDS = (("甚么", "什么"),)


def simplify(chars: str) -> str:
    """Return simplified characters, as many as were given; the very same string where the document is not traditional."""
    if not is_written_traditionally(chars):
        return chars
    converted = converter().convert(chars)
    if len(converted) != len(chars):  # a phrase that the converter shortens or lengthens: give up phrases there, for the map's sake
        converted = "\n".join(map(convert_line, chars.split("\n")))
    converted = PARTICLE.sub("着", converted.translate(LEFT_OVER))
    for old, new in LITTLE_WORDS:
        converted = converted.replace(old, new)
    return converted


def convert_line(line: str) -> str:
    """Convert one line, character by character where its length would change."""
    converted = converter().convert(line)
    return converted if len(converted) == len(line) else "".join(map(convert_char, line))


def convert_char(char: str) -> str:
    """Convert one character by itself."""
    converted = converter().convert(char)
    return converted if len(converted) == 1 else char


def is_written_traditionally(chars: str) -> bool:
    """Decide by counting; a quoted title or a name does not make a document traditional."""
    traditional = simplified = 0
    for old, new in TELLING:
        traditional += chars.count(old)
        simplified += chars.count(new)
    return traditional >= FEWEST_TELLING and traditional >= TELLING_SHARE * (traditional + simplified)


def is_traditional(char: str) -> bool:
    """Say whether a single character has another, simplified form."""
    return convert_char(char) != char


@cache
def converter() -> OpenCC:
    """Load the converter, once and only where it is needed."""
    from opencc import OpenCC

    return OpenCC("t2s")
