"""Google Voice's pages: every message and call as it stands there, and nothing that the page does not say."""

from html import escape
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.google.voice import GoogleVoice
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from tests.importers import google_voice_samples as made
from tests.importers.google_voice_samples import BO, CALLS, CONVERSATION, HIS, IMPORTER, THIRD, T
from tests.importers.materials import Reading, folder, lone, sort_out, zipped


def read(raw: bytes, limits: Limits | None = None) -> Reading:
    """A page alone."""
    return sort_out(IMPORTER, lone(raw), Said(limits=limits or Limits()))


@pytest.fixture(scope="module")
def takeout() -> Reading:
    """A whole export."""
    return sort_out(IMPORTER, folder(made.takeout()))


def of(reading: Reading, name: str) -> Reading:
    """Only what was found in one page."""
    return reading._replace(found=[one for one in reading.found if name in one.member], skipped=[])


def test_words_are_the_characters_sent() -> None:
    """References are what they stand for, a line break is a line break, and nothing is trimmed."""
    first = read(CONVERSATION).found[0]
    assert first.contact.words == "שלום & <b> 'x' 👨\u200d👩\u200d👧\ntwo\n"
    assert CONVERSATION[first.start : first.end].startswith(b'<div class="message">')
    assert CONVERSATION[first.start : first.end].endswith(b"\n</div>")


def test_the_time_and_the_offset_are_the_pages_own() -> None:
    """A time with its offset is certain, by Google's clock; one that is none is kept as written."""
    found = read(CONVERSATION).found
    when = found[0].contact.when
    assert (when.at, when.offset, when.basis, when.clock) == (T, 3600, "offset", "server")
    assert when.written == made.WHEN
    assert (found[4].contact.when.at, found[4].contact.when.written) == (None, "yesterday")
    assert found[4].contact.flags == ("time-unreadable",)


def test_the_page_says_who_wrote() -> None:
    """What the page marks as the keeper's went out to the other number; the rest came from it."""
    found = read(CONVERSATION).found
    assert [(one.contact.direction, one.contact.identifier) for one in found[:4]] == [
        ("in", HIS),
        ("out", HIS),
        ("in", HIS),
        ("out", HIS),
    ]
    assert {one.contact.shown_name for one in found[:4]} == {"Bo Example"}
    assert (found[5].contact.withheld, found[5].contact.identifier) == (False, "")
    (skipped,) = read(CONVERSATION).skipped
    assert skipped.reason == "it does not say who sent it"


def test_a_group_is_told_as_one(takeout: Reading) -> None:
    """The sender is the identifier of what came in; the others stand in the group."""
    came, went = (one.contact for one in of(takeout, "Group").found)
    assert (came.identifier, came.group, came.flags) == (HIS, (THIRD,), ("group",))
    assert (went.identifier, went.group, went.flags) == ("", (HIS, THIRD), ("group",))


@pytest.mark.parametrize(
    ("page", "title", "identifier", "shown"),
    [
        ("+12025550177 - Text - 2024-03-01T10_14_05Z.html", "Me to\n", "+12025550177", ""),
        ("Bo - Text - 2024-03-01T10_14_05Z.html", "Me to\nBo Example", "Bo Example", "Bo Example"),
        ("Bo - Text - 2024-03-01T10_14_05Z.html", "", "Bo", ""),
    ],
)
def test_a_page_they_never_wrote_on(page: str, title: str, identifier: str, shown: str) -> None:
    """The number in the page's name counts before the name in its title."""
    raw = made.conversation(made.message(who=made.sender(mine=True)), title=title)
    contact = sort_out(IMPORTER, folder({page: raw})).only.contact
    assert (contact.identifier, contact.shown_name) == (identifier, shown)


def test_two_numbers_on_one_page_are_both_kept() -> None:
    """Which of two numbers an answer went to is not guessed."""
    raw = made.conversation(
        made.message(), made.message(who=made.sender(THIRD)), made.message(who=made.sender(mine=True))
    )
    answer = read(raw).found[2].contact
    assert (answer.identifier, answer.group, answer.flags) == ("", (HIS, THIRD), ())


def test_pictures_are_found_by_the_name_without_its_end(takeout: Reading) -> None:
    """The one file that bears the name is taken; none where there is none, or more than one."""
    found = of(takeout, BO + ".html").found
    assert found[2].media[0].member == BO + "-3-1.jpg"
    assert (found[3].media[0].absent, found[3].media[0].member) == (True, None)
    both = made.takeout() | {BO + "-3-1.png": b"\x89PNG"}
    media = of(sort_out(IMPORTER, folder(both)), BO + ".html").found[2].media[0]
    assert (media.absent, media.reason) == (True, "several files could be it, and none was chosen")


def test_a_page_that_is_there_twice_is_read_once(takeout: Reading) -> None:
    """The same bytes again are one skipped record that says where they were read."""
    (twice,) = [one for one in takeout.skipped if "byte for byte" in one.reason]
    assert twice.locator == BO + " (1).html"
    assert len([one for one in takeout.found if PurePosixPath(one.member).name.startswith("Bo")]) == 6 + 3


