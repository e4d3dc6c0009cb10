"""What contacts said back to a boundary: tags that name acts, as the keeper noted them."""

from collections.abc import Iterator

from recordkeeper.audit.counting import Counted
from recordkeeper.audit.notice import preceding
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.vocabulary import Pushback

PUSHBACK_WORDS: dict[Pushback, str] = {
    "asked-why": _("asked why"),
    "asked-to-change": _("asked to change it"),
    "blamed": _("blamed"),
    "denied-being-told": _("denied being told"),
    "promised": _("promised"),
    "apologised": _("apologised"),
    "insulted": _("insulted"),
}


def said_back(brief: Brief, one: Standing[Boundary]) -> Iterator[str]:
    """The tags of the contacts that came while a boundary was in force, in one sentence, if any has one.

    A contact is linked to the latest boundary whose notice surely came before it.
    """
    behind: dict[Pushback, list[Counted]] = {}
    for contact in brief.findings.after:
        notice = preceding(brief.findings.notices, contact.when)
        if notice is not None and notice.boundary.serial == one.serial:
            for tag in contact.pushback:
                behind.setdefault(tag, []).append(contact)
    parts = [
        _("{words} {count} ({marks})").format(
            words=words,
            count=sum(contact.times for contact in behind[tag]),
            marks=marks(tuple(contact.serial for contact in behind[tag])),
        )
        for tag, words in PUSHBACK_WORDS.items()
        if tag in behind
    ]
    if parts:
        yield _("Noted by the keeper in contacts while it was in force: {parts}.").format(
            parts=", ".join(parts)
        )
