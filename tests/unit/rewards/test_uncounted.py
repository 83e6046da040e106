"""Payments by which nothing is taken off: each is told, with what it may have meant, or the money would be paid twice without a word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.rewards.remarks import Remark
from luoshi.usecases.settle import Settled, settle

TITLE = "青河市北岸区助力青河市建设全国一流创新生态实施方案"
PROGRAMME = programme_from_yaml(f"""\
format: luoshi-programme/1
programme: banner
policy: {{title: {TITLE}}}
rewards:
  - id: 高企
    clause: 二/8
    label: 首次认定高企
    when: {{kind: 认定, subject: 高企}}
    formula: {{type: fixed, amount_yuan: 200000}}
  - id: 高企复审
    clause: 二/8
    label: 高企复审
    when: {{kind: 认定, subject: 高企复审}}
    formula: {{type: fixed, amount_yuan: 100000}}
stacking:
  - id: 他处
    clause: 四
    rule: 园区付过的不再付
    run: {{type: elsewhere, rewards: [高企], payers: [青河高新区, 高新区管委会], paid: shut_out}}
""")
HEAD = "主体代码,兑付机关,政策,奖补编号,事项编号,证书或文号,兑付日期,金额\n"
Run = Callable[[str], Settled]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def settled(payments: str) -> Settled:
        rows = "1,A,认定,高企,GR1,2025-03-01\n2,A,认定,高企复审,GR2,2025-03-01\n"
        (tmp_path / "主体.csv").write_text("主体代码,名称\nA,甲\n", "utf-8")
        (tmp_path / "事项.csv").write_text("事项编号,主体代码,事项类别,事项名称,证书或文号,日期\n" + rows, "utf-8")
        (tmp_path / "兑付.csv").write_text(HEAD + payments, "utf-8")
        paths = (tmp_path / name for name in ("主体.csv", "事项.csv", "兑付.csv"))
        applicants, matters, paid = paths
        return settle(programmes=[PROGRAMME], applicants=applicants, matters=matters, payments=paid, as_of=date(2025, 12, 31))

    return settled


def findings(settled: Settled) -> list[str]:
    return [remark.words + "。" + remark.hint for remark in settled.remarks if remark.is_finding]


def notes(settled: Settled) -> list[Remark]:
    return [remark for remark in settled.remarks if not remark.is_finding]


@pytest.mark.parametrize(
    ("payment", "words"),
    [
        (
            "北岸区财政局,创新生态实施方案,,1,",
            "主体A的事项1由“北岸区财政局”按“创新生态实施方案”兑付的5.00万元没有扣减。"
            f"“政策”是不是“{TITLE}”？是的，请写方案的标题，并写“奖补编号”。",
        ),
        (
            "青河高新区财政局,,,1,",
            "主体A的事项1由“青河高新区财政局”兑付的5.00万元没有扣减。“兑付机关”是不是“青河高新区”？是的，请照方案里的写法填写。",
        ),
        (
            "北岸区财政局,,首次认定为高企,1,",
            "主体A的事项1由“北岸区财政局”“首次认定为高企”兑付的5.00万元没有扣减。“奖补编号”是不是“首次认定高企”？是的，请照方案里的写法填写。",
        ),
        (",别的办法,,1,", "主体A的事项1按“别的办法”兑付的5.00万元没有扣减，这个“政策”不在所给方案里。属于本政策的，请写方案的名字或标题。"),
        ("高新区管委会,,,,", "主体A由“高新区管委会”兑付的5.00万元没有扣减，没有写“事项编号”或“证书或文号”，对不上事项。请填写。"),
        (",,高企,,", "按“首次认定高企”已兑付的1笔共5.00万元没有写“事项编号”，没有从任何一笔里扣减。请写“事项编号”。"),
        (
            ",,二（8）,1,",
            "“奖补编号”写的“二（8）”在所给方案里没有，这1笔已兑付的5.00万元没有从任何一条里扣减。请写方案里的编号，或者写奖补名称、条款，要能对上一条。",
        ),
        (
            ",,二/8,1,",
            "“奖补编号”写的“二/8”在所给方案里对上不止一条：“高企”、“高企复审”，这1笔已兑付的5.00万元没有从任何一条里扣减。"
            "请写方案里的编号，或者写奖补名称、条款，要能对上一条。",
        ),
        (
            f",{TITLE},高企复 审,2,",
            "“奖补编号”写的“高企复 审”在所给方案里没有，这1笔已兑付的5.00万元没有从任何一条里扣减。"
            "是不是“高企复审”？请写方案里的编号，或者写奖补名称、条款，要能对上一条。",
        ),
    ],
)
def test_a_payment_that_is_not_taken_off_is_told_with_what_it_may_have_meant(run: Run, payment: str, words: str) -> None:
    settled = run(f"A,{payment},2025-05-01,50000\n")

    assert settled.settlement.owed_fen() == 300_000_00
    assert findings(settled) == [words]


@pytest.mark.parametrize(
    ("payment", "owed"),
    [
        ("青河高新区,,,1,", 100_000),
        ("青河高新区,别的办法,,,GR1", 100_000),
        (",,高企,1,", 250_000),
        (f"北岸区财政局,{TITLE},高企,1,", 250_000),
    ],
)
def test_a_payment_that_is_taken_off_is_not_told(run: Run, payment: str, owed: int) -> None:
    settled = run(f"A,{payment},2025-05-01,50000\n")

    assert settled.settlement.owed_fen() == owed * 100
    assert [*findings(settled), *notes(settled)] == []


def test_what_others_paid_for_a_matter_that_is_owed_is_told_once_and_is_no_finding(run: Run) -> None:
    rows = ["市科技局,,,1,,2025-05-01,50000", "市财政局,市办法,,,GR2,2025-05-01,1", "市财政局,市办法,,,别的,2025-05-01,7"]
    settled = run("".join(f"A,{row}\n" for row in [*rows, "青河高新区,,,2,,2025-05-01,3", "市科技局,,,1,,2026-05-01,9"]))

    assert findings(settled) == []
    assert [remark.words for remark in notes(settled)] == [
        "有应兑付的事项，另有3笔、共50,004元的其他兑付没有扣减：“市财政局”、“市科技局”、“青河高新区”"
    ]


def test_payments_written_alike_are_told_in_one_sentence(run: Run) -> None:
    settled = run("".join(f"A,青河高新区财政局,,,{matter},,2025-05-01,50000\n" for matter in (1, 2)))

    assert [words.split("。")[0] for words in findings(settled)] == ["主体A的事项1等2笔由“青河高新区财政局”兑付的10.00万元没有扣减"]
