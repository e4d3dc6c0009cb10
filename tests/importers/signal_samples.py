"""Exports of Signal, as its exporter writes them (field names from libsignal's backup.proto)."""

import base64
import hashlib
import json
from typing import Any
from uuid import UUID

from recordkeeper.importers.signal.export import Signal
from tests.importers.any_importer import Sample

IMPORTER = Signal()
T = 1_709_288_045_123
"""2024-03-01T10:14:05.123Z."""
HERS, HIS, THIRD = (f"00000000-0000-4000-8000-00000000000{one}" for one in "123")
SELF, HIM, OTHER, GROUP, SIGNAL = 1, 2, 3, 4, 5
PHOTO, LONG = b"\xff\xd8\xff\xe0 not really a picture", ("x" * 2048 + " and more").encode()


def b64(raw: bytes) -> str:
    """Bytes as protobuf's JSON writes them."""
    return base64.b64encode(raw).decode()


def aci(uuid: str) -> str:
    """An account's UUID as the export writes it."""
    return b64(UUID(uuid).bytes)


def jsonl(*frames: Any) -> bytes:
    """A whole ``main.jsonl``: the beginning, everyone, every chat, and these frames."""
    return b"".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        for one in (INFO, *EVERYONE, *frames)
    )


def item(author: int = HIM, chat: int | None = None, sent: int = T, **fields: Any) -> dict[str, Any]:
    """One chat item; it came in unless the fields say otherwise."""
    values: dict[str, Any] = {
        "chatId": str(chat if chat is not None else HIM),
        "authorId": str(author),
        "dateSent": str(sent),
    }
    if not {"outgoing", "directionless", "incoming"} & fields.keys():
        values["incoming"] = {"dateReceived": str(sent + 2000), "dateServerSent": str(sent + 1000)}
    return {"chatItem": values | fields}


def text(body: str, **fields: Any) -> dict[str, Any]:
    """The field of a message with words."""
    return {"standardMessage": {"text": {"body": body}} | fields}


def outgoing(*statuses: str) -> dict[str, Any]:
    """The field of a message that the keeper sent, with its status for each recipient."""
    sent = [{"recipientId": "2", "timestamp": str(T), one: {}} for one in statuses]
    return {"outgoing": {"sendStatus": sent, "dateReceived": str(T)}}


def update(**fields: Any) -> dict[str, Any]:
    """The fields of a line that the app wrote."""
    return {"directionless": {}, "updateMessage": fields}


def pointer(raw: bytes, kind: str = "image/jpeg", **fields: Any) -> dict[str, Any]:
    """What points to a file of the export."""
    locator = {
        "key": b64(b"k"),
        "plaintextHash": b64(hashlib.sha256(raw).digest()),
        "localKey": b64(b"l" * 64),
    }
    return {"contentType": kind, "locatorInfo": locator} | fields


def stored(raw: bytes, extension: str = ".jpg") -> str:
    """Where the export stores a file."""
    name = hashlib.sha256(hashlib.sha256(raw).digest() + b"l" * 64).hexdigest()
    return f"files/{name[:2]}/{name}{extension}"


def contact(number: int, uuid: str, **fields: Any) -> dict[str, Any]:
    """The frame of a person."""
    return {"recipient": {"id": str(number), "contact": {"aci": aci(uuid)} | fields}}


