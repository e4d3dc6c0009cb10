"""A12: what a reader needs to check the record without this software, and what that does not show."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import Integrity
from recordkeeper.report.blocks import TABLE, Heading, KeyValues
from recordkeeper.report.figures import Code
from recordkeeper.report.fitting import Beside
from recordkeeper.report.reading import Reading
from recordkeeper.report.typesetting import Text


def integrity(read: Reading) -> Iterator[Flowable]:
    """The head, what it shows and, on the same page, what it does not; then how to check, and what with."""
    sheet = read.disclosed.integrity
    head: list[tuple[str, Text]] = [
        (_("Entries"), _entries(sheet)),
        (_("Record"), sheet.vault_id),
        (_("Head"), _lines([sheet.head[at : at + 4] for at in range(0, len(sheet.head), 4)], 8)),
        (_("Head, base32"), _lines(sheet.base32, 7)),
    ]
    yield Beside([KeyValues(head, label_width=98)], Code(sheet.head_text))
    for sentence in sheet.statements:
        yield read.words(sentence, after=2)
    yield Heading(_("What this does not show"), level=1)
    for sentence in sheet.not_shown:
        yield read.words(sentence, after=2)
    yield Heading(_("How to check"), level=1)
    yield read.words(sheet.checked_in, after=2)
    yield KeyValues([(line.label, line.text) for line in sheet.commands], label_width=190, size=TABLE)
    yield Heading(_("Outside witnesses"), level=1)
    yield read.table(sheet.witnesses, (48, 0, 70, 130))
    yield Heading(_("When entries were made, as outside witnesses show"), level=1, keep=90)
    yield read.table(sheet.brackets, (80, 0, 0))
    yield Heading(_("Exhibits"), level=1, keep=90)
    yield read.table(sheet.exhibits, (48, 40, 0, 190))


def _entries(sheet: Integrity) -> str:
    if not sheet.erased:
        return str(sheet.count)
    return _("{count}, the content of {erased} erased (A9)").format(count=sheet.count, erased=sheet.erased)


def _lines(groups: Sequence[str], across: int) -> str:
    """Groups of characters, so many to a line, so that an eye does not lose its place."""
    return "\n".join(" ".join(groups[at : at + across]) for at in range(0, len(groups), across))
