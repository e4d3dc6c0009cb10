"""What waits for the keeper's yes is given back as it was, or read from the file again."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import BadInput, RecordkeeperError
from recordkeeper.intake import tally
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.export import export_at
from recordkeeper.intake.gathered import Gathered
from recordkeeper.intake.preview import preview
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact, SourceRef
from recordkeeper.records.fact import FileRef
from recordkeeper.records.moment import Moment
from tests.intake.conftest import Make
from tests.intake.exports import THEM, sms

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CONTACTS = st.builds(
    Contact,
    when=st.builds(
        Moment,
        at=st.none() | st.integers(0, 2**42),
        written=TEXT,
        precision=st.sampled_from(["exact", "unknown"]),
        basis=st.just("epoch"),
        clock=st.just("server"),
    ),
    direction=st.sampled_from(["in", "out"]),
    channel=st.sampled_from(["text", "call", "email"]),
    identifier=TEXT,
    words=st.none() | TEXT,
    group=st.tuples(TEXT, TEXT),
    answered=st.none() | st.booleans(),
    flags=st.just(("omitted", "group")),
    source=st.builds(
        SourceRef,
        entry=st.just(3),
        element=st.integers(1, 2**53),
        start=st.just(0),
        end=st.just(9),
        member=TEXT,
    ),
    files=st.tuples(st.builds(FileRef, sha256=st.just("0" * 64), size=st.just(1), name=TEXT)),
)


@settings(max_examples=30)
@given(st.lists(CONTACTS, max_size=5), st.integers(1, 400))
def test_contacts_come_back_as_they_were(some: list[Contact], times: int) -> None:
    """Every field of each, in order, as often as asked."""
    gathered = Gathered()
    for contact in some * times:
        gathered.add(contact)
    assert gathered.whole
    assert list(gathered) == list(gathered) == some * times


def test_a_number_beyond_every_record_is_refused() -> None:
    """In words, as it would be when it is recorded."""
    gathered = Gathered()
    endless = Contact(
        when=Moment(precision="unknown", basis="epoch", clock="server"),
        direction="in",
        channel="call",
        duration=10**30,
    )
    for _one in range(511):
        gathered.add(endless)
    with pytest.raises(BadInput, match="too large"):
        gathered.add(endless)


def test_what_is_too_much_is_let_go() -> None:
    """Beyond the limit nothing is kept, and that is said."""
    gathered = Gathered(most=1000)
    for number in range(5000):
        gathered.add(
            Contact(
                when=Moment(precision="unknown", basis="epoch", clock="server", written=os.urandom(9).hex()),
                direction="in",
                channel="text",
                words=str(number),
            )
        )
    assert not gathered.whole


def test_an_export_too_large_to_wait_is_read_again(
    ledger: Ledger, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entries are the same as if it had waited."""
    export = make(*[sms(f"message {n}", n) for n in range(1200)])
    monkeypatch.setattr(tally, "Gathered", lambda: Gathered(most=10))
    seen = preview(ledger, export, THEM)
    assert not seen.gathered.whole
    done = bring_in(ledger, export, seen)
    assert done.entries is not None
    words = [ledger.entry(serial).fact for serial in done.entries]
    assert [one.words for one in words if isinstance(one, Contact)] == ["message 0", "message 1199"]


def test_one_that_changed_before_it_was_read_again_is_noticed(
    ledger: Ledger, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another message in place of one that was shown: nothing is recorded."""
    export = make(*[sms(f"message {n}", n) for n in range(1200)])
    monkeypatch.setattr(tally, "Gathered", lambda: Gathered(most=10))
    seen = preview(ledger, export, THEM)
    head = ledger.head()
    path = tmp_path / "sms.xml"
    path.write_bytes(
        path.read_bytes().replace(b"message 7&", b"message 8&").replace(b"message 77", b"message 78")
    )
    with pytest.raises(RecordkeeperError, match="not the same"):
        bring_in(ledger, export, seen)
    assert ledger.head() == head


@pytest.mark.parametrize("keep", ["whole", "matching"])
def test_a_file_written_to_after_it_was_shown_is_noticed(
    ledger: Ledger, make: Make, tmp_path: Path, keep: str
) -> None:
    """Whichever part of it is kept: its SHA-256 is that of what was shown, or nothing is recorded."""
    from dataclasses import replace

    export = make(sms("one", 1), sms("two", 2))
    seen = preview(ledger, export, replace(THEM, keep=keep))  # type: ignore[arg-type]
    path = tmp_path / "sms.xml"
    path.write_bytes(path.read_bytes().replace(b"one", b"six"))
    with pytest.raises(RecordkeeperError, match="not the same"):
        bring_in(ledger, export, seen)


def test_a_file_written_to_while_it_is_read_is_noticed(ledger: Ledger, tmp_path: Path) -> None:
    """Its hash would be that of other bytes than were read."""
    path = tmp_path / "sms.xml"
    path.write_text(f'<smses count="1">{sms("one", 1)}</smses>')
    export = export_at(path)

    def write(records: int, _read: int, _size: int) -> None:
        if not records:
            path.write_text(f'<smses count="1">{sms("another", 1)}</smses>')

    with pytest.raises(RecordkeeperError, match="not the same"):
        preview(ledger, export, THEM, on_progress=write)
