"""Times as the keeper types them: read, asked about when two instants fit, echoed back."""

from recordkeeper import clock
from recordkeeper.audit.intervals import Window
from recordkeeper.catalogue import gettext as _
from recordkeeper.cli import output
from recordkeeper.cli.asking import ask_choice
from recordkeeper.cli.options import Session
from recordkeeper.errors import BadInput
from recordkeeper.records.moment import Moment


def read_moment(
    session: Session, text: str, *, home: str, zone: str | None = None, future: bool = False
) -> Moment:
    """The moment that typed words name, echoed for the keeper to check.

    Args:
        session: the options of this run.
        text: as typed.
        home: IANA name of the home zone, used when no zone is stated.
        zone: IANA name the keeper stated for this time.
        future: whether it may lie ahead (deadlines).

    Raises:
        BadInput: the words are not understood for certain, or fit two instants and none may be asked.
    """
    from recordkeeper import zones
    from recordkeeper.records import telling
    from recordkeeper.records.when import Ambiguous, read

    now = clock.now()
    where = zones.check(zone) if zone else home
    try:
        moment = read(text, now=now, zone=where, stated=zone is not None, future=future)
    except Ambiguous as error:
        if not session.prompts():
            raise
        question = _("The clocks went back that night; this time came twice. Which one?")
        chosen = ask_choice(session, question, [(one, one) for one in error.choices], "--when")
        moment = read(chosen, now=now, zone=where, stated=zone is not None, future=future)
    output.note("  " + telling.told(moment, where, now=now))
    return moment


def read_optional(
    session: Session, text: str | None, *, home: str, zone: str | None = None, future: bool = False
) -> Moment | None:
    """Like `read_moment`; None when nothing was typed."""
    return None if text is None else read_moment(session, text, home=home, zone=zone, future=future)


def read_window(session: Session, since: str | None, until: str | None, *, home: str) -> Window:
    """The stretch of time that two typed moments bound: from the start of one, before the start of the other.

    Raises:
        BadInput: one of them is not understood, or they leave nothing between them.
    """
    first = read_optional(session, since, home=home)
    last = read_optional(session, until, home=home, future=True)
    window = Window(first.at if first else None, last.at if last else None)
    if window.since is not None and window.until is not None and window.since >= window.until:
        raise BadInput(_("That window is empty: it ends before it begins."), _("Swap --since and --until."))
    return window
