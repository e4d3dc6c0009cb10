"""Telegram Desktop's export as JSON: ``result.json`` of one chat or of the whole account, with its files."""

import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers import locator
from recordkeeper.importers.importer import Damage, Found, Item, Note, Said
from recordkeeper.importers.json.fields import text
from recordkeeper.importers.json.stream import Part, Path, elements
from recordkeeper.importers.local_time import LocalTimes
from recordkeeper.importers.material import Limits, Material
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.importers.telegram.messages import Chat, Keeper, Reader, Writer, contact, writer
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.custody import Skipped

_CHATS = frozenset(
    {("messages",), ("chats", "list", "*", "messages"), ("left_chats", "list", "*", "messages")}
)
_RESULT = re.compile(r"(?:|.*/)result[^/]*\.json")
_TYPES = frozenset(
    {
        *("personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes"),
        *("private_group", "private_supergroup", "public_supergroup", "private_channel", "public_channel"),
    }
)
_KINDS = frozenset({"message", "service"})
_UNSUPPORTED = "unsupported"
_LOOKED_AT = 100
"""Values at the beginning of a file, and files, that are looked at to tell the format."""


class Telegram:
    """``result.json``."""

    name = "telegram"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such an export leaves out."""
        return _(
            "Such an export holds what Telegram still had when it was made, of the chats and the time that "
            "were chosen. Messages that either side deleted, secret chats, and what an edited message said "
            "before are not in it. Of public groups an export of the whole account holds only the keeper's "
            "own messages. Photos and files are in it only where that was chosen. It does not say who is "
            "blocked. The members of a group are not listed."
        )

    def identify(self, material: Material) -> bool:
        """Whether a file begins as Telegram Desktop's export does; in a folder, one called result.json."""
        return any(_is_export(material.head(one)) for one in _results(material)[:_LOOKED_AT])

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """Every message and call, chat after chat.

        Raises:
            ImportRefused: not such an export, or nothing in it can be read.
        """
        reading = _Reading(material, said)
        for member in _results(material):
            yield from reading.file(member)
        if not reading.anything:
            raise ImportRefused(
                _("No message of Telegram can be read in it. Nothing was brought in."),
                _("Export the chat again with Telegram Desktop, as JSON, or keep this file: rk attach"),
            )
        yield from reading.notes()


class _Reading:
    """One pass over an export.

    Attributes:
        anything: whether there was any chat.
    """

    def __init__(self, material: Material, said: Said) -> None:
        self.anything = False
        self._material = material
        self._limits = said.limits
        self._keeper = Keeper(said.me, self._writers)
        self._files = NamedFiles(material)
        self._local = LocalTimes(said)
        self._element = 0
        self._reactions = 0

    def file(self, member: str) -> Iterator[Item]:
        """The messages of one ``result.json``: what it says of a chat stands before its messages."""
        reader = Reader(self._keeper, self._files, self._local, member.rpartition("/")[0])
        about: dict[str, Any] = {}
        where: Path = ()
        owner = ""
        chat: Chat | None = None
        with self._material.open(member) as stream:
            for part in elements(stream, self._limits, _CHATS):
                if isinstance(part, Damage):
                    yield part._replace(locator=locator.within(member, part.locator))
                    continue
                if _is_record(part.path):
                    self.anything = True
                    if chat is None or part.path[:-2] != where:
                        about = about if part.path[:-2] == where else {}
                        where = part.path[:-2]
                        chat = _chat(about, owner)
                    yield self._record(part, member, chat, reader)
                elif part.path == ("personal_information",):
                    owner = _owner(part.value)
                elif part.path and part.path[-1] in {"name", "type", "id"} and not part.reason:
                    if part.path[:-1] != where:
                        about, where = {}, part.path[:-1]
                    about[str(part.path[-1])] = part.value
                    chat = None
                self.anything |= part.path == ("type",) and text({"type": part.value}, "type") in _TYPES

    def notes(self) -> Iterator[Note]:
        """What happened to the export as a whole."""
        if self._reactions:
            words = _("{count} messages have reactions in the file; reactions are not counted as contacts.")
            yield Note(words.format(count=self._reactions))

    def _writers(self) -> Iterator[Writer]:
        for member in _results(self._material):
            with self._material.open(member) as stream:
                for part in elements(stream, self._limits, _CHATS):
                    if isinstance(part, Part) and _is_record(part.path) and isinstance(part.value, dict):
                        yield writer(part.value)

    def _record(self, part: Part, member: str, chat: Chat, reader: Reader) -> Found | Skipped:
        self._element += 1
        values = part.value if isinstance(part.value, dict) else {}
        kind = text(values, "type")
        if part.reason or kind not in _KINDS:
            reason = part.reason or _unknown(kind)
            return Skipped(locator=locator.of_record(self._element, part.start, member), reason=reason)
        fact, media, system = contact(values, chat, reader)
        if part.repaired:
            fact = fact.having(flags=(*fact.flags, "repaired"))
        self._reactions += bool(values.get("reactions"))
        number = whole(values.get("id"))
        native_id = "" if number is None else f"{'' if chat.id is None else chat.id}:{number}"
        return Found(fact, self._element, part.start, part.end, native_id, media, system, member)


def _results(material: Material) -> list[str]:
    """The members that can be such an export."""
    if not material.container:
        return [""]
    return [one.name for one in material.members if _RESULT.fullmatch(one.name)]


def _is_export(head: bytes) -> bool:
    """Whether it begins as an export: by its first message, or by what stands before the chats."""
    for part in islice(elements(io.BytesIO(head), Limits(), _CHATS), _LOOKED_AT):
        if isinstance(part, Damage):
            return False
        value = part.value
        if _is_record(part.path):
            dated = isinstance(value, dict) and ("date" in value or "date_unixtime" in value or "id" in value)
            return dated and text(value, "type") in {*_KINDS, _UNSUPPORTED} and "sender_name" not in value
        if part.path == ("type",) and text({"type": value}, "type") in _TYPES:
            return True
        if part.path == ("personal_information",) and _owner(value):
            return True
        if part.path == ("about",) and isinstance(value, str) and "Telegram" in value:
            return True
    return False


def _is_record(path: Path) -> bool:
    return len(path) > 1 and path[-2] == "messages" and isinstance(path[-1], int)


def _owner(value: Any) -> str:
    """The keeper's own number, which an export of the whole account tells."""
    number = whole(value.get("user_id")) if isinstance(value, dict) else None
    return "" if number is None else f"user{number}"


def _chat(about: dict[str, Any], owner: str) -> Chat:
    return Chat(id=whole(about.get("id")), name=text(about, "name"), type=text(about, "type"), owner=owner)


def _unknown(kind: str) -> str:
    if kind == _UNSUPPORTED:
        return _("Telegram Desktop could not write this kind of message into the export")
    return _("its type “{type}” is neither a message nor a service message").format(type=kind[:40])
