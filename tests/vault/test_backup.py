"""A backup holds exactly three files, and nothing else is ever taken for one."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import IntegrityError, RecordkeeperError
from recordkeeper.vault import backup, keys
from recordkeeper.vault.backup import MEMBERS, is_backup, members, pack, unpack
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault
from tools import docs

from .conftest import Seal

MADE = 1_790_000_000


@pytest.fixture
def archive(vault: Vault, seal: Seal, tmp_path: Path) -> bytes:
    """A backup of a record with three entries."""
    with vault.transaction() as writing:
        writing.append(seal(serial) for serial in range(1, 4))
    (tmp_path / "copy").mkdir(mode=0o700)
    vault.copy_into(tmp_path / "copy")
    out = io.BytesIO()
    pack(tmp_path / "copy", out, made=MADE)
    return out.getvalue()


def entries(archive: bytes) -> dict[str, bytes]:
    """What Python's own reader finds in it."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]


def anew(*files: tuple[str, bytes], kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    """An archive as somebody else may have made it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size, info.type, info.linkname = len(data), kind, link
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_a_backup_is_a_plain_archive_of_three_files(archive: bytes, place: Path, tmp_path: Path) -> None:
    """Any tar program reads it; the page comes first, and every file is its owner's alone."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
        assert [(info.name, info.mode, info.mtime) for info in tar] == [
            (name, 0o600, MADE) for name in MEMBERS
        ]
    found = entries(archive)
    assert found["keys.json"] == (place / "keys.json").read_bytes()
    assert found["README.txt"] == backup.readme()
    path = tmp_path / "b.tar"
    path.write_bytes(archive)
    assert is_backup(path)
    path.write_bytes(b"PK")
    assert not is_backup(path)


def test_what_goes_in_comes_out(archive: bytes, vault: Vault, secret: KeyFileSecret, tmp_path: Path) -> None:
    """Unpacked, the same secret opens it, with the same rows, and the twin of the keys is there again."""
    (tmp_path / "out").mkdir(mode=0o700)
    assert unpack(io.BytesIO(archive), tmp_path / "out") == MADE
    with open_vault(tmp_path / "out", secret, write=False) as copy:
        assert list(copy.rows("record")) == list(vault.rows("record"))
        assert (copy.key_damage, copy.integrity()) == ((), [])


FOREIGN: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "one is missing": lambda had: anew(*list(had.items())[:2]),
    "a fourth": lambda had: anew(*had.items(), ("more", b"x")),
    "twice": lambda had: anew(*had.items(), ("keys.json", had["keys.json"])),
    "a path that leads out": lambda had: anew(*list(had.items())[:2], ("../log.db", had["log.db"])),
    "a link": lambda had: anew(*((name, b"") for name in had), kind=tarfile.SYMTYPE, link="/etc/passwd"),
    "keys too long": lambda had: anew(
        ("README.txt", b""), ("keys.json", bytes(2 << 20)), ("log.db", had["log.db"])
    ),
    "something hidden between": lambda had: anew(*had.items()).replace(
        had["keys.json"] + bytes(4), had["keys.json"] + b"more"
    ),
    "no archive": lambda _had: b"README.txt" + bytes(600),
    "nothing": lambda _had: b"",
}


@pytest.mark.parametrize("foreign", FOREIGN)
def test_anything_but_those_three_files_is_refused(archive: bytes, tmp_path: Path, foreign: str) -> None:
    """Nothing is written for it, inside the folder or outside."""
    (tmp_path / "out").mkdir(mode=0o700)
    with pytest.raises(IntegrityError, match="not a whole backup"):
        unpack(io.BytesIO(FOREIGN[foreign](entries(archive))), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_size_that_the_file_cannot_hold_is_refused(archive: bytes) -> None:
    """A copy that was cut off, wherever: nothing is read past its end."""
    whole = members(io.BytesIO(archive))
    end = whole["log.db"].start + whole["log.db"].size
    for length in (*range(0, end, 997), end - 1):
        with pytest.raises(IntegrityError):
            members(io.BytesIO(archive[:length]))
    assert members(io.BytesIO(archive[:end])) == whole


def test_a_database_over_8_gib_is_written_as_every_tar_program_reads_it() -> None:
    """The number that ustar has no room for."""
    size = 8**11 + 5
    out = io.BytesIO()
    short = io.BytesIO(b"x")
    with pytest.raises(IntegrityError):
        backup._add(out, "log.db", short, size, MADE)
    info = tarfile.TarInfo.frombuf(out.getvalue()[:512], "ascii", "strict")
    assert (info.name, info.size, info.type) == ("log.db", size, tarfile.REGTYPE)


def test_a_full_disk_while_unpacking_is_told(archive: bytes, tmp_path: Path) -> None:
    """The folder is named, and nothing else was touched."""
    with pytest.raises(RecordkeeperError, match="could not be unpacked"):
        unpack(io.BytesIO(archive), tmp_path / "none")


def test_what_an_unfinished_rekey_left_is_not_copied(
    vault: Vault, place: Path, secret: KeyFileSecret, tmp_path: Path
) -> None:
    """The keys of a copy are those that open it, and no others."""
    vault.close()
    keyring = keys.load(place)
    keys.save(place, keys.next_generation(keyring, keyring.slots, keyring.slots))
    (tmp_path / "copy").mkdir(mode=0o700)
    with open_vault(place, secret, write=False) as again:
        again.copy_into(tmp_path / "copy")
    assert (keys.load(tmp_path / "copy").slots, keys.load(tmp_path / "copy").pending) == (keyring.slots, ())


def test_the_page_carries_the_way_out(archive: bytes) -> None:
    """The program that reads a record without this one is in every backup, as the format's page has it."""
    page = entries(archive)["README.txt"].decode("ascii")
    text = (docs.DOCS / "vault-format.md").read_text(encoding="utf-8")
    program = text.partition("```python\n")[2].partition("```")[0]
    assert page.endswith(f"--- read_vault.py ---\n{program}")
    for command in ("rk restore FILE DIR", "rk verify FILE", "rk salvage DIR -o OUT.zip"):
        assert command in page
