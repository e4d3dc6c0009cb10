"""The one place where a case becomes what leaves: `Disclosed`, without its withheld parts."""

from collections.abc import Iterator
from typing import Any

from recordkeeper import zones
from recordkeeper.audit.findings import Findings
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import boundaries, clocks, custody, follow, people, sources, taken, wording
from recordkeeper.disclosure.brief import Brief, Choices, brief
from recordkeeper.disclosure.chronology import before_notice, chronology, schedule
from recordkeeper.disclosure.coverage import covers
from recordkeeper.disclosure.disclosed import Disclosed, Line
from recordkeeper.disclosure.figures import audit_figures
from recordkeeper.disclosure.summary import summary
from recordkeeper.disclosure.timeline import row
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records import telling
from recordkeeper.records.people import Person


def disclose(case: CaseFile, findings: Findings, choices: Choices) -> Disclosed:
    """What leaves, for the profile chosen.

    Args:
        case: what stands.
        findings: of the same case; ``as_of`` is the date the document is prepared.
        choices: for whom, and what is asked for by name.

    Raises:
        BadInput: a court document would hold probable doubles not yet told apart.
    """
    _settled(findings, choices)
    read = brief(case, findings, choices)
    parties = _parties(case, choices)
    own, own_sum = follow.own_contacts(read)
    prepared = telling.date_told(findings.as_of, case.home_zone)
    return Disclosed(
        profile=choices.profile,
        title=case.matter.title or wording.REPORT_TITLE,
        keeper=parties[0],
        other=parties[1],
        prepared=prepared,
        prepared_on=zones.local_date(findings.as_of, case.home_zone).isoformat(),
        prepared_at=_day(read),
        covers=covers(read),
        summary=summary(read, parties, prepared),
        people=people.people(read),
        identifiers=people.identifiers(read),
        boundaries=boundaries.boundaries(read),
        before_notice=before_notice(read),
        chronology=chronology(read),
        follow_through=follow.follow_through(read),
        follow_through_sum=wording.follow_through_sum(findings) if choices.consequences == "whole" else "",
        own=own,
        own_sum=own_sum,
        taken=taken.taken(read),
        changes=tuple(custody.changes(read)),
        markings=custody.markings(read),
        late=custody.late(read),
        clock=clocks.table(read),
        sources=tuple(sources.sources(read)),
        method=wording.METHOD,
        definitions=tuple(Line(head, wording.defined(name)) for name, head in wording.HEADS.items()),
        declaration=wording.DECLARATIONS[choices.declaration],
        integrity=custody.integrity(read),
        schedule=tuple(schedule(read)),
        entries=tuple(_entries(read)),
        figures=_figures(read),
    )


def _day(read: Brief) -> int:
    """The start of the day it is prepared: printed twice that day, a document is the same document."""
    today = zones.local_date(read.findings.as_of, read.home)
    return zones.day(today, read.home)[0]


def _entries(read: Brief) -> Iterator[dict[str, Any]]:
    for one in read.case.all.values():
        if not custody.hidden(read, one):
            asked = {name: value for name, value in read.asked_for(one.fact) if value}
            yield row(read.case, read.findings, one, read.directory, held=read.held) | asked


def _settled(findings: Findings, choices: Choices) -> None:
    if choices.profile != "court":
        return
    if findings.count.doubles:
        double = findings.count.doubles[0]
        names = " ".join(map(str, (double.typed, *double.imported)))
        raise BadInput(
            _("{count} typed entries are probably also in an imported file. Nothing was written.").format(
                count=len(findings.count.doubles)
            ),
            _("Say which: rk same {names}    or, if they are not: rk same --apart {names}").format(
                names=names
            ),
        )
    if twice := findings.count.corroborated:
        raise BadInput(
            _("{count} contacts are probably told by two imported files. Nothing was written.").format(
                count=len(twice)
            ),
            _(
                "One by one: rk same {names}    or, if they are not: rk same --apart {names}\n"
                "All of them at once: rk same --proposed"
            ).format(names=" ".join(map(str, twice[0]))),
        )


def _parties(case: CaseFile, choices: Choices) -> tuple[str, str]:
    keeper = choices.keeper or wording.KEEPER
    respondent = next((one.fact.name for one in case.standing(Person) if one.fact.role == "respondent"), "")
    role = choices.other or wording.OTHER
    return keeper, f"{respondent} ({role})" if respondent else role


def _figures(read: Brief) -> dict[str, object]:
    figures = audit_figures(read.case, read.findings)
    figures["as_of"] = zones.rfc3339(_day(read), read.home)
    if read.choices.consequences == "none":
        figures.pop("consequences")
    return figures
