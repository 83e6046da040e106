"""Where results go: a folder or a file, never over the original."""

from __future__ import annotations

import click
import pytest

from luoshi.cli.destinations import Destination, DestinationName, refuse_overwriting, targets


def test_a_slash_or_a_folder_that_is_there_means_a_folder(tmp_path):
    named = DestinationName().convert
    assert named(f"{tmp_path}/新/", None, None) == Destination(tmp_path / "新", is_folder=True)
    assert named(str(tmp_path), None, None) == Destination(tmp_path, is_folder=True)
    assert named(f"{tmp_path}/页.html", None, None) == Destination(tmp_path / "页.html")
    assert named("-", None, None).is_stdout


def test_targets_of_one_input_is_the_file_itself_or_a_file_in_the_folder(tmp_path):
    assert targets(Destination(tmp_path / "页.html"), ["方案"], ".html", option="--html") == [tmp_path / "页.html"]
    assert targets(Destination(tmp_path, is_folder=True), ["方案"], ".html", option="--html") == [tmp_path / "方案.html"]


def test_targets_of_several_inputs_tell_equal_names_apart(tmp_path):
    assert targets(Destination(tmp_path / "出"), ["方案", "办法", "方案"], ".yaml", option="--yaml") == [
        tmp_path / "出" / "方案.yaml",
        tmp_path / "出" / "办法.yaml",
        tmp_path / "出" / "方案-2.yaml",
    ]


def test_targets_refuse_one_file_for_several_inputs(tmp_path):
    with pytest.raises(click.UsageError) as refused:
        targets(Destination(tmp_path / "页.html"), ["甲", "乙"], ".html", option="--html")
    assert refused.value.message == "有2个文件要读，--html 后面请写一个文件夹，不能写“页.html”。"


def test_refuse_overwriting_sees_through_links_and_detours(tmp_path):
    original = tmp_path / "方案.txt"
    original.write_text("x", "utf-8")
    (tmp_path / "链.txt").symlink_to(original)
    for output in (original, tmp_path / "链.txt", tmp_path / "没有" / ".." / "方案.txt"):
        with pytest.raises(click.UsageError):
            refuse_overwriting([output], [original])
    refuse_overwriting([tmp_path / "方案.jsonl"], [original])


def test_link_that_leads_to_itself_is_refused_as_a_destination_and_no_original(tmp_path):
    (tmp_path / "圈.csv").symlink_to("圈.csv")
    with pytest.raises(click.UsageError) as refused:
        DestinationName().convert(str(tmp_path / "圈.csv"), None, None)
    assert refused.value.message.endswith("是绕回自己的链接，写不进去。请换一个文件名。")
    refuse_overwriting([tmp_path / "新.csv"], [tmp_path / "圈.csv"])
