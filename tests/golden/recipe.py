"""How ``vault-1`` was made: one of every kind of record, all of it made up.

Run once, before version 1 of the format was released (``python -m tests.golden.recipe``), and never again:
the folder is what a keeper may have had lying in a drawer since then, and every later program must read it.
A new format gets a recipe and a folder of its own beside this one.
"""

import io
import json
from functools import partial
from pathlib import Path
from unittest.mock import patch

from recordkeeper import clock
from recordkeeper.crypto.credentials import KeyFileSecret, PassphraseSecret, SlotSecret
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.boundaries import Boundary, Delivery, Statement
from recordkeeper.records.consequences import (
    Consequence,
    ConsequenceStep,
    Measure,
    Order,
    ReportMade,
    Trigger,
    Within,
)
from recordkeeper.records.contacts import Contact, Marking, Same, SourceRef
from recordkeeper.records.custody import (
    Attachment,
    Correction,
    ErasedSource,
    Erasure,
    Receipt,
    Restored,
    Skipped,
    Source,
    Withdrawal,
)
from recordkeeper.records.fact import Fact, FileRef
from recordkeeper.records.keeping import Disclosure, Note, Setting, Support, Why
from recordkeeper.records.people import Identifier, Matter, Person, WitnessAccount
from recordkeeper.vault.making import create_vault, open_vault
from tests.casebook import HIS, LONDON, moment, ms

HERE = Path(__file__).parent
KEY_FILE = HERE / "vault-1.key"
PASSPHRASE = "harbour violet seven lantern"
MADE = ms("2026-03-01T09:00")
PHOTO, EXPORT, RECEIPT = b"not really a photo\n" * 40, b"<sms>hello</sms><sms>secret</sms>", b"a signed print"
ERASED = 26


def make(directory: Path) -> str:
    """Make the record; it opens by key file, by passphrase and by the recovery sheet that is returned."""
    ticks = iter(range(MADE, MADE + 10**9, 61_000))
    reading = clock.Reading(MADE, LONDON, 0, "00000000-0000-4000-8000-000000000000", 120_000)
    secrets: list[SlotSecret] = [KeyFileSecret(KEY_FILE.read_bytes()), PassphraseSecret(PASSPHRASE)]
    with (
        patch.object(clock, "now", lambda: next(ticks)),
        patch.object(clock, "reading", lambda: reading),
        Ledger(create_vault(directory, secrets)) as ledger,
    ):
        vault = ledger._vault
        stored = [ledger.keep_file(partial(io.BytesIO, data)) for data in (PHOTO, EXPORT, RECEIPT)]
        photo, export, receipt = (FileRef(sha256=one.sha256, size=one.size, name="file") for one in stored)
        ledger.append(_people())
        ledger.append(_boundary(photo))
        ledger.append([*_typed(photo), *_imported(export), *_views()])
        ledger.append(_consequences(photo))
        ledger.append(_custody(ledger, receipt))
        ledger.append(_private(photo))
        zeroed = ErasedSource(
            sha256=export.sha256,
            ranges=((21, 27),),
            afterwards=vault.zeroed_digest(export.sha256, [(21, 27)]),
        )
        ledger.append([Erasure(target=ledger.target(ERASED), reason="not mine to keep", sources=(zeroed,))])
        with vault.transaction() as writing:
            writing.remove_content("record", ERASED)
            writing.zero_file(export.sha256, [(21, 27)])
        return vault.recovery_text()


def _people() -> list[Fact]:
    return [
        Matter(title="Harbour", jurisdiction="England and Wales", home_zone=LONDON, threshold=2),
        Person(role="respondent", name="A. Reyes", relationship="former partner", firearms="no"),
        Person(role="child", label="child 1", name="Kim", since=moment("2019-05-04")),
        Person(role="witness", label="neighbour", name="B. Ortiz"),
        Identifier(type="phone", value=HIS, person=2, basis="number known"),
        Identifier(type="phone", value="+44 7700 900001", keeper=True, basis="mine"),
    ]


def _boundary(photo: FileRef) -> list[Fact]:
    told = moment("2026-01-29T20:00")
    return [
        Boundary(
            allow=("email",), refuse=("call",), emergency=("text",), excepted=("children",), reason="calm"
        ),
        Statement(boundary=7, words="No calls, please. — E-mail only.", channel="text", to=HIS, when=told),
        Delivery(statement=8, status="read", when=moment("2026-01-29T20:14"), facts="two blue ticks"),
        Attachment(to=8, files=(photo,), exif=("51.5, -0.1",), captured_from="phone", when=told),
    ]


