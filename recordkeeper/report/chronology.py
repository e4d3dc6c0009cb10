"""A5 and the annex: what happened, one row each, in one compact shape."""

from collections.abc import Iterable, Iterator
from gettext import gettext as _

from reportlab.platypus import Flowable

from recordkeeper.disclosure.disclosed import Row as Happened
from recordkeeper.disclosure.disclosed import RowKind
from recordkeeper.report.reading import Reading, none
from recordkeeper.report.references import paragraph, runs, serials
from recordkeeper.report.rows import Column, Row, Rows
from recordkeeper.report.typesetting import Run, bold, struck

_NO_LINKS: frozenset[int] = frozenset()
_BARRED: frozenset[RowKind] = frozenset({"notice", "consequence", "other"})


def chronology(read: Reading) -> Iterator[Flowable]:
    """A5: since the notice, in order; bursts as one row."""
    yield contact_rows(read.disclosed.chronology) if read.disclosed.chronology else none()


def schedule(read: Reading) -> Iterator[Flowable]:
    """The annex: every contact."""
    yield contact_rows(read.disclosed.schedule) if read.disclosed.schedule else none()


def contact_rows(rows: Iterable[Happened]) -> Rows:
    """Rows as a table. Each is an anchor for every ¶ it shows, unless a row before it was."""
    columns = (
        Column("¶", 44),
        Column(_("When"), 90),
        Column(_("What happened"), share=1),
        Column(_("Boundary"), 84),
    )
    return Rows(columns, (_row(row) for row in rows))


def _row(row: Happened) -> Row:
    marked = row.kind in _BARRED
    cells = [[bold(row.mark) if marked else Run(row.mark)], [Run(row.when)], _told(row, marked=marked), _judged(row)]
    if row.struck:
        cells = [[struck(run.text) for run in cell] for cell in cells]
    return Row(cells, anchors=[paragraph(serial) for serial in serials(row.mark)], barred=marked)


def _told(row: Happened, *, marked: bool) -> list[Run]:
    """How it came and how soon it was recorded, over what it was."""
    above = " · ".join(part for part in ("" if marked else row.way, row.recorded) if part)
    below = runs(row.what, _NO_LINKS)
    exhibit = [Run(" "), bold(row.exhibit)] if row.exhibit else []
    return [Run(f"{above}\n"), *below, *exhibit] if above else [*below, *exhibit]


def _judged(row: Happened) -> list[Run]:
    """The verdict on a contact, or in bold what a row is that has none; then the answer to it."""
    first = {"own": bold(_("the keeper's own")), **dict.fromkeys(_BARRED, bold(row.way))}.get(row.kind)
    said = [first] if first else [Run(row.verdict)] if row.verdict else []
    answer = [Run(f"\n{row.answer}" if said else row.answer)] if row.answer else []
    return [*said, *answer]
