"""Where the mails of an mbox begin, found in a stream.

RFC 4155 says what an mbox is, and hardly any is like that. A line "From " begins a mail here if it ends
in a date, or holds nothing more (Thunderbird, since 2023), if an empty line stands before it, and a
field of a header after it. Thunderbird leaves the empty line out where a mail had no line end, so its
own first field (and Google's) stands for it. Other programs leave it out everywhere: where a whole
header follows, that is a mail too, but a suspected one. All else that begins with "From " is words.

Words stay as they stand in the file. Some programs put ">" before each line that begins with "From ",
some before those that begin with ">From " too, some put a space, and others do nothing (Roundcube,
2026); no file says which. To take a ">" away could take one that was sent.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from recordkeeper.importers.mail.dates import separator_date
from recordkeeper.importers.mail.fields import looks_like_mail

_CANDIDATE = re.compile(rb"From (?<![^\r\n]From )")
"""At the beginning of a line; the other way round it would be tried at every byte."""
_LINE = re.compile(rb"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_FIELD = re.compile(rb"(?:>?From [^\r\n]*+[\r\n]++)?>?[!-9;-~]{1,100}[ \t]*:")
_STORE = re.compile(rb"X-Mozilla-Status:|X-GM-THRID:", re.IGNORECASE)
_GOOGLE = re.compile(rb"From \d{1,30}@xxx ")
_LOOK = 4_000
"""Bytes after the beginning of a line that are looked at to tell what it is."""
_BEFORE = 4
"""Bytes before it."""
_BLANK_START = 64
"""Bytes of empty lines that an mbox may begin with."""
_NOT_FAR = 2_000
"""Bytes before the first mail of an mbox that begins with something else."""
_BOM = b"\xef\xbb\xbf"


class Start(NamedTuple):
    """Where a mail begins.

    Attributes:
        place: in bytes from the beginning of the mbox.
        marked: with an empty line before it, or with what only a mail program writes.
    """

    place: int
    marked: bool


class MailStarts:
    """The places where mails begin in an mbox.

    Attributes:
        size: bytes of the stream, once it was read to its end.
        unmarked: lines that look as if a mail began, with neither an empty line before nor a header after.
    """

    def __init__(self, stream: BinaryIO, chunk: int) -> None:
        self.size = 0
        self.unmarked = 0
        self._stream = stream
        self._chunk = chunk

    def __iter__(self) -> Iterator[Start]:
        """Each, in their order; found in memory that does not grow."""
        window, base, judged = b"", 0, 0
        while True:
            block = self._stream.read(self._chunk)
            window += block
            settled = len(window) - _LOOK if block else len(window)
            for found in _CANDIDATE.finditer(window, judged - base):
                if found.start() >= settled:
                    break
                marked = self._marked(window, found.start(), first=base == 0)
                if marked is not None:
                    yield Start(base + found.start(), marked)
            self.size = base + len(window)
            if not block:
                return
            judged = max(judged, base + settled)
            kept = max(0, settled - _BEFORE)
            window, base = window[kept:], base + kept

    def _marked(self, window: bytes, place: int, *, first: bool) -> bool | None:
        """Whether it is marked that a mail begins at a line; None where none does."""
        line = _LINE.match(window, place, place + _LOOK)
        if line is None or not _is_separator(line[1]) or not _FIELD.match(window, line.end()):
            return None
        before = window[max(0, place - _BEFORE) : place]
        at_start = first and place < _BLANK_START and not window[:place].removeprefix(_BOM).strip()
        if at_start or before.endswith((b"\n\n", b"\n\r\n", b"\r\r")) or _STORE.match(window, line.end()):
            return True
        if looks_like_mail(window[line.end() : place + _LOOK]):
            return False
        self.unmarked += 1
        return None


def begins_mbox(head: bytes) -> bool:
    """Whether a file is an mbox, by its first bytes.

    Something else may stand before the first mail, but not a mail: then the mbox is inside it.
    """
    starts = MailStarts(io.BytesIO(head), len(head) + 1)
    first = next((one for one in starts if one.marked), None)
    return first is not None and first.place < _NOT_FAR and not looks_like_mail(head[: first.place])


def made_by_google(raw: bytes) -> bool:
    """Whether a mail begins as each mail of a Google Takeout does, and nobody else's."""
    return _GOOGLE.match(raw) is not None


def envelope_date(raw: bytes) -> str:
    """The date on the line that a mail begins with in an mbox, as written; "" for none."""
    line = _LINE.match(raw, 0, _LOOK)
    return separator_date(line[1].decode("latin-1")) if line and raw.startswith(b"From ") else ""


def _is_separator(line: bytes) -> bool:
    return not line[5:].strip() or separator_date(line.decode("latin-1")) != ""
