"""Outside text on a terminal: everything that could act is made visible."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.cli.output import safe

ACTING = {
    "\x1b[31mred": "␛[31mred",
    "\x1b]0;title\x07": "␛]0;title␇",
    "\x9b31m": "⟦U+009B⟧31m",
    "abc\u202egnp.exe": "abc⟦U+202E⟧gnp.exe",
    "a\u200bb": "a⟦U+200B⟧b",
    "a\rb": "a␍b",
    "nul\x00": "nul␀",
    "del\x7f": "del⟦U+007F⟧",
    "tag\U000e0041": "tag⟦U+E0041⟧",
}


@pytest.mark.parametrize(("text", "shown"), ACTING.items())
def test_what_could_act_on_a_terminal_is_shown_by_name(text: str, shown: str) -> None:
    """Escape sequences, carriage returns, direction marks and tags never reach the terminal raw."""
    assert safe(text) == shown


@pytest.mark.parametrize("text", ["plain", "two\nlines", "naïve ñ", "👩‍👩‍👧", "❤️", "שלום", "سلام", "नमस्ते"])
def test_words_in_any_script_and_emoji_print_as_themselves(text: str) -> None:
    """A joiner within an emoji or a word is no control."""
    assert safe(text) == text


def test_a_line_end_is_shown_where_a_row_must_stay_one_line() -> None:
    """In a table of rows, words cannot begin a row of their own."""
    assert safe("one\ntwo", lines=False) == "one␊two"


@given(st.text())
def test_nothing_that_can_act_passes(text: str) -> None:
    """For any text: no control but a line end, and no invisible direction mark, is left."""
    for character in safe(text):
        if character in "\n\u200c\u200d":
            continue
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or ord(
            character
        ) in range(0xFE00, 0xFE10)
