"""A container is opened within limits: bombs, passwords, tricks with names and lies about sizes end in a sentence."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest

from luoshi.source import SourceRefused
from luoshi.text.archive import Archive, tidy
from luoshi.text.limits import MAX_MEMBERS, MIB
from tests.made.ofd import zipped


def code_of(data: bytes, name: str = "a.xml") -> str:
    with pytest.raises(SourceRefused) as refused:
        Archive(data, "Word").read(name)
    return refused.value.code


def test_member_is_found_whatever_the_case_and_slashes():
    archive = Archive(zipped({"Word\\Document.XML": b"x", "/b/./c.xml": b"y"}), "Word")
    assert (archive.read("word/document.xml"), archive.read("b/c.xml")) == (b"x", b"y")
    assert "../word/document.xml" in archive


@pytest.mark.parametrize(("name", "expected"), [("../../etc/passwd", "etc/passwd"), ("a/../b//c", "b/c"), ("\\A\\.\\B", "a/b"), ("..", "")])
def test_names_lead_nowhere_outside(name: str, expected: str):
    assert tidy(name) == expected


def test_absent_member_is_refused():
    assert code_of(zipped({"b.xml": "x"})) == "source.broken"


def test_bomb_is_stopped_before_it_is_unpacked():
    data = zipped({"a.xml": b"\x00" * (300 * MIB)})
    tracemalloc.start()
    assert code_of(data) == "source.bomb"
    assert tracemalloc.get_traced_memory()[1] < 40 * MIB
    tracemalloc.stop()


def test_many_puffed_members_are_stopped_by_their_sum():
    member = bytes(range(256)) * (20 * MIB // 256)
    archive = Archive(zipped({f"{at}.xml": b"x" * 2000 + member for at in range(3)} | {"plain.xml": b"z"}), "OFD")
    archive.unpacked_bytes = 175 * MIB  # as after reading many
    with pytest.raises(SourceRefused) as refused:
        archive.read("0.xml")
    assert refused.value.code == "source.bomb"


def test_too_many_members_are_refused():
    with pytest.raises(SourceRefused) as refused:
        Archive(zipped({f"{at}": b"" for at in range(MAX_MEMBERS + 1)}), "OFD")
    assert refused.value.code == "source.bomb"


def test_locked_member_is_refused():
    data = bytearray(zipped({"a.xml": "x" * 50}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert code_of(bytes(data)) == "source.encrypted"


def test_unknown_packing_is_refused():
    data = bytearray(zipped({"a.xml": "x" * 50}))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(mark) + offset] = 99
    assert code_of(bytes(data)) == "source.broken"


def test_damaged_member_is_refused():
    data = bytearray(zipped({"a.xml": bytes(range(256)) * 20}))
    data[60] ^= 0xFF
    assert code_of(bytes(data)) == "source.broken"


def test_office_xml_packs_as_it_likes_below_the_limit():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<w:r/>" * 500_000)
    assert len(Archive(stream.getvalue(), "Word").read("a.xml")) == 3_000_000
