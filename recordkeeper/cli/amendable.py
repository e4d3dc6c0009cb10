"""The fields that can be corrected, and how what is typed for each is read."""

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli.channels import check_channel, check_token, check_tokens
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import one_of, serial_of
from recordkeeper.cli.options import Session
from recordkeeper.cli.triggers import check_trigger, check_within
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.boundaries import Boundary, Statement
from recordkeeper.records.consequences import Measure, Order, ReportMade
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Person
from recordkeeper.records.vocabulary import (
    Act,
    Authority,
    Confidence,
    DeliveryStatus,
    IdentifierType,
    MeasureKind,
    NotedOn,
    Proximity,
    Purpose,
    Pushback,
    ReasonClass,
    Recording,
    Role,
    Tristate,
)

NONE = "none"
"""What is typed to say that a field has no value after all."""
LARGEST = 10**9

How = Literal[
    "words",
    "text",
    "moment",
    "deadline",
    "trigger",
    "within",
    "channel",
    "medium",
    "number",
    "person",
    "people",
    "entries",
    "texts",
    "sender",
    "recipient",
    "zone",
    "yes-no",
]


_CLOCK_ALONE = re.compile(
    r"^\s*(\d{1,2}(:\d{2}){1,2}|\d{1,2}(:\d{2})?\s*[ap]\.?m\.?|noon)(\s*(to|until|-|–)\s*\S.*)?$",
    re.IGNORECASE,
)


def _on_its_day(case: CaseFile, fact: Fact, field: str, typed: str) -> str:
    """A clock time alone corrects the hour, not the day: it is read on the entry's own local day."""
    when = getattr(fact, field, None)
    if when is None or when.at is None or not _CLOCK_ALONE.match(typed):
        return typed
    from recordkeeper import zones

    return f"{zones.local_date(when.at, when.zone or case.home_zone).isoformat()} {typed.strip()}"


class Amendment(NamedTuple):
    """One field as it is typed.

    Attributes:
        option: its name on the command line.
        field: its name in the record.
        how: how it is read; or the list of tokens it is one of. "words" may not be empty.
        many: whether several may be given.
        help: what the option's help says.
        only: kinds of record it is for, where others have a field of that name that is read otherwise.
    """

    option: str
    field: str
    how: How | object
    many: bool = False
    help: str = ""
    only: tuple[type[Fact], ...] = ()

    @property
    def name(self) -> str:
        """Its name among the parameters."""
        return "new_" + self.option.replace("-", "_")

    def read(
        self, session: Session, case: CaseFile, fact: Fact, typed: Any, zone: str | None
    ) -> Iterable[tuple[str, Any]]:
        """The fields and values that what was typed stands for.

        Args:
            session: the options of this run.
            case: for its people and its home zone.
            fact: what is corrected, as it stands.
            typed: the option's text, or texts.
            zone: the zone stated for a time.

        Raises:
            BadInput: it does not fit. NotFound: it names nobody.
        """
        if self.how in {"sender", "recipient"} and isinstance(fact, Contact):
            return _other_side(fact, typed)
        if self.how == "moment":
            typed = _on_its_day(case, fact, self.field, typed)
            return [(self.field, read_moment(session, typed, home=case.home_zone, zone=zone))]
        if self.how == "deadline":
            return [(self.field, read_moment(session, typed, home=case.home_zone, zone=zone, future=True))]
        if self.how == "trigger":
            return [(self.field, check_trigger(session, typed, case.home_zone))]
        return [(self.field, self._value(case, typed))]

    def _value(self, case: CaseFile, typed: Any) -> Any:
        option = f"--{self.option}"
        if self.many and [one.casefold() for one in typed] == [NONE]:
            return ()
        if self.how == "people":
            return tuple(one_of(case, name, Person) for name in typed)
        if self.how == "entries":
            return tuple(serial_of(case, name) for name in typed)
        if self.how == "texts":
            return tuple(_not_empty(option, one) for one in typed)
        if self.many:
            return check_tokens(option, typed, self.how)
        if self.how in {"text", "recipient"}:
            return typed
        if self.how == "words":
            return _not_empty(option, typed)
        if self.how not in {"zone", "channel"} and typed.casefold() == NONE:
            return "" if self.how == "medium" else None
        return self._single(case, option, typed)

    def _single(self, case: CaseFile, option: str, typed: str) -> Any:
        match self.how:
            case "channel":
                return check_channel(typed)
            case "medium":
                # Whether the channel has it is seen when both are read: either may be corrected.
                return typed.strip().lower()
            case "number":
                return _number(option, typed)
            case "person":
                return one_of(case, typed, Person)
            case "within":
                return check_within(typed)
            case "zone":
                return _zone(typed)
            case "yes-no":
                return check_token(option, typed, Literal["yes", "no"]) == "yes"
            case _:
                return check_token(option, typed, self.how)


def _other_side(fact: Contact, typed: str) -> list[tuple[str, Any]]:
    """The identifier of the other side, which may also be hidden: only what changes, or the first."""
    withheld = typed.casefold() == "withheld"
    values = [("identifier", "" if withheld else typed), ("withheld", withheld)]
    return [one for one in values if getattr(fact, one[0]) != one[1]] or values[:1]


def _not_empty(option: str, typed: str) -> str:
    if typed.strip():
        return typed
    raise BadInput(
        _("{option} is empty, and the entry would say nothing. Nothing was recorded.").format(option=option),
        _("To take the entry back: rk retract N --reason TEXT"),
    )


def _number(option: str, typed: str) -> int:
    if typed.isdecimal() and typed.isascii() and 0 <= int(typed[:16]) < LARGEST:
        return int(typed)
    raise BadInput(
        _("{option} takes a whole number, not {typed}. Nothing was recorded.").format(
            option=option, typed=typed
        ),
        _("As in: {option} 14").format(option=option),
    )


