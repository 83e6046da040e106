"""A text that is nothing but one construct over and over, on one line, costs no more a character the longer it is.

Such lines come from tables that a PDF flattened, from ruled forms and from stuck keys; whatever is quadratic in a sentence shows here.
"""

import signal
from types import FrameType

import pytest

from tests.growth import grows_no_faster_than_its_size
from tools.judge import judge, read_bytes

CHARACTERS = 2_500  # and eight times as many
PATIENCE = 120  # seconds by the clock, after which a reading without end is broken off

SHAPES = (
    *"（）“《》，、。：；—…至%1发a|?",
    "2025年",
    "2021年9月—10月",
    "每年",
    "10%",
    "三分之一",
    "20万元、",
    "10万元至20万元",
    "（含10万元）",
    "达到24家，",
    "增长10%，",
    "给予20万元",
    "对企业给予奖励，",
    "企业、平台分别给予10万元、5万元，",
    "一、",
    "（一）",
    "1.",
    "第一条",
    "一是推进；二是落实；",
    "牵头单位：市科技局，",
    "市科技局、",
    "建立健全机制",
    "建设培育库、",
    "最高不超过",
    "市人民政府办公室",
    "業(yè)",
    "?jié)摿",
    "1.05 | 16 | 30 | ",
    "发展\n",
    "一、总则\n",
    "（一）目标\n",
    "附件1\n",
    "2025年6月20日\n",
    "责任单位：市科技局\n",
    "序号 | 指标 | 2025年\n",
)


def give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"not done within {PATIENCE} s")


@pytest.mark.parametrize("shape", SHAPES)
def test_one_construct_over_and_over_is_read_and_costs_no_more_the_longer_it_is(shape: str) -> None:
    def document(length: int) -> bytes:
        return ("临江县科技创新行动方案\n一、任务\n" + shape * (length // len(shape))).encode()

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        assert judge(read_bytes(document(CHARACTERS), "方案.txt")) == []
        assert grows_no_faster_than_its_size(lambda data: read_bytes(data, "方案.txt"), document, CHARACTERS)
    finally:
        signal.alarm(0)


def test_work_on_every_pair_is_told_from_work_on_every_one() -> None:
    def pairs(words: str) -> int:
        return sum(one == other for one in words for other in words)

    assert grows_no_faster_than_its_size(sorted, lambda size: "甲乙" * size, 50_000)
    assert not grows_no_faster_than_its_size(pairs, lambda size: "甲乙" * size, 200)
