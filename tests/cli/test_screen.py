"""What a person reads on the screen, where no program is listening."""

from pathlib import Path

from recordkeeper.crypto.credentials import KeyFileSecret
from tests.cli.conftest import Program
from tests.forger import forging


def test_an_empty_record_says_what_comes_first(record: Program) -> None:
    """No boundary, no contact, nothing due: each in words, with the command that begins."""
    assert record("status").out.splitlines() == [
        "Boundary  none yet: rk boundary set",
        "Contacts  0 outside the boundary, on 0 of 0 days; 0 after notice in all",
        "Last      none",
        "From you  0 after the notice",
        "Due       nothing",
        "Backup    none yet: rk backup DEST",
        "Record    2 entries, seals intact",
    ]
    assert record("due").out == "Nothing waits for you.\n"
    assert record("timeline", "--channel", "call").out == "Nothing recorded here yet.\n"


def test_the_status_tells_how_sure_the_notice_is(told: Program) -> None:
    """Not yet stated, stated without a receipt, and proven are three different things."""
    assert "Boundary  B1, told Sun 1 Mar 2026, receipt not proven\n" in told("status").out
    told("boundary", "delivered", "S1", "--status", "read", "--when", "1 mar 2026 20:05")
    assert "Boundary  B1, told Sun 1 Mar 2026, receipt proven\n" in told("status").out
    told("boundary", "set", "--no-contact")
    assert "Boundary  B1, told Sun 1 Mar 2026, receipt proven; B2, not yet stated\n" in told("status").out


def test_the_status_tells_the_last_contact_and_what_waits(told: Program) -> None:
    """When it was, how long ago, by what; and how many things wait, with the command."""
    told("consequence", "announce", "--action", "Block", "--in", "S1")
    told("log", "call", "--facts", "Rang", "--when", "10 apr 2026 10:00")
    shown = told("status").out
    assert "Last      Fri 10 Apr 2026, 10:00 (+01:00 Europe/London), 2 h ago, call\n" in shown
    assert "Due       1: rk due\n" in shown


def test_what_waits_is_told_with_its_day(told: Program) -> None:
    """Since when it waits, until when it may, or to when it was moved: a day each time."""
    said = ("consequence", "announce", "--in", "S1")
    told(*said, "--action", "Block", "--within", "2d")
    told(*said, "--action", "Report it", "--within", "30d")
    told(*said, "--action", "Tell work", "--within", "1d")
    told("log", "call", "--facts", "Rang", "--when", "20 mar 2026 10:00")
    told("consequence", "defer", "C3", "--until", "20 apr 2026", "--reason", "x")
    shown = told("due").out
    assert "C1  Block      waiting since Sun 22 Mar 2026\n" in shown
    assert "C2  Report it  due Sun 19 Apr 2026\n" in shown
    assert "C3  Tell work  moved to Mon 20 Apr 2026\n" in shown
    assert shown.endswith("Each can be done, moved or decided against: rk consequence --help\n")
    first = told("due", "--plain").out.splitlines()[0].split("\t")
    assert (first[0], first[1], first[3]) == ("C1", "Block", "True")


def test_the_timeline_stands_under_its_days(told: Program, picture: Path) -> None:
    """One heading a day, the time where it is known, the exhibit, and what became of an entry."""
    told("log", "call", "--facts", "Rang", "--when", "2 apr 2026 10:00", "--attach", str(picture))
    told("log", "text", "--words", "Why?", "--when", "2 apr 2026 11:00")
    told("log", "text", "--words", "Hm", "--when", "3 apr 2026")
    told("amend", "6", "--words", "Why??", "--reason", "looked again")
    told("retract", "7", "--reason", "not theirs")
    shown = told("timeline", "--kind", "contact").out.splitlines()
    assert shown == [
        "Thu 2 Apr 2026",
        "          10:00  #5  call: Rang  outside the boundary  E5",
        "          11:00  #6  text: “Why??”  outside the boundary  corrected",
        "Fri 3 Apr 2026",
        f"  {'':>13}  #7  text: “Hm”  withdrawn",
    ]


def test_one_entry_is_shown_whole(told: Program, picture: Path) -> None:
    """Every field, its files with their hash, each correction and its withdrawal with the reasons."""
    given = ("--act", "threat", "--act", "weapon", "--when", "2 apr 2026 10:00")
    told("log", "call", "--facts", "Rang", *given, "--attach", str(picture))
    told("amend", "5", "--act", "threat", "--reason", "said no weapon")
    told("amend", "5", "--when", "2 apr 2026 10:30", "--reason", "by the clock")
    told("retract", "5", "--reason", "told elsewhere")
    shown = told("show", "5").out
    assert shown.startswith("#5  call: Rang\n")
    assert "  when       Thu 2 Apr 2026, 10:30 (+01:00 Europe/London)\n" in shown
    assert "  recorded   Fri 10 Apr 2026, 12:00\n" in shown
    assert "  E5  screen.png  48 bytes  SHA-256 " in shown
    first, second = (f"  Corrected by #{n}: " for n in (6, 7))
    assert f"{first}acts was threat, weapon, now threat. Reason: said no weapon\n" in shown
    assert f"{second}when was 2 apr 2026 10:00, now 2 apr 2026 10:30. Reason: by the clock\n" in shown
    assert "  Withdrawn by #8. Reason: told elsewhere\n" in shown


