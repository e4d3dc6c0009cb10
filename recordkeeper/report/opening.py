"""A1 and A2: the page a lawyer reads first, and who and what the rest is about."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.report.blocks import Contents, Heading, KeyValues, Words
from recordkeeper.report.figures import Figures
from recordkeeper.report.fitting import OnePage
from recordkeeper.report.reading import Reading
from recordkeeper.report.typesetting import Text, bold

_LABELS = 84.0


def summary(read: Reading) -> Iterator[Flowable]:
    """A1, on one page."""
    yield OnePage(lambda size: _summary(read, size))


def _summary(read: Reading, size: float) -> Iterator[Flowable]:
    said = read.disclosed.summary
    yield Words(bold(read.disclosed.title), size=1.5 * size, after=0.3 * size)
    yield Words(bold(said.heading), size=size, after=0.2 * size)
    for number, line in enumerate(said.context, 1):
        yield Words(line, size=size, after=size if number == len(said.context) else 0)
    if said.figures:
        yield Figures([(figure.value, figure.label) for figure in said.figures])
    yield Words(read.runs(said.below), size=size, after=size)
    answers: list[tuple[str, Text]] = [(line.label, read.runs(line.text)) for line in said.lines]
    yield KeyValues(answers, label_width=_LABELS * size / 12, size=size, gap=0.5 * size)
    yield Words(read.runs(said.caution), size=size)


def contents(read: Reading) -> Iterator[Flowable]:
    """A2: contents, people and identifiers."""
    yield Contents(read.contents)
    yield read.words(read.disclosed.covers)
    yield Heading(_("People"), level=1, keep=90)
    yield read.table(read.disclosed.people, (36, 0, 120, 170))
    yield Heading(_("Numbers and addresses, as displayed"), level=1, keep=90)
    yield read.table(read.disclosed.identifiers, (112, 88, 0, 92, 34))
