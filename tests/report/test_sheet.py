"""The page and the document: numbers, links, fonts, metadata, and the same bytes each time."""

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
from reportlab import rl_config
from reportlab.platypus import Flowable, PageBreak

from recordkeeper.report.blocks import Contents, Heading, KeyValues, Quotation, Words
from recordkeeper.report.figures import Code, Figures
from recordkeeper.report.rows import Column, Row, Rows
from recordkeeper.report.typesetting import Text, bold, link, quoted, struck

Printer = Callable[..., bytes]
Poppler = Callable[[str, bytes], str]

COLUMNS = (Column("¶", 30), Column("When", 90), Column("Words", share=1))


def story(rows: int = 60) -> Iterator[Flowable]:
    """A small report with every kind of block."""
    yield Heading("Summary", mark="A1")
    yield Figures([("31", "contacts outside the boundary"), ("22 of 62", "days"), ("4", "channels")])
    yield Words([bold("First "), link("¶6", "p6"), " and a lost one ", link("B9", "nowhere")])
    yield KeyValues([("Notice", ["text: ", *quoted("No calls.")])])
    yield PageBreak()
    yield Heading("Contents", mark="A2")
    yield Contents([("A1", "Summary", "A1"), ("A5", "Chronology", "A5"), ("B", "Exhibits", "B")])
    yield PageBreak()
    yield Heading("Chronology", mark="A5")
    cells: list[Text] = ["Fri 20 Mar 2026 21:40", ["x", struck("y"), "“come down” 😡"]]
    yield Rows(COLUMNS, (Row([str(n), *cells], anchors=(f"p{n}",)) for n in range(1, rows + 1)))
    yield Code("7f3a91c2" * 8)


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def linked(reader: pypdf.PdfReader, number: int) -> list[int | None]:
    """The pages that the links of a page lead to."""
    links: Any = reader.pages[number]["/Annots"]
    return [reader.get_page_number(each.get_object()["/Dest"][0].get_object()) for each in links]


def test_the_foot_tells_section_page_and_record(printed: Printer) -> None:
    """Every page says its section, its number, how many there are, and which record it belongs to."""
    read = pages(printed(story()))
    assert len(read) == 6
    assert read[0].endswith("A1 · page 1 of 6 · record 7f3a 91c2")
    assert read[3].endswith("A5 · page 4 of 6 · record 7f3a 91c2")
    assert all("Record M. / A. Reyes Prepared 31 Mar 2026" in page for page in read)


def test_contents_have_page_numbers_and_links(printed: Printer) -> None:
    """An entry shows the page its section is on, a dash if it is left out, and leads there."""
    reader = pypdf.PdfReader(io.BytesIO(printed(story())))
    text = " ".join(reader.pages[1].extract_text().split())
    assert "A1 Summary 1" in text
    assert "A5 Chronology 3" in text
    assert "B Exhibits –" in text
    assert linked(reader, 1) == [0, 2, 0]


def test_bookmarks_name_the_sections(printed: Printer) -> None:
    """The outline lists every section and leads to its page."""
    reader = pypdf.PdfReader(io.BytesIO(printed(story())))
    outline: Any = reader.outline
    found = {str(item.title): reader.get_destination_page_number(item) for item in outline}
    assert found == {"A1  Summary": 0, "A2  Contents": 1, "A5  Chronology": 2}


def test_a_reference_leads_to_its_paragraph(printed: Printer) -> None:
    """A click on ¶6 leads to row 6; one to what was left out leads to the first page."""
    reader = pypdf.PdfReader(io.BytesIO(printed(story())))
    assert linked(reader, 0) == [2, 0]


