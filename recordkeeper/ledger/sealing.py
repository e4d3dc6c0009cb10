"""From a fact to a sealed row of the book, and back."""

import os
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from recordkeeper.errors import IntegrityError
from recordkeeper.ledger import canonical, chain
from recordkeeper.records.fact import FORMAT_VERSION, Fact
from recordkeeper.records.kinds import BY_NAME
from recordkeeper.vault.rows import Part, SealedRow


class Stamp(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where and under which clock an entry was recorded. Private: a zone tells where someone is.

    Attributes:
        zone: IANA name of the machine's zone.
        offset: seconds east of UTC.
        operation: random name shared by all entries of one command.
        boot: the machine's boot id, where it has one.
        boot_ms: milliseconds since that boot, by a clock nobody can set.
    """

    zone: str
    offset: int
    operation: str
    boot: str | None = None
    boot_ms: int | None = None


class Entry(Struct, frozen=True):
    """An entry as it was read from the book.

    Attributes:
        book, serial, id: its place and its name.
        digest, link: 32 bytes each.
        recorded_at: milliseconds UTC, None when its content was erased or withheld.
        kind: as stored, "" when its content is gone.
        fact: what it says; None when erased, or of a kind or version this program does not know.
        stamp: None likewise.
    """

    book: str
    serial: int
    id: str
    digest: bytes
    link: bytes
    recorded_at: int | None
    kind: str
    fact: Fact | None
    stamp: Stamp | None


class Recorded(NamedTuple):
    """When an entry was recorded (milliseconds UTC) and under which clock."""

    serial: int
    at: int
    stamp: Stamp


class _Shown(Struct):
    recorded_at: int


class _Kept(Struct):
    stamp: Stamp


_shown = msgspec.json.Decoder(_Shown).decode
_kept = msgspec.json.Decoder(_Kept).decode


def split(fact: Fact) -> tuple[canonical.Json, canonical.Json]:
    """The public and the private fields of a fact, as JSON objects."""
    public: canonical.Json = msgspec.to_builtins(fact)
    private: canonical.Json = {}
    for name in fact.private_fields():
        if name in public:
            private[name] = public.pop(name)
    return public, private


def seal(fact: Fact, *, identity: str, recorded_at: int, stamp: Stamp) -> tuple[Part, Part, bytes]:
    """The two salted parts of a new entry and its digest.

    Args:
        fact: what to record.
        identity: the entry's id, 32 hex digits made before anything is written.
        recorded_at: milliseconds UTC.
        stamp: where and under which clock.

    Raises:
        BadInput: the fact holds something that cannot be kept exactly.
    """
    public, private = split(fact)
    public |= {"v": FORMAT_VERSION, "kind": fact.kind, "id": identity, "recorded_at": recorded_at}
    open_bytes = canonical.write(public)
    closed_bytes = _closed(private, fact.kind, stamp) if private else _stamp_alone(fact.kind, stamp)
    salts = os.urandom(2 * chain.SALT_LENGTH)
    shown = Part(salts[: chain.SALT_LENGTH], open_bytes)
    kept = Part(salts[chain.SALT_LENGTH :], closed_bytes)
    return shown, kept, digest_of(shown, kept)


def _closed(private: canonical.Json, kind: str, stamp: Stamp) -> bytes:
    """The canonical bytes of a private part."""
    return canonical.write(private | {"v": FORMAT_VERSION, "kind": kind, "stamp": msgspec.to_builtins(stamp)})


@lru_cache(maxsize=16)
def _stamp_alone(kind: str, stamp: Stamp) -> bytes:
    """Those of an entry with nothing private but its stamp: the same for every entry of one command."""
    return _closed({}, kind, stamp)


def digest_of(public: Part, private: Part) -> bytes:
    """The entry digest that the stored bytes of both parts give."""
    return chain.entry_digest(
        chain.part_hash("public", public.salt, public.data),
        chain.part_hash("private", private.salt, private.data),
    )


def unseal(row: SealedRow) -> Entry:
    """What a row says. An unknown kind or version gives an entry without a fact.

    Raises:
        IntegrityError: the bytes are not canonical, or the parts do not belong together.
    """
    if row.public is None or row.private is None:
        return Entry(*row[:5], recorded_at=None, kind="", fact=None, stamp=None)
    public, private = canonical.read(row.public.data), canonical.read(row.private.data)
    where = f"Entry {row.serial} of the {row.book} book"
    kind, recorded_at = public.pop("kind", None), public.pop("recorded_at", None)
    version = public.pop("v", None)
    whole = public.pop("id", None) == row.id and private.pop("v", None) == version
    if not (whole and private.pop("kind", None) == kind and isinstance(recorded_at, int)):
        raise IntegrityError(f"{where}: its two parts do not belong together.")
    known = BY_NAME.get(str(kind)) if version == FORMAT_VERSION else None
    stamp = private.pop("stamp", None)
    if known is None:
        return Entry(*row[:5], recorded_at=recorded_at, kind=str(kind), fact=None, stamp=None)
    fact = _convert(public | private, known, where)
    if not (set(private) <= fact.private_fields() and fact.private_fields().isdisjoint(public)):
        raise IntegrityError(f"{where}: a private field stands in its public part, or the reverse.")
    return Entry(*row[:5], recorded_at, fact.kind, fact, _stamp(stamp, where))


def recorded(row: SealedRow) -> Recorded | None:
    """When a row was recorded, by nothing but these two fields: None where they are not to be read."""
    if row.public is None or row.private is None:
        return None
    try:
        return Recorded(row.serial, _shown(row.public.data).recorded_at, _kept(row.private.data).stamp)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _convert(value: canonical.Json, kind: type[Fact], where: str) -> Fact:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise IntegrityError(f"{where} is not a whole {kind.kind}: {error}.") from error


def _stamp(value: object, where: str) -> Stamp:
    try:
        return msgspec.convert(value, Stamp)
    except msgspec.ValidationError as error:
        raise IntegrityError(f"{where} has no readable stamp.") from error
