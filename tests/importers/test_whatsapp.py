"""A chat from WhatsApp becomes facts, exactly as it says them, and says what it cannot know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from tests.importers.materials import folder, sort_out
from tests.importers.whatsapp_samples import (
    ANDROID,
    ENCRYPTED,
    FAMILY,
    HEBREW,
    IMPORTER,
    IPHONE,
    LRM,
    ME,
    NAME,
    android,
    at,
    flagged,
    iphone,
    read,
    words,
)


def test_a_received_message_is_told_as_it_was_written() -> None:
    """Every field of a message is where the record format has it; a minute is a span."""
    assert read(android("Alex: where are you")).only.contact == Contact(
        when=Moment(
            at=at(2024, 3, 25, 9),
            until=at(2024, 3, 25, 9, 1),
            written="25/03/24, 09:00",
            zone="UTC",
            offset=0,
            precision="exact",
            basis="assumed-zone",
            clock="own-device",
        ),
        direction="in",
        channel="text",
        medium="whatsapp",
        identifier="Alex",
        words="where are you",
        flags=("sender-unsaid",),
    )


@pytest.mark.parametrize(
    ("beginning", "rest"),
    [
        ("25/03/2024, 15:20 - ", (15, 20)),
        ("[25/03/2024, 15:20:25] ", (15, 20, 25)),
        (f"{LRM}[25.03.24, 15:20:25] ", (15, 20, 25)),
        ("25.03.2024 klo 15.20 - ", (15, 20)),
        ("25-3-2024 15:20 - ", (15, 20)),
        ("2024-03-25 15 h 20 - ", (15, 20)),
        ("2024/3/25, 15:20 - ", (15, 20)),
        ("2024. 3. 25. 오후 3:20 - ", (15, 20)),
        ("[2024/3/25 下午3:20:25] ", (15, 20, 25)),
        ("3/25/24, 3:20\u202fPM - ", (15, 20)),
        ("3/25/24, 3:20\u00a0p.\u00a0m. - ", (15, 20)),
        ("25/3/24, 3:20\u2009p.m. - ", (15, 20)),
        ("25/03/2024, 00:08 a. m. - ", (0, 8)),
        ("25/03/2024, 12:08 am - ", (0, 8)),
        ("25/03/2024, 12:08 pm - ", (12, 8)),
        ("25/03/2024, 13:05 PM - ", (13, 5)),
        ("\u200f٢٥\u200f/٣\u200f/٢٠٢٤، ٣:٢٠ م - ", (15, 20)),  # noqa: RUF001 -- another alphabet
        ("3/25/24, 3:20:25 PM: ", (15, 20, 25)),
    ],
)
def test_every_style_of_header_is_read(beginning: str, rest: tuple[int, ...]) -> None:
    """Date and time mean the same in every style; what is written stays beside it."""
    found = read(f"{beginning}Alex: hi\n{beginning}Alex: again".encode()).found
    assert [one.contact.words for one in found] == ["hi", "again"]
    assert found[0].contact.when.at == at(2024, 3, 25, *rest)
    assert found[0].contact.when.written in beginning


@pytest.mark.parametrize("clock", ["00:08 p. m.", "13:05 a. m.", "25:00", "10:60"])
def test_a_time_that_can_be_two_or_none_is_not_made_up(clock: str) -> None:
    """The message stays, and its time is unknown."""
    contact = read(f"25/03/2024, {clock} - Alex: hi\n".encode()).only.contact
    assert contact.when.at is None
    assert "time-unreadable" in contact.flags


EXACT = st.lists(
    st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=20)
    | st.sampled_from([FAMILY, HEBREW, " spaces ", "a: b", "\u2028", "\x00\x1b[31m"]),
    min_size=1,
    max_size=6,
)


@settings(max_examples=30, deadline=None)
@given(EXACT, st.booleans())
def test_words_come_back_exactly(messages: list[str], by_iphone: bool) -> None:  # noqa: FBT001 -- drawn
    """No word is trimmed, normalised or lost: joined emoji, right-to-left text, blanks, controls."""
    told = [f"Alex: {one}" for one in messages]
    reading = read(iphone(*told) if by_iphone else android(*told))
    assert words(reading) == messages


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Alex: ", "Sam: ", ""]), st.sampled_from(["hi", "a\nb\n", "", "x\r\n", "y: z"])
        ),
        min_size=1,
        max_size=9,
    ),
    st.booleans(),
    st.integers(30, 400),
)
def test_parsed_and_skipped_are_what_was_seen(
    records: list[tuple[str, str]],
    by_iphone: bool,  # noqa: FBT001 -- drawn
    most: int,
) -> None:
    """Each record comes out once, numbered from one; their bytes laid end to end are the file."""
    raw = (iphone if by_iphone else android)(*map("".join, records))
    reading = read(raw, Said(limits=Limits(line=most, record=most)))
    assert reading.seen == len(records)
    whole = read(raw)
    assert b"".join(raw[one.start : one.end] for one in whole.found) == raw
    assert [one.element for one in whole.found] == list(range(1, len(records) + 1))


def test_directions_come_from_what_was_said() -> None:
    """The keeper's own messages go out, to the one other person; all others come in."""
    found = read(ANDROID).found
    sides = {(one.contact.direction, one.contact.identifier) for one in found if not one.system}
    assert sides == {("in", "Alex"), ("out", "Alex"), ("in", "Robin")}
    assert not flagged(read(ANDROID), "sender-unsaid")


