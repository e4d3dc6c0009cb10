"""Say what contacts were about: the keeper's later view, kept apart from what was recorded."""

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli.asking import TEXT
from recordkeeper.cli.channels import check_token, check_tokens
from recordkeeper.cli.naming import one_of, serial_of, serials_of, withdrawn_already
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.boundaries import Statement
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.people import Person
from recordkeeper.records.vocabulary import Act, Pick, Purpose


@command("mark", help=_("Say what contacts were about, in bulk: rk mark 14-27 31 --purpose children"))
@click.argument("names", nargs=-1, required=True, metavar="N[-M]…")
@click.option("--purpose", help=_("children, court, property, emergency, boundary, other, mixed."))
@click.option("--act", "acts", multiple=True, help=_("threat, property, weapon, violence, surveillance …"))
@click.option("--answers", metavar="S1", help=_("They answer this statement or entry."))
@click.option("--via", metavar="P2", help=_("Who acted for them."))
@click.option("--pick", help=_("worst or first, for a petition."))
@click.option("--note", type=TEXT, help=_("A private note. Never exported."))
def mark(
    session: Session,
    names: tuple[str, ...],
    purpose: str | None,
    acts: tuple[str, ...],
    answers: str | None,
    via: str | None,
    pick: str | None,
    note: str | None,
) -> None:
    """Record one marking of all entries named; the latest one of each field is what is read back."""
    if not (purpose or acts or answers or via or pick):
        raise BadInput(
            _("There is nothing to mark them with. Nothing was recorded."),
            _("Give --purpose, --act, --answers, --via or --pick."),
        )
    chosen = check_token("--purpose", purpose, Purpose)
    named = check_tokens("--act", acts, Act)
    picked = check_token("--pick", pick, Pick)
    with open_ledger(session, write=True) as ledger:
        case = whole_case(ledger)
        ranges = serials_of(case, names)
        check_contacts(case, ranges)
        answered = _answered(case, answers) if answers else None
        fact = Marking(
            entries=ranges,
            purpose=chosen,
            acts=named,
            answers=answered,
            via=one_of(case, via, Person) if via else None,
            pick=picked,
        )
        written = record(ledger, [fact], note=note)[0]
    marked = [n for first, last in ranges for n in range(first, last + 1) if case.one(n, Contact)]
    message = ngettext("{count} contact is marked.", "{count} contacts are marked.", len(set(marked)))
    more = {"contacts": len(set(marked))}
    saved(session, "mark", written, message=message.format(count=len(set(marked))), more=more)


def _answered(case: CaseFile, name: str) -> int:
    serial = serial_of(case, name)
    found = case.all.get(serial)
    if found is None:
        raise NotFound(
            _("There is no entry {name}. Nothing was recorded.").format(name=name), _("See: rk timeline")
        )
    if not isinstance(found.fact, Statement | Contact):
        raise BadInput(
            _("{name} is no statement and no contact: nothing can answer it. Nothing was recorded.").format(
                name=name
            ),
            _("See: rk boundary list    rk timeline"),
        )
    if found.withdrawn is not None:
        raise withdrawn_already(name, found.withdrawn.serial)
    return serial


def check_contacts(case: CaseFile, ranges: tuple[tuple[int, int], ...]) -> None:
    """Refuse ranges that end beyond the record or hold no contact, and single entries that are none.

    Other entries inside a range are passed over: what is between two contacts is often a file or a note.

    Raises:
        NotFound: an entry is not there. BadInput: it is no contact, or a withdrawn one.
    """
    for first, last in ranges:
        if last > case.head.count:
            raise NotFound(
                _("There is no entry {serial}: the record ends at {last}. Nothing was recorded.").format(
                    serial=last, last=case.head.count
                ),
                _("See: rk timeline"),
            )
        found = [one for serial in range(first, last + 1) if (one := case.one(serial, Contact))]
        if not found:
            name = f"#{first}" if first == last else f"#{first}-{last}"
            raise BadInput(
                _("There is no contact in {name}. Nothing was recorded.").format(name=name),
                _("See: rk timeline --kind contact"),
            )
        if first == last and found[0].withdrawn is not None:
            raise withdrawn_already(f"#{first}", found[0].withdrawn.serial)
