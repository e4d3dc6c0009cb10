"""Removing what an entry said: shown first, asked for, done at once, and told in every document."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.phone import phone_file
from tests.cli.test_canary import everything
from tests.intake.exports import THEIRS, sms

DUTY = (
    "Erasing under a duty to preserve evidence can harm you; ask a lawyer first.\n"
    "Copies and backups made before keep it.\n"
)
SURE = ("--reason", "not mine to keep", "--yes")


@pytest.fixture
def secret(told: Program, picture: Path) -> Program:
    """A contact, entry 5, with a picture; corrected by 6; 7 answers it; a picture is added in 8."""
    given = ("--when", "2 apr 2026 10:00", "--attach", str(picture), "--note", "NOTE")
    for command in (
        ("log", "call", "--facts", "CANARYfacts", *given),
        ("amend", "5", "--facts", "CANARYlater", "--reason", "heard wrong"),
        ("reply", "text", "--words", "No.", "--answers", "5", "--when", "2 apr 2026 11:00"),
        ("attach", "5", str(picture), "--captured-from", "CANARYphone"),
    ):
        done = told(*command)
        assert done.code == 0, (command, done.err)
    return told


def test_it_says_what_goes_and_what_stays_before_anything(secret: Program) -> None:
    """The warning once, each entry and file that goes, what names it, and which figure changes."""
    done = secret("erase", "5", *SURE)
    assert done.code == 0
    assert done.err == DUTY + (
        "Removed for good:\n"
        "  #5  call: CANARYlater\n"
        "  #6  #5 corrected: facts\n"
        "  #8  files added to #5\n"
        "  the file E5 (screen.png)\n"
        "  the file E8 (screen.png)\n"
        "Not removed:\n"
        "  #7 names it, and stays as it is\n"
        "  N1, your private note about it, which is never exported\n"
        "Contacts now: 1 outside the boundary, on 1 of 41 days; 1 after notice in all\n"
        "Contacts then: 0 outside the boundary, on 0 of 41 days; 0 after notice in all\n"
        "Documents will say that it was erased, when, and the reason you give.\n"
        "Backups, other copies of this record and what was exported before still have it.\n"
    )
    assert done.out == "Saved as #9. The content of #5, #6, #8 is gone; their place and seals stay.\n"


def test_it_is_told_wherever_the_record_is_read(secret: Program) -> None:
    """Timeline, status, the entry itself and verify; in words and for programs."""
    assert secret("erase", "5", *SURE).code == 0
    shown = secret("timeline").out
    assert "  #9  content of #5 (contact) erased: not mine to keep\n" in shown
    assert shown.endswith("Erased: #5, #6, #8\n")
    assert secret("timeline", "--json").json["erased"] == [5, 6, 8]
    assert secret("status").out.endswith("Record    11 entries, seals intact; 3 erased\n")
    assert secret("status", "--json").json["erased"] == 3
    found = secret("show", "5", "--json").json
    assert (found["serial"], found["kind"], found["erased_by"]) == (5, "contact", 9)
    assert (found["reason"], found["erased_at"]) == ("not mine to keep", "2026-04-10T12:00:00+01:00")
    assert "kind\tcontact\n" in secret("show", "5", "--plain").out
    steps = secret("verify", "--json").json["steps"]
    assert steps[2]["detail"] == "11 entries, 1 private, 3 erased"
    for command in (("audit",), ("due",), ("person", "list"), ("boundary", "list"), ("show", "7")):
        assert secret(*command).code == 0, command


def test_no_word_of_it_leaves_and_its_erasure_does(secret: Program, tmp_path: Path) -> None:
    """PDF, JSON and bundle, for a lawyer and a court: who reads them sees that it was, when and why."""
    pdf, packed = tmp_path / "record.pdf", tmp_path / "record.zip"
    assert secret("export", "pdf", "-o", str(pdf)).code == 0
    assert "CANARYlater" in everything(pdf)
    assert secret("erase", "5", *SURE).code == 0
    for profile in ("consult", "court"):
        found = {}
        for format_ in ("pdf", "json", "bundle"):
            path = tmp_path / f"{profile}.{format_}"
            done = secret("export", format_, "-o", str(path), "--for", profile)
            assert done.code == 0, done.err
            found[format_] = path
        text = everything(found["pdf"])
        assert "not mine to keep" in text
        assert "11, the content of 3 erased (A9)" in text
        written = found["json"].read_text(encoding="utf-8")
        document = json.loads(written)
        assert document["covers"].endswith("The content of 3 entries was erased (A9).")
        assert document["integrity"]["erased"] == 3
        assert next((one["mark"], one["what"], one["reason"]) for one in document["changes"]) == (
            "¶5",
            "erased by ¶9",
            "not mine to keep",
        )
        with zipfile.ZipFile(found["bundle"]) as bag:
            inside = [bag.read(name) for name in bag.namelist()]
            packed = tmp_path / profile
            bag.extractall(packed)
        assert "CANARY" not in text + written
        assert not any(b"CANARY" in data for data in inside)
        (folder,) = packed.iterdir()
        for command in ([sys.executable, "-I", "verify.py"], ["bash", "verify.sh"]):
            said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            assert said.returncode == 0, said.stderr
        evidence = (folder / "data" / "evidence.json").read_text(encoding="utf-8")
        assert evidence.count('"erased":true') == 3
        done = secret.bare("verify", str(found["bundle"]), "--json")
        assert done.json["result"] == "intact"


def test_an_imported_message_goes_from_the_file_too(told: Program, tmp_path: Path) -> None:
    """Kept whole or in part: its place there is zeros, its neighbours are as they were."""
    for number, keep in enumerate(("matching", "whole")):
        path = phone_file(
            tmp_path / f"{keep}.xml",
            *(sms(f"CANARY{keep}{n}", minute=100 * number + n) for n in range(3)),
        )
        assert told("import", path, "--them", THEIRS, "--keep", keep, "--yes").code == 0
    entries = told("timeline", "--kind", "contact", "--json").json["entries"]
    serials = {one["words"]: one["serial"] for one in entries}
    for keep in ("matching", "whole"):
        for n in (0, 1):
            done = told("erase", str(serials[f"CANARY{keep}{n}"]), *SURE, "--json")
            assert done.code == 0, done.err
            assert "  its words in the imported file of #" in done.err
            assert "Importing a file that still has this message would bring it in again.\n" in done.err
            (zeroed,) = done.json["zeroed"]
            (start, end) = zeroed["ranges"][0]
            assert end - start == len(sms(f"CANARY{keep}{n}", minute=100 * (keep == "whole") + n))
    stored = b"".join(stored_files(told))
    assert stored.count(b"CANARY") == 2
    assert b"CANARYmatching2" in stored
    assert b"CANARYwhole2" in stored
    assert told("verify").code == 0


def stored_files(program: Program) -> list[bytes]:
    """Every file that the record stores."""
    from recordkeeper.crypto.credentials import KeyFileSecret
    from recordkeeper.vault.making import open_vault

    with open_vault(program.vault, KeyFileSecret(program.key.read_bytes()), write=False) as vault:
        return [b"".join(vault.read_file(file.sha256)) for file in list(vault.files())]


def test_where_the_same_words_may_still_stand_is_said(told: Program, tmp_path: Path) -> None:
    """An overlapping export, the typed double, and the entries told to be the same contact."""
    first = phone_file(tmp_path / "a.xml", sms("hello"))
    again = phone_file(tmp_path / "b.xml", sms("hello"), sms("more", minute=99))
    assert told("import", first, "--them", THEIRS, "--yes").code == 0
    assert told("import", again, "--yes").code == 0
    assert told("log", "text", "--words", "hello", "--when", "1 jan 2026 00:00").code == 0
    assert told("log", "text", "--words", "more", "--when", "1 jan 2026 01:39").code == 0
    done = told("erase", "7", *SURE, "--json")
    assert done.json["remaining"] == {
        "named_by": [],
        "files": [],
        "same": [10],
        "may_hold": [8],
        "notes": [],
    }
    assert "  #10 tells the same contact: rk erase 10\n" in done.err
    assert "  the file imported as #8 may hold it once more; that whole file: rk erase 8\n" in done.err
    assert told("same", "9", "10").code == 0
    assert told("erase", "10", *SURE, "--json").json["remaining"]["same"] == [9]


def test_a_whole_import_can_go(told: Program, tmp_path: Path) -> None:
    """Its file goes, its messages stay and name it; many are counted, not listed."""
    path = phone_file(tmp_path / "a.xml", *(sms(f"m{n}", minute=n) for n in range(12)))
    assert told("import", path, "--them", THEIRS, "--yes").code == 0
    done = told("erase", "6", *SURE)
    assert "  the imported file itself, as it is kept\n" in done.err
    names = ", ".join(f"#{n}" for n in range(7, 17))
    assert f"  {names} and 2 more name it, and stay as they are\n" in done.err
    assert stored_files(told) == []
    assert told("verify").code == 0
    assert told("erase", "9", *SURE, "--json").json["zeroed"] == []


def test_a_file_that_another_entry_has_too_stays(told: Program, picture: Path) -> None:
    """It is said which one keeps it."""
    for _ in range(2):
        told("log", "call", "--facts", "Rang", "--when", "2 apr 2026 10:00", "--attach", str(picture))
    done = told("erase", "5", *SURE, "--json")
    assert "  a file of it, cited by #6 too\n" in done.err
    assert "E5" not in done.err
    assert (done.json["files"], len(done.json["remaining"]["files"])) == ([], 1)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (("1",), 2, "#1 (matter) is what this record or its proof rests on, and is not erased."),
        (("6",), 2, "Nothing was erased. It can go with #5, or after it: rk erase 5"),
        (("N1",), 2, "N1 is in the private book, of which nothing is erased. Nothing was erased."),
        (("99",), 5, "There is no entry 99: the record ends at 8."),
        (("B9",), 5, "There is no B9 in this record."),
    ],
)
def test_what_is_not_erased_is_said(secret: Program, given: tuple[str, ...], code: int, words: str) -> None:
    """Nothing is removed, and the way that is left is named."""
    done = secret("erase", *given, *SURE)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert secret("status", "--json").json["entries"] == 8


def test_a_script_has_to_say_both(secret: Program) -> None:
    """The reason and the consent each have an option, and their want is named."""
    done = secret("erase", "5", "--reason", "x")
    assert done.code == 2
    assert done.err.endswith(
        "Your confirmation is needed, and nothing may be asked here. Nothing was recorded.\nGive --yes.\n"
    )
    assert "Give --reason." in secret("erase", "5", "--yes").err
    assert "--reason is empty." in secret("erase", "5", "--yes", "--reason", " ").err
    assert secret("status", "--json").json["entries"] == 8


def test_an_empty_answer_erases_nothing(secret: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter alone is no; the exit code says that nothing was done."""
    asked: list[tuple[str, bool]] = []

    def no(question: str, *, default: bool, err: bool) -> bool:
        asked.append((question, default))
        return default and err

    monkeypatch.setattr("recordkeeper.cli.options.Session.prompts", lambda _session: True)
    monkeypatch.setattr("recordkeeper.cli.asking.click.confirm", no)
    done = secret("erase", "5", "--reason", "x")
    assert (done.code, done.out, done.err.splitlines()[-1]) == (1, "", "Nothing was erased.")
    assert asked == [("Erase the content of #5, #6, #8? It cannot be undone.", False)]
    assert secret("status", "--json").json["erased"] == 0


