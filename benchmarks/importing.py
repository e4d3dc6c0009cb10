"""Import messages by the million: the rate against the least that it can be, and memory that stays flat."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Figure, in_turn, peak_memory, run, seconds

MANY = 1_000_000
FEWER = 100_000
SLOWEST = 2.0
"""At least half the rate of the least that it can be."""
MOST = 250
"""MiB that an import of `MANY` messages may use."""


def measure(folder: Path) -> Iterator[Figure]:
    """Yield the ratios of whole imports to their floors, and of the memory of a long one to a short one."""
    many, few, chat = _backup(folder, MANY), _backup(folder, FEWER), _chat(folder, FEWER)
    number = iter(range(1000))

    def ours(export: Path) -> list[str]:
        program = _program(folder, next(number))
        said = ["--everyone", "--me", "Sam", "--date-order", "dmy", "--yes", "--quiet"]
        return [*program, "import", str(export), *said]

    def floor(what: str, export: Path) -> None:
        place = folder / "floor.db"
        run([sys.executable, "-m", "benchmarks.floors", what, str(export), str(place)])
        place.unlink()

    def against(what: str, export: Path, name: str, bound: float | None, rounds: int) -> Figure:
        return in_turn(
            name, lambda: run(ours(export)), lambda: floor(what, export), bound=bound, rounds=rounds
        )

    rows = "the same rows into the same encrypted tables"
    yield against(
        "sms", few, f"import {FEWER} SMS, preview and all: expat, SHA-256, {rows}", SLOWEST, rounds=5
    )
    yield against(
        "whatsapp",
        chat,
        f"import {FEWER} lines of WhatsApp: one regular expression, datetime, SHA-256, {rows}",
        SLOWEST,
        rounds=5,
    )
    yield against("bare", few, f"import {FEWER} SMS: expat, SHA-256, one bare row each", None, rounds=3)
    yield from _a_million(many, ours(few), ours(many), lambda: floor("sms", many))


def _a_million(many: Path, small: list[str], large: list[str], floor: Callable[[], None]) -> Iterator[Figure]:
    """One import of `MANY`, once, with its memory; the floor before and after it."""
    before = seconds(floor)
    start = time.perf_counter()
    most = peak_memory(large)
    taken = time.perf_counter() - start
    least = (before + seconds(floor)) / 2
    size = many.stat().st_size >> 20
    detail = f"{taken:.0f} s against {least:.0f} s, once"
    name = f"import {MANY} SMS ({size} MiB): expat, SHA-256, the same rows into the same encrypted tables"
    yield Figure(name, taken / least, (taken / least, taken / least), SLOWEST, detail)
    less = peak_memory(small)
    detail = f"{most:.0f} MiB for {MANY} against {less:.0f} MiB for {FEWER}"
    yield Figure(
        f"peak memory of {MANY} SMS, of {MOST} MiB", most / MOST, (most / MOST, most / MOST), 1, detail
    )


def _program(folder: Path, number: int) -> list[str]:
    key = folder / f"key-{number}"
    key.write_bytes(os.urandom(64))
    vault = folder / f"import-{number}"
    program = [sys.executable, "-m", "recordkeeper", "--vault", str(vault), "--key-file", str(key)]
    run([*program, "--no-input", "init", "--zone", "Europe/London"])
    return [*program, "--no-input"]


def _backup(folder: Path, count: int) -> Path:
    """A backup as the app writes it, about 450 bytes a message."""
    path = folder / f"sms-{count}.xml"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{count}">\n')
        for number in range(count):
            date = 1_767_225_600_000 + number * 20_000
            shown = f"{datetime.fromtimestamp(date / 1000, UTC):%b %d, %Y %H:%M:%S}"
            stream.write(
                f'  <sms protocol="0" address="+44770090{number % 40:04}" date="{date}" '
                f'type="{1 + number % 2}" subject="null" body="Message number {number}, long enough to be '
                f"one, and with a few more words in it than most have, so that a million of them are as "
                f'large as such a backup is" toa="null" sc_toa="null" '
                f'service_center="null" read="1" status="-1" locked="0" date_sent="{date - 900}" sub_id="1" '
                f'readable_date="{shown}" contact_name="(Unknown)" />\n'
            )
        stream.write("</smses>\n")
    return path


def _chat(folder: Path, count: int) -> Path:
    """A chat as an Android phone exports it."""
    path = folder / "WhatsApp Chat with Alex.txt"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            minute, who = number // 3, ("Alex", "Sam")[number % 2]
            day, hour = minute // 1440, minute // 60 % 24
            stream.write(
                f"{1 + day % 28:02}/{1 + day // 28 % 12:02}/{2024 + day // 336}, "
                f"{hour:02}:{minute % 60:02} - "
                f"{who}: Message number {number}, long enough to be one\n"
            )
    return path
