"""Where every row leads to: the rewards with their numbers, the sentence of the policy where it is kept, and how it was read."""

from __future__ import annotations

from collections.abc import Iterator

from luoshi.commitments.show import clause_words
from luoshi.papers.markup import NOTHING, Html, element, join, text
from luoshi.simulation.nodes import Assumptions, ClauseText, ProgrammeHead
from luoshi.simulation.summary import programme_words


def clause_cards(about: Assumptions, baseline: tuple[ProgrammeHead, ...]) -> Html:
    """Return one card a reward, those of the baseline behind."""
    heads = {(head.programme, head.version): head for head in about.programmes}
    old_heads = {(head.programme, head.version): head for head in baseline}
    cards = [_card(one, f"r{one.rule.position}", heads) for one in about.clauses]
    old = [_card(one, f"o{one.rule.position}", old_heads) for one in about.old_clauses]
    behind = join((element("h3", {"class": "cards-h"}, text("对照方案的条款")), *old)) if old else NOTHING
    return join((*cards, behind))


def _card(one: ClauseText, id: str, heads: dict[tuple[str, int], ProgrammeHead]) -> Html:
    rule = one.rule
    head = heads.get((rule.programme, rule.version))
    policy = programme_words(head) if head else rule.programme
    title = element(
        "h4", None, element("span", {"class": "cl-n"}, text(clause_words(rule.clause))), element("span", None, text(rule.label))
    )
    return element(
        "article",
        {"class": "cl", "id": id},
        title,
        element("p", {"class": "faint small"}, text(policy)),
        element("dl", {"class": "kv"}, *_particulars(one)),
        _quote(one, head),
    )


def _particulars(one: ClauseText) -> Iterator[Html]:
    rule = one.rule
    numbers = "；".join(f"{figure.label}{figure.value}" for figure in one.figures)
    known = [("对象", rule.beneficiary), ("情形", rule.trigger), ("数额", numbers)]
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
