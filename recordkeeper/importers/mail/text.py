"""Bytes of a mail as the text they stand for: character sets, encoded words, long parameters.

Names of character sets come from strangers, so only true character sets of the standard library are
used. Its other codecs are slow on purpose-made input (idna, punycode), or no character sets at all.
"""

import binascii
import re
from encodings import normalize_encoding
from encodings.aliases import aliases
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

_TRANSFORMS = {
    "base64_codec",
    "bz2_codec",
    "hex_codec",
    "mbcs",
    "quopri_codec",
    "rot_13",
    "uu_codec",
    "zlib_codec",
}
_CHARSETS = (frozenset(aliases.values()) - _TRANSFORMS) | {"cp720", "cp737", "cp874", "koi8_t", "koi8_u"}
_WIDER = {"ascii": "utf_8", "gb2312": "gb18030", "gbk": "gb18030"}
"""Sets that a wider one contains; mailers name the narrow one and write the wide one."""
_LONGEST_NAME = 60
_C1 = re.compile(rb"[\x80-\x9f]")
"""Controls in ISO 8859-1, and quotation marks in Windows-1252, which is what is meant (WHATWG Encoding)."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*+)\?=")
"""RFC 2047 §2. Spaces inside are forbidden, and common."""
_MOST_PIECES = 1_000


class Text(NamedTuple):
    """A text.

    Attributes:
        text: what the bytes stand for; always possible in UTF-8.
        repaired: they are not what they were said to be, and were read as what they look like.
    """

    text: str
    repaired: bool = False


def text_of(raw: bytes, charset: str = "") -> Text:
    """Bytes in the character set that the mail names, which may be none, unknown, or wrong."""
    if not raw:
        return Text("")
    codec = _codec(charset)
    if codec == "latin_1" and _C1.search(raw):
        return Text(raw.decode("cp1252", "replace"), repaired=True)
    for attempt in (codec, "utf_8"):
        try:
            text = raw.decode(attempt)
        except UnicodeError:
            continue
        whole = _SURROGATE.sub("\ufffd", text)
        return Text(whole, repaired=attempt != codec or whole != text)
    text = raw.decode("cp1252" if codec == "utf_8" else codec, "replace")
    return Text(_SURROGATE.sub("\ufffd", text), repaired=True)


def header_text(raw: str) -> Text:
    """The words of a header field, its encoded words (RFC 2047) read.

    White space between two encoded words is no part of the text (§6.2), and a character may be divided
    between two of them: common, though forbidden. What cannot be decoded stays as it stands.
    """
    if "=?" not in raw:
        return Text(raw)
    pieces: list[str] = []
    repaired = False
    charset, waiting, done = "", b"", 0
    for found in _WORD.finditer(raw):
        data = _unpacked(found[2], found[3])
        if data is None:
            continue
        gap = raw[done : found.start()]
        follows = bool(waiting) and not gap.strip()
        if not follows or found[1].casefold() != charset:
            text, wrong = text_of(waiting, charset)
            pieces += (text, "" if follows else gap)
            repaired |= wrong
            charset, waiting = found[1].casefold(), b""
        waiting += data
        done = found.end()
    text, wrong = text_of(waiting, charset)
    pieces += (text, raw[done:])
    return Text("".join(pieces), repaired or wrong)


def parameter(parameters: dict[str, str], name: str) -> Text:
    """One parameter of a field, also a long or foreign one (RFC 2231 §3, §4); "" when it has none."""
    if f"{name}*" in parameters:
        return _extended([parameters[f"{name}*"]], {0})
    pieces: list[str] = []
    encoded: set[int] = set()
    while len(pieces) < _MOST_PIECES:
        number = len(pieces)
        if f"{name}*{number}*" in parameters:
            encoded.add(number)
            pieces.append(parameters[f"{name}*{number}*"])
        elif f"{name}*{number}" in parameters:
            pieces.append(parameters[f"{name}*{number}"])
        else:
            break
    return _extended(pieces, encoded) if pieces else header_text(parameters.get(name, ""))


def _extended(pieces: list[str], encoded: set[int]) -> Text:
    charset, data = "", b""
    for number, piece in enumerate(pieces):
        value = piece
        if number == 0 and 0 in encoded and piece.count("'") > 1:
            charset, _language, value = piece.split("'", 2)
        data += unquote_to_bytes(value) if number in encoded else value.encode()
    return text_of(data, charset)


def _codec(charset: str) -> str:
    """The standard library's codec for the name of a character set; UTF-8 for none and an unknown one."""
    if not charset:
        return "utf_8"
    name = charset.partition("*")[0].strip().lower()
    if not name.isascii() or len(name) > _LONGEST_NAME:
        return "utf_8"
    name = normalize_encoding(name)
    codec = aliases.get(name, name)
    return _WIDER.get(codec, codec) if codec in _CHARSETS else "utf_8"


def _unpacked(encoding: str, packed: str) -> bytes | None:
    data = packed.encode()
    if encoding in "Qq":
        return binascii.a2b_qp(data, header=True)
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except ValueError:
        return None
