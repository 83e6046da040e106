"""Find the parts of a Word package by its relationships."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from luoshi.source import SourceRefused
from luoshi.text.archive import Archive, broken
from luoshi.text.docx_styles import W
from luoshi.text.markup import local, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LABEL = "Word"
# Word 2013 can save with the namespaces of ISO 29500 strict; everything else is the same.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = W.strip("{}").encode()
PROPERTIES = {
    "title": "文件标题",
    "subject": "主题",
    "creator": "作者",
    "keywords": "关键词",
    "created": "创建时间",
    "modified": "修改时间",
}


class Package:
    """The XML parts of one Word file, parsed when asked for.

    Raises:
        SourceRefused: `source.broken`, `source.encrypted`, `source.bomb`.
    """

    def __init__(self, data: bytes) -> None:
        self.archive = Archive(data, LABEL)
        self.damaged: list[str] = []  # kinds of parts that are there and cannot be read
        self.main_name = self._related("", "officeDocument") or "word/document.xml"
        if self.main_name not in self.archive:
            raise broken(LABEL)

    def main(self) -> Element:
        """Return the body of the document."""
        body = self._parse(self.main_name).find(W + "body")
        if body is None:
            raise broken(LABEL)
        return body

    def part(self, kind: str) -> Element | None:
        """Return the part of a kind (`styles`, `numbering`, `footnotes` …); None where absent or damaged: the text can be read without."""
        beside = posixpath.join(posixpath.dirname(self.main_name), f"{kind}.xml")
        name = self._related(self.main_name, kind) or beside
        found = self._parse_if_sound(name) if name in self.archive else None
        if found is None and name in self.archive:
            self.damaged.append(kind)
        return found

    def properties(self) -> dict[str, str]:
        """Return what the file says of itself: title, author, dates."""
        name = "docprops/core.xml"
        root = self._parse_if_sound(name) if name in self.archive else None
        said = {local(item): (item.text or "").strip() for item in root} if root is not None else {}
        return {label: said[key] for key, label in PROPERTIES.items() if said.get(key)}

    def _related(self, name: str, kind: str) -> str:
        """Return the name of the part that a part (or the package, for an empty name) relates to by this kind."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        root = self._parse_if_sound(rels) if rels in self.archive else None
        for item in root if root is not None else ():
            if item.get("Type", "").endswith("/" + kind) and item.get("TargetMode") != "External":
                target = item.get("Target", "")
                return target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        return ""

    def _parse(self, name: str) -> Element:
        return parse_xml(self.archive.read(name).replace(STRICT, TRANSITIONAL), LABEL)

    def _parse_if_sound(self, name: str) -> Element | None:
        """Parse a part that the words do not depend on; bombs and passwords are refused all the same."""
        try:
            return self._parse(name)
        except SourceRefused as refusal:
            if refusal.code == "source.broken":
                return None
            raise
