"""The head at any count: what is given to somebody outside, and how what comes back is compared.

``docs/evidence-format.md``, "head.txt, and receipts".
"""

import re
from base64 import b32encode
from collections.abc import Iterable, Iterator
from enum import Enum
from hashlib import sha256

from msgspec import Struct

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.ledger.sealing import Entry

LONGEST = 4096
"""Bytes of a file that is still looked at as head.txt; the real one has about 150."""

# Mail programs end lines with CR LF. The line end says nothing of a head, so a mailed copy is read too;
# what a time-stamp authority hashed are always the bytes of `head_text`.
_FOUR_LINES = re.compile(
    rb"recordkeeper head v1(\r?\n)vault ([0-9a-f]{32})\1"
    rb"count (0|[1-9][0-9]{0,15})\1head ([0-9a-f]{64})\1"
)


class GivenHead(Struct, frozen=True):
    """What a head.txt says: the vault id (16 bytes), a count, and the link at it (32 bytes)."""

    vault_id: bytes
    count: int
    link: bytes


class Prefix(Enum):
    """What a given head is to a book.

    ``SAME``: it is the head of the book's first entries, so nothing of these was changed since.
    ``OTHER_VAULT``: of another record. ``LONGER``: the book is shorter: entries are missing, or this is an
    older copy. ``OTHER``: the book had another head at that count: it was rebuilt.
    """

    SAME = "same"
    OTHER_VAULT = "other vault"
    LONGER = "longer"
    OTHER = "other"


def head_text(vault_id: bytes, head: Head) -> bytes:
    """The bytes of head.txt: the same on any day and any machine."""
    lines = ("recordkeeper head v1", f"vault {vault_id.hex()}", f"count {head.count}")
    return "\n".join((*lines, f"head {head.link.hex()}\n")).encode("ascii")


def base32(head: Head) -> tuple[str, ...]:
    """All 256 bits of a head in letters that can be read out or typed: 52 of them, four to a group."""
    letters = b32encode(head.link).decode("ascii").rstrip("=")
    return tuple(letters[start : start + 4] for start in range(0, len(letters), 4))


def imprint(vault_id: bytes, head: Head) -> bytes:
    """What a time-stamp authority is asked to sign for a head: the SHA-256 of head.txt, 32 bytes."""
    return sha256(head_text(vault_id, head)).digest()


def is_head_text(data: bytes) -> bool:
    """Whether a file is meant as head.txt, whole or not."""
    return data.startswith(b"recordkeeper head v")


def read_head_text(data: bytes) -> GivenHead:
    """Read head.txt: its four lines and nothing else, each ended by LF, or each by CR LF.

    Raises:
        BadInput: it is anything else.
    """
    found = _FOUR_LINES.fullmatch(data[:LONGEST])
    if found is None:
        raise BadInput(
            _("This is not the head.txt of a record: it has to be its four lines and nothing else."),
            _("Save the file head.txt itself, as it was given out; not a picture or a copied part of it."),
        )
    return GivenHead(bytes.fromhex(found[2].decode()), int(found[3]), bytes.fromhex(found[4].decode()))


def heads(start: Head, entries: Iterable[Entry]) -> Iterator[Head]:
    """Every head a book ever had, from that of the empty book on; ``entries`` are all of it, in order."""
    yield start
    for entry in entries:
        yield Head(entry.serial, entry.link)


def is_prefix(ledger: Ledger, given: GivenHead) -> Prefix:
    """What a given head is to the record book; every seal and link of the book is checked on the way.

    Raises:
        IntegrityError: the book itself is damaged.
    """
    if given.vault_id != ledger.vault_id:
        return Prefix.OTHER_VAULT
    links = [head.link for head in heads(ledger.start(), ledger.entries("record"))]
    if given.count >= len(links):
        return Prefix.LONGER
    return Prefix.SAME if links[given.count] == given.link else Prefix.OTHER
