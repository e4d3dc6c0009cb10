"""Written dates of one table as moments, in an order of day and month that is proven or said.

"03/04/2024" does not tell which is the day. Another date of the same export that only one order can mean
(a field greater than 12) proves it; else the keeper is asked. The computer's own language proves nothing.
"""

from datetime import date, timedelta

from recordkeeper import zones
from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, Unsaid
from recordkeeper.importers.importer import DateOrder, Said
from recordkeeper.importers.local_time import LocalTimes
from recordkeeper.importers.tables import dates as csv_dates
from recordkeeper.importers.tables.dates import EPOCH, LONGEST, ORDERS, Numbers, Reading
from recordkeeper.records.moment import Clock, Moment
from recordkeeper.records.telling import date_words
from recordkeeper.records.vocabulary import Flag

_BELIEVED = range(1990, 2100)
Dated = tuple[Moment, tuple[Flag, ...]]


class DateOrders:
    """Which orders of day, month and year the numeric dates of one export can have."""

    def __init__(self) -> None:
        self._possible: set[DateOrder] = set(ORDERS)
        self._example: tuple[str, Numbers] | None = None

    def add(self, written: str) -> None:
        """Look at one more date; what no order can mean is no date, and says nothing."""
        three = None if written[:4].isdecimal() else csv_dates.numbers(written)
        if three is None:
            return
        if possible := {order for order in ORDERS if csv_dates.dated(three, order)}:
            self._possible &= possible
            self._example = self._example or (written, three)

    def order(self) -> DateOrder:
        """The order that the dates themselves prove; "" where none of them needs one.

        Raises:
            Unsaid: they can be read in more than one order, or no single order fits them all.
        """
        if self._example is None:
            return ""
        if len(self._possible) == 1:
            return next(iter(self._possible))
        written, three = self._example
        what = (
            _("“{date}” can be read in more than one way, and no date in the file tells which.")
            if self._possible
            else _("The dates in this file, such as “{date}”, are not all in one order of day and month.")
        )
        meant = {order: csv_dates.dated(three, order) for order in ORDERS}
        raise Unsaid(
            what.format(date=written[:LONGEST]),
            "--date-order",
            {
                order: _("{written} is {date}").format(written=written[:LONGEST], date=date_words(day))
                for order, day in meant.items()
                if day
            },
        )


class WrittenDates:
    """Reads the dates of one table.

    Args:
        said: the zone of local times.
        clock: whose clock it was.
        order: of numeric dates.
        form: how the keeper says they are written; "" for what can be told by itself.

    Raises:
        Unsaid: the form cannot be understood.
    """

    def __init__(self, said: Said, clock: Clock, order: DateOrder, form: str = "") -> None:
        self._said = said
        self._local = LocalTimes(said, clock)
        self._clock: Clock = clock
        self._order: DateOrder = order
        self._form = csv_dates.form_of(form) if form else None

    def moment(self, written: str) -> Dated:
        """When that was, and what must be said about it."""
        reading = csv_dates.read(written, self._order, self._form)
        if reading is None or reading.naive.year not in _BELIEVED:
            return self._local.moment(written, None)
        if reading.basis != "local":
            return self._certain(written, reading), ()
        if reading.span is None:
            return self._day(written, reading.naive.date())
        return self._local.moment(written, reading.naive, span=reading.span)

    def instant(self, written: str) -> int | None:
        """Only the instant, milliseconds UTC; None where it is not known as one."""
        when, _flags = self.moment(written)
        return when.at if when.precision == "exact" else None

    def _certain(self, written: str, reading: Reading) -> Moment:
        at = (reading.naive - EPOCH) // timedelta(milliseconds=1) - reading.offset * 1000
        return Moment(
            at=at,
            until=at + (reading.span or 0),
            written=written,
            offset=reading.offset if reading.basis == "offset" else None,
            precision="exact",
            basis="epoch" if reading.basis == "epoch" else "offset",
            clock=self._clock,
        )

    def _day(self, written: str, day: date) -> Dated:
        try:
            start, end = zones.day(day, self._said.zone)
        except BadInput:
            when, flags = self._local.moment(written, None)
            return when, (*flags, "hour-skipped")
        return Moment(
            at=start,
            until=end,
            written=written,
            zone=self._said.zone,
            offset=zones.offset(start, self._said.zone),
            precision="day",
            basis="stated-zone" if self._said.zone_stated else "assumed-zone",
            clock=self._clock,
        ), ()
