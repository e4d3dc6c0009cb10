"""What waits for the keeper, and when."""

from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.follow_through import FollowThrough
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import read_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import instant

OPEN_ITEMS = 3


@command("due", help=_("What waits for you, and when. Nothing is done by itself."))
@click.option("--exit-code", is_flag=True, help=_("Exit 3 when something is due."))
def due(session: Session, exit_code: bool) -> int:
    """Print consequences that are due, overdue or deferred, the longest waiting first."""
    case = read_case(session)
    waiting = judge(case, as_of=clock.now()).due
    if session.json:
        output.data("due", {"items": [item(one, case.home_zone) for one in waiting]})
    elif session.plain:
        output.rows([list(item(one, case.home_zone).values()) for one in waiting])
    elif not waiting:
        output.say(_("Nothing waits for you."))
    else:
        output.columns(
            [[one.name, one.consequence.fact.action, _since(one, case.home_zone)] for one in waiting]
        )
        output.say(_("Each can be done, moved or decided against: rk consequence --help"))
    return OPEN_ITEMS if exit_code and any(one.due_now for one in waiting) else 0


def item(one: FollowThrough, home: str) -> dict[str, Any]:
    """One thing that waits, as `due --json` prints it."""
    return {
        "id": one.name,
        "what": one.consequence.fact.action,
        "due_at": instant(one.due_at, home),
        "overdue": one.state == "overdue",
    }


def _since(one: FollowThrough, home: str) -> str:
    if one.due_at is None:
        return _("waiting")
    date = dates.deadline_told(one.due_at, home)
    return {
        "overdue": _("waiting since {date}"),
        "deferred": _("moved to {date}"),
    }.get(one.state, _("due {date}")).format(date=date)
