"""A step that carries out what was announced: said with the step, and recorded in the same commit."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice
from recordkeeper.cli.consequence_steps import still_open
from recordkeeper.cli.options import Session
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.ledger.ledger import Writer
from recordkeeper.records.consequences import Consequence, ConsequenceStep, Measure, ReportMade
from recordkeeper.records.fact import Fact

C = TypeVar("C", bound=Callable[..., Any])
NONE = "none"


def carries_out_option(command: C) -> C:
    """Give a command that records a step --carries-out."""
    return click.option(
        "--carries-out", metavar="C1|none", help=_("What you announced and hereby did; none, if nothing.")
    )(command)


def carried_out(session: Session, case: CaseFile, given: str | None) -> int | None:
    """The serial of the consequence that a step carries out; asked for where one is open.

    Args:
        session: the options of this run.
        case: with its consequences and their steps.
        given: what --carries-out said.

    Raises:
        BadInput: it was carried out already, or is no consequence. NotFound: there is none of that name.
    """
    if given is None and session.prompts() and (waiting := open_consequences(case)):
        choices = [(NONE, _("no"))]
        choices += [(_name(case, one).lower(), f"{_name(case, one)}  {one.fact.action}") for one in waiting]
        given = ask_choice(session, _("Does it carry out what you announced?"), choices, "--carries-out")
    return None if given is None or given.casefold() == NONE else still_open(case, given)


def with_step(
    writer: Writer, fact: Measure | ReportMade, which: int | None, proof: tuple[int, ...] = ()
) -> Iterator[Fact]:
    """The fact and, where it carries something out, the step that says so, of the same moment.

    A file brought with the fact shows that it was done; the keeper's word for it alone does not.
    """
    serial = writer.next_serial()
    yield fact
    if which is not None:
        own = (serial,) if fact.files else ()
        yield ConsequenceStep(
            consequence=which,
            step="done",
            when=fact.when,
            noted_at=fact.noted_at,
            noted_on=fact.noted_on,
            facts=fact.facts,
            outcome=fact.outcome if isinstance(fact, ReportMade) else "",
            proof_entries=(*own, *proof),
        )


def say_of_open(session: Session, case: CaseFile, given: str | None, which: int | None) -> None:
    """Say what was carried out; or, where nobody was asked, how to say it later."""
    if which is not None:
        output.note(_("{name} is carried out.").format(name=case.name(which)))
    elif given is None and not session.prompts():
        for one in open_consequences(case):
            name = _name(case, one)
            output.note(
                _("If it carries out {name} ({action}): rk consequence done {name}").format(
                    name=name, action=one.fact.action
                )
            )


def open_consequences(case: CaseFile) -> list[Standing[Consequence]]:
    """What was announced and neither carried out nor, as its last step, decided against."""
    last: dict[int, str] = {}
    for one in case.standing(ConsequenceStep):
        if last.get(one.fact.consequence) != "done":
            last[one.fact.consequence] = one.fact.step
    return [one for one in case.standing(Consequence) if last.get(one.serial) in {None, "deferred"}]


def _name(case: CaseFile, one: Standing[Consequence]) -> str:
    return case.name(one.serial)
