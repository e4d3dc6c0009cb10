"""Where each mail of a material stands: one to a file, or many in an mbox."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, pairwise
from typing import BinaryIO, Literal, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.heads import HEAD
from recordkeeper.importers.importer import Damage
from recordkeeper.importers.mail.facts import Place
from recordkeeper.importers.mail.fields import looks_like_mail
from recordkeeper.importers.mail.mbox import MailStarts, begins_mbox, made_by_google
from recordkeeper.importers.mail.notes import Tally
from recordkeeper.importers.mail.places import Layout
from recordkeeper.importers.material import Limits, Material, Member

_ENDS = (b"\n\n", b"\r\n\r\n", b"\r\r")


class Letter(NamedTuple):
    """One mail as it stands in a member.

    Attributes:
        start, end: where.
        raw: its bytes, as many as are read.
        place: what is known from where it was kept.
        whole: no byte was left out because there are too many.
        reason: why it cannot be read as a mail; "" where it can.
    """

    start: int
    end: int
    raw: bytes
    place: Place = Place()
    whole: bool = True
    reason: str = ""


def kind_of(head: bytes) -> Literal["", "mail", "mbox"]:
    """What a file is, by its first bytes."""
    if begins_mbox(head):
        return "mbox"
    return "mail" if looks_like_mail(head) else ""


def letters(
    material: Material, member: Member, layout: Layout, limits: Limits, tally: Tally
) -> Iterator[Letter | Damage]:
    """The mails of one member. A file that is none is counted, or named where it should be one."""
    with ExitStack() as opened:
        stream = opened.enter_context(material.open(member.name))
        head = stream.read(min(HEAD, limits.record))
        kind = kind_of(head)
        if not kind and layout.expected(member.name):
            head += stream.read(limits.record - len(head))
            kind = "mail" if looks_like_mail(head) else ""
        if layout.undelivered(member.name):
            reason = _("it was still being delivered when this Maildir was copied (its folder “tmp”)")
            yield Letter(0, member.size, b"", reason=reason)
        elif kind == "mbox":
            scanned = opened.enter_context(material.open(member.name))
            starts = MailStarts(scanned, limits.chunk)
            mbox = _Mbox(starts, stream, layout.place(member.name, mbox=True), limits.record)
            yield from mbox.letters(head, tally)
        elif kind == "mail":
            raw = head + stream.read(limits.record - len(head))
            end = len(raw) if len(raw) < limits.record else member.size
            yield Letter(0, end, raw, layout.place(member.name, mbox=False), whole=end == len(raw))
        elif layout.expected(member.name):
            yield Letter(0, member.size, b"", reason=_("it is named as a mail, and is none"))
        elif not layout.aside(member.name):
            tally.stranger(member.name)


class _Mbox(NamedTuple):
    """The mails of an mbox, from one stream, as another runs ahead and finds where they begin."""

    starts: MailStarts
    stream: BinaryIO
    place: Place
    most: int

    def letters(self, head: bytes, tally: Tally) -> Iterator[Letter | Damage]:
        """Every mail. One that does not begin as Google's do, between ones that do, may be words."""
        google: bool | None = None
        for start, following in pairwise(chain(self.starts, (None,))):
            assert start is not None  # noqa: S101 -- only the last is
            place, end = start.place, self.starts.size if following is None else following.place
            if google is None and head[:place].removeprefix(b"\xef\xbb\xbf").strip():
                where = _("bytes 0 to {end}").format(end=place)
                yield Damage(where, _("it is no mail, and stands before the first"))
            self.stream.seek(place)
            raw = self.stream.read(min(end - place, self.most))
            googles = made_by_google(raw)
            google = googles if google is None else google
            whole = len(raw) == end - place
            tally.quoted += b"\n>From " in raw
            suspect = not start.marked or (google and not googles)
            kept = self.place._replace(suspect=suspect)
            yield Letter(place, end, _without_empty_line(raw) if whole else raw, kept, whole)
        tally.unmarked += self.starts.unmarked


def _without_empty_line(raw: bytes) -> bytes:
    """A mail without the empty line after it, which belongs to the mbox (RFC 4155, appendix A)."""
    for end in _ENDS:
        if raw.endswith(end):
            return raw[: -len(end) // 2]
    return raw
