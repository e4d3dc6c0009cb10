"""What Signal writes into a chat by itself: calls, and traces of blocking.

Fields and what they mean: libsignal, ``rust/message-backup/src/proto/backup.proto``, IndividualCall,
GroupCall, SimpleChatUpdate.
"""

from typing import NamedTuple

from recordkeeper.importers.json.fields import Values, inside, text
from recordkeeper.records.vocabulary import Direction, TraceKind

TRACES: dict[str, TraceKind] = {
    "BLOCKED": "blocked",
    "UNBLOCKED": "unblocked",
    "REPORTED_SPAM": "reported",
}
"""Types of SimpleChatUpdate that say what the keeper did."""

_RECEIVED: dict[str, tuple[str, bool | None]] = {
    "ACCEPTED": ("answered", True),
    "NOT_ACCEPTED": ("rejected", False),
    "DECLINED": ("rejected", False),
    "MISSED": ("missed", False),
    "MISSED_NOTIFICATION_PROFILE": ("missed", False),
    "RINGING": ("missed", False),
}
_UNKNOWN_STATE: tuple[str, bool | None] = ("", None)
_RANG = frozenset(_RECEIVED) - {"NOT_ACCEPTED"}


class Call(NamedTuple):
    """A call between people.

    Attributes:
        direction: None when the export does not say it.
        medium, answered: as in a contact.
        started: as written, in milliseconds since 1970.
        ringer: number of the recipient who rang a group; None in a chat of two.
    """

    direction: Direction | None
    medium: str
    answered: bool | None
    started: object
    ringer: object = None


def call(update: Values) -> Call | None:
    """The call that an update tells of; None for any other update, and for group calls that rang nobody."""
    if one := inside(update, "individualCall"):
        directions: dict[str, Direction] = {"INCOMING": "in", "OUTGOING": "out"}
        direction = directions.get(text(one, "direction"))
        medium, answered = ("", None) if direction == "out" else _received(one)
        return Call(direction, medium, answered, one.get("startedCallTimestamp"))
    group = inside(update, "groupCall")
    if text(group, "state") == "OUTGOING_RING":
        return Call("out", "", None, group.get("startedCallTimestamp"))
    if text(group, "state") in _RANG and "ringerRecipientId" in group:
        medium, answered = _received(group)
        return Call("in", medium, answered, group.get("startedCallTimestamp"), group["ringerRecipientId"])
    return None


def _received(one: Values) -> tuple[str, bool | None]:
    return _RECEIVED.get(text(one, "state"), _UNKNOWN_STATE)


def trace(update: Values) -> TraceKind | None:
    """What the keeper did to the other person, as the app wrote it into the chat."""
    return TRACES.get(text(inside(update, "simpleUpdate"), "type"))
