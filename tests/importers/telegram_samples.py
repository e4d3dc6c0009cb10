"""Exports of Telegram Desktop, for what is asked of every importer."""

import json
from typing import Any

from recordkeeper.importers.importer import Said
from recordkeeper.importers.telegram.export import Telegram
from tests.importers.any_importer import Sample

IMPORTER = Telegram()
SENT = 1_709_288_045
THEM, MINE = "user101", "user102"


def message(**fields: Any) -> dict[str, Any]:
    """One received message, as today's Telegram Desktop writes it."""
    usual = {
        "id": 7,
        "type": "message",
        "date": "2024-03-01T11:14:05",
        "date_unixtime": str(SENT),
        "from": "Jonas Example",
        "from_id": THEM,
        "text": "hi",
        "text_entities": [{"type": "plain", "text": "hi"}],
    }
    return usual | fields


def mine(**fields: Any) -> dict[str, Any]:
    """One sent message."""
    return message(**{"from": "Robin Example", "from_id": MINE} | fields)


def service(action: str, **fields: Any) -> dict[str, Any]:
    """One service message."""
    usual = {
        "id": 8,
        "type": "service",
        "date": "2024-03-01T11:14:05",
        "date_unixtime": str(SENT),
        "actor": "Jonas Example",
        "actor_id": THEM,
        "action": action,
        "text": "",
        "text_entities": [],
    }
    return usual | fields


def chat(*messages: Any, **fields: Any) -> dict[str, Any]:
    """One chat of two."""
    about = {"name": "Jonas Example", "type": "personal_chat", "id": 101}
    return about | fields | {"messages": messages}


def written(document: Any) -> bytes:
    """A document as Telegram Desktop lays it out."""
    return json.dumps(document, indent=1, ensure_ascii=False).encode()


def one_chat(*messages: Any, **fields: Any) -> bytes:
    """``result.json`` of one chat."""
    return written(chat(*messages, **fields))


def account(*chats: Any, left: tuple[Any, ...] = ()) -> bytes:
    """``result.json`` of the whole account."""
    return written(
        {
            "about": "Here is the data you requested from Telegram.",
            "personal_information": {"user_id": 102, "first_name": "Robin", "phone_number": "+12025550101"},
            "contacts": {"about": "…", "list": [{"user_id": 101, "first_name": "Jonas"}]},
            "chats": {"about": "…", "list": chats},
            "left_chats": {"about": "…", "list": left},
        }
    )


def samples() -> list[Sample]:
    """One chat, an account with its files, and another program's bare copy."""
    rich = (
        message(text=["see ", {"type": "link", "text": "https://example.org"}, " 👨‍👩‍👧"]),
        mine(text="שלום", edited_unixtime=str(SENT + 60)),
        message(photo="photos/photo_1.jpg", text=""),
        message(
            file="(File not included. Change data exporting settings to download.)", media_type="sticker"
        ),
        message(location_information={"latitude": 1.5, "longitude": 2.25}, text=""),
        service("phone_call", duration_seconds=61, discard_reason="hangup"),
        service("pin_message"),
        {"id": 9, "type": "unsupported"},
        5,
    )
    group = chat(message(), mine(), name="Crew", type="private_group", id=55)
    bare = {"messages": [{"type": "message", "date_unixtime": str(SENT), "from": "Jonas", "text": "hi"}]}
    return [
        Sample(IMPORTER, {"": one_chat(*rich)}, 9, name="result.json"),
        Sample(
            IMPORTER,
            {
                "export/result.json": account(chat(*rich), left=(group,)),
                "export/photos/photo_1.jpg": b"\xff\xd8",
            },
            11,
        ),
        Sample(IMPORTER, {"": written(bare)}, 1, Said(me=("Robin Example",))),
    ]
