"""After an import: what the app itself wrote of a block or a report, offered as proof and never confirmed."""

from collections.abc import Sequence

from recordkeeper.audit.traces import Offer, blocked_call, offers
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import setup_case
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.source_words import app_told, trace_told
from recordkeeper.intake.bring_in import Imported
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.consequences import ConsequenceStep, ReportMade
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source

MOST = 5
"""Offers told at once; `rk audit` has the rest of those that mend an entry."""


def offer_traces(ledger: Ledger, everything: Sequence[Imported]) -> None:
    """Say what the traces of what was just brought in could prove, with the command for each."""
    new = [done for done in everything if done.source is not None]
    if not any(done.counted.traces or done.counted.blocked_calls for done in new):
        return
    case = setup_case(ledger, ConsequenceStep, Source, ReportMade)
    found = [one for one in offers(case) if one.source in {done.source for done in new}]
    for one in found[:MOST]:
        _tell(one, case.home_zone)
    if len(found) > MOST:
        output.note(_("and {count} more: rk audit").format(count=len(found) - MOST))
    for done in new:
        if done.counted.blocked_calls and done.entries is not None:
            _tell_blocked_call(ledger, case, done.entries)


def _tell(one: Offer, home: str) -> None:
    output.note(_("{app} itself wrote this.").format(app=app_told(one.trace)))
    output.note("  " + trace_told(one.trace, home))
    words = _("If you did that:  {command}")
    if one.entry:
        words = _("If that is {entry}, which has no proof yet:  {command}")
    output.note("  " + words.format(entry=one.entry, command=one.command))


def _tell_blocked_call(ledger: Ledger, case: CaseFile, entries: tuple[int, int]) -> None:
    """The first call that the phone itself blocked: by then a block was on."""
    for entry in ledger.entries("record", kinds=(Contact.kind,)):
        fact = entry.fact
        if not entries[0] <= entry.serial <= entries[1] or not isinstance(fact, Contact):
            continue
        if (fact.channel, fact.medium) == ("call", "blocked"):
            if command := blocked_call(case, entry.serial, fact.when):
                when = dates.moment_told(fact.when, case.home_zone)
                output.note(
                    _(
                        "The phone itself blocked a call on {when} (#{serial}): a block was on by then."
                    ).format(when=when, serial=entry.serial)
                )
                output.note("  " + _("If you set it:  {command}").format(command=command))
            return
