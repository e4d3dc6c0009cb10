"""Questions. Each has an option that answers it; none is asked where nobody can answer."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session
from recordkeeper.errors import BadInput

_LAST_LINE_END = re.compile(r"\r?\n\Z")


class Text(click.ParamType[str]):
    """Words: as given, ``@FILE`` for a file's content, or ``-`` for standard input."""

    name = "text"

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002
    ) -> str:
        """Read the words from where they are; never altered but for one line end at the end of a file."""
        text = str(value)
        if text != "-" and not text.startswith("@"):
            return text
        try:
            # As bytes: reading text makes other line ends of those that a message came with.
            data = sys.stdin.buffer.read() if text == "-" else Path(text[1:]).read_bytes()
            return _LAST_LINE_END.sub("", data.decode())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or _("it is not text in UTF-8")
            raise BadInput(
                _("The words cannot be read from {path}: {reason}. Nothing was recorded.").format(
                    path=text.removeprefix("@"), reason=reason
                ),
                _("Check the name after @. Words that begin with @ themselves can be given on stdin: -"),
            ) from error


TEXT = Text()


def missing(option: str, what: str) -> BadInput:
    """The error for something that was left out and may not be asked for."""
    return BadInput(
        _("{what} is needed, and nothing may be asked here. Nothing was recorded.").format(what=what),
        _("Give {option}.").format(option=option),
    )


def ask_text(session: Session, question: str, option: str, *, optional: bool = False) -> str:
    """Ask for words, on one line; empty only when ``optional``.

    Raises:
        BadInput: nothing may be asked here.
    """
    if not session.prompts():
        if optional:
            return ""
        raise missing(option, question)
    while True:
        answer: str = click.prompt(question, default="", show_default=False, err=True)
        if answer.strip():
            return answer
        if optional:
            return ""
        output.ask(_("Please write something, or press Ctrl-C to stop."))


def ask_choice(session: Session, question: str, choices: Sequence[tuple[str, str]], option: str) -> str:
    """Ask for one of several, by number.

    Args:
        session: the options of this run.
        question: what to ask.
        choices: the stored token and the words shown for each.
        option: what answers the question without asking.

    Raises:
        BadInput: nothing may be asked here.
    """
    if not session.prompts():
        raise missing(option, question)
    output.ask(question)
    for number, (_token, words) in enumerate(choices, 1):
        output.ask(f"  {number}  {words}")
    by_answer = {str(number): token for number, (token, _words) in enumerate(choices, 1)}
    by_answer |= {token: token for token, _words in choices}
    while True:
        answer: str = click.prompt(_("Number"), err=True)
        if (token := by_answer.get(answer.strip().lower())) is not None:
            return token
        output.ask(_("Please type a number from 1 to {last}.").format(last=len(choices)))


def confirm(
    session: Session, question: str, *, yes: bool, option: str = "--yes", default: bool = True
) -> bool:
    """Ask yes or no; yes without asking if an option said so. ``default``: what an empty answer means.

    Raises:
        BadInput: nothing may be asked here.
    """
    if yes:
        return True
    if not session.prompts():
        raise missing(option, question)
    return click.confirm(question, default=default, err=True)


def given_or_asked(session: Session, given: str | None, question: str, option: str) -> str:
    """Words from an option, or asked for.

    Raises:
        BadInput: they are empty, or nothing may be asked here.
    """
    if given is None:
        return ask_text(session, question, option)
    if not given.strip():
        raise BadInput(
            _("{option} is empty. Nothing was recorded.").format(option=option),
            _("Write the words after it, or leave it out to be asked."),
        )
    return given


def when_given_or_asked(session: Session, given: str | None, question: str = "") -> str:
    """The words for a time from --when, or asked for; now, where nobody can be asked."""
    if given is not None:
        return given
    if not session.prompts():
        return "now"
    answer: str = click.prompt(question or _("When?"), default="now", err=True)
    return answer
