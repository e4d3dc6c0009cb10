"""Who is who in a Signal export: its recipients and chats, by the numbers that the file gives them.

Fields: libsignal, ``rust/message-backup/src/proto/backup.proto``, messages Recipient, Contact, Group, Chat.
"""

import binascii
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from recordkeeper.importers.json.fields import Values, inside, listed, text
from recordkeeper.importers.whole_number import whole

_MOST = 100_000
"""Recipients, and chats, of one export that are kept in mind."""
_UUID = 16
"""Bytes of an account's name."""


class Who(NamedTuple):
    """One recipient.

    Attributes:
        kind: contact, group, self, releaseNotes, or another of the format's names; "" when not known.
        identifier: the number with its "+", else the user name, else the account's UUID; a group's title.
        name: as the app shows it.
        aci: the account's UUID, which stays when number and name change; "" when not known.
        members: UUIDs of a group's members.
    """

    kind: str = ""
    identifier: str = ""
    name: str = ""
    aci: str = ""
    members: tuple[str, ...] = ()


NOBODY = Who()
"""Whom the export does not say."""


class People:
    """The recipients and chats of one export."""

    def __init__(self) -> None:
        self._recipients: dict[int, Who] = {}
        self._chats: dict[int, int] = {}
        self._by_aci: dict[str, Who] = {}

    def take(self, frame: Values) -> None:
        """Remember a recipient or a chat."""
        if recipient := inside(frame, "recipient"):
            number = whole(recipient.get("id"))
            if number is not None and len(self._recipients) < _MOST:
                who = self._recipients[number] = recipient_of(recipient)
                if who.aci:
                    self._by_aci[who.aci] = who
        elif chat := inside(frame, "chat"):
            number, other = whole(chat.get("id")), whole(chat.get("recipientId"))
            if number is not None and other is not None and len(self._chats) < _MOST:
                self._chats[number] = other

    def recipient(self, number: object) -> Who:
        """The recipient of this number."""
        found = whole(number)
        return NOBODY if found is None else self._recipients.get(found, NOBODY)

    def chat(self, number: object) -> Who:
        """The other side of the chat of this number."""
        found = whole(number)
        return NOBODY if found is None else self.recipient(self._chats.get(found))

    def others(self, group: Who, sender: Who = NOBODY) -> tuple[str, ...]:
        """A group's members as displayed, but the sender and the keeper (whose UUID is not in the export).

        Only the title where no member is known.
        """
        members = (self._by_aci[one] for one in group.members if one in self._by_aci and one != sender.aci)
        found = tuple(dict.fromkeys(one.identifier for one in members if one.identifier))
        return found or ((group.identifier,) if group.identifier else ())


def recipient_of(recipient: Values) -> Who:
    """A recipient as the export describes it."""
    if contact := inside(recipient, "contact"):
        return _contact(contact)
    if group := inside(recipient, "group"):
        snapshot = inside(group, "snapshot")
        members = tuple(filter(None, (account(text(one, "userId")) for one in listed(snapshot, "members"))))
        title = text(inside(snapshot, "title"), "title")
        return Who("group", title, title, members=members)
    return Who(next((one for one in ("self", "releaseNotes") if one in recipient), ""))


def account(base64: str) -> str:
    """An account's UUID from its 16 bytes; "" for anything else."""
    try:
        raw = binascii.a2b_base64(base64, strict_mode=True)
    except ValueError:
        return ""
    return str(UUID(bytes=raw)) if len(raw) == _UUID else ""


def _contact(contact: Values) -> Who:
    number = whole(contact.get("e164"))
    aci = account(text(contact, "aci"))
    phone = f"+{number}" if number and number > 0 else ""
    displayed = phone or text(contact, "username") or aci or account(text(contact, "pni"))
    nickname = inside(contact, "nickname")
    names = (
        _joined((text(nickname, "given"), text(nickname, "family"))),
        _joined((text(contact, "systemGivenName"), text(contact, "systemFamilyName"))),
        _joined((text(contact, "profileGivenName"), text(contact, "profileFamilyName"))),
    )
    return Who("contact", displayed, next(filter(None, names), ""), aci)


def _joined(names: Iterable[str]) -> str:
    return " ".join(filter(None, names))
