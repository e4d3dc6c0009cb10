"""Overlapping exports: nothing twice, and nothing lost."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recordkeeper.intake.bring_in import Imported, bring_in
from recordkeeper.intake.duplicates import Told
from recordkeeper.intake.export import Export, export_at
from recordkeeper.intake.preview import preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact, SourceRef
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.identity import Spellings
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Matter, Person
from recordkeeper.vault.making import create_vault
from tests.intake.conftest import KEY, Make
from tests.intake.exports import BASE, EVERYONE, FRIEND, SISTER, THEIRS, THEM, call, mms, part, sms

SAMPLES = Path(__file__).parent.parent.parent / "samples"
PHOTO = "/9j/4AAQ"


def take(ledger: Ledger, export: Export, choices: Choices = THEM) -> Imported:
    """Preview, agree, bring in."""
    return bring_in(ledger, export, preview(ledger, export, choices))


def contacts(ledger: Ledger) -> list[Contact]:
    """Every contact of the record, in order."""
    kept = [entry.fact for entry in ledger.entries("record", kinds=("contact",))]
    return [fact for fact in kept if isinstance(fact, Contact)]


def test_the_same_file_again_adds_nothing(ledger: Ledger, make: Make) -> None:
    """Importing a file twice says so and leaves the record as it was, source entry included."""
    export = make(sms("hello"), call(3, 1))
    take(ledger, export)
    before = ledger.head()
    again = take(ledger, export)
    assert again.counted.imported_before
    assert (again.source, again.counted.duplicates, again.counted.imported) == (None, 2, 0)
    assert ledger.head() == before


def test_five_times_the_same_words_in_one_moment_stay_five(ledger: Ledger, make: Make) -> None:
    """Genuine repeats survive the import and its repetition by a larger backup."""
    take(ledger, make(*[sms("??")] * 5, name="a.xml"))
    later = take(ledger, make(*[sms("??")] * 6, sms("answer me", 1), name="b.xml"))
    assert Counter(one.words for one in contacts(ledger)) == {"??": 6, "answer me": 1}
    assert (later.counted.imported, later.counted.duplicates) == (2, 5)


def test_a_smaller_backup_after_a_larger_one_adds_nothing(ledger: Ledger, make: Make) -> None:
    """Order does not matter: an older file brings only its source entry, which widens what is covered."""
    take(ledger, make(sms("a"), sms("b", 1), sms("b", 1), name="large.xml"))
    small = take(ledger, make(sms("b", 1), name="small.xml"))
    assert small.entries is None
    assert small.source == ledger.head().count
    assert len(contacts(ledger)) == 3


def test_the_sample_phone_s_two_backups_are_one_story(ledger: Ledger) -> None:
    """Everything of the February backup is also in that of March, which alone decides how many there are."""
    first = take(ledger, export_at(SAMPLES / "sms-20260228.xml"), EVERYONE).counted
    second = take(ledger, export_at(SAMPLES / "sms-20260331.xml"), EVERYONE).counted
    assert second.duplicates == first.imported == first.parsed
    assert len(contacts(ledger)) == second.parsed
    assert second.parsed > first.parsed > 50


def test_what_changes_between_backups_makes_no_second_entry(ledger: Ledger, make: Make) -> None:
    """Another shown name, readable date, spelling of the number or line end is still the same message."""
    take(ledger, make(sms("one\ntwo", contact_name="A.", readable_date="x"), name="a.xml"))
    other = sms("one&#13;&#10;two", who="07700900355", contact_name="Him", readable_date="y", read=1)
    assert take(ledger, make(other.replace("&amp;#", "&#"), name="b.xml")).counted.duplicates == 1


@pytest.mark.parametrize(
    "other",
    [
        sms("hello!"),
        sms("hello", 1),
        sms("hello", kind=2),
        sms("hello", who=SISTER),
        sms("hello", subject="re"),
        call(3),
        call(4),
        mms(0, THEIRS, THEIRS, parts=part("/9j/4AAR")),
        mms(0, THEIRS, THEIRS, parts=part("@@@")),
    ],
    ids=["words", "time", "direction", "number", "subject", "missed", "voicemail", "photo", "unreadable"],
)
def test_what_differs_in_anything_that_matters_is_kept(ledger: Ledger, make: Make, other: str) -> None:
    """A difference in who, when, which way, what was said or sent is another message."""
    take(ledger, make(sms("hello"), call(1), mms(0, THEIRS, THEIRS, parts=part(PHOTO)), name="a.xml"))
    assert take(ledger, make(other, name="b.xml")).counted.imported == 1


def test_a_message_sent_after_it_waited_is_brought_in(ledger: Ledger, make: Make) -> None:
    """A message that waited in one backup and was sent in the next is not a duplicate of its waiting."""
    take(ledger, make(sms("sorry", kind=4), name="a.xml"))
    take(ledger, make(sms("sorry", kind=2), name="b.xml"))
    assert [one.flags for one in contacts(ledger)] == [("not-sent",), ()]


def test_everyone_later_adds_only_the_others(ledger: Ledger, make: Make) -> None:
    """First only theirs, then the same file for everyone: theirs are not doubled, the others come in."""
    export = make(sms("his"), sms("hers", 1, who=FRIEND), mms(2, f"{FRIEND}~{THEIRS}", "", kind=2))
    take(ledger, export, THEM)
    assert take(ledger, export, EVERYONE).counted.imported == 1
    narrow = take(ledger, export, THEM).counted
    assert (narrow.others, narrow.duplicates, narrow.imported) == (1, 2, 0)


def test_a_group_message_is_known_again_once_they_are_named(ledger: Ledger, make: Make) -> None:
    """A group message brought in before their number was known is not brought in again afterwards."""
    export = make(mms(0, f"{FRIEND}~{THEIRS}", "", kind=2))
    assert take(ledger, export, Choices(everyone=True)).counted.imported == 1
    assert take(ledger, export, THEM).counted.duplicates == 1


def test_a_second_number_of_theirs_brings_what_was_left(ledger: Ledger, make: Make) -> None:
    """The same file again, with one more of their numbers, brings in that number's messages only."""
    export = make(sms("one"), sms("two", 1, who="+447700900777"))
    take(ledger, export)
    again = take(ledger, export, Choices(them=(THEIRS, "07700 900777")))
    assert again.counted.imported == 1
    assert contacts(ledger)[-1].words == "two"


