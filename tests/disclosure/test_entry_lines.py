"""One line for any entry: what it is and says."""

import pytest

from recordkeeper.disclosure import lines
from recordkeeper.disclosure.lines import entry_line, way, what
from recordkeeper.disclosure.wording import definition
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.consequences import (
    Consequence,
    ConsequenceStep,
    Measure,
    Order,
    ReportMade,
    Trigger,
)
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Attachment, Correction, Restored, Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.kinds import RECORD_KINDS
from recordkeeper.records.people import Identifier, Matter, Person, WitnessAccount
from tests.casebook import HIS, LONDON, STARTED, contact, delivery, fold_facts, moment, source, target

WHEN = moment("2026-02-10T10:00")
LINES: dict[str, tuple[Fact, str]] = {
    "a boundary": (
        Boundary(no_contact=True, allow=("email",), emergency=("call",), excepted=("children",)),
        "B2: nothing but what is allowed; allowed: email; emergency only: call; excepted: children",
    ),
    "a boundary ended": (Boundary(ended=True), "B2: the boundary before it ends"),
    "a delivery": (delivery(5, "acknowledged"), "S1 acknowledged by the other person"),
    "a consequence": (
        Consequence(action="Block the number", statement=5, trigger=Trigger(type="any")),
        "C1 announced: Block the number",
    ),
    "a step": (
        ConsequenceStep(consequence=7, step="done", when=WHEN, facts="Blocked"),
        "#7 carried out: Blocked",
    ),
    "a step without words": (ConsequenceStep(consequence=7, step="deferred", when=WHEN), "#7 moved"),
    "a child": (Person(role="child", label="child 1", name="Ann"), "P2 child 1, child"),
    "a number": (Identifier(type="phone", value=HIS, person=2), "phone +44 7700 900355, P1"),
    "a number of nobody known": (Identifier(type="phone", value=HIS), "phone +44 7700 900355, ?"),
    "a number of the keeper": (
        Identifier(type="phone", value="+44 7700 900111", keeper=True),
        "phone of the keeper",
    ),
    "a marking": (Marking(entries=((14, 27), (31, 31))), "marking of #14-27, #31"),
    "one contact": (Same(entries=(14, 15)), "#14, #15 are one contact"),
    "two contacts": (Same(entries=(14, 15), apart=True), "#14, #15 are not one contact"),
    "an attachment": (Attachment(to=14, when=moment(None)), "files added to #14"),
    "a source": (source(3).having(name="sms.xml"), "imported sms.xml: 3 entries"),
    "a correction": (
        Correction(target=target(4), field="allow", old=("text",), new=("email",), reason="x"),
        "#4 corrected: allow",
    ),
    "a withdrawal": (Withdrawal(target=target(6), reason="x"), "#6 withdrawn"),
    "a measure": (
        Measure(type="block", channel="call", when=WHEN, facts="On the phone."),
        "M1 blocked (call): On the phone.",
    ),
    "a measure without a channel": (Measure(type="locks", when=WHEN, why="PRIVATE"), "M1 locks changed"),
    "the end of a measure": (
        Measure(type="mute", channel="text", ends=4, when=WHEN),
        "B1 ended: muted (text)",
    ),
    "a report": (
        ReportMade(
            to="police", when=WHEN, reference="1182/26", officer="PC Lee", badge="41", outcome="Logged."
        ),
        "told the police, reference 1182/26, taken by PC Lee 41: Logged.",
    ),
    "a report without more": (ReportMade(to="carrier", when=WHEN), "told a telephone company"),
    "an order": (
        Order(
            type="Stay-away order",
            court="Family Court",
            case_number="FC-7",
            terms=("A", "B"),
            protected=("PRIVATE",),
        ),
        "Stay-away order, Family Court, case FC-7: A; B",
    ),
    "an account": (WitnessAccount(person=2, words="I saw him."), "P1 A. Reyes: “I saw him.”"),
    "an account of somebody erased": (WitnessAccount(person=6, words="I saw him."), "#6: “I saw him.”"),
    "a restoration": (Restored(count=0, head="0" * 64), "restored from a copy with 0 entries"),
}


@pytest.mark.parametrize("name", LINES)
def test_every_kind_of_entry_is_told_in_one_line(name: str) -> None:
    """Each kind says what it is in words, with the names by which the keeper knows the others."""
    fact, line = LINES[name]
    case = fold_facts(*STARTED, fact)
    assert entry_line(case, case.all[7]) == line


CONTACTS: dict[str, tuple[Contact, str]] = {
    "a call's length": (
        contact(WHEN, channel="call", medium="answered", duration=185, words=None),
        "Answered call. Lasted 3:05.",
    ),
    "a subject": (contact(WHEN, channel="email", subject="Us", words="Hi"), "Subject: “Us”. “Hi”"),
    "several": (contact(WHEN, channel="call", medium="missed", count=4, words=None), "4 times. Missed call."),
    "facts before words": (contact(WHEN, facts="Left a note.", words="Hi"), "Left a note. “Hi”"),
    "no text": (contact(WHEN, words=""), "(no text)"),
    "never sent": (contact(WHEN, words="Hi", flags=("not-sent",)), "“Hi” [never sent]"),
    "to a group": (contact(WHEN, words="Hi", flags=("group",)), "“Hi” [to a group]"),
}


@pytest.mark.parametrize("name", CONTACTS)
def test_what_a_contact_was_is_told_in_the_order_of_a_reader(name: str) -> None:
    """How many, which outcome, how long, the facts, then the exact words, then what the file says of them."""
    fact, words = CONTACTS[name]
    assert what(fact) == words


WAYS: dict[str, tuple[Contact, str]] = {
    "hidden": (contact(WHEN, channel="call", withheld=True), "call, number hidden"),
    "from": (contact(WHEN, medium="sms", identifier=HIS), "text (sms), from +44 7700 900355"),
    "to": (contact(WHEN, direction="out", identifier=HIS), "text, to +44 7700 900355"),
    "sent to nobody named": (contact(WHEN, direction="out"), "text, sent"),
    "came from nobody named": (contact(WHEN, channel="in-person"), "in-person"),
}


@pytest.mark.parametrize("name", WAYS)
def test_the_way_tells_the_direction_and_the_number_as_displayed(name: str) -> None:
    """A hidden number is called hidden; from and to are never mixed up."""
    fact, words = WAYS[name]
    assert way(fact) == words


def test_a_contact_without_a_word_is_told_by_its_way_alone() -> None:
    """Nothing stands after a colon that has nothing to say."""
    case = fold_facts(*STARTED, contact(WHEN, channel="gift", words=None))
    assert entry_line(case, case.all[7]) == "gift"


def test_the_matter_is_told_by_its_title() -> None:
    """The first entry says what the record is about, or that it was begun."""
    case = fold_facts(Matter(home_zone=LONDON, title="Notes on noise"))
    assert [entry_line(case, one) for one in case.all.values()] == ["record begun", "Notes on noise"]


def test_a_figure_is_printed_with_its_definition() -> None:
    """The same words for every reader; a figure without one is called by its name."""
    assert definition("night") == "Night: 22:00 to 06:00, local time where it happened; known hours only."
    assert definition("call") == "call"


def test_every_kind_of_the_record_has_its_line() -> None:
    """A new kind is told from the day it is there."""
    assert set(RECORD_KINDS) == set(lines._LINES)
