"""Record a contact as it happens, the last one again, or one from before the boundary."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_choice, ask_text
from recordkeeper.cli.at_trigger import answer_given, at_trigger, trigger_options
from recordkeeper.cli.channels import CHANNEL_HELP, check_channel, check_medium, check_token, check_tokens
from recordkeeper.cli.files import check_files
from recordkeeper.cli.happening import happening_options, told_of
from recordkeeper.cli.how_recorded import brought, recording_option, say_of_recording
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.cli.recording import record, saved
from recordkeeper.errors import BadInput
from recordkeeper.ledger.casefile import CaseFile
from recordkeeper.records.contacts import Contact
from recordkeeper.records.people import Person
from recordkeeper.records.vocabulary import CHANNELS, Act, Proximity, Purpose, Pushback, Tristate

AT_ONCE = 60
"""Seconds within which nobody needs to be told how late an entry is."""
URGENT_ACTS = {"violence", "weapon"}


@command(
    "log",
    help=_(
        "Record a contact as it happens. Asks for anything you leave out.\n\n"
        "rk log again: once more what you recorded last, by the same way and from the same number.\n\n"
        "rk log before [CHANNEL]: something from before the boundary. A day is enough. It is kept apart, "
        "and not counted.\n\n"
    )
    + CHANNEL_HELP,
)
@click.argument("how", nargs=-1, metavar="[again | before] [CHANNEL]")
@click.option("--medium", help=_("Within the channel: missed, voicemail, sms, comment …"))
@click.option("--from", "sender", metavar="ID|withheld", help=_("Number or name as displayed."))
@click.option("--to", "person", metavar="P3", help=_("Who it was aimed at, when not you."))
@click.option("--via", metavar="P2", help=_("Who acted for them."))
@happening_options
@click.option("--words", type=TEXT, help=_("Exact words (or @FILE, or - for stdin)."))
@click.option("--facts", type=TEXT, help=_("What happened."))
@click.option("--impact", type=TEXT, help=_("What it did to you. Private."))
@click.option("--duration", type=click.IntRange(0), metavar="SECONDS", help=_("Of a call."))
@click.option("--count", type=click.IntRange(1, 100_000), help=_("How many there were."))
@click.option("--purpose", help=_("children, court, property, emergency, boundary, other, mixed."))
@click.option("--pushback", multiple=True, help=_("asked-why, blamed, denied-being-told, promised …"))
@click.option("--act", "acts", multiple=True, help=_("threat, property, weapon, violence, surveillance …"))
@click.option("--proximity", help=_("remote, left-item, nearby, approach, follow, touch."))
@click.option("--location", type=TEXT, help=_("Where. Private."))
@click.option("--children-present", help=_("yes, no, unknown. Private."))
@click.option("--witness", "witnesses", multiple=True, metavar="P2", help=_("Who saw or heard it."))
@click.option("--police", help=_("Did police come: yes, no, unknown."))
@click.option("--answered/--not-answered", default=None, help=_("Did you answer."))
@click.option("--attach", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE")
@recording_option
@trigger_options
def log(session: Session, how: tuple[str, ...], files: tuple[Path, ...], **given: Any) -> None:
    """Ask for what is left out, keep the files, then the entry, and say where it stands."""
    check_files(files)
    manner, channel = _manner(how)
    with open_ledger(session, write=True) as ledger:
        case = setup_case(ledger)
        answer = answer_given(session, given, case.home_zone)
        if manner == "again":
            from recordkeeper.cli.again import again

            channel, given = again(ledger, given)
        elif manner == "before":
            from recordkeeper.cli.again import WHEN_BEFORE

            given["when"] = given["when"] or ask_text(session, WHEN_BEFORE, "--when")
        channel = channel or check_channel(_ask_channel(session))
        words, facts = _words(session, channel, given)
        contact = _contact(session, case, channel, given | {"words": words, "facts": facts})
        remark = _of_earlier(case, contact) if manner == "before" else ""
        contact = contact.having(**brought(session, ledger, files, given["recording"]))
        written = record(ledger, [contact], note=given["note"])[0]
        saved(session, "log", written, message=remark or _recorded_after(contact, written.recorded_at))
        say_of_recording(contact, written.serial)
        urgent = bool(URGENT_ACTS & set(contact.acts)) or contact.proximity == "follow"
        _advise(session, written.serial, urgent=urgent)
        at_trigger(session, ledger, written.serial, answer, asks=not urgent)


def _of_earlier(case: CaseFile, contact: Contact) -> str:
    from recordkeeper.cli.again import said_of_earlier  # what is seldom needed is not loaded each time

    return said_of_earlier(case, contact)


def _advise(session: Session, serial: int, *, urgent: bool) -> None:
    if urgent:
        output.note(_("If you are not safe now, call your emergency number. Writing can wait."))
    elif not session.json:
        output.note(
            _("To correct it: rk amend {serial}    To add a file: rk attach {serial} FILE").format(
                serial=serial
            )
        )


def _manner(how: tuple[str, ...]) -> tuple[str, str | None]:
    """Which of the three ways to log was typed, and the channel if it was.

    Raises:
        BadInput: there is a word too many, or the channel is none.
    """
    words = list(how)
    manner = words.pop(0) if words and words[0] in {"again", "before"} else ""
    channel = check_channel(words.pop(0)) if words and manner != "again" else None
    if words:
        raise BadInput(
            _("{word} is one word too many. Nothing was recorded.").format(word=words[0]),
            _("rk log CHANNEL    rk log again    rk log before CHANNEL    What was written: --words"),
        )
    return manner, channel


def _ask_channel(session: Session) -> str:
    return ask_choice(session, _("How did it reach you?"), [(one, one) for one in CHANNELS], "CHANNEL")


def _words(session: Session, channel: str, given: Mapping[str, Any]) -> tuple[str | None, str]:
    """The words and the facts: one of them at least, asked for if neither was given."""
    words, facts = given["words"], given["facts"]
    if any(text is not None and not text.strip() for text in (words, facts)):
        raise BadInput(
            _("The text is empty. Nothing was recorded."),
            _("Write the words after --words or --facts, or leave both out to be asked."),
        )
    if words is None and facts is None:
        # A missed call, a gift or a visit is told by its channel and its time; a message by its words.
        optional = channel not in {"text", "email", "social"}
        question = _("What happened? Exact words in quotes")
        question += _(" (Enter to leave it out)") if optional else ""
        facts = ask_text(session, question, "--facts", optional=optional)
    return words, facts or ""


def _contact(session: Session, case: CaseFile, channel: str, given: Mapping[str, Any]) -> Contact:
    told = told_of(session, given, home=case.home_zone, question=_("When?"))
    sender = given["sender"] or ""
    withheld = sender.casefold() == "withheld"
    return Contact(
        direction="in",
        channel=channel,
        medium=check_medium(channel, given["medium"]),
        **told,
        identifier="" if withheld else sender,
        withheld=withheld,
        aimed_at=one_of(case, given["person"], Person) if given["person"] else None,
        via=one_of(case, given["via"], Person) if given["via"] else None,
        words=given["words"],
        facts=given["facts"],
        impact=given["impact"] or "",
        duration=given["duration"],
        count=given["count"],
        purpose=check_token("--purpose", given["purpose"], Purpose),
        pushback=check_tokens("--pushback", given["pushback"], Pushback),
        acts=check_tokens("--act", given["acts"], Act),
        proximity=check_token("--proximity", given["proximity"], Proximity),
        location=given["location"] or "",
        children_present=check_token("--children-present", given["children_present"], Tristate),
        witnesses=tuple(one_of(case, name, Person) for name in given["witnesses"]),
        police_came=check_token("--police", given["police"], Tristate),
        answered=given["answered"],
    )


def _recorded_after(contact: Contact, recorded_at: int) -> str:
    if contact.when.until is None:
        return ""
    from recordkeeper.records import telling

    seconds = (recorded_at - contact.when.until) // 1000
    if seconds < AT_ONCE:
        return ""
    return _("Recorded {span} after it happened.").format(span=telling.span(seconds))
