"""RFC 3161 time stamps: the question to an authority, and what its answer says. No library, no key.

Only what a keeper needs to be told is read: over which hash, when, by whom. Whether a signature holds,
and whose it is, ``openssl ts -verify`` tells; nothing here claims it.
"""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput

LONGEST = 1 << 20
"""Bytes of a reply; real ones have 2 to 10 KiB, most of it certificates."""

_INTEGER, _OCTETS, _OID, _SEQUENCE, _SET, _TIME = 0x02, 0x04, 0x06, 0x30, 0x31, 0x18
_FIRST, _FOURTH = 0xA0, 0xA4  # [0] and [4], constructed
_SHA256 = bytes.fromhex("0609608648016503040201")  # 2.16.840.1.101.3.4.2.1, a whole element
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2
_TST_INFO = bytes.fromhex("2a864886f70d0109100104")  # 1.2.840.113549.1.9.16.1.4
_COMMON_NAME = bytes.fromhex("550403")  # 2.5.4.3
_NULL = bytes.fromhex("0500")
_GRANTED = (b"\x00", b"\x01")  # granted, grantedWithMods (RFC 3161 §2.4.2)
_TEXT = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_WHEN = re.compile(rb"(\d{14})(?:\.(\d{1,9}))?Z")
_YEARS = range(2001, 2200)  # RFC 3161 is of 2001; beyond 2199 nobody was asked

# Everything of TimeStampReq (RFC 3161 §2.4.1) but the hash: version 1, SHA-256, certReq TRUE, no nonce,
# so that the same head gives the same query on any day.
_BEFORE_HASH = bytes.fromhex("30390201013031300d0609608648016503040201") + _NULL + bytes.fromhex("0420")
_AFTER_HASH = bytes.fromhex("0101ff")


_BEFORE_IMPRINT = tuple(
    bytes.fromhex(text)
    for text in ("3031300d060960864801650304020105000420", "302f300b06096086480165030402010420")
)
"""A MessageImprint by SHA-256 up to the hash itself, with NULL parameters and without (RFC 3161 §2.4.1)."""


class Reply(NamedTuple):
    """What a time-stamp authority's reply says.

    Attributes:
        imprint: the SHA-256 it is over, 32 bytes.
        made_at_ms: its genTime, milliseconds UTC; what is finer is dropped.
        authority: the common name it gives itself, "" where it gives none.
    """

    imprint: bytes
    made_at_ms: int
    authority: str


class _Unread(Exception):
    """Bytes that are not what the format says."""


def query(digest: bytes) -> bytes:
    """The request for a time stamp over a SHA-256 of 32 bytes (RFC 3161 §2.4.1), 59 bytes of DER.

    They are those of ``openssl ts -query -data FILE -sha256 -cert -no_nonce``.
    """
    return _BEFORE_HASH + digest + _AFTER_HASH


def is_reply(data: bytes) -> bool:
    """Whether bytes begin as a reply would (a DER sequence), so that nothing else should be made of them.

    No text in UTF-8 and no picture begins so: what does is a reply, or one that was cut short.
    """
    if data[:1] != bytes([_SEQUENCE]) or len(data) < 2:  # noqa: PLR2004 - a tag and a length
        return False
    return data[1] in range(0x80, 0x85) or data[1] == len(data) - 2


def is_over(reply: bytes, digest: bytes) -> bool:
    """Whether a reply holds a message imprint of this SHA-256 (32 bytes), wherever in it.

    This is what verifying asks (``docs/evidence-format.md``, step 9): less than `read_reply`, but the same
    for every checker however it reads DER, and never wrong about a reply whose signature holds.
    """
    return any(before + digest in reply for before in _BEFORE_IMPRINT)


def read_reply(data: bytes) -> Reply:
    """What a reply says: a TimeStampResp (RFC 3161 §2.4.2), or the time-stamp token alone.

    Raises:
        BadInput: it is no such reply, is cut short, refuses the request, or is over another hash than
            SHA-256.
    """
    if len(data) > LONGEST:
        raise _not_one(_("it is longer than any reply"))
    try:
        return _read(data)
    except _Unread as error:
        raise _not_one(str(error)) from error


def _read(data: bytes) -> Reply:
    kind, whole = _only(data)
    parts = _parts(whole) if kind == _SEQUENCE else []
    if parts and parts[0][0] == _INTEGER:
        raise _Unread(_("it is the query, and what the authority sends back is needed"))
    if parts and parts[0][0] == _SEQUENCE:
        _check_granted(parts[0][1])
        parts = _parts(_at(parts, 1, _SEQUENCE))
    content = _parts(_explicit(parts, _SIGNED_DATA))
    signed = _parts(_one(content, _SEQUENCE))
    # SignedData: version, digestAlgorithms, encapContentInfo, … (RFC 5652 §5.1)
    _at(signed, 0, _INTEGER)
    _at(signed, 1, _SET)
    inner = _parts(_explicit(_parts(_at(signed, 2, _SEQUENCE)), _TST_INFO))
    return _stamp(_parts(_one(_parts(_one(inner, _OCTETS)), _SEQUENCE)))


