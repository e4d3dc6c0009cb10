"""Whether two identifiers are one: a wrong yes puts someone else's words into a mouth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.records.identity import bucket, same

ONE = [
    ("+44 7700 900355", "+447700900355"),
    ("+44 7700 900355", "0044 7700 900355"),
    ("+44 7700 900355", "07700 900355"),
    ("+44 7700 900355", "7700900355"),
    ("+1 (202) 555-0143", "202-555-0143"),
    ("07700 900355", "07700900355"),
    ("\u202a+44 7700 900355\u202c", "+44 7700\u00a0900355"),
    ("+44\u20117700\u2011900355", "+447700900355"),
    ("Reyes@Example.org", "reyes@example.org"),
    ("@a.reyes", "A.Reyes"),
    ("31279", "31279"),
]
TWO = [
    ("+44 7700 900355", "+44 7700 900356"),
    ("+44 7700 900355", "+1 7700 900355"),
    ("+44 7700 900355", "900355"),
    ("+44 7700 900355", "00355"),
    ("07700 900355", "07700 900356"),
    ("31279", "131279"),
    ("31279", "+131279"),
    ("reyes@example.org", "reyes@example.com"),
    ("", ""),
    ("", "+44 7700 900355"),
    ("Google", "7700900355"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_identifier_are_one(one: str, other: str) -> None:
    """Spaces, a country code, direction marks and capitals do not make another person."""
    assert same(one, other)
    assert same(other, one)
    assert bucket(one) == bucket(other)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_different_identifiers_are_two(one: str, other: str) -> None:
    """Another country, another digit, a short code or nothing at all is never the same."""
    assert not same(one, other)
    assert not same(other, one)


@given(st.text(max_size=20), st.text(max_size=20))
def test_what_is_the_same_shares_a_bucket_and_the_question_has_no_order(one: str, other: str) -> None:
    """A lookup by bucket misses nothing, for any text a phone can show."""
    assert same(one, other) == same(other, one)
    if same(one, other):
        assert bucket(one) == bucket(other)
