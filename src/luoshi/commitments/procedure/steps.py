"""The steps of a procedure in the order in which the text gives them, and who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luoshi.commitments.bodies import is_body
from luoshi.commitments.noun_phrases import Veiled
from luoshi.commitments.procedure.words import AIM, UNIT_LINE

MOST_STEPS = 8
LONGEST_STEP = 40
LADDER = re.compile(r"(?<=[一-龥”’）])\s*(?:—|－|–|-|→|➝|>)+\s*(?=[一-龥“‘（])")
LEADING = re.compile(r"^(?:[一二三四五六七八九十]+(?:是|要)|(?:同时|并且|并|且|再|然后|其次|首先|最后|后|经|要|应当|应|须|必须|积极|切实|认真|及时|进一步|不断|全面|大力)(?![一-龥]{0,1}$))+")
BODY = re.compile(
    r"(?:^|(?<=[、，,；;由报经向])|(?<=会同)|(?<=联合)|(?<=组织))"
    r"(?P<name>[一-龥（）()]{2,24}?(?:局|委员会|厅|署|部门|单位|领导小组|小组|专班|政府|管委会|办公室|机构|中心|银行|企业|高校|院校|院所|乡镇|苏木|街道|专家组|专家|第三方|委办局|[市县区旗]委|金融办|园区|法院))"
    r"(?=[、，,；;]|$|[和及与]|要|应|须|负责|牵头|会同|对|按|根据|于\d|在|每|定期|组织|审|制定|汇总|统筹|研究|备案|批|同意|提出|进行|报|向|给予|发布|受理|具体|配合|共同|联合|全面|初审|评|认定|核|推荐|拨付|切实|等)"
)
NOT_A_BODY = re.compile(r"^(?:对|给予|支持|鼓励|引导|建立|建设|培育|加强|推动|打造|完善|围绕|通过|利用|依托|由|经|报|向|遴选|选择|引进|为|帮助|协调|健全|推进|符合|入库|重点)|的")


def ladder_of(words: str) -> tuple[str, ...]:
    """Return the rungs that dashes or arrows join: “科技型中小企业—高新技术企业—科技领军企业”."""
    quoted = max(re.findall(r"“([^“”]*)”", words), key=len, default=words)
    rungs = [rung.strip("“”‘’、， ") for rung in LADDER.split(quoted)]
    return tuple(rungs) if len(rungs) >= 3 else ()


def joined_by_plus(words: str) -> tuple[str, ...]:
    """Return the members of “首席科学家+专家+科研院所+企业”; empty for figures such as “1+8”."""
    quoted = max(re.findall(r"“([^“”]*)”", words), key=len, default="")
    members = [member.strip() for member in re.split(r"[+＋]", quoted)]
    return tuple(members) if len(members) >= 2 and all(len(member) > 1 and not member.isdigit() for member in members) else ()


def steps_in(sentences: Iterable[Veiled], start: int = 0) -> tuple[str, ...]:
    """Return what is to be done in some sentences, a step a segment, from offset `start` of the first one on; aims and unit lines are no steps."""
    steps: list[str] = []
    for sentence in sentences:
        for segment in sentence.segments:
            if segment.start < start:
                continue
            step = step_of(sentence.text[segment.start : segment.end])
            if step and step not in steps:
                steps.append(step)
        start = 0
    return tuple(steps[:MOST_STEPS])


def step_of(words: str) -> str:
    """Return one segment as a step: without 要, 并 and their like; empty where it states an aim, names units or is too long or short."""
    words = words.strip(" 　、：:“”")
    if AIM.match(words) or UNIT_LINE.match(words):
        return ""
    step = LEADING.sub("", words)
    return step if 2 <= len(step) <= LONGEST_STEP else ""


def parts_of(stem: str) -> tuple[str, ...]:
    """Return the deeds that a name joins: 定期研判和应急处理 → 定期研判, 应急处理."""
    parts = [part.strip("“”") for part in re.split(r"、|和|与|及", stem)]
    return tuple(parts) if len(parts) >= 2 and all(2 <= len(part) <= 12 for part in parts) else ()


def actors_in(words: str) -> tuple[str, ...]:
    """Return the bodies that act in a sentence: before a deed, or behind 由, 经, 报, 会同."""
    return tuple(dict.fromkeys(_actors(words)))


def _actors(words: str) -> Iterator[str]:
    for found in BODY.finditer(words):
        name = LEADING.sub("", found["name"])
        if not NOT_A_BODY.search(name) and (is_body(name) or name in ("专家", "专家组", "第三方")):
            yield name
