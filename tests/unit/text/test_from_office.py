"""Old Word, WPS and RTF files: read through LibreOffice where it is installed, else told plainly what to do."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from luoshi.source import Source, SourceRefused
from luoshi.text import from_office
from luoshi.text.from_office import find_program, run
from luoshi.text.from_source import draft_of, load_source

RTF = (
    "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0 "
    + "".join(f"\\u{ord(char)}?" for char in "一、总体要求")
    + "\\par\\trowd\\cellx3000\\cellx6000\\intbl A\\cell B\\cell\\row\\pard\\par}"
).encode()
needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer-nogui")


def test_without_libreoffice_the_user_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(from_office, "FOLDERS", ("/nowhere",))
    with pytest.raises(SourceRefused) as refused:
        draft_of(Source("方案.doc", b"x", "doc"))
    assert (refused.value.code, refused.value.message) == (
        "source.office-missing",
        "读取Word（.doc）文件需要 LibreOffice，本机没有安装。",
    )
    assert ".docx" in refused.value.hint


@needs_office
@pytest.mark.parametrize("name", ["方案.rtf", "方案.wps"])
def test_rtf_is_read_whatever_it_is_called(name: str):
    draft = draft_of(load_source(None, RTF, name=name))
    assert draft.raw.split("\n")[:2] == ["一、总体要求", "A | B"]
    assert "text.converted" in [item.code for item in draft.diagnostics]


@needs_office
@pytest.mark.parametrize("data", [b"{\\rtf1 " + b"\xff" * 500, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 3000])
def test_damaged_file_is_refused_or_read_as_empty(data: bytes):
    with pytest.raises(SourceRefused) as refused:
        draft_of(Source("坏.doc", data, "doc"))
    assert refused.value.code in ("source.office-failed", "source.no-text", "source.broken")


def test_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(from_office, "MAX_CONVERSION_SECONDS", 0.5)
    child = f"import time; time.sleep(2); open({str(tmp_path / 'alive')!r}, 'w')"
    parent = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    began = time.perf_counter()
    with pytest.raises(SourceRefused) as refused:
        run([sys.executable, "-c", parent], tmp_path)
    assert refused.value.code == "source.too-slow"
    assert time.perf_counter() - began < 30  # it would sleep for a minute
    time.sleep(2)
    assert not (tmp_path / "alive").exists()
