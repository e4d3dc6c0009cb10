"""One line for any entry: what it is and says, public fields only."""

from collections.abc import Callable
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import witnesses, wording
from recordkeeper.disclosure.step_words import AUTHORITY_WORDS, measure_told
from recordkeeper.disclosure.timeline import person_shown
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, Order, ReportMade
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import (
    Attachment,
    Correction,
    Erasure,
    Receipt,
    Restored,
    Source,
    Withdrawal,
)
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Matter, Person, WitnessAccount
from recordkeeper.records.vocabulary import MEDIA


def entry_line(case: CaseFile, one: Standing[Fact]) -> str:
    """What an entry is and says, in one line. No private field is in it."""
    return _LINES[type(one.fact)](case, one)


def quoted(words: str) -> str:
    """Exact words between quotation marks."""
    return f"“{words}”"


def what(contact: Contact) -> str:
    """What a contact was: count, outcome, facts and exact words."""
    parts = []
    if contact.count and contact.count > 1:
        parts.append(_("{count} times.").format(count=contact.count))
    if contact.medium in MEDIA["call"]:
        parts.append(_("{outcome} call.").format(outcome=contact.medium.capitalize()))
    if contact.duration:
        minutes, seconds = divmod(contact.duration, 60)
        parts.append(_("Lasted {minutes}:{seconds:02}.").format(minutes=minutes, seconds=seconds))
    if contact.subject:
        parts.append(_("Subject: {subject}.").format(subject=quoted(contact.subject)))
    parts += [contact.facts] if contact.facts else []
    parts += [quoted(contact.words)] if contact.words else []
    if contact.words == "" and not contact.facts:
        parts.append(_("(no text)"))
    parts += [_FLAG_WORDS[flag] for flag in contact.flags if flag in _FLAG_WORDS]
    return " ".join(parts)


_FLAG_WORDS = {
    "not-sent": _("[never sent]"),
    "incomplete": _("[cut off in the file]"),
    "repaired": _("[characters repaired for reading; the original is kept]"),
    "group": _("[to a group]"),
    "time-unreadable": _("[time not readable in the file]"),
    "part-unreadable": _("[a part is not readable in the file]"),
    "omitted": _("[a picture, sound or file that the export left out]"),
    "deleted": _("[deleted by its sender]"),
    "edited": _("[edited by its sender]"),
    "hour-twice": _("[clocks showed this hour twice: either is possible]"),
    "hour-skipped": _("[clocks skipped this hour: the time as written cannot have been]"),
    "sender-unsaid": _("[not said whether the keeper sent it]"),
    "suspect": _("[perhaps words inside another message, made to look like one]"),
}


def way(contact: Contact) -> str:
    """By what channel, and from or to which identifier as displayed."""
    medium = contact.medium if contact.medium not in MEDIA["call"] else ""
    channel = f"{contact.channel} ({medium})" if medium else contact.channel
    if contact.withheld:
        return _("{channel}, number hidden").format(channel=channel)
    side = contact.identifier
    if not side:
        return channel if contact.direction == "in" else _("{channel}, sent").format(channel=channel)
    words = _("{channel}, from {side}") if contact.direction == "in" else _("{channel}, to {side}")
    return words.format(channel=channel, side=side)


def rules_line(boundary: Boundary) -> str:
    """A boundary in one line: what is allowed, what is not, what only in an emergency."""
    if boundary.ended:
        return _("the boundary before it ends")
    parts = [
        _("nothing but what is allowed") if boundary.no_contact else "",
        _("allowed: {list}").format(list=", ".join(boundary.allow)) if boundary.allow else "",
        _("not allowed: {list}").format(list=", ".join(boundary.refuse)) if boundary.refuse else "",
        _("emergency only: {list}").format(list=", ".join(boundary.emergency)) if boundary.emergency else "",
        _("excepted: {list}").format(list=", ".join(boundary.excepted)) if boundary.excepted else "",
    ]
    return "; ".join(part for part in parts if part)


def _contact(_case: CaseFile, one: Standing[Any]) -> str:
    told = what(one.fact)
    return f"{way(one.fact)}: {told}" if told else way(one.fact)


def _person(case: CaseFile, one: Standing[Any]) -> str:
    return f"{case.name(one.serial)} {person_shown(one.fact)}, {wording.ROLE_WORDS[one.fact.role]}"


def _identifier(case: CaseFile, one: Standing[Any]) -> str:
    if one.fact.keeper:
        return _("{type} of the keeper").format(type=one.fact.type)
    whose = case.name(one.fact.person) if one.fact.person else "?"
    return f"{one.fact.type} {one.fact.value}, {whose}"


def _boundary(case: CaseFile, one: Standing[Any]) -> str:
    return f"{case.name(one.serial)}: {rules_line(one.fact)}"


def _statement(case: CaseFile, one: Standing[Any]) -> str:
    return _("{name} stated, {channel}: {words}").format(
        name=case.name(one.serial), channel=one.fact.channel, words=quoted(one.fact.words)
    )


def _delivery(case: CaseFile, one: Standing[Any]) -> str:
    return f"{case.name(one.fact.statement)} {wording.DELIVERY_WORDS[one.fact.status]}"


