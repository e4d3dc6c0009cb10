"""Write the record for someone else: first what is in and what is out, then the file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar

import click

from recordkeeper import clock
from recordkeeper.audit.findings import audit as judge
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import confirm
from recordkeeper.cli.moments import read_window
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record
from recordkeeper.cli.writing import check_destination, written_beside
from recordkeeper.disclosure.brief import BY_NAME, HELD_RECORDINGS, Brief, Choices, brief
from recordkeeper.disclosure.disclose import disclose
from recordkeeper.disclosure.disclosed import Disclosed
from recordkeeper.disclosure.wording import DECLARATIONS
from recordkeeper.errors import IntegrityError
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import shared_computer
from recordkeeper.records.keeping import Disclosure

C = TypeVar("C", bound=Callable[..., Any])
Writer = Callable[[BinaryIO, "Leaving"], object]
Paper = Literal["a4", "letter"]


def choices_options(function: C) -> C:
    """The options that every kind of export shares."""
    for option in reversed(
        (
            click.option(
                "-o", "--output", "path", required=True, type=click.Path(path_type=Path), metavar="FILE"
            ),
            click.option(
                "--for",
                "profile",
                type=click.Choice(["consult", "court"]),
                default="consult",
                show_default=True,
                help=_("consult: your lawyer. court: redacted, to be filed and served."),
            ),
            click.option("--since", help=_("Only contacts from then on.")),
            click.option("--until", help=_("Only contacts before then.")),
            click.option(
                "--include",
                multiple=True,
                type=click.Choice(BY_NAME),
                help=_("What leaves only when asked for by name: a private field, held recordings."),
            ),
            click.option(
                "--consequences",
                type=click.Choice(["whole", "none"]),
                default="whole",
                show_default=True,
                help=_("What you announced: all of it, or none."),
            ),
            click.option("--labels", metavar="KEEPER/OTHER", help=_("Such as petitioner/respondent.")),
            click.option("--yes", is_flag=True, help=_("Write it without asking.")),
        )
    ):
        function = option(function)
    return function


@group("export", help=_("Write the record for someone else. Private notes, reasons and support never leave."))
def export() -> None:
    """Each format is a command of its own."""


@command("pdf", help=_("The report, for reading and printing."))
@choices_options
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option(
    "--declaration",
    type=click.Choice(list(DECLARATIONS)),
    default="none",
    show_default=True,
    help=_("A blank block to sign, in that country's words."),
)
def pdf(session: Session, path: Path, paper: Paper, declaration: str, **given: Any) -> None:
    """Lay out the document and note in the private book what left."""
    from recordkeeper.report.pdf import write_pdf

    _export(
        session,
        "pdf",
        path,
        given | {"declaration": declaration},
        lambda out, leaving: write_pdf(out, leaving.found, paper=paper),
    )


@command("json", help=_("The same, for a program."))
@choices_options
def json(session: Session, path: Path, **given: Any) -> None:
    """Write the disclosed entries and figures, and note in the private book what left."""
    from recordkeeper.exports.json_file import write_json

    _export(session, "json", path, given, lambda out, leaving: write_json(out, leaving.found))


@command(
    "csv",
    help=_(
        "The same entries as a table, for a spreadsheet: one row each, UTF-8 with a byte order mark.\n\n"
        "Text that begins with = + - @ ' a tab or a line end has one ' put before it, so that no spreadsheet "
        "takes it for a formula. Take it away, and the text is as it was recorded."
    ),
)
@choices_options
def csv(session: Session, path: Path, **given: Any) -> None:
    """Write the disclosed entries as rows, and note in the private book what left."""
    from recordkeeper.exports.csv_file import write_csv

    _export(session, "csv", path, given, lambda out, leaving: write_csv(out, leaving.found))


@command("bundle", help=_("The report, the sealed words and the files, to be checked without this program."))
@choices_options
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option(
    "--declaration",
    type=click.Choice(list(DECLARATIONS)),
    default="none",
    show_default=True,
    help=_("A blank block to sign, in that country's words."),
)
def bundle(session: Session, path: Path, paper: Paper, declaration: str, **given: Any) -> None:
    """Pack the document, the evidence and the originals; note in the private book what left."""
    from recordkeeper.cli.bundling import say_what_a_bundle_holds, write

    _export(
        session,
        "bundle",
        path,
        given | {"declaration": declaration},
        lambda out, leaving: write(out, leaving.found, leaving.read, leaving.ledger, paper=paper),
        also_say=lambda leaving: say_what_a_bundle_holds(leaving.read, leaving.ledger),
    )


export.add_command(pdf)
export.add_command(json)
export.add_command(csv)
export.add_command(bundle)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is about to leave: the disclosure, the case and the choices it comes from, the open record."""

    found: Disclosed
    read: Brief
    ledger: Ledger


