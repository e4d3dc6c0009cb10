"""A8: measures, reports, orders beside the contacts, witnesses, and the impact if asked for."""

from recordkeeper.disclosure.brief import Choices
from recordkeeper.disclosure.disclosed import Account
from recordkeeper.records.consequences import (
    Consequence,
    ConsequenceStep,
    Measure,
    Order,
    ReportMade,
    Trigger,
)
from recordkeeper.records.custody import Attachment, Withdrawal
from recordkeeper.records.fact import FileRef
from recordkeeper.records.people import Person, WitnessAccount
from tests.casebook import contact, moment, target
from tests.disclosure.leaving import disclosed, line, row

SCREEN = FileRef(sha256="f" * 64, size=9, name="screen.png")
CALLS = tuple(
    contact(f"2026-02-1{day}T10:00", channel="call", words=None, impact=f"Bad {day}") for day in (1, 2, 3)
)
BLOCK = Measure(
    type="block",
    channel="call",
    when=moment("2026-02-11T12:00"),
    facts="On the phone.",
    files=(SCREEN,),
    proof_entries=(5,),
)
ORDER = Order(
    type="Stay-away order",
    court="Court 2",
    case_number="FC-7",
    issued=moment("2026-02-11"),
    served=moment("2026-02-12T09:00"),
    terms=("Not to call.", "Not to come near."),
)


def test_a_measure_is_told_with_what_came_meanwhile() -> None:
    """From, until, the contacts on its channel in between with their ¶, and what shows it."""
    end = Measure(type="block", channel="call", ends=10, when=moment("2026-02-12T12:00"))
    locks = Measure(type="locks", when=moment(None))
    found = disclosed(*CALLS, BLOCK, end, locks).taken.measures
    assert found.rows == (
        (
            "M1 (¶10)",
            "blocked (call). On the phone.",
            "Wed 11 Feb 2026, 12:00",
            "Thu 12 Feb 2026, 12:00 (¶11)",
            "1 ¶8",
            "E10 ¶5",
        ),
        ("M2 (¶12)", "locks changed", "time not known", "still on", "", "none kept"),
    )


def test_a_report_is_told_with_its_reference() -> None:
    """To whom and how, who took it, what was said, what came of it, about what, and the copy."""
    report = ReportMade(
        to="police",
        when=moment("2026-02-14T09:00"),
        how="at the station",
        reference="1182/26",
        officer="PC Lee",
        badge="41",
        facts="The calls.",
        outcome="Logged.",
        about=(7, 8, 9),
        files=(SCREEN,),
    )
    bare = ReportMade(to="school", when=moment("2026-02-15"))
    found = disclosed(*CALLS, report, bare).taken.reports
    assert found.rows == (
        (
            "¶10",
            "Sat 14 Feb 2026, 09:00, the police (at the station)",
            "1182/26; PC Lee 41",
            "The calls.\nOutcome: Logged.\nAbout ¶7-9.\nE10",
        ),
        ("¶11", "Sun 15 Feb 2026, time not known, a school", "", ""),
    )


def test_an_order_stands_beside_the_contacts_while_it_was_in_force() -> None:
    """Its dates, its terms word for word, the contacts with their ¶; its copy is an exhibit."""
    copy = Attachment(to=10, when=moment(None), files=(SCREEN,))
    found = disclosed(*CALLS, ORDER, copy)
    (shown,) = found.taken.orders
    assert shown.title == "Stay-away order, Court 2, case FC-7 (¶10)"
    assert shown.dates == (
        "Made Wed 11 Feb 2026. Served Thu 12 Feb 2026, 09:00. No end of it is recorded. Copy: E11."
    )
    assert shown.terms == ("Not to call.", "Not to come near.")
    assert (
        shown.contacts == "2 contacts while it was in force, from its service Thu 12 Feb 2026, 09:00: call 2."
    )
    assert shown.behind == "¶8-9"
    assert line(found, "Order") == (
        "Stay-away order, Court 2, case FC-7 (¶10). Made Wed 11 Feb 2026. Served Thu 12 Feb 2026, 09:00. "
        "No end of it is recorded. 2 contacts while it was in force, from its service Thu 12 Feb 2026, "
        "09:00: call 2. (¶8-9)"
    )
    assert (row(found, "10").when, row(found, "10").way, row(found, "10").kind) == (
        "Wed 11 Feb 2026",
        "order",
        "other",
    )


def test_an_order_without_dates_claims_nothing() -> None:
    """It stands where it was recorded; page one says so where none is."""
    found = disclosed(*CALLS, Order(type="Order"))
    assert "Neither its date nor its service is recorded" in line(found, "Order")
    assert row(found, "10").when == "Mon 1 Jun 2026, 12:00"
    assert line(disclosed(), "Order") == "No order is recorded."
    over = ORDER.having(served=None, expires=moment("2026-02-12"))
    assert disclosed(*CALLS, over).taken.orders[0].contacts == (
        "1 contact since it was made Wed 11 Feb 2026 until its end, its service not being recorded: call 1."
    )


