"""Exports of SMS Import / Export, as the app writes them: every column a text."""

import base64
import json
from typing import Any

from recordkeeper.importers.android.sms_ie import SmsImportExport
from tests.importers.any_importer import Sample

IMPORTER = SmsImportExport()
T = 1_709_288_045_123
HERS, HIS, THIRD = "+12025550100", "+12025550143", "+12025550144"
PHOTO = b"\xff\xd8\xff\xe0 not really"
TOKEN = "insert-address-token"


def sms(**fields: str) -> dict[str, Any]:
    """A received SMS."""
    usual = {
        "_id": "7",
        "thread_id": "2",
        "address": HIS,
        "date": str(T),
        "date_sent": str(T - 1000),
        "read": "1",
        "type": "1",
        "body": "where are you",
    }
    return usual | fields


def part(kind: str = "text/plain", **fields: str) -> dict[str, str]:
    """One part of an MMS."""
    return {"_id": "1", "mid": "9", "seq": "0", "ct": kind} | fields


def address(number: str, role: str, **fields: str) -> dict[str, str]:
    """One address of an MMS: 137 from, 151 to, 130 cc, 129 bcc."""
    return {"address": number, "type": role, "charset": "106"} | fields


def mms(
    *parts: dict[str, str], sender: str = HIS, to: tuple[str, ...] = (HERS,), **fields: str
) -> dict[str, Any]:
    """A received MMS; its times are in seconds."""
    usual: dict[str, Any] = {
        "_id": "9",
        "thread_id": "2",
        "date": str(T // 1000),
        "date_sent": str(T // 1000 - 1),
        "msg_box": "1",
        "read": "1",
        "m_id": "m9",
        "m_type": "132",
        "__sender_address": address(sender, "137", __display_name="Bo Example"),
        "__recipient_addresses": [address(one, "151") for one in to],
        "__parts": list(parts),
    }
    return usual | fields


def call(**fields: str) -> dict[str, str]:
    """An answered call."""
    usual = {"_id": "3", "date": str(T), "duration": "125", "number": HIS, "presentation": "1", "type": "1"}
    return usual | {"display_name": "Bo Example"} | fields


def ndjson(*rows: Any) -> bytes:
    """One row on each line."""
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in rows)


def array(*rows: Any) -> bytes:
    """Rows as one array, as the app prints it."""
    return json.dumps(rows, indent=2).encode()


MESSAGES: tuple[Any, ...] = (
    sms(body="שלום\u200f 👨\u200d👩\u200d👧 \n", __display_name="Bo Example"),
    sms(type="2", body="null"),
    sms(type="5"),
    sms(type="9"),
    sms(address="-1"),
    sms(date="5"),
    mms(part("application/smil", text="<smil/>"), part(text="look"), part("image/jpeg", _data="/a/b/PART_1")),
    mms(part("image/jpeg", _data="/a/b/PART_2", cl="us.jpg"), sender=TOKEN, to=(HIS,), msg_box="2"),
    mms(part(text="to all"), to=(HERS, THIRD)),
    mms(part(text="all of you"), sender=TOKEN, to=(HIS, THIRD), msg_box="2"),
    mms(part("text/x-vcard", text="BEGIN:VCARD"), part("image/png"), sender=TOKEN, to=(HIS,)),
    mms(m_type="134", sub="gr\u00c3\u00bc\u00c3\u009fe", sub_cs="106"),
    mms(msg_box="0"),
    ["not a row"],
)
CALLS = (
    call(),
    call(type="2", duration="0"),
    call(type="6", presentation="2", block_reason="3"),
    call(type="4", transcription="call me back"),
    call(type="99"),
    call(date="now"),
)
BLOCKED = (
    {"_id": "1", "original_number": HIS, "e164_number": HIS},
    {"e164_number": THIRD},
    {"_id": "3"},
    ["no"],
)
_OLD_ADDRESSES = {"addresses": [address(HIS, "137"), address(HERS, "151")]}
_NEW_ONLY = ("__sender_address", "__recipient_addresses", "__parts")
_OLD_MMS = {key: value for key, value in mms().items() if key not in _NEW_ONLY}


def old(*parts: dict[str, str]) -> dict[str, Any]:
    """An MMS as version 1 wrote it, its pictures inside."""
    return _OLD_MMS | _OLD_ADDRESSES | {"parts": list(parts)}


def samples() -> list[Sample]:
    """Every kind of export, in its folder and alone."""
    files = {
        "messages.ndjson": ndjson(*MESSAGES),
        "data/PART_1": PHOTO,
        "calls-2024-03-01.json": array(*CALLS),
        "blocked_numbers.ndjson": ndjson(*BLOCKED),
    }
    picture = part("image/jpeg", _data="/a/PART_3", binary_data=base64.b64encode(PHOTO).decode())
    version_1 = array(sms(display_name="Bo"), old(picture, part("image/png", binary_data="@@")), "no")
    return [
        Sample(IMPORTER, files, len(MESSAGES) + len(CALLS) + 1),
        Sample(IMPORTER, {"": ndjson(*MESSAGES)}, len(MESSAGES), name="messages.ndjson"),
        Sample(IMPORTER, {"": array(*CALLS)}, len(CALLS), name="calls.json"),
        Sample(IMPORTER, {"": version_1}, 3, name="messages.json"),
    ]
