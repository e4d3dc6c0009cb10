"""Outside words stand on the page as they were written, act on nothing, and come back when copied."""

import io
import re
import unicodedata
from collections.abc import Callable

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recordkeeper.report import shaping
from recordkeeper.report.blocks import Quotation, Words
from recordkeeper.report.graphemes import RTL, clusters
from recordkeeper.report.shaping import Shaper, Style
from recordkeeper.report.typesetting import Line, Run, Typesetter, quoted

Printer = Callable[..., bytes]
Poppler = Callable[[str, bytes], str]


def read(pdf: bytes) -> str:
    """All the words of a PDF, read by pypdf, white space made single."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def said(line: Line) -> str:
    """What a line says."""
    return "".join(atom.text for atom in line.atoms)


@pytest.mark.parametrize(
    "words",
    [
        "<b>bold</b> & <i>unbalanced",
        "<img src='/etc/hostname'/>",
        '<a href="https://example.org">click</a>',
        "<font color='white'>hidden</font> </para><para>",
        "<script>alert(1)</script> &amp; &#x41; %s {0} \\n (paren) [x]",
        "ET Q BT /F1 12 Tf (x) Tj",
    ],
)
def test_markup_is_only_words(printed: Printer, words: str) -> None:
    """Markup in a message is printed letter by letter and makes no link, picture or colour."""
    pdf = printed([Quotation(words)])
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    assert words in read(pdf)
    assert "/Annots" not in page
    assert not page.images


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u202e", "[U+202E right-to-left override]"),
        ("\u2066", "[U+2066 left-to-right isolate]"),
        ("\u200f", "[U+200F right-to-left mark]"),
        ("\u200b", "[U+200B zero width space]"),
        ("\u00ad", "[U+00AD soft hyphen]"),
        ("\x00", "[U+0000 control character]"),
        ("\x1b", "[U+001B control character]"),
        ("\x9f", "[U+009F control character]"),
        ("\u2028", "[U+2028 line separator]"),
        ("\ud800", "[U+D800 surrogate]"),
        ("\ue000", "[U+E000 private use]"),
        ("\u4e2d", "[U+4E2D cjk unified ideograph-4e2d]"),
        ("\U000e0041", "[U+E0041 tag latin capital letter a]"),
    ],
)
def test_what_cannot_be_seen_is_named(printed: Printer, char: str, name: str) -> None:
    """A character that would act, vanish or print as a box is named in its place."""
    assert f"abc{name}def" in read(printed([Words(f"abc{char}def")]))


def test_a_spoofed_file_name_shows_its_letters_in_order(printed: Printer, poppler: Poppler) -> None:
    """A right-to-left override cannot turn exe into png on the page."""
    text = poppler("pdftotext", printed([Words(quoted("abc\u202egnp.exe"))]))
    assert "“abc[U+202E right-to-left override]gnp.exe”" in text


EMOJI = ["👨‍👩‍👧‍👦", "👋🏽", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "☎️", "😡", "⚠", "\U0001d4d8", "✔"]


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_stay_one_and_come_back(printed: Printer, poppler: Poppler, emoji: str) -> None:
    """A family, a flag, a skin tone or a keycap is one picture and is copied as it was sent."""
    assert [cluster.text for cluster in clusters(f"a{emoji}b")] == ["a", emoji, "b"]
    (token,) = Shaper().tokens(emoji, Style())
    assert len(token.atoms) == 1
    pdf = printed([Words(f"before {emoji} after")])
    assert f"before {emoji} after" in poppler("pdftotext", pdf)
    assert re.search(f"before\\s+{emoji}\\s+after", read(pdf))


@pytest.mark.parametrize(
    "words",
    [
        "मुझे फिर से फ़ोन मत करो, क्षत्रिय",
        "อย่าโทรหาฉันอีก กรุณาเคารพขอบเขตของฉันน้ำใจดี",
        "μη με καλέσεις Έλα",
        "не звони мне, Ёлка",
        "đừng gọi · İıŞş · e\u0301 · z\u0336\u0322a\u0334",
        "AVATAR, To Wa. ffi fl",
    ],
)
def test_scripts_come_back(printed: Printer, poppler: Poppler, words: str) -> None:
    """Left-to-right scripts are shaped and still copied letter for letter."""
    assert words in poppler("pdftotext", printed([Words(words)]))


@pytest.mark.parametrize("words", ["لا تتصل بي مرة أخرى", "אל תתקשר אליי שוב"])
def test_right_to_left_words_come_back(printed: Printer, poppler: Poppler, words: str) -> None:
    """Arabic and Hebrew are copied in the order they are read."""
    text = poppler("pdftotext", printed([Words(["He said ", *quoted(words), " twice"])]))
    assert words in re.sub("[\u202a-\u202e]", "", text)


def test_no_font_prints_a_box() -> None:
    """Every letter of every script we promise, and every emoji of Unicode 13, has a glyph."""
    shaper = Shaper()
    ranges = [(0x20, 0x7E), (0xA1, 0x24F), (0x386, 0x3CE), (0x400, 0x4FF), (0x905, 0x939), (0xE01, 0xE3A)]
    ranges += [(0x5D0, 0x5EA), (0x621, 0x64A), (0x1F600, 0x1F64F), (0x1F300, 0x1F5FF), (0x1F900, 0x1F9FF)]
    chars = [chr(point) for low, high in ranges for point in range(low, high + 1)]
    chars = [char for char in chars if unicodedata.category(char) not in ("Cn", "Cf")]
    atoms = [atom for char in chars for token in shaper.tokens(char, Style()) for atom in token.atoms]
    assert [atom.text for atom in atoms if atom.spelled] == []


def test_right_to_left_order_on_the_page() -> None:
    """In a line of Hebrew the first word stands rightmost, numbers read left to right, brackets close."""
    (line,) = Typesetter().lines("אבג (דה) 12:30", 400, 12)
    assert [atom.text for atom in line.atoms] == ["12:30", " ", ")", "דה", "(", " ", "אבג"]


def test_a_name_spelled_out_among_hebrew_reads_forward(printed: Printer) -> None:
    """A letter no font has, in the middle of right-to-left words, is named left to right."""
    assert "[U+10800 cypriot syllable a]" in read(printed([Words("אב\U00010800\U0001342fג")]))


def test_each_run_keeps_its_direction_to_itself() -> None:
    """Two right-to-left quotations side by side are not swapped, and our own words stay where they are."""
    (line,) = Typesetter().lines(["A ", Run("אבג"), Run("דהו"), " B"], 400, 12)
    assert [atom.text for atom in line.atoms] == ["A", " ", "אבג", "דהו", " ", "B"]


def test_hebrew_is_not_respelled() -> None:
    """Alef and lamed stay two letters: discretionary ligatures are off."""
    (token,) = Shaper().tokens("אל", Style())
    assert re.findall("[0-9A-F]{4}", token.atoms[0].body) == ["0001", "0002"]


def test_without_the_engine_letters_stand_unjoined_and_the_foot_says_so(
    printed: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the shaping engine no word is lost, and every page says that letters are not joined."""
    monkeypatch.setattr(shaping, "uharfbuzz", None)
    assert "letters not joined" in read(printed([Words("لا تتصل")]))
    assert "letters not joined" not in read(printed([Words("Do not call")]))


