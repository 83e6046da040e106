"""The steps of a procedure in the order in which the text gives them, and who acts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luoshi.commitments.bodies import is_body
from luoshi.commitments.lexicon import either, words
from luoshi.commitments.noun_phrases import WEAK, Veiled, tidy
from luoshi.commitments.procedure.words import AIM, STEP, UNIT_LINE

MOST_STEPS = 8
LONGEST_STEP = 40
RUNGS = re.compile(r"(?<=[一-龥”’）])\s*(?:—|－|–|-|→|➝|>)+\s*(?=[一-龥“‘（])")
_FILLERS = words("同时 并且 并 且 再 然后 其次 首先 最后 要 应当 应 须 必须 积极 切实 认真 及时 进一步 不断 全面 大力")
LEADING = re.compile(rf"^(?:[一二三四五六七八九十]+(?:是|要)|后(?=[报由经])|经过?(?![济信开发贸营费管])|{either(_FILLERS)}(?![一-龥]?$))+")
_BODY_ENDS = words(
    "局 委员会 厅 总署 公署 部门 单位 领导小组 小组 专班 政府 管委会 办公室 乡镇 苏木 街道 专家组 专家 第三方 第三方机构 委办局 金融办",
    "法院",
    "市委 县委 区委 旗委 组织部 宣传部 统战部",
)
_DEEDS_BEHIND = words(
    "要 应 须 负责 牵头 会同 对 按 根据 在 每 定期 组织 审 制定 汇总 统筹 研究 备案 批 同意 提出 进行 报 向 给予 发布 受理 具体 配合",
    "共同 联合",
    "全面 初审 评 认定 核 推荐 拨付 切实 等",
)
BODY = re.compile(
    r"(?:^|(?<=[、，,；;由报经向和与及])|(?<=会同)|(?<=联合)|(?<=组织))"
    rf"(?P<name>(?!由|经(?![济信开发])|报(?!社)|向|对(?!外)|为)(?:(?!后[报由经]|会同)[一-龥（）()]){{0,24}}?(?:{either(_BODY_ENDS)}|委(?![员托派办任])))(?=[、，,；;]|$|[和及与]|于?\d|{either(_DEEDS_BEHIND)})"
)
NO_BODY = re.compile(
    r"^(?:[给为由向无每]|对(?!外)|经(?![济信开])|报(?!社)|给予|围绕|选择|帮助|协调|符合|入库|重点|其他)|的|等(?:部门|单位)$"
)
BEHIND_SUBJECT = re.compile(r"^.{2,}(?:经(?![济信开发贸营费管])|由|报)(?=.{2,})")
NO_STEP = re.compile(r"(?:程序|流程|步骤)(?:为|是|如下)$")
# 不符合条件的 says when, 对新组建的实验室 to whom, 围绕重点产业 on what: none of them is an act.
CONDITION = re.compile(r"的$|为准$|(?:基础上|前提下|情况下|过程中|范围内)$|^(?:如|若|凡|除)[^，,；;]*(?:时|外)$")
# What is granted and what is to be reached stand in lists of their own.
SUM = re.compile(r"\d\s?[十百千]?[万亿]?元|\d\s?[%％‰]|(?:不少于|不低于|不超过|达到|增长)\s?\d")
FRAME = re.compile(r"^(?:对(?![照接外应])|但?因(?!地)|由于|针对|围绕|聚焦|面向|依据|根据|符合|凡是?)")
ACT = re.compile(
    either(
        words(
            "进行 给予 予以 实施 实行 开展 采取 采用 组织 提供 加强 优先 一律 严格 定期 及时 依法 按 制定 建立 审 评 查 核 通报",
            "考核 督 追 免 奖 补 约谈 退 发布 征集 遴选 选派 聘请 完成 建设 确认 提交 申报 申请 取消 列入 纳入 发放 安排 落实",
            "推进 作出 提出 办理 公示 公布 培训 辅导 调 备案 登记 整改 问责 报",
        )
    )
)
AS_LAID_DOWN = re.compile(
    r"(?:应当?|须|要)?(?:严格)?按照?[^，,；;]{0,12}(?:规定|程序|流程|办法|要求)的?[^，,；;、]{0,6}?(?:办理|执行|进行|实施|操作)$"
)
UNOFFICIAL = frozenset(words("专家 专家组 第三方 第三方机构 省委 市委 县委 区委 旗委"))
LIMIT = r"(?:\d+|[一二两三四五六七八九十]+)个?(?:工作日|自然日|日|天|月)"
BARE_LIMIT = re.compile(rf"(?:在|于|自[^，,；;]{{2,16}}起)?{LIMIT}(?:以内|之内|内)|于?每[年月季][^，,；;]{{0,8}}前")
WITHIN = re.compile(rf"{LIMIT}(?:以内|之内|内)?|每[年月季](?:\d{{1,2}}月)?(?:\d{{1,2}}日|底)?之?前")
SETTING_UP = re.compile("^(?:成立|组建|设立)")


def rungs_of(said: str) -> tuple[str, ...]:
    """Return the rungs that dashes or arrows join, three or more: “种子企业—瞪羚企业—链主企业”."""
    quoted = max(re.findall(r"“([^“”]*)”", said), key=len, default=said)
    rungs = [rung.strip("“”‘’、， ") for rung in RUNGS.split(quoted)]
    return tuple(rungs) if len(rungs) >= 3 else ()


def members_of(said: str) -> tuple[str, ...]:
    """Return the members of “首席科学家+专家+企业” or “企业出题、政府助题、市场阅卷”; empty for figures such as “1+8”."""
    quoted = max(re.findall(r"“([^“”]*)”", said), key=len, default="")
    members = [member.strip() for member in re.split(r"[+＋、]", quoted)]
    return tuple(members) if len(members) >= 2 and all(len(member) > 1 and not member.isdigit() for member in members) else ()


def steps_in(sentences: Iterable[Veiled], start: int = 0) -> tuple[str, ...]:
    """Return what is to be done in some sentences, a step a segment, from offset `start` of the first one on; aims are no steps."""
    steps: list[str] = []
    for sentence in sentences:
        at = sentence.index_at(start)
        said = [sentence.words_of(segment) for segment in sentence.segments[at : at + 3 * MOST_STEPS] if segment.start >= start]
        for words_said in with_limits(said):
            step = step_of(words_said)
            if step and step not in steps:
                steps.append(step)
        start = 0
    return tuple(steps[:MOST_STEPS])


def with_limits(said: Iterable[str]) -> Iterator[str]:
    """Yield what is said, a limit that stands by itself put before what it limits: 10个工作日内 | 拨付资金 → 10个工作日内拨付资金."""
    limit = ""
    for one in said:
        if BARE_LIMIT.fullmatch(one.strip()):
            limit = one.strip()
        else:
            yield limit + one.strip() if limit else one
            limit = ""


def with_limit_of(step: str, text: str) -> str:
    """Return a step with the limit that the text below it sets: 受理 → 受理（5个工作日内）; the step alone where it sets none."""
    found = WITHIN.search(text)
    return step if found is None or WITHIN.search(step) else f"{step}（{found[0]}）"


def step_of(said: str) -> str:
    """Return one segment as a step, without 要, 并 and their like; empty where it states an aim, names units, is too long or too short."""
    said = tidy(said)
    if AIM.match(said) or UNIT_LINE.match(said) or NO_STEP.search(said):
        return ""
    step = act_of(LEADING.sub("", said))
    return step if 2 <= len(step) <= LONGEST_STEP else ""


def act_of(said: str) -> str:
    """Return the act in some words: 拨付按照附件规定的流程办理 → 拨付; empty where they only say when or to whom (对新组建的实验室)."""
    bare = AS_LAID_DOWN.sub("", said).removesuffix("后")
    act = bare if STEP.search(bare) else said
    if CONDITION.search(act) or act.endswith("后") or SUM.search(act):
        return ""
    framed = FRAME.match(act)
    return "" if framed is not None and ACT.search(act.rsplit("的", 1)[-1][1:]) is None and ACT.search(act, framed.end()) is None else act


def deeds_in(stem: str) -> tuple[str, ...]:
    """Return the deeds that a name joins: 定期研判和应急处理 → 定期研判, 应急处理."""
    if "等" in stem:
        return ()
    parts = [part.strip("“”") for part in re.split(r"、|和|(?<!参)与|及(?!时)", stem.removesuffix("的"))]
    return tuple(parts) if len(parts) >= 2 and all(2 <= len(part) <= 12 and not re.search("[“”]", part) for part in parts) else ()


def actors_in(said: str) -> tuple[str, ...]:
    """Return the bodies that act in a sentence: before a deed, or behind 由, 经, 报, 会同."""
    return tuple(dict.fromkeys(_actors(said)))


def _actors(said: str) -> Iterator[str]:
    for found in BODY.finditer(said):
        name = SETTING_UP.sub("", LEADING.sub("", BEHIND_SUBJECT.sub("", found["name"])))
        if name in UNOFFICIAL or (len(name) > 2 and not NO_BODY.search(name) and not _begins_with_verb(name) and is_body(name)):
            yield name


def _begins_with_verb(name: str) -> bool:
    """Say whether a name is a verb and its object: 明确责任单位; 统计局 and 监督管理局 are offices."""
    return WEAK.match(name) is not None and not name.endswith(("局", "部", "委", "办", "委员会"))
