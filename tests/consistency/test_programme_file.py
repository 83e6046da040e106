"""The pages on the programme file, its schema and its shapes say the same: keys, codes, examples."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from luoshi.programme.check import check_programme
from luoshi.programme.from_yaml import programme_file
from luoshi.programme.nodes import Programme
from luoshi.programme.rows import Row, key_of
from luoshi.programme.to_json_schema import json_schema
from luoshi.programme.words import KEY_WORDS, MEANINGS, SECTION_WORDS
from luoshi.source import Severity
from luoshi.usecases.programmes import bundled_packs, read_programme
from tools.corpus import ROOT

FORMAT = (ROOT / "docs" / "programme-format.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", FORMAT, re.MULTILINE | re.DOTALL)
HEAD = "format: luoshi-programme/1\nprogramme: qinghe\npolicy: {title: 青河旗科技创新若干政策}\n"


def shapes(shape: type[BaseModel] = Row) -> Iterator[type[BaseModel]]:
    for inner in shape.__subclasses__():
        if not inner.__module__.startswith("luoshi.programme."):  # other folders read YAML files of their own
            continue
        yield inner
        yield from shapes(inner)


def keys() -> set[str]:
    return {key_of(name, field) for shape in shapes() for name, field in shape.model_fields.items()}


def whole(example: str) -> str:
    """An example that shows a section stands below a head; one that shows a head stands alone."""
    return example if example.startswith(("#", "format:")) else HEAD + example


def test_the_schema_in_the_documents_is_the_one_that_the_command_prints() -> None:
    assert (ROOT / "docs" / "programme.schema.json").read_text("utf-8") == json_schema()


def test_the_schema_speaks_chinese_only() -> None:
    said = [value for key, value in strings(json.loads(json_schema())) if key in ("title", "description")]

    assert [words for words in said if not re.search(r"[一-鿿]", words)] == []


def strings(part: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        for name, inner in part.items():
            if name == "properties":
                for shape in inner.values():
                    yield from strings(shape)
            else:
                yield from strings(inner, name)
    elif isinstance(part, list):
        for inner in part:
            yield from strings(inner, key)
    elif isinstance(part, str):
        yield key, part


def test_every_key_of_the_file_has_a_chinese_word_and_no_other_word_is_kept() -> None:
    words = KEY_WORDS | SECTION_WORDS

    assert sorted(keys() - set(words)) == []
    assert sorted(set(words) - keys()) == []
    assert sorted(set(MEANINGS) - keys()) == []


def test_every_key_of_the_file_is_explained_in_the_page_of_the_format() -> None:
    assert sorted(key for key in keys() if f"`{key}`" not in FORMAT and f"`{key}:" not in FORMAT) == []


def test_the_page_of_the_format_has_an_example_for_every_section() -> None:
    shown = "\n".join(EXAMPLES)

    assert [name for name in Programme.model_fields if not re.search(rf"^{name}:", shown, re.MULTILINE)] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_format_loads_and_holds_no_error(example: str) -> None:
    file = programme_file(whole(example))

    found = check_programme(file.programme, file.line_of)
    # An example of one section names rewards and facts that stand in another.
    apart = {"programme.unknown-reward", "programme.unknown-fact"} if not example.startswith(("#", "format:")) else set()
    assert [finding.message for finding in found if finding.severity is Severity.ERROR and finding.code not in apart] == []


@pytest.mark.parametrize("pack", bundled_packs(), ids=lambda pack: pack.name)
def test_a_bundled_programme_holds_no_error(pack) -> None:
    file = read_programme(pack.path)

    assert [f.message for f in check_programme(file.programme, file.line_of) if f.severity is Severity.ERROR] == []
