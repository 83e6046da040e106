"""What a printed line looks like: heading, label line, date, title, signature; general habits of Chinese official documents."""

from __future__ import annotations

import re

DIGITS = "0-9〇零一二三四五六七八九十百千两"
# A number that can only stand at the head of a paragraph. `1.5亿元` and `2024年` are no headings, so a digit must not follow the point.
HEADING = re.compile(
    rf"第 ?[{DIGITS} ]{{1,8}}[编篇章节条部](?![{DIGITS}])"
    r"|[〇零一二三四五六七八九十百]{1,4} ?[、.．﹒]"
    rf"|[(（] ?[{DIGITS}]{{1,4}} ?[)）]"
    r"|[0-9]{1,3} ?(?:[、)）]|[.．﹒](?![0-9]))"
    r"|[①-⑳㈠-㈩⒈-⒛⑴-⒇]"
)
ARTICLE_NUMBER = re.compile(rf"第 ?[{DIGITS} ]{{1,8}}[编篇章节条]")
ANNEX = re.compile(r"附 ?(?:件|表|录|图)? ?[0-9一二三四五六七八九十]{0,3} ?[:：]?$")
ANNEX_LIST = re.compile(r"附件 ?[0-9一二三四五六七八九十]{0,3} ?[:：.．、]")
# 牵头单位：…, 责任领导：…, 联系人：…: a short name and a colon; an official label has no particle in it.
LABEL = re.compile(
    r"【?[^\s，。；、：:（()）《》“”0-9]{2,10}(?:单位|部门|领导|人|时限|时间|主体|机关|科室|方式|电话|地址|范围|依据|对象|标准|期限|目标|任务|措施|进度)[:：]"
)
YEAR = "(?:[0-9 ]{4,7}|[〇○零0一二三四五六七八九]{4})"
DATE_LINE = re.compile(
    rf"[（(]?{YEAR} ?年 ?[0-9 一二三四五六七八九十]{{1,4}} ?月(?: ?[0-9 一二三四五六七八九十]{{1,4}} ?日)?(?:印发)?[)）]?$"
)
DOCUMENT_NUMBER = re.compile(r"\S{1,14} ?(?:[〔\[［【(（] ?(?:19|20)[0-9 ]{2,4} ?[〕\]］】)）]|[0-9]{4}年) ?第? ?[0-9 ]{1,6} ?号$")
SALUTATION = re.compile(r"(?:各|有关|直属|驻)[^。；]*[:：]$")
CLOSING_WORDS = re.compile(r"本[㐀-鿿]{2,12}自[^，。]{1,16}(?:施行|实施|执行)")
AFTER_SALUTATION = re.compile("现将|现就|为|经|根据|按照|依据|遵照|《")
LEADERS = re.compile(r"(?:[.．·…]{2}|…| {4}) ?[0-9]{1,4}$")
LONGEST_LEADERS = 12  # characters; a search from every dot of a long row would be quadratic

SENTENCE_END = "。！？!?"
CLAUSE_END = "；;：:"
CLOSERS = "”’」』）)】〕》〉\"'"
OPENERS = "“‘「『（(【〔《〈"
UNFINISHED = "，、,—－-（(《〈“‘〔【+＋/／＆&～~"
NEVER_FIRST = "，。、；：！？）》”’〕】〉」』,;:!?)]%％…"

TITLE_WORD = (
    "通知|通告|公告|决定|意见|方案|规划|计划|办法|措施|政策|细则|规定|条例|要点|指南|纲要|批复|规则|章程|制度|清单|行动|若干条"
    "|[0-9一二三四五六七八九十百]+条"
)
TITLE_TAIL = r"(?:[（(][^（()）]{1,30}[)）])?[》〉]?"
# 牵头单位：旗科技局 may stand at the edge of many pages and is still part of the text.
LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}[:：].")
TITLE_END = re.compile(rf"(?:{TITLE_WORD}){TITLE_TAIL}(?:的通知)?{TITLE_TAIL}$")
SUBTITLE = re.compile(
    r"[（(](?:试行|暂行|修订稿?|(?:公开)?征求意见稿|送审稿|讨论稿|草案|稿|[0-9]{4} ?年?版"
    r"|[0-9]{4} ?年? ?[-—–－~～至]{1,2} ?[0-9]{4} ?年?)[)）]$"
)
ISSUER_END = re.compile(r"(?:政府|办公室|办公厅|委员会|[市县区旗省党]委|[局厅部委办]|文件|管委会|领导小组)$")


CLOSED_BY = {"》": "《", "）": "（", ")": "（", "〕": "〔"}


def ends_sentence(words: str) -> bool:
    """Say whether the words end a sentence, with or without closing marks behind its stop."""
    return words.rstrip(CLOSERS).endswith(tuple(SENTENCE_END))


def has_leaders(words: str) -> bool:
    """Say whether these words are a row of a table of contents: dots, then the number of a page."""
    return bool(LEADERS.search(words[-LONGEST_LEADERS:]))


def opened_brackets(words: str, opened: str = "") -> str:
    """Return the brackets that are still open after these words, outermost first; full and half width are the same."""
    for char in words:
        if char in "《（(〔":
            opened += "（" if char == "(" else char
        elif opened and opened[-1] == CLOSED_BY.get(char):
            opened = opened[:-1]
    return opened
