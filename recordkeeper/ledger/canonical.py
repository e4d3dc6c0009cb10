"""The one sequence of bytes for a part of an entry (``docs/evidence-format.md``, "Canonical bytes").

UTF-8 JSON; keys ASCII and sorted; no spaces; only object, array, string, integer, boolean and null;
integers below 2**53 in size; at most 64 deep; no floats; no lone surrogates; no normalisation. Within this
subset the bytes equal RFC 8785. Stored bytes are hashed as they are: nothing is re-serialised to verify.
"""

from collections.abc import Iterable

import msgspec

from recordkeeper.errors import BadInput, IntegrityError

LARGEST_INTEGER = 2**53 - 1
DEEPEST = 64
"""Objects and arrays one in the other, the outermost counted: what every reader of JSON can follow."""

Json = dict[str, object]

_ALWAYS_FINE = frozenset({str, bool, type(None)})
_encoder = msgspec.json.Encoder(order="sorted")


def write(value: Json) -> bytes:
    """The canonical bytes of an object.

    Raises:
        BadInput: a float, a huge integer, a key that is not ASCII or a lone surrogate is in it, or it is
            too deep.
    """
    _check(value, 1)
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError as error:
        message = "The text holds half of a character (a lone surrogate) and cannot be kept exactly."
        raise BadInput(message, "Paste the text again, or attach it as a file.") from error


def read(data: bytes) -> Json:
    """The object that canonical bytes stand for.

    Raises:
        IntegrityError: the bytes are not the canonical form of an object; duplicate keys, floats,
            spaces and other orders of keys are all refused by the one comparison.
    """
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise IntegrityError("An entry's bytes are not readable JSON.") from error
    if not isinstance(value, dict) or not _is_canonical(value, data):
        raise IntegrityError("An entry's bytes are not in canonical form.")
    return value


def _is_canonical(value: Json, data: bytes) -> bool:
    try:
        return write(value) == data
    except (BadInput, RecursionError):
        return False


def _check(value: object, depth: int) -> None:
    # A bulk import spends its time here: keys are looked at all at once, and of the values only those
    # that can be wrong.
    if depth > DEEPEST:
        raise BadInput("A value has too many others inside one another.")
    if isinstance(value, dict):
        if not _are_plain(value):
            raise BadInput("A field name is not plain ASCII.")
        value = value.values()
    elif not isinstance(value, list | tuple):
        value = (value,)
    for inner in value:
        kind = type(inner)
        if kind in _ALWAYS_FINE:
            continue
        if kind is int:
            if not -LARGEST_INTEGER <= inner <= LARGEST_INTEGER:
                raise BadInput("A number is too large to be kept exactly.")
        elif isinstance(inner, dict | list | tuple):
            _check(inner, depth + 1)
        else:
            raise BadInput(f"A value of type {kind.__name__} cannot be kept in the record.")


def _are_plain(keys: Iterable[object]) -> bool:
    try:
        return "".join(keys).isascii()  # type: ignore[arg-type]
    except TypeError:  # a key that is no string
        return False
