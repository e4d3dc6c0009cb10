"""Apple's databases are found by what is in them, with the log and the journal beside them."""

import hashlib

import pytest

from recordkeeper.errors import ImportRefused
from recordkeeper.importers.identify import choose
from recordkeeper.importers.importer import Said
from recordkeeper.importers.material import Limits, Material
from tests.importers.apple_databases import (
    CALLS,
    MESSAGE_SCHEMA,
    MESSAGES,
    PEOPLE,
    call,
    calls,
    message,
    messages,
)
from tests.importers.materials import folder, lone, sort_out, zipped
from tests.importers.sqlite_databases import Statement, made, with_log

ONE = messages(message(1))


def words(material: Material) -> list[str | None]:
    """The words of all messages."""
    return [found.contact.words for found in sort_out(MESSAGES, material).found]


def test_content_decides_and_names_do_not() -> None:
    """A lone file of any name, one in a folder or an archive, is claimed by its own importer only."""
    for raw, importer in ((ONE, MESSAGES), (calls(call(1)), CALLS)):
        beside = {"notes.txt": b"SQLite", "other.db": made("CREATE TABLE message (text, handle)")}
        for material in (lone(raw, "x.txt"), folder({"a/b": raw, **beside}), zipped({"a/b": raw, **beside})):
            assert type(choose(material)) is type(importer)
            assert sort_out(importer, material).seen == 1


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"": b""},
        {"": b"SQLite format 3\0"},
        {"": made("CREATE TABLE message (guid, date, is_from_me)")},
        {
            "": made(
                "CREATE TABLE t (a)", "CREATE VIEW message AS SELECT 1 AS guid, 2 AS date, 0 AS is_from_me"
            )
        },
        {"a.db": ONE, "b.db": ONE},
    ],
)
def test_what_is_no_such_database_is_refused(files: dict[str, bytes]) -> None:
    """Nothing, another database, a view in a table's place or two databases: not claimed, and not read."""
    material = lone(files[""]) if list(files) == [""] else folder(files)
    for importer in (MESSAGES, CALLS):
        assert not importer.identify(material)
        with pytest.raises(ImportRefused):
            sort_out(importer, material)


def test_a_view_named_message_is_not_run() -> None:
    """A view that never ends, named as the table of messages, is told as what it is, at once."""
    forever = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS guid FROM n"
    raw = made("CREATE TABLE handle (id)", f"CREATE VIEW message AS {forever}")
    with pytest.raises(ImportRefused) as refused:
        sort_out(MESSAGES, lone(raw))
    assert "tables message" in refused.value.message
    assert "view" in refused.value.advice


def test_the_log_beside_it_is_read_with_it() -> None:
    """What only the log has is there: messages, a corrected one, and even the tables themselves."""
    before: list[Statement] = [*MESSAGE_SCHEMA, *PEOPLE, *message(1, "old")]
    raw, log = with_log(before, ["UPDATE message SET text = 'new'", *message(2, "newest")])
    both = folder({"chat.db": raw, "chat.db-wal": log, "chat.db-shm": b"\0" * 32768})
    assert words(both) == ["new", "newest"]
    assert {found.member for found in sort_out(MESSAGES, both).found} == {"chat.db-wal"}
    assert sort_out(MESSAGES, both).notes == []
    assert words(folder({"chat.db": raw})) == ["old"]
    raw, log = with_log(["PRAGMA user_version = 1"], before)
    assert choose(folder({"chat.db": raw, "chat.db-wal": log})).name == "apple-messages"
    assert words(folder({"chat.db": raw, "chat.db-wal": log})) == ["old"]
    assert words(zipped({"x/chat.db": raw, "x/chat.db-wal": log})) == ["old"]


