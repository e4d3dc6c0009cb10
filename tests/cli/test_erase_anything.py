"""Whatever is erased: the record can still be read, verified and handed over, without a word of it."""

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recordkeeper.audit.attribution import Directory
from recordkeeper.audit.findings import audit
from recordkeeper.cli import bundling
from recordkeeper.cli.opening import whole_case
from recordkeeper.cli.show import entry_json
from recordkeeper.cli.status import status_json
from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.disclosure.brief import Choices, brief
from recordkeeper.disclosure.disclose import disclose
from recordkeeper.disclosure.figures import audit_figures
from recordkeeper.disclosure.lines import entry_line
from recordkeeper.disclosure.timeline import row
from recordkeeper.errors import BadInput
from recordkeeper.exports.json_file import write_json
from recordkeeper.ledger.correcting import correct
from recordkeeper.ledger.erasing import erase, plan
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.ledger.verification import verify
from recordkeeper.records.contacts import Contact, Same
from recordkeeper.records.custody import Attachment, Erasure, Withdrawal
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.vault.making import create_vault
from tests.books import books
from tests.casebook import moment, ms
from tests.cli.test_canary import everything
from tests.ledger.few_facts import MATTER

AS_OF = ms("2026-05-01T12:00")
WORDS = ("words", "facts", "action", "reason", "location", "impact")


def marked(fact: Fact, serial: int) -> Fact:
    """The same fact with a canary of its entry in every field of free words it has."""
    return fact.having(**{name: f"CANARY{serial}x{name}" for name in WORDS if name in fact.__struct_fields__})


def filled(ledger: Ledger, facts: list[Fact]) -> None:
    """A record of these facts; its first contact corrected, given a file, and told twice."""
    ledger.append([MATTER])
    for serial, fact in enumerate(facts, 2):
        made = marked(fact, serial)
        if isinstance(made, Withdrawal):
            made = made.having(target=ledger.target(made.target.serial))
        ledger.append([made])
    contacts = [serial for serial, fact in enumerate(facts, 2) if isinstance(fact, Contact)]
    if not contacts:
        return
    first = contacts[0]
    entry = ledger.entry(first)
    assert entry.fact is not None
    data = f"CANARY{first}xfile".encode() * 3
    stored = ledger.keep_file(lambda: io.BytesIO(data))
    file = FileRef(sha256=stored.sha256, size=stored.size, name=f"CANARY{first}xname")
    ledger.append([correct(entry, entry.fact, "facts", f"CANARY{first}xagain", "heard wrong")])
    ledger.append([Attachment(to=first, files=(file,), captured_from=f"CANARY{first}xon", when=moment(None))])
    ledger.append([Same(entries=tuple(contacts))])


def erased(ledger: Ledger, wanted: list[int]) -> list[int]:
    """Erase what of these entries can be; their serials."""
    done: list[int] = []
    for serial in wanted:
        case = whole_case(ledger)
        if serial in case.all:
            try:
                agreed = plan(case, serial, ledger.citations())
            except BadInput:
                continue
            erase(ledger, agreed, "not mine to keep")
            done += agreed.serials
    return done


def read_back(ledger: Ledger) -> str:
    """All that the reading commands say of a record, a bundle for a lawyer, and JSON for a court."""
    case = whole_case(ledger)
    findings, directory = audit(case, as_of=AS_OF), Directory(case)
    said: list[Any] = [status_json(case, findings, None), audit_figures(case, findings)]
    for one in case.all.values():
        said += [
            row(case, findings, one, directory, own=True),
            entry_json(case, one, findings.witnessed),
            entry_line(case, one),
        ]
    said.append([one.fact.fields() for one in case.erased.values()])
    parts = [json.dumps(said)]
    out = io.BytesIO()
    write_json(out, disclose(case, findings, Choices(profile="court")))
    choices = Choices()
    found = disclose(case, findings, choices)
    with tempfile.TemporaryDirectory() as folder:
        packed, document = Path(folder) / "record.zip", Path(folder) / "record.pdf"
        with packed.open("w+b") as stream:
            bundling.write(stream, found, brief(case, findings, choices), ledger, paper="a4")
        with zipfile.ZipFile(packed) as bag:
            held = {name.rsplit("/", 1)[-1]: bag.read(name) for name in bag.namelist()}
        document.write_bytes(held["record.pdf"])
        parts += [everything(document), *(data.decode("latin-1") for data in held.values())]
    return "\n".join([*parts, out.getvalue().decode()])


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books(), st.data())
def test_nothing_breaks_and_no_word_is_left(facts: list[Fact], data: st.DataObject) -> None:
    """Random books, random erasures: intact, readable, and of what is gone nothing anywhere."""
    with tempfile.TemporaryDirectory() as folder:
        vault = create_vault(Path(folder) / "record", [KeyFileSecret(bytes(range(40)))])
        with Ledger(vault) as ledger:
            filled(ledger, facts)
            serials = st.lists(st.integers(1, ledger.head().count), min_size=1, max_size=6, unique=True)
            gone = erased(ledger, data.draw(serials))
            case = whole_case(ledger)
            assert case.gone == tuple(sorted(gone))
            assert sorted(case.erased) == sorted(gone)
            assert verify(vault).result == "intact"
            said = read_back(ledger)
            rows = repr([list(vault.rows(book)) for book in ("record", "private")])
            files = b"".join(b"".join(vault.read_file(file.sha256)) for file in list(vault.files())).decode()
    for serial in gone:
        assert f"CANARY{serial}x" not in said + rows + files
    standing = [one for one in case.standing(Contact) if one.serial not in gone and one.fact.words]
    assert all(f"CANARY{one.serial}xwords" in said for one in standing)
    assert ("The content of" in said) == bool(gone)
    assert len(case.of(Erasure)) == len(gone)