def test_without_a_name_for_the_keeper_every_message_says_so() -> None:
    """A direction is never guessed: all come in, and all are flagged."""
    found = [one.contact for one in read(IPHONE, Said()).found if not one.system]
    assert {one.direction for one in found} == {"in"}
    assert all("sender-unsaid" in one.flags for one in found)


def test_a_chat_in_which_only_the_keeper_wrote_is_with_whom_its_name_says() -> None:
    """The other side of what went out is taken from the name of the file."""
    assert read(android("Sam: hello")).only.contact.identifier == "Alex"
    assert read(android("Sam: hello"), name="export").only.contact.identifier == ""


def test_in_a_group_the_others_are_named() -> None:
    """What went out names everybody who wrote; what came in, everybody but its sender."""
    raw = android('Sam created group "Plan: B"', "Alex: a", "~\u202fRobin: b", "Sam: c")
    reading = read(raw, name="export")
    assert reading.found[0].system
    assert [(one.contact.identifier, one.contact.group) for one in reading.found[1:]] == [
        ("Alex", ("~\u202fRobin",)),
        ("~\u202fRobin", ("Alex",)),
        ("", ("Alex", "~\u202fRobin")),
    ]
    assert flagged(reading, "group") == [2, 3, 4]
    assert "no list of its members" in " ".join(note.words for note in reading.notes)


@pytest.mark.parametrize(
    "line",
    [
        "You blocked this contact. Tap to unblock.",
        "Du hast diesen Kontakt blockiert.",
        "Bloqueaste a este contacto.",
        "Vous avez bloqué ce contact.",
        "Hai bloccato questo contatto.",
        "Você bloqueou este contato.",
    ],
)
def test_a_block_is_observed_and_a_typed_one_is_a_message(line: str) -> None:
    """The app's line is a system record and a trace; the same words typed by someone are only theirs."""
    by_app = read(android("Alex: hi", line))
    assert by_app.found[1].system
    assert [(one.what, one.identifier, one.words) for one in by_app.observed] == [("blocked", "Alex", line)]
    marked = read(iphone("Alex: hi", f"Alex: {LRM}{line}"))
    assert marked.found[1].system
    assert marked.observed[0].start == marked.found[1].start
    typed = read(iphone("Alex: hi", f"Alex: {line}"))
    assert not typed.found[1].system
    assert not typed.observed


