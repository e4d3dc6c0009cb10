"""What leaves, and what never does."""

import pytest

from recordkeeper.audit.findings import audit
from recordkeeper.audit.intervals import Window
from recordkeeper.disclosure.brief import Choices
from recordkeeper.disclosure.disclose import disclose
from recordkeeper.errors import BadInput
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, Order, Trigger
from recordkeeper.records.contacts import Marking, Same
from recordkeeper.records.custody import Attachment, Correction, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Identifier, Person, WitnessAccount
from tests.casebook import STARTED, contact, fold_facts, imported, moment, ms, source, stated, target
from tests.disclosure.leaving import AS_OF, disclosed, written

PRIVATE_FACTS: tuple[Fact, ...] = (
    contact(
        "2026-02-10T10:00",
        location="CANARY-location",
        impact="CANARY-impact",
        keeper_identifier="CANARY-own-number",
        shown_name="CANARY-shown-name",
        group=("CANARY-group",),
        exif=("CANARY-exif",),
    ),
    Person(role="child", label="child 1", name="CANARY-child", description="CANARY-child-about"),
    Person(role="witness", label="witness 1", name="CANARY-witness", vehicle="CANARY-plate"),
    Identifier(type="phone", value="CANARY-own", keeper=True, basis="CANARY-own-basis"),
    Identifier(type="phone", value="CANARY-witness-number", person=9, basis="CANARY-witness-basis"),
    Measure(type="block", channel="call", when=moment("2026-02-11T10:00"), why="CANARY-why-blocked"),
    Order(type="Order", issued=moment("2026-02-11"), terms=("Not to call",), protected=("CANARY-place",)),
    WitnessAccount(person=9, words="I saw him."),
    ConsequenceStep(
        consequence=7,
        step="withdrawn",
        when=moment("2026-02-11T10:00"),
        reason_class="advised",
        reason="CANARY-reason",
    ),
    Correction(
        target=target(13),
        field="protected",
        old=("CANARY-place",),
        new=("CANARY-new-place",),
        reason="CANARY-moved",
        of_private=True,
    ),
    Correction(
        target=target(7),
        field="location",
        old="CANARY-location",
        new="CANARY-new-location",
        reason="CANARY-why",
        of_private=True,
    ),
)


@pytest.mark.parametrize("profile", ["consult", "court"])
def test_no_private_field_leaves(profile: str) -> None:
    """A canary in every private field of every kind is in nothing that leaves."""
    consequence = Consequence(action="block", statement=5, trigger=Trigger(type="any"))
    found = disclosed(consequence, *PRIVATE_FACTS[1:-1], choices=Choices(profile=profile))  # type: ignore[arg-type]
    with_contact = disclosed(*PRIVATE_FACTS, choices=Choices(profile=profile))  # type: ignore[arg-type]
    assert "CANARY" not in written(found)
    assert "CANARY" not in written(with_contact)


def test_the_canary_itself_is_seen_when_it_leaves() -> None:
    """The search finds a word that does leave: the check above can fail."""
    assert "CANARY" in written(disclosed(contact("2026-02-10T10:00", words="CANARY")))


def test_a_private_field_leaves_only_when_asked_for_by_name() -> None:
    """Asking for the impact gives the impact, and no other private field."""
    text = written(disclosed(*PRIVATE_FACTS, choices=Choices(include=("impact",))))
    assert "CANARY-impact" in text
    assert "CANARY-location" not in text
    assert "CANARY-child" not in text


def test_people_the_keeper_leans_on_are_not_in_court_papers() -> None:
    """A lawyer's or an advocate's name stands in the lawyer's copy, never in what is served."""
    advocate = Person(role="advocate", name="ADVOCATE-NAME")
    number = Identifier(type="phone", value="+44 7700 900444", person=7, basis="given")
    assert "ADVOCATE-NAME" in written(disclosed(advocate, number))
    court = written(disclosed(advocate, number, choices=Choices(profile="court")))
    assert "ADVOCATE-NAME" not in court
    assert "900444" not in court


def test_messages_of_bystanders_stay_out_of_court_papers_and_that_is_said() -> None:
    """With everyone imported, a friend's words are left out, and the document says how many are shown."""
    friend = Person(role="other", name="Friend")
    number = Identifier(type="phone", value="+44 7700 900123", person=7, basis="friend")
    facts = (
        friend,
        number,
        source(),
        imported("2026-02-10T10:00", 9, identifier="+44 7700 900123", words="FRIEND"),
    )
    found = disclosed(*facts, choices=Choices(profile="court"))
    assert "FRIEND" not in written(found)
    assert "0 of 1 contact entries are shown" in found.covers
    assert "FRIEND" in written(disclosed(*facts))