def test_what_is_amiss_with_a_log_is_told() -> None:
    """No log where there could be one, a torn end, and a log that cannot be read are each told."""
    raw, log = with_log([*MESSAGE_SCHEMA, *PEOPLE, *message(1)], message(2))
    (note,) = sort_out(MESSAGES, lone(raw, "chat.db")).notes
    assert "a second file, chat.db-wal" in note.words
    (note,) = sort_out(MESSAGES, folder({"chat.db": raw, "chat.db-wal": log[:-1]})).notes
    assert "not finished" in note.words
    reading = sort_out(MESSAGES, folder({"chat.db": raw, "chat.db-wal": b"x" * 40}))
    assert [one.locator for one in reading.damage] == ["chat.db-wal"]
    assert reading.seen == 1


def test_a_journal_of_an_unfinished_change_is_told() -> None:
    """A database copied while it was being written is read, and what that means is said."""
    hot = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504)
    (note,) = sort_out(MESSAGES, folder({"sms.db": ONE, "sms.db-journal": hot})).notes
    assert "while it was being written" in note.words
    assert sort_out(MESSAGES, folder({"sms.db": ONE, "sms.db-journal": bytes(512)})).notes == []


def test_files_of_a_backup_are_found_by_its_names() -> None:
    """In a backup the database and its log have names of their own, in folders of their own."""
    raw, log = with_log([*MESSAGE_SCHEMA, *PEOPLE, *message(1)], message(2, "newest"))
    name = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
    beside = hashlib.sha1(b"HomeDomain-Library/SMS/sms.db-wal", usedforsecurity=False).hexdigest()
    files = {f"3d/{name}": raw, f"{beside[:2]}/{beside}": log}
    assert words(folder(files)) == ["Call me", "newest"]
    both = folder(files | {"5a/5a4935c78a5255723f707230a451d79c540d2741": calls(call(1))})
    with pytest.raises(ImportRefused, match="apple-messages, apple-calls"):
        choose(both)
    assert sort_out(CALLS, both).seen == 1


def test_lost_pages_are_told_and_the_others_read() -> None:
    """Damage in the middle of a table is told, and every message and call elsewhere is there."""
    many: list[Statement] = [one for n in range(1, 60) for one in message(n, "w" * 100)]
    stored = (
        (MESSAGES, messages(many, before=["PRAGMA page_size = 1024"])),
        (CALLS, calls(*(call(n) for n in range(1, 60)), before=["PRAGMA page_size = 1024"])),
    )
    for importer, raw in stored:
        whole = sort_out(importer, lone(raw)).found
        at = whole[30].start // 1024 * 1024
        reading = sort_out(importer, lone(raw[:at] + bytes(1024) + raw[at + 1024 :]))
        assert len(reading.damage) == 1
        assert [one.native_id for one in reading.found] == [
            one.native_id for one in whole if not at <= one.start < at + 1024
        ]


def test_a_large_database_in_an_archive_is_sent_back() -> None:
    """In an archive only what fits into memory is read; the way to bring in the rest is named."""
    archive = zipped({"chat.db": messages(message(1, "x" * 70_000))})
    with pytest.raises(ImportRefused) as refused:
        sort_out(MESSAGES, archive, Said(limits=Limits(record=100_000)))
    assert "Unpack the archive" in refused.value.advice
    stored = messages(message(1, "x" * 70_000))
    with pytest.raises(ImportRefused, match="as large as this"):
        sort_out(MESSAGES, zipped({"chat.db": stored}), Said(limits=Limits(record=len(stored) - 1)))


def test_a_list_of_tables_that_is_damaged_is_told() -> None:
    """Where a page of the list of tables is lost, what is left is read and the loss is said."""
    tables = [f"CREATE TABLE t{n} (a, b, c /* {'x' * 200} */)" for n in range(9)]
    raw = made("PRAGMA page_size = 4096", *MESSAGE_SCHEMA, *tables, *PEOPLE, *message(1), *tables[:0])
    pages = [at for at in range(4096, len(raw), 4096) if b"CREATE TABLE t8" in raw[at : at + 4096]]
    broken = raw[: pages[0]] + b"\0" * 4096 + raw[pages[0] + 4096 :]
    reading = sort_out(MESSAGES, lone(broken))
    assert [one.locator.split(",")[0] for one in reading.damage] == ["table sqlite_schema"]
    assert reading.seen == 1
