"""The JSON Schema of a programme file, from the shapes themselves: an editor completes keys by it and marks what is wrong."""

from __future__ import annotations

import json
from typing import Any

from luoshi.programme.nodes import FORMAT, Programme
from luoshi.programme.words import MEANINGS, key_words

TITLE = "落实方案文件"


def json_schema() -> str:
    """Return the schema as JSON text, ended by a line feed; the same shapes give the same text.

    Titles and descriptions are what an editor shows beside a key, so they are Chinese; the English docstrings of the shapes are left out.
    """
    schema = Programme.model_json_schema(by_alias=True)
    _say_in_chinese(schema)
    schema["title"], schema["description"] = TITLE, f"格式 {FORMAT}"
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _say_in_chinese(part: Any) -> None:
    if isinstance(part, list):
        for inner in part:
            _say_in_chinese(inner)
    elif isinstance(part, dict):
        for word in ("title", "description"):
            if isinstance(part.get(word), str):
                del part[word]
        for name, inner in part.items():
            if name == "properties":
                for key, shape in inner.items():
                    _say_in_chinese(shape)
                    inner[key] = _named(key, shape)
            else:
                _say_in_chinese(inner)


def _named(key: str, shape: dict[str, Any]) -> dict[str, Any]:
    said = {"title": key_words(key)} | ({"description": MEANINGS[key]} if key in MEANINGS else {})
    return said | shape
