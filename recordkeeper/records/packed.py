"""Contacts as bytes and back, for what waits in memory: nothing that is stored or leaves is written so."""

from collections.abc import Sequence

import msgspec

from recordkeeper.records.contacts import Contact

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Contact]).decode


def pack(contacts: Sequence[Contact]) -> bytes:
    """Contacts in their order, every field of each."""
    return _encode(contacts)


def unpack(packed: bytes) -> list[Contact]:
    """The same contacts again."""
    return _decode(packed)
