"""What the columns of one table hold: by a preset, or as the keeper said with ``--map``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NoReturn, get_args

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import Unsaid
from recordkeeper.importers.tables import words as csv_words
from recordkeeper.importers.tables.presets import PRESETS, Meaning, Preset
from recordkeeper.records.moment import Clock

COLUMNS: Final[tuple[Meaning, ...]] = get_args(Meaning)
"""The keys of a mapping that name a column."""
VALUES = ("date_format", "incoming", "outgoing", "clock")
"""The keys of a mapping that say something else: how dates are written, which words in the direction column
mean what (several with "|" between), and whose clock it was."""
KEYS = (*COLUMNS, *VALUES)
_CLOCKS: Final[dict[str, Clock]] = {
    "phone": "own-device",
    "carrier": "carrier",
    "server": "server",
    "sender": "sender",
}
Direction = Literal["in", "out", "unknown", ""]
_FIXED: Final[dict[str, Direction]] = {
    "incoming": "in",
    "outgoing": "out",
    "unknown": "unknown",
}
_SHOWN = 40
"""How many columns are named in one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns of one table hold.

    Attributes:
        name: of the preset; "" for a mapping.
        places: which column holds what, from 0.
        width: how many columns there are.
        channel: what its rows are; "" where each row tells.
        medium: of all messages; "" where each row tells.
        clock: whose clock its times are of.
        direction: of all rows, where the keeper said so.
        incoming, outgoing: words in the direction column, in lower case, that the keeper explained.
        unit: seconds that a bare number in the duration column counts in; None where nothing says.
        date_format: how the keeper says that dates are written.
    """

    name: str = ""
    places: Mapping[Meaning, int]
    width: int
    channel: Literal["text", "call", ""]
    medium: str = ""
    clock: Clock = "own-device"
    direction: Direction = ""
    incoming: frozenset[str] = field(default=frozenset())
    outgoing: frozenset[str] = field(default=frozenset())
    unit: int | None = None
    date_format: str = ""

    @property
    def tells_way(self) -> bool:
        """Whether the export itself, or the keeper, says which way its rows went."""
        return bool(self.direction or "direction" in self.places or "type" in self.places)

    def way(self, cells: Sequence[str]) -> csv_words.Way:
        """Which way a row went, as the export or the keeper says; no direction where neither does."""
        said = self.cell(cells, "direction")[: csv_words.WORD]
        ending = self.cell(cells, "type")[: csv_words.WORD]
        word = csv_words.folded(said or ending)
        if self.direction == "out" or word in self.outgoing:
            return csv_words.Way("out")
        if self.direction or word in self.incoming:
            return csv_words.came_in(csv_words.ended(said) or csv_words.ended(ending))
        return csv_words.way(said, ending)

    def cell(self, cells: Sequence[str], meaning: Meaning) -> str:
        """What a row has for that; "" where the table has no such column."""
        place = self.places.get(meaning)
        return cells[place] if place is not None and place < len(cells) else ""


def preset_layout(header: Sequence[str], said: Mapping[str, str]) -> Layout | None:
    """The layout of a table that its header tells; None for any other.

    What the keeper said of words and dates holds for it too.
    """
    names = [csv_words.folded(one) for one in header]
    preset = next((one for one in PRESETS if one.fits(frozenset(names))), None)
    return _of_preset(preset, names, said) if preset else None


def _of_preset(preset: Preset, names: list[str], said: Mapping[str, str]) -> Layout:
    places = {meaning: names.index(name) for meaning, name in preset.columns.items() if name in names}
    layout = Layout(
        name=preset.name,
        places=places,
        width=len(names),
        channel=preset.channel,
        medium=preset.medium,
        unit=1,
    )
    return _with_values(layout, said)


def mapped_layout(header: Sequence[str], said: Mapping[str, str]) -> Layout:
    """The layout of a table as the keeper says it is.

    Raises:
        Unsaid: a column is not there, or what was said is not enough.
    """
    named: dict[Meaning, str] = {one: said[one] for one in COLUMNS if one in said}
    channel = _channel(named, header)
    direction: Direction = ""
    if "direction" in named and not _found(header, named["direction"]):
        direction = _FIXED.get(csv_words.folded(named["direction"]), "")
        if direction:
            del named["direction"]
    places = {meaning: _place(header, name) for meaning, name in named.items()}
    _require(places, channel, direction, header)
    layout = Layout(
        places=places,
        width=len(header),
        channel=channel,
        clock="own-device" if "text" in places else "carrier",
        direction=direction,
        unit=_unit(places, header),
    )
    return _with_values(layout, said)


def names_columns(said: Mapping[str, str]) -> bool:
    """Whether a mapping names columns, and does not only explain words and dates."""
    return any(one in said for one in COLUMNS)


def holds(header: Sequence[str], said: Mapping[str, str]) -> bool:
    """Whether a row is the header that a mapping speaks of: it has the date's column, and most others."""
    named = [said[one] for one in COLUMNS if one in said and one not in {"channel", "direction"}]
    return bool(named) and all(_found(header, name) for name in named)


