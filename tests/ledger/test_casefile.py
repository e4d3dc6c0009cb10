"""The case file: what stands now, folded from the book and from nothing else."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.ledger import Head
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.consequences import Consequence, Measure, Trigger
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Attachment, Correction, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Matter, Person
from tests.books import books
from tests.casebook import LONDON, STAMP, contact, fold_facts, imported, moment, source, stated, target

START, VAULT = Head(0, bytes(32)), bytes(16)
CALLS = [contact("2026-02-01T21:04", words=f"call {number}") for number in range(6)]
"""Entries 2 to 7, after the matter."""


def entry(serial: int, fact: Fact | None) -> Entry:
    """An entry of a record book; without a fact, erased."""
    digest = serial.to_bytes(32, "big")
    kind = "" if fact is None else fact.kind
    stamp = None if fact is None else STAMP
    return Entry("record", serial, f"{serial:032x}", digest, digest, 1000 * serial, kind, fact, stamp)


def folded(*facts: Fact | None) -> CaseFile:
    """The case of these entries, numbered from 1."""
    return fold((entry(serial, fact) for serial, fact in enumerate(facts, 1)), START, VAULT)


def fix(serial: int, field: str, new: Any, *, private: bool = False) -> Correction:
    """A correction of one field."""
    return Correction(target=target(serial), field=field, new=new, reason="heard wrong", of_private=private)


def withdraw(serial: int) -> Withdrawal:
    """The withdrawal of an entry."""
    return Withdrawal(target=target(serial), reason="typed twice")


def photo(name: str) -> FileRef:
    """A file of some name."""
    return FileRef(sha256=name[0] * 64, size=1, name=name)


@settings(max_examples=25, deadline=None)
@given(books())
def test_folding_is_pure(facts: list[Fact]) -> None:
    """The same book gives the same case, as often as it is folded, from a list or from a stream."""
    entries = [entry(serial, fact) for serial, fact in enumerate([Matter(home_zone=LONDON), *facts], 1)]
    before = list(map(repr, entries))
    first = fold(entries, START, VAULT)
    assert fold(iter(entries), START, VAULT) == first
    assert list(map(repr, entries)) == before
    assert first.head == Head(len(entries), entries[-1].link)


@settings(max_examples=25, deadline=None)
@given(books())
def test_the_order_of_the_book_is_the_order_of_the_case(facts: list[Fact]) -> None:
    """Every fact is there once, in order of entry, kind by kind and all together."""
    case = fold_facts(*facts)
    assert list(case.all) == list(range(1, len(facts) + 2))
    for kind, of_it in case.by_kind.items():
        serials = [one.serial for one in of_it]
        assert serials == sorted(serials)
        assert all(type(one.fact) is kind for one in of_it)
    assert sorted(one.serial for of_it in case.by_kind.values() for one in of_it) == list(case.all)
    assert all(one.entry.fact == fact for one, fact in zip(list(case.all.values())[1:], facts, strict=True))


@settings(max_examples=25, deadline=None)
@given(books(), st.integers(0, 10))
def test_later_entries_never_change_what_was_recorded(facts: list[Fact], more: int) -> None:
    """The first part of a book is the first part of the longer one: same entries, same names."""
    shorter, longer = fold_facts(*facts), fold_facts(*facts, *CALLS[:more])
    assert [longer.all[serial].entry for serial in shorter.all] == [one.entry for one in shorter.all.values()]
    assert shorter.names.items() <= longer.names.items()


def test_an_empty_book_is_an_empty_case() -> None:
    """Nothing stands, the matter is not known, and UTC is claimed only for want of a zone."""
    case = folded()
    assert (case.head, case.vault_id, dict(case.all), case.gone) == (START, VAULT, {}, ())
    assert (case.matter, case.home_zone) == (Matter(home_zone="UTC"), "UTC")
    assert case.of(Contact) == case.standing(Contact) == ()


def test_what_was_erased_is_named_and_not_counted() -> None:
    """Its place is known, its words are nowhere."""
    case = folded(Matter(home_zone=LONDON), None, CALLS[0])
    assert (case.gone, list(case.all), case.head.count) == ((2,), [1, 3], 3)
    assert case.home_zone == LONDON


def test_a_correction_is_applied_and_the_original_kept() -> None:
    """Both are there to be printed together."""
    case = fold_facts(CALLS[0], fix(2, "words", "call nought"))
    one = case.one(2, Contact)
    assert one is not None
    assert (one.fact.words, one.entry.fact) == ("call nought", CALLS[0])
    assert [(change.serial, change.new, change.reason) for change in one.changes] == [
        (3, "call nought", "heard wrong")
    ]
    assert case.all[3].stands


def test_a_withdrawn_entry_stays_and_does_not_stand() -> None:
    """Visible, marked, counted nowhere; the earliest withdrawal is the one that counts."""
    case = fold_facts(CALLS[0], CALLS[1], withdraw(2), withdraw(2))
    assert [one.serial for one in case.of(Contact)] == [2, 3]
    assert [one.serial for one in case.standing(Contact)] == [3]
    withdrawn = case.all[2].withdrawn
    assert withdrawn is not None
    assert (withdrawn.serial, withdrawn.fact.reason) == (4, "typed twice")


def test_a_withdrawn_withdrawal_no_longer_speaks() -> None:
    """What it took back stands again; and a third one turns it round once more."""
    assert fold_facts(CALLS[0], withdraw(2), withdraw(3)).all[2].stands
    case = fold_facts(CALLS[0], withdraw(2), withdraw(3), withdraw(4))
    assert not case.all[2].stands
    assert [serial for serial, one in case.all.items() if one.stands] == [1, 3, 5]


def test_a_withdrawn_file_takes_along_what_it_brought() -> None:
    """One withdrawal is enough for a file of any length; its own comes first where a message has one."""
    brought = (source(2), imported("2026-02-01T10:00", 2), imported("2026-02-01T11:00", 2), CALLS[0])
    case = fold_facts(*brought, withdraw(3), withdraw(2))
    assert [one.serial for one in case.all.values() if not one.stands] == [2, 3, 4]
    assert [one.withdrawn and one.withdrawn.serial for one in case.of(Contact)] == [6, 7, None]
    again = fold_facts(*brought, withdraw(3), withdraw(2), withdraw(7))
    assert [one.serial for one in again.all.values() if not one.stands] == [3, 7]


def test_a_withdrawn_correction_marking_file_or_double_no_longer_speaks() -> None:
    """Whatever a later entry said of an earlier one goes with it."""
    later: list[Fact] = [
        fix(2, "words", "other"),
        Marking(entries=((2, 2),), purpose="children"),
        Attachment(to=2, when=moment("2026-02-02"), files=(photo("a.jpg"),)),
        Same(entries=(2, 3)),
        Same(entries=(2, 3), apart=True),
    ]
    spoken = fold_facts(*CALLS[:2], *later)
    silent = fold_facts(*CALLS[:2], *later, *(withdraw(serial) for serial in range(4, 9)))
    for case, said in ((spoken, True), (silent, False)):
        one = case.all[2]
        found = (one.changes, one.markings, one.attachments, one.same, one.apart)
        assert [bool(each) for each in found] == [said] * 5
    assert silent.all[2].fact == CALLS[0]


def test_markings_reach_every_entry_of_their_ranges() -> None:
    """Both ends included, in order, and nothing else."""
    case = fold_facts(
        *CALLS, Marking(entries=((2, 3), (6, 6)), purpose="court"), Marking(entries=((3, 3),), pick="first")
    )
    marked = {one.serial: [mark.serial for mark in one.markings] for one in case.of(Contact)}
    assert marked == {2: [8], 3: [8, 9], 4: [], 5: [], 6: [8], 7: []}


def test_the_latest_view_of_a_contact_counts() -> None:
    """Purpose, answers and proxy: the latest that says one; acts and picks: all of them."""
    told = contact("2026-02-01T21:04", purpose="other", answers=1, via=1, acts=("threat",))
    case = fold_facts(
        told,
        Marking(entries=((2, 2),), purpose="children", acts=("weapon", "threat"), pick="worst"),
        Marking(entries=((2, 2),), answers=5, via=6, acts=("image",), pick="first"),
        contact("2026-02-01T21:05"),
    )
    marked, plain = case.of(Contact)
    assert casefile.purpose(marked) == "children"
    assert casefile.acts(marked) == ("threat", "weapon", "image")
    assert (casefile.answers(marked), casefile.via(marked)) == (5, 6)
    assert casefile.picks(marked) == ("worst", "first")
    assert (casefile.purpose(plain), casefile.acts(plain), casefile.picks(plain)) == ("not-given", (), ())
    assert (casefile.answers(plain), casefile.via(plain)) == (None, None)
    unmarked = fold_facts(told).of(Contact)[0]
    assert (casefile.purpose(unmarked), casefile.answers(unmarked), casefile.via(unmarked)) == ("other", 1, 1)


def test_doubles_are_one_group_however_they_were_told() -> None:
    """2 and 3, then 3 and 4: all three are one contact, and none is its own double."""
    case = fold_facts(*CALLS, Same(entries=(2, 3)), Same(entries=(5, 6)), Same(entries=(4, 3)))
    assert {one.serial: one.same for one in case.of(Contact)} == {
        2: (3, 4),
        3: (2, 4),
        4: (2, 3),
        5: (6,),
        6: (5,),
        7: (),
    }


def test_lookalikes_told_apart_stay_apart() -> None:
    """Pair by pair; being apart is not handed on."""
    case = fold_facts(*CALLS, Same(entries=(2, 3), apart=True), Same(entries=(3, 4), apart=True))
    assert {one.serial: one.apart for one in case.of(Contact)} == {
        2: (3,),
        3: (2, 4),
        4: (3,),
        5: (),
        6: (),
        7: (),
    }
    assert all(one.same == () for one in case.of(Contact))


def test_kinds_that_have_names_are_numbered_among_themselves() -> None:
    """In order of entry, withdrawn ones too: a name is never given twice. The end of a measure has none."""
    case = fold_facts(
        Person(role="respondent"),
        Boundary(no_contact=True),
        stated(3),
        Person(role="proxy"),
        withdraw(5),
        Person(role="witness"),
        Consequence(action="block", statement=4, trigger=Trigger(type="any")),
        Measure(type="block", when=moment("2026-02-01")),
        Measure(type="block", ends=9, when=moment("2026-02-02")),
        Measure(type="mute", when=moment("2026-02-03")),
        Boundary(ended=True),
    )
    assert case.names == {
        "P1": 2,
        "B1": 3,
        "S1": 4,
        "P2": 5,
        "P3": 7,
        "C1": 8,
        "M1": 9,
        "M2": 11,
        "B2": 12,
    }
    assert [case.name(serial) for serial in (2, 4, 9, 10, 1)] == ["P1", "S1", "M1", "#10", "#1"]


def test_later_files_stand_behind_the_entrys_own() -> None:
    """In the order in which they came, which is that of their exhibit marks."""
    own = contact("2026-02-01T21:04", files=(photo("a.jpg"), photo("b.jpg")))
    later = Attachment(to=2, when=moment("2026-02-02"), files=(photo("c.jpg"),))
    case = fold_facts(own, later, Attachment(to=2, when=moment("2026-02-03"), files=(photo("d.jpg"),)))
    assert [file.name for file in case.all[2].files] == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
    assert [file.name for file in case.all[3].files] == ["c.jpg"]
    assert case.all[1].files == ()


def test_an_entry_is_found_by_serial_and_kind() -> None:
    """Of another kind, or absent: nothing."""
    case = fold_facts(CALLS[0])
    found = case.one(2, Contact)
    assert found is not None
    assert found.fact == CALLS[0]
    assert case.one(2, Statement) is None
    assert case.one(9, Contact) is None


def test_the_matter_is_the_first_one_as_corrected() -> None:
    """Where the home zone was wrong, the corrected one is used."""
    case = folded(Matter(home_zone="UTC"), fix(1, "home_zone", LONDON))
    assert case.home_zone == LONDON


def test_the_time_of_recording_comes_from_the_entry() -> None:
    """Milliseconds UTC; nought where an entry carries none."""
    case = folded(Matter(home_zone=LONDON))
    assert case.all[1].recorded_at == 1000
    bare = entry(1, Matter(home_zone=LONDON))
    assert fold([structs.replace(bare, recorded_at=None)], START, VAULT).all[1].recorded_at == 0


def test_a_corrected_marking_speaks_as_corrected() -> None:
    """What was corrected in what a later entry says reaches the entry it speaks of."""
    case = fold_facts(CALLS[0], Marking(entries=((2, 2),), purpose="court"), fix(3, "purpose", "children"))
    assert casefile.purpose(case.of(Contact)[0]) == "children"
