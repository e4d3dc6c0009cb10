"""The whole document: what it says, on which page, and that nothing in a record can change that."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pypdf
import pytest
from reportlab.platypus import Flowable

from recordkeeper.disclosure.disclosed import Disclosed, Line
from recordkeeper.report.blocks import Contents, Heading, KeyValues, Words
from recordkeeper.report.fitting import Beside, OnePage
from recordkeeper.report.pdf import SECTIONS, story, write_pdf
from recordkeeper.report.rows import Rows
from recordkeeper.report.typesetting import Text
from tests.report.disclosures import CONTACTS, EPISODE, HEAD, empty, reworded, sample

Poppler = Callable[[str, bytes], str]

HOSTILE = (
    "<b>bold</b> & <img src='/etc/hostname'/> </para>",
    "ET Q (x) Tj \\n %s {0} <<>>",
    "pay \u202eevil\u2066 \x00\x07\x1b[31m \ufeff\u200b",
    "😡👩‍👧 \U0001f1ec\U0001f1e7 שלום עולם تصبح على خير ไทย नमस्ते 漢字",
    "a" * 300,
    "e\u0301\u0301\u0301 \ud800 \U000e0001 ﷽",
    "line\r\nline\nline\u2028line\ttab",
    "¶1-999999999 ¶99999999999999999999 “unclosed",
)

UNPRINTED = {
    *("Nobody.", "No number or address is recorded yet.", "No consequence was announced.", "No markings."),
    *("No exhibits.", "¶", "Happened", "Recorded after", "Witness", "Covers", "When"),
    *("A. Reyes (the other person)", "Tue 31 Mar 2026"),
}
"""Of the sample: sentences that stand where a table is empty, heads of tables that are, and what stands in the
head of each page, where it is cut short."""


def printed(disclosed: Disclosed, **options: Any) -> bytes:
    """The bytes of the document."""
    out = io.BytesIO()
    pages = write_pdf(out, disclosed, **options)
    assert pages == len(pypdf.PdfReader(out).pages)
    return out.getvalue()


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def plain(text: Text) -> str:
    """Words without their manner."""
    if isinstance(text, str):
        return text
    return "".join(getattr(run, "text", run) for run in ([text] if hasattr(text, "text") else text))


def told(block: Flowable) -> Iterator[str]:
    """What a block says, line by line."""
    if isinstance(block, Heading):
        yield f"== {block._mark} {block._title}"
    elif isinstance(block, Words):
        yield plain(block._text)
    elif isinstance(block, KeyValues):
        yield from (f"{label}: {plain(text)}" for label, text in block._pairs)
    elif isinstance(block, Contents):
        yield from (f"{mark} {title} ->{name}" for mark, title, name in block._entries)
    elif isinstance(block, Rows):
        yield " | ".join(column.title for column in block._columns)
        yield from (" | ".join(map(plain, row.cells)) for row in block._source)
    elif isinstance(block, Beside):
        yield from (line for inner in block._blocks for line in told(inner))
    elif isinstance(block, OnePage):
        yield from (line for inner in block._make(12) for line in told(inner))


def section(mark: str) -> list[str]:
    """What one section of the sample says."""
    lines = [line for block in story(sample()) for line in told(block) if line]
    starts = [number for number, line in enumerate(lines) if line.startswith("== ") and line[3:4] != " "]
    first = next(number for number in starts if lines[number].startswith(f"== {mark} "))
    after = [number for number in starts if number > first]
    return lines[first : after[0] if after else None]


def test_the_sections_come_in_their_order() -> None:
    """Marks and titles of the document, in the order of its pages."""
    assert [(one.mark, one.title) for one in SECTIONS] == [
        ("A1", "Summary"),
        ("A2", "Contents, people and identifiers"),
        ("A3", "Boundary and notice"),
        ("A5", "Chronology"),
        ("A6", "What was announced, and what followed"),
        ("A7", "The keeper's own contacts"),
        ("A9", "Corrections, markings and late entries"),
        ("A10", "Sources, method, definitions"),
        ("A11", "Declaration"),
        ("A12", "Integrity sheet"),
        ("Annex", "Full schedule"),
    ]


def test_the_boundary_is_told_with_its_words_and_proof() -> None:
    """A3: the rules, the exact words, what shows their arrival, and apart from it what came before."""
    assert section("A3") == [
        "== A3 Boundary and notice",
        "B1, recorded Thu 29 Jan 2026 (¶3)",
        "every channel: not allowed",
        "excepted purposes: children",
        "In force from Thu 29 Jan 2026, 20:14 (proven).",
        "S1, Thu 29 Jan 2026, 20:00, by text to +44 7700 900355 (¶5)",
        "No calls. Not ¶4.",
        "Read Thu 29 Jan 2026, 20:14 (¶6); proof E6.",
        "==  Before notice, not counted",
        "¶ | When | How, when recorded; what happened | Boundary",
        "4 | Fri 30 Jan 2026, 22:21 | text (sms), from +44 7700 900355 · imported ¶7\n“Are you awake” | before notice",
    ]


def test_the_chronology_is_told_row_by_row() -> None:
    """A5: notices and consequences say what they are, the keeper's own are marked as theirs."""
    assert section("A5")[2:] == [
        "5 | Thu 29 Jan 2026, 20:00 | S1 stated, text: “No calls. Not ¶4.” E6 | notice",
        "8 | Fri 30 Jan 2026, 22:21 | text (sms), from +44 7700 900355 · imported ¶7\n"
        "“Why are you doing this? See ¶14” | outside the boundary",
        "9 | Fri 30 Jan 2026, 22:34 | text (sms), to +44 7700 900355 · recorded 4 min after\n"
        "“Text about our son only.” (repeating the boundary) | the keeper\nanswers ¶8",
        "10-12 14 | Fri 20 Mar 2026, 19:10 | call, from +44 7700 900871; text (sms), from +44 7700 900871 · "
        "imported ¶7\n4 contacts between 19:10 and 22:31. First: Missed call. ¶11: “Pick up” Last: Missed call. "
        "| outside the boundary",
        "15 | Sat 21 Mar 2026, 10:40 | C1 carried out: Told the police. | consequence",
    ]