def test_a_witness_is_a_label_and_their_words() -> None:
    """What they saw, verbatim; whether they would say so; nothing else of who they are."""
    witness = Person(role="witness", label="witness 1", name="NAME")
    account = WitnessAccount(
        person=7,
        sensed="saw and heard",
        words="He stood there.",
        willing="yes",
        when=moment("2026-02-12T10:00"),
        about=(4,),
        files=(SCREEN,),
    )
    found = disclosed(witness, account, WitnessAccount(person=7, words="Again."))
    assert found.taken.accounts == (
        Account(
            "P2 witness 1, saw and heard (¶8)",
            "He stood there.",
            (
                "Given Thu 12 Feb 2026, 10:00.",
                "About ¶4.",
                "Willing to say so in court.",
                "Kept with it: E8.",
            ),
        ),
        Account("P2 witness 1 (¶9)", "Again.", ("Whether they would say so in court is not known.",)),
    )
    assert found.people.rows[1] == ("P2", "witness 1", "witness", "account ¶8-9 (A8)")
    assert "NAME" not in repr(found)


def test_an_account_of_somebody_in_no_court_paper_is_in_none() -> None:
    """A friend's account is for the lawyer; in court papers only those who are named there speak."""
    friend = Person(role="other", name="FRIEND")
    facts = (friend, WitnessAccount(person=7, words="SAW"))
    assert "SAW" in repr(disclosed(*facts))
    court = repr(disclosed(*facts, choices=Choices(profile="court")))
    assert "SAW" not in court
    assert "account ¶8" not in court


def test_the_impact_is_told_only_when_it_is_asked_for() -> None:
    """Each with its ¶ and time; asked for something else, none of it."""
    asked = disclosed(*CALLS, choices=Choices(include=("impact",))).taken.impact
    assert [(cells[0], cells[2]) for cells in asked.rows] == [
        ("¶7", "Bad 1"),
        ("¶8", "Bad 2"),
        ("¶9", "Bad 3"),
    ]
    assert disclosed(*CALLS).taken.impact.rows == ()
    assert disclosed(*CALLS, choices=Choices(include=("location",))).taken.impact.rows == ()


def test_steps_stay_on_page_one_when_consequences_are_left_out() -> None:
    """A measure and a report are no announcement; what carried one out is not named."""
    facts = (
        Consequence(action="ANNOUNCED", statement=5, trigger=Trigger(type="any")),
        ConsequenceStep(consequence=7, step="done", when=moment("2026-02-12T08:00")),
        BLOCK,
        Measure(type="block", channel="call", ends=9, when=moment("2026-02-13T12:00")),
    )
    found = disclosed(*facts, choices=Choices(consequences="none"))
    assert line(found, "Steps") == "blocked (call) Wed 11 Feb 2026 until Fri 13 Feb 2026 (¶9 E9)"
    assert "ANNOUNCED" in line(disclosed(*facts), "Steps")


def test_page_one_names_the_first_steps_and_counts_the_rest() -> None:
    """Ten are enough for one page; all of them stand in A8."""
    locks = [Measure(type="locks", when=moment(f"2026-02-{day}T10:00")) for day in range(11, 23)]
    told = line(disclosed(*locks), "Steps")
    assert told.count("locks changed") == 10
    assert told.endswith(" · 2 more (A5, A8)")
    assert len(disclosed(*locks).taken.measures.rows) == 12


def test_what_was_announced_and_what_carried_it_out_are_one_step() -> None:
    """Recorded together, page one names it once, with its reference; A6 cites both."""
    announced = Consequence(action="Tell the police", statement=5, trigger=Trigger(type="any"))
    report = ReportMade(to="police", reference="1182/26", when=moment("2026-02-14T09:00"))
    done = ConsequenceStep(consequence=7, step="done", when=report.when)
    found = disclosed(announced, report, done)
    assert line(found, "Steps") == "told the police Sat 14 Feb 2026, ref 1182/26 (¶8)"
    assert found.follow_through is not None
    assert found.follow_through.rows[0][4].endswith("(¶8-9)")
    apart = done.having(when=moment("2026-02-15T09:00"))
    assert line(disclosed(announced, report, apart), "Steps").startswith(
        "Tell the police Sun 15 Feb 2026 (¶9)"
    )
    gone = disclosed(announced, report, done, Withdrawal(target=target(8), reason="x"))
    assert line(gone, "Steps") == "Tell the police Sat 14 Feb 2026 (¶9)"
