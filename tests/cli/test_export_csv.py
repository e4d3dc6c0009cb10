"""The table: every disclosed entry, nothing run by a spreadsheet, nothing changed."""

import csv
from pathlib import Path

import pytest

from recordkeeper.exports.csv_file import ASKED_FOR, COLUMNS
from tests.cli.conftest import Program

HOSTILE = [
    '=HYPERLINK("http://example.org","x")',
    "+44 7700 900355",
    "-1+1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "\uff1d1",
    "'=1",
    "'tis nothing",
]
PLAIN = ["a,b", 'a "b"', "one\r\ntwo\nthree\rfour", "Straße \U0001f469\u200d\U0001f467", " =1", "1-1"]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table as a program reads them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the table goes."""
    return tmp_path / "record.csv"


def test_a_row_for_each_entry_under_columns_that_stay(told: Program, path: Path, picture: Path) -> None:
    """The same entries as the JSON, in the same order; RFC 4180 line ends; a mark for Excel."""
    told("log", "text", "--words", "hello", "--when", "5 mar 2026 10:00", "--attach", str(picture))
    told("retract", "5", "--reason", "x")
    done = told("export", "csv", "-o", str(path))
    assert done.code == 0, done.err
    data = path.read_bytes()
    assert data.startswith(
        b"\xef\xbb\xbfserial,kind,at,until,zone,precision,channel,direction,medium,person,"
    )
    assert data.count(b"\r\n") == data.count(b"\n") == 7
    found = rows(path)
    assert tuple(found[0]) == COLUMNS
    assert [row["serial"] for row in found] == ["1", "2", "3", "4", "5", "6"]
    one = found[4]
    assert (one["words"], one["verdict"], one["withdrawn"], one["corrected"]) == ("hello", "", "yes", "no")
    assert one["at"] == "2026-03-05T10:00:00+00:00"
    assert one["attachments"].startswith("E5 ")
    assert len(one["attachments"]) == len("E5 ") + 64


@pytest.mark.parametrize("words", HOSTILE)
def test_what_a_spreadsheet_would_run_has_one_apostrophe_before_it(
    told: Program, path: Path, words: str
) -> None:
    """Taken away, the words are as they were recorded, to the letter."""
    typed = path.with_name("words.txt")
    typed.write_bytes(words.encode())
    given = f"@{typed}" if words.startswith("@") else words
    told("log", "text", "--words", given, "--when", "5 mar 2026 10:00")
    told("export", "csv", "-o", str(path))
    cell = rows(path)[4]["words"]
    assert cell == f"'{words}"
    assert told("show", "5", "--json").json["words"] == words


@pytest.mark.parametrize("words", PLAIN)
def test_everything_else_is_as_it_was_recorded(told: Program, path: Path, words: str) -> None:
    """Commas, quotation marks, line ends of every sort, any script."""
    told("log", "text", "--words", words, "--when", "5 mar 2026 10:00")
    told("export", "csv", "-o", str(path))
    assert rows(path)[4]["words"] == words


def test_private_fields_only_by_name_and_at_the_end(told: Program, path: Path) -> None:
    """The other columns stay where they were."""
    told("log", "text", "--words", "x", "--impact", "no sleep", "--when", "5 mar 2026 10:00")
    told("export", "csv", "-o", str(path))
    assert not set(ASKED_FOR) & set(rows(path)[0])
    path.unlink()
    told("export", "csv", "--include", "impact", "-o", str(path))
    assert tuple(rows(path)[4]) == (*COLUMNS, "impact")
    assert rows(path)[4]["impact"] == "no sleep"


def test_what_left_is_noted_and_it_says_that_it_is_not_locked(told: Program, path: Path) -> None:
    """Like every export: what is in, what is out, its hash, in the private book."""
    done = told("export", "csv", "--for", "court", "--since", "1 apr 2026", "-o", str(path), "--json")
    assert done.json["schema"] == "recordkeeper.export.csv/1"
    noted = told("show", "N1", "--json").json["fields"]
    assert (noted["format"], noted["profile"], noted["sha256"]) == ("csv", "court", done.json["sha256"])
    path.unlink()
    done = told("export", "csv", "-o", str(path))
    assert "This file is not locked: whoever has it can read it." in done.err
    assert path.stat().st_mode & 0o777 == 0o600