def _zone(typed: str) -> str:
    from recordkeeper import zones

    return zones.check(typed)


def options_of(fact: Fact) -> list[Amendment]:
    """What can be corrected in a fact of this kind, in the order of the help."""
    return [one for one in AMENDMENTS if _fits(one, fact)]


def _fits(one: Amendment, fact: Fact) -> bool:
    outbound = isinstance(fact, Contact) and fact.direction == "out"
    if one.how == "sender":
        return isinstance(fact, Contact) and not outbound
    if one.how == "recipient":
        return isinstance(fact, Statement) or outbound
    if one.only and not isinstance(fact, one.only):
        return False
    if one.field == "ended" and isinstance(fact, Boundary):
        return False  # there it says that the entry is an end, not when something ended
    return one.field in fact.__struct_fields__


AMENDMENTS = (
    Amendment("when", "when", "moment", help=_("When it happened.")),
    Amendment("noted", "noted_at", "moment", help=_("When a note was made elsewhere.")),
    Amendment("noted-on", "noted_on", NotedOn),
    Amendment("words", "words", "words", help=_("Exact words.")),
    Amendment("facts", "facts", "text", help=_("What happened.")),
    Amendment("subject", "subject", "text"),
    Amendment("channel", "channel", "channel"),
    Amendment("medium", "medium", "medium"),
    Amendment("from", "identifier", "sender", help=_("Number or name as displayed, or withheld.")),
    Amendment("to", "to", Authority, only=(ReportMade,)),
    Amendment("to", "to", "recipient", help=_("To which number or name.")),
    Amendment("person", "person", "person", help=_("Whose: P2.")),
    Amendment("aimed-at", "aimed_at", "person", help=_("Who it was aimed at, when not you: P3.")),
    Amendment("via", "via", "person", help=_("Who acted: P2, or none.")),
    Amendment("duration", "duration", "number", help=_("Seconds.")),
    Amendment("count", "count", "number"),
    Amendment("purpose", "purpose", Purpose),
    Amendment("act", "acts", Act, many=True, help=_("All of them anew, or none.")),
    Amendment("pushback", "pushback", Pushback, many=True, help=_("All of them anew, or none.")),
    Amendment("proximity", "proximity", Proximity),
    Amendment("answered", "answered", "yes-no"),
    Amendment("witness", "witnesses", "people", many=True, help=_("All of them anew, or none.")),
    Amendment("police", "police_came", Tristate),
    Amendment("impact", "impact", "text", help=_("Private.")),
    Amendment("location", "location", "text", help=_("Private.")),
    Amendment("children-present", "children_present", Tristate, help=_("Private.")),
    Amendment("exceptions", "exceptions", "text", help=_("What a statement left out.")),
    Amendment("status", "status", DeliveryStatus),
    Amendment("action", "action", "words", help=_("What was announced.")),
    Amendment("trigger", "trigger", "trigger", help="any | nth:N | channel:CH | by:DATE"),
    Amendment("within", "within", "within"),
    Amendment("outcome", "outcome", "text"),
    Amendment("proof", "proof_entries", "entries", many=True, help=_("Entries that show it, all anew.")),
    Amendment("until", "until", "deadline", help=_("Until when it was moved.")),
    Amendment("why", "reason_class", ReasonClass, help=_("Why it was decided against; of a measure.")),
    Amendment("why", "why", "text", only=(Measure,)),
    Amendment("ref", "reference", "text", help=_("The reference of a report.")),
    Amendment("officer", "officer", "text"),
    Amendment("badge", "badge", "text"),
    Amendment("how", "how", "text", help=_("How a report was made.")),
    Amendment("about", "about", "entries", many=True, help=_("All of them anew, or none.")),
    Amendment("court", "court", "words"),
    Amendment("case", "case_number", "text"),
    Amendment("issued", "issued", "moment", help=_("When an order was made.")),
    Amendment("served", "served", "moment", help=_("When an order was served.")),
    Amendment("expires", "expires", "deadline", help=_("Until when an order runs.")),
    Amendment("term", "terms", "texts", many=True, help=_("All of them anew, or none.")),
    Amendment("protected", "protected", "texts", many=True, help=_("Private.")),
    Amendment("sensed", "sensed", "text"),
    Amendment("willing", "willing", Tristate),
    Amendment("captured-by", "captured_by", "person", help=_("P3, or none for you.")),
    Amendment("captured-from", "captured_from", "text"),
    Amendment("received-how", "received_how", "text"),
    Amendment("recording", "recording", Recording),
    Amendment("name", "name", "words"),
    Amendment("role", "role", Role),
    Amendment("label", "label", "text"),
    Amendment("relationship", "relationship", "text"),
    Amendment("since", "since", "moment"),
    Amendment("ended", "ended", "moment", help=_("When a relationship ended.")),
    Amendment("description", "description", "text"),
    Amendment("vehicle", "vehicle", "text"),
    Amendment("firearms", "firearms", Tristate),
    Amendment("value", "value", "words", help=_("A number or address as displayed.")),
    Amendment("type", "type", IdentifierType, only=(Identifier,)),
    Amendment("type", "type", MeasureKind, only=(Measure,)),
    Amendment("type", "type", "words", only=(Order,)),
    Amendment("basis", "basis", "text"),
    Amendment("confidence", "confidence", Confidence),
    Amendment("why-short", "reason", "text", help=_("The short reason of a boundary, or of a step.")),
    Amendment("title", "title", "text"),
    Amendment("jurisdiction", "jurisdiction", "text"),
    Amendment("home-zone", "home_zone", "zone"),
)
