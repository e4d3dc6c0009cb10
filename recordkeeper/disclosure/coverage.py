"""What a document covers, in words that stand on the page that is read alone."""

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.brief import Brief
from recordkeeper.records.contacts import Contact


def covers(read: Brief) -> str:
    """What a document covers and what it leaves out, as in: Entries ¶1 to ¶47."""
    last = read.case.head.count
    shown = len(read.contacts())
    total = len(read.case.of(Contact))
    text = _("Entries ¶1 to ¶{last}.").format(last=last)
    if shown == total:
        text += " " + _("All {count} contact entries are shown, none left out.").format(count=total)
    else:
        text += " " + _("{shown} of {total} contact entries are shown{window}.").format(
            shown=shown, total=total, window=_window(read)
        )
    if read.choices.consequences == "none":
        text += " " + _("Announced consequences are left out as a whole, by choice.")
    if erased := len(read.case.erased):
        text += " " + ngettext(
            "The content of {count} entry was erased (A9).",
            "The content of {count} entries was erased (A9).",
            erased,
        ).format(count=erased)
    if unread := len(read.case.unread):
        text += " " + ngettext(
            "{count} entry has no readable content.", "{count} entries have no readable content.", unread
        ).format(count=unread)
    return text


def _window(read: Brief) -> str:
    window, home = read.choices.window, read.home
    parts = []
    if window.since is not None:
        parts.append(_(", since {when}").format(when=dates.instant_told(window.since, home)))
    if window.until is not None:
        parts.append(_(", before {when}").format(when=dates.instant_told(window.until, home)))
    if read.choices.profile == "court":
        parts.append(_("; messages of other people are left out"))
    return "".join(parts)
