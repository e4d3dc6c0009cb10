"""The one sequence of bytes for a part of an entry (``docs/evidence-format.md``, "Canonical bytes").

UTF-8 JSON; keys ASCII and sorted; no spaces; only object, array, string, integer, boolean and null;
integers below 2**53 in size; no floats; no lone surrogates; no normalisation. Within this subset the
bytes equal RFC 8785. Stored bytes are hashed as they are: nothing is re-serialised to verify.
"""

import msgspec

from recordkeeper.errors import BadInput, IntegrityError

LARGEST_INTEGER = 2**53 - 1

Json = dict[str, object]

_encoder = msgspec.json.Encoder(order="sorted")


def write(value: Json) -> bytes:
    """The canonical bytes of an object.

    Raises:
        BadInput: a float, a huge integer, a key that is not ASCII or a lone surrogate is in it.
    """
    _check(value)
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
    except BadInput:
        return False


def _check(value: object) -> None:
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return
    if kind is int:
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:  # type: ignore[operator]
            raise BadInput("A number is too large to be kept exactly.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not (isinstance(key, str) and key.isascii()):
                raise BadInput("A field name is not plain ASCII.")
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    else:
        raise BadInput(f"A value of type {kind.__name__} cannot be kept in the record.")
