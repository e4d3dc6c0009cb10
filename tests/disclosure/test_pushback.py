"""What contacts said back to a boundary is counted, linked to its notice, and shown where it happened."""

from recordkeeper.audit.findings import audit
from recordkeeper.disclosure.pushback import PUSHBACK_WORDS
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.contacts import Same
from recordkeeper.records.vocabulary import Pushback, tokens
from tests.casebook import STARTED, contact, fold_facts, ms, stated
from tests.disclosure.leaving import leaving

AS_OF = ms("2026-04-01T00:00")


def test_every_tag_has_words() -> None:
    """No tag of the closed list is left without words for a reader."""
    assert tuple(PUSHBACK_WORDS) == tokens(Pushback)


def test_tags_are_counted_after_notice_and_named_by_entry() -> None:
    """Counts expanded, what is told twice once, what came before the notice not at all."""
    case = fold_facts(
        *STARTED,
        contact("2026-01-20T10:00", pushback=("insulted",)),
        contact("2026-02-01T10:00", pushback=("asked-why", "blamed"), count=3),
        contact("2026-02-03T10:00", pushback=("asked-why",)),
        contact("2026-02-03T10:00"),
        Same(entries=(9, 10)),
        contact("2026-02-04T10:00"),
    )
    found = audit(case, as_of=AS_OF).pattern
    assert found.pushback == {"asked-why": 4, "blamed": 3}
    assert found.serials["pushback"] == (8, 9)


def test_each_boundary_shows_what_was_said_back_to_it() -> None:
    """By the latest notice surely before; a boundary without any has no such line."""
    case = fold_facts(
        *STARTED,
        contact("2026-02-01T10:00", pushback=("promised",)),
        Boundary(no_contact=True),
        stated(8, "2026-03-01T10:00"),
        contact("2026-03-02T10:00", pushback=("denied-being-told",)),
        contact("2026-03-03T10:00", pushback=("denied-being-told", "apologised")),
        Boundary(ended=True),
    )
    first, second, third = leaving(case).boundaries
    assert first.remarks[-1] == "Noted by the keeper in contacts while it was in force: promised 1 (¶7)."
    assert second.remarks[-1] == (
        "Noted by the keeper in contacts while it was in force: "
        "denied being told 2 (¶10-11), apologised 1 (¶11)."
    )
    assert not any("Noted by" in remark for remark in third.remarks)


def test_a_row_shows_its_tags() -> None:
    """In the chronology, beside the words."""
    rows = leaving(fold_facts(*STARTED, contact("2026-02-01T10:00", pushback=("asked-why",)))).chronology
    assert rows[-1].what == "“hello” (asked why)"


def test_a_repeat_is_shown_as_restated() -> None:
    """The second statement by time, in whatever order the two were entered."""
    case = fold_facts(*STARTED, stated(4, "2026-02-05T10:00"), stated(4, "2026-01-01T10:00"))
    titles = [notice.title for notice in leaving(case).boundaries[0].notices]
    assert titles == [
        "S1, restated Thu 29 Jan 2026, 20:00, by text (¶5)",
        "S2, restated Thu 5 Feb 2026, 10:00, by text (¶7)",
        "S3, Thu 1 Jan 2026, 10:00, by text (¶8)",
    ]
