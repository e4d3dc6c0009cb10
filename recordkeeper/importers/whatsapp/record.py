"""One record of a WhatsApp export: a message, a call, or a line of the app's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Found, Media
from recordkeeper.importers.whatsapp import media as files
from recordkeeper.importers.whatsapp import phrases
from recordkeeper.importers.whatsapp.media import Files
from recordkeeper.importers.whatsapp.parties import Parties, Side
from recordkeeper.importers.whatsapp.phrases import LRM, markless
from recordkeeper.importers.whatsapp.pieces import Piece
from recordkeeper.importers.whatsapp.survey import of_encryption, only_in_groups
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Trace
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Flag, TraceKind

_SERVICE = "whatsapp"
_OF_THE_APP = 400
"""Characters that a line of the app's own may have; a longer one is a message."""
_TAIL = 80
_TELLING = 160
"""Characters in which it says what it is about."""
_BEGINNING = 3
"""Records within which a chat's line on encryption stands."""
_DONE: tuple[tuple[TraceKind, re.Pattern[str]], ...] = (
    ("blocked", phrases.BLOCKED),
    ("unblocked", phrases.UNBLOCKED),
    ("reported", phrases.REPORTED),
)


@dataclass(slots=True)
class Text:
    """One record as it stands in the file.

    Attributes:
        element: its number, from 1.
        start, end: its bytes, end exclusive.
        when: its time.
        local: the same, as the clock on the wall showed it; None where it cannot be read.
        sender: as displayed, None for a line without one.
        words: all that follows.
        flags: what is to be said already: of its time, its bytes, and whether it is one record.
    """

    element: int
    start: int
    end: int
    when: Moment
    local: datetime | None
    sender: str | None
    words: str
    flags: tuple[Flag, ...]


class Records:
    """Turns records of one chat into facts, and counts files whose names contradict their messages."""

    def __init__(self, parties: Parties, held: Files, member: str, *, marked: bool) -> None:
        self._parties = parties
        self._group = parties.group
        self._files = held
        self._member = member
        self._marked = marked
        self.dated = self.disagreeing = 0

    def facts(self, text: Text) -> Sequence[Found | Trace]:
        """The one fact that a record is, and the trace of a block or a report that it may be as well."""
        words = text.words
        if text.sender is None:
            return self._own(text)
        if words[:1] == LRM and len(words) <= _OF_THE_APP and "\n" not in words:
            return self._marked_line(text, text.sender)
        return (self._message(text, text.sender),)

    def plain(self, element: int, piece: Piece, when: Moment, flags: tuple[Flag, ...]) -> Found:
        """The message that a plain record is, if its words are not `is_telling`: as `facts`, and fast."""
        contact = self._contact(when, piece.sender or "", piece.rest, flags)
        return Found(contact, element, piece.start, piece.end, "", (), False, self._member)

    def _message(self, text: Text, sender: str) -> Found:
        flags = text.flags
        media: tuple[Media, ...] = ()
        if is_telling(text.words):
            flags += _flags_of(text.words)
            media = self._media(text)
        contact = self._contact(text.when, sender, text.words, flags)
        return Found(contact, text.element, text.start, text.end, "", media, member=self._member)

    def _contact(self, when: Moment, sender: str, words: str, flags: tuple[Flag, ...]) -> Contact:
        direction, identifier, group, unsaid = self._parties.side(sender)
        if unsaid:
            flags += ("sender-unsaid",)
        if self._group:
            flags += ("group",)
        return Contact(
            when=when,
            direction=direction,
            channel="text",
            medium=_SERVICE,
            identifier=identifier,
            words=words,
            flags=flags,
            group=group,
        )

    def _own(self, text: Text) -> Sequence[Found | Trace]:
        """A line without a sender: the app wrote it.

        A missed call stands so on Android. "Missed" is what the app calls a call that the keeper was given;
        one of theirs is never called so.
        """
        other = self._parties.other
        said = markless(text.words[:_OF_THE_APP]).strip()
        if phrases.MISSED.search(said) and other:
            return (self._call(text, Side("in", other, (), unsaid=False), said),)
        return self._system(text, said)

    def _marked_line(self, text: Text, sender: str) -> Sequence[Found | Trace]:
        """A line with a sender's name that begins with the app's own mark.

        From iOS 2.26.10 on, lines of the app's own bear the name of the chat. What is in no table stays a
        message.
        """
        said = markless(text.words).strip()
        if phrases.MISSED.search(said) or phrases.CALL.search(said):
            return (self._call(text, self._parties.side(sender), said),)
        if _is_system(said) or (text.element <= _BEGINNING and of_encryption(said)):
            return self._system(text, said)
        return (self._message(text, sender),)

    def _system(self, text: Text, said: str) -> Sequence[Found | Trace]:
        contact = Contact(
            when=text.when,
            direction="in",
            channel="text",
            medium=_SERVICE,
            words=text.words,
            flags=text.flags,
        )
        found = Found(contact, text.element, text.start, text.end, system=True, member=self._member)
        what = _done(said)
        if what is None:
            return (found,)
        return found, Trace(
            what=what,
            when=text.when,
            channel="text",
            medium=_SERVICE,
            identifier=self._parties.other,
            words=text.words,
            member=self._member,
            start=text.start,
            end=text.end,
        )

    def _call(self, text: Text, side: Side, said: str) -> Found:
        incoming = side.direction == "in"
        medium, answered, duration = _outcome(said)
        flags = text.flags + (("sender-unsaid",) if side.unsaid else ())
        if self._group:
            flags += ("group",)
        contact = Contact(
            when=text.when,
            direction=side.direction,
            channel="call",
            medium=medium if incoming else "",
            identifier=side.identifier,
            words=text.words,
            duration=duration,
            answered=answered if incoming else None,
            service=_SERVICE,
            flags=flags,
            group=side.group,
        )
        return Found(contact, text.element, text.start, text.end, member=self._member)

    def _media(self, text: Text) -> tuple[Media, ...]:
        name = files.attached(text.words)
        if not name or (self._marked and not files.marked(text.words)):
            return ()
        if text.local is not None and (agrees := files.agrees(name, text.local)) is not None:
            self.dated += 1
            self.disagreeing += not agrees
        return (self._files.media(name, _("named in the chat, and not in the export")),)


