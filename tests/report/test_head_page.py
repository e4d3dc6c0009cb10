"""The page that goes to a witness: the head, room to sign, and nothing of the record."""

import io

import pypdf

from recordkeeper.disclosure.head_sheet import head_sheet
from recordkeeper.ledger.ledger import Head
from recordkeeper.report.figures import Code
from recordkeeper.report.head_page import _story, write_head_page

SHEET = head_sheet(bytes(range(16)), Head(57, bytes(range(32))))


def page() -> pypdf.PdfReader:
    """The page, printed."""
    out = io.BytesIO()
    write_head_page(out, SHEET)
    return pypdf.PdfReader(out)


def test_the_page_has_the_four_lines_the_letters_and_room_to_sign() -> None:
    """On one page, with what it is for and what it does not show."""
    (only,) = page().pages
    text = " ".join(only.extract_text().split())
    assert SHEET.text.split("\n")[3] in text
    assert "AAAQ EAYE AUDA OCAJ" in text
    assert "It does not show that what is written there happened" in text
    assert [blank in text for blank in ("Seen on (date and time)", "Signature")] == [True, True]


def test_the_code_to_scan_is_the_text_itself() -> None:
    """A phone gives back what `verify` reads."""
    code = next(block for block in _story(SHEET) if isinstance(block, Code))
    assert code._modules == Code(SHEET.text)._modules


def test_the_same_head_gives_the_same_bytes_and_tells_no_day() -> None:
    """Printed again in a year, it is the same page."""
    first, second = io.BytesIO(), io.BytesIO()
    write_head_page(first, SHEET)
    write_head_page(second, SHEET)
    assert first.getvalue() == second.getvalue()
    metadata = page().metadata
    assert metadata is not None
    assert (metadata.title, metadata.author) == ("Head of a record", None)
    assert metadata.creation_date_raw == "D:20000101000000+00'00'"
