"""Google Chat: whose account it is, who wrote, and times in words."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.google import chat_date
from recordkeeper.importers.importer import Found, Said
from tests.importers import google_chat_samples as made
from tests.importers.google_chat_samples import ANN, BO, CY, GROUPS, IMPORTER, PRIVATE, T, document, message
from tests.importers.materials import Reading, folder, lone, sort_out, zipped


@pytest.fixture(scope="module")
def takeout() -> Reading:
    """A whole export."""
    return sort_out(IMPORTER, folder(made.takeout()))


def inside(reading: Reading, name: str) -> list[Found]:
    """What was found in one conversation."""
    return [one for one in reading.found if name in one.member]


def test_the_export_says_who_the_keeper_is(takeout: Reading) -> None:
    """The owner's messages went out to the other one; the rest came from their sender's address."""
    came, went = (one.contact for one in inside(takeout, "DM a")[:2])
    assert (came.direction, came.identifier, came.shown_name, came.flags) == (
        "in",
        BO["email"],
        BO["name"],
        (),
    )
    assert (went.direction, went.identifier, went.shown_name, went.flags) == (
        "out",
        BO["email"],
        BO["name"],
        (),
    )
    assert came.words == "where are you שלום\u200f 👨\u200d👩\u200d👧 \n"
    assert (came.when.at, came.when.offset, came.when.clock) == (T, 0, "server")
    assert (came.medium, inside(takeout, "DM a")[0].native_id) == ("google-chat", "DM/t/m")


def test_one_who_left_is_known_by_what_they_wrote(takeout: Reading) -> None:
    """Of a conversation that lists only the keeper, the other one is who wrote in it."""
    assert [one.contact.identifier for one in inside(takeout, "DM left")] == [BO["email"]] * 2


def test_a_space_is_a_group(takeout: Reading) -> None:
    """The sender is the identifier; the others stand in the group, the keeper left out."""
    came, went, _other = (one.contact for one in inside(takeout, "Space"))
    assert (came.identifier, came.group, came.flags) == (BO["email"], (CY["email"],), ("group",))
    assert (went.identifier, went.group) == ("", (BO["email"], CY["email"]))


def test_without_the_owner_nobody_is_guessed() -> None:
    """A conversation alone says who wrote, not who of them is the keeper: that is said, or flagged."""
    unsaid = sort_out(IMPORTER, lone(PRIVATE)).found
    assert all(one.contact.direction == "in" for one in unsaid)
    assert all("sender-unsaid" in one.contact.flags for one in unsaid)
    said = sort_out(
        IMPORTER, lone(document(message(ANN, text="x"), message(text="y"))), Said(me=(ANN["email"],))
    )
    assert [(one.contact.direction, one.contact.identifier) for one in said.found] == [
        ("out", BO["email"]),
        ("in", BO["email"]),
    ]


def test_where_nobody_is_the_keeper_who_was_said_nobody_is_taken_for_others() -> None:
    """What was said is of other exports then; who wrote and is not listed any more is still found."""
    elsewhere = Said(me=("+44 7700 900111",))
    found = sort_out(IMPORTER, lone(PRIVATE), elsewhere).found
    assert all("sender-unsaid" in one.contact.flags for one in found)
    files = {
        "Groups/Space b/group_info.json": made.members(BO, CY, name="Us"),
        "Groups/Space b/messages.json": document(message(ANN, text="x"), message(text="y")),
    }
    left = sort_out(IMPORTER, folder(files), Said(me=(ANN["email"],))).found
    assert [(one.contact.direction, one.contact.flags) for one in left] == [
        ("out", ("group",)),
        ("in", ("group",)),
    ]


def test_two_owners_are_none() -> None:
    """Where the export names two accounts, neither is taken for the keeper's."""
    other = made.OWNER.replace(b"ann@", b"eve@")
    files = made.takeout() | {"Takeout/Google Chat/Users/User 2/user_info.json": other}
    assert all("sender-unsaid" in one.contact.flags for one in sort_out(IMPORTER, folder(files)).found)


def test_files_are_found_beside_the_conversation(takeout: Reading) -> None:
    """By the export's own name for them, as Google changes it on the disk; what is elsewhere is absent."""
    found = inside(takeout, "DM a")
    media = [one.media[0] for one in found if one.media]
    assert [(one.name, one.member, one.absent) for one in media] == [
        ("us.png", GROUPS + "DM a/File-us.png", False),
        ("4?account_id=3.png", GROUPS + "DM a/File-4_account_id=3.png", False),
        ("File-gone.png", None, True),
        ("notes", None, True),
    ]


