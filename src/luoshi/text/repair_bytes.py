"""Repair of one line through its GBK bytes, where pinyin was put inside a character and the decoder lost step.

A replacement that looks for the two bytes of a character anywhere in the stream also finds them astride two characters, and puts its
pinyin inside the second. The decoder takes the lead byte and the bracket for a broken pair, shows a mark for them, and pairs the wrong
bytes until one below 0x80 brings it back in step. Every byte but those under the mark survives, and these follow from the pinyin. A
paragraph that ends out of step swallows the `<` of its closing tag with its last byte: that of a full stop.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from luoshi.source import Span
from luoshi.text.edits import Edit

MARK = "\ufffd"
UNKNOWN = -1
FULL_STOP = (0xA1, 0xA3)
TAGS = "p|br|div|span|td|tr|li|b|strong|font|a|h[1-6]"


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of one line: edits on the raw characters, number of ordinary pinyin taken out, and places that stay unknown."""

    edits: list[Edit]
    glosses: int
    lost: list[Span]


@dataclass
class ByteStream:
    """Bytes put back one by one and paired anew; each character knows the raw stretch whose bytes it is made of."""

    chars: list[tuple[str, int, int]] = field(default_factory=list)
    lead: int | None = None
    lead_at: int = 0
    last: tuple[int, int] = (0, 0)

    def feed(self, byte: int, start: int, end: int) -> None:
        """Take one byte that raw[start:end] stands for."""
        self.last = (self.last[1], byte)
        if self.lead is not None:
            self.chars.append((paired(self.lead, byte), self.lead_at, end))
            self.lead = None
            if 0 <= byte < 0x40 and byte != 0x3F:  # a mark swallowed the byte behind it, anything else is a character of its own
                self.chars.append((chr(byte), start, end))
        elif 0 <= byte < 0x80:
            self.chars.append((chr(byte), start, end))
        else:
            self.lead, self.lead_at = byte, start

    def feed_char(self, char: str, at: int) -> None:
        """Take the bytes of one raw character; a mark stands for one byte, and what GBK does not know for itself."""
        if char == MARK and self.lead is not None:
            self.feed(UNKNOWN, at, at + 1)
            return
        data = b"\x80" if char == "€" else char.encode("gb18030", "replace")
        if len(data) <= 2:
            for byte in data:
                self.feed(byte, at, at + 1)
        else:
            self.close()
            self.chars.append((char, at, at + 1))

    def close(self) -> None:
        """End the stream: a lead byte that waits for its tail is lost."""
        if self.lead is not None:
            self.chars.append((MARK, self.lead_at, self.lead_at + 1))
            self.lead = None


def paired(lead: int, tail: int) -> str:
    """Read two bytes as GBK, private use included (gb18030 keeps AAA1 ↔ U+E000 and the like)."""
    if UNKNOWN in (lead, tail):
        return MARK
    return bytes((lead, tail)).decode("gb18030", "replace") if tail >= 0x40 else MARK


class Restorer:
    """Puts lines back in step, knowing which characters carry which pinyin in this document."""

    def __init__(self, readings: dict[str, str], syllable: str) -> None:
        self.glossed: set[tuple[tuple[int, int], str]] = set()
        self.tails: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for char, reading in readings.items():
            data = char.encode("gb18030")
            if len(data) == 2:
                self.glossed.add(((data[0], data[1]), reading))
                self.tails[data[0], reading].append(data[1])
        self.tokens = re.compile(
            rf"[(（](?P<gloss>{syllable})[)）]|[?{MARK}]\(?(?P<astride>{syllable})\)|[?{MARK}](?P<end>/?(?:{TAGS})\b[^<>\n]{{0,80}}>|$)|(?P<char>.)"
        )

    def restore(self, raw: str, line: Span) -> Restored:
        """Put one line back in step."""
        stream = ByteStream()
        glosses = 0
        for token in self.tokens.finditer(raw, line.start, line.end):
            start, end = token.span()
            if token["gloss"] and (stream.last, token["gloss"]) in self.glossed:
                glosses += 1
            elif token["astride"] and stream.last[1] > 0x80:
                stream.feed(self.tail(stream.last[1], token["astride"]), start, end)
            elif token["end"] is not None and stream.lead is not None:
                stream.feed(FULL_STOP[1] if stream.lead == FULL_STOP[0] else UNKNOWN, start, end)
            else:
                for at in range(start, end):
                    stream.feed_char(raw[at], at)
        stream.close()
        lost = [Span(start, start + 1) for char, start, _ in stream.chars if char == MARK]
        return Restored(edits_between(raw, line, stream.chars), glosses, lost)

    def tail(self, lead: int, reading: str) -> int:
        """Find the tail byte that the mark hides: that of the one character with this lead byte and this pinyin."""
        tails = self.tails.get((lead, reading), ())
        return tails[0] if len(tails) == 1 else UNKNOWN


def edits_between(raw: str, line: Span, chars: list[tuple[str, int, int]]) -> list[Edit]:
    """Tell restored characters from untouched ones, which are one raw character each, and make an edit of each of the former.

    Two restored characters may share a raw one; it goes to the second.
    """
    edits: list[Edit] = []
    pending: list[tuple[str, int]] = []
    at = line.start
    for char, start, end in [*chars, ("", line.end, line.end)]:
        if end - start > 1 or (start < end and raw[start] != char):
            pending.append((char, start))
            continue
        edits += edits_of(pending, at, start)
        pending = []
        at = end
    return edits


def edits_of(restored: list[tuple[str, int]], start: int, end: int) -> list[Edit]:
    """Share raw[start:end] out among restored characters, each of which knows where its raw characters begin."""
    if not restored:
        return [(start, end, "")] if start < end else []
    edits: list[Edit] = []
    words = ""
    for (char, _), (_, until) in zip(restored, [*restored[1:], ("", end)], strict=True):
        words += char
        if until > start:
            edits.append((start, until, words))
            start, words = until, ""
    if words:  # the last has no raw character of its own left
        begin, _, before = edits.pop() if edits else (start, end, "")
        edits.append((begin, end, before + words))
    return edits
