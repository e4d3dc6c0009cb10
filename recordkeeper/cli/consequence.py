"""Keep what was announced, what was done about it, and what was not."""

import re
from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

import click

from recordkeeper import clock
from recordkeeper.audit.findings import audit as judge
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.boundary_notice import PROOF_HELP, ask_channel, proof_entries
from recordkeeper.cli.channels import check_channel, check_token
from recordkeeper.cli.consequence_steps import defer, done, withdraw
from recordkeeper.cli.files import check_files, keep_files, proof_of
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, read_case, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import compose, saved
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import consequence as consequence_json
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger, Writer
from recordkeeper.records.boundaries import Delivery, Statement
from recordkeeper.records.consequences import Consequence, Trigger, Within
from recordkeeper.records.fact import Fact
from recordkeeper.records.vocabulary import DeliveryStatus

ADVOCATE = _("If announcing it could raise the risk, talk to an advocate first.")
_WITHIN = re.compile(r"^(\d{1,4})\s*(d|days?|h|hours?|min|minutes?|w|weeks?)$")


@group("consequence", help=_("Keep what you said you would do, and what you did. Protective steps only."))
def consequence() -> None:
    """Each step is a command of its own."""


@command("announce", help=_("What you told them you will do, and when it is due."))
@click.option("--action", type=TEXT, help=_("What you will do to protect yourself."))
@click.option("--in", "statement", metavar="S1", help=_("In which statement you said so."))
@click.option("--words", type=TEXT, help=_("Or the exact words you used …"))
@click.option("--how", metavar="CH", help=_("… and by which channel."))
@click.option("--to", default="", metavar="ID", help=_("To which number or address."))
@click.option("--when", default="now", help=_("When you said it."))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--status", help=_("What became of those words: sent, delivered, read, acknowledged."))
@click.option("--proof", multiple=True, metavar="FILE|#N", help=PROOF_HELP)
@click.option("--trigger", default="any", show_default=True, help="any | nth:N | channel:CH | by:DATE")
@click.option("--within", help=_("How long after: 2d, 48h, 30min, 2 weeks. At once if left out."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def announce(session: Session, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record the announcement; with words, their statement first, in the same commit."""
    within = check_within(given["within"])
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        trigger = check_trigger(session, given["trigger"], case.home_zone)
        action = given_or_asked(session, given["action"], _("What will you do?"), "--action")
        if given["statement"] is not None:
            told = one_of(case, given["statement"], Statement)
            fact = Consequence(action=action, statement=told, trigger=trigger, within=within)
            written = compose(ledger, lambda _writer: [fact], note=note)[-1 if note is None else 0]
        else:
            said = _statement(session, ledger, case, given).having(
                proof_entries=proof_entries(ledger, case, entries), files=keep_files(ledger, paths)
            )
            status = check_token("--status", given["status"], DeliveryStatus)
            new = Consequence(action=action, statement=1, trigger=trigger, within=within)
            all_written = compose(ledger, lambda writer: _announced(writer, said, status, new), note=note)
            written = [one for one in all_written if one.book == "record"][-1]
        named = setup_case(ledger).name(written.serial)
    saved(
        session,
        "consequence.announce",
        written,
        message=_("It is {name}.").format(name=named),
        more={"name": named},
    )
    output.note(ADVOCATE)


def _statement(session: Session, ledger: Ledger, case: CaseFile, given: dict[str, Any]) -> Statement:
    words = given_or_asked(session, given["words"], _("What did you say? Exact words"), "--in or --words")
    return Statement(
        words=words,
        channel=ask_channel(session, given["how"]),
        to=given["to"],
        when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
    )


def _announced(
    writer: Writer, said: Statement, status: DeliveryStatus | None, new: Consequence
) -> Iterator[Fact]:
    serial = writer.next_serial()
    yield said
    if status is not None:
        yield Delivery(statement=serial, status=status, when=said.when, proof_entries=said.proof_entries)
    yield new.having(statement=serial)


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
    if kind == "nth" and rest.isdecimal() and 1 <= int(rest) <= 100_000:
        return Trigger(type="nth", n=int(rest))
    if kind == "channel" and rest:
        return Trigger(type="channel", channel=check_channel(rest))
    if kind == "by" and rest:
        by = read_moment(session, rest, home=home, future=True)
        if by.precision == "day":
            return Trigger(type="by", by=by)
    raise BadInput(
        _("{typed} is no trigger. Nothing was recorded.").format(typed=typed),
        _('Write any, nth:3, channel:call, or by: and a day, as in "by:4 April 2026".'),
    )


@command("list", help=_("Everything announced, and where it stands."))
def list_(session: Session) -> None:
    """Print the consequences with their states."""
    case = read_case(session)
    found = judge(case, as_of=clock.now()).consequences
    if session.json:
        output.data(
            "consequence.list", {"consequences": [consequence_json(one, case.home_zone) for one in found]}
        )
        return
    table = [
        [
            one.name,
            one.consequence.fact.action,
            one.state,
            dates.instant_told(one.due_at, case.home_zone) if one.due_at is not None else "",
        ]
        for one in found
    ]
    if session.plain:
        output.rows(table)
    elif table:
        output.columns(table)
    else:
        output.say(_("Nothing announced yet."))


for each in (announce, done, defer, withdraw, list_):
    consequence.add_command(each)
