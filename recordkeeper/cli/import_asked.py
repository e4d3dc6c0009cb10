"""What must be said before an export can be brought in, asked once it is known what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

import click

from recordkeeper import clock, zones
from recordkeeper.audit.notice import notices
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice, ask_text, confirm, missing
from recordkeeper.cli.columns import parsed
from recordkeeper.cli.import_shown import MOST_SENDERS, show, theirs_in, unsaid_senders
from recordkeeper.cli.opening import setup_case
from recordkeeper.cli.options import Session
from recordkeeper.cli.progress import Progress
from recordkeeper.errors import BadInput, Unsaid
from recordkeeper.intake.export import Export
from recordkeeper.intake.preview import Preview, preview
from recordkeeper.intake.sorting import Choices
from recordkeeper.intake.tally import Sender
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records import identity, telling
from recordkeeper.records.custody import Source
from recordkeeper.records.moment import Moment
from recordkeeper.records.people import Identifier, Person

BEFORE_NOTICE = timedelta(days=7)
"""How much from before the notice is offered: enough to see what it answered."""
HowMuch = Literal["everything", "since", "nothing"]
_ASKED = frozenset({"--date-order", "--map"})
"""What importers must be told and the keeper can be asked; any other was mistyped, and that is said."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One run of the command, as far as its questions depend on it.

    Attributes:
        session: the options of every command.
        ledger: the open record.
        case: without its contacts.
        yes: everything is agreed to as the options say; only what cannot be left out is asked.
        noted: what such exports leave out, as far as this run has told it already.
        answered: what was said of the exports of each format. Who somebody is was answered of one app's
            names: in another app these may be other people.
    """

    session: Session
    ledger: Ledger
    case: CaseFile
    yes: bool
    noted: set[str] = field(default_factory=set)
    answered: dict[str, Choices] = field(default_factory=dict)

    def require_identity(self, choices: Choices) -> None:
        """Whose messages are meant must be known or said: it is never guessed from the file.

        Raises:
            BadInput: no number of the other person is known, none was given, and nothing may be asked.
        """
        if not (_known(self.case) or choices.them or choices.everyone or self.session.prompts()):
            raise missing(
                "--them or --everyone", _("The other person's number or name, as the phone shows it")
            )

    def settled(self, export: Export, choices: Choices) -> Preview:
        """The preview, once all that had to be said was said.

        Raises:
            Unsaid, BadInput: something must be said, and nothing may be asked.
            ImportRefused: this is not such a file.
        """
        seen = self.looked(export, choices)
        if (them := tuple(_as_numbered(one, seen) for one in choices.them)) != choices.them:
            seen = self.looked(export, replace(choices, them=them))
        named = bool(choices.them) or _known(self.case) or any(one.them for one in self.answered.values())
        if not self.session.prompts() or (self.yes and named):
            return seen
        if not (choices.everyone or theirs_in(seen)):
            seen = self._with_them(export, seen, optional=named)
        if unsaid := [one for one in unsaid_senders(seen) if _may_be_asked(one, seen)]:
            question = _("Which is you? A number; Enter if none of them is, or you are not sure")
            if mine := _ask_who(export.name, unsaid, question):
                seen = self.looked(export, replace(seen.choices, me=(*seen.choices.me, *mine)))
        return seen

    def looked(self, export: Export, choices: Choices) -> Preview:
        """A preview; what an importer must be told first is asked.

        Raises:
            Unsaid: it must be told, and nothing may be asked.
        """
        while True:
            try:
                with Progress(self.session, export.name) as progress:
                    return preview(self.ledger, export, choices, on_progress=progress)
            except Unsaid as error:
                if not (self.session.prompts() and error.option in _ASKED):
                    raise
                output.ask(_("In {name}:").format(name=export.name))
                choices = self._told(export, choices, error)

    def how_much(self, export: Export, seen: Preview) -> Preview | None:
        """What is to be brought in of it: as it was shown, less of it, or nothing (None).

        Raises:
            BadInput: --yes was not given, and nothing may be asked.
        """
        since = None if self.yes or seen.choices.since is not None else before_notice(self.case, seen)
        if since is None:
            question = (
                _("Bring it in?") if seen.imported else _("It has nothing new. Keep the file all the same?")
            )
            agreed = confirm(self.session, question, yes=self.yes, default=bool(seen.imported))
            return seen if agreed else None
        chosen: Any = ask_choice(self.session, _("Bring it in?"), _ways(seen, since), "--yes")
        how: HowMuch = chosen
        if how != "since":
            return seen if how == "everything" else None
        less = self.looked(export, replace(seen.choices, since=_start_of(self.case, since)))
        output.note(
            _("  {imported} become entries; {early} earlier ones are left in the phone.").format(
                imported=less.imported, early=less.early
            )
        )
        return less

    def _with_them(self, export: Export, seen: Preview, *, optional: bool) -> Preview:
        """Ask who in it is the other person; where they are known otherwise, nobody in it may be."""
        people = [one for one in seen.senders if one.identifier and not one.group]
        if not people:
            return seen
        if optional:
            output.ask(_("Nobody in {name} is known to be the other person yet.").format(name=export.name))
            question = _("Which of these is the other person? A number; Enter if none of them is")
        else:
            question = _("Which of these is the other person? A number")
        them = _ask_who(export.name, people, question, optional=optional)
        if not them:
            return seen
        return self.looked(export, replace(seen.choices, them=(*seen.choices.them, *them)))

    def _told(self, export: Export, choices: Choices, error: Unsaid) -> Choices:
        """The choices with what an importer must be told: one of several, or how a table is to be read."""
        output.ask(error.message)
        said: Any
        if error.choices:
            before = self._orders_said(export.importer.name)
            again = _("{words}  (as you said before)")
            listed = [
                (token, again.format(words=words) if token in before else words)
                for token, words in error.choices.items()
            ]
            said = ask_choice(self.session, _("Which is it?"), listed, error.option)
        else:
            said = self._columns(error.option)
        output.ask("")
        if error.option == "--date-order":
            return replace(choices, date_order=said)
        return replace(choices, columns={**choices.columns, **parsed(said)})

    def _orders_said(self, format_name: str) -> set[str]:
        """How dates of that format were said to be written: another answer would bring all in again."""
        files = setup_case(self.ledger, Source).standing(Source)
        return {one.fact.date_order for one in files if one.fact.importer == format_name}

    def _columns(self, option: str) -> str:
        question = _("Which column holds what? As in the example, with commas between")
        while True:
            typed = ask_text(self.session, question, option).strip().removeprefix(option)
            try:
                parsed(typed)
            except BadInput as error:
                output.ask(f"{error.message}\n{error.advice}")
            else:
                return typed


def _ask_who(name: str, people: Sequence[Sender], question: str, *, optional: bool = True) -> tuple[str, ...]:
    """Ask which of the people in an export somebody is: by number, several with spaces, or by name.

    Returns:
        Their identifiers as displayed; empty only when ``optional``.
    """
    output.ask(_("In {name}:").format(name=name))
    for number, one in enumerate(people[:MOST_SENDERS], 1):
        shown = f" ({one.shown_name})" if one.shown_name and one.shown_name != one.identifier else ""
        count = one.received + one.sent
        told = ngettext("{count} message or call", "{count} messages or calls", count).format(count=count)
        output.ask(f"  {number:>2}  {one.identifier}{shown}  {told}")
    if len(people) > MOST_SENDERS:
        output.ask(
            _("  and {count} more: type the number or name as it stands there").format(
                count=len(people) - MOST_SENDERS
            )
        )
    while True:
        answer: str = click.prompt(question, default="", show_default=False, err=True)
        named = _named(answer, people)
        if named or (optional and not answer.strip()):
            output.ask("")
            return named
        output.ask(_("Please type a number of the list, or a name just as it stands there."))


def _may_be_asked(one: Sender, seen: Preview) -> bool:
    """Whether the keeper can say that this is them: not of nobody, and not of a name said to be theirs."""
    return bool(one.identifier) and not any(
        identity.same(one.identifier, own) for own in seen.ground.parties.me
    )


def _as_numbered(said: str, seen: Preview) -> str:
    """Whom the keeper said by the name that the app shows, by what the app knows them by.

    Only where exactly one of those in the export is shown by that very name, and none is known by it.
    """
    if any(identity.same(one.identifier, said) for one in seen.senders):
        return said
    shown = [one.identifier for one in seen.senders if one.identifier and one.shown_name == said]
    return shown[0] if len(shown) == 1 else said


def _named(answer: str, people: Sequence[Sender]) -> tuple[str, ...]:
    listed = min(len(people), MOST_SENDERS)
    numbers = answer.replace(",", " ").split()
    if numbers and all(one.isdecimal() and 1 <= int(one[:9]) <= listed for one in numbers):
        return tuple(dict.fromkeys(people[int(one) - 1].identifier for one in numbers))
    if exact := tuple(one.identifier for one in people if identity.same(one.identifier, answer)):
        return exact[:1]
    shown = tuple(one.identifier for one in people if one.shown_name and one.shown_name == answer)
    return shown if len(shown) == 1 else ()


def _known(case: CaseFile) -> bool:
    """Whether anything is recorded by which the other person, or who acts for them, would be recognised."""
    theirs = {one.serial for one in case.standing(Person) if one.fact.role in {"respondent", "proxy"}}
    return any(one.fact.person in theirs for one in case.standing(Identifier) if not one.fact.keeper)


def before_notice(case: CaseFile, seen: Preview) -> date | None:
    """The day a week before the first notice; None where that would leave out nothing, or everything."""
    found = notices(case)
    at = found[0].when.at if found else None
    if at is None:
        return None
    day = zones.local_date(at, case.home_zone) - BEFORE_NOTICE
    return day if 0 < _earlier(seen, day) < seen.imported else None


def _earlier(seen: Preview, day: date) -> int:
    return sum(count for one, count in seen.days.items() if one < day)


def _ways(seen: Preview, since: date) -> list[tuple[str, str]]:
    less = _("only since {day}, 7 days before your notice: about {count} earlier ones stay in the phone")
    return [
        ("everything", _("everything")),
        ("since", less.format(day=telling.date_words(since), count=_earlier(seen, since))),
        ("nothing", _("nothing")),
    ]


def _start_of(case: CaseFile, day: date) -> Moment:
    from recordkeeper.records.when import read

    return read(day.isoformat(), now=clock.now(), zone=case.home_zone)


def show_settled(asking: Asking, export: Export, choices: Choices) -> Preview:
    """Ask what must be said, then show what is in it."""
    seen = asking.settled(export, choices)
    if not asking.session.json:
        general = () if seen.completeness in asking.noted else (seen.completeness,)
        show(seen, asking.case.home_zone, *seen.notes, *general)
        asking.noted.add(seen.completeness)
    return seen
