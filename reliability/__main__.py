"""Inject every fault, write docs/reliability.md, and exit 1 if anything was lost: `make reliability`."""

import argparse
import sys
import tempfile
from pathlib import Path

from reliability.kills import Survived, kill_imports, kill_logs, kill_undos

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
SEED = 20260331

HEAD = f"""# Reliability card

Written by `make reliability` (seed {SEED}). A command is started in a process of its own and killed with
SIGKILL at a random instant; then every entry it said it had saved is looked for, and the book is verified.

| fault | commands | killed | ended before | entries acknowledged | lost | half-written | book broken |
|---|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Run the kills and write the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50, help="how many of each")
    kills = parser.parse_args().kills
    rows = []
    clean = True
    for name, kill in (
        ("kill -9 of log", kill_logs),
        ("kill -9 of import", kill_imports),
        ("kill -9 of undo", kill_undos),
    ):
        with tempfile.TemporaryDirectory() as folder:
            found = kill(Path(folder), kills, SEED)
        rows.append(_row(name, found))
        print(rows[-1], end="", flush=True)
        clean = clean and found.clean
    PAGE.write_text(HEAD + "".join(rows), encoding="utf-8")
    if not clean:
        sys.exit("something was lost")


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


main()
