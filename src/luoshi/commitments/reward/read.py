"""Rewards of a policy: the grants of each clause, with caps laid over them, and support without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Reward
from luoshi.commitments.reward.caps import Caps, lay_caps, limits_the_list, limits_what_went_before, quote_caps, set_cap
from luoshi.commitments.reward.heads import Carried, Head
from luoshi.commitments.reward.marks import Mark, Role, find_marks
from luoshi.commitments.reward.parties import beneficiary_of, trim_trigger
from luoshi.commitments.reward.provision_heads import BRACKETED, bracketed, heads_of
from luoshi.commitments.reward.provisions import Provision, cut_provisions
from luoshi.commitments.reward.tables import SumColumns, columns_of, row_heads
from luoshi.commitments.reward.to_reward import join_stages, reward_of, without_instalments
from luoshi.commitments.reward.vocabulary import ONCE
from luoshi.commitments.reward.wordy import read_wordy
from luoshi.commitments.segments import mask
from luoshi.commitments.timeframe import is_report
from luoshi.text.draft import CELL_BREAK as CELL

NEEDS = re.compile(r"[\d一二三四五六七八九十百,.]\s?(?:[十百千]?[万亿]|[百千]?元|[%％‰])|百分之|1[:：∶比]\d|等额|同等|相同额度|全额")
# 对B，最高奖励100万元 in a sentence of its own gives to B and limits nobody before.
ANOTHER_PARTY = re.compile(r"对(?!一家|一个|单|同一|每|该|上述|其|以上|本)[^，。；]{3,40}[，,]")
SCHEDULE = re.compile(r"(?:奖励|奖补|补助|资助|补贴|给予|扶持|支持|标准|兑现)[^。]{0,40}[：:]\s*$")
NOT_NOW = re.compile(
    r"截至|累计(?:发放|兑现|落实)|共(?:发放|兑现)|已(?:发放|兑现|落实|投入)|年来[，,]|累计投入|20\d\d年[^。；给奖]{0,14}(?:兑现|发放|拨付|下达)"
    r"|^20\d\d年[，,][^。；给]{0,40}兑现"
)
# 各县（市、区）按1:0.5安排配套资金 orders the counties, and gives nobody anything.
OF_LOWER_LEVELS = re.compile(r"各(?:县|市|区|旗|盟|州|地|乡镇|部门|级|苏木)[^，。；的]{0,12}$")
OF_SUPPORT = re.compile(r"奖励|奖补|补助|资助|补贴|给予|扶持")
TABLE_UNIT = re.compile(r"单位[：:]\s*(?P<unit>[十百千]?[万亿]?元)")
INTRO_END = re.compile(r"给予|按照?以下|按下列|予以|进行")


@dataclass(frozen=True, slots=True)
class Intro:
    """What a clause says to its sub-clauses: for what and whom, whether what they list is given, whether once, in which unit."""

    carried: Carried = field(default_factory=Carried)
    opens_list: bool = False
    is_once: bool = False
    of_support: bool = False
    unit: str = ""


@dataclass(slots=True)
class ClauseRewards:
    """What has been read so far in one clause: its grants, and the sentences that `Head.sentence` counts in."""

    intro: Intro
    carried: Carried
    heads: list[Head] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    shared_cap: Mark | None = None
    shared_words: str = ""
    columns: SumColumns | None = None
    passed: list[str] = field(default_factory=list)


def read_rewards(context: Context) -> Iterator[Reward]:
    """Yield the rewards of a policy, clause by clause."""
    intros: dict[str, Intro] = {}
    for clause, group in groupby(context.sentences, key=lambda s: s.clause):
        if not context.commits(clause):
            continue
        sentences = list(group)
        intro = intros.get(clause.path.rpartition("/")[0], Intro())
        state = ClauseRewards(intro, intro.carried)
        _read_clause(sentences, state)
        intros[clause.path] = _intro_of(sentences, state)
        rewards = [
            reward_of(head, state.sentences[head.sentence], context)
            for head in join_stages(without_instalments(state.heads), state.sentences)
        ]
        rewards.extend(read_wordy(sentences, state.heads, context))
        yield from sorted(rewards, key=lambda r: (r.span.start, r.span.end))


def _read_clause(sentences: Sequence[Sentence], state: ClauseRewards) -> None:
    """Read the sentences of one clause; behind …标准如下： what is named is given."""
    in_list = state.intro.opens_list
    for sentence in sentences:
        if CELL in sentence.text:
            _read_row(sentence, state)
            continue
        if NEEDS.search(sentence.text) and not NOT_NOW.search(sentence.text) and not is_report(sentence.text):
            read_sentence(sentence, state, in_schedule=in_list)
        state.passed.append(sentence.text)
        in_list = in_list or SCHEDULE.search(sentence.text) is not None


def _read_row(sentence: Sentence, state: ClauseRewards) -> None:
    """Read a row of a table by its head; a row that is a head itself sets the columns."""
    cells = sentence.text.rstrip("。\n").split(CELL)
    head = columns_of(cells, state.intro.unit or _unit_of(state), of_support=state.intro.of_support or bool(state.heads))
    if head is not None:
        state.columns = head
    elif state.columns is not None:
        found = list(row_heads(cells, state.columns, state.intro.carried if state.intro.of_support else state.carried))
        for row in found:
            row.sentence, row.is_once = len(state.sentences), state.intro.is_once
        state.heads.extend(found)
        state.sentences.append(sentence)


def _unit_of(state: ClauseRewards) -> str:
    """Find 单位：万元 in the sentences read so far."""
    found = next((m for s in reversed(state.passed) if (m := TABLE_UNIT.search(s))), None)
    return found["unit"] if found else ""


def _intro_of(sentences: Sequence[Sentence], state: ClauseRewards) -> Intro:
    """Work out what a clause hands on to its sub-clauses."""
    opening = [s for s in sentences if SCHEDULE.search(s.text)]
    is_once = any(ONCE.search(s.text) for s in opening)
    words = "".join(s.text for s in sentences)
    unit = TABLE_UNIT.search(words)
    return Intro(
        carried=state.carried if state.heads else _introduced(sentences, state.carried),
        opens_list=bool(opening) or state.intro.opens_list,
        is_once=is_once or ("表" in words and ONCE.search(words) is not None),
        of_support=OF_SUPPORT.search(words) is not None,
        unit=unit["unit"] if unit else "",
    )


def _introduced(sentences: Sequence[Sentence], carried: Carried) -> Carried:
    """What an introducing sentence says of those who are given: 对…企业按以下标准给予奖励：."""
    for sentence in reversed(sentences):
        if sentence.text.rstrip().endswith(("：", ":")) or (sentence.is_heading and re.search("奖励|补助|资助|补贴", sentence.text)):
            return _carried_by(sentence.text, carried)
    return carried


def _carried_by(words: str, carried: Carried) -> Carried:
    trigger = trim_trigger(INTRO_END.split(words)[0])
    return Carried(trigger, beneficiary_of(trigger, "", carried.beneficiary)) if len(trigger) >= 2 else carried


def read_sentence(sentence: Sentence, state: ClauseRewards, *, in_schedule: bool) -> None:
    """Add the grants of one sentence to the state, and lay its caps over them."""
    text = sentence.text
    masked = mask(text)
    marks = find_marks(masked, in_schedule=in_schedule)
    if not any(m.role is not Role.THRESHOLD for m in marks) and not BRACKETED.search(text):
        return
    opened, is_once = len(state.heads), state.intro.is_once
    state.carried = replace(state.carried, base="")  # a base does not outlive its sentence
    for provision in cut_provisions(masked, marks):
        words = text[provision.start : provision.end]
        if provision.grants or provision.caps:
            _read_provision(text, masked, provision, state, opened)
        elif len(state.heads) == opened and words[-1] in "：:":
            state.carried = _carried_by(words, state.carried)
            is_once = is_once or ONCE.search(words) is not None
    if len(state.heads) == opened:
        state.heads.extend(bracketed(text, state.carried))
    for head in state.heads[opened:]:
        head.sentence, head.is_once = len(state.sentences), is_once
    state.sentences.append(sentence)


def _read_provision(text: str, masked: str, provision: Provision, state: ClauseRewards, opened: int) -> None:
    """Read one provision: its grants first, then its caps."""
    words = text[provision.start : provision.end]
    caps = Caps(text, masked, provision, state.heads, opened, at=len(state.heads))
    of_another = len(state.heads) == opened and ANOTHER_PARTY.match(words) is not None
    if not provision.grants and not of_another and limits_what_went_before(text, provision, state.heads):
        lay_caps(caps)
        return
    if not provision.grants and words[-1] in "：:" and limits_the_list(masked[provision.start : provision.caps[0].start]):
        state.shared_cap, state.shared_words = provision.caps[0], words
        state.carried = _carried_by(words, state.carried)
        return
    found = [head for head in heads_of(text, masked, provision, state.carried) if not OF_LOWER_LEVELS.match(head.trigger)]
    if not found:
        return
    state.heads.extend(found)
    state.carried = replace(state.carried, trigger=found[0].trigger, beneficiary=found[0].beneficiary, base=found[-1].formula.base)
    if provision.grants:
        lay_caps(caps)
        quote_caps(caps)
    else:
        for head in found:
            head.cap_words = text[provision.start : provision.caps[0].end]
    if state.shared_cap is not None:
        for head in state.heads[caps.at :]:
            set_cap(head, state.shared_cap, state.shared_words)
