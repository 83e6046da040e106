"""The draft programme: every row with its clause and its words, nothing silently true."""

from __future__ import annotations

from dataclasses import replace

import yaml

from luoshi.programme.from_reading import draft_programme
from luoshi.programme.to_yaml import to_yaml
from luoshi.source import Diagnostic, Severity, Span
from tests.made_reading import made_reading

SECTIONS = ("targets", "duties", "rewards", "stacking", "registers", "procedures", "deadlines")


def written(reading):
    return to_yaml(draft_programme(reading))


def test_every_row_says_where_it_comes_from_and_that_it_is_a_draft():
    programme = draft_programme(made_reading())
    rows = [row for section in SECTIONS for row in programme[section]]
    assert len({row["id"] for row in rows}) == len(rows) == 18
    for row in rows:
        assert [key for key in row if key != "also"][:6] == ["id", "clause", "quote", "status", "confidence", "doubts"]
        assert row["status"] == "draft"


def test_a_target_printed_twice_is_one_row_with_two_places():
    targets = draft_programme(made_reading())["targets"]
    assert [row["id"] for row in targets] == ["target:一/(一):1", "target:一/(一):2", "target:一/(一):3", "target:一/(一):4"]
    assert targets[0]["also"] == [{"clause": "三/(一)", "quote": "全旗国家高新技术企业达到30家以上"}]


def test_money_has_its_unit_in_the_name_and_doubts_stand_beside_the_confidence():
    rewards = draft_programme(made_reading())["rewards"]
    assert rewards[0]["formula"] == {"type": "fixed", "amount_yuan": 200_000}
    assert rewards[2]["confidence"] == 0.7
    assert rewards[2]["doubts"] == ["“10万”缺“元”字"]
    assert (rewards[3]["cap_yuan"], rewards[3]["cap_per"]) == (1_000_000, "企业/年")
    assert rewards[4]["implied"] == ["cap_per"]
    assert "cap_per_implied" not in rewards[4]
    assert rewards[5]["formula"]["stages"] == [{"when": "受理申请", "amount_yuan": 300_000}, {"when": "挂牌成功", "rate": 0.7}]


def test_what_should_be_checked_stands_in_the_file_with_its_words_cut_short():
    reading = made_reading(diagnostics=False)
    long = Diagnostic("text.second-copy", Severity.NOTE, "后面又印了一遍。", (Span(0, 300),), None, "")
    programme = draft_programme(replace(reading, diagnostics=(long,)))
    (check,) = programme["to_check"]
    assert check["words"][0].endswith("…")
    assert len(check["words"][0]) == 60


def test_yaml_reads_back_as_it_was_and_is_the_same_every_time():
    reading = made_reading()
    assert yaml.safe_load(written(reading)) == draft_programme(reading)
    assert written(reading) == written(made_reading())


def test_yaml_is_readable_chinese_one_fact_a_line():
    lines = written(made_reading()).splitlines()
    assert lines[0] == "# 青河旗建设一流创新生态实施方案（2025—2027年）"
    assert "    indicator: 全旗国家高新技术企业" in lines
    assert not any("\\u" in line or "&id" in line for line in lines)


def test_a_kind_of_which_nothing_was_read_has_no_section():
    assert set(draft_programme(made_reading("关于放假的通知\n", commitments=False, diagnostics=False))) == {
        "format",
        "status",
        "policy",
        "to_check",
    }
