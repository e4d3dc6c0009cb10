"""Which messages of an export are in the record already: counted, not merely looked up.

Overlapping exports are the rule: the phone is backed up every month. Two messages are one when
everything the phone kept of them is the same, and what can change between two backups is left out:
the name shown, the readable date, the name of the medium of a text (the importer derives it), the
export's own name for the message. Of each the record keeps as many as the one file that has the most:
five genuine "??" in one minute stay five, and importing them again adds none.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from recordkeeper.intake.parties import Spellings
from recordkeeper.ledger.casefile import brought_by
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import FileRef

_DIGEST = 16
"""Bytes: two different messages of ten million share one with a chance of 1 in 10**24."""


class Told:
    """The imported messages of a record, as a multiset of fingerprints.

    Ones withdrawn by themselves are in it: a message taken back does not come back with the next backup.
    Those of a file withdrawn as a whole are not: it may have been read with the wrong options, and then
    reading it again is the way to mend that. Erased ones cannot be, since nothing of them is left.
    """

    def __init__(self, counts: Counter[bytes], withdrawn: Counter[bytes], spellings: Spellings) -> None:
        self._counts = counts
        self._withdrawn = withdrawn
        self._spellings = spellings

    @classmethod
    def of(cls, ledger: Ledger, withdrawn: frozenset[int]) -> "Told":
        """Read it from a record; ``withdrawn`` are the serials of withdrawn entries."""
        told = cls(Counter(), Counter(), Spellings())
        for serial, contact in _imported(ledger):
            if serial not in withdrawn and brought_by(contact) in withdrawn:
                continue
            mark = told.fingerprint(contact, (file.sha256 for file in contact.files))
            told._counts[mark] += 1
            if serial in withdrawn:
                told._withdrawn[mark] += 1
        return told

    def fresh(self) -> "Told":
        """One to take from, for one pass over one file."""
        return Told(self._counts.copy(), self._withdrawn.copy(), self._spellings)

    def take(self, contact: Contact, files: Sequence[FileRef]) -> tuple[bool, bool]:
        """Whether the record has a message that was not taken yet, and whether that one is withdrawn.

        Args:
            contact: as read or as recorded.
            files: its readable parts that are not words.
        """
        if not self._counts:
            return False, False
        mark = self.fingerprint(contact, (file.sha256 for file in files))
        if self._counts[mark] <= 0:
            return False, False
        self._counts[mark] -= 1
        if not self._withdrawn[mark]:
            return True, False
        self._withdrawn[mark] -= 1
        return True, True

    def fingerprint(self, contact: Contact, attachments: Iterable[str]) -> bytes:
        """What makes a message itself, in 16 bytes.

        Whether a message was sent is in it: one that waited in an earlier backup and was sent later
        is not a duplicate. The outcome of a call is in it: a voicemail follows a missed call.
        """
        first = self._spellings.first
        everyone = sorted({first(one) for one in (contact.identifier, *contact.group) if one})
        told = (
            contact.channel,
            contact.medium if contact.channel == "call" else "",
            contact.direction,
            first(contact.identifier) if contact.direction == "in" and contact.identifier else "",
            everyone,
            contact.when.written or contact.when.at,
            contact.words and contact.words.replace("\r\n", "\n"),
            contact.subject,
            sorted(attachments),
            "not-sent" in contact.flags,
            "part-unreadable" in contact.flags,
        )
        return hashlib.blake2b(repr(told).encode(), digest_size=_DIGEST).digest()


def brought_again(ledger: Ledger, source: int, *, since: int, withdrawn: frozenset[int]) -> tuple[int, ...]:
    """The files that brought messages of a withdrawn file in again: let stand too, it would double them.

    Args:
        ledger: the open record.
        source: serial of the withdrawn file.
        since: serial of its withdrawal: what was in the record then was not in it.
        withdrawn: serials of withdrawn entries.
    """
    told = Told(Counter(), Counter(), Spellings())
    taken_back: set[bytes] = set()
    later: dict[bytes, int] = {}
    for serial, contact in _imported(ledger):
        file = brought_by(contact)
        if serial in withdrawn or file is None or (file != source and (serial < since or file in withdrawn)):
            continue
        mark = told.fingerprint(contact, (one.sha256 for one in contact.files))
        if file == source:
            taken_back.add(mark)
        else:
            later.setdefault(mark, file)
    return tuple(sorted({later[mark] for mark in taken_back if mark in later}))


def _imported(ledger: Ledger) -> Iterator[tuple[int, Contact]]:
    for entry in ledger.entries("record", kinds=(Contact.kind,)):
        if isinstance(entry.fact, Contact) and entry.fact.source is not None:
            yield entry.serial, entry.fact
