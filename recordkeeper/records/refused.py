"""Why words about a time are not read, and the way to say them so that they are.

Refusing is the point: a time that was guessed cannot be told from one that was known.
"""

import re

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput

_DOUBTS: tuple[tuple[str, str], ...] = (
    (
        r"\b(about|around|roughly|approximately|approx|circa|ca|nearly|almost|-?ish)\b|~|\dish\b",
        _('If you are not sure of the minute, say between when and when: "20:45 to 21:15".'),
    ),
    (
        r"\bmidnight\b",
        _('Midnight can begin a day or end it. Say the date with "00:00", as in "20 mar 00:00".'),
    ),
    (
        r"\b12(:00)? ?[ap]\.?m\b",
        _('Say "noon", or "00:00" with its date: 12 am and 12 pm are often mixed up.'),
    ),
    (r"\b24:[0-9]{2}", _('A day ends at 23:59: say "00:00" with the next day\'s date.')),
    (
        r"\b(month|year)s? ago\b",
        _('Months and years are not equally long: say a date, or a month such as "march 2024".'),
    ),
    (r"^\W*[0-9]+ ?m\b", _('"m" could be minutes or months: say "20 min ago".')),
    (
        r"\b[0-9]{1,2} ?[/.-] ?[0-9]{1,2} ?[/.-] ?[0-9]{2,4}\b|\b[0-9]{1,2}/[0-9]{1,2}\b",
        _('That could be two different days: name the month, as in "3 apr 2026", or write "2026-04-03".'),
    ),
    (
        r"\b[0-9]{1,2}\.[0-9]{1,2}\b",
        _('That could be a time or a date: say "21:40", or name the month, as in "20 mar".'),
    ),
    (
        r"[0-9]-[0-9]{2}:[0-9]{2}",
        _('That could be until when, or a distance from UTC: for until when, say "21:02 to 23:50".'),
    ),
    (
        r"\b(z|utc)$|[+-][0-9]{2}:[0-9]{2}$",
        _('With "UTC" or "+01:00" write the date too: "2026-03-20 21:40 UTC".'),
    ),
    (
        r"^(morning|afternoon|evening|night|tonight)\b",
        _('Say which: "this morning", "yesterday evening".'),
    ),
    (
        r"\b(last|yesterday|this) (night|morning|afternoon|evening)\b.*[0-9]",
        _('With a clock time say the day: "yesterday 23:10", after midnight "today 01:10".'),
    ),
    (
        r"\b[0-9]{1,2}(st|nd|rd|th)? [a-z]+,? [0-9]{2}$",
        _('Write the year with four digits, as in "20 mar 2026", and a time as "09:00" or "9am".'),
    ),
    (r"\bnext\b", _("Say the date.")),
    (r"^[0-9]{4}$", _('Say the month and the year, as in "march 2024".')),
    (
        r"^[0-9]{1,2}$|\bat [0-9]{1,2}$|[a-z] [0-9]{1,2}$",
        _('For a time of day say "09:00" or "9am"; for a date name the month, as in "9 mar".'),
    ),
)
"""A pattern of words that could mean two things, and the way to say either."""


def refusal(text: str) -> BadInput:
    """The error for words that the grammar does not know: what is doubtful in them, and what to say."""
    shown = " ".join(text.split())[:60]
    advice = next((advice for pattern, advice in _DOUBTS if re.search(pattern, shown, re.IGNORECASE)), "")
    accepted = _(
        'For example: "20 min ago", "yesterday 21:40", "20 mar 2026 9pm", "yesterday 21:02 to 23:50", '
        '"unknown".'
    )
    return BadInput(
        _('"{text}" is not a time I can read for certain.').format(text=shown),
        f"{advice} {accepted}".strip(),
    )


def no_such_clock(written: str) -> BadInput:
    """The error for an hour, minute or second that no clock shows ("25:00")."""
    return BadInput(
        _("No clock shows {written}.").format(written=written),
        _('Hours go from 00 to 23, or from 1 to 12 with am or pm: "21:40", "9:40 pm".'),
    )


def no_such_offset(written: str) -> BadInput:
    """The error for a distance from UTC that no place on earth has."""
    return BadInput(
        _("No place has clocks {written} from UTC.").format(written=written),
        _('It goes from -12:00 to +14:00. Write "+01:00", "Z" or "UTC".'),
    )


def no_such_month(written: str) -> BadInput:
    """The error for a month number that is not 01 to 12."""
    return BadInput(
        _("There is no month {written}.").format(written=written),
        _('Months go from 01 to 12, in the order year, month, day: "2026-03-20".'),
    )
