"""Who is who, and how the keeper knows."""

from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, given_or_asked
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.happening import note_option
from recordkeeper.cli.moments import read_optional
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command, group
from recordkeeper.cli.recording import record, saved
from recordkeeper.disclosure import wording
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records import identity
from recordkeeper.records.people import Identifier, Person
from recordkeeper.records.vocabulary import (
    WITHHELD_NAMES,
    Confidence,
    IdentifierType,
    Role,
    Tristate,
    tokens,
)

KEEPER = "me"


@group("person", help=_("Who is who, and how you know."))
def person() -> None:
    """Each step is a command of its own."""


@command("add", help=_("Add someone. Names of children and witnesses are kept private."))
@click.argument("name", required=False)
@click.option("--role", metavar="ROLE", help=", ".join(tokens(Role)) + ".")
@click.option("--relationship", type=TEXT, default="", help=_("Such as: former partner."))
@click.option("--label", default="", help=_("What is printed where the name may not be."))
@click.option("--since", help=_("Since when that relationship."))
@click.option("--ended", help=_("Until when."))
@click.option("--description", type=TEXT, default="", help=_("What they look like."))
@click.option("--vehicle", type=TEXT, default="", help=_("What they drive."))
@click.option("--firearms", metavar="yes|no|unknown", help=_("Whether they have any."))
@note_option
def add(session: Session, name: str | None, role: str | None, **given: Any) -> None:
    """Record a person; a second respondent would make two matters of one record."""
    chosen: Role | None = check_token("--role", role, Role)
    firearms = check_token("--firearms", given["firearms"], Tristate)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        name = given_or_asked(session, name, _("Their name"), "NAME")
        chosen = chosen or _ask_role(session)
        if chosen == "respondent":
            _only_one_respondent(case)
        added = Person(
            role=chosen,
            label=given["label"] or _label(case, chosen),
            name=name,
            relationship=given["relationship"],
            since=read_optional(session, given["since"], home=case.home_zone),
            ended=read_optional(session, given["ended"], home=case.home_zone),
            description=given["description"],
            vehicle=given["vehicle"],
            firearms=firearms,
        )
        written = record(ledger, [added], note=given["note"])[0]
        shown = setup_case(ledger).name(written.serial)
    message = _("{who} is {name}.").format(who=shown, name=added.label if added.private_fields() else name)
    saved(session, "person.add", written, message=message, more={"name": shown, "label": added.label})
    if added.private_fields():
        output.note(_("Printed as {label}. The name stays private.").format(label=added.label))


def _ask_role(session: Session) -> Any:
    roles = list(wording.ROLE_WORDS.items())
    return ask_choice(session, _("Who is this in the matter?"), roles, "--role")


def _only_one_respondent(case: CaseFile) -> None:
    for one in case.standing(Person):
        if one.fact.role == "respondent":
            raise BadInput(
                _("{name} is the respondent already; one record is about one. Nothing was recorded.").format(
                    name=case.name(one.serial)
                ),
                _(
                    "Someone who acts for them: --role proxy    Another matter: rk --vault DIR init\n"
                    "A wrong name: rk amend {name} --name NAME --reason TEXT"
                ).format(name=case.name(one.serial)),
            )


def _label(case: CaseFile, role: Role) -> str:
    if role not in WITHHELD_NAMES:
        return ""
    before = sum(one.fact.role == role for one in case.of(Person))
    return f"{wording.ROLE_WORDS[role]} {before + 1}"


@command("identify", help=_("A number, address, handle or plate of P1, or of yours (me)."))
@click.argument("name", metavar="P1|me")
@click.argument("value", required=False)
@click.option("--type", "type_", metavar="TYPE", help=", ".join(tokens(IdentifierType)) + ".")
@click.option("--basis", type=TEXT, help=_('How you know: "number known", "voice" …'))
@click.option("--confidence", metavar="known|believed", default="known", show_default=True)
@note_option
def identify(session: Session, name: str, value: str | None, type_: str | None, **given: Any) -> None:
    """Record an identifier as displayed; it decides whose contacts are whose."""
    chosen: Any = check_token("--type", type_, IdentifierType)
    confidence = check_token("--confidence", given["confidence"], Confidence)
    own = name.casefold() == KEEPER
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        whose = None if own else one_of(case, name, Person)
        value = given_or_asked(session, value, _("The number or name, exactly as displayed"), "VALUE")
        _not_known_yet(case, value, whose)
        chosen = chosen or _ask_type(session)
        basis = given["basis"] or ""
        if not own:
            basis = given_or_asked(session, given["basis"], _("How do you know?"), "--basis")
        added = Identifier(
            type=chosen, value=value, person=whose, keeper=own, basis=basis, confidence=confidence
        )
        written = record(ledger, [added], note=given["note"])[0]
    message = _("Yours, and private.") if own else _("Known as {name}'s.").format(name=case.name(whose or 0))
    saved(session, "person.identify", written, message=message)


