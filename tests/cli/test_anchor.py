"""The head goes out, what comes back is kept as the next entry, and every screen says what it shows."""

import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.authority import NAME, Authority
from tests.cli.conftest import NOW, Program

RECEIVED = "Received: from a.example.org by mx.example.net; Fri, 10 Apr 2026 12:30:00 +0100\n"
MINUTE = 60_000


def given_out(told: Program, folder: Path, *more: str) -> bytes:
    """The head.txt that `anchor new` writes."""
    done = told("anchor", "new", "-o", str(folder), *more)
    assert done.code == 0, done.err
    return (folder / "head.txt").read_bytes()


def answered(told: Program, folder: Path, text: bytes) -> Path:
    """An e-mail that quotes a head, as it lies in the keeper's mailbox."""
    path = folder.with_suffix(".eml")
    path.write_bytes(RECEIVED.encode() + b"From: J. Alvarez <j@example.org>\n\nKept.\n\n" + text)
    assert told.vault.is_dir()
    return path


def test_a_head_is_four_lines_that_are_the_same_on_any_day(
    told: Program, set_clock: Callable[[int], None], tmp_path: Path
) -> None:
    """And so is everything beside it: the query, the page to sign. All are the keeper's alone to read."""
    text = given_out(told, tmp_path / "a")
    head = told("verify", "--json").json["head"]
    assert text.decode().splitlines()[2:] == ["count 4", f"head {head}"]
    told("log", "call", "--facts", "Later")
    set_clock(NOW + 86_400_000)
    assert given_out(told, tmp_path / "b", "--of", "4") == text
    for name in ("head.txt", "head.tsq", "head.pdf"):
        path = tmp_path / "a" / name
        assert path.read_bytes() == (tmp_path / "b" / name).read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    done = told("anchor", "new", "-o", str(tmp_path / "a"), "--of", "4", "--json")
    assert (done.code, done.json["count"], done.json["head"]) == (0, 4, head)
    assert (len(done.json["base32"]), len(done.json["files"])) == (52, 3)


def test_a_head_can_be_rebuilt_for_every_count_and_no_other(told: Program, tmp_path: Path) -> None:
    """Each is a prefix of the record; a count that it does not have is refused."""
    for count in range(5):
        text = given_out(told, tmp_path / str(count), "--of", str(count))
        assert f"\ncount {count}\n" in text.decode()
        assert told("verify", str(tmp_path / str(count) / "head.txt")).code == 0
    done = told("anchor", "new", "-o", str(tmp_path / "no"), "--of", "5")
    assert (done.code, "has 4 entries, and not 5. Nothing was written." in done.err) == (2, True)
    assert not (tmp_path / "no").exists()


def test_a_head_never_replaces_another(told: Program, tmp_path: Path) -> None:
    """The older one may be the only one that somebody has seen."""
    text = given_out(told, tmp_path / "a")
    told("log", "call", "--facts", "Later")
    done = told("anchor", "new", "-o", str(tmp_path / "a"))
    assert (done.code, "Nothing was replaced." in done.err) == (2, True)
    assert (tmp_path / "a" / "head.txt").read_bytes() == text
    for place in (tmp_path / "none" / "a", tmp_path / "a" / "head.txt"):
        done = told("anchor", "new", "-o", str(place))
        assert (done.code, "Nothing was written." in done.err) == (2, True)


def test_the_screen_says_what_to_do_with_it(told: Program, tmp_path: Path) -> None:
    """The lines, the letters to read out, whom to send it to, and what to do with the answer."""
    done = told("anchor", "new", "-o", str(tmp_path / "a"))
    assert done.out.startswith("recordkeeper head v1\nvault ")
    assert "in letters " in done.out
    assert "your lawyer, or a friend" in done.err
    assert "rk anchor add FILE" in done.err
    assert "advocate" not in done.err
    assert "count\t4" in told("anchor", "new", "-o", str(tmp_path / "a"), "--plain").out


