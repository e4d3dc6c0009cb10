"""Rows come out as RFC 4180 says, with their bytes; a lost quote costs one line, never the file."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recordkeeper.importers.material import Limits
from recordkeeper.importers.tables import rows as csv_rows
from recordkeeper.importers.tables.rows import Broken, Dialect, Row, rows

CELLS = st.text(alphabet='ab,;"\n\r\t =é👨\u200d', max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=8)


def of(
    raw: bytes, delimiter: str = ",", limits: Limits | None = None, columns: int = 256
) -> list[Row | Broken]:
    """All rows of a file."""
    return list(rows(io.BytesIO(raw), Dialect.of(raw, delimiter), limits or Limits(), columns))


def cells(raw: bytes, delimiter: str = ",") -> list[list[str]]:
    """Only what its cells hold."""
    return [one.cells for one in of(raw, delimiter) if isinstance(one, Row)]


@settings(max_examples=60)
@given(
    table=TABLES,
    delimiter=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
    chunk=st.sampled_from([1, 2, 7, 1 << 20]),
)
def test_what_a_csv_writer_wrote_is_read_back(
    table: list[list[str]], delimiter: str, encoding: str, chunk: int
) -> None:
    """Every cell is what it was, and the bytes of each row are that row alone."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(table)
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    raw = (mark + text.getvalue()).encode(encoding)
    found = of(raw, delimiter, Limits(chunk=chunk))
    assert [one.cells for one in found if isinstance(one, Row)] == table
    for one, values in zip(found, table, strict=True):
        again = raw[one.start : one.end].decode(encoding.removesuffix("-sig"))
        assert next(csv.reader(io.StringIO(again, newline=""), delimiter=delimiter)) == values


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"a,b\nc,d", [["a", "b"], ["c", "d"]]),
        (b"a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        (b"a,b\r\nc\rd,e\r\n", [["a", "b"], ["c\rd", "e"]]),
        (b'a,"b\r\nc"\r\n', [["a", "b\r\nc"]]),
        (b'"",""\n,\n', [["", ""], ["", ""]]),
        (b'"""",a""b\n', [['"', 'a""b']]),
        (b'"He said "no" twice",x\n', [['He said "no" twice', "x"]]),
        (b"a,b\r", [["a", "b"]]),
        (b"\n", [[""]]),
        (b"", []),
    ],
)
def test_cells_are_what_stands_between_delimiters(raw: bytes, expected: list[list[str]]) -> None:
    """Line ends of every computer, doubled quotes, empty cells, quotes that were not doubled."""
    assert cells(raw) == expected


def test_a_line_break_in_utf_16_is_a_character_not_two_bytes() -> None:
    """Halves of two letters side by side can be the bytes of one, and are letters."""
    raw = "\ufeff\u0a41\u0100,\u0d0a\n\u0a0a,b\r\n".encode("utf-16-le")
    assert cells(raw) == [["\u0a41\u0100", "\u0d0a"], ["\u0a0a", "b"]]
    assert [raw[one.start : one.end].decode("utf-16-le") for one in of(raw)] == [
        "\u0a41\u0100,\u0d0a",
        "\u0a0a,b",
    ]


def test_a_quote_that_is_never_closed_costs_its_own_row() -> None:
    """The row is named, the next ones are read, and marked, since they could be words of the one before."""
    found = of(b'a,b\n1,"lost\n2,"kept"\n3,x\n4,"y"\n', columns=2)
    assert [one for one in found if isinstance(one, Broken)] == [
        Broken(2, 4, 11, "a quote in it is never closed")
    ]
    assert [(one.cells, one.suspect) for one in found if isinstance(one, Row)] == [
        (["a", "b"], False),
        (["2", "kept"], True),
        (["3", "x"], False),
        (["4", "y"], False),
    ]


def test_a_row_of_several_lines_never_has_more_cells_than_the_header() -> None:
    """Two rows are not joined by the quotes of each."""
    found = of(b'"lost,1\n2,"kept",3\n', columns=3)
    assert isinstance(found[0], Broken)
    assert [one.cells for one in found[1:] if isinstance(one, Row)] == [["2", "kept", "3"]]
    found = of(b'1,x,"lost\n2",y\n', columns=3)
    assert [type(one) for one in found] == [Broken, Row]


def test_a_file_that_ends_in_quotes_gives_what_follows_as_suspect() -> None:
    """Lines inside a message that was cut off can look like rows; they are never taken for certain."""
    found = of(b'a,b\n1,"cut\n2,forged\n')
    assert found[1] == Broken(2, 4, 10, "a quote in it is not closed before the file ends")
    assert isinstance(found[2], Row)
    assert (found[2].cells, found[2].suspect) == (["2", "forged"], True)


def test_what_is_longer_than_the_limits_is_named_and_passed_over() -> None:
    """A line, a cell and a row beyond the limits; what stands after them is read."""
    small = Limits(line=16, record=64, chunk=4)
    line = of(b"a,b\n" + b"x" * 40 + b"\nc,d\n", limits=small)
    assert [type(one) for one in line] == [Row, Broken, Row]
    assert (line[1].start, line[1].end, line[2].start) == (4, 44, 45)
    cell = of(b'a,"' + b"xxxxxxx\n" * 5 + b'"\nc,d\n', limits=small)
    assert isinstance(cell[0], Broken)
    assert cell[0].reason == "a quote in it is not closed within what can be read"
    assert isinstance(of(b'a,"bc\n' + b"x" * 40 + b"\n", limits=small)[0], Broken)
    assert [type(one) for one in of(b"x" * 40, limits=small)] == [Broken]


def test_going_back_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file made to be read again and again is passed over in whole stretches at last."""
    monkeypatch.setattr(csv_rows, "_PATIENCE", 1_000)
    raw = b'a","b\n' * 2_000
    found = of(raw)
    assert len(found) < 20
    assert (found[0].start, found[-1].end) == (0, len(raw) - 1)
    assert all(isinstance(one, Broken) for one in found)


def test_bytes_that_are_no_characters_are_told() -> None:
    """They become U+FFFD, and the row says that it was repaired; half a surrogate too."""
    (row,) = of(b"caf\xe9,b\n")
    assert isinstance(row, Row)
    assert (row.cells, row.repaired) == (["caf\ufffd", "b"], True)
    (row,) = of(b"\xff\xfe" + "a,\ud83d".encode("utf-16-le", "surrogatepass") + b"\n\0")
    assert isinstance(row, Row)
    assert (row.cells, row.repaired) == (["a", "\ufffd"], True)
