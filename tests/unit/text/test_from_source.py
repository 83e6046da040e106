"""How a file is taken in: its format by its bytes, its limits before it is read, a plain sentence where it cannot be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.source import SourceRefused
from luoshi.text.formats import format_of
from luoshi.text.from_source import draft_of, load_source, read_text
from luoshi.text.limits import MAX_TEXT_CHARS
from tests.made.docx import make_docx, paragraph
from tests.made.ofd import page, simple_ofd, text, zipped
from tests.made.pdf import make_pdf, text_page

WORD = make_docx(paragraph("一、总体要求"))
PDF = make_pdf([text_page(["一、总体要求"])])
OFD = simple_ofd(page(text(20, 40, "一、总体要求")))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(*streams: str, encrypted: bool = False) -> bytes:
    """A compound file of nothing but a header, a directory and the first block of its first stream."""
    header = bytearray(512)
    header[:8] = OLE
    header[30] = 9  # sectors of 512 bytes
    directory = b"".join((name.encode("utf-16-le").ljust(116, b"\x00") + (1).to_bytes(4, "little")).ljust(128, b"\x00") for name in streams)
    stream = bytearray(512)
    stream[10:12] = (0x0100 if encrypted else 0).to_bytes(2, "little")
    return bytes(header) + directory.ljust(512, b"\x00") + bytes(stream)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (WORD, "a.pdf", "docx"),
        (PDF, "a.docx", "pdf"),
        (b"junk before\n" + PDF, "a.pdf", "pdf"),
        (OFD, "a.zip", "ofd"),
        (b"{\\rtf1 x}", "a.doc", "rtf"),
        (ole("WordDocument"), "a", "doc"),
        (ole("WordDocument"), "a.wps", "wps"),
        (ole("CONTENTS"), "a.wps", "wps"),
        (b"<html><body>x", "a.doc", "html"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>\n<p>x", "a", "html"),
        ("<html><p>x</p></html>".encode("utf-16"), "a", "html"),
        (b"<!-- saved --><!-- b -->\n<HTML lang='zh'>x", "a.txt", "html"),
        (b"<p>x</p>", "a.html", "html"),
        (b"x <b>y</b>", "a.html", "html"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=1\n\n", "a.mht", "html"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>", "a.doc", "doc"),
        (b"1 < 2 and a > b", "a.txt", "txt"),
        (b"x", "a.pdf", "txt"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "a.odt", "odt"),
    ],
)
def test_format_is_told_from_the_bytes(data: bytes, name: str, expected: str):
    assert format_of(data, name) == expected


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "source.empty"),
        (b" \r\n\x00\t", "a.txt", "source.empty"),
        (b"PK\x03\x04 not a zip at all", "a.docx", "source.broken"),
        (WORD[: len(WORD) // 2], "a.docx", "source.broken"),
        (b"PK\x05\x06" + b"\x00" * 18, "a.docx", "source.unsupported"),
        (zipped({"xl/workbook.xml": "x"}), "a.docx", "source.unsupported"),
        (zipped({"readme.txt": "x"}), "a.zip", "source.unsupported"),
        (ole("EncryptedPackage", "EncryptionInfo"), "a.docx", "source.encrypted"),
        (ole("WordDocument", encrypted=True), "a.doc", "source.encrypted"),
        (ole("Workbook"), "a.doc", "source.unsupported"),
        (ole("Other"), "a", "source.unsupported"),
        (zipped({"OFD.xml": "x", "Doc_0/Encryptions.xml": "x"}), "a.ofd", "source.encrypted"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.pdf", "source.scanned"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "a.jpg", "source.scanned"),
        (b"Rar!\x1a\x07", "a.doc", "source.unsupported"),
    ],
)
def test_file_without_policy_text_is_refused_by_name(data: bytes, name: str, code: str):
    with pytest.raises(SourceRefused) as refused:
        load_source(None, data, name=name)
    assert refused.value.code == code
    assert refused.value.message.endswith("。")
    assert refused.value.hint.endswith("。")


def test_wrong_ending_is_told_and_the_file_read():
    draft = draft_of(load_source(None, b"<html><p>\xe4\xb8\x80\xe3\x80\x81\xe6\x80\xbb\xe4\xbd\x93</p></html>", name="方案.doc"))
    assert draft.raw == "一、总体"
    assert [(item.code, item.message) for item in draft.diagnostics] == [
        ("source.ending", "文件名像是Word（.doc），内容其实是网页，已按后者读取。")
    ]


def test_many_comments_before_a_page_cost_no_time():
    assert format_of(b"<!-- x -->" * 400 + b"<htm") == "txt"


def test_file_is_named_and_read(tmp_path: Path):
    file = tmp_path / "方案.txt"
    file.write_bytes("一、总体".encode())
    source = load_source(file)
    assert (source.name, source.data, source.format) == ("方案.txt", file.read_bytes(), "txt")


@pytest.mark.parametrize(("name", "code"), [("absent.txt", "source.not-found"), (".", "source.not-a-file"), ("a\x00b", "source.not-found")])
def test_path_that_is_no_document_is_refused(tmp_path: Path, name: str, code: str):
    with pytest.raises(SourceRefused) as refused:
        load_source(tmp_path / name)
    assert refused.value.code == code


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_device_without_end_is_refused():
    with pytest.raises(SourceRefused) as refused:
        load_source(Path("/dev/zero"))
    assert refused.value.code == "source.not-a-file"


def test_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path):
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        stream.truncate(1 << 40)  # a hole of a terabyte: reading it would not end well
    with pytest.raises(SourceRefused) as refused:
        load_source(file)
    assert (refused.value.code, refused.value.message) == ("source.too-large", "文件有 1048576 MB，超过 64 MB 的上限，未读取。")


def test_limit_can_be_set():
    with pytest.raises(SourceRefused) as refused:
        load_source(None, b"x" * 11, max_bytes=10)
    assert refused.value.code == "source.too-large"


def test_text_longer_than_any_policy_is_refused_in_one_sentence():
    long = "到2026年，高新技术企业达到30家。\n" * (MAX_TEXT_CHARS // 19)
    with pytest.raises(SourceRefused) as refused:
        read_text(load_source(None, long.encode(), name="全部.txt"))
    assert (refused.value.code, refused.value.message) == ("source.too-large", "文件有 210 万字，超过 200 万字的上限，未读取。")


def test_document_without_a_word_is_refused():
    with pytest.raises(SourceRefused) as refused:
        draft_of(load_source(None, make_docx(paragraph())))
    assert refused.value.code == "source.no-text"


def test_loading_the_layer_loads_no_format():
    program = (
        "import sys, luoshi.text; print(sorted({'lxml', 'pypdfium2', 'pdfplumber', 'charset_normalizer', 'opencc'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