def unsaid(header: Sequence[str], what: str = "") -> NoReturn:
    """Ask what the columns are.

    Raises:
        Unsaid: always; it names the columns that there are.
    """
    columns = ", ".join(f"“{one.strip()[:_SHOWN]}”" for one in header[:_SHOWN])
    raise Unsaid(
        (what or _("What the columns of this table hold cannot be told."))
        + " "
        + _(
            "Its columns are {columns}. Name those that hold the date, the other person's number and so on, "
            "for example: --map date=Date,number=Number,direction=Type"
        ).format(columns=columns),
        "--map",
    )


def _found(header: Sequence[str], name: str) -> list[int]:
    """Where columns of that name are; "#3" is the third column, whatever it is called."""
    exact = [place for place, one in enumerate(header) if one == name]
    alike = [place for place, one in enumerate(header) if csv_words.folded(one) == csv_words.folded(name)]
    if exact or alike:
        return exact or alike
    number = name.strip()[1:]
    if name.strip().startswith("#") and number.isascii() and number.isdecimal() and len(number) < 4:  # noqa: PLR2004
        return [int(number) - 1] if 0 < int(number) <= len(header) else []
    return []


def _place(header: Sequence[str], name: str) -> int:
    places = _found(header, name)
    if not places:
        unsaid(header, _("This table has no column “{name}”.").format(name=name[:_SHOWN]))
    if len(places) > 1:
        what = _("This table has more than one column “{name}”. Name it by its place, for example #{place}.")
        unsaid(header, what.format(name=name[:_SHOWN], place=places[0] + 1))
    return places[0]


def _channel(named: dict[Meaning, str], header: Sequence[str]) -> Literal["text", "call", ""]:
    """What all rows are; "" where a column of its own tells it of each."""
    said = named.get("channel", "")
    if said and not _found(header, said):
        fixed = csv_words.kind(said)
        if fixed:
            del named["channel"]
            return fixed
    if "channel" in named:
        return ""
    return "text" if "text" in named else "call"


def _require(places: Mapping[Meaning, int], channel: str, direction: str, header: Sequence[str]) -> None:
    if "date" not in places:
        unsaid(header, _("Which column holds the date was not said."))
    if not {"number", "name", "from", "to", "session"} & set(places):
        unsaid(header, _("Which column holds the other person's number was not said."))
    told = direction or {"direction", "type"} & set(places) or {"from", "to"} <= set(places)
    if not told and channel != "text":
        # A bill names the other side of calls made and received alike: whose call it was is not in it.
        unsaid(
            header,
            _(
                "Nothing says which calls were received and which were made. Name the column with "
                "direction=…, or say it of all of them: direction=incoming, direction=outgoing or "
                "direction=unknown."
            ),
        )


def _unit(places: Mapping[Meaning, int], header: Sequence[str]) -> int | None:
    """Seconds that bare numbers count in: as said, or as the column's own name says."""
    if "minutes" in places or "seconds" in places:
        return 60 if "minutes" in places else 1
    name = csv_words.folded(header[places["duration"]]) if "duration" in places else ""
    if "min" in name:
        return 60
    return 1 if "sec" in name or "sek" in name else None


def _with_values(layout: Layout, said: Mapping[str, str]) -> Layout:
    clock = said.get("clock", "")
    if clock and clock not in _CLOCKS:
        raise Unsaid(
            _("“{clock}” is no clock that is known.").format(clock=clock[:_SHOWN]),
            "--map",
            {f"clock={one}": one for one in _CLOCKS},
        )
    return replace(
        layout,
        clock=_CLOCKS.get(clock, layout.clock),
        incoming=_words(said.get("incoming", "")),
        outgoing=_words(said.get("outgoing", "")),
        date_format=said.get("date_format", ""),
    )


def _words(said: str) -> frozenset[str]:
    return frozenset(csv_words.folded(one) for one in said.split("|") if one.strip())
