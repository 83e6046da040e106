"""`luoshi facts`: empty tables, a check, another format: what is shown and written, exit codes, and that nothing is half-written."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode

APPLICANTS = "主体代码,名称,规模以上,营业收入（万元）\nA,甲公司,是,1.5\nB,=乙公司,也许,2\nC,丙公司,,3\n合计,,,6.5\n"
MATTERS = "事项编号,主体代码,事项类别,事项名称,日期\n1,A,认定,高企,2025-03-01\n2,Z,认定,高企,2025-03-01\n"
PAID = "主体代码,兑付日期,金额\nA,2025-05-01,1\n"
ALL = ("--enterprises", "主体.csv", "--matters", "事项.csv", "--paid", "兑付.csv")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("主体.csv", APPLICANTS), ("事项.csv", MATTERS), ("兑付.csv", PAID)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"主体.csv", "事项.csv", "兑付.csv"}


# --- check --------------------------------------------------------------------------------------------------------------------------


def test_check_shows_counts_and_each_fault_with_row_column_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["facts", "check", "--enterprises", "主体.csv"])

    shown = capsys.readouterr().out.splitlines()
    assert code == ExitCode.FINDINGS
    assert shown[0] == "主体表（主体.csv）：读了3行，2行可用，1行有问题，没有读进来，略去合计1行。"
    assert shown[1].split() == ["行", "列", "内容", "问题", "怎么办"]
    assert shown[2].split() == ["错误", "3", "规模以上", "也许", "看不出是还是否。", "请写“是”或“否”，不清楚的留空。"]


def test_check_of_clean_tables_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "check", "--paid", "兑付.csv"]) == ExitCode.FINE
    assert capsys.readouterr().out == "兑付表（兑付.csv）：读了1行，1行可用。\n"


def test_check_holds_the_tables_together(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "check", *ALL]) == ExitCode.FINDINGS
    assert "主体表里没有这个主体，这一事项没有读入。" in capsys.readouterr().out.replace("\n", "")


def test_check_writes_all_faults_as_csv_that_runs_nothing(folder: Path) -> None:
    (folder / "坏.csv").write_text("主体代码,营业收入\nA,=1+1\n", encoding="utf-8")

    assert run(["facts", "check", "--enterprises", "坏.csv", "--csv", "问题.csv"]) == ExitCode.FINDINGS

    text = (folder / "问题.csv").read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["程度", "表", "文件", "行", "列", "内容", "问题", "怎么办", "代码"]
    assert rows[1] == [
        "错误",
        "主体表",
        "坏.csv",
        "2",
        "营业收入",
        "'=1+1",
        "不是金额。",
        "请写数字，例如 1200000 或 1,200,000.00（元）。",
        "facts.not-a-number",
    ]


def test_check_on_standard_output_writes_nothing_but_csv(capsys: pytest.CaptureFixture[str]) -> None:
    run(["facts", "check", "--enterprises", "主体.csv", "--csv", "-"])

    assert [row[-1] for row in csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff")))] == ["代码", "facts.not-yes-or-no"]


def test_check_lists_the_first_twenty_and_all_with_full(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "坏.csv").write_text("主体代码,营业收入\n" + "".join(f"A{number},x\n" for number in range(50)), encoding="utf-8")

    run(["facts", "check", "--enterprises", "坏.csv"])
    short = capsys.readouterr().out
    run(["facts", "check", "--enterprises", "坏.csv", "--full"])

    assert (short.count("不是金额。"), "另有30处" in short) == (20, True)
    assert capsys.readouterr().out.count("不是金额。") == 50


def test_check_shows_rows_that_were_left_out_before_warnings_and_notes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "A,2025-05-01,100000\n" * 30 + "A,去年,1\n"
    (folder / "多.csv").write_text(f"主体代码,兑付日期,金额\n{rows}", encoding="utf-8")

    run(["facts", "check", "--paid", "多.csv"])

    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in shown if line.split()[:1] == ["错误"]] == ["32"]
    assert sum(line.split()[:1] == ["注意"] for line in shown) == 19


def test_check_shows_a_doubtful_unit_however_many_rows_are_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"A{number},x\n" for number in range(50)) + "B1,12.5\n注：金额单位为万元,\n"
    (folder / "坏.csv").write_text("主体代码,营业收入\n" + rows, encoding="utf-8")

    run(["facts", "check", "--enterprises", "坏.csv"])

    assert "营业收入（万元）" in "".join(capsys.readouterr().out.split())


def test_check_knows_the_columns_of_a_programme(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    programme = "format: luoshi-programme/1\nprogramme: banner\npolicy: {title: 青河旗办法}\n"
    programme += "facts:\n  - {name: green_factory, label: 绿色工厂, entity: applicant, type: flag}\n"
    (folder / "办法.yaml").write_text(programme, encoding="utf-8")
    (folder / "工业.csv").write_text("主体代码,绿色工厂\nA,是\n", encoding="utf-8")

    assert run(["facts", "check", "--enterprises", "工业.csv", "--programme", "办法.yaml"]) == ExitCode.FINE
    assert "没有读" not in capsys.readouterr().out
    assert run(["facts", "check", "--enterprises", "工业.csv"]) == ExitCode.FINE
    assert "不认识，没有读。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["check"], ExitCode.WRONG_USAGE, "错误：没有写要读的表。请用 --enterprises、--matters、--paid 写出至少一张。"),
        (["check", "--enterprises", "没有.csv"], ExitCode.NOT_READ, "错误：没有.csv：找不到文件。请检查路径和文件名。"),
        (["check", "--enterprises", "."], ExitCode.NOT_READ, "错误：.：这是文件夹，不是文件。请指定一个表格文件。"),
        (["check", "--matters", "主体.csv"], ExitCode.NOT_READ, "错误：主体.csv：这像是主体表，不是事项表，多半是两个选项写反了。"),
        (
            ["check", "--paid", "兑付.csv", "--csv", "兑付.csv"],
            ExitCode.WRONG_USAGE,
            "错误：“兑付.csv”是要读的原件，不能把结果写在它上面。请换一个文件名。",
        ),
        (["check", "--paid", "兑付.csv", "--programme", "没有.yaml"], ExitCode.NOT_READ, "错误：找不到文件“没有.yaml”"),
    ],
)
def test_check_refuses_in_one_sentence(arguments: list[str], code: ExitCode, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", *arguments]) == code
    assert capsys.readouterr().err.startswith(sentence)


# --- convert ------------------------------------------------------------------------------------------------------------------------


def test_convert_puts_the_tables_into_one_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "convert", *ALL, "-o", "台账.xlsx"]) == ExitCode.FINDINGS

    book = load_workbook(folder / "台账.xlsx")
    assert book.sheetnames == ["主体", "事项", "兑付"]
    assert [[cell.value for cell in row] for row in book["主体"].iter_rows()] == [
        ["主体代码", "名称", "规模以上", "营业收入"],
        ["A", "甲公司", "是", 15000],
        ["C", "丙公司", None, 30000],
    ]
    told = capsys.readouterr()
    assert told.out == "已写入 台账.xlsx\n"
    assert "读了3行，2行可用，1行有问题，没有读进来" in told.err
    assert files(folder) == {"台账.xlsx"}


@pytest.mark.parametrize(("to", "suffix"), [([], "csv"), (["--to", "csv"], "csv"), (["--to", "parquet"], "parquet")])
def test_convert_into_a_folder_writes_a_file_a_table(folder: Path, to: list[str], suffix: str) -> None:
    run(["facts", "convert", *ALL, "-o", "数据/", *to])

    assert files(folder) == {f"数据/主体.{suffix}", f"数据/事项.{suffix}", f"数据/兑付.{suffix}"}


def test_convert_of_one_table_into_one_file(folder: Path) -> None:
    assert run(["facts", "convert", "--paid", "兑付.csv", "-o", "新.csv", "--heads", "name"]) == ExitCode.FINE

    assert (folder / "新.csv").read_text("utf-8-sig") == "applicant,on,year,amount\nA,2025-05-01,2025,1\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([*ALL, "-o", "新.csv"], "错误：.csv 一个文件只装一张表。请写 .xlsx，或者在 -o 后面写文件夹。"),
        ([*ALL, "-o", "新.docx"], "错误：-o 后面的文件名应以 .xlsx、.csv 或 .parquet 结尾，不能写“新.docx”。"),
        (
            [*ALL, "-o", "新.xlsx", "--to", "csv"],
            "错误：-o 后面的文件名应以 .xlsx、.csv 或 .parquet 结尾，并与 --to 一致，不能写“新.xlsx”。",
        ),
        (["--paid", "兑付.csv", "-o", "兑付.csv"], "错误：“兑付.csv”是要读的原件，不能把结果写在它上面。请换一个文件名。"),
        (["--paid", "兑付.csv"], "错误：没有写选项“--output”。"),
        (["-o", "新.csv"], "错误：没有写要读的表。"),
    ],
)
def test_convert_refuses_before_anything_is_written(
    folder: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["facts", "convert", *arguments]) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err.startswith(sentence)
    assert files(folder) == set()


def test_convert_that_cannot_write_leaves_the_old_file_and_no_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "已有").write_text("不是文件夹", encoding="utf-8")

    assert run(["facts", "convert", "--paid", "兑付.csv", "-o", "已有/新.csv"]) == ExitCode.NOT_WRITTEN
    assert "没有写成" in capsys.readouterr().err
    assert files(folder) == {"已有"}


LIMITED = "import resource, signal; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); {}from luoshi.cli.entry import main; main()"
TARGETS = ["新.csv", "新.xlsx", "新.parquet"]
REASONS = ("超过这里允许的文件大小。请写到别的磁盘，或请管理员放开限制。", "磁盘已满。请腾出空间，或写到别的磁盘。")


def limited(*arguments: str, dies: bool = False) -> subprocess.CompletedProcess[bytes]:
    """Run a command that may write no more than a thousand bytes into a file: it is refused more, or is killed in the middle of it."""
    script = LIMITED.format("signal.signal(signal.SIGXFSZ, signal.SIG_DFL); " if dies else "")
    return subprocess.run([sys.executable, "-B", "-c", script, *arguments], capture_output=True, check=False, timeout=120)


def large(folder: Path) -> str:
    rows = (f"A{number},公司{number * 7919 % 100_003},{number * number * 7919}\n" for number in range(2000))
    (folder / "大.csv").write_text("主体代码,名称,营业收入（元）\n" + "".join(rows), encoding="utf-8")
    return "大.csv"


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files there")
@pytest.mark.parametrize("target", TARGETS)
def test_convert_onto_a_full_disk_says_so_and_leaves_the_old_file(folder: Path, target: str) -> None:
    (folder / target).write_text("旧的", encoding="utf-8")

    ended = limited("facts", "convert", "--enterprises", large(folder), "-o", target)

    told = ended.stderr.decode("utf-8").splitlines()
    assert ended.returncode == ExitCode.NOT_WRITTEN
    assert told[-1] == f"错误：没有写成“{target}”：{REASONS[target.endswith('.xlsx')]}"
    assert len(told) == 2
    assert (folder / target).read_text("utf-8") == "旧的"
    assert files(folder) == {"大.csv", target}


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files there")
@pytest.mark.parametrize("target", TARGETS)
def test_convert_that_is_killed_in_the_middle_of_writing_leaves_the_old_file(folder: Path, target: str) -> None:
    (folder / target).write_text("旧的", encoding="utf-8")

    ended = limited("facts", "convert", "--enterprises", large(folder), "-o", target, dies=True)

    assert ended.returncode == -signal.SIGXFSZ
    assert (folder / target).read_text("utf-8") == "旧的"


# --- template -----------------------------------------------------------------------------------------------------------------------


def test_template_is_a_workbook_of_its_own_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "template"]) == ExitCode.FINE
    assert capsys.readouterr().out == "已写入 事实表.xlsx\n"
    assert load_workbook(folder / "事实表.xlsx").sheetnames == ["主体", "事项", "兑付", "填写说明"]


def test_template_in_a_folder_comes_as_csv_too(folder: Path) -> None:
    assert run(["facts", "template", "-o", "空表/"]) == ExitCode.FINE
    assert files(folder) == {"空表/事实表.xlsx", "空表/主体.csv", "空表/事项.csv", "空表/兑付.csv"}


def test_template_never_takes_the_place_of_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "事实表.xlsx").write_bytes(b"filled in")

    assert run(["facts", "template"]) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err.startswith("错误：“事实表.xlsx”已经有了，里面可能有填好的数据。")
    assert (folder / "事实表.xlsx").read_bytes() == b"filled in"


def test_template_is_no_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts", "template", "-o", "表.csv"]) == ExitCode.WRONG_USAGE
    assert capsys.readouterr().err.startswith("错误：-o 后面请写 .xlsx 文件名，或者文件夹（名字后加“/”），不能写“表.csv”。")


def test_facts_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["facts"]) == ExitCode.FINE
    shown = capsys.readouterr().out
    assert [word for word in ("template", "check", "convert") if f"  {word}" not in shown] == []
