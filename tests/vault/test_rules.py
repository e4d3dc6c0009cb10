"""The triggers: the book only grows, and content goes only where an erasure says so."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import BinaryIO

import pytest
from sqlcipher3 import dbapi2

from recordkeeper.errors import IntegrityError
from recordkeeper.vault.box import Vault
from recordkeeper.vault.rows import StoredFile

from .conftest import NOW, Seal

Source = Callable[[bytes], Callable[[], AbstractContextManager[BinaryIO]]]


@pytest.fixture
def cited(vault: Vault, seal: Seal, source: Source) -> StoredFile:
    """A record of three entries; the second cites a stored file."""
    file = vault.store_file(source(b"left at the door " * 200_000), now=NOW)
    with vault.transaction() as writing:
        writing.append([seal(1), (seal(2)[0], [file.sha256]), seal(3)])
    return file


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET id = 'x' WHERE serial = 1",
        "UPDATE OR REPLACE entry SET serial = 2 WHERE serial = 1",
        "DELETE FROM entry WHERE serial = 3",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE serial = 1",
        "INSERT INTO entry SELECT book, 5, id, digest, link FROM entry WHERE serial = 1",
        "INSERT INTO entry SELECT book, 0, id, digest, link FROM entry WHERE serial = 1",
        (
            "INSERT INTO entry SELECT book, 2, id, digest, link FROM entry WHERE true "
            "ON CONFLICT DO UPDATE SET id = 'x'"
        ),
        "UPDATE content SET bytes = '{}' WHERE serial = 1",
        "DELETE FROM content WHERE serial = 1",
        (
            "INSERT OR REPLACE INTO content (book, serial, part, salt, bytes) "
            "SELECT book, serial, part, salt, '{}' FROM content WHERE serial = 1"
        ),
        (
            "INSERT INTO content (book, serial, part, salt, bytes) "
            "SELECT book, 2, 'public', salt, '{}' FROM content WHERE serial = 1"
        ),
        "UPDATE vault SET vault_id = zeroblob(16)",
        "DELETE FROM vault",
        "INSERT OR REPLACE INTO vault VALUES (1, 1, '0', zeroblob(16))",
        "INSERT INTO vault VALUES (2, 1, '0', zeroblob(16))",
        "UPDATE file SET size = 1",
        "UPDATE file SET complete = 0",
        "DELETE FROM file",
        "INSERT OR REPLACE INTO file SELECT * FROM file",
        "UPDATE chunk SET bytes = zeroblob(3)",
        "DELETE FROM chunk",
        "INSERT INTO chunk SELECT sha256, 99, packed, bytes FROM chunk LIMIT 1",
        "INSERT OR REPLACE INTO chunk SELECT sha256, number, 0, zeroblob(3) FROM chunk",
        "DELETE FROM citation",
        "UPDATE citation SET serial = 1",
        "INSERT OR REPLACE INTO citation SELECT * FROM citation",
        "INSERT INTO citation SELECT sha256, book, 1 FROM citation",
        "INSERT INTO citation VALUES ('missing', 'record', 4)",
    ],
)
@pytest.mark.usefixtures("cited")
def test_nothing_that_stands_is_changed(vault: Vault, statement: str) -> None:
    """Every way SQL has to alter, remove or replace a row is refused, and leaves all as it was."""
    rows = list(vault.rows("record"))
    with pytest.raises(dbapi2.IntegrityError):
        vault._connection.execute(statement)
    assert list(vault.rows("record")) == rows
    assert vault.integrity() == []


@pytest.mark.parametrize("serial", [0, 1, 3, 5])
def test_a_serial_is_the_next_one_or_refused(vault: Vault, seal: Seal, serial: int) -> None:
    """No gap, no second entry under one number; what came with it is taken back."""
    with vault.transaction() as writing:
        writing.append([seal(1)])
    with pytest.raises(IntegrityError, match="refused a change"), vault.transaction() as writing:
        writing.append([seal(serial)])
    assert [row.serial for row in vault.rows("record")] == [1]
    assert vault.stray_content("record") == []


def test_an_unstored_file_cannot_be_cited(vault: Vault, seal: Seal) -> None:
    """An entry never points at bytes that are not there."""
    with (
        pytest.raises(IntegrityError, match="the cited file is not stored"),
        vault.transaction() as writing,
    ):
        writing.append([(seal(1)[0], ["00" * 32])])
    assert vault.tail("record").serial == 0


@pytest.mark.usefixtures("cited")
def test_content_goes_where_a_later_erasure_names_it(vault: Vault, seal: Seal) -> None:
    """The named entry loses its two parts and keeps its digest and link; no other entry changes."""
    before = list(vault.rows("record"))
    with vault.transaction() as writing:
        writing.append([seal(4, kind="erasure", target={"serial": 1})])
        writing.remove_content("record", 1)
    after = list(vault.rows("record"))
    assert after[0] == before[0]._replace(public=None, private=None)
    assert after[1:3] == before[1:3]
    assert [row.serial for row in vault.rows("record", kinds=["contact"])] == [2, 3]


@pytest.mark.parametrize(
    ("book", "kind", "target"),
    [
        ("record", "erasure", 2),
        ("record", "note", 1),
        ("private", "erasure", 1),
        ("record", "erasure", 4),
        ("record", "erasure", None),
    ],
)
@pytest.mark.usefixtures("cited")
def test_content_stays_where_no_erasure_names_it(
    vault: Vault, seal: Seal, book: str, kind: str, target: int | None
) -> None:
    """Another serial, another kind, another book, or the erasure itself: nothing goes."""
    serial = 4 if book == "record" else 1
    with vault.transaction() as writing:
        writing.append([seal(serial, book, kind, target={"serial": target})])
    with pytest.raises(IntegrityError, match="no erasure names this entry"), vault.transaction() as writing:
        writing.remove_content("record", 4 if target == 4 else 1)
    assert all(row.public and row.private for row in vault.rows("record"))


@pytest.mark.usefixtures("cited")
def test_an_erasure_cannot_be_erased(vault: Vault, seal: Seal) -> None:
    """Else what it removed would look like damage; even another erasure cannot."""
    with vault.transaction() as writing:
        writing.append([seal(4, kind="erasure", target={"serial": 1})])
        writing.append([seal(5, kind="erasure", target={"serial": 4})])
    with pytest.raises(IntegrityError), vault.transaction() as writing:
        writing.remove_content("record", 4)


@pytest.mark.usefixtures("cited")
def test_an_erasure_does_not_allow_what_is_recorded_later(vault: Vault, seal: Seal) -> None:
    """Naming a number not yet given is no permission in advance."""
    with vault.transaction() as writing:
        writing.append([seal(4, kind="erasure", target={"serial": 5}), seal(5)])
    with pytest.raises(IntegrityError), vault.transaction() as writing:
        writing.remove_content("record", 5)


def test_a_cited_file_goes_only_after_its_entries_content(
    vault: Vault, seal: Seal, cited: StoredFile
) -> None:
    """While one entry still shows the file, it stays."""
    with pytest.raises(IntegrityError, match="an entry cites this file"), vault.transaction() as writing:
        writing.drop_file(cited.sha256)
    assert vault.has_file(cited.sha256)
    with vault.transaction() as writing:
        writing.append([seal(4, kind="erasure", target={"serial": 2})])
        writing.remove_content("record", 2)
        writing.drop_file(cited.sha256)
    assert not vault.has_file(cited.sha256)
    assert vault.integrity() == []


def test_chunks_are_zeroed_only_where_an_erasure_names_the_file(
    vault: Vault, seal: Seal, cited: StoredFile
) -> None:
    """The ranges become zeros, everything around them stays, and the digest foretold is the digest found."""
    before = b"".join(vault.read_file(cited.sha256))
    ranges = [(5, 9), (1_048_570, 1_048_580), (3_000_000, 9_000_000)]
    inside = [(start, min(end, cited.size)) for start, end in ranges]
    with pytest.raises(IntegrityError, match="no erasure names this file"), vault.transaction() as writing:
        writing.zero_file(cited.sha256, inside)
    foretold = vault.zeroed_digest(cited.sha256, inside)
    with vault.transaction() as writing:
        writing.append([seal(4, kind="erasure", target={"serial": 9}, sources=[{"sha256": cited.sha256}])])
        writing.zero_file(cited.sha256, inside)
    expected = bytearray(before)
    for start, end in inside:
        expected[start:end] = bytes(end - start)
    assert b"".join(vault.read_file(cited.sha256)) == bytes(expected)
    assert vault.zeroed_digest(cited.sha256, []) == foretold


def test_ranges_outside_a_file_are_refused(vault: Vault, seal: Seal, cited: StoredFile) -> None:
    """An erasure that names bytes which are not there is an error, not a silent success."""
    with vault.transaction() as writing:
        writing.append([seal(4, kind="erasure", sources=[{"sha256": cited.sha256}])])
    with pytest.raises(IntegrityError, match="missing or not whole"), vault.transaction() as writing:
        writing.zero_file(cited.sha256, [(90_000_000, 90_000_001)])
