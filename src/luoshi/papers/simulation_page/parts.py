"""The parts of the report: each a conclusion, its charts and its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from luoshi.papers.markup import NOTHING, Html, element, text
from luoshi.papers.simulation_page.cells import table_html
from luoshi.papers.simulation_page.charts import MOST_BARS, Bar, Piece, bars, both_ways, figure, strip
from luoshi.simulation.nodes import Comparison, Cost, GroupCost, GroupShift, Ration
from luoshi.simulation.sections import Section
from luoshi.simulation.shift_tables import clause_link
from luoshi.simulation.summary import comparison_headline, method_words, percent, ration_headline, spread_words
from luoshi.simulation.tables import Table, link, unused_rules

ROWS_SHOWN = 30
WAITING_SHOWN = MOVERS_SHOWN = 20
PER_UNIT = "单位：万元"
MORE_OR_LESS = f"{PER_UNIT}。实心为增加，空心为减少"
REGIONS = "各地区"


def sheet(id: str, title: str, *children: Html, aside: str = "") -> Html:
    """Return one part under its heading."""
    more = element("span", {"class": "faint small"}, text(aside)) if aside else NOTHING
    return element(
        "section",
        {"class": "sheet", "id": id, "aria-labelledby": f"{id}-h"},
        element("header", None, element("h2", {"id": f"{id}-h"}, text(title)), more),
        *children,
    )


def body(*children: Html) -> Html:
    """Return what stands inside a sheet with room around it."""
    return element("div", {"class": "sheet-body"}, *children)


def named(table: Table, *, limit: int | None = None) -> Html:
    """Return a table under its own title."""
    return table_html(table, limit=limit, is_named=True)


def cost_parts(cost: Cost, section: Section) -> Iterator[Html]:
    """Yield what it costs: by reward, year, size, region, and to whom."""
    tables = {table.id: table for table in section.tables}
    if len(tables["clause"].rows) < 2:
        yield sheet("by-clause", "按条款", body(_nothing_at_all()), _unused(cost))
        return
    yield sheet("by-clause", _clause_title(cost), body(_clause_figure(cost)), table_html(tables["clause"]), _unused(cost))
    if "limit" in tables:
        yield sheet("by-limit", tables["limit"].title, table_html(tables["limit"], limit=ROWS_SHOWN))
    if "programme" in tables:
        yield sheet("by-programme", "按政策", table_html(tables["programme"]))
    yield sheet("by-year", "按年度", *_group_figures(("各年度", cost.years)), table_html(tables["year"]))
    yield sheet(
        "by-size",
        "按企业规模和规上规下",
        *_group_figures(("各类规模", cost.sizes), ("规上规下", cost.scales)),
        named(tables["size"]),
        named(tables["scale"]),
    )
    region = table_html(tables["region"], limit=ROWS_SHOWN)
    yield sheet("by-region", "按地区", *_group_figures((REGIONS, cost.regions)), region, aside=f"{len(cost.regions)}个地区")
    yield sheet("spread", _spread_title(cost), body(_spread_figure(cost)), named(tables["band"]), named(tables["recipient"]))


def _clause_title(cost: Cost) -> str:
    ordered = sorted((clause.tally.owed_fen for clause in cost.clauses), reverse=True)
    if len([fen for fen in ordered if fen]) < 4:
        return "按条款"
    return f"按条款：前3项占{percent(sum(ordered[:3]), cost.total.owed_fen)}"


def _clause_figure(cost: Cost) -> Html:
    paid = [clause for clause in cost.clauses if clause.tally.owed_fen]
    paid.sort(key=lambda clause: -clause.tally.owed_fen)
    rows = [Bar(clause.rule.label, clause.tally.owed_fen, link(clause.rule)) for clause in paid]
    return figure("各条款应兑付", PER_UNIT, bars(rows)) if rows else _nothing("没有应兑付的奖补。")


def _group_figures(*groupings: tuple[str, Sequence[GroupCost]]) -> list[Html]:
    """Charts of groups, side by side where there are several; of one group alone there is nothing to compare."""
    figures = [_group_figure(of, groups) for of, groups in groupings if len([group for group in groups if group.tally.owed_fen]) > 1]
    if not figures:
        return []
    return [body(element("div", {"class": "duo"}, *figures) if len(figures) > 1 else figures[0])]


def _group_figure(of: str, groups: Sequence[GroupCost]) -> Html:
    paid = [group for group in groups if group.tally.owed_fen]
    # Regions come by their amounts, the smaller ones last; years and sizes in an order that nothing may be taken out of.
    most = MOST_BARS if of == REGIONS else len(paid)
    rows = [Bar(group.label, group.tally.owed_fen) for group in paid]
    return figure(_largest(paid) or of, f"{of}应兑付，{PER_UNIT}", bars(rows, most=most, counted="个地区"))


def _largest(groups: Sequence[GroupCost]) -> str:
    """Say which of the known groups gets most, and how much of all; nothing where another gets as much."""
    total = sum(group.tally.owed_fen for group in groups)
    known = sorted((group.tally.owed_fen, group.label) for group in groups if group.key)
    shares = [percent(fen, total) for fen, _ in known[-2:]]
    return f"{known[-1][1]}最多，占{shares[-1]}" if known and len(set(shares)) == len(shares) else ""


def _spread_figure(cost: Cost) -> Html:
    spread = cost.concentration
    if spread.applicants <= spread.top_ten:
        return _nothing(spread_words(cost))
    parts = ((f"前{spread.top_ten}户", spread.top_ten_fen), (f"前10%（{spread.top_tenth:,}户）", spread.top_tenth_fen))
    pieces = [Bar(label, spread.owed_fen, part_fen=fen, words=percent(fen, spread.owed_fen)) for label, fen in parts]
    return figure(spread_words(cost), "占应兑付合计的比重", bars(pieces))


def _spread_title(cost: Cost) -> str:
    spread = cost.concentration
    if spread.applicants <= spread.top_ten:
        return "受益分布"
    return f"受益分布：前{spread.top_ten}户占{percent(spread.top_ten_fen, spread.owed_fen)}"


def _unused(cost: Cost) -> Html:
    unused = unused_rules(cost)
    if not unused:
        return NOTHING
    items = (
        element("li", None, element("a", {"href": f"#r{rule.position}"}, text(f"{link(rule).words}　{rule.label}"))) for rule in unused
    )
    summary = element("summary", None, text(f"没有对应事项的{len(unused)}项"))
    return element("details", {"class": "more"}, summary, element("ul", {"class": "cols"}, *items))


def shift_parts(comparison: Comparison, section: Section) -> Iterator[Html]:
    """Yield who gains and who loses."""
    tables = {table.id: table for table in section.tables}
    total = comparison.total
    changed = [named(tables["change"])] if "change" in tables else []
    title = f"增减情况：{comparison_headline(comparison)}"
    limits = [named(tables["shift-limit"], limit=ROWS_SHOWN)] if "shift-limit" in tables else []
    if not total.gaining and not total.losing:
        others = [named(tables["shift-clause"])] if len(tables["shift-clause"].rows) > 1 else []
        yield sheet("shift", title, *changed, body(_nothing("两边每一户的金额都相同。")), *others, *limits)
        return
    pieces = (Piece("增加", total.gaining, "fill"), Piece("不变", total.same, "same"), Piece("减少", total.losing, "less"))
    figures = [figure("增减户数", "有奖补的主体；两边都没有奖补的不计", strip(pieces, "户"))]
    moved = [clause for clause in comparison.clauses if clause.shift.change_fen]
    rows = [Bar(clause.either.label, clause.shift.change_fen, clause_link(clause)) for clause in moved]
    figures += [figure("各条款增减金额", MORE_OR_LESS, both_ways(rows))] if rows else []
    groups = [
        named(tables["shift-clause"]),
        *limits,
        _shift_groups(comparison.sizes),
        named(tables["shift-size"]),
        named(tables["shift-scale"]),
    ]
    if len(comparison.regions) > 1:
        groups.append(named(tables["shift-region"], limit=ROWS_SHOWN))
    movers = [named(tables[id], limit=MOVERS_SHOWN) for id in ("gain", "loss") if id in tables]
    yield sheet("shift", title, *changed, _bodies(figures), *groups, *movers)


def _shift_groups(groups: Sequence[GroupShift]) -> Html:
    rows = [Bar(group.label, group.shift.change_fen) for group in groups if group.shift.change_fen]
    return body(figure("各类规模增减金额", MORE_OR_LESS, both_ways(rows))) if len(rows) > 1 else NOTHING


def ration_part(ration: Ration, section: Section) -> Html:
    """Return how the budget is shared out."""
    tables = {table.id: table for table in section.tables}
    title = f"预算分配：{ration_headline(ration)}"
    if not ration.is_short:
        return sheet("ration", title, body(_nothing("每笔都按应兑付金额全额兑付，不用压减。")))
    ordered = sorted(ration.clauses, key=lambda one: -one[1].owed_fen)
    rows = [Bar(rule.label, split.owed_fen, link(rule), part_fen=split.paid_fen) for rule, split in ordered]
    chart = [figure("各条款本次兑付", "深色为本次兑付，浅色为未兑付；数字为本次兑付（万元）和占应兑付的比重", bars(rows))] if rows else []
    waiting = [named(tables["waiting"], limit=WAITING_SHOWN)] if "waiting" in tables else []
    method = element("p", {"class": "soft"}, text(method_words(ration)))
    return sheet(
        "ration",
        title,
        body(method, *chart),
        named(tables["ration-clause"]),
        named(tables["ration-size"]),
        *waiting,
    )


def _bodies(figures: Iterable[Html]) -> Html:
    shown = list(figures)
    return body(*shown) if shown else NOTHING


def _nothing_at_all() -> Html:
    why = (
        "没有一个事项符合政策。请核对：事项日期是否在政策适用的期间，主体的行政区划代码是否在政策适用的地方，"
        "事项类别和名称是否与政策所列一致。"
    )
    return element("div", {"class": "empty"}, element("p", None, element("b", None, text("没有应兑付的奖补。"))), _nothing(why))


def _nothing(words: str) -> Html:
    return element("p", {"class": "none"}, text(words))
