"""A1 and A2: a lawyer's first questions, and who is who."""

from recordkeeper.audit.findings import audit
from recordkeeper.disclosure.wording import headline, partition
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, ReportMade, Trigger
from recordkeeper.records.contacts import Marking
from recordkeeper.records.fact import FileRef
from recordkeeper.records.people import Identifier, Person
from tests.casebook import (
    HIS,
    HIS_NUMBER,
    NO_CALLS,
    RESPONDENT,
    STARTED,
    contact,
    delivery,
    fold_facts,
    moment,
    stated,
)
from tests.disclosure.leaving import AS_OF, disclosed, leaving, line

CALLS = tuple(
    contact(f"2026-02-{day}T21:00", channel="call", words=None, proximity=near)
    for day, near in ((10, None), (11, "nearby"), (12, "nearby"), (13, "follow"))
)


def test_the_relationship_stands_first_where_it_was_told() -> None:
    """A lawyer reads who the other person is to the keeper before any number."""
    case = fold_facts(RESPONDENT.having(relationship="former partner"))
    assert leaving(case).summary.context == (
        "former partner",
        "Times: Europe/London",
        "Prepared Wed 1 Apr 2026.",
    )


def test_without_a_statement_no_notice_and_no_count_is_claimed() -> None:
    """Nothing stated is said as such, and nothing is called after it."""
    found = leaving(fold_facts(RESPONDENT, HIS_NUMBER, NO_CALLS, *CALLS))
    assert line(found, "Notice") == "No boundary has been stated."
    assert line(found, "After it") == ""
    assert found.summary.below == "0 contacts after notice: none. Before notice: 4, not counted (A3)."


def test_a_long_notice_is_cut_at_a_word_on_page_one_only() -> None:
    """160 characters of it, the cut shown; the whole of it stands in A3."""
    words = "Alex. " + "Please do not call or come by any more. " * 6
    found = leaving(fold_facts(*STARTED[:3], stated(4, words=words)))
    shown = line(found, "Notice")
    assert "call or come by any more. Please do not call or come by any …” (¶5)." in shown
    assert "Its arrival is not proven; figures count from the moment it was stated." in shown
    assert found.boundaries[0].notices[0].words == words


def test_the_proof_of_the_notice_is_named() -> None:
    """How it arrived, each way once, and the exhibits that show it; a refusal is no proof."""
    screen = FileRef(sha256="d" * 64, size=1, name="screen.png")
    read = delivery(5, "read", "2026-01-29T20:14").having(files=(screen,))
    found = leaving(fold_facts(*STARTED[:4], read, delivery(5, "refused", "2026-01-29T20:20")))
    assert "Counted from Thu 29 Jan 2026, 20:14: read (E6)." in line(found, "Notice")


def test_acts_and_nearness_are_counted_with_their_paragraphs() -> None:
    """What was threatened and how near they came, each with the entries behind it."""
    threat = Marking(entries=((7, 7),), acts=("threat",))
    told = line(disclosed(*CALLS, threat), "Acts")
    assert told == "words quoted as a threat 1 (¶7) · nearby 2 (¶8-9) · followed 1 (¶10)"


def test_the_three_contacts_are_the_keepers_choice_where_one_was_made() -> None:
    """Most recent, worst and first; without a choice no contact is called the worst."""
    assert line(disclosed(*CALLS), "Three") == "most recent ¶10 · first ¶7"
    picked = (Marking(entries=((8, 8),), pick="worst"), Marking(entries=((9, 9),), pick="first"))
    chosen = line(disclosed(*CALLS, *picked), "Three")
    assert chosen == "most recent ¶10 · worst, keeper's choice ¶8 · first ¶9"
    assert line(disclosed(), "Three") == ""