def _consequence(case: CaseFile, one: Standing[Any]) -> str:
    return _("{name} announced: {action}").format(name=case.name(one.serial), action=one.fact.action)


def _step(case: CaseFile, one: Standing[Any]) -> str:
    said = {"done": _("carried out"), "deferred": _("moved"), "withdrawn": _("decided against")}
    text = f"{case.name(one.fact.consequence)} {said[one.fact.step]}"
    return f"{text}: {one.fact.facts}" if one.fact.facts else text


def _measure(case: CaseFile, one: Standing[Any]) -> str:
    name = case.name(one.fact.ends or one.serial)
    words = _("{name} ended: {what}") if one.fact.ends else _("{name} {what}")
    return _ended_by(one.fact.facts, words.format(name=name, what=measure_told(one.fact)))


def _report(_case: CaseFile, one: Standing[Any]) -> str:
    fact = one.fact
    officer = " ".join(part for part in (fact.officer, fact.badge) if part)
    parts = [
        _("told {whom}").format(whom=AUTHORITY_WORDS[fact.to]),
        _("reference {reference}").format(reference=fact.reference) if fact.reference else "",
        _("taken by {officer}").format(officer=officer) if officer else "",
    ]
    said = " ".join(part for part in (fact.facts, fact.outcome) if part)
    return _ended_by(said, ", ".join(part for part in parts if part))


def _ended_by(said: str, what: str) -> str:
    return f"{what}: {said}" if said else what


def order_title(fact: Order) -> str:
    """What an order is called, which court, which case."""
    case = _("case {number}").format(number=fact.case_number) if fact.case_number else ""
    return ", ".join(part for part in (fact.type, fact.court, case) if part)


def _order(_case: CaseFile, one: Standing[Any]) -> str:
    return _ended_by("; ".join(one.fact.terms), order_title(one.fact))


def account_by(case: CaseFile, fact: WitnessAccount) -> str:
    """Who gave an account: number and, for a witness, the label alone."""
    person = case.one(fact.person, Person)
    name = case.name(fact.person)
    return f"{name} {person_shown(person.fact)}" if person is not None else name


def _account(case: CaseFile, one: Standing[Any]) -> str:
    return f"{account_by(case, one.fact)}: {quoted(one.fact.words)}"


def _marking(_case: CaseFile, one: Standing[Any]) -> str:
    return _("marking of {entries}").format(entries=ranges(one.fact.entries))


def ranges(entries: tuple[tuple[int, int], ...]) -> str:
    """Ranges of serials as they are named: #14-27, #31."""
    return ", ".join(f"#{first}" if first == last else f"#{first}-{last}" for first, last in entries)


def _same(_case: CaseFile, one: Standing[Any]) -> str:
    names = ", ".join(f"#{serial}" for serial in one.fact.entries)
    words = _("{names} are not one contact") if one.fact.apart else _("{names} are one contact")
    return words.format(names=names)


def _attachment(_case: CaseFile, one: Standing[Any]) -> str:
    return _("files added to #{serial}").format(serial=one.fact.to)


def _source(_case: CaseFile, one: Standing[Any]) -> str:
    return _("imported {name}: {count} entries").format(name=one.fact.name, count=one.fact.imported)


def _correction(_case: CaseFile, one: Standing[Any]) -> str:
    return _("#{serial} corrected: {field}").format(serial=one.fact.target.serial, field=one.fact.field)


def _withdrawal(_case: CaseFile, one: Standing[Any]) -> str:
    return _("#{serial} withdrawn").format(serial=one.fact.target.serial)


def _restored(_case: CaseFile, one: Standing[Any]) -> str:
    return _("restored from a copy with {count} entries").format(count=one.fact.count)


def _erasure(_case: CaseFile, one: Standing[Any]) -> str:
    return erased_line(one.fact) + f": {one.fact.reason}"


def erased_line(erasure: Erasure) -> str:
    """What was erased, without the reason: its number, and what kind of entry it was."""
    if not erasure.of_kind:
        return _("content of #{serial} erased").format(serial=erasure.target.serial)
    return _("content of #{serial} ({kind}) erased").format(
        serial=erasure.target.serial, kind=erasure.of_kind
    )


def _receipt(case: CaseFile, one: Standing[Any]) -> str:
    return witnesses.receipt_line(one.fact, case.home_zone)


def _matter(_case: CaseFile, one: Standing[Any]) -> str:
    return one.fact.title or _("record begun")


_LINES: dict[type[Fact], Callable[[CaseFile, Standing[Any]], str]] = {
    Matter: _matter,
    Contact: _contact,
    Person: _person,
    Identifier: _identifier,
    Boundary: _boundary,
    Statement: _statement,
    Delivery: _delivery,
    Consequence: _consequence,
    ConsequenceStep: _step,
    Measure: _measure,
    ReportMade: _report,
    Order: _order,
    WitnessAccount: _account,
    Marking: _marking,
    Same: _same,
    Attachment: _attachment,
    Source: _source,
    Correction: _correction,
    Withdrawal: _withdrawal,
    Restored: _restored,
    Erasure: _erasure,
    Receipt: _receipt,
}
