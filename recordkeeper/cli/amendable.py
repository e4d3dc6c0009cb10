"""The fields that can be corrected, and how what is typed for each is read."""

from collections.abc import Iterable
from gettext import gettext as _
from typing import Any, Literal, NamedTuple

from recordkeeper.cli.channels import check_channel, check_medium, check_token, check_tokens
from recordkeeper.cli.moments import read_moment
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.options import Session
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Person
from recordkeeper.records.vocabulary import (
    Act,
    Confidence,
    DeliveryStatus,
    IdentifierType,
    NotedOn,
    Proximity,
    Purpose,
    Pushback,
    Role,
    Tristate,
)

How = Literal["text", "moment", "channel", "medium", "number", "person", "people", "sender", "zone", "yes-no"]


class Amendment(NamedTuple):
    """One field as it is typed.

    Attributes:
        option: its name on the command line.
        field: its name in the record.
        how: how it is read; or the list of tokens it is one of.
        many: whether several may be given.
    """

    option: str
    field: str
    how: How | object
    many: bool = False
    help: str = ""

    @property
    def name(self) -> str:
        """Its name among the parameters."""
        return "new_" + self.option.replace("-", "_")

    def read(
        self, session: Session, case: CaseFile, fact: Fact, typed: Any, zone: str | None
    ) -> Iterable[tuple[str, Any]]:
        """The fields and values that what was typed stands for.

        Raises:
            BadInput: it does not fit. NotFound: it names nobody.
        """
        if self.how == "sender":
            withheld = typed.casefold() == "withheld"
            yield "identifier", "" if withheld else typed
            if withheld != getattr(fact, "withheld", False):
                yield "withheld", withheld
        elif self.how == "moment":
            yield self.field, read_moment(session, typed, home=case.home_zone, zone=zone)
        elif self.how == "medium":
            yield self.field, check_medium(getattr(fact, "channel", ""), typed)
        else:
            yield self.field, self._value(case, typed)

    def _value(self, case: CaseFile, typed: Any) -> Any:
        simple = {
            "text": lambda: typed,
            "channel": lambda: check_channel(typed),
            "number": lambda: _number(self.option, typed),
            "person": lambda: one_of(case, typed, Person),
            "people": lambda: tuple(one_of(case, name, Person) for name in typed),
            "zone": lambda: _zone(typed),
            "yes-no": lambda: check_token(f"--{self.option}", typed, Literal["yes", "no"]) == "yes",
        }
        if isinstance(self.how, str):
            return simple[self.how]()
        check = check_tokens if self.many else check_token
        return check(f"--{self.option}", typed, self.how)  # type: ignore[operator]


def _number(option: str, typed: str) -> int:
    if typed.isdecimal() and len(typed) < 16:  # noqa: PLR2004 - below 2**53
        return int(typed)
    raise BadInput(_("--{option} takes a whole number, not {typed}.").format(option=option, typed=typed))


def _zone(typed: str) -> str:
    from recordkeeper import zones

    return zones.check(typed)


def amendments() -> tuple[Amendment, ...]:
    """Every field that can be corrected."""
    return AMENDMENTS


AMENDMENTS = (
    Amendment("when", "when", "moment", help=_("When it happened.")),
    Amendment("noted", "noted_at", "moment", help=_("When a note was made elsewhere.")),
    Amendment("noted-on", "noted_on", NotedOn),
    Amendment("words", "words", "text", help=_("Exact words.")),
    Amendment("facts", "facts", "text", help=_("What happened.")),
    Amendment("subject", "subject", "text"),
    Amendment("channel", "channel", "channel"),
    Amendment("medium", "medium", "medium"),
    Amendment("from", "identifier", "sender", help=_("Number or name as displayed, or withheld.")),
    Amendment("to", "to", "text"),
    Amendment("person", "person", "person", help=_("P2")),
    Amendment("via", "via", "person", help=_("P2")),
    Amendment("duration", "duration", "number", help=_("Seconds.")),
    Amendment("count", "count", "number"),
    Amendment("purpose", "purpose", Purpose),
    Amendment("act", "acts", Act, many=True),
    Amendment("pushback", "pushback", Pushback, many=True),
    Amendment("proximity", "proximity", Proximity),
    Amendment("answered", "answered", "yes-no"),
    Amendment("witness", "witnesses", "people", many=True),
    Amendment("police", "police_came", Tristate),
    Amendment("impact", "impact", "text", help=_("Private.")),
    Amendment("location", "location", "text", help=_("Private.")),
    Amendment("children-present", "children_present", Tristate, help=_("Private.")),
    Amendment("status", "status", DeliveryStatus),
    Amendment("outcome", "outcome", "text"),
    Amendment("action", "action", "text"),
    Amendment("received-how", "received_how", "text"),
    Amendment("name", "name", "text"),
    Amendment("role", "role", Role),
    Amendment("label", "label", "text"),
    Amendment("relationship", "relationship", "text"),
    Amendment("description", "description", "text"),
    Amendment("vehicle", "vehicle", "text"),
    Amendment("firearms", "firearms", Tristate),
    Amendment("value", "value", "text", help=_("A number or address as displayed.")),
    Amendment("type", "type", IdentifierType),
    Amendment("basis", "basis", "text"),
    Amendment("confidence", "confidence", Confidence),
    Amendment("why-short", "reason", "text", help=_("The short reason of a boundary.")),
    Amendment("title", "title", "text"),
    Amendment("jurisdiction", "jurisdiction", "text"),
    Amendment("home-zone", "home_zone", "zone"),
)
