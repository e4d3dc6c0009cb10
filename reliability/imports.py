"""Damage exports of every format at random: `make fuzz`. Exit 1 if a promise was broken."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

from reliability import card
from reliability.damaging import SLOW, Kept, peak_memory, try_many
from tests.importers.every_sample import SAMPLES

SEED = 20261126
ENDINGS = ("read", "read in part", "refused", "to be asked", "escaped")


def main() -> None:
    """Try every importer, and write the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=20_000, help="how many for each importer")
    parser.add_argument("--only", default="", help="one importer; the card is not written")
    wanted = parser.parse_args()
    every = sorted({sample.importer.name for sample in SAMPLES})
    names = [name for name in every if wanted.only in {"", name}]
    rows, broken, peak = [], [], 0
    with ProcessPoolExecutor() as beside:
        tried = beside.map(_try, names, repeat(wanted.inputs))
        for name, (kept, memory) in zip(names, tried, strict=True):
            outcomes = [kept.outcomes[one] for one in ENDINGS]
            rows.append(
                f"| {name} | {kept.inputs} | {' | '.join(map(str, outcomes))} | {kept.slowest:.2f} |\n"
            )
            print(rows[-1], end="", flush=True)
            broken += kept.broken
            peak = max(peak, memory)
    if not wanted.only:
        card.write("Damaged exports", _section(rows, len(broken), peak))
    if broken:
        sys.exit("\n".join(["a promise was broken:", *broken[:40]]))


def _try(name: str, inputs: int) -> tuple[Kept, int]:
    """One importer, in a process of its own: how it did, and its peak memory in MiB."""
    samples = [sample for sample in SAMPLES if sample.importer.name == name]
    others = [raw for sample in SAMPLES for raw in sample.files.values()]
    return try_many(samples, others, inputs, SEED), peak_memory()


def _section(rows: list[str], broken: int, peak: int) -> str:
    return f"""Written by `make fuzz` (seed {SEED}): exports made to order, each changed at one to four random
places (bits, cuts, copies, parts of other formats, and what has broken readers before). Every importer
looks at each, and its own reads it. Broken is a promise where anything but a refusal escapes, a record is
said to stand outside its file, or one input takes more than {SLOW:.0f} s.

| importer | inputs | read | read in part | refused | to be asked | escaped | slowest (s) |
|---|---|---|---|---|---|---|---|
{"".join(rows)}
{broken} promises broken. Peak memory of the run: {peak} MiB.
"""


if __name__ == "__main__":
    main()
