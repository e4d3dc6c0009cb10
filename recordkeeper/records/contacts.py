"""Contacts in both directions, and the keeper's later views of them."""

from typing import ClassVar

from msgspec import Struct

from recordkeeper.records.fact import Fact, Happening, Serial
from recordkeeper.records.vocabulary import (
    Act,
    Channel,
    Direction,
    Flag,
    Pick,
    Proximity,
    Purpose,
    Pushback,
    Tristate,
)


class SourceRef(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where in an imported source a message stands.

    Attributes:
        entry: serial of the source entry.
        element: its number among the source's records, from 1.
        start, end: byte range in the untouched source file, end exclusive; of an archive, in its member.
        native_id: the source's own name for it, such as an MMS m_id.
        member: which file of an archive or a folder; "" in a lone file.
    """

    entry: Serial
    element: int
    start: int
    end: int
    native_id: str = ""
    member: str = ""


class Contact(Happening, frozen=True, kw_only=True):
    """One contact, or a counted run of them, by the other person or by the keeper.

    The keeper's own messages are contacts too, direction out.

    Attributes:
        direction: in (to the keeper) or out (by the keeper).
        medium: what kind within the channel, such as sms or missed; one of `MEDIA`, or free.
        identifier: of the other side, exactly as displayed; empty when not known.
        withheld: the number was hidden.
        person: serial of the person it came from or went to, when known.
        via: serial of the person who acted for them.
        aimed_at: serial of the person it was aimed at, when not the keeper.
        words: verbatim. Never trimmed, never normalised.
        subject: of an e-mail or MMS, verbatim.
        facts: what happened, in the keeper's words.
        duration: of a call, in seconds.
        count: how many there were over the moment's range; None means one.
        answered: whether the keeper answered.
        answers: serial of the entry this one answers.
        service: who carried it (phone, whatsapp …).
        witnesses: serials of person entries.
        typed_by: who typed it, when not the keeper.
        sent_at: the sender's own time, milliseconds UTC, where the export has one.
        source: where in which imported file it stands; None for typed entries.
        flags: what the importer must say about it.
        location, children_present, impact: private.
        keeper_identifier: the keeper's own number or address it came to. Private.
        shown_name: the name the phone's address book showed. Private, and never an identity.
        group: the other recipients, as displayed. Private.
    """

    kind: ClassVar[str] = "contact"
    private: ClassVar[frozenset[str]] = Happening.private | {
        "location",
        "children_present",
        "impact",
        "keeper_identifier",
        "shown_name",
        "group",
    }
    direction: Direction
    channel: Channel
    medium: str = ""
    identifier: str = ""
    withheld: bool = False
    person: Serial | None = None
    via: Serial | None = None
    aimed_at: Serial | None = None
    words: str | None = None
    subject: str = ""
    facts: str = ""
    duration: int | None = None
    count: int | None = None
    proximity: Proximity | None = None
    acts: tuple[Act, ...] = ()
    answered: bool | None = None
    purpose: Purpose | None = None
    answers: Serial | None = None
    pushback: tuple[Pushback, ...] = ()
    service: str = ""
    witnesses: tuple[Serial, ...] = ()
    police_came: Tristate | None = None
    typed_by: str = ""
    sent_at: int | None = None
    source: SourceRef | None = None
    flags: tuple[Flag, ...] = ()
    location: str = ""
    children_present: Tristate | None = None
    impact: str = ""
    keeper_identifier: str = ""
    shown_name: str = ""
    group: tuple[str, ...] = ()


class Marking(Fact, frozen=True, kw_only=True):
    """The keeper's later view of entries. Printed as "keeper's marking", never a correction.

    Attributes:
        entries: inclusive ranges of serials: ((14, 27), (31, 31)).
        answers: serial of the statement these entries answer.
        via: serial of the person who acted.
        pick: the keeper's choice of the worst or the first, for a petition.
    """

    kind: ClassVar[str] = "marking"
    entries: tuple[tuple[Serial, Serial], ...]
    purpose: Purpose | None = None
    acts: tuple[Act, ...] = ()
    answers: Serial | None = None
    via: Serial | None = None
    pick: Pick | None = None


class Same(Fact, frozen=True, kw_only=True):
    """These entries are one contact, told twice: kept and printed both, counted once.

    Attributes:
        apart: the reverse: they look like one contact and are not.
    """

    kind: ClassVar[str] = "same"
    entries: tuple[Serial, ...]
    apart: bool = False
