"""Whatever a page still holds comes out of a damaged record, and what is missing is named."""

import hashlib
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.crypto.pages import PAGE
from recordkeeper.ledger import chain, salvaging
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.custody import ErasedSource, Erasure
from recordkeeper.vault import keys
from recordkeeper.vault.making import open_vault
from recordkeeper.vault.opening import FILE, connect
from recordkeeper.vault.rows import Part
from recordkeeper.vault.wreck import Remains, open_wreck
from tests.casebook import contact
from tests.cli.conftest import Program

ENTRIES = 400


@pytest.fixture
def long(record: Program, tmp_path: Path) -> Program:
    """A record of 402 entries, some of them longer than a page, 40 private ones and a file of 3 MB."""
    film = tmp_path / "film.mp4"
    film.write_bytes(random.Random(5).randbytes(3_000_000))
    with Ledger(open_vault(record.vault, KeyFileSecret(record.key.read_bytes()), write=True)) as ledger:
        ledger.append(
            contact("2026-02-01T10:00", words=f"message {number} " * (700 if number % 40 == 0 else 12))
            for number in range(ENTRIES - 1)
        )
    for number in range(20):
        assert record("log", "call", "--when", "10 min ago", "--note", f"note {number}").code == 0
    assert record("attach", "5", str(film)).code == 0
    return record


def salvaged(record: Program, out: Path, *options: str) -> tuple[Any, list[dict[str, Any]], dict[str, bytes]]:
    """What the program says, every entry it wrote, and every other file of the archive."""
    out.unlink(missing_ok=True)
    done = record("salvage", str(record.vault), "-o", str(out), "--json", *options)
    told = json.loads(done.out)
    assert done.code == (0 if told["complete"] else 6)
    assert f"{out} is NOT locked" in done.err
    assert out.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(out) as bag:
        files = {name: bag.read(name) for name in bag.namelist()}
    return told, [json.loads(line) for line in files.pop("entries.jsonl").splitlines()], files


def seal_of(entry: dict[str, Any]) -> str:
    """The digest that an entry's bytes and salts give, computed from what was written alone."""
    parts = [
        chain.part_hash(role, bytes.fromhex(entry[role]["salt"]), entry[role]["bytes"].encode())
        for role in ("public", "private")
    ]
    return chain.entry_digest(*parts).hex()


def test_a_sound_record_comes_out_whole(long: Program, tmp_path: Path) -> None:
    """Every entry of both books with its seal, every file, and a page that a person can read."""
    told, entries, files = salvaged(long, tmp_path / "out.zip")
    count = long("status", "--json").json["entries"]
    assert [one["serial"] for one in entries if one["book"] == "record"] == list(range(1, count + 1))
    assert [one["serial"] for one in entries if one["book"] == "private"] == list(range(1, 21))
    assert {one["seal"] for one in entries} == {"holds"}
    assert all(seal_of(one) == one["digest"] for one in entries)
    (name,) = [name for name in files if name.startswith("files/")]
    assert hashlib.sha256(files[name]).hexdigest() == name.removeprefix("files/")
    assert b"#2  seal: holds\n" in files["entries.txt"]
    assert b"  words: note 3\n" in files["entries.txt"]
    assert (told["damaged_pages"], told["files"], told["complete"]) == (0, 1, True)
    before = {path.name: path.read_bytes() for path in long.vault.iterdir()}
    done = long("salvage", str(long.vault), "-o", str(tmp_path / "again.zip"))
    assert f"Entries: {count} whole and sealed, up to number {count}." in done.out
    assert {path.name: path.read_bytes() for path in long.vault.iterdir()} == before
    assert "complete\tTrue" in long("salvage", str(long.vault), "-o", str(tmp_path / "c.zip"), "--plain").out


