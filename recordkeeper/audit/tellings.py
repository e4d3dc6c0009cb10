"""What is compared of an imported entry, to see whether another tells the same contact."""

import hashlib
from typing import NamedTuple

from recordkeeper.audit.attribution import Who
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact
from recordkeeper.records.identity import Spellings

_LONGEST = 3 * 3_600_000
"""Milliseconds. What is known no closer (a day) is taken for nothing else; an hour that clocks showed twice
is a range of two hours."""

_BY_PHONE = frozenset({"", "sms", "mms", "rcs"})
"""Media of texts that one program calls so and another otherwise."""


class Telling(NamedTuple):
    """What is compared of an imported entry; small, since there are hundreds of thousands.

    Attributes:
        start: the earliest instant it can have been, milliseconds UTC.
        end: the latest.
        serial: of the entry.
        format_name: the importer's name for the format it came in.
        whose: what both must have in common: kind of contact, direction, person.
        line: the number it came from, spelled as met first; "" where a name is shown.
        content: digest of its words or files, 0 where nothing is known of them.
        duration: of a call, in seconds.
        source: serial of the imported file.
        held: whether its picture or sound is there; None where it has none.
    """

    start: int
    end: int
    serial: int
    format_name: str
    whose: tuple[str, str, object]
    line: str
    content: int
    duration: int | None
    source: int = 0
    held: bool | None = None


class Tellings:
    """Makes what is compared of entries."""

    def __init__(self, region: str) -> None:
        self._spellings = Spellings(region)

    def of(self, serial: int, contact: Contact, who: Who, format_name: str) -> Telling | None:
        """What is compared of an entry; None for one that is never paired.

        Those are typed ones, ones never sent or of no known time, and those of people nobody asked to stop.
        """
        when = contact.when
        if not format_name or when.at is None or who.party == "other" or "not-sent" in contact.flags:
            return None
        end = when.until if when.until is not None and when.until != when.at else when.at + 1
        if end - when.at > _LONGEST:
            return None
        number = contact.identifier if identity.is_number(contact.identifier) else ""
        party = who.person or (self._spellings.first(contact.identifier) if contact.identifier else "")
        return Telling(
            when.at,
            end - 1,
            serial,
            format_name,
            (_way(contact), contact.direction, party),
            self._spellings.first(number) if number else "",
            _content(contact),
            contact.duration if contact.channel == "call" else None,
            contact.source.entry if contact.source is not None else 0,
            held(contact),
        )


def held(contact: Contact) -> bool | None:
    """Whether the picture or sound of a contact is there; None where it has none."""
    return True if contact.files else False if "omitted" in contact.flags else None


def _way(contact: Contact) -> str:
    """By which way a contact came: the same words by SMS and in a messenger are two contacts."""
    if contact.channel == "call":
        return f"voicemail {contact.service}" if contact.medium == "voicemail" else contact.service or "phone"
    if contact.channel == "text":
        return contact.medium if contact.medium not in _BY_PHONE else "sms"
    return contact.channel


def _content(contact: Contact) -> int:
    words = " ".join((contact.words or "").split()) or contact.subject
    told = words or " ".join(sorted(file.sha256 for file in contact.files))
    if not told:
        return 0
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest())
