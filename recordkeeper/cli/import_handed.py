"""What the keeper hands over: files, archives and folders, each told by its content."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from recordkeeper.catalogue import gettext as _
from recordkeeper.errors import BadInput, ImportRefused, Unsaid
from recordkeeper.intake.export import Export, export_at

LOOKED_AT = 200
"""Files beside an export in its folder that are looked at for being exports of their own."""


class Refused(NamedTuple):
    """One of several that was not brought in, and why."""

    name: str
    error: ImportRefused | Unsaid


@dataclass(frozen=True, slots=True)
class Handed:
    """What the keeper handed over.

    Attributes:
        exports: in the order given; those in a folder by name.
        refused: what was named and is no export.
        left_out: what lies in a folder beside exports, and is none.
    """

    exports: list[Export] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: list[Refused] = field(default_factory=list)

    @property
    def several(self) -> bool:
        """Whether it is more than one, so that one which is refused must not stop the others."""
        return len(self.exports) + len(self.refused) > 1


def handed_over(paths: tuple[Path, ...], format_name: str) -> Handed:
    """The exports at some paths. A folder that is none itself is looked into: one export for each file.

    Raises:
        BadInput: nothing is at a path, or no format has that name.
        ImportRefused: what is at the one path is no export, or a folder that holds none.
    """
    for path in paths:
        if not path.exists():
            raise BadInput(
                _("There is no file {path}. Nothing was recorded.").format(path=path),
                _("Check the name, or drag the file into this window to have its path typed."),
            )
    handed = Handed()
    for path in paths:
        try:
            _look_at(path, format_name, handed)
        except ImportRefused as error:
            if len(paths) == 1:
                raise
            handed.refused.append(Refused(path.name, error))
    return handed


def _look_at(path: Path, format_name: str, handed: Handed) -> None:
    try:
        export = export_at(path, format_name)
    except ImportRefused:
        if not path.is_dir() or not _look_inside(path, format_name, handed):
            raise
        return
    handed.exports.append(export)
    if path.is_dir():
        handed.left_out.extend(_not_read_with(path, export))


def _not_read_with(folder: Path, export: Export) -> Iterator[Refused]:
    """What lies in a folder and is an export of its own: it is kept with the folder, and not read.

    A folder of downloads may hold one backup of the phone, and a chat beside it that nobody must miss.
    """
    for path in _shown(folder)[:LOOKED_AT]:
        try:
            other = export_at(path)
        except (ImportRefused, BadInput):
            continue
        if other.importer.name != export.importer.name or other.material.container == "zip":
            message = _("This is an export of its own ({format}), and is not read with the folder.")
            advice = _("By itself: rk import {path}").format(path=path)
            yield Refused(path.name, ImportRefused(message.format(format=other.importer.name), advice))


def _shown(folder: Path) -> list[Path]:
    """What lies directly in a folder, hidden files and links left out."""
    found = sorted(folder.iterdir())
    return [path for path in found if not (path.name.startswith(".") or path.is_symlink())]


def _look_inside(folder: Path, format_name: str, handed: Handed) -> bool:
    """Take each file or folder in a folder that is an export by itself; whether there is any."""
    found: list[Export] = []
    others: list[Refused] = []
    for path in _shown(folder):
        try:
            found.append(export_at(path, format_name))
        except ImportRefused as error:
            others.append(Refused(path.name, error))
    if found:
        handed.exports.extend(found)
        handed.left_out.extend(others)
    return bool(found)
