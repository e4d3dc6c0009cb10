"""The preview: what an import would do, before anything is kept."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from recordkeeper.errors import BadInput, ImportRefused
from recordkeeper.intake.bring_in import bring_in
from recordkeeper.intake.export import Export, export_at
from recordkeeper.intake.preview import Preview, preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.intake.tally import MOST_SKIPPED
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Identifier, Person
from tests.intake.conftest import Make
from tests.intake.exports import BASE, EVERYONE, FRIEND, SISTER, THEIRS, THEM, call, mms, part, sms


def fates(seen: Preview) -> tuple[int, int, int, int]:
    """Imported, duplicates, others, system; their sum must be what was parsed."""
    counts = seen.imported, seen.duplicates, seen.others, seen.system
    assert sum(counts) == seen.parsed
    return counts


def test_nothing_is_kept_by_looking(ledger: Ledger, make: Make) -> None:
    """A preview leaves the record exactly as it was."""
    before = ledger.head()
    preview(ledger, make(sms("hello")), THEM)
    assert ledger.head() == before
    assert list(ledger._vault.files()) == []


def test_the_file_is_named_by_its_own_bytes(ledger: Ledger, make: Make) -> None:
    """Hash and size are of the whole untouched file, also beyond a place where it is damaged."""
    for export in (make(sms("a")), make(sms("a"), end="<broken & >" + "x" * 3_000_000, name="b.xml")):
        seen = preview(ledger, export, THEM)
        with export.open() as stream:
            data = stream.read()
        assert (seen.sha256, seen.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_only_theirs_and_hidden_callers_are_brought_in(ledger: Ledger, make: Make) -> None:
    """Theirs, those who act for them and hidden numbers become entries; everyone else stays in the phone."""
    export = make(
        sms("from him"),
        sms("to him", 1, kind=2),
        sms("from his sister", 2, who=SISTER),
        sms("lunch?", 3, who=FRIEND),
        call(3, 4, who="-1"),
        sms("yes", 5, who=FRIEND, kind=2),
    )
    assert fates(preview(ledger, export, THEM)) == (4, 0, 2, 0)
    assert fates(preview(ledger, export, EVERYONE)) == (6, 0, 0, 0)
    assert fates(preview(ledger, export, Choices())) == (2, 0, 4, 0)


@pytest.mark.parametrize(
    "displayed", ["07700 900355", "+447700900355", "0044 7700-900355", "\u202a+44 7700 900355\u202c"]
)
def test_a_number_is_theirs_however_it_is_displayed(ledger: Ledger, make: Make, displayed: str) -> None:
    """The same number is recognised with and without its country code, spaces and direction marks."""
    assert preview(ledger, make(sms("hi", who=displayed)), THEM).imported == 1


@pytest.mark.parametrize("displayed", ["+447700900356", "+12027900355", "900355", "A. Reyes"])
def test_a_number_that_only_looks_like_theirs_is_not_theirs(
    ledger: Ledger, make: Make, displayed: str
) -> None:
    """A different number, a short one and a shown name are never taken for theirs."""
    export = make(sms("hi", who=displayed, contact_name="A. Reyes"))
    assert fates(preview(ledger, export, THEM)) == (0, 0, 1, 0)


def test_in_a_group_the_sender_decides_what_came_in(ledger: Ledger, make: Make) -> None:
    """A friend's message in a group with them is the friend's; theirs is theirs."""
    group = f"{THEIRS}~{FRIEND}"
    export = make(mms(0, group, FRIEND), mms(1, group, THEIRS))
    seen = preview(ledger, export, THEM)
    assert fates(seen) == (1, 0, 1, 0)
    assert seen.samples[0].identifier == THEIRS


def test_in_a_group_any_recipient_decides_what_went_out(ledger: Ledger, make: Make) -> None:
    """The keeper's message to a group with them in it is to them, the others named beside."""
    export = make(mms(0, f"{FRIEND}~{SISTER}~{THEIRS}", "insert-address-token", kind=2))
    sent = preview(ledger, export, THEM).samples[0]
    assert (sent.identifier, sent.group) == (THEIRS, (FRIEND, SISTER))


def test_a_group_without_them_and_without_a_sender_stays_in_the_phone(ledger: Ledger, make: Make) -> None:
    """Where all of a group are named and none is theirs, an unknown sender is nobody they could be."""
    strangers = f"{FRIEND}~+447700900500"
    export = make(mms(0, strangers, "", kind=1), mms(1, f"{FRIEND}~{THEIRS}", "", kind=1))
    assert fates(preview(ledger, export, THEM)) == (1, 0, 1, 0)


def test_reports_of_the_network_are_no_contacts(ledger: Ledger, make: Make) -> None:
    """A delivery report is counted as the phone's own, whoever it is about."""
    assert fates(preview(ledger, make(mms(0, THEIRS, THEIRS, m_type=134)), EVERYONE)) == (0, 0, 0, 1)


def test_what_ended_before_since_is_left_and_counted(ledger: Ledger, make: Make) -> None:
    """Too early is told apart among the others; a time that cannot be read is never too early."""
    since = Moment(at=BASE + 60_000, until=BASE + 60_000, precision="exact", basis="typed", clock="keeper")
    unknown = sms("when?").replace(f'date="{BASE}"', 'date="lost"')
    export = make(sms("before", 0), sms("at", 1), sms("after", 2), unknown)
    seen = preview(ledger, export, Choices(them=(THEIRS,), since=since))
    assert fates(seen) == (3, 0, 1, 0)
    assert seen.early == 1