def is_telling(words: str) -> bool:
    """Whether a message may hold more than words: seldom, so the tables are not asked each time."""
    return LRM in words or "<" in words or "(" in words or words.startswith(phrases.DELETED_BEGINS)


def _flags_of(words: str) -> tuple[Flag, ...]:
    """Left out of the export, deleted, edited: by the app's own words, on iPhones only after its mark."""
    flags: list[Flag] = []
    short = markless(words[:_OF_THE_APP]).strip() if len(words) <= _OF_THE_APP else ""
    first = markless(words[:_OF_THE_APP].partition("\n")[0]).strip()
    if phrases.OMITTED.match(first) or (LRM in words and phrases.OMITTED_BY_APP.search(short)):
        flags.append("omitted")
    if phrases.DELETED.match(short):
        flags.append("deleted")
    if phrases.EDITED.search(markless(words[-_TAIL:]).rstrip()):
        flags.append("edited")
    return tuple(flags)


def _is_system(said: str) -> bool:
    return bool(_done(said) or phrases.CHANGED.search(said[:_TELLING]) or only_in_groups(said))


def _done(said: str) -> TraceKind | None:
    """What the keeper did, by a line of the app's own."""
    return next((what for what, phrase in _DONE if phrase.match(said)), None)


def _outcome(said: str) -> tuple[str, bool | None, int | None]:
    """What became of a call that came in: medium, whether the keeper answered, seconds."""
    if phrases.MISSED.search(said) or phrases.UNANSWERED.search(said):
        return "missed", False, None
    if phrases.DECLINED.search(said):
        return "rejected", False, None
    lasted = [
        int(part[1]) * (3600 if part["hours"] else 60 if part["minutes"] else 1)
        for part in phrases.LASTED.finditer(said)
    ]
    return ("answered", True, sum(lasted)) if lasted else ("", None, None)
