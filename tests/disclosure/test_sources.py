"""A10: where things came from, in words; and an app's own record where it is the proof of a step."""

from typing import Any

import pytest

from recordkeeper.records.boundaries import Delivery
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, Trigger
from recordkeeper.records.custody import Skipped, Source, Trace
from recordkeeper.records.fact import Fact
from tests.casebook import moment, source, stated
from tests.disclosure.leaving import disclosed

WHEN = moment("2026-02-03T09:12")
TRACE = Trace(what="blocked", when=WHEN, channel="text", medium="whatsapp", words="You blocked this contact")
OWN = "the app's own record, in ¶7 (WhatsApp, Tue 3 Feb 2026, 09:12: “You blocked this contact”)"


def told(fact: Source) -> dict[str, str]:
    """One imported file as a reader sees it."""
    return {line.label: line.text for line in disclosed(fact).sources[0]}


@pytest.mark.parametrize(
    ("field", "value", "label", "words"),
    [
        ("missing", (Skipped(locator="record 3", reason="left out"),), "Not there", "record 3: left out"),
        (
            "traces",
            (TRACE,),
            "The app's own record",
            "WhatsApp, Tue 3 Feb 2026, 09:12: “You blocked this contact”",
        ),
        ("container", "zip", "It was", "an archive; the SHA-256 is of the archive as it came"),
        (
            "zone_basis",
            "assumed-zone",
            "Times",
            "written without a zone, and read in the record's own, which is assumed",
        ),
        (
            "zone_basis",
            "epoch, offset",
            "Times",
            (
                "counted by the phone in milliseconds since 1970, UTC: no zone had to be assumed; "
                "written with their distance from UTC: no zone had to be assumed"
            ),
        ),
        ("date_order", "dmy", "Times", "dates read as day, month, year, as the keeper said"),
    ],
)
def test_what_is_known_of_a_file_is_told(field: str, value: Any, label: str, words: str) -> None:
    """What it was, what it names and does not hold, what the app wrote, how its times were read."""
    assert told(source(2).having(**{field: value}))[label] == words
    assert label not in told(source(2))


def test_no_more_than_ten_things_are_named_and_the_rest_counted() -> None:
    """Hundreds of missing pictures are a number, not ten pages; a line that counts others stays."""
    many = tuple(Skipped(locator=f"record {n}", reason="left out") for n in range(12))
    assert told(source(2).having(missing=many))["Not there"].endswith("record 9: left out; and 2 more")
    rest = Skipped(locator="", reason="and 7 more")
    assert told(source(2).having(missing=(rest,)))["Not there"] == "and 7 more"


def test_a_trace_of_somebody_else_stays_out() -> None:
    """Whom else the keeper blocked is nobody's business."""
    fact = source(2).having(traces=(TRACE,), name="x")
    other = Trace(what="blocked", when=WHEN, channel="text", identifier="+44 7700 900413", words="PRIVATE")
    assert "PRIVATE" not in repr(disclosed(fact.having(traces=(other,))))


def proof(*facts: Fact) -> str:
    """What A8 says proves the first measure."""
    return disclosed(source(2).having(traces=(TRACE,)), *facts).taken.measures.rows[0][-1]


def test_a_measure_that_the_app_recorded_says_so() -> None:
    """Its words and time, in which entry; of another day or channel only the number."""
    block = Measure(type="block", channel="text", when=WHEN, proof_entries=(7,))
    assert proof(block) == OWN
    assert proof(block.having(channel="call")) == "¶7"
    assert proof(block.having(when=moment("2026-03-03"))) == "¶7"
    assert proof(block.having(proof_entries=(5,))) == "¶5"
    assert proof(block.having(proof_entries=())) == "none kept"


def test_a_consequence_and_a_delivery_say_so_too() -> None:
    """Wherever a proof is printed it is told in one way."""
    said = stated(4, "2026-02-01T10:00", "I will block you.").having(boundary=None)
    action = Consequence(action="block", statement=8, trigger=Trigger(type="any"))
    step = ConsequenceStep(consequence=9, step="done", when=WHEN, proof_entries=(7,))
    read = Delivery(statement=5, status="read", when=WHEN, proof_entries=(7,))
    found = disclosed(source(2).having(traces=(TRACE,)), said, action, step, read)
    assert found.follow_through is not None
    assert found.follow_through.rows[0][5] == OWN
    assert any(f"proof {OWN}" in line for line in found.boundaries[0].notices[0].delivery)
