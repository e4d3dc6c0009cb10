"""What words about a time can say, before a clock and a zone make an instant of them.

`grammar` reads words into these; `when` gives them a place in time.
"""

from msgspec import Struct

PARTS: dict[str, tuple[int, int]] = {
    "morning": (6, 12),
    "afternoon": (12, 18),
    "evening": (18, 22),
    "night": (22, 30),
}
"""From which hour to which, counted from midnight of the day named: a night ends at 06:00 the next
day. The source of the hours is ``domain.md``; they are printed beside the word wherever it is shown."""


class Near(Struct, frozen=True):
    """A day counted from today: -1 is yesterday."""

    days: int


class Named(Struct, frozen=True):
    """A day of the week, 0 is Monday; ``last`` when "last monday" was said."""

    weekday: int
    last: bool = False


class Dated(Struct, frozen=True):
    """A day of the calendar, the year and the weekday only if they were said."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None


class Monthly(Struct, frozen=True):
    """A whole month, the year only if it was said."""

    year: int | None
    month: int


Day = Near | Named | Dated | Monthly


class Clock(Struct, frozen=True):
    """What a clock showed. Only what was said: "8am" is 08:00 sharp."""

    hour: int
    minute: int = 0
    second: int = 0
    milli: int = 0


class Point(Struct, frozen=True):
    """A day, or a time on a day, or a part of a day.

    Attributes:
        day: None for a clock time alone.
        clock: None for the whole day, or the part of it.
        part: one of `PARTS`.
        offset: seconds east of UTC, if it was said.
    """

    day: Day | None = None
    clock: Clock | None = None
    part: str | None = None
    offset: int | None = None


class Now(Struct, frozen=True):
    """The present."""


class Unknown(Struct, frozen=True):
    """The keeper does not know."""


class Lapse(Struct, frozen=True):
    """A time counted from now: negative is ago. ``fine`` when minutes or seconds were said."""

    seconds: int
    fine: bool


class Between(Struct, frozen=True):
    """From one end to another.

    Attributes:
        start: where it begins.
        end: where it ends.
        day_last: the day was said once, after both clock times ("21:02 to 23:50 yesterday").
    """

    start: Point
    end: Point | Now
    day_last: bool = False


Said = Now | Unknown | Lapse | Point | Between
