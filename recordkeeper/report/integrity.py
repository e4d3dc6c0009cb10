"""A12: what a reader needs to check the record without this software, and what that does not show."""

from collections.abc import Iterator
from gettext import gettext as _

from reportlab.platypus import Flowable

from recordkeeper.report.blocks import TABLE, Heading, KeyValues
from recordkeeper.report.figures import Code
from recordkeeper.report.fitting import Beside
from recordkeeper.report.reading import Reading
from recordkeeper.report.typesetting import Text

_ACROSS = 8


def integrity(read: Reading) -> Iterator[Flowable]:
    """The head, what it shows and, on the same page, what it does not; then how to check, and what with."""
    sheet = read.disclosed.integrity
    rows = [" ".join(sheet.base32[at : at + _ACROSS]) for at in range(0, len(sheet.base32), _ACROSS)]
    head: list[tuple[str, Text]] = [
        (_("Entries"), str(sheet.count)),
        (_("Record"), sheet.vault_id),
        (_("Head"), _grouped(sheet.head)),
        (_("Head, base32"), "\n".join(rows)),
    ]
    yield Beside([KeyValues(head, label_width=98)], Code(f"{sheet.count} {sheet.head}"))
    for sentence in sheet.statements:
        yield read.words(sentence, after=2)
    yield Heading(_("What this does not show"), level=1)
    for sentence in sheet.not_shown:
        yield read.words(sentence, after=2)
    yield Heading(_("How to check"), level=1)
    yield KeyValues([(line.label, line.text) for line in sheet.commands], label_width=250, size=TABLE)
    yield Heading(_("Outside witnesses"), level=1)
    yield read.table(sheet.witnesses, (0, 0, 120))
    yield Heading(_("Exhibits"), level=1, keep=90)
    yield read.table(sheet.exhibits, (48, 40, 0, 62, 190))


def _grouped(digits: str) -> str:
    """Hexadecimal digits by fours, 32 to a line, so that an eye does not lose its place."""
    fours = [digits[at : at + 4] for at in range(0, len(digits), 4)]
    return "\n".join(" ".join(fours[at : at + _ACROSS]) for at in range(0, len(fours), _ACROSS))
