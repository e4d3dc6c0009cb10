"""A few facts to fill a book with."""

from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Matter
from tests.casebook import LONDON, contact

MATTER = Matter(home_zone=LONDON)


def calls(count: int) -> list[Fact]:
    """So many contacts."""
    return [contact("2026-02-01T21:04", words=f"call {number}") for number in range(count)]
