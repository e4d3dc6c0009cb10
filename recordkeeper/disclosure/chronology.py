"""A5 and the annex: what happened, in order, one row each; bursts drawn together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recordkeeper.audit.intervals import latest
from recordkeeper.audit.pattern import QUIET
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.disclosed import Row, RowKind
from recordkeeper.disclosure.lines import entry_line, quoted, way, what
from recordkeeper.disclosure.pushback import PUSHBACK_WORDS
from recordkeeper.disclosure.timeline import (
    delay_seconds,
    identifier_withheld,
    noted_or_recorded,
)
from recordkeeper.ledger import casefile
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records import telling
from recordkeeper.records.boundaries import Delivery, Statement
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, Order, ReportMade
from recordkeeper.records.contacts import Contact
from recordkeeper.records.fact import Fact, Happening
from recordkeeper.records.moment import Moment

LATE = 24 * 3600
"""Seconds after which an entry is called late."""
FEWEST = 3
"""Contacts that must follow one another within an episode before they are told as one row."""

_INLINE: dict[type[Fact], RowKind] = {
    Statement: "notice",
    Delivery: "notice",
    Consequence: "consequence",
    ConsequenceStep: "consequence",
    Measure: "other",
    ReportMade: "other",
    Order: "other",
}


def schedule(brief: Brief) -> Iterator[Row]:
    """The annex: every contact, one row each, withdrawn ones struck through."""
    return (contact_row(brief, one) for one in brief.contacts())


def before_notice(brief: Brief) -> tuple[Row, ...]:
    """Contacts before notice, in full words, apart from every count."""
    verdicts = brief.findings.count.verdicts
    return tuple(
        contact_row(brief, one)
        for one in brief.contacts()
        if verdicts.get(one.serial) == "before_notice" and one.stands
    )


def chronology(brief: Brief) -> tuple[Row, ...]:
    """A5: contacts since the notice, the keeper's own, notices and consequences, bursts as one row."""
    verdicts = brief.findings.count.verdicts
    first = brief.findings.notice
    since = first.when.at if first and first.when.at is not None else None
    contacts = [
        one
        for one in brief.contacts()
        if one.stands and verdicts.get(one.serial) != "before_notice" and _since(one, since)
    ]
    others = [one for one in brief.case.all.values() if _inline(brief, one)]
    timed = [(_at(brief, one), one.serial, one) for one in (*contacts, *others)]
    timed.sort(key=lambda item: item[:2])
    return tuple(_drawn_together(brief, [one for _at_, _serial, one in timed]))


def _since(one: Standing[Contact], since: int | None) -> bool:
    at = latest(one.fact.when)
    return since is None or at is None or one.fact.direction == "in" or at >= since


def _inline(brief: Brief, one: Standing[Fact]) -> bool:
    kind = _INLINE.get(type(one.fact))
    if kind == "consequence" and brief.choices.consequences == "none":
        return False
    return kind is not None and one.stands


def _at(brief: Brief, one: Standing[Fact]) -> int:
    when = _when(brief, one)
    if when is None:
        return one.recorded_at
    return when.at if when.at is not None else 2**53


def _when(brief: Brief, one: Standing[Fact]) -> Moment | None:
    """When it happened; a consequence was announced when its statement was made, an order made or served."""
    if isinstance(one.fact, Order):
        return one.fact.issued or one.fact.served
    if isinstance(one.fact, Consequence):
        said = brief.case.one(one.fact.statement, Statement)
        return said.fact.when if said is not None else None
    return one.fact.when if isinstance(one.fact, Happening) else None


def _drawn_together(brief: Brief, order: Sequence[Standing[Fact]]) -> Iterator[Row]:
    run: list[Standing[Contact]] = []
    for one in order:
        contact = brief.case.one(one.serial, Contact)
        if contact is not None and _continues(brief, run, contact):
            run.append(contact)
            continue
        yield from _told(brief, run)
        run = []
        if contact is not None and contact.fact.direction == "in":
            run = [contact]
        else:
            yield contact_row(brief, contact) if contact is not None else other_row(brief, one)
    yield from _told(brief, run)


def _continues(brief: Brief, run: Sequence[Standing[Contact]], one: Standing[Contact]) -> bool:
    if not run or one.fact.direction != "in" or one.fact.when.at is None:
        return False
    last, verdicts = latest(run[-1].fact.when), brief.findings.count.verdicts
    return (
        last is not None
        and one.fact.when.at - last < QUIET
        and verdicts.get(one.serial) == verdicts.get(run[0].serial)
    )


def _told(brief: Brief, run: Sequence[Standing[Contact]]) -> Iterator[Row]:
    if len(run) < FEWEST:
        yield from (contact_row(brief, one) for one in run)
        return
    first, last = contact_row(brief, run[0]), contact_row(brief, run[-1])
    tagged = [one for one in run[1:-1] if casefile.acts(one) or casefile.picks(one) or one.files]
    words = [
        _("{count} between {first} and {last}.").format(
            count=wording.contacts(_times(brief, run)),
            first=dates.clock_of(run[0].fact.when, brief.home),
            last=dates.clock_of(run[-1].fact.when, brief.home),
        ),
        _("First: {what}").format(what=first.what or way(run[0].fact)),
        *(f"¶{one.serial}: {contact_row(brief, one).what}" for one in tagged),
        _("Last: {what}").format(what=last.what or way(run[-1].fact)),
        _("Every one: see the full schedule."),
    ]
    yield replace(
        first,
        mark=marks(tuple(one.serial for one in run), most=4).replace("¶", ""),
        way="; ".join(dict.fromkeys(way(one.fact) for one in run)),
        what=" ".join(words),
        answer="",
        exhibit=" ".join(mark for one in run for mark, _file in brief.exhibits(one)),
        recorded=_recorded_run(brief, run),
    )


