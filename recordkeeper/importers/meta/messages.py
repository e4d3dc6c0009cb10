"""One message of Messenger or Instagram, as Meta writes it into JSON.

Two spellings: the download of one's information (``sender_name``, ``timestamp_ms``, ``content``) and the
one of end-to-end encrypted chats (``senderName``, ``timestamp``, ``text``). Fields: kenn-io/msgvault's
and others' samples; nothing is documented by Meta. There are names and no numbers: a name is all that
says who wrote, so who the keeper is must be said.
"""

import json
from dataclasses import dataclass
from typing import NamedTuple

from recordkeeper.importers.importer import Media
from recordkeeper.importers.instants import from_epoch
from recordkeeper.importers.json.fields import Values, inside, objects, text
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.contacts import Contact
from recordkeeper.records.vocabulary import Direction, Flag

_FILES = ("photos", "videos", "audio_files", "gifs", "files", "sticker", "media")
_EVENTS = frozenset({"Subscribe", "Unsubscribe"})
"""Somebody was added, left or was removed: the app wrote that."""


class Spelling(NamedTuple):
    """What the fields of a message are called."""

    sender: str
    time: str
    words: str
    unsent: str


DOWNLOAD = Spelling("sender_name", "timestamp_ms", "content", "is_unsent")
ENCRYPTED = Spelling("senderName", "timestamp", "text", "isUnsent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What one file says about all of its messages.

    Attributes:
        key: a name for it that stays: the last part of ``thread_path``, which ends in Meta's own number.
        members: names of those in it when it was exported, as displayed, without the keeper's; who left
            is missing.
        mine: how many members bear a name of the keeper's.
        known: whether the keeper is in it, by a name that was said: a member, or one who wrote and left.
        title: as displayed; of a conversation of two, the other one's name.
        group: more than two.
        service: messenger or instagram; "" where the export does not say.
        folder: where the file stands, which holds the files that its messages name.
    """

    key: str
    members: tuple[str, ...]
    mine: int
    known: bool
    title: str
    group: bool
    service: str
    folder: str


def put_right(written: str) -> str:
    """Text as it was typed: Meta writes the bytes of its UTF-8 as if each were a letter.

    Only where the whole of it can have been written so; anything else is as it stands. Each text is
    looked at by itself: encrypted chats are mostly written plainly, and not always.
    """
    if written.isascii():
        return written
    try:
        return written.encode("latin-1").decode()
    except UnicodeError:
        return written


def spelling(values: Values) -> Spelling | None:
    """How a message is written; None for what is none."""
    for one in (DOWNLOAD, ENCRYPTED):
        if one.sender in values or one.time in values:
            return one
    return None


def contact(
    values: Values, written: Spelling, conversation: Conversation, own: OwnNames, files: NamedFiles
) -> tuple[Contact, tuple[Media, ...]]:
    """The fact, and the parts that are not words."""
    sender = put_right(text(values, written.sender))
    direction, identifier, unsaid = _sides(sender, conversation, own)
    when = from_epoch(values.get(written.time), "server")
    is_call = values.get("type") == "Call" or "call_duration" in values or "missed" in values
    # What stands in a call's text was written by the app, in the language of the account.
    content = "" if is_call else put_right(text(values, written.words))
    words, media = _content(content, values, conversation, files)
    deleted = values.get(written.unsent) is True
    said: tuple[tuple[bool, Flag], ...] = (
        (when.at is None, "time-unreadable"),
        (conversation.group, "group"),
        (deleted, "deleted"),
        (not (words or media or deleted or is_call), "omitted"),
        (unsaid, "sender-unsaid"),
    )
    fact = Contact(
        when=when,
        direction=direction,
        channel="text",
        medium=conversation.service,
        identifier=identifier,
        words=words or None,
        group=_others(conversation, sender),
        flags=tuple(flag for true, flag in said if true),
    )
    return (_call(fact, values, conversation) if is_call else fact), media


def is_event(values: Values) -> bool:
    """Whether the app wrote it, not a person."""
    return text(values, "type") in _EVENTS or "users" in values


def _sides(sender: str, conversation: Conversation, own: OwnNames) -> tuple[Direction, str, bool]:
    """The direction, the other side, and whether it is not told who the keeper is.

    It is not when two members bear the keeper's name, nor when nobody does: then what was said is an old
    name, somebody else's, or said of other exports.
    """
    if not sender:
        return "in", "", True
    if not own.has(sender):
        return "in", sender, not conversation.known
    if conversation.mine > 1:
        return "in", sender, True
    if conversation.group:
        return "out", "", False
    named = conversation.members[0] if len(conversation.members) == 1 else conversation.title
    return "out", "" if own.has(named) else named, False


def _others(conversation: Conversation, sender: str) -> tuple[str, ...]:
    """In a group, those it went to as well; its title, where nobody is left in it."""
    if not conversation.group:
        return ()
    others = tuple(one for one in conversation.members if one != sender)
    return others or ((conversation.title,) if conversation.title else ())


def _call(fact: Contact, values: Values, conversation: Conversation) -> Contact:
    """A call that somebody tried: only what the fields say of its outcome is said."""
    duration = whole(values.get("call_duration"))
    missed = values.get("missed") is True
    outcome = "missed" if missed else "answered" if duration else ""
    inward = fact.direction == "in"
    return fact.having(
        channel="call",
        medium=outcome if inward else "",
        duration=duration,
        answered=(not missed) if inward and outcome else None,
        service=conversation.service,
    )


def _content(
    content: str, values: Values, conversation: Conversation, files: NamedFiles
) -> tuple[str, tuple[Media, ...]]:
    """The words exactly as they were sent, and everything else that was.

    A shared link or place are the words where there are no others. Beside words they are a part of
    their own, unless the words hold the link already.
    """
    media = [
        files.media(put_right(uri), conversation.folder, rooted=False)
        for kind in _FILES
        if kind in values
        for one in objects(values[kind])
        if (uri := text(one, "uri"))
    ]
    shared = inside(values, "share")
    share = {key: put_right(words) for key in shared if (words := text(shared, key))}
    if not content:
        content = "\n".join(share[key] for key in ("share_text", "link") if key in share)
    elif share and not (set(share) == {"link"} and share["link"] in content):
        written = json.dumps(share, ensure_ascii=False, sort_keys=True).encode()
        media.append(Media("share.json", "application/json", written))
    return content, tuple(media)
