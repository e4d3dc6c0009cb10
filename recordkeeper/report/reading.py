"""What every section reads: the disclosure, the paragraphs it shows, and the list of sections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import Disclosed, Line, Table
from recordkeeper.report.blocks import TABLE, KeyValues, Words
from recordkeeper.report.references import runs, shown
from recordkeeper.report.rows import Column, Row, Rows
from recordkeeper.report.typesetting import Run, Text


@dataclass(frozen=True)
class Reading:
    """One document in the making.

    Attributes:
        disclosed: all the document may know.
        paragraphs: every ¶ that some row of it shows; a reference to one of these is a link.
        contents: mark, title and anchor of every section and annex in it.
    """

    disclosed: Disclosed
    paragraphs: frozenset[int]
    contents: Sequence[tuple[str, str, str]]

    def runs(self, text: str) -> list[Run]:
        """A sentence with links to the paragraphs it names."""
        return runs(text, self.paragraphs)

    def words(self, text: str, *, after: float = 6) -> Words:
        """A sentence as a paragraph of its own."""
        return Words(self.runs(text), after=after)

    def pairs(self, lines: Iterable[Line], *, label_width: float = 110, size: float = TABLE) -> KeyValues:
        """Labels and what is said under them."""
        texts: list[tuple[str, Text]] = [(line.label, self.runs(line.text)) for line in lines]
        return KeyValues(texts, label_width=label_width, size=size)

    def table(self, table: Table, widths: Sequence[float]) -> Flowable:
        """A table, or the sentence in its place. ``widths``: points, or 0 for a share of what is left."""
        if not table.rows:
            return Words(table.empty)
        columns = [
            Column(head, width, share=0 if width else 1)
            for head, width in zip(table.heads, widths, strict=True)
        ]
        return Rows(columns, (Row([self.runs(cell) for cell in row]) for row in table.rows))


def reading(disclosed: Disclosed, contents: Sequence[tuple[str, str, str]]) -> Reading:
    """Gather what every section reads."""
    rows = (*disclosed.before_notice, *disclosed.chronology, *disclosed.own, *disclosed.schedule)
    return Reading(disclosed, shown(row.mark for row in rows), contents)


def none() -> Words:
    """What stands where a list is empty, so that nobody takes it for forgotten."""
    return Words(_("None."))
