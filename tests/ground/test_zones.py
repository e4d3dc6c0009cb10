"""Zones checked against the standard library, an independent reader of the same database."""

import random
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper import zones
from recordkeeper.errors import BadInput

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAMES = sorted(available_timezones() - {"Factory", "localtime", "posixrules"})


def ms(written: str) -> int:
    """Milliseconds of an instant written with its offset."""
    return round(datetime.fromisoformat(written).timestamp() * 1000)


def judge(name: str) -> ZoneInfo:
    """The standard library's reading of a zone, from the database installed beside the program."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@pytest.fixture
def packaged_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read zones only from the database installed beside the program, as the judge does."""
    monkeypatch.setattr(zones, "TZPATH", ())
    for cached in (zones._shelves, zones._zone):
        cached.cache_clear()


@pytest.mark.usefixtures("packaged_only")
def test_every_zone_agrees_with_an_independent_reader() -> None:
    """Over all zones and the years 1990 to 2100, offsets are those that the standard library finds."""
    chance = random.Random(1)
    for name in NAMES:
        other = judge(name)
        for _ in range(40):
            at = chance.randrange(631_152_000_000, 4_133_980_800_000)
            there = (EPOCH + timedelta(milliseconds=at)).astimezone(other)
            assert zones.local(at, name).replace(tzinfo=None) == there.replace(tzinfo=None), (name, at)
            assert timedelta(seconds=zones.offset(at, name)) == there.utcoffset(), (name, at)


def test_summer_time_is_known_after_2037() -> None:
    """The 32-bit part of a zone's file ends in 2037; summers after it still have summer time."""
    assert zones.rfc3339(ms("2050-07-01T12:00:00Z"), "Europe/London") == "2050-07-01T13:00:00+01:00"
    assert zones.rfc3339(ms("2099-07-01T12:00:00Z"), "America/New_York") == "2099-07-01T08:00:00-04:00"


def test_every_local_time_leads_back_to_its_instant() -> None:
    """Over all zones: the local time of an instant has that instant among its instants."""
    chance = random.Random(2)
    for name in NAMES:
        for _ in range(15):
            at = chance.randrange(631_152_000_000, 4_133_980_800_000)
            found = zones.instants(zones.local(at, name).replace(tzinfo=None), name)
            assert at in found, (name, at)
            assert list(found) == sorted(set(found)), (name, at)


def test_days_follow_each_other_in_every_zone() -> None:
    """Over all zones and 2020 to 2035: a day holds exactly its date, and the next begins where it ends."""
    chance = random.Random(3)
    for name in NAMES:
        for _ in range(8):
            of = date(2020, 1, 1) + timedelta(days=chance.randrange(16 * 365))
            start, end = zones.day(of, name)
            shown = [zones.local_date(at, name) for at in (start - 1, start, end - 1, end)]
            assert shown == [of - timedelta(days=1), of, of, of + timedelta(days=1)], (name, of)
            assert zones.day(of + timedelta(days=1), name)[0] == end


@pytest.mark.parametrize(
    ("local", "zone", "instants"),
    [
        ("2026-03-29T02:30", "Europe/Berlin", []),
        ("2026-03-29T02:00", "Europe/Berlin", []),
        ("2026-03-29T03:00", "Europe/Berlin", ["2026-03-29T01:00:00Z"]),
        ("2026-10-25T02:30", "Europe/Berlin", ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]),
        ("2026-10-25T03:00", "Europe/Berlin", ["2026-10-25T02:00:00Z"]),
        ("2026-04-05T01:45", "Australia/Lord_Howe", ["2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"]),
        ("2011-12-30T12:00", "Pacific/Apia", []),
        ("2026-07-01T00:15", "Asia/Kathmandu", ["2026-06-30T18:30:00Z"]),
    ],
)
def test_a_local_time_is_none_one_or_two_instants(local: str, zone: str, instants: list[str]) -> None:
    """None in a gap, two in a fold, earliest first, one everywhere else."""
    assert zones.instants(datetime.fromisoformat(local), zone) == tuple(ms(utc) for utc in instants)


@pytest.mark.parametrize(
    ("local", "zone", "after"),
    [
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T03:00:00+02:00"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-04T02:30:00+11:00"),
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-31T00:00:00+14:00"),
        ("2018-11-04T00:20", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"),
    ],
)
def test_the_end_of_a_gap_is_found(local: str, zone: str, after: str) -> None:
    """The first instant after a gap, to the millisecond."""
    assert zones.rfc3339(zones.after_gap(datetime.fromisoformat(local), zone), zone) == after


