"""The draft programme: every row with its clause and its words, nothing silently true, and the file loads again as what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml

from luoshi.commitments.nodes import Formula, FormulaType, Reward, Stage, Target
from luoshi.programme.check import check_programme
from luoshi.programme.check.nodes import rows_of
from luoshi.programme.from_reading import draft_programme
from luoshi.programme.from_yaml import programme_from_yaml
from luoshi.programme.nodes import RewardRow
from luoshi.programme.rows import Validity
from luoshi.programme.to_yaml import plain, to_yaml
from luoshi.source import Diagnostic, Severity, Source, Span
from luoshi.usecases.read_document import read_document
from luoshi.values.periods import PartialDate, Period
from tests.made_reading import made_reading
from tools.corpus import ROOT

EXAMPLE = ROOT / "src" / "luoshi" / "packs" / "examples" / "qinghe-2025-2027.txt"


def written(reading):
    return to_yaml(draft_programme(reading))


def drafted(**facts) -> RewardRow:
    """Return the row that the draft makes of one reward."""
    reward = Reward(clause="一", span=Span(0, 1), quote="x", **{"beneficiary": "企业", "trigger": "", **facts})
    (row,) = draft_programme(replace(made_reading(commitments=False), commitments=(reward,))).rewards
    return row


def fixed(**facts) -> RewardRow:
    return drafted(formula=Formula(FormulaType.FIXED, amount_fen=20_000_000), **facts)


def test_every_row_says_where_it_comes_from_and_that_it_is_a_draft():
    data = yaml.safe_load(written(made_reading()))
    rows = [row for section in data.values() if isinstance(section, list) for row in section if "id" in row]
    assert len({row["id"] for row in rows}) == len(rows) == 18
    for row in rows:
        assert [key for key in row if key not in ("also", "implied")][:6] == ["id", "clause", "quote", "status", "confidence", "doubts"]
        assert row["status"] == "draft"


def test_a_target_printed_twice_is_one_row_with_two_places():
    targets = draft_programme(made_reading()).targets
    assert [row.id for row in targets] == ["target:一/(一):1", "target:一/(一):2", "target:一/(一):3", "target:一/(一):4"]
    assert plain(targets[0].also) == [{"clause": "三/(一)", "quote": "全旗国家高新技术企业达到30家以上"}]


def test_doubts_stand_beside_the_confidence():
    row = draft_programme(made_reading()).rewards[2]
    assert row.confidence == Decimal("0.7")
    assert row.doubts == ["“10万”缺“元”字"]


def test_what_should_be_checked_stands_in_the_file_with_its_words_cut_short():
    reading = made_reading(diagnostics=False)
    long = Diagnostic("text.second-copy", Severity.NOTE, "后面又印了一遍。", (Span(0, 300),), None, "")
    check = draft_programme(replace(reading, diagnostics=(long,))).to_check[0]
    assert check["words"][0].endswith("…")
    assert len(check["words"][0]) == 60


def test_the_file_loads_again_as_the_draft_and_is_the_same_every_time():
    reading = made_reading()
    assert programme_from_yaml(written(reading)) == draft_programme(reading)
    assert written(reading) == written(made_reading())


def test_the_draft_of_the_example_loads_again_and_holds_no_error():
    draft = draft_programme(read_document(path=EXAMPLE))
    assert programme_from_yaml(to_yaml(draft)) == draft
    assert [finding for finding in check_programme(draft) if finding.severity is Severity.ERROR] == []


def test_yaml_is_readable_chinese_one_fact_a_line():
    lines = written(made_reading()).splitlines()
    assert lines[0] == "# 青河旗建设一流创新生态实施方案（2025—2027年）"
    assert "    indicator: 全旗国家高新技术企业" in lines
    assert not any("\\u" in line or "&id" in line for line in lines)


def test_a_kind_of_which_nothing_was_read_has_no_section():
    data = yaml.safe_load(written(made_reading("关于放假的通知\n", commitments=False, diagnostics=False)))
    assert list(data) == ["format", "version", "status", "policy"]


def test_units_are_all_bodies_of_the_duties_each_once():
    draft = draft_programme(made_reading())
    assert [unit.name for unit in draft.units] == ["旗科技和工信局", "旗税务局", "旗财政局", "税务局"]
    assert {unit.parent for unit in draft.units} == {None}


def test_the_head_takes_validity_and_interpreter_from_the_text():
    draft = draft_programme(read_document(path=EXAMPLE))
    assert draft.in_force == Validity.model_validate({"from": date(2025, 6, 20), "to": date(2027, 12, 31)})
    assert draft.interpreter == "旗科技和工信局"
    assert draft.programme == "qinghe-2025-2027"


@pytest.mark.parametrize(
    ("per", "caps"),
    [
        ("企业/年", [{"amount_yuan": "1000000", "per": "applicant", "within": "year"}]),
        ("企业", [{"amount_yuan": "1000000", "per": "applicant"}]),
        ("新型研发机构", [{"amount_yuan": "1000000", "per": "applicant"}]),
        ("机构/年", [{"amount_yuan": "1000000", "per": "applicant", "within": "year"}]),
        ("项目", [{"amount_yuan": "1000000", "per": "project"}]),
        ("创新平台", [{"amount_yuan": "1000000", "per": "platform"}]),
        ("团队", [{"amount_yuan": "1000000", "per": "team"}]),
        ("/年", [{"amount_yuan": "1000000", "per": "applicant", "within": "year"}]),
        ("件", [{"amount_yuan": "1000000", "per": "matter"}]),
    ],
)
def test_a_limit_is_a_cap_of_the_scope_that_its_words_name(per, caps):
    assert plain(fixed(cap_fen=100_000_000, cap_per=per).caps) == caps


def test_a_limit_by_the_piece_is_a_cap_of_the_item_where_the_amount_is():
    row = drafted(formula=Formula(FormulaType.PER_ITEM, amount_fen=500_000, item="件"), cap_fen=1_000_000, cap_per="件")
    assert plain(row.caps) == [{"amount_yuan": "10000", "per": "item"}]


def test_a_limit_whose_words_name_no_scope_stands_in_the_note():
    row = fixed(cap_fen=100_000_000, cap_per="投资强度")
    assert (row.caps, row.note) == ([], "限额未能写入：每投资强度最高100.00万元")


def test_a_limit_that_counts_by_nothing_holds_for_the_matter_and_is_marked_as_our_reading():
    row = fixed(cap_fen=100_000_000)
    assert (plain(row.caps), row.implied) == ([{"amount_yuan": "1000000", "per": "matter"}], ["caps"])


def test_a_share_without_a_printed_rate_is_by_decision():
    assert plain(drafted(formula=Formula(FormulaType.SHARE, base="贷款利息")).formula) == {
        "type": "share",
        "base": "贷款利息",
        "rate": "by_decision",
        "of": "interest",
    }


def test_stages_keep_their_amounts():
    stages = (Stage("受理申请", 30_000_000), Stage("挂牌成功", 70_000_000))
    assert plain(drafted(formula=Formula(FormulaType.STAGED, stages=stages)).formula.stages) == [
        {"stage": "受理申请", "amount_yuan": "300000"},
        {"stage": "挂牌成功", "amount_yuan": "700000"},
    ]


def test_stages_that_are_shares_of_nothing_printed_stand_in_the_note():
    stages = (Stage("受理申请", 30_000_000), Stage("挂牌成功", rate=Fraction(7, 10)))
    row = drafted(formula=Formula(FormulaType.STAGED, stages=stages))
    assert (row.formula.type, row.note) == ("unquantified", "分阶段：受理申请300000元，挂牌成功70%")


def test_years_are_a_count():
    assert plain(fixed(years=3).years) == {"count": 3}


def test_an_amount_that_no_programme_can_hold_is_told_in_the_note():
    row = drafted(formula=Formula(FormulaType.FIXED, amount_fen=10**20))
    assert (row.formula.type, row.note) == ("unquantified", "金额未能写入：100,000,000,000,000.00万元")


def test_a_target_that_no_place_can_mean_is_left_out():
    period = Period(by=PartialDate(2027))
    facts = {"indicator": "企业", "measure": "level", "op": ">=", "value": Decimal(10) ** 30, "unit": "家", "period": period}
    target = Target(clause="一", span=Span(0, 1), quote="x", **facts)
    assert draft_programme(replace(made_reading(commitments=False), commitments=(target,))).targets == []


def test_all_rows_of_a_draft_are_drafts():
    assert {row.status for _, row in rows_of(draft_programme(made_reading()))} == {"draft"}


def test_the_half_for_smaller_firms_is_for_the_same_matters():
    row = {"kind": "recognition", "subject": "国家高新技术企业", "occurrence": "first"}
    first, second = rewards_of("对首次认定的国家高新技术企业，规模以上企业一次性给予20万元奖励，规模以下企业一次性给予10万元奖励。")
    assert [plain(first.when), plain(second.when)] == [row, row]
    assert plain(second.if_) == {"fact": "above_scale", "is": False}
    assert "when" in second.implied


def test_a_sentence_of_its_own_for_smaller_firms_takes_nothing_from_the_one_before():
    _, second = rewards_of("对首次认定的国家高新技术企业，规模以上企业一次性给予20万元奖励。规模以下企业一次性给予10万元奖励。")
    assert second.when is None


def rewards_of(sentence: str) -> list[RewardRow]:
    text = f"青河旗科技创新若干政策\n\n第一条 {sentence}\n"
    return draft_programme(read_document(source=Source("a.txt", text.encode()))).rewards
