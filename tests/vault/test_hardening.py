"""What keeps other users, links and crash reports out."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.errors import BadInput
from recordkeeper.vault.box import Vault
from recordkeeper.vault.hardening import harden, require_private
from recordkeeper.vault.inspection import inspect
from recordkeeper.vault.making import open_vault


def test_new_files_are_private_and_crashes_leave_no_core() -> None:
    """In a process of its own: umask 077, no core file, not dumpable."""
    program = (
        "import os, resource, ctypes; from recordkeeper.vault.hardening import harden; harden(); harden()\n"
        "core = resource.getrlimit(resource.RLIMIT_CORE)\n"
        "print(oct(os.umask(0)), core, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0o77 (0, 0) 0"


def test_a_system_without_these_means_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hardening is best effort: it never keeps anyone from their record."""
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.setitem(sys.modules, "ctypes", None)
    harden()
    assert os.umask(0) == 0o077
    assert resource.getrlimit(resource.RLIMIT_CORE)


@pytest.mark.parametrize("bits", [0o720, 0o702, 0o777])
def test_a_folder_others_can_write_into_is_refused(
    vault: Vault, place: Path, secret: KeyFileSecret, bits: int
) -> None:
    """They could swap the record's files; the advice is one command."""
    vault.close()
    place.chmod(bits)
    with pytest.raises(BadInput, match="Other users of this computer can write") as caught:
        open_vault(place, secret, write=False)
    assert caught.value.advice == f"Make it yours alone: chmod 700 {place}"
    place.chmod(0o755)
    open_vault(place, secret, write=False).close()


def test_a_linked_folder_is_refused(vault: Vault, place: Path, secret: KeyFileSecret) -> None:
    """A link could be turned elsewhere between two commands."""
    vault.close()
    link = place.with_name("link")
    link.symlink_to(place)
    with pytest.raises(BadInput, match="is a link to somewhere else"):
        open_vault(link, secret, write=False)


def test_a_file_is_no_record(tmp_path: Path) -> None:
    """A file where the folder should be is said to be one."""
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="is not a folder"):
        require_private(tmp_path / "file")


def test_a_sound_record_is_reported_so_without_any_secret(vault: Vault, place: Path) -> None:
    """Inspection needs no key and finds nothing to say."""
    assert vault.key_damage == ()
    found = inspect(place)
    assert found.findings == ()
    assert (found.keys_readable, found.salt_matches, found.unfinished, found.rekey_pending) == (
        True,
        True,
        False,
        False,
    )
    assert found.database_size == (place / "log.db").stat().st_size


def test_each_damaged_file_is_named(vault: Vault, place: Path) -> None:
    """Inspection reports every file's damage at once instead of stopping at the first."""
    vault.close()
    (place / "keys.json").write_bytes(b"")
    data = (place / "log.db").read_bytes()
    (place / "log.db").write_bytes(b"\0" * 16 + data[16:])
    (place / "log.db-journal").touch()
    found = inspect(place)
    assert found.findings == (
        "keys.json is damaged",
        "the first bytes of log.db are not those that keys.json remembers",
    )
    assert found.unfinished
    (place / "keys.json.bak").unlink()
    (place / "log.db").unlink()
    found = inspect(place)
    assert len(found.findings) == 2
    assert "keys.json.bak is missing" in found.findings[0]
    assert "log.db is missing or empty" in found.findings[1]
    assert (found.keys_readable, found.database_size, found.salt_matches) == (False, 0, None)
