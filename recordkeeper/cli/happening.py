"""The options of a command that tells of something that happened, and what they say."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.asking import TEXT, when_given_or_asked
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.how_recorded import recording_option
from recordkeeper.cli.moments import read_moment, read_optional
from recordkeeper.cli.options import Session
from recordkeeper.records.vocabulary import NotedOn

C = TypeVar("C", bound=Callable[..., Any])


def happening_options(command: C) -> C:
    """Give a command --when, --zone, --noted, --noted-on and --note."""
    for option in reversed(
        (
            click.option("--when", help=_('"yesterday 21:40", "20 min ago", 2026-03-20 21:40, unknown.')),
            click.option("--zone", help=_("Zone of that time, such as Europe/London.")),
            click.option("--noted", help=_("When you made a note of it elsewhere.")),
            click.option("--noted-on", help=_("What that note is on: paper, phone, mail.")),
            note_option,
        )
    ):
        command = option(command)
    return command


def note_option(command: C) -> C:
    """Give a writing command --note: private words kept beside its entry."""
    return click.option("--note", type=TEXT, help=_("A private note. Never exported."))(command)


def proof_option(command: C) -> C:
    """Give a command --proof: files, or entries that show it; and --recording, for a file that is one."""
    return click.option(
        "--proof", multiple=True, metavar="FILE|#N", help=_("A file, or an entry that shows it: '#14'.")
    )(recording_option(command))


def told_of(session: Session, given: Mapping[str, Any], *, home: str, question: str = "") -> dict[str, Any]:
    """What the options of `happening_options` say, as fields of a ``Happening``; asks for --when.

    Args:
        session: the options of this run.
        given: the options of the command by name.
        home: IANA name of the home zone.
        question: what to ask for the time with.

    Raises:
        BadInput: a time or a token is not understood.
    """
    noted_on = check_token("--noted-on", given["noted_on"], NotedOn)
    when = when_given_or_asked(session, given["when"], question)
    return {
        "when": read_moment(session, when, home=home, zone=given["zone"]),
        "noted_at": read_optional(session, given["noted"], home=home, zone=given["zone"]),
        "noted_on": noted_on,
    }
