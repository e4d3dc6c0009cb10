"""Corrections: one field read anew, the original kept, the private kept private."""

import json
from typing import Any

import pytest

from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger.correcting import UNCHANGEABLE, Change, apply_changes, correct, read_anew
from recordkeeper.ledger.sealing import Entry, seal
from recordkeeper.records.custody import Correction
from recordkeeper.records.fact import Fact, Target
from recordkeeper.records.people import Person
from tests.casebook import STAMP, contact, moment, target

CALL = contact("2026-02-01T21:04", words=None, facts="he rang", duration=40, location="home")


def entry(fact: Fact, serial: int = 2) -> Entry:
    """An entry of the record with this fact."""
    digest = serial.to_bytes(32, "big")
    return Entry("record", serial, f"{serial:032x}", digest, digest, 1000 + serial, fact.kind, fact, STAMP)


def corrected(field: str, new: Any, fact: Fact = CALL) -> Correction:
    """The correction of a field of entry 2."""
    return correct(entry(fact), fact, field, new, "heard wrong")


def test_a_correction_names_entry_field_old_new_and_reason() -> None:
    """All that is needed to print the change beside the original."""
    assert corrected("facts", "he rang twice") == Correction(
        target=target(2), field="facts", old="he rang", new="he rang twice", reason="heard wrong"
    )
    when = corrected("when", moment("2026-02-01T22:04"))
    assert isinstance(when.old, dict)
    assert isinstance(when.new, dict)
    assert (when.old["written"], when.new["written"]) == ("2026-02-01T21:04", "2026-02-01T22:04")


def test_a_field_can_be_given_and_taken_away() -> None:
    """None stands for "not given", on either side."""
    given, taken = corrected("count", 3), corrected("duration", None)
    assert (given.old, given.new) == (None, 3)
    assert (taken.old, taken.new) == (40, None)
    fact, _ = apply_changes(CALL, [entry(given, 3), entry(taken, 4)])
    assert (fact.count, fact.duration) == (3, None)


def test_the_correction_of_a_private_field_is_private() -> None:
    """Old, new and reason stand in its private part; the public part tells the name of the field only."""
    correction = corrected("location", "work")
    assert correction.of_private
    public, private, _digest = seal(correction, identity="0" * 32, recorded_at=1, stamp=STAMP)
    shown, kept = json.loads(public.data), json.loads(private.data)
    assert set(shown) == {"v", "kind", "id", "recorded_at", "target", "field", "of_private"}
    assert (kept["old"], kept["new"], kept["reason"]) == ("home", "work", "heard wrong")


def test_the_correction_of_a_public_field_is_public() -> None:
    """What was shown stays shown, and so does what it became."""
    correction = corrected("facts", "he rang twice")
    assert not correction.of_private
    public, private, _digest = seal(correction, identity="0" * 32, recorded_at=1, stamp=STAMP)
    assert {"old", "new", "reason"} <= set(json.loads(public.data))
    assert set(json.loads(private.data)) == {"v", "kind", "stamp"}


def test_the_name_of_a_child_is_corrected_in_private() -> None:
    """What is private of this very fact counts, not of its kind."""
    child = Person(role="child", label="child 1", name="Kim")
    assert corrected("name", "Kay", child).of_private
    assert not corrected("label", "child 2", child).of_private
    assert not corrected("name", "Kay", Person(role="proxy", name="Kim")).of_private


def test_a_correction_never_moves_a_field_between_the_parts() -> None:
    """A child that becomes a respondent would publish the name that was withheld."""
    child = Person(role="child", label="child 1", name="Kim")
    with pytest.raises(BadInput, match="into the private part, or the reverse") as caught:
        corrected("role", "respondent", child)
    assert caught.value.advice.endswith("rk retract 2")


@pytest.mark.parametrize("field", sorted(UNCHANGEABLE | {"mood", "kind", "recorded_at"}))
def test_what_came_from_outside_is_never_corrected(field: str) -> None:
    """Nor what is not there; the advice names the fields that can be."""
    with pytest.raises(BadInput, match=f"A contact has no {field} that can be corrected") as caught:
        corrected(field, "x")
    assert "words" in caught.value.advice
    assert "exif" not in caught.value.advice


@pytest.mark.parametrize(("field", "new"), [("duration", "long"), ("channel", "pigeon"), ("direction", None)])
def test_a_value_that_does_not_fit_is_refused(field: str, new: Any) -> None:
    """As something typed wrongly, before it is recorded."""
    with pytest.raises(BadInput, match="does not fit"):
        corrected(field, new)


def test_a_change_that_changes_nothing_is_refused() -> None:
    """An entry that says nothing would only raise questions."""
    with pytest.raises(BadInput, match="The facts of entry 2 is that already"):
        corrected("facts", "he rang")
    with pytest.raises(BadInput, match="is that already"):
        corrected("answers", None)


def test_the_second_correction_starts_from_the_first() -> None:
    """Old is what stood before it, not what was recorded at first."""
    first = corrected("facts", "he rang twice")
    standing, _ = apply_changes(CALL, [entry(first, 3)])
    second = correct(entry(CALL), standing, "facts", "he rang once", "counted again")
    assert second.old == "he rang twice"
    fact, changes = apply_changes(CALL, [entry(first, 3), entry(second, 4)])
    assert fact.facts == "he rang once"
    assert [(change.old, change.new) for change in changes] == [
        ("he rang", "he rang twice"),
        ("he rang twice", "he rang once"),
    ]


def test_a_change_is_read_back_with_all_that_is_printed() -> None:
    """Who, when, what, why, and whether it may be shown."""
    _fact, (change,) = apply_changes(CALL, [entry(corrected("location", "work"), 3)])
    assert change == Change(
        serial=3,
        recorded_at=1003,
        field="location",
        old="home",
        new="work",
        reason="heard wrong",
        private=True,
    )


def test_what_is_no_correction_changes_nothing() -> None:
    """A newer kind of entry in between is passed over."""
    assert apply_changes(CALL, [entry(CALL, 3)]) == (CALL, ())


def test_the_original_stays_as_it_was() -> None:
    """Facts are frozen: a corrected one is another."""
    before = CALL.fields()
    apply_changes(CALL, [entry(corrected("facts", "he rang twice"), 3)])
    assert CALL.fields() == before


def test_a_fact_from_its_fields() -> None:
    """None is "not given"; what does not fit is said in words."""
    assert read_anew({"role": "proxy", "name": None}, Person) == Person(role="proxy")
    with pytest.raises(BadInput, match="does not fit"):
        read_anew({"role": "friend"}, Person)


def test_a_stored_correction_that_does_not_fit_is_damage() -> None:
    """Nothing was typed: it is the record that is wrong."""
    stored = Correction(target=Target(serial=2, digest="ab" * 32), field="mood", new="calm", reason="x")
    with pytest.raises(IntegrityError, match="Entry 3 corrects what entry 2 does not have"):
        apply_changes(CALL, [entry(stored, 3)])


def test_what_is_about_the_book_itself_is_withdrawn_and_not_corrected() -> None:
    """A correction of a correction would make the reading depend on its order."""
    fact = Correction(target=Target(serial=2, digest="ab" * 32), field="words", new="calm", reason="x")
    with pytest.raises(BadInput, match="only withdrawn"):
        correct(entry(fact), fact, "reason", "y", "z")
