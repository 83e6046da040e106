"""Mechanisms: a verb that orders, and a name that ends in 机制, 制度, …制, 管理办法, 绿色通道, 联席会议 or 领导小组."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi.commitments.noun_phrases import CONNECTOR, Named, Veiled, Verb, governing_verb, name_of
from luoshi.commitments.procedure.draft import Draft, Place
from luoshi.commitments.procedure.steps import joined_by_plus, ladder_of, parts_of, step_of, steps_in
from luoshi.commitments.procedure.words import (
    ANY_MECHANISM,
    BODY_TAIL,
    BODY_VERBS,
    CHANNEL_VERBS,
    LIGHT_VERBS,
    MECHANISM_HEADS,
    MEETING_VERBS,
    NAMELESS,
    REGULATION_VERBS,
    SPEAKING_VERBS,
    TAIL,
)

NEGATED = re.compile(r"不得|不能|禁止|严禁|取消|废止|不再|杜绝|防止|清理|破除|消除")
CONDITION = re.compile(r"^(?:对(?!照|标)|凡|符合|属于|经)|[^，,；;]{0,30}(?:有|具有|具备)健全的")
OTHERS_DO_IT = re.compile(r"(?:支持|鼓励|引导|推动|指导|帮助|督促)[^，,；;]{0,16}?(?:企业|公司|合作社|医院|学校)")
BUILT = re.compile("建设|建立|完善|落实")
HEAD = re.compile(r"(?:工作|运行|管理)?(?:机制|制度|制|体系|模式)”?$")
VERBS = {"channel": CHANNEL_VERBS, "meeting": MEETING_VERBS, "body": BODY_VERBS, "regulation": REGULATION_VERBS}
LONGEST_NAME = 45


def read_mechanisms(place: Place) -> Iterator[Draft]:
    """A verb that orders governs a name that ends in a head of procedures.

    建立重大科技安全事件定期研判和应急处理机制；推行创新链链长制；畅通引才“绿色通道”；建立联席会议制度；成立领导小组。
    """
    text = place.sentence.text
    if ANY_MECHANISM.search(text) is None or (place.sentence.is_heading and place.sentence.clause.children):
        return
    before: Named | None = None
    for head in MECHANISM_HEADS.finditer(text):
        found = _named(place.veiled, head, before)
        if found is not None and (draft := _draft(place, head, found)) is not None:
            yield draft
            before = found


def _named(veiled: Veiled, head: re.Match[str], before: Named | None) -> Named | None:
    """Find the verb and cut the name out; None where nothing is ordered."""
    tail = BODY_TAIL if head.lastgroup == "body" else TAIL
    segment = veiled.segment_at(head.start())
    if not tail.match(veiled.text, head.end()) or CONDITION.match(veiled.veil[segment.start : head.end()]):
        return None
    joint = CONNECTOR.match(veiled.text, before.end) if before is not None else None
    if before is not None and joint is not None and joint.end() < head.end() and not re.search("[，,；;。：:]", veiled.veil[joint.end() : head.start()]):
        verb = governing_verb(veiled, joint.end(), head.start())
        return _cut(veiled, verb or before.verb, joint.end() if verb is None else verb.end, head)
    verb = governing_verb(veiled, segment.start, head.start())
    if verb is None or not _orders(veiled, segment.start, verb, head):
        return None
    return _cut(veiled, verb, verb.end, head)


def _orders(veiled: Veiled, floor: int, verb: Verb, head: re.Match[str]) -> bool:
    """Say whether the verb orders a thing of this head: 成立 a body, 畅通 a channel, 出台 a regulation."""
    if NEGATED.search(veiled.veil, floor, verb.start) or OTHERS_DO_IT.search(veiled.veil, floor, verb.start):
        return False
    if head.lastgroup in VERBS:
        return verb.word in VERBS[head.lastgroup]
    if verb.word in SPEAKING_VERBS:
        return False
    return verb.word not in LIGHT_VERBS or BUILT.match(veiled.text, head.end()) is not None


def _cut(veiled: Veiled, verb: Verb, start: int, head: re.Match[str]) -> Named | None:
    closes = veiled.text[head.end() : head.end() + 1] == "”" and "“" in veiled.text[start : head.end()]
    start, name = name_of(veiled, start, head.end() + closes)
    if name in NAMELESS or name.endswith("体制机制") or not 3 <= len(name) <= LONGEST_NAME or (head.lastgroup == "model" and "“" not in name):
        return None
    return Named(verb, start, head.end() + closes, name)


def _draft(place: Place, head: re.Match[str], named: Named) -> Draft | None:
    doubts = ("由标题读出，正文未单独写明",) if place.sentence.is_heading else ()
    return Draft(
        name=named.name,
        start=named.verb.start,
        end=named.end,
        rule=head.lastgroup or "mechanism",
        steps=_steps(place, named),
        confidence=0.8 if doubts or head.lastgroup in ("body", "scheme") else 1.0,
        doubts=doubts or (("是机构还是程序可再斟酌",) if head.lastgroup == "body" else ("是体系还是程序可再斟酌",) if head.lastgroup == "scheme" else ()),
    )


def _steps(place: Place, named: Named) -> tuple[str, ...]:
    """Return the steps: the rungs inside the name, else what follows in the sentence, else the next sentences, else the deeds in the name."""
    stretch = place.veiled.text[named.verb.end : named.end]
    if inside := ladder_of(stretch) or joined_by_plus(stretch):
        return inside
    before = tuple(_means(place.veiled, named))
    after = steps_in([place.veiled], named.end)
    if before or after:
        return (*before, *(step for step in after if step not in before))
    following = steps_in(place.behind()) if len(place.veiled.segments) == 1 else ()
    return following or parts_of(HEAD.sub("", named.name))


def _means(veiled: Veiled, named: Named) -> Iterator[str]:
    """Yield what stands before the mechanism and says by what means: 通过摸底调研、基层推荐等形式，建立…机制."""
    for segment in veiled.segments:
        words = veiled.text[segment.start : segment.end].strip()
        if segment.end <= named.verb.start and words.startswith(("通过", "采取", "按照")) and (step := step_of(words)):
            yield step
