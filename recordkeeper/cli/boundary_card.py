"""The one calm line to send again."""

import click

from recordkeeper import clock
from recordkeeper.audit.notice import current, notices
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure.calm_line import calm_line
from recordkeeper.errors import NotFound
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.drafting import word_count


@command("card", help=_("The one calm line to send again, and no more."))
@click.argument("name", metavar="[B1]", required=False)
def card(session: Session, name: str | None) -> None:
    """Print the line, and beside it how many words it has and whose they are."""
    with open_ledger(session, write=False) as ledger:
        case = setup_case(ledger)
    one = _which(case, name)
    notice = next((found for found in notices(case) if found.boundary.serial == one.serial), None)
    line, statement = calm_line(one.fact, notice)
    count, said = word_count(line), case.name(statement) if statement is not None else None
    if session.json:
        told = {"boundary": case.name(one.serial), "statement": said, "line": line, "words": count}
        output.data("boundary.card", told)
        return
    if session.plain:
        output.rows([(case.name(one.serial), said, count, line)])
        return
    output.say(line)
    source = _("as in {name}").format(name=said) if said else _("from the rules of this boundary")
    words = ngettext("{count} word, {source}.", "{count} words, {source}.", count)
    output.note(words.format(count=count, source=source))
    if notice is None:
        output.note(
            _("{name} is not yet stated: rk boundary stated {name}").format(name=case.name(one.serial))
        )


def _which(case: CaseFile, name: str | None) -> Standing[Boundary]:
    """The boundary named; else the one in force, else the latest one set.

    Raises:
        NotFound: there is none, or it has ended: there is nothing to repeat.
    """
    standing = case.standing(Boundary)
    if name is not None:
        chosen = case.one(one_of(case, name, Boundary), Boundary)
    else:
        now = current(notices(case), clock.now())
        chosen = now.boundary if now else standing[-1] if standing else None
    if chosen is None:
        raise NotFound(_("There is no boundary to repeat yet."), _("To set one: rk boundary set"))
    if chosen.fact.ended:
        raise NotFound(
            _("{name} ended the boundary before it: there is nothing to repeat.").format(
                name=case.name(chosen.serial)
            ),
            _("See: rk boundary list    To set a new one: rk boundary set"),
        )
    return chosen
