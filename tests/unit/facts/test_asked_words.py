"""Words in tables held against those of a programme: what is nearly right is told by row, what nobody looks at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from luoshi.facts.asked import nearest, nearly_named
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.usecases.facts_looked_at import asked_of, stages_of
from luoshi.usecases.facts_tables import check_facts

PROGRAMME = programme_from_yaml("""\
format: luoshi-programme/1
programme: banner
policy: {title: 青河旗奖补办法}
rewards:
  - id: 高企
    clause: 二/(三)/8
    label: 首次认定高企
    when: {kind: 认定, subject: 国家高新技术企业, level: [国家, 自治区], occurrence: 首次}
    formula: {type: fixed, amount_yuan: 200000}
  - id: 高企复审
    clause: 二/(三)/8
    label: 高企复审
    when: {kind: 认定, subject: 国家高新技术企业, level: 国家, occurrence: 复审}
    formula: {type: fixed, amount_yuan: 100000}
  - id: 上市
    clause: 第五条
    label: 上市分阶段
    when: {kind: 上市挂牌, subject: 科创板上市}
    formula: {type: staged, stages: [{stage: 辅导备案, amount_yuan: 1}, {stage: 成功上市, amount_yuan: 2}]}
  - id: 迁入
    clause: 第六条
    label: 迁入
    when: {kind: 迁入}
    formula: {type: fixed, amount_yuan: 1}
stacking:
  - id: 他处
    clause: 第七条
    rule: 园区付过的不再付
    run: {type: elsewhere, rewards: [all], payers: [青河高新区, 园区管委会], paid: shut_out}
""")
HEAD = "事项编号,主体代码,事项类别,事项名称,级别,情形,阶段,日期\n"
Found = Callable[..., list[tuple[int, str, str, str]]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Return what a check of one table says: row, head, code, message and hint."""

    def check(matters: str = "", payments: str = "") -> list[tuple[int, str, str, str]]:
        (tmp_path / "事项.csv").write_text(matters or HEAD + "1,A,认定,国家高新技术企业,国家,首次,,2025-03-01\n", "utf-8")
        (tmp_path / "兑付.csv").write_text(payments or "主体代码,奖补编号,兑付日期,金额\nA,高企,2025-05-01,100000\n", "utf-8")
        tables = check_facts(matters=tmp_path / "事项.csv", payments=tmp_path / "兑付.csv", programmes=[PROGRAMME])
        return [(fault.row, fault.head, fault.code, fault.message + fault.hint) for fault in tables.faults]

    return check


def test_words_as_the_programme_writes_them_are_not_told(found: Found) -> None:
    rows = "1,A,认定,国家高新技术企业,国家,首次,,2025-03-01\n2,A,上市挂牌,科创板上市,,,辅导备案,2025-03-01\n3,A,迁入,某公司,,,,2025-03-01\n"

    assert found(HEAD + rows) == []


@pytest.mark.parametrize("name", ["国家高新技术 企业", "高新技术企业", "国家高新技术企业（新认定）", "国家级高新技术企业"])
def test_a_name_that_is_nearly_right_is_told_with_row_column_and_the_right_one(found: Found, name: str) -> None:
    assert found(HEAD + f"1,A,认定,{name},国家,首次,,2025-03-01\n") == [
        (2, "事项名称", "facts.near-name", "方案里没有这个写法。是不是“国家高新技术企业”？")
    ]


def test_a_slip_that_is_made_again_and_again_is_told_once(found: Found) -> None:
    rows = "".join(f"{number},A,认定,高新技术企业,国家,首次,,2025-03-01\n" for number in range(3))

    assert found(HEAD + rows) == [
        (
            2,
            "事项名称",
            "facts.near-name",
            "从这一行起共3行写“高新技术企业”，方案里没有这个写法。是不是“国家高新技术企业”？",
        )
    ]


def test_names_that_no_reward_looks_at_are_told_once(found: Found) -> None:
    rows = "1,A,认定,老字号,国家,首次,,2025-03-01\n2,A,认定,老字号,国家,首次,,2025-03-02\n3,A,认定,驰名商标,,,,2025-03-02\n"

    assert found(HEAD + rows) == [
        (
            2,
            "事项名称",
            "facts.unasked-name",
            "从这一行起，共3行的“事项名称”是所给方案里没有的：“老字号”2行、“驰名商标”1行。属于本方案的请核对写法；其余不必处理。",
        )
    ]


def test_an_empty_cell_that_keeps_a_matter_from_its_rewards_is_told_by_row(found: Found) -> None:
    rows = "1,A,认定,国家高新技术企业,,首次,,2025-03-01\n2,A,上市挂牌,科创板上市,,,,2025-03-01\n"

    assert found(HEAD + rows) == [
        (2, "级别", "facts.empty-fact", "没有填“级别”，“国家高新技术企业”的奖补要看它。请填写，方案里有：国家、自治区。"),
        (3, "阶段", "facts.empty-fact", "没有填“阶段”，“科创板上市”的奖补要看它。请填写，方案里有：辅导备案、成功上市。"),
    ]


def test_a_column_that_is_not_there_is_told_once(found: Found) -> None:
    rows = "事项编号,主体代码,事项类别,事项名称,日期\n1,A,上市挂牌,科创板上市,2025-03-01\n2,A,上市挂牌,科创板上市,2025-03-02\n"

    assert found(rows) == [
        (2, "", "facts.empty-fact", "表里没有“阶段”一列，从这一行起共2行的奖补要看它。请填写，方案里有：辅导备案、成功上市。")
    ]


