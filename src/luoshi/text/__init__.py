"""A file of any format into clean simplified characters, each mapped to its place in the source."""

from luoshi.text.from_source import load_source, read_text
from luoshi.text.nodes import Anchor, Table, Text

__all__ = ["Anchor", "Table", "Text", "load_source", "read_text"]
