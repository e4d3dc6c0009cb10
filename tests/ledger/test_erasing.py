"""Erasure: what goes, what stays, what is refused, and that all of it is done or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from recordkeeper.errors import BadInput, IntegrityError, NotFound, RecordkeeperError
from recordkeeper.ledger.casefile import fold
from recordkeeper.ledger.erasing import REFERRING, erase, named_by, plan, without
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.verification import verify
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.consequences import Measure
from recordkeeper.records.contacts import Marking, Same, SourceRef
from recordkeeper.records.custody import (
    Attachment,
    Correction,
    Erasure,
    Receipt,
    Restored,
    Withdrawal,
)
from recordkeeper.records.fact import Fact, Serial, Target
from recordkeeper.records.kinds import RECORD_KINDS
from recordkeeper.records.people import Person
from recordkeeper.vault.box import Vault
from recordkeeper.vault.writing import Transaction
from tests.casebook import contact, moment, stated
from tests.ledger.erased import EXPORT, case_of, corrected, erased, kept, messages, planned, source
from tests.ledger.few_facts import MATTER, calls


def test_its_corrections_and_attachments_go_with_it(ledger: Ledger, vault: Vault) -> None:
    """They hold its words and its files, withdrawn ones too; each has an erasure of its own."""
    photo, other = kept(ledger, b"photo"), kept(ledger, b"other")
    ledger.append([MATTER, contact("2026-02-01T21:04", words="SECRET", files=(photo,)), *calls(1)])
    ledger.append(
        [corrected(ledger, 2, "words", "SECRETS"), Attachment(to=2, files=(other,), when=moment(None))]
    )
    ledger.append([corrected(ledger, 5, "captured_from", "SECRET phone")])
    ledger.append([Withdrawal(target=ledger.target(serial), reason="x") for serial in (4, 5, 2)])
    agreed = erased(ledger, 2)
    assert agreed.serials == (2, 4, 5, 6)
    assert agreed.resting == (7, 8, 9)
    assert set(agreed.dropped) == {photo.sha256, other.sha256}
    case = case_of(ledger)
    assert case.gone == (2, 4, 5, 6)
    assert [(one.serial, one.fact.of_kind) for one in case.of(Erasure)] == [
        (10, "contact"),
        (11, "correction"),
        (12, "attachment"),
        (13, "correction"),
    ]
    assert not list(vault.files())
    assert "SECRET" not in repr(list(vault.rows("record")))
    assert verify(vault).result == "intact"


def test_a_file_stays_while_another_entry_cites_it(ledger: Ledger, vault: Vault) -> None:
    """It goes with the last one, and until then the plan says who keeps it."""
    photo = kept(ledger, b"photo")
    ledger.append([MATTER, *[contact("2026-02-01T21:04", files=(photo,)) for _ in range(2)]])
    agreed = erased(ledger, 2)
    assert (agreed.dropped, agreed.shared) == ((), ((photo.sha256, (3,)),))
    assert vault.has_file(photo.sha256)
    agreed = erased(ledger, 3)
    assert (agreed.dropped, agreed.shared) == ((photo.sha256,), ())
    assert not vault.has_file(photo.sha256)
    assert verify(vault).result == "intact"


REFUSED: tuple[tuple[Callable[[Ledger], Fact], str], ...] = (
    (lambda _ledger: Restored(count=0, head="0" * 64), "rk show 4"),
    (lambda ledger: Correction(target=ledger.target(2), field="facts", new="x", reason="x"), "rk erase 2"),
    (lambda ledger: Withdrawal(target=ledger.target(2), reason="x"), "rk erase 2"),
    (lambda _ledger: Marking(entries=((2, 3),), purpose="children"), "rk retract 4"),
    (lambda _ledger: Same(entries=(2, 3)), "rk retract 4"),
)


@pytest.mark.parametrize(("made", "advice"), REFUSED)
def test_what_others_rest_on_is_refused(ledger: Ledger, made: Callable[[Ledger], Fact], advice: str) -> None:
    """What proof rests on, and what says how another entry is read: each with the way that is left."""
    ledger.append([MATTER, *calls(2)])
    fact = made(ledger)
    if isinstance(fact, Restored):
        fact = fact.having(head=ledger.start().link.hex())
    ledger.append([fact])
    with pytest.raises(BadInput, match="is not erased") as error:
        planned(ledger, 4)
    assert error.value.advice.startswith("Nothing was erased. ")
    assert error.value.advice.endswith(advice)


def test_the_matter_a_receipt_and_an_erasure_are_never_erased(ledger: Ledger) -> None:
    """The record begins with the one, its proof is the other, and the third says what is gone."""
    reply = kept(ledger, b"reply")
    ledger.append([MATTER, *calls(1)])
    ledger.append([Receipt(type="scan", count=2, head=ledger.entry(2).link.hex(), file=reply)])
    erased(ledger, 2)
    for serial in (1, 3, 4):
        with pytest.raises(BadInput, match="is not erased"):
            planned(ledger, serial)


def test_a_withdrawal_may_go_after_what_it_withdrew(ledger: Ledger, vault: Vault) -> None:
    """Then nothing stands again that was taken back."""
    ledger.append([MATTER, *calls(1)])
    ledger.append([Withdrawal(target=ledger.target(2), reason="SECRET")])
    erased(ledger, 2)
    erased(ledger, 3)
    assert case_of(ledger).gone == (2, 3)
    assert verify(vault).result == "intact"


def test_what_is_not_there_is_said(ledger: Ledger) -> None:
    """Erased already, of a newer kind, or beyond the end: three different things."""
    ledger.append([MATTER, *calls(2)])
    erased(ledger, 2)
    with pytest.raises(NotFound, match="The content of entry 2 was erased already, by #4"):
        planned(ledger, 2)
    with pytest.raises(NotFound, match="There is no entry 9: the record ends at 4"):
        planned(ledger, 9)
    case = case_of(ledger)
    unread = fold(
        (without_fact for without_fact in without(list(ledger.entries("record")), planned(ledger, 3))),
        ledger.start(),
        ledger.vault_id,
    )
    assert (case.unread, unread.unread) == ((), (3,))
    with pytest.raises(NotFound, match="Entry 3 is of a newer kind"):
        plan(unread, 3, set())


def test_another_writer_in_between_is_noticed(ledger: Ledger, vault: Vault) -> None:
    """What goes may be more by now: nothing is erased, and the keeper looks again."""
    ledger.append([MATTER, *calls(2)])
    agreed = planned(ledger, 2)
    ledger.append([corrected(ledger, 2, "words", "more")])
    with pytest.raises(RecordkeeperError, match="Nothing was erased"):
        erase(ledger, agreed, "x")
    assert (case_of(ledger).gone, ledger.head().count, vault.parts("record")) == ((), 4, 8)


@pytest.mark.parametrize("step", ["remove_content", "zero_file", "drop_file"])
def test_all_of_it_is_done_or_nothing(
    ledger: Ledger, vault: Vault, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever fails last, entry, words in the source and file are as they were."""
    stored, photo = kept(ledger, EXPORT).sha256, kept(ledger, b"photo")
    first, second, third = messages(2)
    ledger.append([MATTER, source(stored), first, second.having(files=(photo,)), third])
    before = list(vault.rows("record"))
    agreed = planned(ledger, 4)

    def fails(*_given: object) -> None:
        raise IntegrityError("no")

    monkeypatch.setattr(Transaction, step, fails)
    with pytest.raises(IntegrityError, match="no"):
        erase(ledger, agreed, "x")
    assert list(vault.rows("record")) == before
    assert b"".join(vault.read_file(stored)) == EXPORT
    assert vault.has_file(photo.sha256)
    assert verify(vault).result == "intact"


