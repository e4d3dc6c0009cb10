"""Measure everything, write docs/benchmarks.md, and exit 1 where a bound is not kept: `make bench`."""

import sys
import tempfile
from pathlib import Path

from benchmarks import importing, logging_one, verifying
from benchmarks.measuring import Figure

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"

HEAD = """# Benchmarks

Written by `make bench`. Each figure is a ratio to a floor measured in the same run, in turn with it; absolute
times are those of one machine on one day and say little.

| what | ratio (median) | spread | bound | behind it |
|---|---|---|---|---|
"""


def main() -> None:
    """Run every benchmark in a folder of its own, print each figure as it comes, and write the page."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for measure in (logging_one.measure, verifying.measure, importing.measure):
            for figure in measure(Path(folder)):
                print(_row(figure), end="", flush=True)
                figures.append(figure)
    PAGE.write_text(HEAD + "".join(map(_row, figures)), encoding="utf-8")
    if not all(figure.holds for figure in figures):
        sys.exit("a bound is not kept")


def _row(figure: Figure) -> str:
    low, high = figure.spread
    bound = "" if figure.bound is None else f"≤ {figure.bound:g}"
    return f"| {figure.name} | {figure.ratio:.2f} | {low:.2f}–{high:.2f} | {bound} | {figure.detail} |\n"


main()