def _ask_type(session: Session) -> Any:
    kinds = [(one, one) for one in tokens(IdentifierType)]
    return ask_choice(session, _("What is it?"), kinds, "--type")


def _not_known_yet(case: CaseFile, value: str, whose: int | None) -> None:
    if identity.hides(value):
        raise BadInput(
            _(
                "“{value}” is what a phone shows for a hidden number: it is nobody's. Nothing was recorded."
            ).format(value=value),
            _("Calls from hidden numbers are kept, and counted as not established."),
        )
    for one in case.standing(Identifier):
        if not identity.same(one.fact.value, value, case.region):
            continue
        holder = _("yours") if one.fact.keeper else case.name(one.fact.person or 0)
        if one.fact.person == whose:
            raise BadInput(
                _("That is known already, as entry #{serial}. Nothing was recorded.").format(
                    serial=one.serial
                ),
                _("See: rk show {serial}").format(serial=one.serial),
            )
        raise BadInput(
            _(
                "That is recorded as {holder} in #{serial}, and it says whose contacts they are: "
                "one person only. Nothing was recorded."
            ).format(holder=holder, serial=one.serial),
            _("If #{serial} is wrong: rk retract {serial} --reason TEXT").format(serial=one.serial),
        )


@command("list", help=_("Everyone in this record, and what they are known by."))
def list_(session: Session) -> None:
    """Print each person with the numbers and addresses known to be theirs."""
    with open_ledger(session, write=False) as ledger:
        case = setup_case(ledger)
    people = case.of(Person)
    identifiers = case.standing(Identifier)
    if session.json:
        output.data("person.list", _list_json(case, people, identifiers))
    elif session.plain:
        output.rows(_plain(case, one, identifiers) for one in people)
    elif not people and not identifiers:
        output.say(_("Nobody yet. To add someone: rk person add NAME --role ROLE"))
    else:
        output.columns([_line(case, one) for one in people])
        output.columns([_known_by(case, one) for one in identifiers])


def _line(case: CaseFile, one: Standing[Person]) -> list[str]:
    who = one.fact
    shown = f"{who.name} ({who.label})" if who.label else who.name
    state = _("withdrawn") if not one.stands else who.relationship
    return [case.name(one.serial), shown, wording.ROLE_WORDS[who.role], state]


def _known_by(case: CaseFile, one: Standing[Identifier]) -> list[str]:
    known = one.fact
    whose = _("yours") if known.keeper else case.name(known.person or 0)
    basis = known.basis if known.confidence == "known" else _("believed: {basis}").format(basis=known.basis)
    return [f"#{one.serial}", whose, known.type, known.value, basis]


def _plain(case: CaseFile, one: Standing[Person], known: tuple[Standing[Identifier], ...]) -> list[Any]:
    values = ", ".join(each.fact.value for each in known if each.fact.person == one.serial)
    return [case.name(one.serial), one.fact.role, one.fact.name, one.fact.label, values, not one.stands]


def _list_json(
    case: CaseFile, people: tuple[Standing[Person], ...], known: tuple[Standing[Identifier], ...]
) -> dict[str, Any]:
    return {
        "people": [
            {
                "id": case.name(one.serial),
                "serial": one.serial,
                "role": one.fact.role,
                "name": one.fact.name,
                "label": one.fact.label,
                "relationship": one.fact.relationship,
                "withdrawn": not one.stands,
                "identifiers": [_identifier_json(each) for each in known if each.fact.person == one.serial],
            }
            for one in people
        ],
        "keeper": [_identifier_json(one) for one in known if one.fact.keeper],
    }


def _identifier_json(one: Standing[Identifier]) -> dict[str, Any]:
    return {
        "serial": one.serial,
        "type": one.fact.type,
        "value": one.fact.value,
        "basis": one.fact.basis,
        "confidence": one.fact.confidence,
    }


for _made in (add, identify, list_):
    person.add_command(_made)
