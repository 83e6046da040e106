"""`luoshi read`: what reaches the screen, the files and the exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
import yaml

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.commitments.to_jsonl import to_jsonl
from luoshi.papers.reading_page import reading_page
from luoshi.usecases.read_document import read_document
from tests.made_reading import QINGHE

HOW_TO_CORRECT = "怎样核对、改正，见 docs/programme-guide.zh-CN.md；改过的请另存。"
ABOUT_THE_DRAFT = ["比上面的条数，草稿里目标少1条（同一指标在几处写明的合为一条）。", HOW_TO_CORRECT]
TIERS = "第一条 对研发投入100万元以下的企业奖励2万元，100万元以上的企业奖励5万元。"


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "青河旗实施方案.txt"
    path.write_text(QINGHE, "utf-8")
    return path


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    return path


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def test_summary_shows_title_counts_tables_and_says_it_is_a_draft(capsys, policy):
    code, out, err = said(capsys, "read", policy)
    assert (code, err) == (ExitCode.FINE, "")
    lines = out.splitlines()
    assert lines[0] == "青河旗建设一流创新生态实施方案（2025—2027年）"
    assert lines[1] == "  发文字号  青政办发〔2025〕18号"
    reading = read_document(path=policy)
    assert lines[-1].startswith(f"共{len(reading.commitments)}条承诺")
    assert lines[-1].endswith("机器所读，待人确认。")
    assert "\x1b" not in out


def test_jsonl_to_standard_output_is_the_objects_and_nothing_else(capsysbinary, policy):
    assert run(["read", str(policy), "--jsonl", "-"]) == ExitCode.FINE
    caught = capsysbinary.readouterr()
    assert caught.out.decode("utf-8") == to_jsonl(read_document(path=policy))
    assert caught.err == b""


def test_kind_keeps_only_the_kinds_asked_for_by_either_name(capsysbinary, policy):
    run(["read", str(policy), "--kind", "目标，duty", "--kind", "奖补", "--jsonl", "-"])
    kinds = {json.loads(line)["kind"] for line in capsysbinary.readouterr().out.splitlines()}
    assert kinds == {"target", "duty", "reward"}


def test_every_form_is_written_where_it_was_asked_for(capsys, policy, tmp_path):
    html, jsonl, draft = tmp_path / "页.html", tmp_path / "新" / "表.jsonl", tmp_path / "草稿.yaml"
    code, out, _ = said(capsys, "read", policy, "--html", html, "--jsonl", jsonl, "--yaml", draft)
    assert code == ExitCode.FINE
    assert out.splitlines()[-5:] == [f"已写入 {html}", f"已写入 {jsonl}", f"已写入 {draft}", *ABOUT_THE_DRAFT]
    reading = read_document(path=policy)
    assert html.read_text("utf-8") == reading_page(reading)
    assert jsonl.read_text("utf-8") == to_jsonl(reading)
    assert yaml.safe_load(draft.read_text("utf-8"))["policy"]["title"] == reading.policy.title


def test_several_files_get_a_line_each_and_a_sum(capsys, policy, tmp_path, monkeypatch):
    other = tmp_path / "另一份.txt"
    other.write_text(QINGHE.replace("青河旗", "白河旗"), "utf-8")
    monkeypatch.setenv("COLUMNS", "160")
    code, out, _ = said(capsys, "read", policy, other)
    count = len(read_document(path=policy).commitments)
    assert code == ExitCode.FINE
    assert re.search(r"白河旗建设一流", out)
    assert re.search(rf"^2份文件，共{2 * count}条承诺", out, re.M)


def test_one_bad_file_does_not_stop_the_others(capsys, policy, empty, tmp_path):
    out_dir = tmp_path / "出"
    code, out, err = said(capsys, "read", empty, tmp_path / "没有.docx", policy, "--jsonl", out_dir)
    assert code == ExitCode.NOT_READ
    assert [line.split("：")[:2] for line in err.splitlines()] == [["错误", str(empty)], ["错误", str(tmp_path / "没有.docx")]]
    assert "3份文件，2份没有读成。" in out
    assert [path.name for path in out_dir.iterdir()] == ["青河旗实施方案.jsonl"]


def test_a_file_that_cannot_be_read_has_its_exit_code_and_no_traceback(capsys, empty):
    code, out, err = said(capsys, "read", empty)
    assert (code, out) == (ExitCode.NOT_READ, "")
    assert err.startswith(f"错误：{empty}：")
    assert len(err.splitlines()) == 1


def test_the_original_is_never_overwritten(capsys, policy):
    code, _, err = said(capsys, "read", policy, "--jsonl", policy)
    assert code == ExitCode.WRONG_USAGE
    assert err.startswith(f"错误：“{policy}”是要读的原件")
    assert policy.read_text("utf-8") == QINGHE


def test_a_result_that_cannot_be_written_has_its_exit_code(capsys, policy):
    code, _, err = said(capsys, "read", policy, "--html", policy / "页.html")
    assert code == ExitCode.NOT_WRITTEN
    assert err == f"错误：没有写成“{policy / '页.html'}”：路径中有一段不是文件夹。\n"


def test_a_folder_that_may_not_be_written_in_is_told_with_what_to_do(capsys, policy, tmp_path, monkeypatch):
    def forbidden(*arguments, **more):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", forbidden)
    code, _, err = said(capsys, "read", policy, "--html", tmp_path / "别人的" / "页.html")
    assert code == ExitCode.NOT_WRITTEN
    assert err == f"错误：没有写成“{tmp_path / '别人的' / '页.html'}”：没有写入权限。请换一个可以写的文件夹，或请管理员放开权限。\n"


def test_a_file_that_may_not_be_read_is_told_in_chinese(capsys, policy, monkeypatch):
    def forbidden(*arguments, **more):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "access", lambda *arguments, **more: False)
    monkeypatch.setattr(Path, "open", forbidden)
    code, _, err = said(capsys, "read", policy)
    assert code == ExitCode.NOT_READ
    assert err == f"错误：{policy}：没有读取权限。请由文件的所有者或管理员放开读取权限后再读。\n"


def test_a_folder_to_read_is_named_once_with_how_to_read_all_in_it(capsys, tmp_path):
    code, _, err = said(capsys, "read", tmp_path)
    assert code == ExitCode.NOT_READ
    assert err == f"错误：{tmp_path}：这是文件夹。读整个文件夹请写 {tmp_path}/*.docx\n"


def test_a_slash_at_the_end_makes_a_folder(capsys, policy, tmp_path):
    code, out, _ = said(capsys, "read", policy, "--html", f"{tmp_path}/新目录/", "--yaml", f"{tmp_path}/草稿/")
    assert code == ExitCode.FINE
    assert out.splitlines()[-4:] == [
        f"已写入 {tmp_path}/新目录/青河旗实施方案.html",
        f"已写入 {tmp_path}/草稿/青河旗实施方案.yaml",
        *ABOUT_THE_DRAFT,
    ]
    assert [path.name for path in (tmp_path / "草稿").iterdir()] == ["青河旗实施方案.yaml"]


@pytest.mark.parametrize("form", ["html", "jsonl", "yaml"])
def test_a_second_run_writes_over_its_own_result_but_not_over_that_of_another_document(form, capsys, policy, tmp_path):
    (tmp_path / "乙").mkdir()
    other = tmp_path / "乙" / policy.name
    other.write_text(QINGHE.replace("青河旗", "白河旗").replace("到2027年", "到2026年"), "utf-8")
    out = tmp_path / "出"
    for _ in range(2):
        said(capsys, "read", policy, f"--{form}", f"{out}/")
        first = (out / f"{policy.stem}.{form}").read_bytes()
        code, printed, _ = said(capsys, "read", other, f"--{form}", f"{out}/")
        assert code == ExitCode.FINE
        told = [line for line in printed.splitlines() if line not in ABOUT_THE_DRAFT]
        assert told[-1] == f"已写入 {out}/{policy.stem}-2.{form}（原件 {other}）"
        assert (out / f"{policy.stem}.{form}").read_bytes() == first
    assert sorted(path.name for path in out.iterdir()) == [f"{policy.stem}-2.{form}", f"{policy.stem}.{form}"]


def test_full_and_kind_list_the_commitments_in_the_terminal(capsys, policy):
    heading = re.compile(r"^目标 \d+条$", re.M)
    assert not heading.search(said(capsys, "read", policy)[1])
    assert heading.search(said(capsys, "read", policy, "--full")[1])
    assert heading.search(said(capsys, "read", policy, "--kind", "目标")[1])


def test_quiet_says_nothing_when_all_is_well(capsys, policy, tmp_path):
    assert said(capsys, "read", policy, "-q", "--html", tmp_path / "页.html") == (ExitCode.FINE, "", "")
    assert (tmp_path / "页.html").exists()


def test_standard_input_is_read_by_its_dash(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(QINGHE.encode("gb18030"))))
    code, out, _ = said(capsys, "read", "-")
    assert code == ExitCode.FINE
    assert out.startswith("青河旗建设一流创新生态实施方案")


def test_colour_is_off_where_no_color_asks_for_none(monkeypatch):
    from luoshi.cli.paint import Paint

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert Paint.for_stream(Terminal()).enabled
    assert not Paint.for_stream(io.StringIO()).enabled
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Paint.for_stream(Terminal()).enabled


@pytest.mark.parametrize("name", ["草稿.yaml", "草稿/"])
def test_a_draft_with_confirmed_rows_is_not_written_over(capsys, policy, tmp_path, name):
    said(capsys, "read", policy, "--yaml", f"{tmp_path}/{name}")
    draft = tmp_path / name / "青河旗实施方案.yaml" if name.endswith("/") else tmp_path / name
    worked = draft.read_text("utf-8").replace("    status: draft", "    status: confirmed\n    confirmed_by: 甲", 2)
    draft.write_text(worked, "utf-8")
    before = draft.read_bytes()
    code, _, err = said(capsys, "read", policy, "--yaml", f"{tmp_path}/{name}")
    assert code == ExitCode.WRONG_USAGE
    assert err == f"错误：{policy}：“{draft}”里已有2条经人确认，不能覆盖。请换一个文件名，或者先把它移走。\n"
    assert draft.read_bytes() == before


def test_a_plain_draft_of_the_same_document_is_replaced(capsys, policy, tmp_path):
    draft = tmp_path / "草稿.yaml"
    for _ in range(2):
        assert said(capsys, "read", policy, "--yaml", draft)[0] == ExitCode.FINE
    assert yaml.safe_load(draft.read_text("utf-8"))["status"] == "draft"


def test_a_draft_says_why_it_holds_fewer_rows_than_the_summary_tells(capsys, tmp_path):
    document, draft = tmp_path / "a.txt", tmp_path / "a.yaml"
    document.write_text(f"青河旗若干政策\n\n{TIERS}\n", "utf-8")
    lines = said(capsys, "read", document, "--yaml", draft)[1].splitlines()
    assert "奖补 2" in lines
    assert len(yaml.safe_load(draft.read_text("utf-8"))["rewards"]) == 1
    assert lines[-2:] == ["比上面的条数，草稿里奖补少1条（同一数量的各档合为一条）。", HOW_TO_CORRECT]


def test_a_draft_with_as_many_rows_only_says_how_to_correct_it(capsys, tmp_path):
    document, draft = tmp_path / "a.txt", tmp_path / "a.yaml"
    document.write_text("青河旗若干政策\n\n第一条 对首次认定的高新技术企业奖励2万元。\n", "utf-8")
    assert said(capsys, "read", document, "--yaml", draft)[1].splitlines()[-2:] == [f"已写入 {draft}", HOW_TO_CORRECT]


def test_a_draft_says_that_it_lists_more_to_check_than_the_summary_and_is_replaced_with_what_it_proposed(capsys, tmp_path):
    document, draft = tmp_path / "a.txt", tmp_path / "a.yaml"
    clauses = "第一条 对引进的博士，每人给予2万元补贴，单个企业累计不超过5人。\n第二条 单个企业同一年度获得本政策奖补总额不超过90万元。\n"
    document.write_text(f"青河旗若干政策\n\n{clauses}", "utf-8")
    lists = "草稿末尾的 to_check 另列2处：规则没有用到的数，没有写进规则的话，照原文补上的限额。"
    for _ in range(2):
        code, out, _ = said(capsys, "read", document, "--yaml", draft)
        assert (code, out.splitlines()[-2:]) == (ExitCode.FINE, [lists, HOW_TO_CORRECT])
    written = draft.read_text("utf-8")
    for old, new in (("amount_yuan: 900000", "amount_yuan: 800000"), ("label: 每个主体全年合计", "label: 每户合计")):
        assert written.count(old) == 1
        draft.write_text(written.replace(old, new), "utf-8")
        assert said(capsys, "read", document, "--yaml", draft)[0] == ExitCode.WRONG_USAGE


def test_a_reading_that_a_draft_proposes_is_replaced_and_one_that_a_person_has_changed_is_not(capsys, tmp_path):
    document, draft = tmp_path / "a.txt", tmp_path / "a.yaml"
    document.write_text(f"青河旗若干政策\n\n{TIERS}\n", "utf-8")
    for _ in range(2):
        assert said(capsys, "read", document, "--yaml", draft)[0] == ExitCode.FINE
    words = draft.read_text("utf-8")
    assert "question: 恰好100万元的归哪一档\n        taken: 归高一档" in words
    draft.write_text(words.replace("taken: 归高一档", "taken: 归低一档"), "utf-8")
    assert said(capsys, "read", document, "--yaml", draft)[0] == ExitCode.WRONG_USAGE


def test_a_draft_with_a_corrected_amount_is_not_written_over(capsys, tmp_path):
    document, draft = tmp_path / "a.txt", tmp_path / "a.yaml"
    document.write_text(f"青河旗若干政策\n\n{TIERS}\n", "utf-8")
    said(capsys, "read", document, "--yaml", draft)
    corrected = draft.read_text("utf-8").replace("amount_yuan: 50000", "amount_yuan: 60000")
    draft.write_text(corrected, "utf-8")
    code, _, err = said(capsys, "read", document, "--yaml", draft)
    assert (code, err) == (
        ExitCode.WRONG_USAGE,
        f"错误：{document}：“{draft}”里有1条与这次读出的不同，可能是人工改过的，不能覆盖。请换一个文件名，或者先把它移走。\n",
    )
    assert draft.read_text("utf-8") == corrected


def test_a_draft_of_some_kinds_is_replaced_by_one_of_all_and_that_of_an_older_text_by_the_new(capsys, policy, tmp_path):
    draft = tmp_path / "草稿.yaml"
    said(capsys, "read", policy, "--kind", "目标", "--yaml", draft)
    assert said(capsys, "read", policy, "--yaml", draft)[0] == ExitCode.FINE
    policy.write_text(QINGHE.replace("30家", "32家"), "utf-8")
    assert said(capsys, "read", policy, "--yaml", draft)[0] == ExitCode.FINE
    assert "value: 32" in draft.read_text("utf-8")


def test_a_broken_file_with_confirmed_rows_is_not_written_over(capsys, policy, tmp_path):
    draft = tmp_path / "草稿.yaml"
    draft.write_text("rewards:\n- {id: R1\n  status: confirmed\n", "utf-8")
    code, _, err = said(capsys, "read", policy, "--yaml", draft)
    assert (code, err) == (
        ExitCode.WRONG_USAGE,
        f"错误：{policy}：“{draft}”里已有1处写着已确认，不能覆盖。请换一个文件名，或者先把它移走。\n",
    )


def test_a_draft_with_titles_of_its_own_is_not_written_over(capsys, policy, tmp_path):
    draft = tmp_path / "草稿.yaml"
    said(capsys, "read", policy, "--yaml", draft)
    draft.write_text(draft.read_text("utf-8").replace("    beneficiary:", "    label: 首次认定\n    beneficiary:", 1), "utf-8")
    code, _, err = said(capsys, "read", policy, "--yaml", draft)
    assert (code, err) == (
        ExitCode.WRONG_USAGE,
        f"错误：{policy}：“{draft}”里有人工写的内容，不能覆盖。请换一个文件名，或者先把它移走。\n",
    )
