"""What each app wrote of a block, from its own export to the offer: of nobody else is anything kept."""

import json
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.importers import meta_samples, signal_samples, sms_ie_samples, whatsapp_samples
from tests.intake.exports import SISTER, THEIRS, call

ALEX = ("--them", "Alex", "--me", "Sam")
INSTAGRAM = "your_instagram_activity/messages/inbox/jonas_7A/message_1.json"
BLOCKS = "connections/followers_and_following/blocked_accounts.json"


def whatsapp_android() -> dict[str, bytes]:
    """A chat in which the app says that the contact was blocked."""
    own = "You blocked this contact. Tap to unblock."
    return {"WhatsApp Chat with Alex.txt": whatsapp_samples.android("Alex: hi", "Sam: stop", own)}


def whatsapp_iphone() -> dict[str, bytes]:
    """The same from an iPhone, where the app's lines bear the contact's name."""
    own = f"Alex: {whatsapp_samples.LRM}You blocked this contact."
    return {"_chat.txt": whatsapp_samples.iphone("Alex: hi", "Sam: stop", own)}


def signal() -> dict[str, bytes]:
    """A contact that is blocked, and lines of the app about that one and another."""
    about_him = signal_samples.update(simpleUpdate={"type": "BLOCKED"})
    other = signal_samples.item(author=signal_samples.OTHER, chat=signal_samples.OTHER, **about_him)
    items = (signal_samples.item(**signal_samples.text("hi")), signal_samples.item(**about_him), other)
    return {"main.jsonl": signal_samples.jsonl(*items)}


def instagram() -> dict[str, bytes]:
    """A conversation, and the list of blocked accounts: theirs and another."""
    stop = meta_samples.message("Robin Example", content="stop")
    return {
        INSTAGRAM: meta_samples.thread(meta_samples.message(), stop),
        BLOCKS: meta_samples.blocked(meta_samples.account(), meta_samples.account("jonas.other")),
    }


def sms_ie() -> dict[str, bytes]:
    """A message, and the list of blocked numbers: theirs and another."""
    return {
        "messages.ndjson": sms_ie_samples.ndjson(sms_ie_samples.sms()),
        "blocked_numbers.ndjson": sms_ie_samples.ndjson(*sms_ie_samples.BLOCKED[:2]),
    }


JONAS = ("--them", "Jonas Example", "--them", "jonas.example", "--me", "Robin Example")


class Case(NamedTuple):
    """An export, what the keeper says of it, and what is to be offered.

    Attributes:
        files: the export.
        said: the options.
        channel: of the block.
        wrote: part of what the offer says.
        other: whom else it names; nothing of them may be kept.
    """

    files: dict[str, bytes]
    said: tuple[str, ...]
    channel: str
    wrote: str
    other: str


THEM = ("--them", sms_ie_samples.HIS)
CASES = {
    "whatsapp, android": Case(whatsapp_android(), ALEX, "text", "“You blocked this contact", "Robin"),
    "whatsapp, iphone": Case(whatsapp_iphone(), ALEX, "text", "You blocked this contact.”", "Robin"),
    "signal": Case(signal(), THEM, "text", "Signal, Fri 1 Mar 2024, 10:14", "cy.42"),
    "instagram": Case(instagram(), JONAS, "text", "Instagram, Fri 1 Mar 2024, 10:14", "jonas.other"),
    "sms-ie": Case(sms_ie(), THEM, "call", "the phone, time not known", sms_ie_samples.THIRD),
}


@pytest.mark.parametrize("name", CASES)
def test_the_apps_own_word_for_a_block_is_offered(record: Program, tmp_path: Path, name: str) -> None:
    """The offer names what the app wrote, its command works as it is printed, and only theirs is kept."""
    case, place = CASES[name], tmp_path / "export"
    for member, raw in case.files.items():
        (place / member).parent.mkdir(parents=True, exist_ok=True)
        (place / member).write_bytes(raw)
    path = place if len(case.files) > 1 else place / next(iter(case.files))
    done = record("import", str(path), *case.said, "--zone", "Europe/London", "--yes", "--json")
    assert done.code == 0, done.err
    serial, offers = done.json["serial"], done.json["offered"]
    assert any(case.wrote in one["wrote"] for one in offers)
    assert {one["proof"] for one in offers} == {serial}
    kept = record("show", str(serial), "--json").json["fields"]["traces"]
    assert {one["what"] for one in kept} == {"blocked"}
    assert record("measure", "list", "--json").json["measures"] == []
    assert record(*shlex.split(offers[0]["command"])[1:]).code == 0
    (measure,) = record("measure", "list", "--json").json["measures"]
    assert (measure["proof"], measure["channel"]) == ([serial], case.channel)
    assert record("export", "json", "-o", str(tmp_path / "out.json")).code == 0
    assert case.other not in json.dumps(kept) + (tmp_path / "out.json").read_text()


def test_calls_of_others_that_the_phone_blocked_are_not_offered(record: Program, tmp_path: Path) -> None:
    """Android's call type 6 counts for the other person alone."""
    path = phone_file(tmp_path / "calls.xml", call(6, 1, SISTER), call(3, 2), call(6, 5))
    (offer,) = record("import", path, "--them", THEIRS, "--yes", "--json").json["offered"]
    assert (offer["proof"], "Thu 1 Jan 2026, 00:05" in offer["wrote"]) == (6, True)
    theirs = phone_file(tmp_path / "others.xml", call(6, 1, SISTER), call(3, 2))
    assert record("import", theirs, "--yes", "--json").json["offered"] == []
