"""Replace the radicals that PDF and OFD fonts put in place of the characters that look the same: ⽤ for 用, ⻓ for 长."""

from __future__ import annotations

import unicodedata

KANGXI = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# The supplement has no compatibility mapping in Unicode; these are the shapes of characters that stand alone in simplified Chinese.
SUPPLEMENT = str.maketrans(
    "⺁⺇⺊⺌⺍⺕⺘⺝⺟⺠⺢⺩⺪⺫⺮⺶⺻⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂几卜小小彐扌月母民氺王疋罒竹羊聿虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
RADICALS: dict[int, int | str] = {**KANGXI, **SUPPLEMENT}


def without_radicals(chars: str) -> str:
    """Return the text with the characters that are meant; each stands for one, so offsets stay."""
    return chars.translate(RADICALS)
