"""Databases of Apple's Messages and of its call history, made to order in the shape that devices give them.

The tables and their columns, in order, are those that macOS 14 and iOS 17 create; the people are made up.
"""

from collections.abc import Sequence

from recordkeeper.importers.apple.calls import AppleCalls
from recordkeeper.importers.apple.messages import AppleMessages
from tests.importers.sqlite_databases import Statement, made

MESSAGES, CALLS = AppleMessages(), AppleCalls()
EPOCH = 978_307_200
ALEX, ALEX_MAIL, KIM = "+12025550143", "alex@example.org", "+447700900123"
MINE = "+12025550100"
"""The keeper's own number."""

MESSAGE_TABLES = """
CREATE TABLE message (
    ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, text TEXT,
    replace INTEGER DEFAULT 0, service_center TEXT, handle_id INTEGER DEFAULT 0, subject TEXT,
    country TEXT, attributedBody BLOB, version INTEGER DEFAULT 0, type INTEGER DEFAULT 0, service TEXT,
    account TEXT, account_guid TEXT, error INTEGER DEFAULT 0, date INTEGER, date_read INTEGER,
    date_delivered INTEGER, is_delivered INTEGER DEFAULT 0, is_finished INTEGER DEFAULT 0,
    is_from_me INTEGER DEFAULT 0, is_sent INTEGER DEFAULT 0, cache_has_attachments INTEGER DEFAULT 0,
    cache_roomnames TEXT, is_audio_message INTEGER DEFAULT 0, item_type INTEGER DEFAULT 0,
    other_handle INTEGER DEFAULT 0, group_title TEXT, group_action_type INTEGER DEFAULT 0,
    associated_message_guid TEXT, associated_message_type INTEGER DEFAULT 0, balloon_bundle_id TEXT,
    payload_data BLOB, message_summary_info BLOB, destination_caller_id TEXT, date_retracted INTEGER,
    date_edited INTEGER, associated_message_emoji TEXT);
CREATE TABLE handle (
    ROWID INTEGER PRIMARY KEY AUTOINCREMENT UNIQUE, id TEXT NOT NULL, country TEXT, service TEXT NOT NULL,
    uncanonicalized_id TEXT, person_centric_id TEXT, UNIQUE (id, service));
CREATE TABLE chat (
    ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, style INTEGER, state INTEGER,
    account_id TEXT, properties BLOB, chat_identifier TEXT, service_name TEXT, room_name TEXT);
CREATE TABLE attachment (
    ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT UNIQUE NOT NULL, created_date INTEGER DEFAULT 0,
    filename TEXT, uti TEXT, mime_type TEXT, user_info BLOB, transfer_name TEXT,
    total_bytes INTEGER DEFAULT 0);
CREATE TABLE chat_message_join (
    chat_id INTEGER REFERENCES chat (ROWID) ON DELETE CASCADE,
    message_id INTEGER REFERENCES message (ROWID) ON DELETE CASCADE, message_date INTEGER DEFAULT 0,
    PRIMARY KEY (chat_id, message_id));
CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER);
CREATE TABLE chat_handle_join (
    chat_id INTEGER REFERENCES chat (ROWID) ON DELETE CASCADE,
    handle_id INTEGER REFERENCES handle (ROWID) ON DELETE CASCADE, UNIQUE (chat_id, handle_id));
CREATE TABLE message_attachment_join (
    message_id INTEGER REFERENCES message (ROWID) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES attachment (ROWID) ON DELETE CASCADE,
    UNIQUE (message_id, attachment_id));
CREATE INDEX message_idx_date ON message (date);
CREATE TRIGGER after_delete_on_chat AFTER DELETE ON chat
    BEGIN DELETE FROM chat_message_join WHERE chat_id = OLD.ROWID; END
"""
MESSAGE_SCHEMA: list[Statement] = [*MESSAGE_TABLES.split(";\n")]
PEOPLE: tuple[Statement, ...] = (
    *(
        ("INSERT INTO handle (ROWID, id, service) VALUES (?, ?, ?)", one)
        for one in [(1, ALEX, "iMessage"), (2, ALEX_MAIL, "iMessage"), (3, KIM, "SMS")]
    ),
    *(
        ("INSERT INTO chat (ROWID, guid, style, chat_identifier) VALUES (?, ?, ?, ?)", one)
        for one in [
            (1, "iMessage;-;alex", 45, ALEX),
            (2, "iMessage;+;chat", 43, "chat829"),
            (3, "c3", 43, "chat3"),
        ]
    ),
    *(("INSERT INTO chat_handle_join VALUES (?, ?)", one) for one in [(1, 1), (2, 1), (2, 3)]),
)
CALL_TABLES = """
CREATE TABLE ZCALLRECORD ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER,
    ZCALL_CATEGORY INTEGER, ZCALLTYPE INTEGER, ZDISCONNECTED_CAUSE INTEGER, ZFACE_TIME_DATA INTEGER,
    ZORIGINATED INTEGER, ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS VARCHAR,
    ZISO_COUNTRY_CODE VARCHAR, ZLOCATION VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR,
    ZUNIQUE_ID VARCHAR, ZINITIATOR INTEGER );
CREATE TABLE ZHANDLE ( Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZTYPE INTEGER,
    ZNORMALIZEDVALUE VARCHAR, ZVALUE VARCHAR );
CREATE TABLE Z_2REMOTEPARTICIPANTHANDLES (
    Z_2REMOTEPARTICIPANTCALLS INTEGER, Z_4REMOTEPARTICIPANTHANDLES INTEGER,
    PRIMARY KEY (Z_2REMOTEPARTICIPANTCALLS, Z_4REMOTEPARTICIPANTHANDLES) );
CREATE INDEX Z_CallRecord_date ON ZCALLRECORD (ZDATE COLLATE BINARY ASC)
"""
CALL_SCHEMA: list[Statement] = [*CALL_TABLES.split(";\n")]


