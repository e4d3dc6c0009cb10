"""A6 and A7: what was announced and what became of it; and what the keeper sent."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from recordkeeper.disclosure.disclosed import Table
from recordkeeper.report.blocks import Words
from recordkeeper.report.chronology import contact_rows
from recordkeeper.report.reading import Reading, none
from recordkeeper.report.rows import Column, Row, Rows
from recordkeeper.report.typesetting import Run, bold


def follow_through(read: Reading) -> Iterator[Flowable]:
    """A6, where it was not left out as a whole: one sentence over all, then every consequence announced."""
    table = read.disclosed.follow_through
    if table is None:
        return
    if table.rows and read.disclosed.follow_through_sum:
        yield read.words(read.disclosed.follow_through_sum)
    yield _consequences(read, table) if table.rows else Words(table.empty)


def _consequences(read: Reading, table: Table) -> Rows:
    """Seven columns in five: a due date under its trigger, a proof under what it proves."""
    number, announced, trigger, due, done, proof, status = table.heads
    columns = (
        Column(number, 32),
        Column(announced, share=9),
        Column(trigger, share=8),
        Column(done, share=9),
        Column(status, 72),
    )
    return Rows(
        columns,
        (
            Row(
                [
                    [bold(row[0])],
                    read.runs(row[1]),
                    read.runs(row[2]) + _under(read, due, row[3]),
                    read.runs(row[4]) + _under(read, proof, row[5]),
                    read.runs(row[6]),
                ]
            )
            for row in table.rows
        ),
    )


def _under(read: Reading, label: str, text: str) -> list[Run]:
    return [Run("\n"), bold(f"{label} "), *read.runs(text)] if text else []


def own(read: Reading) -> Iterator[Flowable]:
    """A7: what the keeper's own contacts add up to, then all of them."""
    for sentence in read.disclosed.own_sum:
        yield read.words(sentence, after=2)
    yield Words("", size=4, after=0)
    yield contact_rows(read.disclosed.own) if read.disclosed.own else none()
