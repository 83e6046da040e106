"""How much of anything the reader takes; the numbers that keep hostile or mistaken files from costing more than a sentence."""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 64 * MIB
# Twenty-five times the longest policy known; reading so much takes half a minute and some 200 MB.
MAX_TEXT_CHARS: Final = 2_000_000

# Archives (docx, ofd). Real office XML packs 10 to 60 times; a bomb packs 1000 times.
MAX_MEMBERS: Final = 20_000
MAX_MEMBER_BYTES: Final = 32 * MIB  # as XML tree, this takes ten times as much memory
MAX_ARCHIVE_BYTES: Final = 192 * MIB
MAX_RATIO: Final = 250
RATIO_FREE_BYTES: Final = 4 * MIB  # small members may pack as they like

# Paged formats.
MAX_PAGES: Final = 3_000
MAX_PAGE_GLYPHS: Final = 200_000
MAX_PAGE_OBJECTS: Final = 200_000  # a map has as many, a policy never
MAX_READING_SECONDS: Final = 120.0
MAX_REREADING_SECONDS: Final = 60.0

MAX_PDF_MEMORY_BYTES: Final = 1536 * MIB  # of address space

# One conversion by LibreOffice.
MAX_CONVERSION_SECONDS: Final = 90.0

MAX_HTML_CHARS: Final = 8_000_000
MAX_HTML_ELEMENTS: Final = 200_000  # a whole book has fewer

# More anchors than this help nobody and cost memory.
MAX_ANCHORS: Final = 20_000