def test_a_field_that_was_empty_was_nothing(told: Program) -> None:
    """What a correction added stood nowhere before, and that is said."""
    told("log", "call", "--facts", "Rang", "--when", "2 apr 2026 10:00")
    told("amend", "5", "--count", "3", "--reason", "counted")
    shown = told("show", "5").out
    assert "Corrected by #6: count was nothing, now 3. Reason: counted\n" in shown
    assert "  verdict    outside the boundary\n" in shown
    assert "  when  " not in told("show", "3").out


def test_an_erased_entry_keeps_its_place(record: Program) -> None:
    """Its number is there, its words are not: it is told apart from one that never was."""
    record("log", "text", "--words", "hello")
    assert record("erase", "3", "--reason", "not mine to keep", "--yes").code == 0
    digest = record("show", "3", "--json").json["digest"]
    assert record("show", "3").out.splitlines() == [
        "#3  content of #3 (contact) erased",
        "  erased by  #4, Fri 10 Apr 2026, 12:00",
        "  reason     not mine to keep",
        f"  digest     {digest}",
    ]
    assert "There is no entry 9: the record ends at 4." in record("show", "9").err
    assert record("verify").code == 0
    amended = record("amend", "3", "--words", "x", "--reason", "y")
    assert (amended.code, "The content of entry 3 is gone" in amended.err) == (5, True)
    kept = record("retract", "4", "--reason", "x")
    assert (kept.code, "it cannot be withdrawn." in kept.err) == (2, True)


def test_an_entry_of_a_newer_kind_is_not_called_erased(record: Program) -> None:
    """It is there, and another program can read it."""
    record("log", "text", "--words", "hello")
    with forging(record.vault, KeyFileSecret(record.key.read_bytes())) as forger:
        for part in ("public", "private"):
            forger.reword(3, part, lambda body: body.update(kind="dream"))
        forger.chain_anew()
    assert record("timeline").out.endswith("Of a kind this program cannot read: #3\n")
    found = record("show", "3")
    assert (found.code, found.out) == (5, "")
    assert "Entry 3 has its place, but is of a newer kind, which this program cannot read." in found.err
    assert "Entry 3 is of a newer kind" in record("erase", "3", "--reason", "x", "--yes").err


def test_the_audit_reads_as_sentences(told: Program) -> None:
    """A window is said before any figure; an empty figure has its definition and no entries."""
    told("log", "call", "--facts", "Rang", "--when", "2 apr 2026 10:00")
    told("reply", "text", "--words", "No.", "--when", "2 apr 2026 11:00")
    shown = told("audit", "--since", "1 apr 2026").out.splitlines()
    assert shown[0] == "Only contacts in the window you gave; consequences are judged over all."
    assert shown[1] == "No consequence was announced."
    assert shown[2] == "You wrote 1 time after the notice."
    assert "All contacts: 1 outside the boundary." in shown
    assert "Most in 24 hours: 1, from Thu 2 Apr 2026, 10:00." in shown
    explained = told("audit", "--explain", "outside").out.splitlines()
    assert (explained[0].startswith("Outside the boundary: "), explained[1]) == (True, "#5")
    assert told("audit", "--explain", "night").out.splitlines()[1] == "No entries."
    swapped = told("audit", "--since", "2 apr 2026", "--until", "1 apr 2026")
    assert swapped.code == 2
    assert "That window is empty: it ends before it begins.\nSwap --since and --until.\n" in swapped.err


def test_an_audit_of_nothing_claims_nothing(record: Program) -> None:
    """No contact, no consequence: said as such, and no busiest day is named."""
    shown = record("audit").out
    assert shown.startswith("No consequence was announced.\nYou wrote 0 times after the notice.\n")
    assert "All contacts: none.\n" in shown
    assert "Most in 24 hours" not in shown


def test_a_withdrawn_boundary_is_shown_with_its_reason(told: Program) -> None:
    """Rules, the keeper's reason, whether it is in force, each statement and what became of it."""
    told("boundary", "set", "--no-contact", "--reason", "I want quiet")
    shown = told("boundary", "show", "B2").out
    assert shown.startswith("B2  nothing but what is allowed; every other channel: not allowed\n")
    assert "Reason: I want quiet\n" in shown


def test_saved_is_one_row_for_a_script(record: Program) -> None:
    """--plain prints the entry's number and id, and nothing beside them on stdout."""
    found = record("log", "text", "--words", "hello", "--plain")
    name, identity = found.out.rstrip("\n").split("\t")
    assert (name, identity) == ("3", record("show", "3", "--json").json["id"])


def test_quiet_leaves_results_and_errors(record: Program) -> None:
    """Messages beside the result are left out; an error is never."""
    found = record("--quiet", "log", "text", "--words", "hello", "--when", "2 apr 2026 10:00")
    assert (found.out, found.err) == ("Saved as #3. Recorded 8 days 2 h after it happened.\n", "")
    assert "There is no entry 9" in record("--quiet", "show", "9").err


def test_an_unknown_time_is_saved_without_a_delay(record: Program) -> None:
    """Nothing is said of how long after, where it is not known when."""
    found = record("log", "text", "--words", "hello", "--when", "unknown")
    assert found.out == "Saved as #3.\n"
    assert "  time not known\n" in found.err


def test_being_followed_is_answered_with_safety_first(record: Program) -> None:
    """Before anything about the record, the number to call."""
    found = record("log", "in-person", "--facts", "Behind me", "--proximity", "follow")
    assert "If you are not safe now, call your emergency number. Writing can wait.\n" in found.err
    assert "rk amend" not in found.err