@pytest.mark.parametrize(
    ("line", "medium", "answered", "duration"),
    [
        (f"{LRM}Missed voice call, {LRM}Tap to call back", "missed", False, None),
        (f"{LRM}Missed video call", "missed", False, None),
        (f"{LRM}Voice call, {LRM}5 min", "answered", True, 300),
        (f"{LRM}Video call, {LRM}1 hr 5 min", "answered", True, 3900),
        (f"{LRM}Voice call, {LRM}40 sec", "answered", True, 40),
        (f"{LRM}Sprachanruf, {LRM}1 Std. 2 Min.", "answered", True, 3720),
        (f"{LRM}Voice call, {LRM}No answer", "missed", False, None),
        (f"{LRM}Voice call, {LRM}Declined", "rejected", False, None),
        (f"{LRM}Voice call", "", None, None),
    ],
)
def test_calls_are_calls_by_the_mark_of_the_app(
    line: str,
    medium: str,
    answered: bool | None,  # noqa: FBT001 -- a parameter of the test
    duration: int | None,
) -> None:
    """With the mark it is a call with what became of it; without it somebody typed the words."""
    call, own, typed = read(iphone(f"Alex: {line}", f"Sam: {line}", f"Alex: {line.replace(LRM, '')}")).found
    assert (call.contact.channel, call.contact.service) == ("call", "whatsapp")
    assert (call.contact.medium, call.contact.answered, call.contact.duration) == (medium, answered, duration)
    assert (own.contact.direction, own.contact.medium, own.contact.answered) == ("out", "", None)
    assert (typed.contact.channel, typed.contact.words) == ("text", line.replace(LRM, ""))


def test_a_missed_call_without_a_sender_came_in() -> None:
    """Android writes it so; whom it came from is known only in a chat of two."""
    assert read(android("Alex: hi", "Missed voice call")).found[1].contact.channel == "call"
    assert read(android("Missed voice call", "Alex added Robin"), name="export").found[0].system


def test_what_the_app_says_of_a_message_is_flagged_and_kept() -> None:
    """Left out, deleted and edited are flags; the words stay as they stand."""
    reading = read(ANDROID)
    assert flagged(reading, "omitted") == [5]
    assert flagged(reading, "deleted") == [6]
    assert flagged(reading, "edited") == [7]
    assert words(reading)[4:7] == [
        "<Media omitted>",
        "This message was deleted",
        "see you <This message was edited>",
    ]
    assert flagged(read(IPHONE), "omitted") == [8]
    assert not flagged(read(iphone("Alex: image omitted")), "omitted")


def test_the_line_on_encryption_is_of_the_app_only_where_it_belongs() -> None:
    """Late in a chat, behind a mark that somebody pasted, it hides no message."""
    line = f"Alex: {LRM}{ENCRYPTED}"
    reading = read(iphone(line, "Alex: a", "Sam: b", "Alex: c", line))
    assert [one.element for one in reading.found if one.system] == [1]


def test_files_are_found_or_said_to_be_absent() -> None:
    """A named file is the member of that name; elsewhere it is absent, and the caption stays in the words."""
    name = "IMG-20240325-WA0001.jpg"
    raw = android("Alex: hi", f"Alex: {LRM}{name} (file attached)\nlook", f"Alex: {name} (file attached)")
    held = folder({f"chat/{NAME}": raw, f"chat/{name}": b"\xff\xd8\xff"})
    assert IMPORTER.identify(held)
    _hi, sent, typed = sort_out(IMPORTER, held, ME).found
    assert sent.contact.words == f"{LRM}{name} (file attached)\nlook"
    assert [(one.name, one.type, one.member) for one in sent.media] == [(name, "image/jpeg", f"chat/{name}")]
    assert typed.media == ()
    alone = read(raw).found[1].media[0]
    assert (alone.absent, alone.member) == (True, None)


def test_names_of_files_that_contradict_their_messages_are_counted() -> None:
    """A note says how many files bear another time than their message."""
    raw = iphone(
        f"Alex: {LRM}<attached: 00000001-PHOTO-2024-03-25-09-00-00.jpg>",
        f"Alex: {LRM}<attached: 00000002-PHOTO-2024-03-25-11-00-01.jpg>",
        f"Alex: {LRM}<attached: 00000003-PHOTO-2024-99-25-11-00-01.jpg>",
    )
    assert "1 of 2 files" in " ".join(note.words for note in read(raw).notes)