def test_consequences_are_whole_or_not_there_at_all() -> None:
    """Left out, nothing of any of them is in the document, nor in its figures, and that is said."""
    consequence = Consequence(action="BLOCK-HIS-NUMBER", statement=5, trigger=Trigger(type="any"))
    step = ConsequenceStep(consequence=7, step="done", when=moment("2026-02-11T10:00"), facts="BLOCKED-IT")
    assert "BLOCK-HIS-NUMBER" in written(disclosed(consequence, step))
    found = disclosed(consequence, step, choices=Choices(profile="court", consequences="none"))
    assert "BLOCK" not in written(found)
    assert found.follow_through is None
    assert "left out as a whole" in found.covers


def test_a_probable_double_stops_court_papers_with_the_command_that_settles_it() -> None:
    """A number that might be counted twice is never served; the lawyer's copy names it."""
    facts = (
        source(),
        imported("2026-02-10T21:39", 7, channel="call", words=None),
        contact("2026-02-10T21:40", channel="call", words=None),
    )
    with pytest.raises(BadInput) as refused:
        disclosed(*facts, choices=Choices(profile="court"))
    assert "rk same 9 8" in refused.value.advice
    assert disclosed(*facts).figures["pattern"]["outside"] == 1  # type: ignore[index]


def test_a_withdrawn_contact_is_printed_struck_through_with_its_reason() -> None:
    """Nothing disappears: the schedule strikes it, and A9 says why."""
    found = disclosed(
        contact("2026-02-10T10:00", words="mine"), Withdrawal(target=target(7), reason="not from them")
    )
    assert [row.struck for row in found.schedule] == [True]
    assert found.changes[0].reason == "not from them"
    assert "mine" in found.changes[0].old


def test_a_correction_shows_what_was_there_before() -> None:
    """Old and new stand beside each other, with the reason."""
    change = Correction(target=target(7), field="words", old="helo", new="hello", reason="typing slip")
    found = disclosed(contact("2026-02-10T10:00", words="helo"), change)
    assert (found.changes[0].old, found.changes[0].new) == ("helo", "hello")
    assert "“hello”" in found.schedule[0].what


def test_a_burst_is_one_row_and_every_contact_is_in_the_schedule() -> None:
    """Fourteen calls in an evening: one row with its range of ¶, fourteen in the annex."""
    burst = [contact(f"2026-02-10T21:{minute:02}", channel="call", words=None) for minute in range(14)]
    found = disclosed(*burst)
    rows = [row for row in found.chronology if row.kind == "contact"]
    assert [row.mark for row in rows] == ["7-20"]
    assert "14 contacts between 21:00 and 21:13" in rows[0].what
    assert [row.mark for row in found.schedule] == [str(serial) for serial in range(7, 21)]


def test_tagged_contacts_of_a_burst_are_quoted() -> None:
    """A threat in the middle of an evening is read in the chronology, not only in the annex."""
    burst = [
        contact(f"2026-02-10T21:{minute:02}", channel="call", words=f"call {minute}") for minute in range(9)
    ]
    found = disclosed(*burst, Marking(entries=((11, 11),), acts=("threat",)))
    row = next(row for row in found.chronology if row.kind == "contact")
    assert "“call 4” (words quoted as a threat)" in row.what
    assert "“call 3”" not in row.what


def test_contacts_before_notice_stand_apart_in_full_words() -> None:
    """They are shown, not counted, and not in the chronology."""
    found = disclosed(contact("2026-01-10T10:00", words="earlier words"))
    assert ["“earlier words”" in row.what for row in found.before_notice] == [True]
    assert all("earlier words" not in row.what for row in found.chronology)


def test_a_window_is_printed_with_how_many_contacts_it_leaves_out() -> None:
    """Showing a part is the keeper's choice, and the document says that it is a part."""
    facts = (contact("2026-02-10T10:00", words="FIRST"), contact("2026-03-10T10:00", words="SECOND"))
    found = disclosed(*facts, choices=Choices(window=Window(since=ms("2026-03-01T00:00"))))
    assert "1 of 2 contact entries are shown, since Sun 1 Mar 2026, 00:00." in found.covers
    assert "FIRST" not in written(found)