def test_the_integrity_sheet_promises_nothing_more() -> None:
    """A12: head, statements, and at once what they do not show; every sentence comes from the disclosure."""
    assert section("A12") == [
        "== A12 Integrity sheet",
        "Entries: 17",
        "Record: 00112233445566778899aabbccddeeff",
        "Head: 7f3a 91c2 0123 4567 89ab cdef 0123 4567\n89ab cdef 0123 4567 89ab cdef 89ab cdef",
        "Head, base32: P45J DQQB ENCW PCNL ZXXQ CI2F M6E2 XTPP\nAERU KZ4J VPG6 7ATG",
        "Each entry is sealed with SHA-256 and linked to the entry before it.",
        "==  What this does not show",
        "It does not show that the events occurred as written.",
        "It does not show that the record is complete, or that it is the only one.",
        "==  How to check",
        "An exhibit you were given: sha256sum FILE",
        "The record itself: rk verify",
        "==  Outside witnesses",
        "No outside witness has been recorded yet.",
        "==  Exhibits",
        "Mark | ¶ | File | Bytes | SHA-256",
        "E6 | ¶6 | receipt.png | 20113 | " + "ab" * 32,
    ]


def test_the_summary_is_alone_on_page_one_and_what_the_head_does_not_show_stands_beside_it() -> None:
    """Page 1 is A1; the integrity sheet has its head and its limits on one page."""
    read = pages(printed(sample()))
    assert f"A1 · page 1 of {len(read)} · record 7f3a 91c2" in read[0]
    assert read[1].startswith("A2 Contents, people and identifiers A1 Summary 1 ")
    sheet = next(page for page in read if "Integrity sheet" in page and "A12 · page" in page)
    assert "7f3a 91c2 0123 4567" in sheet
    assert "It does not show that the record is complete" in sheet
    assert sum("Full schedule" in page for page in read) == 2
    assert "Annex · page" in read[-1]


def test_long_lines_do_not_push_the_summary_off_its_page() -> None:
    """The type shrinks before the page breaks; no word is lost."""
    full = sample()
    lines = tuple(Line(f"Label{n}", " ".join(f"w{n}x{word}" for word in range(60))) for n in range(9))
    read = pages(printed(replace(full, summary=replace(full.summary, lines=lines))))
    assert all(f"w{n}x{word}" in read[0] for n in range(9) for word in range(60))
    assert "A2 Contents" in read[1]


