"""Record something the keeper sent, an answer or not."""

from pathlib import Path
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, given_or_asked
from recordkeeper.cli.channels import CHANNEL_HELP, check_channel, check_medium, check_token
from recordkeeper.cli.files import check_files
from recordkeeper.cli.happening import happening_options, told_of
from recordkeeper.cli.how_recorded import brought, recording_option, say_of_recording
from recordkeeper.cli.naming import serial_of
from recordkeeper.cli.opening import open_ledger, setup_case, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.vocabulary import CHANNELS, Purpose


@command("reply", help=_("Record something you sent, an answer or not.\n\n") + CHANNEL_HELP)
@click.argument("channel", required=False)
@click.option("--medium", help=_("Within the channel: sms, whatsapp …"))
@click.option("--to", "identifier", metavar="ID", default="", help=_("To which number or name."))
@click.option("--answers", metavar="N", help=_("Which entry it answers."))
@click.option("--first", is_flag=True, help=_("You began it: it answers nothing."))
@click.option("--purpose", help=_("boundary, children, court, property, emergency, other."))
@click.option("--words", type=TEXT, help=_("Exact words (or @FILE, or - for stdin)."))
@happening_options
@click.option("--attach", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE")
@recording_option
def reply(session: Session, channel: str | None, files: tuple[Path, ...], **given: Any) -> None:
    """Keep the keeper's own contact: the record is believed because it holds both sides."""
    if given["first"] and given["answers"]:
        raise BadInput(
            _("What you began answers nothing. Nothing was recorded."),
            _("Leave out --first, or leave out --answers."),
        )
    check_files(files)
    channel = check_channel(channel) if channel else None
    purpose = check_token("--purpose", given["purpose"], Purpose)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        channel = channel or ask_choice(
            session, _("How did you send it?"), [(one, one) for one in CHANNELS], "CHANNEL"
        )
        answered = serial_of(case, given["answers"]) if given["answers"] else None
        if answered is not None:
            ledger.entry(answered)
        # Not asked for: what was just sent is what is mostly recorded here.
        typed = given if given["when"] is not None else given | {"when": "now"}
        contact = Contact(
            direction="out",
            channel=channel,
            medium=check_medium(channel, given["medium"]),
            **told_of(session, typed, home=case.home_zone),
            identifier=given["identifier"],
            answers=answered,
            purpose=purpose,
            words=given_or_asked(session, given["words"], _("What did you send? Exact words"), "--words"),
            **brought(session, ledger, files, given["recording"]),
        )
        written = record(ledger, [contact], note=given["note"])[0]
        saved(session, "reply", written)
        say_of_recording(contact, written.serial)
        if given["first"]:
            _say_how_it_counts(ledger, written.serial)
    if purpose == "boundary":
        output.note(_("The same calm line, to send again: rk boundary card"))


def _say_how_it_counts(ledger: Ledger, serial: int) -> None:
    """Whether the figures call it begun by the keeper: that is counted from the times, and never stored."""
    from recordkeeper.audit.findings import audit as judge

    found = judge(whole_case(ledger), as_of=clock.now()).consistency
    if serial in found.began:
        output.note(_("It counts as a contact you began."))
    elif serial in found.serials:
        output.note(
            _("It answers nothing, and counts as part of an exchange: under six hours of quiet before it.")
        )
    else:
        output.note(_("It answers nothing. Only what goes to them after the notice is counted as begun."))
