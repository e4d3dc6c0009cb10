"""Corrections: one field of an entry, read anew, the original kept."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec
from msgspec import Struct

from recordkeeper.errors import BadInput, IntegrityError
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.custody import Correction, Erasure, Receipt, Restored, Source, Withdrawal
from recordkeeper.records.fact import Fact, Target

F = TypeVar("F", bound=Fact)

FINAL = (Correction, Withdrawal, Erasure, Restored, Receipt, Source)
"""Kinds about the book itself: correcting one would make what was read depend on the order of reading."""
UNCHANGEABLE = frozenset({"files", "source", "exif", "target", "sha256", "stored", "size"})
"""What came from outside, or names another entry: never corrected, only withdrawn."""


class Change(Struct, frozen=True):
    """One correction as it is read back.

    Attributes:
        serial: of the correction entry.
        recorded_at: milliseconds UTC.
        field: the field corrected.
        old, new: as JSON values.
        reason: why.
        private: the field is private.
    """

    serial: int
    recorded_at: int
    field: str
    old: object
    new: object
    reason: str
    private: bool


def correct(entry: Entry, standing: Fact, field: str, new: object, reason: str) -> Correction:
    """The correction that gives a field of an entry a new value.

    Args:
        entry: as recorded.
        standing: the fact as it stands, earlier corrections applied.
        field: its name.
        new: a value of that field, not yet JSON.
        reason: why; required, it is printed beside the change.

    Raises:
        BadInput: the kind has no such field, the value does not fit, or nothing would change.
    """
    kind = type(standing).kind
    if isinstance(standing, FINAL):
        raise BadInput(
            f"A {kind} is not corrected, only withdrawn. Nothing was recorded.",
            f"Withdraw it, and record it anew: rk retract {entry.serial}",
        )
    if field not in standing.__struct_fields__ or field in UNCHANGEABLE:
        known = ", ".join(name for name in standing.__struct_fields__ if name not in UNCHANGEABLE)
        raise BadInput(f"A {kind} has no {field} that can be corrected.", f"It has: {known}.")
    before = msgspec.to_builtins(standing)
    after = before | {field: msgspec.to_builtins(new)}
    changed = read_anew(after, type(standing))
    if changed == standing:
        raise BadInput(f"The {field} of entry {entry.serial} is that already. Nothing was recorded.")
    if changed.private_fields() != standing.private_fields():
        message = "This change would move what was public into the private part, or the reverse."
        raise BadInput(message, f"Withdraw the entry and record it again: rk retract {entry.serial}")
    return Correction(
        target=Target(serial=entry.serial, digest=entry.digest.hex()),
        field=field,
        old=before.get(field),
        new=after[field],
        reason=reason,
        of_private=field in standing.private_fields(),
    )


def apply_changes(fact: F, corrections: Iterable[Entry]) -> tuple[F, tuple[Change, ...]]:
    """A fact with corrections applied in order, and the changes made.

    Raises:
        IntegrityError: a stored correction does not fit the entry it names.
    """
    changes = []
    for entry in corrections:
        correction = entry.fact
        if not isinstance(correction, Correction):
            continue
        value = msgspec.to_builtins(fact) | {correction.field: correction.new}
        try:
            fact = read_anew(value, type(fact))
        except BadInput as error:
            # Nothing was typed here: what is stored does not fit.
            message = f"Entry {entry.serial} corrects what entry {correction.target.serial} does not have."
            raise IntegrityError(message, "Keep the files as they are, and run: rk verify") from error
        changes.append(_change(entry, correction))
    return fact, tuple(changes)


def _change(entry: Entry, correction: Correction) -> Change:
    return Change(
        serial=entry.serial,
        recorded_at=entry.recorded_at or 0,
        field=correction.field,
        old=correction.old,
        new=correction.new,
        reason=correction.reason,
        private=correction.of_private,
    )


def read_anew(value: dict[str, object], kind: type[F]) -> F:
    """A fact from the JSON of all its fields; None stands for "not given".

    Raises:
        BadInput: a value does not fit its field.
    """
    given = {name: inner for name, inner in value.items() if inner is not None}
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise BadInput(f"That value does not fit: {error}.") from error
