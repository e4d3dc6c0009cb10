"""Key slots: what opens them, what does not, and what stored ones are believed to say."""

import json
import subprocess
import sys
from typing import Any

import pytest

from recordkeeper.crypto import slots
from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret
from recordkeeper.crypto.profiles import ARGON2ID_2026, ARGON2ID_2026_SMALL, Argon2Profile, within_bounds
from recordkeeper.errors import IntegrityError

DATA_KEY = bytes(range(32))
VAULT_ID = b"v" * 16
KEY_FILE = KeyFileSecret(b"k" * 40)


@pytest.fixture(scope="module")
def phrase_slot() -> slots.Slot:
    """One passphrase slot for the whole module: each costs a slow derivation."""
    return slots.seal(DATA_KEY, PassphraseSecret("six calm words"), VAULT_ID, ARGON2ID_2026_SMALL)


@pytest.fixture
def file_slot() -> slots.Slot:
    """A key-file slot."""
    return slots.seal(DATA_KEY, KEY_FILE, VAULT_ID)


def test_the_right_passphrase_opens_its_slot(phrase_slot: slots.Slot, file_slot: slots.Slot) -> None:
    """Among several slots the passphrase finds its own."""
    assert slots.unseal((file_slot, phrase_slot), PassphraseSecret("six calm words"), VAULT_ID) == DATA_KEY


GOLDEN = (
    {
        "id": "ba429376e8671ace",
        "kdf": {
            "lanes": 1,
            "memory_kib": 65536,
            "name": "argon2id",
            "passes": 3,
            "profile": "argon2id-2026-small",
            "salt": "14a700d1e2fae47204e1d228745ebff5",
        },
        "kind": "passphrase",
        "nonce": "a72f1d06cf9ba7b3c0204f74",
        "sealed": "cf74d9030bb7e47f4c4c28bd0ce20263443430933ee29f20"
        "a0bc9fd7fffa127d196418956e13dab571984d2c93bfedf7",
    },
    {
        "id": "1c6e5a70cd327a95",
        "kdf": {"name": "hkdf-sha256", "salt": "9335016fb98793f393a4691be1d9fa11"},
        "kind": "key-file",
        "nonce": "a50a86f093ccec0746ea0f21",
        "sealed": "534ee2b38bf1309cff0d8353522aa1d8f4d9ded43c0047f7"
        "0e9cc8f9476924fd5476db49cedbd10ea92a713023cc81a8",
    },
)


@pytest.mark.parametrize("secret", [PassphraseSecret("six calm words"), KEY_FILE])
def test_slots_made_by_the_first_release_open_for_ever(secret: PassphraseSecret | KeyFileSecret) -> None:
    """Two frozen slots: whatever changes in the code, they must open."""
    frozen = [slots.parse(stored) for stored in GOLDEN]
    assert slots.unseal(frozen, secret, VAULT_ID) == DATA_KEY


def test_a_wrong_passphrase_opens_nothing(phrase_slot: slots.Slot) -> None:
    """One letter more gives None, not an error and not a key."""
    assert slots.unseal((phrase_slot,), PassphraseSecret("six calm wordss"), VAULT_ID) is None


def test_a_key_file_opens_its_slot_and_no_other(file_slot: slots.Slot) -> None:
    """The same bytes open it; other bytes, or another record's id, do not."""
    assert slots.unseal((file_slot,), KEY_FILE, VAULT_ID) == DATA_KEY
    assert slots.unseal((file_slot,), KeyFileSecret(b"k" * 41), VAULT_ID) is None
    assert slots.unseal((file_slot,), KEY_FILE, b"w" * 16) is None


def test_a_slot_never_repeats_its_salt_or_nonce() -> None:
    """Two slots for the same key and secret share no bytes that must be fresh."""
    made = [slots.seal(DATA_KEY, KEY_FILE, VAULT_ID) for _ in range(2)]
    assert len({(slot.id, slot.nonce, slot.sealed, slot.kdf["salt"]) for slot in made}) == 2
    assert made[0].nonce != made[1].nonce
    assert made[0].kdf["salt"] != made[1].kdf["salt"]


