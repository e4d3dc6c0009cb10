"""Damage exports of every format at random: `make fuzz`. Exit 1 if a promise was broken."""

import argparse
import sys

from reliability import card
from reliability.damaging import SLOW, peak_memory, try_many
from tests.importers.any_importer import Sample
from tests.importers.every_sample import SAMPLES

SEED = 20261126
ENDINGS = ("read", "read in part", "refused", "to be asked", "escaped")


def main() -> None:
    """Try every importer, and write the card."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=20_000, help="how many for each importer")
    parser.add_argument("--only", default="", help="one importer; the card is not written")
    wanted = parser.parse_args()
    by_importer: dict[str, list[Sample]] = {}
    for sample in SAMPLES:
        by_importer.setdefault(sample.importer.name, []).append(sample)
    others = [raw for sample in SAMPLES for raw in sample.files.values()]
    rows, broken = [], []
    for name, samples in sorted(by_importer.items()):
        if wanted.only not in {"", name}:
            continue
        kept = try_many(samples, others, wanted.inputs, SEED)
        outcomes = [
            kept.outcomes[one] for one in ("read", "read in part", "refused", "to be asked", "escaped")
        ]
        rows.append(f"| {name} | {kept.inputs} | {' | '.join(map(str, outcomes))} | {kept.slowest:.2f} |\n")
        print(rows[-1], end="", flush=True)
        broken += kept.broken
    if not wanted.only:
        card.write("Damaged exports", _section(rows, len(broken)))
    if broken:
        sys.exit("\n".join(["a promise was broken:", *broken[:40]]))


def _section(rows: list[str], broken: int) -> str:
    return f"""Written by `make fuzz` (seed {SEED}): exports made to order, each changed at one to four random
places (bits, cuts, copies, parts of other formats, and what has broken readers before). Every importer
looks at each, and its own reads it. Broken is a promise where anything but a refusal escapes, a record is
said to stand outside its file, or one input takes more than {SLOW:.0f} s.

| importer | inputs | read | read in part | refused | to be asked | escaped | slowest (s) |
|---|---|---|---|---|---|---|---|
{"".join(rows)}
{broken} promises broken. Peak memory of the run: {peak_memory()} MiB.
"""


if __name__ == "__main__":
    main()
