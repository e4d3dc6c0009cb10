"""Typed entries that are probably also in an imported file, and not yet told apart.

They count once, and are named, until the keeper says ``same`` or ``same --apart``.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from recordkeeper.audit.attribution import Who
from recordkeeper.audit.intervals import LONGEST_DAY, within_a_day
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment

NEAR = 10 * 60_000
"""How far, in milliseconds, a remembered clock time may lie from the phone's own."""


class Double(NamedTuple):
    """A typed entry and the imported ones that probably tell the same contact (serials)."""

    typed: int
    imported: tuple[int, ...]


def probable_doubles(standing: Sequence[Standing[Contact]], who: Mapping[int, Who]) -> tuple[Double, ...]:
    """Probable doubles, each imported entry matched to one typed entry at most."""
    imported = sorted(
        (one for one in standing if one.fact.source is not None and one.fact.when.at is not None),
        key=lambda one: one.fact.when.at or 0,
    )
    times = [one.fact.when.at or 0 for one in imported]
    taken: set[int] = set()
    found = []
    for typed in standing:
        if typed.fact.source is not None or not within_a_day(typed.fact.when):
            continue
        window = _window(typed.fact.when)
        near = imported[bisect_left(times, window[0]) : bisect_left(times, window[1])]
        matches = [one for one in near if one.serial not in taken and _alike(typed, one, who)]
        matches = matches[: typed.fact.count or 1]
        # Told the same already, or told apart: nothing is left to ask.
        if matches and not any(one.serial in {*typed.same, *typed.apart} for one in matches):
            taken.update(one.serial for one in matches)
            found.append(Double(typed.serial, tuple(one.serial for one in matches)))
    return tuple(found)


def near_any(at: int | None, typed: Sequence[int]) -> bool:
    """Whether an imported entry at that time can be the double of an entry typed for one of these times.

    Args:
        at: milliseconds UTC; None when not known.
        typed: when the typed ones begin, ascending; each reaches over a local day at most.
    """
    if at is None:
        return False
    following = bisect_left(typed, at - LONGEST_DAY)
    return following < len(typed) and typed[following] <= at + LONGEST_DAY


def _window(when: Moment) -> tuple[int, int]:
    at, until = when.at or 0, when.until or 0
    return (at - NEAR, at + NEAR + 1) if at == until else (at, until)


def _alike(typed: Standing[Contact], imported: Standing[Contact], who: Mapping[int, Who]) -> bool:
    one, other = typed.fact, imported.fact
    if (one.direction, one.channel) != (other.direction, other.channel):
        return False
    if who[typed.serial].party != who[imported.serial].party:
        return False
    if one.words and other.words:
        return _spoken(one.words) in _spoken(other.words) or _spoken(other.words) in _spoken(one.words)
    # A day alone is too wide to take two contacts for one without words to compare.
    return one.when.precision != "day"


def _spoken(words: str) -> str:
    return " ".join(words.casefold().split())
