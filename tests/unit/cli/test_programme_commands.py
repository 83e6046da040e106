"""`luoshi programme …`: what the commands write, their exit codes, their refusals."""

from __future__ import annotations

import io
import json
import re

import pytest

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.programme import ENTRIES
from luoshi.usecases.programmes import bundled_packs

SOUND = """\
format: luoshi-programme/1
programme: qinghe
policy: {title: 青河旗若干政策}
in_force: {from: 2024-01-01, to: 2025-12-31}
interpreter: 旗科技局
units:
- {name: 旗科技局}
duties:
- {id: D1, clause: 二, title: 培育企业, lead: [旗科技局]}
rewards:
- {id: R1, clause: 二/1, label: 首次认定, when: {kind: recognition, subject: 高企}, formula: {type: fixed, amount_yuan: 200000}}
"""
FAULTY = SOUND.replace("kind: recognition", "kind: recogniton").replace("lead: [旗科技局]", "lead: [旗工信局]")
NOTED = SOUND.replace("in_force: {from: 2024-01-01, to: 2025-12-31}\n", "")
NEW = (
    SOUND.replace("policy:", "version: 2\npolicy:")
    .replace("from: 2024-01-01, to: 2025-12-31", "from: 2026-01-01")
    .replace("200000", "250000")
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name, text in (("好.yaml", SOUND), ("错.yaml", FAULTY), ("有提示.yaml", NOTED), ("新.yaml", NEW), ("坏.yaml", "a: [1")):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys, *arguments):
    code = run(["programme", *map(str, arguments)])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_has_a_chinese_help(name, capsys):
    code, out, _ = said(capsys, name, "--help")
    assert code == ExitCode.FINE
    assert out.startswith(f"用法：luoshi programme {name} [选项]…")
    assert not re.search(r"Usage|Options|Show", out)


def test_the_group_alone_shows_its_commands(capsys):
    code, out, err = said(capsys)
    assert (code, err) == (ExitCode.FINE, "")
    assert [line.split()[0] for line in out[out.index("命令：\n") :].splitlines()[1 : 1 + len(ENTRIES)]] == list(ENTRIES)


def test_a_file_in_the_place_of_a_command_is_told_how_to_check_it(capsys):
    code, _, err = said(capsys, "好.yaml")
    assert code == ExitCode.WRONG_USAGE
    assert err.splitlines()[0] == "错误：没有“好.yaml”这个命令。要读这个文件，请写：luoshi programme check 好.yaml"


# --- check ------------------------------------------------------------------------------------------------------------------------


def test_a_sound_file_ends_well(capsys):
    assert said(capsys, "check", "好.yaml") == (
        ExitCode.FINE,
        "好.yaml\n青河旗若干政策　第1版　草稿\n单位1，责任1，奖补1\n没有发现问题。\n",
        "",
    )


def test_findings_are_told_with_line_clause_sentence_and_remedy(capsys):
    code, out, err = said(capsys, "check", "错.yaml")
    assert (code, err) == (ExitCode.FINDINGS, "")
    assert out.splitlines()[3:] == [
        "错误  第11行　二1　事项类别没有“recogniton”",
        "      怎么办：是不是“recognition”？",
        "注意  第9行　二　责任里的单位“旗工信局”不在 units 里（D1）",
        "      怎么办：在 units 里列出，或者写作某个单位的别称",
        "1项错误，1项注意。",
    ]


def test_notes_are_counted_or_listed_and_do_not_change_the_exit_code(capsys):
    code, out, _ = said(capsys, "check", "有提示.yaml")
    assert (code, out.splitlines()[-1]) == (ExitCode.FINE, "1项提示；加 --full 列出提示。")
    assert "提示  第1行　没有写有效期，任何日期的事项都按本版判断" in said(capsys, "check", "有提示.yaml", "--full")[1]


