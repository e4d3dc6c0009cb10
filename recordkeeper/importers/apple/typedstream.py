r"""The words inside ``attributedBody``: an NSAttributedString in Apple's old archive, a typedstream.

Since iOS 16 and macOS 13 the column ``text`` is empty, and the words stand only here. Behind the name of
the class NSString come its type, ``\x84\x01+`` (a new type, one character long, "+": bytes), the length
and the words in UTF-8, then ``\x86``, the end of the object. The length is one byte below 0x80, or 0x81
and two bytes, or 0x82 and four, least significant first (GNUstep and Darwin: NSArchiver, typedstream
version 4). What follows (styles, links, data found in the text) is not needed, and not looked at:
reading only one byte of length, or searching for the next printable text, alters messages.
"""

from typing import NamedTuple

_HEAD = b"\x04\x0bstreamtyped"
_CLASS, _BYTES = b"NSString", b"\x84\x01+"
_END = b"\x86"
_SHORT = 0x80
_LENGTHS = {0x81: 2, 0x82: 4}


class Archived(NamedTuple):
    """The words of an archived text.

    Attributes:
        words: verbatim; None where they cannot be read.
        certain: they end where the archive says that the text ends.
    """

    words: str | None
    certain: bool


def unarchived(data: bytes) -> Archived:
    """The words of an archived text, whole or not at all; never raises."""
    nothing = Archived(None, certain=False)
    named = data.find(_CLASS) if data.startswith(_HEAD) else -1
    start = data.find(_BYTES, named) + len(_BYTES) if named >= 0 else 0
    if start < len(_BYTES) or start >= len(data):
        return nothing
    length, start = data[start], start + 1
    if length >= _SHORT:
        size = _LENGTHS.get(length, len(data))
        length = int.from_bytes(data[start : start + size], "little")
        start += size
    words, end = data[start : start + length], start + length
    if end > len(data):
        return nothing
    try:
        return Archived(words.decode(), data[end : end + 1] == _END)
    except UnicodeDecodeError:
        return nothing
