"""A disk that fails at the last moment: recorded once or not at all, and never claimed in vain."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import WriteUncertain
from recordkeeper.ledger.ledger import Ledger
from recordkeeper.vault.box import Vault
from recordkeeper.vault.making import open_vault
from tests.casebook import contact
from tests.ledger.few_facts import MATTER, calls

IOERR = 10


def fail_commit(vault: Vault, code: int, *, after: bool) -> None:
    """Let the next commit fail, before or after it took effect."""
    real = vault._connection.execute

    def execute(sql: str, *values: Any) -> Any:
        if sql != "COMMIT":
            return real(sql, *values)
        vault._connection.execute = real
        if after:
            real(sql)
        error = dbapi2.OperationalError("planted")
        error.sqlite_errorcode = code
        raise error

    vault._connection.execute = execute


def test_the_last_entry_is_looked_for_after_a_failed_commit(ledger: Ledger, vault: Vault) -> None:
    """The commit took effect although the disk said otherwise: recorded, once, and no error."""
    ledger.append([MATTER])
    fail_commit(vault, IOERR, after=True)
    written = ledger.append(calls(2))
    assert [one.name for one in written] == ["2", "3"]
    assert [entry.id for entry in ledger.entries("record")][1:] == [one.id for one in written]


def test_what_did_not_arrive_is_not_claimed(ledger: Ledger, vault: Vault) -> None:
    """The commit failed and nothing is there: the question is handed on, and trying again records once."""
    ledger.append([MATTER])
    fail_commit(vault, IOERR, after=False)
    with pytest.raises(WriteUncertain):
        ledger.append(calls(1))
    assert ledger.head().count == 1
    assert [one.name for one in ledger.append(calls(1))] == ["2"]
    assert ledger.head().count == 2


def test_another_writers_entry_is_not_taken_for_ours(
    ledger: Ledger, vault: Vault, place: Path, secret: KeyFileSecret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The serial is taken, by someone else: ours was not recorded."""
    ledger.append([MATTER])
    real = vault.transaction

    @contextmanager
    def overtaken() -> Iterator[Any]:
        with suppress(ZeroDivisionError), real() as transaction:
            yield transaction
            raise ZeroDivisionError
        with Ledger(open_vault(place, secret, write=True)) as other:
            other.append([contact("2026-02-01T21:04", words="the other's")])
        raise WriteUncertain("planted")

    monkeypatch.setattr(vault, "transaction", overtaken)
    with pytest.raises(WriteUncertain):
        ledger.append(calls(1))
    assert ledger.head().count == 2


def test_an_empty_command_that_fails_claims_nothing(ledger: Ledger, vault: Vault) -> None:
    """No entry to look for: the error stands."""
    fail_commit(vault, IOERR, after=True)
    with pytest.raises(WriteUncertain):
        ledger.append([])


def test_what_may_still_be_undone_is_not_claimed(ledger: Ledger, vault: Vault) -> None:
    """Where even the rollback failed, an uncommitted entry is no proof that it was recorded."""
    real = vault._connection.execute

    def execute(sql: str, *values: Any) -> Any:
        if sql not in {"COMMIT", "ROLLBACK"}:
            return real(sql, *values)
        error = dbapi2.OperationalError("planted")
        error.sqlite_errorcode = IOERR
        raise error

    vault._connection.execute = execute
    with pytest.raises(WriteUncertain):
        ledger.append([MATTER])
