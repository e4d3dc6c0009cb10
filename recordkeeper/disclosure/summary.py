"""A1: one page that answers a lawyer's first questions, each with its paragraphs."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Any

from recordkeeper.audit.blocks import Measured, measures
from recordkeeper.audit.counting import Counted
from recordkeeper.audit.follow_through import taken_with
from recordkeeper.audit.intervals import Window
from recordkeeper.audit.notice import Notice
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates, orders, witnesses, wording
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.coverage import covers
from recordkeeper.disclosure.disclosed import Figure, Line, Summary
from recordkeeper.disclosure.lines import quoted
from recordkeeper.disclosure.step_words import AUTHORITY_WORDS, measure_told
from recordkeeper.disclosure.timeline import noted_or_recorded
from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records import telling
from recordkeeper.records.consequences import Consequence, ConsequenceStep, ReportMade
from recordkeeper.records.contacts import Contact
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Person

LONGEST_QUOTE = 160
"""Characters of a notice on page one; the whole of it stands in A3."""
MOST_STEPS = 10
"""Steps named on page one; all of them stand in A5 and A8."""


def summary(brief: Brief, parties: tuple[str, str], prepared: str) -> Summary:
    """Page one."""
    keeper, other = parties
    return Summary(
        heading=f"{keeper}  /  {other}",
        context=tuple(_context(brief, prepared)),
        figures=_figures(brief),
        below=_below(brief, other),
        lines=tuple(Line(label, text) for label, text in _lines(brief) if text),
        caution=wording.CAUTION,
    )


def _context(brief: Brief, prepared: str) -> Iterator[str]:
    respondent = next(
        (one.fact for one in brief.case.standing(Person) if one.fact.role == "respondent"), None
    )
    if respondent is not None and respondent.relationship:
        yield respondent.relationship
    where = brief.case.matter.jurisdiction
    yield ". ".join(part for part in (where, _("Times: {zone}").format(zone=brief.home)) if part)
    yield _("Prepared {date}.").format(date=prepared)
    if brief.choices.window != Window() or brief.case.gone:
        # Read alone, this page must say that it tells of a part.
        yield covers(brief)


def _figures(brief: Brief) -> tuple[Figure, ...]:
    found = brief.findings.pattern
    most = found.most_in_24h
    label = _("most in 24 h")
    if most.starts is not None:
        start = dates.instant_told(most.starts, brief.home)
        label = _("most in 24 h (from {start})").format(start=start)
    return (
        Figure(str(found.outside), _("contacts outside the boundary")),
        Figure(
            _("{days} of {window}").format(days=found.days_outside, window=found.days_in_window),
            _("days with such contact"),
        ),
        Figure(str(len(found.by_channel)), _("channels")),
        Figure(str(most.contacts), label),
    )


def _below(brief: Brief, other: str) -> str:
    found, verdicts = brief.findings.pattern, brief.findings.verdicts
    after = Counter[str]()
    for one in brief.findings.after:
        after[one.verdict or ""] += one.times
    parts = [f"{after[name]} {wording.verdict(name)}" for name in wording.VERDICT_WORDS if after[name]]
    text = _("{contacts} after notice: {parts}.").format(
        contacts=wording.contacts(found.contacts), parts=", ".join(parts) or _("none")
    )
    if unclear := verdicts["undetermined"] - after["undetermined"]:
        text += " " + _("Also {count} whose time is not close enough to tell, not counted.").format(
            count=wording.contacts(unclear)
        )
    if hidden := verdicts["not_established"]:
        text += " " + _(
            "Also {count} of which it is not established who made them, not counted as {other}."
        ).format(count=wording.contacts(hidden), other=other)
    if before := verdicts["before_notice"]:
        text += " " + _("Before notice: {count}, not counted (A3).").format(count=before)
    return text


def _lines(brief: Brief) -> Iterator[tuple[str, str]]:
    yield _("Notice"), _notice(brief)
    yield _("After it"), _after(brief)
    yield _("Acts"), _acts(brief)
    yield _("Three"), _three(brief)
    yield _("Keeper"), _keeper(brief)
    yield _("Steps"), _steps(brief)
    yield _("Order"), orders.in_short(brief)
    if brief.choices.consequences == "whole":
        yield _("Announced"), wording.follow_through_sum(brief.findings)
    yield _("Basis"), _basis(brief)


def _notice(brief: Brief) -> str:
    found = brief.findings.notice
    if found is None:
        return _("No boundary has been stated.")
    said = found.counted_from.statement
    words = said.fact.words
    if len(words) > LONGEST_QUOTE:
        words = words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    stated = _("{when}, {channel}: {words}").format(
        when=dates.moment_told(said.fact.when, brief.home), channel=said.fact.channel, words=quoted(words)
    )
    if not found.proven:
        proof = _("Its arrival is not proven; figures count from the moment it was stated.")
    else:
        proof = _("Counted from {when}: {status}.").format(
            when=dates.moment_told(found.when, brief.home), status=_status(brief, found)
        )
    text = f"{stated} (¶{said.serial}). {proof}"
    if found.first is not None:
        first = found.first.statement
        text += " " + _("First stated {when} (¶{serial}), arrival not proven: {count} since then.").format(
            when=dates.moment_told(first.fact.when, brief.home),
            serial=first.serial,
            count=wording.contacts(brief.findings.since_first or 0),
        )
    return text


def _status(brief: Brief, found: Notice) -> str:
    proofs = [one for one in found.counted_from.deliveries if one.fact.status not in {"sent", "refused"}]
    shown = [wording.DELIVERY_WORDS[one.fact.status] for one in proofs]
    files = [mark for one in (*proofs, found.counted_from.statement) for mark, _file in brief.exhibits(one)]
    text = ", ".join(dict.fromkeys(shown))
    return f"{text} ({' '.join(dict.fromkeys(files))})" if files else text


def _after(brief: Brief) -> str:
    found = brief.findings
    first = found.first_after
    last = next((one for one in reversed(found.after) if one.when.known), None)
    if first is None or last is None:
        return _("No contact after notice.") if found.notice else ""
    seconds = found.pattern.first_after_notice_seconds
    after = telling.span(seconds) if seconds is not None else dates.moment_told(first.when, brief.home)
    return _("First contact other than an answer: {after} (¶{first}). Last: {when} (¶{last}).").format(
        after=after,
        first=first.serial,
        when=dates.moment_told(last.when, brief.home),
        last=last.serial,
    )


def _acts(brief: Brief) -> str:
    parts = []
    for act, count in brief.findings.pattern.acts.items():
        behind = tuple(one.serial for one in brief.findings.after if act in one.acts)
        parts.append(f"{wording.ACT_WORDS[act]} {count} ({marks(behind)})")
    for near, count in brief.findings.pattern.proximity.items():
        behind = tuple(one.serial for one in brief.findings.after if one.contact.fact.proximity == near)
        parts.append(f"{wording.PROXIMITY_WORDS[near]} {count} ({marks(behind)})")
    return " · ".join(parts)


def _three(brief: Brief) -> str:
    found = brief.findings
    outside = (one for one in found.after if one.when.known and one.verdict == "outside")
    after = [one for one in outside if one.serial not in found.answering]
    if not after:
        return ""
    parts = [_("most recent {mark}").format(mark=f"¶{after[-1].serial}")]
    worst = _picked(after, "worst")
    if worst is not None:
        parts.append(_("worst, keeper's choice {mark}").format(mark=f"¶{worst.serial}"))
    first = _picked(after, "first") or after[0]
    parts.append(_("first {mark}").format(mark=f"¶{first.serial}"))
    return " · ".join(parts)


def _picked(contacts: list[Counted], pick: str) -> Counted | None:
    return next((one for one in reversed(contacts) if pick in casefile.picks(one.contact)), None)


def _keeper(brief: Brief) -> str:
    found = brief.findings.consistency
    purposes = ", ".join(
        f"{count} {words}"
        for purpose, words in wording.PURPOSE_WORDS.items()
        if (count := found.by_purpose.get(purpose))
    )
    wrote = _("wrote {count}").format(count=found.replies) + (f" ({purposes})" if purposes else "")
    return _("{wrote} · answered calls {answered} · began contact {begun}").format(
        wrote=wrote, answered=found.answered_calls, begun=found.begun
    )


def _steps(brief: Brief) -> str:
    """What was carried out, then measures and reports; consequences only if they are shown at all."""
    parts = [*_carried_out(brief), *map(partial(_measure, brief), measures(brief.case))]
    parts += [_report(brief, one) for one in brief.case.standing(ReportMade)]
    if len(parts) > MOST_STEPS:
        more = len(parts) - MOST_STEPS
        parts[MOST_STEPS:] = [_("{count} more (A5, A8)").format(count=more)]
    return " · ".join(parts)


def _carried_out(brief: Brief) -> Iterator[str]:
    steps = brief.case.standing(ConsequenceStep) if brief.choices.consequences == "whole" else ()
    for one in steps:
        consequence = brief.case.one(one.fact.consequence, Consequence)
        # A measure or report that carried it out is named below, with its reference.
        if one.fact.step == "done" and consequence is not None and not taken_with(brief.case, one):
            yield _taken(brief, consequence.fact.action, _day(brief, one.fact.when), one)


def _measure(brief: Brief, one: Measured) -> str:
    day = _day(brief, one.begun.fact.when)
    if one.ended is not None:
        day = _("{day} until {end}").format(day=day, end=_day(brief, one.ended.fact.when)).strip()
    return _taken(brief, measure_told(one.begun.fact), day, one.begun)


def _report(brief: Brief, one: Standing[ReportMade]) -> str:
    what = _("told {whom}").format(whom=AUTHORITY_WORDS[one.fact.to])
    reference = _("ref {reference}").format(reference=one.fact.reference) if one.fact.reference else ""
    when = ", ".join(part for part in (_day(brief, one.fact.when), reference) if part)
    return _taken(brief, what, when, one)


def _day(brief: Brief, when: Moment) -> str:
    return telling.date_told(when.at, brief.home) if when.at is not None else ""


def _taken(brief: Brief, what: str, when: str, one: Standing[Any]) -> str:
    files = " ".join((f"¶{one.serial}", *(mark for mark, _file in brief.exhibits(one))))
    return " ".join(part for part in (what, when, f"({files})") if part)


def _basis(brief: Brief) -> str:
    contacts = [
        one for one in brief.case.standing(Contact) if one.fact.direction == "in" and brief.shows(one)
    ]
    imported = sum(1 for one in contacts if one.fact.source is not None)
    text = _("{imported} entries from the phone's own record, {typed} typed.").format(
        imported=imported, typed=len(contacts) - imported
    )
    typed = [one for one in contacts if one.fact.source is None]
    delays = [delay for one in typed if (delay := noted_or_recorded(one)) is not None]
    if delays:
        noted = sum(1 for one in typed if one.fact.noted_at is not None)
        text += " " + _("Typed ones: median {span} after").format(span=telling.span(int(median(delays))))
        text += _(", {noted} of them from a note made then.").format(noted=noted) if noted else "."
    return text + " " + witnesses.summed(brief.findings.witnessed, brief.home)
