"""Damage to the files themselves: bits, ends, whole files. Always damage, never a wrong passphrase."""

import random
from pathlib import Path

import pytest

from tests.tampered import record
from tests.tampered.conftest import Ask

PAGE = 4096
KEY_FILES = ("keys.json", "keys.json.bak")


def flip(path: Path, bit: int) -> None:
    """Turn one bit of a file round."""
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


def bits_of(path: Path, count: int) -> list[int]:
    """Bits all over a file, the same in every run: every page has its share."""
    size = path.stat().st_size * 8
    step = size // count
    chance = random.Random(20261123)
    return [start + chance.randrange(step) for start in range(0, size - step + 1, step)]


def test_every_flipped_bit_of_the_database_is_damage(ask: Ask, place: Path) -> None:
    """Over the whole file, and every byte of the first sixteen: step 2, exit 6."""
    database = place / "log.db"
    good = database.read_bytes()
    for bit in [*range(3, 128, 8), *bits_of(database, 200)]:
        flip(database, bit)
        answer = ask("verify")
        assert (answer.code, answer.data["result"]) == (6, "damaged"), bit
        assert 2 in answer.failed, bit
        assert 1 not in answer.failed, bit
        database.write_bytes(good)
    assert ask("verify").code == 0


def test_a_flipped_bit_never_changes_what_is_read(ask: Ask, place: Path) -> None:
    """Reading either refuses with exit 6 or shows exactly what it showed before."""
    database = place / "log.db"
    good, before = database.read_bytes(), ask("timeline")
    refusals = 0
    for bit in bits_of(database, 45):
        flip(database, bit)
        answer = ask("timeline")
        assert answer in {6: (answer, (6, None, answer.words)), 0: (before,)}[answer.code], bit
        refusals += answer.code == 6
        database.write_bytes(good)
    assert 10 <= refusals < 45


@pytest.mark.parametrize("name", KEY_FILES)
def test_every_flipped_bit_of_a_key_file_is_damage(ask: Ask, place: Path, name: str) -> None:
    """The twin still opens the record: step 1 alone fails, and reading goes on."""
    good = (place / name).read_bytes()
    for bit in bits_of(place / name, 60):
        flip(place / name, bit)
        answer = ask("verify")
        assert (answer.code, answer.data["result"], answer.failed) == (6, "damaged", (1,)), bit
        assert f"{name} is damaged" in answer.data["steps"][0]["detail"]
        (place / name).write_bytes(good)
    flip(place / name, 100)
    assert ask("status").code == 0


def test_two_broken_key_files_are_damage(ask: Ask, place: Path) -> None:
    """With neither twin whole nothing opens, and the right key file is not called wrong."""
    for name in KEY_FILES:
        flip(place / name, 100)
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.failed[0]) == (6, "damaged", 1)
    assert ask("status").code == 6


@pytest.mark.parametrize("size", [1, 15, 16, 17, 100, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 5 * PAGE, 6 * PAGE])
def test_a_shortened_database_is_damage(ask: Ask, place: Path, size: int) -> None:
    """At a page's border, where SQLCipher's own check is silent, and anywhere else."""
    database = place / "log.db"
    database.write_bytes(database.read_bytes()[:size])
    answer = ask("verify")
    assert (answer.code, answer.data["result"]) == (6, "damaged")
    assert 2 in answer.failed


@pytest.mark.parametrize("missing", [1, PAGE // 2, PAGE, 3 * PAGE])
def test_a_database_without_its_end_is_damage(ask: Ask, place: Path, missing: int) -> None:
    """The last bytes, half a page, a page, three."""
    database = place / "log.db"
    database.write_bytes(database.read_bytes()[:-missing])
    answer = ask("verify")
    assert (answer.code, answer.data["result"]) == (6, "damaged")
    assert 2 in answer.failed


def test_an_empty_database_is_damage_and_no_new_record(ask: Ask, place: Path) -> None:
    """Zero bytes: nothing is begun anew in their place."""
    (place / "log.db").write_bytes(b"")
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.failed[0]) == (6, "damaged", 2)
    assert ask("status").code == 6
    assert (place / "log.db").read_bytes() == b""


@pytest.mark.parametrize(
    ("missing", "failed"),
    [
        (("log.db",), (2, 3, 4, 5, 6, 7, 8, 9)),
        (("keys.json",), (1,)),
        (("keys.json.bak",), (1,)),
        (KEY_FILES, (1, 2, 3, 4, 5, 6, 7, 8, 9)),
    ],
)
def test_a_missing_file_is_damage(
    ask: Ask, place: Path, missing: tuple[str, ...], failed: tuple[int, ...]
) -> None:
    """Whatever is gone while something is left; only where nothing is left there is no record (exit 5)."""
    for name in missing:
        (place / name).unlink()
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.failed) == (6, "damaged", failed)
    assert sorted(path.name for path in place.iterdir()) == sorted({"log.db", *KEY_FILES} - set(missing))


def test_no_file_at_all_is_no_record(ask: Ask, place: Path) -> None:
    """The one case that is "not found"."""
    for path in place.iterdir():
        path.unlink()
    assert ask("verify").code == 5


def test_a_wrong_key_file_changes_nothing(ask: Ask, place: Path, tmp_path: Path) -> None:
    """Exit 4, and every byte in the folder is as it was."""
    wrong = tmp_path / "wrong"
    wrong.write_bytes(record.KEY[::-1])
    before = record.files_of(place)
    for command in ("verify", "status"):
        answer = ask(command, key_file=wrong)
        assert (answer.code, answer.data) == (4, None)
    assert record.files_of(place) == before


def test_verifying_a_damaged_record_changes_nothing(ask: Ask, place: Path) -> None:
    """Evidence of damage stays as it was found."""
    flip(place / "log.db", 5 * PAGE * 8 + 1000)
    flip(place / "keys.json", 100)
    before = record.files_of(place)
    assert ask("verify").code == 6
    assert record.files_of(place) == before
