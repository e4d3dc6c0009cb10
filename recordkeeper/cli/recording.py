"""What every writing command does at its end: add its facts in one commit, and say what was saved."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.options import Session
from recordkeeper.errors import RecordkeeperError
from recordkeeper.ledger.ledger import Ledger, Writer, Written
from recordkeeper.records.fact import Fact
from recordkeeper.records.keeping import Note


def record(ledger: Ledger, facts: Sequence[Fact], *, note: str | None = None) -> list[Written]:
    """Add facts, and a private note on the first of them, in one commit."""
    return compose(ledger, lambda _writer: facts, note=note)


def compose(
    ledger: Ledger, facts: Callable[[Writer], Iterable[Fact]], *, note: str | None = None
) -> list[Written]:
    """Like `record`, for facts that need to know the serials they will have."""

    def with_note(writer: Writer) -> Iterable[Fact]:
        about = writer.next_serial()
        yield from facts(writer)
        if note:
            yield Note(words=note, about=about)

    return ledger.compose(with_note)


def saved(
    session: Session,
    command: str,
    written: Written,
    *,
    message: str = "",
    more: Mapping[str, Any] | None = None,
) -> None:
    """Say that an entry was saved, by its serial and id; the first word after the disk has it."""
    try:
        _say_saved(session, command, written, message=message, more=more)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # The disk has the entry; only the screen, or the file it is sent to, has no room for the words.
        raise RecordkeeperError(
            _("Saved as {name}, but that could not be shown ({reason}).").format(
                name=_named(written), reason=error.strerror
            ),
            _("Do not record it again. See it: rk show {name}").format(name=written.name),
        ) from error


def _say_saved(
    session: Session, command: str, written: Written, *, message: str, more: Mapping[str, Any] | None
) -> None:
    if session.json:
        output.data(command, {"serial": written.serial, "id": written.id, **(more or {})})
        return
    if session.plain:
        output.rows([(written.name, written.id)])
        return
    text = _("Saved as {name}.").format(name=_named(written))
    output.say(f"{text} {message}".rstrip())


def _named(written: Written) -> str:
    return written.name if written.book == "private" else f"#{written.name}"