def _times(brief: Brief, run: Sequence[Standing[Contact]]) -> int:
    """How many contacts a run stands for: what is told twice counts once."""
    return sum(brief.by_serial[one.serial].times for one in run if one.serial in brief.by_serial)


def _recorded_run(brief: Brief, run: Sequence[Standing[Contact]]) -> str:
    return "; ".join(dict.fromkeys(recorded(brief, one) for one in run))


def contact_row(brief: Brief, one: Standing[Contact]) -> Row:
    """One contact as a row."""
    outbound = one.fact.direction == "out"
    return Row(
        mark=str(one.serial),
        kind="own" if outbound else "contact",
        when=dates.moment_told(one.fact.when, brief.home),
        way=_way(brief, one),
        what=_what(brief, one),
        verdict="" if outbound else wording.verdict(brief.findings.count.verdicts.get(one.serial, "")),
        answer=_answer(one),
        recorded=recorded(brief, one),
        exhibit=" ".join(mark for mark, _file in brief.exhibits(one)),
        struck=not one.stands,
    )


def _way(brief: Brief, one: Standing[Contact]) -> str:
    acted = casefile.via(one)
    through = _(", through {name}").format(name=brief.case.name(acted)) if acted else ""
    if identifier_withheld(brief.case, one, brief.directory):
        # A child's or a witness's number is as private as the name.
        return way(
            one.fact.having(identifier=brief.case.name(brief.directory.who(one.fact, acted).person or 0))
        )
    return way(one.fact) + through


def _what(brief: Brief, one: Standing[Contact]) -> str:
    parts = [what(one.fact)]
    parts += [f"({wording.ACT_WORDS[act]})" for act in casefile.acts(one)]
    parts += [f"({PUSHBACK_WORDS[tag]})" for tag in one.fact.pushback]
    purpose = casefile.purpose(one)
    if purpose != "not-given":
        parts.append(f"({wording.PURPOSE_WORDS[purpose]})")
    answered = casefile.answers(one)
    if answered and one.fact.direction == "in":
        parts.append(_("(answers {name})").format(name=brief.case.name(answered).replace("#", "¶")))
    if one.same:
        parts.append(_("Told also in {others}.").format(others=marks(one.same)))
    parts += _asked_for(brief, one.fact)
    return " ".join(part for part in parts if part)


def _asked_for(brief: Brief, contact: Contact) -> Iterator[str]:
    """Private fields that were asked for by name."""
    for name, value in brief.asked_for(contact):
        if value:
            yield _ASKED[name].format(value=quoted(value) if name == "impact" else value)


_ASKED = {
    "impact": _("Impact: {value}"),
    "location": _("Place: {value}"),
    "children_present": _("Children present: {value}"),
}


def _answer(one: Standing[Contact]) -> str:
    if one.fact.direction == "out":
        answered = casefile.answers(one)
        return _("answers ¶{serial}").format(serial=answered) if answered else ""
    return _("answered") if one.fact.answered else ""


def recorded(brief: Brief, one: Standing[Contact]) -> str:
    """How long after it was recorded; or noted; or from which source it came."""
    source = one.fact.source
    if source is not None:
        return _("imported ¶{serial}").format(serial=source.entry)
    delay = delay_seconds(one)
    if delay is None:
        return _("recorded {date}").format(date=telling.date_told(one.recorded_at, brief.home))
    entered = _("recorded {span} after").format(span=telling.span(delay))
    noted = one.fact.noted_at.at if one.fact.noted_at else None
    if noted is not None and one.fact.when.until is not None:
        span = telling.span(max(noted - one.fact.when.until, 0) // 1000)
        return _("noted {span} after, on {what}; {entered}").format(
            span=span, what=one.fact.noted_on or _("paper"), entered=entered
        )
    return _("{entered} (late)").format(entered=entered) if delay > LATE else entered


def other_row(brief: Brief, one: Standing[Fact]) -> Row:
    """A notice, a consequence, a measure, a report or an order as a row among the contacts."""
    when = _when(brief, one)
    tell = dates.dated if isinstance(one.fact, Order) else dates.moment_told
    told = tell(when, brief.home) if when else dates.instant_told(one.recorded_at, brief.home)
    return Row(
        mark=str(one.serial),
        kind=_INLINE[type(one.fact)],
        when=told,
        way=_("order") if isinstance(one.fact, Order) else _KIND_WORDS[_INLINE[type(one.fact)]],
        what=entry_line(brief.case, one),
        exhibit=" ".join(mark for mark, _file in brief.exhibits(one)),
    )


_KIND_WORDS: dict[RowKind, str] = {
    "notice": _("notice"),
    "consequence": _("consequence"),
    "other": _("step taken"),
}


def late(brief: Brief) -> Iterable[tuple[Standing[Contact], int]]:
    """Typed contacts recorded over 24 hours after they happened and not noted within, with the seconds."""
    for one in brief.contacts():
        delay, first = delay_seconds(one), noted_or_recorded(one)
        if delay is not None and first is not None and first > LATE and one.stands:
            yield one, delay
