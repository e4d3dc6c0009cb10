"""What of the book leaves in a bundle: an entry's public part whole, or its digest alone."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordkeeper.audit.findings import audit
from recordkeeper.audit.intervals import Window
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.disclosure.brief import Choices, brief
from recordkeeper.disclosure.evidence import Shown, evidence_shown
from recordkeeper.ledger.casefile import fold
from recordkeeper.ledger.correcting import correct
from recordkeeper.ledger.heads import head_text
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Marking, Same
from recordkeeper.records.custody import Attachment, Erasure, Receipt, Withdrawal
from recordkeeper.records.fact import FileRef
from recordkeeper.records.keeping import Note
from recordkeeper.records.people import Identifier, Matter, Person
from recordkeeper.vault.making import create_vault
from tests.casebook import LONDON, STARTED, contact, moment, ms

AS_OF = ms("2026-04-01T12:00")
FIRST = 7
"""The serial of the first entry after the matter and the standard case."""


@pytest.fixture(autouse=True)
def former_umask() -> Iterator[None]:
    """Opening a record sets the umask for the whole process; give it back."""
    former = os.umask(0o077)
    yield
    os.umask(former)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A record of the standard case: the respondent is P1, B1 allows texts about the children."""
    with Ledger(create_vault(tmp_path / "record", [KeyFileSecret(bytes(range(40)))])) as made:
        made.append([Matter(home_zone=LONDON), *STARTED])
        yield made


def leaving(ledger: Ledger, choices: Choices | None = None) -> Shown:
    """What of the book leaves."""
    case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    return evidence_shown(brief(case, audit(case, as_of=AS_OF), choices or Choices()), ledger)


def shown(found: Shown) -> set[int]:
    """The serials shown."""
    return {serial for serial, one in enumerate(found.evidence.entries, 1) if one.public is not None}


def stored(ledger: Ledger, data: bytes, name: str = "door.jpg", type_: str = "image/jpeg") -> FileRef:
    """A file kept in the record."""
    kept = ledger.keep_file(lambda: io.BytesIO(data))
    return FileRef(sha256=kept.sha256, size=kept.size, name=name, type=type_)


def test_an_entry_leaves_in_its_public_part_and_the_private_book_is_not_counted(ledger: Ledger) -> None:
    """The words are there, the place is not, and a note advertises nothing."""
    ledger.append([contact("2026-02-01T21:04", words="answer me", location="at home"), Note(words="afraid")])
    found = leaving(ledger)
    public = found.evidence.entries[FIRST - 1].public
    assert public is not None
    assert json.loads(public.bytes)["words"] == "answer me"
    data = b"".join(found.lines())
    assert b"at home" not in data
    assert b"afraid" not in data
    assert (found.evidence.count, found.shown, found.withheld, found.erased) == (7, 7, 0, 0)


def test_the_head_given_is_that_of_the_book(ledger: Ledger) -> None:
    """By which a reader finds out whether the digests lead to it."""
    found = leaving(ledger)
    assert found.evidence.head == ledger.head().link.hex()
    assert found.heads == {6: head_text(ledger.vault_id, ledger.head())}


def test_a_contact_outside_the_window_leaves_with_all_that_is_said_of_it(ledger: Ledger) -> None:
    """Its correction has its old words, its withdrawal a reason, its file a name."""
    ledger.append([contact("2026-02-01T21:04", words="early"), contact("2026-03-01T21:04", words="late")])
    early = ledger.entry(FIRST)
    assert early.fact is not None
    photo = stored(ledger, b"photo")
    ledger.append(
        [
            correct(early, early.fact, "words", "earlier", "misread"),
            Attachment(to=FIRST, files=(photo,), when=moment(None)),
            Marking(entries=((FIRST, FIRST),), purpose="children"),
            Marking(entries=((FIRST, FIRST + 1),), purpose="children"),
            Same(entries=(FIRST, FIRST + 1), apart=True),
            Withdrawal(target=ledger.target(FIRST), reason="not his"),
            Withdrawal(target=ledger.target(FIRST + 1), reason="a slip"),
        ]
    )
    found = leaving(ledger, Choices(window=Window(since=ms("2026-02-15T00:00"))))
    assert shown(found) == {1, 2, 3, 4, 5, 6, 8, 12, 13, 15}
    assert found.evidence.files == ()
    assert shown(leaving(ledger)) == set(range(1, 16))


