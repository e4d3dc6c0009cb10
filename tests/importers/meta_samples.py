"""Downloads of Messenger and Instagram, for what is asked of every importer."""

import json
from typing import Any

from recordkeeper.importers.importer import Said
from recordkeeper.importers.meta.export import Meta
from tests.importers.any_importer import Sample

IMPORTER = Meta()
ME = Said(me=("Robin Example",))
SENT = 1_709_288_045_123
INBOX = "your_facebook_activity/messages/inbox/jonas_7A/"


def garbled(text: str) -> str:
    """Text as Meta writes it."""
    return text.encode().decode("latin-1")


def message(sender: str = "Jonas Example", **fields: Any) -> dict[str, Any]:
    """One message of a download."""
    return {"sender_name": garbled(sender), "timestamp_ms": SENT, "content": "hi"} | fields


def encrypted(sender: str = "Jonas Example", **fields: Any) -> dict[str, Any]:
    """One message of an encrypted chat."""
    usual = {"senderName": sender, "timestamp": SENT, "text": "hi", "type": "text", "isUnsent": False}
    return usual | {"media": [], "reactions": []} | fields


def thread(
    *messages: Any, members: tuple[str, ...] = ("Robin Example", "Jonas Example"), **fields: Any
) -> bytes:
    """One ``message_N.json``."""
    about = {
        "participants": [{"name": garbled(one)} for one in members],
        "messages": messages,
        "title": "Jonas Example",
        "thread_path": "inbox/jonas_7A",
    }
    return json.dumps(about | fields, indent=2).encode()


def chat(*messages: Any, members: tuple[str, ...] = ("Robin Example", "Jonas Example")) -> bytes:
    """One ``Name_N.json`` of encrypted chats."""
    about = {"participants": members, "threadName": "Jonas Example", "messages": messages}
    return json.dumps(about, ensure_ascii=False).encode()


def blocked(*accounts: Any) -> bytes:
    """Instagram's list of blocked accounts."""
    return json.dumps({"relationships_blocked_users": accounts}).encode()


def account(name: str = "jonas.example", at: int = 1_709_288_045) -> dict[str, Any]:
    """One of them."""
    href = f"https://www.instagram.com/{name}"
    return {"title": name, "media_list_data": [], "string_list_data": [{"href": href, "timestamp": at}]}


def samples() -> list[Sample]:
    """A folder with everything in it, and the three kinds of lone files."""
    rich = thread(
        message(content=garbled("שלום 👨‍👩‍👧")),
        message("Robin Example", content="stop"),
        message(content="look", share={"link": "https://example.org/a", "share_text": "A"}),
        message(photos=[{"uri": INBOX + "photos/1.jpg"}, {"uri": "https://example.net/x"}]),
        message(call_duration=0, missed=True, type="Call"),
        message(type="Subscribe", users=[{"name": "Robin Example"}]),
        message(is_unsent=True),
        message(timestamp_ms="never"),
        {"nothing": 1},
        5,
        reactions=[],
    )
    folder = {
        INBOX + "message_1.json": rich,
        INBOX + "message_2.json": thread(message(), message()),
        INBOX + "photos/1.jpg": b"\xff\xd8\xff",
        "your_facebook_activity/messages/e2ee_cutover/robin_3/message_1.html": b"<html>",
        "messages/Jonas_12.json": chat(encrypted(), encrypted("Robin Example", text="café")),
        "connections/followers_and_following/blocked_profiles.json": blocked(account()),
    }
    return [
        Sample(IMPORTER, folder, 14, ME),
        Sample(IMPORTER, {"": rich}, 10, ME, "message_1.json"),
        Sample(IMPORTER, {"": chat(encrypted(), encrypted())}, 2, name="Jonas_12.json"),
        Sample(IMPORTER, {"": blocked(account())}, 0),
    ]
