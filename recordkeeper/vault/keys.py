"""``keys.json`` and its twin: who may open the record, and what is needed to read the database.

Both files are written, the twin first; the higher generation wins. Each carries a SHA-256 over the
rest of itself, so that damage is known before a passphrase is tried, and is never taken for a wrong one.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recordkeeper.catalogue import gettext as _
from recordkeeper.crypto import slots
from recordkeeper.crypto.slots import Slot
from recordkeeper.errors import IntegrityError, NewerFormat, RecordkeeperError
from recordkeeper.vault.durable import read_small_file, replace_file

FILE = "keys.json"
TWIN = "keys.json.bak"
FORMAT = 1
NEEDS = "0.1.0"
"""The first recordkeeper that reads this format; stored, so that an older one can name it."""
ID_SIZE = 16
SALT_SIZE = 16
_LIMIT = 1 << 20
_FIELDS = {"format", "needs", "vault", "salt", "generation", "pending", "slots"}


@dataclass(frozen=True, slots=True)
class Keyring:
    """What ``keys.json`` says.

    ``salt`` is the database's own (16 bytes). ``slots`` open the key in use; ``pending`` the next one,
    while a re-key is under way. ``damage`` tells in words what is wrong with the files on disk.
    """

    vault_id: bytes
    salt: bytes
    generation: int
    slots: tuple[Slot, ...]
    pending: tuple[Slot, ...] = ()
    damage: tuple[str, ...] = ()


def next_generation(keyring: Keyring, slots: Sequence[Slot], pending: Sequence[Slot] = ()) -> Keyring:
    """Return the successor of a keyring, with other slots and no damage."""
    return replace(
        keyring,
        generation=keyring.generation + 1,
        slots=tuple(slots),
        pending=tuple(pending),
        damage=(),
    )


def render(keyring: Keyring) -> bytes:
    """Return the file's bytes: canonical JSON on one line, its own SHA-256 among the fields."""
    fields: dict[str, object] = {
        "format": FORMAT,
        "needs": NEEDS,
        "vault": keyring.vault_id.hex(),
        "salt": keyring.salt.hex(),
        "generation": keyring.generation,
        "pending": [slot.to_json() for slot in keyring.pending],
        "slots": [slot.to_json() for slot in keyring.slots],
    }
    return _sealed(fields)


def parse(data: bytes) -> Keyring:
    """Read the file's bytes.

    Raises:
        IntegrityError: any byte is not as it was written.
        RecordkeeperError: written by a newer recordkeeper; the message names the version needed.
    """
    try:
        fields = json.loads(data)
        del fields["sha256"]
        intact = _sealed(fields) == data
    except (ValueError, TypeError, KeyError, RecursionError):
        intact = False
    if not intact:
        raise _damaged()
    if isinstance(fields.get("format"), int) and fields["format"] > FORMAT:
        raise newer(fields.get("needs"))
    if set(fields) != _FIELDS or fields["format"] != FORMAT or not _plain_lists(fields):
        raise _damaged()
    return Keyring(
        vault_id=slots.unhex(fields["vault"], ID_SIZE),
        salt=slots.unhex(fields["salt"], SALT_SIZE),
        generation=fields["generation"],
        slots=tuple(slots.parse(stored) for stored in fields["slots"]),
        pending=tuple(slots.parse(stored) for stored in fields["pending"]),
    )


def load(directory: Path) -> Keyring:
    """Read both files and return the one to use, with what is wrong with either in ``damage``.

    Raises:
        IntegrityError: neither file is intact, or both are missing.
        RecordkeeperError: a newer recordkeeper wrote them.
    """
    findings, intact = _read_both(directory)
    if not intact:
        raise IntegrityError(
            _("The keys of the record are damaged or missing: {findings}.").format(
                findings="; ".join(findings)
            ),
            _("Put keys.json back from a backup, or use the recovery sheet: recordkeeper recover"),
        )
    best = max(intact, key=lambda keyring: keyring.generation)
    return replace(best, damage=findings)


def save(directory: Path, keyring: Keyring) -> None:
    """Write the twin, then the file. Killed between the two, the twin's higher generation wins.

    Raises:
        RecordkeeperError: the folder cannot be written; one of the two files still opens.
    """
    data = render(keyring)
    try:
        replace_file(directory / TWIN, data)
        replace_file(directory / FILE, data)
    except OSError as error:
        raise RecordkeeperError(
            _("The record's keys could not be written ({why}). The former ones still open it.").format(
                why=error.strerror
            ),
            _("Free some space or unlock the disk, then run the same command again."),
        ) from error


def newer(needs: object) -> NewerFormat:
    """Say which recordkeeper reads this record, as far as the record tells."""
    version = needs if isinstance(needs, str) else _("a newer version")
    return NewerFormat(
        _("This record was written by a newer recordkeeper and needs {version}.").format(version=version),
        _("Install that version; nothing was changed."),
    )


def _read_both(directory: Path) -> tuple[tuple[str, ...], list[Keyring]]:
    findings: list[str] = []
    intact: list[Keyring] = []
    for name in (FILE, TWIN):
        try:
            intact.append(parse(read_small_file(directory / name, _LIMIT)))
        except FileNotFoundError:
            findings.append(_("{name} is missing").format(name=name))
        except (OSError, IntegrityError):
            findings.append(_("{name} is damaged").format(name=name))
    if len(intact) == len((FILE, TWIN)) and intact[0] != intact[1]:
        findings.append(_("keys.json and keys.json.bak differ: a change of keys was interrupted"))
    return tuple(findings), intact


def _sealed(fields: dict[str, object]) -> bytes:
    digest = hashlib.sha256(_canonical(fields)).hexdigest()
    return _canonical({**fields, "sha256": digest}) + b"\n"


def _canonical(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _plain_lists(fields: dict[str, object]) -> bool:
    lists = isinstance(fields["slots"], list) and isinstance(fields["pending"], list)
    return lists and type(fields["generation"]) is int


def _damaged() -> IntegrityError:
    return IntegrityError(_("The keys of the record are damaged."))
