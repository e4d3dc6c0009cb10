"""The words for imported files: what turned their times into instants, what the app itself wrote."""

from collections.abc import Iterable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates
from recordkeeper.records.custody import Container, Source, Trace
from recordkeeper.records.vocabulary import Flag

ZONE_BASIS = {
    "epoch": _("counted by the phone in milliseconds since 1970, UTC: no zone had to be assumed"),
    "offset": _("written with their distance from UTC: no zone had to be assumed"),
    "stated-zone": _("written without a zone, and read in the one that the keeper stated"),
    "assumed-zone": _("written without a zone, and read in the record's own, which is assumed"),
}
"""What turned a source's times into UTC."""

ORDER_WORDS = {
    "dmy": _("day, month, year"),
    "mdy": _("month, day, year"),
    "ymd": _("year, month, day"),
}
CONTAINER_WORDS: dict[Container, str] = {
    "": "",
    "zip": _("an archive; the SHA-256 is of the archive as it came"),
    "ustar": _("a folder; the SHA-256 is of its files packed one after another, in the order of their names"),
}
FLAG_WORDS: dict[Flag, str] = {
    "not-sent": _("never sent"),
    "incomplete": _("cut off in the file"),
    "repaired": _("with characters repaired for reading"),
    "group": _("to a group"),
    "time-unreadable": _("with a time that cannot be read"),
    "part-unreadable": _("with a part that cannot be read"),
    "omitted": _("with a picture or sound that the export left out"),
    "deleted": _("deleted by their sender"),
    "edited": _("edited by their sender"),
    "hour-twice": _("in an hour that clocks showed twice"),
    "hour-skipped": _("in an hour that clocks skipped"),
    "sender-unsaid": _("not said whether the keeper sent them"),
    "suspect": _("perhaps words inside another message, made to look like one"),
}
"""What is said of so many messages."""
_APPS = {
    "sms": _("the phone"),
    "mms": _("the phone"),
    "rcs": _("the phone"),
    "whatsapp": "WhatsApp",
    "signal": "Signal",
    "telegram": "Telegram",
    "messenger": "Messenger",
    "instagram": "Instagram",
    "imessage": "iMessage",
}
_DONE = {
    "blocked": _("that somebody was blocked"),
    "unblocked": _("that somebody was unblocked"),
    "reported": _("that somebody was reported"),
}


def trace_told(trace: Trace, home: str) -> str:
    """A trace as the app wrote it: WhatsApp, Fri 3 Apr 2026, 09:12: “You blocked this contact”."""
    words = f"“{trace.words}”" if trace.words else _DONE[trace.what]
    return _("{app}, {when}: {words}").format(
        app=_APPS.get(trace.medium, _("the phone") if trace.channel == "call" else _("the app")),
        when=dates.moment_told(trace.when, home),
        words=words,
    )


def basis_told(fact: Source) -> str:
    """What turned the times of a source into UTC, every way of it, and the order of its dates."""
    told: Iterable[str] = (ZONE_BASIS.get(one, one) for one in fact.zone_basis.split(", ") if one)
    order = ORDER_WORDS.get(fact.date_order, "")
    dated = [_("dates read as {order}, as the keeper said").format(order=order)] if order else []
    return "; ".join([*told, *dated])
