"""What opens a record, where more than the shared options is needed: a new secret, or the sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import missing
from recordkeeper.cli.options import Session, passphrase_given, secret_of
from recordkeeper.crypto.credentials import (
    KeyFileSecret,
    PassphraseSecret,
    RecoverySecret,
    Secret,
    SlotSecret,
)
from recordkeeper.errors import BadInput

C = TypeVar("C", bound=Callable[..., Any])

SHORTEST_PASSPHRASE = 8
HOLDER = _("Recovery sheet. Whoever holds this can read everything; keep it outside your home.")

sheet_option = click.option(
    "--sheet-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Read the recovery sheet's letters from it."),
)


def new_secret_options(function: C) -> C:
    """The options that answer the question for a new passphrase."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--new-key-file", type=path, metavar="FILE", help=_("A key file, not a passphrase.")),
        click.option("--new-passphrase-fd", type=int, metavar="N", help=_("Read it from a descriptor.")),
        click.option(
            "--new-passphrase-file", type=path, metavar="FILE", help=_("Read the new one from a file.")
        ),
    ):
        function = option(function)
    return function


def new_secret(session: Session, given: dict[str, Any]) -> SlotSecret:
    """The new passphrase or key file: as the options say, or asked for twice.

    Raises:
        BadInput: nothing was given and nothing may be asked, or it is no secret.
    """
    named = Session(
        passphrase_file=given["new_passphrase_file"],
        passphrase_fd=given["new_passphrase_fd"],
        key_file=given["new_key_file"],
    )
    option = "--new-passphrase-file FILE or --new-key-file FILE"
    return chosen(named) or choose_passphrase(session, _("New passphrase"), option)


def first_secret(session: Session) -> SlotSecret:
    """What will open a record from now on that nothing opens yet: the shared options give it."""
    option = "--passphrase-file FILE or --key-file FILE"
    return chosen(session) or choose_passphrase(session, _("Passphrase"), option)


def chosen(session: Session) -> SlotSecret | None:
    """The secret that options name; None where they name none."""
    if session.key_file is not None:
        key: SlotSecret = secret_of(session)
        return key
    given = passphrase_given(session)
    return None if given is None else PassphraseSecret(given)


def choose_passphrase(session: Session, question: str, option: str) -> PassphraseSecret:
    """Ask for a passphrase, twice, until it is not short enough to guess.

    Raises:
        BadInput: nothing may be asked here.
    """
    if not session.prompts():
        raise missing(option, _("Something to open the record with"))
    output.ask(_("Choose a passphrase: four or more words that nobody would link to you."))
    output.ask(_("Without it, or the recovery sheet, nobody can open the record. Not even you."))
    while True:
        phrase = click.prompt(question, hide_input=True, confirmation_prompt=_("Once more"), err=True)
        if len(phrase) >= SHORTEST_PASSPHRASE:
            return PassphraseSecret(phrase)
        output.ask(_("That is short enough to guess. Please use more words."))


def opening_secret(session: Session, sheet_file: Path | None) -> Secret:
    """What opens a copy: the sheet, if one is given; else as every command asks for it."""
    if sheet_file is None:
        secret: Secret = secret_of(session)
        return secret
    return RecoverySecret(read_sheet(session, sheet_file))


def read_sheet(session: Session, sheet_file: Path | None) -> str:
    """The letters of the recovery sheet; a slip of the pen is told before anything else is asked.

    Raises:
        BadInput: the letters are wrong, or cannot be read, or may not be asked for.
    """
    from recordkeeper.crypto.recovery import parse

    letters = _letters(session, sheet_file)
    parse(letters)
    return letters


def key_files(paths: tuple[Path, ...]) -> list[KeyFileSecret]:
    """The key files of these names.

    Raises:
        BadInput: one cannot be read, or is too short.
    """
    return [KeyFileSecret(secret_of(Session(key_file=path)).content) for path in paths]


def _letters(session: Session, sheet_file: Path | None) -> str:
    if sheet_file is not None:
        try:
            return sheet_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(
                _("The sheet file {path} cannot be read. Nothing was changed.").format(path=sheet_file),
                _("Check the name, or leave it out to type the letters."),
            ) from error
    if not session.prompts():
        raise missing("--sheet-file", _("The recovery sheet"))
    letters: str = click.prompt(_("The letters of the sheet"), err=True)
    return letters
