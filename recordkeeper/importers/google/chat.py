"""Google Chat as Google Takeout exports it: a folder for every conversation, with its ``messages.json``.

Google does not document the files; described in several public readers of such exports.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.google import chat_date
from recordkeeper.importers.importer import Damage, Found, Item, Media, Note, Said
from recordkeeper.importers.json.fields import Values, inside, listed, text
from recordkeeper.importers.json.stream import Part, beside, elements
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Skipped
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Flag

_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"messages"\s*+:\s*+\[\s*+(\{|\])')
_FIELDS = (b'"created_date"', b'"deleted_date"', b'"message_state"')
_MESSAGES = re.compile(r"(?:^|/)messages\.json\Z")
_OWNER = re.compile(r"(?:^|/)Users/[^/]+/user_info\.json\Z")
_LOOKED_AT = 200
"""How many conversations are opened to tell what an archive is."""
_HEAD = 4096
_MOST_MEMBERS = 1000


@dataclass(frozen=True, slots=True)
class _Chat:
    """What is known of a conversation.

    Attributes:
        member: its ``messages.json``.
        owner: addresses of the account exported, or what the keeper said is theirs; empty when unknown, also
            where nobody in it is any of these.
        others: everyone else in it, by address or else by name, and the names shown.
        group: more than two people are in it, or it is a space.
    """

    member: str
    owner: OwnNames
    others: dict[str, str]
    group: bool

    def is_owner(self, person: Values) -> bool:
        """Whether this is the keeper."""
        return _is_owner(person, self.owner)


@dataclass(slots=True)
class _Reading:
    """One reading of an export: the number of the last record, and dates that could not be read."""

    files: NamedFiles
    number: int = 0
    unread: int = 0


class GoogleChat:
    """``Google Chat/Groups/*/messages.json`` with the files beside, or one such file alone."""

    name = "google-chat"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such an export leaves out."""
        return _(
            "Google exports the conversations that the account could still see. Where history was turned "
            "off, messages are gone after a day. Of a deleted message only its trace is left, without its "
            "sender and its time. Files shared from Google Drive are not in it."
        )

    def identify(self, material: Material) -> bool:
        """Whether a conversation is in it as Google Chat writes them."""
        named = _named(material)[:_LOOKED_AT]
        return any(_is_chat(material.head(one)) for one in named)

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Conversation after conversation, in the order of their names.

        Raises:
            ImportRefused: no conversation of Google Chat is in it.
        """
        account = _owner(material, said.limits)
        reading = _Reading(NamedFiles(material))
        begun = [one for one in _named(material) if _BEGINNING.match(material.head(one))]
        if not any(_is_chat(material.head(one)) for one in begun):
            raise ImportRefused(
                _("There is no conversation of Google Chat in it. Nothing was brought in."),
                _("Export Google Chat again from takeout.google.com, and bring in that archive."),
            )
        for member in begun:
            chat = _chat(material, member, account, said)
            with material.open(member) as stream:
                for part in elements(stream, said.limits, {("messages",)}):
                    if isinstance(part, Damage):
                        yield part._replace(locator=locator.within(member, part.locator))
                    elif part.path[0] == "messages" and len(part.path) > 1:
                        reading.number += 1
                        yield _record(part, chat, reading)
        if reading.unread:
            yield Note(
                _("{count} of its dates are in a language that is not read here: kept as written.").format(
                    count=reading.unread
                )
            )


def _named(material: Material) -> list[str]:
    return [one.name for one in material.members if not one.name or _MESSAGES.search(one.name)]


def _is_chat(head: bytes) -> bool:
    """Whether a conversation begins so; one without messages does not tell."""
    found = _BEGINNING.match(head)
    return found is not None and any(one in head[:_HEAD] for one in _FIELDS)


def _owner(material: Material, limits: Limits) -> tuple[str, ...]:
    """The address of the account exported; nothing where the export does not say it, or says two."""
    found: set[str] = set()
    for one in (one.name for one in material.members if _OWNER.search(one.name)):
        with material.open(one) as stream:
            user = beside(stream, limits, {("membership_info",)}, {"user"}).get(("user",))
        found.add(text(user, "email") if isinstance(user, dict) else "")
    return tuple(found) if len(found) == 1 and "" not in found else ()


def _chat(material: Material, member: str, account: tuple[str, ...], said: Said) -> _Chat:
    """A conversation's members: as it lists them, or else those who wrote in it."""
    folder = member.rpartition("/")[0]
    listing = f"{folder}/group_info.json"
    owner = OwnNames(account or said.me)
    people: list[Values] = []
    if any(one.name == listing for one in material.members):
        people = _people(material, listing, said.limits, "members")
    alone = not _others(people, owner)
    if alone or (owner and not account and not _has_owner(people, owner)):
        people += _people(material, member, said.limits, "messages")
    # What was said may be said of other exports: where it is nobody's, any name may be the keeper's.
    if not (account or _has_owner(people, owner)):
        owner = OwnNames(())
    others = _others(people, owner)
    named = folder.rpartition("/")[2]
    group = named.startswith("Space ") or len(others) > (1 if owner else 2)
    return _Chat(member, owner, others, group)


def _people(material: Material, member: str, limits: Limits, array: str) -> list[Values]:
    found: dict[str, Values] = {}
    with material.open(member) as stream:
        for part in elements(stream, limits, {(array,)}):
            if isinstance(part, Damage) or not isinstance(part.value, dict) or len(part.path) == 1:
                continue
            person = inside(part.value, "creator") if array == "messages" else part.value
            if _identifier(person) and len(found) < _MOST_MEMBERS:
                found.setdefault(_identifier(person), person)
    return list(found.values())


def _others(people: list[Values], owner: OwnNames) -> dict[str, str]:
    return {
        _identifier(one): text(one, "name")
        for one in people
        if _identifier(one) and not _is_owner(one, owner)
    }


def _has_owner(people: list[Values], owner: OwnNames) -> bool:
    return any(_is_owner(one, owner) for one in people)


def _identifier(person: Values) -> str:
    return text(person, "email") or text(person, "name")


def _is_owner(person: Values, owner: OwnNames) -> bool:
    displayed = text(person, "email"), text(person, "name")
    return any(owner.has(one) for one in displayed if one)


def _record(part: Part, chat: _Chat, reading: _Reading) -> Found | Skipped:
    if not isinstance(part.value, dict):
        reason = part.reason or _("it is not what such an export holds")
        return Skipped(locator=locator.of_record(reading.number, part.start, chat.member), reason=reason)
    message = part.value
    creator = inside(message, "creator")
    mine = bool(creator) and chat.is_owner(creator)
    when = chat_date.moment(text(message, "created_date"))
    reading.unread += bool(when.written) and not when.known
    media = _media(message, chat.member, reading.files)
    deleted = text(message, "message_state") == "DELETED"
    sender = "" if mine else _identifier(creator)
    to_one = mine and not chat.group
    identifier, shown_name = (
        next(iter(chat.others.items()), ("", "")) if to_one else (sender, text(creator, "name"))
    )
    contact = Contact(
        when=when,
        direction="out" if mine else "in",
        channel="text",
        medium="google-chat",
        identifier=identifier,
        words=text(message, "text") or None,
        flags=_flags(
            message, when, chat, unsaid=not _identifier(creator) or not chat.owner, repaired=part.repaired
        ),
        shown_name="" if mine and chat.group else shown_name,
        group=tuple(one for one in chat.others if one != sender) if chat.group else (),
    )
    written = contact.words is not None or media or deleted
    system = not written or text(creator, "user_type").lower() == "bot"
    native_id = text(message, "message_id")[:200]
    return Found(contact, reading.number, part.start, part.end, native_id, media, system, chat.member)


def _flags(message: Values, when: Moment, chat: _Chat, *, unsaid: bool, repaired: bool) -> tuple[Flag, ...]:
    """What must be said; only what its creator deleted is said to be deleted by its sender."""
    by = text(inside(message, "deletion_metadata"), "deletion_type")
    deleted = text(message, "message_state") == "DELETED" and (not by or by.startswith("CREATOR"))
    said: tuple[tuple[bool, Flag], ...] = (
        (repaired, "repaired"),
        (deleted, "deleted"),
        (chat.group, "group"),
        (unsaid, "sender-unsaid"),
        (not when.known, "time-unreadable"),
    )
    return tuple(flag for true, flag in said if true)


def _media(message: Values, member: str, files: NamedFiles) -> tuple[Media, ...]:
    """The files beside the conversation, and what was shared from Google Drive, which is not there."""
    media: list[Media] = []
    for one in listed(message, "attached_files"):
        name = text(one, "export_name") or text(one, "original_name")
        found = files.beside(member, name, also=(name.replace("?", "_"),))
        media.append(found._replace(name=text(one, "original_name") or found.name))
    for one in listed(message, "annotations"):
        if "drive_metadata" in one:
            title = text(inside(one, "drive_metadata"), "title")
            media.append(Media(title, "", absent=True, reason=_("it is in Google Drive, not in the export")))
    return tuple(media)
