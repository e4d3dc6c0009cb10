"""The tables, and the triggers that let the book only grow.

Content is laid down before its entry; once the entry stands, nothing can be added to it. Triggers stop
accidents and careless tools; the chain of links, which this room does not know, proves the rest.
What is queried is computed from the stored bytes, so that it cannot disagree with them.
"""

from collections.abc import Iterator

VERSION = 1
NEEDS = "0.1.0"
"""The first recordkeeper that reads this version; stored, so that an older one can name it."""
APPLICATION_ID = 0x524B5001

TABLES = (
    """CREATE TABLE vault (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        format INTEGER NOT NULL,
        needs TEXT NOT NULL,
        vault_id BLOB NOT NULL CHECK (length(vault_id) = 16)
    ) STRICT""",
    """CREATE TABLE entry (
        book TEXT NOT NULL,
        serial INTEGER NOT NULL,
        id TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        link BLOB NOT NULL CHECK (length(link) = 32),
        PRIMARY KEY (book, serial)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE content (
        book TEXT NOT NULL,
        serial INTEGER NOT NULL,
        part TEXT NOT NULL CHECK (part IN ('public', 'private')),
        salt BLOB NOT NULL CHECK (length(salt) = 32),
        bytes TEXT NOT NULL,
        kind TEXT AS (bytes->>'$.kind') VIRTUAL,
        at INTEGER AS (bytes->>'$.when.at') VIRTUAL,
        channel TEXT AS (bytes->>'$.channel') VIRTUAL,
        target INTEGER AS (bytes->>'$.target.serial') VIRTUAL,
        PRIMARY KEY (book, serial, part)
    ) STRICT""",
    # Partial, because only public parts are asked about: half the cost of a bulk import's index.
    # On the expression, because SQLite never reads a generated column from an index alone.
    """CREATE INDEX content_by_kind ON content (book, bytes->>'$.kind', serial) WHERE part = 'public'""",
    """CREATE TABLE file (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        size INTEGER NOT NULL,
        stored_at INTEGER NOT NULL,
        attempt BLOB NOT NULL,
        complete INTEGER NOT NULL CHECK (complete IN (0, 1))
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE chunk (
        sha256 TEXT NOT NULL,
        number INTEGER NOT NULL,
        packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
        bytes BLOB NOT NULL,
        PRIMARY KEY (sha256, number)
    ) STRICT""",
    """CREATE TABLE citation (
        sha256 TEXT NOT NULL,
        book TEXT NOT NULL,
        serial INTEGER NOT NULL,
        PRIMARY KEY (sha256, book, serial)
    ) STRICT, WITHOUT ROWID""",
)

# The index is named where the planner would rather read a whole book than look a few rows up.
_LAST = "(SELECT coalesce(max(serial), 0) FROM entry WHERE book = NEW.book)"
_IN_USE = """EXISTS (SELECT 1 FROM citation AS c
    JOIN content AS k ON k.book = c.book AND k.serial = c.serial WHERE c.sha256 = OLD.sha256)"""
_ERASED = """EXISTS (SELECT 1 FROM content AS e INDEXED BY content_by_kind
    WHERE e.book = OLD.book AND e.part = 'public'
    AND e.bytes->>'$.kind' = 'erasure' AND e.target = OLD.serial AND e.serial > OLD.serial)"""
_IS_ERASURE = """EXISTS (SELECT 1 FROM content AS e WHERE e.book = OLD.book AND e.serial = OLD.serial
    AND e.part = 'public' AND e.bytes->>'$.kind' = 'erasure')"""
_ZEROED = """EXISTS (SELECT 1 FROM content AS e INDEXED BY content_by_kind,
    json_each(e.bytes, '$.sources') AS s
    WHERE e.book IN (SELECT book FROM citation WHERE sha256 = OLD.sha256) AND e.part = 'public'
    AND e.bytes->>'$.kind' = 'erasure' AND s.value->>'$.sha256' = OLD.sha256)"""
_STORED = "EXISTS (SELECT 1 FROM file WHERE sha256 = NEW.sha256 AND complete)"

# (table, what is watched, when it is refused, why)
RULES = (
    ("vault", "UPDATE", "TRUE", "the id is fixed"),
    ("vault", "DELETE", "TRUE", "the id is fixed"),
    ("entry", "INSERT", f"NEW.serial <> {_LAST} + 1", "serials run on without a gap"),
    ("entry", "UPDATE", "TRUE", "an entry is never changed"),
    ("entry", "DELETE", "TRUE", "an entry is never deleted"),
    ("content", "INSERT", f"NEW.serial <= {_LAST}", "nothing is added to a standing entry"),
    ("content", "UPDATE", "TRUE", "content is never changed"),
    ("content", "DELETE", f"{_IS_ERASURE} OR NOT {_ERASED}", "no erasure names this entry"),
    (
        "file",
        "UPDATE",
        "NEW.sha256 <> OLD.sha256 OR NEW.size <> OLD.size OR NEW.complete < OLD.complete",
        "a stored file is never changed",
    ),
    ("file", "DELETE", _IN_USE, "an entry cites this file"),
    (
        "chunk",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM file WHERE sha256 = NEW.sha256 AND NOT complete)",
        "the file is complete",
    ),
    (
        "chunk",
        "UPDATE",
        f"NEW.sha256 <> OLD.sha256 OR NEW.number <> OLD.number OR NOT {_ZEROED}",
        "no erasure names this file",
    ),
    ("chunk", "DELETE", _IN_USE, "an entry cites this file"),
    (
        "citation",
        "INSERT",
        f"NEW.serial <= {_LAST} OR NOT {_STORED}",
        "the cited file is not stored",
    ),
    ("citation", "UPDATE", "TRUE", "a citation is never changed"),
    ("citation", "DELETE", "TRUE", "a citation is never deleted"),
)


def statements() -> Iterator[str]:
    """Every statement that makes an empty box, in order; also what ``integrity`` compares with."""
    yield from TABLES
    for table, action, refused, why in RULES:
        yield (
            f"CREATE TRIGGER {table}_{action.lower()} BEFORE {action} ON {table} WHEN {refused}\n"
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