def test_calls_end_as_their_labels_say(takeout: Reading) -> None:
    """Missed, placed, received with a hidden number, and a voicemail with its length."""
    calls = [one.contact for one in takeout.found if one.contact.channel == "call"]
    assert [(one.direction, one.medium, one.answered, one.withheld) for one in calls] == [
        ("in", "answered", True, True),
        ("in", "missed", False, False),
        ("out", "", None, False),
        ("in", "voicemail", False, False),
    ]
    assert (calls[3].duration, calls[3].identifier, calls[3].service) == (78, HIS, "google-voice")


def test_a_call_without_a_direction_is_skipped(takeout: Reading) -> None:
    """A recorded call does not say who called; a label that is not known says nothing."""
    reasons = [one.reason for one in takeout.skipped]
    assert "it is a recorded call, and does not say who called whom" in reasons
    assert "it does not say whether the call was received, missed or placed" in reasons


def test_a_transcript_is_not_the_callers_words(takeout: Reading) -> None:
    """What a machine heard is a file beside the recording, and a note says whose it is."""
    (voicemail,) = of(takeout, "Voicemail").found
    assert voicemail.contact.words is None
    assert [one.name for one in voicemail.media][1] == "transcript-by-google.txt"
    assert (voicemail.media[0].member or "").endswith(".mp3")
    assert voicemail.media[1].data == b"He's here"
    assert any("machine" in note.words for note in takeout.notes)


def test_what_the_keeper_deleted_is_no_deletion_by_the_sender(takeout: Reading) -> None:
    """The trash is told in a note; no message is flagged for it."""
    assert not any("deleted" in one.contact.flags for one in takeout.found)
    assert any(note.words.startswith("1 of its pages") for note in takeout.notes)


def test_other_pages_of_the_archive_are_left_alone(takeout: Reading) -> None:
    """A bill is no conversation; a page named like one without any is named as damage."""
    (damage,) = takeout.damage
    assert damage.locator == CALLS + "Bo Example - Empty - 2024-03-01T10_14_05Z.html"


def test_an_archive_reads_as_its_folder(takeout: Reading) -> None:
    """Packed or not, the same things are found."""
    assert sort_out(IMPORTER, zipped(made.takeout())) == takeout


def test_a_page_cut_off_gives_its_beginning() -> None:
    """The message it ends in is kept as far as it goes, and the damage is named."""
    whole = made.conversation(made.message("<q>first</q>"), made.message("<q>second one</q>"))
    reading = read(whole[: whole.index(b"second") + 6])
    assert [one.contact.words for one in reading.found] == ["first", "second"]
    assert [one.contact.flags for one in reading.found] == [(), ("incomplete",)]
    assert reading.damage[0].locator == "its end"


def test_a_message_that_has_no_end_ends_at_the_next() -> None:
    """One broken message takes no other with it."""
    raw = made.conversation(made.message("<q>first"), made.message("<q>second</q>"))
    raw = raw.replace(b"first\n</div>", b"first\n", 1)
    found = read(raw).found
    assert [one.contact.words for one in found] == ["first\n ", "second"]
    assert "incomplete" in found[0].contact.flags


def test_too_much_in_one_message_is_skipped() -> None:
    """A message with more parts than any has is skipped; the next is read."""
    raw = made.conversation(made.message("<q>" + "<br>" * 50 + "</q>"), made.message())
    reading = read(raw, Limits(parts=40))
    assert [one.reason for one in reading.skipped] == ["it is larger than can be read"]
    assert [one.contact.words for one in reading.found] == ["where are you"]


def test_a_stranger_is_refused() -> None:
    """A page that is none of Google Voice's is not claimed and not read."""
    page = lone(b"<html><body><div class='message'>no</div></body></html>")
    assert not IMPORTER.identify(page)
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, page)


def test_it_says_what_is_left_out() -> None:
    """The keeper is told what such an export does not hold."""
    assert "Recorded calls" in GoogleVoice().completeness


WORDS = st.text(st.characters(codec="utf-8"), max_size=40).map(lambda one: one.replace("\r", ""))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.booleans(), st.booleans()), max_size=6), st.integers(20, 300))
def test_parsed_and_skipped_is_what_was_written(rows: list[tuple[str, bool, bool]], chunk: int) -> None:
    """Whatever the words, and however few bytes are read at a time, each message comes out as it was."""
    messages = [
        made.message(f"<q>{escape(words)}</q>", made.sender(mine=mine) if known else "<cite>?</cite>")
        for words, mine, known in rows
    ]
    reading = read(made.conversation(*messages), Limits(chunk=chunk))
    assert reading.seen == len(rows)
    assert [one.contact.words or "" for one in reading.found] == [
        words for words, _mine, known in rows if known
    ]
