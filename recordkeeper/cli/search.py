"""Find words in everything that was recorded, the private book too: on this screen only."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import instant
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger.casefile import CaseFile, brought_by
from recordkeeper.ledger.ledger import BOOKS, Ledger
from recordkeeper.ledger.sealing import Entry
from recordkeeper.records import telling
from recordkeeper.records.custody import Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.moment import Moment
from recordkeeper.records.searching import Match, Term, found


@command(
    "search",
    help=_(
        "Find entries by words, names, numbers, reasons and notes, in any script. Your private ones too: "
        "they are shown here and nowhere else.\n\n"
        'Several words: all must occur. In quotation marks, as they stand: rk search "pick up". Capitals '
        "and accents make no difference; a phone number is found however it is written.\n\n"
        "Exit code 5 when nothing is found."
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS")
def search(session: Session, words: tuple[str, ...]) -> int:
    """Look through both books, entry by entry, and print where the words stand."""
    terms = [Term(one) for one in words]
    if any(term.empty for term in terms):
        raise BadInput(_("There is nothing to look for in that."), _('As in: rk search "pick up"'))
    with open_ledger(session, write=False) as ledger:
        case = setup_case(ledger)
        gone = {one.fact.target.serial for one in case.standing(Withdrawal)}
        hits = [_hit(case, gone, *one) for one in _found(ledger, terms)]
    if session.json:
        output.data("search", {"hits": hits})
    elif session.plain:
        output.rows([_plain(one) for one in hits])
    else:
        for one in hits:
            _tell(one)
    if hits:
        return 0
    missing = NotFound(_("Nothing with these words is recorded here."), _("Fewer words find more."))
    output.complain(missing.message, missing.advice)
    return missing.exit_code


def _found(ledger: Ledger, terms: Sequence[Term]) -> Iterator[tuple[Entry, Fact, list[Match]]]:
    """The entries that have them, as they are read; every seal is checked on the way."""
    for book in BOOKS:
        for entry in ledger.entries(book):
            if entry.fact is not None and (matches := found(terms, entry.fact)):
                yield entry, entry.fact, matches


def _hit(case: CaseFile, gone: set[int], entry: Entry, fact: Fact, matches: list[Match]) -> dict[str, Any]:
    private_book = entry.book == "private"
    when: Moment | None = getattr(fact, "when", None)
    private = fact.private_fields()
    return {
        "name": f"N{entry.serial}" if private_book else case.name(entry.serial),
        "book": entry.book,
        "serial": entry.serial,
        "kind": entry.kind,
        "at": instant(when.at, when.zone or case.home_zone) if when else None,
        "recorded_at": instant(entry.recorded_at, case.home_zone),
        "channel": getattr(fact, "channel", None),
        "withdrawn": not private_book and not gone.isdisjoint({entry.serial, brought_by(fact)}),
        "date": _date(case, entry, when),
        "matches": [
            {
                "field": one.field,
                "snippet": one.snippet,
                "private": private_book or one.field in private,
            }
            for one in matches
        ],
    }


def _date(case: CaseFile, entry: Entry, when: Moment | None) -> str:
    if when is None or when.at is None:
        return telling.date_told(entry.recorded_at or 0, case.home_zone)
    clock_time = dates.clock_of(when, case.home_zone)
    return f"{telling.date_told(when.at, when.zone or case.home_zone)} {clock_time}".rstrip()


def _plain(one: dict[str, Any]) -> list[Any]:
    return [
        one["name"],
        one["kind"],
        one["at"] or one["recorded_at"],
        one["channel"],
        "; ".join(match["snippet"] for match in one["matches"]),
    ]


def _tell(one: dict[str, Any]) -> None:
    marks = [_("private book")] if one["book"] == "private" else []
    marks += [_("withdrawn")] if one["withdrawn"] else []
    what = one["channel"] or one["kind"]
    output.say("  ".join([one["name"], one["date"], what, *marks]))
    for match in one["matches"]:
        kept = _(" (private)") if match["private"] and one["book"] == "record" else ""
        output.say(f"  {match['field']}{kept}: {match['snippet']}")
