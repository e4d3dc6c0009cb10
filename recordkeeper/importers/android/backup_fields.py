"""Single fields of "SMS Backup & Restore": times, numbers, names. The word "null" is an absent value."""

from recordkeeper.importers.android.readable_date import offset
from recordkeeper.importers.instants import believable, counted
from recordkeeper.importers.whole_number import whole
from recordkeeper.records.moment import Moment

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


def moment(values: Values) -> Moment:
    """When the phone received or sent it, by the phone's clock.

    The offset from UTC is there where the file gives it away. A time that is not a phone's is unknown:
    what was written is kept, and nothing is made of it.
    """
    written = values.get("date", "")
    at = believable(whole(written))
    given_away = None if at is None else offset(at, values.get("readable_date", ""))
    return counted(at, written, "own-device", given_away)
