"""The program: its commands by name, and the one place where an error becomes words and an exit code."""

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session, shared_options, version_option
from recordkeeper.errors import BadInput, RecordkeeperError

INTERRUPTED = 130

# Loading modules makes thousands of objects that live to the end: walking them again and again while
# they load is a twentieth of the time that logging a contact takes.
gc.disable()


class Listed(NamedTuple):
    """A command as the help lists it, before its module is loaded.

    Attributes:
        module: where it is, in this room; the attribute has the command's own name.
        help: the line in the list.
        group: the heading it stands under.
    """

    module: str
    help: str
    group: str


DAY, BOUNDARIES, READ, PROVE, LOOK = (
    "Every day",
    "Boundaries",
    "Read",
    "Prove and share",
    "Look after it",
)

COMMANDS: dict[str, Listed] = {
    "log": Listed("log", _("Record a contact as it happens; or again, or before."), DAY),
    "reply": Listed("reply", _("Record something you sent, an answer or not."), DAY),
    "status": Listed("status", _("Where things stand, on one screen."), DAY),
    "due": Listed("due", _("What waits for you, and when."), DAY),
    "attach": Listed("attach", _("Add a screenshot, a recording, a file."), DAY),
    "why": Listed("why", _("Your reasons, to read again on a hard day. Never exported."), DAY),
    "note": Listed("note", _("A private note. Never exported."), DAY),
    "support": Listed("support", _("People you lean on. Never exported."), DAY),
    "boundary": Listed("boundary", _("Decide which contact is all right; keep what you said."), BOUNDARIES),
    "consequence": Listed("consequence", _("Keep what you said you would do, and what you did."), BOUNDARIES),
    "measure": Listed("measure", _("Note a mute, a filter, a changed lock, and its end."), BOUNDARIES),
    "block": Listed("block", _("Note a block."), BOUNDARIES),
    "told": Listed("told", _("Note a report you made to police, a court, a platform."), BOUNDARIES),
    "order": Listed("order", _("Note a court's order; contacts while it was in force."), BOUNDARIES),
    "witness": Listed("witness", _("Keep what somebody saw or heard."), BOUNDARIES),
    "person": Listed("person", _("Who is who, and how you know."), BOUNDARIES),
    "timeline": Listed("timeline", _("Read the record in order."), READ),
    "show": Listed("show", _("One entry, with its history."), READ),
    "search": Listed("search", _("Find words, names and numbers, your notes too."), READ),
    "calendar": Listed("calendar", _("Contacts by day and by hour."), READ),
    "audit": Listed("audit", _("Follow-through, consistency, pattern, what would help."), READ),
    "review": Listed("review", _("Go through what was brought in, five at a time."), READ),
    "mark": Listed("mark", _("Say what contacts were about."), READ),
    "same": Listed("same", _("Say that two entries are one contact."), READ),
    "amend": Listed("amend", _("Correct an entry; the original is kept."), READ),
    "retract": Listed("retract", _("Withdraw an entry; it stays visible as withdrawn."), READ),
    "erase": Listed("erase", _("Remove the content of an entry; its place is kept."), READ),
    "undo": Listed("undo", _("Withdraw the last thing recorded; it stays visible."), READ),
    "import": Listed("import_", _("Bring in messages, calls, mail or files from a phone."), PROVE),
    "export": Listed("export", _("Write it for someone else."), PROVE),
    "verify": Listed("verify", _("Check that nothing was changed."), PROVE),
    "anchor": Listed("anchor", _("Have it witnessed outside, and keep what comes back."), PROVE),
    "init": Listed("init", _("Start a new encrypted record."), LOOK),
    "backup": Listed("backup", _("The whole record in one file, encrypted and checked."), LOOK),
    "restore": Listed("restore", _("Bring the record back from a backup."), LOOK),
    "salvage": Listed("salvage", _("Take out of a damaged record what can be read."), LOOK),
    "passphrase": Listed("passphrase", _("Change what opens the record."), LOOK),
    "recovery": Listed("recovery", _("Show the recovery sheet, to copy on paper."), LOOK),
    "recover": Listed("recover", _("Open it again with the recovery sheet."), LOOK),
    "doctor": Listed("doctor", _("Look at the surroundings; say what to mend."), LOOK),
}
ALIASES = {"fix": "amend"}


