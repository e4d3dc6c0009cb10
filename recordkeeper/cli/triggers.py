"""What makes a consequence due, and how long after, as the keeper types it."""

import re

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.channels import check_channel
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.options import Session
from recordkeeper.errors import BadInput
from recordkeeper.records.consequences import Trigger, Within

_WITHIN = re.compile(r"^([1-9]\d{0,3})\s*(d|days?|h|hours?|min|minutes?|w|weeks?)$")
MOST = 100_000


def check_within(typed: str | None) -> Within | None:
    """How long after, from words such as 2d, 48h or 30min.

    Raises:
        BadInput: it is none of these.
    """
    if typed is None:
        return None
    match = _WITHIN.match(typed.strip().lower())
    if match is None:
        raise BadInput(
            _("{typed} is no length of time. Nothing was recorded.").format(typed=typed),
            _("Write 2d, 48h, 30min or 2 weeks."),
        )
    count, unit = int(match[1]), match[2][0]
    if unit == "m":
        return Within(minutes=count)
    if unit == "h":
        return Within(minutes=60 * count)
    return Within(days=count * (7 if unit == "w" else 1))


def check_trigger(session: Session, typed: str, home: str) -> Trigger:
    """A trigger from words such as any, nth:3, channel:call or by:4 April 2026.

    Raises:
        BadInput: it is none of these.
    """
    kind, _colon, rest = typed.strip().partition(":")
    kind, rest = kind.lower(), rest.strip()
    if kind == "any" and not rest:
        return Trigger(type="any")
    if kind == "nth" and rest.isdecimal() and len(rest) < len(str(10 * MOST)) and 1 <= int(rest) <= MOST:
        return Trigger(type="nth", n=int(rest))
    if kind == "channel" and rest:
        return Trigger(type="channel", channel=check_channel(rest))
    if kind == "by" and rest:
        by = read_moment(session, rest, home=home, future=True)
        # A day gone by is all right: what was announced in March may be entered in November.
        if by.precision == "day":
            return Trigger(type="by", by=by)
    raise BadInput(
        _("{typed} is no trigger. Nothing was recorded.").format(typed=typed),
        _('Write any, nth:3, channel:call, or by: and a day, as in "by:4 April 2026".'),
    )