def test_a_recording_not_all_knew_of_leaves_no_trace(ledger: Ledger) -> None:
    """Neither the entry that says so, nor one that was corrected to say so, nor the file."""
    sound = stored(ledger, b"sound", "voice.m4a", "audio/mp4")
    ledger.append(
        [
            contact("2026-02-01T21:04", files=(sound,), recording="not-all-knew"),
            contact("2026-02-02T21:04", files=(sound,), recording="left"),
        ]
    )
    later = ledger.entry(FIRST + 1)
    assert later.fact is not None
    ledger.append([correct(later, later.fact, "recording", "not-all-knew", "asked a lawyer")])
    found = leaving(ledger)
    assert shown(found) == set(range(1, FIRST))
    assert found.evidence.files == ()


def test_what_is_known_of_a_child_or_of_the_keeper_is_withheld_whole(ledger: Ledger) -> None:
    """Their numbers stand in a public part; a document leaves them out, sealed bytes cannot."""
    ledger.append(
        [
            Person(role="child", name="Kim", label="child 1"),
            Identifier(type="phone", value="+44 7700 900778", person=FIRST),
            Identifier(type="phone", value="+44 7700 900001", keeper=True),
            contact("2026-02-01T21:04", identifier="+44 7700 900778"),
        ]
    )
    found = leaving(ledger)
    assert shown(found) == {*range(1, FIRST + 1)}
    assert b"7700 900778" not in b"".join(found.lines())


def test_a_correction_of_a_private_field_is_withheld(ledger: Ledger) -> None:
    """Even that a place was corrected says something."""
    ledger.append([contact("2026-02-01T21:04", location="at home")])
    entry = ledger.entry(FIRST)
    assert entry.fact is not None
    ledger.append([correct(entry, entry.fact, "location", "at work", "a slip")])
    assert FIRST + 1 not in shown(leaving(ledger))


def test_an_erased_entry_is_marked_and_one_of_a_newer_kind_is_withheld(ledger: Ledger) -> None:
    """Its place and digest leave; the erasure says why."""
    ledger.append([contact("2026-02-01T21:04")])
    target = ledger.target(FIRST)
    ledger.append([Erasure(target=target, reason="intimate", of_kind="contact")])
    with ledger._vault.transaction() as writing:
        writing.remove_content("record", FIRST)
    found = leaving(ledger)
    assert found.evidence.entries[FIRST - 1].erased
    assert (found.shown, found.withheld, found.erased) == (7, 0, 1)


def test_files_are_named_by_their_marks_and_kinds_and_receipts_are_exhibits(ledger: Ledger) -> None:
    """Never by their own names, which may say more; a withdrawn entry's files stay."""
    photo, text = stored(ledger, b"photo"), stored(ledger, b"<html>", "../../x.html", "text/html")
    unknown = stored(ledger, b"\0", "x", "application/x-unheard-of")
    head = ledger.head()
    ledger.append(
        [contact("2026-02-01T21:04", files=(photo, text)), contact("2026-02-02T21:04", files=(photo,))]
    )
    ledger.append([Withdrawal(target=ledger.target(FIRST + 1), reason="twice")])
    ledger.append([Receipt(type="scan", count=head.count, head=head.link.hex(), file=unknown)])
    found = leaving(ledger)
    assert {file.path: file.sha256 for file in found.evidence.files} == {
        "exhibits/E7.jpg": photo.sha256,
        "exhibits/E7-2.html.txt": text.sha256,
        "exhibits/E10.bin": unknown.sha256,
    }
    assert found.heads.keys() == {6, 10}
    assert found.heads[6] == head_text(ledger.vault_id, head)


def test_what_another_command_adds_meanwhile_does_not_leave(ledger: Ledger) -> None:
    """The evidence is of the moment at which the case was read."""
    case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    ledger.append([contact("2026-02-01T21:04")])
    found = evidence_shown(brief(case, audit(case, as_of=AS_OF), Choices()), ledger)
    assert (found.evidence.count, len(found.evidence.entries)) == (6, 6)
