"""Signal's own plaintext export (Android from 8.10 on): ``main.jsonl`` with a folder of files.

Fields: libsignal, ``rust/message-backup/src/proto/backup.proto``, written as JSON by
``rust/message-backup/src/json/exporter.rs``: 64-bit numbers stand in quotes, bytes in base64.
"""

import re
from collections.abc import Iterator
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Damage, Found, Item, Media, Said
from recordkeeper.importers.instants import believable, from_epoch
from recordkeeper.importers.json import lines
from recordkeeper.importers.json.fields import Values, inside, listed, text
from recordkeeper.importers.json.stream import Part
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.signal.calls import Call, call, trace
from recordkeeper.importers.signal.content import Content, Files, content
from recordkeeper.importers.signal.people import NOBODY, People, Who, recipient_of
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped, Trace
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Direction, Flag, TraceKind

_BEGINNING = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+\{(?=[^\r\n]{0,4000}"backupTimeMs")(?=[^\r\n]{0,4000}"version")'
)
_MAIN = re.compile(r"(?:^|/)main\.jsonl\Z")
_ITEM = b'{"chatItem":'
_UNSENT = frozenset({"pending", "failed", "skipped"})
_SENT = frozenset({"sent", "delivered", "read", "viewed"})


class Signal:
    """``main.jsonl``, alone, in its archive or in a folder."""

    name = "signal"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such an export leaves out."""
        return _(
            "Signal leaves disappearing messages out of its export, and the pictures of messages that could "
            "be viewed once. Messages deleted on the phone before are not in it, nor are files that the "
            "phone had not downloaded, or any files if the export was made without them."
        )

    def identify(self, material: Material) -> bool:
        """Whether one member begins as such an export does."""
        return len(_mains(material)) == 1

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Every message and call in the order of the export, and traces of blocking where they stand.

        Raises:
            ImportRefused: there is no such export in it, or more than one.
        """
        mains = _mains(material)
        if len(mains) != 1:
            raise ImportRefused(
                _("There is not one export of Signal in it. Nothing was brought in."),
                _("Give the archive that Signal made, or the folder with its main.jsonl."),
            )
        people = _people(material, mains[0], said.limits)
        reading = _Reading(mains[0], people, Files(material, said.limits))
        with material.open(mains[0]) as stream:
            for part in lines.records(stream, said.limits):
                yield from [part] if isinstance(part, Damage) else reading.read(part)


def _mains(material: Material) -> list[str]:
    """The members that begin as such an export."""
    named = [one.name for one in material.members if not one.name or _MAIN.search(one.name)]
    return [one for one in named if _BEGINNING.match(material.head(one))]


def _people(material: Material, main: str, limits: Limits) -> People:
    """Everyone, before the first message: the format promises that order, and it is not relied on."""
    people = People()
    with material.open(main) as stream:
        for part in lines.records(stream, limits, but=_ITEM):
            if isinstance(part, Part) and isinstance(part.value, dict):
                people.take(part.value)
    return people