def test_the_counts_a_keeper_checks(ledger: Ledger, make: Make) -> None:
    """By sender, direction and day; first and last; what the file declares and gives away of its zone."""
    export = make(
        sms("one", 0, contact_name="A.", readable_date="1 Jan 2026 01:00:00"),
        sms("two", 23 * 60, kind=2),
        sms("three", 24 * 60),
        sms("other", 25 * 60, who=FRIEND, contact_name="Priya"),
    )
    seen = preview(ledger, export, THEM)
    rows = [(one.identifier, one.shown_name, one.received, one.sent, one.imported) for one in seen.senders]
    assert rows == [(THEIRS, "A.", 2, 1, 3), (FRIEND, "Priya", 1, 0, 0)]
    assert seen.directions == {"in": 2, "out": 1}
    assert seen.days == {date(2026, 1, 1): 2, date(2026, 1, 2): 1}
    assert (seen.first, seen.last) == (BASE, BASE + 25 * 3_600_000)
    assert (seen.declared, seen.parsed, seen.zone_basis, seen.offsets) == (4, 4, "epoch", (3600,))
    assert [one.words for one in seen.samples] == ["one", "two", "three"]
    assert seen.head == ledger.head()


def test_a_day_is_a_day_of_the_record_s_zone(ledger: Ledger, make: Make) -> None:
    """After the clocks go forward, half past eleven in the evening UTC is the next day in London."""
    june = 1_780_270_200_000  # 2026-05-31T23:30:00Z
    record = sms("late").replace(str(BASE), str(june))
    assert preview(ledger, make(record), THEM).days == {date(2026, 6, 1): 1}


def test_what_cannot_be_read_is_told(ledger: Ledger, make: Make) -> None:
    """A record without a direction, a broken picture and a broken file are each named with their place."""
    export = make(
        sms("ok"),
        sms("?", kind=9),
        mms(2, THEIRS, THEIRS, parts=part("@@@", "photo.jpg")),
        end="<sms address=",
    )
    seen = preview(ledger, export, THEM)
    assert seen.imported == 2
    assert [
        ("record 2" in one.locator, "photo.jpg" in one.locator) for one in seen.skipped + seen.missing
    ] == [
        (True, False),
        (False, True),
    ]
    assert len(seen.damage) == 1
    assert "part-unreadable" in seen.samples[1].flags


def test_a_million_broken_records_are_counted_not_listed(ledger: Ledger, make: Make) -> None:
    """The list of what was skipped ends, and its last line says how many more there were."""
    seen = preview(ledger, make(*[sms("?", kind=9)] * (MOST_SKIPPED + 7)), THEM)
    assert len(seen.skipped) == MOST_SKIPPED + 1
    assert seen.skipped[-1].reason == "and 7 more"


def test_progress_is_told_to_the_last_byte(ledger: Ledger, make: Make) -> None:
    """The bar of the command line ends full."""
    told: list[tuple[int, int, int]] = []
    export = make(*[sms("hello", n) for n in range(20)])
    preview(ledger, export, THEM, on_progress=lambda *now: told.append(now))
    assert told[-1][1:] == (export.size, export.size)
    assert told[-1][0] == 20


def test_their_number_may_come_before_any_name(empty: Ledger, make: Make) -> None:
    """Where nobody is the other person yet, their number makes them: P1, to be named later."""
    export = make(sms("hi"))
    done = bring_in(empty, export, preview(empty, export, THEM))
    people, numbers = (
        list(empty.entries("record", kinds=["person"])),
        list(empty.entries("record", kinds=["identifier"])),
    )
    assert [one.fact for one in people] == [Person(role="respondent")]
    assert [one.fact.person for one in numbers if isinstance(one.fact, Identifier)] == [people[0].serial]
    assert done.counted.imported == 1


@pytest.mark.parametrize(
    "choices",
    [
        Choices(them=(THEIRS,), me=("07700 900355",)),
        Choices(them=(FRIEND,)),
        Choices(them=("+447700900199",)),
        Choices(them=("  ",)),
    ],
    ids=["also mine", "a friend's", "recorded as mine", "empty"],
)
def test_somebody_else_s_number_is_not_made_theirs(ledger: Ledger, make: Make, choices: Choices) -> None:
    """A number that the record knows to be the keeper's or a friend's is refused as theirs."""
    ledger.append(
        [
            Person(role="other", name="Priya"),
            Identifier(type="phone", value="07700 900413", person=5, basis="number known"),
            Identifier(type="phone", value="07700 900199", keeper=True),
        ]
    )
    with pytest.raises(BadInput):
        preview(ledger, make(sms("hi")), choices)


def test_a_file_of_no_known_kind_is_refused_before_anything_else(tmp_path: Path) -> None:
    """What no importer claims is refused, as is a format or a file that does not exist."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear M.")
    with pytest.raises(ImportRefused):
        export_at(path)
    with pytest.raises(BadInput):
        export_at(path, "no-such-format")
    with pytest.raises(BadInput):
        export_at(tmp_path / "nothing.xml")


def test_the_format_can_be_said(make: Make, tmp_path: Path) -> None:
    """A format named by the keeper is used without asking the content."""
    made = make(sms("hi"))
    assert export_at(tmp_path / made.name, "sms-backup-restore").importer is made.importer


def test_an_empty_file_has_nothing_to_record(ledger: Ledger, make: Make) -> None:
    """An export without records leads to no entry at all."""
    export: Export = make()
    seen = preview(ledger, export, THEM)
    assert seen.nothing_new
    assert bring_in(ledger, export, seen).source is None
