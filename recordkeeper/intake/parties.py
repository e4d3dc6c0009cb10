"""Whose a message is: by identifiers the keeper stated, never by a name the phone showed.

Which person an identifier belongs to is not written into the entries: it is asked of the identifiers
each time it is needed, so that one stated wrongly and withdrawn takes its messages with it.
"""

from collections.abc import Iterator, Sequence

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.known_by import KnownBy
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact
from recordkeeper.records.identity import Spellings
from recordkeeper.records.people import STATED, Identifier, Person
from recordkeeper.records.vocabulary import Flag, IdentifierType, Role

_THEIRS: dict[Role, int] = {"respondent": 0, "proxy": 1}
"""Whose messages become entries, whoever comes first being named in a group."""
_UNSAID: Flag = "sender-unsaid"


class Parties:
    """The people of the case by what they are known by, and what the keeper said of this export.

    Attributes:
        new: identifiers given with ``--them`` and ``--me`` that are not in the record yet, and before them
            the respondent, where nobody is that yet.
        me: the keeper's own, given with ``--me`` or in the record, as far as they are that in this format.
        elsewhere: names met in this export that are theirs in exports of another format, in the order met:
            whether it is them here too is for the keeper to say, with ``--them``.
    """

    def __init__(
        self,
        case: CaseFile,
        them: Sequence[str],
        me: Sequence[str],
        *,
        next_serial: int,
        format_name: str = "",
    ) -> None:
        self._roles: dict[int | None, Role] = {one.serial: one.fact.role for one in case.standing(Person)}
        self._known = KnownBy(case)
        self._format = format_name
        self._ranks: dict[str, int | None] = {}
        self.elsewhere: dict[str, None] = {}
        own = [one.fact for one in case.standing(Identifier) if one.fact.keeper]
        here = (one.value for one in own if self._known.applies(one, format_name))
        self.me = tuple(dict.fromkeys((*me, *here)))
        self._given = tuple(me)
        self._all_own = tuple(dict.fromkeys((*me, *(one.value for one in own))))
        self.new = (*self._stated(_respondent(case), next_serial, them), *self._remembered(own))

    def is_theirs(self, displayed: str) -> bool:
        """Whether an identifier is the respondent's, or of someone who acts for them."""
        return self._rank(displayed) is not None

    def settled(self, contact: Contact) -> tuple[Contact, bool]:
        """A contact with the other side named, and whether it is between the keeper and theirs.

        What came in is theirs by its sender. What went out is theirs if any recipient is, who is then
        the identifier; the others stay in the group. What came in from nobody named is theirs or
        nobody's: it is kept as not established (``domain.md``), unless all of a group are named and
        none is theirs. So is what came from a hidden number, whatever the phone shows in its place.

        Where an export does not say which name is the keeper's, a message is flagged so; whom the record
        knows was not the keeper, and the flag is taken off. Nobody else is guessed, not even the only other
        one in a chat of two: that may be the keeper, or the other person under a new name.
        """
        if contact.direction == "out":
            return self._sent(contact)
        if contact.channel == "call" and identity.hides(contact.identifier):
            contact = contact.having(identifier="", withheld=True)
        if contact.identifier and not contact.withheld:
            if _UNSAID in contact.flags and self._known.find(contact.identifier, self._format):
                contact = contact.having(flags=tuple(flag for flag in contact.flags if flag != _UNSAID))
            return contact, self.is_theirs(contact.identifier)
        # A group of one name names the conversation, not its members (RCS).
        unnamed = len(contact.group) < 2  # noqa: PLR2004
        return contact, unnamed or any(map(self.is_theirs, contact.group))

    def _sent(self, contact: Contact) -> tuple[Contact, bool]:
        recipients = tuple(one for one in (contact.identifier, *contact.group) if one)
        ranked = [(rank, one) for one in recipients if (rank := self._rank(one)) is not None]
        if not ranked:
            return contact, False
        chosen = min(ranked, key=lambda pair: pair[0])[1]
        if chosen == contact.identifier:
            return contact, True
        others = tuple(one for one in recipients if one != chosen)
        return contact.having(identifier=chosen, group=others), True

    def keeper_identifier(self, contact: Contact) -> str:
        """The keeper's own number or address on this contact; "" where several are possible."""
        if len(self._given) == 1:
            return self._given[0]
        named = (one for one in contact.group if any(self._same(one, own) for own in self._given))
        return next(named, "")

    def spellings(self) -> Spellings:
        """Identifiers joined as the record says they are one account, in exports of this format."""
        return Spellings(self._known.region, self._known.accounts(self._format))

    def _same(self, one: str, other: str) -> bool:
        return identity.same(one, other, self._known.region)

    def _rank(self, displayed: str) -> int | None:
        if displayed not in self._ranks:
            found = self._known.find(displayed, self._format)
            self._ranks[displayed] = self._rank_of(found) if found else None
            if not found and any(self._rank_of(one) is not None for one in self._known.alike(displayed)):
                self.elsewhere[displayed] = None
        return self._ranks[displayed]

    def _rank_of(self, identifier: Identifier) -> int | None:
        role = self._roles.get(identifier.person)
        return _THEIRS.get(role) if role else None

    def _stated(self, whose: int | None, next_serial: int, them: Sequence[str]) -> Iterator[Fact]:
        for value in dict.fromkeys(one.strip() for one in them):
            self._check_theirs(value)
            alike = self._known.alike(value)
            if alike and self._rank_of(alike[0]) is None:
                raise _someone_elses(value)
            self._known.state(value, self._format)
            if not alike:
                if whose is None:
                    # Known by a number before any name: "log" works before any person exists, and so
                    # does this. The name can be added later: rk amend.
                    whose = next_serial
                    yield Person(role="respondent")
                self._roles.setdefault(whose, "respondent")
                added = Identifier(type=_type(value), value=value, person=whose, basis=STATED)
                self._known.add(added)
                yield added

    def _check_theirs(self, value: str) -> None:
        if not identity.clean(value):
            raise BadInput(_("An empty identifier was given for the other person."))
        if identity.hides(value):
            raise BadInput(
                _(
                    "“{value}” is what a phone shows for a hidden number: anybody's. Nothing was brought in."
                ).format(value=value),
                _("Calls from hidden numbers are kept, and counted as not established."),
            )
        if any(self._same(value, one) for one in self._all_own):
            raise BadInput(
                _("{value} is your own. Nothing was brought in.").format(value=value),
                _("Give your own with --me, and the other person's with --them."),
            )

    def _remembered(self, own: Sequence[Identifier]) -> Iterator[Fact]:
        """The keeper's own identifiers that are new: once said, nobody has to ask for them again."""
        known = [one.value for one in own]
        for value in dict.fromkeys(one.strip() for one in self._given):
            if self._known.alike(value):
                raise _someone_elses(value)
            if identity.clean(value) and not any(self._same(value, one) for one in known):
                known.append(value)
                yield Identifier(type=_type(value), value=value, keeper=True, basis=STATED)


def _someone_elses(value: str) -> BadInput:
    return BadInput(
        _("{value} is recorded as someone else's. Nothing was brought in.").format(value=value),
        _("See whose it is: rk person list"),
    )


def _respondent(case: CaseFile) -> int | None:
    return next((one.serial for one in case.standing(Person) if one.fact.role == "respondent"), None)


def _type(value: str) -> IdentifierType:
    name, at, domain = value.partition("@")
    if name and at and "." in domain:
        return "email"
    return "phone" if identity.is_number(value) else "handle"
