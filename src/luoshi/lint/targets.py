"""Targets: without a date, without the figure they grow from, without a unit that answers for them, aspired where they bind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.identity import name_of
from luoshi.commitments.nodes import Target
from luoshi.commitments.segments import mask
from luoshi.lint.document import Document
from luoshi.lint.nodes import Finding
from luoshi.policy.nodes import Clause
from luoshi.source import Severity
from luoshi.values.periods import Period

GROWTH_UNITS = ("%", "％", "‰", "倍", "番", "个百分点", "百分点")
# What a growth is measured against, or a rhythm that says it (年均, 逐年).
BASE = re.compile(
    r"[比较](?:上年|上一年|去年|同期|“?十[一二三四五六]五|20\d\d|基期|期初|规划期初|[一-鿿]{0,6}末)|相[较比]|同比|环比|为基[数期年]|在?20\d\d年[^，。；]{0,12}基础上"
    r"|在?(?:上年|上一年|去年|“?十[一二三四五六]五”?末?)[^，。；]{0,12}基础上|[由从自][^，。；]{0,20}\d[^，。；]{0,20}[到至]|年均|每年|逐年|年度?增|年递增|年增长|增速|增幅高于|复合"
    r"|20\d\d年(?:末|底)?的"
)
# 用3年时间: a date, though nobody can say which where the document bears none.
OVER_YEARS = re.compile(r"^(?:[一二三四五六两]|\d)年(?!来)")
LASTS = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十两])年(?:内|时间|左右|之内|努力)")
VAGUE_BASE = re.compile(r"(?:现有|原有|目前|当前|现在)(?:的)?(?:基础|水平|规模)")
# Indicators that bind by law or by the plans above: energy, emissions, safety, land, water.
BINDING = re.compile(
    r"能耗|能源消耗|碳排放|二氧化碳|化学需氧量|氨氮|氮氧化物|挥发性有机物|排放(?:总)?量|耕地|永久基本农田|森林覆盖率|用水(?:总)?量|万元GDP用水|水质|优良天数|PM2\.?5|事故|死亡(?:人数|率)|安置率"
)
GOALS = re.compile(r"目标|指标")
# Money and meetings promised under such headings are for the government as a whole.
SUPPORTING = re.compile(r"保障|组织|附则|投入")


def lint_targets(document: Document) -> Iterator[Finding]:
    """Look through the targets."""
    yield from without_date(document)
    yield from without_base(document)
    yield from without_unit(document)
    yield from aspired_though_binding(document)


def without_date(document: Document) -> Iterator[Finding]:
    """A target says until when, or in which rhythm."""
    open_ended = [t.span for t in document.targets if t.period == Period() and not LASTS.search(document.sentence_of(t))]
    if open_ended:
        message = f"{len(open_ended)}个目标没有写完成时限。"
        yield document.finding(
            "lint.target-no-date", Severity.WARNING, message, open_ended, hint="写明到何时或每年，如“到2027年达到30家”。"
        )
    by_term = [t.span for t in document.targets if t.period != Period() and _is_dated_by_term(t) and not OVER_YEARS.search(t.quote)]
    if by_term:
        message = f"{len(by_term)}个目标没有单独写时限，只能按文件的期间理解。"
        yield document.finding("lint.target-no-date", Severity.NOTE, message, by_term, hint="在句首写明，如“到2027年，……”。")


def _is_dated_by_term(target: Target) -> bool:
    return "period" in target.implied and any("未写完成时限" in doubt for doubt in target.doubts)


def without_base(document: Document) -> Iterator[Finding]:
    """A growth says from which figure: 较2024年增长20%, 比2024年翻一番."""
    spans = [target.span for target in document.targets if _grows(target) and not _has_base(document, target)]
    if spans:
        message = f"{len(spans)}个增长目标没有写基数。"
        hint = "写明与哪一年相比，如“较2024年增长20%”；最好同时写出基数。"
        yield document.finding("lint.target-no-base", Severity.WARNING, message, spans, hint=hint)


def _grows(target: Target) -> bool:
    return target.measure == "growth" and target.unit in GROWTH_UNITS and target.period.every is None and target.rule != "table"


def _has_base(document: Document, target: Target) -> bool:
    words = document.words_before(target)
    return BASE.search(words) is not None and VAGUE_BASE.search(target.quote) is None


def without_unit(document: Document) -> Iterator[Finding]:
    """In a document that names units for its tasks, each target falls to one of them, where it stands or where it is printed again."""
    if not document.names_units:
        return
    answered = {name_of(t.indicator) for t in document.targets if document.is_charged(t.span.start)}
    left = [t for t in document.targets if not document.is_charged(t.span.start) and name_of(t.indicator) not in answered]
    hint = "在相应任务中再写一次并列明责任单位，或附责任分工表。"
    overall = list({name_of(t.indicator): t.span for t in reversed(left) if _stands_under(document, t, GOALS)}.values())
    if overall:
        message = f"总体目标中有{len(overall)}个没有分解到任务和责任单位。"
        yield document.finding("lint.target-no-unit", Severity.NOTE, message, overall, hint=hint)
    alone = [t.span for t in left if not _stands_under(document, t, GOALS) and not _stands_under(document, t, SUPPORTING)]
    if alone:
        message = f"{len(alone)}个目标所在的条款没有责任单位。"
        yield document.finding("lint.target-no-unit", Severity.WARNING, message, alone, hint="在条款末尾写明，如“牵头单位：县科技局”。")


def _stands_under(document: Document, target: Target, headings: re.Pattern[str]) -> bool:
    return any(_is_headed(clause, headings) for clause in document.chain(document.clause_at(target.span.start)))


def _is_headed(clause: Clause, headings: re.Pattern[str]) -> bool:
    return headings.search(clause.heading) is not None and len(clause.heading) <= 20


def aspired_though_binding(document: Document) -> Iterator[Finding]:
    """An indicator that binds is no matter of striving: 力争单位能耗下降13% should be 确保."""
    spans = [t.span for t in document.targets if t.aspiration and BINDING.search(mask(t.quote))]
    if spans:
        message = f"{len(spans)}个约束性指标写成了“力争”。"
        yield document.finding(
            "lint.target-aspiration", Severity.NOTE, message, spans, hint="约束性指标用“确保”或直接写数值，“力争”只用于预期性指标。"
        )
