"""What a file is, told by its first bytes. A name or a claimed type proves nothing.

Signatures: the formats' own specifications, as listed in the IANA media type registry; for images,
sound and video also the WHATWG MIME Sniffing Standard. Only what evidence comes as is listed: for
everything else "application/octet-stream" is the honest answer.
"""

import re

UNKNOWN = "application/octet-stream"
SNIFFED = 4096
"""How many bytes are enough to look at."""

_AT_START = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
)
_IN_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = (
    (rb"heic|heix|heim|heis|mif1|msf1", "image/heic"),
    (rb"M4A |M4B ", "audio/mp4"),
    (rb"3g[2epgrs].", "video/3gpp"),
    (rb"mp4[12]|isom|iso[2-6]|avc1|dash|M4V |MSNV", "video/mp4"),
    (rb"qt  ", "video/quicktime"),
)
"""Brands of ISO base media files (ISO/IEC 14496-12, the ``ftyp`` box)."""
_MPEG_AUDIO = re.compile(rb"\xff[\xe2-\xe5\xf2-\xf5\xfa-\xfd][\x10-\xef]")
"""A frame of MPEG audio, layer III or II: the sync, then a bit rate that exists. Layer I is left out,
since its sync is also how a text in UTF-16 begins."""
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(head: bytes) -> str:
    """The MIME type of a file from its first bytes (`SNIFFED` are enough).

    Plain text is UTF-8 or ASCII without control characters. HTML is said as ``text/html`` even where
    a name says ``.txt``: shown by a browser, it can call home.
    """
    head = head[:SNIFFED]
    for signature, kind in _AT_START:
        if head.startswith(signature):
            return kind
    if head.startswith(b"RIFF"):
        return _IN_RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return next((kind for brands, kind in _BRANDS if re.match(brands, head[8:12])), UNKNOWN)
    if _MPEG_AUDIO.match(head):
        return "audio/mpeg"
    if _HTML.match(head):
        return "text/html"
    return "text/plain" if _is_text(head) else UNKNOWN


def is_recording(kind: str) -> bool:
    """Whether a MIME type is that of sound or video: of such a file it matters who knew that it was made."""
    return kind.startswith(("audio/", "video/"))


def _is_text(head: bytes) -> bool:
    if not head or _NOT_TEXT.search(head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The end of the sample may have cut a character in two.
        return error.reason == "unexpected end of data" and len(head) == SNIFFED
    return True
