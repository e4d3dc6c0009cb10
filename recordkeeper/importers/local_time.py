"""Times that an export writes as a clock on the wall shows them, without saying where the wall is.

The zone is what the keeper stated for this import, or the record's own, assumed and said to be assumed.
Where clocks went back, both instants are kept, as the ends of a range; where they skipped an hour, what
was written is kept and no instant is made of it.
"""

from datetime import datetime, timedelta

from recordkeeper import zones
from recordkeeper.importers.importer import Said
from recordkeeper.records.moment import Basis, Clock, Moment
from recordkeeper.records.vocabulary import Flag

MINUTE = 60_000
"""Milliseconds: the span of a time written without seconds."""
_SLOT = timedelta(minutes=15)
"""Clocks have been changed at whole quarters of an hour only, or at a minute past one."""
_DAY = timedelta(days=1)
"""No zone of the IANA database changes its clocks twice in 28 hours between 1990 and 2100 (checked over all
of 2026's edition), so a day that begins and ends with one offset has it throughout."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- local times have no zone


class LocalTimes:
    """Reads the local times of one export in its zone.

    Remembers the days it has met, and the quarters of an hour of days on which clocks were changed: at
    most 40 000 days, whatever the export holds.
    """

    def __init__(self, said: Said, clock: Clock = "own-device") -> None:
        self._zone = said.zone
        self._basis: Basis = "stated-zone" if said.zone_stated else "assumed-zone"
        self._clock = clock
        self._days: dict[int, int | None] = {}
        self._slots: dict[datetime, int | None] = {}

    def moment(
        self, written: str, naive: datetime | None, *, span: int = 0
    ) -> tuple[Moment, tuple[Flag, ...]]:
        """When that was, and what must be said about it.

        Args:
            written: the time exactly as the export writes it.
            naive: what it says, without a zone; None where it cannot be read.
            span: how long such a time lasts, milliseconds: `MINUTE` without seconds, 0 with them.
        """
        if naive is None or not _FIRST_YEAR <= naive.year < _LAST_YEAR:
            return self._unknown(written), ("time-unreadable",)
        offset = self._offset(naive)
        if offset is not None:
            at = _ms(naive) - offset * 1000
            return self._placed(written, at, at + span, offset), ()
        instants = zones.instants(naive, self._zone)
        if not instants:
            return self._unknown(written), ("time-unreadable", "hour-skipped")
        if len(instants) == 1:
            return self._placed(
                written, instants[0], instants[0] + span, _ms(naive) // 1000 - instants[0] // 1000
            ), ()
        either = Moment(
            at=instants[0],
            until=instants[-1] + max(span, 1),
            written=written,
            zone=self._zone,
            precision="range",
            basis=self._basis,
            clock=self._clock,
        )
        return either, ("hour-twice",)

    def _placed(self, written: str, at: int, until: int, offset: int) -> Moment:
        return Moment(
            at=at,
            until=until,
            written=written,
            zone=self._zone,
            offset=offset,
            precision="exact",
            basis=self._basis,
            clock=self._clock,
        )

    def _unknown(self, written: str) -> Moment:
        return Moment(written=written, precision="unknown", basis=self._basis, clock=self._clock)

    def _offset(self, naive: datetime) -> int | None:
        """Seconds east of UTC at that time and around it; None where clocks change close by."""
        day = naive.toordinal()
        offset = self._days.get(day)
        if offset is not None:
            return offset
        if day not in self._days:
            self._days[day] = offset = self._throughout(datetime.fromordinal(day), _DAY)
            if offset is not None:
                return offset
        slot = naive - timedelta(
            minutes=naive.minute % 15, seconds=naive.second, microseconds=naive.microsecond
        )
        if slot not in self._slots:
            self._slots[slot] = self._throughout(slot, _SLOT)
        return self._slots[slot]

    def _throughout(self, start: datetime, span: timedelta) -> int | None:
        """The one offset that a span of local time begins and ends with; None where there is none."""
        ends = {_only_offset(at, self._zone) for at in (start, start + span - timedelta(milliseconds=1))}
        return ends.pop() if len(ends) == 1 else None


def _only_offset(naive: datetime, zone: str) -> int | None:
    instants = zones.instants(naive, zone)
    return (_ms(naive) - instants[0]) // 1000 if len(instants) == 1 else None


def _ms(naive: datetime) -> int:
    """Milliseconds from 1970 to a local time, as if it were UTC. By hand, as it is done for every message."""
    since = naive - _EPOCH
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000
