"""Have the record witnessed outside: give its head out, keep what comes back."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from recordkeeper.audit.witnessed import Witnessed, witnessed
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.anchor_new import new
from recordkeeper.cli.asking import ask_text, missing
from recordkeeper.cli.files import check_files, keep_files
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure import witnesses
from recordkeeper.errors import BadInput
from recordkeeper.ledger.heads import heads
from recordkeeper.ledger.ledger import Head, Ledger
from recordkeeper.ledger.receipts import LONGEST, Outside, read_receipt
from recordkeeper.records.custody import Receipt
from recordkeeper.records.fact import FileRef

TYPES = {"rfc3161": "application/timestamp-reply", "email": "message/rfc822"}
"""What a receipt's file is, where reading it told so."""


@group("anchor", help=_("Have the record witnessed outside. Nothing that you wrote can be read from a head."))
def anchor() -> None:
    """What is given out, what comes back, and what it shows."""


@command("add", help=_("Keep what came back: a time stamp, an e-mail, a picture of a signed page."))
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--of", type=click.IntRange(0), metavar="COUNT", help=_("The count that stands in it."))
@click.option("--witness", help=_("Who has seen it."))
@click.option("--when", help=_("When, where the file itself does not say."))
@click.option("--zone", help=_("Zone of that time."))
@note_option
def add(session: Session, path: Path, of: int | None, note: str | None, **given: Any) -> None:
    """Read the receipt, store its bytes, and add it as the next entry."""
    check_files((path,))
    with open_ledger(session, write=True) as ledger:
        every = list(heads(ledger.start(), ledger.entries("record")))
        _check_count(of, len(every) - 1)
        found = read_receipt(_content(path), ledger.vault_id, every, of)
        found = found or _told(session, every, of)
        home = setup_case(ledger).home_zone
        at = found.at if found.at is not None else _when(session, given, home)
        (file,) = keep_files(ledger, (path,))
        receipt = Receipt(
            type=found.type,
            count=found.head.count,
            head=found.head.link.hex(),
            file=FileRef(
                sha256=file.sha256,
                size=file.size,
                name=file.name,
                type=TYPES.get(found.type, file.type),
            ),
            witnessed_at=at,
            witness=_witness(session, given["witness"], found),
        )
        written = record(ledger, [receipt], note=note)[0]
    mark = f"E{written.serial}"
    saved(session, "anchor.add", written, message=mark, more={"exhibit": mark, "count": receipt.count})
    output.note("  " + witnesses.receipt_line(receipt, home))
    output.note(_("This file is an exhibit: it leaves whole with every bundle, with all that stands in it."))


def _check_count(of: int | None, count: int) -> None:
    if of is not None and of > count:
        raise BadInput(
            _("This record has {count} entries, and not {of}. Nothing was recorded.").format(
                count=count, of=of
            ),
            _("Look at the count in the head that was given out, and at: rk verify head.txt"),
        )


def _content(path: Path) -> bytes:
    """The bytes of a file, none where it is longer than anything that is looked into."""
    with path.open("rb") as stream:
        data = stream.read(LONGEST + 1)
    return data if len(data) <= LONGEST else b""


def _told(session: Session, every: Sequence[Head], of: int | None) -> Outside:
    """What only the keeper can say of a file: to which head it belongs."""
    if of is None:
        if not session.prompts():
            raise missing("--of COUNT", _("The count that stands in it"))
        question = _("Which count stands in it? (rk anchor new prints it)")
        of = click.prompt(question, type=click.IntRange(0, len(every) - 1), err=True)
    return Outside("scan", every[of], None, "")


def _when(session: Session, given: dict[str, Any], home: str) -> int | None:
    """When it was witnessed as the keeper says it, milliseconds UTC; of a day or a stretch, its end.

    Only then is it sure to have been seen.
    """
    if given["when"] is None and not session.prompts():
        raise missing("--when TIME", _("When it was witnessed, as the file does not say it itself"))
    typed = given["when"] or ask_text(session, _("When was it witnessed?"), "--when")
    moment = read_moment(session, typed, home=home, zone=given["zone"])
    return moment.until if moment.until is None or moment.instant else moment.until - 1


def _witness(session: Session, given: str | None, found: Outside) -> str:
    if given or found.witness:
        return given or found.witness
    return ask_text(session, _("Who has seen it?"), "--witness", optional=True)


@command("list", help=_("Who has witnessed what, and what nobody has yet."))
def list_(session: Session) -> None:
    """Print every receipt that stands, and between which times entries were made."""
    with open_ledger(session, write=False) as ledger:
        seen, home = seen_outside(ledger)
    if session.json or session.plain:
        told = {**anchors_json(seen, home), "brackets": _brackets(seen, home)}
        output.data("anchor.list", told) if session.json else output.flat(told)
        return
    for table in (witnesses.receipts(seen, home), witnesses.brackets(seen, home)):
        output.columns([list(row) for row in (table.heads, *table.rows)] if table.rows else [[table.empty]])
        output.say()
    output.say(witnesses.unwitnessed_told(seen))


def seen_outside(ledger: Ledger) -> tuple[Witnessed, str]:
    """What receipts show of the record book, and the home zone; its contacts are left unread."""
    case = setup_case(ledger, Receipt)
    return witnessed(case, ledger.head().count), case.home_zone


def anchors_json(seen: Witnessed, home: str) -> dict[str, Any]:
    """Who outside has seen the record, for programs: as `verify` prints it too."""
    return {
        "anchors": [witnesses.receipt_json(one, home) for one in seen.receipts],
        "unwitnessed_entries": seen.unwitnessed,
    }


def _brackets(seen: Witnessed, home: str) -> list[dict[str, Any]]:
    return [
        {"first": one.first, "last": one.last, **witnesses.bracket_json(one, home)} for one in seen.brackets
    ]


for one in (new, add, list_):
    anchor.add_command(one)
