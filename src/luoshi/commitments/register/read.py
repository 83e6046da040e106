"""Rules of registers, and what a register that they found is called, holds and is for."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.nodes import Register
from luoshi.commitments.noun_phrases import CRITERION, FARTHEST_VERB, STRONG, Named, Veiled, Verb, governing_verb, joint_behind, name_of
from luoshi.commitments.orders import ordered_sentences
from luoshi.commitments.register import words

# Where the sentence goes on to something else.
NEXT_ORDER = re.compile(
    r"[一二三四五六七八九十]+(?:是|要)|(?:并|同时|积极|加快|探索|鼓励|支持|引导|推动)?(?:建立|构建|搭建|健全|完善|制定|打造|组建|落实|建设|编制|推行|推广|[^，,；;]{0,12}(?:采取|采用)|到20\d\d年|牵头单位|责任单位|牵头部门)"
)
# What a segment before the register begins with where it tells what the register is about.
ABOUT = re.compile(r"(?:围绕|针对|聚焦|面向|为|按|按照|以|通过)")
# What says nothing before the words that follow it: 围绕重点产业领域，| 广泛征集.
FRAME = re.compile(r"(?!.*(?:给予|予以|进行|开展|实行))(?:围绕|针对|聚焦|面向|根据|结合|对)[^，,；;]*$")
USING = frozenset(("采用", "采取", "实行", "推行", "施行", "试行"))
PURPOSE_WALL = 60
REMEMBERED = 300  # a name is looked for in as many before it
STEM_WALL = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A head that passed: its name and verb, the rule that let it pass, and what is doubtful about it."""

    named: Named
    rule: str
    doubt: str = ""


def read_registers(context: Context) -> Iterator[Register]:
    """Read the registers of a policy, each once, where it is first ordered; in document order."""
    names: deque[str] = deque(maxlen=REMEMBERED)
    sentences = tuple(ordered_sentences(context))
    for index, sentence in enumerate(sentences):
        if words.ANY_HEAD.search(sentence.text) is None:
            continue
        behind = sentences[index + 1] if index + 1 < len(sentences) else None
        for register in _of_sentence(sentence, behind):
            if not any(register.name in name for name in names):
                names.append(register.name)
                yield register


def _of_sentence(sentence: Sentence, behind: Sentence | None) -> Iterator[Register]:
    veiled = Veiled.of(sentence.text)
    before: Found | None = None
    for head in words.HEADS.finditer(sentence.text):
        found = _read_head(veiled, head, before)
        if found is not None:
            yield _register(sentence, veiled, found, behind)
            before = found


def _read_head(veiled: Veiled, head: re.Match[str], before: Found | None) -> Found | None:
    """Try the rules on one head; `before` is the register just before it, whose verb may govern this one as well."""
    floor = max(veiled.segment_at(head.start()).start, head.start() - FARTHEST_VERB)
    if not words.TAIL.match(veiled.text, head.end()) or _is_condition(veiled, floor, head.end()):
        return published(veiled, floor, head)
    rules = (joined, built, published, kept)
    return listed(veiled, head, before) or next(filter(None, (rule(veiled, floor, head) for rule in rules)), None)


def listed(veiled: Veiled, head: re.Match[str], before: Found | None) -> Found | None:
    """A register in a list is governed as the one before it, unless it brings a verb of its own.

    Example: 建立技术需求库和科技成果库。
    """
    if before is None or (joint := joint_behind(veiled, before.named.end, head.start())) is None:
        return None
    verb = governing_verb(veiled, joint, head.start())
    return _judged(veiled, verb or before.named.verb, joint if verb is None else verb.end, head, "listed")


def built(veiled: Veiled, floor: int, head: re.Match[str]) -> Found | None:
    """A verb that orders governs a name that ends in a head of registers; a light verb needs what is done to it (推进…平台建设).

    Example: 建立瞪羚企业培育库，为入库企业提供专项辅导。
    """
    verb = _ordering_verb(veiled, floor, head.start())
    if verb is None or verb.word in words.JOINING_VERBS:
        return None
    if verb.word in words.LIGHT_VERBS and not words.DONE_TO_IT.match(veiled.text, head.end()):
        return None
    found = _judged(veiled, verb, verb.end, head, "built")
    if found is not None and words.OTHERS_DO_IT.search(veiled.veil, floor, verb.start):
        return replace(found, doubt="可能由企业或机构自建")
    return found


