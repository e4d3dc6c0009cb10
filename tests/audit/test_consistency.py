"""The keeper's own contacts, answered calls, and what would make the record stronger."""

from recordkeeper.audit.consistency import Consistency
from recordkeeper.audit.findings import audit
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Trigger
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.custody import Receipt
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Identifier, Person
from tests.casebook import (
    NO_CALLS,
    RESPONDENT,
    STARTED,
    contact,
    fold_facts,
    moment,
    ms,
    stated,
)

AS_OF = ms("2026-04-01T00:00")


def consistency(*facts: Fact) -> Consistency:
    """The consistency of some facts after the standard case."""
    return audit(fold_facts(*STARTED, *facts), as_of=AS_OF).consistency


def own(when: str, **fields: object) -> Contact:
    """A text by the keeper."""
    return contact(when, **({"direction": "out"} | fields))


def test_own_contacts_after_notice_count_by_purpose_until_marked_not_given() -> None:
    """Imported ones are "not given" until the keeper says what they were about."""
    found = consistency(
        own("2026-01-20T10:00"),
        own("2026-02-01T10:00", purpose="children"),
        own("2026-02-02T10:00"),
        own("2026-02-03T10:00"),
        Marking(entries=((10, 10),), purpose="boundary"),
    )
    assert found.replies == 3
    assert found.by_purpose == {"boundary": 1, "children": 1, "not-given": 1}


def test_own_contacts_on_a_channel_then_closed_are_named() -> None:
    """A call by the keeper on a channel they closed; one about the children is excepted."""
    found = consistency(
        own("2026-02-01T10:00", channel="call"),
        own("2026-02-02T10:00", channel="call", purpose="children"),
        own("2026-02-03T10:00"),
    )
    assert found.closed_channel == (7,)


def test_answered_calls_are_counted_apart() -> None:
    """By the answer recorded, or by the phone's own word for it."""
    found = consistency(
        contact("2026-02-01T10:00", channel="call", medium="answered"),
        contact("2026-02-02T10:00", channel="call", answered=True),
        contact("2026-02-03T10:00", channel="call", medium="missed"),
    )
    assert (found.answered_calls, found.answered) == (2, (7, 8))


def test_contact_begun_is_after_six_hours_of_quiet_and_answers_nothing() -> None:
    """A message after a quiet day is begun by the keeper; one soon after his, or an answer, is not."""
    found = consistency(
        own("2026-02-01T10:00"),
        contact("2026-02-02T10:00"),
        own("2026-02-02T10:30"),
        own("2026-02-05T10:00", answers=8),
    )
    assert (found.begun, found.began) == (1, (7,))


def test_a_message_to_someone_else_is_no_reply() -> None:
    """Only what went to the other person, or to who acts for them, is about this boundary."""
    friend = Person(role="other", name="F")
    number = Identifier(type="phone", value="+44 7700 900123", person=7, basis="friend")
    found = consistency(friend, number, own("2026-02-01T10:00", identifier="+44 7700 900123"))
    assert found.replies == 0


def test_without_a_notice_there_is_nothing_to_be_consistent_with() -> None:
    """Zeros, not blame."""
    case = fold_facts(RESPONDENT, own("2026-02-01T10:00"))
    assert audit(case, as_of=AS_OF).consistency == Consistency()


def stronger(*facts: Fact) -> list[tuple[str, str]]:
    """What would make a record stronger: the entry and the command."""
    return [(one.entry, one.command) for one in audit(fold_facts(*facts), as_of=AS_OF).stronger]


def test_what_would_help_names_the_entry_and_the_command() -> None:
    """An unproven notice, a missing proof, a missing basis and a vague time, each with its mend."""
    facts = (
        RESPONDENT,
        Identifier(type="phone", value="+44 7700 900355", person=2),
        NO_CALLS,
        stated(4),
        Consequence(action="block", statement=5, trigger=Trigger(type="any")),
        ConsequenceStep(consequence=6, step="done", when=moment("2026-02-05T10:00")),
        contact("2026-02-01"),
    )
    assert stronger(*facts) == [
        ("S1", "rk boundary delivered S1 --status read --proof FILE"),
        ("7", "rk attach 7 FILE"),
        ("1", "rk anchor new -o DIR"),
        ("3", "rk amend 3 --basis TEXT --reason TEXT"),
        ("8", "rk amend 8 --when TIME --reason TEXT"),
    ]


def test_a_boundary_not_yet_stated_is_named_first() -> None:
    """Until it is stated it is in force for nobody."""
    assert stronger(*STARTED, Boundary(no_contact=True))[0] == ("B2", "rk boundary stated B2")


def test_a_whole_record_has_nothing_to_mend() -> None:
    """No advice where none is needed."""
    seen = Receipt(
        type="email",
        count=7,
        head="7" * 64,
        file=FileRef(sha256="e" * 64, size=1),
        witnessed_at=ms("2026-06-02T09:00"),
    )
    assert stronger(*STARTED, contact("2026-02-01T10:00"), seen) == []


def test_what_no_outsider_has_seen_is_named_from_its_first_entry() -> None:
    """What an outsider saw needs no other; a receipt alone is no reason to ask for the next."""
    seen = Receipt(
        type="scan",
        count=6,
        head="6" * 64,
        file=FileRef(sha256="e" * 64, size=1),
        witnessed_at=ms("2026-06-02T09:00"),
    )
    assert stronger(*STARTED, seen) == []
    assert stronger(*STARTED, seen, contact("2026-02-01T10:00")) == [("8", "rk anchor new -o DIR")]
