"""Pages of an older copy put into today's file: every page's own seal holds, and it is damage all the same.

SQLCipher seals each page alone, so its check passes a page that was right once (a lost write of the disk
does the same as an attacker). What notices is the comparison of the pages with each other, the chain, and the
rule that content is there unless it was erased.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordkeeper import clock
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.records.custody import Erasure
from recordkeeper.records.fact import FileRef
from recordkeeper.records.keeping import Note
from recordkeeper.vault.making import open_vault
from tests.casebook import contact
from tests.tampered import record
from tests.tampered.conftest import Ask

PAGE = 4096
HARMLESS = {"header"}
"""The page that a verified record may take from an older copy; see the test that uses it."""


def grow(directory: Path) -> Iterator[bytes]:
    """Let a record grow in three steps, and give the database as it was before each."""
    with Ledger(open_vault(directory, record.SECRET, write=True)) as ledger:
        database = directory / "log.db"
        yield database.read_bytes()
        ledger.append(contact("2026-02-08T09:00", words="again " * 200) for _ in range(30))
        yield database.read_bytes()
        stored = ledger.keep_file(lambda: io.BytesIO(record.PHOTO[::-1] * 9))
        photo = FileRef(sha256=stored.sha256, size=stored.size)
        ledger.append([contact("2026-02-09T09:00", words="x", files=(photo,)), Note(words="n" * 500)])
        yield database.read_bytes()
        ledger.append([Erasure(target=ledger.target(20), reason="asked to")])
        with ledger._vault.transaction() as writing:
            writing.remove_content("record", 20)


def pages(database: bytes) -> list[bytes]:
    """The file, page by page."""
    return [database[start : start + PAGE] for start in range(0, len(database), PAGE)]


def roots(directory: Path) -> dict[int, str]:
    """What each table or index begins on, by number of page, counted from 0."""
    with record.opened(directory) as vault:
        query = "SELECT rootpage - 1, name FROM sqlite_schema WHERE rootpage > 0"
        return {0: "header", **dict(vault._connection.execute(query).fetchall())}


@pytest.fixture
def older(place: Path) -> list[bytes]:
    """Three earlier states of the record at `place`, which has grown since."""
    return list(grow(place))


def test_no_page_of_an_older_copy_passes_for_todays(ask: Ask, place: Path, older: list[bytes]) -> None:
    """Every page of each of three older copies: damage is found, or nothing a keeper can read has changed.

    One page may be old in a record that verifies, the header: of what changed on it only SQLite's count
    of changes is left, where the number of pages was the same.
    """
    database = place / "log.db"
    whole, named = record.contents(place), roots(place)
    today = database.read_bytes()
    passed: set[str] = set()
    tried = 0
    for copy in older:
        for number, page in enumerate(pages(copy)):
            if page == pages(today)[number]:
                continue
            tried += 1
            database.write_bytes(today[: number * PAGE] + page + today[(number + 1) * PAGE :])
            answer = ask("verify")
            assert answer.code in {0, 6}
            if answer.code == 0:
                assert record.contents(place) == whole
                passed.add(named.get(number, f"page {number}"))
    assert tried > 20
    assert passed == HARMLESS


def test_the_whole_file_of_an_older_copy_needs_a_head_kept_outside(
    ask: Ask, place: Path, older: list[bytes]
) -> None:
    """A limit: all pages together are a record that was right once. Only its head tells."""
    head_kept_outside = ask("verify").data["head"]
    (place / "log.db").write_bytes(older[1])
    answer = ask("verify")
    assert (answer.code, answer.data["result"], answer.data["entries"]) == (0, "intact", 46)
    assert answer.data["head"] != head_kept_outside


def test_an_older_page_never_changes_what_is_read(ask: Ask, place: Path, older: list[bytes]) -> None:
    """Reading refuses with exit 6, or shows exactly what it showed before the page was put in."""
    database, today = place / "log.db", (place / "log.db").read_bytes()
    before = ask("timeline")
    for copy in older:
        for number, page in enumerate(pages(copy)):
            database.write_bytes(today[: number * PAGE] + page + today[(number + 1) * PAGE :])
            answer = ask("timeline")
            assert answer.code == 6 or answer == before


def test_an_older_list_of_citations_costs_no_file(
    place: Path, older: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that an entry cites is not swept, even where the list that protects it is an old one."""
    database, today = place / "log.db", (place / "log.db").read_bytes()
    number = next(page for page, name in roots(place).items() if name == "citation")
    database.write_bytes(today[: number * PAGE] + pages(older[1])[number] + today[(number + 1) * PAGE :])
    later = clock.now() + 2 * 86_400_000
    monkeypatch.setattr(clock, "now", lambda: later)
    with Ledger(open_vault(place, record.SECRET, write=True)) as ledger:
        ledger.sweep_files()
    with record.opened(place) as vault:
        assert len(list(vault.files())) == 2
