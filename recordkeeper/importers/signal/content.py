"""What one message of Signal holds: its words, its files, and what must be said about it.

Fields: libsignal, ``rust/message-backup/src/proto/backup.proto``, the ``item`` of ChatItem.
"""

import binascii
import hashlib
import json
from collections.abc import Callable
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.importers.importer import Media
from recordkeeper.importers.json.fields import Values, inside, listed, text
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.named_files import the_one
from recordkeeper.records.vocabulary import Flag


class Content(NamedTuple):
    """What one message holds.

    Attributes:
        words: verbatim; None when it has none.
        media: what is not words.
        flags: what must be said about it.
        channel: as in a contact.
        subject: of a payment, its amount.
    """

    words: str | None = None
    media: tuple[Media, ...] = ()
    flags: tuple[Flag, ...] = ()
    channel: str = "text"
    subject: str = ""


class Files:
    """The files of an export: named by a hash that the message gives (Signal-Android, LocalArchiver.kt).

    ``files/ab/abcd….jpg``, where the name is the SHA-256 of the file's own SHA-256 and of a key.
    """

    def __init__(self, material: Material, limits: Limits) -> None:
        self._material = material
        self._limits = limits
        self._by_stem: dict[str, list[str]] = {}
        for one in material.members:
            stem = one.name.rpartition("/")[2].partition(".")[0]
            self._by_stem.setdefault(stem, []).append(one.name)

    def media(self, pointer: Values, name: str = "") -> Media:
        """The file that a FilePointer points to."""
        name = text(pointer, "fileName") or name
        kind = text(pointer, "contentType")
        locator = inside(pointer, "locatorInfo")
        digest, key = _bytes(locator, "plaintextHash"), _bytes(locator, "localKey")
        if not digest:
            return Media(name, kind, absent=True, reason=_("the phone had not downloaded it"))
        candidates = self._by_stem.get(hashlib.sha256(digest + key).hexdigest(), [])
        found = the_one(candidates, name, kind)
        return found if name or found.member is None else found._replace(name=found.member.rpartition("/")[2])

    def long_text(self, media: Media) -> str | None:
        """The words of a long message, which are a file of their own; None where they cannot be read."""
        if media.member is None:
            return None
        with self._material.open(media.member) as stream:
            raw = stream.read(self._limits.chunk + 1)
        try:
            return raw.decode() if len(raw) <= self._limits.chunk else None
        except UnicodeDecodeError:
            return None


def content(item: Values, files: Files) -> Content | None:
    """What a message holds; None for a kind that is not known."""
    for name, read in _KINDS.items():
        if isinstance(value := item.get(name), dict):
            return read(value, files)
    return None


def _standard(message: Values, files: Files) -> Content:
    attachments = [(one, inside(one, "pointer")) for one in listed(message, "attachments")]
    media = [files.media(pointer) for _one, pointer in attachments]
    captions = [text(pointer, "caption") for _one, pointer in attachments]
    long_text = inside(message, "longText")
    words, flags, rest = _words(text(inside(message, "text"), "body"), long_text, files)
    return Content(words or "\n".join(filter(None, captions)) or None, (*media, *rest), flags)


def _words(body: str, long_text: Values, files: Files) -> tuple[str, tuple[Flag, ...], tuple[Media, ...]]:
    """The words, whole: those beyond two kilobytes are in a file that begins with the others."""
    if not long_text:
        return body, (), ()
    file = files.media(long_text, "long-text.txt")
    whole = files.long_text(file)
    if whole is not None and whole.startswith(body):
        return whole, (), ()
    return body, ("incomplete",), (file,)


def _contact_card(message: Values, _files: Files) -> Content:
    card = json.dumps(inside(message, "contact"), ensure_ascii=False, indent=1).encode(errors="replace")
    return Content(media=(Media("contact.json", "application/json", card),))


def _sticker(message: Values, files: Files) -> Content:
    sticker = inside(message, "sticker")
    name = _("sticker {emoji}").format(emoji=text(sticker, "emoji")).strip()
    return Content(media=(files.media(inside(sticker, "data"), name),))


def _deleted(_message: Values, _files: Files) -> Content:
    return Content(flags=("deleted",))


def _deleted_by_another(_message: Values, _files: Files) -> Content:
    return Content()


def _left_out(_message: Values, _files: Files) -> Content:
    return Content(flags=("omitted",))


def _story_reply(message: Values, files: Files) -> Content:
    reply = inside(message, "textReply")
    if not reply:
        return Content(text(message, "emoji") or None)
    words, flags, rest = _words(text(inside(reply, "text"), "body"), inside(reply, "longText"), files)
    return Content(words or None, rest, flags)


def _poll(message: Values, _files: Files) -> Content:
    options = [text(one, "option") for one in listed(message, "options")]
    return Content("\n".join((text(message, "question"), *options)))


def _payment(message: Values, _files: Files) -> Content:
    amount = text(message, "amountMob")
    return Content(
        text(message, "note") or None, channel="payment", subject=f"{amount} MOB" if amount else ""
    )


def _badge(_message: Values, _files: Files) -> Content:
    return Content(channel="gift")


_KINDS: dict[str, Callable[[Values, Files], Content]] = {
    "standardMessage": _standard,
    "contactMessage": _contact_card,
    "stickerMessage": _sticker,
    "remoteDeletedMessage": _deleted,
    "adminDeletedMessage": _deleted_by_another,
    "viewOnceMessage": _left_out,
    "directStoryReplyMessage": _story_reply,
    "poll": _poll,
    "paymentNotification": _payment,
    "giftBadge": _badge,
}


def _bytes(values: Values, name: str) -> bytes:
    try:
        return binascii.a2b_base64(text(values, name), strict_mode=True)
    except ValueError:
        return b""
