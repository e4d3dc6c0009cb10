"""Key slots: the data key, sealed under a passphrase or a key file.

A slot binds the record's id, its own id and its derivation settings as associated data: a slot moved
to another record, or with lowered settings, does not open.
Sources: AES-256-GCM (NIST SP 800-38D), Argon2id (RFC 9106), HKDF-SHA256 (RFC 5869).
``cryptography`` is imported inside the functions, so that a key file never loads Argon2.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret, SlotSecret
from recordkeeper.crypto.profiles import ARGON2ID_2026, Argon2Profile, within_bounds
from recordkeeper.errors import IntegrityError

KEY_SIZE = 32
NONCE_SIZE = 12
TAG_SIZE = 16
SALT_SIZE = 16
PASSPHRASE = "passphrase"  # noqa: S105 - the kind of a slot
KEY_FILE = "key-file"
_KINDS = {PassphraseSecret: PASSPHRASE, KeyFileSecret: KEY_FILE}
_SLOT_FIELDS = {"id", "kind", "kdf", "nonce", "sealed"}
_KDF_FIELDS: dict[str, dict[str, type]] = {
    PASSPHRASE: {"name": str, "profile": str, "memory_kib": int, "passes": int, "lanes": int, "salt": str},
    KEY_FILE: {"name": str, "salt": str},
}
_KDF_NAMES = {PASSPHRASE: "argon2id", KEY_FILE: "hkdf-sha256"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: ``kdf`` holds the derivation's settings, ``sealed`` the data key and its tag."""

    id: str
    kind: str
    kdf: Mapping[str, str | int]
    nonce: bytes
    sealed: bytes = field(repr=False)

    def to_json(self) -> dict[str, object]:
        """Return the slot as ``keys.json`` holds it: text and numbers only, bytes in hex."""
        return {
            "id": self.id,
            "kind": self.kind,
            "kdf": dict(self.kdf),
            "nonce": self.nonce.hex(),
            "sealed": self.sealed.hex(),
        }

    def bound_to(self, vault_id: bytes) -> bytes:
        """Return the associated data: record id (16 bytes), slot id, kind and settings, canonical."""
        settings = {"id": self.id, "kdf": dict(self.kdf), "kind": self.kind}
        canonical = json.dumps(settings, sort_keys=True, separators=(",", ":"))
        return b"recordkeeper slot v1\n" + vault_id + canonical.encode("ascii")


def parse(stored: object) -> Slot:
    """Read a slot as ``keys.json`` holds it, believing nothing about its shape.

    Raises:
        IntegrityError: a field is missing, unknown, of another type or length.
    """
    if not isinstance(stored, dict) or set(stored) != _SLOT_FIELDS:
        raise _damaged()
    kind, kdf = stored["kind"], stored["kdf"]
    wanted = _KDF_FIELDS.get(kind, {}) if isinstance(kind, str) else {}
    if not wanted or not isinstance(kdf, dict) or set(kdf) != set(wanted):
        raise _damaged()
    if any(type(kdf[name]) is not kind_of for name, kind_of in wanted.items()):
        raise _damaged()
    if kdf["name"] != _KDF_NAMES[kind] or not kdf.get("profile", "").isascii():
        raise _damaged()
    unhex(kdf["salt"], SALT_SIZE)
    unhex(stored["id"], 8)
    return Slot(
        id=stored["id"],
        kind=kind,
        kdf=kdf,
        nonce=unhex(stored["nonce"], NONCE_SIZE),
        sealed=unhex(stored["sealed"], KEY_SIZE + TAG_SIZE),
    )


def unhex(stored: object, size: int) -> bytes:
    """Read exactly ``size`` bytes of lower-case hex.

    Raises:
        IntegrityError: it is anything else.
    """
    if not isinstance(stored, str) or not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", stored):
        raise _damaged()
    return bytes.fromhex(stored)


def seal(
    data_key: bytes, secret: SlotSecret, vault_id: bytes, profile: Argon2Profile = ARGON2ID_2026
) -> Slot:
    """Make a new slot: the 32-byte data key sealed under the secret, with fresh salt and nonce.

    Raises:
        IntegrityError: the profile lies outside the limits.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kdf: dict[str, str | int] = {"salt": os.urandom(SALT_SIZE).hex()}
    if isinstance(secret, PassphraseSecret):
        kdf |= {"memory_kib": profile.memory_kib, "passes": profile.passes, "lanes": profile.lanes}
        kdf |= {"name": "argon2id", "profile": profile.name}
    else:
        kdf |= {"name": "hkdf-sha256"}
    nonce = os.urandom(NONCE_SIZE)
    blank = Slot(os.urandom(8).hex(), _KINDS[type(secret)], kdf, nonce, b"")
    sealed = AESGCM(_slot_key(blank, secret)).encrypt(nonce, data_key, blank.bound_to(vault_id))
    return Slot(blank.id, blank.kind, kdf, nonce, sealed)


def unseal(slots: Sequence[Slot], secret: SlotSecret, vault_id: bytes) -> bytes | None:
    """Return the 32-byte data key, or None when the secret opens none of the slots.

    Each passphrase slot costs one Argon2id run (about half a second).

    Raises:
        IntegrityError: a slot's settings lie outside the limits.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in slots:
        if slot.kind != _KINDS[type(secret)]:
            continue
        try:
            return AESGCM(_slot_key(slot, secret)).decrypt(slot.nonce, slot.sealed, slot.bound_to(vault_id))
        except InvalidTag:
            continue
    return None


def _slot_key(slot: Slot, secret: SlotSecret) -> bytes:
    salt = bytes.fromhex(str(slot.kdf["salt"]))
    if slot.kind == PASSPHRASE:
        return _argon2id(secret.material(), salt, slot.kdf)
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    kdf = HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=salt, info=b"recordkeeper key file v1")
    return kdf.derive(secret.material())


def _argon2id(material: bytes, salt: bytes, kdf: Mapping[str, str | int]) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    profile = within_bounds(
        Argon2Profile(str(kdf["profile"]), int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"]))
    )
    return Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=profile.passes,
        lanes=profile.lanes,
        memory_cost=profile.memory_kib,
    ).derive(material)


def _damaged() -> IntegrityError:
    return IntegrityError(
        _("A key slot is damaged."),
        _("Use a backup of keys.json, or the recovery sheet: recordkeeper recover"),
    )
