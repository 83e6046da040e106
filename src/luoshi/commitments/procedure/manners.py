"""Fixed manners of work (一事一议, 揭榜挂帅), rhythms (定期发布, 每月调度) and filings (报…备案)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.steps import steps_in

MANNER = re.compile(
    r"(?P<verb>实行|实施|推行|采取|采用|按照|通过|探索|推广|落实|全面推行|开展|执行|坚持|以)[^，,；;。“]{0,12}?“?(?P<name>一事一议|揭榜挂帅|赛马制?|包干制|容缺受理|告知承诺制?|首问负责制?|限时办结制?|一网通办|免申即享|即申即享|一企一策|一业一证|一件事一次办|一窗受理|并联审批|拿地即开工|专款专用|军令状|(?:清单化|项目化|闭环|销号|台账|网格化)(?:管理|推进|落实)|挂图作战|[^“”]{1,10}制(?:\+[^“”]{1,10})?(?=”))”?(?!”?(?:政策|试点|改革|后))(?P<tail>[^，,；;。]{0,10})"
)
# Supports that only mention the manner: 按“一事一议”给予支持 is a reward with its procedure.
TOO_SMALL = frozenset("一企一策 专款专用 军令状".split())
RHYTHM = re.compile(
    r"(?P<when>定期|每年度?|每半年|每季度?|每月|每周|按[月季年]度?|适时)(?:对?[^，,；;。]{0,12}?)(?P<deed>发布|公布|通报|调度|会商|研判|报送)(?P<what>[^，,；;。]{2,24}?)(?=[，,；;。]|$)"
)
RHYTHM_OF = re.compile(r"清单|报告|榜单|目录|进展|会议|例会|调度会|推进会|情况")
FILING = re.compile(r"(?P<what>[^，,；;。]{2,40}?)(?:[，,]|并)?(?:于[^，,；;。]{2,12}?(?:前|日|底))?报(?P<to>[^，,；;。]{2,20}?)(?P<deed>备案|审批|审定|批准|核准|审议)")
DOCUMENT = re.compile(r"(?P<name>(?:[一-龥]{0,8})(?:方案|计划|细则|办法|预案|清单|总结|报告|规划))$")


def read_manner(place: Place) -> Iterator[Draft]:
    """A fixed manner of work is to be used, or a thing is to be done in a rhythm.

    特别重大的项目按照“一事一议”方式给予支持；定期发布场景供需清单。
    """
    text = place.sentence.text
    if place.sentence.is_heading and place.sentence.clause.children:
        return
    for found in MANNER.finditer(text):
        if found["name"] not in TOO_SMALL:
            yield Draft(f"“{found['name']}”{_of_what(text, found)}", found.start(), found.end(), "manner", steps_in([place.veiled], 0), confidence=0.8, doubts=("具体程序未写明",))
    for found in RHYTHM.finditer(text):
        if RHYTHM_OF.search(found["what"]):
            yield Draft(f"{found['what']}{found['when']}{found['deed']}", found.start(), found.end(), "rhythm", (found[0].strip(),), confidence=0.6, doubts=("只写明时间间隔",))


def _of_what(text: str, found: re.Match[str]) -> str:
    """Return what is done in this manner, where it stands behind it: “揭榜挂帅” | 技术攻关."""
    tail = re.match(r"(?:等)?(?:的)?(?:方式|制度|机制|模式|原则)?(?P<what>[一-龥]{2,8})?", found["tail"])
    what = tail["what"] if tail is not None else ""
    return what if what and re.search(r"项目|攻关|任务|管理|改革|服务|试点", what) else ""


def read_filing(place: Place) -> Iterator[Draft]:
    """A paper is to be made and filed with an office.

    各乡镇要制定具体的工作方案，于10月30日前报教科体局备案。
    """
    if place.sentence.is_heading or (found := FILING.search(place.sentence.text)) is None:
        return
    named = DOCUMENT.search(found["what"].rsplit("的", 1)[-1].strip("，, "))
    if named is not None:
        name = re.sub(r"^(?:.*(?:制定|制订|编制|形成|提出|将|把))", "", named["name"])
        yield Draft(f"{name}{found['deed']}", found.start(), found.end(), "filing", steps_in([place.veiled, *place.behind(2)]))
