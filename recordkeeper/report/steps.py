"""A8: measures and reports; orders, each beside the contacts while it was in force; witnesses."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import Account, Disclosed, OrderShown
from recordkeeper.report.blocks import Heading, Quotation, Words
from recordkeeper.report.reading import Reading
from recordkeeper.report.typesetting import Run


def present(disclosed: Disclosed) -> bool:
    """Whether there is anything to print."""
    found = disclosed.taken
    tables = (found.measures, found.reports, found.impact)
    return bool(found.orders or found.accounts or any(table.rows for table in tables))


def steps(read: Reading) -> Iterator[Flowable]:
    """What was done beside what was announced; of what there is none, one sentence says so."""
    found = read.disclosed.taken
    yield Heading(_("Measures"), level=1, keep=90)
    yield read.table(found.measures, (52, 0, 84, 84, 84, 46))
    yield Heading(_("Reports"), level=1, keep=90)
    yield read.table(found.reports, (46, 124, 104, 0))
    yield Heading(_("Orders, and contacts while they were in force"), level=1, keep=90)
    for one in found.orders:
        yield from _order(read, one)
    if found.orders:
        yield Words(_("Which contact a term forbids is for the reader to say."))
    else:
        yield Words(_("No order is recorded."))
    yield Heading(_("Witnesses"), level=1, keep=90)
    for account in found.accounts:
        yield from _account(read, account)
    if not found.accounts:
        yield Words(_("No account of a witness is recorded."))
    if found.impact.rows:
        yield Heading(_("What it did to the keeper"), level=1, keep=90)
        yield read.table(found.impact, (46, 124, 0))


def _order(read: Reading, one: OrderShown) -> Iterator[Flowable]:
    yield Words(_bold(read, one.title), after=4, keep=60)
    yield read.words(one.dates, after=3)
    for term in one.terms:
        yield Quotation(term, after=4)
    yield read.words(" ".join(part for part in (one.contacts, one.behind) if part))


def _account(read: Reading, one: Account) -> Iterator[Flowable]:
    yield Words(_bold(read, one.title), after=4, keep=60)
    yield Quotation(one.words)
    for remark in one.remarks:
        yield read.words(remark, after=2)


def _bold(read: Reading, text: str) -> list[Run]:
    return [run._replace(bold=True) for run in read.runs(text)]
