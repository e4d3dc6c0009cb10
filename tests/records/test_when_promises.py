"""Promises of the reader of times over any text and any instant."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recordkeeper import zones
from recordkeeper.errors import BadInput
from recordkeeper.records import grammar, lexicon
from recordkeeper.records.moment import Moment
from recordkeeper.records.said import PARTS
from recordkeeper.records.telling import told
from recordkeeper.records.when import Ambiguous, read
from recordkeeper.records.written_words import Words

PAGE = Path(__file__).parents[2] / "docs" / "times.md"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TUESDAY = 1_774_948_500_000  # 2026-03-31T09:15:00Z
ZONES = ["Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
WORDS = [
    *(*lexicon.MONTHS, *lexicon.WEEKDAYS, *lexicon.DAYS, *lexicon.WHOLE_DAYS, *lexicon.NUMBERS),
    *(*lexicon.SECONDS, *lexicon.MINUTES, *lexicon.HOURS, *lexicon.UNTIL, *PARTS),
    *(
        "ago",
        "in",
        "last",
        "this",
        "now",
        "unknown",
        "at",
        "on",
        "of",
        "the",
        "from",
        "between",
        "and",
        "noon",
    ),
    *("-", ",", "am", "pm", "Z", "UTC", "+01:00", "-05:00", "21:40", "09:05", "02:30", "9pm", "12:15 am"),
    *("1", "20", "31", "20th", "2025", "2026", "2026-03", "2026-03-20", "2025-10-26", "2026-03-29", "00:00"),
]
nows = st.integers(min_value=631_152_000_000, max_value=4_070_908_800_000)  # 1990 to 2098
texts = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join),
)


def read_or_refusal(text: str, now: int, zone: str) -> Moment | BadInput:
    """What the text is read as, or why it is not."""
    try:
        return read(text, now=now, zone=zone)
    except BadInput as refused:
        return refused


@given(text=texts, now=nows, zone=st.sampled_from(ZONES))
@example(text="today", now=TUESDAY, zone="Europe/London")
def test_any_text_is_refused_or_lies_in_the_past(text: str, now: int, zone: str) -> None:
    """Whatever is typed: a refusal with advice, or a time not in the future, ending after it begins."""
    moment = read_or_refusal(text, now, zone)
    if isinstance(moment, BadInput):
        assert moment.message
        assert moment.advice
        return
    assert moment.written == text
    if moment.at is None or moment.until is None:
        assert (moment.at, moment.until, moment.precision) == (None, None, "unknown")
        return
    assert moment.at <= now
    if moment.precision in {"day", "range"}:
        assert moment.at < moment.until
    assert moment.at <= moment.until <= max(now, moment.at + 1)
    assert told(moment, zone, now=now)


@given(text=texts, now=nows, zone=st.sampled_from(ZONES))
def test_any_deadline_is_refused_or_ends_after_it_begins(text: str, now: int, zone: str) -> None:
    """Where the future is asked for, too, nothing but a refusal or a sound interval comes out."""
    try:
        moment = read(text, now=now, zone=zone, future=True)
    except BadInput:
        return
    if moment.at is not None and moment.until is not None:
        assert moment.at <= moment.until


@given(
    at=st.integers(min_value=-2_208_988_800_000 + 86_400_000, max_value=4_133_894_400_000),
    zone=st.sampled_from(ZONES),
)
def test_every_instant_written_in_iso_is_read_back(at: int, zone: str) -> None:
    """An instant written with its offset is read as that very millisecond, from any zone."""
    moment = read(zones.rfc3339(at, zone), now=at, zone="Europe/Berlin")
    assert (moment.at, moment.until, moment.basis) == (at, at, "offset")


@given(at=nows, zone=st.sampled_from(ZONES))
def test_every_local_time_is_read_back_or_asked(at: int, zone: str) -> None:
    """A local time without offset is the instant it was written from, or both are offered."""
    written = zones.local(at, zone).replace(tzinfo=None).isoformat(sep=" ", timespec="milliseconds")
    moment = read_or_refusal(written, at + 86_400_000, zone)
    if isinstance(moment, Ambiguous):
        assert zones.rfc3339(at, zone) in moment.choices
    else:
        assert isinstance(moment, Moment)
        assert moment.at == at


@given(text=texts)
def test_no_text_is_understood_in_two_ways(text: str) -> None:
    """No two rules of the grammar understand the same text, so their order decides nothing."""
    try:
        words = Words(text)
        readers = [words.again() for _ in grammar.RULES]
        said = [rule(reader) for rule, reader in zip(grammar.RULES, readers, strict=True)]
    except BadInput:
        return
    whole = [found for found, reader in zip(said, readers, strict=True) if found is not None and reader.done]
    assert len(whole) <= 1


@given(at=nows, minutes=st.integers(min_value=0, max_value=99_999))
def test_minutes_ago_are_the_minute_that_many_before(at: int, minutes: int) -> None:
    """So many minutes ago is the beginning of the minute, never more than a minute from what was said."""
    moment = read(f"{minutes} min ago", now=at, zone="Asia/Kathmandu")
    then = EPOCH + timedelta(milliseconds=at) - timedelta(minutes=minutes)
    assert moment.at is not None
    assert EPOCH + timedelta(milliseconds=moment.at) == then.replace(second=0, microsecond=0)


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading of docs/times.md."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def examples(cell: str) -> list[str]:
    """What stands between backquotes."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize(("typed", "shown"), [row[:2] for row in rows("What you can type")])
def test_the_page_shows_what_is_read(typed: str, shown: str) -> None:
    """Every example of docs/times.md is read exactly as the page says."""
    moment = read(examples(typed)[0], now=TUESDAY, zone="Europe/London")
    assert told(moment, "Europe/London", now=TUESDAY) == shown


@pytest.mark.parametrize(("typed", "instead"), [(row[0], row[2]) for row in rows("What is refused")])
def test_the_page_shows_what_is_refused_and_what_to_say(typed: str, instead: str) -> None:
    """Every refused example of docs/times.md is refused, and everything it offers instead is read."""
    with pytest.raises(BadInput):
        read(examples(typed)[0], now=TUESDAY, zone="Europe/London")
    assert examples(instead)
    for offered in examples(instead):
        read(offered, now=TUESDAY, zone="Europe/London")


def test_the_page_has_its_tables() -> None:
    """The two tests above have something to read: the page was not emptied or retitled."""
    assert len(rows("What you can type")) == 26
    assert len(rows("What is refused")) == 22


def test_parts_of_a_day_follow_each_other() -> None:
    """The four parts of a day meet end to end, from 06:00 to 06:00."""
    hours = list(PARTS.values())
    assert all(before[1] == after[0] for before, after in pairwise(hours))
    assert (hours[0][0], hours[-1][1]) == (6, 30)
