"""Files made to do harm, brought in by the command: each is refused, or what it tries has no effect.

After every one of them: nothing outside the record was made or changed, no socket was opened, and nothing
raw reached the terminal (``hostile.py``).
"""

import os
import sqlite3
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result
from tests.cli.hostile import CHAT, MAIL, SAID, brought, home, kept, looked, refused
from tests.cli.phone import phone_file
from tests.importers.materials import zip_bytes
from tests.intake.exports import THEIRS, sms

__all__ = ["brought", "home", "kept", "looked", "refused"]

if sys.platform == "win32":
    pytest.skip("pipes and devices are a POSIX thing", allow_module_level=True)


def locked(raw: bytes) -> bytes:
    """An archive whose first member says that it is encrypted."""
    central = raw.index(b"PK\x01\x02")
    return raw[:6] + b"\x01" + raw[7 : central + 8] + b"\x01" + raw[central + 9 :]


def overlapping(raw: bytes) -> bytes:
    """An archive of one member, listed twice under two names (CVE-2024-0450)."""
    central, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    listed = raw[central:end]
    last = bytearray(raw[end:])
    struct.pack_into("<HHI", last, 8, 2, 2, 2 * len(listed))
    return raw[:central] + listed + listed.replace(b"_chat.txt", b"achat.txt") + bytes(last)


ARCHIVE = zip_bytes({"_chat.txt": CHAT.encode()})
ENTITIES = '<!DOCTYPE smses [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><smses count="1"><sms body="&b;"/></smses>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "entities.xml": (ENTITIES.encode(), "declares a document type"),
    "entities16.xml": (ENTITIES.encode("utf-16"), "not a kind of file"),
    "bomb.zip": (
        zip_bytes({"_chat.txt": CHAT.encode(), "x": bytes(8 << 20)}),
        "unpacks to more than 200 times",
    ),
    "locked.zip": (locked(ARCHIVE), "locked with a password"),
    "overlap.zip": (overlapping(ARCHIVE), "share the same bytes"),
    "nested.zip": (zip_bytes({"inner.zip": ARCHIVE}), "There are archives inside it"),
    "cut.zip": (ARCHIVE[:-30], "This archive is damaged"),
    "deep.json": (b"[" * 1_000_000, "not a kind of file"),
    "page.html": (b"<!doctype  html><p>hello", "This is a web page"),
    "empty.txt": (b"", "is empty: it has 0 bytes"),
    "noise": (bytes(range(256)) * 400, "not a kind of file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_reason_and_a_next_step(
    refused: Callable[..., str], tmp_path: Path, name: str
) -> None:
    """Not all could be imported, and the record is byte for byte as it was."""
    raw, reason = REFUSED[name]
    (tmp_path / name).write_bytes(raw)
    assert reason in refused(tmp_path / name)


RECURSIVE = (
    "CREATE VIEW message AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT x AS ROWID, x AS guid, 'a' AS text, x AS date, 0 AS is_from_me, 1 AS handle_id FROM n"
)


@pytest.mark.parametrize(
    "view",
    [
        "CREATE VIEW message AS SELECT * FROM kept",
        RECURSIVE,
    ],
)
def test_a_view_is_not_taken_for_a_table(refused: Callable[..., str], tmp_path: Path, view: str) -> None:
    """What a database would compute is never computed."""
    database(tmp_path / "chat.db", view)
    assert "not a kind of file" in refused(tmp_path / "chat.db")


def test_a_trigger_never_runs(looked: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    """A database with one is read like any other: nothing is written, so nothing is triggered."""
    database(
        tmp_path / "chat.db",
        "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, date INTEGER,"
        " is_from_me INTEGER, handle_id INTEGER, service TEXT)",
        "INSERT INTO message VALUES (1, 'g1', 'hello', 700000000, 0, 1, 'SMS')",
        "CREATE TRIGGER t AFTER UPDATE ON message BEGIN SELECT load_extension('x'); END",
    )
    assert looked(tmp_path / "chat.db", code=0)["parsed"] == 1


def database(path: Path, *statements: str) -> None:
    """A database as of Messages, made by these."""
    people = (
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT)",
        "CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, guid TEXT)",
        "CREATE TABLE kept (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, date INTEGER)",
        "INSERT INTO handle VALUES (1, '+447700900355')",
    )
    made = sqlite3.connect(path)
    for one in (*people, *statements):
        made.execute(one)
    made.commit()
    made.close()


def test_pipes_and_devices_are_not_opened(refused: Callable[..., str], tmp_path: Path) -> None:
    """To open a pipe would wait for ever, and a device need not end, whatever format is said."""
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in refused(tmp_path / "pipe")
    for device in ("/dev/zero", "/dev/null", "/dev/urandom"):
        assert "neither a file nor a folder" in refused(device)
        assert "neither a file nor a folder" in refused(device, "--format", "whatsapp")
    (tmp_path / "link").symlink_to("/dev/zero")
    assert "neither a file nor a folder" in refused(tmp_path / "link")
    (tmp_path / "around in circles").symlink_to("around in circles")
    assert "There is no file" in refused(tmp_path / "around in circles", code=2)


