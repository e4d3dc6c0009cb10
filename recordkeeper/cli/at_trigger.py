"""When a contact meets what a consequence waits for: said, and asked with equal weight, after it is saved."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import click

from recordkeeper import clock
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice, ask_text, missing
from recordkeeper.cli.channels import check_token
from recordkeeper.cli.opening import setup_case
from recordkeeper.cli.options import Session
from recordkeeper.cli.recording import record
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.consequences import Consequence, ConsequenceStep
from recordkeeper.records.contacts import Contact, Marking, Same
from recordkeeper.records.custody import Source
from recordkeeper.records.moment import Moment
from recordkeeper.records.vocabulary import ReasonClass, tokens

if TYPE_CHECKING:
    from recordkeeper.audit.follow_through import FollowThrough

# Where nothing was announced, and that is most records, a contact is logged without loading what judges one.
C = TypeVar("C", bound=Callable[..., Any])
OnTrigger = Literal["due", "later", "not-this", "decide-not"]
ANSWERS: tuple[tuple[OnTrigger, str], ...] = (
    ("due", _("yes: it waits for you in rk due")),
    ("later", _("yes, but later")),
    ("not-this", _("not this contact")),
    ("decide-not", _("I decide not to")),
)


class Answer(NamedTuple):
    """What the options said, before anything is saved: None is asked for, where somebody can be asked."""

    what: OnTrigger | None = None
    until: Moment | None = None
    why: ReasonClass | None = None


def trigger_options(command: C) -> C:
    """Give a command that records contacts the options that answer the question."""
    for option in reversed(
        (
            click.option(
                "--on-trigger",
                metavar="ANSWER",
                help=_("If it meets what a consequence waits for: ") + ", ".join(tokens(OnTrigger)) + ".",
            ),
            click.option("--defer-until", metavar="WHEN", help=_("With --on-trigger later: until when.")),
            click.option(
                "--why-not",
                metavar="REASON",
                help=_("With --on-trigger decide-not: ") + ", ".join(tokens(ReasonClass)) + ".",
            ),
        )
    ):
        command = option(command)
    return command


def answer_given(session: Session, given: dict[str, Any], home: str) -> Answer:
    """What the options said, checked before the entry is saved.

    Raises:
        BadInput: one is not understood; or one that the answer needs is missing, and nobody can be asked.
    """
    what: OnTrigger | None = check_token("--on-trigger", given["on_trigger"], OnTrigger)
    why: ReasonClass | None = check_token("--why-not", given["why_not"], ReasonClass)
    until = _until(session, given["defer_until"], home)
    for option, value, needed, words in (
        ("--defer-until", until, what == "later", _("The time to move it to")),
        ("--why-not", why, what == "decide-not", _("The reason")),
    ):
        if needed and value is None and not session.prompts():
            raise missing(option, words)
        if value is not None and not needed:
            raise BadInput(
                _("{option} needs its --on-trigger. Nothing was recorded.").format(option=option),
                _("Add --on-trigger later or decide-not, or leave {option} out.").format(option=option),
            )
    return Answer(what, until, why)


def _until(session: Session, typed: str | None, home: str) -> Moment | None:
    if typed is None:
        return None
    from recordkeeper.cli.consequence_steps import read_deadline

    return read_deadline(session, typed, home=home)


def at_trigger(session: Session, ledger: Ledger, since: int, answer: Answer, *, asks: bool = True) -> None:
    """Say which consequences are due by what was just saved, and do about each what is answered.

    Args:
        session: the options of this run.
        ledger: the open record.
        since: the first serial that was just saved.
        answer: what the options said.
        asks: False where a question would be out of place.
    """
    case = setup_case(ledger, ConsequenceStep)
    if not case.standing(Consequence):
        return
    from recordkeeper.cli.carrying_out import open_consequences

    if not open_consequences(case):
        return  # only where something waits for a contact are all of them read
    for one in _met_since(ledger, since):
        output.note(_said(one, case.home_zone))
        what = answer.what
        if what is None and asks and session.prompts():
            chosen: Any = ask_choice(session, _("Is this what you meant?"), ANSWERS, "--on-trigger")
            what = chosen
        _do(session, ledger, case, one, answer._replace(what=what))


def _met_since(ledger: Ledger, since: int) -> "list[FollowThrough]":
    """What is due by a contact of a serial from ``since`` on."""
    from recordkeeper.audit.findings import audit as judge

    case = setup_case(ledger, ConsequenceStep, Contact, Marking, Same, Source)
    found = judge(case, as_of=clock.now()).due
    return [one for one in found if one.due_now and one.triggered_by and one.triggered_by[-1] >= since]


def _said(one: "FollowThrough", home: str) -> str:
    from recordkeeper.disclosure import dates

    words = _("due {date}") if one.state == "due" else _("not yet carried out, waiting since {date}")
    return _("#{serial} is what {name} waits for: {action} ({due}).").format(
        serial=one.triggered_by[-1],
        name=one.name,
        action=one.consequence.fact.action,
        due=words.format(date=dates.deadline_told(one.due_at or 0, home)),
    )


def _do(session: Session, ledger: Ledger, case: CaseFile, one: "FollowThrough", answer: Answer) -> None:
    from recordkeeper.cli.consequence_steps import ask_why_not, decided_against, deferred

    which = one.consequence.serial
    if answer.what == "later":
        step = deferred(case, which, answer.until or _ask_until(session, case))
        _saved(ledger, step, _("{name} is moved").format(name=one.name))
    elif answer.what == "decide-not":
        step = decided_against(case, which, answer.why or ask_why_not(session))
        _saved(ledger, step, _("{name} is decided against").format(name=one.name))
    elif answer.what == "not-this":
        output.note(_not_this(one))
    else:
        output.note(_("When it is done: rk consequence done {name}").format(name=one.name))


def _saved(ledger: Ledger, step: ConsequenceStep, words: str) -> None:
    written = record(ledger, [step])[0]
    output.note(_("{words}: saved as #{name}.").format(words=words, name=written.name))


def _not_this(one: "FollowThrough") -> str:
    """The facts that would leave a contact uncounted: a wish alone is no fact."""
    return _(
        "{name} waits until one of these is so:\n"
        "  it was about something you except:  rk mark {serial} --purpose PURPOSE\n"
        "  it only answered what you said:     rk mark {serial} --answers S1\n"
        "  it was not them:                    rk retract {serial} --reason TEXT\n"
        "  you announced something else:       rk amend {name} --trigger nth:3 --reason TEXT"
    ).format(name=one.name, serial=one.triggered_by[-1])


def _ask_until(session: Session, case: CaseFile) -> Moment:
    from recordkeeper.cli.consequence_steps import read_deadline

    while True:
        try:
            typed = ask_text(session, _("Until when?"), "--defer-until")
            return read_deadline(session, typed, home=case.home_zone)
        except BadInput:
            # What was logged is saved: the usual "nothing was recorded" would be untrue here.
            output.ask(_("Write a day or a time to come, as in: 17 Apr 2026, in 14 days."))