def test_a_summary_that_fits_in_no_size_goes_on_overleaf() -> None:
    """A page more is better than words less."""
    full = sample()
    words = [f"word{number}" for number in range(3000)]
    summary = replace(full.summary, lines=(Line("Notice", " ".join(words)),), heading="heading " * 900)
    read = " ".join(pages(printed(replace(full, summary=summary)))).split()
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
    reader = pypdf.PdfReader(io.BytesIO(printed(sample())))
    links: Any = reader.pages[0]["/Annots"]
    found = [reader.get_page_number(each.get_object()["/Dest"][0].get_object()) for each in links]
    read = [" ".join(page.extract_text().split()) for page in reader.pages]
    chronology = next(number for number, page in enumerate(read) if "A5 Chronology" in page and number > 1)
    assert found == [chronology] * 6  # ¶5, ¶8, ¶14, ¶14, ¶8, ¶8; neither the quoted ¶4 nor ¶999


def test_every_section_has_a_bookmark_and_a_line_in_the_contents() -> None:
    """Contents and outline name the same sections and the same pages."""
    reader = pypdf.PdfReader(io.BytesIO(printed(sample())))
    outline: Any = [item for item in reader.outline if not isinstance(item, list)]
    marked = {str(item.title): (reader.get_destination_page_number(item) or 0) + 1 for item in outline}
    assert list(marked) == [f"{one.mark}  {one.title}" for one in SECTIONS]
    contents = " ".join(reader.pages[1].extract_text().split())
    assert all(f"{title.replace('  ', ' ')} {page}" in contents for title, page in marked.items())
    assert reader.page_labels == [str(number + 1) for number in range(len(reader.pages))]


def test_every_row_of_an_episode_is_an_anchor() -> None:
    """A reference to the middle of an episode leads to the row that tells of it."""
    full = sample()
    summary = replace(full.summary, lines=(Line("Acts", "threat 1 (¶11)"),))
    pdf = printed(replace(full, summary=summary, chronology=(EPISODE,)))
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

    pdf = printed(reworded(sample(), word))
    read = pages(pdf)
    text = " ".join(read)
    assert {said[token] for token in said if text.count(token) < 2} <= UNPRINTED
    assert len(read) < 40
    assert not {"\u202e", "\u2066", "\x00", "\x07", "\x1b"} & set(text)
    assert not any("/URI" in str(page.get("/Annots")) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_both_papers_have_the_same_pages() -> None:
    """Whoever prints on Letter and whoever reads on A4 speak of the same page 5."""
    assert pages(printed(sample(), paper="a4")) == pages(printed(sample(), paper="letter"))


def test_the_same_disclosure_is_the_same_bytes() -> None:
    """A file can be made again and compared."""
    assert printed(sample()) == printed(sample())


def test_only_embedded_fonts_and_neutral_metadata(poppler: Poppler) -> None:
    """Every font is in the file; the file names a title and the date prepared, no program and no person."""
    pdf = printed(sample())
    fonts = poppler("pdffonts", pdf).splitlines()[2:]
    assert [line.split()[0] for line in fonts] == ["AAAAAA+NotoSans-Bold", "AAAAAA+NotoSans-Regular"]
    assert pypdf.PdfReader(io.BytesIO(pdf)).metadata == {
        "/Title": "Contacts since January 2026",
        "/CreationDate": "D:20260331093000+00'00'",
        "/ModDate": "D:20260331093000+00'00'",
    }


def test_a_struck_row_is_still_readable_under_its_line() -> None:
    """What was withdrawn is printed, and a line is drawn through it."""
    full = sample()
    kept = replace(full, schedule=(replace(CONTACTS[2], struck=False),))
    gone = replace(full, schedule=(CONTACTS[2],))
    assert pages(printed(kept)) == pages(printed(gone))
    assert printed(kept) != printed(gone)
    assert "A parcel without a sender." in pages(printed(gone))[-1]


def test_the_schedule_grows_by_its_rows_alone() -> None:
    """Ten times the contacts are not much more than ten times the pages, and every one is there."""
    full = sample()
    rows = tuple(replace(CONTACTS[0], mark=str(serial), what=f"“m{serial}m”") for serial in range(1, 2001))
    read = pages(printed(replace(full, schedule=rows)))
    text = " ".join(read)
    assert all(f"“m{serial}m”" in text for serial in range(1, 2001))
    assert len(read) < 110


def test_the_code_to_scan_holds_count_and_head() -> None:
    """What a phone reads from the sheet is what is printed beside it."""
    beside = next(block for block in story(sample()) if isinstance(block, Beside))
    again: Any = type(beside._right)(f"17 {HEAD}")
    assert again._modules == beside._right._modules  # type: ignore[attr-defined]
