"""`luoshi simulate`: what it shows and writes, its exit codes, and what it says of bad input; nothing is half-written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from tests.made.population import PROGRAMME
from tests.made.simulations import MATTERS, OLDER, written

# All rewards of a year share 30万元, first come, first served.
CAPPED = PROGRAMME.replace(
    "stacking:",
    """caps:
  - {id: 总额, clause: 四, label: 年度总额, amount_yuan: 300000, per: programme, within: year, rewards: [all],
     status: confirmed, confirmed_by: 甲, confirmed_on: 2025-01-02}
stacking:""",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county with its programme, an older version, and one matter that is wrong."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    written(tmp_path)
    (tmp_path / "方案.yaml").write_text(PROGRAMME, "utf-8")
    (tmp_path / "旧方案.yaml").write_text(OLDER, "utf-8")
    return tmp_path


@pytest.fixture
def sound(folder: Path) -> Path:
    """The same without the wrong matter."""
    written(folder, matters="".join(line for line in MATTERS.splitlines(keepends=True) if "2025-99" not in line))
    return folder


def simulate(*more: str) -> int:
    tables = ("--enterprises", "主体.csv", "--matters", "事项.csv", "--as-of", "2026-03-31")
    return run(["simulate", "--programme", "方案.yaml", *tables, *more])


def cells(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()]


def test_summary_tells_what_it_costs_and_where(sound, capsys):
    assert simulate() == ExitCode.FINE

    out = capsys.readouterr().out
    assert out.splitlines()[:3] == ["7个主体中，4户可得奖补，合计70.00万元。", "", "按条款（金额单位：万元）"]
    assert cells(out)[3:8] == [
        ["奖补", "条款", "户数", "笔数", "金额", "占比", "待核定", "待补材料", "非资金支持"],
        ["合计", "—", "4", "5", "70.00", "100.00%", "1", "1", "1"],
        ["贷款贴息", "二（二）3", "2", "2", "40.00", "57.14%", "—", "1", "—"],
        ["首次认定", "二（一）1", "3", "3", "30.00", "42.86%", "—", "—", "—"],
        ["平台支持", "三5", "—", "—", "0.00", "0.00%", "1", "—", "—"],
    ]
    assert "集中程度：共4户，户均17.50万元，中位数10.00万元。" in out


def test_wrong_rows_are_told_and_make_a_finding(folder, capsys):
    assert simulate() == ExitCode.FINDINGS

    told = capsys.readouterr()
    assert told.err.startswith("错误：事项表第10行“日期”“2025-99-01”：")
    assert "事项.csv：读了9行，有1行没有读进来，不在结果里。" in told.err
    assert "数据中有1行有错，没有采用" in told.out


def test_comparison_tells_who_gains_and_loses(sound, capsys):
    assert simulate("--against", "旧方案.yaml") == ExitCode.FINE

    out = capsys.readouterr().out
    assert "与对照方案相比，2户增加，1户减少，总额增加2.50万元。" in out
    assert ["取消的一项", "三8", "取消", "—", "3", "1.50", "0.00", "-1.50"] in cells(out)


def test_what_if_tells_the_numbers_changed(sound, capsys):
    assert simulate("--set", "首次认定/金额=12万元", "--set", "贷款贴息/比例=40%") == ExitCode.FINE

    out = capsys.readouterr().out
    assert ["首次认定：金额", "二（一）1", "10.00万元", "12.00万元"] in cells(out)
    assert "与原来的数额相比，2户增加，1户减少" in out


def test_budget_is_cut_in_proportion(sound, capsys):
    assert simulate("--budget", "40万元") == ExitCode.FINE

    out = capsys.readouterr().out
    assert "预算40.00万元，差30.00万元，每笔按57.14%兑付。" in out
    assert "每笔向下取到元" in out


def test_budget_is_paid_in_a_queue(sound, capsys):
    assert simulate("--budget", "400000", "--ration", "queue") == ExitCode.FINE

    assert "预算40.00万元，差30.00万元，3笔全额兑付，1笔部分兑付，1笔留待下一年度。" in capsys.readouterr().out


def test_all_results_are_written_and_agree(sound, capsys):
    files = ("-o", "报告.html", "--xlsx", "各表.xlsx", "--json", "结果.json", "--allocation", "分配.csv")
    assert simulate("--against", "旧方案.yaml", "--budget", "40万元", *files) == ExitCode.FINE

    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("已写入")]
    assert told == ["已写入 报告.html", "已写入 各表.xlsx", "已写入 结果.json", "已写入 分配.csv"]
    record = json.loads((sound / "结果.json").read_text("utf-8"))
    assert record["ration"]["total"]["paid_fen"] == 40_000_000
    assert "7个主体中，4户可得奖补，合计70.00万元。" in (sound / "报告.html").read_text("utf-8")
    sheet = load_workbook(io.BytesIO((sound / "各表.xlsx").read_bytes()))["预算 按条款"]
    assert [cell.value for cell in sheet[4]][:6] == ["合计", None, 70, 700_000.01, 40, 400_000]
    assert sorted(path.name for path in sound.iterdir() if path.name.startswith(".")) == []


def test_allocation_lists_every_line_with_what_it_is_paid(sound, capsys):
    simulate("--budget", "40万元", "--ration", "queue", "--allocation", "分配.csv")

    rows = list(csv.reader(io.StringIO((sound / "分配.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["主体代码", "名称", "政策", "条款", "奖补", "事项编号", "日期", "应兑付（元）", "本次兑付（元）", "未兑付（元）"]
    assert [(row[0], row[5], *row[6:]) for row in rows[1:]] == [
        ("LOCAL00001", "M1", "2025-05-01", "100000.00", "100000.00", "0.00"),
        ("LOCAL00002", "M3", "2025-06-01", "100000.00", "100000.00", "0.00"),
        ("150602199001011234", "M8", "2025-09-01", "100000.00", "100000.00", "0.00"),
        ("LOCAL00003", "M4", "2026-01-15", "300000.00", "100000.00", "200000.00"),
        ("LOCAL00001", "M2", "2026-02-01", "100000.01", "0.00", "100000.01"),
    ]
    assert [row[1] for row in rows if row[0] == "LOCAL00003"] == ["'=1+1科技公司"]


def test_allocation_in_parquet_keeps_types_and_names_as_they_are(sound, capsys):
    simulate("--budget", "40万元", "--allocation", "分配.parquet")

    found = duckdb.sql(
        f'SELECT "名称", sum("本次兑付（元）")::VARCHAR FROM \'{sound / "分配.parquet"}\' WHERE "主体代码" = \'LOCAL00003\' GROUP BY 1'
    )
    assert found.fetchall() == [("=1+1科技公司", "171428.00")]


def test_json_to_standard_output_stands_alone(sound, capsys):
    assert simulate("--json", "-", "-o", "报告.html") == ExitCode.FINE

    told = capsys.readouterr()
    assert json.loads(told.out)["cost"]["total"]["owed_fen"] == 70_000_001
    assert told.err == "已写入 报告.html\n"


def test_parameters_are_listed_without_any_tables(sound, capsys):
    assert run(["simulate", "--programme", "方案.yaml", "--parameters"]) == ExitCode.FINE

    assert cells(capsys.readouterr().out)[:4] == [
        ["参数", "条款", "现在的值"],
        ["首次认定/金额", "二（一）1", "10.00万元"],
        ["贷款贴息/比例", "二（二）3", "50%"],
        ["无人申请的/金额", "三7", "100.00万元"],
    ]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--set", "专利/金额=1"], "--set：没有“专利/金额”这个参数。参数名用 --parameters 查看。"),
        (["--ration", "queue"], "写了 --ration，还要用 --budget 写明预算。"),
        (["--allocation", "x.csv"], "写了 --allocation，还要用 --budget 写明预算。"),
        (["--budget", "十万"], "--budget：“十万”不是金额，请写成“500万元”或者“5000000”（元）。"),
        (["--budget", "100.5"], "按元兑付，预算也应是整元数。"),
        (["--budget", "5000", "--unit", "wan"], "按万元兑付，预算也应是整万元数。"),
        (["--budget", "100", "--whole", "--ration", "pro-rata"], "--order 和 --whole 只用于 --ration queue。"),
        (["--budget", "100", "--unit", "fen", "--ration", "queue"], "--unit 只用于 --ration pro-rata。"),
        (["-o", "主体.csv"], "“主体.csv”是要读的原件，不能把结果写在它上面。请换一个文件名。"),
        (["--json", "方案.yaml"], "“方案.yaml”是要读的原件，不能把结果写在它上面。请换一个文件名。"),
        (["-o", "甲.html", "--xlsx", "甲.html"], "几个结果写到了同一个文件，请各用一个文件名。"),
        (["-o", "文件夹/"], "-o 后面请写一个文件名，不能写文件夹“文件夹”。"),
    ],
)
def test_options_that_do_not_go_together_are_refused_and_nothing_is_written(sound, capsys, more, sentence):
    before = sorted(path.name for path in sound.iterdir())

    assert simulate(*more) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err.splitlines()[0] == f"错误：{sentence}"
    assert sorted(path.name for path in sound.iterdir()) == before


@pytest.mark.parametrize(
    ("left_out", "option"),
    [("--enterprises", "--enterprises"), ("--matters", "--matters"), ("--as-of", "--as-of"), ("--programme", "--programme")],
)
def test_option_that_is_missing_is_named(sound, capsys, left_out, option):
    given = {"--programme": "方案.yaml", "--enterprises": "主体.csv", "--matters": "事项.csv", "--as-of": "2026-03-31"}
    del given[left_out]

    assert run(["simulate", *(word for pair in given.items() for word in pair)]) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err.splitlines()[0] == f"错误：没有写选项“{option}”。"


@pytest.mark.parametrize(("option", "name"), [("--programme", "没有.yaml"), ("--against", "没有.yaml"), ("--enterprises", "没有.csv")])
def test_file_that_is_not_there_is_named(sound, capsys, option, name):
    assert simulate(option, name, "-o", "报告.html") == ExitCode.NOT_READ

    assert name in capsys.readouterr().err
    assert not (sound / "报告.html").exists()


def test_programme_that_contradicts_itself_is_refused(sound, capsys):
    (sound / "旧方案.yaml").write_text(
        PROGRAMME.replace("cumulative", "x").replace(
            "rewards:\n",
            "rewards:\n  - {id: 首次, clause: 一, trigger: x, when: {kind: listing}, formula: {type: fixed, amount_yuan: 1}}\n",
            1,
        ),
        "utf-8",
    )

    assert simulate("--against", "旧方案.yaml") == ExitCode.NOT_READ
    assert "方案里有错误，不能据以测算。" in capsys.readouterr().err


def test_result_that_cannot_be_written_leaves_the_old_one(sound, capsys):
    (sound / "没有权限").write_text("文件", "utf-8")

    assert simulate("-o", "没有权限/报告.html") == ExitCode.NOT_WRITTEN
    assert capsys.readouterr().err.startswith("错误：没有写成“没有权限/报告.html”：")
    assert (sound / "没有权限").read_text("utf-8") == "文件"


def test_payments_are_taken_from_what_is_owed(sound, capsys):
    (sound / "兑付.csv").write_text("主体代码,奖补编号,事项编号,兑付日期,金额\nLOCAL00001,首次,M1,2025-12-01,40000\n", "utf-8")
    simulate("--paid", "兑付.csv", "--json", "结果.json")

    record = json.loads((sound / "结果.json").read_text("utf-8"))
    assert record["cost"]["total"]["owed_fen"] == 66_000_001
    assert [one["table"] for one in record["about"]["tables"]] == ["applicant", "matter", "payment"]


def test_versions_of_different_days_are_warned_of_until_compared_over_the_same(sound, capsys):
    (sound / "旧方案.yaml").write_text(PROGRAMME.replace("to: 2027-12-31", "to: 2025-05-31"), "utf-8")
    assert simulate("--against", "旧方案.yaml") == ExitCode.FINE
    apart = capsys.readouterr()
    assert simulate("--against", "旧方案.yaml", "--same-period") == ExitCode.FINE
    together = capsys.readouterr()

    assert apart.err.startswith("注意：《临江县科技创新若干政策》两边的有效期不同：")
    assert "与对照方案相比，没有一户的金额有变化。" in together.out
    assert together.err == ""


def test_same_period_without_a_baseline_is_refused(sound, capsys):
    assert simulate("--same-period") == ExitCode.WRONG_USAGE

    assert "写了 --same-period，还要用 --against 写明对照的方案。" in capsys.readouterr().err


def test_allocation_in_excel_prints_as_wide_as_its_paper_with_its_heads(sound, capsys):
    assert simulate("--budget", "40万元", "--allocation", "分配.xlsx") == ExitCode.FINE

    sheet = load_workbook(sound / "分配.xlsx")["分配明细"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("landscape", 1, 0)
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.oddFooter.center.text) == ("A2", "$1:$1", "第&P页，共&N页")
    assert {cell.font.bold for cell in sheet[1]} == {True}


def test_allocation_in_excel_is_a_workbook_in_which_nothing_runs(sound, capsys):
    assert simulate("--budget", "40万元", "--ration", "queue", "--allocation", "分配.xlsx") == ExitCode.FINE

    rows = list(load_workbook(sound / "分配.xlsx")["分配明细"].iter_rows())
    assert [cell.value for cell in rows[0]][6:] == ["日期", "应兑付（元）", "本次兑付（元）", "未兑付（元）"]
    assert [cell.value for cell in rows[4]][7:] == [300_000, 100_000, 200_000]
    assert (rows[4][1].value, rows[4][1].data_type) == ("=1+1科技公司", "s")
    assert len(rows) == 6


@pytest.mark.parametrize("name", ["分配.xls", "分配", "分配.html"])
def test_allocation_under_another_ending_is_refused(sound, capsys, name):
    (sound / name).unlink(missing_ok=True)
    assert simulate("--budget", "40万元", "--allocation", name) == ExitCode.WRONG_USAGE

    assert f"--allocation 后面的文件名请以 .csv、.xlsx 或者 .parquet 结尾，不能是“{name}”。" in capsys.readouterr().err
    assert not (sound / name).exists()


def test_payments_beyond_a_cap_are_told_on_screen_and_in_every_paper(sound, capsys):
    (sound / "方案.yaml").write_text(CAPPED, "utf-8")
    (sound / "兑付.csv").write_text("主体代码,奖补编号,事项编号,兑付日期,金额\nLOCAL00001,首次,M1,2025-12-01,400000\n", "utf-8")
    simulate("--paid", "兑付.csv", "--json", "结果.json", "-o", "报告.html")

    sentence = "兑付表：全部主体2025年按四已兑付40.00万元，超过限额（全部主体合计每年最高30.00万元），不再计算应兑付。请核对“金额”。"
    record = json.loads((sound / "结果.json").read_text("utf-8"))
    assert record["about"]["checks"][0] == {"words": sentence, "is_finding": True}
    assert sentence in (sound / "报告.html").read_text("utf-8")
    assert sentence in "".join(line.strip() for line in capsys.readouterr().out.splitlines())


def test_people_stay_covered_in_what_is_to_be_checked(sound, capsys):
    paid = "主体代码,奖补编号,事项编号,兑付日期,金额\n150602199001011234,首次,M8,2025-12-01,400000\n"
    (sound / "兑付.csv").write_text(paid, "utf-8")
    simulate("--paid", "兑付.csv", "-o", "报告.html")

    report = (sound / "报告.html").read_text("utf-8")
    assert "150602199001011234" not in report + capsys.readouterr().out
    assert "主体****1234的事项M8按“首次认定”已兑付40.00万元，多于算得的10.00万元" in report


def test_total_that_takes_money_away_is_named_with_how_much(sound, capsys):
    (sound / "新方案.yaml").write_text(CAPPED, "utf-8")
    tables = ("--enterprises", "主体.csv", "--matters", "事项.csv", "--as-of", "2026-03-31")
    run(["simulate", "--programme", "新方案.yaml", "--against", "方案.yaml", *tables, "--json", "结果.json"])

    out = capsys.readouterr().out
    record = json.loads((sound / "结果.json").read_text("utf-8"))
    (taken,) = [one for one in record["limits"] if one["label"] == "年度总额"]
    assert record["cost"]["total"]["owed_fen"] + taken["taken_fen"] == 70_000_001
    assert ["年度总额", "四", "全部主体合计每年最高30.00万元", "1", "0.00", "10.00", "+10.00"] in cells(out)
    words = (
        "“年度总额”（四，全部主体合计每年最高30.00万元）扣减1笔、10.00万元：按事项日期先后计算，以前的兑付也占额度，额度用完的不再计算。"
    )
    assert words in "".join(line.strip() for line in out.splitlines())


def test_limits_stand_with_the_cost_where_nothing_is_compared(sound, capsys):
    (sound / "方案.yaml").write_text(CAPPED, "utf-8")
    simulate("-o", "报告.html")

    assert ["年度总额", "四", "全部主体合计每年最高30.00万元", "1", "10.00"] in cells(capsys.readouterr().out)
    assert 'id="by-limit"' in (sound / "报告.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--set", "首次认定/金额=30"), "注意：“首次认定：金额”由10.00万元改为30元：没有写单位的按元读，是不是少写了“万”？"),
        (("--budget", "500"), "注意：预算只有500元：没有写单位的按元读，是不是少写了“万”？"),
    ],
)
def test_amount_that_may_lack_its_unit_is_warned_of_and_taken_as_written(sound, capsys, more, sentence):
    assert simulate(*more, "-o", "报告.html") == ExitCode.FINE

    assert capsys.readouterr().err.splitlines() == [sentence]
    assert sentence.removeprefix("注意：") in (sound / "报告.html").read_text("utf-8")


@pytest.mark.parametrize(
    "more", [("--set", "首次认定/金额=1000元"), ("--set", "首次认定/金额=0"), ("--budget", "1万元"), ("--budget", "0")]
)
def test_amounts_that_are_only_small_are_not_warned_of(sound, capsys, more):
    assert simulate(*more) == ExitCode.FINE
    assert capsys.readouterr().err == ""
