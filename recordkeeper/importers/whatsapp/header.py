"""The beginning of a message in a WhatsApp export: date, time, and what separates them from the rest.

Android writes ``DATE, TIME - REST``, iPhones ``[DATE, TIME] REST``, old iPhones ``DATE, TIME: REST``; a few
exports have no separator at all. Date and time are in the phone's own style: order, separators, digits of
the language (Arabic, Devanagari …), words for morning and afternoon, and invisible marks and thin spaces
between any of them (CLDR's short formats; public samples of whatsapp-chat-parser, whatstk, rwhatsapp).
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from recordkeeper.importers.whatsapp.phrases import LRM, MARKS

Order = Literal["dmy", "mdy", "ymd"]
Style = str
"""What all headers of one export have in common: "[" or a space, what stands between the numbers of the date
and after them, "-" or a space, whether the time has halves and seconds and the year four digits, and what
stands between hours and minutes. One object for each style, so that comparing them costs nothing."""

FOUNDED = 2009
"""The year WhatsApp began: a date before is a wrong reading, or a wrong clock."""
_ORDERS: Mapping[Order, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Where year, month and day stand."""
_NOON = 12
_SHORT = 2
"""Digits that a day, a month, or a year without its century has at most."""
_LOOKS = 8
"""How many looks are remembered: morning and afternoon are two; an honest file has few others."""
_PARTS = re.compile(r"(?P<number>\d+)|\D+")
_SENDER = f"(?:([^:\\n]{{1,160}}+): (?!{LRM}))?+"
"""After the look of a header: the sender of a plain line, in bounded time."""
_SENDER_GROUP = 8
"""Before it stand date and time, and their six numbers."""

_M = f"[{MARKS}]*+"
_S = "[ \u00a0\u202f\u2009\t]"
_JOINT = "(?:kl(?:o|\\.)?|um|às|à|alle(?: ore)?|at|о)"  # noqa: RUF001 -- another alphabet
"""Words between date and time: Finnish, Danish, German, Portuguese, French, Italian, English, Bulgarian."""
_MORNING = (
    rf"[aA]\.?{_S}?[mM]\.?|ص|ق\.ظ\.?|π\.?μ\.?|ÖÖ|SA|de\.|f\.?m\.?|ip\.|dop\.|пр\.об\.|дп|vorm\."  # noqa: RUF001 -- another alphabet
    "|पूर्वाह्न|পূর্বাহ্ণ|오전|上午|凌晨|清晨|早上|午前"
)
_AFTERNOON = (
    rf"[pP]\.?{_S}?[mM]\.?|م|ب\.ظ\.?|μ\.?μ\.?|ÖS|CH|du\.|e\.?m\.?|ap\.|odp\.|сл\.об\.|пп|nachm\."  # noqa: RUF001 -- another alphabet
    "|अपराह्न|অপরাহ্ণ|오후|下午|中午|晚上|午後"
)

_HEADER = re.compile(
    rf"{_M}(?P<open>\[)?+{_M}"
    rf"(?P<written>(?P<a>\d{{1,4}}+){_M}(?P<sep>[-/.\u2010\u2011]){_S}?{_M}(?P<b>\d{{1,2}}+){_M}(?P=sep){_S}?"
    rf"{_M}(?P<c>\d{{1,4}}+)\.?{_M}(?P<comma>[,،、]?+){_M}{_S}{{1,2}}{_M}(?:{_JOINT}{_S})?{_M}"
    rf"(?:(?:(?P<morning>{_MORNING})|(?P<afternoon>{_AFTERNOON})){_S}?{_M})?"
    rf"(?P<hour>\d{{1,2}}+){_M}(?P<clock>[:.٫]|{_S}?h{_S}?){_M}(?P<minute>\d\d)"  # noqa: RUF001 -- another alphabet
    rf"(?:{_M}[:.]{_M}(?P<second>\d\d))?(?!\d)"
    rf"(?:{_S}?{_M}(?:(?P<am>{_MORNING})|(?P<pm>{_AFTERNOON})))?)"
    rf"(?:{_S}(?:Uhr|ч\.?))?{_M}"
    rf"(?(open)(?P<close>\]){_M}{_S}"
    rf"|(?:{_S}(?P<dash>[-\u2013]){_M}{_S}|(?(second)(?::{_S}|{_S}(?=[^:\n\[\]]{{1,60}}:{_S}))|(?!))))"
)
"""Every quantifier is bounded or possessive: no line takes more than linear time.

Without brackets and without a dash, a time must have seconds, for whoever writes "3/4/2021 10:15: …" by hand
writes none."""


@dataclass(slots=True)
class Header:
    """The beginning of one message.

    Attributes:
        end: where the rest begins: sender and words, or a line of the app's own.
        written: date and time as the export writes them, without brackets.
        date: the three numbers of the date, in the order in which they are written.
        clock: hour, minute, second and half of the day ("am", "pm" or ""), as written; "" for no second.
        style: what all headers of one export have in common.
    """

    end: int
    written: str
    date: tuple[str, str, str]
    clock: tuple[str, str, str, str]
    style: Style

    @property
    def timed(self) -> bool:
        """Whether its time has seconds."""
        return bool(self.clock[2])

    @property
    def separated(self) -> bool:
        """Whether brackets or a dash tell it from what follows."""
        return self.style[0] == "[" or self.style[3] != " "


