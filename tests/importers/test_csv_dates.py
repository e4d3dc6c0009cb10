"""Dates are read by a grammar, and an order of day and month is proven, said or asked, never guessed."""

from datetime import datetime

import pytest

from recordkeeper.errors import Unsaid
from recordkeeper.importers.importer import DateOrder, Said
from recordkeeper.importers.local_time import MINUTE
from recordkeeper.importers.tables.dates import Reading, form_of, read
from recordkeeper.importers.tables.moments import DateOrders, WrittenDates

DAY = None
ARABIC = {ord("0") + digit: 0x660 + digit for digit in range(10)}


def at(*parts: int) -> datetime:
    """A time on a wall clock."""
    return datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001 -- local on purpose


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("2024-03-05 14:05:06", Reading(at(2024, 3, 5, 14, 5, 6), 0)),
        ("2024/3/5 14:05", Reading(at(2024, 3, 5, 14, 5), MINUTE)),
        ("2024.03.05", Reading(at(2024, 3, 5), DAY)),
        ("2024-03-05T14:05:06.789Z", Reading(at(2024, 3, 5, 14, 5, 6, 789000), 0, "utc")),
        ("2024-03-05 14:05:06 UTC", Reading(at(2024, 3, 5, 14, 5, 6), 0, "utc")),
        ("2024-03-05 14:05 -0530", Reading(at(2024, 3, 5, 14, 5), MINUTE, "offset", -19800)),
        ("2024-03-05 14:05:06 GMT+02", Reading(at(2024, 3, 5, 14, 5, 6), 0, "offset", 7200)),
        ("5 March 2024 2:05 PM", Reading(at(2024, 3, 5, 14, 5), MINUTE)),
        ("Tue, 5th Mar. 2024, 12:05 a.m.", Reading(at(2024, 3, 5, 0, 5), MINUTE)),
        ("Mar 5, 2024 at 00:08 a. m.", Reading(at(2024, 3, 5, 0, 8), MINUTE)),
        ("5 de marzo de 2024 13:05", Reading(at(2024, 3, 5, 13, 5), MINUTE)),
        ("05-Mär-24 13.05.09", Reading(at(2024, 3, 5, 13, 5, 9), 0)),
        ("March 5, 1998", Reading(at(1998, 3, 5), DAY)),
        ("1 jan 95", Reading(at(1995, 1, 1), DAY)),
        ("\u200e" + "2024-03-05\u202f14:05".translate(ARABIC), Reading(at(2024, 3, 5, 14, 5), MINUTE)),
        ("2024-03-05 12:00 pm", Reading(at(2024, 3, 5, 12, 0), MINUTE)),
    ],
)
def test_what_is_certain_is_read(written: str, reading: Reading) -> None:
    """The year first, a month by its name, offsets, half days, digits of other scripts."""
    assert read(written, "") == reading


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Total",
        "03/04/2024 10:00",
        "2024-13-01",
        "2024-02-30 10:00",
        "2024-03-05 24:00",
        "2024-03-05 13:00 AM",
        "2024-03-05 00:30 PM",
        "2024-03-05 10:61",
        "2024-03-05 10:00 EST",
        "2024-03-05 10:00+99:00",
        "5 Smarch 2024",
        "tomorrow",
        "20240305",
        "2024-03-05" * 10,
    ],
)
def test_what_is_not_certain_is_not_read(written: str) -> None:
    """No calendar, no clock, no zone known by letters, no order: no time is made of it."""
    assert read(written, "") is None


@pytest.mark.parametrize(
    ("order", "written", "day"),
    [
        ("dmy", "03/04/2024", at(2024, 4, 3)),
        ("mdy", "3.4.24", at(2024, 3, 4)),
        ("ymd", "24-03-04", at(2024, 3, 4)),
        ("dmy", "Fri 31/12/99", at(1999, 12, 31)),
    ],
)
def test_numbers_are_read_in_the_order_that_is_known(order: DateOrder, written: str, day: datetime) -> None:
    """With two digits of the year or four, a weekday before them or none."""
    assert read(written, order) == Reading(day, DAY)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/04/2024", "25/04/2024"], "dmy"),
        (["03/04/2024", "04/25/2024 10:00"], "mdy"),
        (["13/01/32"], "dmy"),
        (["99/12/31"], "ymd"),
        (["2024-03-04", "Total", "99/99/2024"], ""),
        ([], ""),
    ],
)
def test_a_field_above_twelve_proves_the_order(dates: list[str], order: str) -> None:
    """Where one order is left it is proven; where none is needed nothing is asked."""
    orders = DateOrders()
    for one in dates:
        orders.add(one)
    assert orders.order() == order