def joined(veiled: Veiled, floor: int, head: re.Match[str]) -> Found | None:
    """Somebody or something is to be put into a register that exists; 进入某目录的品种 only names who may apply.

    Example: 推荐符合条件的民营企业专家进入科技专家库。
    """
    verb = _ordering_verb(veiled, floor, head.start())
    if verb is None or verb.word not in words.JOINING_VERBS or CRITERION.match(veiled.veil, head.end()):
        return None
    if verb.word == "进入" and words.BROUGHT_IN.search(veiled.veil, floor, verb.start) is None:
        return None
    return _judged(veiled, verb, verb.end, head, "joined")


def published(veiled: Veiled, floor: int, head: re.Match[str]) -> Found | None:
    """A list is to be published, without a verb before it.

    Example: 县科技局把拟兑现的企业名单向社会公示。
    """
    if head.lastgroup != "list" or not words.PUBLISHED.match(veiled.text, head.end()):
        return None
    if words.FORBIDDEN.search(veiled.veil, floor, head.start()):
        return None
    return _judged(veiled, Verb(floor, floor, ""), floor, head, "published")


def kept(veiled: Veiled, floor: int, head: re.Match[str]) -> Found | None:
    """A register that stands first in its segment is to be kept: by somebody, or up to date.

    Example: 市级示范企业名录实行动态管理，每三年复核一次。
    """
    if head.lastgroup not in ("library", "list", "file") or not words.KEPT.match(veiled.text, head.end()):
        return None
    if head.start() - floor < 2 or words.MENTIONED.match(veiled.veil, floor) or governing_verb(veiled, floor, head.start()) is not None:
        return None
    return _judged(veiled, Verb(floor, floor, ""), floor, head, "kept")


def _ordering_verb(veiled: Veiled, floor: int, head: int) -> Verb | None:
    verb = governing_verb(veiled, floor, head)
    if verb is None or verb.word in words.SPEAKING_VERBS or words.FORBIDDEN.search(veiled.veil, floor, verb.start):
        return None
    return verb


def _is_condition(veiled: Veiled, start: int, end: int) -> bool:
    """Say whether the segment names whom a support is for: 对列入…名单的企业，给予奖励."""
    opening = veiled.veil[start:end]
    if words.CONDITION.match(opening):
        verb = governing_verb(veiled, start, end)
        return verb is None or verb.word not in words.FOR_SOMETHING or CRITERION.match(veiled.veil, end) is not None
    return words.SUPPORTED.match(opening) is not None and words.SUPPORT.search(veiled.veil, end, end + FARTHEST_VERB) is not None


def _judged(veiled: Veiled, verb: Verb, start: int, head: re.Match[str], rule: str) -> Found | None:
    """Name it, and refuse what only looks like a register."""
    start = _member_start(veiled, start, head.start())
    end = head.end() + (veiled.text.startswith("”", head.end()) and "“" in veiled.text[start : head.end()])
    start, name = name_of(veiled, start, end)
    found = Found(Named(verb, start, end, name), rule)
    match head.lastgroup:
        case "list" if name in words.NAMELESS_LIST and veiled.text.startswith(("化", "制", "式"), end):
            return None  # 清单化管理 is a manner of work
        case "platform":
            return found if _keeps_information(veiled, found.named) else None
        case "centre":
            return None if words.COMPUTING_CENTRE.search(veiled.text, verb.end, head.start()) else found
        case "file" if rule != "kept":
            return found if STRONG.fullmatch(verb.word) else None
        case "site":
            return None if name in ("专区", "专栏", "门户") else found
    return found


def _member_start(veiled: Veiled, start: int, head: int) -> int:
    """Say where the member of a sum in quotes begins that ends with the head: “包干制+ | 负面清单”."""
    opened = veiled.text.rfind("“", start, head)
    quoted = veiled.text[opened : veiled.text.find("”", head) + 1] if opened >= 0 else ""
    if "+" not in quoted or "”" in veiled.text[opened:head]:
        return start
    return max(opened + 1, veiled.text.rfind("+", start, head) + 1)