def test_steps_taken_stand_in_one_line() -> None:
    """Consequences carried out, measures and reports; one only moved is no step taken."""
    screen = FileRef(sha256="f" * 64, size=9, name="blocked.png")
    found = disclosed(
        Consequence(action="Block the number", statement=5, trigger=Trigger(type="any")),
        ConsequenceStep(consequence=7, step="deferred", when=moment("2026-02-11T08:00")),
        ConsequenceStep(consequence=7, step="done", when=moment("2026-02-12T08:00"), files=(screen,)),
        ConsequenceStep(consequence=7, step="done", when=moment(None)),
        Measure(type="locks", when=moment("2026-02-13T09:00")),
        ReportMade(to="police", reference="CR-117", when=moment("2026-02-14T09:00")),
    )
    assert line(found, "Steps") == (
        "Block the number Thu 12 Feb 2026 (¶9 E9) · Block the number (¶10) · "
        "locks changed Fri 13 Feb 2026 (¶11) · told the police Sat 14 Feb 2026, ref CR-117 (¶12)"
    )


def test_a_hidden_number_is_counted_apart() -> None:
    """A call nobody can be named for is in no figure against the other person."""
    hidden = contact("2026-02-10T10:00", channel="call", withheld=True, words=None)
    found = disclosed(hidden)
    assert found.summary.figures[0].value == "0"
    assert found.summary.below.endswith(
        "Also 1 contact of which it is not established who made them, "
        "not counted as A. Reyes (the other person)."
    )


def test_what_is_known_of_a_person_is_told_but_of_a_child_only_the_label() -> None:
    """Descriptions and known firearms of the other side; of a child neither, nor their number."""
    child = Person(role="child", label="child 1", name="Ann", description="tall", firearms="no")
    facts = (
        RESPONDENT.having(relationship="ex", vehicle="red van", firearms="yes"),
        child,
        Identifier(type="phone", value=HIS, person=2),
        Identifier(type="phone", value="+44 7700 900288", person=3, basis="given"),
        contact("2026-02-10T10:00", identifier="07700 900355"),
        contact(None, identifier="+44 7700 900355"),
    )
    found = leaving(fold_facts(*facts))
    assert found.people.rows == (
        ("P1", "A. Reyes", "the person asked to stop", "ex; red van; firearms known: yes"),
        ("P2", "child 1", "child", ""),
    )
    assert found.identifiers.rows == (
        (HIS, "P1 A. Reyes", "not stated (known)", "Tue 10 Feb 2026; 2 entries", "¶4"),
    )


def test_a_number_seen_only_at_an_unknown_time_has_no_first_date() -> None:
    """No date is made up for it."""
    found = leaving(fold_facts(RESPONDENT, HIS_NUMBER, contact(None, identifier=HIS)))
    assert found.identifiers.rows[0][3] == "date not known; 1 entry"
    assert leaving(fold_facts(RESPONDENT, HIS_NUMBER)).identifiers.rows[0][3] == "not seen"


def test_an_ended_boundary_leaves_no_rule_behind() -> None:
    """After the end was told, contact is on a channel without a rule, and is called that."""
    over = (Boundary(ended=True), stated(7, "2026-02-01T10:00"), delivery(8, "read", "2026-02-01T10:05"))
    found = disclosed(*over, CALLS[0])
    assert found.schedule[0].verdict == "no rule for this channel"
    assert found.summary.below == "1 contact after notice: 1 no rule for this channel."


def test_the_headline_is_the_figures_in_one_sentence() -> None:
    """The screen says what page one says, and every contact is in the sum of the verdicts."""
    case = fold_facts(*STARTED, *CALLS, contact("2026-01-10T10:00"))
    findings = audit(case, as_of=AS_OF)
    assert headline(findings) == "4 outside the boundary, on 4 of 63 days; 4 after notice in all"
    assert partition(findings) == "All contacts: 4 outside the boundary, 1 before notice."
    assert partition(audit(fold_facts(RESPONDENT), as_of=AS_OF)) == "All contacts: none."
