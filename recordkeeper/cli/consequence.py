"""Keep what was announced, what was done about it, and what was not."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.findings import audit as judge
from recordkeeper.audit.follow_through import FollowThrough
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.boundary_notice import STATUS_HELP, proof_entries, statement_told, with_delivery
from recordkeeper.cli.channels import check_channel, check_token
from recordkeeper.cli.consequence_steps import defer, done, withdraw
from recordkeeper.cli.files import check_files, proof_of
from recordkeeper.cli.happening import happening_options, proof_option
from recordkeeper.cli.how_recorded import brought, say_of_recording
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, read_case, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import compose, saved
from recordkeeper.cli.triggers import check_trigger, check_within
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import consequence as consequence_json
from recordkeeper.disclosure.figures import instant, trigger
from recordkeeper.errors import BadInput
from recordkeeper.ledger.ledger import Writer
from recordkeeper.records.boundaries import Statement
from recordkeeper.records.consequences import Consequence
from recordkeeper.records.fact import Fact
from recordkeeper.records.vocabulary import DeliveryStatus

ADVOCATE = _("If announcing it could raise the risk, talk to an advocate first.")


@group("consequence", help=_("Keep what you said you would do, and what you did. Protective steps only."))
def consequence() -> None:
    """Each step is a command of its own."""


@command("announce", help=_("What you told them you will do, and when it is due."))
@click.option("--action", type=TEXT, help=_("What you will do to protect yourself."))
@click.option("--in", "statement", metavar="S1", help=_("In which statement you said so."))
@click.option("--words", type=TEXT, help=_("Or the exact words you used …"))
@click.option("--how", metavar="CH", help=_("… and by which channel."))
@click.option("--to", default="", metavar="ID", help=_("To which number or address."))
@click.option("--status", help=_("What became of those words, if you know: ") + STATUS_HELP)
@click.option("--trigger", default="any", show_default=True, help="any | nth:N | channel:CH | by:DATE")
@click.option("--within", help=_("How long after: 2d, 48h, 30min, 2 weeks. At once if left out."))
@proof_option
@happening_options
def announce(session: Session, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record the announcement; with words, their statement first, in the same commit."""
    within = check_within(given["within"])
    status = check_token("--status", given["status"], DeliveryStatus)
    given["how"] = check_channel(given["how"]) if given["how"] is not None else None
    paths, entries = proof_of(proof)
    check_files(paths)
    if given["statement"] is not None:
        _nothing_of_a_statement(given, proof)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        told = one_of(case, given["statement"], Statement) if given["statement"] is not None else None
        shown = proof_entries(ledger, case, entries)
        triggered = check_trigger(session, given["trigger"], case.home_zone)
        action = given_or_asked(session, given["action"], _("What will you do?"), "--action")
        new = Consequence(action=action, statement=told or 1, trigger=triggered, within=within)
        said = None
        if told is None:
            said = statement_told(session, case, given).having(proof_entries=shown)
            said = said.having(**brought(session, ledger, paths, given["recording"]))
        written = compose(ledger, lambda writer: _announced(writer, said, status, new), note=note)
        last = [one for one in written if one.book == "record"][-1]
        case = setup_case(ledger)
    names = {"name": case.name(last.serial), "statement": case.name(told or written[0].serial)}
    message = _("It is {name}, announced in {statement}.").format(**names)
    saved(session, "consequence.announce", last, message=message, more=names)
    if said is not None:
        say_of_recording(said, written[0].serial)
    output.note(ADVOCATE)


def _nothing_of_a_statement(given: Mapping[str, Any], proof: tuple[str, ...]) -> None:
    """Refuse, beside --in, what only words that are not recorded yet can have."""
    for option in ("words", "how", "to", "status", "when", "noted", "noted_on", "recording"):
        if given[option]:
            raise BadInput(
                _("{name} has its own words and time. Nothing was recorded.").format(name=given["statement"]),
                _("Leave out --{option}, or leave out --in.").format(option=option.replace("_", "-")),
            )
    if proof:
        raise BadInput(
            _("{name} was recorded before its proof. Nothing was recorded.").format(name=given["statement"]),
            _("Leave out --proof; then: rk boundary delivered {name} --status read --proof FILE").format(
                name=given["statement"]
            ),
        )


def _announced(
    writer: Writer, said: Statement | None, status: DeliveryStatus | None, new: Consequence
) -> Iterator[Fact]:
    if said is None:
        yield new
        return
    serial = writer.next_serial()
    yield from with_delivery(writer, said, status)
    yield new.having(statement=serial)


@command("list", help=_("Everything announced, and where it stands."))
def list_(session: Session) -> None:
    """Print the consequences with their states."""
    case = read_case(session)
    found = judge(case, as_of=clock.now()).consequences
    home = case.home_zone
    if session.json:
        output.data("consequence.list", {"consequences": [consequence_json(one, home) for one in found]})
    elif session.plain:
        output.rows([*_line(one, home)[:3], one.state, instant(one.due_at, home)] for one in found)
    elif not found:
        output.say(_("Nothing is announced. To announce a step: rk consequence announce"))
    else:
        output.columns([_line(one, home) for one in found])


def _line(one: FollowThrough, home: str) -> list[str]:
    fact = one.consequence.fact
    return [one.name, fact.action, trigger(fact.trigger, home), state_told(one, home)]


def state_told(one: FollowThrough, home: str) -> str:
    """Where it stands, in words that blame nobody."""
    if one.state == "carried out" and one.done is not None:
        return _("carried out {when}").format(when=dates.moment_told(one.done.fact.when, home))
    if one.due_at is None or one.state in {"not triggered", "withdrawn"}:
        return {
            "not triggered": _("not triggered"),
            "withdrawn": _("decided against"),
        }.get(one.state, _("due"))
    date = dates.deadline_told(one.due_at, home)
    return {
        "overdue": _("not yet carried out, waiting since {date}"),
        "deferred": _("moved to {date}"),
    }.get(one.state, _("due {date}")).format(date=date)


for each in (announce, done, defer, withdraw, list_):
    consequence.add_command(each)