def test_a_stage_that_is_nearly_right_is_told_and_a_level_without_reward_is_noted(found: Found) -> None:
    rows = "1,A,认定,国家高新技术企业,市,首次,,2025-03-01\n2,A,上市挂牌,科创板上市,,,辅导 备案,2025-03-01\n"

    assert found(HEAD + rows) == [
        (
            2,
            "级别",
            "facts.unasked-word",
            "从这一行起，共1行的“级别”没有相应的奖补：“国家高新技术企业”写“市”1行。写错的请改正；其余不必处理。",
        ),
        (3, "阶段", "facts.near-name", "方案里没有这个写法。是不是“辅导备案”？"),
    ]


@pytest.mark.parametrize("name", ["高企", "首次认定高企", "第五条"])
def test_a_payment_may_name_its_reward_by_id_label_or_clause(found: Found, name: str) -> None:
    assert found(payments=f"主体代码,奖补编号,兑付日期,金额\nA,{name},2025-05-01,100000\n") == []


def test_a_reward_that_is_nearly_right_is_told_and_payments_of_others_are_left_alone(found: Found) -> None:
    named = ("首次认定为高企,,", "别的奖补,,市科技局", "别的奖补,别的办法,", "别的奖补,banner,")
    rows = "".join(f"A,{names},2025-05-01,100000\n" for names in named)

    assert [fault[:3] for fault in found(payments="主体代码,奖补编号,政策,兑付机关,兑付日期,金额\n" + rows)] == [
        (2, "奖补编号", "facts.near-name"),
        (4, "政策", "facts.unasked-name"),
        (5, "奖补编号", "facts.unasked-name"),
    ]


@pytest.mark.parametrize("name", ["二/(三)/8", "二（三）8"])
def test_a_clause_with_several_rewards_names_none_of_them(found: Found, name: str) -> None:
    """A payment under it would be taken off from nothing, and be paid again."""
    message = f"“{name}”在方案里对上不止一条：“高企”、“高企复审”，没有从任何一条里扣减。请写其中一条的编号。"

    assert found(payments=f"主体代码,奖补编号,兑付日期,金额\nA,{name},2025-05-01,100000\n") == [
        (2, "奖补编号", "facts.shared-name", message)
    ]


def test_payments_of_the_programme_without_a_reward_are_told_once(found: Found) -> None:
    rows = "A,,,,2025-05-01,1\nA,青河旗奖补办法,,旗财政局,2025-05-02,1\nA,,,市财政局,2025-05-03,1\nA,别的,,,2025-05-04,1\n"
    head = "主体代码,政策,奖补编号,兑付机关,兑付日期,金额\n"

    assert [fault for fault in found(payments=head + rows) if fault[1] == "奖补编号"] == [
        (
            2,
            "奖补编号",
            "facts.empty-fact",
            "从这一行起，共2行没有填“奖补编号”，不会从任何一条里扣减。请写方案里的编号，或者写奖补名称、条款，要能对上一条。",
        )
    ]


@pytest.mark.parametrize(
    ("head", "written", "meant"),
    [
        ("政策", "青河奖补办法", "是不是“青河旗奖补办法”？"),
        ("政策", "旗奖补办法", "是不是“青河旗奖补办法”？"),
        ("兑付机关", "青河高新区财政局", "是不是“青河高新区”？"),
        ("兑付机关", "青河园区管委会", "是不是“园区管委会”？"),
    ],
)
def test_a_title_or_payer_that_is_nearly_a_known_one_is_told(found: Found, head: str, written: str, meant: str) -> None:
    """Names are compared letter by letter: the payment would not be taken off, and the money paid twice."""
    assert found(payments=f"主体代码,{head},兑付日期,金额\nA,{written},2025-05-01,100000\n") == [
        (2, head, "facts.near-name", f"方案里没有这个写法。{meant}")
    ]


@pytest.mark.parametrize("row", ["市财政局,,", "旗财政局,青河旗奖补办法,高企", "青河高新区财政局,,高企"])
def test_a_payer_is_not_held_against_others_where_it_is_another_or_the_payment_is_our_own(found: Found, row: str) -> None:
    assert found(payments=f"主体代码,兑付机关,政策,奖补编号,兑付日期,金额\nA,{row},2025-05-01,100000\n") == []


def test_what_counts_beside_a_name_is_what_all_its_rewards_ask_for() -> None:
    asked = asked_of([PROGRAMME])

    assert asked.subjects == ("国家高新技术企业", "科创板上市")
    assert asked.open_kinds == ("relocation",)
    assert asked.besides == {
        "国家高新技术企业": {"level": ("nation", "province"), "occurrence": ("first", "renewal")},
        "科创板上市": {"stage": ("辅导备案", "成功上市")},
    }
    assert stages_of([PROGRAMME]) == ("辅导备案", "成功上市")


def test_nothing_is_near_to_a_name_of_another_thing() -> None:
    assert nearest("驰名商标", ["国家高新技术企业", "平台"]) == []
    assert nearest("平台", ["院士专家工作站平台"]) == []


def test_a_long_title_is_meant_by_its_short_form_and_not_by_its_kind() -> None:
    title = "青河市北岸区助力青河市建设全国一流创新生态实施方案"

    assert [nearly_named(word, [title]) for word in ("创新生态实施方案", "北岸区创新生态实施方案", "创新生态实施办法")] == [[title]] * 3
    assert [nearly_named(word, [title]) for word in ("科技人才实施方案", "方案", "青河市财政局")] == [[]] * 3
