"""Remove the content of an entry; its place, its seal and the reason are kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.findings import Findings
from recordkeeper.audit.findings import audit as judge
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, confirm, given_or_asked, missing
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, whole_book
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import saved
from recordkeeper.disclosure import wording
from recordkeeper.disclosure.exhibits import exhibits
from recordkeeper.disclosure.lines import entry_line
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.erasing import Plan, plan, without
from recordkeeper.ledger.erasing import erase as carry_out
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records.contacts import Contact
from recordkeeper.records.keeping import Note

_PRIVATE = re.compile(r"^[Nn][1-9]\d{0,14}$")
_LISTED = 10
"""Entries that are named one by one; of a file with thousands of messages, the rest is counted."""


@dataclass(frozen=True, slots=True)
class Staying:
    """What an erasure does not reach, and the keeper is told of.

    Attributes:
        same: serials of other entries that tell, or probably tell, the same contact.
        notes: names of private notes about what goes.
        figures: label, before and after of each figure that will be another one.
    """

    same: tuple[int, ...]
    notes: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]


@command("erase", help=_("Remove the content of an entry for good. Its place, seal and your reason stay."))
@click.argument("name", metavar="N")
@click.option("--reason", type=TEXT, help=_("Why. Printed in documents, in the entry's place."))
@click.option("--yes", is_flag=True, help=_("Erase what is named, without asking."))
def erase(session: Session, name: str, reason: str | None, yes: bool) -> int:
    """Say what goes and what stays, ask, and remove it in one commit."""
    if _PRIVATE.match(name):
        raise BadInput(
            _("{name} is in the private book, of which nothing is erased. Nothing was erased.").format(
                name=name.upper()
            ),
            _("It is never exported and counts nowhere. See it: rk show {name}").format(name=name.upper()),
        )
    with open_ledger(session, write=True) as ledger:
        entries = whole_book(ledger)
        case = fold(entries, ledger.start(), ledger.vault_id)
        agreed = plan(case, serial_of(case, name), ledger.citations())
        staying = _staying(ledger, case, entries, agreed)
        output.ask(_("Erasing under a duty to preserve evidence can harm you; ask a lawyer first."))
        output.ask(_("Copies and backups made before keep it."))
        for line in (*_what_goes(case, agreed), *_what_stays(agreed, staying)):
            output.ask(line)
        if not yes and not session.prompts():
            raise missing("--yes", _("Your confirmation"))
        why = given_or_asked(session, reason, _("Why? Documents print it in its place"), "--reason")
        names = ", ".join(f"#{serial}" for serial in agreed.serials)
        if not confirm(
            session,
            _("Erase the content of {names}? It cannot be undone.").format(names=names),
            yes=yes,
            default=False,
        ):
            output.note(_("Nothing was erased."))
            return 1
        written = carry_out(ledger, agreed, why)[0]
    more = _json(agreed, staying)
    message = ngettext(
        "The content of {names} is gone; its place and seal stay.",
        "The content of {names} is gone; their place and seals stay.",
        len(agreed.serials),
    ).format(names=names)
    saved(session, "erase", written, message=message, more=more)
    output.ask(_("Backups, other copies of this record and what was exported before still have it."))
    if agreed.zeroed is not None:
        output.ask(_("Importing a file that still has this message would bring it in again."))
    return 0


def _staying(ledger: Ledger, case: CaseFile, entries: Sequence[Entry], agreed: Plan) -> Staying:
    before = judge(case, as_of=clock.now())
    left = fold(without(entries, agreed), ledger.start(), ledger.vault_id)
    after = judge(left, as_of=before.as_of)
    notes = tuple(
        f"N{entry.serial}"
        for entry in ledger.entries("private")
        if isinstance(entry.fact, Note) and entry.fact.about in agreed.serials
    )
    return Staying(_same(case, before, agreed), notes, tuple(_figures(before, after)))


def _same(case: CaseFile, findings: Findings, agreed: Plan) -> tuple[int, ...]:
    told = set(agreed.entry.same)
    groups = [{double.typed, *double.imported} for double in findings.count.doubles]
    for group in (*groups, *map(set, findings.count.corroborated)):
        if agreed.entry.serial in group:
            told |= group
    return tuple(sorted(serial for serial in told - set(agreed.serials) if serial in case.all))


def _figures(before: Findings, after: Findings) -> Iterator[tuple[str, str, str]]:
    wrote = _("{count} after the notice")
    for label, was, will in (
        (_("Contacts"), wording.headline(before), wording.headline(after)),
        (
            _("From you"),
            wrote.format(count=before.consistency.replies),
            wrote.format(count=after.consistency.replies),
        ),
        (_("Announced"), wording.follow_through_sum(before), wording.follow_through_sum(after)),
    ):
        if was != will:
            yield label, was, will


def _what_goes(case: CaseFile, agreed: Plan) -> Iterator[str]:
    yield _("Removed for good:")
    for one in agreed.going:
        yield f"  #{one.serial}  {entry_line(case, one)}"
    dropped, named = set(agreed.dropped), set()
    for one in agreed.going:
        for mark, file in exhibits(one, held=True):
            if file.sha256 in dropped and mark not in named:
                named.add(mark)
                yield _("  the file {mark} ({name})").format(mark=mark, name=file.name)
    if agreed.entry.fact.kind == "source" and agreed.dropped:
        yield _("  the imported file itself, as it is kept")
    if agreed.zeroed is not None and isinstance(agreed.entry.fact, Contact) and agreed.entry.fact.source:
        goes = (
            _("  the whole imported file of #{source}, since no message can be cut out of it; the other")
            + _(" entries made from it stay")
            if agreed.zeroed.whole
            else _("  its words in the imported file of #{source}")
        )
        yield goes.format(source=agreed.entry.fact.source.entry)


def _what_stays(agreed: Plan, staying: Staying) -> Iterator[str]:
    told = list(_not_removed(agreed, staying))
    if told:
        yield _("Not removed:")
        yield from told
    for label, was, will in staying.figures:
        yield _("{label} now: {was}").format(label=label, was=was)
        yield _("{label} then: {will}").format(label=label, will=will)
    yield _("Documents will say that it was erased, when, and the reason you give.")


def _not_removed(agreed: Plan, staying: Staying) -> Iterator[str]:
    if agreed.resting:
        yield ngettext(
            "  {entries} names it, and stays as it is",
            "  {entries} name it, and stay as they are",
            len(agreed.resting),
        ).format(entries=_listed(agreed.resting))
    for _sha256, by in agreed.shared:
        yield _("  a file of it, cited by {entries} too").format(entries=_listed(by))
    for serial in staying.same:
        yield _("  #{serial} tells the same contact: rk erase {serial}").format(serial=serial)
    for serial in agreed.may_hold:
        yield _(
            "  the file imported as #{serial} may hold it once more; that whole file: rk erase {serial}"
        ).format(serial=serial)
    for name in staying.notes:
        yield _("  {name}, your private note about it, which is never exported").format(name=name)


def _listed(serials: Sequence[int]) -> str:
    named = ", ".join(f"#{serial}" for serial in serials[:_LISTED])
    if len(serials) <= _LISTED:
        return named
    return _("{named} and {count} more").format(named=named, count=len(serials) - _LISTED)


def _json(agreed: Plan, staying: Staying) -> dict[str, Any]:
    zeroed = [agreed.zeroed] if agreed.zeroed is not None else []
    return {
        "erased": list(agreed.serials),
        "files": list(agreed.dropped),
        "zeroed": [{"sha256": one.sha256, "ranges": [list(pair) for pair in one.ranges]} for one in zeroed],
        "remaining": {
            "named_by": list(agreed.resting),
            "files": [sha256 for sha256, _by in agreed.shared],
            "same": list(staying.same),
            "may_hold": list(agreed.may_hold),
            "notes": list(staying.notes),
        },
    }
