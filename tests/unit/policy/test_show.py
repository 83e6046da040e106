"""The outline in the terminal."""

from luoshi.policy.show import show_outline
from tests.policy_texts import read

LINES = (
    "青河市创新办法",
    "为促进创新，制定本办法。",
    "第一章 总则",
    "第一条 为了加快建设一流创新生态，推动高质量发展，根据有关规定，制定本办法。",
    "第二章 支持",
    "（一）平台",
)


def test_outline_is_indented_and_numbered() -> None:
    assert show_outline(read(*LINES)).split("\n") == [
        "青河市创新办法",
        "第一章 总则",
        "  第一条 为了加快建设一流创新生态，推动高质量发展，根据…",
        "第二章 支持",
        "  （一）平台",
    ]


def test_outline_can_be_cut_at_a_level() -> None:
    assert show_outline(read(*LINES), depth=1).split("\n") == ["青河市创新办法", "第一章 总则", "第二章 支持"]
