"""Bring in what a phone saved: shown first, then asked, then the file itself, then its entries."""

import sys
from pathlib import Path
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.doubles import Double
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_text, confirm
from recordkeeper.cli.at_trigger import answer_given, at_trigger, trigger_options
from recordkeeper.cli.columns import column_options, columns_said, keep_columns
from recordkeeper.cli.files import check_files
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.proposals import doubles, lines, seen_twice
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import way, what
from recordkeeper.intake.bring_in import Imported, bring_in
from recordkeeper.intake.export import export_at
from recordkeeper.intake.preview import Preview, preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.intake.tally import Sender
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.people import Identifier

NOT_ALL = 7
MOST_SENDERS = 12
SHOWN_AT_ONCE = 3
QUIET = 1000
"""Milliseconds between two lines of progress; work that takes less is done in silence."""


@command("import", help=_("Bring in messages and calls that a phone saved. Shows first, then asks."))
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", default="", metavar="F", help=_("Which app wrote it, if it cannot be told.")
)
@click.option("--me", multiple=True, metavar="ID", help=_("Your own number or address. Private."))
@click.option("--them", multiple=True, metavar="ID", help=_("The other person's number or address."))
@click.option("--since", help=_("Nothing earlier than that."))
@click.option("--everyone", is_flag=True, help=_("Entries for everybody's messages, not only theirs."))
@click.option(
    "--keep",
    type=click.Choice(["whole", "matching"]),
    default="whole",
    show_default=True,
    help=_("Store the whole file, or only what is made entries."),
)
@click.option("--dry-run", is_flag=True, help=_("Show what would come in, and record nothing."))
@click.option("--yes", is_flag=True, help=_("Bring it in without asking."))
@column_options
@trigger_options
def import_(session: Session, files: tuple[Path, ...], dry_run: bool, yes: bool, **given: Any) -> int:
    """Preview each file, ask once for each, and bring it in."""
    check_files(files)
    exports = [export_at(path, given["format_"]) for path in files]
    everything: list[Imported] = []
    with open_ledger(session, write=not dry_run) as ledger:
        case = setup_case(ledger)
        home = case.home_zone
        answer = answer_given(session, given, home)
        _require_identity(session, case, given)
        choices = Choices(
            me=given["me"],
            them=given["them"],
            everyone=given["everyone"],
            since=read_optional(session, given["since"], home=home),
            keep=given["keep"],
            columns=columns_said(ledger, given),
        )
        for export in exports:
            seen = preview(ledger, export, choices, on_progress=_Progress(session, export.name))
            if not session.json:
                _show(seen, home)
            done = Imported(seen)
            if not (dry_run or seen.nothing_new) and confirm(session, _("Bring it in?"), yes=yes):
                done = bring_in(ledger, export, seen, on_progress=_Progress(session, export.name))
            everything.append(done)
            if not session.json:
                _tell(done, dry_run=dry_run)
        keep_columns(ledger, given, dry_run=dry_run)
        new = [done.entries for done in everything if done.entries is not None]
        _conclude(session, everything, doubles(ledger, new), seen_twice(ledger, new), home)
        if new:
            at_trigger(session, ledger, new[0][0], answer)
    complete = all(
        not (done.counted.skipped or done.counted.damage or done.counted.unreadable) for done in everything
    )
    return 0 if complete else NOT_ALL


def _conclude(
    session: Session,
    everything: list[Imported],
    typed: list[Double],
    twice: list[tuple[int, ...]],
    home: str,
) -> None:
    if session.json:
        found = [import_json(done, home) for done in everything]
        whole = found[0] if len(found) == 1 else {**_totals(found), "files": found}
        also = {"doubles": [one._asdict() for one in typed], "corroborated": [list(one) for one in twice]}
        output.data("import", {**whole, **also})
    for one in typed:
        names = " ".join(map(str, (one.typed, *one.imported)))
        output.note(
            _(
                "#{typed} was typed and is probably here too: rk same {names}    or: rk same --apart {names}"
            ).format(typed=one.typed, names=names)
        )
    for line in lines(twice, everything[0].source if len(everything) == 1 else None):
        output.note(line)


def _require_identity(session: Session, case: CaseFile, given: dict[str, Any]) -> None:
    """Whose messages are meant must be known or said: it is never guessed from the file.

    Raises:
        BadInput: no number of the other person is known, none was given, and nothing may be asked.
    """
    known = any(not one.fact.keeper for one in case.standing(Identifier))
    if known or given["them"] or given["everyone"]:
        return
    theirs = ask_text(session, _("The other person's number, as the phone shows it"), "--them or --everyone")
    given["them"] = (theirs,)


