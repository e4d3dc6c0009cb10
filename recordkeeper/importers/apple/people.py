"""Who is on the other side of a message of Apple's: one of its handles, or all those of a conversation.

A handle is a number or an address, exactly as the device keeps it; one person can have several. A
conversation (``chat``) lists the handles of everyone in it but the keeper.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from recordkeeper.importers.importer import Damage
from recordkeeper.importers.sqlite.file import Database, Row
from recordkeeper.importers.sqlite.join import Joined
from recordkeeper.records.vocabulary import Direction

_GROUP = 43
"""``chat.style`` of a conversation of several; 45 of one with one person (idreezus/imessage-archive)."""
_KEPT = 1024
"""Handles and conversations held at a time."""
_MOST = 1000
"""Handles of a conversation; Messages allows 32 in a group."""


class Sides(NamedTuple):
    """The other side of a message.

    Attributes:
        identifier: who it came from; or whom it went to, unless to several.
        group: in a group, everyone else in it, as the device keeps them; or the group's own name.
    """

    identifier: str
    group: tuple[str, ...]


class People:
    """The handles and conversations of a database, looked up where they stand."""

    def __init__(self, database: Database) -> None:
        tables = database.tables
        self._handles, self._chats = tables["handle"], tables.get("chat")
        self._joined = (
            Joined(tables.get("chat_message_join"), "message_id", "chat_id"),
            # Messages that were deleted here lately leave their conversation, and stay for 30 days.
            Joined(tables.get("chat_recoverable_message_join"), "message_id", "chat_id"),
        )
        self._members = Joined(tables.get("chat_handle_join"), "chat_id", "handle_id")
        self._handle = lru_cache(_KEPT)(self._look_up)
        self._sides = lru_cache(_KEPT)(self._told)

    def damage(self) -> Iterator[Damage]:
        """What of all this cannot be read."""
        for joined in (*self._joined, self._members):
            yield from joined.damage

    def sides(self, message: Row, direction: Direction) -> Sides:
        """The other side of a message: of the first conversation it is in, and by its own handle."""
        chats = (chat for joined in self._joined for chat in joined.of(message.rowid))
        room = message.text("cache_roomnames")
        return self._sides(next(chats, 0), message.integer("handle_id") or 0, direction, room)

    def _told(self, chat: int, handle: int, direction: Direction, room: str) -> Sides:
        found = self._chats.row(chat, "style", "chat_identifier") if chat and self._chats else None
        named = found.text("chat_identifier") if found else ""
        listed = islice(self._members.of(chat), _MOST)
        members = tuple(dict.fromkeys(one for one in map(self._handle, listed) if one))
        own = self._handle(handle)
        if room or len(members) > 1 or (found and found.integer("style") == _GROUP):
            identifier = own if direction == "in" else ""
            others = tuple(one for one in members if one != identifier)
            return Sides(identifier, others or tuple(filter(None, (room or named,))))
        only = members[0] if members else ""
        if direction == "in":
            return Sides(own or only or named, ())
        return Sides(only or own or named, ())

    def _look_up(self, number: int) -> str:
        row = self._handles.row(number, "id") if number else None
        return row.text("id") if row else ""