def test_on_a_terminal_it_is_warned_then_asked(secret: Program) -> None:
    """The reason, then yes or no; the warning stands there once."""
    from tests.cli.terminal import converse

    shared = ("--vault", str(secret.vault), "--key-file", str(secret.key))
    code, screen = converse(
        [*shared, "erase", "#5"],
        [("Why? Documents print it in its place:", "intimate"), ("It cannot be undone. [y/N]:", "y")],
    )
    assert code == 0, screen
    assert screen.count("Erasing under a duty to preserve evidence can harm you") == 1
    assert "Saved as #9. The content of #5, #6, #8 is gone" in screen
    assert secret("show", "5", "--json").json["reason"] == "intimate"


def test_names_keep_their_numbers(told: Program, fields: Callable[[str], dict[str, object]]) -> None:
    """B2 is B2 after B1 was erased, for commands that write as for those that read."""
    assert told("boundary", "set", "--no-contact").code == 0
    assert told("erase", "B1", *SURE).code == 0
    assert told("show", "B1").out.startswith("#3  content of #3 (boundary) erased\n")
    assert told("boundary", "set", "--refuse", "call").out.endswith("It is B3.\n")
    assert fields("B2") == {"no_contact": True}
    gone = told("boundary", "stated", "B1", "--how", "text", "--words", "No.", "--when", "1 apr 2026 10:00")
    assert (gone.code, "B1 is no boundary in this record." in gone.err) == (5, True)
    assert told("verify").code == 0