def _typed(photo: FileRef) -> list[Fact]:
    return [
        Contact(
            direction="in",
            channel="call",
            medium="missed",
            identifier=HIS,
            person=2,
            count=7,
            when=moment("2026-02-01T21:02", "2026-02-01T23:50"),
            noted_at=moment("2026-02-02"),
            noted_on="paper",
            location="at home",
            children_present="yes",
            impact="did not sleep",
            keeper_identifier="+44 7700 900001",
        ),
        Contact(
            direction="in",
            channel="text",
            medium="sms",
            words='Où es-tu? 😡 \u202eabc\u202c\n\t"\\',
            acts=("threat", "surveillance"),
            pushback=("blamed",),
            files=(photo,),
            when=moment("2026-02-02T07:31"),
        ),
    ]


def _imported(export: FileRef) -> list[Fact]:
    return [
        Source(
            sha256=export.sha256,
            size=export.size,
            name="sms.xml",
            kept="whole",
            stored=export.sha256,
            importer="sms-backup-restore",
            importer_version=1,
            parsed=2,
            imported=1,
            others=1,
            skipped=(Skipped(locator="record 3, byte 33", reason="cut off"),),
            offsets=(0, 3600),
            me=("+44 7700 900001",),
            them=(HIS,),
            zone=LONDON,
        ),
        Contact(
            direction="in",
            channel="text",
            words="hello",
            source=SourceRef(entry=13, element=1, start=0, end=16),
            shown_name="A",
            when=moment("2026-02-02T07:31"),
        ),
    ]


def _views() -> list[Fact]:
    return [
        Contact(
            direction="out",
            channel="email",
            answers=12,
            purpose="boundary",
            words="",
            when=moment("2026-02-03"),
        ),
        Same(entries=(12, 14)),
        Same(entries=(11, 12), apart=True),
        Marking(entries=((11, 12), (14, 14)), purpose="other", pick="first"),
    ]


def _consequences(photo: FileRef) -> list[Fact]:
    day = moment("2026-02-04")
    return [
        Consequence(
            action="block the number", statement=8, trigger=Trigger(type="nth", n=3), within=Within(days=2)
        ),
        ConsequenceStep(
            consequence=19, step="deferred", until=moment("2026-02-06"), reason="afraid", when=day
        ),
        Measure(type="block", channel="call", why="to sleep", files=(photo,), when=day),
        ReportMade(to="police", reference="CR/1/26", officer="PC Example", about=(11, 12), when=day),
        Order(type="non-molestation", court="Family Court", terms=("no contact",), protected=("the school",)),
        WitnessAccount(person=4, sensed="heard", words="shouting", willing="yes", about=(11,), when=day),
        Contact(direction="in", channel="gift", facts="flowers", when=moment(None)),
        Contact(direction="in", channel="text", words="secret", when=moment("2026-02-05T01:00")),
    ]


def _custody(ledger: Ledger, receipt: FileRef) -> list[Fact]:
    count, place = ledger.target(11), ledger.target(12)
    head = ledger.entry(18).link.hex()
    return [
        Correction(target=count, field="count", old=7, new=8, reason="counted again"),
        Correction(target=place, field="impact", new="afraid", reason="came back to me", of_private=True),
        Withdrawal(target=ledger.target(25), reason="were from my sister"),
        Restored(count=18, head=head, backup_made=MADE),
        Receipt(type="scan", count=18, head=head, file=receipt, witnessed_at=MADE, witness="a lawyer"),
    ]


def _private(photo: FileRef) -> list[Fact]:
    return [
        Why(words="so that I sleep"),
        Note(words="was afraid", about=11),
        Support(name="Sam", reach="+44 7700 900002", may_be_told="all", told="the first night"),
        Disclosure(
            format="pdf", profile="consult", sha256=photo.sha256, first=1, last=18, shown=17, withheld=1
        ),
        Setting(name="episode-hours", value="6"),
    ]


def contents(ledger: Ledger) -> dict[str, object]:
    """All that the record says, as JSON values; ``vault-1.json`` was written from it."""
    return {
        book: [
            {
                "serial": entry.serial,
                "id": entry.id,
                "digest": entry.digest.hex(),
                "link": entry.link.hex(),
                "kind": entry.kind,
                "recorded_at": entry.recorded_at,
                "fact": None if entry.fact is None else entry.fact.fields(),
            }
            for entry in ledger.entries(book)
        ]
        for book in ("record", "private")
    }


if __name__ == "__main__":
    KEY_FILE.write_bytes(bytes(range(100, 140)))
    sheet = make(HERE / "vault-1")
    (HERE / "vault-1.sheet.txt").write_text(sheet + "\n", encoding="ascii")
    with Ledger(open_vault(HERE / "vault-1", KeyFileSecret(KEY_FILE.read_bytes()), write=False)) as made:
        text = json.dumps(contents(made), indent=1, sort_keys=True, ensure_ascii=True)
    (HERE / "vault-1.json").write_text(text + "\n", encoding="ascii")