def insert(table: str, **columns: object) -> Statement:
    """One row."""
    places = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", list(columns.values())  # noqa: S608


def nanoseconds(milliseconds: int) -> int:
    """Milliseconds since 1970 as Messages writes them."""
    return (milliseconds - EPOCH * 1000) * 1_000_000


def message(rowid: int, text: object = "Call me", chat: int | None = 1, **columns: object) -> list[Statement]:
    """A message by Alex to the keeper alone, unless said otherwise."""
    given: dict[str, object] = {
        "ROWID": rowid,
        "guid": f"GUID-{rowid}",
        "text": text,
        "handle_id": 1,
        "service": "iMessage",
        "date": nanoseconds(1_700_000_000_123 + rowid * 60_000),
        "is_from_me": 0,
        "is_sent": 0,
        "destination_caller_id": MINE,
    }
    joined = [] if chat is None else [insert("chat_message_join", chat_id=chat, message_id=rowid)]
    return [insert("message", **(given | columns)), *joined]


def attached(rowid: int, number: int, **columns: object) -> list[Statement]:
    """A file sent with a message."""
    given: dict[str, object] = {"ROWID": number, "guid": f"A-{number}", "mime_type": "image/jpeg"}
    return [
        insert("attachment", **(given | columns)),
        insert("message_attachment_join", message_id=rowid, attachment_id=number),
    ]


def call(number: int, **columns: object) -> Statement:
    """A call by Alex that was answered, unless said otherwise."""
    given: dict[str, object] = {
        "Z_PK": number,
        "ZUNIQUE_ID": f"CALL-{number}",
        "ZDATE": 1_700_000_000.25 - EPOCH + number * 60,
        "ZDURATION": 61.7,
        "ZADDRESS": ALEX,
        "ZORIGINATED": 0,
        "ZANSWERED": 1,
        "ZCALLTYPE": 1,
        "ZSERVICE_PROVIDER": "com.apple.Telephony",
    }
    return insert("ZCALLRECORD", **(given | columns))


def messages(*rows: Sequence[Statement], before: Sequence[Statement] = ()) -> bytes:
    """A database of messages."""
    return made(*before, *MESSAGE_SCHEMA, *PEOPLE, *(one for row in rows for one in row))


def calls(*rows: Statement, before: Sequence[Statement] = ()) -> bytes:
    """A store of calls."""
    return made(*before, *CALL_SCHEMA, *rows)


STRING = b"\x84\x84\x84\x08NSString\x01\x94"
"""How a typedstream names the class of a text for the first time."""


def archived(words: str, *, kind: bytes = STRING, end: bytes = b"\x86") -> bytes:
    """Words as ``attributedBody`` holds them, with what comes behind them."""
    text = words.encode()
    size = len(text)
    if size < 0x80:
        length = bytes([size])
    elif size < 1 << 16:
        length = b"\x81" + size.to_bytes(2, "little")
    else:
        length = b"\x82" + size.to_bytes(4, "little")
    return (
        b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92"
        + kind
        + b"\x84\x01+"
        + length
        + text
        + end
        + b"\x84\x02iI\x01\x05\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01\x92\x84\x96\x96\x1d"
        + b"__kIMMessagePartAttributeName\x86\x92\x84\x84\x84\x08NSNumber\x00\x84\x84\x07NSValue\x00\x94"
        + b"\x84\x01*"
        + b"\x84\x99\x99\x00\x86\x86\x86"
    )
