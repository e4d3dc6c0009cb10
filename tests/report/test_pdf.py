"""The whole document: what it says, on which page, and that nothing in a record can change that."""

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pypdf
import pytest

from recordkeeper.disclosure.disclosed import Disclosed, Figure, Line
from recordkeeper.report.pdf import SECTIONS, write_pdf
from tests.report.disclosures import CONTACTS, EPISODE, SAMPLE, empty, reworded

Poppler = Callable[[str, bytes], str]

HOSTILE = (
    "<b>bold</b> & <img src='/etc/hostname'/> </para>",
    "ET Q (x) Tj \\n %s {0} <<>>",
    "pay \u202eevil\u2066 \x00\x07\x1b[31m \ufeff\u200b",
    "😡👩‍👧 \U0001f1ec\U0001f1e7 שלום עולם تصبح على خير ไทย नमस्ते 漢字",
    "a" * 120,
    "e\u0301\u0301\u0301 \ud800 \U000e0001 ﷽",
    "line\r\nline\nline\u2028line\ttab",
    "¶1-999999999 ¶99999999999999999999 “unclosed",
)

UNPRINTED = {
    *("Nobody.", "No number or address is recorded yet.", "No consequence was announced.", "No markings."),
    *("No measure is recorded.", "No report is recorded."),
    *("No exhibits.", "¶", "Happened", "Recorded after", "Witness", "Has seen", "At", "Mark", "When"),
    *("Entries", "Made after", "Made before"),
    *("A. Reyes (the other person)", "Tue 31 Mar 2026"),
}
"""Of the sample: the sentences and heads of tables that are not or are empty, and what stands in the head of
each page, where it is cut short."""


def printed(disclosed: Disclosed, **options: Any) -> bytes:
    """The bytes of the document."""
    out = io.BytesIO()
    pages = write_pdf(out, disclosed, **options)
    assert pages == len(pypdf.PdfReader(out).pages)
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_summary_is_alone_on_page_one_and_what_the_head_does_not_show_stands_beside_it() -> None:
    """Page 1 is A1; the integrity sheet has its head and its limits on one page."""
    read = pages(printed(SAMPLE))
    assert f"A1 · page 1 of {len(read)} · record 7f3a 91c2" in read[0]
    assert read[1].startswith("A2 Contents, people and identifiers A1 Summary 1 ")
    sheet = next(page for page in read if "Integrity sheet" in page and "A12 · page" in page)
    assert "7f3a 91c2 0123 4567" in sheet
    assert "It does not show that the record is complete" in sheet
    assert sum("Full schedule" in page for page in read) == 2
    assert "Annex · page" in read[-1]


def test_long_lines_do_not_push_the_summary_off_its_page() -> None:
    """The type shrinks before the page breaks; no word is lost."""
    lines = tuple(Line(f"Label{n}", " ".join(f"w{n}x{word}" for word in range(60))) for n in range(9))
    read = pages(printed(replace(SAMPLE, summary=replace(SAMPLE.summary, lines=lines))))
    assert all(f"w{n}x{word}" in read[0] for n in range(9) for word in range(60))
    assert "A2 Contents" in read[1]


def test_a_large_number_is_never_cut_short() -> None:
    """Days of a year, or thousands of contacts, stand whole over their label."""
    figures = tuple(Figure(value, "label") for value in ("38 of 299", "1284 of 1461", "10 000", "999 999"))
    read = pages(printed(replace(SAMPLE, summary=replace(SAMPLE.summary, figures=figures))))
    assert all(figure.value in read[0] for figure in figures)
    assert "…" not in read[0]


def test_a_summary_that_fits_in_no_size_goes_on_overleaf() -> None:
    """A page more is better than words less."""
    words = [f"word{number}" for number in range(3000)]
    summary = replace(SAMPLE.summary, lines=(Line("Notice", " ".join(words)),), heading="heading " * 900)
    read = " ".join(pages(printed(replace(SAMPLE, summary=summary)))).split()
    assert set(words) <= set(read)


def test_nothing_recorded_prints_as_such() -> None:
    """An empty record prints its sentences; what was left out as a whole has no section and no entry."""
    text = " ".join(pages(printed(empty())))
    for sentence in (
        *("Nobody.", "No number or address is recorded yet.", "No markings.", "No entry was recorded late."),
        *("No exhibits.", "No file was imported.", "None."),
    ):
        assert sentence in text
    assert "A6" not in text
    assert "A11" not in text
    assert "A7 The keeper's own contacts" in text


def test_references_lead_to_their_rows() -> None:
    """A click on ¶8 on page one leads to the page that shows ¶8; ¶999, which is nowhere, is no link."""
    reader = pypdf.PdfReader(io.BytesIO(printed(SAMPLE)))
    links: Any = reader.pages[0]["/Annots"]
    found = [reader.get_page_number(each.get_object()["/Dest"][0].get_object()) for each in links]
    read = [" ".join(page.extract_text().split()) for page in reader.pages]
    chronology = next(number for number, page in enumerate(read) if "A5 Chronology" in page and number > 1)
    assert found == [chronology] * 6  # ¶5, ¶8, ¶14, ¶14, ¶8, ¶8; neither the quoted ¶4 nor ¶999


