"""One message or call of Telegram Desktop's JSON (tdesktop, ``export_output_json.cpp``).

A sender is known by ``from_id`` ("user123"), which stays: ``from`` is the name in the keeper's own address
book, or one that anybody can give themselves and change. So the number is the identifier, and the name is
only shown. Where an export has no number (other programs' copies), the name is all there is.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from recordkeeper.importers.importer import Media
from recordkeeper.importers.instants import from_epoch
from recordkeeper.importers.json.fields import Values, listed, text
from recordkeeper.importers.local_time import LocalTimes
from recordkeeper.importers.named_files import NamedFiles
from recordkeeper.importers.own_names import OwnNames
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import Direction, Flag

_CALLS = frozenset({"phone_call", "conference_call"})
_GIFTS = frozenset({"send_premium_gift", "send_star_gift", "send_stars_gift", "send_ton_gift"})
_OUTCOMES = {"missed": "missed", "busy": "rejected"}
"""``discard_reason``: "busy" is the called one declining (Telegram's phoneCallDiscardReasonBusy)."""
_FILES = ("photo", "file", "contact_vcard")
_CARDS = (
    *("contact_information", "location_information", "place_name", "address", "invoice_information"),
    *("game_title", "game_link", "rich_message", "cost", "months", "stars", "gift_id"),
)
"""What a message can hold beside words and files, as far as it does not change after it was sent."""
_TWO = frozenset({"personal_chat", "bot_chat"})
_ONE = "saved_messages"
_NUMBER = re.compile(r"(?:user|channel|chat)\d+", re.ASCII)
_USERS_BELOW = 1 << 32
"""Exports before 2020 number senders without "user"; what is not a person lies above."""
_LOCAL_LENGTH = len("2024-03-01T11:14:05")
_QUARTER = 900
_WIDEST = 15 * 3600
"""Seconds: no place is further from UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """What an export says about all messages of a chat.

    Attributes:
        id: Telegram's number for it; None where the export has none.
        name: as displayed.
        type: personal_chat, private_group …; "" where the export does not say.
        owner: the keeper's own number as in ``from_id``, where the export tells it; else "".
    """

    id: int | None
    name: str
    type: str
    owner: str

    @property
    def peer(self) -> str:
        """The other one's number, in a chat of two; else ""."""
        return f"user{self.id}" if self.id is not None and self.type in _TWO else ""

    @property
    def group(self) -> bool:
        """Whether more than two can read it. One of a type never seen is taken for a group."""
        return bool(self.type) and self.type not in _TWO and self.type != _ONE


class Writer(NamedTuple):
    """Who wrote a message: their number, and the name shown; "" where the export has none."""

    number: str
    shown: str


def writer(values: dict[str, Any]) -> Writer:
    """Who wrote a message, or did what a service message says."""
    who = "actor" if text(values, "type") == "service" else "from"
    return Writer(_number(values.get(f"{who}_id")), text(values, who))


class Keeper:
    """Who the keeper is, where the export does not tell: by what was said of numbers, else of names.

    An export is made by one account, which has one number. A name two can bear: whoever bears the
    keeper's under a second number is not told apart. Where nobody in the export is what was said, it was
    said of other exports, and anybody in this one may be the keeper.
    """

    def __init__(self, me: Sequence[str], writers: Callable[[], Iterable[Writer]]) -> None:
        """Remember what was said; ``writers`` finds everyone in the export, and is asked at most once."""
        self._own = OwnNames(me)
        self._writers = writers
        self._numbered = any(_NUMBER.fullmatch(one) for one in me)
        self._number = ""

    def named(self, displayed: str) -> bool:
        """Whether a name is the keeper's."""
        return self._own.has(displayed)

    def wrote(self, sender: str, shown: str) -> bool | None:
        """Whether a message is the keeper's; None where that is not told."""
        if not (self._own and (sender or shown)):
            return None
        mine = self._is_mine(sender, shown)
        return None if mine is False and not self._is_there else mine

    @cached_property
    def _is_there(self) -> bool:
        return any(self._own.has(one) for writer in self._writers() for one in writer if one)

    def _is_mine(self, sender: str, shown: str) -> bool | None:
        if sender and (self._numbered or self._own.has(sender)):
            return self._own.has(sender)
        if not (shown and self._own.has(shown)):
            return False
        self._number = self._number or sender
        return True if sender == self._number else None


class Reader(NamedTuple):
    """What reading a message needs beside it."""

    keeper: Keeper
    files: NamedFiles
    local: LocalTimes
    folder: str


def contact(values: Values, chat: Chat, reader: Reader) -> tuple[Contact, tuple[Media, ...], bool]:
    """The fact, the parts that are not words, and whether the app wrote it."""
    service = values.get("type") == "service"
    sender, shown = writer(values)
    direction, unsaid = _direction(sender, shown, chat, reader.keeper)
    when, flags = _when(values, reader.local)
    words = _words(values.get("gift_text" if service else "text"))
    media = _media(values, reader)
    action = text(values, "action")
    told: tuple[tuple[bool, Flag], ...] = (
        (chat.group, "group"),
        (_edited(values), "edited"),
        (not (service or words or media), "omitted"),
        (unsaid, "sender-unsaid"),
    )
    channel = "gift" if service and action in _GIFTS else "text"
    inward = direction == "in"
    identifier = (sender or shown) if inward else "" if chat.group else _other(chat, reader.keeper)
    fact = Contact(
        when=when,
        direction=direction,
        channel=channel,
        medium="" if channel == "gift" else "telegram",
        identifier=identifier,
        words=words or None,
        flags=(*flags, *(flag for true, flag in told if true)),
        shown_name=(shown if inward else "" if chat.group else chat.name),
        service="telegram" if channel == "gift" else "",
        group=(chat.name or f"chat{chat.id}",) if chat.group else (),
    )
    if service and action in _CALLS:
        return _call(fact, values), media, False
    return fact, media, service and action not in _GIFTS


def _number(value: Any) -> str:
    """A sender's number, as it is written today; exports before 2020 wrote the bare one."""
    if isinstance(value, str):
        return value
    bare = whole(value)
    return "" if bare is None else f"user{bare}" if 0 < bare < _USERS_BELOW else str(bare)


def _direction(sender: str, shown: str, chat: Chat, keeper: Keeper) -> tuple[Direction, bool]:
    """By the export's own fields, where they tell it; else by what the keeper said.

    In a chat of two, who is not the other one is the keeper.
    """
    if chat.type == _ONE:
        return "out", False
    if sender and chat.owner:
        return ("out" if sender == chat.owner else "in"), False
    if chat.peer and sender.startswith("user"):
        return ("in" if sender == chat.peer else "out"), False
    mine = keeper.wrote(sender, shown)
    return ("out" if mine else "in"), mine is None


def _other(chat: Chat, keeper: Keeper) -> str:
    """To whom a message in a chat of two went."""
    if chat.type == _ONE or keeper.named(chat.name):
        return ""
    return chat.peer or chat.name


def _when(values: Values, local: LocalTimes) -> tuple[Moment, tuple[Flag, ...]]:
    """The server's second; the local time beside it gives the computer's offset away.

    Exports before 2021 have only the local time, in the zone of the computer that exported.
    """
    written = text(values, "date")
    naive = _local(written)
    if "date_unixtime" not in values:
        return local.moment(written, naive)
    counted = values["date_unixtime"]
    when = from_epoch(counted, "server", milliseconds=1000, offset=_offset(naive, whole(counted)))
    return when, () if when.known else ("time-unreadable",)


def _local(written: str) -> datetime | None:
    """A local time as Qt writes it (``Qt::ISODate``), without a zone."""
    if len(written) != _LOCAL_LENGTH:
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _offset(naive: datetime | None, seconds: int | None) -> int | None:
    """Seconds east of UTC; None unless it is one that clocks are set to."""
    if naive is None or seconds is None:
        return None
    offset = (naive - datetime(1970, 1, 1)) // timedelta(seconds=1) - seconds  # noqa: DTZ001 -- local on purpose
    return offset if abs(offset) <= _WIDEST and not offset % _QUARTER else None


def _edited(values: Values) -> bool:
    """Whether its sender changed it later; old exports wrote 1970 for what was never edited."""
    if "edited_unixtime" in values:
        return bool(whole(values["edited_unixtime"]))
    return _local(text(values, "edited")) is not None and not text(values, "edited").startswith("19")


def _words(value: Any) -> str:
    """The words, whatever they look like: a text, or pieces one after another that bear styles and links."""
    if isinstance(value, str):
        return value
    pieces = value if isinstance(value, list) else ()
    return "".join(
        one if isinstance(one, str) else text(one, "text") for one in pieces if isinstance(one, str | dict)
    )


def _media(values: Values, reader: Reader) -> tuple[Media, ...]:
    """Files by their names, and everything that is neither words nor a file as a part of its own.

    Where a file is left out, Telegram writes a sentence in brackets for its name.
    """
    media: list[Media] = []
    for kind in _FILES:
        named = text(values, kind)
        if not named:
            continue
        claimed = text(values, "mime_type") if kind == "file" else ""
        if named.endswith(")") and "(File " in named:
            name = text(values, "file_name") or text(values, "media_type") or kind
            media.append(Media(name, claimed, absent=True, reason=named))
        else:
            media.append(reader.files.media(named, reader.folder, claimed))
    cards = {key: values[key] for key in _CARDS if key in values}
    if isinstance(poll := values.get("poll"), dict):
        answers = [_words(one.get("text")) for one in listed(poll, "answers")]
        cards["poll"] = {"question": poll.get("question"), "answers": answers}
    if cards:
        written = json.dumps(cards, ensure_ascii=False, sort_keys=True).encode()
        media.append(Media("message.json", "application/json", written))
    return tuple(media)


def _call(fact: Contact, values: Values) -> Contact:
    """A call by whoever is named: an outcome only where a field says it."""
    duration = whole(values.get("duration_seconds"))
    reason = "missed" if values.get("is_missed") is True else text(values, "discard_reason")
    outcome = _OUTCOMES.get(reason) or ("answered" if duration else "")
    inward = fact.direction == "in"
    return fact.having(
        channel="call",
        medium=outcome if inward else "",
        duration=duration,
        answered=outcome == "answered" if inward and outcome else None,
        service="telegram",
        words=None,
    )