def test_no_page_of_the_file_keeps_erased_words(ledger: Ledger, vault: Vault, place: Path) -> None:
    """Every page is decrypted, free ones too: overflow, indexes, stored files."""
    secret = [f"SECRET{number:03d}" for number in range(60)]
    photo = kept(ledger, b"SECRETPHOTO" * 400_000)
    export = b"".join(f"<sms>{words}</sms>".encode() for words in secret)
    stored, size = kept(ledger, export).sha256, len(export) // len(secret)
    ranges = tuple((at, at + size) for at in range(0, len(export), size))
    contacts = [
        one.having(words=words * (1 if number % 3 else 900))
        for number, (one, words) in enumerate(zip(messages(2, ranges), secret, strict=True))
    ]
    ledger.append([MATTER, source(stored), *contacts, contact(None, words="SECRETPHOTO", files=(photo,))])
    before = _decrypted(vault, place)
    # Of a packed file no word is found in clear; that of the entry is.
    assert all(words.encode() in before for words in (*secret, "SECRETPHOTO"))
    for serial in (*range(3, 63, 2), *range(62, 3, -2), 63):
        erased(ledger, serial)
    after = _decrypted(vault, place)
    assert b"SECRET" not in after
    assert b"not mine to keep" in after
    assert set(b"".join(vault.read_file(stored))) == {0}
    assert verify(vault).result == "intact"


