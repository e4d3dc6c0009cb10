"""A9 and A12: what was changed and why, and how to check."""

from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure import dates, proof_words, witnesses, wording
from recordkeeper.disclosure.brief import Brief, marks
from recordkeeper.disclosure.chronology import late as late_entries
from recordkeeper.disclosure.disclosed import Change, Integrity, Line, Table
from recordkeeper.disclosure.exhibits import HELD, bringing_files, marked
from recordkeeper.disclosure.lines import entry_line, ranges
from recordkeeper.disclosure.people import COURT_ROLES
from recordkeeper.disclosure.timeline import person_shown
from recordkeeper.ledger.casefile import Standing, brought_by
from recordkeeper.ledger.correcting import Change as Corrected
from recordkeeper.ledger.heads import base32, head_text
from recordkeeper.records import telling
from recordkeeper.records.contacts import Contact, Marking
from recordkeeper.records.custody import Attachment, Erasure, Restored, Source, Withdrawal
from recordkeeper.records.fact import Fact
from recordkeeper.records.people import Identifier, Person, WitnessAccount


def hidden(brief: Brief, one: Standing[Fact]) -> bool:
    """Whether an entry as a whole stays out of the document."""
    if brief.choices.consequences == "none" and one.fact.kind in {"consequence", "consequence-step"}:
        return True
    contact = brief.case.one(one.serial, Contact)
    if contact is not None:
        return not brief.shows(contact)
    if isinstance(one.fact, Attachment):
        to = brief.case.all.get(one.fact.to)
        return (one.fact.recording == HELD and not brief.held) or (to is not None and hidden(brief, to))
    if brief.choices.profile != "court":
        return False
    if isinstance(one.fact, Person):
        return one.fact.role not in COURT_ROLES
    if isinstance(one.fact, Identifier | WitnessAccount) and one.fact.person:
        person = brief.case.one(one.fact.person, Person)
        return person is None or person.fact.role not in COURT_ROLES
    return False


def changes(brief: Brief) -> Iterator[Change]:
    """A9: corrections and withdrawals of what is shown, and every erasure; a private field's are not."""
    yield from (_erased(brief, erasure) for erasure in brief.case.of(Erasure))
    for one in brief.case.all.values():
        if hidden(brief, one):
            continue
        yield from (_corrected(brief, one, change) for change in one.changes if not _kept_back(brief, change))
        # What was withdrawn with the file it came in is told there, once, and not six hundred times.
        if one.withdrawn is not None and not _with_its_file(one):
            yield Change(
                mark=f"¶{one.serial}",
                what=_withdrawn(brief, one, one.withdrawn),
                old=entry_line(brief.case, one),
                new="",
                when=dates.instant_told(one.withdrawn.recorded_at, brief.home),
                reason=one.withdrawn.fact.reason,
            )


def _kept_back(brief: Brief, change: Corrected) -> bool:
    """A private field; and that a recording was one not all knew of, which is already too much to say."""
    held = change.field == "recording" and HELD in {change.old, change.new}
    return change.private or (held and not brief.held)


def _erased(brief: Brief, one: Standing[Erasure]) -> Change:
    return Change(
        mark=f"¶{one.fact.target.serial}",
        what=_("erased by ¶{serial}").format(serial=one.serial),
        old="",
        new=_("The content of this entry ({kind}) was removed; its place and its seal are kept.").format(
            kind=one.fact.of_kind or _("kind not recorded")
        ),
        when=dates.instant_told(one.recorded_at, brief.home),
        reason=one.fact.reason,
    )


def _with_its_file(one: Standing[Fact]) -> bool:
    return one.withdrawn is not None and one.withdrawn.fact.target.serial != one.serial


def _withdrawn(brief: Brief, one: Standing[Fact], by: Standing[Withdrawal]) -> str:
    """By which entry; of an imported file also which contacts that are shown went with it."""
    told = _("withdrawn by ¶{serial}").format(serial=by.serial)
    along = (
        contact.serial
        for contact in (brief.contacts() if isinstance(one.fact, Source) else ())
        if brought_by(contact.fact) == one.serial and contact.withdrawn == by
    )
    named = marks(tuple(along))
    return _("{told}, with what it brought: {marks}").format(told=told, marks=named) if named else told


def _corrected(brief: Brief, one: Standing[Fact], change: Corrected) -> Change:
    return Change(
        mark=f"¶{one.serial}",
        what=_("{field}, by ¶{serial}").format(field=change.field, serial=change.serial),
        old=_value(brief, change.old),
        new=_value(brief, change.new),
        when=dates.instant_told(change.recorded_at, brief.home),
        reason=change.reason,
    )


