"""A6 and A7: what was announced and what became of it; and what the keeper sent."""

from recordkeeper.audit.follow_through import FollowThrough, taken_with
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.chronology import contact_row
from recordkeeper.disclosure.disclosed import Row, Table
from recordkeeper.disclosure.lines import quoted
from recordkeeper.disclosure.proofs import proof_told
from recordkeeper.records import telling
from recordkeeper.records.consequences import Trigger


def follow_through(brief: Brief) -> Table | None:
    """A6: whole, or None when the keeper chose to leave all of it out."""
    if brief.choices.consequences == "none":
        return None
    heads = (
        _("No."),
        _("Announced"),
        _("Trigger, met by"),
        _("Due"),
        _("Carried out"),
        _("Proof"),
        _("Status"),
    )
    rows = tuple(_row(brief, one) for one in brief.findings.consequences)
    return Table(heads, rows, _("No consequence was announced."))


def _row(brief: Brief, one: FollowThrough) -> tuple[str, ...]:
    return (
        one.name,
        _announced(brief, one),
        _trigger(brief, one),
        dates.deadline_told(one.due_at, brief.home) if one.due_at is not None else "",
        _done(brief, one),
        _proof(brief, one),
        _status(brief, one),
    )


def _announced(brief: Brief, one: FollowThrough) -> str:
    text = one.consequence.fact.action
    if one.announced is None:
        return text
    said = one.announced.statement
    return _("{action} Said {when}: {words} (¶{serial}).").format(
        action=_ended(text),
        when=dates.moment_told(said.fact.when, brief.home),
        words=quoted(said.fact.words),
        serial=said.serial,
    )


def _ended(text: str) -> str:
    """Somebody's words as a sentence that another may follow."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _trigger(brief: Brief, one: FollowThrough) -> str:
    text = _trigger_words(one.consequence.fact.trigger, brief.home)
    if one.triggered_at is None:
        return text
    when = dates.instant_told(one.triggered_at, brief.home)
    behind = marks(one.triggered_by, most=3)
    return f"{text}; {behind} {when}" if behind else f"{text}; {when}"


def _trigger_words(one: Trigger, home: str) -> str:
    if one.type == "nth":
        return _("contact number {n} outside the boundary after it was said").format(n=one.n)
    if one.type == "channel":
        return _("contact outside the boundary by {channel}").format(channel=one.channel)
    if one.by is not None and one.by.at is not None:
        return _("end of {date}").format(date=telling.date_told(one.by.at, one.by.zone or home))
    return _("any contact outside the boundary")


def _done(brief: Brief, one: FollowThrough) -> str:
    if one.done is None:
        return ""
    parts = [f"{dates.moment_told(one.done.fact.when, brief.home)}.", _ended(one.done.fact.facts)]
    if one.done.fact.outcome:
        parts.append(_("Outcome: {outcome}").format(outcome=_ended(one.done.fact.outcome)))
    if one.days_to_carry_out is not None and one.days_to_carry_out >= 0:
        parts.append(_("Days from trigger: {days}.").format(days=one.days_to_carry_out))
    elif one.triggered_at is None or one.days_to_carry_out is not None:
        parts.append(_("Carried out before its trigger."))
    with_it = taken_with(brief.case, one.done)
    behind = (one.done.serial,) if with_it is None else (with_it.serial, one.done.serial)
    return " ".join(part for part in (*parts, f"({marks(behind)})") if part)


def _proof(brief: Brief, one: FollowThrough) -> str:
    if one.done is None:
        return ""
    return proof_told(brief, one.done) or _("none kept")


def _status(brief: Brief, one: FollowThrough) -> str:
    words = wording.STATE_WORDS[one.state]
    last = one.steps[-1].fact if one.steps else None
    if one.state == "withdrawn" and last is not None and last.reason_class:
        return f"{words}: {wording.REASON_WORDS[last.reason_class]}"
    if one.state == "overdue" and one.due_at is not None:
        since = dates.deadline_told(one.due_at, brief.home)
        return _("{state}, waiting since {date}").format(state=words, date=since)
    return words


def own_contacts(brief: Brief) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """A7: every contact the keeper made after notice, and what they add up to."""
    found = brief.findings.consistency
    rows = tuple(
        contact_row(brief, one.contact) for one in brief.findings.looked_at if one.serial in found.serials
    )
    purposes = [
        f"{count} {words}"
        for purpose, words in wording.PURPOSE_WORDS.items()
        if (count := found.by_purpose.get(purpose))
    ]
    sums = (
        ngettext(
            "After the notice the keeper wrote or called {count} time{purposes}.",
            "After the notice the keeper wrote or called {count} times{purposes}.",
            found.replies,
        ).format(count=found.replies, purposes=f": {', '.join(purposes)}" if purposes else ""),
        _("Calls answered: {count}{behind}.").format(
            count=found.answered_calls, behind=_behind(found.answered)
        ),
        _("Contacts begun by the keeper: {count}{behind}.").format(
            count=found.begun, behind=_behind(found.began)
        ),
        _("On a channel then closed for that purpose: {count}{behind}.").format(
            count=len(found.closed_channel), behind=_behind(found.closed_channel)
        ),
    )
    return rows, sums


def _behind(serials: tuple[int, ...]) -> str:
    return f" ({marks(serials)})" if serials else ""
