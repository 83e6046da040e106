"""Rewards, one by one: without amount, rate, cap, condition; an upper limit without a measure; stages that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from luoshi.commitments.nodes import FormulaType, Reward
from luoshi.lint.document import Document, distinct
from luoshi.lint.nodes import Finding
from luoshi.source import Severity, Span
from luoshi.values.money import FEN_PER_YUAN
from luoshi.values.numerals import parse_number
from luoshi.values.wording import plain_money, plain_rate

MONEY_GIVEN = re.compile(r"(?:给予|予以|实行|享受|发放)[^，。；]{0,16}(?:奖励|奖补|补助|补贴|资助|贴息|奖金|经费|资金|配套)")
# Loans and shares in a company are no grants, though they have an upper limit too.
NO_GRANT = re.compile(r"贷款|授信|跟进投资|股权投资|占股|担保额度|融资额度")
# Where the amount is laid down elsewhere, none need stand here.
ELSEWHERE = re.compile(r"(?:按照?|根据|依照|依据|参照|执行)[^。；]{0,24}(?:政策|规定|办法|标准|细则|文件|意见)|一事一议|一企一策|一人一策")
DETAILED_LATER = re.compile(
    r"(?:具体|详细)?(?:实施)?(?:细则|办法|标准|指南|方案)[^。；]{0,16}(?:另行|由)[^。；]{0,16}(?:制定|印发|发布|公布|明确)|另行(?:制定|印发|公布|发布)"
)
# By what an amount below the limit is settled.
MEASURE = re.compile(
    r"按照?[^。；，]{0,30}(?:比例|标准|等次|等级|档次|[%％‰]|金额|额度|面积|分值|得分)|根据[^。；，]{0,30}(?:评审|评估|考核|绩效|结果|等次|规模|投入|数量|情况|金额|效益|效果|贡献|影响)|经[^。；，]{0,16}(?:评审|评估|考核|核定|审定)|分[^。；，]{0,4}档|视[^。；，]{1,30}(?:情况|程度|作用|前景|效益|效果)|评审|绩效|据实|实际(?:支出|发生|投入|支付)"
)
# A limit on all that one applicant may get: it ends what has no limit of its own.
TOTAL_LIMIT = re.compile(
    r"(?:同一|单个|每家|每个)(?:企业|单位|主体|申报主体|申报单位)[^。；]{0,24}(?:各项|各类|多项|所有|全部|合计享受|本(?:办法|政策|措施|方案|意见))"
    r"[^。；]{0,30}(?:不超过|最高|上限)[^。；]{0,6}\d"
)
# Shares of what is not the treasury's money, or of a sum that is fixed already: 转化收益的70%, 分五年等额, 比例提高至8%.
OWN_MONEY = re.compile(r"(?:转化|转让|许可)[^，。；]{0,6}收[益入]|用于奖励|[提计]取|比例(?:提高|上浮|增加)|分[一二三四五两\d]年")
# 每个机构, 每家企业: one each, which is a limit of its own.
PARTY = re.compile(r"(?:^个|[家户]|机构|企业|单位|团队|主体)$")
VAGUE_CONDITION = re.compile(
    r"符合一定条件|具备一定条件|达到一定(?:条件|规模|标准|要求)|(?:贡献|成效|业绩|成绩|表现|作用)(?:特别|较为|十分)?(?:突出|显著|较大|重大|明显)|发展(?:潜力|前景)较?[大好强]|条件成熟"
)
IN_PARTS = re.compile(r"其中|分[二两三四五\d](?:期|次|步|批|个阶段)|分期|分阶段|分步")
SUM = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<scale>[十百千]?[万亿]?)元")
WITHOUT_YUAN = re.compile(r"\d+(?:\.\d+)?[十百千]?[万亿](?=(?:奖|补|资助|支持|配套|扶持|[，。；、]))")


def lint_rewards(document: Document) -> Iterator[Finding]:
    """Look through the rewards."""
    yield from without_amount(document)
    yield from without_rate(document)
    yield from without_yuan(document)
    yield from without_cap(document)
    yield from limit_without_measure(document)
    yield from vague_condition(document)
    yield from stages_that_do_not_add_up(document)


def without_amount(document: Document) -> Iterator[Finding]:
    """A promise of money says how much: 给予科技经费支持 promises nothing that can be claimed."""
    spans = distinct(r.span for r in document.rewards if _promises_money(document, r))
    if spans:
        message = f"{len(spans)}处奖补没有写数额。"
        severity = Severity.NOTE if document.is_long_term else Severity.WARNING
        hint = "写明数额或计算办法，如“一次性给予20万元奖励”；由其他文件规定的，写出文件名称。"
        yield document.finding("lint.reward-no-amount", severity, message, spans, hint=hint)


def _promises_money(document: Document, reward: Reward) -> bool:
    if reward.formula.type is not FormulaType.UNQUANTIFIED:
        return False
    return MONEY_GIVEN.search(_with_tail(document, reward)) is not None and ELSEWHERE.search(document.sentence_of(reward)) is None


def _with_tail(document: Document, reward: Reward) -> str:
    """Return the words of a reward with the few behind them, in which the thing given is named."""
    return reward.quote + document.chars[reward.span.end : reward.span.end + 12]


def without_rate(document: Document) -> Iterator[Finding]:
    """A share says which: 按比例给予补贴 leaves it open."""
    unrated = (FormulaType.SHARE, FormulaType.MATCH)
    spans = distinct(r.span for r in document.rewards if r.formula.type in unrated and r.formula.rate is None)
    if spans:
        message = f"{len(spans)}处奖补按比例计算，没有写比例。"
        yield document.finding("lint.reward-no-rate", Severity.WARNING, message, spans, hint="写明比例，如“按照实际支出的30%给予补贴”。")


def without_yuan(document: Document) -> Iterator[Finding]:
    """An amount names its unit: 10万奖补 lacks 元."""
    spans = distinct(
        Span(reward.span.start + found.start(), reward.span.start + found.end())
        for reward in document.priced
        for found in WITHOUT_YUAN.finditer(reward.quote)
        if any("元" in doubt for doubt in reward.doubts)
    )
    if spans:
        message = f"{len(spans)}处数额缺“元”字。"
        yield document.finding("lint.reward-no-yuan", Severity.WARNING, message, spans, hint="写全，如“10万元”。")


def without_cap(document: Document) -> Iterator[Finding]:
    """A share of a cost and an amount a piece have no end unless the document sets one."""
    if TOTAL_LIMIT.search(document.chars):
        return
    open_ended = [r for r in document.rewards if r.cap_fen is None and r.formula.type in (FormulaType.SHARE, FormulaType.PER_ITEM)]
    rated = [r for r in open_ended if r.formula.type is FormulaType.SHARE and r.formula.rate is not None]
    shares = distinct(r.span for r in rated if not OWN_MONEY.search(r.quote))
    if shares:
        message = f"{len(shares)}处按比例的奖补没有写最高限额。"
        yield document.finding(
            "lint.reward-no-cap", Severity.WARNING, message, shares, hint="写明限额和口径，如“单个企业每年最高不超过50万元”。"
        )
    counted = [r for r in open_ended if r.formula.type is FormulaType.PER_ITEM and "不超过" not in r.note]
    pieces = distinct(r.span for r in counted if not PARTY.search(r.formula.item))
    if pieces:
        message = f"{len(pieces)}处按件、按人、按面积的奖补没有写最高限额。"
        yield document.finding(
            "lint.reward-no-cap", Severity.NOTE, message, pieces, hint="数量可能很多的，写明限额，如“单个企业每年累计不超过50万元”。"
        )


def limit_without_measure(document: Document) -> Iterator[Finding]:
    """最高50万元 says no more than the limit; who sets the amount, and by what?"""
    if DETAILED_LATER.search(document.chars):
        return
    spans = distinct(r.span for r in document.rewards if r.formula.type is FormulaType.UPTO and _is_open(document, r))
    if spans:
        message = f"{len(spans)}处奖补只写了最高额，没有写按什么确定数额。"
        hint = "写明依据和由谁确定，如“根据绩效评价结果，由县科技局核定，最高50万元”；定额的去掉“最高”。"
        yield document.finding("lint.reward-open-amount", Severity.WARNING, message, spans, hint=hint)


def _is_open(document: Document, reward: Reward) -> bool:
    return not MEASURE.search(document.sentence_of(reward)) and not NO_GRANT.search(_with_tail(document, reward))


def vague_condition(document: Document) -> Iterator[Finding]:
    """A condition can be checked: 符合一定条件的 cannot."""
    spans = distinct(
        Span(reward.span.start + found.start(), reward.span.start + found.end())
        for reward in document.rewards
        for found in VAGUE_CONDITION.finditer(reward.quote)
    )
    if spans:
        message = f"{len(spans)}处奖补条件无法核对。"
        hint = "写出可核对的条件，如“上年度研发费用占销售收入5%以上的”。"
        yield document.finding("lint.reward-vague-condition", Severity.NOTE, message, spans, hint=hint)


def stages_that_do_not_add_up(document: Document) -> Iterator[Finding]:
    """The stages of a reward add up to the amount that is printed before them."""
    for reward in document.rewards:
        stages = reward.formula.stages
        if len(stages) > 1 and all(stage.amount_fen is not None for stage in stages):
            amounts = [stage.amount_fen or 0 for stage in stages]
            yield from _off(document, _printed_total(reward, amounts), amounts, [reward.span])
        elif len(stages) > 1 and all(stage.rate is not None for stage in stages):
            whole = sum((stage.rate or Fraction(0) for stage in stages), Fraction(0))
            if whole != 1:
                message = f"分阶段比例合计{plain_rate(whole)}，不是100%。"
                yield document.finding("lint.reward-stages", Severity.WARNING, message, [reward.span], hint="核对各阶段比例。")
    for whole_reward, parts in _parted(document):
        amounts = [part.formula.amount_fen or 0 for part in parts]
        yield from _off(document, whole_reward.formula.amount_fen, amounts, [whole_reward.span, *(part.span for part in parts)])


def _off(document: Document, total: int | None, amounts: list[int], spans: list[Span]) -> Iterator[Finding]:
    if total is not None and total != sum(amounts):
        message = f"分阶段数额合计{plain_money(sum(amounts))}，与写明的总额{plain_money(total)}不一致。"
        yield document.finding("lint.reward-stages", Severity.WARNING, message, spans, hint="核对各阶段数额和总额。")


def _parted(document: Document) -> Iterator[tuple[Reward, list[Reward]]]:
    """Yield a fixed amount with the smaller ones behind 其中 or 分三期 in its sentence, two at least; they were read apart."""
    for _, group in groupby(document.rewards, key=document.sentence_start):
        fixed = [reward for reward in group if reward.formula.type is FormulaType.FIXED]
        for at, reward in enumerate(fixed[:-2]):
            parts = fixed[at + 1 :]
            between = document.chars[reward.span.end : parts[0].span.end]
            if IN_PARTS.search(between) and all((part.formula.amount_fen or 0) < (reward.formula.amount_fen or 0) for part in parts):
                yield reward, parts
                break


def _printed_total(reward: Reward, amounts: list[int]) -> int | None:
    """Return the first sum in the words of a staged reward where it is none of its stages, or None."""
    found = SUM.search(reward.quote)
    if found is None:
        return None
    first = int(parse_number(found["number"] + found["scale"]) * FEN_PER_YUAN)
    return first if first > max(amounts) else None