def import_json(done: Imported, home: str) -> dict[str, Any]:
    """What `import --json` prints for one file."""
    found = done.counted
    return {
        "source_sha256": found.sha256,
        "file": found.name,
        "format": found.format,
        "parsed": found.parsed,
        "imported": found.imported,
        "duplicates": found.duplicates,
        "others": found.others,
        "system": found.system,
        "declared": found.declared,
        "skipped": [{"locator": one.locator, "reason": one.reason} for one in found.skipped],
        "damage": list(found.damage),
        "missing": [{"locator": one.locator, "reason": one.reason} for one in found.missing],
        "by_sender": [_sender(one) for one in found.senders],
        "first": instant(found.first, home),
        "last": instant(found.last, home),
        "zone": home,
        "zone_basis": found.zone_basis,
        "completeness_note": found.completeness,
        "serial": done.source,
        "entries": list(done.entries) if done.entries else None,
    }


def _totals(found: list[dict[str, Any]]) -> dict[str, Any]:
    counts = ("parsed", "imported", "duplicates", "others", "system")
    totals: dict[str, Any] = {name: sum(one[name] for one in found) for name in counts}
    return totals | {name: [item for one in found for item in one[name]] for name in ("skipped", "damage")}


def _sender(one: Sender) -> dict[str, Any]:
    return {
        "identifier": one.identifier,
        "received": one.received,
        "sent": one.sent,
        "imported": one.imported,
    }


def _show(seen: Preview, home: str) -> None:
    """The preview: what is in the file, and what would become of it."""
    output.note(
        _("{name}: {parsed} messages and calls, {format}").format(
            name=seen.name, parsed=seen.parsed, format=seen.format
        )
    )
    if seen.first is not None and seen.last is not None:
        first, last = (dates.instant_told(ms, home) for ms in (seen.first, seen.last))
        output.note(_("  From {first} to {last}.").format(first=first, last=last))
    output.note(
        _(
            "  {imported} would become entries, {duplicates} are here already, {others} are with others."
        ).format(imported=seen.imported, duplicates=seen.duplicates, others=seen.others)
    )
    for one in seen.senders[:MOST_SENDERS]:
        output.note(
            _("    {who}  received {received}, sent {sent}, new entries {imported}").format(
                who=one.identifier or _("number hidden"),
                received=one.received,
                sent=one.sent,
                imported=one.imported,
            )
        )
    if len(seen.senders) > MOST_SENDERS:
        output.note(_("    and {count} more senders").format(count=len(seen.senders) - MOST_SENDERS))
    for sample in seen.samples[:SHOWN_AT_ONCE]:
        output.note(f"    {dates.moment_told(sample.when, home)}  {way(sample)}  {what(sample)}")
    _warn(seen)


def _warn(seen: Preview) -> None:
    if seen.imported_before:
        output.note(_("  This very file was brought in before."))
    if seen.withdrawn:
        output.note(_("  {count} were withdrawn before and stay so.").format(count=seen.withdrawn))
    for name in list(seen.ground.parties.elsewhere)[:SHOWN_AT_ONCE]:
        told = _('  “{name}” is theirs in another app. If it is the same person here: --them "{name}"')
        output.note(told.format(name=name))
    if seen.declared is not None and seen.declared != seen.parsed + len(seen.skipped):
        output.note(
            _("  The file says it has {declared}; such counts are often wrong.").format(
                declared=seen.declared
            )
        )
    for damage in seen.damage:
        output.note(_("  Damaged at {where}. Everything before it can be read.").format(where=damage))
    for skipped in (seen.skipped + seen.missing)[:SHOWN_AT_ONCE]:
        output.note(_("  Not read: {where}: {why}").format(where=skipped.locator, why=skipped.reason))
    output.note(_("  Note: {completeness}").format(completeness=seen.completeness))


def _tell(done: Imported, *, dry_run: bool) -> None:
    found = done.counted
    if found.parsed == 0 and found.damage:
        output.complain(
            _("Nothing could be read from {name}: damaged at {where}. Nothing of it was recorded.").format(
                name=found.name, where=found.damage[0]
            ),
            _("Export it again from the phone, or keep the file as it is: rk attach N FILE"),
        )
    elif dry_run:
        output.say(_("Nothing was recorded: this was only a look."))
    elif done.entries is not None:
        first, last = done.entries
        output.say(
            _("Saved as #{source} (the file) and #{first} to #{last}.").format(
                source=done.source, first=first, last=last
            )
        )
        output.note(_("What it adds up to: rk audit    What they were about: rk mark {n}").format(n=first))
    elif done.source is not None:
        output.say(_("Saved the file as #{source}; it had no new entries.").format(source=done.source))
    elif found.nothing_new:
        output.say(_("Nothing new in {name}. Nothing was recorded.").format(name=found.name))
    else:
        output.say(_("{name} was not brought in. Nothing was recorded.").format(name=found.name))


class _Progress:
    """Tells how far a long pass has come, on a terminal only."""

    def __init__(self, session: Session, name: str) -> None:
        self._wanted = not session.quiet and sys.stderr.isatty()
        self._name = name
        self._told = clock.now()

    def __call__(self, records: int, read: int, size: int) -> None:
        """Say so at most once a second."""
        if not self._wanted or clock.now() - self._told < QUIET:
            return
        self._told = clock.now()
        share = min(100, 100 * read // max(size, 1))
        output.note(
            _("  {name}: {records} read, {share} %").format(name=self._name, records=records, share=share)
        )
