"""Chains: 申报 → 审核 → 公示 → 兑现, told in one sentence or printed as the items of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.noun_phrases import VEIL, WEAK, Veiled, governing_verb, name_of
from luoshi.commitments.procedure.draft import HEADING_VERBS, Draft, Place
from luoshi.commitments.procedure.steps import LEADING, LONGEST_STEP, MOST_STEPS
from luoshi.commitments.procedure.words import GATES, NO_STEP_BEHIND, STEP, STEPS
from luoshi.policy.nodes import Clause

PROCESS_HEADING = re.compile(r"程序|流程|申报|申请|兑现|审核|办理|步骤|认定|评审|遴选|拨付|受理|审批")
EXPERTS = re.compile(r"(?:经|组织|聘请|邀请)(?:过|由)?(?:有关|相关|行业|科技|同行|第三方)?(?:专家|评估机构)(?:组)?[^，,；;]{0,6}?(?:评议|评审|论证|鉴定)")
NOUNS = re.compile(r"组织(?:开展|实施)?(?P<name>[一-龥“”]{2,12}?)工作")
ANNOUNCED = re.compile(r"(?:发布|公布|制定|印发)(?P<name>[一-龥]{2,16}?(?:申报|申请|征集|认定|遴选))(?:指南|通知|公告)")
DURING = re.compile(r"^在(?P<what>[一-龥]{2,12}?)(?:实施|执行|推进|申报)?(?:过程)?中")
SUPPORTED = re.compile(r"给予|奖励|补助|补贴|资助|配套|\d+万元")
ONE_GATE = re.compile(r"(?:经|由|报)[^，,；;。]{0,24}?(?:认定备案|评审认定|审核认定|审核批准|研究审定|审核审批|验收确认|审查认定|审核确认|评审审定|审核同意|评审通过)")


def read_chain(place: Place) -> Iterator[Draft]:
    """A process is printed step by step, in a sentence or as the items of a clause."""
    if place.sentence.is_heading and place.sentence.clause.children:
        yield from printed_as_items(place)
    else:
        yield from told_in_a_sentence(place)


def printed_as_items(place: Place) -> Iterator[Draft]:
    """The items below a heading that speaks of a process begin with its steps.

    第五章 申报程序：（一）企业申报。…（二）部门初审。…（三）公示。…
    """
    clause = place.sentence.clause
    if not PROCESS_HEADING.search(clause.heading):
        return
    steps = tuple(step for child in clause.children if (step := _first_words(child, place.context.policy.text.chars)))
    stages = [step for step in steps if STEP.search(step)]
    if len(stages) >= 3 and 2 * len(stages) >= len(steps):
        yield Draft(HEADING_VERBS.sub("", clause.heading) or clause.heading, 0, len(place.sentence.text), "printed_as_items", steps[:MOST_STEPS])


def _first_words(clause: Clause, chars: str) -> str:
    words = clause.heading or (clause.body[0].of(chars) if clause.body else "")
    return re.split(r"[，,；;。：:]", words, maxsplit=1)[0][:LONGEST_STEP].strip()


def told_in_a_sentence(place: Place) -> Iterator[Draft]:
    """Three steps or more, one of them a gate, stand in one sentence; or experts must have a say.

    县科技局牵头组织政策兑现工作，相关单位审查，汇总名单向社会公示，报县人民政府审定后兑现。
    """
    veiled = place.veiled
    deeds = list(_deeds(veiled))
    words = {deed[0] for deed in deeds}
    gate = ONE_GATE.search(veiled.text) or EXPERTS.search(veiled.text)
    enough = len({STEPS[word] for word in words}) >= 3 and bool(words & GATES)
    supported = SUPPORTED.search(veiled.text) is not None
    if not enough and (gate is None or (supported and not place.context.is_plan)):
        return
    begin = min([deed.start() for deed in deeds] + ([gate.start()] if gate else []))
    end = max([deed.end() for deed in deeds] + ([gate.end()] if gate else []))
    first, last = veiled.segment_at(begin), veiled.segment_at(end - 1)
    if last.end - first.start > 400:
        return
    doubts = () if enough else ("只写明其中一个环节",)
    yield Draft(
        _name(place, veiled, deeds, gate), first.start, last.end, "told_in_a_sentence", _steps(veiled, first.start, last.end), confidence=1.0 if enough else 0.6, doubts=doubts
    )


def _deeds(veiled: Veiled) -> Iterator[re.Match[str]]:
    """Yield the words that are steps to be taken, not parts of a noun (审批制度, 评审专家)."""
    for found in STEP.finditer(veiled.veil):
        behind = found.end()
        if veiled.veil[behind : behind + 1] == VEIL or NO_STEP_BEHIND.match(veiled.veil, behind):
            continue
        yield found


def _steps(veiled: Veiled, start: int, end: int) -> tuple[str, ...]:
    """Cut the stretch at its commas; a list of bare deeds (初审、评审、公示) is cut at its points as well."""
    steps: list[str] = []
    for segment in veiled.segments:
        if not start <= segment.start < end:
            continue
        words = veiled.text[segment.start : segment.end].strip()
        pieces = words.split("、") if len([p for p in words.split("、") if STEP.search(p)]) >= 2 else [words]
        steps.extend(step for piece in pieces if 2 <= len(step := LEADING.sub("", piece.strip())) <= 2 * LONGEST_STEP)
    return tuple(dict.fromkeys(steps))[:MOST_STEPS]


def _name(place: Place, veiled: Veiled, deeds: list[re.Match[str]], gate: re.Match[str] | None) -> str:
    """Name the process: 组织…工作, else what the heading speaks of, else what the first segment is about, with the deeds."""
    before = place.before()
    if (named := NOUNS.search(veiled.text) or (NOUNS.search(before.text) if before is not None else None)) is not None:
        return named["name"]
    words = list(dict.fromkeys(deed[0] for deed in deeds))
    suffix = "".join(words[:2]) or (re.sub(r"^(?:经过?|由|报|组织)", "", gate[0]) if gate else "审核")
    if (announced := ANNOUNCED.search(veiled.text)) is not None:
        return announced["name"]
    topic = place.topic
    if topic and PROCESS_HEADING.search(topic):
        return topic
    about = _about(veiled)
    return _object(veiled, deeds) or f"{about or _before(veiled, gate) or topic or place.higher_topic}{suffix}"


def _object(veiled: Veiled, deeds: list[re.Match[str]]) -> str:
    """Return what a verb orders where all deeds are in one phrase: 形成 | 诉求受理、转办、反馈闭环管理."""
    if not deeds:
        return ""
    segment = veiled.segment_at(deeds[0].start())
    verb = governing_verb(veiled, segment.start, deeds[0].start())
    if verb is None or deeds[-1].end() > segment.end or segment.end - verb.end > LONGEST_STEP:
        return ""
    return name_of(veiled, verb.end, segment.end)[1]


def _before(veiled: Veiled, gate: re.Match[str] | None) -> str:
    """Return the object of the segment before a gate: 建设 | 科技创新服务平台，经认定备案."""
    if gate is None:
        return ""
    segment = veiled.segment_at(max(0, veiled.segment_at(gate.start()).start - 2))
    verbs = [found for found in WEAK.finditer(veiled.veil, segment.start, segment.end - 3)] if segment.end <= gate.start() else []
    name = name_of(veiled, verbs[-1].end(), segment.end)[1] if verbs else ""
    return name if 3 <= len(name) <= 24 else ""


def _about(veiled: Veiled) -> str:
    """Return what the sentence is about where it says 对…项目 (the noun behind its last 的) or 在…实施中."""
    for segment in veiled.segments:
        words = veiled.text[segment.start : segment.end].strip()
        if (during := DURING.match(words)) is not None:
            return during["what"]
        if words.startswith("对"):
            what = words[1:].rsplit("的", 1)
            noun = what[-1] if what[-1] else words[1:-1]
            return noun if 2 <= len(noun) <= 24 else ""
    return ""
