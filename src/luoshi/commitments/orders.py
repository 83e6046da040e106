"""Which sentences of a policy order something: those that look back, describe, or tell of others are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.context import Context, Sentence
from luoshi.policy.nodes import Clause

# Headings under which a document describes what was or what is, not what shall be done.
BACKGROUND_HEADING = re.compile(
    r"(?:"
    r"[^，。]{0,12}?(?:现有|发展|工作|良好|坚实|产业)?基础(?:条件|和优势|与形势)?"
    r"|[^，。]{0,12}现状(?:[与和及][^，。]{1,8})?|(?:基本|发展|工作|产业|总体)情况|发展环境"
    r"|[^，。]{0,12}(?:主要|取得的?|工作|发展|建设)(?:成效|成就|成绩|进展)|[^，。]{0,12}回顾"
    r"|面临的?[^，。]{0,12}|(?:深刻|准确|正确)?(?:认识|把握)[^，。]{0,16}|[^，。]{0,8}(?:形势|背景|背景依据|机遇|挑战|机遇与挑战|环境分析|形势分析)"
    r"|(?:存在|突出)的?(?:主要|突出)?(?:问题|短板|困难)(?:[与和及][^，。]{1,8})?"
    r"|指导思想|重要意义|重大意义|[^，。]{0,6}(?:起草|制定|出台)(?:背景|过程|依据|必要性)[^，。]{0,8}|名词解释|术语[^，。]{0,4}"
    r")\Z"
)
# Words of a news item, a speech or a letter: whoever speaks there orders nothing by this document.
REPORTED = re.compile(
    r"记者|本报讯|通讯员|据悉|据介绍|据了解|(?:日前|近日)[，,]|发布会上|签约仪式|应邀|调研时|参观了"
    r"|(?:会议|会上|讲话|书记|省长|市长|县长|旗长|区长|部长|局长|他|她)还?(?:强调|指出|表示|介绍|要求[，,：:])"
    r"|祝愿|我讲[几三两四五]点"
)
# Nobody is greeted in a policy.
SPEECH = re.compile(r"同志们|各位(?:来宾|代表|领导|朋友|委员)|女士们|谢谢大家")
# A time that is over, at the head of a sentence, or a comparison with one.
PAST = re.compile(
    r"[^，,；;]{0,12}(?:“?十[一二三]五”?(?:期间|时期|以来)|[一二三四五六七八九十几多两]年来|近年来|去年|上年度?[，,]|截至|截止|[目当]前[，,]|以来[，,]|历史上)"
    r"|.*[较比]“?十[一二三]五”?末"
)
DONE = re.compile(r"(?:已经?|先后|相继|累计|成功)[^，,；;、]{0,4}$")
# A table of contents printed before the text.
CONTENTS = re.compile(r"第[一二三四五六七八九十百]+[编章节条]|[^。]*(?:\.{3,}|…{2,})\s*\d+$")


def ordered_sentences(context: Context) -> Iterator[Sentence]:
    """Yield the sentences that may order something, in document order.

    Left out: all below a heading such as 发展现状, paragraphs that report, a table of contents, sentences about a time that is over, and
    the whole of a speech and of a news item without numbered clauses.
    """
    chars = context.policy.text.chars
    if SPEECH.search(chars) or (not any(clause.number for clause in context.clauses) and REPORTED.search(chars)):
        return
    background = frozenset(_background(context))
    paragraphs = _Paragraphs(chars)
    for sentence in context.sentences:
        if sentence.clause.id in background or PAST.match(sentence.text) or paragraphs.report(sentence):
            continue
        if sentence.clause.path != "0" or not CONTENTS.match(sentence.text):
            yield sentence


def is_done(before: str) -> bool:
    """Say whether the words before a verb tell that the thing is done already (已建立, 先后建成)."""
    return DONE.search(before) is not None


class _Paragraphs:
    """Remembers whether the paragraph in hand is a report, so that each is looked through once."""

    def __init__(self, chars: str) -> None:
        self._chars = chars
        self._end = -1
        self._is_report = False

    def report(self, sentence: Sentence) -> bool:
        """Say whether the sentence stands in a paragraph that reports; sentences must come in document order."""
        if sentence.span.start >= self._end:
            start = self._chars.rfind("\n", max(0, self._end), sentence.span.start) + 1
            end = self._chars.find("\n", sentence.span.start)
            self._end = len(self._chars) if end < 0 else end
            self._is_report = REPORTED.search(self._chars, max(start, 0), self._end) is not None
        return self._is_report


def _background(context: Context) -> Iterator[str]:
    """Yield the identifiers of the clauses that only describe, with all below them."""

    def below(clause: Clause, inherited: bool) -> Iterator[str]:
        describes = inherited or BACKGROUND_HEADING.match(clause.heading) is not None
        if describes:
            yield clause.id
        for child in clause.children:
            yield from below(child, describes)

    for clause in context.policy.clauses:
        yield from below(clause, False)
