"""Finding words: rather too much than too little, in any script."""

import pytest

from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Correction
from recordkeeper.records.fact import FileRef
from recordkeeper.records.searching import Match, Term, found, texts_of
from tests.casebook import contact, target

ALIKE = [
    ("STRASSE", "in der Straße"),
    ("straße", "IN DER STRASSE"),
    ("koln", "Köln"),
    ("Ko\u0308ln", "K\u00f6ln"),
    ("istanbul", "\u0130stanbul"),
    ("ISTANBUL", "\u0131stanbul"),
    ("مرحبا", "مَرْحَبًا"),
    ("مرحبا", "مرحـــبا"),
    ("שלום", "שָׁלוֹם"),
    ("\U0001f469", "\U0001f469\u200d\U0001f467"),
    ("\u2764", "love \u2764\ufe0f"),
    ("don't", "don\u2019t"),
    ('"no"', "she said \u201cno\u201d"),
    ("now - or", "now \u2014 or"),
    ("pick up", "pick\nup"),
    ("pick  up", "please pick up the phone"),
    ("\uff21\uff22", "ab"),
    ("fi", "\ufb01re"),
    ("wait...", "wait\u2026"),
    ("07700900355", "ring me on 07700 900-355"),
    ("7700 900355", "on +44 (0)7700900355"),
]
APART = [("pick up", "pickup"), ("no", "yes"), ("07700900355", "07700 900356"), ("355", "3 5 5")]


@pytest.mark.parametrize(("typed", "text"), ALIKE)
def test_what_people_type_otherwise_is_found(typed: str, text: str) -> None:
    """Case, accents, points, joiners, quotation marks, spaces, digits however they are spaced."""
    assert found([Term(typed)], contact(None, words=text))


@pytest.mark.parametrize(("typed", "text"), APART)
def test_what_is_something_else_is_not(typed: str, text: str) -> None:
    """A phrase is its words in order; a number is all of its digits."""
    assert not found([Term(typed)], contact(None, words=text))


@pytest.mark.parametrize("typed", ["07700900355", "+447700900355", "0044 7700 900355", "900355"])
def test_an_identifier_is_found_by_its_digits(typed: str) -> None:
    """With the country's code or without, spaced or not, or by a part of it."""
    one = contact(None, identifier="+44 7700 900355", words=None)
    assert found([Term(typed)], one) == [Match("identifier", "+44 7700 900355")]
    assert not found([Term("07700 900356")], one)


def test_a_number_with_its_country_finds_the_one_without() -> None:
    """The phone showed it as it is dialled at home; a different number is another one."""
    one = contact(None, identifier="07700 900355", words=None)
    assert found([Term("+44 7700 900355")], one) == [Match("identifier", "07700 900355")]
    assert not found([Term("+44 7700 900356")], one)


def test_all_terms_must_occur_in_any_field() -> None:
    """One in the words, one in the facts; each place is named once."""
    one = contact(None, words="Pick up", facts="He rang", impact="no sleep")
    assert found([Term("rang"), Term("sleep")], one) == [
        Match("facts", "He rang"),
        Match("impact", "no sleep"),
    ]
    assert found([Term("pick"), Term("up")], one) == [Match("words", "Pick up")]
    assert found([Term("pick"), Term("never")], one) == []


def test_the_snippet_is_what_was_recorded_around_it() -> None:
    """Forty characters on either side, on one line, letters as they were."""
    text = "a" * 50 + " Straße\nund İ " + "b" * 50
    (match,) = found([Term("strasse und i")], contact(None, words=text))
    assert match.snippet == "…" + "a" * 39 + " Straße und İ " + "b" * 39 + "…"


def test_tokens_hashes_and_zones_are_no_words() -> None:
    """Nobody looks for "in" and wants every contact; names of files, and what a correction says, are."""
    one = contact(
        None, words="hello", medium="sms", files=(FileRef(sha256="ab" * 32, size=1, name="shot.png"),)
    )
    assert dict(texts_of(one)) == {"medium": "sms", "words": "hello", "files": "shot.png"}
    fix = Correction(target=target(1), field="words", old="helo", new=["hi", 3], reason="slip")
    assert list(texts_of(fix)) == [("field", "words"), ("old", "helo"), ("new", "hi"), ("reason", "slip")]


@pytest.mark.parametrize("typed", ["", "  ", "\ufe0f", "\u0301"])
def test_what_is_nothing_is_empty(typed: str) -> None:
    """It would be in everything."""
    assert Term(typed).empty


def test_nothing_is_changed_by_looking() -> None:
    """The fact is the same after."""
    one = contact(None, words="Stra\u00dfe")
    found([Term("strasse")], one)
    assert isinstance(one, Contact)
    assert one.words == "Stra\u00dfe"
