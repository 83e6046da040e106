"""Results on disk: whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from luoshi.cli.streams import NotWritten, write_file


def test_write_file_makes_the_folders_above_and_leaves_no_draft_behind(tmp_path):
    write_file(tmp_path / "a" / "b" / "结果.jsonl", "目标\n")
    assert (tmp_path / "a" / "b" / "结果.jsonl").read_bytes() == "目标\n".encode()
    assert [p.name for p in (tmp_path / "a" / "b").iterdir()] == ["结果.jsonl"]


def test_write_file_keeps_the_old_file_where_the_new_one_fails(tmp_path, monkeypatch):
    target = tmp_path / "结果.jsonl"
    target.write_text("旧的", "utf-8")

    def no_room(self, other):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(NotWritten) as refused:
        write_file(target, "新的")
    assert refused.value.message == f"没有写成“{target}”：磁盘已满。请腾出空间，或写到别的磁盘。"
    assert target.read_text("utf-8") == "旧的"
    assert [p.name for p in tmp_path.iterdir()] == ["结果.jsonl"]


def test_write_file_keeps_the_rights_of_the_file_it_replaces_and_follows_a_link(tmp_path):
    target, link = tmp_path / "真.txt", tmp_path / "链.txt"
    target.write_text("旧", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    write_file(link, "新")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "新"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_write_file_gives_a_new_file_the_usual_rights(tmp_path):
    mask = os.umask(0o022)
    try:
        write_file(tmp_path / "新.txt", "x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "新.txt").stat().st_mode) == 0o644


def test_write_file_to_a_folder_says_so(tmp_path):
    with pytest.raises(NotWritten) as refused:
        write_file(tmp_path, "x")
    assert refused.value.message == f"没有写成“{tmp_path}”：那是一个文件夹。"


def test_write_file_to_a_device_writes_through_it():
    write_file(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()
