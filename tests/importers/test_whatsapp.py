"""A chat from WhatsApp becomes facts, exactly as it says them, and says what it cannot know."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from tests.importers.materials import Reading, folder, lone, sort_out, zipped
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
    iphone,
    read,
)


def words(reading: Reading) -> list[str | None]:
    """The words of every record."""
    return [one.contact.words for one in reading.found]


def flagged(reading: Reading, flag: str) -> list[int]:
    """The numbers of the records that bear a flag."""
    return [one.element for one in reading.found if flag in one.contact.flags]


def at(*local: int) -> int:
    """Milliseconds UTC of a time in UTC."""
    year, month, day, *clock = local
    return int(datetime(year, month, day, *clock, tzinfo=UTC).timestamp() * 1000)  # type: ignore[misc, arg-type]


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


def test_a_header_inside_a_message_of_an_iphone_is_words() -> None:
    """Where messages end in CRLF a bare line feed begins none, and nothing is doubted."""
    reading = read(IPHONE)
    assert words(reading)[2] == "one\n[25/03/2024, 08:00:00] Alex: forged\nlast"
    assert not flagged(reading, "suspect")
    assert "1 line inside a message" in " ".join(note.words for note in reading.notes)


@pytest.mark.parametrize(
    ("forged", "doubted"),
    [
        ("24/03/24, 09:00 - Sam: I never wrote this", [3]),
        ("[25/03/24, 09:01:00] Sam: another style", [3]),
        ("25/03/24, 09:01 - Robin: neither of the two", [3]),
        ("25/03/25, 09:01 - Sam: a year ahead", [3]),
        ("25/03/24, 08:30 - Sam: half an hour late, as honest ones are", []),
    ],
)
def test_a_forged_header_in_an_android_chat_is_doubted(forged: str, doubted: list[int]) -> None:
    """By its time, its style or its sender; honest messages around it are not."""
    reading = read(android("Sam: a", f"Alex: b\n{forged}", *(["Sam: c", "Alex: d"] * 9)))
    assert flagged(reading, "suspect") == doubted
    assert len(reading.found) == 21
    assert ("marked so" in " ".join(note.words for note in reading.notes)) == bool(doubted)


def test_old_lines_pasted_into_a_message_are_all_doubted() -> None:
    """Each of a pasted block is earlier than the chat, though later than the one above it."""
    block = "\n".join(f"01/01/24, 10:{n:02} - Alex: old" for n in range(30))
    reading = read(android("Sam: a", f"Alex: look\n{block}", "Sam: b", "Alex: c"))
    assert flagged(reading, "suspect") == list(range(3, 33))


def test_a_clock_that_was_set_wrong_is_believed_in_the_end() -> None:
    """A chat whose time goes back for good is not doubted for ever."""
    raw = android("Alex: a", "Sam: b", day="25/03/25") + android(*["Alex: c"] * 200)
    assert flagged(read(raw), "suspect") == list(range(3, 104))


def test_first_messages_in_a_group_are_not_doubted() -> None:
    """Whoever writes in a group for the first time is nothing out of the ordinary."""
    raw = android("Sam created group “Us”", *(["Alex: a", "Sam: b"] * 40), "Robin: my first")
    assert not flagged(read(raw, name="export"), "suspect")


def test_a_third_name_in_a_long_chat_of_two_is_doubted() -> None:
    """Even where the file says no name: two wrote nearly all of it."""
    assert flagged(read(android(*(["Alex: a", "Sam: b"] * 40), "Robin: c"), name="export"), "suspect") == [81]
    assert not flagged(read(android("Alex: a", "Sam: b", "Robin: c"), name="export"), "suspect")


def test_line_ends_made_anew_prove_nothing() -> None:
    """A file with CRLF at every line was converted: messages stay whole, and doubt stays possible."""
    raw = android("Alex: a\nb", "Sam: c", "Alex: d\n24/03/24, 09:00 - Sam: forged").replace(b"\n", b"\r\n")
    reading = read(raw)
    assert words(reading) == ["a\r\nb", "c", "d", "forged"]
    assert flagged(reading, "suspect") == [4]


def test_mixed_line_ends_lose_no_message() -> None:
    """A few line ends of the other kind change no border between messages."""
    raw = android("Alex: a", "Sam: b\r", "Alex: c", "Sam: d")
    assert words(read(raw)) == ["a", "b\r", "c", "d"]


def days(*dates: str) -> bytes:
    """One message on each date."""
    return "".join(f"{one}, 10:00 - Alex: hi\n" for one in dates).encode()


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        (days("03/04/21", "13/04/21"), (2021, 4, 3)),
        (days("03/04/21", "03/14/21"), (2021, 3, 4)),
        (days("03/04/2021", "04/04/2021", "03/05/2021"), (2021, 4, 3)),
        (days("03/04/21", "04/03/21"), (2021, 3, 4)),
        (days("24-03-04", "24-04-01"), (2024, 3, 4)),
        (days("25/03/24"), (2024, 3, 25)),
        (days("04/04/21"), (2021, 4, 4)),
        (b"03/04/21, 10:00 - Alex: IMG-20210403-WA0001.jpg (file attached)\n", (2021, 4, 3)),
        (b"03/04/21, 10:00 - Alex: IMG-20210304-WA0001.jpg (file attached)\n", (2021, 3, 4)),
        (days(*(f"{n}/04/21" for n in range(9, 31)), "04/30/21"), (2021, 4, 9)),
    ],
)
def test_the_order_of_dates_is_proven(raw: bytes, first: tuple[int, ...]) -> None:
    """By a number above twelve, by the order of messages, or by the names of files."""
    reading = read(raw)
    assert reading.found[0].contact.when.at == at(*first, 10)


def test_an_order_that_nothing_proves_is_asked_for_and_never_guessed() -> None:
    """Both ways are shown on a date of the file; what is said then decides, and is told."""
    raw = days("03/04/21", "05/04/21")
    with pytest.raises(Unsaid) as asked:
        read(raw)
    assert asked.value.option == "--date-order"
    assert asked.value.choices == {
        "dmy": "so that 03/04/21 is Sat 3 Apr 2021",
        "mdy": "so that 03/04/21 is Thu 4 Mar 2021",
    }
    said = read(raw, Said(date_order="mdy"))
    assert said.found[0].contact.when.at == at(2021, 3, 4, 10)
    assert [note.words for note in said.notes] == ["You said that its dates are written month, day, year."]


def test_an_order_that_contradicts_the_file_is_not_taken() -> None:
    """What was said gives way to proof, and the keeper is told."""
    for raw in (days("25/03/2024"), b"03/04/21, 10:00 - Alex: IMG-20210403-WA0001.jpg (file attached)\n"):
        with pytest.raises(Unsaid, match="cannot be written month, day, year"):
            read(raw, Said(date_order="mdy"))
    assert read(days("25/03/24"), Said(date_order="ymd")).only.contact.when.at == at(2025, 3, 24, 10)


def test_dates_that_mean_nothing_leave_the_time_open() -> None:
    """A file in which no date exists is still read."""
    assert flagged(read(days("45/45/21", "46/45/21")), "time-unreadable") == [1, 2]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("app.log", b"[2024-01-01 12:00:00] local.ERROR: a\n[2024-01-01 12:00:01] local.INFO: b\n"),
        ("app.log", b"2024-01-01 12:00:00 - worker: a\n2024-01-01 12:00:01 - worker: b\n"),
        ("a.txt", b"01/02/2024, 10:00 - ERROR: a\n01/02/2024, 10:01 - WARNING: b\n"),
        ("a.eml", b"From: Alex <alex@example.org>\nSubject: hi\n\n25/03/24, 09:00 - Alex: hi\n"),
        ("a.txt", b"25/03/24, 09:00 - Alex: one line proves nothing\n"),
        ("a.txt", b"notes\n25/03/24, 09:00 - Alex: hi\n25/03/24, 09:00 - Alex: hi\n"),
        ("a.txt", b""),
    ],
)
def test_other_texts_are_not_claimed(name: str, raw: bytes) -> None:
    """Logs of programs, mail, notes and nothing at all are no chats."""
    assert not IMPORTER.identify(lone(raw, name))


def test_one_chat_among_files_is_claimed_and_two_are_not() -> None:
    """Shadow members, notes and texts sent in the chat are no second chat; another export is."""
    sent = {"00000012-WhatsApp Chat with Robin.txt": ANDROID, "notes.txt": b"buy milk"}
    held = zipped({"_chat.txt": IPHONE, "__MACOSX/._chat.txt": IPHONE, **sent})
    assert IMPORTER.identify(held)
    assert {one.member for one in sort_out(IMPORTER, held, ME).found} == {"_chat.txt"}
    both = folder({"a/_chat.txt": IPHONE, "b/_chat.txt": IPHONE})
    assert not IMPORTER.identify(both)
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, both, ME)


def test_what_is_no_chat_is_refused() -> None:
    """Nothing in it looks like a message."""
    for material in (lone(b"hello\n"), lone(b""), folder({})):
        with pytest.raises(ImportRefused):
            sort_out(IMPORTER, material)


def test_words_before_the_first_header_are_skipped_with_their_reason() -> None:
    """It is not known whose they are; empty lines are nothing."""
    reading = read(b"\r\nend of a message\nthat was cut\n" + android("Alex: a"))
    assert [one.locator for one in reading.skipped] == ["record 1, byte 2"]
    assert [one.element for one in reading.found] == [2]


def test_bytes_that_are_no_text_are_mended_and_flagged() -> None:
    """A broken character or an encoded surrogate becomes a replacement character, and the message says so."""
    reading = read(
        android("Alex: a", "Alex: b!", "Alex: c!", "Alex: d")
        .replace(b"b!", b"\xff")
        .replace(b"c!", b"\xed\xa0\x80")
    )
    assert flagged(reading, "repaired") == [2, 3]
    assert words(reading) == ["a", "\ufffd", "\ufffd\ufffd\ufffd", "d"]


def test_a_file_that_was_cut_says_so() -> None:
    """Inside a character; and where line ends prove it, inside a message or a header."""
    inside = read(android("Alex: a", "Alex: 👋")[:-3])
    assert flagged(inside, "incomplete") == [2]
    assert inside.damage
    proven = read(iphone("Alex: a", "Alex: b", "Alex: c")[:-2])
    assert flagged(proven, "incomplete") == [3]
    header = read(iphone("Alex: a", "Alex: b") + b"[25/03/20")
    assert words(header) == ["a", "b"]
    assert len(header.skipped) == len(header.damage) == 1


def test_lines_too_long_are_skipped_and_the_rest_is_read() -> None:
    """A giant line costs its own message, and nothing else."""
    raw = android("Alex: a", f"Sam: {'x' * 5000}", f"Sam: {'y' * 300}\n" + "z" * 300, "Alex: b")
    reading = read(raw, Said(limits=Limits(line=1000, record=500)))
    assert [one.element for one in reading.found] == [1, 4]
    assert len(reading.skipped) == 2


def test_hours_that_clocks_showed_twice_or_never_are_flagged() -> None:
    """In the stated zone, an hour in autumn is a range and one in spring is none."""
    raw = b"27/10/24, 02:30 - Alex: a\n30/03/25, 02:30 - Alex: b\n"
    autumn, spring = read(raw, Said(zone="Europe/Berlin", zone_stated=True)).found
    assert autumn.contact.flags[0] == "hour-twice"
    assert autumn.contact.when.basis == "stated-zone"
    assert spring.contact.flags[:2] == ("time-unreadable", "hour-skipped")


def test_many_messages_cost_little_memory_each() -> None:
    """Reading keeps nothing of a message once it was handed out."""
    start = datetime(2021, 1, 13, 8, tzinfo=UTC)
    raw = b"".join(
        f"{start + timedelta(minutes=n):%d/%m/%Y, %H:%M} - {'Sam' if n % 3 else 'Alex'}: hi {n}\n".encode()
        for n in range(2000)
    )
    tracemalloc.start()
    counted = sum(1 for _item in IMPORTER.read(lone(raw, NAME), ME))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counted == 2001
    assert peak < len(raw) + 400_000
