"""A simulation in sentences: what it comes to, and what it rests on; paper, workbook and terminal say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luoshi.commitments.show import clause_words
from luoshi.facts.vocabulary import Entity
from luoshi.simulation.about_tables import day, period_words
from luoshi.simulation.nodes import Comparison, Cost, Method, ProgrammeHead, Ration, Simulation
from luoshi.simulation.periods import pairs_of_periods
from luoshi.values.money import show_wan

LEAST_BUDGET_FEN = 1_000_000
UNITS = {1: "分", 100: "元", 1_000_000: "万元"}
SYNTHETIC = "数据是模拟的，不是真实主体，结果只供比选方案，不作兑付依据。"


def headline(simulation: Simulation) -> str:
    """Say what it comes to."""
    total = simulation.cost.total
    if not total.owed_fen:
        return f"{simulation.about.population:,}个主体，没有应兑付的奖补。"
    return f"{simulation.about.population:,}个主体中，{total.applicants:,}户可得奖补，合计{show_wan(total.owed_fen)}。"


def comparison_headline(comparison: Comparison) -> str:
    """Say how many gain and lose, and what it costs more."""
    total, base = comparison.total, "原来的数额" if comparison.is_what_if else "对照方案"
    if not total.gaining and not total.losing:
        return f"与{base}相比，没有一户的金额有变化。"
    moved = [f"{count:,}户{words}" for count, words in ((total.gaining, "增加"), (total.losing, "减少")) if count]
    return f"与{base}相比，{'，'.join(moved)}，{change_words(total.change_fen)}。"


def change_words(fen: int) -> str:
    """Say what all of it changes by: 总额增加20.00万元."""
    if not fen:
        return "总额不变"
    return f"总额{'增加' if fen > 0 else '减少'}{show_wan(abs(fen))}"


def comparison_years(comparison: Comparison) -> str:
    """Say of which years the sums are, for they are of all of them together; nothing where nobody is owed anything."""
    if comparison.years is None:
        return ""
    first, last = comparison.years
    return f"金额为{first}年的事项。" if first == last else f"金额为{first}年至{last}年的事项{last - first + 1}年合计，不是一年的数。"


def ration_share(ration: Ration) -> str:
    """Say how much of all that is owed is paid."""
    total = ration.total
    paid = f"应兑付{show_wan(total.owed_fen)}，本次兑付{show_wan(total.paid_fen)}"
    return f"{paid}，兑付率{percent(total.paid_fen, total.owed_fen)}。" if total.owed_fen else ""


def ration_headline(ration: Ration) -> str:
    """Say whether the budget is enough, and how far it goes."""
    budget = show_wan(ration.budget.budget_fen)
    if not ration.is_short:
        return f"预算{budget}够用，余{show_wan(ration.left_fen)}。"
    gap = show_wan(ration.total.owed_fen - ration.budget.budget_fen)
    return f"预算{budget}，差{gap}，{_how_far(ration)}。"


def _how_far(ration: Ration) -> str:
    if ration.budget.method is Method.PRO_RATA:
        return f"每笔按{percent(ration.factor.numerator, ration.factor.denominator)}兑付"
    done = f"{ration.total.full:,}笔全额兑付"
    part = f"，{ration.total.part}笔部分兑付" if ration.total.part else ""
    return f"{done}{part}，{ration.total.none:,}笔留待下一年度"


def method_words(ration: Ration) -> str:
    """Say in full how the budget is shared out."""
    budget = ration.budget
    if budget.method is Method.PRO_RATA:
        unit = UNITS.get(budget.unit_fen, "分")
        rest = f"余下的按尾数由大到小每笔加1{unit}，合计恰好等于预算，任何一笔不超过应兑付金额"
        return f"按比例压减：预算÷应兑付合计为系数，每笔向下取到{unit}，{rest}。"
    order = "金额由大到小" if budget.by_amount else "事项日期先后"
    last = "付不够的一笔跳过，后面付得起的继续" if budget.whole else "轮到预算不够的一笔时，余多少付多少"
    return f"按顺序兑付：按{order}排队，同时的按事项编号、主体代码；{last}，其余留待下一年度。"


def percent(part: int, whole: int, decimals: int = 2) -> str:
    """Say a part of a whole in percent, half up; `—` of nothing."""
    if not whole:
        return "—"
    scale = 10**decimals
    scaled = (part * 100 * scale * 2 + whole) // (whole * 2)
    return f"{scaled // scale:,}.{scaled % scale:0{decimals}d}%" if decimals else f"{scaled:,}%"


def programme_words(head: ProgrammeHead) -> str:
    """Name a programme version: 《…》第1版（草稿）."""
    return f"《{head.title}》第{head.version}版{'' if head.is_confirmed else '（草稿）'}"


def unit_warnings(simulation: Simulation) -> Iterator[str]:
    """Yield amounts so small that they may have been meant in 万元; they are taken as they are written."""
    ration, changes = simulation.ration, simulation.comparison.changes if simulation.comparison is not None else ()
    for change in changes:
        if change.is_doubtful:
            yield f"“{change.label}”由{change.old}改为{change.new}：没有写单位的按元读，是不是少写了“万”？"
    if ration is not None and 0 < ration.budget.budget_fen < LEAST_BUDGET_FEN:
        yield f"预算只有{_yuan(ration.budget.budget_fen)}：没有写单位的按元读，是不是少写了“万”？"


def _yuan(fen: int) -> str:
    return f"{fen // 100:,}{f'.{fen % 100:02}' if fen % 100 else ''}元"


def warnings(simulation: Simulation) -> Iterator[str]:
    """Yield what stands above all figures: they are not real, or rest on what nobody has confirmed, or on less than all data."""
    about = simulation.about
    if about.is_synthetic:
        yield SYNTHETIC
    yield from unit_warnings(simulation)
    yield from _unconfirmed(about.programmes)
    if simulation.comparison is not None and not simulation.comparison.is_what_if:
        yield from _unconfirmed(simulation.comparison.baseline, whose="对照方案")
    yield from period_warnings(simulation)
    if about.readings:
        offices = "、".join(dict.fromkeys(one.office for one in about.readings))
        yield f"有{len(about.readings)}处条款可以作不同理解，本次各按其中一种，待{offices}确认。"
    if simulation.left_out:
        yield f"数据中有{simulation.left_out:,}行有错，没有采用，见“数据里的问题”。"


def check_words(simulation: Simulation) -> str:
    """Say the first of what may make amounts wrong, and how many more there are; nothing where there is none."""
    grave = [check.words for check in simulation.about.checks if check.is_finding]
    return "" if not grave else grave[0] + (f"另有{len(grave) - 1:,}处要核对，见“测算前提”。" if len(grave) > 1 else "")


def period_warnings(simulation: Simulation) -> Iterator[str]:
    """Yield what a comparison of versions that judge the matters of different days does not say, or that their own days were set aside."""
    comparison = simulation.comparison
    if comparison is None or comparison.is_what_if:
        return
    for head, new, old in pairs_of_periods(simulation.about.programmes, comparison.baseline):
        if comparison.is_same_period:
            yield f"按同一有效期比：《{head.title}》两边都用于{period_words(new.first, new.last)}的事项，不按各版本自己的有效期。"
        elif new != old:
            ours, theirs = period_words(new.first, new.last), period_words(old.first, old.last)
            why = "增减里有一部分只是因为日期不同。要按同一有效期比，测算时加 --same-period。"
            yield f"《{head.title}》两边的有效期不同：本方案管{ours}的事项，对照方案管{theirs}的事项，{why}"


def remarks(simulation: Simulation) -> Iterator[str]:
    """Yield all that a reader has to know before using the figures, the gravest first."""
    about, total = simulation.about, simulation.cost.total
    yield from warnings(simulation)
    yield from (check.words for check in about.checks)
    yield from _limits(simulation)
    if total.awaiting:
        yield f"{total.awaiting:,}笔待主管部门核定，金额没有计入。"
    if total.undecided:
        yield f"{total.undecided:,}笔缺材料，算不出金额，没有计入。"
    if total.in_kind:
        yield f"{total.in_kind:,}笔是非资金支持，不计金额。"
    if all(file.entity is not Entity.PAYMENT for file in about.files):
        yield "没有给出兑付表，当作以前都没有兑付。"
    yield f"测算日为{day(about.as_of)}，这一天以后的事项和兑付不计。已经兑付的，从应兑付中扣除。"
    for clause, words in about.notes:
        yield f"条款{clause_words(clause)}“{words}”不能自动计算，没有计入。"


def _limits(simulation: Simulation) -> Iterator[str]:
    """Limits over all applicants decide who gets anything at all, so that each is told; the others stand in their table."""
    for one in simulation.limits:
        if one.is_of_all:
            yield f"“{one.label}”（{one.clause}，{one.standard}）扣减{one.lines:,}笔、{show_wan(one.taken_fen)}：{one.order}。"


def _unconfirmed(heads: Iterable[ProgrammeHead], *, whose: str = "") -> Iterator[str]:
    for head in heads:
        if not head.is_confirmed:
            yield f"{whose}《{head.title}》第{head.version}版是草稿，没有经过确认，数字可能变动。"
        elif head.unconfirmed_rows:
            yield f"{whose}{programme_words(head)}有{head.unconfirmed_rows}项奖补没有经过确认，数字可能变动。"


def spread_words(cost: Cost) -> str:
    """Say how the money is spread over those that get any."""
    spread = cost.concentration
    if not spread.applicants:
        return "没有应兑付的奖补。"
    mean = (spread.owed_fen * 2 + spread.applicants) // (spread.applicants * 2)
    middle = f"户均{show_wan(mean)}，中位数{show_wan(spread.median_fen)}。"
    if spread.applicants <= spread.top_ten:
        return f"共{spread.applicants}户，{middle}"
    top = f"前{spread.top_ten}户占{percent(spread.top_ten_fen, spread.owed_fen)}"
    tenth = f"前10%（{spread.top_tenth:,}户）占{percent(spread.top_tenth_fen, spread.owed_fen)}"
    return f"{top}，{tenth}。{middle}"