def _decrypted(vault: Vault, place: Path) -> bytes:
    """All pages of log.db: AES-256-CBC, the IV at the end of each, before its seal (SQLCipher 4)."""
    data, size, reserved, initial = (place / "log.db").read_bytes(), 4096, 80, 16
    pages = []
    for start in range(0, len(data), size):
        page = data[start : start + size]
        body = page[initial if start == 0 else 0 : size - reserved]
        mode = modes.CBC(page[size - reserved : size - reserved + initial])
        decrypt = Cipher(algorithms.AES(vault._unlocked.data_key), mode).decryptor()
        pages.append(decrypt.update(body) + decrypt.finalize())
    return b"".join(pages)


def test_what_is_numbered_after_it_keeps_its_number(ledger: Ledger) -> None:
    """P2 stays P2 and B2 stays B2; the end of a measure never had a number to keep."""
    facts: list[Fact] = [Person(role="respondent", name="A"), Person(role="other", name="B")]
    facts += [Boundary(no_contact=True), Boundary(no_contact=True), stated(4), stated(5)]
    day = moment("2026-02-04")
    facts += [
        Measure(type="block", when=day),
        Measure(type="mute", when=day, ends=8),
        Measure(type="mute", when=day),
    ]
    ledger.append([MATTER, *facts])
    names = case_of(ledger).names
    assert names == {"P1": 2, "P2": 3, "B1": 4, "B2": 5, "S1": 6, "S2": 7, "M1": 8, "M2": 10}
    for serial in (2, 4, 6, 9, 8):
        erased(ledger, serial)
    case = case_of(ledger)
    assert case.names == names
    assert [one.fact.of_kind for one in case.of(Erasure)][3:] == ["measure-end", "measure"]
    assert case.standing(Statement)[0].serial == 7


def test_every_field_that_names_an_entry_is_known() -> None:
    """A kind that names another entry in a field of a new name would rest on it unseen."""
    found = {
        name
        for kind in RECORD_KINDS
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if get_origin(hint) is not type and _names_entries(hint)
    }
    assert found <= set(REFERRING)
    assert set(REFERRING) - found == set()


def _names_entries(hint: object) -> bool:
    if hint == Serial or hint in (Target, SourceRef):
        return True
    return get_origin(hint) is not Annotated and any(map(_names_entries, get_args(hint)))


def test_what_an_entry_names_is_read_from_each_form() -> None:
    """A serial, a list, ranges, a target, a place in a source; words that stand in a like field do not."""
    assert list(named_by(contact(None, person=2, witnesses=(3, 4), answers=5))) == [5, 2, 3, 4]
    assert list(named_by(Marking(entries=((2, 4), (9, 9)), via=5))) == [2, 3, 4, 9, 5]
    assert list(named_by(messages(7)[0])) == [7]
    assert list(named_by(Withdrawal(target=Target(serial=8, digest="0" * 64), reason="x"))) == [8]
    assert list(named_by(stated(4).having(to="+44 7700 900355"))) == [4]


def test_erased_words_that_are_back_are_damage(ledger: Ledger) -> None:
    """An older page put back brings the words too: whoever reads is told, not shown them."""
    ledger.append([MATTER, *calls(2)])
    ledger.append([Erasure(target=ledger.target(2), reason="x", of_kind="contact")])
    with pytest.raises(IntegrityError, match="Entry 2 is said to be erased, and its content is there"):
        case_of(ledger)
