"""The same contact in two independent sources: named, counted once, and never merged."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.audit.corroboration import corroborated
from recordkeeper.audit.findings import Findings, audit
from recordkeeper.audit.tellings import Telling
from recordkeeper.records.contacts import Contact, Same
from recordkeeper.records.custody import Source
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.people import Identifier
from tests.casebook import HIS, STARTED, contact, fold_facts, imported, moment, ms, source

PHONE, BILL, MAILS = 7, 8, 9
"""Entries 7 to 9 are the imported files; the first contact is 10."""
FILES: tuple[Source, ...] = (
    source(),
    source().having(importer="csv", sha256="b" * 64),
    source().having(importer="other", sha256="c" * 64),
)


def told(*facts: Fact) -> Findings:
    """What the standard case, three imported files and these facts add up to."""
    return audit(fold_facts(*STARTED, *FILES, *facts), as_of=ms("2026-04-01T00:00"))


def pairs(*facts: Fact) -> list[tuple[int, ...]]:
    """What is proposed to be one contact."""
    return list(told(*facts).count.corroborated)


def text(clock: str, file: int, words: str | None = "where are you", **fields: object) -> Contact:
    """A text of the tenth of February."""
    return imported(f"2026-02-10T{clock}", file, words=words, **{"medium": "sms", **fields})


def call(clock: str, file: int, **fields: object) -> Contact:
    """A call of that day."""
    return imported(f"2026-02-10T{clock}", file, channel="call", words=None, **fields)


def test_two_sources_that_tell_the_same_are_proposed_and_count_once() -> None:
    """Same words, spaces aside, within a minute: both kept, one contact, with the command that settles it."""
    found = told(text("21:00:00", PHONE), text("21:00:58", BILL, "where  are\nyou"))
    assert found.count.corroborated == ((10, 11),)
    assert [one.serial for one in found.count.contacts] == [10]
    assert found.count.contacts[0].told_also == (11,)
    assert [(one.entry, one.command) for one in found.stronger if one.entry == "10"] == [
        ("10", "rk same 10 11")
    ]


def test_what_is_settled_is_asked_no_more_and_counts_as_said() -> None:
    """Told the same, they stay one; told apart, they are two."""
    both = text("21:00", PHONE), text("21:00", BILL)
    one = told(*both, Same(entries=(10, 11)))
    two = told(*both, Same(entries=(10, 11), apart=True))
    assert (one.count.corroborated, len(one.count.contacts)) == ((), 1)
    assert (two.count.corroborated, len(two.count.contacts)) == ((), 2)


def test_five_in_a_minute_here_and_five_there_are_five() -> None:
    """Repeats are paired one to one, in their order; what one source has more of stays."""
    here = [text(f"21:00:{second:02}", PHONE, "ok") for second in (1, 12, 23, 34, 45)]
    there = [text("21:00:30", BILL, "ok")] * 4
    found = told(*here, *there)
    assert len(found.count.corroborated) == 4
    assert len(found.count.contacts) == 5
    assert Counter(serial for pair in found.count.corroborated for serial in pair).most_common(1)[0][1] == 1


def test_one_format_s_entries_are_never_paired() -> None:
    """What a second backup of the same app brought was said once more; it is no second witness."""
    again = FILES[0].having(sha256="d" * 64)
    assert pairs(again, text("21:00", PHONE, "ok"), text("21:00", 10, "ok")) == []


def test_a_chat_exported_again_with_its_pictures_counts_each_once() -> None:
    """What the first left out and what the second holds, dated alike, are one contact; text beside is not."""
    again = FILES[0].having(sha256="d" * 64)
    picture = FileRef(sha256="e" * 64, size=1)
    left_out = text("21:00", PHONE, "<Media omitted>", flags=("omitted",))
    held = text("21:00", 10, "IMG-1.jpg (file attached)", files=(picture,))
    assert pairs(again, left_out, text("21:00", PHONE, "look"), held) == [(11, 13)]
    found = told(again, left_out, text("21:00", PHONE, "look"), held)
    assert len(found.count.contacts) == 2
    assert pairs(again, left_out, held, Same(entries=(11, 12), apart=True)) == []
    later = text("21:01", 10, "IMG-1.jpg (file attached)", files=(picture,))
    assert pairs(again, left_out, later) == []


def test_two_pictures_of_one_file_are_two_contacts() -> None:
    """One that it holds and one that it left out, of the same minute, were both sent."""
    picture = FileRef(sha256="e" * 64, size=1)
    left_out = text("21:00", PHONE, "<Media omitted>", flags=("omitted",))
    assert pairs(left_out, text("21:00", PHONE, "IMG-1.jpg (file attached)", files=(picture,))) == []


def test_other_words_another_way_or_another_number_is_another_contact() -> None:
    """Nothing is proposed that differs in words, app, direction, time, or in the number it came from."""
    second = Identifier(type="phone", value="+44 7700 900777", person=2, basis="number known")
    assert (
        pairs(
            second,
            text("21:00", PHONE),
            text("21:00", BILL, "where were you"),
            text("21:00", BILL, medium="whatsapp"),
            text("21:00", BILL, direction="out"),
            text("21:03", BILL),
            text("21:00", BILL, identifier="+44 7700 900777"),
            text("21:00", BILL, identifier="+44 7700 900999"),
        )
        == []
    )


def test_a_name_and_a_number_of_one_person_can_tell_one_message() -> None:
    """A chat shows a name where a table of it shows the number: both are theirs, so both may be one."""
    name = Identifier(type="handle", value="Alex", person=2, basis="his name there")
    assert pairs(
        name,
        text("21:00", PHONE, medium="whatsapp", identifier="Alex"),
        text("21:00", BILL, medium="whatsapp"),
    ) == [(11, 12)]


def test_a_carrier_s_row_corroborates_a_text_without_its_words() -> None:
    """A bill knows number and time only: within two minutes it is the same text; the words' source counts."""
    found = told(text("21:01:50", BILL, None), text("21:00:00", PHONE))
    assert found.count.corroborated == ((10, 11),)
    assert [one.serial for one in found.count.contacts] == [11]
    assert pairs(text("21:02:01", BILL, None), text("21:00:00", PHONE)) == []


