"""Whose a message is: by identifiers the keeper stated, never by a name the phone showed.

Which person an identifier belongs to is not written into the entries: it is asked of the identifiers
each time it is needed, so that one stated wrongly and withdrawn takes its messages with it.
"""

from collections.abc import Iterable, Sequence

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Person
from recordkeeper.records.vocabulary import IdentifierType, Role

STATED = "stated at import"
"""The basis of an identifier given with ``--them`` (``cli.md``)."""
_THEIRS: dict[Role, int] = {"respondent": 0, "proxy": 1}
"""Whose messages become entries, whoever comes first being named in a group."""


class Spellings:
    """Identifiers as displayed, joined where they are one and the same; asked once per spelling."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._buckets: dict[str, list[str]] = {}

    def first(self, displayed: str) -> str:
        """The spelling under which an identifier was met first; itself when it is new."""
        known = self._first.get(displayed)
        if known is None:
            alike = self._buckets.setdefault(identity.bucket(displayed), [])
            known = next((one for one in alike if identity.same(one, displayed)), displayed)
            if known is displayed:
                alike.append(displayed)
            self._first[displayed] = known
        return known


class Parties:
    """The people of the case by what they are known by, and what the keeper said of this export.

    Attributes:
        new: identifiers given with ``--them`` that are not in the record yet, and before them the
            respondent, where nobody is that yet.
        me: the keeper's own, given with ``--me`` or in the record.
    """

    def __init__(self, case: CaseFile, them: Sequence[str], me: Sequence[str], *, next_serial: int) -> None:
        people = {one.serial: one.fact.role for one in case.standing(Person)}
        self._known: dict[str, list[tuple[str, int | None]]] = {}
        self._ranks: dict[str, int | None] = {}
        for one in case.standing(Identifier):
            if not one.fact.keeper and one.fact.person in people:
                self._add(one.fact.value, _THEIRS.get(people[one.fact.person]))
        own = (one.fact.value for one in case.standing(Identifier) if one.fact.keeper)
        self.me = tuple(dict.fromkeys((*me, *own)))
        self._given = tuple(me)
        self.new = tuple(self._stated(_respondent(case), next_serial, them, self.me))

    def is_theirs(self, displayed: str) -> bool:
        """Whether an identifier is the respondent's, or of someone who acts for them."""
        return self._rank(displayed) is not None

    def settled(self, contact: Contact) -> tuple[Contact, bool]:
        """A contact with the other side named, and whether it is between the keeper and theirs.

        What came in is theirs by its sender. What went out is theirs if any recipient is, who is then
        the identifier; the others stay in the group. What came in from nobody named is theirs or
        nobody's: it is kept as not established (``domain.md``), unless all of a group are named and
        none is theirs.
        """
        if contact.direction == "out":
            recipients = tuple(one for one in (contact.identifier, *contact.group) if one)
            ranked = [(rank, one) for one in recipients if (rank := self._rank(one)) is not None]
            if not ranked:
                return contact, False
            chosen = min(ranked, key=lambda pair: pair[0])[1]
            if chosen == contact.identifier:
                return contact, True
            others = tuple(one for one in recipients if one != chosen)
            return contact.having(identifier=chosen, group=others), True
        if contact.identifier:
            return contact, self.is_theirs(contact.identifier)
        # A group of one name names the conversation, not its members (RCS).
        unnamed = len(contact.group) < 2  # noqa: PLR2004
        return contact, unnamed or any(map(self.is_theirs, contact.group))

    def keeper_identifier(self, contact: Contact) -> str:
        """The keeper's own number or address on this contact; "" where several are possible."""
        if len(self._given) == 1:
            return self._given[0]
        named = (one for one in contact.group if any(identity.same(one, own) for own in self._given))
        return next(named, "")

    def _add(self, value: str, rank: int | None) -> None:
        self._known.setdefault(identity.bucket(value), []).append((value, rank))

    def _rank(self, displayed: str) -> int | None:
        if displayed not in self._ranks:
            self._ranks[displayed] = next((rank for _value, rank in self._alike(displayed)), None)
        return self._ranks[displayed]

    def _alike(self, displayed: str) -> list[tuple[str, int | None]]:
        candidates = self._known.get(identity.bucket(displayed), ())
        return [known for known in candidates if identity.same(known[0], displayed)]

    def _stated(
        self, whose: int | None, next_serial: int, them: Sequence[str], own: Sequence[str]
    ) -> Iterable[Fact]:
        for value in dict.fromkeys(one.strip() for one in them):
            if not identity.clean(value):
                raise BadInput(_("An empty identifier was given for the other person."))
            if any(identity.same(value, one) for one in own):
                raise BadInput(
                    _("{value} is your own. Nothing was brought in.").format(value=value),
                    _("Give your own with --me, and the other person's with --them."),
                )
            alike = self._alike(value)
            if alike and alike[0][1] is None:
                raise BadInput(
                    _("{value} is recorded as someone else's. Nothing was brought in.").format(value=value),
                    _("See whose it is: rk person list"),
                )
            if not alike:
                if whose is None:
                    # Known by a number before any name: "log" works before any person exists, and so
                    # does this. The name can be added later: rk amend.
                    whose = next_serial
                    yield Person(role="respondent")
                self._add(value, _THEIRS["respondent"])
                yield Identifier(type=_type(value), value=value, person=whose, basis=STATED)


def _respondent(case: CaseFile) -> int | None:
    return next((one.serial for one in case.standing(Person) if one.fact.role == "respondent"), None)


def _type(value: str) -> IdentifierType:
    name, at, domain = value.partition("@")
    if name and at and "." in domain:
        return "email"
    return "phone" if identity.bucket(value).isdigit() else "handle"
