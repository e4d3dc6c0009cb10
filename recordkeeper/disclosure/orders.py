"""A court's order in sentences: its dates as recorded, and what came while it was in force."""

from recordkeeper.audit.orders import InForce
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.disclosed import OrderShown
from recordkeeper.disclosure.lines import order_title


def dates_line(one: InForce, home: str) -> str:
    """When it was made, served, and until when it runs; what is not recorded is said."""
    fact = one.order.fact
    parts = [_("Made {when}.").format(when=dates.dated(fact.issued, home))] if fact.issued else []
    if fact.served:
        parts.append(_("Served {when}.").format(when=dates.dated(fact.served, home)))
    else:
        parts.append(_("Its service is not recorded."))
    if fact.expires is None:
        parts.append(_("No end of it is recorded."))
    else:
        words = _("It ran until {when}.") if one.state == "over" else _("It runs until {when}.")
        parts.append(words.format(when=dates.dated(fact.expires, home)))
    return " ".join(parts)


def contacts_line(one: InForce, home: str) -> str:
    """How many contacts came while it was in force, counted from what, and by which channels."""
    if one.start is None:
        return _("Neither its date nor its service is recorded, so no contact is counted.")
    words = {
        "served": _("{contacts} while it was in force, from its service {when}{channels}."),
        "issued": _("{contacts} since it was made {when}{end}, its service not being recorded{channels}."),
    }
    channels = ", ".join(f"{channel} {count}" for channel, count in one.by_channel.items())
    return words[one.since or "issued"].format(
        contacts=wording.contacts(one.total),
        when=dates.dated(one.start, home),
        end=_(" until its end") if one.state == "over" else "",
        channels=f": {channels}" if channels else "",
    )


def in_short(brief: Brief) -> str:
    """Every order for page one, or that none is recorded."""
    if not brief.findings.orders:
        return _("No order is recorded.")
    return " ".join(
        _("{title} (¶{serial}). {dates} {contacts}{behind}").format(
            title=order_title(one.order.fact),
            serial=one.order.serial,
            dates=dates_line(one, brief.home),
            contacts=contacts_line(one, brief.home),
            behind=f" ({marks(one.serials, most=3)})" if one.serials else "",
        )
        for one in brief.findings.orders
    )


def orders(brief: Brief) -> tuple[OrderShown, ...]:
    """A8: each order with its terms, word for word, and the contacts while it was in force."""
    return tuple(
        OrderShown(
            title=_("{title} (¶{serial})").format(title=order_title(one.order.fact), serial=one.order.serial),
            dates=_dates(brief, one),
            terms=one.order.fact.terms,
            contacts=contacts_line(one, brief.home),
            behind=marks(one.serials, most=60),
        )
        for one in brief.findings.orders
    )


def _dates(brief: Brief, one: InForce) -> str:
    files = " ".join(mark for mark, _file in brief.exhibits(one.order))
    copy = " " + _("Copy: {marks}.").format(marks=files) if files else ""
    return dates_line(one, brief.home) + copy