@pytest.mark.parametrize(
    ("of", "zone", "start", "end"),
    [
        ("2026-03-29", "Europe/Berlin", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
        ("2026-10-25", "Europe/Berlin", "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"),
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00"),
        ("2018-02-17", "America/Sao_Paulo", "2018-02-17T00:00:00-02:00", "2018-02-18T00:00:00-03:00"),
        ("2020-11-01", "America/Havana", "2020-11-01T00:00:00-04:00", "2020-11-02T00:00:00-05:00"),
        ("2011-12-29", "Pacific/Apia", "2011-12-29T00:00:00-10:00", "2011-12-31T00:00:00+14:00"),
        ("2006-10-28", "America/St_Johns", "2006-10-28T00:00:00-02:30", "2006-10-29T00:00:00-03:30"),
    ],
)
def test_a_day_begins_and_ends_where_clocks_show_it(of: str, zone: str, start: str, end: str) -> None:
    """Days of 23 and 25 hours, without a midnight, with two, before a day that never was."""
    assert zones.day(date.fromisoformat(of), zone) == (ms(start), ms(end))


def test_a_day_that_was_skipped_is_refused() -> None:
    """A day that the zone's calendar left out is no empty interval but an error."""
    with pytest.raises(BadInput, match="2011-12-30 did not exist in Pacific/Apia"):
        zones.day(date(2011, 12, 30), "Pacific/Apia")


@pytest.mark.parametrize(
    ("start", "days", "later"),
    [
        ("2026-03-28T02:30:00+01:00", 1, "2026-03-29T03:00:00+02:00"),
        ("2026-03-28T12:00:00.250+01:00", 2, "2026-03-30T12:00:00.250+02:00"),
        ("2026-10-24T02:30:00+02:00", 1, "2026-10-25T02:30:00+02:00"),
        ("2026-10-26T02:30:00+01:00", -1, "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30:00+01:00", 0, "2026-10-25T02:30:00+01:00"),
        ("2026-01-31T21:40:00+01:00", 30, "2026-03-02T21:40:00+01:00"),
    ],
)
def test_days_later_it_is_the_same_time_of_day(start: str, days: int, later: str) -> None:
    """Days are added on the calendar; a skipped time becomes the first after it."""
    assert zones.add_days(ms(start), days, "Europe/Berlin") == ms(later)


@given(at=st.integers(min_value=0, max_value=4_000_000_000_000))
def test_no_days_later_is_the_same_instant(at: int) -> None:
    """Adding no days changes nothing, in a fold neither."""
    assert zones.add_days(at, 0, "Australia/Lord_Howe") == at


def test_a_zones_name_is_given_as_the_database_spells_it() -> None:
    """Case and spaces are mended, old names are kept as they are."""
    assert zones.check("europe/london") == "Europe/London"
    assert zones.check(" America/New York ") == "America/New_York"
    assert zones.check("US/Eastern") == "US/Eastern"
    assert zones.check("utc") == "UTC"


@pytest.mark.parametrize(
    "name", ["", "London", "Europe/Lundon", "GMT+1", "../../etc/passwd", "localtime", "Factory"]
)
def test_a_name_that_is_no_place_is_refused(name: str) -> None:
    """A zone that the database does not have, or that is only this machine's, is refused with examples."""
    with pytest.raises(BadInput, match="is not a time zone") as refused:
        zones.check(name)
    assert "America/New_York" in refused.value.advice


@pytest.mark.parametrize(("name", "city"), [("EST", "America/New_York"), ("bst", "Europe/London")])
def test_half_a_zone_is_refused(name: str, city: str) -> None:
    """An abbreviation that holds for half the year would be an hour wrong in the other half."""
    with pytest.raises(BadInput, match="only one half of the year") as refused:
        zones.check(name)
    assert city in refused.value.advice


@pytest.mark.parametrize("name", ["Europe/Nowhere", "/etc/passwd", "../UTC", "tzdata.zi/x", "", "Europe"])
def test_no_file_but_a_zone_is_opened(name: str) -> None:
    """A zone's name from a record or an import is a name, never a path."""
    with pytest.raises(BadInput, match="is not a time zone"):
        zones.local(0, name)


def test_milliseconds_are_written_only_when_there_are_any() -> None:
    """RFC 3339: local time with its offset, and never more or less than is known."""
    at = ms("2026-03-31T09:15:00Z")
    assert zones.rfc3339(at, "Europe/London") == "2026-03-31T10:15:00+01:00"
    assert zones.rfc3339(at + 7, "Europe/London") == "2026-03-31T10:15:00.007+01:00"


def test_an_offset_with_seconds_is_written_in_utc() -> None:
    """RFC 3339 has no seconds in an offset: such an old instant is written in UTC, not rounded."""
    assert zones.rfc3339(ms("1960-01-01T12:00:00Z"), "Africa/Monrovia") == "1960-01-01T12:00:00+00:00"


def test_an_instant_no_calendar_can_show_is_refused() -> None:
    """A damaged number in an import is an error in words, not a crash."""
    with pytest.raises(BadInput, match="outside the years"):
        zones.local(10**17, "Europe/London")


def test_the_newer_edition_of_the_database_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whichever is newer counts, the system's zones or the ones installed with the program."""
    system = tmp_path_factory.mktemp("zoneinfo")
    unmarked = tmp_path_factory.mktemp("without-an-edition")
    (system / "Europe").mkdir()
    for edition, london in (("# version 2999a\n", "-04:00"), ("# version 1999a\n", "+00:00")):
        (system / "tzdata.zi").write_text(edition, encoding="utf-8")
        new_york = files("tzdata").joinpath("zoneinfo", "America", "New_York").read_bytes()
        (system / "Europe" / "London").write_bytes(new_york)
        monkeypatch.setattr(zones, "TZPATH", (str(unmarked), str(system)))
        zones._shelves.cache_clear()
        zones._zone.cache_clear()
        assert zones.rfc3339(ms("2026-03-20T12:00:00Z"), "Europe/London").endswith(london)
    assert zones.edition() >= "2026a"
    zones._shelves.cache_clear()
    zones._zone.cache_clear()


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/London", "GB"),
        ("America/New_York", "US"),
        ("Europe/Stockholm", "SE"),
        ("Arctic/Longyearbyen", "SJ"),
        ("UTC", ""),
        ("US/Eastern", ""),
        ("Atlantic/Jan_Mayen", ""),
    ],
)
def test_a_zone_is_in_the_country_that_the_database_names(zone: str, code: str) -> None:
    """An old name of a zone is in no country: what it was joined with may be in another."""
    assert zones.country(zone) == code
