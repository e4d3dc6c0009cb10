"""Google Voice as Google Takeout exports it: pages of messages, and a page for every call.

The pages are told by what is in them; their names (``Mary - Text - 2022-03-09T08_00_32Z.html``) help to
find the other person's number, and the files that belong to them.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.google import voice_page as pages
from recordkeeper.importers.importer import Damage, Found, Item, Media, Note, Said
from recordkeeper.importers.instants import from_iso
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped
from recordkeeper.records.identity import looks_like_phone
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Direction, Flag

_MARK = re.compile(rb'<div class="(?:hChatLog hfeed|haudio)"')
_LONGEST_MARK = 64
_COPY = re.compile(r" ?\(\d{1,3}\)(?=\.html\Z)", re.ASCII)
_NAMED = re.compile(
    r"(?:^|/)([^/]{0,300}?) - (?:[^/]{1,40} - )?\d{4}-\d\d-\d\dT\d\d_\d\d_\d\dZ(?: ?\(\d{1,3}\))?\.html\Z",
    re.ASCII,
)
_LOOKED_AT = 20
"""How many pages are opened to tell what an archive is."""
_DURATION = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?", re.ASCII)

_CALLS: dict[str, tuple[Direction, str, bool | None]] = {
    "placed": ("out", "", None),
    "voicemail": ("in", "voicemail", False),
    "missed": ("in", "missed", False),
    "received": ("in", "answered", True),
}
"""Labels of calls, the more telling first."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record stands, and what its page says around it."""

    number: int
    member: str
    block: pages.Block
    page: pages.Page

    @property
    def locator(self) -> str:
        """In words."""
        return locator.of_record(self.number, self.block.start, self.member)

    def skipped(self, reason: str) -> Skipped:
        """The record, which cannot be read."""
        return Skipped(locator=self.locator, reason=reason)

    def found(self, contact: Contact, media: tuple[Media, ...]) -> Found:
        """The record, read."""
        block = self.block
        return Found(contact, self.number, block.start, block.end, media=media, member=self.member)


class GoogleVoice:
    """``Takeout/Voice/Calls/*.html`` with their pictures and recordings, or such pages alone."""

    name = "google-voice"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such an export leaves out."""
        return _(
            "Google exports what was in the account when the export was asked for. What had been deleted "
            "for good before is not in it. A message without words that came with a picture says “MMS "
            "Sent” or “MMS Received”: Google wrote that. Recorded calls do not say who called."
        )

    def identify(self, material: Material) -> bool:
        """Whether a page has a conversation or a call as Google Voice writes them."""
        listed = sorted(_pages(material), key=lambda one: _NAMED.search(one) is None)
        return any(_MARK.search(material.head(one)) for one in listed[:_LOOKED_AT])

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Page after page, in the order of their names.

        A page that is there twice, byte for byte, is read once: Google repeats pages as "… (1).html".
        A transcript of a voicemail is Google's machine's, not the caller's words: it comes as a file.

        Raises:
            ImportRefused: no page is of Google Voice.
        """
        reading = _Reading(NamedFiles(material), said.limits)
        for name in _pages(material):
            with material.open(name) as stream:
                yield from reading.read(name, stream)
        if not reading.met:
            raise ImportRefused(
                _("There is no conversation and no call of Google Voice in it. Nothing was brought in."),
                _("Export Voice again from takeout.google.com, and bring in that archive."),
            )
        yield from reading.notes()


class _Reading:
    """One reading of an export.

    Attributes:
        met: the pages read, by the digest of their bytes.
    """

    def __init__(self, files: NamedFiles, limits: Limits) -> None:
        self.met: dict[bytes, str] = {}
        self._files = files
        self._limits = limits
        self._number = 0
        self._trashed = 0
        self._transcripts = 0

    def read(self, name: str, stream: BinaryIO) -> Iterator[Item]:
        """The records of one page."""
        marked, digest = _looked_through(stream, self._limits)
        if not marked:
            if _NAMED.search(name):
                yield Damage(name, _("there is no message and no call in this page"))
            return
        if digest in self.met:
            self._number += 1
            reason = _("it is the same, byte for byte, as {page}, and was read there")
            yield Skipped(locator=name, reason=reason.format(page=self.met[digest]))
            return
        self.met[digest] = name
        stream.seek(0)
        page = pages.page(stream, self._limits)
        self._trashed += page.trashed
        stream.seek(0)
        for block in pages.blocks(stream, self._limits):
            if block.kind in pages.RECORDS:
                self._number += 1
                yield self._record(_Place(self._number, name, block, page))
        if not page.ends:
            yield Damage(name or _("its end"), _("the page has no end: it is cut off, or damaged"))

    def notes(self) -> Iterator[Note]:
        """What must be told of this export."""
        if self._transcripts:
            yield Note(
                _(
                    "Google's machine wrote down what it heard in the voicemails. Such a transcript is "
                    "attached as a file, and is not the caller's own words."
                )
            )
        if self._trashed:
            yield Note(
                _("{count} of its pages were in the trash: the account's owner had deleted them.").format(
                    count=self._trashed
                )
            )

    def _record(self, place: _Place) -> Found | Skipped:
        if place.block.shortened:
            return place.skipped(_("it is larger than can be read"))
        told = pages.told(place.block, self._limits)
        media = [self._files.beside(place.member, one) for one in told.attached]
        if told.transcript is not None:
            self._transcripts += 1
            media.append(Media(_TRANSCRIPT, "text/plain", told.transcript.encode()))
        make = _message if place.block.kind == "message" else _call
        return make(place, told, tuple(media))


