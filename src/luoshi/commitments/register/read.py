"""Registers: every 库, 清单, 名单, 台账, 图谱, information platform … that the policy orders to be built, kept, published or joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Register
from luoshi.commitments.noun_phrases import CONNECTOR, STRONG, Named, Veiled, Verb, governing_verb, name_of
from luoshi.commitments.orders import ordered_sentences
from luoshi.commitments.register.words import (
    ANY_HEAD,
    COMPUTING_CENTRE,
    COUNTED,
    DONE_TO_IT,
    HELD_BY_HEAD,
    HOLDS,
    INFORMATION_PLATFORM,
    JOINING_VERBS,
    LABORATORY,
    LIGHT_VERBS,
    NAMELESS_PLATFORM,
    PUBLISHING,
    REGISTER_HEADS,
    SEVERAL,
    SPEAKING_VERBS,
    SUFFIX,
    TAIL,
    VAGUE,
)

FORBIDDEN = re.compile(r"不得|不能|不准|禁止|严禁|取消|废止|不再|杜绝|防止|清理|破除|没有|未|无需|免予|撤销|移出|退出")
# A segment that opens so names whom or what a support is for; nothing is ordered there.
CONDITION = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?\s*(?:对(?!照|标)|凡|给予|属于|符合|经(?!过?梳理)|如|若|被|获|除)")
REWARDED = re.compile(r"给予|奖励|奖补|补助|补贴|资助")
OTHERS_DO_IT = re.compile(r"(?:支持|鼓励|引导|推动|指导|帮助)[^，,；;]{0,20}?(?:企业|高校|院所|科研机构|园区|医院|学校|农户|合作社|用户)(?!.{0,6}(?:信息|数据|服务|库|清单|名录|名单|档案))")
# Being in a list is what is asked of an applicant: 进入国家目录或省目录的品种.
CRITERION = re.compile(r"[^，,；;。：:]{0,30}?的(?!管理|建设|要求)[一-龥]{1,8}(?:$|[，,；;。：:])")
# Where the sentence goes on to something else.
BUILT_NEXT = re.compile(r"(?:并|同时|积极|加快|探索)?(?:建立|构建|搭建|健全|完善|制定|打造|组建|[^，,；;]{0,12}(?:采取|采用)|到20\d\d年|牵头单位|责任单位)")
NAMELESS = frozenset("负面清单 清单 名单 台账 目录 名录".split())
PURPOSE_WALL = 60
STEM_WALL = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A head that passed: its name and verb, and the rule that let it pass."""

    named: Named
    kind: str
    rule: str
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


def read_registers(context: Context) -> Iterator[Register]:
    """Read the registers of a policy, each once, where it is first ordered; in document order."""
    names: list[str] = []
    for sentence in ordered_sentences(context):
        if ANY_HEAD.search(sentence.text) is None:
            continue
        for register in _of_sentence(sentence):
            if not any(register.name in name for name in names):
                names.append(register.name)
                yield register


def _of_sentence(sentence: Sentence) -> Iterator[Register]:
    veiled = Veiled.of(sentence.text)
    before: Found | None = None
    for head in REGISTER_HEADS.finditer(sentence.text):
        found = _read_head(veiled, head, before)
        if found is not None:
            yield _register(sentence, veiled, found)
            before = found


def _read_head(veiled: Veiled, head: re.Match[str], before: Found | None) -> Found | None:
    """Try the rules on one head word; `before` is the register just before it, whose verb may govern this one as well."""
    segment = veiled.segment_at(head.start())
    if not TAIL.match(veiled.text, head.end()) or _is_condition(veiled, segment.start, head.end()):
        return published(veiled, segment.start, head)
    return listed(veiled, head, before) or built(veiled, segment.start, head) or published(veiled, segment.start, head)


def listed(veiled: Veiled, head: re.Match[str], before: Found | None) -> Found | None:
    """A register in a list is governed as the one before it, unless it brings a verb of its own.

    建立技术需求库和科技成果库。
    """
    if before is None or (joint := CONNECTOR.match(veiled.text, before.named.end)) is None or joint.end() > head.start():
        return None
    between = veiled.veil[joint.end() : head.start()]
    if re.search(r"[，,；;。：:]", between) or len(between) > PURPOSE_WALL:
        return None
    verb = governing_verb(veiled, joint.end(), head.start())
    start = joint.end() if verb is None else verb.end
    return _judged(veiled, verb or before.named.verb, start, head, before.rule)


def built(veiled: Veiled, floor: int, head: re.Match[str]) -> Found | None:
    """A verb that orders governs a name that ends in a head of registers.

    建立高新技术企业培育库；推进科技监督信息系统建设；推荐科技专家进入科技专家库。
    """
    verb = governing_verb(veiled, floor, head.start())
    if verb is None or verb.word in SPEAKING_VERBS or FORBIDDEN.search(veiled.veil, floor, verb.start):
        return None
    if verb.word in LIGHT_VERBS and not DONE_TO_IT.match(veiled.text, head.end()):
        return None
    rule = "joined" if verb.word in JOINING_VERBS else "built"
    if rule == "joined" and CRITERION.match(veiled.veil, head.end()):
        return None
    found = _judged(veiled, verb, verb.end, head, rule)
    if found is not None and OTHERS_DO_IT.search(veiled.veil, floor, verb.start):
        return replace(found, confidence=min(found.confidence, 0.6), doubts=(*found.doubts, "由企业或机构自建"))
    return found