def test_equal_input_gives_equal_bytes_in_any_process(printed: Printer) -> None:
    """The same blocks, masthead and date give the same bytes, whatever was printed before and anywhere."""
    first = printed(story())
    printed([Words("اللغة العربية 😡 other words first")])
    assert printed(story()) == first
    program = (
        "import sys, io, hashlib; sys.path[:0] = ['tests/report', '.']\n"
        "import test_sheet, conftest\n"
        "print(hashlib.sha256(conftest.printed.__wrapped__()(test_sheet.story())).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a4_and_letter_break_at_the_same_places(printed: Printer) -> None:
    """The page numbers of a report are the same on both papers."""
    assert pages(printed(story(), "a4")) == pages(printed(story(), "letter"))


def test_only_embedded_fonts_are_used(printed: Printer, poppler: Poppler) -> None:
    """Every font is in the file, cut down to what was used."""
    listed = poppler("pdffonts", printed(story())).splitlines()[2:]
    assert sorted(line.split()[0] for line in listed) == [
        "AAAAAA+NotoEmoji-Regular",
        "AAAAAA+NotoSans-Bold",
        "AAAAAA+NotoSans-Regular",
    ]
    assert all(line.split()[4:6] == ["yes", "yes"] for line in listed)


def test_the_file_says_nothing_of_its_maker(printed: Printer) -> None:
    """The document information is a title and the given date: no author, no program, no path."""
    pdf = printed(story(), title="Papers")
    assert pypdf.PdfReader(io.BytesIO(pdf)).metadata == {
        "/Title": "Papers",
        "/CreationDate": "D:20260331120000+00'00'",
        "/ModDate": "D:20260331120000+00'00'",
    }
    assert b"recordkeeper" not in pdf
    assert b"/work" not in pdf


def test_the_library_may_fetch_nothing_and_writes_no_ascii85(printed: Printer) -> None:
    """The layout library is pinned to no host at all."""
    printed([Words("x")])
    assert rl_config.trustedHosts == ["none.invalid"]
    assert rl_config.useA85 == 0


def test_a_long_row_goes_on_overleaf(printed: Printer) -> None:
    """A message longer than a page is printed whole, its later parts marked as continued."""
    words = " ".join(f"word{n}" for n in range(1500))
    read = pages(printed([Rows(COLUMNS, [Row(["7", "Fri", words]), Row(["8", "Sat", "after"])])]))
    assert len(read) > 2
    assert all("¶ When Words" in page for page in read)
    assert "7 cont." in read[1]
    shown = [word for page in read for word in page.split() if word.startswith("word")]
    assert shown == words.split()


def test_rows_are_pulled_as_pages_need_them(printed: Printer) -> None:
    """Every row is printed once, in order, from an iterator, with the header on every page."""
    pulled: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(300):
            pulled.append(number)
            yield Row([str(number), "when", "words"])

    read = pages(printed([Rows(COLUMNS, rows())]))
    shown = [int(n) for page in read for n in re.findall(r"(\d+) when", page)]
    assert pulled == list(range(300))
    assert shown == pulled
    assert all("¶ When Words" in page for page in read)


def test_a_heading_is_never_left_at_the_foot(printed: Printer) -> None:
    """A heading without room for what follows goes to the next page with it."""
    for lines in range(30, 50):
        above = Words("\n".join(["line"] * lines))
        read = pages(printed([above, Heading("Next", mark="A9"), Words("follows")]))
        assert ["Next" in page for page in read] == ["follows" in page for page in read]


def test_quotations_and_pairs_split_over_pages(printed: Printer) -> None:
    """Long quotations and values flow over pages and lose no word."""
    words = " ".join(f"word{n}" for n in range(2000))
    for block in (Quotation(words), KeyValues([("Label", words)])):
        shown = [w for page in pages(printed([block])) for w in page.split() if w.startswith("word")]
        assert shown == words.split()


def test_a_wide_row_spans_the_columns_and_numbers_stand_right(printed: Printer) -> None:
    """A remark between rows runs over all columns but the first; a column of numbers ends at one edge."""
    columns = (Column("¶", 30, right=True), Column("When", 60), Column("Words", share=1))
    remark = "a remark that would take four lines in the narrow column and takes one in the wide one"
    pdf = printed([Rows(columns, [Row(["9", "Fri", "x"]), Row(["10", remark], wide=True)])])
    assert remark in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert pypdf.PdfReader(io.BytesIO(pdf)).page_labels == ["1"]
