"""The document: its sections in their order, and how a disclosure becomes the bytes of a PDF."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO, Literal, NamedTuple

from reportlab.platypus import Flowable, PageBreak

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.disclosed import Disclosed
from recordkeeper.report import boundary, chronology, conduct, custody, integrity, opening, steps
from recordkeeper.report.blocks import Heading
from recordkeeper.report.finishing import finish
from recordkeeper.report.reading import Reading, reading
from recordkeeper.report.sheet import Masthead, print_report


class Section(NamedTuple):
    """One section: its mark at the foot of its pages, its title, what it prints.

    ``alone``: it begins on a new page. ``keep``: points that must fit below its heading.
    """

    mark: str
    title: str
    story: Callable[[Reading], Iterator[Flowable]]
    alone: bool = False
    keep: float = 90


SECTIONS = (
    Section("A1", _("Summary"), opening.summary, keep=0),
    Section("A2", _("Contents, people and identifiers"), opening.contents, alone=True),
    Section("A3", _("Boundary and notice"), boundary.boundary),
    Section("A5", _("Chronology"), chronology.chronology),
    Section("A6", _("What was announced, and what followed"), conduct.follow_through, keep=140),
    Section("A7", _("The keeper's own contacts"), conduct.own, keep=140),
    Section("A8", _("Measures, reports, orders and witnesses"), steps.steps, keep=140),
    Section("A9", _("Corrections, markings and late entries"), custody.corrections),
    Section("A10", _("Sources, method, definitions"), custody.sources, keep=140),
    Section("A11", _("Declaration"), custody.declaration, keep=260),
    Section("A12", _("Integrity sheet"), integrity.integrity, alone=True),
    Section("Annex", _("Full schedule"), chronology.schedule, alone=True),
)
"""The order here is the order of the pages."""


def write_pdf(out: BinaryIO, disclosed: Disclosed, *, paper: Literal["a4", "letter"] = "a4") -> int:
    """Print a disclosure and return the number of pages.

    The same disclosure on the same paper gives the same bytes.
    """
    head = disclosed.integrity.head
    masthead = Masthead(
        title=disclosed.title,
        parties=f"{disclosed.keeper} / {disclosed.other}",
        prepared=_("prepared {date}").format(date=disclosed.prepared),
        record=f"{head[:4]} {head[4:8]}",
        made=datetime.fromtimestamp(disclosed.prepared_at / 1000, UTC),
        paper=paper,
    )
    draft = BytesIO()  # never a temporary file: what is on a disk can be found there later
    pages = print_report(draft, masthead, story(disclosed))
    finish(draft, out)
    return pages


def story(disclosed: Disclosed) -> Iterator[Flowable]:
    """Every block of the document in order, made as it is asked for."""
    present = [section for section in SECTIONS if _present(section, disclosed)]
    read = reading(disclosed, [(section.mark, section.title, section.mark) for section in present])
    for section in present:
        if section.alone:
            yield PageBreak()
        yield Heading(section.title, mark=section.mark, keep=section.keep)
        yield from section.story(read)


def _present(section: Section, disclosed: Disclosed) -> bool:
    absent = {
        "A6": disclosed.follow_through is None,
        "A8": not steps.present(disclosed),
        "A11": not disclosed.declaration,
    }
    return not absent.get(section.mark, False)
