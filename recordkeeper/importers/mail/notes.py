"""What must be said of all the mails of one export together."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Note
from recordkeeper.importers.mail.facts import Mail

APART = 5 * 60_000
"""Milliseconds between two clocks that need no word."""
_MOST_IDS = 200_000
"""Message-IDs that are remembered, eight bytes of each."""
_NAMED = 5
_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000


@dataclass(slots=True)
class Tally:
    """Counts of one reading.

    Attributes:
        unmarked: lines of an mbox that look as if a mail began, and have no empty line before them.
        quoted: mails in an mbox with lines that begin with ">From ".
    """

    unmarked: int = 0
    quoted: int = 0
    _strangers: int = 0
    _names: list[str] = field(default_factory=list)
    _signed: int = 0
    _pages: int = 0
    _apart: int = 0
    _farthest: int = 0
    _elsewhere: int = 0
    _another: int = 0
    _again: int = 0
    _ids: set[bytes] = field(default_factory=set)

    def count(self, mail: Mail) -> None:
        """Take in one mail."""
        self._signed += mail.signed
        self._pages += mail.page_only
        self._elsewhere += mail.answers_elsewhere
        self._another += mail.sent_by_another
        if mail.apart is not None and mail.apart > APART:
            self._apart += 1
            self._farthest = max(self._farthest, mail.apart)
        if mail.native_id:
            mark = hashlib.blake2b(mail.native_id.encode(), digest_size=8).digest()
            self._again += mark in self._ids
            if len(self._ids) < _MOST_IDS:
                self._ids.add(mark)

    def stranger(self, name: str) -> None:
        """Take in a file that is no mail."""
        self._strangers += 1
        if len(self._names) < _NAMED:
            self._names.append(name)

    def notes(self) -> Iterator[Note]:
        """What was counted, in sentences; nothing of what there is none of."""
        for count, words in (*self._of_senders(), *self._of_words()):
            if count:
                yield Note(words.format(count=count))

    def _of_senders(self) -> Iterator[tuple[int, str]]:
        apart = _(
            "Mails whose sender's clock is more than five minutes from that of the provider that received "
            "them: {count}. The most: {farthest}. The provider's time is used, with the sender's beside it."
        )
        yield self._apart, apart.replace("{farthest}", _span(self._farthest))
        yield self._elsewhere, _("Mails whose answers go to another address (Reply-To) than From: {count}.")
        another = _(
            "Mails in which Sender or Return-Path names another address than From: {count}. Mailing lists do "
            "so, too. The whole header is in the kept file."
        )
        yield self._another, another
        signed = _(
            "Mails that carry a signature of the sending provider (DKIM): {count}. It is not checked here. "
            "An expert can check it on the raw mail, which is in the kept file."
        )
        yield self._signed, signed

    def _of_words(self) -> Iterator[tuple[int, str]]:
        pages = _(
            "Mails that had only a page of HTML: {count}. Their text is given, and the page is kept with "
            "them as a file. What it links to was not fetched."
        )
        yield self._pages, pages
        again = _(
            "Mails whose Message-ID occurs in this export already: {count}. They may be copies of one mail "
            "in several folders."
        )
        yield self._again, again
        quoted = _(
            "Mails with lines that begin with “>From ”: {count}. Many mailboxes put “>” before a line that "
            "begins with “From ”, and none says so. The lines are given as they stand in the file."
        )
        yield self.quoted, quoted
        unmarked = _(
            "Places that look as if another mail began, without the empty line that marks it: {count}. They "
            "were read as words of the mail before them."
        )
        yield self.unmarked, unmarked
        strangers = _("Files beside the mails that are no mails, and were not read: {count} ({names}).")
        yield self._strangers, strangers.replace("{names}", _plain(", ".join(self._names)))


def _plain(names: str) -> str:
    """Names that may hold braces, for a sentence that is still to be filled in."""
    return names.replace("{", "{{").replace("}", "}}")


def _span(milliseconds: int) -> str:
    if milliseconds >= 2 * _DAY:
        return _("{number} days").format(number=milliseconds // _DAY)
    if milliseconds >= 2 * _HOUR:
        return _("{number} hours").format(number=milliseconds // _HOUR)
    return _("{number} minutes").format(number=milliseconds // _MINUTE)
