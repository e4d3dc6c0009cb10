"""The damage matrix: whatever is broken, it is called damage, never a wrong passphrase."""

import io
import random
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import IntegrityError
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault
from recordkeeper.vault.rows import SealedRow

from .conftest import NOW, Seal

PAGE = 4096


@pytest.fixture
def filled(vault: Vault, place: Path, seal: Seal) -> Path:
    """A closed record of 120 entries over two dozen pages."""
    with vault.transaction() as writing:
        writing.append(seal(serial, facts="he rang " * 20) for serial in range(1, 121))
    vault.close()
    return place


def reading(place: Path, secret: KeyFileSecret) -> tuple[list[SealedRow], list[str]]:
    """Open, read everything, check everything. Locked or any other error fails the test."""
    with open_vault(place, secret, write=False) as vault:
        findings = vault.integrity()
        try:
            return list(vault.rows("record")), findings
        except IntegrityError as error:
            return [], [*findings, error.message]


def found(place: Path, secret: KeyFileSecret) -> list[str]:
    """What is said to be wrong, whether while opening, reading or checking."""
    try:
        return reading(place, secret)[1]
    except IntegrityError as error:
        return [error.message]


def test_a_sound_record_has_no_findings(filled: Path, secret: KeyFileSecret) -> None:
    """The control: without damage nothing is reported."""
    assert found(filled, secret) == []


def test_every_flipped_bit_is_found(
    filled: Path, secret: KeyFileSecret, capfd: pytest.CaptureFixture[str]
) -> None:
    """In every page, data, nonce and code alike; and SQLCipher writes nothing to the screen."""
    database = filled / "log.db"
    good = database.read_bytes()
    chance = random.Random(20261123)
    places = [page + chance.randrange(PAGE) for page in range(0, len(good), PAGE)]
    places += [16, 100, PAGE - 1, PAGE - 70, len(good) - 1]
    for place in places:
        broken = bytearray(good)
        broken[place] ^= 1 << chance.randrange(8)
        database.write_bytes(broken)
        assert found(filled, secret), f"bit at {place} unseen"
    assert capfd.readouterr() == ("", "")


def test_a_flipped_salt_bit_is_damage(filled: Path, secret: KeyFileSecret) -> None:
    """The database would still open, because the salt is kept beside it; it is damage all the same."""
    database = filled / "log.db"
    good = database.read_bytes()
    for place in range(16):
        database.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :])
        with pytest.raises(IntegrityError, match=r"first bytes of log\.db"):
            open_vault(filled, secret, write=False)


@pytest.mark.parametrize("size", [1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, -PAGE, -1, -2 * PAGE + 7])
def test_a_truncated_database_is_damage(filled: Path, secret: KeyFileSecret, size: int) -> None:
    """At a page's border, where SQLCipher's own check is silent, and anywhere else."""
    database = filled / "log.db"
    good = database.read_bytes()
    database.write_bytes(good[:size])
    assert found(filled, secret)


def test_surplus_or_swapped_pages_are_found(filled: Path, secret: KeyFileSecret) -> None:
    """Rubbish behind the end, and two pages in each other's place."""
    database = filled / "log.db"
    good = database.read_bytes()
    database.write_bytes(good + bytes(PAGE))
    assert found(filled, secret)
    third, fourth = good[2 * PAGE : 3 * PAGE], good[3 * PAGE : 4 * PAGE]
    database.write_bytes(good[: 2 * PAGE] + fourth + third + good[4 * PAGE :])
    assert found(filled, secret)


def test_a_page_from_an_older_copy_never_looks_like_today(
    filled: Path, secret: KeyFileSecret, seal: Seal
) -> None:
    """It is found, or rows visibly differ (for the chain to judge); it is never a wrong passphrase."""
    database = filled / "log.db"
    older = database.read_bytes()
    with open_vault(filled, secret, write=True) as vault, vault.transaction() as writing:
        writing.append(seal(serial, facts="again " * 30) for serial in range(121, 126))
    today, (rows, _findings) = database.read_bytes(), reading(filled, secret)
    changed = [page for page in range(0, len(older), PAGE) if older[page:][:PAGE] != today[page:][:PAGE]]
    assert len(changed) >= 3
    noticed = 0
    for page in changed:
        database.write_bytes(today[:page] + older[page : page + PAGE] + today[page + PAGE :])
        try:
            noticed += reading(filled, secret) != (rows, [])
        except IntegrityError:
            noticed += 1
    assert noticed == len(changed)


def test_rubbish_in_place_of_the_database_is_damage(filled: Path, secret: KeyFileSecret) -> None:
    """An overwritten file is damage too, although SQLCipher calls it a wrong key."""
    (filled / "log.db").write_bytes(random.Random(7).randbytes(20 * PAGE))
    with pytest.raises(IntegrityError):
        open_vault(filled, secret, write=True)


def test_damaged_keys_open_by_the_twin_and_say_so(filled: Path, secret: KeyFileSecret) -> None:
    """The keeper gets in, and learns what is wrong."""
    (filled / "keys.json").write_bytes(b"{}")
    with open_vault(filled, secret, write=False) as vault:
        assert vault.key_damage == ("keys.json is damaged",)
        assert vault.tail("record").serial == 120
    (filled / "keys.json.bak").write_bytes(b"{}")
    with pytest.raises(IntegrityError, match="keys of the record"):
        open_vault(filled, secret, write=False)


def test_changed_tables_are_found(filled: Path, secret: KeyFileSecret) -> None:
    """A trigger taken away by another program is noticed by the check."""
    with open_vault(filled, secret, write=True) as vault:
        vault._connection.execute("DROP TRIGGER entry_update")
        assert vault.integrity() == ["log.db: its tables or triggers were changed by another program"]


def test_a_stored_file_with_a_broken_chunk_is_damage(vault: Vault) -> None:
    """Missing, shortened or unreadable chunks stop the reading; a wrong file is never handed out whole."""
    size = 3 * (1 << 20)
    file = vault.store_file(lambda: io.BytesIO(b"a" * size), now=NOW)
    vault._connection.execute("DROP TRIGGER chunk_update")
    for harm in (
        "DELETE FROM chunk WHERE number = 2",
        "DELETE FROM chunk WHERE number = 1",
        "UPDATE chunk SET bytes = zeroblob(9)",
        "UPDATE chunk SET packed = 0",
    ):
        vault._connection.execute("BEGIN")
        vault._connection.execute(harm)
        with pytest.raises(IntegrityError):
            list(vault.read_file(file.sha256))
        vault._connection.execute("ROLLBACK")
    assert sum(map(len, vault.read_file(file.sha256))) == size
    with pytest.raises(IntegrityError, match="missing or not whole"):
        next(vault.read_file("00" * 32))
