"""Give out the head of the record: four lines, a question to a time-stamp authority, a page to sign."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import open_ledger
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.writing import written_beside
from recordkeeper.crypto.timestamps import query
from recordkeeper.disclosure.head_sheet import head_sheet
from recordkeeper.errors import BadInput
from recordkeeper.ledger.heads import base32, head_text, heads, imprint
from recordkeeper.ledger.ledger import Head

FOLDER_MODE = 0o700


@command("new", help=_("Write the head of the record to files, to be mailed, stamped or signed outside."))
@click.option(
    "-o", "--output", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR",
    help=_("A folder for the files; it is made if it is not there."),
)  # fmt: skip
@click.option("--of", type=click.IntRange(0), metavar="COUNT", help=_("Of the first so many entries."))
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
def new(session: Session, folder: Path, of: int | None, paper: str) -> None:
    """Write head.txt, head.tsq and head.pdf; the same head gives the same bytes on any day."""
    with open_ledger(session, write=False) as ledger:
        every = heads(ledger.start(), ledger.entries("record"))
        head = _head(list(every), of)
        vault_id = ledger.vault_id
    contents = _contents(vault_id, head, paper)
    _write(folder, contents)
    if session.json or session.plain:
        told = {
            "count": head.count,
            "head": head.link.hex(),
            "vault": vault_id.hex(),
            "base32": "".join(base32(head)),
            "files": [str(folder / name) for name in contents],
        }
        output.data("anchor.new", told) if session.json else output.flat(told)
        return
    output.say(head_text(vault_id, head).decode("ascii").rstrip("\n"))
    output.say(_("in letters {letters}").format(letters=" ".join(base32(head))))
    output.say(_("In {folder}: {names}").format(folder=folder, names=", ".join(contents)))
    output.note(
        _(
            "Send head.txt to somebody who would say so in court: your lawyer, or a friend. Or have head.pdf "
            "signed. Nothing that you wrote can be read from it.\n"
            "head.tsq is a question for a time-stamp authority (RFC 3161). Ask it from a computer that "
            "nobody watches; this program never goes online.\n"
            "When something comes back: rk anchor add FILE"
        )
    )


def _head(every: list[Head], of: int | None) -> Head:
    if of is not None and of >= len(every):
        raise BadInput(
            _("This record has {count} entries, and not {of}. Nothing was written.").format(
                count=len(every) - 1, of=of
            ),
            _("Leave --of out for all of them."),
        )
    return every[-1 if of is None else of]


def _contents(vault_id: bytes, head: Head, paper: str) -> dict[str, bytes]:
    from recordkeeper.report.head_page import write_head_page

    page = BytesIO()
    write_head_page(page, head_sheet(vault_id, head), paper="letter" if paper == "letter" else "a4")
    return {
        "head.txt": head_text(vault_id, head),
        "head.tsq": query(imprint(vault_id, head)),
        "head.pdf": page.getvalue(),
    }


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    """Write the files, unless they are there as they should be; none of another head is replaced.

    Raises:
        BadInput: another head is there, or there is no place for the folder.
    """
    if not folder.is_dir():
        if folder.exists() or not folder.parent.is_dir():
            raise BadInput(
                _("There is no place for a folder {folder}. Nothing was written.").format(folder=folder),
                _("Choose another one with -o."),
            )
        folder.mkdir(mode=FOLDER_MODE)
    for name, data in contents.items():
        path = folder / name
        if path.exists() and not (path.is_file() and path.read_bytes() == data):
            raise BadInput(
                _("{path} is there already, of something else. Nothing was replaced.").format(path=path),
                _("Choose another folder with -o."),
            )
    for name, data in contents.items():
        if not (folder / name).exists():
            with written_beside(folder / name, _writer(data)):
                pass


def _writer(data: bytes) -> Callable[[BinaryIO], object]:
    return lambda out: out.write(data)
