"""The verdict on a contact, by the boundary that was then in force."""

import pytest

from recordkeeper.audit.findings import audit
from recordkeeper.audit.verdicts import loosened
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Person
from recordkeeper.records.vocabulary import CHANNELS
from tests.casebook import (
    HIS,
    NO_CALLS,
    RESPONDENT,
    STARTED,
    contact,
    fold_facts,
    imported,
    moment,
    ms,
    stated,
)

AS_OF = ms("2026-04-01T00:00")


def verdict_of(*facts: Fact, serial: int | None = None) -> str | None:
    """The verdict on the last of some facts, or on the entry of a serial."""
    case = fold_facts(*facts)
    return audit(case, as_of=AS_OF).count.verdicts.get(serial or len(facts) + 1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"channel": "call"}, "outside"),
        ({"channel": "in-person"}, "outside"),
        ({"channel": "text"}, "within"),
        ({"channel": "call", "purpose": "children"}, "excepted"),
        ({"channel": "call", "purpose": "mixed"}, "outside"),
        ({"channel": "gift"}, "outside"),
        ({"channel": "other:pigeon-post"}, "outside"),
        ({"channel": "call", "withheld": True}, "not_established"),
        ({"channel": "call", "identifier": "+44 7700 900999"}, "not_established"),
        ({"channel": "call", "identifier": "07700 900355"}, "outside"),
    ],
)
def test_a_contact_after_notice_is_judged_by_channel_purpose_and_caller(
    fields: dict[str, object], expected: str
) -> None:
    """A channel not named is closed once another is allowed; an unknown caller is never the respondent."""
    assert verdict_of(*STARTED, contact("2026-02-10T10:00", **fields)) == expected


def test_a_channel_without_any_rule_has_no_verdict_of_outside() -> None:
    """A boundary that only refuses calls says nothing of letters."""
    only_calls = Boundary(refuse=("call",))
    assert (
        verdict_of(RESPONDENT, only_calls, stated(3), contact("2026-02-10T10:00", channel="post"))
        == "no_rule"
    )


def test_emergency_only_is_within_for_an_emergency_and_outside_otherwise() -> None:
    """An emergency channel is open for an emergency and for nothing else."""
    boundary = Boundary(emergency=("call",))
    facts = (RESPONDENT, boundary, stated(3))
    assert verdict_of(*facts, contact("2026-02-10T10:00", channel="call", purpose="emergency")) == "within"
    assert verdict_of(*facts, contact("2026-02-10T10:00", channel="call")) == "outside"


def test_a_boundary_set_but_never_stated_is_in_force_for_nobody() -> None:
    """Without a notice every contact is before notice, however clear the rule."""
    assert verdict_of(RESPONDENT, NO_CALLS, contact("2026-02-10T10:00", channel="call")) == "before_notice"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-01-29T20:13", "before_notice"),
        ("2026-01-29T20:14", "before_notice"),
        ("2026-01-29T20:15", "outside"),
        ("2026-01-29", "undetermined"),
        (None, "undetermined"),
        ("2026-01-28", "before_notice"),
        ("2026-01-30", "outside"),
    ],
)
def test_only_what_is_surely_after_the_notice_is_outside(when: str | None, expected: str) -> None:
    """A time that may lie before the notice is never counted against anyone."""
    assert verdict_of(*STARTED, contact(when, channel="call")) == expected


def test_a_range_across_a_change_is_judged_only_if_both_rules_agree() -> None:
    """Over a change of the boundary the verdict stands if it is the same on both sides, else none."""
    stricter = Boundary(no_contact=True)
    facts = (*STARTED, stricter, stated(7, "2026-02-10T12:00"))
    across = moment("2026-02-10T10:00", "2026-02-10T14:00")
    assert verdict_of(*facts, contact(across, channel="call")) == "outside"
    assert verdict_of(*facts, contact(across, channel="text")) == "undetermined"


def test_until_they_are_told_the_old_rule_stands() -> None:
    """A new boundary changes nothing before its own notice."""
    stricter = Boundary(no_contact=True)
    assert verdict_of(*STARTED, stricter, contact("2026-02-10T10:00", channel="text")) == "within"


def test_after_a_boundary_ends_there_is_no_rule() -> None:
    """Nothing is outside a boundary that was taken back."""
    facts = (*STARTED, Boundary(ended=True), stated(7, "2026-02-01T10:00"))
    assert verdict_of(*facts, contact("2026-02-10T10:00", channel="call")) == "no_rule"


