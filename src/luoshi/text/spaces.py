"""Spaces that are layout and not words: inside Chinese words and numbers, around punctuation. Those that part two things stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.text.edits import Edit
from luoshi.text.line_shapes import ARTICLE_NUMBER, HEADING, LABEL

RUN = re.compile(" +")
# Behind these a space is the only thing between number and name: 第一节 深刻认识, 附件1 申报表, 3 术语, 1. 5G应用.
NUMBER_HEAD = re.compile(
    rf"{ARTICLE_NUMBER.pattern}(?= )|(?:附[件录表图]?|[图表]|专栏) ?[0-9一二三四五六七八九十]{{1,3}}(?:[-—.][0-9]{{1,2}})?(?= +[^0-9 ])"
    r"|[0-9]{1,2}(?:[.．][0-9]{1,2}){0,3}(?= +[㐀-鿿])|[0-9]{1,3}[.．)](?= +[0-9A-Za-z])"
)
# … but a line that begins with an amount or a date, `5 月底前`, `20 户`, has no such number.
COUNTED = "年月日时天周季度个家项件万亿千百元户名人次处所户条款类种批场台套只亩吨米号位倍成册期届级层余多以%％℃"
SPACED_NUMBER = re.compile(r"(?<![0-9.])[0-9]+(?: +[0-9]+)+(?![0-9])")
THOUSANDS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+$")
ORDINAL = "第〔（([［达到约超过不低于少"
NAMED_BY_NUMBER = "件表图录题例栏"
YEAR = re.compile("(?:19|20)[0-9]{2} ?年")
GLUED = "-—–－/+＋&<>＜＞=*~～^"
CLAUSE_MARKS = re.compile("[，。；、,;]")
LONGEST_BARE_LINE = 60
NEAR = 8


def space_edits(chars: str) -> Iterator[Edit]:
    """Drop or shorten the runs of spaces inside every line, in linear time."""
    at = 0
    for line in chars.split("\n"):
        if " " in line:
            yield from ((at + start, at + end, words) for start, end, words in line_edits(line))
        at += len(line) + 1


def tidy(words: str) -> str:
    """Return one line of words without the spaces that are layout."""
    pieces: list[str] = []
    at = 0
    words = words.strip(" ")
    for start, end, space in line_edits(words):
        pieces += (words[at:start], space)
        at = end
    return "".join(pieces) + words[at:]


def line_edits(line: str) -> Iterator[Edit]:
    """Yield the edits of one line."""
    head = NUMBER_HEAD.match(line)
    head_end = head.end() if head else 0
    numbers = spaces_in_numbers(line)
    parts_names = bool(LABEL.match(line))
    is_bare = len(line) <= LONGEST_BARE_LINE and not CLAUSE_MARKS.search(line)
    is_heading = bool(HEADING.match(line)) and not ARTICLE_NUMBER.match(line)
    for run in RUN.finditer(line):
        start, end = run.span()
        if start == 0 or end == len(line) or "|" in (line[start - 1], line[end]):
            words = run[0][:2] if line[start - 1 : start] + line[end : end + 1] == "||" else " "  # an empty cell has a space to both sides
        elif start in numbers:
            words = ""
        elif start == head_end and line[end] not in COUNTED:
            words = " "
        else:
            # One space in a heading comes from spacing out a full line, several were typed.
            lists = is_bare and (end - start > 1 or not is_heading)
            words = " " if is_word_break(line, start, end, parts_names=parts_names, lists=lists) else ""
        if words != run[0]:
            yield start, end, words


def spaces_in_numbers(line: str) -> set[int]:
    """Return where spaces stand that cut one number in pieces: 第 1 0 条, 2 0 2 5 年, 100 000 元."""
    inside: set[int] = set()
    for found in SPACED_NUMBER.finditer(line):
        pieces = found[0].split()
        before = line[max(0, found.start() - NEAR) : found.start()].rstrip(" ")[-1:]
        behind = line[found.end() : found.end() + NEAR].lstrip(" ")[:1]
        is_spread = all(len(piece) == 1 for piece in pieces) and before not in (*NAMED_BY_NUMBER, "")
        is_year = behind == "年" and len("".join(pieces)) == 4 and pieces[0][0] in "12"
        is_counted = behind != "" and behind in COUNTED + "."
        if (is_spread and (is_counted or (before and before in ORDINAL))) or is_year or (is_counted and THOUSANDS.match(found[0])):
            inside.update(found.start() + run.start() for run in RUN.finditer(found[0]))
    return inside


def is_word_break(line: str, start: int, end: int, *, parts_names: bool, lists: bool) -> bool:
    """Say whether the space between line[start - 1] and line[end] means something.

    Args:
        line: One line.
        start: Where the run of spaces begins.
        end: Where it ends.
        parts_names: Whether this is a label line, where spaces part names (责任领导：张三丰 李  四).
        lists: Whether spaces part what the line lists, for it has no punctuation (中共某市委 某市人民政府).
    """
    before, behind = line[start - 1], line[end]
    if is_han(before) and is_han(behind):
        singles = (not is_han(line[start - 2 : start - 1])) + (not is_han(line[end + 1 : end + 2]))
        return singles < 2 if parts_names else lists and not singles
    if lists and end - start > 1 and YEAR.match(line, end):
        return True  # an issuer and the date, at the two ends of one line
    if not before.isascii() or not behind.isascii():
        return False
    if before in GLUED or behind in GLUED or behind in ",.;:!?)]}%" or before in "([{":
        return False
    return not (before == "." and behind.isdigit() and line[max(0, start - NEAR) : start - 1].rstrip(" ")[-1:].isdigit())


def is_han(char: str) -> bool:
    """Say whether this is one Chinese character."""
    return "\u3400" <= char <= "\u9fff" or char == "〇" or "\uf900" <= char <= "\ufaff" or "\U00020000" <= char <= "\U0003ffff"
