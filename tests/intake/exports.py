"""Exports made to order: records as SMS Backup & Restore writes them, all numbers fictional."""

from xml.sax.saxutils import quoteattr

from recordkeeper.intake.sorting import Choices

THEIRS = "+44 7700 900355"
SISTER = "+447700900288"
FRIEND = "+447700900413"
MINE = "+447700900111"
THEM = Choices(them=(THEIRS,))
EVERYONE = Choices(them=(THEIRS,), everyone=True)
BASE = 1_767_225_600_000
"""2026-01-01T00:00:00Z, milliseconds."""


def element(tag: str, inside: object = "", **values: object) -> str:
    """One element as the app writes it."""
    attributes = " ".join(f"{key}={quoteattr(str(value))}" for key, value in values.items())
    return f"<{tag} {attributes}>{inside}</{tag}>"


def sms(words: str, minute: int = 0, who: str = THEIRS, kind: int = 1, **more: object) -> str:
    """A text message; kind 1 received, 2 sent, 3 draft."""
    at = BASE + minute * 60_000
    return element("sms", address=who, date=at, type=kind, body=words, **more)


def call(kind: int, minute: int = 0, who: str = THEIRS) -> str:
    """A call; kind 1 answered, 2 made, 3 missed, 4 voicemail."""
    return element("call", number=who, date=BASE + minute * 60_000, type=kind, duration=0)


def mms(minute: int, address: str, sender: str, *, kind: int = 1, parts: str = "", **more: object) -> str:
    """A picture or group message; ``address`` lists a group as the app does, joined with "~"."""
    addrs = element("addr", address=sender, type=137) + "".join(
        element("addr", address=one, type=151) for one in address.split("~")
    )
    inside = f"<parts>{parts}</parts><addrs>{addrs}</addrs>"
    return element(
        "mms", inside, address=address, date=BASE + minute * 60_000, msg_box=kind, m_id=f"m{minute}", **more
    )


def part(data: str, name: str = "photo.jpg", claimed: str = "image/jpeg") -> str:
    """One attachment; data in base64."""
    return element("part", seq=0, ct=claimed, name=name, data=data)