def test_a_folder_of_traps_does_not_stop_what_is_good_in_it(
    looked: Callable[..., dict[str, Any]], refused: Callable[..., str], tmp_path: Path
) -> None:
    """Pipes and devices in it are not opened, links in it are not followed, the good file is read."""
    folder = tmp_path / "chat.txt"
    folder.mkdir()
    assert "not a kind of file" in refused(folder)
    os.mkfifo(folder / "pipe")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "up").symlink_to("..")
    (folder / "secret.xml").symlink_to(phone_file(tmp_path / "secret.xml", sms("secret")))
    assert "not a kind of file" in refused(folder)
    phone_file(folder / "good.xml", sms("Why?"))
    (folder / "list.txt").write_text("milk")
    told = looked(folder, code=0)
    assert (told["parsed"], [one["words"] for one in told["samples"]]) == (1, ["Why?"])


def test_a_folder_of_very_many_files_takes_a_few_lines(
    brought: Callable[..., Result], tmp_path: Path
) -> None:
    """Of many that are no export ten are named, beside those that are; the others are counted."""
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n:03}.txt").write_text("milk")
    alone = brought(folder, *SAID)
    assert (alone.code, "Left out" in alone.err) == (7, False)
    phone_file(folder / "one.xml", sms("Why?"))
    phone_file(folder / "two.xml", sms("Why not?"))
    found = brought(folder, *SAID, "--dry-run")
    assert (found.code, found.err.count("Left out: ")) == (0, 11)
    assert "Left out: 290 more\n" in found.err


def test_what_cannot_be_opened_is_named(
    refused: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without permission is told by its name and why."""
    path = phone_file(tmp_path / "mine.xml", sms("Why?"))
    opened = Path.open

    def no_permission(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.name == "mine.xml":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", no_permission)
        assert "mine.xml cannot be read (Permission denied)." in refused(path, code=2)


def test_names_in_an_archive_are_only_labels(looked: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    """Ways out of a folder, absolute paths, control characters: nothing is written anywhere."""
    names = ("../../_chat.txt", "/etc/hostname", "..\\..\\evil.exe", "\x1b[31m\u202egnp.exe", "inner.zip")
    inside = dict.fromkeys(names, b"x") | {names[0]: CHAT.encode(), "inner.zip": ARCHIVE}
    (tmp_path / "out.zip").write_bytes(zip_bytes(inside))
    told = looked(tmp_path / "out.zip", code=0)
    assert (told["parsed"], told["format"]) == (2, "whatsapp")


def test_nesting_and_size_beyond_all_measure_cost_their_record_only(
    looked: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    """The others are read; what was not is named with its place."""
    path = tmp_path / "chat.txt"
    path.write_text(CHAT + "[13/04/2026, 10:02:00] Alex: " + "A" * (9 << 20) + "\r\n" + CHAT, newline="")
    told = looked(path)
    assert (told["parsed"], len(told["skipped"])) == (4, 1)
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2000))
    path.write_text(MAIL + "MIME-Version: 1.0\n" + opened + "Content-Type: text/plain\n\nhi\n")
    told = looked(path)
    assert (told["parsed"], told["flags"]["incomplete"], told["unreadable"]) == (1, 1, 1)
    numbers = ("NaN", "1e999", "9" * 5000, '"1775037600"')
    rows = ",".join(
        f'{{"id":1,"type":"message","date_unixtime":{one},"from":"A","from_id":"user1","text":"hi"}}'
        for one in numbers
    )
    deep = ',{"id":2,"type":"message","text":' + "[" * 50_000
    path.write_text('{"name":"A","type":"personal_chat","id":1,"messages":[' + rows + deep)
    told = looked(path)
    assert (told["parsed"], len(told["skipped"]), len(told["damage"])) == (1, 3, 1)


def test_formulas_and_remote_pictures_are_words(brought: Callable[..., Result], tmp_path: Path) -> None:
    """A formula stays as it was written, and what a mail links to is not fetched."""
    mail = tmp_path / "a.eml"
    link = '<p>Hi<img src="http://192.0.2.1/x.png"><script src="//192.0.2.1/x.js"></script></p>'
    mail.write_text(MAIL + "MIME-Version: 1.0\nContent-Type: text/html\n\n" + link)
    told = brought(mail, *SAID, "--dry-run", "--json").json
    assert (told["imported"], told["samples"][0]["words"].strip()) == (1, "Hi")
    head = "Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Service,Type,Sender ID,Sender Name"
    head += ",Status,Replying to,Subject,Text,Attachment,Attachment type\n"
    formula = '=HYPERLINK("http://192.0.2.1","x")'
    quoted = formula.replace('"', '""')
    row = f'A,2026-04-01 10:00:00,,,,SMS,Incoming,{THEIRS},A,,,,"{quoted}",,\n'
    (tmp_path / "a.csv").write_text(head + row)
    told = brought(tmp_path / "a.csv", *SAID, "--dry-run", "--json").json
    assert [one["words"] for one in told["samples"]] == [formula]
