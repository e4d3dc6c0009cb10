"""Find short words for a boundary, and look them over. Nothing of it is kept anywhere."""

from typing import Any

import click

from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.cli import output
from recordkeeper.cli.asking import TEXT, ask_text, given_or_asked
from recordkeeper.cli.boundary_rules import ADVOCATE
from recordkeeper.cli.naming import one_of
from recordkeeper.cli.opening import open_ledger, setup_case
from recordkeeper.cli.options import Session, command
from recordkeeper.disclosure import calm_line
from recordkeeper.errors import BadInput
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.drafting import Finding, check, word_count

PARTS = ("refused", "allowed", "reason", "otherwise", "salutation")


@command("draft", help=_("Find short words for it, and look them over. Nothing of it is kept."))
@click.argument("name", metavar="[B1]", required=False)
@click.option("--words", type=TEXT, help=_("Look over this whole message (or @FILE, or - for stdin)."))
@click.option("--not", "refused", type=TEXT, help=_("What is not all right, as you would say it to them."))
@click.option("--ok", "allowed", type=TEXT, help=_("What is all right."))
@click.option("--reason", type=TEXT, help=_("One short sentence, or none."))
@click.option("--otherwise", type=TEXT, help=_("What you will do otherwise, to protect yourself."))
@click.option("--salutation", type=TEXT, help=_("How it begins, such as a name."))
def draft(session: Session, name: str | None, words: str | None, **given: Any) -> None:
    """Put the keeper's own words in order, and quote what may weaken them; never rewrite."""
    if words is not None and any(given[part] is not None for part in PARTS):
        raise BadInput(
            _("--words is the whole message already. Nothing was kept."),
            _("Leave out --words, or leave out the parts of a message."),
        )
    boundary = _boundary(session, name) if name is not None else None
    asked = words is None
    reason = ""
    if words is None:
        given = _parts(session, boundary, given)
        words, reason = _composed(given), given["reason"]
    else:
        words = given_or_asked(session, words, _("The message"), "--words")
    findings = check(words, reason=reason)
    _show(session, words, findings)
    while asked and findings and session.prompts() and not (session.json or session.plain):
        question = _("Other words for the whole message (Enter to leave it)")
        again = ask_text(session, question, "--words", optional=True)
        if not again:
            break
        words = again
        findings = check(words)
        _show(session, words, findings)
    output.note(ADVOCATE)
    output.note(
        _(
            "Nothing of this was kept. When you have sent it: rk boundary stated {name} --how CH --words …"
        ).format(name=(name or "B1").upper())
    )


def _boundary(session: Session, name: str) -> Boundary:
    """The boundary named: read, and the record closed again, before anything is asked."""
    with open_ledger(session, write=False) as ledger:
        case = setup_case(ledger)
    found = case.one(one_of(case, name, Boundary), Boundary)
    assert found is not None  # noqa: S101 - one_of() said so; told to the type checker
    return found.fact


def _parts(session: Session, boundary: Boundary | None, given: dict[str, Any]) -> dict[str, str]:
    """The parts of the message: as given, as the boundary says, or asked for one at a time."""
    if boundary is not None:
        own = {
            "refused": calm_line.refused(boundary),
            "allowed": calm_line.allowed(boundary),
            "reason": boundary.reason or None,
        }
        given = given | {part: words for part, words in own.items() if given[part] is None}
    if given["refused"] is None:
        question = _("What is not all right? As you would say it to them")
        given = given | {"refused": ask_text(session, question, "B1, --not or --words")}
    questions = {
        "allowed": _("What is all right (Enter for nothing)"),
        "reason": _("Why, in one short sentence (Enter to leave it out)"),
        "otherwise": _("What you will do otherwise, to protect yourself (Enter to leave it out)"),
        "salutation": _("How it begins, such as a name (Enter to leave it out)"),
    }
    for part, question in questions.items():
        if given[part] is None:
            given = given | {part: ask_text(session, question, f"--{part}", optional=True)}
    return given


def _composed(parts: dict[str, str]) -> str:
    """The keeper's own words in order: what is not, what is, why, what otherwise."""
    body = " ".join(_ended(parts[part]) for part in PARTS[:-1] if parts[part].strip())
    hello = parts["salutation"].strip()
    if not hello:
        return body
    return f"{hello}\n{body}" if hello.endswith((",", ".", ":", "!")) else f"{hello},\n{body}"


def _ended(text: str) -> str:
    """A part as a sentence that another may follow."""
    part = text.strip()
    return part if part.endswith((".", "!", "?", "…")) else f"{part}."


def _show(session: Session, words: str, findings: tuple[Finding, ...]) -> None:
    count = word_count(words)
    if session.json:
        found = [
            {"kind": one.kind, "quote": one.words, "why": one.why, "start": one.start, "end": one.end}
            for one in findings
        ]
        output.data("boundary.draft", {"text": words, "words": count, "findings": found})
        return
    if session.plain:
        output.rows((one.kind, one.words, one.why) for one in findings)
        return
    output.say(words)
    output.say()
    counted = ngettext("{count} word.", "{count} words.", count).format(count=count)
    nothing = _(" Nothing found. The check goes by lists of words: read it once more yourself.")
    output.say(counted if findings else counted + nothing)
    for one in findings:
        output.say(_("  “{words}”  {why}").format(words=one.words, why=one.why))
