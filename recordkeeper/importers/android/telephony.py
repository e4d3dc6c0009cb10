"""What Android's own tables of messages and calls mean, whichever app wrote them down.

Boxes: Telephony.TextBasedSmsColumns and BaseMmsColumns; call types: CallLog.Calls.
"""

from collections.abc import Mapping

from recordkeeper.importers.instants import believable
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.vocabulary import Direction, Flag

BOXES: dict[str, tuple[Direction, tuple[Flag, ...]]] = {
    "1": ("in", ()),
    "2": ("out", ()),
    "3": ("out", ("not-sent",)),  # draft
    "4": ("out", ("not-sent",)),  # outbox
    "5": ("out", ("not-sent",)),  # failed
    "6": ("out", ("not-sent",)),  # queued
}
"""Message boxes of SMS (``type``) and MMS (``msg_box``)."""

CALLS: dict[str, tuple[Direction, str, bool | None]] = {
    "1": ("in", "answered", True),
    "2": ("out", "", None),
    "3": ("in", "missed", False),
    "4": ("in", "voicemail", False),
    "5": ("in", "rejected", False),
    "6": ("in", "blocked", False),
    "7": ("in", "elsewhere", None),  # on another device, and nothing says by whom
}
"""Types of calls: direction, medium, whether the keeper answered."""
WITHHELD_NUMBERS = frozenset({"", "-1", "-2", "-3"})
"""Unknown, private and pay phone, as Android wrote them before it had ``presentation``."""
WITHHELD_PRESENTATIONS = frozenset({"2", "3", "4"})

REPORTS = frozenset({"134", "135", "136"})
"""MMS delivery and read reports (``m_type``): the network wrote them."""
PLACEHOLDER = "insert-address-token"
"""What Android writes where the keeper's own number belongs."""
_RCS_CONTENT = "135"
_SECONDS_BELOW = 100_000_000_000
"""No phone wrote before 1973: what is smaller is no count of milliseconds."""


def unit(count: int | None) -> int:
    """Milliseconds in one unit of a count since 1970: Android counts them for SMS, and seconds for MMS."""
    return 1000 if count is not None and count < _SECONDS_BELOW else 1


def sent_at(values: Mapping[str, str]) -> int | None:
    """When the sender or the network says it was sent, milliseconds UTC; None when not said (0)."""
    sent = whole(values.get("date_sent", ""))
    return None if sent is None else believable(sent * unit(sent))


def is_rcs(values: Mapping[str, str]) -> bool:
    """Whether a message filed as MMS went by RCS.

    Google Messages writes a ``tr_id`` of "proto:…" for its true MMS too; those have the network's
    ``m_id``, and no content class (seen in devadvance/sms-backup-reader-2's sample).
    """
    if "@rcs" in values.get("address", ""):
        return True
    filed_by_google = values.get("tr_id", "").startswith("proto:")
    return (
        filed_by_google
        and values.get("ct_cls") == _RCS_CONTENT
        and values.get("m_id", "null") in {"", "null"}
    )