def test_an_import_taken_back_does_not_come_back(ledger: Ledger, make: Make) -> None:
    """Withdrawn messages stay withdrawn when a later backup holds them again, and this is told."""
    first = take(ledger, make(sms("a"), sms("b", 1), name="a.xml"))
    assert first.entries is not None
    ledger.append([Withdrawal(target=ledger.target(first.entries[0]), reason="not his")])
    seen = preview(ledger, make(sms("a"), sms("b", 1), sms("c", 2), name="b.xml"), THEM)
    assert (seen.imported, seen.duplicates, seen.withdrawn) == (1, 2, 1)


def test_a_typed_entry_is_no_duplicate(ledger: Ledger, make: Make) -> None:
    """What the keeper typed never keeps the phone's own record out: both are kept, and told apart later."""
    imported = contacts_of(ledger, make)
    ledger.append([imported.having(source=None, files=())])
    assert take(ledger, make(sms("typed?", 3), name="c.xml")).counted.imported == 1


def contacts_of(ledger: Ledger, make: Make) -> Contact:
    """What one message looks like as an entry."""
    return preview(ledger, make(sms("typed?", 3), name="c.xml"), THEM).samples[0]


messages = st.lists(st.sampled_from([sms("??"), sms("??", 1), sms("no"), call(3), call(1)]), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(messages, min_size=1, max_size=3))
def test_of_each_message_the_record_has_as_many_as_the_fullest_file(
    files: Sequence[Sequence[str]], make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However backups overlap, the record holds the union with the largest count, in any order."""
    with Ledger(create_vault(tmp_path_factory.mktemp("fresh") / "record", [KEY])) as ledger:
        ledger.append([Matter(home_zone="UTC"), Person(role="respondent", name="A.")])
        expected: Counter[str] = Counter()
        for number, records in enumerate(files):
            take(ledger, make(*records, name=f"{number}.xml"))
            expected |= Counter(records)
        assert len(contacts(ledger)) == expected.total()


def as_contact(words: str, who: str, native_id: str) -> Contact:
    """A message as it is recorded."""
    when = Moment(
        at=BASE, until=BASE, written="1/1/26, 00:00", precision="exact", basis="epoch", clock="server"
    )
    place = SourceRef(entry=1, element=1, start=0, end=1, native_id=native_id)
    return Contact(
        when=when, direction="in", channel="text", identifier=who, words=words, source=place, flags=()
    )


told_alike = st.lists(
    st.builds(as_contact, st.sampled_from("ab"), st.sampled_from(["Mary", "Maria", "Zoe"]), st.just("")),
    max_size=8,
)


@settings(max_examples=50, deadline=None)
@given(files=st.lists(told_alike, max_size=4))
def test_no_order_of_files_keeps_more_or_less(files: list[list[Contact]]) -> None:
    """Of each message as many as the fullest file has, a renamed sender's as one, whichever came first."""
    expected: Counter[tuple[str | None, str]] = Counter()
    for file in files:
        expected |= Counter((one.words, one.identifier.replace("Maria", "Mary")) for one in file)
    for order in (files, files[::-1]):
        told, kept = Told(Spellings("GB", [("Mary", "Maria")])), 0
        for file in order:
            taking = told.fresh()
            new = [one for one in file if not taking.take(one, ())[0]]
            kept += len(new)
            for one in new:
                told.add(one)
        assert kept == expected.total()


def test_what_matched_by_its_own_name_is_taken_once() -> None:
    """A message recognised by the app's name for it is used up, by whichever of its names it was met."""
    told = Told(Spellings())
    told.add(as_contact("a", "Mary", "m1"))
    taking = told.fresh()
    assert taking.take(as_contact("a", "Maria", "m1"), (), "m1") == (True, False)
    assert taking.take(as_contact("a", "Mary", "m1"), (), "m1") == (False, False)
    assert told.fresh().take(as_contact("b", "Maria", "m1"), (), "m1") == (False, False)
