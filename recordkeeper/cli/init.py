"""Start a new encrypted record."""

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import confirm, missing
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record
from recordkeeper.cli.ways_in import HOLDER, first_secret
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import RECOVERY_SHEET
from recordkeeper.records.fact import Fact
from recordkeeper.records.keeping import Setting
from recordkeeper.records.people import Matter, Person

SEEN_IN_COURT = _("What you write here can be asked for in court. Private notes are kept apart.")
ADVOCATE = _("If telling them to stop could raise the risk, talk to an advocate first.")


@command("init", help=_("Start a new encrypted record on this computer."))
@click.option("--title", default="", help=_("A neutral title for documents."))
@click.option("--zone", help=_("Your time zone, such as Europe/London."))
@click.option("--respondent", metavar="NAME", help=_("The person asked to stop."))
@click.option("--jurisdiction", default="", help=_("Such as: England and Wales."))
@click.option(
    "--shared-computer", type=click.Choice(["yes", "no"]), help=_("Could someone else open this computer?")
)
@click.option("--recovery-sheet/--no-recovery-sheet", default=None, help=_("Print the recovery sheet."))
def init(
    session: Session,
    title: str,
    zone: str | None,
    respondent: str | None,
    jurisdiction: str,
    shared_computer: str | None,
    recovery_sheet: bool | None,
) -> None:
    """Ask for a passphrase, make the vault, and record whose matter it is."""
    from recordkeeper.vault.making import create_vault

    if session.exists():
        raise BadInput(
            _("There is a record in {where} already. Nothing was changed.").format(where=session.directory),
            _("Use another folder: rk --vault DIR init"),
        )
    home = _zone(session, zone)
    secret = first_secret(session)
    facts: list[Fact] = [Matter(title=title, home_zone=home, jurisdiction=jurisdiction)]
    if respondent:
        facts.append(Person(role="respondent", name=respondent))
    if shared_computer:
        facts.append(Setting(name="shared-computer", value=shared_computer))
    vault = create_vault(session.directory, [secret])
    with Ledger(vault) as ledger:
        written = record(ledger, facts)[0]
        if not session.json:
            output.say(_("A new record is in {where}.").format(where=session.directory))
            output.say(_("Times are in {zone}.").format(zone=home))
        wanted = recovery_sheet
        if wanted is None and session.prompts():
            wanted = confirm(session, _("Show the recovery sheet, to copy on paper?"), yes=False)
        sheet = vault.recovery_text() if wanted else None
        if sheet is not None:
            ledger.append([Setting(name=RECOVERY_SHEET, value="shown")])
    _tell(session, sheet)
    if session.json:
        output.data("init", {"serial": written.serial, "id": written.id})


def _zone(session: Session, given: str | None) -> str:
    from recordkeeper import zones

    zone = given or clock.machine_zone()
    if zone is None:
        if not session.prompts():
            raise missing("--zone", _("The time zone"))
        zone = click.prompt(_("Your time zone, such as Europe/London"), err=True)
    return zones.check(zone)


def _tell(session: Session, sheet: str | None) -> None:
    output.note(SEEN_IN_COURT)
    output.note(ADVOCATE)
    if sheet is not None:
        output.ask(HOLDER)
        output.ask(_("The record is in: {where}").format(where=session.directory))
        output.ask(sheet)
    output.note(_("Next: rk boundary set    rk log    rk person add NAME --role ROLE"))
