"""In which order an export writes day, month and year: by proof, or by what the keeper said; never guessed.

The style of the phone decides it, and the file does not say which that was. The computer's own style says
nothing about the phone's.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import Unsaid
from recordkeeper.importers.importer import DateOrder
from recordkeeper.importers.whatsapp.header import Order, readings
from recordkeeper.records.telling import date_words

_ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
_OVERWHELMING = 20
"""How many times more often a wrong reading must be impossible, where the right one sometimes is too."""
_DATE = re.compile(r"\d+\D+\d+\D+\d+")
_SHORT_DATE = re.compile(r"\d{1,2}\D*[/.](?! )\D*\d{1,2}\D+\d{1,2}$")
_SLACK = timedelta(days=1)
"""By how much an honest message may be dated before the one above it without saying anything of the order."""


class DateProof:
    """What the dates of one style say, each told once while it lasts; memory does not grow with them."""

    def __init__(self) -> None:
        self._told = 0
        self._possible: Counter[Order] = Counter()
        self._backward: Counter[Order] = Counter()
        self._named: Counter[Order] = Counter()
        self._latest: dict[Order, date] = {}
        self.example: tuple[str, dict[Order, date]] | None = None

    def add(self, numbers: tuple[str, str, str], written: str) -> None:
        """Another date, where it differs from that of the message above.

        Args:
            numbers: its three numbers, as they follow one another.
            written: the date as it is written, and perhaps more.
        """
        meant = readings(numbers)
        self._told += 1
        for order, on in meant.items():
            self._possible[order] += 1
            if on < self._latest.get(order, on) - _SLACK:
                self._backward[order] += 1
            self._latest[order] = on
        if self.example is None and len(set(meant.values())) > 1:
            found = _DATE.match(written)
            self.example = found[0] if found else "/".join(numbers), meant

    def name(self, numbers: tuple[str, str, str], on: date) -> None:
        """A file that bears a date in its name stands in a message with this date."""
        meant = readings(numbers)
        if len(set(meant.values())) > 1:
            self._named.update(order for order, day in meant.items() if day == on)

    def candidates(self) -> list[Order]:
        """The orders in which the dates can be read.

        One date that is impossible in an order proves another, unless every order has impossible ones (a
        damaged file, or words that look like a header): then only a great difference does.
        """
        failed = {order: self._told - self._possible[order] for order in _ORDERS}
        least = min(failed.values())
        most = least * _OVERWHELMING
        return [order for order in _ORDERS if failed[order] <= most and self._possible[order]]

    def likely(self, possible: list[Order]) -> list[Order]:
        """Those that phones use.

        Hardly any writes a year of two digits first with slashes or points between (of CLDR's short dates
        the Basque one): "25/03/24" is not taken for 2025 unless nothing else is possible, or it was said.
        """
        short = self.example is not None and _SHORT_DATE.match(self.example[0])
        return [order for order in possible if order != "ymd"] or possible if short else possible

    def named(self, among: Iterable[Order]) -> Order | None:
        """The one order that names of files agree with."""
        return _single(order for order in among if self._named[order])

    def rising(self, among: Iterable[Order]) -> Order | None:
        """The one order in which no date is before the one above it."""
        return _single(order for order in among if not self._backward[order])


class Decided(NamedTuple):
    """An order, and the sentence that says what decided it; "" where nothing did, or what was said."""

    order: Order
    why: str


def decide(proof: DateProof, said: DateOrder) -> Decided:
    """The order of the dates of an export.

    Raises:
        Unsaid: it cannot be told from the file, or what was said cannot be.
    """
    possible = proof.candidates()
    if not possible:
        return Decided("dmy", "")
    likely = proof.likely(possible)
    proven = _proven(proof, likely)
    if said and (said not in possible or (proven and said in likely and proven.order != said)):
        raise _unsaid(proof, [proven.order] if proven else likely, _contradicted(said))
    if said and said not in likely:
        return Decided(said, "")
    if proven is not None:
        return proven
    if said:
        return Decided(said, "")
    if rising := proof.rising(likely):
        why = _("Only if its dates are written {order} do its messages follow one another in time.")
        return Decided(rising, why.format(order=_told(rising)))
    raise _unsaid(
        proof,
        likely,
        _("Nothing in this file shows whether its dates are written with the day or the month first."),
    )


def _proven(proof: DateProof, possible: list[Order]) -> Decided | None:
    if len(possible) == 1:
        why = _("Its dates are written {order}: read in another way, some of them would not exist.")
        return Decided(possible[0], why.format(order=_told(possible[0])))
    if proof.example is None:
        return Decided(possible[0], "")
    if named := proof.named(possible):
        why = _("Its dates are written {order}: so they agree with those in the names of its files.")
        return Decided(named, why.format(order=_told(named)))
    return None


def _unsaid(proof: DateProof, possible: list[Order], what: str) -> Unsaid:
    written, meant = proof.example or ("", {})
    choices: dict[str, str] = {
        order: _("{written} is {date}").format(written=written, date=date_words(meant[order]))
        if order in meant
        else _told(order)
        for order in possible
    }
    return Unsaid(what, "--date-order", choices)


def _contradicted(said: Order) -> str:
    return _("The dates in this file cannot be written {order}, as was said.").format(order=_told(said))


def _told(order: Order) -> str:
    return {
        "dmy": _("day, month, year"),
        "mdy": _("month, day, year"),
        "ymd": _("year, month, day"),
    }[order]


def _single(orders: Iterable[Order]) -> Order | None:
    found = list(orders)
    return found[0] if len(found) == 1 else None
