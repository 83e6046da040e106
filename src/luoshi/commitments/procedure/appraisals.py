"""Appraisals and surveys: 纳入年度考核, 定期督查, 对…进行摸排, 开展年度监测和中期评估."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.steps import steps_in

APPRAISAL = r"(?:考核|考评|评估|评价|督查|督导|督办|监督检查|测评)"
APPRAISED_TOPIC = re.compile(rf"[一-龥、和与]{{0,10}}{APPRAISAL}[一-龥、和与]{{0,6}}")
INTO = re.compile("列入|纳入|作为")
COUNTED_IN = re.compile(
    r"[将把]?(?P<what>[^，,；;。]{2,40}?)(?:列入|纳入|作为)(?P<into>[^，,；;。]{0,40}?(?:考核|考评|绩效评价|督查|督办|述职)[^，,；;。]{0,16})"
)
SURVEY = re.compile(
    r"对(?P<what>[^，,；;。]{2,40}?)(?:进行|开展|实行|实施|组织开展)(?:一次)?(?P<deed>[^，,；;。、]{0,12}?"
    r"(?:摸排|排查|普查|调查|考核|考评|评估|(?:绩效|综合|年度|信用|考核|监测)评价|审查|监测|(?:监督|督导|督查|督促)检查|跟踪督办|督导|督查|抽查|回访|联合调查|调度(?:通报)?|通报(?!批评)|跟踪问效|动态管理)”?)"
    r"(?![的制办体机指、])"
)
_ROUND = r"(?:年度|中期|终期|定期|综合|跟踪|第三方|阶段性|全面总结|总结|绩效)"
_LOOK = r"(?:监测|评估|总结|考核|评价|督查|考评)"
ROUND = re.compile(
    rf"(?:开展|组织|进行|做好|加强|强化|全面|实施)[^，,；;。]{{0,30}}?(?P<deed>{_ROUND}{_LOOK}(?:[、和与]{_ROUND}?{_LOOK})*)(?![的制办体机指标导结力])"
)
SUPERVISION = re.compile(
    r"(?:加强|强化|开展|严格|实施|组织|组织开展)(?P<deed>[^，,；;。、]{0,14}?(?:督查考核|督导考核|监督考核|跟踪督办|督查督办|督办问责|督促检查|监督检查|督导检查|跟踪问效|督查|督导|督办))"
    r"(?=[，,；;。]|$)"
)
NOT_SPELT_OUT = "程序未写明步骤"


def read_appraisal(place: Place) -> Iterator[Draft]:
    """Yield the appraisals of one sentence of a body."""
    if not place.sentence.is_heading:
        yield from appraisal_of_heading(place)
        yield from counted_in(place)
        yield from survey(place)
        yield from evaluation_round(place)
        yield from supervision(place)


def appraisal_of_heading(place: Place) -> Iterator[Draft]:
    """The heading speaks of an appraisal, and this sentence of its body does.

    （三）强化督查考核。将三年行动列入年度考核内容，定期对各部门进行督查考核，对落实不到位的通报批评。
    """
    if place.sentence.clause.children or not APPRAISED_TOPIC.fullmatch(place.topic) or not re.search(APPRAISAL, place.sentence.text):
        return
    steps = steps_in([place.veiled, *place.behind(4)])
    yield Draft(place.topic, 0, len(place.sentence.text), "appraisal_of_heading", steps)


def counted_in(place: Place) -> Iterator[Draft]:
    """A thing is to count in an appraisal.

    Example: 将县级政府科技投入增长纳入绩效考核。
    """
    if INTO.search(place.sentence.text) is not None and (found := COUNTED_IN.search(place.sentence.text)) is not None:
        what = re.sub(r"^.*[将把]|(?:落实情况|完成情况|工作|情况)$", "", found["what"])
        if 2 <= len(what) <= 30:
            steps = steps_in([place.veiled], found.start())
            yield Draft(f"{what}纳入{found['into']}", found.start(), found.end(), "counted_in", steps)


def survey(place: Place) -> Iterator[Draft]:
    """A thing is to be looked into.

    Example: 对全县企业人才需求进行深度摸排。
    """
    if (found := SURVEY.search(place.sentence.text)) is not None:
        name = re.sub(r"[“”]", "", (found["what"].rsplit("的", 1)[-1] or found["what"]) + found["deed"])
        steps = steps_in([place.veiled], found.start())
        yield Draft(name, found.start(), found.end(), "survey", steps, doubt=NOT_SPELT_OUT, confidence=0.8)


def evaluation_round(place: Place) -> Iterator[Draft]:
    """A plan or a thing is to be looked at in rounds.

    Example: 开展规划执行情况年度监测和中期评估。
    """
    if SURVEY.search(place.sentence.text) is None and (found := ROUND.search(place.sentence.text)) is not None:
        name = f"{place.topic}{found['deed']}" if len(place.topic) <= 10 else found["deed"]
        steps = steps_in([place.veiled], found.start())
        yield Draft(name, found.start(), found.end(), "evaluation_round", steps, doubt=NOT_SPELT_OUT, confidence=0.8)


def supervision(place: Place) -> Iterator[Draft]:
    """Somebody is to see to it that things are done.

    Example: 市政府督查室要加强跟踪督办。
    """
    if SURVEY.search(place.sentence.text) is None and (found := SUPERVISION.search(place.sentence.text)) is not None:
        deed = re.sub(r"^对|的", "", found["deed"])
        steps = steps_in([place.veiled], found.start())
        yield Draft(deed, found.start(), found.end(), "supervision", steps, doubt=NOT_SPELT_OUT, confidence=0.6)
