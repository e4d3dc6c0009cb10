"""What shows that something was done or arrived: files by their marks, entries by their numbers.

Where such an entry is an imported file, it is the app's own record in it that shows something, so its
words and its time are given: a reader finds them in the file, and sees that nobody typed them.
"""

from collections.abc import Iterator

from recordkeeper.audit.traces import about_them, near
from recordkeeper.catalogue import gettext as _
from recordkeeper.disclosure.brief import Brief
from recordkeeper.disclosure.source_words import trace_told
from recordkeeper.ledger.casefile import Standing
from recordkeeper.records.boundaries import Delivery, Statement
from recordkeeper.records.consequences import ConsequenceStep, Measure
from recordkeeper.records.custody import Source

Shown = Standing[Statement] | Standing[Delivery] | Standing[ConsequenceStep] | Standing[Measure]


def proof_told(brief: Brief, one: Shown) -> str:
    """Every proof of a step, a notice or a delivery; "" where none is kept."""
    files = [mark for mark, _file in brief.exhibits(one)]
    return " ".join((*files, *(_entry(brief, one, serial) for serial in one.fact.proof_entries)))


def _entry(brief: Brief, one: Shown, serial: int) -> str:
    own = "; ".join(_by_the_app(brief, one, serial))
    if not own:
        return f"¶{serial}"
    return _("the app's own record, in ¶{serial} ({trace})").format(serial=serial, trace=own)


def _by_the_app(brief: Brief, one: Shown, serial: int) -> Iterator[str]:
    source = brief.case.one(serial, Source)
    channel = getattr(one.fact, "channel", None) if isinstance(one.fact, Measure) else None
    for trace in about_them(source.fact, brief.directory) if source is not None else ():
        if channel in {None, trace.channel} and near(trace.when, one.fact.when):
            yield trace_told(trace, brief.home)