def test_a_time_stamp_is_the_next_entry_and_binds_both_sides(
    told: Program, authority: Authority, set_clock: Callable[[int], None], tmp_path: Path
) -> None:
    """What it covers was made before it, what follows it after; openssl agrees that it is over this head."""
    text = given_out(told, tmp_path / "a")
    reply = tmp_path / "reply.tsr"
    reply.write_bytes(authority.reply((tmp_path / "a" / "head.tsq").read_bytes()))
    assert authority.holds(reply.read_bytes(), text)
    done = told("anchor", "add", str(reply), "--json")
    assert (done.code, done.json["serial"], done.json["exhibit"], done.json["count"]) == (0, 5, "E5", 4)
    set_clock(NOW + MINUTE)
    told("log", "call", "--facts", "Later")
    assert told("show", "4", "--json").json["bracket"]["before"]["receipt"] == 5
    assert told("show", "6", "--json").json["bracket"]["after"]["receipt"] == 5
    found = told("verify", "--json").json
    assert (found["result"], found["unwitnessed_entries"]) == ("intact", 2)
    (anchor,) = found["anchors"]
    assert (anchor["serial"], anchor["type"], anchor["count"], anchor["witness"]) == (5, "rfc3161", 4, NAME)
    assert told("anchor", "list", "--json").json["anchors"] == [anchor]


def test_a_stamp_over_another_head_is_refused(told: Program, authority: Authority, tmp_path: Path) -> None:
    """Nothing is recorded and nothing stored, whether the count is said or not."""
    given_out(told, tmp_path / "a")
    reply = tmp_path / "reply.tsr"
    asked = bytearray((tmp_path / "a" / "head.tsq").read_bytes())
    asked[30] ^= 1
    reply.write_bytes(authority.reply(bytes(asked)))
    for more in ((), ("--of", "4")):
        done = told("anchor", "add", str(reply), *more)
        assert (done.code, "Nothing was recorded." in done.err) == (2, True)
    assert told("verify", "--json").json["entries"] == 4


def test_a_stamp_exchanged_in_the_record_is_found(
    told: Program, authority: Authority, tmp_path: Path
) -> None:
    """A receipt that claims what its file does not hold fails step 9, although everything is sealed."""
    from recordkeeper.crypto.credentials import KeyFileSecret
    from recordkeeper.ledger.ledger import Ledger
    from recordkeeper.records.custody import Receipt
    from recordkeeper.records.fact import FileRef
    from recordkeeper.vault.making import open_vault

    given_out(told, tmp_path / "a", "--of", "2")
    reply = tmp_path / "reply.tsr"
    reply.write_bytes(authority.reply((tmp_path / "a" / "head.tsq").read_bytes()))
    vault = open_vault(told.vault, KeyFileSecret(told.key.read_bytes()), write=True)
    with Ledger(vault) as ledger:
        stored = ledger.keep_file(lambda: reply.open("rb"))
        head = ledger.entry(3).link.hex()
        file = FileRef(sha256=stored.sha256, size=stored.size)
        ledger.append([Receipt(type="rfc3161", count=3, head=head, file=file)])
    done = told("verify", "--json")
    assert (done.code, done.json["result"]) == (6, "damaged")
    assert [step["number"] for step in done.json["steps"] if not step["ok"]] == [9]
    assert (done.json["anchors"], done.json["unwitnessed_entries"]) == ([], None)


def test_an_answer_by_mail_is_dated_by_its_server(told: Program, tmp_path: Path) -> None:
    """Who, when and of what is told where it is kept, and where the record is checked."""
    mail = answered(told, tmp_path / "a", given_out(told, tmp_path / "a"))
    done = told("anchor", "add", str(mail), "--witness", "J. Alvarez, solicitor", "--note", "by phone first")
    assert (done.code, done.out) == (0, "Saved as #5. E5\n")
    line = "outside witness of ¶1-4; J. Alvarez, solicitor: e-mail, dated by the mail server that took it in"
    assert f"  {line}; Fri 10 Apr 2026, 12:30" in done.err
    assert "leaves whole with every bundle" in done.err
    assert f"E5  {line}; Fri 10 Apr 2026, 12:30" in told("verify").out
    assert line in told("timeline").out
    assert "  made      before Fri 10 Apr 2026, 12:30 (¶5)" in told("show", "4").out
    assert told("show", "N1").code == 0


