"""Write small PDF files by hand: Chinese text in fonts of their own or in one that is not embedded, ruled lines, pictures, rotation."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

OWN_CODES = 250  # characters of one font
CATALOG, PAGES, PICTURE, INFO, SYSTEM_FONT, DESCENDANT, UNICODE_MAP, DESCRIPTOR, WIDE, NARROW = range(1, 11)


@dataclass(frozen=True)
class Words:
    """Words under a text matrix; render mode 3 is invisible."""

    matrix: str
    chars: str
    size: float
    mode: int = 0


@dataclass
class Page:
    """One page of A4; words and lines stand where they are put, in points from the lower left corner."""

    ops: list[str | Words] = field(default_factory=list)
    rotate: int = 0

    def words(self, x: float, y: float, chars: str, size: float = 16, mode: int = 0) -> Page:
        """Put a line of words."""
        return self.turned(f"1 0 0 1 {x} {y}", chars, size, mode)

    def turned(self, matrix: str, chars: str, size: float = 16, mode: int = 0) -> Page:
        """Put words under a text matrix."""
        self.ops.append(Words(matrix, chars, size, mode))
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
        self.ops.append("q 595 0 0 842 0 0 cm /Im1 Do Q")
        return self


def text_page(lines: Iterable[str], *, size: float = 16, top: float = 740, leading: float = 28, left: float = 80) -> Page:
    """Return a page of lines from the top."""
    page = Page()
    for number, line in enumerate(lines):
        page.words(left, top - number * leading, line, size)
    return page


class Fonts:
    """Fonts whose glyphs are plain boxes, made for the characters of one document; each holds so many."""

    def __init__(self, pages: Sequence[Page]) -> None:
        used = sorted({char for page in pages for op in page.ops if isinstance(op, Words) for char in op.chars})
        self.codes = {char: divmod(at, OWN_CODES) for at, char in enumerate(used)}
        self.count = -(-len(used) // OWN_CODES)

    def show(self, words: Words) -> str:
        """Return the operators that show words."""
        shown = " ".join(f"/T{font} {words.size} Tf <{code:02X}> Tj" for font, code in map(self.codes.__getitem__, words.chars))
        return f"BT {words.mode} Tr {words.matrix} Tm {shown} ET"

    def objects(self, first: int, *, has_map: bool) -> Iterator[bytes]:
        """Yield two objects a font: the font and the map from its codes to characters."""
        for font in range(self.count):
            own = [char for char, (at, _) in self.codes.items() if at == font]
            names = " ".join("/n" if char.isascii() else "/w" for char in own)
            widths = " ".join("500" if char.isascii() else "1000" for char in own)
            to_unicode = f"/ToUnicode {first + 2 * font + 1} 0 R" if has_map else ""
            yield (
                f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0"
                f" /LastChar {len(own) - 1} /Widths [{widths}] /CharProcs << /w {WIDE} 0 R /n {NARROW} 0 R >>"
                f" /Encoding << /Differences [0 {names}] >> {to_unicode} >>"
            ).encode()
            yield stream(unicode_map([(f"{code:02X}", f"{code:02X}", char) for code, char in enumerate(own)], "00", "FF"))


def show_unembedded(words: Words) -> str:
    """Return the operators that show words in a font that every system is expected to have and that carries no glyphs."""
    codes = "".join(f"{ord(char):04X}" for char in words.chars)
    return f"BT {words.mode} Tr /F1 {words.size} Tf {words.matrix} Tm <{codes}> Tj ET"


def unicode_map(ranges: Sequence[tuple[str, str, str]], low: str, high: str) -> bytes:
    """Return a ToUnicode map of ranges of codes, each with its first character; blocks of a hundred, as the format demands."""
    blocks = []
    for at in range(0, len(ranges), 100):
        block = "\n".join(f"<{first}> <{last}> <{char.encode('utf-16-be').hex()}>" for first, last, char in ranges[at : at + 100])
        blocks.append(f"{block.count(chr(10)) + 1} beginbfrange\n{block}\nendbfrange")
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def /CMapType 2 def"
    return f"{head}\n1 begincodespacerange <{low}> <{high}> endcodespacerange\n{chr(10).join(blocks)}\nendcmap end end".encode()


def make_pdf(
    pages: Sequence[Page], *, info: str = "", streams: Sequence[bytes] | None = None, is_embedded: bool = True, has_map: bool = True
) -> bytes:
    """Return the bytes of a PDF.

    Args:
        pages: Its pages.
        info: Entries of its information dictionary.
        streams: Ready bytes in place of the content of the pages.
        is_embedded: False for a font that carries no glyphs.
        has_map: False for embedded fonts that do not tell their characters.
    """
    fonts = Fonts(pages)
    first_font = NARROW + 1
    objects = [*fixed_objects(info), *fonts.objects(first_font, has_map=has_map)]
    named = " ".join(f"/T{font} {first_font + 2 * font} 0 R" for font in range(fonts.count))
    resources = f"<< /Font << /F1 {SYSTEM_FONT} 0 R {named} >> /XObject << /Im1 {PICTURE} 0 R >> >>"
    show = fonts.show if is_embedded else show_unembedded
    kids = []
    for number, page in enumerate(pages):
        content = streams[number] if streams else "\n".join(show(op) if isinstance(op, Words) else op for op in page.ops).encode()
        objects.append(stream(zlib.compress(content, 9), "/Filter /FlateDecode"))
        rotate = f"/Rotate {page.rotate}" if page.rotate else ""
        objects.append(
            f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 595 842] {rotate} /Resources {resources}"
            f" /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[PAGES - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return assemble(objects)


def fixed_objects(info: str) -> list[bytes]:
    """Return the objects that every file has, in the order of their numbers."""
    whole = [(f"{high:02X}00", f"{high:02X}FF", chr(high << 8)) for high in range(256) if not 0xD8 <= high <= 0xDF]
    return [
        f"<< /Type /Catalog /Pages {PAGES} 0 R >>".encode(),
        b"",
        stream(b"\xff", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray"),
        f"<< {info} >>".encode(),
        (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [{DESCENDANT} 0 R]"
            f" /ToUnicode {UNICODE_MAP} 0 R >>"
        ).encode(),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
            f" /Supplement 0 >> /DW 1000 /W [32 126 500] /FontDescriptor {DESCRIPTOR} 0 R >>"
        ).encode(),
        stream(unicode_map(whole, "0000", "FFFF")),
        (
            b"<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 -200 1000 880] /ItalicAngle 0 /Ascent 880"
            b" /Descent -120 /CapHeight 700 /StemV 80 >>"
        ),
        stream(b"1000 0 0 -100 950 850 d1 50 -100 900 950 re f"),
        stream(b"500 0 0 -100 450 850 d1 50 -100 400 950 re f"),
    ]


def stream(body: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return f"<< /Length {len(body)} {entries} >>\nstream\n".encode() + body + b"\nendstream"


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
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, CATALOG, INFO, start)
    return bytes(out)
