"""Start a new encrypted record."""

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice, confirm, missing
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record
from recordkeeper.cli.ways_in import HOLDER, first_secret
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import RECOVERY_SHEET, SHARED_COMPUTER
from recordkeeper.records.fact import Fact
from recordkeeper.records.keeping import Setting
from recordkeeper.records.people import Matter, Person

SEEN_IN_COURT = _("What you write here can be asked for in court. Private notes are kept apart.")
NOT_HIDDEN = _(
    "Encryption hides what you write. It does not hide that this program and a record are here, how large "
    "it is, when it changed, or the commands that the shell keeps."
)
ADVOCATE = _("If telling them to stop could raise the risk, talk to an advocate first.")


@command("init", help=_("Start a new encrypted record on this computer."))
@click.option("--title", default="", help=_("A neutral title for documents."))
@click.option("--zone", help=_("Your time zone, such as Europe/London."))
@click.option("--respondent", metavar="NAME", help=_("The person asked to stop."))
@click.option("--jurisdiction", default="", help=_("Such as: England and Wales."))
@click.option(
    "--shared-computer",
    type=click.Choice(["yes", "no", "unknown"]),
    help=_("Could someone else open this computer? yes and unknown show less on the screen."),
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
    shared = _shared(session, shared_computer)
    home = _zone(session, zone)
    secret = first_secret(session)
    facts: list[Fact] = [Matter(title=title, home_zone=home, jurisdiction=jurisdiction)]
    if respondent:
        facts.append(Person(role="respondent", name=respondent))
    if shared:
        facts.append(Setting(name=SHARED_COMPUTER, value=shared))
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


def _shared(session: Session, given: str | None) -> str | None:
    """Whether someone else could open this computer; what follows is said before anything is made here."""
    answers = [("yes", _("yes")), ("no", _("no")), ("unknown", _("I do not know"))]
    if given is None and session.prompts():
        question = _("Could someone else open this computer, or see its screen?")
        given = ask_choice(session, question, answers, "--shared-computer")
    output.note(NOT_HIDDEN)
    if given in {"yes", "unknown"}:
        output.note(_("Safer: another computer, or a stick that stays with you: rk --vault DIR init"))
        output.note(_("rk and rk status will show no contacts here unless you ask: rk status --full"))
        if session.prompts():
            output.note(_("To stop here, press Ctrl-C: nothing has been made yet."))
    return given


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
