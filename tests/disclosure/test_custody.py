"""A9, A10 and A12: changes beside what was there before, sources with their damage, what is left."""

from typing import Any

import pytest

from recordkeeper.audit.intervals import Window
from recordkeeper.disclosure.brief import Choices
from recordkeeper.disclosure.disclosed import Disclosed
from recordkeeper.disclosure.lines import entry_line
from recordkeeper.records.contacts import Marking
from recordkeeper.records.custody import Correction, ErasedSource, Erasure, Skipped
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Person
from tests.casebook import STARTED, contact, fold_facts, moment, ms, source, target
from tests.disclosure.leaving import disclosed, erased, leaving

EARLIER = {"at": ms("2026-02-10T09:00"), "until": ms("2026-02-10T09:00"), "written": "10 feb 9:00"}
CHANGES: dict[str, tuple[str, Any, Any, tuple[str, str]]] = {
    "nothing before": ("medium", None, "sms", ("nothing", "sms")),
    "several": ("acts", ("threat", "weapon"), ("threat",), ("threat, weapon", "threat")),
    "a time": (
        "when",
        EARLIER | {"precision": "exact", "basis": "typed", "clock": "keeper"},
        {"precision": "unknown", "basis": "typed", "clock": "keeper"},
        ("Tue 10 Feb 2026, 09:00 (10 feb 9:00)", "time not known"),
    ),
    "a time in words": (
        "when",
        {"written": "some day", "precision": "unknown", "basis": "typed", "clock": "keeper"},
        {"written": "one night", "precision": "unknown", "basis": "typed", "clock": "keeper"},
        ("some day", "one night"),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_old_and_new_stand_side_by_side_in_words(name: str) -> None:
    """Whatever was corrected, a reader sees what stood there before, never a program's notation."""
    field, old, new, words = CHANGES[name]
    change = Correction(target=target(7), field=field, old=old, new=new, reason="looked again")
    found = disclosed(contact("2026-02-10T10:00"), change).changes[0]
    assert (found.old, found.new) == words
    assert (found.mark, found.what, found.reason) == ("¶7", f"{field}, by ¶8", "looked again")


def test_a_marking_is_told_in_words() -> None:
    """Purpose, acts, what it answers, who acted and the keeper's choice, apart from corrections."""
    proxy = Person(role="proxy", name="Sam Roe")
    said = Marking(entries=((8, 9),), purpose="mixed", acts=("threat",), answers=5, via=7, pick="worst")
    found = disclosed(proxy, contact("2026-02-10T10:00"), contact("2026-02-11T10:00"), said)
    assert found.markings.rows == (
        (
            "¶10",
            "¶8-9",
            "mixed; words quoted as a threat; answers ¶5; acted: P2; keeper's choice: worst",
            "Mon 1 Jun 2026",
        ),
    )


def told(found: Disclosed, number: int = 0) -> dict[str, str]:
    """One imported file as a reader sees it."""
    return {line.label: line.text for line in found.sources[number]}


def test_an_imported_file_tells_its_damage_and_what_was_not_read() -> None:
    """Counts, what the file itself says, the damage and each thing skipped stand beside its hash."""
    fact = source(2).having(
        name="sms.xml",
        declared=4,
        skipped=(Skipped(locator="record 3, byte 90", reason="no type"),),
        damage=("byte 400: it ends within a message",),
        first=ms("2026-02-01T10:00"),
        last=ms("2026-02-03T11:30"),
        zone_basis="epoch",
        completeness="Deleted messages are not in such a file.",
    )
    found = told(disclosed(fact))
    assert found["Not read"] == "record 3, byte 90: no type"
    assert found["Damage"] == "byte 400: it ends within a message"
    assert found["Counts"].startswith("2 read: 2 made entries, 0 had already, 0 with other people left")
    assert found["Counts"].endswith("; the file itself says 4")
    assert found["Covers"] == "Sun 1 Feb 2026, 10:00 to Tue 3 Feb 2026, 11:30"
    assert found["Times"].startswith("counted by the phone in milliseconds since 1970")
    assert found["Kept"] == "the whole file"


def test_what_such_files_leave_out_is_said_once() -> None:
    """The second file of the same app refers to the first; one kept in part says so."""
    note = "Deleted messages are not in such a file."
    first, second = source().having(completeness=note), source().having(completeness=note, kept="matching")
    found = disclosed(first, second)
    assert told(found)["Leaves out"] == note
    assert told(found, 1)["Leaves out"] == "as for ¶7"
    assert told(found, 1)["Kept"] == "the cited parts and the SHA-256"
    assert told(found, 1)["Options"] == "the other side's messages"


def test_an_erased_entry_is_counted_where_the_document_says_what_it_covers() -> None:
    """Its place remains, its content does not, and a reader is told how many there are."""
    case = erased(fold_facts(*STARTED, contact("2026-02-10T10:00", words="GONE")), 7)
    found = leaving(case)
    assert found.covers.endswith("1 entry has no readable content.")
    assert "GONE" not in repr(found)
    assert found.integrity.count == 7


def gone(*more: Fact, **fields: Any) -> Disclosed:
    """What leaves of a case whose entry 7 was erased by entry 8."""
    by = Erasure(target=target(7), reason="not mine to keep", **fields)
    return leaving(erased(fold_facts(*STARTED, contact("2026-02-10T10:00", words="GONE"), by, *more), 7))


def test_an_erasure_is_told_with_its_reason() -> None:
    """What kind of entry it was, when and why, first among what was changed; on page one and at the head."""
    found = gone(of_kind="contact")
    (change,) = found.changes
    assert (change.mark, change.what, change.old, change.reason) == (
        "¶7",
        "erased by ¶8",
        "",
        "not mine to keep",
    )
    assert change.new == "The content of this entry (contact) was removed; its place and its seal are kept."
    assert found.covers.endswith("none left out. The content of 1 entry was erased (A9).")
    assert found.covers in found.summary.context
    assert (found.integrity.count, found.integrity.erased) == (8, 1)
    assert found.integrity.statements[-1].startswith("What an erased entry said was removed by the keeper")
    assert found.schedule == ()
    assert "GONE" not in repr(found)


def test_what_was_never_erased_is_not_spoken_of() -> None:
    """No erasure, no sentence about one."""
    found = disclosed(contact("2026-02-10T10:00"))
    assert found.integrity.erased == 0
    assert "erased" not in repr((found.covers, found.changes, found.integrity.statements, found.summary))


def test_an_erasure_that_names_no_kind_claims_none() -> None:
    """Another program may leave it out."""
    assert "(kind not recorded)" in gone().changes[0].new
    by = fold_facts(Erasure(target=target(1), reason="why")).all[2]
    assert entry_line(fold_facts(), by) == "content of #1 erased: why"
    by = fold_facts(Erasure(target=target(1), reason="why", of_kind="note")).all[2]
    assert entry_line(fold_facts(), by) == "content of #1 (note) erased: why"


def test_a_source_of_which_a_part_was_erased_says_so() -> None:
    """It is not the whole file any more, whatever it was when it was kept."""
    part = ErasedSource(sha256="a" * 64, ranges=((0, 1),), afterwards="b" * 64)
    found = gone(source(), of_kind="contact", sources=(part,))
    kept = "the whole file; what was erased is overwritten with zeros (¶8)"
    assert told(found)["Kept"] == kept


def test_a_window_with_an_end_is_printed_with_it() -> None:
    """Contacts after the end are left out, and the document names the end."""
    facts = (contact("2026-02-10T10:00"), contact("2026-03-10T10:00", words="LATER"))
    found = disclosed(*facts, choices=Choices(window=Window(until=ms("2026-03-01T00:00"))))
    assert "1 of 2 contact entries are shown, before Sun 1 Mar 2026, 00:00." in found.covers
    assert "LATER" not in repr(found)


def test_exhibits_are_listed_with_their_hashes() -> None:
    """Mark, paragraph, name, size and SHA-256: what is needed to check a file that was handed over."""
    photo = FileRef(sha256="e" * 64, size=48, name="note.jpg")
    found = disclosed(contact("2026-02-10T10:00", files=(photo,)))
    assert found.integrity.exhibits.rows == (("E7", "¶7", "note.jpg, 48 bytes", "e" * 64),)
    assert disclosed().integrity.exhibits.empty == "No exhibits."


def test_an_entry_noted_elsewhere_tells_how_soon() -> None:
    """The note's own delay stands before the delay of the entry."""
    late = contact("2026-02-10T10:00").having(noted_at=moment("2026-02-10T09:50"), noted_on="phone")
    assert disclosed(late).schedule[0].recorded.startswith("noted 0 s after, on phone; recorded 111 days")
