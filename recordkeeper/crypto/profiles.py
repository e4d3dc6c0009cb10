"""Named, dated Argon2id settings, and the limits inside which stored ones are believed.

The slot records the numbers, not only the name, so that a slot made today opens for ever. The
limits are checked before anything is derived: ``keys.json`` can be written by anyone who can write
the folder, and must be able neither to exhaust the memory nor to ask for a key that is cheap to guess.
Source: RFC 9106 §4 (second recommended option: 64 MiB, three passes). One lane, because OpenSSL runs
lanes one after another: more of them cost the keeper as much as an attacker.
"""

from dataclasses import dataclass

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import IntegrityError

MEMORY_KIB = range(64 * 1024, 1024 * 1024 + 1)
PASSES = range(3, 17)
LANES = range(1, 9)


@dataclass(frozen=True, slots=True)
class Argon2Profile:
    """Argon2id settings: memory in KiB, passes over it, parallel lanes."""

    name: str
    memory_kib: int
    passes: int
    lanes: int


ARGON2ID_2026 = Argon2Profile("argon2id-2026", 128 * 1024, 3, 1)
ARGON2ID_2026_SMALL = Argon2Profile("argon2id-2026-small", 64 * 1024, 3, 1)
"""For machines where 128 MiB cannot be had; the floor, never below."""


def within_bounds(profile: Argon2Profile) -> Argon2Profile:
    """Return the profile, or refuse it before a byte of memory is spent on it.

    Raises:
        IntegrityError: a number lies outside 64-1024 MiB, 3-16 passes or 1-8 lanes.
    """
    if profile.memory_kib in MEMORY_KIB and profile.passes in PASSES and profile.lanes in LANES:
        return profile
    raise IntegrityError(
        _("A key slot is damaged: its settings lie outside what this program ever writes."),
        _("Use a backup of keys.json, or the recovery sheet: recordkeeper recover"),
    )
