"""A boundary as one would say it to the other person: short, and the same each time."""

from collections.abc import Iterator, Sequence

from recordkeeper.audit.notice import Notice
from recordkeeper.catalogue import gettext as _
from recordkeeper.records import drafting
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.vocabulary import Channel, Purpose

_ACTS: dict[Channel, str] = {
    "text": _("text me"),
    "call": _("call me"),
    "email": _("e-mail me"),
    "social": _("contact me on social media"),
    "post": _("send me post"),
    "gift": _("send me gifts"),
    "in-person": _("come to see me"),
    "via-others": _("contact me through others"),
    "payment": _("send me payments"),
}
_SUBJECTS: dict[Purpose, str] = {
    "children": _("the children"),
    "court": _("court"),
    "property": _("property"),
    "emergency": _("an emergency"),
    "boundary": _("this boundary"),
    "other": _("other matters"),
}


def refused(boundary: Boundary) -> str:
    """What is not all right, as one sentence; "" where nothing is."""
    if boundary.ended:
        return _("What I asked of you about contact no longer holds.")
    acts = [_act(channel) for channel in boundary.refuse]
    named = boundary.allow or boundary.refuse or boundary.emergency
    if boundary.no_contact or boundary.allow or boundary.emergency:
        acts.append(_("contact me in any other way") if named else _("contact me"))
    return _("Please do not {acts}.").format(acts=_either(acts)) if acts else ""


def allowed(boundary: Boundary) -> str:
    """What is all right, and when; "" where nothing is."""
    return " ".join(_allowed(boundary))


def _allowed(boundary: Boundary) -> Iterator[str]:
    if boundary.allow:
        yield _("You can {acts}.").format(acts=_either([_act(one) for one in boundary.allow]))
    if boundary.emergency:
        acts = _either([_act(one) for one in boundary.emergency])
        yield _("In an emergency only, you can {acts}.").format(acts=acts)
    if boundary.excepted:
        subjects = _either([_SUBJECTS.get(one, one) for one in boundary.excepted])
        yield _("What concerns {subjects} is an exception.").format(subjects=subjects)


def calm_line(boundary: Boundary, notice: Notice | None) -> tuple[str, int | None]:
    """The one line to say again: the latest words used, if they are calm and short, else the rules.

    Calm and short is what `drafting.check` finds nothing in.

    Returns:
        The line, and the serial of the statement whose words it is: None where it tells the rules.
    """
    dated = [one.statement for one in notice.tellings if one.statement.fact.when.known] if notice else []
    if dated:
        latest = max(dated, key=lambda one: (one.fact.when.at or 0, one.serial))
        if not drafting.check(latest.fact.words):
            return latest.fact.words, latest.serial
    return " ".join(part for part in (refused(boundary), allowed(boundary)) if part), None


def _act(channel: Channel) -> str:
    name = channel.removeprefix("other:").replace("-", " ")
    return _ACTS.get(channel) or _("contact me by {name}").format(name=name)


def _either(parts: Sequence[str]) -> str:
    if len(parts) < 2:  # noqa: PLR2004 - one, or none
        return "".join(parts)
    return _("{all} or {last}").format(all=", ".join(parts[:-1]), last=parts[-1])
