"""Outside witnesses of the record, and what they show of when an entry was made."""

from typing import Any

from recordkeeper import zones
from recordkeeper.audit.witnessed import Bound, Bracket, Witnessed
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.disclosed import Table
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.custody import Receipt

TYPE_WORDS = {
    "rfc3161": _("time-stamp authority"),
    "email": _("e-mail, dated by the mail server that took it in"),
    "scan": _("a file that the keeper has; the time is what the keeper says"),
}


def receipts(seen: Witnessed, home: str) -> Table:
    """Every receipt that stands: its mark, who, what of, when."""
    rows = tuple(
        (
            f"E{one.serial}",
            who(one.fact),
            ranges(1, one.fact.count),
            _at(one.fact.witnessed_at, home),
        )
        for one in seen.receipts
    )
    heads = (_("Mark"), _("Witness"), _("Has seen"), _("At"))
    return Table(heads, rows, _("No outside witness has been recorded yet."))


def brackets(seen: Witnessed, home: str) -> Table:
    """Between which outside times each entry was made. A receipt by itself says nothing of what happened."""
    rows = tuple(
        (ranges(one.first, one.last), _bound(one.after, home), _bound(one.before, home))
        for one in seen.brackets
        if not one.own
    )
    heads = (_("Entries"), _("Made after"), _("Made before"))
    return Table(heads, rows if seen.receipts else (), _("Not shown for any entry."))


def who(receipt: Receipt) -> str:
    """The witness in words, and what the receipt is."""
    return ": ".join(part for part in (receipt.witness, TYPE_WORDS[receipt.type]) if part)


def ranges(first: int, last: int) -> str:
    """Paragraphs from the one to the other; "none" for the empty book."""
    if last < first:
        return _("none")
    return f"¶{first}" if first == last else f"¶{first}-{last}"


def bracket_told(bracket: Bracket, home: str) -> str:
    """When an entry was made, as outside witnesses show it, in one line."""
    if bracket.after is None and bracket.before is None:
        return _("no outside witness yet")
    parts = []
    if bracket.after is not None:
        parts.append(_("after {bound}").format(bound=_bound(bracket.after, home)))
    if bracket.before is not None:
        parts.append(_("before {bound}").format(bound=_bound(bracket.before, home)))
    told = _(" and ").join(parts)
    if bracket.contradicts:
        return _("{told}: these cannot both be right").format(told=told)
    return told if bracket.before is not None else _("{told}; no outside witness since").format(told=told)


def summed(seen: Witnessed, home: str) -> str:
    """One sentence for page one: up to where somebody outside has seen the record."""
    dated = [one for one in seen.receipts if one.fact.witnessed_at is not None]
    if not dated:
        return _("Outside witness: none yet.")
    widest = min((one for one in dated if one.fact.count == seen.covered), key=_instant)
    text = _("Outside witness: {seen} by {at} (E{serial}).").format(
        seen=ranges(1, seen.covered), at=_at(widest.fact.witnessed_at, home), serial=widest.serial
    )
    if seen.waiting is None:
        return text
    return text + " " + _("None yet of what follows, from ¶{serial} on.").format(serial=seen.waiting)


def unwitnessed_told(seen: Witnessed) -> str:
    """What nobody outside has seen yet, in one line for the keeper."""
    if seen.waiting is None:
        return _("Every entry but receipts themselves has an outside witness.")
    count = seen.unwitnessed
    return ngettext(
        "{count} entry has no outside witness yet, from #{first} on.",
        "{count} entries have no outside witness yet, from #{first} on.",
        count,
    ).format(count=count, first=seen.waiting)


def receipt_line(receipt: Receipt, home: str) -> str:
    """A receipt in one line: "outside witness of ¶1-57, J. Alvarez: e-mail …, Tue 31 Mar 2026, 17:40"."""
    return _("outside witness of {seen}; {who}; {at}").format(
        seen=ranges(1, receipt.count), who=who(receipt), at=_at(receipt.witnessed_at, home)
    )


def bracket_json(bracket: Bracket, home: str) -> dict[str, Any]:
    """The bracket of an entry, for programs."""
    return {
        "after": _bound_json(bracket.after, home),
        "before": _bound_json(bracket.before, home),
        "contradicts": bracket.contradicts,
    }


def receipt_json(one: Standing[Receipt], home: str) -> dict[str, Any]:
    """A receipt, for programs."""
    at = one.fact.witnessed_at
    return {
        "serial": one.serial,
        "type": one.fact.type,
        "count": one.fact.count,
        "witness": one.fact.witness,
        "witnessed_at": None if at is None else zones.rfc3339(at, home),
    }


def _bound_json(bound: Bound | None, home: str) -> dict[str, Any] | None:
    return None if bound is None else {"at": zones.rfc3339(bound.at, home), "receipt": bound.receipt}


def _bound(bound: Bound | None, home: str) -> str:
    if bound is None:
        return _("not shown")
    return _("{at} (¶{receipt})").format(at=dates.instant_told(bound.at, home), receipt=bound.receipt)


def _at(ms: int | None, home: str) -> str:
    return _("time not known") if ms is None else dates.instant_told(ms, home)


def _instant(one: Standing[Receipt]) -> int:
    return one.fact.witnessed_at or 0
