"""What would make the record stronger, each with the command that mends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recordkeeper.audit.counting import Count
from recordkeeper.audit.follow_through import FollowThrough
from recordkeeper.audit.notice import Notice
from recordkeeper.audit.traces import offers
from recordkeeper.audit.witnessed import Witnessed
from recordkeeper.catalogue import gettext as _
from recordkeeper.catalogue import ngettext
from recordkeeper.ledger.casefile import CaseFile, Standing
from recordkeeper.ledger.settings import Copied, backup_old
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.contacts import Contact
from recordkeeper.records.people import Identifier


@dataclass(frozen=True, slots=True)
class Stronger:
    """One thing that could be mended.

    Attributes:
        entry: how the keeper names the entry, such as S1 or 12.
        what: what is missing.
        command: what to run.
    """

    entry: str
    what: str
    command: str


def stronger(
    case: CaseFile,
    count: Count,
    notices: Sequence[Notice],
    consequences: Sequence[FollowThrough],
    witnessed: Witnessed,
) -> tuple[Stronger, ...]:
    """Everything that could be mended, the gravest first."""
    return (
        *_unstated(case, notices),
        *_unproven(case, notices),
        *_without_proof(case, consequences),
        *_unwitnessed(witnessed),
        *_doubles(count),
        *_without_basis(case),
        *_approximate(case),
    )


def uncopied(case: CaseFile, last: Copied | None, as_of: int) -> Iterator[Stronger]:
    """What is in no backup, where the newest is old or there is none.

    Apart from the others: the keeper alone is told, because backups stand in the private book.

    Args:
        case: what stands.
        last: the newest backup the record remembers.
        as_of: milliseconds UTC.
    """
    if backup_old(last, case.head.count, as_of):
        first = 1 if last is None else last.count + 1
        what = _("no backup was ever made") if last is None else _("backup old: what follows is not in it")
        yield Stronger(str(first), what, "rk backup DEST")


def _unstated(case: CaseFile, notices: Sequence[Notice]) -> Iterator[Stronger]:
    stated = {one.boundary.serial for one in notices}
    boundaries = case.standing(Boundary)
    if boundaries and boundaries[-1].serial not in stated:
        name = case.name(boundaries[-1].serial)
        yield Stronger(name, _("not yet stated, so in force for nobody"), f"rk boundary stated {name}")


def _unproven(case: CaseFile, notices: Sequence[Notice]) -> Iterator[Stronger]:
    for notice in notices:
        if not notice.proven:
            name = case.name(notice.counted_from.statement.serial)
            what = _("no proof that the notice arrived")
            yield Stronger(name, what, f"rk boundary delivered {name} --status read --proof FILE")


def _without_proof(case: CaseFile, consequences: Sequence[FollowThrough]) -> Iterator[Stronger]:
    """What was done and has no proof; where an app itself wrote of it, that is named instead of a file."""
    by_the_app = {one.entry: one for one in offers(case) if one.entry}
    for one in consequences:
        if one.done is not None and not one.proof and str(one.done.serial) not in by_the_app:
            serial = one.done.serial
            yield Stronger(str(serial), _("carried out, no proof kept"), f"rk attach {serial} FILE")
    for entry, offer in by_the_app.items():
        what = _("no proof kept; the app's own record of such a step is in ¶{source}")
        yield Stronger(entry, what.format(source=offer.source), offer.command)


def _unwitnessed(witnessed: Witnessed) -> Iterator[Stronger]:
    """The newest entries; a receipt is one itself, and alone is no reason for another."""
    if witnessed.waiting is not None:
        what = _("nothing witnessed outside yet")
        if witnessed.covered:
            what = _("nothing witnessed outside since ¶{count}").format(count=witnessed.covered)
        yield Stronger(str(witnessed.waiting), what, "rk anchor new -o DIR")


def _doubles(count: Count) -> Iterator[Stronger]:
    for double in count.doubles:
        imported = " ".join(map(str, double.imported))
        what = _("probably the same contact as {others}; counted once").format(
            others=", ".join(f"#{serial}" for serial in double.imported)
        )
        yield Stronger(str(double.typed), what, f"rk same {double.typed} {imported}")
    if count.corroborated:
        first = count.corroborated[0]
        what = ngettext(
            "probably the same contact as {others}, from another source; counted once",
            "probably the same contact as {others}, from another source, and {more} more so; counted once",
            len(count.corroborated),
        ).format(others=", ".join(f"#{one}" for one in first[1:]), more=len(count.corroborated) - 1)
        command = (
            f"rk same {' '.join(map(str, first))}" if len(count.corroborated) == 1 else "rk same --proposed"
        )
        yield Stronger(str(first[0]), what, command)


def _without_basis(case: CaseFile) -> Iterator[Stronger]:
    for one in case.standing(Identifier):
        if not one.fact.basis and not one.fact.keeper:
            what = _("no basis is given for whose this is")
            yield Stronger(str(one.serial), what, f"rk amend {one.serial} --basis TEXT --reason TEXT")


def _approximate(case: CaseFile) -> Iterator[Stronger]:
    for one in case.standing(Contact):
        if _is_approximate(one):
            what = _("the time is approximate or not known")
            yield Stronger(str(one.serial), what, f"rk amend {one.serial} --when TIME --reason TEXT")


def _is_approximate(one: Standing[Contact]) -> bool:
    # A counted run has a range by its nature.
    return one.fact.when.precision in {"about", "day", "unknown"} or (
        one.fact.when.precision == "range" and not one.fact.count
    )