def _export(
    session: Session,
    format_: str,
    path: Path,
    given: dict[str, Any],
    write: Writer,
    also_say: Callable[[Leaving], None] = lambda _leaving: None,
) -> None:
    check_destination(session, path)
    with open_ledger(session, write=True) as ledger:
        # Everything is fetched here: nothing is locked while the document is laid out.
        case = whole_case(ledger)
        window = read_window(session, given["since"], given["until"], home=case.home_zone)
        keeper, _slash, other = (given["labels"] or "").partition("/")
        choices = Choices(
            profile=given["profile"],
            window=window,
            consequences=given["consequences"],
            keeper=keeper,
            other=other,
            declaration=given.get("declaration", "none"),
            include=given["include"],
        )
        findings = judge(case, as_of=clock.now(), window=window)
        found = disclose(case, findings, choices)
        leaving = Leaving(found, brief(case, findings, choices), ledger)
        _check_proofs(ledger, found)
        _say_what_leaves(found, choices)
        shared = shared_computer(ledger)
        also_say(leaving)
        if not confirm(session, _("Write it?"), yes=given["yes"] or not session.prompts()):
            raise click.Abort
        with written_beside(path, lambda out: write(out, leaving)) as sha256:
            noted = record(ledger, [_disclosure(format_, sha256, found, choices)])[0]
    if session.json:
        told = {"file": str(path), "sha256": sha256, "serial": noted.serial, "id": noted.id}
        output.data(f"export.{format_}", told)
        return
    output.say(str(path))
    output.say(_("SHA-256 {digest}").format(digest=sha256))
    output.note(
        _("Noted as {name}. This file is not locked: whoever has it can read it.").format(name=noted.name)
    )
    if shared:
        output.note(_("Someone else could open this computer: do not leave it here."))


def _check_proofs(ledger: Ledger, found: Disclosed) -> None:
    """Refuse court papers that cite an exhibit nobody could produce.

    Raises:
        IntegrityError: a file cited cannot be read as it was stored.
    """
    if found.profile != "court":
        return
    for mark, _paragraph, told, sha256 in found.integrity.exhibits.rows:
        if not ledger.whole_file(sha256):
            raise IntegrityError(
                _("Exhibit {mark} ({name}) cannot be read as it was stored. Nothing was written.").format(
                    mark=mark, name=told.partition("\n")[0]
                ),
                _("Keep the record as it is, put back a copy made before, and run: rk verify"),
            )


def _say_what_leaves(found: Disclosed, choices: Choices) -> None:
    output.note(_("In   {covers}").format(covers=found.covers))
    if choices.include:
        output.note(_("     and, asked for by name: {names}").format(names=", ".join(choices.include)))
    if HELD_RECORDINGS in choices.include:
        output.ask(
            _(
                "     Recordings that not everyone in them knew of go with it. In some places making or "
                "sharing them is not allowed: ask a lawyer first."
            )
        )
    output.note(
        _(
            "Out  your reasons, notes and support people; whom and what an order protects; places, impact, "
            "children present, your own numbers, names of children and witnesses, unless asked for by name"
        )
    )


def _disclosure(format_: str, sha256: str, found: Disclosed, choices: Choices) -> Disclosure:
    shown = len(found.entries)
    return Disclosure(
        format=format_,
        profile=choices.profile,
        sha256=sha256,
        first=1,
        last=found.integrity.count or None,
        shown=shown,
        withheld=found.integrity.count - shown - found.integrity.erased,
        options=tuple(f"include={name}" for name in choices.include)
        + ((f"consequences={choices.consequences}",) if choices.consequences != "whole" else ()),
    )
