"""One mail as a contact: who, when, words and files, and what must be said about it."""

from dataclasses import dataclass
from typing import NamedTuple

from recordkeeper.importers.importer import Media, Said
from recordkeeper.importers.local_time import LocalTimes
from recordkeeper.importers.mail import dates
from recordkeeper.importers.mail.addresses import Address, addresses
from recordkeeper.importers.mail.mbox import envelope_date
from recordkeeper.importers.mail.mime import Tree, tree
from recordkeeper.importers.mail.parts import parts
from recordkeeper.importers.mail.text import header_text
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Clock, Moment
from recordkeeper.records.vocabulary import Direction, Flag

_FROM = b"from"
_RECIPIENTS = (b"to", b"cc", b"bcc")
_COMPARED = 10
"""Addresses of one field that are compared with those of another."""
_GMAIL_SENT, _GMAIL_DRAFTS = frozenset({"sent"}), frozenset({"draft", "drafts"})


class Place(NamedTuple):
    """What the place where a mail was kept says of it.

    Attributes:
        sent: among what the keeper sent.
        draft: among what the keeper never sent.
        suspect: it may be words inside the mail before it.
    """

    sent: bool = False
    draft: bool = False
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, read.

    Attributes:
        contact: the fact.
        native_id: its Message-ID.
        media: every part that is not words.
        unclosed: it has parts, and what ends them is missing.
        signed: it carries a DKIM signature.
        page_only: its words were taken from a page of HTML.
        apart: milliseconds between the sender's clock and the provider's, where both are known.
        answers_elsewhere: Reply-To names someone other than From.
        sent_by_another: Sender or Return-Path does.
    """

    contact: Contact
    native_id: str
    media: tuple[Media, ...]
    unclosed: bool
    signed: bool
    page_only: bool
    apart: int | None
    answers_elsewhere: bool
    sent_by_another: bool


class Reader:
    """Reads the mails of one export."""

    def __init__(self, said: Said) -> None:
        self._limits = said.limits
        self._own = OwnNames([one for one in said.me if "@" in one])
        self._local: dict[Clock, LocalTimes] = {
            clock: LocalTimes(said, clock) for clock in ("sender", "own-device")
        }

    def mail(self, raw: bytes, place: Place, *, whole: bool) -> Mail:
        """Read one.

        Args:
            raw: the mail; in an mbox with the line that it begins with.
            place: what is known from where it was kept.
            whole: raw is all of it, and no more was left out because it is too large.
        """
        # Only structure is read here; of the same length, so that a place in one is one in the other.
        view = raw if b"\n" in raw else raw.replace(b"\r", b"\n")
        taken = tree(view, self._limits, whole=whole)
        held = parts(view, raw, taken)
        parties = self._parties(taken, place)
        when, sent_at, flags = self._times(taken, raw, parties.direction)
        subject = taken.header.words(b"subject")
        truths: tuple[tuple[bool, Flag], ...] = (
            (parties.draft, "not-sent"),
            (taken.incomplete or held.incomplete, "incomplete"),
            (held.repaired or subject.repaired or parties.repaired, "repaired"),
            (parties.several, "group"),
            (any(part.data is None for part in held.media), "part-unreadable"),
            (parties.unsaid, "sender-unsaid"),
            (place.suspect, "suspect"),
        )
        contact = Contact(
            when=when,
            direction=parties.direction,
            channel="email",
            identifier=parties.other.spec,
            words=held.words,
            subject=subject.text,
            sent_at=sent_at,
            flags=(*flags, *(flag for true, flag in truths if true)),
            shown_name=header_text(parties.other.name).text,
            group=parties.group,
        )
        header = taken.header
        return Mail(
            contact,
            header.plain(b"message-id").strip(),
            held.media,
            taken.unclosed,
            signed=b"dkim-signature" in header,
            page_only=held.page_only,
            apart=_apart(when, sent_at),
            answers_elsewhere=_elsewhere(taken, b"reply-to", parties.senders),
            sent_by_another=_elsewhere(taken, b"sender", parties.senders)
            or _elsewhere(taken, b"return-path", parties.senders),
        )

    def _parties(self, taken: Tree, place: Place) -> "_Parties":
        header = taken.header
        senders = addresses(header.every(_FROM)) or addresses(header.every(b"sender"))
        named = [one for name in _RECIPIENTS for one in addresses(header.every(name)) if one.spec]
        recipients = list({one.spec: one for one in reversed(named)}.values())[::-1]
        others = [one for one in recipients if not self._own.has(one.spec)]
        labels = {one.strip().casefold() for one in header.words(b"x-gmail-labels").text.split(",")}
        draft = place.draft or bool(labels & _GMAIL_DRAFTS)
        mine = any(self._own.has(one.spec) for one in (*senders, *addresses(header.every(b"sender"))))
        # A mail to the keeper, and not from the keeper, was moved there.
        moved = bool(self._own) and not mine and len(others) < len(recipients)
        kept = draft or ((place.sent or bool(labels & _GMAIL_SENT)) and not moved)
        repaired = header.words(_FROM).repaired
        if mine or kept:
            other = next(iter(others or recipients), Address("", ""))
            group = tuple(one.spec for one in others if one != other)
            return _Parties(senders, "out", other, group, bool(group), draft, False, repaired)
        sender = next(iter(senders), Address("", ""))
        aside = [
            one for one in (others if self._own else recipients) if not identity.same(one.spec, sender.spec)
        ]
        several = len(aside) > (0 if self._own else 1)
        group = tuple(one.spec for one in recipients if one.spec != sender.spec) if several else ()
        return _Parties(senders, "in", sender, group, several, False, not self._own, repaired)

    def _times(
        self, taken: Tree, raw: bytes, direction: Direction
    ) -> tuple[Moment, int | None, tuple[Flag, ...]]:
        """When it came in or was sent, by the best clock there is, and the sender's own time beside it."""
        header = taken.header
        dated, arrived = header.plain(b"date"), header.plain(b"received").rpartition(";")[2]
        sent, received = dates.date_written(dated), dates.date_written(arrived)
        own = sent.instant if sent else None
        usable = sent is not None and sent.plausible
        if received and received.instant is not None and (direction == "in" or not usable):
            when, flags = dates.moment(arrived, "server", self._local["sender"])
            return when, own, flags
        envelope = "" if usable else envelope_date(raw)
        delivered = dates.date_written(envelope)
        if delivered and delivered.instant is not None:
            when, flags = dates.moment(envelope, "server", self._local["sender"])
            return when, None, flags
        clock: Clock = "sender" if direction == "in" else "own-device"
        when, flags = dates.moment(dated, clock, self._local[clock])
        return when, None, flags


class _Parties(NamedTuple):
    """Who it is between."""

    senders: tuple[Address, ...]
    direction: Direction
    other: Address
    group: tuple[str, ...]
    several: bool
    draft: bool
    unsaid: bool
    repaired: bool


def _elsewhere(taken: Tree, name: bytes, senders: tuple[Address, ...]) -> bool:
    """Whether a field names someone, and nobody that From names."""
    named = [one.spec for one in addresses(taken.header.plain(name)) if one.spec]
    known = [one.spec for one in senders[:_COMPARED]]
    return bool(named) and not any(identity.same(one, each) for one in named[:_COMPARED] for each in known)


def _apart(when: Moment, sent_at: int | None) -> int | None:
    return None if when.at is None or sent_at is None else abs(when.at - sent_at)
