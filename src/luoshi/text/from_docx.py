"""Word (.docx) to a Draft: paragraphs with their automatic numbers, tables, text boxes and notes in the order of the page.

Headers, footers and comments are left out; insertions are kept, deletions and hidden words are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from luoshi.source import Diagnostic, Severity, Source
from luoshi.text.docx_inline import Findings, Inline, chosen, fields_of, grid_span
from luoshi.text.docx_numbering import Numbering
from luoshi.text.docx_package import Package
from luoshi.text.docx_styles import Styles, W, hidden, number_of, value_of
from luoshi.text.draft import Draft
from luoshi.text.grids import Grid, is_layout
from luoshi.text.markup import local
from luoshi.text.writer import DraftWriter

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTAINERS = frozenset({"ins", "moveTo", "customXml", "smartTag", "sdtContent", "txbxContent"})
DELETED = ("del", "moveFrom")


def draft_docx(source: Source) -> Draft:
    """Read a Word document.

    Raises:
        SourceRefused: `source.broken`, `source.encrypted`, `source.bomb`.
    """
    package = Package(source.data)
    body = package.main()
    reader = BodyReader(package, body)
    reader.read(body)
    writer = reader.finish()
    return writer.finish(wrapped=False, metadata=package.properties())


class BodyReader:
    """Walk the body of one document and write its paragraphs and tables."""

    def __init__(self, package: Package, body: Element) -> None:
        self.writer = DraftWriter()
        self.styles = Styles(package.part("styles"))
        self.numbering = Numbering(package.part("numbering"))
        self.notes = {kind: notes_of(package.part(kind + "s")) for kind in ("footnote", "endnote")}
        self.damaged = package.damaged
        self.findings = Findings()
        self.fields = fields_of(body)
        self.cell: list[str] | None = None  # inside a table cell, paragraphs are collected here
        self.carried = ""  # words whose paragraph mark was deleted: they run on into the next paragraph
        self.note_count = 0

    def read(self, parent: Element) -> None:
        """Read the blocks below an element in order."""
        for child in parent:
            name = local(child)
            if name == "p":
                self._read_paragraph(child)
            elif name == "tbl":
                self._read_table(child)
            elif name == "sdt":
                self._read_control(child)
            elif name == "AlternateContent":
                self.read(chosen(child))
            elif name in CONTAINERS:
                self.read(child)
            else:
                self.findings.embedded += name == "altChunk"

    def finish(self) -> DraftWriter:
        """Write what is left and say what was left out."""
        if self.carried:
            self._write("")
        self.writer.diagnostics.extend(diagnostics_of(self.findings, self.damaged))
        return self.writer

    def _read_control(self, control: Element) -> None:
        """Read a content control, unless it is the table of contents, which repeats the headings."""
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        content = control.find(W + "sdtContent")
        if gallery is not None and gallery.get(W + "val") == "Table of Contents":
            self.findings.contents_lines += 1
        elif content is not None:
            self.read(content)

    def _read_paragraph(self, paragraph: Element) -> None:
        """Read one paragraph: number, words, then the boxes and notes that hang on it."""
        properties = paragraph.find(W + "pPr")
        style = "" if properties is None else value_of(properties, "pStyle")
        inline = Inline(self.styles, self.findings, self.fields)
        inline.read(paragraph)
        words = "".join(inline.words)
        if self.styles.is_hidden(style):
            self.findings.hidden += len(words)
        elif self.styles.is_contents(style):
            self.findings.contents_lines += 1
        else:
            self._write_numbered(properties, style, words)
        for box in inline.boxes:
            self.read(box)
        for kind, name in inline.notes:
            self._write_note(kind, name)

    def _write_numbered(self, properties: Element | None, style: str, words: str) -> None:
        """Write a paragraph with its number; one whose mark is deleted waits for the next."""
        mark = None if properties is None else properties.find(W + "rPr")
        is_joined = mark is not None and any(mark.find(W + name) is not None for name in DELETED)
        if is_joined and not words:
            return
        if not (hidden(mark) and not words):
            words = joined(self._number(properties, style), words)
        if is_joined:
            self.carried += words
        else:
            self._write(words)

    def _number(self, properties: Element | None, style: str) -> str:
        """Return the automatic number of a paragraph: its own numbering goes before its style's."""
        own = None if properties is None else properties.find(W + "numPr")
        instance, level, origin = self.styles.list_of(style)
        level = level or str(self.numbering.level_of_style(instance, origin))
        if own is not None:
            instance = value_of(own, "numId") or instance
            level = value_of(own, "ilvl") or (level if not value_of(own, "numId") else "0")
        return self.numbering.next_number(instance, number_of(level, 0))

    def _write(self, words: str) -> None:
        """Write a paragraph to the page, or to the cell that is being read."""
        words, self.carried = self.carried + words, ""
        if self.cell is None:
            self.writer.paragraph(words)
        elif words.strip():
            self.cell.append(words)

    def _write_note(self, kind: str, name: str) -> None:
        """Write a note as a paragraph behind the one that calls it, so that no sentence is cut in two."""
        note = self.notes[kind].pop(name, None)  # each once: a hostile note may call itself
        if note is None:
            return
        self.note_count += 1
        with self.collected() as paragraphs:
            self.read(note)
        self._write(f"注{self.note_count}：" + "".join(paragraphs).strip())

    @contextmanager
    def collected(self) -> Iterator[list[str]]:
        """Let the paragraphs of what is read meanwhile go into a list."""
        outer, self.cell = self.cell, []
        try:
            yield self.cell
        finally:
            if self.carried:
                self._write("")
            self.cell = outer

    def _read_table(self, table: Element) -> None:
        """Read a table; a frame around text is no table, and a table inside a cell is only words of that cell."""
        grid = self._grid(table)
        if self.cell is not None or is_layout(grid):
            for paragraph in (paragraph for row in grid for cell in row for paragraph in cell):
                self._write(paragraph)
        else:
            self.writer.table([["\n".join(cell) for cell in row] for row in grid])

    def _grid(self, table: Element) -> Grid:
        """Return the paragraphs of each cell, a place for each column of the grid; deleted rows are left out."""
        rows = (row for row in descendants(table, "tr") if not is_deleted_row(row))
        return [self._row(row) for row in rows]

    def _row(self, row: Element) -> list[list[str]]:
        """Return the cells of one row; where a cell is merged with the one above or before, its place is empty."""
        cells: list[list[str]] = [[] for _ in range(grid_span(row.find(W + "trPr"), "gridBefore"))]
        for cell in descendants(row, "tc"):
            properties = cell.find(W + "tcPr")
            merge = None if properties is None else properties.find(W + "vMerge")
            with self.collected() as paragraphs:
                self.read(cell)
            is_continued = merge is not None and merge.get(W + "val", "continue") == "continue"
            cells.append([] if is_continued else paragraphs)
            cells.extend([] for _ in range(grid_span(properties, "gridSpan") - 1))
        return cells


