"""A9, A10 and A11: what was changed and why, where it came from, and a block to sign."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import Change
from recordkeeper.report.blocks import Heading, Words
from recordkeeper.report.reading import Reading, none
from recordkeeper.report.rows import Column, Row, Rows
from recordkeeper.report.typesetting import Run, struck


def corrections(read: Reading) -> Iterator[Flowable]:
    """A9: what was erased, corrected or withdrawn, markings apart from these, late entries, the clock."""
    columns = (
        Column("¶", 38),
        Column(_("What"), 92),
        Column(_("First, and now"), share=3),
        Column(_("When, and why"), share=2),
    )
    changes = read.disclosed.changes
    yield Rows(columns, (_change(read, one) for one in changes)) if changes else none()
    yield Heading(_("The keeper's markings"), level=1, keep=90)
    yield read.table(read.disclosed.markings, (44, 190, 0, 100))
    yield Heading(_("Late entries"), level=1, keep=90)
    yield read.table(read.disclosed.late, (60, 0, 140))
    yield Heading(_("The computer's clock"), level=1, keep=90)
    yield read.table(read.disclosed.clock, (84, 0, 100))


def _change(read: Reading, one: Change) -> Row:
    told = [struck(one.old)] if one.old else []
    told += [Run("\n" if told else ""), Run(one.new)] if one.new else []
    return Row([read.runs(one.mark), read.runs(one.what), told, [Run(one.when), Run("\n"), Run(one.reason)]])


def sources(read: Reading) -> Iterator[Flowable]:
    """A10: each imported file, how it was made, and the definition of every number."""
    for lines in read.disclosed.sources:
        yield read.pairs(lines, label_width=84)
    if not read.disclosed.sources:
        yield Words(_("No file was imported."))
    yield Heading(_("Method"), level=1)
    for sentence in read.disclosed.method:
        yield read.words(sentence, after=4)
    yield Heading(_("Definitions"), level=1)
    yield read.pairs(read.disclosed.definitions, label_width=124)


def declaration(read: Reading) -> Iterator[Flowable]:
    """A11: the wording chosen and blank lines, none of them filled in."""
    for number, sentence in enumerate(read.disclosed.declaration):
        yield Words(sentence, after=24 if number else 30)
