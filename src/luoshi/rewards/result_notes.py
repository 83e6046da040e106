"""What stands beside a table of results: how far its amounts can be relied on, and what its columns mean.

A workbook is handed on without the screen on which it was made; whatever was said there has to stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.commitments.show import clause_words
from luoshi.rewards.book import Rule
from luoshi.rewards.explain.show import open_reading_words
from luoshi.rewards.interpreter import Status
from luoshi.rewards.result_words import Worded
from luoshi.rewards.settlement import Settlement
from luoshi.values.wording import plain_money

NOTES = (
    "每一行是一个主体的一个事项按一条奖补算的一笔。",
    "应兑付＝计算金额－次数年限扣减－叠加规则扣减－已兑付扣减－限额扣减－名额总额扣减。",
    "计算金额：按计算办法得出，单笔的分期、取整、起付、每件和单项限额以后的金额，过程见“计算过程”。",
    "已兑付扣减：本条对本事项已经兑付的；其他奖补、其他单位已兑付的，在叠加规则和限额里扣减。",
    "待补材料、待核定的没有计入应兑付，补齐或核定后再算。",
)


def notes_of(settlement: Settlement, worded: Worded, notes: Sequence[str]) -> list[str]:
    """Return what is to be known of the results in all, then `notes`, then the readings taken, then what the columns mean."""
    return [*_about(settlement, worded), *notes, *_readings(settlement), *NOTES]


def _about(settlement: Settlement, worded: Worded) -> Iterator[str]:
    as_of = settlement.as_of
    titles = "、".join(f"《{title}》" for title in settlement.book.names.values())
    yield f"{titles}，算到{as_of.year}年{as_of.month}月{as_of.day}日。"
    yield f"应兑付{settlement.owed_applicants():,}个主体，合计{plain_money(settlement.owed_fen())}。"
    yield from (words + "。" for words in provisional_words(settlement))
    if open_count := settlement.count(Status.UNDECIDED, Status.AWAITING_DECISION):
        yield f"另有{open_count:,}笔待补材料或待核定，没有计入。"
    if not worded.is_complete:
        words = f"共{worded.applicants:,}个主体，“计算过程”只写了其中{worded.explained:,}个，缺材料和有扣减的在先"
        yield f"{words}；其余的请用 luoshi settle --explain 主体代码 查看。金额和扣减每一行都有。"


def provisional_words(settlement: Settlement) -> Iterator[str]:
    """Yield why the amounts are only for checking: rules and readings that nobody has confirmed."""
    rules = settlement.book.rules
    if drafts := sum(not rule.is_confirmed for rule in rules):
        what = "奖补规则全部是草稿" if drafts == len(rules) else f"其中{drafts}条奖补规则还是草稿"
        yield f"{what}，没有经人确认，结果只供核对"
    if readings := sum(len(list(open_reading_words(rule, settlement.book))) for rule in _rules_with_lines(settlement)):
        yield f"算到的奖补有{readings}处条文可作两种以上理解，还没有经解释机关确认"


def _rules_with_lines(settlement: Settlement) -> list[Rule]:
    rows = settlement.connection.execute("SELECT DISTINCT rule FROM lines ORDER BY rule").fetchall()
    return [settlement.book.rules[position] for (position,) in rows]


def _readings(settlement: Settlement) -> Iterator[str]:
    for rule in _rules_with_lines(settlement):
        for words in open_reading_words(rule, settlement.book):
            yield f"待确认的理解：{clause_words(rule.clause)}　{settlement.book.label_of(rule)}：{words}。"
