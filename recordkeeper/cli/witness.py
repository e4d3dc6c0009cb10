"""Keep what a witness saw or heard, in their own words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.files import check_files
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.how_recorded import brought, recording_option, say_of_recording
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.naming import entries_named, one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import compose, saved
from recordkeeper.disclosure.people import COURT_ROLES
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Writer
from recordkeeper.records.custody import Attachment
from recordkeeper.records.fact import Fact
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Person, WitnessAccount
from recordkeeper.records.vocabulary import Tristate


@group("witness", help=_("Keep what somebody saw or heard, in their own words."))
def witness() -> None:
    """One step so far."""


@command("add", help=_("What P2 saw or heard. Names of witnesses stay private; their words do not."))
@click.argument("name", metavar="P2")
@click.option("--words", type=TEXT, help=_("Their own words (or @FILE, or - for stdin)."))
@click.option("--sensed", type=TEXT, default="", help=_("saw, heard, or both."))
@click.option("--willing", metavar="yes|no|unknown", default="unknown", help=_("To say so in court."))
@click.option("--about", multiple=True, metavar="N[-M]", help=_("Which entries it is about."))
@click.option("--when", help=_("When they told it."))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--attach", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE")
@recording_option
@note_option
def add(session: Session, name: str, files: tuple[Path, ...], note: str | None, **given: Any) -> None:
    """Record the account; a recording of it is a file added to it, which says how it came to be."""
    willing = check_token("--willing", given["willing"], Tristate)
    check_files(files)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        who = one_of(case, name, Person)
        about = entries_named(ledger, case, given["about"])
        words = given_or_asked(session, given["words"], _("What did they say? Their own words"), "--words")
        fact = WitnessAccount(
            person=who,
            sensed=given["sensed"],
            words=words,
            willing=willing,
            when=read_optional(session, given["when"], home=case.home_zone, zone=given["zone"]),
            about=about,
        )
        kept = brought(session, ledger, files, given["recording"])
        written = compose(ledger, lambda writer: _with_files(writer, fact, kept), note=note)
    saved(session, "witness.add", written[0])
    if kept:
        say_of_recording(_files_of(written[0].serial, kept), written[1].serial)
    _say_who_reads_it(case, who)


_UNKNOWN = Moment(precision="unknown", basis="typed", clock="keeper")


def _with_files(writer: Writer, fact: WitnessAccount, kept: dict[str, Any]) -> Iterator[Fact]:
    serial = writer.next_serial()
    yield fact
    if kept:
        yield _files_of(serial, kept)


def _files_of(account: int, kept: dict[str, Any]) -> Attachment:
    return Attachment(to=account, when=_UNKNOWN, **kept)


def _say_who_reads_it(case: CaseFile, who: int) -> None:
    person = case.one(who, Person)
    if person is not None and person.fact.role not in COURT_ROLES:
        output.note(
            _(
                "Papers for a court leave {name} out, and this account with them. To have it there, add the "
                "same person as a witness: rk person add NAME --role witness"
            ).format(name=case.name(who))
        )


witness.add_command(add)