def published(veiled: Veiled, floor: int, head: re.Match[str]) -> Found | None:
    """A list that is to be published without a verb before it.

    县科技局汇总推荐的兑现名单向社会公示。
    """
    if head.lastgroup != "list" or not PUBLISHING.match(veiled.text, head.end()) or FORBIDDEN.search(veiled.veil, floor, head.start()):
        return None
    return _judged(veiled, Verb(floor, floor, ""), floor, head, "published")


def _is_condition(veiled: Veiled, start: int, end: int) -> bool:
    """Say whether the segment names whom a support is for: 对列入…名单的企业，给予奖励."""
    opening = veiled.veil[start:end]
    if CONDITION.match(opening):
        return True
    return re.match(r"(?:支持|鼓励)", opening) is not None and REWARDED.search(veiled.veil, end) is not None


def _judged(veiled: Veiled, verb: Verb, start: int, head: re.Match[str], rule: str) -> Found | None:
    """Name it, and refuse what only looks like a register."""
    start = max(start, veiled.text.rfind("+", start, head.start()) + 1)
    end = head.end() + (veiled.text[head.end() :].startswith("”") and "“" in veiled.text[start : head.end()])
    start, name = name_of(veiled, start, end)
    found = Found(Named(verb, start, end, name), head.lastgroup or "", rule)
    if head.lastgroup == "platform":
        return _judged_platform(veiled, found)
    if head.lastgroup == "centre" and COMPUTING_CENTRE.search(veiled.text, verb.end, head.start()):
        return None
    if head.lastgroup == "file" and not STRONG.fullmatch(verb.word):
        return None
    if head.lastgroup == "site" and name in ("专区", "专栏"):
        return None
    return found


def _judged_platform(veiled: Veiled, found: Found) -> Found | None:
    """Tell platforms that keep information from laboratories, parks and figures of speech."""
    stem = found.named.name.removesuffix("平台")
    if not INFORMATION_PLATFORM.search(stem) or stem in NAMELESS_PLATFORM or LABORATORY.search(stem) or COUNTED.match(veiled.text, found.named.end):
        return None
    if SEVERAL.search(veiled.text, found.named.verb.end, found.named.end):
        return None
    return found


def _register(sentence: Sentence, veiled: Veiled, found: Found) -> Register:
    named = found.named
    begin = named.verb.start if named.verb.word else named.start
    done = DONE_TO_IT.match(veiled.text, named.end)
    end = done.end() if done is not None and named.verb.word in LIGHT_VERBS else named.end
    return Register(
        clause=sentence.clause.path,
        span=sentence.part(begin, end),
        quote=sentence.text[begin:end],
        confidence=found.confidence,
        doubts=found.doubts,
        rule=found.rule,
        name=_qualified(veiled, named),
        holds=holds_of(named.name),
        purpose=purpose_of(veiled, named),
    )


def _qualified(veiled: Veiled, named: Named) -> str:
    """Say of a list that has no name of its own what it is for, where the subject tells.

    平台建设经费采取“预算制+负面清单”管理 → 负面清单（平台建设经费）.
    """
    if named.name not in NAMELESS or named.verb.word not in ("采用", "采取", "实行", "推行", "施行", "试行"):
        return named.name
    subject = veiled.text[veiled.segment_at(named.start).start : named.verb.start]
    subject = re.sub(r"^(?:对|对于|在)|(?:中|上|一律|全面|积极|探索|要|应|应当)+$", "", subject).strip()
    return f"{named.name}（{subject}）" if 2 <= len(subject) <= 20 else named.name


def holds_of(name: str) -> str:
    """Say what a register of this name lists: the last telling noun before its head; empty where the name does not tell."""
    stem = re.sub(r"（.*", "", SUFFIX.sub("", name))
    found = [f[0] for f in HOLDS.finditer(stem)]
    if telling := [word for word in found if word not in VAGUE]:
        return telling[-1]
    if by_head := next((held for pattern, held in HELD_BY_HEAD if pattern.search(name)), ""):
        return by_head
    return found[-1] if found else stem if 2 <= len(stem) <= STEM_WALL and "“" not in stem else ""


def purpose_of(veiled: Veiled, named: Named) -> str:
    """Return what the sentence says the register is for: the segments behind it, up to the next thing that is built.

    建立培育库，对入库企业进行免费培训和专项辅导 → 对入库企业进行免费培训和专项辅导.
    """
    words: list[str] = []
    for segment in veiled.segments:
        if segment.start < named.end:
            continue
        text = veiled.text[segment.start : segment.end].strip()
        if BUILT_NEXT.match(text) or len("，".join([*words, text])) > PURPOSE_WALL:
            break
        words.append(text)
    return "，".join(words)
