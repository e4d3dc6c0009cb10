"""Keep a court's order and its terms, and list what came while it was in force."""

from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.intervals import latest
from recordkeeper.audit.orders import InForce
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.opening import open_ledger, read_case, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.figures import order as order_json
from recordkeeper.disclosure.lines import order_title
from recordkeeper.disclosure.orders import contacts_line, dates_line
from recordkeeper.errors import BadInput
from recordkeeper.records.consequences import Order
from recordkeeper.records.moment import Moment


@group("order", help=_("Note a court's order and its terms; list the contacts while it was in force."))
def order() -> None:
    """Each step is a command of its own."""


@command("add", help=_("An order of a court, with the dates and terms that stand in it."))
@click.option("--type", "type_", type=TEXT, help=_("What it is called: non-molestation order …"))
@click.option("--court", type=TEXT, help=_("Which court made it."))
@click.option("--case", "case_number", default="", metavar="N", help=_("Its case number."))
@click.option("--issued", metavar="WHEN", help=_("When it was made."))
@click.option("--served", metavar="WHEN", help=_("When the other person was given it."))
@click.option("--expires", metavar="WHEN", help=_("Until when it runs."))
@click.option("--zone", help=_("Zone of those times."))
@click.option("--term", "terms", type=TEXT, multiple=True, help=_("One term, word for word; again for more."))
@click.option("--protected", type=TEXT, multiple=True, help=_("A person or place it protects. Private."))
@note_option
def add(session: Session, type_: str | None, court: str | None, note: str | None, **given: Any) -> None:
    """Record the order."""
    with open_ledger(session, write=True) as ledger:
        home, zone = setup_case(ledger).home_zone, given["zone"]
        fact = Order(
            type=given_or_asked(session, type_, _("What is the order called?"), "--type"),
            court=given_or_asked(session, court, _("Which court made it?"), "--court"),
            case_number=given["case_number"],
            issued=read_optional(session, given["issued"], home=home, zone=zone),
            served=read_optional(session, given["served"], home=home, zone=zone),
            expires=read_optional(session, given["expires"], home=home, zone=zone, future=True),
            terms=given["terms"],
            protected=given["protected"],
        )
        _in_order(fact)
        written = record(ledger, [fact], note=note)[0]
    saved(session, "order.add", written)
    if session.json:
        return
    if fact.served is None:
        output.note(
            _("When it is served: rk amend {serial} --served TIME --reason TEXT").format(
                serial=written.serial
            )
        )
    output.note(_("To keep a copy of it: rk attach {serial} FILE").format(serial=written.serial))


def _in_order(fact: Order) -> None:
    """Refuse dates that cannot be: served before it was made, or over before it began."""
    for earlier, later, message in (
        (fact.issued, fact.served, _("It cannot have been served before it was made.")),
        (fact.issued, fact.expires, _("It cannot end before it was made.")),
        (fact.served, fact.expires, _("It cannot end before it was served.")),
    ):
        if _before(later, earlier):
            raise BadInput(
                message + " " + _("Nothing was recorded."), _("Check --issued, --served and --expires.")
            )


def _before(one: Moment | None, other: Moment | None) -> bool:
    last = latest(one) if one is not None else None
    return last is not None and other is not None and other.at is not None and last < other.at


@command(
    "list", help=_("Every order, and the contacts while it was in force. Whether one broke it, a court says.")
)
def list_(session: Session) -> None:
    """Print the orders in order of entry."""
    case = read_case(session)
    found = judge(case, as_of=clock.now()).orders
    home = case.home_zone
    if session.json:
        output.data("order.list", {"orders": [order_json(one, home) for one in found]})
    elif session.plain:
        output.rows([*list(order_json(one, home).values())[:8], len(one.serials)] for one in found)
    elif not found:
        output.say(_("No order is recorded. To note one: rk order add"))
    else:
        for one in found:
            _tell(one, home)


def _tell(one: InForce, home: str) -> None:
    output.say(f"#{one.order.serial}  {order_title(one.order.fact)}")
    output.say("  " + dates_line(one, home))
    for term in one.order.fact.terms:
        output.say("  " + _("Term: {term}").format(term=term))
    output.say("  " + contacts_line(one, home))
    if one.serials:
        output.say("  " + " ".join(f"#{serial}" for serial in one.serials))


for each in (add, list_):
    order.add_command(each)
