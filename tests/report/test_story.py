"""The story of the document: what each section says, block by block, before it meets a page."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from recordkeeper.report.blocks import Contents, Heading, KeyValues, Words
from recordkeeper.report.figures import Code, Figures
from recordkeeper.report.fitting import Beside, OnePage
from recordkeeper.report.pdf import SECTIONS, story
from recordkeeper.report.rows import Rows
from recordkeeper.report.typesetting import Text, _runs
from tests.report.disclosures import EPISODE, SAMPLE

HIS = "+44 7700 900355"
TEXT_FROM = f"text (sms), from {HIS} · imported ¶7\n"
TRIGGER = "contact number 3 outside the boundary after it was said; ¶10-12 Fri 20 Mar 2026, 19:10"
SOON = "recorded 4 min after\n"
REPLY, TO = "“Text about our son only.” (repeating the boundary)", "answers ¶8"


def plain(text: Text) -> str:
    """Words without their manner."""
    return "".join(run.text for run in _runs(text))


def told(block: Flowable) -> Iterator[str]:
    """What a block says, line by line."""
    if isinstance(block, Heading):
        yield f"== {block._mark} {block._title}"
    elif isinstance(block, Words):
        yield plain(block._text)
    elif isinstance(block, KeyValues):
        yield from (f"{label}: {plain(text)}" for label, text in block._pairs)
    elif isinstance(block, Contents):
        yield from (f"{mark} {title} ->{name}" for mark, title, name in block._entries)
    elif isinstance(block, Rows):
        yield " | ".join(column.title for column in block._columns)
        yield from (" | ".join(map(plain, row.cells)) for row in block._source)
    elif isinstance(block, Figures):
        yield from (f"{value}, {label}" for value, label in block._figures)
    elif isinstance(block, Beside):
        yield from (line for inner in block._blocks for line in told(inner))
    elif isinstance(block, OnePage):
        yield from (line for inner in block._make(12) for line in told(inner))


def section(mark: str) -> list[str]:
    """What one section of the sample says."""
    lines = [line for block in story(SAMPLE) for line in told(block) if line]
    starts = [number for number, line in enumerate(lines) if line.startswith("== ") and line[3:4] != " "]
    first = next(number for number in starts if lines[number].startswith(f"== {mark} "))
    after = [number for number in starts if number > first]
    return lines[first : after[0] if after else None]


def test_the_sections_come_in_their_order() -> None:
    """Marks and titles of the document, in the order of its pages."""
    assert [(one.mark, one.title) for one in SECTIONS] == [
        ("A1", "Summary"),
        ("A2", "Contents, people and identifiers"),
        ("A3", "Boundary and notice"),
        ("A5", "Chronology"),
        ("A6", "What was announced, and what followed"),
        ("A7", "The keeper's own contacts"),
        ("A9", "Corrections, markings and late entries"),
        ("A10", "Sources, method, definitions"),
        ("A11", "Declaration"),
        ("A12", "Integrity sheet"),
        ("Annex", "Full schedule"),
    ]


def test_the_boundary_is_told_with_its_words_and_proof() -> None:
    """A3: the rules, the exact words, what shows their arrival, and apart from it what came before."""
    assert section("A3") == [
        "== A3 Boundary and notice",
        "B1, recorded Thu 29 Jan 2026 (¶3)",
        "every channel: not allowed",
        "excepted purposes: children",
        "In force from Thu 29 Jan 2026, 20:14 (proven).",
        "S1, Thu 29 Jan 2026, 20:00, by text to +44 7700 900355 (¶5)",
        "No calls. Not ¶4.",
        "Read Thu 29 Jan 2026, 20:14 (¶6); proof E6.",
        "==  Before notice, not counted",
        "¶ | When | How, when recorded; what happened | Boundary",
        f"4 | Fri 30 Jan 2026, 22:21 | {TEXT_FROM}“Are you awake” | before notice",
    ]


def test_the_chronology_is_told_row_by_row() -> None:
    """A5: notices and consequences say what they are, the keeper's own are marked as theirs."""
    assert section("A5")[2:] == [
        "5 | Thu 29 Jan 2026, 20:00 | S1 stated, text: “No calls. Not ¶4.” E6 | notice",
        f"8 | Fri 30 Jan 2026, 22:21 | {TEXT_FROM}“Why are you doing this? See ¶14” | outside the boundary",
        f"9 | Fri 30 Jan 2026, 22:34 | text (sms), to {HIS} · {SOON}{REPLY} | the keeper\n{TO}",
        f"10-12 14 | {EPISODE.when} | {EPISODE.way} · imported ¶7\n{EPISODE.what} | {EPISODE.verdict}",
        "15 | Sat 21 Mar 2026, 10:40 | C1 carried out: Told the police. | consequence",
    ]


