"""A3: what was asked for, in which words, and what shows that it arrived."""

from collections.abc import Iterator

from recordkeeper.audit.notice import Told, repeats, told
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates, wording
from recordkeeper.disclosure.brief import Brief
from recordkeeper.disclosure.disclosed import BoundaryShown, Line, Notice
from recordkeeper.disclosure.proofs import proof_told
from recordkeeper.disclosure.pushback import said_back
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records import telling
from recordkeeper.records.boundaries import Boundary, Statement


def boundaries(brief: Brief) -> tuple[BoundaryShown, ...]:
    """Every boundary that stands, with its rules and notices."""
    return tuple(_shown(brief, one) for one in brief.case.standing(Boundary))


def _shown(brief: Brief, one: Standing[Boundary]) -> BoundaryShown:
    tellings = [
        told(brief.case, statement)
        for statement in brief.case.standing(Statement)
        if statement.fact.boundary == one.serial
    ]
    return BoundaryShown(
        title=_("{name}, recorded {date} (¶{serial})").format(
            name=brief.case.name(one.serial),
            date=telling.date_told(one.recorded_at, brief.home),
            serial=one.serial,
        ),
        rules=tuple(_rules(one.fact)),
        remarks=tuple(_remarks(brief, one, tellings)),
        notices=tuple(_notice(brief, found) for found in tellings),
    )


def _rules(boundary: Boundary) -> Iterator[Line]:
    if boundary.ended:
        yield Line(_("Ended"), _("No rule from the notice of this on."))
    for channel in boundary.allow:
        yield Line(channel, _("allowed"))
    for channel in boundary.emergency:
        yield Line(channel, _("for an emergency only"))
    for channel in boundary.refuse:
        yield Line(channel, _("not allowed"))
    named = boundary.allow or boundary.emergency or boundary.refuse
    rest = _("every other channel") if named else _("every channel")
    if boundary.allow or boundary.emergency or boundary.no_contact:
        yield Line(rest, _("not allowed"))
    elif not boundary.ended:
        yield Line(rest, _("no rule"))
    if boundary.excepted:
        yield Line(_("excepted purposes"), ", ".join(boundary.excepted))


def _remarks(brief: Brief, one: Standing[Boundary], tellings: list[Told]) -> Iterator[str]:
    if one.fact.reason:
        yield _("Reason given: {reason}").format(reason=one.fact.reason)
    if one.fact.since is not None:
        yield _("Held since {when} (the keeper's word).").format(
            when=dates.moment_told(one.fact.since, brief.home)
        )
    if not tellings:
        yield _("Not stated; in force for nobody.")
    found = next((n for n in brief.findings.notices if n.boundary.serial == one.serial), None)
    if found is not None:
        proven = _("proven") if found.proven else _("not proven")
        yield _("In force from {when} ({proven}).").format(
            when=dates.moment_told(found.when, brief.home), proven=proven
        )
    if found is not None and found.first is not None and found is brief.findings.notice:
        yield _(
            "The first statement, {when}, has no proof of arrival. Since it there were {since}; "
            "since the proven one {proven}, which is the number counted here."
        ).format(
            when=dates.moment_told(found.first.when, brief.home),
            since=wording.contacts(brief.findings.since_first or 0),
            proven=wording.contacts(brief.findings.pattern.contacts),
        )
    yield from said_back(brief, one)


def _notice(brief: Brief, found: Told) -> Notice:
    said = found.statement
    to = _(" to {identifier}").format(identifier=said.fact.to) if said.fact.to else ""
    words = _("{name}, {when}, by {channel}{to} (¶{serial})")
    if repeats(brief.case, said):
        words = _("{name}, restated {when}, by {channel}{to} (¶{serial})")
    title = words.format(
        name=brief.case.name(said.serial),
        when=dates.moment_told(said.fact.when, brief.home),
        channel=said.fact.channel,
        to=to,
        serial=said.serial,
    )
    return Notice(title, said.fact.words, tuple(_delivery(brief, found)))


def _delivery(brief: Brief, found: Told) -> Iterator[str]:
    own = proof_told(brief, found.statement)
    if own:
        yield _("Kept with it: {proof}.").format(proof=own)
    for one in found.deliveries:
        proof = proof_told(brief, one)
        yield _("{status} {when} (¶{serial}){proof}.").format(
            status=wording.DELIVERY_WORDS[one.fact.status].capitalize(),
            when=dates.moment_told(one.fact.when, brief.home),
            serial=one.serial,
            proof=_("; proof {proof}").format(proof=proof) if proof else _("; no proof kept"),
        )
    if not found.proven:
        yield _("No proof that it arrived is recorded.")
