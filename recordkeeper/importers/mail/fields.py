"""The header of a mail or of a part: the fields that are read, as they stand, unfolded.

Not ``email.parser``: it calls itself once for every part inside a part (1000 of them, in 54 KB, end in
a RecursionError) and makes an object for each (100 000, in 488 KB, take eight seconds).
"""

import re
from typing import NamedTuple

from recordkeeper.importers.heads import HEAD
from recordkeeper.importers.mail.text import Text, header_text, text_of

_FIELD = re.compile(rb">?([!-9;-~]{1,100})[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
"""RFC 5322 §2.2 and §2.2.3. Some backup programs put ">" before "From:" as if it began a mail."""
_ENVELOPE = re.compile(rb"(?:\xef\xbb\xbf)?+(?:\r?\n)*+(?:>?From [^\n]*+(?:\n|\Z))*+")
"""What may stand before the header: what an mbox puts there, or had put there before it was copied."""
_BLANK = re.compile(rb"\r?\n")
_NEXT_BLANK = re.compile(rb"\n\r?\n")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_MOST_FIELDS = 2_000
_LONGEST = 64 << 10
"""Bytes of a field that are read."""
_PARAMETER = re.compile(r';\s*+([^=;\s]{1,100})\s*+=\s*+("(?:[^"\\]|\\.)*+"|[^;\s]*+)')
_ESCAPED = re.compile(r"\\(.)")
_READ = frozenset(
    {
        *(b"from", b"sender", b"reply-to", b"return-path", b"to", b"cc", b"bcc", b"subject", b"date"),
        *(b"received", b"message-id", b"dkim-signature", b"x-gmail-labels", b"content-type"),
        *(b"content-transfer-encoding", b"content-disposition"),
    }
)
_ORIGIN = frozenset(
    {b"from", b"sender", b"date", b"received", b"message-id", b"return-path", b"delivered-to"}
)
_KNOWN = _ORIGIN | {
    *(b"to", b"cc", b"bcc", b"subject", b"reply-to", b"in-reply-to", b"references", b"mime-version"),
    *(b"content-type", b"content-transfer-encoding", b"dkim-signature", b"x-mailer", b"user-agent"),
}
_ENOUGH = 3
"""Different well-known fields, at least, at the very beginning of what is taken for a mail."""
_SAVED_PAGE = re.compile(rb"(?im)^(?:snapshot-content-location:|from:[ \t]*<saved by )")
"""Browsers save pages as if they were mails (MHTML)."""


class Typed(NamedTuple):
    """A field with parameters: Content-Type, Content-Disposition (RFC 2045 §5.1)."""

    value: str
    parameters: dict[str, str]


class Fields:
    """The fields of one header.

    Attributes:
        body: where what follows the header begins.
        cut: one is longer than is read, or there are more.
    """

    def __init__(self, body: int, values: dict[bytes, list[bytes]], *, cut: bool) -> None:
        self.body = body
        self.cut = cut
        self._values = values
        self._typed: dict[bytes, Typed] = {}

    def plain(self, name: bytes) -> str:
        """The first field of that name, its encoded words not read; "" where there is none."""
        return text_of(self._first(name)).text

    def words(self, name: bytes) -> Text:
        """The first field of that name as people read it."""
        raw, repaired = text_of(self._first(name))
        text, wrong = header_text(raw)
        return Text(text, repaired or wrong)

    def every(self, name: bytes) -> str:
        """All fields of that name, as one list."""
        return ",".join(text_of(value).text for value in self._values.get(name, ()))

    def typed(self, name: bytes) -> Typed:
        """The first field of that name, with its parameters by their lower-case names."""
        if name not in self._typed:
            raw = self.plain(name)
            found = {match[1].lower(): _unquoted(match[2]) for match in _PARAMETER.finditer(raw)}
            self._typed[name] = Typed(raw.partition(";")[0].strip(), found)
        return self._typed[name]

    def __contains__(self, name: bytes) -> bool:
        return name in self._values

    def _first(self, name: bytes) -> bytes:
        return next(iter(self._values.get(name, ())), b"")


def fields(view: bytes, start: int, *, part: bool = False) -> Fields:
    """Read the header that begins at a place. It ends at an empty line, or where no field stands.

    Args:
        view: the mail, its lines ending in LF or CRLF.
        start: where the header begins.
        part: it is that of a part, so that a line with two hyphens may end it too.
    """
    values: dict[bytes, list[bytes]] = {}
    cut = False
    place = start
    if not part:
        place = _header_start(view)
    for _number in range(_MOST_FIELDS):
        field = None if part and view.startswith(b"--", place) else _FIELD.match(view, place)
        if field is None:
            blank = _BLANK.match(view, place)
            return Fields(blank.end() if blank else place, values, cut=cut)
        name = field[1].lower()
        if name in _READ:
            cut |= field.end(2) - field.start(2) > _LONGEST
            value = view[field.start(2) : min(field.end(2), field.start(2) + _LONGEST)]
            values.setdefault(name, []).append(_FOLD.sub(b"", value).lstrip(b" \t").rstrip(b"\r"))
        place = field.end()
    following = _NEXT_BLANK.search(view, place - 1)
    return Fields(following.end() if following else len(view), values, cut=True)


def looks_like_mail(head: bytes) -> bool:
    """Whether a file begins as a mail does: with the fields that mails have, and nothing else before them."""
    view = head if b"\n" in head else head.replace(b"\r", b"\n")
    start = place = _header_start(view)
    known: set[bytes] = set()
    while field := _FIELD.match(view, place):
        known.add(field[1].lower())
        place = field.end()
    # One field can be longer than all that is looked at.
    enough = 1 if place == len(view) >= HEAD else _ENOUGH
    is_mail = len(known & _KNOWN) >= enough and not known.isdisjoint(_ORIGIN)
    return is_mail and not _SAVED_PAGE.search(view, start, place)


def _header_start(view: bytes) -> int:
    found = _ENVELOPE.match(view)
    return found.end() if found else 0


def _unquoted(value: str) -> str:
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        return _ESCAPED.sub(r"\1", value[1:-1])
    return value
