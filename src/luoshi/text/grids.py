"""Tell a table of data from a frame that only holds text together on a page."""

from __future__ import annotations

from itertools import chain

Grid = list[list[list[str]]]  # rows of cells of paragraphs

FRAME_PARAGRAPHS = 5
FRAME_CHARS = 1000
FRAME_SHARE = 0.6


def is_layout(grid: Grid) -> bool:
    """Say whether a table is a frame: one column of text, or one cell that holds a whole document."""
    if all(len(row) <= 1 for row in grid):
        return True
    sizes = [(sum(map(len, cell)), len(cell)) for cell in chain.from_iterable(grid)]
    chars, paragraphs = max(sizes, default=(0, 0))
    return paragraphs >= FRAME_PARAGRAPHS and chars >= FRAME_CHARS and chars >= FRAME_SHARE * sum(size for size, _ in sizes)
