"""The bundle composed: the document, the sealed words it rests on, and the files they bring."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, Literal

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.disclosure.brief import Brief
from recordkeeper.disclosure.disclosed import Disclosed
from recordkeeper.disclosure.evidence import Shown, evidence_shown
from recordkeeper.errors import IntegrityError
from recordkeeper.exports.bundle import Member, write_bundle
from recordkeeper.ledger.bag import verify_bundle
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.report.pdf import write_pdf


def say_what_a_bundle_holds(read: Brief, ledger: Ledger) -> None:
    """Before anything is written: how many entries it shows, and that originals leave as they are."""
    shown = evidence_shown(read, ledger)
    output.note(
        _(
            "     {shown} entries in their sealed words; {withheld} withheld, {erased} erased: digests only"
        ).format(shown=shown.shown, withheld=shown.withheld, erased=shown.erased)
    )
    if count := len(shown.evidence.files):
        output.note(
            ngettext(
                "     {count} file as it was stored; a photograph can tell where it was taken",
                "     {count} files as they were stored; a photograph can tell where it was taken",
                count,
            ).format(count=count)
        )


def write(
    out: BinaryIO, found: Disclosed, read: Brief, ledger: Ledger, *, paper: Literal["a4", "letter"]
) -> None:
    """Write a bundle, and verify it before anybody may have it.

    Raises:
        IntegrityError: a proof is missing, or what was written does not verify.
    """
    shown = evidence_shown(read, ledger)
    document = BytesIO()
    write_pdf(document, found, paper=paper)
    payload = _payload(shown, document.getvalue(), read, ledger)
    write_bundle(out, f"record-{shown.evidence.head[:8]}", payload, shown.stamps)
    out.flush()
    checked = verify_bundle(out)
    if checked.result == "damaged":
        faults = "; ".join(
            f"{step.number} {step.name}: {step.detail}" for step in checked.steps if not step.ok
        )
        raise IntegrityError(
            _("The bundle would not verify ({faults}). Nothing was written.").format(faults=faults),
            _("Keep the record as it is, put back a copy made before, and run: rk verify"),
        )


def _payload(shown: Shown, document: bytes, read: Brief, ledger: Ledger) -> Iterator[Member]:
    sizes = {file.sha256: file.size for one in read.case.all.values() for file in one.files}
    yield Member("evidence.json", shown.lines())
    yield Member("record.pdf", [document])
    for count, text in shown.heads.items():
        yield Member(f"heads/{count}.txt", [text])
    for file in shown.evidence.files:
        yield Member(file.path, ledger.read_file(file.sha256), sizes.get(file.sha256, 0))