def test_a_deleted_message_leaves_its_trace(takeout: Reading) -> None:
    """Nobody is named and no time; only what its creator deleted is said to be deleted by its sender."""
    by_creator, by_other = (one.contact for one in inside(takeout, "DM a")[7:9])
    assert by_creator.flags == ("deleted", "sender-unsaid", "time-unreadable")
    assert by_other.flags == ("sender-unsaid", "time-unreadable")
    assert (by_creator.identifier, by_creator.words, by_creator.when.at) == ("", None, None)


def test_what_no_person_wrote_is_the_apps_own(takeout: Reading) -> None:
    """A line without words and files, and what a program wrote."""
    assert [one.contact.words for one in takeout.found if one.system] == [None, "I am a program"]


def test_a_language_not_known_is_noted(takeout: Reading) -> None:
    """The time is kept as written, and how many there are is said once."""
    (german,) = [one.contact for one in takeout.found if one.contact.words == "auf Deutsch"]
    assert (german.when.at, german.when.written[:7], german.flags) == (None, "Freitag", ("time-unreadable",))
    assert [one.words[:2] for one in takeout.notes] == ["1 "]


@pytest.mark.parametrize(
    "written",
    [
        "Friday, March 1, 2024 at 10:14:05\u202fAM UTC",
        "Friday, March 1, 2024 at 10:14:05 AM UTC",
        "Friday, 1 March 2024 at 10:14:05 UTC",
        "viernes, 1 de marzo de 2024, 10:14:05 UTC",
        "viernes, 1 de marzo de 2024 a las 10:14:05\u202fa.\u00a0m. UTC",
        "2024年3月1日星期五 UTC 10:14:05",
    ],
)
def test_times_in_words(written: str) -> None:
    """English, Spanish and Chinese, always UTC, kept as written."""
    moment = chat_date.moment(written)
    assert (moment.at, moment.offset, moment.written, moment.basis) == (T, 0, written, "offset")


@pytest.mark.parametrize(("clock", "hour"), [("12:00:00 AM", 0), ("12:00:00 PM", 12), ("11:00:00 PM", 23)])
def test_half_days_turn_at_twelve(clock: str, hour: int) -> None:
    """Midnight is 12 AM and noon is 12 PM."""
    moment = chat_date.moment(f"Friday, March 1, 2024 at {clock} UTC")
    assert (moment.at or 0) // 3_600_000 % 24 == hour


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Friday, March 1, 2024 at 10:14:05 AM CET",
        "Friday, March 32, 2024 at 10:14:05 AM UTC",
        "Friday, March 1, 2024 at 13:14:05 PM UTC",
        "Friday, March 1, 2024 at 0:14:05 PM UTC",
        "Friday, Merch 1, 2024 at 10:14:05 AM UTC",
        "01/03/2024 10:14:05 UTC",
        "Friday, March 1, 1824 at 10:14:05 AM UTC",
        "x" * 200,
    ],
)
def test_what_is_not_certain_is_no_time(written: str) -> None:
    """Another zone, a day that is none, an hour that is none, figures for the month."""
    moment = chat_date.moment(written)
    assert (moment.at, moment.written, moment.precision) == (None, written, "unknown")


def test_a_file_cut_off_gives_its_beginning() -> None:
    """What stands before the cut is there, and the damage has its place."""
    raw = document(message(text="one"), message(text="two"))
    files = {"DM a/messages.json": raw[:-60]}
    reading = sort_out(IMPORTER, folder(files))
    assert [one.contact.words for one in reading.found] == ["one"]
    assert reading.damage[0].locator.startswith("DM a/messages.json, byte ")


def test_an_archive_reads_as_its_folder(takeout: Reading) -> None:
    """Packed or not, the same things are found."""
    assert sort_out(IMPORTER, zipped(made.takeout())) == takeout


@pytest.mark.parametrize("raw", [b'{"messages": [{"a": 1}]}', b'{"messages": []}', b"[]", b""])
def test_a_stranger_is_refused(raw: bytes) -> None:
    """Messages of another app are not claimed and not read."""
    assert not IMPORTER.identify(lone(raw))
    with pytest.raises(ImportRefused):
        sort_out(IMPORTER, lone(raw))
    assert "Drive" in IMPORTER.completeness


MESSAGES = st.one_of(
    st.builds(
        message, st.sampled_from([ANN, BO, CY, None]), text=st.text(st.characters(codec="utf-8"), max_size=20)
    ),
    st.integers(),
    st.text(st.characters(codec="utf-8"), max_size=9),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(MESSAGES, max_size=6))
def test_parsed_and_skipped_is_what_was_written(rows: list[Any]) -> None:
    """Whatever stands in the list, it is parsed or skipped, its words untouched."""
    reading = sort_out(IMPORTER, lone(document(message(text="first"), *rows)))
    assert reading.seen == 1 + len(rows)
    words = [one["text"] or None for one in rows if isinstance(one, dict)]
    assert [one.contact.words for one in reading.found[1:]] == words
