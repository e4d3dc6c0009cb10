"""Disclosures built by hand: what a document may know, without a vault, a case or an audit."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from recordkeeper.disclosure.disclosed import (
    BoundaryShown,
    Change,
    Disclosed,
    Figure,
    Integrity,
    Line,
    Notice,
    Row,
    Summary,
    Table,
)

HEAD = "7f3a91c2" + "0123456789abcdef" * 3 + "89abcdef"
NOT_WORDS = {
    *("profile", "kind", "mark", "prepared_on", "prepared_at", "head", "head_text", "vault_id", "base32"),
    *("entries", "figures", "value", "heads"),
}
"""Fields that are tokens, dates or digests and never hold words."""

SUMMARY = Summary(
    heading="the keeper  /  A. Reyes (the other person)",
    context=("former partner; one child", "England and Wales. Times: Europe/London"),
    figures=(
        Figure("3", "contacts outside the boundary"),
        Figure("2 of 62", "days with such contact"),
        Figure("2", "channels"),
        Figure("2", "most in 24 h (from Fri 20 Mar 2026, 19:10)"),
    ),
    below="4 contacts after notice: 3 outside the boundary, 1 excepted. Before notice: 1, not counted (A3).",
    lines=(
        Line("Notice", "Thu 29 Jan 2026, 20:00, text: “No calls. Not ¶4.” (¶5). Read (E6)."),
        Line(
            "After it",
            "First contact other than an answer: 1 day 2 h (¶8). Last: Fri 20 Mar 2026, 22:31 (¶14).",
        ),
        Line("Three", "most recent ¶14 · worst, keeper's choice ¶8 · first ¶8 · left out ¶999"),
        Line("Basis", "3 entries from the phone's own record, 1 typed. Outside witness: none yet."),
    ),
    caution="This is one person's record. It does not show that it is complete. Definitions: section A10.",
)

CONTACTS = (
    Row(
        mark="8",
        kind="contact",
        when="Fri 30 Jan 2026, 22:21",
        way="text (sms), from +44 7700 900355",
        what="“Why are you doing this? See ¶14”",
        verdict="outside the boundary",
        recorded="imported ¶7",
    ),
    Row(
        mark="9",
        kind="own",
        when="Fri 30 Jan 2026, 22:34",
        way="text (sms), to +44 7700 900355",
        what="“Text about our son only.” (repeating the boundary)",
        answer="answers ¶8",
        recorded="recorded 4 min after",
    ),
    Row(
        mark="13",
        kind="contact",
        when="Thu 12 Feb 2026, time not known",
        way="gift",
        what="A parcel without a sender.",
        verdict="outside the boundary",
        recorded="recorded 12 min after",
        exhibit="E13",
        struck=True,
    ),
)

EPISODE = Row(
    mark="10-12 14",
    kind="contact",
    when="Fri 20 Mar 2026, 19:10",
    way="call, from +44 7700 900871; text (sms), from +44 7700 900871",
    what="4 contacts between 19:10 and 22:31. First: Missed call. ¶11: “Pick up” Last: Missed call.",
    verdict="outside the boundary",
    recorded="imported ¶7",
)
NOTICE = Row(
    mark="5",
    kind="notice",
    when="Thu 29 Jan 2026, 20:00",
    way="notice",
    what="S1 stated, text: “No calls. Not ¶4.”",
    exhibit="E6",
)
STEP = Row(
    mark="15",
    kind="consequence",
    when="Sat 21 Mar 2026, 10:40",
    way="consequence",
    what="C1 carried out: Told the police.",
)
BEFORE = replace(CONTACTS[0], mark="4", what="“Are you awake”", verdict="before notice")

INTEGRITY = Integrity(
    erased=0,
    count=17,
    head=HEAD,
    base32=("P45J", "DQQB", "ENCW", "PCNL", "ZXXQ", "CI2F", "M6E2", "XTPP", "AERU", "KZ4J", "VPG6", "7ATG"),
    vault_id="00112233445566778899aabbccddeeff",
    statements=("Each entry is sealed with SHA-256 and linked to the entry before it.",),
    head_text=f"recordkeeper head v1\nvault 00112233445566778899aabbccddeeff\ncount 17\nhead {HEAD}\n",
    witnesses=Table(("Mark", "Witness", "Has seen", "At"), (), "No outside witness has been recorded yet."),
    brackets=Table(("Entries", "Made after", "Made before"), (), "Not shown for any entry."),
    exhibits=Table(
        ("Mark", "¶", "File, and how it came", "SHA-256"),
        (("E6", "¶6", "receipt.png, 20113 bytes", "ab" * 32),),
        "No exhibits.",
    ),
    checked_in="In the folder of a bundle.",
    commands=(Line("An exhibit you were given", "sha256sum FILE"), Line("The record itself", "rk verify")),
    not_shown=(
        "It does not show that the events occurred as written.",
        "It does not show that the record is complete, or that it is the only one.",
    ),
)


SAMPLE = Disclosed(
    profile="court",
    title="Contacts since January 2026",
    keeper="the keeper",
    other="A. Reyes (the other person)",
    prepared="Tue 31 Mar 2026",
    prepared_on="2026-03-31",
    prepared_at=1_774_949_400_000,
    covers="Entries ¶1 to ¶17. All 7 contact entries are shown, none left out.",
    summary=SUMMARY,
    people=Table(
        ("No.", "Who", "Role", "About"), (("P1", "A. Reyes", "the person asked to stop", ""),), "Nobody."
    ),
    identifiers=Table(
        ("As displayed", "Whose", "Basis", "First seen", "¶"),
        (("+44 7700 900355", "P1 A. Reyes", "his number (known)", "Thu 1 Jan 2026; 79 entries", "¶2"),),
        "No number or address is recorded yet.",
    ),
    boundaries=(
        BoundaryShown(
            title="B1, recorded Thu 29 Jan 2026 (¶3)",
            rules=(Line("every channel", "not allowed"), Line("excepted purposes", "children")),
            remarks=("In force from Thu 29 Jan 2026, 20:14 (proven).",),
            notices=(
                Notice(
                    "S1, Thu 29 Jan 2026, 20:00, by text to +44 7700 900355 (¶5)",
                    "No calls. Not ¶4.",
                    ("Read Thu 29 Jan 2026, 20:14 (¶6); proof E6.",),
                ),
            ),
        ),
    ),
    before_notice=(BEFORE,),
    chronology=(NOTICE, *CONTACTS[:2], EPISODE, STEP),
    follow_through=Table(
        ("No.", "Announced", "Trigger, met by", "Due", "Carried out", "Proof", "Status"),
        (
            (
                "C1",
                "Tell the police. Said Fri 13 Mar 2026, 12:05: “I will tell the police.” (¶5).",
                "contact number 3 outside the boundary after it was said; ¶10-12 Fri 20 Mar 2026, 19:10",
                "Sun 22 Mar 2026, 19:10",
                "Sat 21 Mar 2026, 10:40. Told the police. (¶15)",
                "none kept",
                "carried out",
            ),
        ),
        "No consequence was announced.",
    ),
    follow_through_sum="1 consequence announced: 1 carried out.",
    own=(CONTACTS[1],),
    own_sum=("After the notice the keeper wrote or called 1 time (¶9).",),
    changes=(
        Change(
            "¶8",
            "words, by ¶16",
            "first version",
            "second version",
            "Tue 31 Mar 2026, 10:06",
            "I looked again.",
        ),
        Change(
            "¶13",
            "withdrawn by ¶17",
            "A parcel without a sender.",
            "",
            "Tue 31 Mar 2026, 10:07",
            "From Priya.",
        ),
    ),
    markings=Table(
        ("¶", "Of", "Keeper's marking", "Recorded"),
        (("¶16", "¶8, ¶10-12", "keeper's choice: worst", "Tue 31 Mar 2026"),),
        "No markings.",
    ),
    late=Table(("¶", "Happened", "Recorded after"), (), "No entry was recorded late."),
    clock=Table(("¶", "What was seen", "By"), (), "No change of the computer's clock was seen."),
    sources=((Line("File", "sms-20260331.xml (¶7), 81234 bytes"), Line("SHA-256", "cd" * 32)),),
    method=("Entries were typed by the keeper, or imported from files that a phone saved.",),
    definitions=(Line("Night", "At night: 22:00 to 06:00, local time where it happened."),),
    declaration=(
        "I believe that the facts stated in this document are true.",
        "Signed: ____________________",
    ),
    integrity=INTEGRITY,
    schedule=(
        BEFORE,
        *CONTACTS,
        *(replace(CONTACTS[0], mark=str(serial)) for serial in (10, 11, 12, 14)),
    ),
    entries=(),
    figures={},
)
"""A small case with something in every section."""


def empty() -> Disclosed:
    """A record in which nothing has happened yet, and from which the consequences are left out."""
    return replace(
        SAMPLE,
        summary=replace(SAMPLE.summary, figures=(), lines=(), context=()),
        people=replace(SAMPLE.people, rows=()),
        identifiers=replace(SAMPLE.identifiers, rows=()),
        boundaries=(),
        before_notice=(),
        chronology=(),
        follow_through=None,
        follow_through_sum="",
        own=(),
        changes=(),
        markings=replace(SAMPLE.markings, rows=()),
        sources=(),
        declaration=(),
        integrity=replace(SAMPLE.integrity, exhibits=replace(SAMPLE.integrity.exhibits, rows=())),
        schedule=(),
    )


def reworded(value: Any, word: Callable[[str], str], name: str = "") -> Any:
    """The same disclosure with every piece of words in it passed through ``word``."""
    if name in NOT_WORDS:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: reworded(getattr(value, one.name), word, one.name) for one in fields(value)}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(reworded(one, word, name) for one in value)
    return word(value) if isinstance(value, str) and value else value