def test_what_is_no_programme_is_a_finding(capsys):
    code, out, _ = said(capsys, "check", "坏.yaml")
    assert code == ExitCode.FINDINGS
    assert out.splitlines() == ["坏.yaml", "错误  第1行　括号 [ ] 或 { } 没有成对，或者中间少了逗号", "1项错误。"]


def test_a_file_that_is_not_there_does_not_stop_the_others(capsys):
    code, out, err = said(capsys, "check", "没有.yaml", "好.yaml")
    assert (code, err) == (ExitCode.NOT_READ, "错误：找不到文件“没有.yaml”。请检查路径和文件名。\n")
    assert out.endswith("没有发现问题。\n")


def test_a_programme_is_checked_from_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SOUND.encode())))
    code, out, _ = said(capsys, "check", "-")
    assert (code, out.splitlines()[0], out.splitlines()[-1]) == (ExitCode.FINE, "标准输入", "没有发现问题。")


def test_check_json_holds_every_finding(capsys):
    code, out, _ = said(capsys, "check", "错.yaml", "坏.yaml", "--json", "-")
    first, second = json.loads(out)["files"]
    assert code == ExitCode.FINDINGS
    assert {key: first[key] for key in ("file", "programme", "version", "title", "status")} == {
        "file": "错.yaml",
        "programme": "qinghe",
        "version": 1,
        "title": "青河旗若干政策",
        "status": "draft",
    }
    assert first["findings"][1] == {
        "code": "programme.unknown-choice",
        "severity": "error",
        "line": 11,
        "path": "rewards/0/when/kind",
        "row": "R1",
        "clause": "二/1",
        "message": "事项类别没有“recogniton”",
        "hint": "是不是“recognition”？",
    }
    assert (second["file"], second["findings"][0]["code"]) == ("坏.yaml", "programme.writing")


def test_json_is_not_written_over_a_programme(capsys, folder):
    code, _, err = said(capsys, "check", "好.yaml", "--json", "好.yaml")
    assert code == ExitCode.WRONG_USAGE
    assert err.startswith("错误：“好.yaml”是要读的原件")
    assert (folder / "好.yaml").read_text("utf-8") == SOUND


# --- diff and impact --------------------------------------------------------------------------------------------------------------


def test_diff_tells_what_differs_before_and_after(capsys):
    code, out, _ = said(capsys, "diff", "好.yaml", "新.yaml")
    assert code == ExitCode.FINDINGS
    assert out.splitlines() == [
        "旧版  青河旗若干政策　第1版　草稿",
        "新版  青河旗若干政策　第2版　草稿",
        "",
        "改动1条。",
        "",
        "文件本身",
        "      版本：1 → 2",
        "      有效期：2024年1月1日至2025年12月31日 → 2026年1月1日起",
        "",
        "奖补",
        "改动  二1　首次认定　（R1）",
        "      算法：20.00万元 → 25.00万元",
    ]


def test_diff_of_the_same_file_ends_with_zero(capsys):
    code, out, _ = said(capsys, "diff", "好.yaml", "好.yaml")
    assert (code, out.splitlines()[-1]) == (ExitCode.FINE, "两个版本没有不同。")


def test_diff_json_has_heads_and_rows(capsys, folder):
    assert said(capsys, "diff", "好.yaml", "新.yaml", "--json", "结果.json")[0] == ExitCode.FINDINGS
    record = json.loads((folder / "结果.json").read_text("utf-8"))
    assert (record["same"], [key["key"] for key in record["head"]]) == (False, ["version", "in_force"])
    assert record["rows"] == [
        {
            "change": "changed",
            "section": "rewards",
            "row": "R1",
            "clause": "二/1",
            "title": "首次认定",
            "keys": [{"key": "formula", "name": "算法", "old": "20.00万元", "new": "25.00万元"}],
            "contents": [],
        }
    ]


