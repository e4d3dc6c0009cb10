"""Take out of a damaged record whatever can still be read, and say what cannot."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import say_waiting
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.ways_in import opening_secret, sheet_option
from recordkeeper.cli.writing import check_destination, written_beside
from recordkeeper.errors import NotFound
from recordkeeper.ledger import salvaging
from recordkeeper.ledger.ledger import BOOKS
from recordkeeper.ledger.salvaging import Saved, ranges
from recordkeeper.vault.wreck import Wreck, open_wreck

DAMAGED = 6


@command("salvage", help=_("Take out of a damaged record what can be read, into a file that is not locked."))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-o", "--output", "path", required=True, type=click.Path(path_type=Path), metavar="FILE")
@sheet_option
def salvage(session: Session, directory: Path, path: Path, sheet_file: Path | None) -> int:
    """Write a zip file; exit 6 when something is known to be missing."""
    if not directory.exists():
        raise NotFound(
            _("There is no folder {where}. Nothing was written.").format(where=directory),
            _("Name the folder that log.db is in."),
        )
    check_destination(session, path)
    saved = salvaging.nothing_yet()
    secret = opening_secret(session, sheet_file)
    with open_wreck(directory, secret, on_wait=say_waiting) as wreck:
        unfinished = (directory / "log.db-journal").exists()
        with written_beside(path, lambda out: _write(out, wreck, saved, unfinished=unfinished)) as sha256:
            pass
        told = {
            "file": str(path),
            "sha256": sha256,
            "pages": wreck.pages,
            "damaged_pages": len(wreck.damaged),
            "complete": saved.complete and not wreck.damaged,
            **{
                book: {
                    "last": saved.known[book],
                    "sealed": saved.sealed[book],
                    "partly": saved.partly[book],
                    "missing": saved.gone[book],
                    "erased": sorted(saved.erased[book]),
                }
                for book in BOOKS
            },
            "files": len(saved.files),
            "damaged_files": saved.damaged,
        }
        if session.json:
            output.data("salvage", told)
        elif session.plain:
            output.flat(told)
        else:
            output.say("\n".join(_report(wreck, saved, unfinished=unfinished)))
    output.ask(_("{path} is NOT locked: whoever opens it reads everything.").format(path=path))
    output.note(_("Keep the damaged folder too. Nothing in it was changed."))
    return 0 if told["complete"] else DAMAGED


def _write(out: BinaryIO, wreck: Wreck, saved: Saved, *, unfinished: bool) -> None:
    salvaging.look_through(wreck, saved)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bag:
        with bag.open("entries.jsonl", "w", force_zip64=True) as lines:
            for one, seal in salvaging.saved_entries(wreck, saved):
                line = json.dumps(salvaging.as_json(one, seal), ensure_ascii=False)
                lines.write(line.encode() + b"\n")
        with bag.open("entries.txt", "w", force_zip64=True) as page:
            for one, seal in salvaging.saved_entries(wreck, saved):
                page.write(salvaging.as_text(one, seal).encode())
        for name in sorted(wreck.stored):
            with bag.open(f"files/{name}", "w", force_zip64=True) as file:
                for data in salvaging.saved_file(wreck, name, saved):
                    file.write(data)
        bag.writestr("missing.txt", "\n".join(_report(wreck, saved, unfinished=unfinished)) + "\n")


def _report(wreck: Wreck, saved: Saved, *, unfinished: bool) -> Iterator[str]:
    """What was saved and what was not, for a person."""
    yield _("Pages: {all}, of which {damaged} cannot be read.").format(
        all=wreck.pages, damaged=len(wreck.damaged)
    )
    for book in BOOKS:
        name = _("Private entries") if book == "private" else _("Entries")
        yield _("{name}: {sealed} whole and sealed, up to number {last}.").format(
            name=name, sealed=saved.sealed[book], last=saved.known[book]
        )
        for words, serials in (
            (_("  read in part, or not as sealed: {list}"), saved.partly[book]),
            (_("  missing: {list}"), saved.gone[book]),
            (_("  erased by the keeper: {list}"), sorted(saved.erased[book])),
        ):
            if serials:
                yield words.format(list=ranges(serials))
    yield _("Files: {count} whole.").format(count=len(saved.files))
    for name in saved.damaged:
        yield _("  not whole, zeros where bytes are lost: {name}").format(name=name)
    if wreck.damaged:
        yield _("Entries after the last number may have been on the pages that cannot be read.")
    if unfinished:
        yield _("A command was killed while writing: an entry it did not say was saved may be among these.")
