"""Note a block: the short way to `measure add block`."""

from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT
from recordkeeper.cli.carrying_out import carries_out_option
from recordkeeper.cli.channels import CHANNEL_HELP
from recordkeeper.cli.happening import happening_options, proof_option
from recordkeeper.cli.measure import begin
from recordkeeper.cli.options import Session, command


@command(
    "block", help=_("Note that you blocked a channel. This program blocks nothing itself.\n\n") + CHANNEL_HELP
)
@click.argument("channel", required=False)
@click.option("--medium", help=_("Only that within the channel: whatsapp, sms …"))
@click.option("--why", type=TEXT, default="", help=_("Your reason. Private."))
@click.option("--facts", type=TEXT, help=_("What you did."))
@carries_out_option
@proof_option
@happening_options
def block(session: Session, **given: Any) -> None:
    """Record that a block begins."""
    begin(session, "block", "block", given)
