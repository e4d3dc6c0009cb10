"""Exports that have names and no numbers: whose a name is, where it is that, and what it was before."""

from dataclasses import replace
from pathlib import Path

import pytest

from recordkeeper.audit.attribution import Directory
from recordkeeper.errors import BadInput
from recordkeeper.intake.bring_in import Imported, bring_in
from recordkeeper.intake.export import Export
from recordkeeper.intake.preview import Preview, preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.ledger.casefile import fold
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact
from recordkeeper.records.people import STATED, Identifier, Person
from tests.intake.chat import Chat, chat, line
from tests.intake.conftest import Make
from tests.intake.exports import FRIEND, THEIRS, call, sms

MARY = Choices(them=("Mary",))
SAM = Choices(them=("Mary",), me=("Sam",))


def take(ledger: Ledger, export: Export, choices: Choices = SAM) -> Imported:
    """Preview, agree, bring in."""
    return bring_in(ledger, export, preview(ledger, export, choices))


def counts(seen: Preview) -> tuple[int, int, int]:
    """Imported, duplicates, others."""
    return seen.imported, seen.duplicates, seen.others


def contacts(ledger: Ledger) -> list[Contact]:
    """Every contact of the record, in order."""
    kept = [entry.fact for entry in ledger.entries("record", kinds=("contact",))]
    return [fact for fact in kept if isinstance(fact, Contact)]


def identifiers(ledger: Ledger) -> list[Identifier]:
    """Every identifier of the record, in order."""
    kept = [entry.fact for entry in ledger.entries("record", kinds=("identifier",))]
    return [fact for fact in kept if isinstance(fact, Identifier)]


def parties(ledger: Ledger) -> list[str]:
    """Whose each contact is, as the record is read back."""
    case = fold(ledger.entries("record"), ledger.start(), ledger.vault_id)
    directory = Directory(case)
    return [directory.who(one.fact, None).party for one in case.standing(Contact)]


def test_the_keepers_own_name_is_asked_for_once(ledger: Ledger, tmp_path: Path) -> None:
    """What --me said is kept as the keeper's own, private, and the next import of that format knows it."""
    take(ledger, chat(tmp_path, line("Mary", "Why?"), line("Sam", "Stop.", 1, to="Mary")))
    (own,) = [one for one in identifiers(ledger) if one.keeper]
    assert (own.type, own.value, own.basis, own.person) == ("handle", "Sam", STATED, None)
    assert own.private_fields() == {"value", "basis"}
    take(ledger, chat(tmp_path, line("Sam", "I said stop.", 2, to="Mary"), name="b.txt"), Choices())
    assert [one.direction for one in contacts(ledger)] == ["in", "out", "out"]
    assert len([one for one in identifiers(ledger) if one.keeper]) == 1


def test_the_keepers_own_number_is_kept_with_its_kind(ledger: Ledger, make: Make) -> None:
    """A number given with --me in two spellings is remembered once, as a number."""
    mine = ("+447700900111", "07700 900111")
    take(ledger, make(sms("hello")), Choices(them=(THEIRS,), me=mine))
    assert [(one.type, one.value) for one in identifiers(ledger) if one.keeper] == [("phone", mine[0])]


def test_their_name_is_never_the_keepers(ledger: Ledger, tmp_path: Path) -> None:
    """--me with a name of theirs would turn their words into the keeper's: it is refused, and says so."""
    take(ledger, chat(tmp_path, line("Mary", "Why?")))
    with pytest.raises(BadInput, match="recorded as someone else's"):
        preview(ledger, chat(tmp_path, line("Mary", "Why?"), name="b.txt"), Choices(me=("mary",)))
    with pytest.raises(BadInput, match="is your own"):
        preview(ledger, chat(tmp_path, line("Mary", "Why?"), name="c.txt"), Choices(them=("Sam",)))


def test_a_name_is_theirs_in_that_format_only(ledger: Ledger, tmp_path: Path) -> None:
    """Another app's Mary is theirs when the keeper says so there too, and is named until then."""
    take(ledger, chat(tmp_path, line("Mary", "Why?")))
    other = chat(tmp_path, line("Mary", "Lunch?", 9), name="b.txt", importer=Chat("other-chat"))
    seen = preview(ledger, other, Choices())
    assert (counts(seen), list(seen.ground.parties.elsewhere)) == ((0, 0, 1), ["Mary"])
    take(ledger, other, Choices(everyone=True))
    assert parties(ledger) == ["respondent", "not-established"]
    take(ledger, chat(tmp_path, line("Mary", "!", 10), name="c.txt", importer=Chat("other-chat")), MARY)
    assert parties(ledger) == ["respondent", "respondent", "respondent"]
    assert len([one for one in identifiers(ledger) if one.value == "Mary"]) == 1


def test_another_apps_sam_is_not_the_keeper(ledger: Ledger, tmp_path: Path) -> None:
    """The keeper's own name of one app is a stranger's in another: their words are not the keeper's."""
    take(ledger, chat(tmp_path, line("Sam", "Stop.", to="Mary")))
    other = chat(tmp_path, line("Sam", "Hi", to="Mary"), name="b.txt", importer=Chat("other-chat"))
    assert counts(preview(ledger, other, Choices())) == (0, 0, 1)


def test_a_name_recorded_with_a_reason_of_its_own_is_theirs_everywhere(
    ledger: Ledger, tmp_path: Path
) -> None:
    """What the keeper says of a name apart from any import is not narrowed."""
    ledger.append([Identifier(type="handle", value="Mary", person=2, basis="her name in every app")])
    for name in ("chat", "other-chat"):
        assert preview(ledger, chat(tmp_path, line("Mary", "Why?"), importer=Chat(name)), Choices()).imported


