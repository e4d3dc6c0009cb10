"""Record something the keeper sent, an answer or not."""

from pathlib import Path

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT, ask_choice, given_or_asked
from recordkeeper.cli.channels import CHANNEL_HELP, check_channel, check_medium, check_token
from recordkeeper.cli.files import check_files, keep_files
from recordkeeper.cli.moments import read_moment, read_optional
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.records.contacts import Contact
from recordkeeper.records.vocabulary import CHANNELS, NotedOn, Purpose


@command("reply", help=_("Record something you sent, an answer or not.\n\n") + CHANNEL_HELP)
@click.argument("channel", required=False)
@click.option("--medium", help=_("Within the channel: sms, whatsapp …"))
@click.option("--to", "identifier", metavar="ID", default="", help=_("To which number or name."))
@click.option("--answers", metavar="N", help=_("Which entry it answers."))
@click.option("--purpose", help=_("boundary, children, court, property, emergency, other."))
@click.option("--words", type=TEXT, help=_("Exact words (or @FILE, or - for stdin)."))
@click.option("--when", default="now", help=_('"10 min ago", "yesterday 21:40" …'))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--noted", help=_("When you made a note of it elsewhere."))
@click.option("--noted-on", help=_("What that note is on: paper, phone, mail."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
@click.option("--attach", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE")
def reply(
    session: Session,
    channel: str | None,
    medium: str | None,
    identifier: str,
    answers: str | None,
    purpose: str | None,
    words: str | None,
    when: str,
    zone: str | None,
    noted: str | None,
    noted_on: str | None,
    note: str | None,
    files: tuple[Path, ...],
) -> None:
    """Keep the keeper's own contact: the record is believed because it holds both sides."""
    check_files(files)
    channel = check_channel(channel) if channel else None
    given_purpose = check_token("--purpose", purpose, Purpose)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        channel = channel or ask_choice(
            session, _("How did you send it?"), [(one, one) for one in CHANNELS], "CHANNEL"
        )
        answered = serial_of(case, answers) if answers else None
        if answered is not None:
            ledger.entry(answered)
        contact = Contact(
            direction="out",
            channel=channel,
            medium=check_medium(channel, medium),
            when=read_moment(session, when, home=case.home_zone, zone=zone),
            noted_at=read_optional(session, noted, home=case.home_zone, zone=zone),
            noted_on=check_token("--noted-on", noted_on, NotedOn),
            identifier=identifier,
            answers=answered,
            purpose=given_purpose,
            words=given_or_asked(session, words, _("What did you send? Exact words"), "--words"),
            files=keep_files(ledger, files),
        )
        written = record(ledger, [contact], note=note)[0]
    saved(session, "reply", written)
