"""How an entry is bound to the one before (``docs/evidence-format.md``, "Chain").

Every prefix below is part of the format and stays for ever.
"""

from hashlib import sha256

PART = b"recordkeeper part v1\n"
ENTRY = b"recordkeeper entry v1\n"
START = b"recordkeeper chain v1\n"
LINK = b"\x01"
SALT_LENGTH = 32
_BEFORE = {"public": PART + b"public\n", "private": PART + b"private\n"}


def part_hash(role: str, salt: bytes, data: bytes) -> bytes:
    """The commitment to one part: 32 bytes.

    The salt keeps a guess at short words ("he called at 21:04") from being checked against the hash
    of a withheld or erased part.

    Args:
        role: ``public`` or ``private``.
        salt: 32 random bytes, of this part alone.
        data: its canonical bytes.
    """
    return sha256(_BEFORE[role] + salt + data).digest()


def entry_digest(public: bytes, private: bytes) -> bytes:
    """The digest of an entry from the hashes of its two parts: 32 bytes."""
    return sha256(ENTRY + public + private).digest()


def first_link(vault_id: bytes, book: str) -> bytes:
    """What the first entry of a book is linked to: 32 bytes, from the 16-byte vault id."""
    return sha256(START + vault_id + b"\n" + book.encode("ascii")).digest()


def next_link(previous: bytes, digest: bytes) -> bytes:
    """The link of an entry, from the link before it and its digest: 32 bytes."""
    return sha256(LINK + previous + digest).digest()
