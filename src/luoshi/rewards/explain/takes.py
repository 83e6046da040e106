"""What each step took away, in one sentence with what it rests on."""

from __future__ import annotations

from collections.abc import Callable

from luoshi.rewards.book import BetterProgramme, Cap, Elsewhere, Highest, Quota, Rule, RuleBook
from luoshi.rewards.explain.words import SCOPES
from luoshi.rewards.interpreter import Line, Take, TakeKind
from luoshi.values.wording import plain_money

NAMES = {
    TakeKind.EARLIER_STAGES: "扣前面阶段",
    TakeKind.INSTALMENTS: "分期",
    TakeKind.ROUNDING: "取整",
    TakeKind.FLOOR: "保底",
    TakeKind.IGNORED: "低于起点",
    TakeKind.ITEM_CAP: "每件限额",
    TakeKind.MATTER_CAP: "单项限额",
    TakeKind.TIMES: "次数",
    TakeKind.YEARS: "年限",
    TakeKind.HIGHEST: "就高",
    TakeKind.PAID_IN_GROUP: "同类已兑付",
    TakeKind.BETTER_PROGRAMME: "从优从高",
    TakeKind.ELSEWHERE: "他处已兑付",
    TakeKind.PAID: "已兑付",
    TakeKind.CAP: "限额",
    TakeKind.QUOTA: "名额",
    TakeKind.PROGRAMME_CAP: "资金总额",
}


def times_words(rule: Rule) -> str:
    """Say how often a reward is paid: 每个主体只享受1次."""
    if rule.times is None:
        return ""
    return f"{SCOPES[rule.times.per]}{'每年' if rule.times.yearly else ''}只享受{rule.times.count.value}次"


def years_words(rule: Rule) -> str:
    """Say for how many years a reward is paid: 奖补期限3年."""
    return f"奖补期限{rule.years.count.value}年" if rule.years else ""


def cap_words(cap: Cap) -> str:
    """Say an upper limit, and what it holds together: 每个主体每年最高30.00万元."""
    shared = f"（{cap.words}）" if len(cap.limits) > 1 and cap.words else ""
    return f"{SCOPES[cap.per]}{'每年' if cap.yearly else ''}最高{plain_money(cap.amount.value)}{shared}"


def quota_words(quota: Quota) -> str:
    """Say how many are paid: 每年限5个，按先后顺序."""
    by = "按金额由高到低" if quota.by_amount else "按先后顺序"
    return f"{'每年' if quota.yearly else ''}限{quota.count.value}个，{by}"


