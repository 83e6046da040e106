"""`luoshi convert` and `luoshi outline`: what comes out, and what a missing file gets."""

from __future__ import annotations

import pytest
from lxml import etree

from luoshi.cli.entry import run
from luoshi.cli.exit_codes import ExitCode
from luoshi.text import load_source, read_text
from tests.made_reading import QINGHE


@pytest.fixture
def policy(tmp_path):
    path = tmp_path / "青河旗实施方案.txt"
    path.write_text(QINGHE, "utf-8")
    return path


def test_convert_to_text_gives_the_clean_characters(capsysbinary, policy):
    assert run(["convert", str(policy), "--to", "text"]) == ExitCode.FINE
    assert capsysbinary.readouterr().out.decode("utf-8") == read_text(load_source(policy)).chars + "\n"


def test_convert_to_akn_writes_well_formed_xml_with_every_word(capsys, policy, tmp_path):
    out = tmp_path / "方案.xml"
    assert run(["convert", str(policy), "--to", "akn", "-o", str(out)]) == ExitCode.FINE
    assert capsys.readouterr() == (f"已写入 {out}\n", "")
    root = etree.fromstring(out.read_bytes())
    assert root.tag == "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}akomaNtoso"
    assert "不重复享受" in "".join(root.itertext())


def test_convert_into_a_folder_names_the_result_after_its_original(capsys, policy, tmp_path):
    out = tmp_path / "新"
    assert run(["convert", str(policy), "--to", "akn", "-o", f"{out}/"]) == ExitCode.FINE
    assert [path.name for path in out.iterdir()] == ["青河旗实施方案.xml"]


def test_convert_refuses_to_overwrite_its_original(capsys, policy):
    assert run(["convert", str(policy), "--to", "text", "-o", str(policy)]) == ExitCode.WRONG_USAGE
    assert policy.read_text("utf-8") == QINGHE


@pytest.mark.parametrize("arguments", [["convert", "--to", "text"], ["outline"]])
def test_a_file_that_is_not_there_is_told_in_one_sentence(arguments, capsys, tmp_path):
    missing = tmp_path / "没有.docx"
    assert run([*arguments, str(missing)]) == ExitCode.NOT_READ
    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err == f"错误：{missing}：找不到文件。请检查路径和文件名。\n"


def test_outline_shows_as_many_levels_as_asked_for(capsysbinary, policy):
    assert run(["outline", str(policy), "--depth", "1"]) == ExitCode.FINE
    assert capsysbinary.readouterr().out.decode("utf-8").splitlines() == [
        "青河旗建设一流创新生态实施方案（2025—2027年）",
        "一、总体要求",
        "二、重点任务",
        "三、保障措施",
    ]