def test_calls_are_one_by_their_beginning_and_length() -> None:
    """Within two minutes, and as long but for the carrier's rounding; a voicemail is not its missed call."""
    assert pairs(call("21:00:10", PHONE, duration=61), call("21:01", BILL, duration=120)) == [(10, 11)]
    assert pairs(call("21:00:10", PHONE, duration=5), call("21:01", BILL, duration=120)) == []
    assert pairs(call("21:00", PHONE, medium="missed"), call("21:00", BILL, medium="voicemail")) == []
    assert pairs(call("21:00", PHONE), call("21:02:01", BILL)) == []


def test_hidden_numbers_are_one_only_with_hidden_ones() -> None:
    """A call whose caller is not established never joins one of theirs, and two such stay not established."""
    hidden = {"identifier": "", "withheld": True}
    assert pairs(call("21:00", PHONE), call("21:00", BILL, **hidden)) == []
    found = told(call("21:00", PHONE, **hidden), call("21:00", BILL, **hidden))
    assert found.count.corroborated == ((10, 11),)
    assert (found.verdicts["not_established"], found.pattern.contacts) == (1, 0)


def test_pictures_are_one_by_their_bytes() -> None:
    """Without words the files decide; what differs is not taken for the same."""
    one, other = (FileRef(sha256=letter * 64, size=1) for letter in "ef")
    assert pairs(
        text("21:00", PHONE, None, files=(one,)),
        text("21:00", BILL, None, files=(other,)),
        text("21:00", BILL, None, files=(one,)),
    ) == [(10, 12)]


def test_three_sources_are_one_contact_and_a_settled_pair_may_get_a_third() -> None:
    """Each format tells it once; what was said of two of them stays, and the third is asked about."""
    three = text("21:00", PHONE), text("21:00", BILL), text("21:00", MAILS)
    assert pairs(*three) == [(10, 11, 12)]
    found = told(*three, Same(entries=(10, 11)))
    assert found.count.corroborated == ((10, 11, 12),)
    assert len(found.count.contacts) == 1


def test_what_the_keeper_typed_of_it_counts_with_them() -> None:
    """Typed and told to be one with the phone's, and probably in the bill too: one contact in all."""
    typed = contact("2026-02-10T21:00", words="where are you")
    found = told(text("21:00", PHONE), text("21:00", BILL), typed, Same(entries=(10, 12)))
    assert len(found.count.contacts) == 1
    untold = told(text("21:00", PHONE), text("21:00", BILL), typed)
    assert [double.typed for double in untold.count.doubles] == [12]
    assert len(untold.count.contacts) == 1


def test_what_has_no_time_is_only_a_day_or_a_friend_s_is_not_paired() -> None:
    """Nothing is proposed where it cannot be seen to be the same, nor where nobody was asked to stop."""
    unknown = text("21:00", PHONE).having(when=moment(None))
    day = text("21:00", PHONE).having(when=moment("2026-02-10"))
    other = {"identifier": "+44 7700 900413"}
    friend = Identifier(type="phone", value=other["identifier"], person=99, basis="x")
    assert pairs(unknown, unknown.having(source=text("21:00", BILL).source)) == []
    assert pairs(day, day.having(source=text("21:00", BILL).source)) == []
    assert pairs(text("21:00", PHONE, flags=("not-sent",)), text("21:00", BILL)) == []
    assert pairs(friend, text("21:00", PHONE, **other), text("21:00", BILL)) == []


seconds = st.lists(st.tuples(st.integers(0, 400), st.sampled_from("ab")), max_size=14)


def tellings(rows: list[tuple[int, str]], format_name: str, first: int) -> list[Telling]:
    """Texts at these seconds, with these words."""
    return [
        Telling(at * 1000, at * 1000, first + n, format_name, ("sms", "in", 2), HIS, ord(words), None)
        for n, (at, words) in enumerate(rows)
    ]


@settings(max_examples=60, deadline=None)
@given(seconds, seconds, seconds)
def test_however_sources_overlap_no_entry_is_in_two_contacts(
    one: list[tuple[int, str]], two: list[tuple[int, str]], three: list[tuple[int, str]]
) -> None:
    """Each entry is of one contact at most; a contact has one entry a format, the same words, one minute."""
    made = [*tellings(one, "a", 1), *tellings(two, "b", 101), *tellings(three, "c", 201)]
    by_serial = {each.serial: each for each in made}
    found = corroborated(made, ())
    serials = [serial for together in found for serial in together]
    assert len(serials) == len(set(serials))
    for together in found:
        members = [by_serial[serial] for serial in together]
        assert len({each.format_name for each in members}) == len(members) > 1
        assert len({each.content for each in members}) == 1
        assert max(each.start for each in members) - min(each.start for each in members) <= 60_000
    assert found == corroborated(reversed(made), ())
    assert corroborated(made, [Same(entries=together) for together in found]) == ()


@settings(max_examples=60, deadline=None)
@given(seconds)
def test_a_second_telling_of_everything_adds_nothing(one: list[tuple[int, str]]) -> None:
    """The same messages in another format, half a minute off: as many pairs as messages, none left."""
    later = [(at + 30, words) for at, words in one]
    assert len(corroborated([*tellings(one, "a", 1), *tellings(later, "b", 101)], ())) == len(one)
