"""Which messages of an export are in the record already: counted, not merely looked up.

Overlapping exports are the rule: the phone is backed up every month. Two messages of one format are one
when everything the phone kept of them is the same, and what can change between two exports is left out:
the name shown, the readable date, the zone that local times were read in, the name of the medium of a text
(the importer derives it), what an importer must say about a message. So is the other's name under which an
export gives them, where it gives each message a name of its own that stayed, or where the record says that
the two names are one. Of each the record keeps as many as the one file that has the most: five genuine "??"
in one minute stay five, and importing them again adds none.

Messages of two formats are never one: that two independent sources tell the same is evidence, and is for
the keeper to say (``audit/corroboration.py``).
"""

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from copy import copy

from recordkeeper.intake.marks import SIZE, Marks
from recordkeeper.ledger.casefile import brought_by
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source
from recordkeeper.records.identity import Spellings


class Told:
    """The imported messages of a record that came in one format, as a multiset of fingerprints.

    Ones withdrawn by themselves are in it: a message taken back does not come back with the next backup.
    Those of a file withdrawn as a whole are not: it may have been read with the wrong options, and then
    reading it again is the way to mend that. Erased ones cannot be, since nothing of them is left.
    """

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self._marks = Marks()
        self._left = array("I")
        self._withdrawn: dict[int, int] = {}
        self._ids = Marks()
        self._of_id = array("I")

    @classmethod
    def of(cls, ledger: Ledger, withdrawn: frozenset[int], format_name: str, spellings: Spellings) -> "Told":
        """Read it from a record.

        Args:
            ledger: the open record.
            withdrawn: the serials of withdrawn entries.
            format_name: the importer's name for the format.
            spellings: what is one identifier, in that format.
        """
        told = cls(spellings)
        formats = _formats(ledger)
        for serial, contact in _imported(ledger):
            file = brought_by(contact)
            # Of a file whose own entry was erased nobody knows the format any more.
            if file is None or formats.get(file, format_name) != format_name:
                continue
            if file in withdrawn and serial not in withdrawn:
                continue
            told.add(contact, withdrawn=serial in withdrawn)
        return told

    def add(self, contact: Contact, *, withdrawn: bool = False) -> None:
        """One more message that the record has."""
        files = [file.sha256 for file in contact.files]
        number = self._marks.add(self.fingerprint(contact, files))
        if number == len(self._left):
            self._left.append(0)
        self._left[number] += 1
        if withdrawn:
            self._withdrawn[number] = self._withdrawn.get(number, 0) + 1
        name = contact.source.native_id if contact.source is not None else ""
        if name and self._ids.add(self._named(contact, files, name)) == len(self._of_id):
            self._of_id.append(number)

    def fresh(self) -> "Told":
        """One to take from, for one pass over one file."""
        told = copy(self)
        told._left = self._left[:]  # noqa: SLF001 - one of its own kind
        told._withdrawn = self._withdrawn.copy()  # noqa: SLF001 - likewise
        return told

    def take(self, contact: Contact, attachments: Iterable[str], native_id: str = "") -> tuple[bool, bool]:
        """Whether the record has a message that was not taken yet, and whether that one is withdrawn.

        Args:
            contact: as read or as recorded.
            attachments: SHA-256 (hex) of its readable parts.
            native_id: the export's own name for it, "" when it has none.
        """
        if not self._marks:
            return False, False
        files = list(attachments)
        number = self._marks.find(self.fingerprint(contact, files))
        if (number is None or not self._left[number]) and native_id:
            known = self._ids.find(self._named(contact, files, native_id))
            number = None if known is None else self._of_id[known]
        if number is None or not self._left[number]:
            return False, False
        self._left[number] -= 1
        if not self._withdrawn.get(number):
            return True, False
        self._withdrawn[number] -= 1
        return True, True

    def fingerprint(self, contact: Contact, attachments: Iterable[str]) -> bytes:
        """What makes a message itself, in 16 bytes.

        Whether a message was sent is in it: one that waited in an earlier backup and was sent later
        is not a duplicate. The outcome of a call is in it: a voicemail follows a missed call.
        """
        first = self._spellings.first
        everyone = sorted({first(one) for one in (contact.identifier, *contact.group) if one})
        sender = first(contact.identifier) if contact.direction == "in" and contact.identifier else ""
        return _digest(contact, attachments, sender, everyone)

    @staticmethod
    def _named(contact: Contact, attachments: Iterable[str], native_id: str) -> bytes:
        """The same, with the export's own name for the message in the place of the names of people.

        That name alone is not enough: of some apps it says only where in one file a message stood.
        """
        return _digest(contact, attachments, "", native_id)


def _digest(contact: Contact, attachments: Iterable[str], sender: str, others: object) -> bytes:
    told = (
        contact.channel,
        contact.medium if contact.channel == "call" else "",
        contact.direction,
        sender,
        others,
        contact.when.written or contact.when.at,
        contact.words and contact.words.replace("\r\n", "\n"),
        contact.subject,
        sorted(attachments),
        "not-sent" in contact.flags,
        "part-unreadable" in contact.flags,
    )
    return hashlib.blake2b(repr(told).encode(), digest_size=SIZE).digest()


def brought_again(
    ledger: Ledger, source: int, *, since: int, withdrawn: frozenset[int], spellings: Spellings
) -> tuple[int, ...]:
    """The files that brought messages of a withdrawn file in again: let stand too, it would double them.

    Args:
        ledger: the open record.
        source: serial of the withdrawn file.
        since: serial of its withdrawal: what was in the record then was not in it.
        withdrawn: serials of withdrawn entries.
        spellings: what is one identifier, in the format of that file.
    """
    told = Told(spellings)
    formats = _formats(ledger)
    taken_back: set[bytes] = set()
    later: dict[bytes, int] = {}
    for serial, contact in _imported(ledger):
        file = brought_by(contact)
        if serial in withdrawn or file is None or (file != source and (serial < since or file in withdrawn)):
            continue
        if formats.get(file, "") != formats.get(source, ""):
            continue
        mark = told.fingerprint(contact, (one.sha256 for one in contact.files))
        if file == source:
            taken_back.add(mark)
        else:
            later.setdefault(mark, file)
    return tuple(sorted({later[mark] for mark in taken_back if mark in later}))


def _formats(ledger: Ledger) -> Mapping[int, str]:
    """The importer's name for the format of each imported file, by the serial of its entry."""
    files = ((entry.serial, entry.fact) for entry in ledger.entries("record", kinds=(Source.kind,)))
    return {serial: file.importer for serial, file in files if isinstance(file, Source)}


def _imported(ledger: Ledger) -> Iterator[tuple[int, Contact]]:
    for entry in ledger.entries("record", kinds=(Contact.kind,)):
        if isinstance(entry.fact, Contact) and entry.fact.source is not None:
            yield entry.serial, entry.fact
