"""Searching both books, on the keeper's own screen."""

from pathlib import Path

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.intake.exports import THEIRS, sms


def names(program: Program, *words: str) -> list[str]:
    """The entries that have these words."""
    return [one["name"] for one in program("search", *words, "--json").json["hits"]]


def test_what_is_found_is_told_with_its_place(told: Program) -> None:
    """Serial, date and time, channel, the field and the words around; private fields are marked."""
    told(
        "log",
        "call",
        "--words",
        "Pick UP the phone",
        "--when",
        "5 mar 2026 21:40",
        "--impact",
        "no phone since",
    )
    found = told("search", "pick up")
    assert (found.code, found.out.splitlines()) == (
        0,
        ["#5  Thu 5 Mar 2026 21:40  call", "  words: Pick UP the phone"],
    )
    assert told("search", "since").out.splitlines()[1] == "  impact (private): no phone since"
    assert told("search", "only write").out.splitlines()[0] == "S1  Sun 1 Mar 2026 20:00  text"
    plain = told("search", "pick up", "--plain").out
    assert plain == "#5\tcontact\t2026-03-05T21:40:00+00:00\tcall\tPick UP the phone\n"


def test_several_words_must_all_occur(told: Program) -> None:
    """Anywhere in one entry; in quotation marks they are a phrase."""
    told("log", "text", "--words", "up you pick", "--facts", "late")
    assert names(told, "pick", "up", "late") == ["#5"]
    assert told("search", "pick up").code == 5


def test_the_private_book_is_found_and_marked(told: Program) -> None:
    """Notes, reasons and people, on this screen only; without a time they have the day they were written."""
    told("why", "write", "--words", "I sleep again")
    told("support", "add", "Robin", "--reach", "+44 7700 900111")
    assert told("search", "SLEEP").out.splitlines() == [
        "N1  Fri 10 Apr 2026  why  private book",
        "  words: I sleep again",
    ]
    assert names(told, "07700900111") == ["N2"]
    (hit,) = told("search", "sleep", "--json").json["hits"]
    assert (hit["book"], hit["matches"][0]["private"], hit["at"]) == ("private", True, None)


def test_names_reasons_and_identifiers_are_found(told: Program) -> None:
    """People, corrections with their old words and reasons, numbers by their digits."""
    told("log", "text", "--words", "helo", "--from", "+44 7700 900355", "--when", "unknown")
    told("amend", "5", "--words", "hello", "--reason", "typing slip")
    assert names(told, "alex doe") == ["P1"]
    assert names(told, "typing slip") == ["#6"]
    assert names(told, "helo") == ["#5", "#6"]
    assert names(told, "07700900355") == ["S1", "#5"]


def test_what_was_withdrawn_is_found_and_says_so(told: Program, tmp_path: Path) -> None:
    """By itself or with its file."""
    told("log", "text", "--words", "Zebra")
    told("retract", "5", "--reason", "x")
    told("import", phone_file(tmp_path / "sms.xml", sms("zebra")), "--them", THEIRS, "--yes")
    told("undo", "--yes")
    hits = told("search", "zebra", "--json").json["hits"]
    assert [(one["name"], one["withdrawn"]) for one in hits] == [("#5", True), ("#9", True)]
    assert told("search", "zebra").out.splitlines()[0].endswith("text  withdrawn")


def test_nothing_found_exits_5_and_nothing_asked_2(told: Program) -> None:
    """For a program an empty list and the same code."""
    done = told("search", "zebra")
    assert (done.code, done.out, done.err.splitlines()[0]) == (
        5,
        "",
        "Nothing with these words is recorded here.",
    )
    empty = told("search", "zebra", "--json")
    assert (empty.code, empty.json["hits"]) == (5, [])
    assert told("search", " ").code == 2
    assert told("search").code == 2
