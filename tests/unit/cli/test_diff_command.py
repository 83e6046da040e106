"""`luoshi diff`: what it writes, its exit codes, its refusals."""

import json

import pytest

from luoshi.cli.changes import Piece, painted_lines
from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.cli.paint import Ink, Paint

OLD = """临江县科技创新行动方案（2025—2027年）
一、重点任务
（一）壮大创新主体。到2027年，高新技术企业达到24家。
（二）建设创新平台。对新认定的省级重点实验室，给予50万元奖励。
（三）引育科技人才。健全科技特派员选派和考核制度。
"""
NEW = """临江县科技创新行动方案（2025—2027年）
一、重点任务
（一）壮大创新主体。到2027年，高新技术企业达到30家。
（二）引育科技人才。健全科技特派员选派和考核制度。
（三）优化创新生态。每年举办科技活动周1场。
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "旧.txt").write_text(OLD, "utf-8")
    (tmp_path / "新.txt").write_text(NEW, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def test_differences_are_told_clause_by_clause_and_by_commitment(capsys, folder):
    code, out, err = said(capsys, "diff", "旧.txt", "新.txt")
    lines = out.split("\n")

    assert (code, err) == (ExitCode.FINDINGS, "")
    assert lines[:3] == ["临江县科技创新行动方案（2025—2027年）", "  旧版  旧.txt", "  新版  新.txt"]
    assert lines[4].startswith("条款：改动1条，新增1条，删去1条，改号1条；2条未变。")
    assert "改动  一（一）　壮大创新主体" in lines
    assert "      …到2027年，高新技术企业达到[-24-]{+30+}家。" in [line.replace("壮大创新主体。", "…") for line in lines]
    assert "删去  一（二）　建设创新平台" in lines
    assert "新增  一（三）　优化创新生态" in lines
    assert "改号  一（三）→一（二）" in lines
    assert "  改动  一（一）  高新技术企业  目标值：≥24家 → ≥30家" in lines


def test_same_document_ends_well(capsys, folder):
    assert said(capsys, "diff", "旧.txt", "旧.txt") == (
        ExitCode.FINE,
        "临江县科技创新行动方案（2025—2027年）\n  旧版  旧.txt\n  新版  旧.txt\n\n两个版本没有不同。\n",
        "",
    )


def test_json_holds_both_versions_of_what_changed(capsys, folder):
    code, out, _ = said(capsys, "diff", "旧.txt", "新.txt", "--json", "-")
    record = json.loads(out)

    assert code == ExitCode.FINDINGS
    assert record["same"] is False
    assert [
        (change["changes"], (change["old"] or {}).get("clause"), (change["new"] or {}).get("clause")) for change in record["clauses"]
    ] == [
        (["reworded"], "一/(一)", "一/(一)"),
        (["dropped"], "一/(二)", None),
        (["renumbered"], "一/(三)", "一/(二)"),
        (["added"], None, "一/(三)"),
    ]
    assert [edit for edit in record["clauses"][0]["edits"] if edit["old"] != edit["new"]] == [{"old": "24", "new": "30"}]
    changed = next(change for change in record["commitments"] if change["change"] == "changed")
    assert (changed["kind"], changed["old"]["value"], changed["new"]["value"]) == ("target", 24, 30)
    assert changed["fields"] == [{"name": "目标值", "old": "≥24家", "new": "≥30家"}]


def test_missing_file_is_named(capsys, folder):
    code, out, err = said(capsys, "diff", "旧.txt", "没有.txt")

    assert (code, out) == (ExitCode.NOT_READ, "")
    assert err == "错误：没有.txt：找不到文件。请检查路径和文件名。\n"


def test_file_without_text_is_named(capsys, folder):
    (folder / "空.txt").write_bytes(b"  \n")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7\n")
    code, _, err = said(capsys, "diff", "空.txt", "坏.pdf")

    assert code == ExitCode.NOT_READ
    assert err.startswith("错误：空.txt：文件是空的")
    code, _, err = said(capsys, "diff", "旧.txt", "坏.pdf")
    assert code == ExitCode.NOT_READ
    assert err.startswith("错误：坏.pdf：")


def test_both_from_standard_input_is_refused(capsys, folder):
    assert said(capsys, "diff", "-", "-")[0] == ExitCode.WRONG_USAGE


def test_one_file_alone_is_refused(capsys, folder):
    code, _, err = said(capsys, "diff", "旧.txt")

    assert code == ExitCode.WRONG_USAGE
    assert "新文件" in err


def test_colours_survive_the_line_break():
    pieces = [Piece("甲乙丙"), Piece("丁戊", Ink.ERROR), Piece("己庚")]

    assert list(painted_lines(pieces, 8, Paint(enabled=True))) == ["甲乙丙\x1b[1;31m丁\x1b[0m", "\x1b[1;31m戊\x1b[0m己庚"]
    assert list(painted_lines([], 8, Paint())) == []
