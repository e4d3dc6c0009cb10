"""What the machine says about the present."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from recordkeeper import clock


@pytest.fixture
def set_zone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A machine whose files are empty at first, and whose C library follows ``TZ``."""
    monkeypatch.setattr(clock, "_LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(clock, "_TIMEZONE", tmp_path / "timezone")
    yield tmp_path
    monkeypatch.undo()
    time.tzset()


def turn_to(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    """Set the machine's clock to a zone."""
    monkeypatch.setenv("TZ", setting)
    time.tzset()


def test_now_is_whole_milliseconds_and_moves_on() -> None:
    """The present is an integer, after 2026 began and before 2100, and does not run backwards here."""
    first = clock.now()
    assert isinstance(first, int)
    assert 1_767_225_600_000 < first < 4_102_444_800_000
    assert clock.now() >= first


def test_a_reading_is_all_of_one_moment() -> None:
    """A reading holds the present, a zone, an offset in seconds, and what names this run of the machine."""
    before, reading, after = clock.now(), clock.reading(), clock.now()
    assert before <= reading.now_ms <= after
    assert -12 * 3600 <= reading.offset <= 14 * 3600
    assert reading.zone
    assert reading.boot_ms is None or 0 < reading.boot_ms < reading.now_ms


@pytest.mark.parametrize(
    ("setting", "zone"),
    [
        ("Asia/Kathmandu", "Asia/Kathmandu"),
        (":Asia/Kathmandu", "Asia/Kathmandu"),
        ("/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"),
        ("", "UTC"),
    ],
)
@pytest.mark.usefixtures("set_zone")
def test_the_zone_is_the_one_that_was_set(monkeypatch: pytest.MonkeyPatch, setting: str, zone: str) -> None:
    """``TZ`` names the zone, in each way that the C library accepts."""
    turn_to(monkeypatch, setting)
    assert clock.machine_zone() == zone
    assert clock.reading().zone == zone
    assert clock.reading().offset == (20_700 if "Kathmandu" in zone else 0)


def test_the_link_is_followed(monkeypatch: pytest.MonkeyPatch, set_zone: Path) -> None:
    """Without ``TZ``, /etc/localtime names the zone by what it links to."""
    turn_to(monkeypatch, "Asia/Kathmandu")
    monkeypatch.setattr(os, "environ", {})  # what Python sees; the C library keeps its own
    (set_zone / "localtime").symlink_to("../usr/share/zoneinfo/Asia/Kathmandu")
    (set_zone / "timezone").write_text("Etc/UTC\n", encoding="ascii")
    assert clock.machine_zone() == "Asia/Kathmandu"


def test_a_stale_file_is_not_believed(monkeypatch: pytest.MonkeyPatch, set_zone: Path) -> None:
    """A name that does not show the machine's own time counts for nothing; with none left there is none."""
    turn_to(monkeypatch, "Asia/Kathmandu")
    monkeypatch.setattr(os, "environ", {})  # what Python sees; the C library keeps its own
    (set_zone / "timezone").write_text("Etc/UTC\n", encoding="ascii")
    assert clock.machine_zone() is None
    assert clock.reading().zone == "UTC"
    assert clock.reading().offset == 20_700
    (set_zone / "timezone").write_text("Asia/Kathmandu\n", encoding="ascii")
    assert clock.machine_zone() == "Asia/Kathmandu"


@pytest.mark.parametrize("setting", ["Europe/Nowhere", "XYZ-5", "../../etc/passwd"])
@pytest.mark.usefixtures("set_zone")
def test_a_setting_that_names_no_zone_is_passed_over(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    """A rule or a mistake in ``TZ`` is not taken for the name of a zone."""
    turn_to(monkeypatch, setting)
    assert clock.machine_zone() is None


def test_a_machine_that_tells_less_still_gives_a_reading(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without a boot id or a boot clock (macOS, Windows), both are None."""
    monkeypatch.setattr(clock, "_BOOT_ID", tmp_path / "none")
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    reading = clock.reading()
    assert (reading.boot_id, reading.boot_ms) == (None, None)


@pytest.mark.skipif(not Path("/proc/sys/kernel/random/boot_id").exists(), reason="Linux only")
def test_the_run_of_the_machine_is_named() -> None:
    """On Linux a reading names the boot and counts its milliseconds, and both stay with that boot."""
    first, second = clock.reading(), clock.reading()
    assert first.boot_id == second.boot_id
    assert first.boot_id is not None
    assert len(first.boot_id) == 36
    assert first.boot_ms is not None
    assert second.boot_ms is not None
    assert second.boot_ms >= first.boot_ms


def test_asking_the_time_loads_no_dateutil() -> None:
    """The clock alone costs no third-party import, so that starting stays quick."""
    program = "import sys, recordkeeper.clock, recordkeeper.zones; print('dateutil' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
