"""People the keeper leans on, and what they were told. They stand in the private book and never leave."""

from dataclasses import dataclass, field
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, given_or_asked
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure.figures import instant
from recordkeeper.errors import NotFound
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records import telling
from recordkeeper.records.keeping import Support


@group("support", help=_("People you lean on, and what you told them. Never exported."))
def support() -> None:
    """Each step is a command of its own."""


@dataclass
class _Person:
    """One person, drawn together from every entry about them; what was said later stands."""

    name: str
    reach: str = ""
    may_be_told: str = ""
    told: list[tuple[Entry, str]] = field(default_factory=list)


@command("add", help=_("Someone you can lean on. Add them again to change what is kept of them."))
@click.argument("name", required=False)
@click.option("--reach", type=TEXT, default="", help=_("How to reach them."))
@click.option("--may-be-told", type=TEXT, default="", help=_("What they may be told."))
def add(session: Session, name: str | None, reach: str, may_be_told: str) -> None:
    """Keep a person in the private book; one whose name is there already is the same person."""
    with open_ledger(session, write=True) as ledger:
        given = given_or_asked(session, name, _("Their name"), "NAME").strip()
        known = _people(ledger).get(given.casefold())
        fact = Support(name=known.name if known else given, reach=reach, may_be_told=may_be_told)
        written = record(ledger, [fact])[0]
    message = _("{name} was there already; what you gave now stands.").format(name=fact.name) if known else ""
    saved(session, "support.add", written, message=message, more={"name": written.name})


@command("told", help=_("What you told someone, so that you need not remember."))
@click.argument("name")
@click.option("--words", type=TEXT, help=_("What they were told (or @FILE, or - for stdin)."))
def told(session: Session, name: str, words: str | None) -> None:
    """Keep what a person was told, with the date of today."""
    with open_ledger(session, write=True) as ledger:
        people = _people(ledger)
        known = people.get(name.strip().casefold())
        if known is None:
            raise _unknown(name, people)
        said = given_or_asked(session, words, _("What did you tell them?"), "--words")
        written = record(ledger, [Support(name=known.name, told=said)])[0]
    saved(session, "support.told", written, more={"name": written.name})


@command("list", help=_("Who they are, how to reach them, and what they know."))
def list_(session: Session) -> None:
    """Print each person with what they were told, in the order they were added."""
    with open_ledger(session, write=False) as ledger:
        home = setup_case(ledger).home_zone
        people = list(_people(ledger).values())
    if session.json:
        output.data("support.list", {"people": [_json(one, home) for one in people]})
    elif session.plain:
        output.rows([(one.name, one.reach, one.may_be_told, len(one.told)) for one in people])
    elif not people:
        output.say(_("Nobody is kept here yet. To add someone: rk support add NAME"))
    else:
        for one in people:
            _tell(one, home)


def _people(ledger: Ledger) -> dict[str, _Person]:
    found: dict[str, _Person] = {}
    for entry in ledger.entries("private"):
        fact = entry.fact
        if isinstance(fact, Support):
            one = found.setdefault(fact.name.casefold(), _Person(fact.name))
            one.reach = fact.reach or one.reach
            one.may_be_told = fact.may_be_told or one.may_be_told
            if fact.told:
                one.told.append((entry, fact.told))
    return found


def _unknown(name: str, people: dict[str, _Person]) -> NotFound:
    names = ", ".join(one.name for one in people.values())
    return NotFound(
        _("{name} is not among the people you lean on. Nothing was recorded.").format(name=name),
        _("There are: {names}").format(names=names) if names else _("To add someone: rk support add NAME"),
    )


def _json(one: _Person, home: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "reach": one.reach,
        "may_be_told": one.may_be_told,
        "told": [
            {"name": f"N{entry.serial}", "at": instant(entry.recorded_at, home), "words": words}
            for entry, words in one.told
        ],
    }


def _tell(one: _Person, home: str) -> None:
    output.say("  ".join(part for part in (one.name, one.reach) if part))
    if one.may_be_told:
        output.say(_("  May be told: {what}").format(what=one.may_be_told))
    for entry, words in one.told:
        date = telling.date_told(entry.recorded_at or 0, home)
        output.say(_("  Told {date}: {words}").format(date=date, words=words))


support.add_command(add)
support.add_command(told)
support.add_command(list_)
