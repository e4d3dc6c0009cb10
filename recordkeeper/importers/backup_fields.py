"""Single fields of "SMS Backup & Restore": times, numbers, names. The word "null" is an absent value."""

from recordkeeper.importers.readable_date import offset
from recordkeeper.records.moment import Moment

_EARLIEST, _LATEST = 631_152_000_000, 4_102_444_800_000
"""1990 and 2100, in milliseconds: a time outside was not written by a phone's clock."""
_SECONDS_BELOW = 100_000_000_000
"""``date_sent`` is in milliseconds for SMS and in seconds for MMS; no phone wrote before 1973."""
_MOST_DIGITS = 15

Values = dict[str, str]
"""The attributes of one element."""


def text(values: Values, key: str) -> str:
    """A field as it stands in the file; empty when absent."""
    value = values.get(key, "")
    return "" if value == "null" else value


def shown_name(values: Values) -> str:
    """The name in the phone's address book; empty when it had none, for which the app writes a word."""
    name = text(values, "contact_name")
    return "" if name == "(Unknown)" else name


def number(written: str) -> int | None:
    """A plain decimal number, or None. ``int`` alone would take "1_000", other scripts' digits and signs."""
    if written.isdigit() and written.isascii() and len(written) <= _MOST_DIGITS:
        return int(written)
    return None


def moment(values: Values) -> Moment:
    """When the phone received or sent it, by the phone's clock.

    The offset from UTC is there where the file gives it away. A time that is not a phone's is unknown:
    what was written is kept, and nothing is made of it.
    """
    written = values.get("date", "")
    instant = number(written)
    if instant is None or not _EARLIEST <= instant < _LATEST:
        return Moment(written=written, precision="unknown", basis="epoch", clock="own-device")
    return Moment(
        at=instant,
        until=instant,
        written=written,
        offset=offset(instant, values.get("readable_date", "")),
        precision="exact",
        basis="epoch",
        clock="own-device",
    )


def sent_at(values: Values) -> int | None:
    """When the sender or the network says it was sent, milliseconds UTC; None when not said (0)."""
    sent = number(values.get("date_sent", ""))
    if sent is None:
        return None
    if sent < _SECONDS_BELOW:
        sent *= 1000
    return sent if _EARLIEST <= sent < _LATEST else None
