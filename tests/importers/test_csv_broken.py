"""Rows that are broken, cut or wild: each is found or skipped once, and none hides another."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.csv_samples import ALEX, MESSAGES_15, message, read, samples

BREAKABLE = st.sampled_from(
    ['"', '""', "\r\n", "\n\n", ",,,", ' "x", ', "שלום\u200f", "👨\u200d👩\u200d👧", "=1+1"]
)
WORDS = st.lists(st.one_of(BREAKABLE, st.text("ab ,;\n", max_size=5)), max_size=4).map("".join)
ROWS = st.one_of(
    st.builds(message, WORDS, st.sampled_from(["Incoming", "Outgoing", "Notification", "?"])),
    st.sampled_from(["one,two\n", "x" + "," * 20 + "x\n", "\n", 'a,b,c,"\n']),
)


def test_what_cannot_be_read_is_named_with_its_line() -> None:
    """Too few cells, an unknown direction, a lost quote; more cells than columns are said and counted."""
    reading = read(samples()[0].files[""])
    assert [(one.locator.partition(",")[0], one.reason) for one in reading.skipped] == [
        (
            "line 9",
            "“Sideways” does not say whether it was received or sent (--map incoming=Sideways)",
        ),
        ("line 10", "it has 3 of 15 columns"),
        ("line 12", "a quote in it is never closed"),
    ]
    assert [one.reason for one in reading.damage] == ["a quote in it is never closed"]
    flags = [one.contact.flags for one in reading.found if one.contact.words in {"too wide", "still here"}]
    assert flags == [("incomplete",), ("suspect",)]
    assert "1 rows have more cells than the header" in reading.notes[-1].words


def test_a_file_that_stops_inside_a_row_says_so() -> None:
    """In its plain cells or inside quotes; everything before is there."""
    whole = MESSAGES_15 + message("one") + message("two\nlines")
    for cut, reason in (
        (whole.index("two") - 20, "the file ends inside a row"),
        (whole.index("two") + 2, "a quote in it is not closed before the file ends"),
    ):
        reading = read(whole[:cut])
        assert [(one.contact.identifier, one.contact.words) for one in reading.found] == [(ALEX, "one")]
        assert [one.reason for one in reading.damage] == [reason]
        assert len(reading.skipped) == 1


def test_bytes_that_are_no_utf_8_are_repaired_and_said_to_be() -> None:
    """An old encoding costs letters, never a message."""
    contact = read((MESSAGES_15 + message("caf?")).encode().replace(b"caf?", b"caf\xe9")).only.contact
    assert (contact.words, contact.flags) == ("caf\ufffd", ("repaired",))


@settings(max_examples=50)
@given(rows=st.lists(ROWS, max_size=8), coding=st.sampled_from(["utf-8", "utf-16"]))
def test_everything_is_parsed_or_skipped(rows: list[str], coding: str) -> None:
    """However rows are broken, each is found or skipped once, in rising order, and no words are invented."""
    table = MESSAGES_15 + "".join(rows)
    raw = table.encode(coding)
    reading = read(raw)
    elements = [one.element for one in reading.found]
    assert elements == sorted(set(elements))
    assert not elements or elements[-1] <= reading.seen
    if not any('a,b,c,"' in one for one in rows):
        assert reading.seen == sum(one != "\n" for one in rows)
    for one in reading.found:
        record = raw[one.start : one.end].decode("utf-16-le" if coding == "utf-16" else coding)
        assert (one.contact.words or "").replace('"', '""') in record


def test_a_file_full_of_broken_rows_names_some_and_counts_all() -> None:
    """Each is skipped; as damage only the first are named."""
    reading = read(MESSAGES_15 + 'a,"b\n' * 50)
    assert len(reading.skipped) == 50
    assert len(reading.damage) == 20
    assert reading.damage[-1].reason == "and from there on more rows like this one"


def test_the_same_rows_are_found_after_a_broken_one() -> None:
    """A broken row hides no other: all that follow it are there."""
    rows = [message(f"{number}\nline") for number in range(5)]
    broken = rows[2].replace('line"', "line")
    reading = read(MESSAGES_15 + "".join([*rows[:2], broken, *rows[3:]]))
    assert [one.contact.words for one in reading.found] == ["0\nline", "1\nline", "3\nline", "4\nline"]
    assert Counter(re.sub(r"\d+", "n", one.reason) for one in reading.skipped) == {
        "a quote in it is never closed": 1,
        "it has n of n columns": 1,
    }
