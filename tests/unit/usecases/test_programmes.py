"""Programmes by name and by path: a person's file goes before a pack, and what is not there is told with what is."""

from __future__ import annotations

import pytest

from luoshi.source import Severity
from luoshi.usecases.check_programme import check_programme
from luoshi.usecases.programmes import (
    ProgrammeNotFound,
    ProgrammeRefused,
    bundled_packs,
    load_programme,
    load_programme_file,
    read_programme,
)

TEXT = "format: luoshi-programme/1\npolicy: {title: 自己的方案}\n"


def refusal(name) -> str:
    with pytest.raises(ProgrammeNotFound) as refused:
        load_programme(name)
    return str(refused.value)


def test_a_pack_is_loaded_by_its_name():
    assert load_programme("qinghe").programme == "qinghe"


def test_every_pack_is_named_after_its_programme():
    assert [pack.name for pack in bundled_packs()] == [load_programme(pack.name).programme for pack in bundled_packs()]


def test_a_file_is_loaded_by_its_path_and_goes_before_a_pack_of_that_name(tmp_path, monkeypatch):
    (tmp_path / "qinghe").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_programme(tmp_path / "qinghe").policy.title == "自己的方案"
    assert load_programme("qinghe").policy.title == "自己的方案"


def test_a_name_that_is_nothing_is_told_with_the_packs():
    names = "、".join(pack.name for pack in bundled_packs())
    assert refusal("qingshui") == f"没有叫“qingshui”的文件，也没有这个自带的政策。自带的有：{names}"


def test_a_path_that_is_nothing_is_told_as_a_path():
    assert refusal("方案/新方案.yaml") == "找不到文件“方案/新方案.yaml”。请检查路径和文件名"


def test_a_folder_is_told_as_one(tmp_path):
    assert refusal(tmp_path) == f"“{tmp_path}”是文件夹，请写其中的一个文件"


def test_an_endless_device_is_read_no_further_than_a_programme_can_be(tmp_path):
    (tmp_path / "x.yaml").symlink_to("/dev/zero")
    with pytest.raises(ProgrammeRefused) as refused:
        read_programme(tmp_path / "x.yaml")
    assert str(refused.value) == "文件超过8MB，不像是方案文件。请检查是不是选错了文件"


def test_a_loaded_file_keeps_its_lines(tmp_path):
    (tmp_path / "a.yaml").write_text(TEXT, "utf-8")
    assert load_programme_file(tmp_path / "a.yaml").line_of(("policy",)) == 2


def test_faults_of_the_shape_are_findings_of_the_check(tmp_path):
    (tmp_path / "a.yaml").write_text(TEXT + "version: 一\n", "utf-8")
    checked = check_programme(name_or_path=tmp_path / "a.yaml")
    assert checked.programme is None
    assert [(finding.code, finding.line, finding.path) for finding in checked.findings] == [("programme.shape", 3, ("version",))]


def test_a_reward_whose_amounts_could_not_be_told_exactly_is_a_finding(tmp_path):
    formula = "{type: per_item, amount_yuan: 1000000000000, of: {product: [count, area]}}"
    reward = f"- {{id: R1, clause: 一, label: 甲, when: {{kind: patent, subject: 乙}}, formula: {formula}}}\n"
    (tmp_path / "a.yaml").write_text(f"{TEXT}rewards:\n{reward}", "utf-8")
    (finding,) = [found for found in check_programme(name_or_path=tmp_path / "a.yaml").findings if found.severity is Severity.ERROR]
    assert (finding.code, finding.row, finding.line) == ("programme.too-large", "R1", 4)
    assert finding.message.startswith("奖补“甲”")
