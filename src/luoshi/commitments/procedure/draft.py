"""What the rules of procedures are given, a place in the text, and what they hand back, a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from luoshi.commitments.context import Context, Sentence
from luoshi.commitments.lexicon import either, words
from luoshi.commitments.noun_phrases import Veiled

_HEADING_VERBS = words(
    "建立健全 建立完善 健全完善 加强 强化 推进 推动 完善 健全 建立 做好 开展 实施 实行 推行 推广 深化 优化 严格 加大 提升 规范 构建",
    "落实 抓好",
    "组织 鼓励 支持 加快 明确 改进 创新 打造 培育 培育壮大 扩大 发展 促进 探索 畅通 用好 搭建 制定 突出 严肃 注重 简化 拓宽 改革 夯实",
)
_ADVERBS = words("进一步 切实 全面 大力 积极 加快 持续 不断 严格 深入 着力 扎实")
HEADING_VERB = re.compile(rf"^(?:[一二三四五六七八九十]+是)?(?:{either(_ADVERBS)}*{either(_HEADING_VERBS)}|(?:切实|严格|定期)(?=[一-龥]))+")
LONGEST_TOPIC = 24


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule looks: one sentence, prepared, with the sentences around it."""

    context: Context
    sentence: Sentence
    veiled: Veiled
    sentences: tuple[Sentence, ...]
    index: int
    headings: Mapping[str, str]  # of all clauses, by path

    @property
    def is_heading_of_many(self) -> bool:
        """Say whether the sentence is the heading of a clause that has clauses below it."""
        return self.sentence.is_heading and bool(self.sentence.clause.children)

    def behind(self, count: int = 3) -> Iterator[Veiled]:
        """Yield the next sentences of the same clause; behind a sentence of its body, those of the same paragraph."""
        end = self.context.policy.text.chars.find("\n", self.sentence.span.end)
        for sentence in self.sentences[self.index + 1 : self.index + 1 + count]:
            if sentence.clause is not self.sentence.clause or (not self.sentence.is_heading and 0 <= end < sentence.span.start):
                return
            yield Veiled.of(sentence.text)

    def before(self) -> Veiled | None:
        """Return the sentence before this one in the same paragraph, if there is one."""
        if not self.index or (before := self.sentences[self.index - 1]).clause is not self.sentence.clause or before.is_heading:
            return None
        parted = "\n" in self.context.policy.text.chars[before.span.end : self.sentence.span.start]
        return None if parted else Veiled.of(before.text)

    @property
    def topic(self) -> str:
        """What the clause is about: its heading without the verb (强化督查考核 → 督查考核); empty where it is long or missing."""
        return topic_of(self.sentence.clause.heading)

    @property
    def higher_topic(self) -> str:
        """What the nearest higher clause with a short heading is about; empty where there is none."""
        path = self.sentence.clause.path
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if topic := topic_of(self.headings.get(path, "")):
                return topic
        return ""


def topic_of(heading: str) -> str:
    """Return a heading without its verbs, up to its first comma; empty where it is longer than a name."""
    topic = HEADING_VERB.sub("", re.split(r"[，,；;。：:]", heading)[0].strip())
    return topic if 2 <= len(topic) <= LONGEST_TOPIC else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A procedure as a rule found it; offsets into the sentence; a doubt lowers the confidence."""

    name: str
    start: int
    end: int
    rule: str
    steps: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    doubt: str = ""
    confidence: float = 1.0
