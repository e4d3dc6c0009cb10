"""A folder of photos, screenshots and recordings: each shown, and added to the entry it belongs to."""

from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice, ask_text
from recordkeeper.cli.attach import check_attachable
from recordkeeper.cli.how_recorded import brought, say_of_recording
from recordkeeper.cli.import_shown import size_told
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import standing_entry
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session
from recordkeeper.cli.recording import record
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.importers.exif import LOOKED_AT, Claims, claims
from recordkeeper.importers.material import Limits
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.custody import Attachment
from recordkeeper.records.fact import Happening
from recordkeeper.records.filetype import sniff
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import CHANNELS

NEW, STOP = "n", "q"
_MEDIA = ("image/", "audio/", "video/")


class Shot(NamedTuple):
    """One picture or recording as it lies on the disk.

    Attributes:
        path: where.
        type: MIME type by its content.
        size: bytes.
        sha256: of its bytes, hex.
        says: what it says of when and where it was taken: claims.
    """

    path: Path
    type: str
    size: int
    sha256: str
    says: Claims


def media_in(folder: Path) -> list[Path]:
    """Every file in a folder, where all of them are pictures, sound or video by content; else none.

    Hidden files and links are left out, as of every folder that is handed over.
    """
    found: list[Path] = []
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as stream:
            if not sniff(stream.read(4096)).startswith(_MEDIA):
                return []
        found.append(path)
        if len(found) > Limits().members:
            return []
    return found


def bring_media(session: Session, paths: list[Path], *, dry_run: bool) -> int:
    """Show each file and ask where it belongs; where nothing may be asked, list them.

    Raises:
        BadInput: nothing may be asked; each file was listed with its SHA-256.
    """
    asks = session.prompts() and not (dry_run or session.json)
    with open_ledger(session, write=asks) as ledger:
        shots = sorted(map(_look, paths), key=lambda one: (one.says.taken or "9", one.path.name))
        kept = _kept_before(ledger)
        if asks:
            _ask_each(session, ledger, shots, kept)
            return 0
    if session.json:
        output.data("import", {"media": [_json(one, kept) for one in shots]})
    else:
        for number, one in enumerate(shots, 1):
            _show(one, number, len(shots), kept)
    if dry_run:
        output.note(_("Nothing was recorded: this was only a look."))
        return 0
    raise BadInput(
        _("Where each of these files belongs is asked, and nothing may be asked here. Nothing was recorded."),
        _("Add them one by one: rk attach N FILE"),
    )


def _look(path: Path) -> Shot:
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
        stream.seek(0)
        digest = file_digest(stream, "sha256").hexdigest()
        size = stream.tell()
    return Shot(path, sniff(head), size, digest, claims(head))


def _kept_before(ledger: Ledger) -> dict[str, int]:
    """The serial of the entry that brought a file first, by SHA-256."""
    found: dict[str, int] = {}
    for entry in ledger.entries("record"):
        if isinstance(entry.fact, Happening):
            for file in entry.fact.files:
                found.setdefault(file.sha256, entry.serial)
    return found


def _show(one: Shot, number: int, of: int, kept: dict[str, int]) -> None:
    output.ask(
        _("{number} of {of}   {name}   {type}, {size}").format(
            number=number, of=of, name=one.path.name, type=one.type, size=size_told(one.size)
        )
    )
    output.ask(f"  SHA-256 {one.sha256}")
    for line in one.says.lines():
        output.ask(_("  It says of itself: {line}").format(line=line))
    if one.sha256 in kept:
        output.ask(_("  The very same file is kept already, with #{serial}.").format(serial=kept[one.sha256]))


def _ask_each(session: Session, ledger: Ledger, shots: list[Shot], kept: dict[str, int]) -> None:
    many = ngettext("{count} picture or recording.", "{count} pictures and recordings.", len(shots))
    output.note(many.format(count=len(shots)))
    for number, one in enumerate(shots, 1):
        output.ask("")
        _show(one, number, len(shots), kept)
        fact = _belongs(session, ledger, one)
        if fact is None:
            output.say(_("Stopped. What was said to be saved is saved; the others are not in the record."))
            return
        if isinstance(fact, Happening):
            written = record(ledger, [fact])[0]
            output.say(_("Saved as #{serial}, E{serial}.").format(serial=written.serial))
            say_of_recording(fact, written.serial)
            kept.setdefault(one.sha256, written.serial)


def _belongs(session: Session, ledger: Ledger, one: Shot) -> Happening | str | None:
    """The fact that a file makes: added to an entry, or a new one; "" to skip it, None to stop."""
    question = _(
        "Which entry does it belong to? Its number; {new} for a new one, Enter to skip, {stop} to stop"
    )
    while True:
        answer: str = click.prompt(
            question.format(new=NEW, stop=STOP), default="", show_default=False, err=True
        )
        typed = answer.strip()
        if typed.lower() in {"", STOP}:
            return "" if not typed else None
        try:
            case = setup_case(ledger)
            if typed.lower() == NEW:
                return _new(session, ledger, case, one)
            entry = standing_entry(ledger, case, typed)
            check_attachable(typed, entry)
        except (BadInput, NotFound) as error:
            output.ask(error.message)
            output.ask(error.advice)
            continue
        unknown = Moment(written="unknown", precision="unknown", basis="typed", clock="keeper")
        return Attachment(to=entry.serial, when=unknown, **brought(session, ledger, (one.path,), None))


def _new(session: Session, ledger: Ledger, case: CaseFile, one: Shot) -> Contact:
    channel = ask_choice(session, _("Which way did it come?"), [(way, way) for way in CHANNELS], "--channel")
    default = one.says.taken[:16] or "now"
    typed: str = click.prompt(_("When?"), default=default, err=True)
    when = read_moment(session, typed, home=case.home_zone)
    facts = ask_text(session, _("What happened? Facts (Enter to leave it out)"), "--facts", optional=True)
    files: dict[str, Any] = brought(session, ledger, (one.path,), None)
    return Contact(direction="in", channel=channel, when=when, facts=facts, **files)


def _json(one: Shot, kept: dict[str, int]) -> dict[str, Any]:
    return {
        "file": one.path.name,
        "type": one.type,
        "size": one.size,
        "sha256": one.sha256,
        "exif": list(one.says.lines()),
        "kept_in": kept.get(one.sha256),
    }