def _keeps_information(veiled: Veiled, named: Named) -> bool:
    """Tell platforms that keep information from laboratories, parks and figures of speech."""
    stem = named.name.removesuffix("平台")
    if not words.INFORMATION_PLATFORM.search(stem) or stem in words.NAMELESS_PLATFORM or words.LABORATORY.search(stem):
        return False
    return not words.COUNTED.match(veiled.text, named.end) and not words.SEVERAL.search(veiled.text, named.verb.end, named.end)


def _register(sentence: Sentence, veiled: Veiled, found: Found, behind: Sentence | None) -> Register:
    named = found.named
    begin = named.verb.start if named.verb.word else named.start
    done = words.DONE_TO_IT.match(veiled.text, named.end) if named.verb.word in words.LIGHT_VERBS else None
    end = named.end if done is None else done.end()
    follows = behind is not None and behind.clause is sentence.clause and len(veiled.segments) == 1
    return Register(
        clause=sentence.clause.path,
        span=sentence.part(begin, end),
        quote=sentence.text[begin:end],
        confidence=0.6 if found.doubt else 1.0,
        doubts=(found.doubt,) if found.doubt else (),
        rule=found.rule,
        name=_qualified(veiled, named),
        holds=holds_of(named.name),
        purpose=purpose_of(veiled, named) or (_purpose_behind(behind) if behind is not None and follows else ""),
    )


def _qualified(veiled: Veiled, named: Named) -> str:
    """Say of a list that has no name of its own what it is for, where the subject tells.

    设备购置经费实行“限额+负面清单”管理 → 负面清单（设备购置经费）.
    """
    if named.name not in words.NAMELESS_LIST or named.verb.word not in USING:
        return named.name
    before = veiled.text[veiled.segment_at(named.start).start : named.verb.start]
    subject = before if before.strip() else veiled.text[named.verb.end : named.start].split("“")[0]
    subject = re.sub(r"^(?:对于?|在)|(?:[中上要应]|一律|全面|积极|探索|应当)+$", "", subject).strip()
    return f"{named.name}（{subject}）" if 2 <= len(subject) <= 20 else named.name


def holds_of(name: str) -> str:
    """Say what a register of this name lists: the last telling noun before its head; empty where the name does not tell."""
    stem = words.SUFFIX.sub("", name)
    found = words.HOLDS.findall(stem)
    if telling := [word for word in found if word not in words.VAGUE]:
        return str(telling[-1])
    if by_head := next((held for pattern, held in words.HELD_BY_HEAD if pattern.search(name)), ""):
        return by_head
    if found:
        return str(found[-1])
    return stem if 2 <= len(stem) <= STEM_WALL and "“" not in stem else ""


def purpose_of(veiled: Veiled, named: Named) -> str:
    """Return what the sentence says the register is for: what follows it, up to the next order; else what it is drawn up about.

    建立培育库，对入库企业进行一对一诊断 → 对入库企业进行一对一诊断.
    """
    following = _words_up_to_next_order(veiled, named.end)
    if following:
        return following
    at = veiled.index_at(named.verb.start)
    before = [veiled.words_of(segment) for segment in veiled.segments[max(0, at - 2) : at]]
    lead = veiled.text[veiled.segment_at(named.verb.start).start : named.verb.start].strip()
    for said in [lead, *reversed(before)]:
        if ABOUT.match(said) and 6 <= len(said) <= PURPOSE_WALL:
            return said
    return ""


def _purpose_behind(sentence: Sentence) -> str:
    return _words_up_to_next_order(Veiled.of(sentence.text), 0)


def _words_up_to_next_order(veiled: Veiled, start: int) -> str:
    """Return what the words behind a register say of it, up to the next order; empty where they go on to something else.

    What has a number is a target or a grant; 对…的 is judged with what follows it.
    """
    said: list[str] = []
    condition = ""
    for segment in veiled.segments[veiled.index_at(start) :][: PURPOSE_WALL // 2]:
        if segment.start < start:
            continue
        stated = f"{condition}，{veiled.words_of(segment)}" if condition else veiled.words_of(segment)
        if NEXT_ORDER.match(stated) or len("，".join([*said, stated])) > PURPOSE_WALL:
            break
        condition = stated if stated.endswith("的") or (FRAME.match(stated) and not words.SPEAKS_OF_IT.search(stated)) else ""
        if condition or words.COUNTED_OUT.search(stated):
            continue
        if not said and words.SPEAKS_OF_IT.search(stated) is None:
            break
        said.append(stated)
    return "，".join(said)
