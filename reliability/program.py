"""The installed program, run as its own process on a record of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from recordkeeper.crypto.credentials import KeyFileSecret
from recordkeeper.vault.making import open_vault


def plain() -> dict[str, str]:
    """The environment without what makes every process count its lines, which doubles its time."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


class Program:
    """The program with a new record in a folder, opened by a key file so that nothing is asked."""

    def __init__(self, folder: Path) -> None:
        self.vault = folder / "vault"
        self.key = folder / "key"
        self.key.write_bytes(os.urandom(64))
        self.json("init", "--zone", "Europe/London", "--respondent", "A. Reyes")

    def _command(self, key: Path) -> list[str]:
        shared = ["--vault", str(self.vault), "--key-file", str(key), "--no-input"]
        return [sys.executable, "-m", "recordkeeper", *shared]

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a command and leave it running."""
        return subprocess.Popen(
            [*self._command(self.key), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=plain(),
        )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        command = [*self._command(self.key), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=plain())

    def opens_with(self, key: Path) -> bool:
        """Whether a key file opens the record, and every entry can be read."""
        command = [*self._command(key), "status"]
        return subprocess.run(command, capture_output=True, check=False, env=plain()).returncode == 0

    def result(self, *arguments: str) -> str:
        """What `verify` says, whatever it exits with."""
        done = self.run(*arguments, "--json")
        return str(json.loads(done.stdout)["result"]) if done.stdout else "cannot be opened"

    def json(self, *arguments: str) -> dict[str, Any]:
        """Run a command that must succeed, and read what it prints for programs."""
        done = self.run(*arguments, "--json")
        if done.returncode:
            raise AssertionError(f"{arguments[0]} exited {done.returncode}: {done.stderr}")
        read: dict[str, Any] = json.loads(done.stdout)
        return read

    def ids(self) -> set[str]:
        """The id of every entry in the record, read without a command for each: that takes too long."""
        with open_vault(self.vault, KeyFileSecret(self.key.read_bytes()), write=False) as vault:
            return {row.id for row in vault.rows("record")}
