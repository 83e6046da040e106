"""What of a policy is ordered: sentences that look back or tell of others are left out, and a verb is found for what is ordered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.context import Context, Sentence
from luoshi.policy.nodes import Clause, ClauseKind

# Headings under which a document describes what was or what is, not what shall be done.
BACKGROUND_HEADING = re.compile(
    r"(?:[^，。]{0,12}?(?:现有|发展|工作|良好|坚实|产业)?基础(?:条件|和优势|与形势)?|[^，。]{0,12}现状(?:[与和及][^，。]{1,8})?|(?:基本|发展|工作|产业|总体)情况"
    r"|[^，。]{0,12}(?:主要|取得的?|工作|发展|建设)(?:成效|成就|成绩|进展)|[^，。]{0,12}回顾|面临的?[^，。]{0,12}|(?:深刻|准确|正确)?(?:认识|把握)[^，。]{0,16}|[^，。]{0,8}(?:形势|背景|背景依据|机遇|挑战|机遇与挑战|环境分析|形势分析)"
    r"|(?:存在|突出)的?(?:主要|突出)?(?:问题|短板|困难)(?:[与和及][^，。]{1,8})?|发展环境|指导思想|重要意义|重大意义|[^，。]{0,6}(?:起草|制定|出台)(?:背景|过程|依据|必要性)[^，。]{0,8}|名词解释|术语[^，。]{0,4})\Z"
)
# Words of a news item, a speech or a letter: whoever speaks there orders nothing by this document.
REPORTED = re.compile(
    r"记者|本报讯|据悉|据介绍|据了解|日前，|近日，|近日,|日前,|(?:会议|会上|他|她|讲话|书记|市长|县长|旗长|省长|区长|部长|局长)(?:还)?(?:强调|指出|要求，|表示|介绍)"
    r"|同志们|各位(?:来宾|代表|领导|朋友|委员)|女士们|谢谢大家|祝愿|我讲(?:几|三|两|四|五)点|通讯员|发布会上|签约仪式|应邀|参观了|调研时"
)
# A stretch of time that is over, at the head of a sentence. A sentence that goes on to a later year is no report.
PAST = re.compile(
    r"^[^，,；;]{0,12}(?:“?十[一二三]五”?(?:期间|时期|以来)|[一二三四五六七八九十几多两]年来|近年来|去年|上年度?，|截至|截止|目前，|目前,|当前，|当前,|以来[，,]|历史上)|.*[较比]“?十[一二三]五”?末"
)
FINISHED = re.compile(r"(?:已经?|先后|相继|累计|成功)(?:[^，,；;、]{0,4})$")
# A table of contents printed before the text.
CONTENTS = re.compile(r"第[一二三四五六七八九十百]+[编章节条]|[^。]*(?:\.{3,}|…{2,})\s*\d+$")


def ordered_sentences(context: Context) -> Iterator[Sentence]:
    """Yield the sentences that may order something, in document order.

    Left out: all below a heading such as 发展现状, paragraphs of a news item or a speech, and sentences about a time that is over.
    """
    background = frozenset(_background(context))
    reported = _Paragraphs(context.policy.text.chars)
    for sentence in context.sentences:
        if sentence.clause.kind is ClauseKind.PREAMBLE and CONTENTS.match(sentence.text):
            continue
        if sentence.clause.id not in background and not PAST.match(sentence.text) and not reported.holds(sentence):
            yield sentence


def is_finished(before: str) -> bool:
    """Say whether the words before a verb tell that the thing is done already (已建立, 先后建成)."""
    return FINISHED.search(before) is not None


class _Paragraphs:
    """Remembers of the paragraph in hand whether it is a report, so that each is looked through once."""

    def __init__(self, chars: str) -> None:
        self._chars = chars
        self._end = -1
        self._is_reported = False

    def holds(self, sentence: Sentence) -> bool:
        """Say whether the sentence stands in a paragraph that reports; sentences must come in document order."""
        if sentence.span.start >= self._end:
            start = self._chars.rfind("\n", max(0, self._end), sentence.span.start) + 1
            end = self._chars.find("\n", sentence.span.start)
            self._end = len(self._chars) if end < 0 else end
            self._is_reported = REPORTED.search(self._chars, start, self._end) is not None
        return self._is_reported


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