def test_one_damaged_page_costs_what_lay_on_it(record: Program, tmp_path: Path) -> None:
    """Every page in turn, the root of every tree and the first page too: never more than a page's worth."""
    with Ledger(open_vault(record.vault, KeyFileSecret(record.key.read_bytes()), write=True)) as ledger:
        ledger.append(contact("2026-02-01T10:00", words=f"message {n} " * 20) for n in range(50))
    path = record.vault / FILE
    good = path.read_bytes()
    lost_most = 0
    for page in range(len(good) // PAGE):
        broken = bytearray(good)
        broken[page * PAGE + 999] ^= 0x10
        path.write_bytes(broken)
        told, entries, _files = salvaged(record, tmp_path / "out.zip")
        assert told["damaged_pages"] == 1, page
        whole = [one for one in entries if one["seal"] == "holds"]
        assert all(seal_of(one) == one["digest"] for one in whole)
        lost_most = max(lost_most, 52 - len(whole))
        named = set(told["record"]["partly"]) | set(told["record"]["missing"])
        assert {one["serial"] for one in whole}.isdisjoint(named)
        assert len(whole) + len(named) >= told["record"]["last"] == 52 or told["record"]["last"] < 52
    # A page of seals holds the most: 4016 bytes, of which an entry takes over 100.
    assert 0 < lost_most <= 4016 // 100
    # The control: SQLite, with its root gone, reads nothing at all.
    path.write_bytes(good[: 2 * PAGE] + bytes(PAGE) + good[3 * PAGE :])
    assert record("timeline").code == 6


def rest_on_others(record: Program, hit: set[int]) -> set[tuple[str, int]]:
    """The entries of a sound record that rest on none of the pages hit, overflow pages too."""
    secret = KeyFileSecret(record.key.read_bytes())
    with open_wreck(record.vault, secret) as wreck:
        used: set[int] = set()
        real = wreck._page

        def noted(number: int) -> bytes | None:
            used.add(number - 1)
            return real(number)

        wreck._page = noted  # type: ignore[method-assign]
        safe = set()
        for book in ("record", "private"):
            for serial in wreck.books[book]:
                used.clear()
                wreck.remains(book, serial)
                if not used & hit:
                    safe.add((book, serial))
    return safe


def test_flipped_bytes_all_over_the_file_leave_what_the_other_pages_hold(
    long: Program, tmp_path: Path
) -> None:
    """Forty damaged pages at once: every entry that rests on none of them is there, sealed."""
    path = long.vault / FILE
    good = path.read_bytes()
    chance = random.Random(11)
    pages = len(good) // PAGE
    hit = sorted(chance.sample(range(pages), 40))
    broken = bytearray(good)
    for page in hit:
        broken[page * PAGE + chance.randrange(16, PAGE)] ^= 1 << chance.randrange(8)
    path.write_bytes(broken)
    told, entries, files = salvaged(long, tmp_path / "out.zip")
    assert told["damaged_pages"] == 40
    whole = {(one["book"], one["serial"]) for one in entries if one["seal"] == "holds"}
    # What rests on none of the forty has to be there.
    path.write_bytes(good)
    assert rest_on_others(long, set(hit)) <= whole
    assert len(whole) > ENTRIES // 2
    (name,) = [name for name in files if name.startswith("files/")]
    assert len(files[name]) == 3_000_000
    assert told["damaged_files"] == [name.removeprefix("files/")]
    assert "not whole, zeros where bytes are lost" in files["missing.txt"].decode()
    assert "Entries after the last number may have been" in files["missing.txt"].decode()


def test_what_is_missing_is_named_by_its_numbers(long: Program, tmp_path: Path) -> None:
    """A range of entries whose pages are gone; a part alone; a seal that does not hold."""
    keyring = keys.load(long.vault)
    with open_vault(long.vault, KeyFileSecret(long.key.read_bytes()), write=False) as vault:
        data_key = vault._unlocked.data_key
    connection = connect(long.vault / FILE, data_key, keyring.salt, write=True)
    for table, action in (("entry", "delete"), ("content", "delete"), ("content", "update")):
        connection.execute(f"DROP TRIGGER {table}_{action}")
    connection.execute("DELETE FROM entry WHERE book = 'record' AND serial BETWEEN 7 AND 9")
    connection.execute("DELETE FROM content WHERE book = 'record' AND serial BETWEEN 8 AND 12")
    connection.execute("DELETE FROM content WHERE book = 'record' AND serial = 20 AND part = 'private'")
    connection.execute("UPDATE content SET bytes = '[]' WHERE serial = 30 AND part = 'public'")
    connection.execute("UPDATE content SET bytes = '{}' WHERE serial = 31 AND part = 'public'")
    connection.close()
    told, entries, files = salvaged(long, tmp_path / "out.zip")
    assert told["record"]["missing"] == [8, 9, 10, 11, 12]
    assert told["record"]["partly"] == [7, 20, 30, 31]
    seals = {one["serial"]: one["seal"] for one in entries if one["book"] == "record"}
    assert [seals[serial] for serial in (7, 20, 30, 31)] == [
        "cannot be checked",
        "cannot be checked",
        "broken",
        "broken",
    ]
    page = files["missing.txt"].decode()
    assert "  missing: 8-12\n" in page
    assert "  read in part, or not as sealed: 7, 20, 30-31\n" in page
    assert b"  private: lost\n" in files["entries.txt"]


def test_what_was_erased_stays_erased(long: Program, tmp_path: Path) -> None:
    """Even where its words still lie on a page: they are not written, and its number is told."""
    vault = open_vault(long.vault, KeyFileSecret(long.key.read_bytes()), write=True)
    with Ledger(vault) as ledger:
        (film,) = vault.files()
        zeroed = ErasedSource(
            sha256=film.sha256, ranges=((5, 9),), afterwards=vault.zeroed_digest(film.sha256, [(5, 9)])
        )
        ledger.append([Erasure(target=ledger.target(10), reason="intimate", sources=(zeroed,))])
        with vault.transaction() as writing:
            writing.zero_file(film.sha256, [(5, 9)])
    told, entries, files = salvaged(long, tmp_path / "out.zip")
    assert (told["record"]["erased"], told["files"], told["complete"]) == ([10], 1, True)
    assert 10 not in {one["serial"] for one in entries if one["book"] == "record"}
    assert "  erased by the keeper: 10\n" in files["missing.txt"].decode()


def test_the_twin_or_the_sheet_opens_what_the_keys_do_not(long: Program, tmp_path: Path) -> None:
    """One key file damaged; both gone; then the first page too, where the salt is."""
    sheet = tmp_path / "sheet"
    sheet.write_text(long("recovery", "print", "--json").json["sheet"])
    (long.vault / "keys.json").write_text("spoilt")
    count = salvaged(long, tmp_path / "out.zip")[0]["record"]["sealed"]
    assert count == long("status", "--json").json["entries"]
    (long.vault / "keys.json.bak").unlink()
    refused = long("salvage", str(long.vault), "-o", str(tmp_path / "none.zip"))
    assert (refused.code, "recovery sheet" in refused.err) == (6, True)
    assert not (tmp_path / "none.zip").exists()
    told, entries, _files = salvaged(long, tmp_path / "out.zip", "--sheet-file", str(sheet))
    assert (told["record"]["sealed"], len(entries)) == (count, count + 21)
    (long.vault / FILE).write_bytes((long.vault / FILE).read_bytes()[PAGE:])
    lost = long("salvage", str(long.vault), "-o", str(tmp_path / "b.zip"), "--sheet-file", str(sheet))
    assert (lost.code, "opens no page of log.db" in lost.err) == (4, True)


def test_a_file_cut_short_gives_what_is_left(long: Program, tmp_path: Path) -> None:
    """Half a page at its end is one damaged page; entries stand in what comes before."""
    path = long.vault / FILE
    path.write_bytes(path.read_bytes()[: 60 * PAGE + 100])
    (long.vault / "log.db-journal").touch()
    told, entries, files = salvaged(long, tmp_path / "out.zip")
    assert (told["pages"], told["damaged_pages"]) == (61, 1)
    assert entries
    assert "A command was killed while writing" in files["missing.txt"].decode()


def test_what_cannot_be_done_is_said(long: Program, picture: Path, tmp_path: Path) -> None:
    """No such folder, a file in the way, the wrong key, not one page left."""
    out = ("-o", str(tmp_path / "out.zip"))
    assert long("salvage", str(tmp_path / "none"), *out).code == 5
    assert long("salvage", str(long.vault), "-o", str(picture)).code == 2
    wrong = tmp_path / "wrong"
    wrong.write_bytes(bytes(40))
    found = long("--key-file", str(wrong), "salvage", str(long.vault), *out)
    assert (found.code, "--sheet-file FILE" in found.err) == (4, True)
    (long.vault / FILE).write_bytes(bytes(3 * PAGE))
    found = long("salvage", str(long.vault), *out)
    assert (found.code, "No page of log.db can be read." in found.err) == (6, True)
    (long.vault / FILE).write_bytes(b"short")
    assert long("salvage", str(long.vault), *out).code == 6
    assert not (tmp_path / "out.zip").exists()


def test_words_that_are_no_json_are_shown_as_they_are() -> None:
    """Nothing that can be read is left out for its form."""
    one = Remains("private", 3, None, None, None, None, Part(bytes(32), b"not JSON"))
    assert salvaging.as_text(one, "cannot be checked") == (
        "N3  seal: cannot be checked\n  public: lost\n  not JSON\n\n"
    )
    assert salvaging.ranges([]) == ""
