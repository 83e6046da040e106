"""What the rules of `procedure` are given and what they hand back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.noun_phrases import Veiled

HEADING_VERBS = re.compile(
    r"^(?:[一二三四五六七八九十]+是)?(?:(?:进一步|切实|全面|大力|积极|加快|持续|不断|严格|深入|着力|扎实)*(?:建立健全|建立完善|健全完善|加强|强化|推进|推动|完善|健全|建立|做好|开展|实施|实行|推行|推广|深化|优化|严格|加大|提升|规范|构建|落实|抓好|组织|鼓励|支持|"
    r"加快|明确|改进|创新|打造|培育|培育壮大|扩大|发展|促进|探索|畅通|用好|搭建|制定|突出|严肃|注重|简化|拓宽|改革|夯实)|(?:切实|严格|定期)(?=[一-龥]))+"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule looks: one sentence, prepared, with the sentences behind it."""

    context: Context
    sentence: Sentence
    veiled: Veiled
    sentences: tuple[Sentence, ...]
    index: int

    def behind(self, count: int = 3) -> Iterator[Veiled]:
        """Yield the next sentences of the same clause; behind a sentence of its body, those of the same paragraph."""
        end = self.context.policy.text.chars.find("\n", self.sentence.span.end)
        for sentence in self.sentences[self.index + 1 : self.index + 1 + count]:
            if sentence.clause is not self.sentence.clause:
                return
            if not self.sentence.is_heading and 0 <= end < sentence.span.start:
                return
            yield Veiled.of(sentence.text)

    def before(self) -> Veiled | None:
        """Return the sentence before this one in the same paragraph, if there is one."""
        if not self.index or (before := self.sentences[self.index - 1]).clause is not self.sentence.clause or before.is_heading:
            return None
        parted = "\n" in self.context.policy.text.chars[before.span.end : self.sentence.span.start]
        return None if parted else Veiled.of(before.text)

    @property
    def higher_topic(self) -> str:
        """What the nearest higher clause with a short heading is about; empty where there is none."""
        path = self.sentence.clause.path
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            heading = next((clause.heading for clause in self.context.clauses if clause.path == path), "")
            if topic := _topic(heading):
                return topic
        return ""

    @property
    def topic(self) -> str:
        """What the clause is about: its heading without the verb (强化督查考核 → 督查考核); empty where it is long or missing."""
        return _topic(self.sentence.clause.heading)


def _topic(heading: str) -> str:
    topic = HEADING_VERBS.sub("", re.split(r"[，,；;。：:]", heading)[0].strip())
    return topic if 2 <= len(topic) <= 24 else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure as a rule found it; offsets into the sentence."""

    name: str
    start: int
    end: int
    rule: str
    steps: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
