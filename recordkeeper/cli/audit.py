"""Follow-through, consistency, pattern, and what would make the record stronger."""

from collections.abc import Sequence
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.intervals import Window
from recordkeeper.audit.stronger import Stronger, uncopied
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.consequence import state_told
from recordkeeper.cli.due import OPEN_ITEMS
from recordkeeper.cli.moments import read_window
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import clocks, dates, witnesses, wording
from recordkeeper.disclosure.figures import audit_figures
from recordkeeper.disclosure.lines import order_title
from recordkeeper.disclosure.orders import contacts_line
from recordkeeper.disclosure.pushback import PUSHBACK_WORDS
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.settings import last_backup


@command("audit", help=_("Was what you announced carried out; what you sent; how often they came."))
@click.option("--since", help=_("Only contacts from then on."))
@click.option("--until", help=_("Only contacts before then."))
@click.option("--explain", metavar="FIGURE", help=_("List the entries behind a figure, such as outside."))
@click.option("--exit-code", is_flag=True, help=_("Exit 3 when something waits for you."))
def audit(
    session: Session, since: str | None, until: str | None, explain: str | None, exit_code: bool
) -> int:
    """Fold the record, judge it, and print what came out; nothing is stored."""
    with open_ledger(session, write=False) as ledger:
        case, copied = whole_case(ledger), last_backup(ledger)
    window = read_window(session, since, until, home=case.home_zone)
    findings = judge(case, as_of=clock.now(), window=window)
    mend = (*findings.stronger, *uncopied(case, copied, findings.as_of))
    if explain is not None:
        _explain(session, findings, explain)
    elif session.json:
        output.data("audit", audit_json(case, findings, mend))
    elif session.plain:
        output.flat(audit_json(case, findings, mend))
    else:
        _tell(case, findings, window)
        _stronger(mend)
    return OPEN_ITEMS if exit_code and any(one.due_now for one in findings.due) else 0


def audit_json(case: CaseFile, findings: Findings, mend: Sequence[Stronger]) -> dict[str, Any]:
    """What `audit --json` prints."""
    stronger = [{"entry": one.entry, "what": one.what, "command": one.command} for one in mend]
    clock_faults = [
        {"first": one.first, "last": one.last, **told}
        for one, told in zip(
            findings.clocks.faults, clocks.told(findings.clocks.faults, own=True), strict=True
        )
    ]
    return {**audit_figures(case, findings), "clock": clock_faults, "stronger": stronger}


def _explain(session: Session, findings: Findings, figure: str) -> None:
    behind = {
        **findings.pattern.serials,
        "replies": findings.consistency.serials,
        "answered_calls": findings.consistency.answered,
        "begun_by_keeper": findings.consistency.began,
        "closed_channel_replies": findings.consistency.closed_channel,
        "most_in_1h": findings.pattern.most_in_1h.serials,
        "most_in_24h": findings.pattern.most_in_24h.serials,
        "clock": findings.clocks.entries,
        **findings.serials_by_verdict(),
    }
    figure = figure.rpartition(".")[2]
    if figure not in behind:
        known = ", ".join(sorted(behind))
        raise BadInput(_("There is no figure {figure}.").format(figure=figure), known)
    if session.json:
        output.data("audit", {"figure": figure, "entries": list(behind[figure])})
        return
    output.say(wording.definition(figure))
    output.say(" ".join(f"#{serial}" for serial in behind[figure]) or _("No entries."))


def _tell(case: CaseFile, findings: Findings, window: Window) -> None:
    if window != Window():
        output.say(_("Only contacts in the window you gave; consequences are judged over all."))
    _consequences(case, findings)
    _consistency(findings)
    _pattern(case, findings)
    _said_back(findings)
    _after_block(findings)
    _orders(case, findings)
    _clock(findings)


def _consequences(case: CaseFile, findings: Findings) -> None:
    output.say(wording.follow_through_sum(findings))
    table = []
    for one in findings.consequences:
        proof = " ".join(f"#{serial}" for serial in one.proof)
        table.append([one.name, one.consequence.fact.action, state_told(one, case.home_zone), proof])
    output.columns(table, indent="  ")


def _consistency(findings: Findings) -> None:
    found = findings.consistency
    wrote = ngettext(
        "You wrote {count} time after the notice.", "You wrote {count} times after the notice.", found.replies
    )
    output.say(wrote.format(count=found.replies))
    for purpose, count in found.by_purpose.items():
        output.say(f"  {count}  {wording.PURPOSE_WORDS[purpose]}")
    output.say(
        _("Calls answered {answered}, contacts you began {begun}.").format(
            answered=found.answered_calls, begun=found.begun
        )
    )


def _pattern(case: CaseFile, findings: Findings) -> None:
    output.say(wording.headline(findings))
    output.say(wording.partition(findings))
    most = findings.pattern.most_in_24h
    if most.starts is not None:
        output.say(
            _("Most in 24 hours: {count}, from {start}.").format(
                count=most.contacts, start=dates.instant_told(most.starts, case.home_zone)
            )
        )
    output.say(
        _("At night {night}, through others {others}, longest quiet {quiet} days.").format(
            night=findings.pattern.night,
            others=findings.pattern.via_others,
            quiet=findings.pattern.longest_quiet_days,
        )
    )


def _after_block(findings: Findings) -> None:
    found = findings.pattern
    if found.after_block or found.new_identifiers_after_block or found.new_channels_after_block:
        new = ", ".join((*found.new_identifiers_after_block, *found.new_channels_after_block))
        output.say(
            _("After a block: {count} on a blocked channel; first used after it: {new}.").format(
                count=found.after_block, new=new or _("nothing new")
            )
        )


def _orders(case: CaseFile, findings: Findings) -> None:
    for one in findings.orders:
        output.say(f"#{one.order.serial} {order_title(one.order.fact)}: {contacts_line(one, case.home_zone)}")


def _clock(findings: Findings) -> None:
    if findings.clocks.faults:
        output.say(_("The computer's clock:"))
        told = [
            [witnesses.ranges(one.first, one.last).replace("¶", "#"), clocks.sentence(one)]
            for one in findings.clocks.faults
        ]
        output.columns(told, indent="  ")


def _said_back(findings: Findings) -> None:
    noted = findings.pattern.pushback
    parts = [f"{words} {noted[tag]}" for tag, words in PUSHBACK_WORDS.items() if tag in noted]
    if parts:
        output.say(_("Noted in contacts after the notice: {parts}.").format(parts=", ".join(parts)))


def _stronger(mend: Sequence[Stronger]) -> None:
    if not mend:
        return
    output.say(_("What would make the record stronger:"))
    output.columns([[f"#{one.entry}", one.what, one.command] for one in mend], indent="  ")
