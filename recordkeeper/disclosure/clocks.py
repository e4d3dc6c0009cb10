"""Faults of the computer's clock, as the keeper's screen and a document tell them.

Others are told that a recorded time disagrees, with what, and by how much: without that, the times beside it
would be claimed for more than they are. They are not told of zones (`ClockFault.leaves`), nor of what names
a run of the machine. All of them are told, those at entries that a document leaves out too: whatever was
recorded after one was recorded by the changed clock, and no more than a number of an entry is said.
"""

from collections.abc import Iterable
from typing import Any

from recordkeeper.audit.clocks import ClockFault, Kind
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.brief import Brief
from recordkeeper.disclosure.disclosed import Table
from recordkeeper.disclosure.witnesses import ranges
from recordkeeper.records import telling

_WHAT: dict[Kind, str] = {
    "moved-forward": _("after {against} the clock moved forward, beyond the time that passed"),
    "moved-back": _("after {against} the clock moved back"),
    "earlier": _("its recorded time is earlier than that of {against}, which was recorded before it"),
    "outside-receipts": _("its recorded time is outside what the receipt {against} shows"),
    "zone-changed": _("after {against} the zone changed from {was} to {now}"),
    "offset-differs": _("the clock did not show the time of its zone, {was}"),
}


def what(fault: ClockFault, mark: str = "#") -> str:
    """What is told of a fault, but for by how much. ``mark``: the sign before a serial."""
    return _WHAT[fault.kind].format(against=f"{mark}{fault.against}", was=fault.was, now=fault.now)


def by_how_much(fault: ClockFault) -> str:
    """The length of time that two clocks disagree by; in a run of entries, the most."""
    span = telling.span(fault.by // 1000)
    return span if fault.first == fault.last else _("up to {span}").format(span=span)


def sentence(fault: ClockFault) -> str:
    """A fault in one line, for the keeper's screen."""
    return _("{what}: {span}").format(what=what(fault), span=by_how_much(fault))


def told(faults: Iterable[ClockFault], *, own: bool) -> list[dict[str, Any]]:
    """The same for programs. ``own``: for the keeper, who is told of zones too."""
    return [
        {"fault": one.kind, "seconds": one.by // 1000, "against": one.against}
        | ({} if one.leaves else {"was": one.was, "now": one.now})
        for one in faults
        if own or one.leaves
    ]


def table(brief: Brief) -> Table:
    """A9: what leaves of it, in order of entry."""
    rows = tuple(
        (ranges(one.first, one.last), what(one, "¶"), by_how_much(one))
        for one in brief.findings.clocks.faults
        if one.leaves
    )
    return Table(("¶", _("What was seen"), _("By")), rows, _("No change of the computer's clock was seen."))
