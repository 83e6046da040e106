"""A programme file with a mistake in it: one plain sentence for each, with its row and its line, and what to write instead."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.programme.from_yaml import ProgrammeRefused, programme_file, programme_from_yaml
from luoshi.programme.nodes import Programme
from luoshi.programme.to_yaml import to_yaml

HEAD = "format: luoshi-programme/1\npolicy: {title: 测试}\n"
ROW = "rewards:\n- id: R1\n  clause: 一/1\n  formula: {type: fixed, amount_yuan: 200000}\n"


def faults(text: str | bytes) -> list[tuple[int | None, str, str, str]]:
    with pytest.raises(ProgrammeRefused) as refused:
        programme_from_yaml(text)
    return [(fault.line, fault.row, fault.path, fault.message) for fault in refused.value.faults]


def the_fault(text: str | bytes) -> str:
    (fault,) = faults(text)
    return fault[3]


def test_a_fault_has_line_row_path_and_sentence():
    text = f"{HEAD}{ROW}- id: R2\n  clause: 一/2\n  formula:\n    type: share\n    rate: 一半\n    of: sales\n"
    assert faults(text) == [(11, "R2", "rewards/1/formula/rate", "“rate”（比例）：比例应写成0.5、50%或1/3")]


def test_all_faults_are_told_in_the_order_of_the_file():
    text = f"{HEAD}version: 0\n{ROW}  onec: true\n- clause: 一\n  formula: {{type: fixed}}\n"
    assert [(line, message) for line, _, _, message in faults(text)] == [
        (3, "“version”（版本）不能小于1，现在是0"),
        (8, "不认识的栏目“onec”，是不是“once”（一次性）？"),
        (9, "没有写“id”（编号）"),
        (10, "没有写“amount_yuan”（金额（元））"),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("  caps: 5\n", "“caps”（限额）应为列表（每项一行，以“- ”开头），现在是“5”"),
        (
            "  caps: [{amount_yuan: 1, per: firm}]\n",
            "“per”（按何限定）不能写“firm”，可以写：item（件）、matter（事项）、document（文号）、project（项目）、"
            "platform（平台）、team（团队）、subject（名称）、level（级别）、applicant（主体）、programme（整个政策）",
        ),
        ("  caps: [{amount_yuan: 1, per: aplicant}]\n", "“per”（按何限定）不能写“aplicant”，是不是“applicant”？"),
        ("  caps: [{amount_yuan: 20万, per: matter}]\n", "“amount_yuan”（金额（元））：应为阿拉伯数字，如200000；不带单位"),
        ("  caps: [{amount_yuan: 1.005, per: matter}]\n", "“amount_yuan”（金额（元））：金额最多两位小数，精确到分"),
        ("  caps: [{amount_yuan: 9000000000000, per: matter}]\n", "“amount_yuan”（金额（元））：金额应在0元到1万亿元之间"),
        ("  if: {fact: level, one_of: []}\n", "“one_of”（属于）至少写1项"),
        ("  if: {fact: sales, at_least: 10000000000000000}\n", "“at_least”（不低于）：数太大，不像是真的"),
        ("  once: 是\n", "“once”（一次性）应为true 或 false，现在是“是”"),
        ("  years: {count: 三}\n", "“count”（数量）应为整数，现在是“三”；写整数，如 3"),
        ("  when: 认定\n", "“when”（事项条件）应为一组栏目（栏目名、冒号、值），现在是“认定”"),
        ("  when: {subject: 甲}\n", "没有写“kind”（类别）"),
        ("  if: {fact: sales}\n", "“if”（主体条件）：条件里没有写比什么：is、one_of、at_least、more_than、at_most、less_than 至少写一项"),
        ("  if: {fact: sales, at_least: 2025-02-30}\n", "“at_least”（不低于）：没有2025-02-30这一天"),
        (
            "  if: {fact: sales, at: today, at_least: 1}\n",
            "“at”（判断时点）不能写“today”，可以写：matter（事项当日）、year_end（当年年末）、year_before（上年年末）",
        ),
        ("  if: {fact: region, one_of: [150600]}\n", "“one_of”（属于）第1项应为文字，现在是“150600”；请加引号"),
        ("  if: {ratio: [sales], at_least: 0.1}\n", "没有写“ratio”（比值）第2项"),
        ("  if: {any: []}\n", "“any”（满足之一）至少写1项"),
        ("  in_force: {from: 2025年1月}\n", "“from”（起始）：日期应写成2025-06-20"),
        ("  in_force: {from: 20250101}\n", "“from”（起始）：日期应写成2025-06-20"),
        ("  in_force: {from: 0001-01-01}\n", "“from”（起始）：年份应在1900到2200之间"),
        ("  confidence: 2\n", "“confidence”（把握程度）不能大于1，现在是2"),
        ("  note: {甲: 乙}\n", "“note”（说明）应为文字，现在是一组栏目"),
        ("  status: 已确认\n", "“status”（状态）不能写“已确认”，可以写：draft（草稿）、confirmed（已确认）"),
        ("  标题: 甲\n", "不认识的栏目“标题”，是不是“label”（标题）？"),
    ],
)
def test_a_mistake_is_told_with_what_to_write_instead(row, sentence):
    assert the_fault(HEAD + ROW + row) == sentence


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("{type: fixd}", "“formula”（算法）的 type 不能写“fixd”，是不是“fixed”？"),
        ("{amount_yuan: 1}", "“formula”（算法）没有写 type（类型）"),
        ("5", "“formula”（算法）应为一组栏目（栏目名、冒号、值），现在是“5”"),
        ("{type: share, rate: 1/0, of: sales}", "“rate”（比例）：比例应写成0.5、50%或1/3"),
        ("{type: share, rate: 1e999999999, of: sales}", "“rate”（比例）：比例应写成0.5、50%或1/3"),
        ("{type: share, rate: 200, of: sales}", "“rate”（比例）：比例应在0到100倍之间"),
        ("{type: staged, stages: [{stage: 受理, amount_yuan: 1}]}", "“stages”（阶段）至少写2项"),
        (
            "{type: tiers, of: sales, mode: whole, tiers: [{from: 1, amount_yuan: 1, rate: 1}]}",
            "“tiers”（分档）第1项：每一档写 amount_yuan 或 rate 之一",
        ),
        ("{type: tiers, of: sales, mode: slab, tiers: [{from: -1, rate: 0.1}]}", "“tiers”（分档）第1项：每一档的起点不能低于0"),
        (
            "{type: tiers, of: sales, mode: whole, tiers: [{from: 2, amount_yuan: 1}, {from: 1, amount_yuan: 1}]}",
            "“formula”（算法）：各档的起点应当由低到高，不得重复",
        ),
        (
            "{type: choose, cases: [{if: {all: [{fact: sales, is: 3}]}, formula: {type: upto}}]}",
            "“is”（等于）写得不对，现在是“3”；写 true、false 或者一个词",
        ),
    ],
)
def test_a_mistake_in_a_formula_is_told(formula, sentence):
    assert the_fault(f"{HEAD}rewards:\n- id: R1\n  clause: 一/1\n  formula: {formula}\n") == sentence


def test_an_unknown_key_far_from_any_is_told_with_those_that_can_stand_there():
    assert the_fault(HEAD + "units: [{name: 甲, zzzz: 1}]\n") == "不认识的栏目“zzzz”；这里可以写：name、aliases、parent、group、members"


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "文件里没有方案内容，应以 format: luoshi-programme/1 开头"),
        ("方案", 1, "文件里没有方案内容，应以 format: luoshi-programme/1 开头"),
        ("- 甲\n", 1, "文件里没有方案内容，应以 format: luoshi-programme/1 开头"),
        ("policy: 甲\n", 1, "不是方案文件：开头没有 format: luoshi-programme/1"),
        ("policy: 甲\nformat: other/2\n", 2, "格式“other/2”不认识，应为 luoshi-programme/1"),
        ("a:\n\tb: 1\n", 2, "行首或值的开头有不能直接写的符号（制表符、@、`、% 等）；缩进请用空格，值请加引号"),
        ("a: 甲: 乙\n", 1, "一行里有两个冒号；值里有冒号的，请给值加引号"),
        ('a: "甲\nb: 乙\n', 1, "引号没有成对"),
        ("a:\n  b: 1\n c: 2\n", 3, "缩进没有对齐，或者少了“- ”、冒号；加了引号的值后面不能再写字"),
        ("a: [1, 2\nb: 3\n", 1, "括号 [ ] 或 { } 没有成对，或者中间少了逗号"),
        ("a: 1\n甲：乙\nb: 2\n", 2, "少了半角冒号“:”，或者冒号后面没有空格"),
        ("a: 1\na: 2\n", 2, "同一处写了两个“a”，前一个在第1行，请删去一个"),
        ("a: *x\n", 1, "“*x”引用的内容在前面没有用“&x”写出来；值以“*”开头的请加引号"),
        ("a: *甲\n", 1, "值以“*”或“&”开头的，请加引号；引用的名字只用英文字母和数字"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", 3, "不用“<<”合并，请把各栏写全"),
        ("a: !!python/object:os.system x\n", 1, "不用“!!python/object:os.system”这样的标签，请去掉"),
        ("{a: 1}: 2\n", 1, "栏目名应当是一个词，不能是一组内容；值里有 { } 或 [ ] 的请加引号"),
        ("a: 1\n---\nb: 2\n", 2, "一个文件只写一个方案，“---”之后又有一份"),
        ("a: .inf\n", 1, "“.inf”不是能用的数"),
        ("a: 1\nb: \x00\n", 2, "有看不见的控制字符，请删掉；整个文件都这样的，不是文本文件"),
        ("甲: 1\n乙: 2\n".encode("gbk"), 1, "文件不是UTF-8编码。请在编辑器里另存为UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "文件不是UTF-8编码。请在编辑器里另存为UTF-8"),
        (b"a" * 9_000_000, None, "文件超过8MB，不像是方案文件。请检查是不是选错了文件"),
    ],
)
def test_what_is_no_yaml_of_ours_is_told_in_one_sentence(text, line, sentence):
    (fault,) = faults(text)
    assert (fault[0], fault[3]) == (line, sentence)


def test_references_that_unfold_without_end_are_refused():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9))
    assert the_fault(bomb) == "内容超过200000项，不像是方案文件"
    chain = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 500))
    assert the_fault(chain) == "层层嵌套超过64层，请检查括号和缩进"


def test_a_reference_stands_for_what_it_names():
    programme = programme_from_yaml(HEAD + "units: [{name: 甲, aliases: &others [乙, 丙]}, {name: 丁, members: *others}]\n")
    assert programme.units[1].members == ["乙", "丙"]


def test_words_and_numbers_are_read_as_they_are_meant():
    text = HEAD + (
        "region: 150602\ntargets:\n- {id: 1, clause: 2, indicator: 是, measure: level, op: '>=', "
        "value: 2.50, unit: yes, period: {on: 2027-06}}\n"
    )
    programme = programme_from_yaml(text)
    target = programme.targets[0]
    assert (programme.region, target.id, target.clause, target.value, target.unit, target.period.on) == (
        "150602",
        "1",
        "2",
        Decimal("2.50"),
        "yes",
        "2027-06",
    )


def test_money_rates_and_days_are_exact():
    text = HEAD + (
        "in_force: {from: 2025-06-20}\nrewards:\n- id: R1\n  clause: 一\n"
        '  formula: {type: share, rate: "33.3%", of: sales}\n  caps: [{amount_yuan: "1,200,000.50", per: matter}]\n'
    )
    programme = programme_from_yaml(text)
    (reward,) = programme.rewards
    assert programme.in_force.from_ == date(2025, 6, 20)
    assert reward.formula.rate == Fraction(333, 1000)
    assert reward.caps[0].amount_yuan == Decimal("1200000.50")


def test_a_key_without_a_value_is_left_out():
    programme = programme_from_yaml(HEAD + "units:\nregion:\nrewards:\n- {id: R1, clause: 一, formula: {type: upto}, caps: , note: ~}\n")
    assert (programme.units, programme.region, programme.rewards[0].caps) == ([], None, [])


def test_a_loaded_file_tells_the_line_of_every_path():
    file = programme_file(HEAD + ROW + "  caps:\n  - amount_yuan: 1\n    per: matter\n")
    assert file.line_of(("rewards", 0)) == 4
    assert file.line_of(("rewards", 0, "caps", 0, "per")) == 9
    assert file.line_of(("rewards", 0, "formula", "type", "deeper")) == 6
    assert file.line_of(("targets",)) == 1


def test_a_byte_order_mark_is_no_mistake():
    assert programme_from_yaml(b"\xef\xbb\xbf" + HEAD.encode()).policy.title == "测试"


def test_more_mistakes_than_anyone_reads_are_counted():
    found = faults(HEAD + "units:\n" + "- {nme: 甲}\n" * 2000)
    assert len(found) == 1001
    assert found[-1][3] == "另有3000处，改好这些再查"


def test_a_programme_with_facts_of_its_own_is_written_and_read_again() -> None:
    head = {"format": "luoshi-programme/1", "programme": "banner", "policy": {"title": "办法"}}
    own = {"name": "output", "label": "工业产值", "entity": "applicant", "type": "money", "yearly": True}
    programme = Programme.model_validate({**head, "facts": [own]})

    assert programme_from_yaml(to_yaml(programme)) == programme
