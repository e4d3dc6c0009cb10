"""What `log again` takes over from the last contact, and what `log before` says of an earlier one."""

from collections.abc import Mapping
from typing import Any

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.opening import setup_case
from recordkeeper.disclosure.lines import way
from recordkeeper.errors import BadInput, NotFound
from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.contacts import Contact

WHEN_BEFORE = _("When was it? A day is enough")


def again(ledger: Ledger, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The channel of the contact recorded last, and the options with what they leave out taken from it.

    By what way and from whom is taken over; when, what and how often is always said anew.

    Raises:
        NotFound: no contact that came to the keeper stands in the record.
    """
    case = setup_case(ledger, Contact)
    last = next((one for one in reversed(case.standing(Contact)) if one.fact.direction == "in"), None)
    if last is None:
        raise NotFound(
            _("No contact is recorded yet, so there is none to record again."),
            _("Nothing was recorded. To record one: rk log"),
        )
    fact, via = last.fact, casefile.via(last)
    taken = {
        "medium": fact.medium,
        "sender": "withheld" if fact.withheld else fact.identifier,
        "person": case.name(fact.aimed_at) if fact.aimed_at else None,
        "via": case.name(via) if via else None,
    }
    told = f"{way(fact)}, {fact.medium}" if fact.medium and fact.channel == "call" else way(fact)
    output.note(_("  As #{serial}: {way}").format(serial=last.serial, way=told))
    return fact.channel, {**given, **{name: given[name] or value for name, value in taken.items()}}


def said_of_earlier(case: CaseFile, contact: Contact) -> str:
    """What becomes of a contact that is said to be earlier than the boundary.

    Raises:
        BadInput: it is later than the notice.
    """
    from recordkeeper.audit.intervals import surely_after, surely_not_after
    from recordkeeper.audit.notice import notices
    from recordkeeper.records import telling

    first = next(iter(notices(case)), None)
    if first is None or surely_not_after(contact.when, first.when):
        return _("It is kept apart as earlier than the boundary, and not counted.")
    if surely_after(contact.when, first.when):
        told = telling.told(first.when, first.when.zone or case.home_zone)
        raise BadInput(
            _("That is after the notice of {notice}. Nothing was recorded.").format(notice=told),
            _('To record it as what it is: rk log {channel} --when "{when}"').format(
                channel=contact.channel, when=contact.when.written
            ),
        )
    return _("By its time it can be before the notice or after; a closer time settles it.")
