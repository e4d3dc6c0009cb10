"""Names of entries: what is no name, what is another kind, and what is not there."""

from pathlib import Path

import pytest

from tests.cli.conftest import Program

UNKNOWN = {
    "no name": (("show", "banana"), 2, "banana does not name an entry."),
    "a prefix that is none": (("show", "X1"), 2, "boundaries B1, statements S1, consequences C1, people P1"),
    "no such person": (("person", "identify", "P9", "x", "--type", "handle"), 5, "See: rk person list"),
    "no such boundary": (("show", "B9"), 5, "There is no B9 in this record.\nSee: rk boundary list"),
    "no such consequence": (("show", "c9"), 5, "There is no C9 in this record.\nSee: rk consequence list"),
    "no such statement": (("show", "S9"), 5, "See: rk timeline"),
    "another kind": (("log", "call", "--facts", "x", "--via", "B1"), 2, "B1 is a boundary, and a person is"),
    "beyond the end": (("log", "call", "--facts", "x", "--via", "99"), 5, "99 is no person in this record."),
    "backwards": (("mark", "9-5", "--purpose", "court"), 2, "9-5 runs backwards.\n5-9"),
    "answering a person": (("mark", "5", "--answers", "P1"), 2, "P1 is no statement and no contact"),
    "answering nothing": (("mark", "5", "--answers", "99"), 5, "There is no entry 99. Nothing was recorded."),
    "the matter": (("retract", "1", "--reason", "x"), 2, "#1 says whose record this is"),
    "no kind": (("timeline", "--kind", "letter"), 2, "There is no kind letter."),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_names_nothing_is_refused_with_the_way_to_look(told: Program, name: str) -> None:
    """What was typed is repeated, and where the right name is found is said; nothing is recorded."""
    arguments, code, words = UNKNOWN[name]
    told("log", "text", "--words", "hello")
    found = told(*arguments)
    assert (found.code, words in found.err) == (code, True), found.err
    assert told("status", "--json").json["entries"] == 5


def test_an_entry_may_be_named_by_its_exhibit(told: Program, picture: Path) -> None:
    """E5 on a page is entry 5: the keeper types what the lawyer reads out."""
    told("log", "text", "--words", "hello", "--attach", str(picture))
    assert told("show", "e5", "--json").json["serial"] == 5
    assert told("show", "b1", "--json").json["serial"] == 3


def test_an_answer_to_what_was_taken_back_is_refused(told: Program) -> None:
    """Nothing can answer a contact that was withdrawn; how to let it stand again is said."""
    told("log", "text", "--words", "hello")
    told("log", "text", "--words", "again")
    told("retract", "5", "--reason", "not theirs")
    found = told("mark", "6", "--answers", "5")
    assert found.code == 2
    assert "5 was withdrawn by #7. Nothing was recorded." in found.err
    assert "To let it stand again: rk retract 7 --reason TEXT" in found.err


def test_a_reply_names_what_it_answers(told: Program) -> None:
    """An entry that is there is kept as what was answered; one that is not is refused."""
    told("log", "text", "--words", "hello")
    told("reply", "text", "--words", "No.", "--answers", "5")
    assert told("show", "6", "--json").json["fields"]["answers"] == 5
    refused = told("reply", "text", "--words", "No.", "--answers", "99")
    assert (refused.code, told("status", "--json").json["entries"]) == (5, 6)


def test_a_channel_left_out_is_named_where_nobody_can_be_asked(told: Program) -> None:
    """`rk reply` needs to know how it was sent."""
    found = told("reply", "--words", "No.")
    assert (found.code, "Give CHANNEL." in found.err) == (2, True)


def test_words_from_a_file_that_cannot_be_read_are_refused(record: Program, tmp_path: Path) -> None:
    """A missing file and one that is no text: named, and nothing is recorded in their place."""
    (tmp_path / "latin.txt").write_bytes(b"na\xefve")
    missing = record("log", "text", "--words", f"@{tmp_path / 'none.txt'}")
    latin = record("log", "text", "--words", f"@{tmp_path / 'latin.txt'}")
    assert (missing.code, latin.code) == (2, 2)
    assert f"{tmp_path / 'none.txt'}: No such file or directory. Nothing was recorded." in missing.err
    assert "latin.txt: it is not text in UTF-8. Nothing was recorded." in latin.err
    assert record("status", "--json").json["entries"] == 2


def test_words_from_standard_input_are_kept_as_they_are(
    record: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-` reads everything; only the last line end is not part of the words."""
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"one\r\n\r two \n\r\n")))
    record("log", "text", "--words", "-")
    assert record("show", "3", "--json").json["words"] == "one\r\n\r two \n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9\n")))
    latin = record("log", "text", "--words", "-")
    assert (latin.code, "read from -: it is not text in UTF-8. Nothing was recorded." in latin.err) == (
        2,
        True,
    )


def test_an_export_has_a_file_for_its_place(record: Program, tmp_path: Path) -> None:
    """A folder is no file and a folder that is not there is not made; a program is told the digest."""
    folder = record("export", "json", "-o", str(tmp_path))
    assert (folder.code, folder.err) == (
        2,
        f"{tmp_path} is a folder. Nothing was written.\nName a file with -o.\n",
    )
    missing = record("export", "json", "-o", str(tmp_path / "none" / "x.json"))
    assert f"There is no folder {tmp_path / 'none'}. Nothing was written." in missing.err
    found = record("export", "json", "-o", str(tmp_path / "x.json"), "--json")
    assert (found.json["schema"], found.json["serial"]) == ("recordkeeper.export.json/1", 1)
    assert found.err.startswith("In   Entries ¶1 to ¶2.")
    assert len(found.json["sha256"]) == 64


def test_an_export_that_finds_no_room_leaves_nothing(
    record: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full while it is written: said with the place, and no part of it is left."""
    from recordkeeper.exports import json_file

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json_file, "write_json", full)
    found = record("export", "json", "-o", str(tmp_path / "x.json"))
    assert found.code == 1
    assert "x.json could not be written: No space left on device. Nothing is left of it." in found.err
    assert not list(tmp_path.glob("*x.json*"))
