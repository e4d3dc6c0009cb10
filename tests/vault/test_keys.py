"""``keys.json`` and its twin: one of the two always opens, and damage is never a wrong passphrase."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import IntegrityError, NewerFormat, RecordkeeperError
from recordkeeper.vault import durable, keys
from recordkeeper.vault.keys import Keyring


@pytest.fixture
def keyring(secret: KeyFileSecret) -> Keyring:
    """A keyring with one slot in use and one pending."""
    vault_id = bytes(range(16))
    made = [slots.seal(bytes(32), secret, vault_id) for _ in range(2)]
    return Keyring(vault_id, bytes(range(16, 32)), 3, (made[0],), (made[1],))


def rewritten(keyring: Keyring, **changes: object) -> bytes:
    """The file with some fields changed, and an honest SHA-256 over the change."""
    fields: dict[str, Any] = json.loads(keys.render(keyring)) | changes
    del fields["sha256"]
    return keys._sealed(fields)


def test_both_files_are_written_alike_and_private(tmp_path: Path, keyring: Keyring) -> None:
    """Two identical files, readable by this user alone although the umask allows all."""
    keys.save(tmp_path, keyring)
    assert keys.load(tmp_path) == keyring
    for name in ("keys.json", "keys.json.bak"):
        assert (tmp_path / name).read_bytes() == keys.render(keyring)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys.json", "keys.json.bak"]


def test_the_file_carries_a_sha256_over_its_rest(keyring: Keyring) -> None:
    """Anyone can check it: canonical JSON without the field ``sha256``."""
    fields = json.loads(keys.render(keyring))
    claimed = fields.pop("sha256")
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()
    assert claimed == hashlib.sha256(canonical).hexdigest()
    assert sorted(fields) == ["format", "generation", "needs", "pending", "salt", "slots", "vault"]


def test_every_flipped_byte_is_noticed_and_the_twin_opens(tmp_path: Path, keyring: Keyring) -> None:
    """Any single damaged byte: the other file is used, and the damage is told."""
    good = keys.render(keyring)
    keys.save(tmp_path, keyring)
    for name in ("keys.json", "keys.json.bak"):
        for place in range(len(good)):
            (tmp_path / name).write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
            loaded = keys.load(tmp_path)
            assert loaded.damage == (f"{name} is damaged",)
            assert replace(loaded, damage=()) == keyring
        (tmp_path / name).write_bytes(good)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff" * 40, b"[" * 100_000, b'{"sha256":""}'])
def test_both_files_damaged_is_damage(tmp_path: Path, content: bytes) -> None:
    """Rubbish in both is damage, said with a way out; it is never a wrong passphrase."""
    for name in ("keys.json", "keys.json.bak"):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(IntegrityError, match=r"keys.json is damaged; keys.json.bak is damaged") as caught:
        keys.load(tmp_path)
    assert "recordkeeper recover" in caught.value.advice


def test_missing_files_are_told_apart_from_damaged_ones(tmp_path: Path, keyring: Keyring) -> None:
    """One missing: the other opens. Both missing: damage, not a new record."""
    keys.save(tmp_path, keyring)
    (tmp_path / "keys.json").unlink()
    assert keys.load(tmp_path).damage == ("keys.json is missing",)
    (tmp_path / "keys.json.bak").unlink()
    with pytest.raises(IntegrityError, match=r"keys.json is missing; keys.json.bak is missing"):
        keys.load(tmp_path)


def test_a_link_in_the_place_of_a_key_file_is_not_followed(tmp_path: Path, keyring: Keyring) -> None:
    """Nobody can slip another file in by a link."""
    keys.save(tmp_path, keyring)
    (tmp_path / "keys.json").rename(tmp_path / "elsewhere")
    (tmp_path / "keys.json").symlink_to(tmp_path / "elsewhere")
    assert keys.load(tmp_path).damage == ("keys.json is damaged",)


@pytest.mark.parametrize("later", ["keys.json", "keys.json.bak"])
def test_the_higher_generation_wins(tmp_path: Path, keyring: Keyring, later: str) -> None:
    """Whichever file is newer is used, and that they differ is told."""
    keys.save(tmp_path, keyring)
    newer = keys.next_generation(keyring, keyring.pending)
    (tmp_path / later).write_bytes(keys.render(newer))
    loaded = keys.load(tmp_path)
    assert replace(loaded, damage=()) == newer
    assert newer.generation == 4
    assert newer.pending == ()
    assert loaded.damage == ("keys.json and keys.json.bak differ: a change of keys was interrupted",)


def test_a_newer_format_is_refused_with_the_version_needed(tmp_path: Path, keyring: Keyring) -> None:
    """An old program says which one it takes, and does not call the record damaged."""
    for needs, named in (("9.9.0", "9.9.0"), (None, "a newer version")):
        (tmp_path / "keys.json").write_bytes(rewritten(keyring, format=2, needs=needs, other=[]))
        with pytest.raises(RecordkeeperError, match=f"needs {named}") as caught:
            keys.load(tmp_path)
        assert type(caught.value) is NewerFormat


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 0},
        {"format": "1"},
        {"other": 1},
        {"vault": "00"},
        {"salt": 5},
        {"generation": "3"},
        {"generation": True},
        {"slots": {}},
        {"pending": None},
        {"slots": [{}]},
    ],
)
def test_an_honest_checksum_over_another_shape_is_still_damage(
    keyring: Keyring, changes: dict[str, object]
) -> None:
    """A crafted file with a right SHA-256 ends in a plain word too."""
    with pytest.raises(IntegrityError, match="damaged"):
        keys.parse(rewritten(keyring, **changes))


def test_the_twin_is_written_first(tmp_path: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails after the first file leaves the new keys in the twin and the old ones in place."""
    keys.save(tmp_path, keyring)
    newer = keys.next_generation(keyring, keyring.slots)
    written: list[str] = []

    def fail_second(path: Path, data: bytes) -> None:
        written.append(path.name)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        durable.replace_file(path, data)

    monkeypatch.setattr(keys, "replace_file", fail_second)
    with pytest.raises(RecordkeeperError, match="could not be written") as caught:
        keys.save(tmp_path, newer)
    assert "former ones still open it" in caught.value.message
    assert written == ["keys.json.bak", "keys.json"]
    assert keys.load(tmp_path).generation == 4
    assert (tmp_path / "keys.json").read_bytes() == keys.render(keyring)


def test_a_failed_write_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be flushed does not replace anything, and is removed."""
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file.new").write_bytes(b"left over from a kill")

    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("recordkeeper.vault.durable.os.fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        durable.replace_file(tmp_path / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"
