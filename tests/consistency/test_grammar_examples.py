"""A grammar rule's docstring ends in one example sentence, and that sentence is read by that rule."""

import ast
import re
from collections.abc import Iterator

import pytest

from luoshi.commitments.nodes import Kind, Reading
from tests.consistency.tree import PACKAGE, functions_of, package_modules
from tools.judge import read_bytes

EXAMPLE = re.compile(r"Example: ([^A-Za-z…]+[。.])\s*$", re.MULTILINE)
# What a sentence means depends on the document: a plan sets targets and tasks, a body of rules grants rewards.
FRAMES = {
    "target": "临江县科技创新行动方案（2023—2025年）\n一、主要目标\n{}\n",
    "reward": "临江县科技创新若干政策\n一、支持企业创新\n（一）奖补政策\n{}\n",
}
FRAME_OF_THE_REST = "临江县科技创新实施方案（2023—2025年）\n一、重点任务\n（一）提升创新能力\n{}\n"


def rules_with_examples() -> Iterator[tuple[str, str, str]]:
    """Yield module (the kind where a folder holds it), function and example of each public rule."""
    for path in package_modules():
        if PACKAGE / "commitments" in path.parents:
            kind = next((name for name in (path.stem, path.parent.name) if name in {kind.value for kind in Kind}), "")
            for function in functions_of(path):
                example = EXAMPLE.search(ast.get_docstring(function) or "")
                if kind and example and not function.name.startswith("_"):
                    yield kind, function.name, example.group(1)


def test_there_are_rules_with_examples() -> None:
    assert len(list(rules_with_examples())) > 15


@pytest.mark.parametrize(("kind", "rule", "example"), list(rules_with_examples()), ids=lambda value: value)
def test_the_example_of_a_rule_is_read_by_the_rule(kind: str, rule: str, example: str) -> None:
    reading = read_bytes(FRAMES.get(kind, FRAME_OF_THE_REST).format(example).encode(), "方案.txt")

    assert isinstance(reading, Reading)
    assert rule in {found.rule for found in reading.of(Kind(kind))}
