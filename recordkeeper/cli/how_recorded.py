"""How a recording came to be, asked when one is kept: in some places making or sharing it is not allowed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.files import SNIFFED, keep_files
from recordkeeper.cli.options import Session
from recordkeeper.disclosure.exhibits import HELD
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.fact import Fact
from recordkeeper.records.filetype import is_recording, sniff
from recordkeeper.records.vocabulary import Recording, tokens

C = TypeVar("C", bound=Callable[..., Any])

ANSWERS: tuple[tuple[Recording, str], ...] = (
    ("left", _("they left it: a voicemail, a voice message")),
    ("all-knew", _("it was made, and everyone in it knew")),
    ("not-all-knew", _("it was made, and not everyone in it knew")),
    ("someone-else", _("someone else made it")),
)


def recording_option(command: C) -> C:
    """Give a command that keeps files --recording."""
    return click.option(
        "--recording",
        callback=lambda _ctx, _option, typed: check_token("--recording", typed, Recording),
        help=_("How a recording came to be: ") + ", ".join(tokens(Recording)) + ".",
    )(command)


def brought(
    session: Session, ledger: Ledger, paths: tuple[Path, ...], recording: Recording | None
) -> dict[str, Any]:
    """Files kept, what pictures say of themselves, and how a recording came to be: fields of a ``Happening``.

    Sound and video are told by their content. Where nothing may be asked, how they came to be stays unsaid.

    Args:
        session: the options of this run.
        ledger: where the files are kept.
        paths: what is brought.
        recording: what --recording said.

    Raises:
        BadInput: a path is no readable file, or --recording was given and no file.
    """
    if not paths:
        if recording is not None:
            raise BadInput(
                _("--recording is given and no file. Nothing was recorded."),
                _("Name the file too, or leave out --recording."),
            )
        return {}
    if recording is None and session.prompts() and any(map(_is_recording, paths)):
        question = _("This is a recording. How did it come to be?")
        chosen: Any = ask_choice(session, question, ANSWERS, "--recording")
        recording = chosen
    kept = keep_files(ledger, paths)
    return {"files": kept, "recording": recording, "exif": tuple(_claimed(paths))}


def say_of_recording(fact: Fact, serial: int) -> None:
    """Say, once it is saved, what is held out of exports, or that how a recording came to be is not said."""
    told = getattr(fact, "recording", None)
    if told == HELD:
        output.note(_("It is held out of exports unless asked for by name. Ask a lawyer before sharing it."))
    elif told is None and any(is_recording(file.type) for file in getattr(fact, "files", ())):
        output.note(
            _(
                "How the recording came to be is not said: "
                "rk amend {serial} --recording {known} --reason TEXT\n"
                "Where not everyone in it knew, ask a lawyer before sharing it."
            ).format(serial=serial, known="|".join(tokens(Recording)))
        )


def _claimed(paths: tuple[Path, ...]) -> Iterator[str]:
    """What pictures say of when and where they were taken, each with its name where there are several."""
    from recordkeeper.importers.exif import LOOKED_AT, claims

    for path in paths:
        with path.open("rb") as stream:
            head = stream.read(LOOKED_AT)
        named = f"{path.name}: " if len(paths) > 1 else ""
        yield from (named + line for line in claims(head).lines())


def _is_recording(path: Path) -> bool:
    with path.open("rb") as stream:
        return is_recording(sniff(stream.read(SNIFFED)))