def _value(brief: Brief, value: object) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, dict):
        return _moment(brief, value)
    if isinstance(value, list | tuple):
        return ", ".join(_value(brief, one) for one in value)
    return str(value)


def _moment(brief: Brief, value: dict[str, object]) -> str:
    at, written = value.get("at"), value.get("written")
    if not isinstance(at, int):
        return str(written or _("time not known"))
    return f"{dates.instant_told(at, brief.home)} ({written})"


def markings(brief: Brief) -> Table:
    """The keeper's later views, apart from corrections."""
    rows = []
    for one in brief.case.standing(Marking):
        fact = one.fact
        said = [wording.PURPOSE_WORDS[fact.purpose]] if fact.purpose else []
        said += [wording.ACT_WORDS[act] for act in fact.acts]
        said += [_("answers ¶{serial}").format(serial=fact.answers)] if fact.answers else []
        said += [_("acted: {name}").format(name=brief.case.name(fact.via))] if fact.via else []
        said += [_("keeper's choice: {pick}").format(pick=fact.pick)] if fact.pick else []
        date = telling.date_told(one.recorded_at, brief.home)
        rows.append((f"¶{one.serial}", ranges(fact.entries).replace("#", "¶"), "; ".join(said), date))
    heads = ("¶", _("Of"), _("Keeper's marking"), _("Recorded"))
    return Table(heads, tuple(rows), _("No markings."))


def late(brief: Brief) -> Table:
    """Entries recorded more than 24 hours after, and not noted elsewhere before."""
    rows = tuple(
        (f"¶{one.serial}", dates.moment_told(one.fact.when, brief.home), telling.span(delay))
        for one, delay in late_entries(brief)
    )
    return Table(("¶", _("Happened"), _("Recorded after")), rows, _("No entry was recorded late."))


def integrity(brief: Brief) -> Integrity:
    """A12: what a reader needs to check the book without this software."""
    head, seen = brief.case.head, brief.findings.witnessed
    return Integrity(
        count=head.count,
        erased=len(brief.case.erased),
        head=head.link.hex(),
        base32=base32(head),
        head_text=head_text(brief.case.vault_id, head).decode("ascii"),
        vault_id=brief.case.vault_id.hex(),
        statements=tuple(_statements(brief)),
        witnesses=witnesses.receipts(seen, brief.home),
        brackets=witnesses.brackets(seen, brief.home),
        exhibits=Table(
            (_("Mark"), "¶", _("File, and how it came"), "SHA-256"),
            tuple(_exhibits(brief)),
            _("No exhibits."),
        ),
        checked_in=proof_words.CHECKED_IN,
        commands=tuple(Line(label, command) for label, command in proof_words.COMMANDS),
        not_shown=proof_words.NOT_SHOWN,
    )


def _statements(brief: Brief) -> Iterator[str]:
    """What the seals show; and never left out, that the book went on from a copy: another may as well."""
    yield from proof_words.SEALS
    yield from proof_words.ERASED if brief.case.erased else ()
    for one in brief.case.of(Restored):
        made = one.fact.backup_made
        dated = (
            ""
            if made is None
            else _(", dated {date} by itself,").format(date=dates.instant_told(made, brief.home))
        )
        yield proof_words.RESTORED.format(
            serial=one.serial,
            date=dates.instant_told(one.recorded_at, brief.home),
            made=dated,
            count=one.fact.count,
        )


def _exhibits(brief: Brief) -> Iterator[tuple[str, str, str, str]]:
    for one in brief.case.all.values():
        if hidden(brief, one) or not one.stands or isinstance(one.fact, Attachment):
            continue
        for bringing in bringing_files(one, held=brief.held):
            for mark, file in marked(bringing.serial, getattr(bringing.fact, "files", ())):
                what = _("{name}, {size} bytes").format(name=file.name, size=file.size)
                told = "\n".join(part for part in (what, _how(brief, bringing.fact)) if part)
                yield mark, f"¶{one.serial}", told, file.sha256


def _how(brief: Brief, fact: Fact) -> str:
    """Who took it, from what, and how it reached the keeper, where somebody said so."""
    if not isinstance(fact, Attachment):
        return ""
    person = brief.case.one(fact.captured_by, Person) if fact.captured_by else None
    parts = [
        _("taken by {person}").format(person=person_shown(person.fact) if person else wording.KEEPER),
        _("from {what}").format(what=fact.captured_from) if fact.captured_from else "",
        dates.moment_told(fact.when, brief.home) if fact.when.at is not None else "",
        _("received: {how}").format(how=fact.received_how) if fact.received_how else "",
    ]
    return "; ".join(part for part in parts if part)