INFO = {"version": "1", "backupTimeMs": str(T), "mediaRootBackupKey": b64(b"\0" * 32)}
EVERYONE: tuple[dict[str, Any], ...] = (
    {"account": {"givenName": "Ann"}},
    {"recipient": {"id": "1", "self": {}}},
    contact(
        HIM,
        HIS,
        e164="12025550143",
        nickname={"given": "Bo", "family": "Example"},
        blocked=True,
        blockedAtTimestamp=str(T + 50_000),
    ),
    contact(OTHER, THIRD, username="cy.42", profileGivenName="Cy"),
    {
        "recipient": {
            "id": "4",
            "group": {
                "masterKey": b64(b"m"),
                "snapshot": {
                    "title": {"title": "Us"},
                    "members": [{"userId": aci(one)} for one in (HERS, HIS, THIRD)],
                },
            },
        }
    },
    {"recipient": {"id": "5", "releaseNotes": {}}},
    *({"chat": {"id": str(one), "recipientId": str(one)}} for one in (SELF, HIM, OTHER, GROUP, SIGNAL)),
)
_QUOTED = {
    "quote": {"authorId": "1", "text": {"body": "mine"}},
    "reactions": [{"emoji": "👍", "authorId": "1"}],
}
ITEMS: tuple[dict[str, Any], ...] = (
    item(**text("where are you? שלום\u200f 👨\u200d👩\u200d👧\n ")),
    item(**text("again", **_QUOTED), revisions=[item(**text("before"))["chatItem"]]),
    item(SELF, **outgoing("read"), **text("please stop writing to me")),
    item(SELF, **outgoing("failed"), **text("never left")),
    item(HIM, GROUP, **text("to all")),
    item(SELF, GROUP, **outgoing("delivered", "skipped"), **text("all of you")),
    item(SELF, SELF, **outgoing(), **text("my own note")),
    item(SIGNAL, SIGNAL, **text("New in Signal")),
    item(sms=True, **text("by SMS")),
    item(standardMessage={"attachments": [{"pointer": pointer(PHOTO, fileName="us.jpg")}]}),
    item(standardMessage={"attachments": [{"pointer": pointer(b"elsewhere", caption="look")}]}),
    item(standardMessage={"attachments": [{"pointer": {"locatorInfo": {"encryptedDigest": b64(b"d")}}}]}),
    item(**text("x" * 2048, longText=pointer(LONG, "text/x-signal-plain"))),
    item(**text("y" * 2048, longText=pointer(b"gone", "text/x-signal-plain"))),
    item(remoteDeletedMessage={}),
    item(viewOnceMessage={}),
    item(stickerMessage={"sticker": {"emoji": "🐶", "data": pointer(PHOTO, "image/webp")}}),
    item(contactMessage={"contact": {"name": {"givenName": "Dee"}}}),
    item(directStoryReplyMessage={"emoji": "🔥"}),
    item(directStoryReplyMessage={"textReply": {"text": {"body": "nice story"}}}),
    item(poll={"question": "When?", "options": [{"option": "now"}, {"option": "later"}]}),
    item(paymentNotification={"amountMob": "0.5", "note": "for rent"}),
    item(giftBadge={"state": "OPENED"}),
    item(adminDeletedMessage={}),
    item(unheardOf={}),
    item(directionless={}, **text("from nobody")),
    item(
        **update(individualCall={"direction": "INCOMING", "state": "MISSED", "startedCallTimestamp": str(T)})
    ),
    item(**update(individualCall={"direction": "OUTGOING", "state": "ACCEPTED"})),
    item(**update(individualCall={"state": "ACCEPTED"})),
    item(chat=GROUP, **update(groupCall={"state": "RINGING", "ringerRecipientId": "3"})),
    item(chat=GROUP, **update(groupCall={"state": "OUTGOING_RING"})),
    item(chat=GROUP, **update(groupCall={"state": "GENERIC"})),
    item(**update(simpleUpdate={"type": "BLOCKED"})),
    item(**update(simpleUpdate={"type": "IDENTITY_UPDATE"})),
    item(sent=5, incoming={}, **text("from 1970")),
    item(HIM, 99, **text("in a chat that is not there")),
)


def samples() -> list[Sample]:
    """Everything in a folder, and a lone file."""
    folder = {
        "signal/main.jsonl": jsonl(*ITEMS),
        "signal/metadata.json": b"{}",
        "signal/" + stored(PHOTO): PHOTO,
        "signal/" + stored(LONG, ".txt"): LONG,
    }
    hostile = jsonl(item(**text("one")), item(**text("cut")))[:-20]
    lone = (
        jsonl(*ITEMS[:3], [], "text").replace(b'"dateSent":"', b'"dateSent":"', 1) + b"{oh no}\n\n" + hostile
    )
    return [
        Sample(IMPORTER, folder, len(ITEMS)),
        Sample(IMPORTER, {"": lone}, 3 + 3 + 1, name="main.jsonl"),
    ]
