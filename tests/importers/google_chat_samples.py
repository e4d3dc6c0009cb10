"""Conversations of Google Chat, as Google Takeout writes them."""

import json
from typing import Any

from recordkeeper.importers.google.chat import GoogleChat
from recordkeeper.importers.importer import Said
from tests.importers.any_importer import Sample

IMPORTER = GoogleChat()
ANN = {"name": "Ann", "email": "ann@example.org", "user_type": "Human"}
BO = {"name": "Bo Example", "email": "bo@example.org", "user_type": "Human"}
CY = {"name": "Cy", "email": "cy@example.org", "user_type": "Human"}
WHEN = "Friday, March 1, 2024 at 10:14:05\u202fAM UTC"
T = 1_709_288_045_000
GROUPS = "Takeout/Google Chat/Groups/"


def message(creator: dict[str, str] | None = BO, **fields: Any) -> dict[str, Any]:
    """One message."""
    usual = {"created_date": WHEN, "topic_id": "t", "message_id": "DM/t/m"}
    return ({"creator": creator} if creator else {}) | usual | fields


def document(*messages: Any) -> bytes:
    """A ``messages.json``, as Google prints it."""
    return json.dumps({"messages": list(messages)}, indent=2, ensure_ascii=False).encode()


def members(*people: dict[str, str], **fields: str) -> bytes:
    """A ``group_info.json``."""
    return json.dumps(fields | {"members": list(people)}).encode()


OWNER = json.dumps({"user": ANN, "membership_info": [{"group_id": "DM a"}]}).encode()
DELETED = {
    "message_state": "DELETED",
    "deleted_date": WHEN,
    "topic_id": "t",
    "message_id": "DM/t/d",
    "deletion_metadata": {"deletion_type": "CREATOR"},
}
PRIVATE = document(
    message(text="where are you שלום\u200f 👨\u200d👩\u200d👧 \n"),
    message(ANN, text="please stop"),
    message(attached_files=[{"original_name": "us.png", "export_name": "File-us.png"}]),
    message(
        attached_files=[{"original_name": "4?account_id=3.png", "export_name": "File-4?account_id=3.png"}]
    ),
    message(text="gone", attached_files=[{"export_name": "File-gone.png"}]),
    message(annotations=[{"drive_metadata": {"id": "1", "title": "notes"}}, {"youtube_metadata": {}}]),
    message(created_date="Freitag, 1. März 2024 um 10:14:05 UTC", text="auf Deutsch"),
    DELETED,
    DELETED | {"deletion_metadata": {"deletion_type": "SPACE_OWNER"}},
    message(),
    message(BO | {"user_type": "Bot"}, text="I am a program"),
    message({"name": "Only A. Name"}, text="no address"),
    "not a message",
)
SPACE = document(message(text="to all"), message(ANN, text="all of you"), message(CY, text="me too"))


def takeout() -> dict[str, bytes]:
    """A private conversation, a space, an empty one, and whose account it is."""
    return {
        GROUPS + "DM a/messages.json": PRIVATE,
        GROUPS + "DM a/group_info.json": members(ANN, BO),
        GROUPS + "DM a/File-us.png": b"\x89PNG",
        GROUPS + "DM a/File-4_account_id=3.png": b"\x89PNG2",
        GROUPS + "DM left/messages.json": document(message(ANN, text="hello?"), message(text="yes")),
        GROUPS + "DM left/group_info.json": members(ANN),
        GROUPS + "Space b/messages.json": SPACE,
        GROUPS + "Space b/group_info.json": members(ANN, BO, CY, name="Us"),
        GROUPS + "DM none/messages.json": document(),
        "Takeout/Google Chat/Users/User 1/user_info.json": OWNER,
    }


def samples() -> list[Sample]:
    """A small export, and one conversation alone, with and without a word on who the keeper is."""
    small = {
        GROUPS + "Space b/messages.json": SPACE,
        GROUPS + "Space b/group_info.json": members(ANN, BO, CY, name="Us"),
        "Takeout/Google Chat/Users/User 1/user_info.json": OWNER,
    }
    return [
        Sample(IMPORTER, small, 3),
        Sample(IMPORTER, {"": PRIVATE}, 13, Said(me=("ann@example.org",)), name="messages.json"),
        Sample(IMPORTER, {"": SPACE}, 3, name="messages.json"),
    ]
