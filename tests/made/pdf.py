"""Write small PDF files by hand: Chinese text in a composite font with a ToUnicode map, ruled lines, pictures, rotation."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%d beginbfrange
%s
endbfrange
endcmap end end""" % (100, b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(100)))
# bfrange blocks hold at most 100 ranges each; the rest follows in a second block.
TO_UNICODE = TO_UNICODE.replace(
    b"endcmap",
    b"100 beginbfrange\n%s\nendbfrange\n%d beginbfrange\n%s\nendbfrange\nendcmap"
    % (
        b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(100, 200)),
        56,
        b"\n".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(200, 256)),
    ),
    1,
)


@dataclass
class Page:
    """One page of A4: `ops` is its content; add words and lines in points from the lower left corner."""

    ops: list[str] = field(default_factory=list)
    rotate: int = 0
    has_picture: bool = False

    def words(self, x: float, y: float, chars: str, size: float = 16, mode: int = 0) -> Page:
        """Put a line of words; `mode` 3 is invisible."""
        codes = "".join(f"{ord(char):04X}" for char in chars)
        self.ops.append(f"BT {mode} Tr /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET")
        return self

    def turned(self, matrix: str, chars: str, size: float = 16) -> Page:
        """Put words under a text matrix."""
        codes = "".join(f"{ord(char):04X}" for char in chars)
        self.ops.append(f"BT /F1 {size} Tf {matrix} Tm <{codes}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a line."""
        self.ops.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a rectangle."""
        self.ops.append(f"0.5 w {x0} {y0} {x1 - x0} {y1 - y0} re S")
        return self

    def picture(self) -> Page:
        """Cover the page with a picture, as a scanner does."""
        self.has_picture = True
        self.ops.append("q 595 0 0 842 0 0 cm /Im1 Do Q")
        return self


def text_page(lines: Iterable[str], *, size: float = 16, top: float = 740, leading: float = 28, left: float = 80) -> Page:
    """Return a page of lines from the top."""
    page = Page()
    for number, line in enumerate(lines):
        page.words(left, top - number * leading, line, size)
    return page


def make_pdf(pages: Sequence[Page], *, info: str = "", streams: Sequence[bytes] | None = None) -> bytes:
    """Return the bytes of a PDF; `streams` replaces the content of the pages by ready bytes."""
    objects: list[bytes] = [b""] * 8
    kids = []
    for number, page in enumerate(pages):
        content = streams[number] if streams else "\n".join(page.ops).encode()
        packed = zlib.compress(content, 9)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        resources = "<< /Font << /F1 3 0 R >> /XObject << /Im1 7 0 R >> >>"
        rotate = f"/Rotate {page.rotate}" if page.rotate else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {rotate} /Resources {resources} /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    objects[2] = b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    objects[3] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /DW 1000 /W [32 126 500] /FontDescriptor 6 0 R >>"
    )
    objects[4] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(TO_UNICODE), TO_UNICODE)
    objects[5] = (
        b"<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120"
        b" /CapHeight 700 /StemV 80 >>"
    )
    objects[6] = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
        b"stream\n\xff\nendstream"
    )
    objects[7] = f"<< {info} >>".encode()
    return assemble(objects)


def assemble(objects: Sequence[bytes]) -> bytes:
    """Number the objects and add the table of where they are."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