def header(line: str) -> Header | None:
    """The beginning of a message at the beginning of a line; None where the line goes on with another."""
    found = _HEADER.match(line)
    if found is None:
        return None
    (
        bracket,
        written,
        a,
        sep,
        b,
        c,
        comma,
        morning,
        afternoon,
        hour,
        point,
        minute,
        second,
        am,
        pm,
        _,
        dash,
    ) = found.groups()
    half = "am" if morning or am else "pm" if afternoon or pm else ""
    kinds = (half != "", second is not None, len(a) > _SHORT, len(c) > _SHORT)
    parts = (bracket or " ", sep, comma or " ", dash or " ", *("01"[kind] for kind in kinds), point)
    style = sys.intern("".join(parts))
    return Header(found.end(), written, (a, b, c), (hour, minute, second or "", half), style)


Beginning = tuple[Header, str | None, int]
"""A header, the sender of a plain line as it stands there, and where what follows them begins."""


class Headers:
    """Finds headers, fast where they are alike: what looks like one of the first is read by its look.

    A look is the text of a header in which only the digits differ.
    """

    def __init__(self) -> None:
        self._looks: list[tuple[Callable[[str], re.Match[str] | None], str, Style]] = []
        self._last: Callable[[str], re.Match[str] | None] | None = None
        self._head = Header(0, "", ("", "", ""), ("", "", "", ""), "")

    def find(self, line: str) -> Beginning | None:
        """As `header`, with the sender where the line is plain.

        Plain is a line whose header looks like one before, and whose words after the sender do not begin with
        the app's own mark: most lines. The sender of any other is None, and is told by the whole message.
        Messages of one minute share their header.
        """
        for match, half, style in self._looks:
            found = match(line)
            if found is not None:
                written, a, b, c, hour, minute, second, sender = found.groups()
                if written != self._head.written or match is not self._last:
                    end = found.end() if sender is None else found.start(_SENDER_GROUP)
                    self._head = Header(end, written, (a, b, c), (hour, minute, second, half), style)
                    self._last = match
                return self._head, sender, found.end()
        head = header(line)
        if head is not None and head.separated and len(self._looks) < _LOOKS:
            look = re.compile(_look(line, head)).match
            self._looks.append((look, head.clock[3], head.style))
        return (head, None, head.end) if head is not None else None


def _look(line: str, head: Header) -> str:
    start = line.index(head.written)
    end = start + len(head.written)
    numbers = iter((*map(_as_long, head.date), r"(\d{1,2}+)", r"(\d\d)", r"(\d\d)"))
    written = _PARTS.sub(lambda part: next(numbers) if part["number"] else re.escape(part[0]), head.written)
    if not head.timed:
        written += "()"
    return f"{re.escape(line[:start])}({written}){re.escape(line[end : head.end])}{_SENDER}"


def _as_long(number: str) -> str:
    return r"(\d{1,2}+)" if len(number) <= _SHORT else rf"(\d{{{len(number)}}})"


def readings(numbers: tuple[str, str, str]) -> dict[Order, date]:
    """What a date could mean, if WhatsApp wrote it: by each order that makes a day since `FOUNDED` of it."""
    meant = {order: on for order in _ORDERS if (on := day(numbers, order)) is not None}
    return {
        order: on for order, on in meant.items() if on.year >= FOUNDED or len(max(numbers, key=len)) > _SHORT
    }


def day(numbers: tuple[str, str, str], order: Order) -> date | None:
    """The day that three numbers mean in an order; None where there is no such day.

    A year of one or two digits is of this century. A number of three or four digits is a year, and nothing
    else is one beside it.
    """
    year, month, of_month = (numbers[place] for place in _ORDERS[order])
    if len(month) > _SHORT or len(of_month) > _SHORT:
        return None
    try:
        return date(int(year) + (2000 if len(year) <= _SHORT else 0), int(month), int(of_month))
    except ValueError:
        return None


def local(head: Header, on: date) -> datetime | None:
    """The local time of a header; None where hours or minutes are impossible, or can be read in two ways.

    "00:08 a. m." is eight minutes past midnight and "13:05 PM" five past one, for they can be nothing else;
    "00:08 p. m." can be two things.
    """
    hour, minute, second = int(head.clock[0]), int(head.clock[1]), int(head.clock[2] or 0)
    half = head.clock[3]
    if half == "am":
        if hour > _NOON:
            return None
        hour %= _NOON
    elif half == "pm":
        if hour == 0:
            return None
        hour = hour if hour >= _NOON else hour + _NOON
    try:
        return datetime(on.year, on.month, on.day, hour, minute, second)  # noqa: DTZ001 -- its zone is not written
    except ValueError:
        return None
