"""Whole numbers as exports write them."""

_LARGEST = 2**53 - 1
"""The largest that every program reads as it was written (RFC 8259 §6); an entry can hold no larger one."""
_MOST_DIGITS = len(str(_LARGEST))


def whole(value: object) -> int | None:
    """A whole number, also where it is written as text; None for anything else, or for a larger one.

    ``int`` alone would take "1_000", signs, and other scripts' digits; and 64-bit numbers of JSON made
    from protobuf stand in quotes.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= _LARGEST else None
