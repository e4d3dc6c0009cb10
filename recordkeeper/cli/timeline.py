"""Read the record in order of what happened."""

from collections.abc import Iterator
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.intervals import Window
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.channels import check_channel
from recordkeeper.cli.moments import read_window
from recordkeeper.cli.opening import read_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.lines import entry_line
from recordkeeper.disclosure.timeline import row
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records import telling
from recordkeeper.records.fact import Fact
from recordkeeper.records.kinds import RECORD_KINDS
from recordkeeper.records.moment import Moment

_WORDS = 21
"""Column of the further lines of an entry: right of where a time and a serial stand."""


@command("timeline", help=_("Read the record in the order in which things happened."))
@click.option("--since", help=_("From then on."))
@click.option("--until", help=_("Before then."))
@click.option("--channel", help=_("One channel only."))
@click.option("--kind", help=_("One kind of entry only, such as contact."))
def timeline(
    session: Session, since: str | None, until: str | None, channel: str | None, kind: str | None
) -> None:
    """Print entries by the time they happened; those without a time by when they were recorded."""
    wanted = check_channel(channel) if channel else None
    known = [one.kind for one in RECORD_KINDS]
    if kind is not None and kind not in known:
        raise BadInput(_("There is no kind {kind}.").format(kind=kind), ", ".join(known))
    case = read_case(session)
    window = read_window(session, since, until, home=case.home_zone)
    chosen = list(_chosen(case, window, wanted, kind))
    findings = judge(case, as_of=clock.now())
    directory = Directory(case)
    shown = [row(case, findings, one, directory, own=True) for one in chosen]
    if session.json:
        output.data("timeline", {"entries": shown, "erased": sorted(case.erased)})
    elif session.plain:
        output.rows([_plain(one) for one in shown])
    else:
        _tell(case, chosen, shown)
        _gone(case)


def _chosen(
    case: CaseFile, window: Window, channel: str | None, kind: str | None
) -> Iterator[Standing[Fact]]:
    for one in sorted(case.all.values(), key=lambda one: (_at(one), one.serial)):
        if channel and getattr(one.fact, "channel", None) != channel:
            continue
        if kind and one.fact.kind != kind:
            continue
        at = _at(one)
        if (window.since is None or at >= window.since) and (window.until is None or at < window.until):
            yield one


def _at(one: Standing[Fact]) -> int:
    when: Moment | None = getattr(one.fact, "when", None)
    return when.at if when is not None and when.at is not None else one.recorded_at


def _plain(one: dict[str, Any]) -> list[Any]:
    return [_cell(name, value) for name, value in one.items()]


def _cell(name: str, value: Any) -> Any:
    if name == "attachments":
        return len(value)
    if name == "clock":
        return ",".join(fault["fault"] for fault in value)
    return ",".join(map(str, value)) if name in {"same", "flags"} else value


def _tell(case: CaseFile, chosen: list[Standing[Fact]], shown: list[dict[str, Any]]) -> None:
    if not chosen:
        output.say(_("Nothing recorded here yet."))
    day = ""
    for one, cells in zip(chosen, shown, strict=True):
        date = telling.date_told(_at(one), case.home_zone)
        if date != day:
            output.say(date)
            day = date
        output.say(output.hanging("  " + _line(case, one, cells), _WORDS))


def _gone(case: CaseFile) -> None:
    if case.erased:
        output.say(_("Erased: {names}").format(names=", ".join(f"#{one}" for one in sorted(case.erased))))
    if case.unread:
        names = ", ".join(f"#{serial}" for serial in case.unread)
        output.say(_("Of a kind this program cannot read: {names}").format(names=names))


def _line(case: CaseFile, one: Standing[Fact], cells: dict[str, Any]) -> str:
    when: Moment | None = getattr(one.fact, "when", None)
    clock_time = dates.clock_of(when, case.home_zone) if when is not None else ""
    parts = [
        f"{clock_time:>13}",
        f"#{one.serial}",
        entry_line(case, one),
        wording.verdict(cells["verdict"]) if cells["verdict"] else "",
        " ".join(file["exhibit"] for file in cells["attachments"]),
        _("corrected") if cells["corrected"] else "",
        _("withdrawn") if cells["withdrawn"] else "",
        _("clock differs") if cells["clock"] else "",
    ]
    return "  ".join(part for part in parts if part)
