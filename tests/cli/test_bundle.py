"""A bundle is checked by us, by the program it carries and by hand; or it is not written."""

import atexit
import functools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from recordkeeper.cli import bundling
from recordkeeper.disclosure.proof_words import COMMANDS
from recordkeeper.ledger.steps import Step, Verification
from tests.cli.conftest import Program


class Bag(NamedTuple):
    """A bundle, and the folder it was unpacked into."""

    packed: Path
    folder: Path


@pytest.fixture
def bag(told: Program, picture: Path, tmp_path: Path) -> Bag:
    """The bundle of a record with one contact, a screenshot of it, and a private note."""
    told(*("log", "call", "--facts", "Rang", "--when", "2026-04-01 10:00", "--attach", str(picture)))
    told("amend", "5", "--facts", "Rang twice", "--reason", "heard again", "--note", "NOTE")
    packed = tmp_path / "record.zip"
    done = told("export", "bundle", "-o", str(packed))
    assert done.code == 0, done.err
    with zipfile.ZipFile(packed) as file:
        file.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    return Bag(packed, folder)


COREUTILS = ("cat", "cut", "dirname", "head", "printf", "sha256sum", "tail", "tr")


@functools.cache
def bare_machine() -> str:
    """All the programs of a machine that has coreutils, openssl, python3 and a shell: a folder."""
    folder = Path(tempfile.mkdtemp(prefix="bare-"))
    atexit.register(shutil.rmtree, folder)
    for name in (*COREUTILS, "openssl", "bash"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    (folder / "python3").symlink_to(Path(sys.executable).resolve())
    return str(folder)


def by_hand(folder: Path) -> str:
    """The verdict that somebody comes to who types the commands of VERIFY.txt, checks 1 and 2."""
    page = (folder / "VERIFY.txt").read_text(encoding="utf-8")
    commands = re.findall(r"^ {7}((?:sha256sum|python3|bash) .*)$", page, flags=re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["sha256sum", "python3", "bash", "python3"]
    ran = [
        subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env={"PATH": bare_machine()},
            capture_output=True,
            text=True,
            check=False,
        )
        for command in commands[:3]
    ]
    assert not any("not found" in one.stderr for one in ran)
    if ran[0].returncode:
        return "damaged"
    verdict = ran[1].stdout.splitlines()[-1]
    assert ran[1].returncode == ["intact", "damaged", "cannot verify"].index(verdict)
    return verdict


def test_a_bundle_is_intact_for_us_and_for_a_stranger(told: Program, bag: Bag) -> None:
    """Packed, unpacked, the evidence alone with the files beside it, and by hand with its own page."""
    for path in (bag.packed, bag.folder, bag.folder / "data" / "evidence.json", bag.folder / "data"):
        done = told.bare("verify", str(path), "--json")
        assert (done.code, done.json["result"]) == (0, "intact"), done.err
        assert [step["number"] for step in done.json["steps"]] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert by_hand(bag.folder) == "intact"
    assert told("verify", "--json").json["head"] == done.json["head"]


def test_both_verifiers_and_the_shell_print_the_same_head(told: Program, bag: Bag) -> None:
    """It is the one that the record itself has, and the document prints."""
    head = told("verify", "--json").json["head"]
    for command in ([sys.executable, "-I", "verify.py"], ["bash", "verify.sh"]):
        said = subprocess.run(command, cwd=bag.folder, capture_output=True, text=True, check=True)
        assert f"head {head}\n" in said.stdout


def words_changed(folder: Path) -> None:
    """One word of what was said."""
    evidence = folder / "data" / "evidence.json"
    evidence.write_bytes(evidence.read_bytes().replace(b"Rang twice", b"Rang never"))


def picture_changed(folder: Path) -> None:
    """One byte of a screenshot."""
    (picture,) = (folder / "data" / "exhibits").iterdir()
    picture.write_bytes(picture.read_bytes()[:-1] + b"!")


def picture_removed(folder: Path) -> None:
    """The screenshot is gone."""
    (picture,) = (folder / "data" / "exhibits").iterdir()
    picture.unlink()


def document_changed(folder: Path) -> None:
    """The document says something else than the evidence."""
    with (folder / "data" / "record.pdf").open("ab") as stream:
        stream.write(b"%")


def file_added(folder: Path) -> None:
    """An exhibit that nobody sealed."""
    (folder / "data" / "exhibits" / "E9.png").write_bytes(b"x")


FORGERIES = (words_changed, picture_changed, picture_removed, document_changed)


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda forge: forge.__name__)
def test_a_forged_bundle_is_damaged_for_us_and_by_hand(
    told: Program, bag: Bag, tmp_path: Path, forge: Callable[[Path], None]
) -> None:
    """Unpacked and packed anew; exit 6."""
    forge(bag.folder)
    packed = shutil.make_archive(str(tmp_path / "forged"), "zip", bag.folder.parent)
    for path in (bag.folder, Path(packed)):
        done = told.bare("verify", str(path), "--json")
        assert (done.code, done.json["result"]) == (6, "damaged")
    assert by_hand(bag.folder) == "damaged"


