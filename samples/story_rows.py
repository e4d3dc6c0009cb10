"""Read `story.tsv` into rows with exact instants."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SUMMER_TIME = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
"""Europe/London moves from +00:00 to +01:00."""

CALLS = {"answered": 1, "outgoing": 2, "missed": 3, "voicemail": 4, "rejected": 5, "blocked": 6}
"""Android's CallLog.Calls types."""

KEEPER = "+447700900142"
KEEPER_NAME = "M."
"""What she calls herself in the messenger."""
PEOPLE = {
    "him": ("+447700900355", "A. Reyes"),
    "him2": ("+447700900871", "(Unknown)"),
    "sister": ("+447700900618", "Dana R"),
    "gran": ("+447700900733", "Samira R"),
    "friend": ("+447700900413", "Priya"),
    "plumber": ("+447700900204", "Pete plumber"),
    "school": ("+447700900110", "School office"),
    "dentist": ("+447700900157", "Dentist"),
    "parcel": ("Parcels", "(Unknown)"),
    "withheld": ("-1", "(Unknown)"),
    "nothing-shown": ("", "(Unknown)"),
}
"""Everyone in the story: number (all in the range reserved for drama), name in the address book."""


def pick(below: int, *label: object) -> int:
    """Return a number from 0 up to `below`, always the same for the same label: chance without a die."""
    digest = hashlib.sha256(repr(("sample", *label)).encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def instant(local: str) -> datetime:
    """Return the UTC instant of an ISO wall time in Europe/London, January to September 2026."""
    wall = datetime.fromisoformat(local).replace(tzinfo=UTC)
    return wall - timedelta(hours=1) if wall > SUMMER_TIME else wall


def wall(at: datetime) -> datetime:
    """Return what a clock in London showed at a UTC instant (its tzinfo means nothing any more)."""
    return at + timedelta(hours=1) if at >= SUMMER_TIME else at


def epoch_ms(at: datetime) -> int:
    """Return milliseconds since 1970 UTC."""
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


@dataclass(frozen=True)
class Row:
    """One line of the story.

    Attributes:
        at: the instant, UTC, to the millisecond.
        what: ``in``, ``out``, ``draft``, ``rcs-in``, …, a call's kind, or ``app-in``, … in a messenger.
        who: a key of `PEOPLE`.
        words: of a message, verbatim; empty for calls.
        seconds: how long a call lasted.
    """

    at: datetime
    what: str
    who: str
    words: str
    seconds: int

    @property
    def call(self) -> bool:
        """Whether this is a call, not a message."""
        return self.what in CALLS

    @property
    def sent(self) -> bool:
        """Whether the keeper sent it, or dialled."""
        return not self.inbound and self.what not in {"draft", "app-line"}

    @property
    def app(self) -> bool:
        """Whether a messenger keeps it, not the phone."""
        return self.what.startswith("app-")

    @property
    def inbound(self) -> bool:
        """Whether it came to the keeper."""
        return self.what.split("-")[-1] == "in" or (self.call and self.what != "outgoing")

    @property
    def multimedia(self) -> bool:
        """Whether the phone keeps it as MMS: pictures, groups, and chat (RCS) messages."""
        return "-" in self.what and not self.app


def read_story(path: Path) -> list[Row]:
    """Return the story's rows in order of time."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted((_row(line) for line in lines if not line.startswith("#")), key=lambda row: row.at)


def _row(line: str) -> Row:
    when, what, who, words = [*line.split("\t"), ""][:4]
    what, _, seconds = what.partition(":")
    if when.count(":") == 1:
        when += f":{pick(60, line):02}"
    at = instant(when) + timedelta(milliseconds=pick(1000, "ms", line))
    return Row(at, what, who, words.replace("\\n", "\n"), int(seconds or 0))
