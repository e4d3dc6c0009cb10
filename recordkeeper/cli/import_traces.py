"""After an import: what the app itself wrote of a block or a report, offered as proof and never confirmed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from recordkeeper.audit.traces import Offer, blocked_call, offers
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import setup_case
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.source_words import trace_told
from recordkeeper.intake.bring_in import Imported
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.consequences import ConsequenceStep, ReportMade
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Source

MOST = 5
"""Offers told at once; `rk audit` has the rest of those that mend an entry."""


class Offered(NamedTuple):
    """Something that a phone or an app wrote of a step, and the command that makes it proof.

    Attributes:
        proof: serial of the entry that would be the proof.
        wrote: what it wrote, in a sentence.
        entry: how the keeper names the step that has no proof yet; "" where none is recorded.
        command: what to run, if the keeper did that.
    """

    proof: int
    wrote: str
    entry: str
    command: str


def offered(ledger: Ledger, everything: Sequence[Imported]) -> list[Offered]:
    """What the traces of what was just brought in could prove."""
    new = [done for done in everything if done.source is not None]
    if not any(done.counted.traces or done.counted.blocked_calls for done in new):
        return []
    case = setup_case(ledger, ConsequenceStep, Source, ReportMade)
    serials = {done.source for done in new}
    found = [_by_the_app(one, case.home_zone) for one in offers(case) if one.source in serials]
    for done in new:
        if done.counted.blocked_calls and done.entries is not None:
            found += _blocked_call(ledger, case, done.entries)
    return found


def tell_offered(found: Sequence[Offered]) -> None:
    """Offer each, and confirm none."""
    for one in found[:MOST]:
        output.note(one.wrote)
        words = _("  If you did that:  {command}")
        if one.entry:
            words = _("  If that is {entry}, which has no proof yet:  {command}")
        output.note(words.format(entry=one.entry, command=one.command))
    if len(found) > MOST:
        output.note(_("  and {count} more such: rk audit").format(count=len(found) - MOST))


def _by_the_app(one: Offer, home: str) -> Offered:
    wrote = _("Written by the app itself: {trace}").format(trace=trace_told(one.trace, home))
    return Offered(one.source, wrote, one.entry, one.command)


def _blocked_call(ledger: Ledger, case: CaseFile, entries: tuple[int, int]) -> Iterator[Offered]:
    """The first call that the phone itself blocked: by then a block was on."""
    for entry in ledger.entries("record", kinds=(Contact.kind,)):
        fact = entry.fact
        if not entries[0] <= entry.serial <= entries[1] or not isinstance(fact, Contact):
            continue
        if (fact.channel, fact.medium) == ("call", "blocked"):
            if command := blocked_call(case, entry.serial, fact.when):
                wrote = _("The phone itself blocked a call, {when} (#{serial}): a block was on by then.")
                told = dates.moment_told(fact.when, case.home_zone)
                yield Offered(entry.serial, wrote.format(when=told, serial=entry.serial), "", command)
            return
