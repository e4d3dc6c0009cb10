"""What leaves of facts, and what leaves when the content of one of them is gone."""

from io import BytesIO

from msgspec.structs import replace

from recordkeeper.audit.findings import audit
from recordkeeper.disclosure.brief import Choices
from recordkeeper.disclosure.disclose import disclose
from recordkeeper.disclosure.disclosed import Disclosed, Row
from recordkeeper.exports.json_file import write_json
from recordkeeper.ledger.casefile import CaseFile, fold
from recordkeeper.ledger.ledger import Head
from recordkeeper.records.fact import Fact
from tests.casebook import STARTED, fold_facts, ms

AS_OF = ms("2026-04-01T12:00")


def disclosed(*facts: Fact, choices: Choices | None = None) -> Disclosed:
    """What leaves of some facts after the standard case."""
    return leaving(fold_facts(*STARTED, *facts), choices)


def written(found: Disclosed) -> str:
    """Everything an outsider could read: the document's text and the JSON file."""
    out = BytesIO()
    write_json(out, found)
    return repr(found) + out.getvalue().decode("utf-8")


def leaving(case: CaseFile, choices: Choices | None = None) -> Disclosed:
    """What leaves of a case on 1 April 2026."""
    return disclose(case, audit(case, as_of=AS_OF), choices or Choices())


def erased(case: CaseFile, serial: int) -> CaseFile:
    """The same case with the content of one entry gone, as an erasure leaves it."""
    entries = [one.entry for one in case.all.values()]
    kept = [replace(entry, fact=None) if entry.serial == serial else entry for entry in entries]
    return fold(kept, Head(0, bytes(32)), case.vault_id)


def line(found: Disclosed, label: str) -> str:
    """What page one says under a label; "" where it says nothing."""
    return next((one.text for one in found.summary.lines if one.label == label), "")


def row(found: Disclosed, mark: str) -> Row:
    """The row of the chronology with that mark."""
    return next(one for one in found.chronology if one.mark == mark)