def _check_granted(status: bytes) -> None:
    code = _at(_parts(status), 0, _INTEGER)
    if code not in _GRANTED:
        raise _Unread(
            _("the authority refused the request (status {code})").format(code=int.from_bytes(code[:4]))
        )


def _stamp(fields: list[tuple[int, bytes]]) -> Reply:
    """TSTInfo: version, policy, messageImprint, serialNumber, genTime, … (RFC 3161 §2.4.2)."""
    if _at(fields, 0, _INTEGER) != b"\x01":
        raise _Unread(_("its version is not known"))
    _at(fields, 1, _OID)
    imprint = _imprint(_at(fields, 2, _SEQUENCE))
    _at(fields, 3, _INTEGER)
    return Reply(imprint, _milliseconds(_at(fields, 4, _TIME)), _authority(fields[5:]))


def _imprint(data: bytes) -> bytes:
    parts = _parts(data)
    if len(parts) != 2:  # noqa: PLR2004 - hashAlgorithm, hashedMessage
        raise _Unread(_("its imprint is not whole"))
    if _at(parts, 0, _SEQUENCE) not in {_SHA256, _SHA256 + _NULL}:
        raise _Unread(_("it is over another kind of hash than SHA-256"))
    hashed = _at(parts, 1, _OCTETS)
    if len(hashed) != 32:  # noqa: PLR2004 - bytes of a SHA-256
        raise _Unread(_("its imprint is not whole"))
    return hashed


def _milliseconds(text: bytes) -> int:
    found = _WHEN.fullmatch(text)
    try:
        if found is None or int(found[1][:4]) not in _YEARS:
            raise ValueError
        moment = datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise _Unread(_("its time cannot be read")) from error
    return int(moment.timestamp()) * 1000 + int((found[2] or b"").ljust(3, b"0")[:3])


def _authority(fields: list[tuple[int, bytes]]) -> str:
    """The common name in ``tsa`` [0], a GeneralName that is a directoryName [4] (RFC 5280 §4.2.1.6)."""
    named = [value for tag, value in fields if tag == _FIRST]
    if not named:
        return ""
    tag, name = _only(named[0])
    if tag != _FOURTH:
        return ""
    for _tag, group in _parts(_only(name)[1]):
        for _pair, attribute in _parts(group):
            pair = _parts(attribute)
            if len(pair) == 2 and pair[0] == (_OID, _COMMON_NAME):  # noqa: PLR2004 - type and value
                return _text(*pair[1])
    return ""


def _text(tag: int, data: bytes) -> str:
    return data[:200].decode(_TEXT[tag], "replace") if tag in _TEXT else ""


def _explicit(parts: list[tuple[int, bytes]], kind: bytes) -> bytes:
    """What a ContentInfo of a kind holds: the kind's OID, then the content under [0]."""
    if _at(parts, 0, _OID) != kind:
        raise _Unread(_("it is something else"))
    return _at(parts, 1, _FIRST)


def _at(parts: list[tuple[int, bytes]], place: int, tag: int) -> bytes:
    if place >= len(parts) or parts[place][0] != tag:
        raise _Unread(_("it is something else"))
    return parts[place][1]


def _one(parts: list[tuple[int, bytes]], tag: int) -> bytes:
    if len(parts) != 1:
        raise _Unread(_("it is something else"))
    return _at(parts, 0, tag)


def _only(data: bytes) -> tuple[int, bytes]:
    parts = _parts(data)
    if len(parts) != 1:
        raise _Unread(_("it is something else"))
    return parts[0]


def _parts(data: bytes) -> list[tuple[int, bytes]]:
    """The elements one after another in ``data``, as tag and content, to its very end (X.690 §10.1)."""
    parts, at = [], 0
    while at < len(data):
        if len(data) - at < 2 or data[at] & 0x1F == 0x1F:  # noqa: PLR2004 - a tag and a length
            raise _Unread(_("it is cut short or damaged"))
        tag, length, start = data[at], data[at + 1], at + 2
        if length >= 0x80:  # noqa: PLR2004 - the length itself takes so many bytes
            width = length - 0x80
            length = int.from_bytes(data[start : start + width])
            start += width
            if not 1 <= width <= 4 or length < 0x80 or length >> 8 * (width - 1) == 0:  # noqa: PLR2004
                raise _Unread(_("it is cut short or damaged"))
        if start + length > len(data):
            raise _Unread(_("it is cut short or damaged"))
        parts.append((tag, data[start : start + length]))
        at = start + length
    return parts


def _not_one(reason: str) -> BadInput:
    return BadInput(
        _("This is no reply of a time-stamp authority that can be used: {reason}.").format(reason=reason),
        _("Send head.tsq again, and keep the whole answer. To look at it: openssl ts -reply -in FILE -text"),
    )
