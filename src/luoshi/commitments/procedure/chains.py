"""Chains: 申报 → 审核 → 公示 → 兑现, told in a sentence, listed as 程序, or printed as the items of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.noun_phrases import VEIL, WEAK, Veiled, governing_verb, name_of, tidy
from luoshi.commitments.procedure.draft import HEADING_VERB, Draft, Place
from luoshi.commitments.procedure.steps import (
    LEADING,
    LONGEST_STEP,
    MOST_STEPS,
    NO_STEP,
    act_of,
    actors_in,
    rungs_of,
    steps_in,
    with_limit_of,
    with_limits,
)
from luoshi.commitments.procedure.words import GATES, NO_STEP_BEHIND, STAGE_OF, STEP
from luoshi.policy.nodes import Clause

PROCESS_HEADING = re.compile(r"程序|流程|申报|申请|兑现|审核|办理|步骤|认定|评审|遴选|拨付|受理|审批")
EXPERTS = re.compile(
    r"(?:经|组织|聘请|邀请)[过由]?(?:有关|相关|行业|科技|同行|第三方)?(?:专家|评估机构)组?[^，,；;]{0,6}?(?:评议|评审|论证|鉴定)"
)
ONE_GATE = re.compile(
    r"[经由报][^，,；;。]{0,24}?(?:认定备案|评审认定|审核认定|审核批准|研究审定|审核审批|验收确认|审查认定|审核确认|评审审定|审核同意|评审通过)"
)
ANNOUNCED = re.compile(r"(?:发布|公布|制定|印发)(?P<name>[一-龥]{2,16}?(?:申报|申请|征集|认定|遴选))(?:指南|通知|公告)")
ORGANISED = re.compile(r"(?:组织(?:开展|实施)?|开展)(?P<name>[一-龥“”]{2,12}?(?=工作)|[一-龥“”]{2,10}?(?:申报|评审|认定|遴选|征集))")
IN_ORDER = re.compile(
    r"(?P<what>[^，,；;。]{2,30}?)(?:严格|原则上)?(?:要|应|须)?按照?(?P<steps>[^，,；;。]{2,12}(?:(?:、|—+|－|→|-)[^，,；;。、]{2,14}){2,9})等?的?(?:程序|流程|步骤|环节)"
    r"(?P<deed>办理|进行|执行|实施|开展|组织|兑现|兑付|拨付|申报|认定|落实)?"
)
FOLLOWING = re.compile(
    r"(?P<what>[^，,；;。：:]{2,20}?)(?:应当?|须|要)?按照?(?:下列|以下|如下)(?P<word>程序|流程|步骤)(?P<deed>办理|进行|申报|实施)?"
)
ORDER_WORD = re.compile("程序|流程|步骤|环节")
BETWEEN = re.compile(r"、|—+|－+|→|-+")
DURING = re.compile(r"^在(?P<what>[一-龥]{2,12}?)(?:实施|执行|推进|申报)?(?:过程)?中")
SUPPORT = re.compile(r"给予|奖励|补助|补贴|资助|配套|\d+万元")
EXEMPTION = re.compile(
    r"(?:予以|给予|可以?|依法|应当)?(?:免责|免除[^，,；;。]{0,8}责任|(?:不予|免予|免于)追(?:究|责)|不作负面评价|不追究[^，,；;。]{0,8}责任)(?!机制|制度|清单|条款|办法|情形|范围)"
)
AMOUNT = re.compile(r"\d\s*[万亿]?元")
SENTENCE_END = re.compile(r"[。；;：:\n]|^\S{1,4}?[、）)．.]")
LONGEST_STRETCH = 400


def read_chain(place: Place) -> Iterator[Draft]:
    """Yield the process of a sentence or of the items below a heading, at most one."""
    items = list(printed_as_items(place)) if place.sentence.clause.children else []
    if items or place.is_heading_of_many:
        yield from items
        return
    yield from list(told_in_order(place)) or list(exempted(place)) or list(told_in_a_sentence(place)) or announced(place)


def printed_as_items(place: Place) -> Iterator[Draft]:
    """The items below a heading that speaks of a process, or below 按照下列程序办理, begin with its steps.

    第五章 申报程序：（一）企业申报。…（二）部门初审。…（三）公示。…
    """
    clause = place.sentence.clause
    following = FOLLOWING.search(place.sentence.text)
    if following is None and not (place.sentence.is_heading and PROCESS_HEADING.search(clause.heading)):
        return
    chars = place.context.policy.text.chars
    items = [(step, child.span.of(chars)[:LONGEST_STRETCH]) for child in clause.children if (step := _first_words(child, chars))]
    steps = tuple(with_limit_of(step, text) for step, text in items)
    stages = [step for step in steps if STEP.search(step)]
    if len(stages) >= 3 and 2 * len(stages) >= len(steps):
        name = HEADING_VERB.sub("", clause.heading) or clause.heading
        if following is not None:
            name = f"{tidy(following['what'])}{following['deed'] or ''}{following['word']}"
        who = actors_in("，".join((*(step for step, _ in items), *(SENTENCE_END.sub("，", text) for _, text in items))))
        yield Draft(name, 0, len(place.sentence.text), "printed_as_items", steps[:MOST_STEPS], who)


def told_in_order(place: Place) -> Iterator[Draft]:
    """The steps are listed before the word 程序 or 流程.

    Example: 奖补资金按照企业申报、部门审核、集中公示、县政府审定、资金拨付的程序办理。
    """
    if ORDER_WORD.search(place.sentence.text) is None:
        return
    for found in IN_ORDER.finditer(place.sentence.text):
        steps = tuple(step.strip("“” ").removesuffix("的").removesuffix("等") for step in BETWEEN.split(found["steps"]))
        if sum(STEP.search(step) is not None for step in steps) >= 2:
            what = tidy(re.sub(r"^(?:[一二三四五六七八九十]是|对|各类|所有)|(?:的|工作)$", "", found["what"]))
            yield Draft(f"{what}{found['deed'] or '程序'}", found.start(), found.end(), "told_in_order", steps[:MOST_STEPS])


def told_in_a_sentence(place: Place) -> Iterator[Draft]:
    """Deeds of three stages or more, one of them a gate, stand in one sentence; or experts must have their say.

    Example: 企业提出申请，经县科技局初审、专家评审后向社会公示，报县人民政府审定后兑现。
    """
    veiled = place.veiled
    deeds = list(_deeds(veiled))
    said = {deed[0] for deed in deeds}
    enough = len({STAGE_OF[word] for word in said}) >= 3 and bool(said & GATES)
    gate = ONE_GATE.search(veiled.text) or EXPERTS.search(veiled.text)
    if not enough and (gate is None or (not place.context.is_plan and SUPPORT.search(veiled.text) is not None)):
        return
    if len(AMOUNT.findall(veiled.text)) > 1:
        return  # the stages of a reward: 备案奖…万元，受理奖…万元
    start, end = _stretch(veiled, deeds) if enough or gate is None else _around(veiled, gate)
    if end - start <= LONGEST_STRETCH:
        before = place.before()
        organised = before is not None and ORGANISED.search(before.text) is not None
        steps = (*steps_in([before] if organised and before is not None else []), *_steps(veiled, start, end))
        doubt = "" if enough else "只写明其中一个环节"
        yield Draft(
            _name(place, deeds, gate), start, end, "told_in_a_sentence", steps[:MOST_STEPS], doubt=doubt, confidence=0.6 if doubt else 1.0
        )


def exempted(place: Place) -> Iterator[Draft]:
    """Whoever has done what he could is not held to account; the sentence says who finds that and how.

    Example: 科研项目未达预期目标，项目承担单位已勤勉尽责的，经专家评议后予以免责。
    """
    veiled = place.veiled
    if (found := EXEMPTION.search(veiled.veil)) is None or place.sentence.is_heading:
        return
    about = _about(veiled) or place.topic or place.higher_topic
    at = veiled.index_at(found.start())
    start = veiled.segments[max(0, at - 4)].start
    name = f"{about.removesuffix('机制').removesuffix('免责')}免责"
    yield Draft(name, start, found.end(), "exempted", _steps(veiled, start, found.end()), doubt="免责的认定程序未写全", confidence=0.8)


def announced(place: Place) -> Iterator[Draft]:
    """A guide to apply by is published; what follows stands in the guide.

    Example: 市科技局每年发布科技计划项目申报指南。
    """
    if not place.sentence.is_heading and (found := ANNOUNCED.search(place.sentence.text)) is not None:
        start, end = _around(place.veiled, found)
        steps = _steps(place.veiled, max(start, place.veiled.segment_at(found.start()).start), end)
        yield Draft(found["name"], found.start(), found.end(), "announced", steps, doubt="申报之后的程序未写明", confidence=0.6)


def _stretch(veiled: Veiled, deeds: list[re.Match[str]]) -> tuple[int, int]:
    """Return where the segments that hold the deeds begin and end."""
    return veiled.segment_at(deeds[0].start()).start, veiled.segment_at(deeds[-1].end() - 1).end


def _around(veiled: Veiled, gate: re.Match[str]) -> tuple[int, int]:
    """Return the segments around a gate: the one before it, itself, and two behind it."""
    at = next(index for index, segment in enumerate(veiled.segments) if gate.start() < segment.end)
    return veiled.segments[max(0, at - 1)].start, veiled.segments[min(at + 2, len(veiled.segments) - 1)].end


def _first_words(clause: Clause, chars: str) -> str:
    said = clause.heading or (clause.body[0].of(chars) if clause.body else "")
    return re.split(r"[，,；;。：:]", said, maxsplit=1)[0][:LONGEST_STEP].strip()


def _deeds(veiled: Veiled) -> Iterator[re.Match[str]]:
    """Yield the words that are steps to be taken, not parts of a noun (审批制度, 评审专家)."""
    for found in STEP.finditer(veiled.veil):
        if not veiled.veil.startswith(VEIL, found.end()) and not NO_STEP_BEHIND.match(veiled.veil, found.end()):
            yield found


def _steps(veiled: Veiled, start: int, end: int) -> tuple[str, ...]:
    """Cut the stretch at its commas; a list of bare deeds (初审、评审、公示) is cut at its points as well."""
    said: list[str] = []
    for segment in veiled.segments:
        if start <= segment.start < end:
            said.extend(_pieces(veiled.words_of(segment)))
    steps = (act_of(LEADING.sub("", piece.strip())) for piece in with_limits(said))
    return tuple(dict.fromkeys(step for step in steps if 2 <= len(step) <= 2 * LONGEST_STEP and not NO_STEP.search(step)))[:MOST_STEPS]


def _pieces(said: str) -> list[str]:
    """Cut a list of bare deeds at its arrows or points; 申报条件、申报要求 are no deeds."""
    if rungs := rungs_of(said):
        return list(rungs)
    pieces = said.split("、")
    deeds = sum(any(not NO_STEP_BEHIND.match(piece, found.end()) for found in STEP.finditer(piece)) for piece in pieces)
    return pieces if deeds >= 2 else [said]


def _name(place: Place, deeds: list[re.Match[str]], gate: re.Match[str] | None) -> str:
    """Name the process: 组织…工作, 发布…申报指南, a heading that speaks of it; else what it is about with its first deeds."""
    before = place.before()
    for pattern, said in ((ORGANISED, place.veiled), (ORGANISED, before), (ANNOUNCED, place.veiled)):
        if said is not None and (found := pattern.search(said.text)) is not None and not STEP.fullmatch(found["name"]):
            return found["name"]
    if PROCESS_HEADING.search(place.topic):
        return place.topic
    if name := _object(place.veiled, deeds):
        return name
    about = _about(place.veiled) or _before(place.veiled, gate) or place.topic or place.higher_topic
    stages = list(dict.fromkeys(deed[0].removeprefix("提出") for deed in deeds))
    if not stages and gate is not None:
        return about + re.sub(r"^(?:经过?|[由报]|组织)", "", gate[0])
    return about + "".join(stages if len(stages) < 3 else (stages[0], stages[-1]))


def _object(veiled: Veiled, deeds: list[re.Match[str]]) -> str:
    """Return what a verb orders where all deeds are in one phrase: 形成 | 诉求受理、转办、反馈闭环管理."""
    segment = veiled.segment_at(deeds[0].start()) if deeds else None
    if segment is None or deeds[-1].end() > segment.end:
        return ""
    verb = governing_verb(veiled, segment.start, deeds[0].start())
    return name_of(veiled, verb.end, segment.end)[1] if verb is not None and segment.end - verb.end <= LONGEST_STEP else ""


def _before(veiled: Veiled, gate: re.Match[str] | None) -> str:
    """Return the object of the segment before a gate: 建设 | 科技创新服务平台，经认定备案."""
    ended = [segment for segment in veiled.segments if gate is not None and segment.end <= gate.start()]
    if not ended:
        return ""
    verbs = list(WEAK.finditer(veiled.veil, ended[-1].start, ended[-1].end - 3))
    name = name_of(veiled, verbs[-1].end(), ended[-1].end)[1] if verbs else ""
    return name if 3 <= len(name) <= 24 else ""


def _about(veiled: Veiled) -> str:
    """Return what the sentence is about where it says 对…项目 (the noun behind its last 的) or 在…实施中."""
    for segment in veiled.segments:
        said = veiled.words_of(segment)
        if (during := DURING.match(said)) is not None:
            return during["what"]
        if said.startswith("对"):
            noun = said[1:].rstrip("的").rsplit("的", 1)[-1]
            return noun if 2 <= len(noun) <= 24 else ""
    return ""
