"""Put the report together: one file, nothing fetched, no script, nothing that a name or a policy says can run."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.papers.icons import icon, sprite
from luoshi.papers.markup import NOTHING, Html, element, join, text
from luoshi.papers.self_contained import self_contained
from luoshi.papers.simulation_page.cells import money
from luoshi.papers.simulation_page.clauses import clause_cards
from luoshi.papers.simulation_page.parts import body, cost_parts, named, ration_part, sheet, shift_parts
from luoshi.simulation.about_tables import day
from luoshi.simulation.nodes import Simulation
from luoshi.simulation.sections import Section, sections
from luoshi.simulation.summary import (
    SYNTHETIC,
    check_words,
    comparison_headline,
    comparison_years,
    headline,
    programme_words,
    ration_headline,
    ration_share,
    remarks,
    warnings,
)

TITLE = "政策沙盘测算结果"
ICONS = ("clause", "warn")
ROWS_SHOWN = 20


def simulation_page(simulation: Simulation) -> str:
    """Return one HTML document.

    Guarantees: the same simulation gives the same page; it asks for nothing from anywhere; every word from outside is escaped.
    """
    parts = {section.id: section for section in sections(simulation)}
    shown = [*cost_parts(simulation.cost, parts["cost"])]
    if simulation.comparison is not None:
        shown += shift_parts(simulation.comparison, parts["shift"])
    if simulation.ration is not None:
        shown.append(ration_part(simulation.ration, parts["ration"]))
    shown += _about(simulation, parts["about"])
    answer = headline(simulation)
    body = {
        "sprite": sprite(ICONS),
        "title": text(TITLE),
        "policies": join(_crumbs(simulation)),
        "headline": text(answer),
        "answers": join(_answers(simulation)),
        "about": text(_about_line(simulation)),
        "warnings": _warnings(simulation),
        "tally": join(_tally(simulation)),
        "jump": join(_jump(simulation)),
        "parts": join(shown),
        "foot": text(SYNTHETIC if simulation.about.is_synthetic else "测算结果供决策参考，兑付以审核、公示和审定为准。"),
    }
    return self_contained("simulation_page", f"{answer} - {TITLE}", body)


def _crumbs(simulation: Simulation) -> Iterator[Html]:
    for head in simulation.about.programmes:
        yield element("span", None, text(f"{programme_words(head)}　{head.document_number}".rstrip("　")))


def _answers(simulation: Simulation) -> Iterator[Html]:
    """What was asked for besides the cost, in sentences with the way to where it is told in full."""
    comparison, ration = simulation.comparison, simulation.ration
    if comparison is not None:
        yield _answer(f"{comparison_headline(comparison)}{comparison_years(comparison)}", "shift", "增减情况")
    if ration is not None:
        yield _answer(f"{ration_headline(ration)}{ration_share(ration)}", "ration", "预算分配")


def _answer(words: str, place: str, name: str) -> Html:
    return element("p", {"class": "answer"}, text(words), element("a", {"href": f"#{place}"}, text(f"见{name}")))


def _about_line(simulation: Simulation) -> str:
    words = f"测算日{day(simulation.about.as_of)}。"
    if simulation.comparison is not None:
        against = "、".join(map(programme_words, simulation.comparison.baseline))
        words += "对照：原来的数额。" if simulation.comparison.is_what_if else f"对照：{against}。"
    return words


def _warnings(simulation: Simulation) -> Html:
    grave = [words for words in (*warnings(simulation), check_words(simulation)) if words]
    if not grave:
        return NOTHING
    return element("div", {"class": "note"}, icon("warn"), element("div", None, *(element("p", None, text(words)) for words in grave)))


def _tally(simulation: Simulation) -> Iterator[Html]:
    total = simulation.cost.total
    figures = (
        ("应兑付", money(total.owed_fen), "万元"),
        ("受益主体", f"{total.applicants:,}", f"户，共{simulation.about.population:,}个主体"),
        ("应兑付笔数", f"{total.lines:,}", "笔"),
        ("待核定", f"{total.awaiting:,}", "笔，金额未计入"),
        ("待补材料", f"{total.undecided:,}", "笔，金额未计入"),
        ("非资金支持", f"{total.in_kind:,}", "笔"),
    )
    for name, value, unit in figures:
        yield element("li", None, element("span", None, text(name)), element("b", None, text(value)), element("span", None, text(unit)))


def _jump(simulation: Simulation) -> Iterator[Html]:
    places = [("shift", "增减情况")] if simulation.comparison is not None else []
    places += [("ration", "预算分配")] if simulation.ration is not None else []
    places += [("by-clause", "条款")]
    if simulation.cost.years:
        places += [("by-year", "年度"), ("by-size", "规模"), ("by-region", "地区"), ("spread", "受益分布")]
    for id, words in [*places, ("about", "测算前提"), ("clauses", "条款依据")]:
        yield element("a", {"href": f"#{id}"}, text(words))


def _about(simulation: Simulation, section: Section) -> Iterator[Html]:
    points = element("ol", {"class": "points"}, *(element("li", None, text(words)) for words in remarks(simulation)))
    tables = [
        named(table, limit=ROWS_SHOWN if table.id in ("faults", "readings") else None)
        for table in section.tables
        if table.id not in ("clauses", "old-clauses")
    ]
    yield sheet("about", "测算前提", body(points), *tables)
    yield sheet("clauses", "条款依据", element("div", {"class": "cards"}, clause_cards(simulation)))