def test_the_integrity_sheet_promises_nothing_more() -> None:
    """A12: head, statements, and at once what they do not show; every sentence comes from the disclosure."""
    assert section("A12") == [
        "== A12 Integrity sheet",
        "Entries: 17",
        "Record: 00112233445566778899aabbccddeeff",
        "Head: 7f3a 91c2 0123 4567 89ab cdef 0123 4567\n89ab cdef 0123 4567 89ab cdef 89ab cdef",
        "Head, base32: P45J DQQB ENCW PCNL ZXXQ CI2F M6E2\nXTPP AERU KZ4J VPG6 7ATG",
        "Each entry is sealed with SHA-256 and linked to the entry before it.",
        "==  What this does not show",
        "It does not show that the events occurred as written.",
        "It does not show that the record is complete, or that it is the only one.",
        "==  How to check",
        "In the folder of a bundle.",
        "An exhibit you were given: sha256sum FILE",
        "The record itself: rk verify",
        "==  Outside witnesses",
        "No outside witness has been recorded yet.",
        "==  When entries were made, as outside witnesses show",
        "Not shown for any entry.",
        "==  Exhibits",
        "Mark | ¶ | File, and how it came | SHA-256",
        "E6 | ¶6 | receipt.png, 20113 bytes | " + "ab" * 32,
    ]


def test_the_summary_gives_each_answer_with_its_paragraphs() -> None:
    """A1: title, parties, context, the answers in their order, and the caution last."""
    assert section("A1") == [
        "== A1 Summary",
        "Contacts since January 2026",
        "the keeper  /  A. Reyes (the other person)",
        "former partner; one child",
        "England and Wales. Times: Europe/London",
        "3, contacts outside the boundary",
        "2 of 62, days with such contact",
        "2, channels",
        "2, most in 24 h (from Fri 20 Mar 2026, 19:10)",
        "4 contacts after notice: 3 outside the boundary, 1 excepted. Before notice: 1, not counted (A3).",
        "Notice: Thu 29 Jan 2026, 20:00, text: “No calls. Not ¶4.” (¶5). Read (E6).",
        "After it: First contact other than an answer: 1 day 2 h (¶8). Last: Fri 20 Mar 2026, 22:31 (¶14).",
        "Three: most recent ¶14 · worst, keeper's choice ¶8 · first ¶8 · left out ¶999",
        "Basis: 3 entries from the phone's own record, 1 typed. Outside witness: none yet.",
        "This is one person's record. It does not show that it is complete. Definitions: section A10.",
    ]


def test_what_followed_is_told_with_due_date_and_proof() -> None:
    """A6: one sentence over all; then trigger over due date, what was done over its proof, and the status."""
    row = section("A6")[3]
    assert section("A6")[:3] == [
        "== A6 What was announced, and what followed",
        "1 consequence announced: 1 carried out.",
        "No. | Announced | Trigger, met by | Carried out | Status",
    ]
    assert row.split(" | ")[1:] == [
        "Tell the police. Said Fri 13 Mar 2026, 12:05: “I will tell the police.” (¶5).",
        f"{TRIGGER}\nDue Sun 22 Mar 2026, 19:10",
        "Sat 21 Mar 2026, 10:40. Told the police. (¶15)\nProof none kept",
        "carried out",
    ]


def test_a_correction_is_told_with_both_versions() -> None:
    """A9: the first version stays beside the present one, with when and why."""
    assert section("A9") == [
        "== A9 Corrections, markings and late entries",
        "¶ | What | First, and now | When, and why",
        "¶8 | words, by ¶16 | first version\nsecond version | Tue 31 Mar 2026, 10:06\nI looked again.",
        "¶13 | withdrawn by ¶17 | A parcel without a sender. | Tue 31 Mar 2026, 10:07\nFrom Priya.",
        "==  The keeper's markings",
        "¶ | Of | Keeper's marking | Recorded",
        "¶16 | ¶8, ¶10-12 | keeper's choice: worst | Tue 31 Mar 2026",
        "==  Late entries",
        "No entry was recorded late.",
        "==  The computer's clock",
        "No change of the computer's clock was seen.",
    ]


def test_the_code_to_scan_holds_the_head() -> None:
    """What a phone reads from the sheet is head.txt, which `verify` compares."""
    beside = next(block for block in story(SAMPLE) if isinstance(block, Beside))
    shown = beside._right
    assert isinstance(shown, Code)
    assert shown._modules == Code(SAMPLE.integrity.head_text)._modules
