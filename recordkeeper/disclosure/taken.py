"""A8: measures taken and reports made; what witnesses said; what it did to the keeper, if asked for."""

from collections.abc import Iterator

from recordkeeper.audit.blocks import Measured, measures
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import custody, dates, orders
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.disclosed import Account, Table, Taken
from recordkeeper.disclosure.lines import account_by
from recordkeeper.disclosure.proofs import proof_told
from recordkeeper.disclosure.step_words import AUTHORITY_WORDS, WILLING_WORDS, measure_told
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.consequences import ReportMade
from recordkeeper.records.people import WitnessAccount


def taken(brief: Brief) -> Taken:
    """All of it."""
    return Taken(
        measures=_measures(brief),
        reports=_reports(brief),
        orders=orders.orders(brief),
        accounts=tuple(_accounts(brief)),
        impact=_impact(brief),
    )


def _measures(brief: Brief) -> Table:
    """Each measure from its beginning to its end, and what came on its channel meanwhile."""
    heads = (_("No."), _("Measure"), _("From"), _("Until"), _("On that channel meanwhile"), _("Proof"))
    rows = tuple(_measure(brief, one) for one in measures(brief.case))
    return Table(heads, rows, _("No measure is recorded."))


def _measure(brief: Brief, one: Measured) -> tuple[str, ...]:
    fact = one.begun.fact
    what = ". ".join(part for part in (measure_told(fact), fact.facts) if part)
    meanwhile = ""
    if fact.channel is not None:
        found = [each for each in brief.findings.after if one.covers(each)]
        count = sum(each.times for each in found)
        meanwhile = f"{count} {marks(tuple(each.serial for each in found), most=4)}".strip()
    return (
        f"{one.name} (¶{one.begun.serial})",
        what,
        dates.moment_told(fact.when, brief.home),
        _("{when} (¶{serial})").format(
            when=dates.moment_told(one.ended.fact.when, brief.home), serial=one.ended.serial
        )
        if one.ended
        else _("still on"),
        meanwhile,
        proof_told(brief, one.begun) or _("none kept"),
    )


def _reports(brief: Brief) -> Table:
    """Each report: to whom, by which reference, what came of it."""
    heads = ("¶", _("When, to whom"), _("Reference, taken by"), _("What was said, and what came of it"))
    rows = tuple(_report(brief, one) for one in brief.case.standing(ReportMade))
    return Table(heads, rows, _("No report is recorded."))


def _report(brief: Brief, one: Standing[ReportMade]) -> tuple[str, ...]:
    fact = one.fact
    officer = " ".join(part for part in (fact.officer, fact.badge) if part)
    files = " ".join(mark for mark, _file in brief.exhibits(one))
    said = [
        fact.facts,
        _("Outcome: {outcome}").format(outcome=fact.outcome) if fact.outcome else "",
        _("About {entries}.").format(entries=marks(fact.about)) if fact.about else "",
        files,
    ]
    to = AUTHORITY_WORDS[fact.to]
    return (
        f"¶{one.serial}",
        f"{dates.moment_told(fact.when, brief.home)}, {to}" + (f" ({fact.how})" if fact.how else ""),
        "; ".join(part for part in (fact.reference, officer) if part),
        "\n".join(part for part in said if part),
    )


def _accounts(brief: Brief) -> Iterator[Account]:
    """What each witness saw or heard, word for word; a witness is named by label alone."""
    for one in brief.case.standing(WitnessAccount):
        if not custody.hidden(brief, one):
            yield Account(_title(brief, one), one.fact.words, tuple(_remarks(brief, one)))


def _title(brief: Brief, one: Standing[WitnessAccount]) -> str:
    who = account_by(brief.case, one.fact)
    sensed = _(", {sensed}").format(sensed=one.fact.sensed) if one.fact.sensed else ""
    return _("{who}{sensed} (¶{serial})").format(who=who, sensed=sensed, serial=one.serial)


def _remarks(brief: Brief, one: Standing[WitnessAccount]) -> Iterator[str]:
    if one.fact.when is not None:
        yield _("Given {when}.").format(when=dates.moment_told(one.fact.when, brief.home))
    if one.fact.about:
        yield _("About {entries}.").format(entries=marks(one.fact.about))
    yield WILLING_WORDS[one.fact.willing]
    if files := " ".join(mark for mark, _file in brief.exhibits(one)):
        yield _("Kept with it: {marks}.").format(marks=files)


def _impact(brief: Brief) -> Table:
    """What contacts did to the keeper: only where that was asked for by name."""
    asked = "impact" in brief.choices.include
    rows = tuple(
        (f"¶{one.serial}", dates.moment_told(one.fact.when, brief.home), one.fact.impact)
        for one in (brief.contacts() if asked else ())
        if one.stands and one.fact.impact
    )
    return Table(("¶", _("When"), _("What it did to the keeper")), rows, "")