def test_diff_of_a_broken_file_tells_its_line_and_how_to_see_the_rest(capsys):
    code, out, err = said(capsys, "diff", "好.yaml", "坏.yaml")
    assert (code, out) == (ExitCode.NOT_READ, "")
    assert err.splitlines() == [
        "错误：坏.yaml：第1行，括号 [ ] 或 { } 没有成对，或者中间少了逗号。",
        "逐处查看请用：luoshi programme check 坏.yaml",
    ]


def test_impact_tells_open_work_by_kind_and_by_unit(capsys):
    code, out, _ = said(capsys, "impact", "好.yaml", "新.yaml", "--as-of", "2026-01-01")
    assert code == ExitCode.FINE
    assert out.splitlines()[3:] == [
        "截至2026年1月1日，改动牵涉没有到期的工作：奖补1条。",
        "",
        "奖补 1条",
        "  变化  条款  事项      怎样改                       单位",
        "  改动  二1   首次认定  算法：20.00万元 → 25.00万元  旗科技局",
        "        2026年1月1日起的事项按新版，此前的仍按旧版",
        "",
        "各单位",
        "  单位      牵涉   事项",
        "  旗科技局  奖补1  首次认定",
    ]


def test_impact_json_has_the_touched_rows(capsys):
    _, out, _ = said(capsys, "impact", "好.yaml", "新.yaml", "--as-of", "2026-01-01", "--json", "-")
    record = json.loads(out)
    assert (record["as_of"], record["notes"], record["by_unit"]) == ("2026-01-01", [], {"旗科技局": ["R1"]})
    (touched,) = record["touched"]
    assert {key: touched[key] for key in ("row", "until", "units", "reaches", "since")} == {
        "row": "R1",
        "until": None,
        "units": ["旗科技局"],
        "reaches": [],
        "since": "2026-01-01",
    }


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-02-30", "--as-of：没有“2026-02-30”这一天。"),
        ("今年年底", "--as-of：“今年年底”不是日期。请写成 2026-01-01。"),
        ("9999-01-01", "--as-of：“9999-01-01”不是日期。请写成 2026-01-01。"),
    ],
)
def test_a_wrong_day_is_told(capsys, day, sentence):
    code, _, err = said(capsys, "impact", "好.yaml", "新.yaml", "--as-of", day)
    assert (code, err.splitlines()[0]) == (ExitCode.WRONG_USAGE, f"错误：{sentence}")


def test_impact_needs_a_day(capsys):
    code, _, err = said(capsys, "impact", "好.yaml", "新.yaml")
    assert (code, err.splitlines()[0]) == (ExitCode.WRONG_USAGE, "错误：没有写选项“--as-of”。")


# --- list and schema --------------------------------------------------------------------------------------------------------------


def test_list_names_every_pack(capsys):
    code, out, err = said(capsys, "list", "--json", "-")
    records = json.loads(out)["programmes"]
    assert (code, err) == (ExitCode.FINE, "")
    assert [record["name"] for record in records] == [pack.name for pack in bundled_packs()]
    assert all(record["counts"]["duties"] > 0 for record in records)
    assert all(pack.name in said(capsys, "list")[1] for pack in bundled_packs())


def test_schema_is_json_with_the_keys_of_a_programme(capsys, folder):
    code, out, _ = said(capsys, "schema")
    assert code == ExitCode.FINE
    assert json.loads(out)["properties"]["rewards"]["title"] == "奖补"
    said(capsys, "schema", "-o", "s.json")
    assert (folder / "s.json").read_text("utf-8") == out


SHARED = """\
- {id: R2, clause: 二/2, trigger: 通过复审的高企, when: {kind: recognition, subject: 高企}, formula: {type: fixed, amount_yuan: 50000}}
caps:
- {id: C1, clause: 四, label: 全年合计, amount_yuan: 500000, per: applicant, within: year, rewards: [R1, R2]}
"""


