"""The least that an import can be: read the file, hash each message, insert its rows. Run as a program.

    python -m benchmarks.floors sms|whatsapp|bare EXPORT DATABASE

"sms" and "whatsapp" insert the same rows as an import does, of the same size, into the same encrypted
tables: of each message an entry and its two parts. "bare" inserts one row of one column each.
"""

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from xml.parsers import expat

from sqlcipher3 import dbapi2

from recordkeeper.vault import schema

BATCH = 256
PUBLIC = (
    '{"channel":"text","direction":"in","id":"%032d","identifier":"%s","kind":"contact","medium":"%s",'
    '"recorded_at":1764118000000,"source":{"element":%d,"end":12345678,"entry":2,"start":12345500},"v":1,'
    '"when":{"at":%d,"basis":"epoch","clock":"own-device","precision":"exact","until":%d,"written":"%s"},'
    '"words":"%s"}'
)
PRIVATE = (
    '{"kind":"contact","stamp":{"boot":"0123456789abcdef0123456789abcdef","boot_ms":123456789,"offset":0,'
    '"operation":"0123456789abcdef","zone":"Europe/London"},"v":1}'
)
CONTENT = "INSERT INTO content (book, serial, part, salt, bytes) VALUES (?, ?, ?, ?, ?)"
ENTRY = "INSERT INTO entry (book, serial, id, digest, link) VALUES (?, ?, ?, ?, ?)"
BARE = "CREATE TABLE entry (serial INTEGER PRIMARY KEY, digest BLOB, bytes TEXT)"
LINE = re.compile(rb"(\d\d)/(\d\d)/(\d{4}), (\d\d):(\d\d) - ([^:]+): (.*)")
Message = tuple[str, int, str, str]
"""Who, when (milliseconds UTC), when as written, and the words."""


def sms(path: str) -> Iterator[list[Message]]:
    """The messages of a backup, by nothing but expat, a chunk at a time."""
    found: list[Message] = []

    def started(name: str, fields: dict[str, str]) -> None:
        if name == "sms":
            found.append((fields["address"], int(fields["date"]), fields["date"], fields["body"]))

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    with open(path, "rb") as stream:  # noqa: PTH123 -- the least that can be
        while data := stream.read(1 << 20):
            parser.Parse(data)
            yield found
            found.clear()


def whatsapp(path: str) -> Iterator[list[Message]]:
    """The messages of a chat of one shape, by one regular expression and `datetime`."""
    found: list[Message] = []
    with open(path, "rb") as stream:  # noqa: PTH123 -- likewise
        for line in stream:
            if parts := LINE.match(line):
                day, month, year, hour, minute, who, words = parts.groups()
                when = datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=UTC)
                written = line[:17].decode()
                found.append((who.decode(), int(when.timestamp()) * 1000, written, words.decode()))
            if len(found) == BATCH:
                yield found
                found.clear()
    yield found


def main(what: str, path: str, place: str) -> None:
    """Read, hash, insert, commit."""
    connection = dbapi2.connect(place, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.set_key("x'" + "ab" * 48 + "'")
    for statement in (BARE,) if what == "bare" else schema.statements():
        connection.execute(statement)
    connection.execute("BEGIN IMMEDIATE")
    serial = 0
    for messages in whatsapp(path) if what == "whatsapp" else sms(path):
        rows = []
        for who, at, written, words in messages:
            serial += 1
            text = PUBLIC % (serial, who, what, serial, at, at, written, words)
            rows.append((serial, text, sha256(text.encode()).digest()))
        _insert(connection, rows, bare=what == "bare")
    connection.execute("COMMIT")
    connection.close()


def _insert(connection: dbapi2.Connection, rows: list[tuple[int, str, bytes]], *, bare: bool) -> None:
    if bare:
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", [(one, h, t) for one, t, h in rows])
        return
    salt = os.urandom(32)
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        parts = [("record", n, part, salt, t) for n, text, _hash in some for part, t in _parts(text)]
        connection.executemany(CONTENT, parts)
        connection.executemany(ENTRY, [("record", n, f"{n:032}", h, h) for n, _text, h in some])


def _parts(text: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("public", text), ("private", PRIVATE)


if __name__ == "__main__":
    main(*sys.argv[1:4])