@pytest.mark.parametrize("forge", [words_changed, picture_changed], ids=lambda forge: forge.__name__)
def test_a_forger_who_lists_the_files_anew_is_found_all_the_same(
    told: Program, bag: Bag, forge: Callable[[Path], None]
) -> None:
    """The list is only a list; the seals are in the entries."""
    forge(bag.folder)
    listing = "find data -type f -exec sha256sum {} + > manifest-sha256.txt"
    subprocess.run(["bash", "-c", listing], cwd=bag.folder, check=True)
    assert told.bare("verify", str(bag.folder)).code == 6
    assert by_hand(bag.folder) == "damaged"


def test_a_file_that_is_not_in_the_list_is_damage(told: Program, bag: Bag) -> None:
    """A list says what belongs to it."""
    file_added(bag.folder)
    done = told.bare("verify", str(bag.folder), "--json")
    assert "exhibits/E9.png is not in the manifest" in done.json["steps"][0]["detail"]


def test_evidence_without_its_files_cannot_be_verified(told: Program, bag: Bag, tmp_path: Path) -> None:
    """Never "intact" for what was not read."""
    alone = tmp_path / "alone" / "evidence.json"
    alone.parent.mkdir()
    shutil.copy(bag.folder / "data" / "evidence.json", alone)
    done = told.bare("verify", str(alone))
    assert done.code == 6
    assert "Result  cannot verify" in done.out
    assert "0 checked, 1 not there" in done.out
    verifier = [sys.executable, "-I", str(bag.folder / "verify.py"), str(alone.parent)]
    said = subprocess.run(verifier, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout.splitlines()[-1]) == (2, "cannot verify")


def test_the_verifier_tells_whether_a_kept_head_is_of_the_record(bag: Bag, tmp_path: Path) -> None:
    """What a lawyer was given is compared with what is handed in."""
    kept = tmp_path / "head.txt"
    text = (bag.folder / "data" / "heads" / "6.txt").read_bytes()
    verifier = [sys.executable, "-I", "verify.py", "data", str(kept)]
    for data, words in (
        (text, "HEAD.TXT is of this record"),
        (text.replace(b"6", b"5"), "NOT of this record"),
    ):
        kept.write_bytes(data)
        said = subprocess.run(verifier, cwd=bag.folder, capture_output=True, text=True, check=True)
        assert words in said.stdout


