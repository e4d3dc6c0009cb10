"""The notice: what was said, verbatim, and what became of it."""

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

import click

from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, given_or_asked
from recordkeeper.cli.channels import check_channel, check_token
from recordkeeper.cli.files import check_files, keep_files, proof_of
from recordkeeper.cli.moments import read_moment, read_optional
from recordkeeper.cli.naming import one_of, serial_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import compose, record, saved
from recordkeeper.disclosure.wording import DELIVERY_WORDS
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger, Writer
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.fact import Fact
from recordkeeper.records.vocabulary import CHANNELS, DeliveryStatus, NotedOn

PROOF_HELP = _('A file, or an entry as #14. His "ok" is the best proof.')


def ask_channel(session: Session, given: str | None, option: str = "--how") -> str:
    """The channel given, or asked for."""
    if given is not None:
        return check_channel(given)
    return ask_choice(session, _("How did you say it?"), [(one, one) for one in CHANNELS], option)


def proof_entries(ledger: Ledger, case: CaseFile, names: tuple[str, ...]) -> tuple[int, ...]:
    """The serials of entries named as proof.

    Raises:
        NotFound: one of them is not there.
    """
    serials = tuple(serial_of(case, name) for name in names)
    for serial in serials:
        ledger.entry(serial)
    return serials


@command("stated", help=_("Keep what you said, word for word, and how."))
@click.argument("name", metavar="B1")
@click.option("--how", metavar="CH", help=_("By which channel."))
@click.option("--to", default="", metavar="ID", help=_("To which number or address."))
@click.option("--when", default="now", help=_('"29 Jan 2026 20:00", "20 min ago" …'))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--noted", help=_("When you made a note of it elsewhere."))
@click.option("--noted-on", help=_("What that note is on: paper, phone, mail."))
@click.option("--words", type=TEXT, help=_("Exact words (or @FILE, or - for stdin)."))
@click.option("--exceptions", default="", help=_("What you left out of it."))
@click.option("--status", help=_("What became of it: sent, delivered, read, acknowledged, refused."))
@click.option("--proof", multiple=True, metavar="FILE|#N", help=PROOF_HELP)
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def stated(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record the statement and, if it is known already, what became of it, in one commit."""
    status = check_token("--status", given["status"], DeliveryStatus)
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Boundary)
        channel = ask_channel(session, given["how"])
        words = given_or_asked(session, given["words"], _("What did you say? Exact words"), "--words")
        said = Statement(
            boundary=which,
            words=words,
            channel=channel,
            to=given["to"],
            exceptions=given["exceptions"],
            when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
            noted_at=read_optional(session, given["noted"], home=case.home_zone, zone=given["zone"]),
            noted_on=check_token("--noted-on", given["noted_on"], NotedOn),
            proof_entries=proof_entries(ledger, case, entries),
            files=keep_files(ledger, paths),
        )
        written = compose(ledger, lambda writer: _with_delivery(writer, said, status), note=note)[0]
        named = setup_case(ledger).name(written.serial)
    saved(
        session,
        "boundary.stated",
        written,
        message=_("It is {name}.").format(name=named),
        more={"name": named},
    )
    if status is None:
        output.note(
            _("When you know that it arrived: rk boundary delivered {name} --status read").format(name=named)
        )


def _with_delivery(writer: Writer, said: Statement, status: DeliveryStatus | None) -> Iterator[Fact]:
    serial = writer.next_serial()
    yield said
    if status is not None:
        # What shows that it was said shows what became of it too.
        own = (serial,) if said.files else ()
        yield Delivery(
            statement=serial, status=status, when=said.when, proof_entries=(*own, *said.proof_entries)
        )


@command("delivered", help=_("What became of a statement: sent, delivered, read, acknowledged, refused."))
@click.argument("name", metavar="S1")
@click.option("--status", help=_("sent, delivered, read, acknowledged, refused."))
@click.option("--when", default="now", help=_('"20:14", "29 Jan 2026 20:14", unknown.'))
@click.option("--zone", help=_("Zone of that time."))
@click.option("--facts", type=TEXT, default="", help=_("What showed it."))
@click.option("--proof", multiple=True, metavar="FILE|#N", help=PROOF_HELP)
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def delivered(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record a delivery with its proof."""
    status = check_token("--status", given["status"], DeliveryStatus)
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Statement)
        status = status or ask_choice(
            session, _("What became of it?"), list(DELIVERY_WORDS.items()), "--status"
        )
        fact = Delivery(
            statement=which,
            status=status,
            facts=given["facts"],
            when=read_moment(session, given["when"], home=case.home_zone, zone=given["zone"]),
            proof_entries=proof_entries(ledger, case, entries),
            files=keep_files(ledger, paths),
        )
        written = record(ledger, [fact], note=note)[0]
    saved(session, "boundary.delivered", written)
