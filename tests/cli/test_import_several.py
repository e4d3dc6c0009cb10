"""Several exports at once, or a folder of them: each by itself, and what is refused stops no other."""

from pathlib import Path

from tests.cli.answering import Answering, answering
from tests.cli.chat import EITHER, LINES, chat
from tests.cli.conftest import Program
from tests.cli.phone import bill_file, phone_file
from tests.importers import meta_samples as meta
from tests.intake.exports import THEIRS, sms

__all__ = ["answering"]


def test_a_folder_of_exports_is_one_after_the_other(record: Program, tmp_path: Path) -> None:
    """Each file by itself; what is none is named, and what such files leave out is told once."""
    folder = tmp_path / "phone"
    folder.mkdir()
    phone_file(folder / "a.xml", sms("Why?"))
    phone_file(folder / "b.xml", sms("Again?", 60))
    (folder / "list.txt").write_text("milk")
    (folder / ".hidden").write_text("x")
    found = record("import", str(folder), "--them", THEIRS, "--yes")
    assert (found.code, found.out.splitlines()) == (
        0,
        ["Saved as #4 (the file) and #5.", "Saved as #6 (the file) and #7."],
    ), found.err
    assert "Left out: list.txt. " in found.err
    assert found.err.count("  Note: ") == 1
    (folder / "a.xml").unlink()
    (folder / "b.xml").unlink()
    assert record("import", str(folder), "--them", THEIRS).code == 7
    assert record("import", str(tmp_path / "nothing")).code == 2


PAGE = b'<html><body><div class="_a6-g">Alex</div></body></html>'
"""Of a download from Meta: told by its content, and refused when it is read."""


def test_one_of_several_that_cannot_be_read_does_not_stop_the_others(record: Program, tmp_path: Path) -> None:
    """It is named, the others come in, and the exit code says that not all did."""
    good, page, list_ = chat(tmp_path / "a.txt", *LINES), tmp_path / "b.html", tmp_path / "c.txt"
    page.write_bytes(PAGE)
    list_.write_text("milk")
    said = ("--them", "Alex", "--me", "Sam", "--yes")
    found = record("import", str(list_), str(page), good, *said)
    assert (found.code, found.out) == (7, "Saved as #5 (the file) and #6 to #8.\n"), found.err
    assert found.err.startswith("c.txt: This is not a kind of file that can be read into entries.")
    assert "b.html: This download is in HTML, whose times have no time zone. Nothing was brought in.\n" in (
        found.err
    )
    for one in (page, list_):
        assert record("import", str(one), *said).code == 7
    assert record("import", str(page), str(list_), *said).code == 7


def test_programs_are_told_what_was_refused_and_what_must_be_said(record: Program, tmp_path: Path) -> None:
    """One document for all that was handed over, with the option and its choices; exit 2 where none is in."""
    bill = bill_file(tmp_path)
    good, either = chat(tmp_path / "a.txt", *LINES), chat(tmp_path / "b.txt", *LINES, day=EITHER)
    look = ("--them", "Alex", "--dry-run", "--json")
    found = record("import", good, either, bill, *look)
    assert (found.code, found.err) == (7, "")
    assert [one["file"] for one in found.json["files"]] == ["a.txt"]
    asked = [(one["file"], one["option"], list(one["choices"])) for one in found.json["refused"]]
    assert asked == [("b.txt", "--date-order", ["dmy", "mdy"]), ("bill.csv", "--map", [])]
    assert record("import", either, bill, *look).code == 2
    alone = record("import", bill, *look)
    assert (alone.code, alone.out) == (2, "")
    assert "--map date=Date,number=Number,direction=Type" in alone.err


def test_who_somebody_is_in_one_app_is_not_answered_for_another(answering: Answering, tmp_path: Path) -> None:
    """Two apps' Alex may be two people: it is asked once of each app, not of each of its exports."""
    (tmp_path / "c.json").write_bytes(meta.thread(meta.message("Alex"), members=("Alex", "Sam")))
    paths = (chat(tmp_path / "a.txt", *LINES), chat(tmp_path / "b.txt", *LINES), str(tmp_path / "c.json"))
    found = answering("import", *paths, "--me", "Sam", "--dry-run", typed=("1", ""))
    assert found.code == 0, found.err
    assert (found.err.count("Which of these is the other person?"), "In b.txt" in found.err) == (2, False)
    assert found.err.count("  Note: Such an export holds at most the last 40") == 1
