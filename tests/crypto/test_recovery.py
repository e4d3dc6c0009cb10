"""The recovery sheet: what was printed can be typed back, and a slip is found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.crypto import recovery
from recordkeeper.errors import BadInput

KEY = bytes(range(1, 33))
SHEET = recovery.render(KEY)


def test_the_sheet_is_the_published_text() -> None:
    """The format is fixed: sheets printed today are read for ever."""
    assert SHEET == "AEBA-GBAF-AYDQ-QCIK-BMGA-2DQP-CAIR-EEYU-CULB-OGAZ-DINR-YHI6-D4QA-DTMF"


@given(st.binary(min_size=32, max_size=32))
def test_every_key_comes_back_from_its_sheet(key: bytes) -> None:
    """Whatever the key, the sheet gives it back."""
    assert recovery.parse(recovery.render(key)) == key


def test_spaces_case_dashes_and_lookalike_digits_do_not_matter() -> None:
    """People type 0 for O, 1 for I and 8 for B, in lower case, with other dashes."""
    key = b"\x71\xc4\x01" * 10 + b"\x71\xc4"
    sheet = recovery.render(key)
    typed = sheet.replace("O", "0").replace("I", "1").replace("B", "8").lower().replace("-", " \u2013 ")
    assert re.search("[018]", typed)
    assert recovery.parse(f"\n{typed}\t") == key


def test_a_sign_that_is_on_no_sheet_is_named_by_its_group() -> None:
    """A typed 9 or é is told apart from a wrong letter."""
    with pytest.raises(BadInput, match="Group 2 of the recovery sheet holds a sign"):
        recovery.parse(SHEET[:6] + "9" + SHEET[7:])


@pytest.mark.parametrize(("text", "count"), [("", 0), (SHEET[:-1], 55), (SHEET + "A", 57)])
def test_missing_or_surplus_letters_are_counted(text: str, count: int) -> None:
    """The message says how many letters came, and how many there should be."""
    with pytest.raises(BadInput, match=f"has 56 letters; {count} were given"):
        recovery.parse(text)


@given(st.integers(0, 55), st.sampled_from(recovery.ALPHABET))
def test_one_wrong_letter_is_found_and_its_group_named(place: int, letter: str) -> None:
    """Every single slip is caught, the check's own letters included, and the keeper told where to look."""
    letters = SHEET.replace("-", "")
    if letters[place] == letter:
        return
    with pytest.raises(BadInput, match="do not agree") as caught:
        recovery.parse(letters[:place] + letter + letters[place + 1 :])
    assert caught.value.advice == f"Look again at group {place // 4 + 1}."


def test_two_swapped_letters_are_found() -> None:
    """The commonest slip of the hand is located too."""
    swapped = SHEET[:1] + SHEET[2] + SHEET[1] + SHEET[3:]
    with pytest.raises(BadInput) as caught:
        recovery.parse(swapped)
    assert caught.value.advice == "Look again at group 1."


def test_where_the_place_cannot_be_told_none_is_claimed() -> None:
    """With slips in several groups the advice does not guess."""
    with pytest.raises(BadInput) as caught:
        recovery.parse("A" * 56)
    assert caught.value.advice == "Compare every group with the sheet; at least two letters differ."
