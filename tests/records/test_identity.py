"""Whether two identifiers are one: a wrong yes puts someone else's words into a mouth."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recordkeeper.records.identity import Spellings, bucket, hides, is_number, same

ONE = [
    ("+44 7700 900355", "+447700900355"),
    ("+44 7700 900355", "0044 7700 900355"),
    ("+44 7700 900355", "07700 900355"),
    ("+44 7700 900355", "7700900355"),
    ("+1 (202) 555-0143", "202-555-0143"),
    ("07700 900355", "07700900355"),
    ("\u202a+44 7700 900355\u202c", "+44 7700\u00a0900355"),
    ("+44\u20117700\u2011900355", "+447700900355"),
    ("+44 7700 900355", "\uff0b44 \u0667\u0667\u0660\u0660 900355"),
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
    ("-1", "-2"),
    ("1-800-FLOWERS", "1-800-3569377"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_identifier_are_one(one: str, other: str) -> None:
    """Spaces, a country code, direction marks and capitals do not make another person."""
    assert same(one, other)
    assert same(other, one)
    assert bucket(one) == bucket(other)


@pytest.mark.parametrize(("one", "other"), TWO)
@pytest.mark.parametrize("region", ["", "GB", "US", "NO"])
def test_different_identifiers_are_two(one: str, other: str, region: str) -> None:
    """Another country, another digit, a short code or nothing at all is never the same, anywhere."""
    assert not same(one, other, region)
    assert not same(other, one, region)


KNOWN_AGAIN = [
    ("DE", "0151 23456789", "+49 151 23456789", "a national number, by the keeper's country"),
    ("GB", "+44 (0)7700 900355", "07700 900355", "a zero in brackets is written, never dialled"),
    ("US", "1 202 555 0143", "(202) 555-0143", "one before a number in North America"),
    ("US", "011 44 7700 900355", "+44 7700 900355", "what is dialled there to leave the country"),
    ("US", "0044 7700 900355", "+44 7700 900355", "00 is that nearly everywhere, and begins no number"),
    ("GB", "447700900355", "07700 900355", "the country's own code without a plus, as apps write it"),
    ("DE", "4915123456789", "+49 151 23456789", "likewise where such a number could be a national one"),
    ("GB", "12025550143", "+1 202 555 0143", "another country's, too long to be one of this"),
    ("AR", "011 15 2345-6789", "+54 9 11 2345-6789", "a mobile's mark, written in two ways"),
    ("RU", "8 916 123-45-67", "+7 916 123-45-67", "eight before a number in Russia"),
]


@pytest.mark.parametrize(("region", "one", "other", "why"), KNOWN_AGAIN, ids=[row[3] for row in KNOWN_AGAIN])
def test_a_number_is_known_again_by_its_country_s_plan(region: str, one: str, other: str, why: str) -> None:
    """Where the country is known, every way in which it is written or dialled there is the same number."""
    assert same(one, other, region), why
    assert same(other, one, region)
    assert bucket(one) == bucket(other)


KEPT_APART = [
    ("DE", "0151 23456789", "+44 151 23456789", "last digits alone would join it with another country's"),
    ("GB", "202-555-0143", "+1 202 555 0143", "without its code it would be dialled in this country"),
    ("DK", "12 34 56 78", "+49 151 12345678", "a whole number, and the end of a longer one abroad"),
    ("IT", "06 1234567", "6 1234567", "the zero is a part of the number there"),
    ("BR", "+55 11 91234-5678", "+55 11 1234-5678", "a ninth digit may be added or another's: an alias"),
    ("MX", "+52 1 55 1234 5678", "+52 55 1234 5678", "an old way of writing, impossible today: an alias"),
    ("AR", "+54 11 2345-6789", "+54 9 11 2345-6789", "a landline and a mobile"),
    ("US", "555-0143", "+1 202 555 0143", "an area code is never added"),
    ("GB", "900355", "07700 900355", "a short code is never a number's end"),
    ("AT", "01 58858", "+43 1 58858", "fewer than seven digits are too few to be sure of"),
    ("NO", "02800", "+47 02800", "the library takes a short code for a number"),
    ("GB", "1234567", "+44 1234567", "the library takes a number without its area code for a whole one"),
    ("GB", "077009003551", "+44 7700 900355", "a digit too many"),
    ("GB", "Google", "466453", "letters are a name, not keys"),
]


@pytest.mark.parametrize(("region", "one", "other", "why"), KEPT_APART, ids=[row[3] for row in KEPT_APART])
def test_what_might_be_somebody_else_s_stays_apart(region: str, one: str, other: str, why: str) -> None:
    """Where the library, or the last digits, would say yes and it is not certain, the answer is no."""
    assert not same(one, other, region), why
    assert not same(other, one, region)


digits = st.from_regex(r"(\+|00|0|1|\+44|\+49|\+39|8|011)?[0-9 ]{3,12}", fullmatch=True)
written = st.one_of(st.text(max_size=20), digits, st.sampled_from([one for pair in ONE for one in pair]))
regions = st.sampled_from(["", "GB", "US", "DE", "IT", "AR", "BR", "AT", "ZZ"])


@settings(max_examples=120, deadline=None)
@given(written, written, regions)
@example("01 58858", "+43158858", "AT")
@example("011 299 321234", "+299321234", "US")
def test_what_is_the_same_shares_a_bucket_and_the_question_has_no_order(
    one: str, other: str, region: str
) -> None:
    """A lookup by bucket misses nothing, for any text a phone can show, in any country."""
    assert same(one, other, region) == same(other, one, region)
    if same(one, other, region):
        assert bucket(one) == bucket(other)


@settings(max_examples=30, deadline=None)
@given(st.text("0123456789", min_size=7, max_size=8), st.sampled_from(["GB", "DE", "US", "IT", "AR"]))
def test_what_is_one_through_a_third_spelling_is_one(tail: str, region: str) -> None:
    """In a known country spellings join without chains: nobody becomes somebody else step by step."""
    ways = [
        f"{head}{tail}" for head in ("", "0", "00", "+", "+44", "+49", "0151", "+49151", "011", "1", "+39")
    ]
    for one in ways:
        alike = [other for other in ways if same(one, other, region)]
        assert all(same(a, b, region) for a in alike for b in alike)


def test_spellings_are_joined_as_met_and_as_told() -> None:
    """The first spelling stands for all; names that are told to be one account are one."""
    met = Spellings("GB", [("Mary", "Maria", "+44 7700 900355")])
    assert met.first("07700 900355") == met.first("maria") == met.first("Mary") == "Mary"
    assert met.first("07700 900356") == met.first("+447700900356") == "07700 900356"
    assert met.first("Marie") == "Marie"


@pytest.mark.parametrize(
    "shown", ["-1", "-2", " Unknown", "No Caller ID", "PRIVATE", "Anonymous", "withheld"]
)
def test_what_a_phone_shows_for_a_hidden_number_is_nobody_s(shown: str) -> None:
    """A hidden number is told by the words that phones put in its place, and is no number."""
    assert hides(shown)
    assert not is_number(shown)


def test_the_numbering_plans_are_not_loaded_where_nothing_is_compared() -> None:
    """Equal or plainly different spellings need no library: it takes longer to load than a log takes."""
    script = (
        "import sys\nfrom recordkeeper.records.identity import same, bucket\n"
        "assert same('+44 7700 900355', '+447700900355', 'GB')\n"
        "assert not same('+44 7700 900355', '+44 7700 900356', 'GB')\n"
        "assert 'phonenumbers' not in sys.modules\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
