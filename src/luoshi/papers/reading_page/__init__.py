"""The reading page: one self-contained HTML file that shows a document beside what was read in it."""

from luoshi.papers.reading_page.from_reading import reading_page

__all__ = ["reading_page"]
