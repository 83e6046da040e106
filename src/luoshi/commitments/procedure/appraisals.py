"""Appraisals and surveys: 纳入年度考核, 定期督查, 对…进行摸排, 开展年度监测和中期评估."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.steps import steps_in

APPRAISAL = r"(?:考核|考评|评估|评价|督查|督导|督办|监督检查|绩效评价|绩效考评|总结评估|测评)"
APPRAISED_HEADING = re.compile(rf"(?:强化|严格|加强|开展|完善|健全|实施|落实|抓好|注重|突出)?[一-龥、和与]{{0,8}}{APPRAISAL}[一-龥、和与]{{0,6}}")
COUNTED_IN = re.compile(
    r"(?:将|把)?(?P<what>[^，,；;。]{2,40}?)(?:列入|纳入|作为)(?P<into>[^，,；;。]{0,40}?(?:考核|考评|绩效评价|督查|督办|述职)[^，,；;。]{0,16})"
)
SURVEY = re.compile(
    r"对(?P<what>[^，,；;。]{2,40}?)(?:进行|开展|实行|实施|组织开展)(?:一次)?(?P<deed>[^，,；;。、]{0,12}?(?:摸排|排查|普查|调查|考核|考评|评估|(?:绩效|综合|年度|信用|考核|监测)评价|审查|监测|督导|督查|抽查|回访|联合调查|跟踪问效|跟踪评估|动态管理)”?)(?![的制办体机指、])"
)
ROUND = re.compile(
    r"(?:开展|组织|进行|做好|加强|强化|全面|实施)[^，,；;。]{0,30}?(?P<deed>(?:年度|中期|终期|定期|综合|跟踪|第三方|阶段性|总结|全面总结|绩效)(?:监测|评估|总结|考核|评价|督查|考评)(?:[、和与](?:年度|中期|终期|综合)?(?:监测|评估|总结|考核|评价|督查|考评))*)(?![的制办体机指标导结力])"
)


def read_appraisal(place: Place) -> Iterator[Draft]:
    """The clause is about appraising, or a sentence says that a thing counts in an appraisal."""
    yield from told_by_the_heading(place) or counted_in(place)


def told_by_the_heading(place: Place) -> list[Draft]:
    """The heading speaks of an appraisal, and this sentence is the first of its body that does.

    （三）强化督查考核。将三年行动列入年度考核内容，定期对各部门进行督查考核，对落实不到位的通报批评。
    """
    sentence = place.sentence
    if sentence.is_heading or sentence.clause.children or not place.topic or not APPRAISED_HEADING.fullmatch(place.topic):
        return []
    if not re.search(APPRAISAL, sentence.text):
        return []
    steps = steps_in([place.veiled, *place.behind(4)])
    return [Draft(place.topic, 0, len(sentence.text), "told_by_the_heading", steps)]


def counted_in(place: Place) -> list[Draft]:
    """A thing is to count in an appraisal.

    将盟市政府科技投入刚性增长纳入绩效考核。
    """
    text = place.sentence.text
    if (found := COUNTED_IN.search(text)) is None or place.sentence.is_heading:
        return []
    what = re.sub(r"^.*?(?:将|把)", "", found["what"])
    what = re.sub(r"(?:工作|情况|落实情况|完成情况)$", "", what)
    return [Draft(f"{what}纳入{found['into']}", found.start(), found.end(), "counted_in", steps_in([place.veiled], found.start()))] if len(what) <= 30 else []


def read_survey(place: Place) -> Iterator[Draft]:
    """A thing is to be looked into, once or in rounds.

    对企业人才需求进行深度摸排；组织开展规划实施年度监测、中期评估和终期总结。
    """
    text = place.sentence.text
    if (found := SURVEY.search(text)) is not None:
        what = found["what"].rsplit("的", 1)[-1] or found["what"]
        yield Draft(f"{what}{found['deed']}", found.start(), found.end(), "survey", steps_in([place.veiled], found.start()), confidence=0.8, doubts=("程序未写明步骤",))
    elif (found := ROUND.search(text)) is not None:
        topic = place.topic
        yield Draft(f"{topic}{found['deed']}" if len(topic) <= 10 else found["deed"], found.start(), found.end(), "round", steps_in([place.veiled], found.start()), confidence=0.8, doubts=("程序未写明步骤",))
