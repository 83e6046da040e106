"""`luoshi synth`: what it writes, says and refuses."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.synth import FORMATS, HEADS
from luoshi.synth import Heads, Output

ASK = ("synth", "--region", "150602", "--enterprises", "40", "--seed", "1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def synth(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str], str]:
    code = run([*ASK, *more])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def test_tables_and_note_are_written_and_named(capsys, folder):
    code, out, err = synth(capsys, "-o", "试算/")

    assert (code, err) == (ExitCode.FINE, "")
    assert [line.split("　")[0] for line in out[:4]] == [
        f"已写入 试算/{name}" for name in ("主体-模拟.csv", "事项-模拟.csv", "兑付-模拟.csv", "说明-模拟.txt")
    ]
    assert out[4] == "以上都是模拟数据，不是真实的主体和金额，不能用来推断任何地方的情况。"
    assert all((folder / "试算" / name).exists() for name in ("主体-模拟.csv", "事项-模拟.csv", "兑付-模拟.csv", "说明-模拟.txt"))


def test_without_a_folder_one_is_made_that_names_the_arguments(capsys, folder):
    synth(capsys, "--seed", "0")

    assert [path.name for path in folder.iterdir()] == ["模拟-150602-40-0"]


def test_heads_of_a_csv_are_english_where_asked_for(capsys, folder):
    synth(capsys, "--heads", "英文", "-o", "a")

    assert (folder / "a" / "主体-模拟.csv").read_text("utf-8").startswith("applicant,name,applicant_kind,")


def test_heads_of_parquet_are_english_unless_asked_for(capsys, folder):
    synth(capsys, "--format", "parquet", "-o", "a")

    assert duckdb.execute("SELECT * FROM 'a/主体-模拟.parquet'").description[0][0] == "applicant"


def test_programme_of_another_place_or_time_is_pointed_out(capsys):
    code, _, err = synth(capsys, "--programme", "arun", "--last-year", "2030", "-o", "a")

    assert code == ExitCode.FINE
    assert [line.split("》")[1] for line in err.splitlines()] == [
        "的区划是150721，不含150602，这些主体不会按它得到奖补。",
        "的有效期不含2028年至2030年，这些事项不会按它得到奖补。",
    ]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--region", "15060"), ExitCode.WRONG_USAGE, "行政区划代码“15060”应为6位数字，如150602。"),
        (("--enterprises", "0"), ExitCode.WRONG_USAGE, "--enterprises：“0”不是正整数。"),
        (("--enterprises", "30000000"), ExitCode.WRONG_USAGE, "企业数应在1到20000000之间。"),
        (("--seed", "-3"), ExitCode.WRONG_USAGE, "--seed：“-3”不是0或者正整数。"),
        (("--years", "99"), ExitCode.WRONG_USAGE, "年数应在1到15之间。"),
        (("--format", "ods"), ExitCode.WRONG_USAGE, "没有“ods”这种格式。"),
        (("--heads", "蒙文"), ExitCode.WRONG_USAGE, "没有“蒙文”这种格式。"),
        (("-o", "-"), ExitCode.WRONG_USAGE, "-o 后面请写一个文件夹"),
        (("--programme", "没有这个"), ExitCode.NOT_READ, "没有叫“没有这个”的文件"),
        (("--population", "没有这个"), ExitCode.NOT_READ, "找不到总体设定“没有这个”"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(capsys, folder, more, code, words):
    ended, out, err = synth(capsys, *more)

    assert (ended, out) == (code, [])
    assert words in err
    assert list(folder.iterdir()) == []


def test_a_programme_that_contradicts_itself_is_refused(capsys, folder):
    row = "  - {id: r, clause: 一, when: {kind: 天上}, formula: {type: fixed, amount_yuan: 1}}\n"
    wrong = f"format: luoshi-programme/1\nprogramme: t\npolicy: {{title: 试}}\nrewards:\n{row}"
    (folder / "错.yaml").write_text(wrong, "utf-8")

    code, out, err = synth(capsys, "--programme", "错.yaml")

    assert (code, out) == (ExitCode.NOT_READ, [])
    assert err.splitlines()[-1] == "方案里有错误，不能据以生成。逐处查看请用：luoshi programme check"


def test_a_population_file_of_ones_own_is_followed(capsys, folder):
    from luoshi.usecases.synthesise import PACKS

    text = (PACKS / "population" / "general.yaml").read_text("utf-8")
    (folder / "自定.yaml").write_text(text.replace("last_year: 2025", "last_year: 2019").replace("name: general", "name: own"), "utf-8")

    synth(capsys, "--population", "自定.yaml", "-o", "a")

    note = (folder / "a" / "说明-模拟.txt").read_text("utf-8")
    assert "年份：2017—2019" in note
    assert "总体设定：own（全部登记企业）" in note


def test_a_wrong_population_file_is_told_with_its_line(capsys, folder):
    (folder / "错.yaml").write_text("format: luoshi-population/1\nname: x\n", "utf-8")

    code, _, err = synth(capsys, "--population", "错.yaml")

    assert code == ExitCode.NOT_READ
    assert "错误：错.yaml：第1行，label：缺这一项。" in err.splitlines()


def test_a_target_that_is_a_file_is_refused(capsys, folder):
    (folder / "成果").write_text("x", "utf-8")

    code, _, err = synth(capsys, "-o", "成果")

    assert code == ExitCode.WRONG_USAGE
    assert "-o 后面请写一个文件夹，不能写“成果”" in err


def test_options_are_those_of_the_engine():
    assert tuple(Output) == FORMATS
    assert set(HEADS.values()) == set(Heads)
