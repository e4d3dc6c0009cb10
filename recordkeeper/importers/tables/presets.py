"""The tables that can be told by their header row alone, and what each of their columns means.

One more tool is one more `Preset`. Headers as seen in public: iMazing's in kenn-io/msgvault,
sascha-andres/imazingtosbr and message-vault; iExplorer's call history in software-architects'
documentation of time cockpit. No header of iExplorer's messages is published: such a table is read by a
mapping.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Meaning = Literal[
    "date",
    "time",
    "number",
    "name",
    "from",
    "to",
    "direction",
    "type",
    "duration",
    "minutes",
    "seconds",
    "service",
    "channel",
    "text",
    "subject",
    "session",
    "status",
    "sent",
    "edited",
    "deleted",
    "attachment",
    "attachment_type",
]
"""What a column can hold. ``number`` and ``name``: of the other side; ``from`` and ``to``: whoever they are.
``session``: the conversation; ``type``: how a call ended; ``sent``: the sender's own time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A table of a tool that is known.

    Attributes:
        name: of the tool and the table, for the keeper.
        required: headers that it always has, in lower case.
        one_of: and at least one of these, where any are named.
        channel: what its rows are.
        medium: of all its rows; "" where its service column tells.
        columns: which header holds what; a column that is not there holds nothing.
    """

    name: str
    required: frozenset[str]
    one_of: frozenset[str] = frozenset()
    channel: Literal["text", "call"]
    medium: str = ""
    columns: Mapping[Meaning, str] = field(default_factory=dict)

    def fits(self, header: frozenset[str]) -> bool:
        """Whether these headers, in lower case, are those of this table."""
        return self.required <= header and (not self.one_of or bool(self.one_of & header))


_IMAZING_CHAT: Final[dict[Meaning, str]] = {
    "session": "chat session",
    "date": "message date",
    "direction": "type",
    "number": "sender id",
    "name": "sender name",
    "status": "status",
    "text": "text",
    "attachment": "attachment",
    "attachment_type": "attachment type",
    "deleted": "deleted date",
}
_IMAZING_CORE = frozenset({"chat session", "message date", "type", "sender id", "text"})

PRESETS: Final[tuple[Preset, ...]] = (
    Preset(
        name="iMazing, Messages",
        required=_IMAZING_CORE | {"service"},
        channel="text",
        columns={**_IMAZING_CHAT, "service": "service", "subject": "subject", "edited": "edited date"},
    ),
    Preset(
        name="iMazing, WhatsApp",
        # "Sent Date" is no sender's time: of messages that came in it is later than "Message Date".
        required=_IMAZING_CORE,
        one_of=frozenset({"forwarded", "attachment info", "sent date"}),
        channel="text",
        medium="whatsapp",
        columns=_IMAZING_CHAT,
    ),
    Preset(
        name="iMazing, call history",
        required=frozenset({"call type", "date", "duration", "number", "contact", "service"}),
        channel="call",
        columns={
            "direction": "call type",
            "date": "date",
            "duration": "duration",
            "number": "number",
            "name": "contact",
            "service": "service",
        },
    ),
    Preset(
        name="iExplorer, call history",
        required=frozenset({"contact", "number", "date", "duration", "call type"}),
        channel="call",
        columns={
            "direction": "call type",
            "date": "date",
            "duration": "duration",
            "number": "number",
            "name": "contact",
        },
    ),
)
"""The first that fits is taken, so those that require more stand first."""
