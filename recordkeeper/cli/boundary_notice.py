"""The notice: what was said, verbatim, and what became of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from recordkeeper.audit.notice import notices, repeats
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, given_or_asked
from recordkeeper.cli.channels import check_channel, check_token
from recordkeeper.cli.files import check_files, proof_of
from recordkeeper.cli.happening import happening_options, proof_option, told_of
from recordkeeper.cli.how_recorded import brought, say_of_recording
from recordkeeper.cli.naming import one_of, standing_entry
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import compose, record, saved
from recordkeeper.disclosure.wording import DELIVERY_WORDS
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.ledger.ledger import Ledger, Writer, Written
from recordkeeper.records import telling
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.fact import Fact
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import CHANNELS, DeliveryStatus, tokens

STATUS_HELP = ", ".join(tokens(DeliveryStatus)) + "."
MINUTE = 60_000
SECOND = 2
"""Of how many tellings it is said that one is enough."""


def proof_entries(ledger: Ledger, case: CaseFile, names: tuple[str, ...]) -> tuple[int, ...]:
    """The serials of standing entries named as proof.

    Raises:
        NotFound: one of them is not there. BadInput: one of them was withdrawn.
    """
    return tuple(standing_entry(ledger, case, name).serial for name in names)


@command("stated", help=_("Keep what you said, word for word, and how."))
@click.argument("name", metavar="B1")
@click.option("--how", metavar="CH", help=_("By which channel."))
@click.option("--to", default="", metavar="ID", help=_("To which number or address."))
@click.option("--words", type=TEXT, help=_("Exact words (or @FILE, or - for stdin)."))
@click.option("--exceptions", default="", help=_("What you left out of it."))
@click.option("--status", help=_("What became of it, if you know: ") + STATUS_HELP)
@proof_option
@happening_options
def stated(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record the statement and, if it is known already, what became of it, in one commit."""
    status = check_token("--status", given["status"], DeliveryStatus)
    how = check_channel(given["how"]) if given["how"] is not None else None
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Boundary)
        shown = proof_entries(ledger, case, entries)
        said = statement_told(session, case, given | {"how": how}).having(
            boundary=which, exceptions=given["exceptions"], proof_entries=shown
        )
        said = said.having(**brought(session, ledger, paths, given["recording"]))
        written = compose(ledger, lambda writer: with_delivery(writer, said, status), note=note)[0]
        case = setup_case(ledger)
    _say_stated(session, case, written, status)
    say_of_recording(said, written.serial)


def state_now(session: Session, ledger: Ledger, which: int) -> None:
    """Ask how, in which words and when a boundary just recorded was stated, and keep that."""
    case = setup_case(ledger)
    asked = dict.fromkeys(("how", "words", "when", "zone", "noted", "noted_on")) | {"to": ""}
    said = statement_told(session, case, asked).having(boundary=which)
    written = record(ledger, [said])[0]
    _say_stated(session, setup_case(ledger), written, None)


def _say_stated(session: Session, case: CaseFile, written: Written, status: DeliveryStatus | None) -> None:
    said = case.one(written.serial, Statement)
    assert said is not None  # noqa: S101 - just recorded; told to the type checker
    name, repeat = case.name(said.serial), repeats(case, said)
    message = _("It is {name}, kept as a repeat.") if repeat else _("It is {name}.")
    more = {"name": name, "repeat": repeat}
    saved(session, "boundary.stated", written, message=message.format(name=name), more=more)
    if _one_was_enough(case, said):
        output.note(_("One clear notice is usually enough."))
    if status is None:
        output.note(_("When you know what became of it: rk boundary delivered {name}").format(name=name))


def _one_was_enough(case: CaseFile, said: Standing[Statement]) -> bool:
    """Whether it is the second telling of its boundary, and nothing counts from it."""
    return any(
        one.boundary.serial == said.fact.boundary
        and len(one.tellings) == SECOND
        and one.counted_from.statement.serial != said.serial
        for one in notices(case)
    )


def statement_told(session: Session, case: CaseFile, given: Mapping[str, Any]) -> Statement:
    """A statement from --words, --how, --to and the options of time; asks for what was left out.

    Args:
        session: the options of this run.
        case: for its home zone.
        given: the options by name, ``how`` a checked channel or None.
    """
    channels = [(one, one) for one in CHANNELS]
    how = given["how"] or ask_choice(session, _("How did you say it?"), channels, "--how")
    words = given_or_asked(session, given["words"], _("What did you say? Exact words"), "--words")
    told = told_of(session, given, home=case.home_zone, question=_("When did you say it?"))
    return Statement(words=words, channel=how, to=given["to"], **told)


def with_delivery(writer: Writer, said: Statement, status: DeliveryStatus | None) -> Iterator[Fact]:
    """A statement and, when its fate is known, the delivery of that very moment."""
    serial = writer.next_serial()
    yield said
    if status is not None:
        # What shows that it was said shows what became of it too.
        own = (serial,) if said.files else ()
        yield Delivery(
            statement=serial, status=status, when=said.when, proof_entries=(*own, *said.proof_entries)
        )


@command("delivered", help=_("What became of a statement: ") + STATUS_HELP)
@click.argument("name", metavar="S1")
@click.option("--status", help=STATUS_HELP)
@click.option("--facts", type=TEXT, default="", help=_("What showed it."))
@proof_option
@happening_options
def delivered(session: Session, name: str, proof: tuple[str, ...], note: str | None, **given: Any) -> None:
    """Record a delivery with its proof."""
    status: Any = check_token("--status", given["status"], DeliveryStatus)
    paths, entries = proof_of(proof)
    check_files(paths)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        which = one_of(case, name, Statement)
        shown = proof_entries(ledger, case, entries)
        status = status or ask_choice(
            session, _("What became of it?"), list(DELIVERY_WORDS.items()), "--status"
        )
        told = told_of(session, given, home=case.home_zone, question=_("When was that?"))
        _not_before(case, which, told["when"])
        fact = Delivery(statement=which, status=status, facts=given["facts"], proof_entries=shown, **told)
        fact = fact.having(**brought(session, ledger, paths, given["recording"]))
        written = record(ledger, [fact], note=note)[0]
    saved(session, "boundary.delivered", written)
    say_of_recording(fact, written.serial)


def _not_before(case: CaseFile, statement: int, when: Moment) -> None:
    """Refuse a delivery earlier than its statement: notice would count from a time that cannot be."""
    found = case.one(statement, Statement)
    said = found.fact.when.at if found else None
    # The minute: "20:14" as typed is its beginning, and "now" was recorded to the millisecond.
    if said is None or when.until is None or when.until >= said // MINUTE * MINUTE:
        return
    raise BadInput(
        _("That is before {name} was said, {when}. Nothing was recorded.").format(
            name=case.name(statement), when=telling.told(found.fact.when, case.home_zone) if found else ""
        ),
        _("Check --when; or correct the statement: rk amend {name} --when TIME --reason TEXT").format(
            name=case.name(statement)
        ),
    )