def descendants(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also those inside content controls and insertions."""
    for child in parent:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in CONTAINERS or kind == "sdt":
            yield from descendants(child, name)


def is_deleted_row(row: Element) -> bool:
    """Say whether a row was struck out by a tracked change."""
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def joined(number: str, words: str) -> str:
    """Put a number before its paragraph; without words there is nothing to number. Digits do not run into digits."""
    if not words.strip() or not number:
        return words
    words = words.lstrip()
    return f"{number} {words}" if number[-1:].isdigit() and words[:1].isdigit() else number + words


def notes_of(part: Element | None) -> dict[str, Element]:
    """Return the notes of a part by their id, without the separators that Word keeps there too."""
    notes = part if part is not None else ()
    return {note.get(W + "id", ""): note for note in notes if note.get(W + "type", "normal") == "normal"}


def diagnostics_of(findings: Findings, damaged: list[str]) -> Iterator[Diagnostic]:
    """Tell the user what was left out."""
    if findings.hidden:
        yield Diagnostic("text.hidden", Severity.WARNING, f"有 {findings.hidden} 个隐藏文字未读入。", hint="如属正文，请取消隐藏后再读。")
    if findings.revisions:
        yield Diagnostic("text.revisions", Severity.WARNING, "文件带有修订痕迹，已按接受全部修订后的文字读取。", hint="请用定稿再读一次。")
    if findings.contents_lines:
        yield Diagnostic("text.contents", Severity.NOTE, "目录已略去，正文不受影响。")
    if findings.pictures:
        message = f"有 {findings.pictures} 处图片或图表，其中的文字未读入。"
        yield Diagnostic("text.pictures", Severity.NOTE, message, hint="如图片中有正文或表格，请改为文字后再读。")
    if findings.embedded:
        yield Diagnostic("text.embedded", Severity.WARNING, f"有 {findings.embedded} 处嵌入的文件未读入。", hint="请打开后另存一份再读。")
    if "numbering" in damaged or "styles" in damaged:
        yield Diagnostic("text.numbering-lost", Severity.WARNING, "自动编号信息已损坏，条款编号可能缺失。", hint="请另存一份再读。")