def test_every_section_has_a_bookmark_and_a_line_in_the_contents() -> None:
    """Contents and outline name the same sections and the same pages."""
    reader = pypdf.PdfReader(io.BytesIO(printed(SAMPLE)))
    outline: Any = [item for item in reader.outline if not isinstance(item, list)]
    marked = {str(item.title): (reader.get_destination_page_number(item) or 0) + 1 for item in outline}
    assert list(marked) == [f"{one.mark}  {one.title}" for one in SECTIONS]
    contents = " ".join(reader.pages[1].extract_text().split())
    assert all(f"{title.replace('  ', ' ')} {page}" in contents for title, page in marked.items())
    assert reader.page_labels == [str(number + 1) for number in range(len(reader.pages))]


def test_every_row_of_an_episode_is_an_anchor() -> None:
    """A reference to the middle of an episode leads to the row that tells of it."""
    summary = replace(SAMPLE.summary, lines=(Line("Acts", "threat 1 (¶11)"),))
    pdf = printed(replace(SAMPLE, summary=summary, chronology=(EPISODE,)))
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    links: Any = reader.pages[0]["/Annots"]
    target = reader.get_page_number(links[0].get_object()["/Dest"][0].get_object())
    assert target is not None
    assert "between 19:10 and 22:31" in reader.pages[target].extract_text()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_anywhere_change_nothing(hostile: str) -> None:
    """Every piece of words comes back from the page, whatever stands around it; the pages stay few."""
    numbers = count()
    said: dict[str, str] = {}

    def word(text: str) -> str:
        token = f"q{next(numbers)}z"
        said[token] = text
        return f"{token} {hostile} {token}"

    pdf = printed(reworded(SAMPLE, word))
    read = pages(pdf)
    text = " ".join(read)
    assert {said[token] for token in said if text.count(token) < 2} <= UNPRINTED
    assert len(read) < 40
    assert not {"\u202e", "\u2066", "\x00", "\x07", "\x1b"} & set(text)
    assert not any("/URI" in str(page.get("/Annots")) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_both_papers_have_the_same_pages() -> None:
    """Whoever prints on Letter and whoever reads on A4 speak of the same page 5."""
    assert pages(printed(SAMPLE, paper="a4")) == pages(printed(SAMPLE, paper="letter"))


def test_the_same_disclosure_is_the_same_bytes() -> None:
    """A file can be made again and compared."""
    assert printed(SAMPLE) == printed(SAMPLE)


def test_only_embedded_fonts_and_neutral_metadata(poppler: Poppler) -> None:
    """Every font is in the file; the file names a title and the date prepared, no program and no person."""
    pdf = printed(SAMPLE)
    fonts = poppler("pdffonts", pdf).splitlines()[2:]
    assert [line.split()[0] for line in fonts] == ["AAAAAA+NotoSans-Bold", "AAAAAA+NotoSans-Regular"]
    assert pypdf.PdfReader(io.BytesIO(pdf)).metadata == {
        "/Title": "Contacts since January 2026",
        "/CreationDate": "D:20260331093000+00'00'",
        "/ModDate": "D:20260331093000+00'00'",
    }
    assert b"ReportLab" not in pdf
    assert b"reportlab" not in pdf


def test_a_reader_opens_with_bookmarks_title_and_language() -> None:
    """The bookmarks are shown, the window has the neutral title, a screen reader knows the language."""
    root: Any = pypdf.PdfReader(io.BytesIO(printed(SAMPLE))).trailer["/Root"]
    assert root["/PageMode"] == "/UseOutlines"
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert root["/Lang"] == "en"


def test_a_struck_row_is_still_readable_under_its_line() -> None:
    """What was withdrawn is printed, and a line is drawn through it."""
    kept = replace(SAMPLE, schedule=(replace(CONTACTS[2], struck=False),))
    gone = replace(SAMPLE, schedule=(CONTACTS[2],))
    assert pages(printed(kept)) == pages(printed(gone))
    assert printed(kept) != printed(gone)
    assert "A parcel without a sender." in pages(printed(gone))[-1]


def test_the_schedule_grows_by_its_rows_alone() -> None:
    """Ten times the contacts are not much more than ten times the pages, and every one is there."""
    rows = tuple(replace(CONTACTS[0], mark=str(serial), what=f"“m{serial}m”") for serial in range(1, 801))
    read = pages(printed(replace(SAMPLE, schedule=rows)))
    text = " ".join(read)
    assert all(f"“m{serial}m”" in text for serial in range(1, 801))
    assert len(read) < 50
