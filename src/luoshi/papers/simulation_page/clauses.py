"""Where every row leads to: the rewards with their numbers, the sentence of the policy where it is kept, and how it was read."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.commitments.show import clause_words
from luoshi.papers.markup import NOTHING, Html, element, join, text
from luoshi.simulation.about_tables import figures_words
from luoshi.simulation.nodes import ClauseText, ProgrammeHead, Simulation
from luoshi.simulation.summary import programme_words


def clause_cards(simulation: Simulation) -> Html:
    """Return one card a reward, with the numbers of the baseline where they are others; behind, what the baseline alone has."""
    heads = {(head.programme, head.version): head for head in simulation.about.programmes}
    baseline = simulation.comparison.baseline if simulation.comparison is not None else ()
    old_heads = {(head.programme, head.version): head for head in baseline}
    before = simulation.old_clauses
    cards = [_card(one, f"r{one.rule.position}", heads, before.get(one.rule.position)) for one in simulation.about.clauses]
    dropped = [_card(one, f"o{one.rule.position}", old_heads) for one in simulation.dropped_clauses]
    behind = join((element("h3", {"class": "cards-h"}, text("对照方案取消的条款")), *dropped)) if dropped else NOTHING
    return join((*cards, behind))


def _card(one: ClauseText, id: str, heads: dict[tuple[str, int], ProgrammeHead], before: ClauseText | None = None) -> Html:
    rule = one.rule
    head = heads.get((rule.programme, rule.version))
    policy = programme_words(head) if head else rule.programme
    title = element(
        "h3", None, element("span", {"class": "cl-n"}, text(clause_words(rule.clause))), element("span", None, text(rule.label))
    )
    return element(
        "article",
        {"class": "cl", "id": id},
        title,
        element("p", {"class": "faint small"}, text(policy)),
        element("dl", {"class": "kv"}, *_particulars(one, before)),
        _quote(one, head),
    )


def _particulars(one: ClauseText, before: ClauseText | None) -> Iterator[Html]:
    rule = one.rule
    known = [("对象", rule.beneficiary), ("情形", rule.trigger), ("数额", figures_words(one))]
    if before is not None and before.figures != one.figures:
        known.append(("原数额", figures_words(before) or "未定"))
    if not rule.is_confirmed:
        known.append(("状态", "草稿，未经确认"))
    known += [("备注", note) for note in rule.notes]
    for reading in rule.readings:
        others = "、".join(f"“{words}”" for words in reading.alternatives)
        state = "" if reading.is_confirmed else "，未经确认"
        known.append(("理解", f"{reading.question}：本次取“{reading.taken}”，另有{others}{state}"))
    for name, words in known:
        if words:
            yield element("dt", None, text(name))
            yield element("dd", None, text(words))


def _quote(one: ClauseText, head: ProgrammeHead | None) -> Html:
    if one.quote:
        return element("blockquote", {"class": "quote"}, element("p", None, text(one.quote)))
    where = f"《{head.title}》" if head else "政策文件"
    return element("p", {"class": "faint small"}, text(f"方案里没有收录原文，请查{where}{clause_words(one.rule.clause)}。"))
