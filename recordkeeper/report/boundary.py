"""A3: what was asked for, in which words, and what shows that it arrived."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import BoundaryShown, Notice
from recordkeeper.report.blocks import BODY, Heading, Quotation, Words
from recordkeeper.report.chronology import contact_rows
from recordkeeper.report.reading import Reading, none
from recordkeeper.report.typesetting import Run


def boundary(read: Reading) -> Iterator[Flowable]:
    """Every boundary with its notices; then, apart from every count, what came before."""
    for one in read.disclosed.boundaries:
        yield from _boundary(read, one)
    if not read.disclosed.boundaries:
        yield none()
    yield Heading(_("Before notice, not counted"), level=1, keep=90)
    yield _earlier(read)


def _earlier(read: Reading) -> Flowable:
    rows = read.disclosed.before_notice
    return contact_rows(rows, keeper=read.disclosed.keeper) if rows else none()


def _boundary(read: Reading, one: BoundaryShown) -> Iterator[Flowable]:
    yield Words(_bold(read, one.title), after=4, keep=60)
    if one.rules:
        yield read.pairs(one.rules, label_width=140, size=BODY)
    for remark in one.remarks:
        yield read.words(remark, after=3)
    for notice in one.notices:
        yield from _notice(read, notice)


def _notice(read: Reading, notice: Notice) -> Iterator[Flowable]:
    yield Words("", size=4, after=0)
    yield Words(_bold(read, notice.title), after=4, keep=60)
    yield Quotation(notice.words)
    for sentence in notice.delivery:
        yield read.words(sentence, after=2)


def _bold(read: Reading, text: str) -> list[Run]:
    return [run._replace(bold=True) for run in read.runs(text)]