class Program(click.Group):
    """Loads a command's module only when that command runs, so that `rk log` never loads reportlab."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; that whoever read its output went away is theirs to do, and no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Nothing more is said, not even when the interpreter empties its buffers at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, or say which one may have been.

        Raises:
            BadInput: there is none of that name.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise _no_such_command(args[0])
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load the module of a command and return it; None when there is no such command."""
        name = ALIASES.get(cmd_name, cmd_name)
        listed = COMMANDS.get(name)
        if listed is None:
            return None
        module = import_module(f"recordkeeper.cli.{listed.module}")
        gc.enable()
        command: click.Command = getattr(module, listed.module)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands by what they are for, without loading any."""
        for group in (DAY, BOUNDARIES, READ, PROVE, LOOK):
            with formatter.section(group):
                rows = [(name, one.help) for name, one in COMMANDS.items() if one.group == group]
                formatter.write_dl(rows)


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Keep an encrypted record of contacts after you said stop.\n\n"
        "If you are not safe now, call your emergency number. Writing can wait.\n\n"
        "Someone else may be able to open this computer: if so, use another one."
    ),
)
@shared_options
@version_option
@click.pass_context
def program(ctx: click.Context) -> None:
    """Show where things stand when no command is given, or how to begin."""
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.ensure_object(Session)
    if session.exists():
        status = program.get_command(ctx, "status")
        if status is not None:
            ctx.invoke(status)
        return
    output.say(_("No record here yet. To begin one:  rk init"))
    output.say(_("To see what it can do:             rk --help"))
    output.say(_("It stays on this computer, encrypted, and never goes online."))


def _no_such_command(typed: str) -> BadInput:
    if typed == "report":
        return BadInput(_("To write the record for someone else:"), "rk export pdf -o FILE")
    import difflib

    near = difflib.get_close_matches(typed, COMMANDS, n=1)
    meant = _(" Did you mean {near}?").format(near=near[0]) if near else ""
    return BadInput(
        _("There is no command {typed}.{meant} Nothing was recorded.").format(typed=typed, meant=meant),
        _("See what there is: rk --help"),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit with the code that says how it went (``cli.md``, "Exit codes")."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    sys.exit(run(arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command; every error ends here as words on stderr.

    Returns:
        The exit code.
    """
    debug = "--debug" in arguments
    try:
        result = program.main(list(arguments), prog_name="rk", standalone_mode=False)
    except click.ClickException as error:
        usage = error.ctx.get_usage() if isinstance(error, click.UsageError) and error.ctx else ""
        output.complain("\n".join(part for part in (usage, error.format_message()) if part))
        return error.exit_code
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the one place where an error becomes words
        if debug:
            traceback.print_exc()
        return _told(error)
    return result if isinstance(result, int) else 0


def _told(error: BaseException) -> int:
    """Put an error into words, and return its exit code."""
    if isinstance(error, RecordkeeperError):
        output.complain(error.message, error.advice)
        return error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt | EOFError):
        output.complain(_("Interrupted. Nothing was recorded that was not already said to be saved."))
        return INTERRUPTED
    if isinstance(error, OSError):
        output.complain(*_refused_by_the_system(error))
        return 1
    message = _("Something went wrong inside the program ({name}). Entries already saved are safe.")
    output.complain(
        message.format(name=type(error).__name__),
        _("Run it again with --debug to see where; the output may hold private words."),
    )
    return 1


def _refused_by_the_system(error: OSError) -> tuple[str, str]:
    what = error.strerror or type(error).__name__
    where = f": {error.filename}" if error.filename else ""
    return (
        _("The computer refused a file: {what}{where}. Nothing was recorded.").format(what=what, where=where),
        _("Free space or check the path, then run the same command again."),
    )