def test_a_late_entry_is_labelled_and_one_noted_at_once_is_not() -> None:
    """Recorded months after is said; noted on paper within the hour is said too, and is not late."""
    late = contact("2026-02-10T10:00")
    noted = contact("2026-02-11T10:00").having(noted_at=moment("2026-02-11T10:20"), noted_on="paper")
    found = disclosed(late, noted)
    assert [row[0] for row in found.late.rows] == ["¶7"]
    assert "noted 20 min after, on paper" in found.schedule[1].recorded


def test_the_other_number_of_an_unproven_first_notice_is_printed() -> None:
    """Both counts stand in A1 and A3 when the first statement has no proof and a later one has."""
    case = fold_facts(
        *STARTED[:3],
        stated(4, "2026-01-10T10:00"),
        stated(4, "2026-02-01T10:00"),
        STARTED[4].having(statement=6, when=moment("2026-02-01T11:00")),
        contact("2026-01-20T10:00", channel="call"),
        contact("2026-02-20T10:00", channel="call"),
    )
    found = disclose(case, audit(case, as_of=AS_OF), Choices())
    notice = next(line.text for line in found.summary.lines if line.label == "Notice")
    assert "arrival not proven: 2 contacts since then" in notice
    assert any("since the proven one 1 contact" in remark for remark in found.boundaries[0].remarks)


def test_a_recording_that_not_all_knew_of_is_held_out() -> None:
    """Neither its name nor its hash leaves; one the other person left does."""
    secret = FileRef(sha256="b" * 64, size=1, name="SECRET-TAPE.wav")
    left = FileRef(sha256="c" * 64, size=1, name="voicemail.wav")
    facts = (
        contact("2026-02-10T10:00"),
        Attachment(to=7, when=moment(None), files=(secret,), recording="not-all-knew"),
        Attachment(to=7, when=moment(None), files=(left,), recording="left"),
        contact("2026-02-11T10:00", files=(secret,), recording="not-all-knew"),
    )
    text = written(disclosed(*facts))
    assert "voicemail.wav" in text
    assert "SECRET-TAPE" not in text
    assert "b" * 64 not in text


def test_that_not_all_knew_of_a_recording_is_not_told_by_its_correction_either() -> None:
    """Neither when it was called so later, nor when it was called so at first; the reason stays too."""
    tape = FileRef(sha256="b" * 64, size=1, name="tape.wav")
    for old, new in (("left", "not-all-knew"), ("not-all-knew", "left")):
        change = Correction(target=target(7), field="recording", old=old, new=new, reason="REASON")
        found = disclosed(contact("2026-02-10T10:00", files=(tape,), recording=old), change)
        text = written(found)
        assert (found.changes, "not-all-knew" in text, "REASON" in text) == ((), False, False)
        assert ("tape.wav" in text) == (new == "left")
    change = Correction(target=target(7), field="recording", old="left", new="all-knew", reason="REASON")
    told = disclosed(contact("2026-02-10T10:00", files=(tape,), recording="left"), change)
    assert (told.changes[0].old, told.changes[0].new) == ("left", "all-knew")


def test_a_witness_s_number_is_as_private_as_the_name() -> None:
    """With everyone's messages imported, a witness stands in the lawyer's copy by label alone."""
    witness = Person(role="witness", label="witness 1", name="NAME")
    number = Identifier(type="phone", value="+44 7700 900288", person=7, basis="friend")
    facts = (
        witness,
        number,
        source(),
        imported("2026-02-10T10:00", 9, identifier="+44 7700 900288", words="SAW"),
    )
    text = written(disclosed(*facts))
    assert "SAW" in text
    assert "900288" not in text


def test_a_burst_counts_what_is_told_twice_once() -> None:
    """Three calls, one of them typed as well, are three contacts in the row that draws them together."""
    calls = [imported(f"2026-02-10T21:{minute:02}", 7, channel="call", words=None) for minute in (0, 5, 9)]
    typed = contact("2026-02-10T21:05", channel="call", words=None)
    found = disclosed(source(), *calls, typed, Same(entries=(9, 11)))
    row = next(row for row in found.chronology if row.kind == "contact")
    assert "3 contacts between 21:00 and 21:09" in row.what
