"""Go through what was brought in, five contacts at a time, one key for each."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, whole_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.review_keys import (
    ACT_KEYS,
    BACK,
    NOT_THEM,
    PURPOSE_KEYS,
    STOP,
    Said,
    read_keys,
)
from recordkeeper.disclosure import dates
from recordkeeper.disclosure.figures import instant
from recordkeeper.disclosure.lines import way, what
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.settings import REVIEWED, setting
from recordkeeper.records import identity
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.custody import Source, Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.keeping import Setting

AT_ONCE = 5
PER_LINE, CELL = 3, 25
"""Keys in a line, and columns of one: they fit in eighty."""
WORDS = 600
"""Characters of one contact that are shown; `rk show` has the rest."""
NOT_THEM_REASON = _("not them: said at review")


@command(
    "review",
    help=_(
        "Go through what was brought in, five at a time, one key for each: what it was about, what it holds, "
        "or that it was not them. Enter leaves it as it is; you can stop at any time."
    ),
)
@click.option("--source", metavar="N", help=_("Only what this imported file brought."))
@click.option("--from", "from_", metavar="ID", help=_("Only from or to this number, address or name."))
def review(session: Session, source: str | None, from_: str | None) -> None:
    """Show those not yet looked at; each screen of five is one commit, and a screen left early is none."""
    asks = session.prompts() and not (session.json or session.plain)
    if not (asks or session.json or session.plain):
        raise BadInput(
            _("rk review asks for each contact, and nothing may be asked here. Nothing was recorded."),
            _("Without being asked: rk mark N-M --purpose PURPOSE    To see them: rk review --json"),
        )
    with open_ledger(session, write=asks) as ledger:
        case = whole_case(ledger)
        file = one_of(case, source, Source) if source else None
        waiting = unreviewed(case, seen_before(ledger), file, from_ or "")
        if asks:
            _go_through(ledger, case, waiting)
            return
    shown = [_row(one, case.home_zone) for one in waiting[:AT_ONCE]]
    if session.json:
        output.data("review", {"waiting": len(waiting), "next": shown})
    else:
        output.rows(list(row.values()) for row in shown)


def unreviewed(
    case: CaseFile, seen: frozenset[int], source: int | None = None, who: str = ""
) -> list[Standing[Contact]]:
    """The imported contacts that nobody marked, withdrew or left as they are at a review, oldest first.

    Args:
        case: what stands.
        seen: serials of those left as they are.
        source: serial of the file they came with; None for any.
        who: number, address or name of the other side; "" for anyone's.
    """
    waiting = [
        one
        for one in case.standing(Contact)
        if one.fact.source is not None
        and source in {None, one.fact.source.entry}
        and not (one.markings or one.fact.purpose or one.serial in seen)
        and (not who or identity.same(one.fact.identifier, who))
    ]
    return sorted(waiting, key=lambda one: (one.fact.when.at is None, one.fact.when.at or 0, one.serial))


def seen_before(ledger: Ledger) -> frozenset[int]:
    """The serials of contacts that were left as they are at an earlier review."""
    value = setting(ledger, REVIEWED) or ""
    ends = [tuple(map(int, part.split("-"))) for part in value.split()]
    return frozenset(serial for first, *last in ends for serial in range(first, (last or [first])[0] + 1))


def _go_through(ledger: Ledger, case: CaseFile, waiting: Sequence[Standing[Contact]]) -> None:
    if not waiting:
        output.say(_("Nothing that was brought in waits to be looked at."))
        return
    told = ngettext("{count} contact to look at.", "{count} contacts to look at.", len(waiting))
    output.note(told.format(count=len(waiting)))
    _tell_keys()
    done = 0
    while done < len(waiting):
        screen = waiting[done : done + AT_ONCE]
        answers = _ask(screen, case.home_zone)
        if answers is None:
            output.say(
                _("Stopped. Nothing of these {count} was recorded; they come first next time.").format(
                    count=len(screen)
                )
            )
            return
        done += len(screen)
        _record(ledger, screen, answers)
        output.say(_("Saved. {left} to go.").format(left=len(waiting) - done))


def _tell_keys() -> None:
    output.ask(_("For each: a key, then Enter. Enter alone leaves it as it is."))
    for heading, keys in ((_("About"), PURPOSE_KEYS), (_("It holds"), ACT_KEYS)):
        output.ask(f"  {heading}:")
        told = [f"{key} {words}".ljust(CELL) for key, (_token, words) in keys.items()]
        for start in range(0, len(told), PER_LINE):
            output.ask("    " + "".join(told[start : start + PER_LINE]).rstrip())
    output.ask(
        _("  {not_them} not them   {back} back   {stop} stop   ? the keys again").format(
            not_them=NOT_THEM, back=BACK, stop=STOP
        )
    )
    output.ask(_("  Several together are all right: ct is about the children, and holds a threat."))


def _ask(screen: Sequence[Standing[Contact]], home: str) -> list[Said] | None:
    """What is said of each contact of a screen; None if it was left before its end."""
    answers: list[Said] = []
    while True:
        if len(answers) < len(screen):
            one = screen[len(answers)]
            _show(one, len(answers) + 1, len(screen), home)
            typed = _typed(_("Key"))
        elif any(one.anything for one in answers):
            typed = _typed(
                _("Enter saves these {count}, {back} goes back, {stop} stops").format(
                    count=len(screen), back=BACK, stop=STOP
                )
            )
            if not typed:
                return answers
        else:
            return answers
        if typed == STOP:
            return None
        if typed == BACK:
            _back(answers)
        elif typed == "?":
            _tell_keys()
        elif len(answers) < len(screen):
            said = read_keys(typed, outbound=screen[len(answers)].fact.direction == "out")
            if isinstance(said, str):
                output.ask(said)
            else:
                answers.append(said)


def _back(answers: list[Said]) -> None:
    if answers:
        answers.pop()
    else:
        output.ask(_("This is the first of these. What was saved before can be changed: rk mark N"))


def _typed(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False, err=True)
    return answer.strip().lower()


def _show(one: Standing[Contact], number: int, of: int, home: str) -> None:
    output.ask("")
    when = dates.moment_told(one.fact.when, home)
    output.ask(
        _("{number} of {of}   {when}   {way}   #{serial}").format(
            number=number, of=of, when=when, way=way(one.fact), serial=one.serial
        )
    )
    words = what(one.fact)
    if len(words) > WORDS:
        words = _("{words}… the rest: rk show {serial}").format(words=words[:WORDS], serial=one.serial)
    for line in words.splitlines():
        output.ask(f"  {line}")


def _record(ledger: Ledger, screen: Sequence[Standing[Contact]], answers: Sequence[Said]) -> None:
    """One commit: a marking for all that were said the same of, withdrawals, and what was left as it is."""
    alike: dict[Said, list[int]] = {}
    for one, said in zip(screen, answers, strict=True):
        alike.setdefault(said, []).append(one.serial)
    facts: list[Fact] = []
    for said, serials in alike.items():
        if said.not_them:
            facts += [Withdrawal(target=ledger.target(one), reason=NOT_THEM_REASON) for one in serials]
        elif said.anything:
            facts.append(Marking(entries=_ranges(serials), purpose=said.purpose, acts=said.acts))
        else:
            ranges = _ranges(seen_before(ledger) | set(serials))
            value = " ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in ranges)
            facts.append(Setting(name=REVIEWED, value=value))
    for fact, written in zip(facts, ledger.append(facts), strict=True):
        if isinstance(fact, Withdrawal):
            words = _("#{serial} is withdrawn. To let it stand again: rk retract {by} --reason TEXT")
            output.note(words.format(serial=fact.target.serial, by=written.serial))


def _ranges(serials: Iterable[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for serial in sorted(serials):
        if ranges and serial == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], serial)
        else:
            ranges.append((serial, serial))
    return tuple(ranges)


def _row(one: Standing[Contact], home: str) -> dict[str, Any]:
    fact = one.fact
    return {
        "serial": one.serial,
        "at": instant(fact.when.at, fact.when.zone or home),
        "zone": fact.when.zone or home,
        "direction": fact.direction,
        "channel": fact.channel,
        "medium": fact.medium or None,
        "identifier": fact.identifier or None,
        "words": fact.words,
        "flags": list(fact.flags),
    }
