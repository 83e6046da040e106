"""`luoshi lint`: what it writes, its exit codes, its refusals."""

import json

import pytest

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode

FLAWED = (
    "临江县科技创新奖补办法\n第一条 对整体迁入我县的高新技术企业，给予一次性20万元奖励。\n"
    "第二条 本办法自2026年1月1日起施行，有效期3年，由县科技局解释。\n"
)
RIGHT = FLAWED.replace("整体迁入我县的", "首次认定的")
NOTED = "临江县方案（2025—2027年）\n一、任务\n（一）壮大主体。高新技术企业达到30家。\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in (("有问题.txt", FLAWED), ("没问题.txt", RIGHT), ("有提示.txt", NOTED)):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def said(capsys, *arguments):
    code = run([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def test_flaw_is_told_with_its_words_ground_and_remedy(capsys, folder):
    code, out, err = said(capsys, "lint", "有问题.txt")

    assert (code, err) == (ExitCode.FINDINGS, "")
    lines = out.split("\n")
    assert lines[0] == "临江县科技创新奖补办法"
    assert lines[2] == "注意  第一条　奖补以企业迁入、落户为条件，公平竞争审查可能通不过。  lint.fair-competition"
    assert lines[3].strip().startswith("第一条 对整体迁入我县的高新技术企业")
    assert lines[4].strip() == "^" * 12
    assert lines[5].startswith("      怎么办：删去迁入、落户的条件")
    assert "      依据：　《公平竞争审查条例》第十条第二项（国务院令第783号，2024年8月1日起施行）" in lines
    assert lines[-2] == "1项应当补正。机器所查，仍须人工审核。"


def test_document_without_flaw_ends_well(capsys, folder):
    code, out, _ = said(capsys, "lint", "没问题.txt")

    assert code == ExitCode.FINE
    assert out == "临江县科技创新奖补办法\n\n没有发现应补正的地方。机器所查，仍须人工审核。\n"


def test_notes_alone_do_not_change_the_exit_code(capsys, folder):
    code, out, _ = said(capsys, "lint", "有提示.txt")

    assert code == ExitCode.FINE
    assert "提示  一（一）　1个目标没有单独写时限，只能按文件的期间理解。  lint.target-no-date" in out.split("\n")
    assert said(capsys, "lint", "有提示.txt", "--no-notes")[1].endswith("没有发现应补正的地方。机器所查，仍须人工审核。\n")


def test_many_places_are_cut_unless_asked_for_all(capsys, folder):
    names = ("高新技术企业", "科技型中小企业", "省级孵化器", "众创空间", "省级重点实验室")
    (folder / "多处.txt").write_text(
        "临江县方案\n一、目标\n" + "，".join(f"{name}达到{at}0家" for at, name in enumerate(names, 1)) + "。\n", "utf-8"
    )

    assert "另有2处，加 --full 全部列出" in said(capsys, "lint", "多处.txt")[1]
    assert "另有" not in said(capsys, "lint", "多处.txt", "--full")[1]


def test_json_goes_alone_to_standard_output(capsys, folder):
    code, out, err = said(capsys, "lint", "有问题.txt", "没问题.txt", "--json", "-")
    files = json.loads(out)["files"]

    assert (code, err) == (ExitCode.FINDINGS, "")
    assert [(file["file"], [finding["code"] for finding in file["findings"]]) for file in files] == [
        ("有问题.txt", ["lint.fair-competition"]),
        ("没问题.txt", []),
    ]


def test_json_into_a_file_leaves_the_terminal_to_people(capsys, folder):
    code, out, _ = said(capsys, "lint", "没问题.txt", "--json", "结果.json")

    assert code == ExitCode.FINE
    assert out.startswith("临江县科技创新奖补办法\n")
    assert json.loads((folder / "结果.json").read_text("utf-8"))["files"][0]["title"] == "临江县科技创新奖补办法"


def test_unreadable_file_does_not_stop_the_others(capsys, folder):
    code, out, err = said(capsys, "lint", "没有.txt", "没问题.txt")

    assert code == ExitCode.NOT_READ
    assert err == "错误：没有.txt：找不到文件。请检查路径和文件名。\n"
    assert "没有发现应补正的地方" in out


def test_json_into_a_folder_is_refused_for_all_files_share_one(capsys, folder):
    code, _, err = said(capsys, "lint", "有问题.txt", "--json", "结果/")

    assert code == ExitCode.WRONG_USAGE
    assert err.splitlines()[0] == "错误：--json 后面请写一个文件名，不能写文件夹“结果”。"
    assert not (folder / "结果").exists()


def test_original_is_not_overwritten(capsys, folder):
    assert said(capsys, "lint", "有问题.txt", "--json", "有问题.txt")[0] == ExitCode.WRONG_USAGE
    assert (folder / "有问题.txt").read_text("utf-8") == FLAWED