def test_a_signed_page_is_kept_for_the_count_on_it(told: Program, picture: Path, tmp_path: Path) -> None:
    """A photograph says nothing by itself: the keeper says of what, when and by whom."""
    given_out(told, tmp_path / "a")
    bare = told("anchor", "add", str(picture))
    assert (bare.code, "Give --of COUNT." in bare.err) == (2, True)
    timeless = told("anchor", "add", str(picture), "--of", "4")
    assert (timeless.code, "Give --when TIME." in timeless.err) == (2, True)
    beyond = told("anchor", "add", str(picture), "--of", "9")
    assert (beyond.code, "has 4 entries, and not 9" in beyond.err) == (2, True)
    done = told("anchor", "add", str(picture), "--of", "4", "--when", "9 apr 2026", "--witness", "Sam Lee")
    assert done.code == 0, done.err
    fields = told("show", "5", "--json").json["fields"]
    assert (fields["type"], fields["count"], fields["witness"]) == ("scan", 4, "Sam Lee")
    # Sometime on that day: sure only at its end.
    assert "before Thu 9 Apr 2026, 23:59 (¶5)" in told("show", "1").out
    undated = told("anchor", "add", str(picture), "--of", "2", "--when", "unknown")
    assert undated.code == 0
    assert "time not known" in undated.err


def test_a_large_file_is_no_message(told: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A film of the signing is not read into memory to look for a head."""
    from recordkeeper.cli import anchor

    mail = answered(told, tmp_path / "a", given_out(told, tmp_path / "a"))
    monkeypatch.setattr(anchor, "LONGEST", 100)
    assert "Give --of COUNT." in told("anchor", "add", str(mail)).err


def test_what_nobody_has_seen_yet_is_listed(told: Program, tmp_path: Path) -> None:
    """Before any answer, and after one."""
    before = told("anchor", "list").out
    assert "No outside witness has been recorded yet." in before
    assert "4 entries have no outside witness yet, from #1 on." in before
    told("anchor", "add", str(answered(told, tmp_path / "a", given_out(told, tmp_path / "a"))))
    after = told("anchor", "list")
    assert "¶1-4     not shown   Fri 10 Apr 2026, 12:30 (¶5)" in after.out
    assert "Every entry but receipts themselves has an outside witness." in after.out
    assert "anchors.1.serial\t5" in told("anchor", "list", "--plain").out
    brackets = told("anchor", "list", "--json").json["brackets"]
    assert [(one["first"], one["last"]) for one in brackets] == [(1, 4), (5, 5)]


def test_a_receipt_leaves_with_the_bundle_and_is_checked_there(
    told: Program, authority: Authority, tmp_path: Path
) -> None:
    """The stamp, the head that it is over, and the command of VERIFY.txt that openssl answers with OK."""
    given_out(told, tmp_path / "a")
    reply = tmp_path / "reply.tsr"
    reply.write_bytes(authority.reply((tmp_path / "a" / "head.tsq").read_bytes()))
    told("anchor", "add", str(reply))
    packed = tmp_path / "record.zip"
    assert told("export", "bundle", "--for", "court", "-o", str(packed)).code == 0
    with zipfile.ZipFile(packed) as file:
        file.extractall(tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    (folder / "tsa.pem").write_bytes((authority.folder / "ca.pem").read_bytes())
    page = (folder / "VERIFY.txt").read_text(encoding="utf-8")
    (command,) = [line.strip() for line in page.splitlines() if "openssl ts -verify" in line]
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, "Verification: OK" in done.stdout + done.stderr) == (0, True)
    verified = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, check=True
    )
    assert verified.stdout.endswith(b"intact\n")
