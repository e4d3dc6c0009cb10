"""Tables in text (CSV): what iMazing and iExplorer save from an iPhone, carriers' bills, and any other.

Known tables are told by their header row (`csv_presets`), all others by what the keeper says of their
columns. One importer for all of them: an export of iMazing is a folder with several.
"""

from collections.abc import Iterator

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import ImportRefused
from recordkeeper.importers.importer import Damage, Found, Item, Note, Said
from recordkeeper.importers.material import Material
from recordkeeper.importers.tables import layouts
from recordkeeper.importers.tables.contacts import Contacts, where
from recordkeeper.importers.tables.moments import WrittenDates
from recordkeeper.importers.tables.rows import Broken, Row
from recordkeeper.importers.tables.survey import Survey
from recordkeeper.importers.tables.table import Table, candidates, has_preset, plain_header, tables
from recordkeeper.records.custody import Skipped

_SHOWN = 20
"""How many names stand in one note, and how many damaged places are named."""


class CsvExport:
    """One table, or all those in a folder or an archive."""

    name = "csv"
    version = 1
    separable = True

    @property
    def completeness(self) -> str:
        """What such tables leave out."""
        return _(
            "A table holds what the tool that wrote it could see and was told to write: deleted messages and "
            "conversations that were not chosen are not in it, nor are replies, reactions and edits beyond "
            "what its columns show. A bill often lists only calls that were made, rounds their length, and "
            "has no calls that were not answered."
        )

    def identify(self, material: Material) -> bool:
        """Whether a table in it is known by its header, or it is one file and unmistakably a table."""
        names = candidates(material)
        if any(has_preset(material.head(name)) for name in names):
            return True
        return len(material.members) == 1 and bool(names) and bool(plain_header(material.head(names[0])))

    def read(self, material: Material, said: Said) -> Iterator[Item]:
        """What each table is, its rows in their order, and what of it could not be read.

        Raises:
            Unsaid: what the columns hold, or in which order dates are written, must be said first.
            ImportRefused: there is no table.
        """
        found = tables(material, said.columns)
        if not found:
            _refuse(material, said)
        survey = Survey(material, found, said)
        order = said.date_order or survey.orders.order()
        yield from _not_read(material, found)
        yield from _unclear(survey)
        element = 0
        for table in found:
            dates = WrittenDates(said, table.layout.clock, order, table.layout.date_format)
            contacts = Contacts(table, survey, dates)
            broken = 0
            for row in table.rows(material, said.limits):
                element += 1
                if isinstance(row, Broken):
                    broken += 1
                    yield from _broken(where(table, row.line, row.start), row.reason, broken)
                else:
                    yield from _record(contacts, row, element)
            yield from _notes(table, contacts)


def _broken(place: str, reason: str, number: int) -> Iterator[Item]:
    """A stretch that could not be read: skipped each time, named as damage the first times."""
    yield Skipped(locator=place, reason=reason)
    if number < _SHOWN:
        yield Damage(place, reason)
    elif number == _SHOWN:
        yield Damage(place, _("and from there on more rows like this one"))


def _record(contacts: Contacts, row: Row, element: int) -> Iterator[Item]:
    record = contacts.found(row, element)
    yield record
    if isinstance(record, Found):
        observed = contacts.observed(record)
        if observed is not None:
            yield observed
    elif not row.ended:
        yield Damage(record.locator, _("the file ends inside a row"))


def _notes(table: Table, contacts: Contacts) -> Iterator[Note]:
    named = f"{table.member}: " if table.member else ""
    kind = table.layout.name or _("A table, read as you said what its columns hold")
    yield Note(f"{named}{kind}.")
    if table.above:
        words = _("{count} rows above the header of the table were not read.")
        yield Note(named + words.format(count=table.above))
    if contacts.wider:
        words = _(
            "{count} rows have more cells than the header has columns; what stands in those was not read."
        )
        yield Note(named + words.format(count=contacts.wider))
    if contacts.rounded:
        yield Note(named + _("How long calls lasted is written in minutes, as carriers round it."))


def _unclear(survey: Survey) -> Iterator[Note]:
    """Conversations in which what was sent cannot be told by a number."""
    names = [one.name for one in survey.sessions.values() if one.unclear]
    if names:
        words = _(
            "More than one number or address wrote in the conversation {names}, so what you sent there is "
            "under its name only: to bring that in too, give the name with --them."
        )
        yield Note(words.format(names=_listed(names)))


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{name[:80]}”" for name in names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} …"


def _not_read(material: Material, found: list[Table]) -> Iterator[Note]:
    """Tables that lie beside those that are known, such as contacts: named, not silently passed over."""
    known = {table.member for table in found}
    others = [
        name for name in candidates(material) if name not in known and plain_header(material.head(name))
    ]
    if others:
        words = _("Tables beside them whose columns are not known were not read: {names}.")
        yield Note(words.format(names=_listed(others)))


def _refuse(material: Material, said: Said) -> None:
    """Say why nothing can be read.

    Raises:
        Unsaid: there is a table, and what its columns hold must be said, or was said of other columns.
        ImportRefused: there is none.
    """
    for name in candidates(material):
        if header := plain_header(material.head(name)):
            other = layouts.names_columns(said.columns)
            layouts.unsaid(header, _("This table has not all columns that were named.") if other else "")
    raise ImportRefused(
        _("No table with a header row was found. Nothing was brought in."),
        _("Save it as CSV with the names of the columns in one row, or keep the file: rk attach N FILE"),
    )
