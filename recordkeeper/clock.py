"""The only module that asks what time it is.

It reads the machine's own clock and settings and believes them; whether they are right is for the
reader of the record to judge, with what `Reading` keeps beside each entry.
"""

import os
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_LOCALTIME = Path("/etc/localtime")
_TIMEZONE = Path("/etc/timezone")
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Reading(NamedTuple):
    """What the machine said about the time, all at one moment.

    Attributes:
        now_ms: milliseconds since 1970-01-01T00:00:00Z.
        zone: IANA name of the machine's zone, "UTC" when it does not say (see `machine_zone`).
        offset: seconds east of UTC that the machine's clock shows now, whatever ``zone`` says.
        boot_id: names this run of the machine, None where the system has no such thing.
        boot_ms: milliseconds since that run began, sleep included; None where not told. Two entries
            of one ``boot_id`` whose ``now_ms`` and ``boot_ms`` grew unequally had the clock set
            between them.
    """

    now_ms: int
    zone: str
    offset: int
    boot_id: str | None
    boot_ms: int | None


def now() -> int:
    """The present, in milliseconds since 1970-01-01T00:00:00Z, as the machine's clock has it."""
    return time.time_ns() // 1_000_000


def reading() -> Reading:
    """Everything the machine says about the present, to be kept beside an entry."""
    return Reading(
        now_ms=now(),
        zone=machine_zone() or "UTC",
        offset=time.localtime().tm_gmtoff,
        boot_id=_boot_id(),
        boot_ms=_boot_ms(),
    )


def machine_zone() -> str | None:
    """The IANA name of the zone this machine is set to, or None when it does not say.

    Asked in the order in which the system itself decides: ``TZ``, the link ``/etc/localtime``,
    ``/etc/timezone``. A name counts only if the zone of that name shows the same local time as the
    machine does now: a stale ``/etc/timezone`` beside a copied ``/etc/localtime`` is common. Windows
    keeps no IANA name, so None there: the keeper must be asked, not given a default.
    """
    shown = time.localtime()
    for name in _names():
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            there = datetime.fromtimestamp(time.mktime(shown), ZoneInfo(name))
            if there.utcoffset() == timedelta(seconds=shown.tm_gmtoff):
                return name
    return None


def _names() -> list[str]:
    names = []
    if (setting := os.environ.get("TZ")) is not None:
        names.append(_after_zoneinfo(setting.removeprefix(":")) or "UTC")
    with suppress(OSError):
        names.append(_after_zoneinfo(str(_LOCALTIME.readlink())))
    with suppress(OSError, UnicodeDecodeError):
        names.append(_TIMEZONE.read_text(encoding="ascii").strip())
    return [name for name in names if name]


def _after_zoneinfo(path: str) -> str:
    return path.rpartition("zoneinfo/")[2]


def _boot_id() -> str | None:
    with suppress(OSError, UnicodeDecodeError):
        return _BOOT_ID.read_text(encoding="ascii").strip() or None
    return None


def _boot_ms() -> int | None:
    boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
    if boot_clock is None:
        return None
    return time.clock_gettime_ns(boot_clock) // 1_000_000
