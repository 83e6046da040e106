"""A text that is nothing but one construct over and over, on one line, costs no more than ten times what ordinary text costs.

Such lines come from tables that a PDF flattened, from ruled forms and from stuck keys; whatever is quadratic in a sentence shows here.
"""

import signal
import time
from types import FrameType

import pytest

from tools.judge import judge, read_bytes

CHARACTERS = 20_000
SECONDS = 3.0  # of one processor; ordinary text takes 0.3
PATIENCE = 12  # seconds by the clock, after which the reading is broken off

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
def test_one_construct_over_and_over_is_read_in_time(shape: str) -> None:
    data = ("临江县科技创新行动方案\n一、任务\n" + shape * (CHARACTERS // len(shape))).encode()
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    started = time.process_time()
    try:
        read = read_bytes(data, "方案.txt")
    finally:
        signal.alarm(0)

    assert judge(read) == []
    assert time.process_time() - started < SECONDS
