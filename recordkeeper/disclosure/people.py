"""A2: who is who, and by what each is known."""

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.disclosure import wording
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.disclosed import Table
from recordkeeper.disclosure.timeline import person_shown
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records import identity, telling
from recordkeeper.records.contacts import Contact
from recordkeeper.records.people import Identifier, Person, WitnessAccount
from recordkeeper.records.vocabulary import Role

COURT_ROLES: frozenset[Role] = frozenset({"respondent", "proxy", "witness", "child", "officer"})
"""Who may stand in papers that are served on the other side; nobody the keeper leans on."""


def people(brief: Brief) -> Table:
    """Everyone around the matter; children and witnesses by label only."""
    rows = []
    for one in brief.case.standing(Person):
        if brief.choices.profile == "court" and one.fact.role not in COURT_ROLES:
            continue
        hidden = one.fact.private_fields()
        about = [one.fact.relationship, one.fact.description, one.fact.vehicle]
        if one.fact.firearms:
            about.append(_("firearms known: {answer}").format(answer=one.fact.firearms))
        rows.append(
            (
                brief.case.name(one.serial),
                person_shown(one.fact),
                wording.ROLE_WORDS[one.fact.role],
                "; ".join(part for part in (*(() if hidden else about), *_accounts(brief, one)) if part),
            )
        )
    heads = (_("No."), _("Who"), _("Role"), _("About"))
    return Table(heads, tuple(rows), _("Nobody is recorded yet."))


def _accounts(brief: Brief, person: Standing[Person]) -> tuple[str, ...]:
    found = [one for one in brief.case.standing(WitnessAccount) if one.fact.person == person.serial]
    return (_("account {entries} (A8)").format(entries=marks(tuple(one.serial for one in found))),) * bool(
        found
    )


def identifiers(brief: Brief) -> Table:
    """Every number, address or handle as displayed, whose it is, and why that is said."""
    rows = []
    for one in brief.case.standing(Identifier):
        person = brief.case.one(one.fact.person, Person) if one.fact.person else None
        # The keeper's own are private, and so is everything about a child or a witness but the label.
        if person is None or one.fact.keeper or person.fact.private_fields():
            continue
        if brief.choices.profile == "court" and person.fact.role not in COURT_ROLES:
            continue
        first, count = _seen(brief, one.fact.value)
        rows.append(
            (
                one.fact.value,
                f"{brief.case.name(person.serial)} {person_shown(person.fact)}",
                f"{one.fact.basis or _('not stated')} ({one.fact.confidence})",
                ngettext("{first}; {count} entry", "{first}; {count} entries", count).format(
                    first=first, count=count
                )
                if count
                else _("not seen"),
                f"¶{one.serial}",
            )
        )
    heads = (_("As displayed"), _("Whose"), _("Basis"), _("First seen"), "¶")
    return Table(heads, tuple(rows), _("No number or address is recorded yet."))


def _seen(brief: Brief, value: str) -> tuple[str, int]:
    found = [
        one
        for one in brief.case.standing(Contact)
        if one.fact.identifier and identity.same(one.fact.identifier, value, brief.case.region)
    ]
    dated = [one.fact.when.at for one in found if one.fact.when.at is not None]
    return (telling.date_told(min(dated), brief.home) if dated else _("date not known")), len(found)
