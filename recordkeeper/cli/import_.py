"""Bring in what a phone saved: shown first, then asked, then the file itself, then its entries."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from recordkeeper import zones
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.at_trigger import answer_given, at_trigger, trigger_options
from recordkeeper.cli.columns import column_options, columns_said, keep_columns
from recordkeeper.cli.import_asked import Asking, show_settled
from recordkeeper.cli.import_handed import Handed, Refused, handed_over
from recordkeeper.cli.import_media import bring_media, media_in
from recordkeeper.cli.import_told import import_json, refused_json, tell, tell_refused, totals
from recordkeeper.cli.import_traces import offered, tell_offered
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.progress import Progress
from recordkeeper.cli.proposals import Entries, doubles, lines, seen_twice, typed_lines
from recordkeeper.errors import ImportRefused, Unsaid
from recordkeeper.intake.bring_in import Imported, bring_in
from recordkeeper.intake.export import Export
from recordkeeper.intake.sorting import Choices

NOT_ALL = 7


@command(
    "import",
    help=_(
        "Bring in messages, calls, mail or files that a phone saved. Shows what is in it, then asks; the "
        "file itself is kept too. FILE is what the app gave you: a file, an archive (zip), or a folder of "
        "its own."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", default="", metavar="F", help=_("Which app wrote it, if that cannot be told.")
)
@click.option("--me", multiple=True, metavar="ID", help=_("Your own number, address or name in it. Private."))
@click.option("--them", multiple=True, metavar="ID", help=_("The other person's number, address or name."))
@click.option("--zone", metavar="ZONE", help=_("Zone of times that have none, such as Europe/London."))
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy", "ymd"]),
    help=_("How its dates are written, if that cannot be told: dmy is day, month, year."),
)
@click.option("--since", metavar="WHEN", help=_("Nothing from before then."))
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
    if len(files) == 1 and files[0].is_dir() and (media := media_in(files[0])):
        return bring_media(session, media, dry_run=dry_run)
    handed = handed_over(files, given["format_"])
    with open_ledger(session, write=not dry_run) as ledger:
        case = setup_case(ledger)
        answer = answer_given(session, given, case.home_zone)
        choices = _choices(session, given, case.home_zone, columns_said(ledger, given))
        asking = Asking(session, ledger, case, yes=yes)
        asking.require_identity(choices)
        everything = list(_each(asking, handed, choices, dry_run=dry_run))
        keep_columns(ledger, given, dry_run=dry_run)
        new = [done.entries for done in everything if done.entries is not None]
        _conclude(asking, handed, everything, new)
        if new:
            at_trigger(session, ledger, new[0][0], answer)
    if handed.refused and not everything:
        return handed.refused[-1].error.exit_code
    complete = not handed.refused and all(
        not (done.counted.skipped or done.counted.damage or done.counted.unreadable) for done in everything
    )
    return 0 if complete else NOT_ALL


def _choices(session: Session, given: dict[str, Any], home: str, columns: Mapping[str, str]) -> Choices:
    return Choices(
        me=given["me"],
        them=given["them"],
        everyone=given["everyone"],
        since=read_optional(session, given["since"], home=home),
        keep=given["keep"],
        zone=zones.check(given["zone"]) if given["zone"] else "",
        date_order=given["date_order"] or "",
        columns=columns,
    )


def _each(asking: Asking, handed: Handed, choices: Choices, *, dry_run: bool) -> Iterator[Imported]:
    """One export after the other. What is refused of several is named, and does not stop the others.

    Raises:
        ImportRefused, Unsaid: the only one is refused, or cannot be read before something is said.
    """
    if not asking.session.json:
        for one in handed.left_out:
            told = _("Left out: {name}. {why} {advice}")
            output.note(told.format(name=one.name, why=one.error.message, advice=one.error.advice))
        tell_refused(handed.refused)
    for export in handed.exports:
        app = export.importer.name
        try:
            done = _bring(asking, export, asking.answered.get(app, choices), dry_run=dry_run)
        except (ImportRefused, Unsaid) as error:
            if not handed.several:
                raise
            handed.refused.append(Refused(export.name, error))
            if not asking.session.json:
                tell_refused(handed.refused[-1:])
            continue
        asking.answered[app] = replace(choices, them=done.counted.choices.them, me=done.counted.choices.me)
        if not asking.session.json:
            tell(done, dry_run=dry_run)
        yield done


def _bring(asking: Asking, export: Export, choices: Choices, *, dry_run: bool) -> Imported:
    """One export: looked at, shown, agreed to, recorded."""
    seen = show_settled(asking, export, choices)
    if dry_run or seen.nothing_new:
        return Imported(seen)
    agreed = asking.how_much(export, seen)
    if agreed is None:
        return Imported(seen)
    with Progress(asking.session, export.name) as progress:
        return bring_in(asking.ledger, export, agreed, on_progress=progress)


def _conclude(asking: Asking, handed: Handed, everything: list[Imported], new: Entries) -> None:
    """What the record has of it twice now, and what could be proof of a step."""
    ledger, home = asking.ledger, asking.case.home_zone
    typed, twice, proofs = doubles(ledger, new), seen_twice(ledger, new), offered(ledger, everything)
    if asking.session.json:
        found = [import_json(done, home) for done in everything]
        whole = {**totals(found), "files": found} if handed.several else found[0]
        also = {
            "refused": [refused_json(one) for one in handed.refused],
            "left_out": [refused_json(one) for one in handed.left_out],
            "doubles": [one._asdict() for one in typed],
            "corroborated": [list(one) for one in twice],
            "offered": [one._asdict() for one in proofs],
        }
        output.data("import", {**whole, **also})
        return
    for line in (*typed_lines(typed), *lines(twice, everything[0].source if len(everything) == 1 else None)):
        output.note(line)
    tell_offered(proofs)
