"""Names of indicators: what is left of the words before a number once verbs, adverbs and dates are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.commitments.lexicon import ACTION_VERBS, ADVERBS, INCREASE_VERBS, either
from luoshi.values.numerals import CHINESE

DATE = (
    r"(?:(?:到|至|截至|从|自)?(?:“?十[一二三四五六]五”?)(?:末|期末|期间|时期)?|(?:到|至|截至)?20\d\d(?:\s*[—\-~至]\s*20\d\d)?年(?:\d{1,2}月)?(?:底|末)?(?:之?前)?"
    rf"|(?:用|通过|经过|力争|再用|未来|今后)?(?:{CHINESE}|\d+)年(?:左右)?(?:的)?(?:时间|努力|内))"
)
LEAD = re.compile(rf"^(?:\s|[、和及与以并，,：:]|{DATE}|{either(ADVERBS)}|[一二三四五六七八九十]是)+")
# A verb at the head of a name is dropped only where a noun of some length follows it.
VERB_LEAD = re.compile(rf"^(?:{either(ACTION_VERBS)})+(?!率|数|额|量|度|型|类|级|企业|人才|基地|中心|平台|工程|园区|项目|期|者|站|地)")
TAIL = re.compile(r"(?:要|应|均|都|也|总数?|力争|争取|要力争|确保|数量?要|分别|累计|平均|年均|每年|稳定|稳步|原则上|目标|总计|共计?|已|约|至少|每年均|实现|将|可|不断|进一步|持续|\s)+$")
ACTION = re.compile(rf"(?:{either(ACTION_VERBS)})+(?:和|与|、)?(?:{either(ACTION_VERBS)})*")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of action and the words between it and the number; `is_increase` where it brings something new."""

    word: str
    rest: str
    is_increase: bool


def clean_indicator(words: str) -> str:
    """Take dates, adverbs and verbs off both ends: 力争到2025年，推动科技成果转化 becomes 科技成果转化."""
    name = words.strip("　 、，,：:；;。")
    for _ in range(3):
        shorter = TAIL.sub("", LEAD.sub("", name))
        without = VERB_LEAD.sub("", shorter)
        if len(without) >= 3 or (without and without != shorter and len(without) >= 2):
            shorter = without
        if shorter == name:
            break
        name = shorter
    return name.strip("　 、，,：:；;。的")


def trailing_verb(words: str) -> Verb | None:
    """Find the verb that governs a number: behind dates and adverbs, at the head of the words, or None.

    Example: 到2024年，积极引进高层次科技人才 gives 引进 and 高层次科技人才.
    """
    body = words[_lead_end(words) :]
    found = ACTION.match(body)
    if found is None:
        adverb = re.search(rf"{either(ADVERBS)}+$", words[: len(words) - len(body)])
        implicit = adverb is not None and re.search(r"(?:实现|完成|推动|促进|带动|支持|推进|引导|落实|新)", adverb[0])
        return Verb(adverb[0], body, True) if adverb is not None and implicit and body else None
    is_increase = any(found[0].startswith(verb) or found[0].endswith(verb) for verb in INCREASE_VERBS)
    return Verb(found[0], body[found.end() :], is_increase)


def _lead_end(words: str) -> int:
    found = LEAD.match(words)
    return found.end() if found else 0


def split_indicators(words: str, count: int) -> list[str]:
    """Split A、B和C into `count` names, or return an empty list where that cannot be done.

    What the last name adds for all (…数量) is left with the last only; the likeness of names does not suffer.
    """
    cleaned = clean_indicator(words)
    parts = [p for p in cleaned.split("、") if p]
    if len(parts) < count:
        parts = [p for p in re.split(r"、|以及|和|及|与", cleaned) if p]
    if len(parts) > count:
        joined = re.split(r"[和及与]", parts[-1])
        parts = parts if len(joined) == 1 else parts
        parts = parts[-count:] if len(parts) > count else parts
    return [p.strip() for p in parts] if len(parts) == count else []
