"""Every stored token, listed once: lower-case, with hyphens (``domain.md``)."""

import re
from typing import Annotated, Literal, get_args

from msgspec import Meta

MEDIA: dict[str, tuple[str, ...]] = {
    "text": ("sms", "mms", "rcs", "whatsapp", "signal", "telegram", "messenger", "instagram", "imessage"),
    "call": ("answered", "missed", "rejected", "blocked", "voicemail", "elsewhere"),
    "email": (),
    "social": ("post", "comment", "tag", "follow", "like"),
    "post": (),
    "gift": (),
    "in-person": (),
    "via-others": (),
    "payment": (),
}
"""The closed list of channels, with the media that may stand under each."""

CHANNELS = tuple(MEDIA)
OTHER_CHANNEL = r"other:[a-z0-9]+(-[a-z0-9]+)*"
Channel = Annotated[str, Meta(pattern=rf"^({'|'.join(CHANNELS)}|{OTHER_CHANNEL})\Z")]
"""One of `CHANNELS`, or ``other:NAME`` with a lower-case hyphenated name."""

Purpose = Literal["children", "court", "property", "emergency", "boundary", "other", "mixed", "not-given"]
Role = Literal[
    "respondent",
    "proxy",
    "witness",
    "child",
    "officer",
    "advocate",
    "lawyer",
    "other",
]
IdentifierType = Literal["phone", "email", "handle", "address", "plate"]
Confidence = Literal["known", "believed"]
Direction = Literal["in", "out"]
Act = Literal[
    "threat",
    "property",
    "weapon",
    "violence",
    "self-harm",
    "surveillance",
    "impersonation",
    "image",
]
Pushback = Literal[
    "asked-why",
    "asked-to-change",
    "blamed",
    "denied-being-told",
    "promised",
    "apologised",
    "insulted",
]
Proximity = Literal["remote", "left-item", "nearby", "approach", "follow", "touch"]
Tristate = Literal["yes", "no", "unknown"]
DeliveryStatus = Literal["sent", "delivered", "read", "acknowledged", "refused"]
ReasonClass = Literal["not-safe", "advised", "other-step", "authority", "changed"]
StepKind = Literal["done", "deferred", "withdrawn"]
TriggerKind = Literal["any", "nth", "channel", "by"]
MeasureKind = Literal["block", "mute", "filter", "number-change", "locks", "privacy", "other"]
Authority = Literal["police", "court", "platform", "employer", "school", "carrier", "other"]
Recording = Literal["left", "all-knew", "not-all-knew", "someone-else"]
NotedOn = Literal["paper", "phone", "mail", "jot"]
Pick = Literal["worst", "first"]
ReceiptKind = Literal["rfc3161", "email", "scan"]
TraceKind = Literal["blocked", "unblocked", "reported"]

Flag = Literal[
    "not-sent",
    "incomplete",
    "repaired",
    "group",
    "time-unreadable",
    "part-unreadable",
    "omitted",
    "deleted",
    "edited",
    "hour-twice",
    "hour-skipped",
    "sender-unsaid",
    "suspect",
]
"""What an importer must say about one message: never sent, cut off in the file, bytes repaired for
reading, sent to several people, its time or a part of it not readable; a picture or sound left out of the
export; deleted or edited by its sender; written in an hour that clocks showed twice, or skipped; not said
whether the keeper sent it; perhaps not a message of its own but words inside another that look like one."""

PROVEN: tuple[DeliveryStatus, ...] = ("delivered", "read", "acknowledged")
"""Deliveries that prove a notice arrived."""

WITHHELD_NAMES: frozenset[Role] = frozenset({"child", "witness"})
"""Roles whose everything but role and label is private (``domain.md``)."""


def tokens(literal: object) -> tuple[str, ...]:
    """The allowed values of one of the token types above, in their listed order."""
    return tuple(str(value) for value in get_args(literal))


def is_channel(token: str) -> bool:
    """Whether a token is one of `CHANNELS`, or ``other:NAME``."""
    return token in CHANNELS or re.fullmatch(OTHER_CHANNEL, token) is not None