def test_a_known_person_who_acts_for_nobody_gets_no_verdict() -> None:
    """A witness's own message is no contact of the other person, and in no total."""
    witness = Person(role="witness", name="W")
    number = Identifier(type="phone", value="+44 7700 900777", person=7, basis="known")
    call = contact("2026-02-10T10:00", channel="call", identifier="+44 7700 900777")
    facts = (*STARTED, witness, number, call)
    assert verdict_of(*facts) is None
    assert sum(audit(fold_facts(*facts), as_of=AS_OF).verdicts.values()) == 0


def test_someone_acting_for_the_other_person_counts_as_them() -> None:
    """A proxy's call, and one that the keeper says was made for them, are outside too."""
    proxy = Person(role="proxy", name="Sister")
    number = Identifier(type="phone", value="+44 7700 900618", person=7, basis="known")
    own = contact("2026-02-10T10:00", channel="call", identifier="+44 7700 900618")
    via = contact("2026-02-10T11:00", channel="call", via=7)
    facts = (*STARTED, proxy, number, own, via)
    assert verdict_of(*facts, serial=9) == "outside"
    assert verdict_of(*facts, serial=10) == "outside"
    assert audit(fold_facts(*facts), as_of=AS_OF).pattern.via_others == 2


def test_a_marking_of_purpose_changes_the_verdict_and_nothing_recorded() -> None:
    """The keeper's later view is applied when reading; the contact itself stays as it was."""
    call = contact("2026-02-10T10:00", channel="call")
    case = fold_facts(*STARTED, call, Marking(entries=((7, 7),), purpose="children"))
    assert audit(case, as_of=AS_OF).count.verdicts[7] == "excepted"
    found = case.one(7, Contact)
    assert found is not None
    assert found.fact == call


def test_an_imported_hidden_number_is_not_established_and_an_identified_one_is() -> None:
    """In an import the number decides, never the absence of another caller."""
    assert verdict_of(
        *STARTED, imported("2026-02-10T10:00", 6, channel="call", identifier="", withheld=True)
    ) == ("not_established")
    assert verdict_of(*STARTED, imported("2026-02-10T10:00", 6, channel="call", identifier=HIS)) == "outside"


def test_an_identifier_recorded_later_attributes_what_came_before() -> None:
    """Attribution is derived: identifying a number today is read back over the whole record."""
    call = contact("2026-02-10T10:00", channel="call", identifier="+44 7700 900871")
    later = Identifier(type="phone", value="+44 7700 900871", person=2, basis="voice", confidence="believed")
    assert verdict_of(*STARTED, call) == "not_established"
    assert verdict_of(*STARTED, call, later, serial=7) == "outside"


def test_verdicts_are_a_partition_of_attributed_and_unattributed_inbound_contacts() -> None:
    """Every inbound contact but those of bystanders is in exactly one total, its count expanded."""
    facts = (
        *STARTED,
        contact("2026-02-10T10:00", channel="call", count=3),
        contact("2026-02-10T10:00", channel="text"),
        contact("2026-01-01T10:00", channel="call"),
        contact(None, channel="call"),
        contact("2026-02-10T10:00", channel="call", withheld=True),
        contact("2026-02-10T10:00", channel="text", direction="out"),
    )
    assert audit(fold_facts(*facts), as_of=AS_OF).verdicts == {
        "outside": 3,
        "within": 1,
        "excepted": 0,
        "before_notice": 1,
        "no_rule": 0,
        "undetermined": 1,
        "not_established": 1,
    }


@pytest.mark.parametrize(
    ("old", "new", "opens"),
    [
        (Boundary(refuse=("call",)), Boundary(refuse=("call",)), False),
        (Boundary(refuse=("call",)), Boundary(emergency=("call",)), True),
        (Boundary(refuse=("call",)), Boundary(refuse=("call", "text")), False),
        (Boundary(refuse=("call", "text")), Boundary(refuse=("call",)), True),
        (Boundary(no_contact=True), Boundary(refuse=("call",)), True),
        (Boundary(refuse=CHANNELS), Boundary(no_contact=True), False),
        (Boundary(no_contact=True), Boundary(refuse=CHANNELS), True),
        (Boundary(no_contact=True), Boundary(allow=("other:courier",)), True),
        (Boundary(no_contact=True), Boundary(no_contact=True, excepted=("children",)), True),
        (Boundary(no_contact=True, excepted=("children",)), Boundary(no_contact=True), False),
        (Boundary(no_contact=True), Boundary(ended=True), True),
    ],
)
def test_a_rule_is_loosened_when_it_opens_anything(old: Boundary, new: Boundary, *, opens: bool) -> None:
    """A channel, named or not, or a purpose."""
    assert loosened(old, new) is opens