def test_impact_names_the_rewards_that_a_change_reaches_by_clause_and_title(capsys, folder):
    (folder / "限额.yaml").write_text(SOUND + SHARED, "utf-8")
    (folder / "新限额.yaml").write_text(NEW + SHARED.replace("500000", "400000"), "utf-8")
    out = said(capsys, "impact", "限额.yaml", "新限额.yaml", "--as-of", "2026-01-01")[1]
    assert "牵涉2条：二1“首次认定”（R1）、二2“通过复审的高企”（R2）" in "".join(line.strip() for line in out.splitlines())


def test_impact_cuts_a_long_list_of_reached_rewards(capsys, folder):
    more = "".join(f"- {{id: X{n}, clause: 三/{n}, label: 奖{n}, formula: {{type: fixed, amount_yuan: 1}}}}\n" for n in range(1, 14))
    shared = more + "caps:\n- {id: C1, clause: 四, amount_yuan: 500000, per: applicant, rewards: all}\n"
    (folder / "限额.yaml").write_text(SOUND + shared, "utf-8")
    (folder / "新限额.yaml").write_text(NEW + shared.replace("500000", "400000"), "utf-8")
    out = "".join(line.strip() for line in said(capsys, "impact", "限额.yaml", "新限额.yaml", "--as-of", "2026-01-01")[1].splitlines())
    assert "、三11“奖11”（X11），另有2条，加 --json 全部写出" in out
    assert "X12" not in out


def test_diff_names_the_rewards_that_a_limit_and_a_rule_list(capsys, folder):
    rule = "stacking:\n- {id: S1, clause: 四, rule: 从高, run: {type: highest, rewards: [R1], per: [matter]}}\n"
    (folder / "限额.yaml").write_text(SOUND + SHARED + rule, "utf-8")
    (folder / "新限额.yaml").write_text(SOUND + SHARED.replace("[R1, R2]", "[R1]") + rule.replace("[R1]", "[R1, R2]"), "utf-8")
    lines = [line.strip() for line in said(capsys, "diff", "限额.yaml", "新限额.yaml")[1].splitlines()]
    assert "奖补：首次认定（R1）、通过复审的高企（R2） → 首次认定（R1）" in lines
    assert any(line.startswith("执行规则：首次认定（R1）在每个事项内从高") for line in lines)


def test_impact_names_a_dropped_reward_that_has_ended(capsys, folder):
    (folder / "删.yaml").write_text(NEW.replace("id: R1, clause: 二/1, label: 首次认定", "id: R2, clause: 二/2, label: 复审"), "utf-8")
    _, out, _ = said(capsys, "impact", "好.yaml", "删.yaml", "--as-of", "2026-06-01")
    assert "其中删去的奖补：首次认定（R1）。" in out.splitlines()


def test_a_day_in_chinese_is_the_same_day(capsys):
    plain_day = said(capsys, "impact", "好.yaml", "新.yaml", "--as-of", "2026-01-01")
    assert said(capsys, "impact", "好.yaml", "新.yaml", "--as-of", "2026年1月1日") == plain_day


def test_a_bundled_programme_is_copied_as_it_is_and_never_over_a_file(capsys, folder):
    assert said(capsys, "copy", "qinghe", "-o", "我的.yaml")[0] == ExitCode.FINE
    (pack,) = (pack for pack in bundled_packs() if pack.name == "qinghe")
    assert (folder / "我的.yaml").read_bytes() == pack.path.read_bytes()
    (folder / "我的.yaml").write_text("改过", "utf-8")

    code, _, err = said(capsys, "copy", "qinghe", "-o", "我的.yaml")

    assert (code, err) == (ExitCode.NOT_WRITTEN, "错误：已经有文件“我的.yaml”，没有覆盖。请换一个文件名\n")
    assert (folder / "我的.yaml").read_text("utf-8") == "改过"


def test_a_programme_that_is_not_bundled_is_named_with_those_that_are(capsys, folder):
    code, _, err = said(capsys, "copy", "没有", "-o", "我的.yaml")

    assert code == ExitCode.NOT_READ
    assert "没有自带的方案“没有”" in err and "qinghe" in err
    assert not (folder / "我的.yaml").exists()
