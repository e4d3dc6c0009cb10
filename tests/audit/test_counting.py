"""Every contact counted once, however often it is told."""

from recordkeeper.audit.doubles import Double
from recordkeeper.audit.findings import audit
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact
from tests.casebook import STARTED, contact, fold_facts, imported, moment, ms, source, target

AS_OF = ms("2026-04-01T00:00")


def outside(*facts: Fact) -> int:
    """How many contacts outside the boundary some facts after the standard case add up to."""
    return audit(fold_facts(*STARTED, *facts), as_of=AS_OF).pattern.outside


def call(when: str, **fields: object) -> Contact:
    """A typed call."""
    return contact(when, **({"channel": "call", "words": None} | fields))


def his_call(when: str, **fields: object) -> Contact:
    """An imported call from his number; the source is entry 7."""
    return imported(when, 7, **({"channel": "call", "words": None} | fields))


def test_a_count_is_expanded() -> None:
    """Fourteen calls written as one entry are fourteen contacts."""
    assert outside(call("2026-02-10T21:00", count=14)) == 14


def test_a_withdrawn_contact_counts_nowhere() -> None:
    """A contact taken back is printed, and in no figure."""
    assert outside(call("2026-02-10T21:00"), Withdrawal(target=target(7), reason="not them")) == 0


def test_what_was_never_sent_counts_nowhere() -> None:
    """A draft of the keeper's is no contact begun, no reply, nothing."""
    draft = contact("2026-02-10T21:00", direction="out", flags=("not-sent",))
    found = audit(fold_facts(*STARTED, draft), as_of=AS_OF)
    assert found.consistency.replies == 0
    assert found.count.contacts == ()


def test_a_same_group_counts_as_its_most_detailed_source() -> None:
    """Typed "3 missed calls" and the phone's own three are three contacts, with the phone's times."""
    evening = contact(moment("2026-02-10T21:00", "2026-02-10T22:00"), channel="call", words=None, count=3)
    facts = (
        source(3),
        his_call("2026-02-10T21:02"),
        his_call("2026-02-10T21:20"),
        his_call("2026-02-10T21:50"),
        evening,
        Same(entries=(8, 9, 10, 11)),
    )
    found = audit(fold_facts(*STARTED, *facts), as_of=AS_OF)
    assert found.pattern.outside == 3
    assert [one.serial for one in found.after] == [8, 9, 10]


def test_two_typed_entries_told_the_same_count_once() -> None:
    """One contact typed twice is one contact, the first entry's."""
    facts = (call("2026-02-10T21:00"), call("2026-02-12T21:00"), Same(entries=(7, 8)))
    found = audit(fold_facts(*STARTED, *facts), as_of=AS_OF)
    assert (found.pattern.outside, found.after[0].serial, found.after[0].told_also) == (1, 7, (8,))


def test_a_withdrawn_same_no_longer_speaks() -> None:
    """Taking back that two entries are one makes them two again."""
    facts = (
        call("2026-02-10T21:00"),
        call("2026-02-12T21:00"),
        Same(entries=(7, 8)),
        Withdrawal(target=target(9), reason="they were two"),
    )
    assert outside(*facts) == 2


def test_a_probable_double_counts_once_and_is_named() -> None:
    """A typed call at 21:40 and the phone's at 21:39 are probably one; the keeper is asked, not overruled."""
    facts = (source(), his_call("2026-02-10T21:39"), call("2026-02-10T21:40"))
    found = audit(fold_facts(*STARTED, *facts), as_of=AS_OF)
    assert found.pattern.outside == 1
    assert found.count.doubles == (Double(typed=9, imported=(8,)),)
    assert [(one.entry, one.command) for one in found.stronger if one.entry == "9"] == [("9", "rk same 9 8")]


def test_entries_told_apart_count_twice_and_are_asked_about_no_more() -> None:
    """They look like one contact and are two: both count."""
    facts = (
        source(),
        his_call("2026-02-10T21:39"),
        call("2026-02-10T21:40"),
        Same(entries=(8, 9), apart=True),
    )
    found = audit(fold_facts(*STARTED, *facts), as_of=AS_OF)
    assert (found.pattern.outside, found.count.doubles) == (2, ())


def test_other_words_on_another_channel_or_an_hour_later_are_no_double() -> None:
    """Only what may well be the same contact is taken for it."""
    facts = (
        source(),
        imported("2026-02-10T21:39", 7, channel="email", words="where are you"),
        contact("2026-02-10T21:40", channel="email", words="I will come over"),
        his_call("2026-02-10T22:00"),
        call("2026-02-10T23:00"),
        contact("2026-02-10T22:01", channel="gift", words=None),
    )
    found = audit(fold_facts(*STARTED, *facts), as_of=AS_OF)
    assert (found.count.doubles, found.pattern.outside) == ((), 5)


def test_the_same_words_on_the_same_day_are_a_probable_double() -> None:
    """A typed entry of which only the day is known needs the words to be taken for an imported one."""
    facts = (
        source(),
        imported("2026-02-10T21:39", 7, channel="email", words="Where  ARE you"),
        contact("2026-02-10", channel="email", words="where are you"),
    )
    assert outside(*facts) == 1


def test_a_hidden_number_is_no_double_of_his_call() -> None:
    """A call whose caller is not established is never merged into one that is."""
    facts = (source(), his_call("2026-02-10T21:39", identifier="", withheld=True), call("2026-02-10T21:40"))
    assert outside(*facts) == 1
    assert audit(fold_facts(*STARTED, *facts), as_of=AS_OF).verdicts["not_established"] == 1


def test_each_imported_entry_is_the_double_of_one_typed_entry_at_most() -> None:
    """Two typed calls cannot both be the one call in the phone."""
    facts = (source(), his_call("2026-02-10T21:39"), call("2026-02-10T21:40"), call("2026-02-10T21:41"))
    assert outside(*facts) == 2


def test_what_one_telling_says_of_the_purpose_goes_for_the_contact() -> None:
    """Typed "about our son", imported without a purpose: the contact is about their son."""
    facts = (
        source(),
        his_call("2026-02-10T21:39"),
        call("2026-02-10T21:40", purpose="children"),
        Same(entries=(8, 9)),
    )
    found = audit(fold_facts(*STARTED, *facts), as_of=AS_OF)
    assert found.verdicts["excepted"] == 1
    assert found.after[0].purpose == "children"


def test_acts_of_every_telling_and_marking_are_named_once() -> None:
    """A threat named when typing and again when marking is one threat."""
    facts = (
        call("2026-02-10T21:40", acts=("threat",)),
        Marking(entries=((7, 7),), acts=("threat", "weapon")),
    )
    assert audit(fold_facts(*STARTED, *facts), as_of=AS_OF).pattern.acts == {"threat": 1, "weapon": 1}
