"""What has a name: a verb that orders, and a name in 机制, 制度, …制, 体系, 管理办法, 绿色通道, 联席会议 or 领导小组."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from luoshi.commitments.lexicon import words
from luoshi.commitments.noun_phrases import (
    CRITERION,
    EMPTY_REST,
    FARTHEST_VERB,
    STRONG,
    Named,
    Veiled,
    Verb,
    governing_verb,
    joint_behind,
    name_of,
)
from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.steps import deeds_in, members_of, rungs_of, step_of, steps_in
from luoshi.commitments.procedure.words import ANY_MECHANISM, BODY_TAIL, HEADS, LIGHT_VERBS, NAMELESS, SPEAKING_VERBS, TAIL, VERBS

NEGATED = re.compile(r"不得|不能|禁止|严禁|取消|废止|不再|杜绝|防止|清理|破除|消除")
CONDITION = re.compile(r"^(?:对(?!照|标)|凡|符合|属于|经)|[^，,；;]{0,30}(?:有|具有|具备)健全的")
# What is done for something that 对 names: 对科研单位实行…机制.
FOR_SOMETHING = frozenset(words("实行 建立 建立健全 推行 采取 健全 完善 试行"))
OTHERS_DO_IT = re.compile(r"(?:支持|鼓励|引导|推动|指导|帮助|督促)[^，,；;]{0,16}?(?:企业|公司|合作社|医院|学校)")
BUILT = re.compile("建设|建立|完善|落实")
STEM_END = re.compile(r"(?:工作|运行|管理)?(?:机制|制度|制|体系|模式)”?$")
# A verb whose object goes on over commas: 构建以企业为主体，产学研相结合，一体化的发展机制.
OPEN_OBJECT = re.compile(rf"{STRONG.pattern}(?=以[^，,；;]{{1,24}}为[^，,；;]{{1,12}}$)")
SETS_UP = re.compile(rf"(?:{STRONG.pattern})[^，,；;]*(?:库|清单|名单|名录|目录|台账|平台|系统)$")
MEANS = ("通过", "采取", "按照")
LONGEST_NAME = 45


@dataclass(frozen=True, slots=True)
class Ordered:
    """A name with its verb, as a rule judges it: what stands in the sentence behind the head, and whether that verb orders mechanisms."""

    named: Named
    group: str
    behind: str

    @property
    def is_ordered(self) -> bool:
        """Say whether the verb orders a mechanism by itself, or a light one (推动) with 建设 behind the head."""
        word = self.named.verb.word
        return word not in SPEAKING_VERBS and (word not in LIGHT_VERBS or BUILT.match(self.behind) is not None)

    @property
    def has_its_verb(self) -> bool:
        """Say whether the verb is one that brings a thing of this head about."""
        return self.named.verb.word in VERBS[self.group]


def mechanism(found: Ordered) -> bool:
    """A 机制 or 制度 is ordered.

    Example: 建立重点项目定期会商和风险预警机制。
    """
    return found.is_ordered and not found.named.name.endswith("体制机制")


def fixed_rule(found: Ordered) -> bool:
    """A rule in …制 is ordered: 链长制, 包干制, 首席专家制.

    Example: 推行重点产业“链长制”，由市领导担任链长。
    """
    return found.is_ordered


def quoted_model(found: Ordered) -> bool:
    """A 模式 is a procedure only where quotes say how it works.

    Example: 建立“首席服务员+企业”一对一服务模式。
    """
    return found.is_ordered and "“" in found.named.name


def scheme(found: Ordered) -> bool:
    """A system of cultivating, appraising or answering is ordered.

    Example: 形成“种子企业—瞪羚企业—链主企业”梯次培育体系。
    """
    return found.is_ordered


def regulation(found: Ordered) -> bool:
    """A set of rules is to be drawn up.

    Example: 研究制定科技服务机构管理办法。
    """
    return found.has_its_verb


def channel(found: Ordered) -> bool:
    """A fast lane is to be opened.

    Example: 畅通引才“绿色通道”。
    """
    return found.has_its_verb


def meeting(found: Ordered) -> bool:
    """Bodies are to meet.

    Example: 加强部门会商，共同解决重大问题。
    """
    return found.has_its_verb


def body(found: Ordered) -> bool:
    """A leading group or a task force is to be set up.

    Example: 成立由县政府主要领导任组长的科技创新工作领导小组，统筹推进各项任务。
    """
    return found.has_its_verb


RULES: dict[str, Callable[[Ordered], bool]] = {
    rule.__name__: rule for rule in (mechanism, fixed_rule, quoted_model, scheme, regulation, channel, meeting, body)
}
DOUBTS = {"body": "是机构还是程序可再斟酌", "scheme": "是体系还是程序可再斟酌"}


def read_mechanisms(place: Place) -> Iterator[Draft]:
    """Yield what is ordered under a name in one sentence, in order."""
    if place.is_heading_of_many or ANY_MECHANISM.search(place.sentence.text) is None:
        return
    before: Named | None = None
    for head in HEADS.finditer(place.sentence.text):
        group = head.lastgroup or ""
        named = _named(place.veiled, head, before)
        if named is not None and RULES[group](Ordered(named, group, place.veiled.text[head.end() : head.end() + 2])):
            yield _draft(place, group, named)
            before = named


def _named(veiled: Veiled, head: re.Match[str], before: Named | None) -> Named | None:
    """Find the verb and cut the name out; None where nothing is ordered."""
    tail = BODY_TAIL if head.lastgroup == "body" else TAIL
    floor = max(veiled.segment_at(head.start()).start, head.start() - FARTHEST_VERB)
    if not tail.match(veiled.text, head.end()):
        return None
    if before is not None and (joint := joint_behind(veiled, before.end, head.start())) is not None:
        verb = governing_verb(veiled, joint, head.start())
        return _cut(veiled, verb or before.verb, joint if verb is None else verb.end, head)
    verb = governing_verb(veiled, floor, head.start())
    if CONDITION.match(veiled.veil[floor : head.end()]) and not _is_done_for(veiled, floor, verb, head):
        return None
    if verb is None:
        verb = _open_verb(veiled, floor)
    elif NEGATED.search(veiled.veil, floor, verb.start) or OTHERS_DO_IT.search(veiled.veil, floor, verb.start):
        return None
    return _cut(veiled, verb, max(verb.end, floor), head) if verb is not None else None


def _is_done_for(veiled: Veiled, floor: int, verb: Verb | None, head: re.Match[str]) -> bool:
    """Say whether a segment with 对 orders a mechanism for something (对科研单位实行…) and does not only name an applicant."""
    return verb is not None and verb.word in FOR_SOMETHING and verb.start - floor > 2 and CRITERION.match(veiled.veil, head.end()) is None


def _open_verb(veiled: Veiled, start: int) -> Verb | None:
    """Find a verb of one of the two segments before whose object goes on: 构建以企业为主体， | 产学研相结合的发展机制."""
    at = veiled.index_at(start)
    for segment in reversed(veiled.segments[max(0, at - 2) : at]):
        if (found := OPEN_OBJECT.search(veiled.veil[segment.start : segment.end])) is not None:
            return Verb(segment.start + found.start(), segment.start + found.end(), found[0])
    return None


def _cut(veiled: Veiled, verb: Verb, start: int, head: re.Match[str]) -> Named | None:
    closes = veiled.text.startswith("”", head.end()) and "“" in veiled.text[start : head.end()]
    start, name = name_of(veiled, start, head.end() + closes)
    name = _called_after_object(veiled, verb, name.removeprefix("《"))
    if name in NAMELESS or not 3 <= len(name) <= LONGEST_NAME:
        return None
    return Named(verb, start, head.end() + closes, name)


def _called_after_object(veiled: Veiled, verb: Verb, name: str) -> str:
    """Call a mechanism whose last word says nothing after what it is for: 对科研单位实行…相结合的评价机制 → 科研单位评价机制."""
    floor = veiled.segment_at(verb.start).start
    what = veiled.text[floor + 1 : verb.start].rsplit("的", 1)[-1].strip()
    clause, _, rest = name.rpartition("的")
    return f"{what}{rest}" if clause and veiled.text[floor] == "对" and 2 <= len(what) <= 12 and EMPTY_REST.match(rest) else name


def _draft(place: Place, group: str, named: Named) -> Draft:
    doubt = "由标题读出，正文未单独写明" if place.sentence.is_heading else DOUBTS.get(group, "")
    steps = _steps(place, named, group)
    who = (named.name,) if group == "body" else ()
    return Draft(named.name, named.verb.start, named.end, group, steps, who, doubt, 0.8 if doubt else 1.0)


def _steps(place: Place, named: Named, group: str) -> tuple[str, ...]:
    """Return the rungs inside the name, else what the sentence goes on with, else what the next ones say, else the deeds in the name."""
    stretch = place.veiled.text[named.verb.end : named.end]
    if inside := rungs_of(stretch) or members_of(stretch):
        return inside
    before = tuple(_means(place.veiled, named))
    after = steps_in([place.veiled], named.end)
    if before or after:
        return _own(dict.fromkeys((*before, *after)))
    following = _own(steps_in(place.behind())) if len(place.veiled.segments) == 1 else ()
    return following or (() if group == "fixed_rule" else deeds_in(STEM_END.sub("", named.name)))


def _own(steps: Iterable[str]) -> tuple[str, ...]:
    """Leave out the steps that set up a register: it is on a list of its own, and stands beside the mechanism (完善…机制，建立…名录)."""
    return tuple(step for step in steps if not SETS_UP.match(step))


def _means(veiled: Veiled, named: Named) -> Iterator[str]:
    """Yield what stands before the mechanism and says by what means: 通过摸底调研、基层推荐等形式，建立…机制."""
    at = veiled.index_at(named.verb.start)
    for segment in veiled.segments[max(0, at - 3) : at]:
        if (said := veiled.words_of(segment)).startswith(MEANS) and (step := step_of(said)):
            yield step