_TRANSCRIPT = "transcript-by-google.txt"


def _message(place: _Place, told: pages.Told, media: tuple[Media, ...]) -> Found | Skipped:
    if told.mine is None:
        return place.skipped(_("it does not say who sent it"))
    page = place.page
    when = from_iso(told.time, "server")
    others = page.participants
    group: tuple[str, ...] = ()
    if told.mine:
        identifier, shown_name, group = _addressed(place)
    else:
        identifier, shown_name = told.number or "", told.name
        group = tuple(one for one in others or () if one != identifier)
    contact = Contact(
        when=when,
        direction="out" if told.mine else "in",
        channel="text",
        medium="mms" if media or others is not None else "sms",
        identifier=identifier,
        words=told.words or None,
        flags=_flags(place, told, when, in_group=others is not None),
        shown_name=shown_name,
        group=group,
    )
    return place.found(contact, media)


def _addressed(place: _Place) -> tuple[str, str, tuple[str, ...]]:
    """Whom the keeper's own message went to: one identifier and the name shown, or several.

    A page on which the other person never wrote has no number of theirs but in its own name, and
    otherwise only the name in its title ("Me to" and the name on the next line, in English).
    """
    page = place.page
    if page.participants is not None:
        return "", "", page.participants
    if len(page.others) == 1:
        return next((number, name, ()) for number, name in page.others.items())
    if page.others:
        return "", "", tuple(page.others)
    named = _NAMED.search(place.member)
    own = named[1] if named else ""
    first, line_break, rest = page.title.partition("\n")
    titled = (rest if line_break else first).strip()
    return own if looks_like_phone(own) else titled or own, titled, ()


def _call(place: _Place, told: pages.Told, media: tuple[Media, ...]) -> Found | Skipped:
    kind = next((_CALLS[one] for one in _CALLS if one in told.labels), None)
    if kind is None and "recorded" in told.labels:
        return place.skipped(_("it is a recorded call, and does not say who called whom"))
    if kind is None:
        return place.skipped(_("it does not say whether the call was received, missed or placed"))
    direction, medium, answered = kind
    when = from_iso(told.time, "server")
    number = told.number or ""
    contact = Contact(
        when=when,
        direction=direction,
        channel="call",
        medium=medium,
        identifier=number,
        withheld=direction == "in" and not number,
        duration=_seconds(told.duration),
        answered=answered,
        service="google-voice",
        flags=_flags(place, told, when, in_group=False),
        shown_name=told.name,
    )
    return place.found(contact, media)


def _seconds(written: str) -> int | None:
    """A duration as ISO 8601 has it, such as "PT1M18S"."""
    found = _DURATION.fullmatch(written)
    if not found or not any(found.groups()):
        return None
    hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def _flags(place: _Place, told: pages.Told, when: Moment, *, in_group: bool) -> tuple[Flag, ...]:
    said: tuple[tuple[bool, Flag], ...] = (
        (not place.block.whole, "incomplete"),
        (told.repaired, "repaired"),
        (in_group, "group"),
        (when.at is None, "time-unreadable"),
    )
    return tuple(flag for true, flag in said if true)


def _pages(material: Material) -> list[str]:
    """The members that may be such a page, a page before its copy."""
    named = (one.name for one in material.members if not one.name or one.name.lower().endswith(".html"))
    return sorted(named, key=lambda one: (_COPY.sub("", one), len(one)))


def _looked_through(stream: BinaryIO, limits: Limits) -> tuple[bool, bytes]:
    """Whether a page has a conversation or a call in it, and the digest of its bytes."""
    digest = hashlib.blake2b(digest_size=16)
    marked, tail = False, b""
    while piece := stream.read(limits.chunk):
        digest.update(piece)
        seam = tail + piece
        marked = marked or _MARK.search(seam) is not None
        tail = seam[-_LONGEST_MARK:]
    return marked, digest.digest()
