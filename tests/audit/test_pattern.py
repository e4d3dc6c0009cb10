"""How often, when and by what way."""

from datetime import date

from recordkeeper.audit.findings import Findings, audit
from recordkeeper.audit.intervals import Window
from recordkeeper.records.consequences import Measure
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.fact import Fact
from tests.casebook import STARTED, contact, fold_facts, moment, ms


def findings(*facts: Fact, as_of: str = "2026-02-28T12:00", window: Window | None = None) -> Findings:
    """The audit of some facts after the standard case; the notice is Thu 29 Jan 2026 20:14."""
    return audit(fold_facts(*STARTED, *facts), as_of=ms(as_of), window=window or Window())


def call(when: str, **fields: object) -> Contact:
    """A call, outside the boundary."""
    return contact(when, **({"channel": "call", "words": None} | fields))


def test_days_are_local_dates_from_the_notice_to_the_day_asked_both_included() -> None:
    """29 January to 28 February is 31 days."""
    found = findings(call("2026-02-01T23:59"), call("2026-02-02T00:01"), contact("2026-02-02T10:00")).pattern
    assert (found.days_in_window, found.days_with_contact, found.days_outside) == (31, 2, 2)
    assert (found.contacts, found.outside) == (3, 2)


def test_a_contact_over_more_than_a_day_is_in_no_day_or_hour_figure() -> None:
    """A week of calls is in the totals alone."""
    week = contact(moment("2026-02-01", "2026-02-08"), channel="call", count=9)
    found = findings(week).pattern
    assert (found.contacts, found.days_with_contact, found.episodes, found.most_in_24h.contacts) == (
        9,
        0,
        0,
        0,
    )


def test_night_is_from_22_to_6_where_it_happened() -> None:
    """21:59 and 06:00 are not night; a range is only if all of it is; a day's hour is not known."""
    at_night = [call("2026-02-01T22:00"), call("2026-02-02T05:59")]
    not_night = [call("2026-02-03T21:59"), call("2026-02-04T06:00"), call("2026-02-05")]
    part = call("2026-02-06").having(when=moment("2026-02-06T21:00", "2026-02-06T23:00"))
    whole = call("2026-02-07").having(when=moment("2026-02-07T23:00", "2026-02-08T01:00"))
    assert findings(*at_night, *not_night, part, whole).pattern.night == 3


def test_a_new_episode_begins_after_six_hours_of_quiet() -> None:
    """Six hours to the minute begin a new one; five hours fifty-nine do not."""
    found = findings(call("2026-02-01T10:00"), call("2026-02-01T15:59"), call("2026-02-01T21:59")).pattern
    assert found.episodes == 2


def test_most_in_a_stretch_is_elapsed_and_half_open() -> None:
    """A contact exactly an hour later is not within the hour."""
    found = findings(call("2026-02-01T10:00"), call("2026-02-01T10:59"), call("2026-02-01T11:00")).pattern
    assert (found.most_in_1h.contacts, found.most_in_1h.starts) == (2, ms("2026-02-01T10:00"))
    assert found.most_in_24h.contacts == 3


def test_most_in_24_hours_is_elapsed_over_a_change_of_the_clocks() -> None:
    """On the day the clocks go forward 24 elapsed hours end at eleven."""
    found = findings(call("2026-03-28T10:00"), call("2026-03-29T10:59"), as_of="2026-04-01T00:00").pattern
    assert found.most_in_24h.contacts == 2


def test_longest_quiet_is_whole_dates_between_two_contacts_and_the_rest_is_told_apart() -> None:
    """From the 1st to the 5th there are three quiet dates; since the last, twenty-three days."""
    found = findings(call("2026-02-01T10:00"), call("2026-02-05T10:00")).pattern
    assert (found.longest_quiet_days, found.quiet_days_since_last) == (3, 23)


def test_weeks_are_fixed_from_the_day_of_the_notice() -> None:
    """The first week runs from Thursday 29 January."""
    weeks = findings(call("2026-01-30T10:00"), contact("2026-02-05T10:00")).pattern.by_week
    assert [(one.start, one.contacts, one.outside) for one in weeks[:2]] == [
        (date(2026, 1, 29), 1, 1),
        (date(2026, 2, 5), 1, 0),
    ]
    assert len(weeks) == 5


def test_first_after_notice_skips_answers_to_the_statement() -> None:
    """His "ok" is stated apart: the first contact is the call an hour and a minute after the notice."""
    answer = contact("2026-01-29T20:15", words="ok")
    found = findings(answer, call("2026-01-29T21:15"), Marking(entries=((7, 7),), answers=5)).pattern
    assert (found.first_after_notice_seconds, found.contacts) == (61 * 60, 2)


def test_channels_acts_and_proximity_are_plain_counts_most_first() -> None:
    """Counts only: no sum, no score."""
    found = findings(
        call("2026-02-01T10:00", count=2),
        contact("2026-02-02T10:00", channel="in-person", proximity="follow", acts=("surveillance",)),
        contact("2026-02-03T10:00", acts=("threat",)),
    ).pattern
    assert found.by_channel == {"call": 2, "in-person": 1, "text": 1}
    assert found.acts == {"surveillance": 1, "threat": 1}
    assert found.proximity == {"follow": 1}


def test_after_a_block_later_contacts_on_that_channel_and_new_numbers_are_named() -> None:
    """A second number first used after the block is new; his first one is not."""
    block = Measure(type="block", channel="call", when=moment("2026-02-05T10:00"))
    facts = (
        call("2026-02-01T10:00", identifier="+44 7700 900355"),
        block,
        call("2026-02-06T10:00", identifier="07700 900355"),
        contact("2026-02-07T10:00", identifier="+44 7700 900871", person=2),
        call("2026-02-08T10:00", identifier="+44 7700 900871", person=2),
    )
    found = findings(*facts).pattern
    assert (found.after_block, found.new_identifiers_after_block) == (2, ("+44 7700 900871",))


def test_a_window_narrows_the_figures_and_not_the_consequences() -> None:
    """Only contacts from 5 February on; the notice stays what it is."""
    facts = (call("2026-02-01T10:00"), call("2026-02-06T10:00"))
    found = findings(*facts, window=Window(since=ms("2026-02-05T00:00"), until=ms("2026-02-10T00:00")))
    assert (found.pattern.contacts, found.verdicts["outside"]) == (1, 1)
    assert found.notice is not None
    assert findings(*facts, window=Window(until=ms("2026-02-01T00:00"))).pattern.contacts == 0


def test_every_figure_lists_the_entries_behind_it() -> None:
    """Serials, so that each number can be traced to what was recorded."""
    found = findings(call("2026-02-01T23:00"), contact("2026-02-02T10:00"))
    assert found.pattern.serials["contacts"] == (7, 8)
    assert found.pattern.serials["outside"] == (7,)
    assert found.pattern.serials["night"] == (7,)
    assert found.serials_by_verdict()["within"] == (8,)


def test_before_any_notice_every_figure_is_nothing() -> None:
    """A record without a notice has no contacts after notice, and says so with zeros."""
    case = fold_facts(contact("2026-02-01T10:00"))
    found = audit(case, as_of=ms("2026-02-28T12:00"))
    assert (found.pattern.contacts, found.pattern.days_in_window, found.notice) == (0, 0, None)
    assert found.last_contact is not None
