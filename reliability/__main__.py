"""Inject every fault, write them to the card, and exit 1 if anything was lost: `make reliability`."""

import argparse
import sys
import tempfile
from pathlib import Path

from reliability import card
from reliability.keeping import kill_backups, kill_rekeys, kill_restores
from reliability.kills import Survived, kill_amends, kill_erasures, kill_imports, kill_logs
from tests.vectors import chance

SEED = 20260331
HEAD = f"""Written by `make reliability` (seed {SEED}). A command is started in a process of its own and
killed with SIGKILL at a random instant; then every entry it said it had saved is looked for, and the book is
verified. A backup and a restored record have to be whole or not there; after a new key, the old key file or
the new one has to open the record. Planted faults show that these counts can fail:
`tests/cli/test_kills.py`.

| fault | commands | killed | ended before | acknowledged | lost | half-written | book broken |
|---|---|---|---|---|---|---|---|
"""


FAULTS = (
    ("kill -9 of log", kill_logs),
    ("kill -9 of amend", kill_amends),
    ("kill -9 of import", kill_imports),
    ("kill -9 of erase", kill_erasures),
    ("kill -9 of passphrase change, with a new key", kill_rekeys),
    ("kill -9 of backup", kill_backups),
    ("kill -9 of restore", kill_restores),
)


def main() -> None:
    """Run the kills and write the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50, help="how many of each")
    parser.add_argument("--books", type=int, default=2000, help="how many random books")
    wanted = parser.parse_args()
    differ = _compare(wanted.books)
    if not _kill(wanted.kills) or differ:
        sys.exit("\n".join(["something was lost, or told differently", *differ]))


def _compare(books: int) -> list[str]:
    """Try random books on the program, the verifier that a bundle carries, and its shell form."""
    differ = chance.disagreements(books, SEED, shells=books)
    text = f"""Written by `make reliability` (seed {SEED}): random books, most with one random change. Each is
told by the program, by the verifier that a bundle carries and by its shell form.

| random books | told differently |
|---|---|
| {books} | {len(differ)} |
"""
    print(text, end="", flush=True)
    card.write("Random books", text)
    return differ


def _kill(kills: int) -> bool:
    """Kill commands; whether nothing was lost."""
    rows = []
    clean, killed = True, 0
    for name, kill in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            found = kill(Path(folder), kills, SEED)
        rows.append(_row(name, found))
        print(rows[-1], end="", flush=True)
        clean, killed = clean and found.clean, killed + found.kills
    card.write("Kills", HEAD + "".join(rows) + f"\n{killed} kills in all.\n")
    return clean


def _row(name: str, found: Survived) -> str:
    cells = (
        found.kills + found.ended,
        found.kills,
        found.ended,
        found.acknowledged,
        found.lost,
        found.partial,
        found.broken,
    )
    return f"| {name} | {' | '.join(map(str, cells))} |\n"


if __name__ == "__main__":
    main()
