"""Measures from beginning to end, and what came after a block."""

from recordkeeper.audit.blocks import measures
from recordkeeper.audit.findings import audit
from recordkeeper.audit.pattern import Pattern
from recordkeeper.records.boundaries import Statement
from recordkeeper.records.consequences import Measure
from recordkeeper.records.custody import Correction, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Identifier
from tests.casebook import STARTED, contact, fold_facts, moment, ms, target

HIS, NEW = "+44 7700 900355", "+44 7700 900871"
BLOCK = Measure(type="block", channel="call", when=moment("2026-02-05T10:00"))


def pattern(*facts: Fact) -> Pattern:
    """The pattern after the standard case; the notice is Thu 29 Jan 2026 20:14."""
    return audit(fold_facts(*STARTED, *facts), as_of=ms("2026-02-28T12:00")).pattern


def call(when: str | Moment | None, **fields: object) -> Fact:
    """A call from his number."""
    return contact(when, **({"channel": "call", "words": None, "identifier": HIS} | fields))


def test_only_what_came_while_it_was_on_came_after_a_block() -> None:
    """From its beginning to its end; a range that reaches over either is not counted."""
    over = moment("2026-02-05T09:00", "2026-02-05T11:00")
    out = moment("2026-02-10T09:00", "2026-02-10T11:00")
    end = Measure(type="block", channel="call", ends=7, when=moment("2026-02-10T10:00"))
    came = (
        call("2026-02-05T09:59"),
        call(over),
        call("2026-02-05T10:01"),
        call("2026-02-10T09:59", count=3),
        call(out),
        call("2026-02-10T10:01"),
        call(None),
        contact("2026-02-06T10:00", identifier=HIS),
    )
    found = pattern(BLOCK, end, *came)
    assert (found.after_block, found.serials["after_block"]) == (4, (11, 12))


def test_a_block_whose_end_has_no_time_counts_nothing_that_may_be_later() -> None:
    """Of no contact can it be said that it came before the end."""
    end = Measure(type="block", channel="call", ends=7, when=moment(None))
    assert pattern(BLOCK, end, call("2026-02-06T10:00")).after_block == 0


def test_a_block_of_everything_covers_every_channel_and_a_mute_none() -> None:
    """A block without a channel is of all; a mute keeps the line open, and nothing evades it."""
    texted = contact("2026-02-06T10:00", identifier=HIS)
    assert pattern(BLOCK.having(channel=None), texted).after_block == 1
    assert pattern(BLOCK.having(type="mute", channel="text"), texted).after_block == 0
    assert pattern(BLOCK.having(when=moment(None)), call("2026-02-06T10:00")).after_block == 0


def test_a_block_in_a_messenger_is_not_one_of_every_text() -> None:
    """What comes by another medium of the channel did not come after it."""
    block = BLOCK.having(channel="text", medium="whatsapp")
    texted = contact("2026-02-06T10:00", identifier=HIS, medium="sms")
    assert pattern(block, texted).after_block == 0
    assert pattern(block, texted.having(medium="whatsapp")).after_block == 1
    assert pattern(block.having(medium=""), texted).after_block == 1


def test_what_was_first_used_after_it_is_named_once_with_its_contact() -> None:
    """A number however written, and a channel; what the keeper used before is not new."""
    facts = (
        call("2026-02-01T10:00"),
        BLOCK,
        call("2026-02-06T10:00", identifier="07700 900355"),
        call("2026-02-07T10:00", identifier=NEW, person=2),
        call("2026-02-08T10:00", identifier="07700 900871", person=2),
        contact("2026-02-09T10:00", channel="gift", words=None),
        contact("2026-02-10T10:00", channel="gift", words=None),
    )
    found = pattern(*facts)
    assert found.new_identifiers_after_block == (NEW,)
    assert found.new_channels_after_block == ("gift",)
    assert found.serials["new_identifiers_after_block"] == (10, 12)


def test_a_contact_new_in_both_ways_is_named_once_even_if_it_was_corrected() -> None:
    """Its history may hold anything that a correction can."""
    first = contact("2026-02-09T10:00", channel="gift", words=None, identifier=NEW, person=2)
    old, new = ({"at": 1, "until": 1, "precision": "exact", "basis": "typed", "clock": "keeper"},) * 2
    new = new | {"at": ms("2026-02-10T10:00"), "until": ms("2026-02-10T10:00")}
    corrected = Correction(target=target(8), field="when", old=old, new=new, reason="x")
    found = pattern(BLOCK, first, corrected)
    assert found.serials["new_identifiers_after_block"] == (8,)


def test_a_number_the_keeper_wrote_to_before_is_not_new() -> None:
    """Neither one a message went to, nor one that a boundary was stated to."""
    mine = contact("2026-02-01T10:00", direction="out", identifier=NEW, person=2)
    late = call("2026-02-07T10:00", identifier=NEW, person=2)
    assert pattern(mine, BLOCK, late).new_identifiers_after_block == ()
    told = Statement(words="Stop.", channel="text", to=NEW, when=moment("2026-02-01T10:00"))
    assert pattern(told, BLOCK, late).new_identifiers_after_block == ()
    later = told.having(when=moment("2026-02-06T10:00"))
    assert pattern(later, BLOCK, late).new_identifiers_after_block == (NEW,)


def test_a_number_identified_before_the_block_is_not_new() -> None:
    """It was in the record before, though nothing had come from it yet; identified later, it is new."""
    known = Identifier(type="phone", value=NEW, person=2, basis="told by his sister")
    late = call("2026-02-07T10:00", identifier=NEW, person=2)
    for recorded, new in (("2026-02-01T10:00", ()), ("2026-02-06T10:00", (NEW,))):
        case = fold_facts(*STARTED, known, BLOCK, late, recorded_at=ms(recorded))
        assert audit(case, as_of=ms("2026-02-28T12:00")).pattern.new_identifiers_after_block == new


def test_a_measure_has_its_end_and_its_proof() -> None:
    """The first end that stands; a withdrawn beginning has neither name nor end."""
    screen = FileRef(sha256="f" * 64, size=9, name="blocked.png")
    end = Measure(type="block", channel="call", ends=7, when=moment("2026-02-10T10:00"))
    begun = BLOCK.having(files=(screen,), proof_entries=(5,))
    (found,) = measures(fold_facts(*STARTED, begun, end, end))
    assert (found.name, found.ended.serial if found.ended else 0, found.proof) == ("M1", 8, (7, 5))
    (again,) = measures(fold_facts(*STARTED, begun, end, Withdrawal(target=target(8), reason="x")))
    assert again.ended is None
    assert measures(fold_facts(*STARTED, begun, end, Withdrawal(target=target(7), reason="x"))) == ()