DROPPED = {"\r", "\n", "\t", " "}
"""Ends of lines, and what may fall away there."""


@given(st.text(max_size=60), st.floats(5, 200))
@example("n\u523d'W", 164.25)
@settings(deadline=None)
def test_lines_hold_the_words_and_fit(text: str, width: float) -> None:
    """Whatever is written, every line fits (or holds one letter), and only spaces at its ends are dropped."""
    lines = Typesetter().lines(text, width, 10)
    for line in lines:
        letters = [cluster for atom in line.atoms for cluster in clusters(atom.text)]
        assert line.width <= width + 0.01 or len(letters) == 1
    if not RTL.search(text):
        whole = Typesetter().lines(text, float("inf"), 10)
        assert "".join(map(said, lines)).replace(" ", "") == "".join(map(said, whole)).replace(" ", "")
        shown = "".join(map(said, whole))
        assert all(char in shown or f"[U+{ord(char):04X} " in shown for char in set(text) - DROPPED)


def test_a_long_word_breaks_between_letters() -> None:
    """A long address is broken over lines, and no letter is parted from its marks."""
    lines = Typesetter().lines("x" * 200 + "e\u0301" * 50, 100, 12)
    assert all(line.width <= 100 for line in lines)
    assert "".join(map(said, lines)) == "x" * 200 + "e\u0301" * 50
    assert not any(said(line).startswith("\u0301") for line in lines)


def test_line_ends_of_the_writer_are_kept() -> None:
    """New lines in a message are new lines on the page, empty ones too."""
    assert [said(line) for line in Typesetter().lines("one\r\ntwo\n\nthree  four", 400, 12)] == [
        "one",
        "two",
        "",
        "three  four",
    ]