def test_the_verifier_is_short_enough_to_be_read(bag: Bag) -> None:
    """At most 130 lines, formatted as all of this project is, from the standard library alone."""
    text = (bag.folder / "verify.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 130
    assert set(re.findall(r"^(?:from|import) (\w+)", text, flags=re.MULTILINE)) <= set(
        sys.stdlib_module_names
    )
    assert "130 lines" in (bag.folder / "VERIFY.txt").read_text(encoding="utf-8")


def test_the_sheet_and_the_page_of_the_bundle_give_the_same_commands(bag: Bag) -> None:
    """What the report tells a reader to type is what VERIFY.txt explains."""
    page = (bag.folder / "VERIFY.txt").read_text(encoding="utf-8")
    commands = [command for _label, command in COMMANDS]
    assert [f"       {command}\n" in page for command in commands[:3]] == [True] * 3
    assert (len(commands), commands[3].startswith("openssl ts -verify -data data/heads/")) == (4, True)


def test_the_page_with_the_proof_says_what_it_does_not_show(bag: Bag) -> None:
    """On the page of the bundle, as on the integrity sheet."""
    page = (bag.folder / "VERIFY.txt").read_text(encoding="utf-8")
    assert "that the events occurred as written" in page
    assert "that the record is complete, or that it is the only one" in page


@pytest.mark.usefixtures("bag")
def test_what_leaves_is_said_before_and_noted_after(told: Program, tmp_path: Path) -> None:
    """How many entries are shown, withheld and erased; that originals leave as they are; the hash."""
    told("log", "call", "--facts", "Later", "--when", "2026-04-05 10:00")
    window = ("--since", "2026-04-04")
    done = told("export", "bundle", *window, "--for", "court", "-o", str(tmp_path / "part.zip"))
    assert "5 entries in their sealed words; 2 withheld, 0 erased: digests only" in done.err
    assert "photograph" not in done.err
    again = told("export", "bundle", "-o", str(tmp_path / "whole.zip"), "--json")
    assert "1 file as it was stored; a photograph can tell where it was taken" in again.err
    noted = told("show", f"N{again.json['serial']}", "--json").json["fields"]
    assert (noted["format"], noted["sha256"]) == ("bundle", again.json["sha256"])
    assert "Later" not in json.dumps(noted)


def test_the_same_case_gives_the_same_bytes(told: Program, bag: Bag, tmp_path: Path) -> None:
    """Packed twice on one day, a bundle has one SHA-256."""
    again = tmp_path / "again.zip"
    assert told("export", "bundle", "-o", str(again)).code == 0
    assert again.read_bytes() == bag.packed.read_bytes()


@pytest.mark.usefixtures("bag")
def test_a_bundle_without_a_proof_is_not_written(told: Program, tmp_path: Path) -> None:
    """A screenshot whose bytes are gone stops it, for a lawyer too; nothing is left of it, nothing noted."""
    from recordkeeper.crypto.credentials import KeyFileSecret
    from recordkeeper.vault.making import open_vault

    with open_vault(told.vault, KeyFileSecret(told.key.read_bytes()), write=True) as vault:
        vault._connection.execute("DROP TRIGGER chunk_delete")
        vault._connection.execute("DELETE FROM chunk")
    done = told("export", "bundle", "-o", str(tmp_path / "part.zip"))
    assert done.code == 6
    assert not list(tmp_path.glob("*part.zip*"))
    assert told("show", "N3").code == 5


@pytest.mark.usefixtures("bag")
def test_a_bundle_that_would_not_verify_is_not_written(
    told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read back before anybody may have it."""
    fault = Verification(
        (Step(8, "files", ok=False, detail="exhibits/E5.png is not the file that was sealed"),)
    )
    monkeypatch.setattr(bundling, "verify_bundle", lambda _stream: fault)
    done = told("export", "bundle", "-o", str(tmp_path / "part.zip"))
    assert done.code == 6
    assert "8 files: exhibits/E5.png is not the file that was sealed" in done.err
    assert "Nothing was written" in done.err
    assert not list(tmp_path.glob("*part.zip*"))


def test_a_file_that_is_none_of_these_is_refused(told: Program, picture: Path, tmp_path: Path) -> None:
    """A picture, a folder without evidence, a name that is none."""
    done = told.bare("verify", str(picture))
    assert (done.code, "Nothing was checked" in done.err, "rk verify" in done.err) == (2, True, True)
    assert told.bare("verify", str(tmp_path)).code == 2
    assert told.bare("verify", str(tmp_path / "none")).code == 5


def test_a_kept_head_is_a_prefix_or_not(told: Program, bag: Bag, tmp_path: Path) -> None:
    """Of this record as it goes on; of no other, none longer, none rebuilt."""
    text = (bag.folder / "data" / "heads" / "6.txt").read_text(encoding="ascii")
    kept = tmp_path / "head.txt"
    vault = text.splitlines()[1].split()[1]
    cases = (
        (text, 0, "A prefix: the first 6 of 7"),
        (text.replace(vault, "ab" * 16), 6, "another record"),
        (text.replace("count 6", "count 60"), 6, "made from 60 entries, and this record has 7"),
        (text.replace("count 6", "count 5"), 6, "another head after 5 entries"),
        (text.replace("count", "number"), 2, "four lines"),
    )
    told("log", "call", "--facts", "Later", "--when", "2026-04-05 10:00")
    for data, code, words in cases:
        kept.write_text(data, encoding="ascii")
        done = told("verify", str(kept))
        assert (done.code, words in done.out + done.err) == (code, True), done.out + done.err
    kept.write_text(text, encoding="ascii")
    assert told("verify", str(kept), "--json").json["result"] == "prefix"
    assert "result\tprefix" in told("verify", str(kept), "--plain").out
