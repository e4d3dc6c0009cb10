"""One page with a head on it, to be scanned, read out, kept or signed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO, Literal

from reportlab.platypus import Flowable

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.head_sheet import HeadSheet
from recordkeeper.report.blocks import Heading, KeyValues, Words
from recordkeeper.report.figures import Code
from recordkeeper.report.finishing import finish
from recordkeeper.report.sheet import Masthead, print_report

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Written into the file as its date: a head has none of its own, and the same head gives the same bytes."""


def write_head_page(out: BinaryIO, sheet: HeadSheet, *, paper: Literal["a4", "letter"] = "a4") -> None:
    """Print the page; the same head on the same paper gives the same bytes."""
    masthead = Masthead(
        title=sheet.title, parties="", prepared="", record=sheet.record, made=_MADE, paper=paper
    )
    draft = BytesIO()
    print_report(draft, masthead, _story(sheet))
    finish(draft, out)


def _story(sheet: HeadSheet) -> Iterator[Flowable]:
    yield Heading(sheet.title)
    yield Words(sheet.text.rstrip("\n"), after=12)
    yield Words(_("The same in letters: {letters}").format(letters=" ".join(sheet.base32)), after=12)
    yield Code(sheet.text, side=150)
    for sentence in sheet.sentences:
        yield Words(sentence)
    line = "_" * 36
    yield KeyValues([(blank, f"\n{line}") for blank in sheet.blanks], label_width=210)
