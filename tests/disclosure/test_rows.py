"""A5 and the annex: what stands in a row, and in which order the rows come."""

from recordkeeper.disclosure.brief import Choices
from recordkeeper.records.boundaries import Statement
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, ReportMade, Trigger
from recordkeeper.records.contacts import Marking, Same
from recordkeeper.records.fact import FileRef
from recordkeeper.records.people import Person
from tests.casebook import STARTED, contact, fold_facts, imported, moment, source
from tests.disclosure.leaving import disclosed, erased, leaving, row

PRIVATE = contact("2026-02-10T10:00", location="At school", impact="Slept badly", children_present="yes")
SAID = Statement(when=moment("2026-02-09T18:00"), words="Next time I block.", channel="text")
BLOCK = Consequence(action="Block the number", statement=7, trigger=Trigger(type="any"))


def test_private_fields_asked_for_by_name_say_what_they_are() -> None:
    """Each leaves only for its own name, with a word before it."""
    names = ("impact", "location", "children-present")
    found = disclosed(PRIVATE, choices=Choices(include=names))
    told = "“hello” Impact: “Slept badly” Place: At school Children present: yes"
    assert found.schedule[0].what == told
    assert disclosed(PRIVATE).schedule[0].what == "“hello”"
    for name, words in zip(names, ("“Slept badly”", "At school", "Children present: yes"), strict=True):
        only = disclosed(PRIVATE, choices=Choices(include=(name,))).schedule[0].what
        assert [one in only for one in ("“Slept badly”", "At school", "present")].count(True) == 1
        assert words in only


def test_a_row_names_what_a_contact_answers_what_it_was_about_and_who_acted() -> None:
    """The keeper's later views stand in brackets after the words, as paragraphs and names."""
    proxy = Person(role="proxy", name="Sam Roe")
    view = Marking(entries=((8, 8),), purpose="children", acts=("threat",), answers=5, via=7)
    found = disclosed(proxy, contact("2026-02-10T10:00", purpose="court"), view)
    assert found.schedule[0].what == "“hello” (words quoted as a threat) (about the children) (answers S1)"
    assert found.schedule[0].way == "text, through P2"


def test_an_answer_to_an_entry_is_named_by_its_paragraph() -> None:
    """What has no name of its own is named by its ¶, as everything in the document is."""
    mine = contact("2026-02-10T10:00", direction="out", words="No.", answers=7)
    found = disclosed(contact("2026-02-10T09:00"), mine, contact("2026-02-10T11:00", answers=8))
    assert [one.answer for one in found.schedule] == ["", "answers ¶7", ""]
    assert found.schedule[2].what == "“hello” (answers ¶8)"
    assert (found.schedule[1].kind, found.schedule[1].verdict) == ("own", "")


def test_an_answered_call_says_so_in_its_own_column() -> None:
    """That the keeper picked up is shown, whatever it adds to."""
    found = disclosed(contact("2026-02-10T09:00", channel="call", words=None, answered=True))
    assert (found.schedule[0].what, found.schedule[0].answer) == ("", "answered")


def test_one_contact_told_twice_names_the_other_entry() -> None:
    """Both are printed, each with the paragraph of the other."""
    typed = contact("2026-02-10T21:40", channel="call", words=None, facts="Rang")
    found = disclosed(
        source(), imported("2026-02-10T21:39", 7, channel="call", words=None), typed, Same(entries=(8, 9))
    )
    assert [one.what for one in found.schedule] == ["Told also in ¶9.", "Rang Told also in ¶8."]
    assert [one.recorded.split(" ")[0] for one in found.schedule] == ["imported", "recorded"]


def test_consequences_measures_and_reports_stand_among_the_contacts() -> None:
    """In order of time: what was announced stands at the time of its statement."""
    screen = FileRef(sha256="f" * 64, size=9, name="blocked.png")
    done = ConsequenceStep(consequence=8, step="done", when=moment("2026-02-11T08:00"), files=(screen,))
    measure = Measure(type="block", when=moment("2026-02-11T09:00"))
    report = ReportMade(to="police", when=moment("2026-02-12T09:00"))
    found = disclosed(SAID, BLOCK, done, measure, report, contact("2026-02-10T10:00"))
    assert [(one.mark, one.kind, one.way) for one in found.chronology] == [
        ("5", "notice", "notice"),
        ("6", "notice", "notice"),
        ("7", "notice", "notice"),
        ("8", "consequence", "consequence"),
        ("12", "contact", "text"),
        ("9", "consequence", "consequence"),
        ("10", "other", "step taken"),
        ("11", "other", "step taken"),
    ]
    assert (row(found, "8").when, row(found, "9").exhibit) == ("Mon 9 Feb 2026, 18:00", "E9")


def test_a_consequence_whose_statement_is_gone_stands_where_it_was_recorded() -> None:
    """With the statement's content erased, no time of announcement is claimed for it."""
    found = leaving(erased(fold_facts(*STARTED, SAID, BLOCK), 7))
    assert row(found, "8").when == "Mon 1 Jun 2026, 12:00"
    assert found.follow_through is not None
    assert found.follow_through.rows[0][1] == "Block the number"


def test_contacts_of_which_no_time_is_known_come_last() -> None:
    """Nothing is concluded from them, and they are not left out."""
    found = disclosed(contact(None, words="some day"), contact("2026-02-10T10:00"))
    assert [one.mark for one in found.schedule] == ["8", "7"]
    assert found.chronology[-1].when == "time not known"
    assert found.chronology[-1].recorded == "recorded Mon 1 Jun 2026"


def test_the_keepers_contacts_before_the_notice_stay_out_of_the_chronology() -> None:
    """They are in the annex; A5 begins with the notice, and undated ones are kept in it."""
    before = contact("2026-01-10T10:00", direction="out", words="early")
    undated = contact(None, direction="out", words="undated")
    found = disclosed(before, undated)
    assert [one.mark for one in found.chronology] == ["5", "6", "8"]
    assert [one.mark for one in found.schedule] == ["7", "8"]
