"""What every command shares: where the record is, how it opens, and how output looks."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from recordkeeper import __version__
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.errors import BadInput, Locked, NotFound

C = TypeVar("C", bound=Callable[..., Any])

VAULT_VARIABLE = "RECORDKEEPER_VAULT"
LOG_FILE = "log.db"
KEY_FILES = ("keys.json", "keys.json.bak")


@dataclass
class Session:
    """The options of one run, and the way they open the record."""

    vault: Path | None = None
    passphrase_file: Path | None = None
    passphrase_fd: int | None = None
    key_file: Path | None = None
    no_input: bool = False
    quiet: bool = False
    color: bool | None = None
    debug: bool = False
    json: bool = False
    plain: bool = False

    @property
    def directory(self) -> Path:
        """The record's folder: as given, as the environment says, or where the platform keeps data."""
        if self.vault is not None:
            return self.vault
        given = os.environ.get(VAULT_VARIABLE)
        return Path(given) if given else default_directory()

    def exists(self) -> bool:
        """Whether anything of a record lies there: a damaged one is still one."""
        return any((self.directory / name).exists() for name in (LOG_FILE, *KEY_FILES))

    def require(self) -> Path:
        """The record's folder.

        Raises:
            NotFound: there is no record there.
        """
        if not self.exists():
            raise NotFound(
                _("There is no record in {where}.").format(where=self.directory),
                _("To start one: rk init    To use another: rk --vault DIR …"),
            )
        return self.directory

    def prompts(self) -> bool:
        """Whether questions may be asked: only on a terminal, and not with --no-input."""
        return not self.no_input and sys.stdin.isatty()


def default_directory() -> Path:
    """Where the platform keeps a program's data. A neutral name: a file listing is easily seen."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "recordkeeper"


def shared_options(command: C) -> C:
    """Give a command the options that stand before or after any command."""
    path = click.Path(path_type=Path)
    for option in reversed(
        (
            _option("--vault", type=path, metavar="DIR", help=_("The record's folder.")),
            _option(
                "--passphrase-file", type=path, metavar="FILE", help=_("Read the passphrase from a file.")
            ),
            _option(
                "--passphrase-fd", type=int, metavar="N", help=_("Read it from an open file descriptor.")
            ),
            _option("--key-file", type=path, metavar="FILE", help=_("Open with a key file.")),
            _option("--no-input", is_flag=True, default=None, help=_("Never ask; name what is missing.")),
            _option("--quiet", is_flag=True, default=None, help=_("Only results and errors.")),
            _option("--json", is_flag=True, default=None, help=_("Output for programs.")),
            _option("--plain", is_flag=True, default=None, help=_("Tab-separated output.")),
            _option("--color/--no-color", default=None, help=_("Colour; NO_COLOR is honoured.")),
            _option("--debug", is_flag=True, default=None, help=_("Show where an error arose.")),
        )
    ):
        command = option(command)
    return command


version_option = click.version_option(__version__, prog_name="recordkeeper", message="%(prog)s %(version)s")


def _option(*names: str, **settings: Any) -> Callable[[C], C]:
    return click.option(*names, expose_value=False, callback=_remember, **settings)


def _remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    session = ctx.ensure_object(Session)
    if value is not None and parameter.name is not None:
        setattr(session, parameter.name, value)
    if parameter.name == "color":
        given = session.color
        ctx.color = given if given is not None else (False if os.environ.get("NO_COLOR") else None)
    output.settle(quiet=session.quiet)


_PASSING: Callable[..., Callable[..., Any]] = click.make_pass_decorator(Session, ensure=True)


class OwnFirst(click.Command):
    """A command whose help lists its own options first, and apart from them those that every command has."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List both, each under its heading."""
        shared = {*Session.__dataclass_fields__, "version"}
        options = [
            (one.name in shared or one is self.get_help_option(ctx), one.get_help_record(ctx))
            for one in self.get_params(ctx)
            if isinstance(one, click.Option)
        ]
        for heading, of_all in ((_("Options"), False), (_("Options of every command"), True)):
            records = [record for is_shared, record in options if record and is_shared is of_all]
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


def command(name: str, help: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command that takes the shared options and is given the session first."""

    def made(function: Callable[..., Any]) -> click.Command:
        context = {"help_option_names": ["-h", "--help"]}
        wrapped: Callable[..., Any] = version_option(shared_options(_PASSING(function)))
        decorate: Callable[[Callable[..., Any]], click.Command] = click.command(
            name, cls=OwnFirst, help=help, context_settings=context, **settings
        )
        return decorate(wrapped)

    return made


def group(name: str, help: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Group]:
    """Make a command that has commands of its own; the shared options stand before those as well."""

    def made(function: Callable[..., Any]) -> click.Group:
        context = {"help_option_names": ["-h", "--help"]}
        decorate: Callable[[Callable[..., Any]], click.Group] = click.group(
            name, help=help, context_settings=context, **settings
        )
        return decorate(shared_options(function))

    return made


def secret_of(session: Session) -> Any:
    """What opens the record; a passphrase is asked for here, before any other question.

    Raises:
        Locked: nothing was given and nothing may be asked.
    """
    from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret

    if session.key_file is not None:
        return KeyFileSecret(_content(session.key_file, _("key file")))
    given = passphrase_given(session)
    if given is not None:
        return PassphraseSecret(given)
    if not session.prompts():
        raise Locked(
            _("The record is locked, and no passphrase may be asked for here."),
            _("Give --passphrase-file FILE, --passphrase-fd N or --key-file FILE."),
        )
    return PassphraseSecret(click.prompt(_("Passphrase"), hide_input=True, err=True))


def passphrase_given(session: Session) -> str | None:
    """The passphrase from a file or a file descriptor, without its line end; None if neither is given."""
    if session.passphrase_fd is not None:
        try:
            with os.fdopen(session.passphrase_fd, "rb") as stream:
                data = stream.read()
        except OSError as error:
            message = _("The passphrase cannot be read from file descriptor {number}.")
            raise BadInput(message.format(number=session.passphrase_fd)) from error
    elif session.passphrase_file is not None:
        data = _content(session.passphrase_file, _("passphrase file"))
    else:
        return None
    try:
        return data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise BadInput(_("The passphrase is not text in UTF-8.")) from error


def _content(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = _("The {what} {path} cannot be read: {reason}.")
        raise BadInput(message.format(what=what, path=path, reason=reason)) from error