class Takes:
    """Says the takes of one book; knows its caps and stacking rules by their ids."""

    def __init__(self, book: RuleBook) -> None:
        self._caps: dict[str, Cap] = {cap.id: cap for cap in (*book.caps, *book.programme_caps)}
        self._quotas: dict[str, Quota] = {quota.id: quota for quota in book.quotas}
        rows: tuple[Highest | BetterProgramme | Elsewhere, ...] = (*book.highest, *book.better, *book.elsewhere)
        self._stacking = {row.id: (row.clause, row.words) for row in rows}
        paying: tuple[Highest | Elsewhere, ...] = (*book.highest, *book.elsewhere)
        self._top_up = {row.id for row in paying if row.top_up}
        self._labels = {(rule.programme, rule.version, rule.reward): rule.label for rule in book.rules}
        self._names = book.names

    def clause_of(self, take: Take, line: Line) -> str:
        """Return the clause that the take rests on: that of the cap or stacking rule, else the reward's own."""
        if take.by in self._stacking:
            return self._stacking[take.by][0]
        row = self._caps.get(take.by) or self._quotas.get(take.by)
        return row.clause if row else line.rule.clause

    def words_of(self, take: Take, line: Line) -> str:
        """Return the sentence."""
        return _SAYINGS[take.kind](self, take, line)

    def _basis(self, take: Take) -> str:
        """Quote the stacking rule; its clause stands right behind."""
        return f"依据“{self._stacking[take.by][1]}”"

    def _instalments(self, _take: Take, line: Line) -> str:
        parts = line.rule.bounds.instalments
        return f"分{parts.value if parts else ''}年兑付，尚未到期的部分本次不计"

    def _rounding(self, _take: Take, line: Line) -> str:
        unit = line.rule.bounds.round_down
        return f"不足{plain_money(unit.value) if unit else ''}的部分舍去"

    def _floor(self, take: Take, _line: Line) -> str:
        return f"低于规定的最低金额，补足{plain_money(-take.amount_fen)}"

    def _ignored(self, _take: Take, line: Line) -> str:
        least = line.rule.bounds.ignore_below
        return f"不足{plain_money(least.value) if least else ''}，不予奖补"

    def _line_cap(self, take: Take, line: Line) -> str:
        caps = line.rule.bounds.item_caps if take.kind is TakeKind.ITEM_CAP else line.rule.bounds.matter_caps
        each = "每件" if take.kind is TakeKind.ITEM_CAP else "单个事项"
        return f"{each}最高{plain_money(min(cap.value for cap in caps))}，超出的不计"

    def _times(self, _take: Take, line: Line) -> str:
        return f"{times_words(line.rule)}，前面的事项或者已兑付的已经用完"

    def _years(self, _take: Take, line: Line) -> str:
        return f"{years_words(line.rule)}，本年度已超过"

    def _highest(self, take: Take, line: Line) -> str:
        """A group is of one version of one programme; others may call another reward the same."""
        reward, matter = take.with_
        winner = self._labels[line.rule.programme, line.rule.version, reward]
        return f"已按“{winner}”{f'（事项{matter}）' if matter else ''}就高计算，{self._basis(take)}"

    def _paid_in_group(self, take: Take, _line: Line) -> str:
        what = "同类奖补已兑付的相应扣减" if take.by in self._top_up else "同类奖补已经兑付过，不再兑付"
        return f"{what}，{self._basis(take)}"

    def _better(self, take: Take, _line: Line) -> str:
        winner = self._names.get(take.with_[0], take.with_[0])
        return f"{f'按《{winner}》执行更优' if winner else '其他政策已兑付的相应扣减'}，{self._basis(take)}"

    def _elsewhere(self, take: Take, _line: Line) -> str:
        left = "相应扣减" if take.by in self._top_up else "不再兑付"
        return f"同一事项已由其他单位兑付，{left}，{self._basis(take)}"

    def _paid(self, take: Take, _line: Line) -> str:
        return f"本条对本事项已兑付，扣减{plain_money(take.amount_fen)}"

    def _stages(self, take: Take, _line: Line) -> str:
        return f"前面阶段已经计算{plain_money(take.amount_fen)}"

    def _cap(self, take: Take, _line: Line) -> str:
        used = f"，已兑付和前面各笔用去{plain_money(take.used_fen)}" if take.used_fen else ""
        return f"{cap_words(self._caps[take.by])}{used}，超出的不计"

    def _quota(self, take: Take, _line: Line) -> str:
        return f"{quota_words(self._quotas[take.by])}，名额已满"


_SAYINGS: dict[TakeKind, Callable[[Takes, Take, Line], str]] = {
    TakeKind.EARLIER_STAGES: Takes._stages,
    TakeKind.INSTALMENTS: Takes._instalments,
    TakeKind.ROUNDING: Takes._rounding,
    TakeKind.FLOOR: Takes._floor,
    TakeKind.IGNORED: Takes._ignored,
    TakeKind.ITEM_CAP: Takes._line_cap,
    TakeKind.MATTER_CAP: Takes._line_cap,
    TakeKind.TIMES: Takes._times,
    TakeKind.YEARS: Takes._years,
    TakeKind.HIGHEST: Takes._highest,
    TakeKind.PAID_IN_GROUP: Takes._paid_in_group,
    TakeKind.BETTER_PROGRAMME: Takes._better,
    TakeKind.ELSEWHERE: Takes._elsewhere,
    TakeKind.PAID: Takes._paid,
    TakeKind.CAP: Takes._cap,
    TakeKind.QUOTA: Takes._quota,
    TakeKind.PROGRAMME_CAP: Takes._cap,
}
