"""What a person meets before any document is read: help, slips of the pen, exit codes, pipes and locales."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from luoshi import __version__
from luoshi.cli.entry import ENTRIES, run
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.width import width
from luoshi.cli.words import KINDS
from luoshi.commitments.nodes import Kind
from tests.made_reading import QINGHE

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Error|Try|Missing|Invalid|No such|Show this)\b")


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "青河旗实施方案.txt"
    path.write_text(QINGHE, "utf-8")
    return path


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def process(*arguments, **more):
    environment = {**os.environ, **more.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "luoshi", *map(str, arguments)], capture_output=True, env=environment, timeout=60, check=False, **more
    )


def test_help_names_every_command_and_exit_code_in_chinese(capsys):
    code, out, err = said(capsys, "--help")
    assert (code, err) == (ExitCode.FINE, "")
    assert out.startswith("用法：luoshi 命令 [选项]… [文件]…\n")
    assert not ENGLISH.search(out)
    for name, entry in ENTRIES.items():
        assert re.search(rf"^  {name} +{re.escape(entry.summary[:20])}", out, re.M)
    for exit_code in ExitCode:
        assert re.search(rf"^ +{exit_code.value}  {exit_code.label}$", out, re.M)


def test_no_argument_shows_the_help(capsys):
    assert said(capsys)[1] == said(capsys, "--help")[1]


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_has_its_module_and_a_chinese_help_that_fits_the_terminal(name, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    assert isinstance(import_module(ENTRIES[name].module).command, click.Command)
    code, out, _ = said(capsys, name, "--help")
    assert code == ExitCode.FINE
    assert out.startswith((f"用法：luoshi {name} [选项]…", f"用法：luoshi {name} 命令 [选项]…"))
    assert not ENGLISH.search(out)
    options = out[out.index("选项：") :]
    assert max(width(line) for line in options.split("例子：")[0].splitlines()) <= 72
    assert "-h, --help" in options


def test_exit_codes_are_documented():
    page = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \| ([^|]+?) \|", page, re.M) == [(str(code.value), code.label) for code in ExitCode]


def test_kinds_of_the_command_line_are_those_of_the_grammar():
    assert {kind.value: kind.label for kind in Kind} == KINDS


def test_version_is_that_of_the_package(capsys):
    assert said(capsys, "--version")[:2] == (ExitCode.FINE, f"落实 {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["raed"], "没有“raed”这个命令。是不是“read”？"),
        (["删除"], f"没有“删除”这个命令。可用的命令：{'、'.join(ENTRIES)}。"),
        (["方案.docx"], "没有“方案.docx”这个命令。要读这个文件，请写：luoshi read 方案.docx"),
        (["read"], "没有写文件。"),
        (["read", "a.txt", "--htlm", "x"], "没有“--htlm”这个选项。是不是“--html”或“--help”？"),
        (["read", "a.txt", "--html"], "选项“--html”后面要写一个值。"),
        (["read", "a.txt", "--full=3"], "选项“--full”后面不写值。"),
        (["read", "a.txt", "--kind", "指标"], "--kind：没有“指标”这一类。可写：目标、责任、奖补、叠加、名录、程序、期限。"),
        (["read", "a.txt", "--jsonl", "-", "--yaml", "-"], "--jsonl和--yaml不能同时写到标准输出。"),
        (["convert", "a.txt"], "没有写选项“--to”。可写：text、akn。"),
        (["convert", "a.txt", "b.txt", "--to", "text"], "多写了“b.txt”。"),
        (["convert", "a.txt", "--to", "pdf"], "--to：没有“pdf”这种格式。可写：text、akn。"),
        (["outline", "a.txt", "--depth", "0"], "--depth：“0”不是正整数。"),
        (["--vresion"], "没有“--vresion”这个选项。是不是“--version”？"),
    ],
)
def test_a_slip_is_told_in_one_chinese_sentence(arguments, sentence, capsys):
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (ExitCode.WRONG_USAGE, "")
    first, hint = err.splitlines()
    assert first == f"错误：{sentence}"
    assert re.fullmatch(r"用法见：luoshi( \w+)? --help", hint)


@pytest.mark.parametrize("arguments", [["read", "a.txt", "--html"], ["read", "a.txt", "--htlm", "x"], ["read"]])
def test_a_slip_points_to_the_help_of_its_command(arguments, capsys):
    assert said(capsys, *arguments)[2].splitlines()[1] == "用法见：luoshi read --help"


def test_help_is_a_command_too(capsys):
    assert said(capsys, "help") == said(capsys, "--help")
    assert said(capsys, "help", "lint") == said(capsys, "lint", "--help")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to stand for a full disk")
@pytest.mark.parametrize(
    "arguments", [["read", "FILE"], ["read", "FILE", "--jsonl", "-"], ["convert", "FILE", "--to", "text"], ["--help"], ["--version"]]
)
def test_a_full_disk_behind_standard_output_is_told_and_is_no_mistake_of_ours(arguments, policy, tmp_path):
    with Path("/dev/full").open("wb") as full:
        line = [str(policy) if word == "FILE" else word for word in arguments]
        environment = {**os.environ, "TMPDIR": str(tmp_path)}
        command = [sys.executable, "-m", "luoshi", *line]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60, check=False)
    assert done.stderr.decode("utf-8") == "错误：没有写成“标准输出”：磁盘已满。请腾出空间，或写到别的磁盘。\n"
    assert done.returncode == ExitCode.NOT_WRITTEN
    assert list(tmp_path.iterdir()) == [policy]


def test_chinese_goes_out_whole_where_the_locale_is_c(policy):
    done = process("read", policy, env={"LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"})
    assert done.returncode == ExitCode.FINE
    assert "机器所读，待人确认。" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_reader_that_leaves_early_ends_the_work_quietly(policy):
    with subprocess.Popen([sys.executable, "-m", "luoshi", "read", policy], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as work:
        work.stdout.close()
        assert work.stderr.read() == b""
        assert work.wait(30) == ExitCode.FINE


def test_an_interruption_is_told_and_has_its_code(capsys, monkeypatch):
    def interrupt(*arguments, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr(click.Group, "invoke", interrupt)
    assert said(capsys, "read", "x") == (ExitCode.INTERRUPTED, "", "已中断。\n")


def test_a_mistake_of_ours_is_one_sentence_and_a_report(capsys, monkeypatch, tmp_path):
    def fail(*arguments, **more):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(click.Group, "invoke", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    code, out, err = said(capsys, "read", "x")
    (report,) = tmp_path.iterdir()
    assert (code, out) == (ExitCode.INTERNAL, "")
    assert err == f"错误：程序内部出错（ZeroDivisionError），不是您的操作问题。经过记在 {report}，请交给维护人员。\n"
    assert report.read_text("utf-8").startswith(f"luoshi {__version__}, Python ")
    assert "ZeroDivisionError: division by zero" in report.read_text("utf-8")
    monkeypatch.setenv("LUOSHI_DEBUG", "1")
    assert "Traceback" in said(capsys, "read", "x")[2]
