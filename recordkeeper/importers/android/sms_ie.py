"""Exports of the Android app "SMS Import / Export" (tmo1/sms-ie): messages, calls, blocked numbers.

Structure: the app's README.md, "(ND)JSON Structure"; encrypted files: its ENCRYPTION.md.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.android.sms_ie_messages import Message, columns, message
from recordkeeper.importers.android.telephony import CALLS, WITHHELD_NUMBERS, WITHHELD_PRESENTATIONS
from recordkeeper.importers.importer import Damage, Found, Item, Media, Said
from recordkeeper.importers.instants import from_epoch
from recordkeeper.importers.json import lines
from recordkeeper.importers.json.fields import Values
from recordkeeper.importers.json.stream import Part, elements
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped, Trace

_ENCRYPTED = b"SSEF\x00\xff"
_NAMED = re.compile(r"(?:^|/)(?:messages|calls|blocked)[^/]*\.(?:nd)?json\Z")
_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\[\s*+\{")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+\{")
Kind = Literal["messages", "calls", "blocked"]
_FIELDS: dict[Kind, tuple[bytes, ...]] = {
    "messages": (b'"thread_id"', b'"date_sent"', b'"read"'),
    "calls": (b'"date"', b'"duration"', b'"presentation"', b'"type"'),
    "blocked": (b'"original_number"',),
}
"""Columns that Android gives to every row of its tables."""
_LOOKED_AT = 8192
"""Bytes: a message's own columns come before its parts."""
_TRANSCRIPT = "transcript-by-the-phone.txt"


class _File(NamedTuple):
    """A member that can be read: what it holds, as one array or line by line."""

    member: str
    kind: Kind
    array: bool


class SmsImportExport:
    """``messages-….zip``, ``calls-….json``, ``blocked_numbers-….zip``, and the files in them."""

    name = "sms-ie"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such an export leaves out."""
        return _(
            "Such an export holds what was on the phone when it was made. Messages deleted before are not in "
            "it, nor pictures if the app was told to leave them out, nor chat messages (RCS) that the "
            "phone's messaging app keeps to itself. A phone keeps only the last 500 to 1000 calls. A list of "
            "blocked numbers does not say when they were blocked."
        )

    def identify(self, material: Material) -> bool:
        """Whether it holds rows of Android's tables as this app writes them, or is encrypted by it."""
        return bool(_files(material)) or _is_encrypted(material)

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """File after file, in the order of their names.

        Raises:
            ImportRefused: it is encrypted, or holds two exports of one kind, or none.
        """
        if _is_encrypted(material):
            raise ImportRefused(
                _("This file is encrypted with a passphrase by SMS Import / Export. Nothing was brought in."),
                _("Export again with encryption off in the app's settings, and bring in that file."),
            )
        files = _files(material)
        if not files or len({one.kind for one in files}) < len(files):
            raise ImportRefused(
                _("There is not one export of SMS Import / Export in it. Nothing was brought in."),
                _("Bring in its files one by one, the oldest first."),
            )
        reading = _Reading(NamedFiles(material))
        for file in files:
            yield from reading.read(material, file, said.limits)


def _is_encrypted(material: Material) -> bool:
    return not material.container and material.head("").startswith(_ENCRYPTED)


def _files(material: Material) -> list[_File]:
    """The members that can be read."""
    named = [one.name for one in material.members if not one.name or _NAMED.search(one.name)]
    return [file for one in named if (file := _file(one, material.head(one)[:_LOOKED_AT])) is not None]


def _file(member: str, head: bytes) -> _File | None:
    array = _ARRAY.match(head) is not None
    if not array and not _OBJECT.match(head):
        empty = member.rpartition("/")[2] == "messages.ndjson" and not head
        return _File(member, "messages", array=False) if empty else None
    kinds = (kind for kind, fields in _FIELDS.items() if all(one in head for one in fields))
    kind = next(kinds, None)
    return _File(member, kind, array) if kind is not None else None


class _Reading:
    """One reading of an export."""

    def __init__(self, files: NamedFiles) -> None:
        self._files = files
        self._number = 0

    def read(self, material: Material, file: _File, limits: Limits) -> Iterator[Item]:
        """One file."""
        with material.open(file.member) as stream:
            parts = elements(stream, limits, {()}) if file.array else lines.records(stream, limits)
            for part in parts:
                if isinstance(part, Damage):
                    yield part._replace(locator=locator.within(file.member, part.locator))
                elif file.kind == "blocked" and isinstance(part.value, dict):
                    yield from _blocked(part, part.value, file.member)
                else:
                    self._number += 1
                    yield self._record(part, file)

    def _record(self, part: Part, file: _File) -> Found | Skipped:
        if not isinstance(part.value, dict):
            return self._skipped(part, file, part.reason or _("it is not what such an export holds"))
        if file.kind == "calls":
            found = _call(part.value, repaired=part.repaired)
        else:
            found = message(part.value, partial(self._media, file), repaired=part.repaired)
        if found.contact is None:
            return self._skipped(part, file, found.reason)
        return Found(
            found.contact,
            self._number,
            part.start,
            part.end,
            found.native_id[:100],
            found.media,
            found.system,
            file.member,
        )

    def _media(self, file: _File, stored: str, claimed: str) -> Media:
        return self._files.beside(file.member, f"data/{stored}", claimed)

    def _skipped(self, part: Part, file: _File, reason: str) -> Skipped:
        return Skipped(locator=locator.of_record(self._number, part.start, file.member), reason=reason)


def _call(row: Values, *, repaired: bool) -> Message:
    values = columns(row)
    written = values.get("type", "")
    if written not in CALLS:
        reason = _("its type “{type}” does not say whether it was received or sent")
        return Message(None, reason.format(type=written[:40]))
    direction, medium, answered = CALLS[written]
    number = values.get("number", "")
    withheld = number in WITHHELD_NUMBERS or values.get("presentation") in WITHHELD_PRESENTATIONS
    when = from_epoch(values.get("date"), "own-device")
    transcript = values.get("transcription", "")
    contact = Contact(
        when=when,
        direction=direction,
        channel="call",
        medium=medium,
        identifier="" if withheld else number,
        withheld=withheld,
        duration=whole(values.get("duration", "")),
        answered=answered,
        service="phone",
        flags=(*(("repaired",) if repaired else ()), *(() if when.known else ("time-unreadable",))),
        shown_name=values.get("display_name") or values.get("__display_name") or values.get("name", ""),
    )
    media = (Media(_TRANSCRIPT, "text/plain", transcript.encode()),) if transcript else ()
    return Message(contact, native_id=values.get("_id", ""), media=media)


def _blocked(part: Part, row: Values, member: str) -> Iterator[Trace]:
    """A number on the phone's list of blocked ones, which blocks calls and messages alike."""
    values = columns(row)
    number = values.get("original_number") or values.get("e164_number", "")
    if number:
        yield Trace(
            what="blocked",
            when=from_epoch(None, "own-device"),
            channel="call",
            identifier=number,
            member=member,
            start=part.start,
            end=part.end,
        )
