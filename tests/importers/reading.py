"""Shared by the tests of this room: read bytes as a backup, and sort out what came."""

from xml.sax.saxutils import quoteattr

from hypothesis import strategies as st

from recordkeeper.importers.android.sms_backup import SmsBackupRestore
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits
from tests.importers.materials import Reading, lone, sort_out

EVERY_CHARACTER = st.text(max_size=60).map(
    lambda text: "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
)
"""Every character that XML can hold."""
BREAKABLE = (" trimmed? ", "שלום\u200f", "👨\u200d👩\u200d👧", "a\"b'c<d>&e;", "&#55357;")
WORDS = st.one_of(EVERY_CHARACTER, st.sampled_from(BREAKABLE))
"""Words of every kind, and those that are easily broken on the way."""

IMPORTER = SmsBackupRestore()
HEAD = b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"


def read(raw: bytes, limits: Limits | None = None) -> Reading:
    """Read a whole file at once."""
    return sort_out(IMPORTER, lone(raw), Said(limits=limits or Limits()))


def smses(*records: str | bytes) -> bytes:
    """A backup of messages holding these records."""
    inner = b"\n".join(item.encode() if isinstance(item, str) else item for item in records)
    return HEAD + b'<smses count="%d">\n%b\n</smses>' % (len(records), inner)


def tag(name: str, inside: str = "", /, **fields: str) -> str:
    """One element with its fields escaped as a correct XML writer would."""
    escapes = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    written = " ".join(f"{key}={quoteattr(value, escapes)}" for key, value in fields.items())
    return f"<{name} {written}>{inside}</{name}>" if inside else f"<{name} {written} />"


def sms(**fields: str) -> str:
    """A received SMS, as the app writes it, with some fields told."""
    usual = {
        "protocol": "0",
        "address": "+12025550143",
        "date": "1709288045123",
        "type": "1",
        "subject": "null",
        "body": "where are you",
        "date_sent": "1709288044000",
        "readable_date": "Mar 1, 2024 11:14:05",
        "contact_name": "(Unknown)",
    }
    return tag("sms", **usual | fields)


def mms(*inside: str, **fields: str) -> str:
    """A received MMS with these parts, and addr elements where ``inside`` begins with them."""
    parts = "".join(item for item in inside if item.startswith("<part"))
    addrs = "".join(item for item in inside if item.startswith("<addr"))
    usual = {
        "date": "1709288045000",
        "msg_box": "1",
        "address": "+12025550143",
        "m_id": "null",
        "tr_id": "null",
        "sub": "null",
        "date_sent": "1709288044",
        "m_type": "132",
    }
    return tag("mms", f"<parts>{parts}</parts><addrs>{addrs}</addrs>", **usual | fields)


def call(**fields: str) -> str:
    """An answered call, with some fields told."""
    usual = {
        "number": "+12025550143",
        "duration": "125",
        "date": "1709288045123",
        "type": "1",
        "presentation": "1",
    }
    return tag("call", **usual | fields)


def part(kind: str = "text/plain", **fields: str) -> str:
    """One part of an MMS."""
    return tag("part", **{"seq": "0", "ct": kind} | fields)


def addr(address: str, role: str) -> str:
    """One address of an MMS: 137 from, 151 to, 130 cc, 129 bcc."""
    return tag("addr", address=address, type=role)
