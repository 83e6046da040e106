"""Read the words of one Word paragraph: what stands on paper when all changes are accepted, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luoshi.text.docx_styles import Styles, W, hidden, number_of, value_of
from luoshi.text.markup import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Of the symbol fonts only what changes the meaning of a line; other private characters are ornaments.
SYMBOLS = {0xF0FC: "√", 0xF0FE: "☑", 0xF052: "☑", 0xF0A8: "□", 0xF06F: "□", 0xF0A3: "□", 0xF071: "□", 0xF0B7: "·", 0xF06C: "●", 0xF06E: "■"}
DROPPED = frozenset(
    {"pPr", "rPr", "tblPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "annotationRef", "rt", "sdtPr", "sectPr"}
)
FIXED_WORDS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
DRAWINGS = frozenset({"drawing", "pict", "object"})
PICTURES = frozenset({"blip", "imagedata", "chart", "relIds"})  # a picture, an old picture, a chart, SmartArt


@dataclass
class Findings:
    """What is met on the way through one document; each becomes one diagnostic."""

    pictures: int = 0
    hidden: int = 0
    revisions: int = 0
    contents_lines: int = 0
    embedded: int = 0


@dataclass
class Fields:
    """Where in a field the walk is; fields nest and run over paragraphs.

    A field has an instruction, then perhaps a separator and a result; the instruction is no text. A table of contents is a field whose
    result repeats the headings of the document.
    """

    is_balanced: bool = True  # where an end is missing nobody knows what is instruction: all text is kept
    open: list[list[str]] = field(default_factory=list)  # for each open field: its instruction, then "result" once that has begun

    def mark(self, kind: str) -> None:
        """Note a field character: `begin`, `separate` or `end`."""
        if kind == "begin":
            self.open.append([""])
        elif self.open and kind == "separate":
            self.open[-1].append("result")
        elif self.open and kind == "end":
            self.open.pop()

    def instruct(self, words: str) -> None:
        """Note a piece of an instruction."""
        if self.open:
            self.open[-1][0] += words

    @property
    def is_silent(self) -> bool:
        """Say whether text here is part of an instruction."""
        return self.is_balanced and any(len(item) == 1 for item in self.open)

    @property
    def is_contents(self) -> bool:
        """Say whether text here is part of a table of contents."""
        return self.is_balanced and any(item[0].split()[:1] == ["TOC"] for item in self.open)


class Inline:
    """The words of one paragraph, and what hangs on it: text boxes and notes, which are paragraphs of their own."""

    def __init__(self, styles: Styles, findings: Findings, fields: Fields) -> None:
        self.styles = styles
        self.findings = findings
        self.fields = fields
        self.words: list[str] = []
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []  # kind (footnote, endnote) and id

    def read(self, element: Element) -> None:
        """Read everything below an element."""
        for child in element:
            name = local(child)
            if name == "r":
                self._read_run(child)
            elif name in DRAWINGS:
                self._read_drawing(child)
            elif name == "AlternateContent":
                self.read(chosen(child))
            elif name in DROPPED:
                self._drop(child, name)
            else:
                self._read_piece(child, name)

    def _read_run(self, run: Element) -> None:
        """Read a run unless it is hidden."""
        properties = run.find(W + "rPr")
        if properties is not None:
            says = hidden(properties)
            if says or (says is None and self.styles.is_hidden(value_of(properties, "rStyle"))):
                self.findings.hidden += sum(len(piece.text or "") for piece in run.iterfind(W + "t"))
                return
        self.read(run)

    def _read_piece(self, piece: Element, name: str) -> None:
        """Read one thing inside a run, or go into a container that says nothing itself (a link, an insertion, a ruby, a formula)."""
        if name == "t":
            self._say(piece.text or "")
        elif name in FIXED_WORDS:
            self._say(FIXED_WORDS[name])
        elif name == "sym":
            self._say(symbol(piece.get(W + "char", "")))
        elif name == "fldChar":
            self.fields.mark(piece.get(W + "fldCharType", ""))
        elif name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), piece.get(W + "id", "")))
        else:
            self.findings.revisions += name in ("ins", "moveTo")
            self.read(piece)

    def _say(self, words: str) -> None:
        """Add words, unless they belong to a field's instruction or a table of contents; a line break inside them is only XML layout."""
        if self.fields.is_contents:
            self.findings.contents_lines += 1
        elif not self.fields.is_silent:
            self.words.append(words if words == "\n" else words.replace("\n", " "))

    def _drop(self, piece: Element, name: str) -> None:
        """Leave something out, but keep count of fields and changes."""
        if name == "instrText":
            self.fields.instruct(piece.text or "")
        elif name in ("del", "moveFrom"):
            self.findings.revisions += 1
            for mark in piece.iter(W + "fldChar"):
                self.fields.mark(mark.get(W + "fldCharType", ""))

    def _read_drawing(self, drawing: Element) -> None:
        """Collect the text boxes of a drawing, each once, and count its pictures."""
        waiting = [drawing]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name == "txbxContent":
                self.boxes.append(element)
            elif name == "AlternateContent":
                waiting.append(chosen(element))
            else:
                self.findings.pictures += name in PICTURES
                waiting.extend(reversed(element))


def fields_of(body: Element) -> Fields:
    """Return the state before the first field of a document."""
    kinds = [mark.get(W + "fldCharType") for mark in body.iter(W + "fldChar")]
    return Fields(is_balanced=kinds.count("begin") == kinds.count("end"))


def chosen(alternatives: Element) -> Element:
    """Return the first choice of an AlternateContent, which is what today's Word shows; the fallback repeats the same words."""
    choices = [child for child in alternatives if local(child) == "Choice" and len(child)]
    fallbacks = [child for child in alternatives if local(child) == "Fallback"]
    return next(iter(choices + fallbacks), alternatives.makeelement("none", {}))


def symbol(code: str) -> str:
    """Return the character of a symbol font, such as √ of Wingdings; ornaments give nothing."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= value <= 0xF0FF or value < 0x20 or 0xD800 <= value <= 0xDFFF:
        return SYMBOLS.get(value, "")
    return chr(value) if value <= 0xFFFF else ""


def grid_span(properties: Element | None, name: str) -> int:
    """Return how many grid columns a cell spans (`gridSpan`) or a row leaves free (`gridBefore`); Word allows 63."""
    found = None if properties is None else properties.find(W + name)
    return 0 if found is None else min(63, number_of(found.get(W + "val"), 0))