def test_the_settings_written_are_the_dated_profile(phrase_slot: slots.Slot) -> None:
    """The slot keeps the numbers themselves, so that it opens for ever."""
    assert Argon2Profile("argon2id-2026", 131072, 3, 1) == ARGON2ID_2026
    kdf = dict(phrase_slot.kdf)
    del kdf["salt"]
    assert kdf == {
        "name": "argon2id",
        "profile": "argon2id-2026-small",
        "memory_kib": 65536,
        "passes": 3,
        "lanes": 1,
    }


def test_a_slot_survives_being_written_as_json(phrase_slot: slots.Slot) -> None:
    """Written out and read back, it is the same slot."""
    assert slots.parse(json.loads(json.dumps(phrase_slot.to_json()))) == phrase_slot


def test_altered_settings_do_not_open_the_slot(file_slot: slots.Slot) -> None:
    """Settings are bound to the sealed key: another slot id no longer opens."""
    stored: dict[str, Any] = {**file_slot.to_json(), "id": "00" * 8}
    assert slots.unseal((slots.parse(stored),), KEY_FILE, VAULT_ID) is None


@pytest.mark.parametrize(
    "profile",
    [
        Argon2Profile("x", 65535, 3, 1),
        Argon2Profile("x", 1048577, 3, 1),
        Argon2Profile("x", 1 << 40, 3, 1),
        Argon2Profile("x", 65536, 2, 1),
        Argon2Profile("x", 65536, 17, 1),
        Argon2Profile("x", 65536, 3, 0),
        Argon2Profile("x", 65536, 3, 9),
    ],
)
def test_hostile_settings_are_refused_before_any_memory_is_spent(
    profile: Argon2Profile, phrase_slot: slots.Slot
) -> None:
    """A keys file can neither exhaust the memory nor ask for a cheap key; it is called damaged."""
    with pytest.raises(IntegrityError, match="damaged"):
        within_bounds(profile)
    stored: dict[str, Any] = phrase_slot.to_json()
    stored["kdf"] |= {"memory_kib": profile.memory_kib, "passes": profile.passes, "lanes": profile.lanes}
    with pytest.raises(IntegrityError, match="damaged"):
        slots.unseal((slots.parse(stored),), PassphraseSecret("six calm words"), VAULT_ID)


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"kind": "voice"},
        {"kind": ["passphrase"]},
        {"kdf": None},
        {"kdf": {"name": "argon2id"}},
        {"nonce": "00"},
        {"nonce": "ZZ" * 12},
        {"sealed": 7},
        {"id": "../../etc"},
    ],
)
def test_a_slot_of_another_shape_is_damage(change: dict[str, object], phrase_slot: slots.Slot) -> None:
    """Whatever a keys file says, reading it ends in a slot or in a plain word."""
    with pytest.raises(IntegrityError, match="damaged"):
        slots.parse({**phrase_slot.to_json(), **change})


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": True},
        {"memory_kib": "65536"},
        {"salt": "0"},
        {"name": "scrypt"},
        {"profile": "caf\u00e9"},
    ],
)
def test_settings_of_another_shape_are_damage(change: dict[str, object], phrase_slot: slots.Slot) -> None:
    """Numbers are numbers, salts have their length, unknown derivations are not guessed at."""
    stored: dict[str, Any] = phrase_slot.to_json()
    stored["kdf"] |= change
    with pytest.raises(IntegrityError, match="damaged"):
        slots.parse(stored)


def test_what_is_no_object_at_all_is_damage() -> None:
    """A list where a slot should be is damage."""
    with pytest.raises(IntegrityError, match="damaged"):
        slots.parse(["passphrase"])


def test_opening_by_key_file_never_loads_argon2() -> None:
    """Whoever uses a key file does not pay for the passphrase's machinery."""
    program = (
        "import sys; from recordkeeper.crypto import slots\n"
        "from recordkeeper.crypto.credentials import KeyFileSecret as K\n"
        "s = slots.seal(bytes(32), K(bytes(32)), bytes(16)); slots.unseal((s,), K(bytes(32)), bytes(16))\n"
        "print([name for name in sys.modules if 'argon' in name])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
