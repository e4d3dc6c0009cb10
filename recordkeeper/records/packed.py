"""Contacts as bytes and back, for what waits in memory: nothing that is stored or leaves is written so."""

from collections.abc import Sequence

import msgspec

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.records.contacts import Contact

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Contact]).decode


def pack(contacts: Sequence[Contact]) -> bytes:
    """Contacts in their order, every field of each.

    Raises:
        BadInput: one holds a number that could not be recorded either.
    """
    try:
        return _encode(contacts)
    except OverflowError as error:
        raise BadInput(_("A number in it is too large to be kept exactly. Nothing was recorded.")) from error


def unpack(packed: bytes) -> list[Contact]:
    """The same contacts again."""
    return _decode(packed)
