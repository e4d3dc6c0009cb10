"""The words of an archived text come out whole and exact, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.apple.typedstream import Archived, unarchived
from tests.importers.apple_databases import archived

NOTHING = Archived(None, certain=False)


@pytest.mark.parametrize("size", [0, 1, 44, 127, 128, 300, 65_535, 65_536, 70_000])
def test_words_of_any_length_are_whole(size: int) -> None:
    """One, two and four bytes of length are read; a message of 300 letters is not cut to 44."""
    words = "wörds" * (size // 5) + "x" * (size % 5)
    assert unarchived(archived(words)) == (words, True)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_words_come_out_as_they_went_in(words: str) -> None:
    """Whatever a person writes, also what looks like the archive's own marks, is verbatim."""
    assert unarchived(archived(words)) == (words, True)
    assert unarchived(archived(words + "NSString\x01+")) == (words + "NSString\x01+", True)


def test_classes_of_other_names_are_read() -> None:
    """A text that can be changed (NSMutableString, NSMutableAttributedString) is read like any other."""
    kind = b"\x84\x84\x84\x0fNSMutableString\x01\x84\x84\x08NSString\x01\x95"
    assert unarchived(archived("Hello", kind=kind)) == ("Hello", True)


def test_what_follows_the_words_is_not_taken_for_words() -> None:
    """Data that a device found in the text, and other texts in its attributes, are left where they are."""
    more = b"\x86\x84\x84\x0cNSMutableData\x00\x84\x01i\x20\x84\x04[32c]bplist00\x84\x01+\x05Wrong"
    assert unarchived(archived("This is parsing", end=more)) == ("This is parsing", True)


def test_an_end_in_another_place_is_said() -> None:
    """Where the text does not end where its length says, the words are given as uncertain."""
    assert unarchived(archived("Hello", end=b"o")) == ("Hello", False)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bplist00",
        archived("Hello")[1:],
        archived("Hello").replace(b"NSString", b"NSStrong"),
        archived("Hello").replace(b"\x84\x01+", b"\x84\x01*"),
        archived("Hello")[: archived("Hello").index(b"\x84\x01+") + 3],
        archived("Hello")[: archived("Hello").index(b"Hello") + 4],
        archived("Hello").replace(b"\x05Hello", b"\x83Hello"),
        archived("Hello").replace(b"\x05Hello", b"\x7fHello"),
        archived("Hello").replace(b"\x05Hello", b"\x82\xff\xff\xff\x7fHello"),
        archived("Hello").replace(b"Hello", b"Hell\xff"),
        archived("Hé")[:-40].replace(b"\x03H", b"\x02H"),
    ],
)
def test_what_cannot_be_read_gives_no_words(data: bytes) -> None:
    """Another kind of data, an end too early, an impossible length or no UTF-8: nothing is guessed."""
    assert unarchived(data) == NOTHING
