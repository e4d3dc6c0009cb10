"""Choosing what will open the record from now on."""

from gettext import gettext as _

import click

from recordkeeper.cli import output
from recordkeeper.cli.options import Session, passphrase_given, secret_of
from recordkeeper.crypto.credentials import PassphraseSecret, SlotSecret

SHORTEST_PASSPHRASE = 8


def new_secret(session: Session) -> SlotSecret:
    """A key file, a passphrase from a file, or one chosen now and typed twice.

    Raises:
        BadInput: what was given protects nothing. Locked: nothing was given and nothing may be asked.
    """
    if session.key_file is None and passphrase_is_given(session):
        return PassphraseSecret(passphrase_given(session) or "")
    if session.key_file is not None or not session.prompts():
        secret: SlotSecret = secret_of(session)
        return secret
    output.note(_("Choose a passphrase: four or more words that nobody would link to you."))
    output.note(_("Without it, or the recovery sheet, nobody can open the record. Not even you."))
    while True:
        phrase = click.prompt(
            _("New passphrase"), hide_input=True, confirmation_prompt=_("Once more"), err=True
        )
        if len(phrase) >= SHORTEST_PASSPHRASE:
            return PassphraseSecret(phrase)
        output.note(_("That is short enough to guess. Please use more words."))


def passphrase_is_given(session: Session) -> bool:
    """Whether a file or a file descriptor was named for the passphrase."""
    return session.passphrase_file is not None or session.passphrase_fd is not None