def test_dates_that_prove_nothing_are_asked_about() -> None:
    """What each order would mean is shown; dates of two orders are said to be that."""
    orders = DateOrders()
    orders.add("03/04/2024")
    with pytest.raises(Unsaid) as asked:
        orders.order()
    assert asked.value.option == "--date-order"
    assert asked.value.choices == {
        "dmy": "03/04/2024 is Wed 3 Apr 2024",
        "mdy": "03/04/2024 is Mon 4 Mar 2024",
    }
    assert "“03/04/2024” can be read in more than one way" in asked.value.message
    two_digits = DateOrders()
    two_digits.add("25/03/24")
    with pytest.raises(Unsaid) as asked:
        two_digits.order()
    assert asked.value.choices == {
        "dmy": "25/03/24 is Mon 25 Mar 2024",
        "ymd": "25/03/24 is Mon 24 Mar 2025",
    }
    orders.add("25/12/2024")
    orders.add("12/25/2024")
    with pytest.raises(Unsaid, match="not all in one order"):
        orders.order()


@pytest.mark.parametrize(
    ("form", "written", "reading"),
    [
        ("DD/MM/YYYY HH:MM", "03/04/2024 10:05", Reading(at(2024, 4, 3, 10, 5), MINUTE)),
        ("MM/DD/YY HH:MM:SS AM", "3/4/24 1:05:09 pm", Reading(at(2024, 3, 4, 13, 5, 9), 0)),
        ("YYYYMMDD", "20240304", Reading(at(2024, 3, 4), DAY)),
        ("YYYYMMDD", "20240304 10:05", Reading(at(2024, 3, 4, 10, 5), MINUTE)),
        ("%d.%m.%y %H.%M", "03.04.24 10.05", Reading(at(2024, 4, 3, 10, 5), MINUTE)),
        ("DD MMM YYYY", "03 apr 2024", Reading(at(2024, 4, 3), DAY)),
        (
            "dd/mm/yyyy hh:mm Z",
            "03/04/2024 10:05 +0100",
            Reading(at(2024, 4, 3, 10, 5), MINUTE, "offset", 3600),
        ),
        ("epoch", "1709288045", Reading(at(2024, 3, 1, 10, 14, 5), 0, "epoch")),
        ("epoch-ms", "1709288045123", Reading(at(2024, 3, 1, 10, 14, 5, 123000), 0, "epoch")),
    ],
)
def test_a_form_that_is_said_is_followed(form: str, written: str, reading: Reading) -> None:
    """Letters or percent signs; minutes are told from months by the hour before them."""
    assert read(written, "", form_of(form)) == reading


@pytest.mark.parametrize(
    "form", ["", "DD/MM", "DD/DD/MM/YYYY", "YYYY", "DD MM MMM YYYY", "DD/MM/YYYY HH", "(?P<"]
)
def test_a_form_that_says_no_date_is_refused(form: str) -> None:
    """Day, month and year, each once; an hour with its minutes."""
    with pytest.raises(Unsaid) as asked:
        form_of(form)
    assert asked.value.option == "--date-format"


def test_moments_say_what_they_rest_on() -> None:
    """A local time on its zone, an offset on itself, UTC on no phone's offset, a day on its whole length."""
    dates = WrittenDates(Said(zone="Europe/London", zone_stated=True), "carrier", "dmy")
    when, flags = dates.moment("31/03/2024 10:05")
    assert (when.at, when.until, when.basis, when.clock, flags) == (
        1711875900000,
        1711875960000,
        "stated-zone",
        "carrier",
        (),
    )
    when, _none = dates.moment("2024-03-31 10:05:00+0200")
    assert (when.at, when.offset, when.zone, when.basis) == (1711872300000, 7200, None, "offset")
    when, _none = dates.moment("2024-03-31 10:05:00Z")
    assert (when.at, when.offset, when.basis) == (1711879500000, None, "offset")
    when, _none = dates.moment("31/03/2024")
    assert (when.precision, (when.until or 0) - (when.at or 0)) == ("day", 23 * 3600 * 1000)
    assert dates.instant("31/03/2024") is None
    assert dates.instant("2024-03-31 10:05:00Z") == 1711879500000
    assert dates.moment("31/03/2024 01:30")[1] == ("time-unreadable", "hour-skipped")
    assert dates.moment("27/10/2024 01:30")[1] == ("hour-twice",)
    for unknown in ("whenever", "01/01/1980 10:00", "2150-01-01T00:00:00Z", "32/01/2024"):
        when, flags = dates.moment(unknown)
        assert (when.at, when.written, flags) == (None, unknown, ("time-unreadable",))


def test_a_day_that_no_calendar_showed_is_not_known() -> None:
    """Samoa skipped 30 December 2011."""
    when, flags = WrittenDates(Said(zone="Pacific/Apia"), "own-device", "").moment("2011-12-30")
    assert (when.at, flags) == (None, ("time-unreadable", "hour-skipped"))


def test_seconds_since_1970_are_certain() -> None:
    """They rest on themselves, and give away no offset."""
    when, flags = WrittenDates(Said(), "own-device", "", "epoch").moment("1709288045")
    assert (when.at, when.basis, when.offset, flags) == (1709288045000, "epoch", None, ())
