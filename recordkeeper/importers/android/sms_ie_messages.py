"""One message of the app "SMS Import / Export": rows of Android's own tables, as JSON.

Structure: README.md of tmo1/sms-ie, "(ND)JSON Structure", and its ImportExportMessages.kt. Names that the
app adds begin with two underscores from version 2 on, and are the same without them before.
"""

import binascii
from collections.abc import Callable
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.android.telephony import (
    BOXES,
    PLACEHOLDER,
    REPORTS,
    WITHHELD_NUMBERS,
    is_rcs,
    sent_at,
    unit,
)
from recordkeeper.importers.importer import Media
from recordkeeper.importers.instants import from_epoch
from recordkeeper.importers.json.fields import Values, inside, listed
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Direction, Flag

Named = Callable[[str, str], Media]
"""The file that a part names, and the MIME type it claims."""

_UTF_8 = "106"
"""A character set by its number in IANA's register (MIBenum)."""
_SENDER, _SENDERS_OWN = "137", {"151", "130", "129"}


class Message(NamedTuple):
    """A message, read.

    Attributes:
        contact: the fact; None where the message does not say whether it was received or sent.
        reason: why there is none.
    """

    contact: Contact | None
    reason: str = ""
    native_id: str = ""
    media: tuple[Media, ...] = ()
    system: bool = False


def columns(row: Values) -> dict[str, str]:
    """The columns of a row as text, as the app writes them; what is no text or whole number is left out."""
    plain = {key: value for key, value in row.items() if isinstance(value, str)}
    return plain | {key: str(value) for key, value in row.items() if type(value) is int}


def message(row: Values, named: Named, *, repaired: bool) -> Message:
    """An SMS, or an MMS, which alone has a ``msg_box``."""
    row = {key.removeprefix("__"): value for key, value in row.items()}
    values = columns(row)
    is_mms = "msg_box" in values
    written = values.get("msg_box" if is_mms else "type", "")
    if written not in BOXES:
        reason = _("its type “{type}” does not say whether it was received or sent")
        return Message(None, reason.format(type=written[:40]))
    direction, flags = BOXES[written]
    flags += ("repaired",) if repaired else ()
    make = _mms if is_mms else _sms
    return make(row, values, named, direction, flags)


def _sms(
    _row: Values, values: dict[str, str], _named: Named, direction: Direction, flags: tuple[Flag, ...]
) -> Message:
    address = values.get("address", "")
    withheld = address in WITHHELD_NUMBERS
    when = from_epoch(values.get("date"), "own-device")
    contact = Contact(
        when=when,
        direction=direction,
        channel="text",
        medium="rcs" if "@rcs" in address else "sms",
        identifier="" if withheld else address,
        withheld=withheld,
        words=values.get("body"),
        subject=values.get("subject", ""),
        sent_at=sent_at(values),
        flags=flags + _unreadable(when),
        shown_name=values.get("display_name", ""),
    )
    return Message(contact, native_id=values.get("_id", ""))


def _mms(
    row: Values, values: dict[str, str], named: Named, direction: Direction, flags: tuple[Flag, ...]
) -> Message:
    date = values.get("date")
    when = from_epoch(date, "own-device", milliseconds=unit(whole(date)))
    identifier, name, group = _sides(row, direction)
    words, media = _parts(row, named)
    unreadable = any(not part.readable and not part.absent for part in media)
    said: tuple[tuple[bool, Flag], ...] = ((bool(group), "group"), (unreadable, "part-unreadable"))
    contact = Contact(
        when=when,
        direction=direction,
        channel="text",
        medium="rcs" if is_rcs(values) else "mms",
        identifier=identifier,
        words=words,
        subject=_subject(values),
        sent_at=sent_at(values),
        flags=(*flags, *(flag for true, flag in said if true), *_unreadable(when)),
        shown_name=name,
        group=group,
    )
    native_id = values.get("m_id") or values.get("tr_id") or values.get("_id", "")
    return Message(contact, native_id=native_id, media=media, system=values.get("m_type") in REPORTS)


def _subject(values: dict[str, str]) -> str:
    """The subject: Android keeps its bytes, each as a character, beside the number of their encoding."""
    kept = values.get("sub", "")
    if values.get("sub_cs") != _UTF_8:
        return kept
    try:
        return kept.encode("latin-1").decode()
    except UnicodeError:
        return kept


def _sides(row: Values, direction: Direction) -> tuple[str, str, tuple[str, ...]]:
    """Who it came from or went to, the name shown, and in a group the others.

    On what came in, the keeper's own number stands among the recipients: one recipient is no group.
    """
    sender = inside(row, "sender_address") or next(
        (one for one in listed(row, "addresses") if columns(one).get("type") == _SENDER), {}
    )
    recipients = listed(row, "recipient_addresses") or [
        one for one in listed(row, "addresses") if columns(one).get("type") in _SENDERS_OWN
    ]
    names = {_address(one): columns(one) for one in (sender, *recipients)}
    others = tuple(one for one in dict.fromkeys(map(_address, recipients)) if one)
    if direction == "out":
        identifier = others[0] if len(others) == 1 else ""
        group = () if identifier else others
    else:
        identifier = _address(sender)
        group = tuple(one for one in others if one != identifier) if len(others) > 1 else ()
    shown = {key.removeprefix("__"): value for key, value in names.get(identifier, {}).items()}
    return identifier, shown.get("display_name", "") if identifier else "", group


def _address(one: Values) -> str:
    address = columns(one).get("address", "")
    return "" if address == PLACEHOLDER or address in WITHHELD_NUMBERS else address


def _parts(row: Values, named: Named) -> tuple[str | None, tuple[Media, ...]]:
    """The words, and every other part but the layout (SMIL), which says only how to show the others."""
    texts: list[str] = []
    media: list[Media] = []
    for part in map(columns, listed(row, "parts")):
        kind = part.get("ct", "").partition(";")[0].strip().lower()
        if kind == "application/smil":
            continue
        if kind == "text/plain" and "text" in part:
            texts.append(part["text"])
        else:
            media.append(_media(part, named))
    return "\n".join(texts) if texts else None, tuple(media)


def _media(part: dict[str, str], named: Named) -> Media:
    name = next((part[key] for key in ("name", "fn", "cl") if part.get(key)), "")
    claimed = part.get("ct", "")
    if "binary_data" in part:
        try:
            return Media(name, claimed, binascii.a2b_base64(part["binary_data"], strict_mode=True))
        except ValueError:
            return Media(name, claimed, reason=_("its base64 is damaged"))
    if part.get("text"):
        return Media(name, claimed, part["text"].encode())
    if stored := part.get("_data", "").rpartition("/")[2]:
        found = named(stored, claimed)
        return found._replace(name=name or stored)
    return Media(name, claimed, absent=True, reason=_("the export names it and does not hold it"))


def _unreadable(when: Moment) -> tuple[Flag, ...]:
    return () if when.known else ("time-unreadable",)
