"""A file is what its bytes say it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.records.filetype import SNIFFED, UNKNOWN, sniff

KNOWN = [
    ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    ("image/png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ("image/gif", b"GIF89a\x01\x00\x01\x00"),
    ("image/gif", b"GIF87a\x01\x00\x01\x00"),
    ("image/webp", b"RIFF\x24\x00\x00\x00WEBPVP8 "),
    ("image/heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1"),
    ("application/pdf", b"%PDF-1.7\n"),
    ("video/mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00"),
    ("video/mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00"),
    ("video/3gpp", b"\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x00"),
    ("audio/mp4", b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00"),
    ("video/quicktime", b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00"),
    ("audio/mpeg", b"ID3\x04\x00\x00\x00\x00\x00\x00"),
    ("audio/mpeg", b"\xff\xfb\x90\x64\x00\x0f"),
    ("audio/ogg", b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead"),
    ("audio/wav", b"RIFF\x24\x00\x00\x00WAVEfmt "),
    ("audio/amr", b"#!AMR\n<"),
    ("application/zip", b"PK\x03\x04\x14\x00"),
    ("text/html", b"<!DOCTYPE html>\n<html>"),
    ("text/html", b"\xef\xbb\xbf <!-- saved --> <!-- twice --><HTML lang='en'>"),
    ("text/plain", "I told you: no more calls. – M.\r\n".encode()),
    ("text/plain", b"\x1b[31mred\x1b[0m"),
]


@pytest.mark.parametrize(("kind", "head"), KNOWN)
def test_each_kind_of_evidence_is_known_by_its_first_bytes(kind: str, head: bytes) -> None:
    """Photos, sound, video and papers are told apart without their names."""
    assert sniff(head) == kind


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\x00\x01\x02",
        b"RIFF\x24\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x18ftypzzzz",
        "hello".encode("utf-16"),
        b"\xff\xf1\x50\x80",
        b"caf\xe9 in Latin-1",
        b"cut here \xc3",
    ],
    ids=["empty", "binary", "avi", "brand", "utf-16", "aac", "latin-1", "half a character"],
)
def test_what_is_not_known_is_not_guessed(head: bytes) -> None:
    """An unknown kind is said to be unknown, not taken for the nearest one."""
    assert sniff(head) == UNKNOWN


def test_a_sample_that_ends_inside_a_character_is_still_text() -> None:
    """The last character of a long text may be cut by the sample, not by its writer."""
    assert sniff(("a" + "é" * SNIFFED).encode()) == "text/plain"


def test_a_hostile_page_of_comments_is_answered_at_once() -> None:
    """Thousands of comments before nothing do not keep the program busy."""
    assert sniff(b"<!---->" * 100_000) == "text/plain"


@given(st.binary(max_size=64))
def test_any_bytes_have_an_answer(head: bytes) -> None:
    """No bytes whatsoever stop the program, and the answer is always a MIME type."""
    assert sniff(head).count("/") == 1