def test_who_the_record_knows_was_not_the_keeper(ledger: Ledger, tmp_path: Path) -> None:
    """Without --me, what is theirs or another known person's is told to be; of nobody else is it guessed."""
    ledger.append(
        [
            Person(role="other", name="Priya"),
            Identifier(type="handle", value="Priya", person=5, basis="her own name"),
        ]
    )
    export = chat(tmp_path, line("Mary", "Why?"), line("Sam", "Stop.", 1), line("Priya", "Hi", 2))
    assert counts(preview(ledger, export, MARY)) == (1, 0, 2)
    take(ledger, export, replace(MARY, everyone=True))
    assert [("sender-unsaid" in one.flags, one.direction) for one in contacts(ledger)] == [
        (False, "in"),
        (True, "in"),
        (False, "in"),
    ]
    assert parties(ledger) == ["respondent", "not-established", "other"]


def test_a_renamed_contact_is_recognised_once_the_record_says_so(ledger: Ledger, tmp_path: Path) -> None:
    """Mary became Maria on the phone: with the alias recorded, an overlapping export adds nothing twice."""
    take(ledger, chat(tmp_path, line("Mary", "??"), line("Mary", "??"), line("Sam", "No.", 1, to="Mary")))
    renamed = [line("Maria", "??"), line("Maria", "??"), line("Sam", "No.", 1, to="Maria")]
    later = chat(tmp_path, *renamed, name="b.txt")
    assert counts(preview(ledger, later, Choices())) == (0, 0, 3)
    ledger.append([Identifier(type="handle", value="Maria", person=2, basis="Mary, renamed on my phone")])
    assert counts(preview(ledger, later, Choices())) == (0, 3, 0)
    more = chat(tmp_path, *renamed, line("Maria", "??"), line("Maria", "New.", 2), name="c.txt")
    assert counts(preview(ledger, more, Choices())) == (2, 3, 0)


def test_a_contact_that_was_saved_later_is_recognised(ledger: Ledger, tmp_path: Path) -> None:
    """A number that got a name is one account with it, as long as it is their only number."""
    first = chat(tmp_path, line("+44 7700 900355", "Why?"))
    take(ledger, first, Choices(them=(THEIRS,)))
    named = chat(tmp_path, line("Mary", "Why?"), name="b.txt")
    assert counts(preview(ledger, named, MARY)) == (0, 1, 0)
    ledger.append([Identifier(type="phone", value="+44 7700 900777", person=2, basis="number known")])
    assert counts(preview(ledger, named, MARY)) == (1, 0, 0)


def test_two_numbers_of_theirs_are_two_senders(ledger: Ledger, make: Make) -> None:
    """The same words in the same moment from two of their numbers are two messages, and neither is lost."""
    second = "+447700900777"
    theirs = Choices(them=(THEIRS, second))
    take(ledger, make(sms("??"), name="a.xml"), theirs)
    assert counts(preview(ledger, make(sms("??", who=second), name="b.xml"), theirs)) == (1, 0, 0)


def test_a_message_with_a_name_of_its_own_is_recognised_under_another_sender(
    ledger: Ledger, tmp_path: Path
) -> None:
    """Where the app gives each message a name that stays, a renamed contact needs no alias to be known."""
    take(ledger, chat(tmp_path, line("Mary", "??", native_id="m1"), line("Mary", "??", native_id="m2")))
    both = Choices(them=("Mary", "Maria"))
    again = [line("Maria", "??", native_id="m1"), line("Maria", "??", native_id="m2")]
    unlinked = chat(tmp_path, *again, line("Maria", "??", native_id="m3"), name="b.txt")
    assert counts(preview(ledger, unlinked, replace(both, everyone=True))) == (1, 2, 0)
    edited = chat(tmp_path, line("Mary", "?!", native_id="m1"), name="c.txt")
    assert counts(preview(ledger, edited, MARY)) == (1, 0, 0)


def test_another_zone_and_a_newer_importer_make_no_second_entry(ledger: Ledger, tmp_path: Path) -> None:
    """The same file read in another zone, or by a newer importer that flags more, adds nothing."""
    lines = line("Mary", "Why?"), line("Mary", "Why?", 1)
    take(ledger, chat(tmp_path, *lines))
    same = chat(tmp_path, *lines, line("Mary", "So?", 2), name="b.txt", importer=Chat(version=2))
    assert counts(preview(ledger, same, Choices(zone="America/New_York"))) == (1, 2, 0)


def test_another_format_s_telling_is_no_duplicate(ledger: Ledger, tmp_path: Path) -> None:
    """What two independent sources tell is evidence: both are kept, and proposed to be one."""
    take(ledger, chat(tmp_path, line("Mary", "Why?")))
    other = chat(tmp_path, line("Mary", "Why?"), name="b.txt", importer=Chat("other-chat"))
    assert counts(preview(ledger, other, MARY)) == (1, 0, 0)


@pytest.mark.parametrize("shown", ["-1", "Unknown", "No caller ID"])
def test_a_hidden_number_is_never_theirs(ledger: Ledger, make: Make, shown: str) -> None:
    """It cannot be stated to be; and a call that shows such words is kept as nobody's."""
    with pytest.raises(BadInput, match="hidden number"):
        preview(ledger, make(call(3)), Choices(them=(shown,)))
    take(ledger, make(call(3, who=shown), call(3, 1, FRIEND)), Choices())
    assert [(one.identifier, one.withheld) for one in contacts(ledger)] == [("", True)]
    assert parties(ledger) == ["not-established"]
