"""Fixed manners of work (一事一议, 揭榜挂帅), rhythms (定期发布, 每月调度) and filings (报…备案)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.lexicon import either, words
from luoshi.commitments.noun_phrases import Veiled, tidy
from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.steps import ACT, steps_in

_VERBS = words("实行 实施 推行 全面推行 采取 采用 按照 按 通过 探索 推广 落实 开展 执行 坚持 以")
_MANNERS = words(
    "一事一议 揭榜挂帅 赛马 赛马制 包干制 容缺受理 告知承诺 告知承诺制 首问负责 首问负责制 限时办结 限时办结制 一网通办 免申即享",
    "即申即享",
    "一业一证 一件事一次办 高效办成一件事 一窗受理 并联审批 拿地即开工 挂图作战 清单化管理 清单化推进 项目化推进 闭环管理 销号管理",
    "台账管理",
    "网格化管理",
)
MANNER = re.compile(
    rf"{either(_VERBS)}(?P<of>[^，,；;。“、]{{0,12}}?)“?(?P<name>(?<=“)[^“”]{{1,10}}制(?:\+[^“”]{{1,10}})?(?=”)|{either(_MANNERS)})”?"
    r"(?!”?(?:政策|试点|改革|后))(?P<tail>[^，,；;。]{0,10})"
)
TAIL = re.compile(r"等?的?(?:方式|制度|机制|模式|原则)?(?P<what>[一-龥]{0,6}?(?:项目|攻关|任务|管理|改革|服务|试点))?")
COUNTED = re.compile(r"[一-龥]{0,6}?(?:不少于|不低于|达到|超过|\d)")
RHYTHM = re.compile(
    r"(?P<when>定期|每年度?|每半年|每季度?|每月|每周|按[月季年]度?|适时)对?[^，,；;。]{0,12}?(?P<deed>发布|公布|通报|调度|会商|研判|报送)"
    r"(?P<what>[^，,；;。]{2,24}?)(?=[，,；;。]|$)"
)
SEMICOLON = re.compile("[；;]")
MANNERED = re.compile("(?:实行|采用|采取|推行|按照?|通过)“")
AGAIN = re.compile(r"^(?:一|两|1|2)[次批期]")
RHYTHM_OF = re.compile(r"清单|报告|榜单|目录|进展|会议|情况")
FILING = re.compile(
    r"(?P<what>[^，,；;。]{2,40}?)(?:[，,]|并)?[须应要]?(?:于[^，,；;。]{2,20}?[前日底内])?报(?P<to>[^，,；;。]{2,20}?)(?P<deed>备案|审批|审定|批准|核准|审议)"
)
DOCUMENT = re.compile(r"[一-龥]{0,8}(?:方案|计划|细则|办法|预案|清单|总结|报告|规划)$")


def read_manners(place: Place) -> Iterator[Draft]:
    """Yield the manners, rhythms and filings of one sentence."""
    if place.is_heading_of_many:
        return
    yield from manner(place)
    if not place.sentence.is_heading:
        yield from rhythm(place)
        yield from filing(place)


def manner(place: Place) -> Iterator[Draft]:
    """A fixed manner of work is to be used.

    Example: 对特别重大的项目按照“一事一议”方式给予支持。
    """
    for found in MANNER.finditer(place.sentence.text):
        if COUNTED.match(found["tail"]):
            continue  # “揭榜挂帅”项目不少于10项 is a target
        tail = TAIL.match(found["tail"])
        what = (tail["what"] or "") if tail is not None else ""
        of = re.sub(r"^.*的", "", found["of"])
        name = f"{of if len(of) > 1 else ''}“{found['name']}”{what}"
        steps = _steps_of_manner(place, found)
        yield Draft(name, found.start(), found.end(), "manner", steps, doubt="具体程序未写明", confidence=0.8)


def _steps_of_manner(place: Place, found: re.Match[str]) -> tuple[str, ...]:
    """Return what is done in the manner: its own part of the sentence between semicolons, without the words that only name the manner."""
    text = place.sentence.text
    start = max(text.rfind("；", 0, found.start()), text.rfind(";", 0, found.start())) + 1
    stop = SEMICOLON.search(text, found.end())
    part = Veiled.of(text[start : stop.start() if stop else len(text)])
    return tuple(step for step in steps_in([part]) if ACT.search(step) and found["name"] not in step and not MANNERED.search(step))


def rhythm(place: Place) -> Iterator[Draft]:
    """A thing is to be published, reported or discussed in a rhythm.

    Example: 定期发布场景供需清单。
    """
    for found in RHYTHM.finditer(place.sentence.text):
        if RHYTHM_OF.search(found["what"]):
            name = f"{tidy(AGAIN.sub('', found['what']))}{found['when']}{found['deed']}"
            yield Draft(name, found.start(), found.end(), "rhythm", (found[0].strip(),), doubt="只写明时间间隔", confidence=0.6)


def filing(place: Place) -> Iterator[Draft]:
    """A paper is to be made and put before an office.

    Example: 各乡镇要制定具体工作方案，于10月30日前报县科技局备案。
    """
    if "报" not in place.sentence.text or (found := FILING.search(place.sentence.text)) is None:
        return
    document = DOCUMENT.search(found["what"].rsplit("的", 1)[-1].strip("，, "))
    if document is not None:
        name = re.sub(r"^.*(?:制定|制订|编制|形成|提出|将|把)", "", document[0])
        yield Draft(f"{name}{found['deed']}", found.start(), found.end(), "filing", steps_in([place.veiled, *place.behind(2)]))
