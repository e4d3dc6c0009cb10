"""What the words in a table's cells mean: which way, how a call ended, who carried it, how long it was."""

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from recordkeeper.records.vocabulary import Direction

_IN: Final = frozenset(
    {
        *("incoming", "in", "inbound", "received", "receive", "recv", "inbox", "mt", "terminating"),
        *("entrante", "recibida", "recibido", "eingehend", "empfangen", "entrant", "reçu", "recu"),
    }
)
_OUT: Final = frozenset(
    {
        *("outgoing", "out", "outbound", "sent", "dialed", "dialled", "placed", "mo", "originating"),
        *("saliente", "realizada", "enviado", "ausgehend", "gesendet", "sortant", "envoyé", "envoye"),
    }
)
_SYSTEM: Final = frozenset({"notification"})
_OUTCOMES: Final = {
    "missed": "missed",
    "unanswered": "missed",
    "perdida": "missed",
    "verpasst": "missed",
    "manqué": "missed",
    "rejected": "rejected",
    "declined": "rejected",
    "rechazada": "rejected",
    "abgelehnt": "rejected",
    "blocked": "blocked",
    "bloqueada": "blocked",
    "blockiert": "blocked",
    "voicemail": "voicemail",
    "elsewhere": "elsewhere",
    "answered": "answered",
}
_WITHHELD: Final = frozenset(
    (
        "unknown",
        "private",
        "private number",
        "blocked",
        "withheld",
        "restricted",
        "anonymous",
        "unavailable",
        "no caller id",
        "unknown caller",
        "-1",
        "-2",
        "-3",
    )
)
"""What stands where a number was hidden."""
_NOT_SENT: Final = frozenset({"not sent", "failed", "not delivered", "send failed", "draft"})
_PHONE: Final = frozenset({"phone", "iphone", "cellular", "telephony", "voice", "mobile"})
_MEDIUMS: Final = {"text message": "sms", "text": "sms", "whatsapp business": "whatsapp"}
_WORD = re.compile(r"[^\W\d_]+")
_KINDS: Final[dict[str, Literal["text", "call"]]] = {
    **dict.fromkeys(("call", "calls", "voice", "phone", "llamada", "anruf", "appel", "facetime"), "call"),
    **dict.fromkeys(("sms", "mms", "text", "texts", "message", "messages", "messaging", "imessage"), "text"),
    **dict.fromkeys(("mensaje", "nachricht", "picture", "rcs"), "text"),
}
_CLOCKED = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):(\d\d)(?:[.,]\d{1,3})?")
_WORDED = re.compile(r"(?:\d{1,6}(?:[.,]\d{1,3})? ?[hms][^\W\d]{0,8}\.?(?:,? |$|(?=\d)))+")
_PART = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?) ?([hms])")
_BARE = re.compile(r"\d{1,7}(?:[.,]\d{1,3})?")
_LONGEST = 40
"""Characters of the longest duration that is looked at."""
WORD = 40
"""Characters of a cell that is looked at for a word that is known."""
_REMEMBERED = 256
_UNITS: Final = {"h": 3600, "m": 60, "s": 1}


class Way(NamedTuple):
    """Which way a row went.

    Attributes:
        direction: "" where its word does not say.
        medium: how a call ended, as `MEDIA` names it; "" where nothing says.
        answered: whether the keeper answered it, as far as it says.
        system: no person wrote it.
    """

    direction: Direction | Literal[""]
    medium: str = ""
    answered: bool | None = None
    system: bool = False


def folded(cell: str) -> str:
    """A cell for comparing: spaces around it and the case of its letters aside."""
    return cell.strip().casefold()


@lru_cache(_REMEMBERED)
def way(cell: str, ending: str = "") -> Way:
    """What a cell such as "Incoming", "Missed call" or "Notification" says; both ways at once say nothing.

    Args:
        cell: the cell that tells the direction.
        ending: the cell that tells how a call ended, where that is another.
    """
    said = set(_WORD.findall(folded(cell or ending)))
    if said & _SYSTEM:
        return Way("in", system=True)
    how = ended(cell) or ended(ending)
    came, went = bool(said & _IN), bool(said & _OUT)
    if went:
        return Way("" if came else "out")
    if came or how not in {"", "answered"}:
        return came_in(how)
    return Way("")


def came_in(how: str) -> Way:
    """The way of a call that came in, by how it ended; answered elsewhere, nothing says by whom."""
    answered = {"": None, "elsewhere": None, "answered": True}.get(how, False)
    return Way("in", how, answered)


def ended(cell: str) -> str:
    """How a call ended; "" where the cell does not say. "Answered elsewhere" is not answered."""
    found = [_OUTCOMES[one] for one in _WORD.findall(folded(cell)) if one in _OUTCOMES]
    return next((one for one in found if one != "answered"), "answered" if found else "")


def kind(cell: str) -> Literal["text", "call", ""]:
    """Whether a cell such as "SMS" or "Voice call" names a message or a call; "" for neither, or both."""
    kinds = {_KINDS[one] for one in _WORD.findall(folded(cell)) if one in _KINDS}
    return kinds.pop() if len(kinds) == 1 else ""


def medium(cell: str) -> str:
    """The medium of a message by its service: lower case, with hyphens."""
    named = folded(cell)
    return _MEDIUMS.get(named) or "-".join(re.findall(r"[^\W_]+", named))[:40]


def service(cell: str) -> str:
    """Who carried a call: "Phone: +1…" is phone, "WhatsApp Video" whatsapp."""
    words = [
        one for one in _WORD.findall(folded(cell).partition(":")[0]) if one not in {"audio", "video", "call"}
    ]
    if not words:
        return ""
    return "phone" if words[0] in _PHONE else "-".join(words)[:40]


def withheld(number: str) -> bool:
    """Whether a cell says that the number was hidden."""
    return folded(number) in _WITHHELD


def not_sent(status: str) -> bool:
    """Whether a status says that a message was never sent."""
    return folded(status) in _NOT_SENT


def seconds(cell: str, unit: int | None) -> int | None:
    """How long that is; None where it cannot be read.

    "0:01:23", "1:43" (minutes and seconds, as iExplorer writes), "1 min 23 s", "2 Minutes", "83".

    Args:
        cell: as written.
        unit: seconds that a bare number counts in; None where nothing says.
    """
    text = folded(cell)
    if len(text) > _LONGEST:
        return None
    if found := _CLOCKED.fullmatch(text):
        hours, minutes, rest = (int(one or 0) for one in found.groups())
        return hours * 3600 + minutes * 60 + rest
    if _WORDED.fullmatch(text):
        return round(sum(_number(amount) * _UNITS[unit_] for amount, unit_ in _PART.findall(text)))
    if bare(text) and unit is not None:
        return round(_number(text) * unit)
    return None


def bare(cell: str) -> bool:
    """Whether a cell is a number without a unit."""
    return _BARE.fullmatch(cell.strip()) is not None


def _number(written: str) -> float:
    return float(written.replace(",", "."))