class _Reading:
    """One reading of an export."""

    def __init__(self, member: str, people: People, files: Files) -> None:
        self._member = member
        self._people = people
        self._files = files
        self._number = 0

    def read(self, part: Part) -> Iterator[Item]:
        """What one line tells."""
        frame = part.value
        if not isinstance(frame, dict):
            self._number += 1
            yield self._skipped(part, part.reason or _("it is not what a line of such an export is"))
        elif "chatItem" in frame:
            self._number += 1
            yield from self._item(part, inside(frame, "chatItem"))
        elif recipient := inside(frame, "recipient"):
            yield from self._blocked(part, recipient)

    def _item(self, part: Part, item: Values) -> Iterator[Item]:
        chat, author = self._people.chat(item.get("chatId")), self._people.recipient(item.get("authorId"))
        update = item.get("updateMessage")
        if isinstance(update, dict):
            yield from self._update(part, item, chat, update)
            return
        direction: Direction | None = (
            "in" if isinstance(item.get("incoming"), dict) else "out" if "outgoing" in item else None
        )
        held = content(item, self._files)
        if direction is None or held is None:
            reason = _("it does not say who sent it") if held else _("it is of a kind that is not known here")
            yield self._skipped(part, reason)
            return
        when, sent_at = _times(item, direction)
        medium = "sms" if item.get("sms") is True else "signal"
        contact = Contact(
            when=when,
            direction=direction,
            channel=held.channel,
            medium=medium if held.channel == "text" else "",
            words=held.words,
            subject=held.subject,
            sent_at=sent_at,
            service="" if held.channel == "text" else "signal",
            flags=_flags(item, when, held, chat, repaired=part.repaired),
            **self._sides(direction, chat, author),
        )
        native_id = f"{author.aci or author.kind}:{item.get('dateSent', '')}"[:100]
        media = (*held.media, *_earlier(item, self._files))
        own = "self" in {chat.kind, author.kind if direction == "in" else ""}
        yield self._found(
            part, contact, native_id=native_id, media=media, system=own or chat.kind == "releaseNotes"
        )

    def _update(self, part: Part, item: Values, chat: Who, update: Values) -> Iterator[Item]:
        """A call, or a line that the app wrote by itself; a trace of blocking is told apart as well."""
        when = from_epoch(item.get("dateSent"), "own-device")
        if (what := trace(update)) is not None:
            words = text(inside(update, "simpleUpdate"), "type")
            yield self._trace(what, when, chat.identifier, words, part)
        rang = call(update)
        if rang is None:
            contact = Contact(
                when=when,
                direction="in",
                channel="text",
                medium="signal",
                identifier=chat.identifier,
                shown_name=chat.name,
                flags=_unreadable(when),
            )
            yield self._found(part, contact, system=True)
        elif rang.direction is None:
            yield self._skipped(part, _("the call does not say who called"))
        else:
            yield self._found(part, self._call(rang, rang.direction, chat, when))

    def _call(self, rang: Call, direction: Direction, chat: Who, noted: Moment) -> Contact:
        started = from_epoch(rang.started, "own-device")
        when = started if started.known else noted
        grouped: tuple[Flag, ...] = ("group",) if chat.kind == "group" else ()
        ringer = chat if rang.ringer is None else self._people.recipient(rang.ringer)
        return Contact(
            when=when,
            direction=direction,
            channel="call",
            medium=rang.medium,
            answered=rang.answered,
            service="signal",
            flags=(*grouped, *_unreadable(when)),
            **self._sides(direction, chat, ringer),
        )

    def _sides(self, direction: Direction, chat: Who, author: Who) -> dict[str, Any]:
        """The other side: the sender of what came in, the recipient of what went out, others in a group."""
        sender = author if direction == "in" else NOBODY
        if chat.kind == "group":
            named = {"identifier": sender.identifier, "shown_name": sender.name}
            return named | {"group": self._people.others(chat, sender)}
        other = sender if sender.kind == "contact" else chat
        return {"identifier": other.identifier, "shown_name": other.name}

    def _blocked(self, part: Part, recipient: Values) -> Iterator[Trace]:
        """What the export says of a person or a group being blocked; older versions do not say when."""
        one = inside(recipient, "contact") or inside(recipient, "group")
        if one.get("blocked") is True:
            when = from_epoch(one.get("blockedAtTimestamp"), "own-device")
            identifier = recipient_of(recipient).identifier
            yield self._trace("blocked", when, identifier, "", part)

    def _trace(self, what: TraceKind, when: Moment, identifier: str, words: str, part: Part) -> Trace:
        return Trace(
            what=what,
            when=when,
            channel="text",
            medium="signal",
            identifier=identifier,
            words=words,
            member=self._member,
            start=part.start,
            end=part.end,
        )

    def _found(
        self,
        part: Part,
        contact: Contact,
        *,
        native_id: str = "",
        media: tuple[Media, ...] = (),
        system: bool = False,
    ) -> Found:
        return Found(contact, self._number, part.start, part.end, native_id, media, system, self._member)

    def _skipped(self, part: Part, reason: str) -> Skipped:
        return Skipped(locator=locator.of_record(self._number, part.start), reason=reason)


def _times(item: Values, direction: Direction) -> tuple[Moment, int | None]:
    """When it was, by the best clock there is, and the sender's own time.

    The server's is nobody's who writes or receives. Without it, the keeper's phone's; without that, only
    what the sender's phone said.
    """
    sent = item.get("dateSent")
    if direction == "out":
        return from_epoch(sent, "own-device"), None
    incoming = inside(item, "incoming")
    server = from_epoch(incoming.get("dateServerSent"), "server")
    received = from_epoch(incoming.get("dateReceived"), "own-device")
    when = next((one for one in (server, received) if one.known), from_epoch(sent, "sender"))
    return when, believable(whole(sent))


def _flags(item: Values, when: Moment, held: Content, chat: Who, *, repaired: bool) -> tuple[Flag, ...]:
    said: tuple[tuple[bool, Flag], ...] = (
        (_unsent(item), "not-sent"),
        (repaired, "repaired"),
        (bool(item.get("revisions")), "edited"),
        (chat.kind == "group", "group"),
    )
    return (*(flag for true, flag in said if true), *held.flags, *_unreadable(when))


def _unsent(item: Values) -> bool:
    """Whether it never left the phone, for anyone; a status that is not set means so (SendStatus)."""
    statuses = listed(inside(item, "outgoing"), "sendStatus")
    return bool(statuses) and not any(_SENT & one.keys() for one in statuses)


def _unreadable(when: Moment) -> tuple[Flag, ...]:
    return () if when.known else ("time-unreadable",)


def _earlier(item: Values, files: Files) -> tuple[Media, ...]:
    """The words before each edit, oldest first, each a file of its own."""
    held = (content(one, files) for one in listed(item, "revisions"))
    words = [one.words for one in held if one is not None and one.words]
    return tuple(
        Media(f"before-edit-{number}.txt", "text/plain", one.encode()) for number, one in enumerate(words, 1)
    )
