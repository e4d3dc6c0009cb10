"""A5 and the annex: what happened, one row each, in one compact shape."""

from collections.abc import Iterable, Iterator

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import Row as Happened
from recordkeeper.disclosure.disclosed import RowKind
from recordkeeper.report.reading import Reading, none
from recordkeeper.report.references import paragraph, runs, serials
from recordkeeper.report.rows import Column, Row, Rows
from recordkeeper.report.typesetting import Run, bold, struck

_ON_A_LINE = 7  # characters of a range of ¶
_NO_LINKS: frozenset[int] = frozenset()
_BARRED: frozenset[RowKind] = frozenset({"notice", "consequence", "other"})


def chronology(read: Reading) -> Iterator[Flowable]:
    """A5: since the notice, in order; bursts as one row."""
    rows = read.disclosed.chronology
    yield contact_rows(rows, keeper=read.disclosed.keeper) if rows else none()


def schedule(read: Reading) -> Iterator[Flowable]:
    """The annex: every contact."""
    rows = read.disclosed.schedule
    yield contact_rows(rows, keeper=read.disclosed.keeper) if rows else none()


def contact_rows(rows: Iterable[Happened], *, keeper: str = "") -> Rows:
    """Rows as a table. Each is an anchor for every ¶ it shows, unless a row before it was.

    ``keeper`` is what their own contacts are marked with; empty where all rows are theirs, or none.
    """
    columns = (
        Column("¶", 46),
        Column(_("When"), 94),
        Column(_("How, when recorded; what happened"), share=1),
        Column(_("Boundary") if keeper else "", 78),
    )
    return Rows(columns, (_row(row, keeper) for row in rows))


def _row(row: Happened, keeper: str) -> Row:
    marked = row.kind in _BARRED
    parts = row.mark.split(" ")
    mark = " ".join(part if len(part) <= _ON_A_LINE else part.replace("-", "-\n") for part in parts)
    cells = [
        [Run(mark, bold=marked)],
        [Run(row.when)],
        _told(row, marked=marked),
        _judged(row, keeper),
    ]
    if row.struck:
        cells = [[struck(run.text) for run in cell] for cell in cells]
    return Row(cells, anchors=[paragraph(serial) for serial in serials(row.mark)], barred=marked)


def _told(row: Happened, *, marked: bool) -> list[Run]:
    """How it came and how soon it was recorded, over what it was."""
    above = " · ".join(part for part in ("" if marked else row.way, row.recorded) if part)
    below = runs(row.what, _NO_LINKS)
    exhibit = [Run(" "), bold(row.exhibit)] if row.exhibit else []
    return [Run(f"{above}\n"), *below, *exhibit] if above else [*below, *exhibit]


def _judged(row: Happened, keeper: str) -> list[Run]:
    """The verdict on a contact, or in bold what a row is that has none; then the answer to it."""
    label = row.way if row.kind in _BARRED else keeper if row.kind == "own" else ""
    said = bold(label) if label else Run(row.verdict)
    return [said, Run("\n"), Run(row.answer)] if said.text and row.answer else [said, Run(row.answer)]
